/* The JSON Schema (draft 2020-12) of a region's file, for editors, from the same rows as the reader
 * has. What no schema can say (which models and scenarios there are, sizes that give whole homes)
 * only a run tells. */
#include "choice/portfolio_fields.h"
#include "choice/portfolio_region.h"
#include "deal/schema.h"

#define ID "{\"$ref\":\"#/$defs/id\"}"
#define STRING "{\"type\":\"string\"}"
#define CONFIDENCE "{\"enum\":[\"high\",\"medium\",\"low\"]}"

static void number(sam_text *out, sam_region_field field) {
    sam_schema_field(out, sam_region_fields[field].path, &sam_region_fields[field]);
}

static void open_object(sam_text *out, const char *name) {
    sam_schema_key(out, name);
    sam_text_add(out, "{\"type\":\"object\",\"properties\":{");
}

static void open_list(sam_text *out, const char *name, uint32_t least, uint32_t most) {
    sam_schema_key(out, name);
    sam_text_format(out, "{\"type\":\"array\",\"minItems\":%u,\"maxItems\":%u,\"items\":", least,
                    most);
}

/* Ends the properties; required: a JSON array. */
static void close_object(sam_text *out, const char *required) {
    sam_text_add_char(out, '}');
    sam_schema_raw(out, "required", required);
    sam_schema_close(out);
}

static void amounts(sam_text *out, const char *name, const sam_field fields[SAM_BUDGETS]) {
    open_object(out, name);
    for (int b = 0; b < SAM_BUDGETS; b++)
        sam_schema_field(out, fields[b].path, &fields[b]);
    close_object(out, "[]");
}

static void settings(sam_text *out) {
    sam_schema_raw(out, "set",
                   "{\"title\":\"values set\",\"description\":\"Pointers into the scenario, or "
                   "into the model's clauses, and the values set there.\",\"type\":\"object\","
                   "\"patternProperties\":{\"^/\":{\"type\":[\"number\",\"string\",\"boolean\","
                   "\"null\"]},\"^(x_.*|note)$\":true},\"additionalProperties\":false}");
}

static void add_facts(sam_text *out) {
    open_list(out, "facts", 0, 4096);
    sam_text_add(out, "{\"type\":\"object\",\"properties\":{");
    sam_schema_raw(out, "text", STRING);
    sam_schema_raw(out, "source", STRING);
    sam_schema_raw(out, "confidence", CONFIDENCE);
    close_object(out, "[]");
    sam_text_add_char(out, '}');
}

static void add_places(sam_text *out) {
    open_list(out, "municipalities", 0, SAM_REGION_PLACES_MOST);
    sam_text_add(out, "{\"type\":\"object\",\"properties\":{");
    sam_schema_raw(out, "id", ID);
    sam_schema_raw(out, "name", STRING);
    sam_schema_raw(out, "number", STRING);
    sam_schema_raw(out, "member_of", STRING);
    for (sam_region_field f = SAM_REGION_MEMBERSHIP; f <= SAM_REGION_GUARANTEE_FRAME; f++)
        number(out, f);
    amounts(out, "budget", sam_region_place_budgets);
    amounts(out, "activation_cost", sam_region_activations);
    settings(out);
    close_object(out, "[\"id\",\"name\"]");
    sam_text_add_char(out, '}');
}

static void add_sizes(sam_text *out) {
    const sam_field *size = &sam_region_fields[SAM_REGION_SIZE];
    open_list(out, size->path, 1, SAM_REGION_SIZES_MOST);
    sam_text_add(out, "{\"type\":\"number\",\"minimum\":");
    sam_text_add_number(out, size->least);
    sam_text_add(out, ",\"maximum\":");
    sam_text_add_number(out, size->most);
    sam_text_add(out, "},\"title\":");
    sam_text_add_json_string(out, size->label);
    sam_text_add(out, ",\"description\":");
    sam_text_add_json_string(out, size->help);
    sam_text_add_char(out, '}');
}

static void add_projects(sam_text *out) {
    open_list(out, "projects", 0, SAM_REGION_PROJECTS_MOST);
    sam_text_add(out, "{\"type\":\"object\",\"properties\":{");
    sam_schema_raw(out, "id", ID);
    sam_schema_raw(out, "name", STRING);
    sam_schema_raw(out, "municipality", ID);
    sam_schema_raw(out, "scenario", STRING);
    sam_schema_raw(out, "variant", STRING);
    open_list(out, "models", 1, SAM_REGION_MODELS_MOST);
    sam_text_add(out, STRING "}");
    add_sizes(out);
    number(out, SAM_REGION_SUPPORT);
    settings(out);
    close_object(out, "[\"id\",\"municipality\",\"scenario\",\"models\"]");
    sam_text_add_char(out, '}');
}

void sam_region_schema(sam_text *out) {
    sam_schema_begin(out, "Region", "samspel-region-1");
    sam_schema_raw(out, "id", ID);
    add_facts(out);
    number(out, SAM_REGION_OBJECTIVE);
    number(out, SAM_REGION_DSCR_LEAST);
    amounts(out, "budget", sam_region_budgets);
    open_object(out, "spread");
    number(out, SAM_REGION_PLACES_LEAST);
    number(out, SAM_REGION_PROJECTS_PER_PLACE);
    close_object(out, "[]");
    settings(out);
    add_places(out);
    add_projects(out);
    close_object(out, "[\"format\",\"id\",\"budget\",\"municipalities\",\"projects\"]");
}
