/* The JSON Schema of stress files, for editors: from the same tables that the reader goes by. What
 * a schema cannot say (bounds of what is changed, sets named before) only the reader checks. */
#include <string.h>

#include "deal/schema.h"
#include "plan/clause.h"
#include "risk/stress.h"

#define STRING "{\"type\":\"string\"}"
#define ID "{\"$ref\":\"#/$defs/id\"}"
#define NAMES "{\"$ref\":\"#/$defs/names\"}"
#define MONTH "{\"type\":\"integer\",\"minimum\":1,\"maximum\":1200}"
/* A number, or the scenario's number of that name. */
#define VALUE                                                                                      \
    "{\"anyOf\":[{\"type\":\"number\"},{\"type\":\"object\",\"required\":[\"input\"],"             \
    "\"properties\":{\"input\":" STRING                                                            \
    "},\"additionalProperties\":false,\"patternProperties\":{\"^(x_.*|note)$\":true}}]}"
#define ONE_VERB                                                                                   \
    "\"oneOf\":[{\"required\":[\"set\"]},{\"required\":[\"add\"]},{\"required\":[\"times\"]}]"

static void open_object(sam_text *out, const char *title) {
    if (out->data[out->length - 1] != '[')
        sam_text_add_char(out, ',');
    sam_text_add(out, "{\"title\":\"");
    sam_text_add(out, title);
    sam_text_add(out, "\",\"type\":\"object\",\"properties\":{");
}

static void close_change(sam_text *out, const char *required) {
    sam_schema_raw(out, "set", VALUE);
    sam_schema_raw(out, "add", VALUE);
    sam_schema_raw(out, "times", VALUE);
    sam_text_add(out, "},\"required\":");
    sam_text_add(out, required);
    sam_text_add(out, "," ONE_VERB);
    sam_schema_close(out);
}

static void add_word(sam_text *out, const char *word) {
    if (out->data[out->length - 1] != '[')
        sam_text_add_char(out, ',');
    sam_text_add_json_string(out, word);
}

/* "name": one of the numbers that can change. */
static void add_numbers(sam_text *out, const char *name, const sam_field *fields, uint32_t count) {
    sam_schema_raw(out, name, "{\"enum\":[");
    for (uint32_t i = 0; i < count; i++)
        if (fields[i].kind == SAM_VALUE_NUMBER && !fields[i].structural)
            add_word(out, fields[i].path);
    sam_text_add(out, "]}");
}

static bool has_numbers(const sam_clause_kind *kind) {
    for (uint32_t i = 0; i < kind->field_count; i++)
        if (kind->fields[i].kind == SAM_VALUE_NUMBER && !kind->fields[i].structural)
            return true;
    return false;
}

static void add_clause_change(sam_text *out, const sam_clause_kind *kind) {
    if (!has_numbers(kind))
        return;
    open_object(out, "a field of every clause of this kind");
    sam_schema_key(out, "clauses");
    sam_text_format(out, "{\"const\":\"%s\"}", kind->name);
    add_numbers(out, "field", kind->fields, kind->field_count);
    close_change(out, "[\"clauses\",\"field\"]");
}

static void add_row_change(sam_text *out) {
    open_object(out, "a monthly row that a risk factor may replace");
    sam_schema_raw(out, "row", "{\"enum\":[");
    for (uint32_t i = 0; i < sam_price_table.count; i++)
        if (sam_price_table.rows[i].path)
            add_word(out, sam_price_table.rows[i].name);
    sam_text_add(out, "]}");
    sam_schema_raw(out, "from", MONTH);
    sam_schema_raw(out, "to", MONTH);
    sam_schema_raw(out, "of", "{\"enum\":[\"timeline\",\"operation\"]}");
    close_change(out, "[\"row\"]");
}

static void add_changes(sam_text *out) {
    sam_schema_raw(out, "changes", "{\"type\":\"array\",\"maxItems\":64,\"items\":{\"oneOf\":[");
    open_object(out, "a number of the scenario");
    add_numbers(out, "input", sam_scenario_fields, sam_scenario_field_count);
    close_change(out, "[\"input\"]");
    for (uint32_t i = 0; i < sam_clause_kind_count; i++)
        add_clause_change(out, sam_clause_kinds[i]);
    add_row_change(out);
    sam_text_add(out, "]}}");
}

void sam_stress_schema(sam_text *out) {
    sam_schema_begin(out, "Stress sets", "samspel-stress-1");
    sam_schema_raw(out, "id", ID);
    sam_schema_raw(out, "sets",
                   "{\"type\":\"array\",\"maxItems\":64,\"items\":{\"type\":\"object\","
                   "\"required\":[\"id\"],\"oneOf\":[{\"required\":[\"changes\"]},"
                   "{\"required\":[\"together\"]}],\"properties\":{\"id\":" ID ",\"name\":" NAMES);
    sam_schema_raw(out, "together",
                   "{\"type\":\"array\",\"maxItems\":64,\"items\":" ID
                   ",\"description\":\"Earlier sets whose changes are done in this order.\"}");
    add_changes(out);
    sam_text_add_char(out, '}');
    sam_schema_close(out);
    sam_text_add(out, "}},\"required\":[\"format\",\"id\",\"sets\"]");
    sam_schema_close(out);
}
