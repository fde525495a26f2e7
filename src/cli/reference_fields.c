/* The reference page (Markdown) of every field a file may have, from the field table. Must not name
 * a field itself. */
#include <string.h>

#include "cli/reference.h"
#include "deal/fields.h"

/* "nynorsk / bokmål / English", each name once. */
static void add_names(sam_text *out, const char *label) {
    const char *names[SAM_LANGUAGES];
    for (int i = 0; i < SAM_LANGUAGES; i++) {
        (void)sam_language_use(NULL, (sam_language)i);
        names[i] = sam_tr(label);
    }
    sam_text_add(out, names[SAM_NYNORSK]);
    if (strcmp(names[SAM_BOKMAAL], names[SAM_NYNORSK]) != 0)
        sam_text_format(out, " / %s", names[SAM_BOKMAAL]);
    if (strcmp(names[SAM_ENGLISH], names[SAM_BOKMAAL]) != 0 &&
        strcmp(names[SAM_ENGLISH], names[SAM_NYNORSK]) != 0)
        sam_text_format(out, " / %s", names[SAM_ENGLISH]);
}

static void add_words(sam_text *out, const char *words) {
    sam_text_add(out, "one of ");
    for (const char *at = words; *at;) {
        size_t size = strcspn(at, "|");
        sam_text_format(out, "%s`%.*s`", at == words ? "" : ", ", (int)size, at);
        at += size + (at[size] == '|');
    }
}

static void add_value(sam_text *out, const sam_field *field) {
    static const char *const KINDS[] = {
        [SAM_VALUE_PARTY] = "id of a party",
        [SAM_VALUE_MONTH] = "month, `\"2013-04\"`",
        [SAM_VALUE_TEXT] = "text",
        [SAM_VALUE_SHARES] = "array of shares",
    };
    if (field->kind == SAM_VALUE_WORD) {
        add_words(out, field->words);
        return;
    }
    if (field->kind == SAM_VALUE_CLAUSE) {
        sam_text_format(out, "id of a `%s` clause", field->words);
        return;
    }
    if (field->kind != SAM_VALUE_NUMBER) {
        sam_text_add(out, KINDS[field->kind]);
        return;
    }
    sam_text_format(out, "%s, ", sam_unit_text(field->unit));
    sam_text_add_number(out, field->least);
    sam_text_add(out, " to ");
    sam_text_add_number(out, field->most);
    sam_text_add(out, field->whole ? ", whole" : "");
}

static void add_default(sam_text *out, const sam_field *field) {
    if (field->need == SAM_REQUIRED)
        sam_text_add(out, "required");
    if (field->need == SAM_OPTIONAL)
        sam_text_add(out, "may be left out");
    if (field->need != SAM_DEFAULTED)
        return;
    if (field->kind == SAM_VALUE_WORD)
        sam_text_format(out, "`%.*s`", (int)strcspn(field->words, "|"), field->words);
    else if (field->term)
        sam_text_format(out, "term `%s%s`", field->term,
                        field->term[strlen(field->term) - 1] == '.' ? "<role>" : "");
    else
        sam_text_add_number(out, field->fallback);
}

static void add_field(sam_text *out, const sam_field *field) {
    sam_text_format(out, "| `%s` | ", field->path);
    add_names(out, field->label);
    sam_text_add(out, " | ");
    add_value(out, field);
    sam_text_add(out, " | ");
    add_default(out, field);
    sam_text_format(out, " | %s |\n", field->help);
}

static void add_heads(sam_text *out) {
    sam_text_add(out, "\n| key | name | value | default | meaning |\n"
                      "| --- | --- | --- | --- | --- |\n");
}

static void add_fields(sam_text *out, const sam_field *fields, uint32_t count) {
    add_heads(out);
    for (uint32_t i = 0; i < count; i++)
        add_field(out, &fields[i]);
}

/* A table for each section: what stands before the first point. */
static void add_scenario(sam_text *out) {
    const char *section = "";
    size_t length = 0;
    for (uint32_t i = 0; i < sam_scenario_field_count; i++) {
        const char *path = sam_scenario_fields[i].path;
        if (strcspn(path, ".") != length || strncmp(path, section, length) != 0) {
            section = path;
            length = strcspn(path, ".");
            sam_text_format(out, "\n### %.*s\n", (int)length, section);
            add_heads(out);
        }
        add_field(out, &sam_scenario_fields[i]);
    }
}

static void add_kind(sam_text *out, const sam_clause_kind *kind) {
    sam_text_format(out, "\n### %s\n\n", kind->name);
    add_names(out, kind->label);
    sam_text_format(out, ". %s\n", kind->help);
    add_fields(out, kind->fields, kind->field_count);
}

void sam_reference_fields(sam_text *out) {
    sam_text_add(
        out,
        "# Fields\n\nMade by `samspel reference fields` from the table that the program itself "
        "reads files by. Money is NOK, shares and rates are fractions (0.05 for 5 %). A number "
        "may be written plain, as `{\"value\", \"low\", \"high\", \"source\", "
        "\"confidence\"}`, or as `{\"term\": id}`; see models/README.md.\n\n"
        "## In a scenario\n");
    add_scenario(out);
    sam_text_add(out, "\n### dwellings\n\nAn array; one object for each kind of dwelling.\n");
    add_fields(out, sam_dwelling_fields, sam_dwelling_field_count);
    sam_text_add(out, "\n### parties\n\nOne object for a party, by its id or its role.\n");
    add_fields(out, sam_party_fields, sam_party_field_count);
    sam_text_add(out, "\n## In a model\n\nBeside its parties and clauses a model may mark with "
                      "`decide` what is usually decided: a list of texts, each as `samspel "
                      "optimise --decide` takes it; see models/README.md. What can be decided are "
                      "amounts, shares and years.\n");
    sam_text_add(out, "\n## In the clauses of a model\n\nEvery clause has `id` and `kind`, and may "
                      "have `name`.\n");
    for (uint32_t i = 0; i < sam_clause_kind_count; i++)
        add_kind(out, sam_clause_kinds[i]);
}
