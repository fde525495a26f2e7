/* Explanations of what is found on the rows and has no formula of its own: rates of return and
 * flags. Must not find or judge anything itself: it tells what the result holds. */
#include <string.h>

#include "deal/fields.h"
#include "report/explain.h"
#include "report/language.h"
#include "report/quantity.h"

/* The flows whose rate of return a name asks for. */
typedef struct rate {
    const sam_irr *irr;
    const char *of; /* row */
} rate;

/* "developer.irr"; of the project its rate before funding. */
static bool find_rate(const sam_explain *e, const char *name, rate *out) {
    size_t length = strlen(name);
    if (!e->c || length <= 4 || strcmp(name + length - 4, ".irr") != 0)
        return false;
    for (uint32_t p = 0; p < e->c->deal->party_count; p++) {
        const sam_party *party = &e->c->deal->parties[p];
        if (strlen(party->id) != length - 4 || memcmp(party->id, name, length - 4) != 0)
            continue;
        bool project = party->role == SAM_ROLE_PROJECT;
        out->irr = project ? &e->c->result->project_irr : &e->c->result->parties[p].irr;
        out->of = project ? "unfunded" : "net";
        return true;
    }
    return false;
}

static const sam_flag *find_flag(const sam_explain *e, const char *name) {
    for (uint32_t i = 0; e->c && i < e->c->result->flag_count; i++)
        if (strcmp(e->c->result->flags[i].code, name) == 0)
            return &e->c->result->flags[i];
    return NULL;
}

bool sam_explain_knows_found(const sam_explain *e, const char *name) {
    rate ignored;
    return find_rate(e, name, &ignored) || find_flag(e, name);
}

static void rate_text(sam_text *out, const char *name, const rate *r) {
    sam_text_format(out, _("%s: internal rate of return, effective a year\n    "), name);
    if (r->irr->has_quoted)
        sam_quantity(out, r->irr->quoted, SAM_UNIT_RATE);
    sam_text_format(out, "%s%s\n", r->irr->has_quoted ? "   " : "",
                    sam_tr(sam_irr_reason_text(r->irr->reason)));
    for (size_t i = 0; r->irr->count > 1 && i < r->irr->count && i < SAM_IRR_ROOTS; i++) {
        sam_text_add(out, _("    makes it zero: "));
        sam_quantity(out, r->irr->roots[i], SAM_UNIT_RATE);
        sam_text_add_char(out, '\n');
    }
    sam_text_format(
        out,
        _("    the rate at which the row %.*s.%s, month by month, has the present value "
          "0\n"),
        (int)(strlen(name) - 4), name, r->of);
}

void sam_explain_found_text(sam_text *out, const sam_explain *e, const char *name) {
    rate r;
    if (find_rate(e, name, &r)) {
        rate_text(out, name, &r);
        return;
    }
    const sam_flag *flag = find_flag(e, name);
    if (!flag)
        return;
    sam_text_format(out, "%s: %s\n    ", name, sam_tr(flag->text));
    if (flag->has_figure)
        sam_quantity(out, flag->figure, flag->unit);
    else
        sam_text_add(out, _("yes"));
    if (*flag->paragraph)
        sam_text_format(out, "   %s", sam_tr(flag->paragraph));
    sam_text_add_char(out, '\n');
}

static void rate_json(sam_json *json, const char *name, const rate *r) {
    sam_json_key_string(json, "kind", "rate");
    sam_json_key_string(json, "name", name);
    sam_json_key_string(json, "of", r->of);
    sam_json_key_string(json, "unit", "rate/year");
    sam_json_key(json, "value");
    if (r->irr->has_quoted)
        sam_json_number(json, r->irr->quoted);
    else
        sam_json_null(json);
    sam_json_key(json, "roots");
    sam_json_open_array(json);
    for (size_t i = 0; i < r->irr->count && i < SAM_IRR_ROOTS; i++)
        sam_json_number(json, r->irr->roots[i]);
    sam_json_close_array(json);
    sam_json_key_string(json, "reason", sam_irr_reason_text(r->irr->reason));
}

void sam_explain_found_json(sam_json *json, const sam_explain *e, const char *name) {
    rate r;
    if (find_rate(e, name, &r)) {
        rate_json(json, name, &r);
        return;
    }
    const sam_flag *flag = find_flag(e, name);
    if (!flag)
        return;
    sam_json_key_string(json, "kind", "flag");
    sam_json_key_string(json, "name", name);
    sam_json_key_string(json, "label", flag->text);
    sam_json_key_string(json, "paragraph", flag->paragraph);
    sam_json_key(json, "value");
    if (flag->has_figure)
        sam_json_number(json, flag->figure);
    else
        sam_json_null(json);
    sam_json_key_string(json, "unit", sam_unit_text(flag->unit));
}

/* Name, kind, no month, value, unit, nothing of formulas and files, text. */
static void cells(sam_table *table, const char *name, const char *kind, bool exists, double value,
                  sam_unit unit, const char *text) {
    sam_table_text(table, name);
    sam_table_text(table, kind);
    sam_table_none(table);
    if (exists)
        sam_table_number(table, value);
    else
        sam_table_none(table);
    sam_table_text(table, sam_unit_text(unit));
    for (int i = 0; i < 4; i++)
        sam_table_none(table);
    sam_table_text(table, text);
}

void sam_explain_found_cells(sam_table *table, const sam_explain *e, const char *name) {
    rate r;
    const sam_flag *flag = find_flag(e, name);
    if (find_rate(e, name, &r))
        cells(table, name, "rate", r.irr->has_quoted, r.irr->quoted, SAM_UNIT_RATE,
              sam_irr_reason_text(r.irr->reason));
    else if (flag)
        cells(table, name, "flag", flag->has_figure, flag->figure, flag->unit, flag->text);
}
