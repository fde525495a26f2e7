/* A risk run as JSON and CSV, and its draws for others to check. */
#include <string.h>

#include "deal/fields.h"
#include "report/risk.h"
#include "report/table.h"

static void write_measure(sam_json *json, const sam_risk_model *model, const sam_risk_measure *m) {
    static const char *const LEVELS[] = {"p5", "p10", "p25", "p50", "p75", "p90", "p95"};
    sam_json_open_object(json);
    sam_json_key_string(json, "name", m->name);
    sam_json_key_string(json, "party",
                        m->party == SAM_NO_PARTY ? NULL : model->plan->deal->parties[m->party].id);
    sam_json_key_string(json, "unit", sam_unit_text(m->unit));
    sam_json_key_whole(json, "draws", (long long)m->known);
    sam_json_key(json, "base");
    m->base_exists ? sam_json_number(json, m->base) : sam_json_null(json);
    if (m->known) {
        sam_json_key_number(json, "mean", m->mean);
        sam_json_key_number(json, "standard_error", m->error);
        sam_json_key_number(json, "standard_deviation", m->deviation);
        for (int q = 0; q < SAM_RISK_LEVELS; q++)
            sam_json_key_number(json, LEVELS[q], m->quantiles[q]);
        sam_json_key_string(json, "bad_end", m->high_is_bad ? "high" : "low");
        sam_json_key_number(json, "var95", m->var95);
        sam_json_key_number(json, "cvar95", m->cvar95);
        sam_json_key_number(json, "cvar95_standard_error", m->cvar_error);
        sam_json_key_number(json, "histogram_low", m->bar_low);
        sam_json_key_number(json, "histogram_width", m->bar_width);
        sam_json_key(json, "histogram");
        sam_json_open_array(json);
        for (size_t i = 0; i < m->bars; i++)
            sam_json_whole(json, (long long)m->bar[i]);
        sam_json_close_array(json);
    }
    sam_json_close_object(json);
}

static void write_chances(sam_json *json, const sam_risk_model *model) {
    sam_json_key(json, "chances");
    sam_json_open_array(json);
    for (size_t i = 0; i < model->chance_count; i++) {
        sam_json_open_object(json);
        sam_json_key_string(json, "name", model->chances[i].name);
        sam_json_key_string(json, "label", model->chances[i].label);
        sam_json_key_number(json, "share", model->chances[i].share);
        sam_json_key_number(json, "low", model->chances[i].low);
        sam_json_key_number(json, "high", model->chances[i].high);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_fans(sam_json *json, const sam_risk_model *model) {
    sam_json_key(json, "fans");
    sam_json_open_array(json);
    for (size_t f = 0; f < model->fan_count; f++) {
        sam_json_open_object(json);
        sam_json_key_string(json, "row", model->fans[f].row);
        sam_json_key(json, "years");
        sam_json_open_array(json);
        for (uint32_t y = 0; y < model->year_count; y++) {
            sam_json_open_object(json);
            sam_json_key_whole(json, "year", model->first_year + y);
            sam_json_key(json, "quantiles");
            sam_json_open_array(json);
            for (int q = 0; q < SAM_RISK_LEVELS; q++)
                sam_json_number(json, model->fans[f].quantiles[y * SAM_RISK_LEVELS + (uint32_t)q]);
            sam_json_close_array(json);
            sam_json_close_object(json);
        }
        sam_json_close_array(json);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_model(sam_json *json, const sam_risk_view *view, size_t index) {
    const sam_risk_model *model = sam_risk_model_at(view->risk, index);
    sam_json_open_object(json);
    sam_json_key_string(json, "id", view->models[index]);
    sam_json_key_string(json, "inputs_hash", model->plan->deal->hash);
    sam_json_key(json, "measures");
    sam_json_open_array(json);
    for (size_t i = 0; i < model->measure_count; i++)
        write_measure(json, model, &model->measures[i]);
    sam_json_close_array(json);
    write_chances(json, model);
    write_fans(json, model);
    sam_json_close_object(json);
}

static void write_pairs(sam_json *json, const sam_risk_view *view) {
    static const char *const VERDICTS[] = {"cannot be told apart", "first", "second"};
    size_t count;
    const sam_risk_pair *pairs = sam_risk_pairs(view->risk, &count);
    sam_json_key(json, "pairs");
    sam_json_open_array(json);
    for (size_t i = 0; i < count; i++) {
        sam_json_open_object(json);
        sam_json_key_string(json, "party", pairs[i].party);
        sam_json_key_string(json, "first", view->models[pairs[i].first]);
        sam_json_key_string(json, "second", view->models[pairs[i].second]);
        sam_json_key_number(json, "difference", pairs[i].difference);
        sam_json_key_number(json, "low", pairs[i].low);
        sam_json_key_number(json, "high", pairs[i].high);
        sam_json_key_number(json, "first_better", pairs[i].first_better);
        sam_json_key_number(json, "first_better_low", pairs[i].first_low);
        sam_json_key_number(json, "first_better_high", pairs[i].first_high);
        sam_json_key_string(json, "verdict", VERDICTS[pairs[i].verdict]);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

void sam_risk_json(sam_text *out, const sam_risk_view *view) {
    sam_json json;
    sam_json_begin(&json, out);
    sam_json_open_object(&json);
    sam_json_key_string(&json, "version", view->version);
    sam_json_key_string(&json, "scenario", view->scenario);
    sam_json_key_whole(&json, "draws", (long long)sam_risk_draws(view->risk));
    sam_json_key_whole(&json, "seed", (long long)view->seed);
    sam_json_key_string(&json, "method", view->random ? "random" : "sobol");
    sam_json_key(&json, "partial");
    sam_json_bool(&json, sam_risk_partial(view->risk));
    sam_json_key(&json, "models");
    sam_json_open_array(&json);
    for (size_t i = 0; sam_risk_draws(view->risk) && i < view->model_count; i++)
        write_model(&json, view, i);
    sam_json_close_array(&json);
    write_pairs(&json, view);
    sam_json_close_object(&json);
    sam_json_end(&json);
}

void sam_risk_csv(sam_text *out, const sam_risk_view *view) {
    sam_column columns[] = {{.title = "model"},
                            {.title = "measure"},
                            {.title = "unit"},
                            {.title = "draws", .number = true},
                            {.title = "mean", .number = true},
                            {.title = "standard_error", .number = true},
                            {.title = "p5", .number = true},
                            {.title = "p50", .number = true},
                            {.title = "p95", .number = true},
                            {.title = "var95", .number = true},
                            {.title = "cvar95", .number = true}};
    sam_table *table = sam_table_new(columns, 11);
    for (size_t i = 0; table && sam_risk_draws(view->risk) && i < view->model_count; i++) {
        const sam_risk_model *model = sam_risk_model_at(view->risk, i);
        for (size_t k = 0; k < model->measure_count; k++) {
            const sam_risk_measure *m = &model->measures[k];
            if (!m->known)
                continue;
            sam_table_text(table, view->models[i]);
            sam_table_text(table, m->name);
            sam_table_text(table, sam_unit_text(m->unit));
            sam_table_number(table, (double)m->known);
            sam_table_number(table, m->mean);
            sam_table_number(table, m->error);
            sam_table_number(table, m->quantiles[0]);
            sam_table_number(table, m->quantiles[3]);
            sam_table_number(table, m->quantiles[6]);
            sam_table_number(table, m->var95);
            sam_table_number(table, m->cvar95);
        }
    }
    if (!table) {
        out->broken = true;
        return;
    }
    sam_table_print_csv(table, out);
    sam_table_free(table);
}

static void export_heading(sam_text *out, const sam_risk_view *view) {
    sam_text_add(out, "draw");
    for (size_t i = 0; i < view->model_count; i++) {
        const sam_risk_model *model = sam_risk_model_at(view->risk, i);
        for (size_t k = 0; k < model->measure_count; k++)
            sam_text_format(out, ",%s:%s", view->models[i], model->measures[k].name);
    }
    sam_text_add_char(out, '\n');
}

void sam_risk_export(sam_text *out, const sam_risk_view *view) {
    export_heading(out, view);
    for (uint64_t d = 0; d < sam_risk_draws(view->risk) && !out->broken; d++) {
        sam_text_format(out, "%llu", (unsigned long long)d);
        for (size_t i = 0; i < view->model_count; i++) {
            size_t count = sam_risk_model_at(view->risk, i)->measure_count;
            for (size_t k = 0; k < count; k++) {
                double value = sam_risk_values(view->risk, i, k)[d];
                sam_text_add_char(out, ',');
                if (value == value)
                    sam_text_add_number(out, value);
            }
        }
        sam_text_add_char(out, '\n');
    }
}
