/* JSON Schemas (draft 2020-12) of the three kinds of file, for editors: loops over the same field
 * tables that the reader uses. What a schema cannot say (sums, references, dates in force) only the
 * reader checks. Must not name a field of its own. */
#include <string.h>

#include "deal/schema.h"
#include "samspel/deal.h"

#define ID "{\"type\":\"string\",\"pattern\":\"^[a-z][a-z0-9_]{0,63}$\"}"
#define CONFIDENCE "{\"enum\":[\"high\",\"medium\",\"low\"]}"
#define NAMES "{\"$ref\":\"#/$defs/names\"}"
#define STRING "{\"type\":\"string\"}"
/* Ends every object: no key but those named, and those of the user's own. */
#define CLOSED "\"additionalProperties\":false,\"patternProperties\":{\"^(x_.*|note)$\":true}"

/* A comma where one is needed before the next member or element. */
static void comma(sam_text *out) {
    char last = out->length ? out->data[out->length - 1] : '{';
    if (last != '{' && last != '[' && last != ':')
        sam_text_add_char(out, ',');
}

void sam_schema_key(sam_text *out, const char *name) {
    comma(out);
    sam_text_add_json_string(out, name);
    sam_text_add_char(out, ':');
}

void sam_schema_raw(sam_text *out, const char *name, const char *json) {
    sam_schema_key(out, name);
    sam_text_add(out, json);
}

static void string(sam_text *out, const char *name, const char *value) {
    sam_schema_key(out, name);
    sam_text_add_json_string(out, value);
}

static void number(sam_text *out, const char *name, double value) {
    sam_schema_key(out, name);
    sam_text_add_number(out, value);
}

static void element(sam_text *out, const char *value) {
    comma(out);
    sam_text_add_json_string(out, value);
}

void sam_schema_close(sam_text *out) {
    comma(out);
    sam_text_add(out, CLOSED "}");
}

static void add_limits(sam_text *out, const sam_field *field) {
    string(out, "type", field->whole ? "integer" : "number");
    number(out, "minimum", field->least);
    number(out, "maximum", field->most);
}

static void add_bounded(sam_text *out, const char *name, const sam_field *field) {
    sam_schema_key(out, name);
    sam_text_add_char(out, '{');
    add_limits(out, field);
    sam_text_add_char(out, '}');
}

/* A number alone, with its source and range, or as a dated term. */
static void add_number(sam_text *out, const sam_field *field) {
    sam_text_format(out, ",\"x_unit\":\"%s\",\"anyOf\":[{", sam_unit_text(field->unit));
    add_limits(out, field);
    sam_text_add(out, "},{\"type\":\"object\",\"required\":[\"value\"],\"properties\":{");
    add_bounded(out, "value", field);
    if (!field->structural) {
        add_bounded(out, "low", field);
        add_bounded(out, "high", field);
        sam_schema_raw(out, "distribution",
                       "{\"enum\":[\"uniform\",\"triangular\",\"normal\",\"lognormal\"]}");
    }
    sam_schema_raw(out, "source", STRING);
    sam_schema_raw(out, "confidence", CONFIDENCE);
    sam_text_add_char(out, '}');
    sam_schema_close(out);
    sam_text_add(out, field->undated ? "]" : ",{\"$ref\":\"#/$defs/term\"}]");
    if (field->need == SAM_DEFAULTED && !field->term)
        number(out, "default", field->fallback);
}

static void add_words(sam_text *out, const sam_field *field) {
    sam_schema_key(out, "enum");
    sam_text_add_char(out, '[');
    for (const char *at = field->words; *at;) {
        size_t size = strcspn(at, "|");
        sam_text_add(out, at == field->words ? "\"" : ",\"");
        sam_text_add_bytes(out, at, size);
        sam_text_add_char(out, '"');
        at += size + (at[size] == '|');
    }
    sam_text_add_char(out, ']');
}

static void add_kind(sam_text *out, const sam_field *field) {
    switch (field->kind) {
    case SAM_VALUE_NUMBER:
        add_number(out, field);
        return;
    case SAM_VALUE_WORD:
        add_words(out, field);
        return;
    case SAM_VALUE_MONTH:
        sam_schema_raw(out, "type", "\"string\"");
        sam_schema_raw(out, "pattern", "\"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$\"");
        return;
    case SAM_VALUE_SHARES:
        sam_schema_raw(out, "type", "\"array\"");
        sam_schema_raw(out, "items", "{\"type\":\"number\",\"minimum\":0,\"maximum\":1}");
        return;
    case SAM_VALUE_PARTY:
    case SAM_VALUE_CLAUSE:
    case SAM_VALUE_TEXT:
        sam_schema_raw(out, "$ref", "\"#/$defs/id\"");
        return;
    }
}

void sam_schema_field(sam_text *out, const char *name, const sam_field *field) {
    sam_schema_key(out, name);
    sam_text_add_char(out, '{');
    string(out, "title", sam_unmarked(field->label));
    string(out, "description", field->help);
    add_kind(out, field);
    sam_text_add_char(out, '}');
}

/* The properties of a clause, a dwelling or a party. */
static void add_fields(sam_text *out, const sam_field *fields, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        sam_schema_field(out, fields[i].path, &fields[i]);
}

static void add_required(sam_text *out, const sam_field *fields, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        if (fields[i].need == SAM_REQUIRED)
            element(out, fields[i].path);
}

static bool begins(const char *path, const char *prefix) {
    return strncmp(path, prefix, strlen(prefix)) == 0;
}

/* Whether the field is the first whose path goes on from prefix with the same next key. */
static bool is_first(uint32_t index, size_t length, size_t size) {
    const char *path = sam_scenario_fields[index].path;
    for (uint32_t i = 0; i < index; i++) {
        const char *other = sam_scenario_fields[i].path;
        if (strncmp(other, path, length + size) == 0 &&
            (other[length + size] == '.' || other[length + size] == '\0'))
            return false;
    }
    return true;
}

static void add_section_required(sam_text *out, const char *prefix) {
    sam_text_add(out, "\"required\":[");
    size_t length = strlen(prefix);
    const char *last = NULL; /* fields of one section stand together in the table */
    for (uint32_t i = 0; i < sam_scenario_field_count; i++) {
        const sam_field *field = &sam_scenario_fields[i];
        if (field->need != SAM_REQUIRED || !begins(field->path, prefix))
            continue;
        size_t size = strcspn(field->path + length, ".");
        if (last && strncmp(last, field->path, length + size) == 0 && field->path[length + size])
            continue;
        last = field->path;
        comma(out);
        sam_text_format(out, "\"%.*s\"", (int)size, field->path + length);
    }
}

/* The sections of the scenario, as the paths of the field table tell them. Recursion is bounded by
 * the depth of the paths. */
static void add_section(sam_text *out, const char *prefix) {
    size_t length = strlen(prefix);
    for (uint32_t i = 0; i < sam_scenario_field_count; i++) {
        const char *path = sam_scenario_fields[i].path;
        size_t size = begins(path, prefix) ? strcspn(path + length, ".") : 0;
        if (size == 0 || !is_first(i, length, size))
            continue;
        sam_text name = SAM_TEXT_EMPTY;
        sam_text_add_bytes(&name, path, length + size);
        out->broken |= name.broken;
        if (!name.broken && path[length + size] == '\0')
            sam_schema_field(out, name.data + length, &sam_scenario_fields[i]);
        if (!name.broken && path[length + size] == '.') {
            sam_schema_key(out, name.data + length);
            sam_text_add_char(&name, '.');
            out->broken |= name.broken;
            sam_text_add(out, "{\"type\":\"object\",");
            add_section_required(out, name.data);
            sam_text_add(out, "],\"properties\":{");
            add_section(out, name.data);
            if (strcmp(name.data, "municipality.") == 0) {
                sam_schema_raw(out, "name", STRING);
                sam_schema_raw(out, "number", STRING);
            }
            sam_text_add_char(out, '}');
            sam_schema_close(out);
        }
        sam_text_free(&name);
    }
}

void sam_schema_begin(sam_text *out, const char *title, const char *format) {
    sam_text_add(out, "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"");
    string(out, "title", title);
    sam_text_add(out, ",\"$defs\":{\"id\":" ID
                      ",\"term\":{\"type\":\"object\",\"required\":[\"term\"],\"properties\":{"
                      "\"term\":{\"type\":\"string\",\"pattern\":\"^[a-z][a-z0-9_.]*$\"}}," CLOSED
                      "},\"names\":{\"type\":\"object\",\"properties\":{\"nn\":" STRING
                      ",\"nb\":" STRING ",\"en\":" STRING "}," CLOSED "}},");
    sam_text_format(out,
                    "\"type\":\"object\",\"properties\":{\"format\":{\"const\":\"%s\"}"
                    ",\"$schema\":" STRING ",\"name\":" NAMES,
                    format);
}

static void add_clause_kind(sam_text *out, const sam_clause_kind *kind) {
    comma(out);
    sam_text_add_char(out, '{');
    string(out, "title", sam_unmarked(kind->label));
    string(out, "description", kind->help);
    sam_text_add(out, ",\"type\":\"object\",\"required\":[\"id\",\"kind\"");
    add_required(out, kind->fields, kind->field_count);
    sam_text_add(out, "],\"properties\":{\"id\":{\"$ref\":\"#/$defs/id\"},\"name\":" NAMES);
    sam_schema_key(out, "kind");
    sam_text_format(out, "{\"const\":\"%s\"}", kind->name);
    add_fields(out, kind->fields, kind->field_count);
    sam_text_add_char(out, '}');
    sam_schema_close(out);
}

static void add_requirements(sam_text *out) {
    sam_text_add(out, "{\"type\":\"array\",\"items\":{\"enum\":[");
    for (const char *at = sam_requirement_words; *at;) {
        char word[64] = {0};
        size_t size = strcspn(at, "|");
        memcpy(word, at, size);
        element(out, word);
        at += size + (at[size] == '|');
    }
    sam_text_add(out, "]}}");
}

static void add_model(sam_text *out) {
    sam_schema_begin(out, "Partnership model", "samspel-model-1");
    sam_text_add(out, ",\"id\":{\"$ref\":\"#/$defs/id\"},\"summary\":" NAMES
                      ",\"law\":true,\"used_in\":true,\"requires\":");
    add_requirements(out);
    sam_text_add(out, ",\"parties\":{\"type\":\"array\",\"items\":{\"type\":\"object\","
                      "\"required\":[\"id\",\"role\"],"
                      "\"properties\":{\"id\":{\"$ref\":\"#/$defs/id\"},\"name\":" NAMES
                      ",\"role\":{\"enum\":[");
    for (int i = 0; i < SAM_ROLE_COUNT; i++)
        element(out, sam_role_text((sam_role)i));
    sam_text_add(out, "]}}," CLOSED "}},\"decide\":{\"type\":\"array\",\"uniqueItems\":true,"
                      "\"items\":{\"type\":\"string\",\"minLength\":1}},\"clauses\":{\"type\":"
                      "\"array\",\"items\":{\"oneOf\":[");
    for (uint32_t i = 0; i < sam_clause_kind_count; i++)
        add_clause_kind(out, sam_clause_kinds[i]);
    sam_text_add(out, "]}}},\"required\":[\"format\",\"id\",\"parties\",\"clauses\"]");
    sam_schema_close(out);
}

static void add_scenario(sam_text *out) {
    sam_schema_begin(out, "Scenario", "samspel-scenario-1");
    sam_text_add(out, ",\"id\":{\"$ref\":\"#/$defs/id\"},\"facts\":{\"type\":\"array\",\"items\":{"
                      "\"type\":\"object\",\"required\":[\"text\"],\"properties\":{\"text\":" STRING
                      ",\"source\":" STRING ",\"confidence\":" CONFIDENCE "}," CLOSED
                      "}},\"models\":{\"type\":\"object\"},"
                      "\"variants\":{\"type\":\"object\"},\"met\":");
    add_requirements(out);
    add_section(out, "");
    sam_text_add(out, ",\"dwellings\":{\"type\":\"array\",\"minItems\":1,\"items\":{\"type\":"
                      "\"object\",\"required\":[");
    add_required(out, sam_dwelling_fields, sam_dwelling_field_count);
    sam_text_add(out, "],\"properties\":{");
    add_fields(out, sam_dwelling_fields, sam_dwelling_field_count);
    sam_text_add(out, "}," CLOSED "}},\"parties\":{\"type\":\"object\",\"patternProperties\":{"
                      "\"^(x_.*|note)$\":true},\"additionalProperties\":{\"type\":\"object\","
                      "\"properties\":{");
    add_fields(out, sam_party_fields, sam_party_field_count);
    sam_text_add(out, "}," CLOSED "}}},");
    add_section_required(out, "");
    element(out, "format");
    element(out, "id");
    element(out, "dwellings");
    sam_text_add_char(out, ']');
    sam_schema_close(out);
}

static void add_terms(sam_text *out) {
    sam_schema_begin(out, "Dated terms", "samspel-terms-1");
    sam_text_add(out, ",\"id\":" STRING ",\"terms\":{\"type\":\"array\",\"items\":{\"type\":"
                      "\"object\",\"required\":[\"id\",\"unit\",\"series\"],\"properties\":{\"id\":"
                      "{\"type\":\"string\",\"pattern\":\"^[a-z][a-z0-9_.]*$\"},\"name\":" NAMES
                      ",\"unit\":{\"enum\":[");
    for (int i = 0; i <= SAM_UNIT_FLAG; i++)
        element(out, sam_unit_text((sam_unit)i));
    sam_text_add(out, "]},\"series\":{\"type\":\"array\",\"minItems\":1,\"items\":{\"type\":"
                      "\"object\",\"required\":[\"from\",\"value\"],\"properties\":{\"from\":{"
                      "\"type\":\"string\",\"format\":\"date\"},\"value\":{\"type\":\"number\"},"
                      "\"source\":" STRING ",\"confidence\":" CONFIDENCE "}," CLOSED "}}}," CLOSED
                      "}}},\"required\":[\"format\",\"terms\"]");
    sam_schema_close(out);
}

char *sam_deal_schema(const char *which) {
    static const struct {
        const char *name;
        void (*add)(sam_text *out);
    } schemas[] = {{"model", add_model}, {"scenario", add_scenario}, {"terms", add_terms}};
    sam_text out = SAM_TEXT_EMPTY;
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++)
        if (strcmp(schemas[i].name, which) == 0)
            schemas[i].add(&out);
    if (!out.broken)
        return out.data;
    sam_text_free(&out);
    return NULL;
}
