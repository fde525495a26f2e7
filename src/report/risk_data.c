/* A risk run as JSON, and its draws for others to check. */
#include <string.h>

#include "deal/fields.h"
#include "report/risk.h"

/* Draws by what was found. */
static void write_reasons(sam_json *json, const sam_risk_measure *m) {
    static const char *const KEYS[SAM_IRR_REASONS] = {"one", "several", "one_sign", "no_root",
                                                      "undefined"};
    sam_json_key(json, "rates_found");
    sam_json_open_object(json);
    for (int r = 0; r < SAM_IRR_REASONS; r++)
        sam_json_key_whole(json, KEYS[r], (long long)m->reasons[r]);
    sam_json_close_object(json);
}

static void write_measure(sam_json *json, const sam_risk_model *model, const sam_risk_measure *m,
                          uint64_t draws) {
    static const char *const LEVELS[] = {"p5", "p10", "p25", "p50", "p75", "p90", "p95"};
    sam_json_open_object(json);
    sam_json_key_string(json, "name", m->name);
    sam_json_key_string(json, "party",
                        m->party == SAM_NO_PARTY ? NULL : model->plan->deal->parties[m->party].id);
    sam_json_key_string(json, "unit", sam_unit_text(m->unit));
    sam_json_key_whole(json, "draws", (long long)m->known);
    sam_json_key_whole(json, "draws_without", (long long)(draws - m->known));
    if (m->is_rate)
        write_reasons(json, m);
    sam_json_key(json, "base");
    m->base_exists ? sam_json_number(json, m->base) : sam_json_null(json);
    if (m->known) {
        sam_json_key_number(json, "mean", m->mean);
        sam_json_key_number(json, "standard_error", m->error);
        sam_json_key_number(json, "mean_low", m->mean_low);
        sam_json_key_number(json, "mean_high", m->mean_high);
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

/* When it first happens, where it has a date. */
static void write_years(sam_json *json, const sam_risk_model *model,
                        const sam_risk_chance *chance) {
    if (!chance->years)
        return;
    sam_json_key(json, "middle_year");
    chance->median_year ? sam_json_whole(json, chance->median_year) : sam_json_null(json);
    sam_json_key(json, "first_years");
    sam_json_open_array(json);
    for (uint32_t y = 0; y < model->year_count; y++) {
        if (!(chance->years[y] > 0))
            continue;
        sam_json_open_object(json);
        sam_json_key_whole(json, "year", model->first_year + y);
        sam_json_key_number(json, "share", chance->years[y]);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
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
        write_years(json, model, &model->chances[i]);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_lenders(sam_json *json, const sam_risk_model *model) {
    sam_json_key(json, "lenders");
    sam_json_open_array(json);
    for (size_t i = 0; i < model->lender_count; i++) {
        const sam_risk_lender *lender = &model->lenders[i];
        sam_json_open_object(json);
        sam_json_key_string(json, "party", model->plan->deal->parties[lender->party].id);
        sam_json_key_number(json, "lent", lender->lent);
        sam_json_key_number(json, "loss_share", lender->share);
        sam_json_key_number(json, "loss_low", lender->low);
        sam_json_key_number(json, "loss_high", lender->high);
        sam_json_key_number(json, "expected_loss", lender->expected);
        sam_json_key_number(json, "expected_loss_standard_error", lender->error);
        sam_json_key_number(json, "loss_given_loss", lender->severity);
        sam_json_key_number(json, "cvar95", lender->cvar95);
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
        write_measure(json, model, &model->measures[i], sam_risk_draws(view->risk));
    sam_json_close_array(json);
    write_chances(json, model);
    write_lenders(json, model);
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
    sam_json_key_string(&json, "standard_errors",
                        sam_risk_even(view->risk) ? "stretches" : "independent");
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
