/* The fields of the files by their full names, "term_loan.years", and what they may hold: for those
 * who write files. Knows nothing of a deal. */
#include <string.h>

#include "base/number.h"
#include "deal/fields.h"
#include "deal/nearest.h"
#include "report/explain.h"
#include "report/texts.h"

/* Calls back for every field of the table with its full name: "term_loan.years". */
typedef void (*field_visit)(void *context, const char *kind, const sam_field *field);

static void visit(const sam_field *fields, uint32_t count, const char *kind, field_visit call,
                  void *context) {
    for (uint32_t i = 0; i < count; i++)
        call(context, kind, &fields[i]);
}

static void visit_fields(field_visit call, void *context) {
    visit(sam_scenario_fields, sam_scenario_field_count, NULL, call, context);
    visit(sam_dwelling_fields, sam_dwelling_field_count, "dwellings", call, context);
    visit(sam_party_fields, sam_party_field_count, "parties", call, context);
    for (uint32_t k = 0; k < sam_clause_kind_count; k++)
        visit(sam_clause_kinds[k]->fields, sam_clause_kinds[k]->field_count,
              sam_clause_kinds[k]->name, call, context);
}

static bool is_named(const char *name, const char *kind, const sam_field *field) {
    if (!kind)
        return strcmp(name, field->path) == 0;
    size_t length = strlen(kind);
    return strncmp(name, kind, length) == 0 && name[length] == '.' &&
           strcmp(name + length + 1, field->path) == 0;
}

typedef struct field_search {
    const char *name;
    const sam_field *found;
} field_search;

static void match_field(void *context, const char *kind, const sam_field *field) {
    field_search *search = context;
    if (!search->found && is_named(search->name, kind, field))
        search->found = field;
}

const sam_field *sam_explain_field(const char *name) {
    field_search search = {.name = name};
    visit_fields(match_field, &search);
    return search.found;
}

static void offer_field(void *context, const char *kind, const sam_field *field) {
    if (!kind)
        sam_nearest_offer(context, field->path);
}

void sam_explain_offer_fields(struct sam_nearest *nearest) {
    visit_fields(offer_field, nearest);
}

/* Files have fractions where texts have percent. */
static const char *unit_in_file(sam_unit unit) {
    if (unit == SAM_UNIT_SHARE)
        return _("share (0.05 is 5 %)");
    return unit == SAM_UNIT_RATE ? _("rate a year (0.05 is 5 %)") : sam_say_unit(unit);
}

/* "share from 0.05 to 3; default 0.65": numbers as they are typed in a file. */
static void bounds(sam_text *out, const sam_field *field) {
    char least[SAM_NUMBER_SIZE], most[SAM_NUMBER_SIZE], fallback[SAM_NUMBER_SIZE];
    sam_number_print(least, field->least);
    sam_number_print(most, field->most);
    sam_number_print(fallback, field->fallback);
    /* Translators: a unit and two numbers. */
    sam_text_format(out, _("; %s, from %s to %s"), unit_in_file(field->unit), least, most);
    if (field->term)
        sam_text_format(out, _("; default: the dated term %s"), field->term);
    if (!field->term && field->need == SAM_DEFAULTED)
        sam_text_format(out, _("; default %s"), fallback);
}

void sam_explain_field_text(sam_text *out, const sam_field *field) {
    static const char *const NEEDS[] = {N_("required"), N_("may be left out"),
                                        N_("may be left out")};
    sam_text_format(out, "    %s. %s\n", sam_say_field(field), sam_tr(field->help));
    sam_text_format(out, "    %s", sam_tr(NEEDS[field->need]));
    if (field->words)
        sam_text_format(out, _("; one of %s"), field->words);
    if (field->kind == SAM_VALUE_NUMBER)
        bounds(out, field);
    sam_text_add(out, "\n");
}
