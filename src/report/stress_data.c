/* Stress sets as JSON and CSV. */
#include "deal/fields.h"
#include "report/stress.h"
#include "report/table.h"

static void write_name(sam_json *json, const sam_name *name) {
    sam_json_key(json, "name");
    sam_json_open_object(json);
    sam_json_key_string(json, "nn", name->nn);
    sam_json_key_string(json, "nb", name->nb);
    sam_json_key_string(json, "en", name->en);
    sam_json_close_object(json);
}

static void write_sets(sam_json *json, const sam_stresses *stresses) {
    sam_json_key(json, "sets");
    sam_json_open_array(json);
    for (size_t s = 0; s < stresses->set_count; s++) {
        sam_json_open_object(json);
        sam_json_key_string(json, "id", stresses->sets[s].id);
        write_name(json, &stresses->sets[s].name);
        sam_json_key_whole(json, "changes", (long long)stresses->sets[s].change_count);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_parties(sam_json *json, const sam_ledger *ledger, size_t lane) {
    const sam_deal *deal = sam_ledger_plan(ledger)->deal;
    sam_json_key(json, "parties");
    sam_json_open_array(json);
    for (uint32_t p = 0; p < deal->party_count; p++) {
        if (!sam_stress_concerns(ledger, p))
            continue;
        sam_json_open_object(json);
        sam_json_key_string(json, "party", deal->parties[p].id);
        sam_json_key_number(json, "npv", sam_stress_npv(ledger, p, lane));
        sam_json_key_number(json, "change",
                            sam_stress_npv(ledger, p, lane) - sam_stress_npv(ledger, p, 0));
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static size_t count_touching(const sam_deal *deal, const sam_stress_set *set) {
    size_t count = 0;
    for (size_t i = 0; i < set->change_count; i++)
        count += sam_stress_touches(deal, &set->changes[i]);
    return count;
}

/* lane 0: the deal without stress. */
static void write_lane(sam_json *json, const sam_stress_view *view, const sam_ledger *ledger,
                       size_t lane) {
    const sam_stress_set *set = lane ? &view->stresses->sets[lane - 1] : NULL;
    const sam_deal *deal = sam_ledger_plan(ledger)->deal;
    sam_json_open_object(json);
    sam_json_key_string(json, "set", set ? set->id : NULL);
    sam_json_key_whole(json, "changes_here", set ? (long long)count_touching(deal, set) : 0);
    for (size_t i = 0; i < SAM_STRESS_MEASURES; i++)
        sam_json_key_number(json, sam_stress_measures[i].name,
                            sam_stress_value(ledger, sam_stress_measures[i].name, lane));
    write_parties(json, ledger, lane);
    sam_json_close_object(json);
}

void sam_stress_json(sam_text *out, const sam_stress_view *view) {
    sam_json json;
    sam_json_begin(&json, out);
    sam_json_open_object(&json);
    sam_json_key_string(&json, "version", view->version);
    sam_json_key_string(&json, "scenario", view->scenario);
    sam_json_key_string(&json, "stresses", view->stresses->id);
    write_sets(&json, view->stresses);
    sam_json_key(&json, "models");
    sam_json_open_array(&json);
    for (size_t i = 0; i < view->model_count; i++) {
        sam_json_open_object(&json);
        sam_json_key_string(&json, "id", view->ids[i]);
        sam_json_key_string(&json, "inputs_hash", sam_ledger_plan(view->models[i])->deal->hash);
        sam_json_key(&json, "results");
        sam_json_open_array(&json);
        for (size_t lane = 0; lane <= view->stresses->set_count; lane++)
            write_lane(&json, view, view->models[i], lane);
        sam_json_close_array(&json);
        sam_json_close_object(&json);
    }
    sam_json_close_array(&json);
    sam_json_close_object(&json);
    sam_json_end(&json);
}

/* ---- CSV ---- */

static void add_line(sam_table *table, const char *model, const char *set, const char *party,
                     const char *measure, sam_unit unit) {
    sam_table_text(table, model);
    sam_table_text(table, set);
    sam_table_text(table, party);
    sam_table_text(table, measure);
    sam_table_text(table, sam_unit_text(unit));
}

static void add_lane(sam_table *table, const sam_stress_view *view, size_t model, size_t lane) {
    const sam_ledger *ledger = view->models[model];
    const sam_plan *plan = sam_ledger_plan(ledger);
    const char *set = lane ? view->stresses->sets[lane - 1].id : "";
    for (uint32_t p = 0; p < plan->deal->party_count; p++) {
        if (!sam_stress_concerns(ledger, p))
            continue;
        add_line(table, view->ids[model], set, plan->deal->parties[p].id, "npv", SAM_UNIT_NOK);
        sam_table_number(table, sam_stress_npv(ledger, p, lane));
        sam_table_number(table, sam_stress_npv(ledger, p, lane) - sam_stress_npv(ledger, p, 0));
    }
    for (size_t i = 0; i < SAM_STRESS_MEASURES; i++) {
        const char *name = sam_stress_measures[i].name;
        uint32_t row = sam_plan_find_row(plan, name);
        double value = sam_stress_value(ledger, name, lane);
        add_line(table, view->ids[model], set, "", name,
                 row == SAM_NO_ROW ? SAM_UNIT_RATIO : plan->rows[row].unit);
        sam_table_number(table, value);
        sam_table_number(table, value - sam_stress_value(ledger, name, 0));
    }
}

void sam_stress_csv(sam_text *out, const sam_stress_view *view) {
    static const sam_column COLUMNS[] = {{.title = "model"},
                                         {.title = "set"},
                                         {.title = "party"},
                                         {.title = "measure"},
                                         {.title = "unit"},
                                         {.title = "value", .number = true},
                                         {.title = "change", .number = true}};
    sam_table *table = sam_table_new(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    if (!table) {
        out->broken = true;
        return;
    }
    for (size_t i = 0; i < view->model_count; i++)
        for (size_t lane = 0; lane <= view->stresses->set_count; lane++)
            add_lane(table, view, i, lane);
    sam_table_print_csv(table, out);
    sam_table_free(table);
}
