/* The schemas are JSON by our own strict scan, hold every field of the tables by name, with its
 * bounds, and close every object against misspelt keys. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "deal/fields.h"
#include "deal/scan.h"
#include "samspel/deal.h"

static cJSON *schema_of(const char *which) {
    char *text = sam_deal_schema(which);
    cr_assert_not_null(text, "%s", which);
    sam_diags *diags = sam_diags_new();
    sam_status status = sam_scan_json(text, strlen(text), which, false, diags);
    cr_assert_eq(status, SAM_OK, "%s: %s", which, status ? sam_diags_at(diags, 0)->message : "");
    sam_diags_free(diags);
    cJSON *schema = cJSON_Parse(text);
    cr_assert_not_null(schema, "%s", which);
    free(text);
    return schema;
}

static const cJSON *get(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* The property of a dotted path. */
static const cJSON *property(const cJSON *schema, const char *path) {
    char text[128];
    snprintf(text, sizeof text, "%s", path);
    for (char *part = strtok(text, "."); part; part = strtok(NULL, "."))
        schema = get(get(schema, "properties"), part);
    return schema;
}

static bool lists(const cJSON *array, const char *word) {
    const cJSON *item;
    cJSON_ArrayForEach(item, array) {
        if (cJSON_IsString(item) && strcmp(item->valuestring, word) == 0)
            return true;
    }
    return false;
}

static void check_field(const cJSON *found, const sam_field *field) {
    cr_assert_not_null(found, "%s", field->path);
    cr_expect_str_eq(get(found, "description")->valuestring, field->help);
    if (field->kind != SAM_VALUE_NUMBER)
        return;
    const cJSON *number = get(found, "anyOf")->child;
    cr_expect_eq(get(number, "minimum")->valuedouble, field->least, "%s", field->path);
    cr_expect_eq(get(number, "maximum")->valuedouble, field->most, "%s", field->path);
    cr_expect_str_eq(get(found, "x_unit")->valuestring, sam_unit_text(field->unit));
    cr_expect_eq(property(number->next, "low") == NULL, field->structural, "%s", field->path);
}

Test(schema, names_every_field_of_a_scenario) {
    cJSON *schema = schema_of("scenario");
    for (uint32_t i = 0; i < sam_scenario_field_count; i++)
        check_field(property(schema, sam_scenario_fields[i].path), &sam_scenario_fields[i]);
    const cJSON *dwelling = get(property(schema, "dwellings"), "items");
    for (uint32_t i = 0; i < sam_dwelling_field_count; i++)
        check_field(property(dwelling, sam_dwelling_fields[i].path), &sam_dwelling_fields[i]);
    const cJSON *party = get(property(schema, "parties"), "additionalProperties");
    check_field(property(party, "discount_rate"), &sam_party_fields[0]);
    cr_expect(lists(get(schema, "required"), "project"));
    cr_expect(lists(get(property(schema, "project"), "required"), "start"));
    cr_expect(lists(get(property(schema, "project"), "required"), "build_months"));
    cr_expect_eq(cJSON_GetArraySize(get(property(schema, "project"), "required")), 2);
    cJSON_Delete(schema);
}

Test(schema, names_every_field_of_every_clause) {
    cJSON *schema = schema_of("model");
    const cJSON *kinds = get(get(property(schema, "clauses"), "items"), "oneOf");
    cr_assert_eq(cJSON_GetArraySize(kinds), (int)sam_clause_kind_count);
    const cJSON *kind = kinds->child;
    for (uint32_t i = 0; i < sam_clause_kind_count; i++, kind = kind->next) {
        const sam_clause_kind *spec = sam_clause_kinds[i];
        cr_expect_str_eq(get(property(kind, "kind"), "const")->valuestring, spec->name);
        for (uint32_t j = 0; j < spec->field_count; j++) {
            check_field(property(kind, spec->fields[j].path), &spec->fields[j]);
            cr_expect_eq(lists(get(kind, "required"), spec->fields[j].path),
                         spec->fields[j].need == SAM_REQUIRED, "%s", spec->fields[j].path);
        }
    }
    cJSON_Delete(schema);
}

Test(schema, names_every_unit_of_a_term) {
    cJSON *schema = schema_of("terms");
    const cJSON *term = get(property(schema, "terms"), "items");
    for (int i = 0; i <= SAM_UNIT_FLAG; i++)
        cr_expect(lists(get(property(term, "unit"), "enum"), sam_unit_text((sam_unit)i)));
    cJSON_Delete(schema);
}

/* Every object that lists properties closes itself: no misspelt key slips through. */
static void check_closed(const cJSON *node) {
    if (get(node, "properties") && cJSON_IsObject(get(node, "properties"))) {
        cr_expect(cJSON_IsFalse(get(node, "additionalProperties")));
        cr_expect(cJSON_IsObject(get(node, "patternProperties")));
    }
    const cJSON *child;
    cJSON_ArrayForEach(child, node) check_closed(child);
}

Test(schema, every_object_is_closed) {
    const char *const all[] = {"model", "scenario", "terms"};
    for (size_t i = 0; i < 3; i++) {
        cJSON *schema = schema_of(all[i]);
        check_closed(schema);
        cJSON_Delete(schema);
    }
}

Test(schema, knows_three_files_only) {
    cr_expect_null(sam_deal_schema("models"));
    cr_expect_null(sam_deal_schema(""));
}

Test(schema, memory_may_run_out) {
    char *text = NULL;
    for (long n = 1; !text; n++) {
        cr_assert_lt(n, 10000);
        sam_alloc_fail_at(n, 1);
        text = sam_deal_schema("scenario");
        sam_alloc_fail_at(0, 0);
    }
    free(text);
}
