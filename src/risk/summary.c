/* What the draws say of every measure, and the fans by year. Reads only what was kept. */
#include "risk/summary.h"

#include <string.h>

#include "base/mark.h"

#include "risk/pool.h"
#include "risk/statistics.h"

const double sam_risk_levels[SAM_RISK_LEVELS] = {SAM_FAN_LEVELS};
_Static_assert((int)SAM_RISK_LEVELS == (int)SAM_FAN_COUNT, "one list of levels");
_Static_assert((int)SAM_RISK_BARS == (int)SAM_HISTOGRAM_MOST, "one number of bars");

/* Two rows of draws, to sort in. */
typedef struct room {
    double *values, *scratch;
} room;

/* Measures of what is paid, owed or lost: the more, the worse. */
static bool high_is_bad(const char *name) {
    static const char *const WORDS[] = {"total_support",   "arrears_left", "guarantee_calls",
                                        "guarantee_stock", "aid",          "loss",
                                        "credit_loss",     "outlay",       "paid",
                                        "peak_debt"};
    const char *dot = strrchr(name, '.');
    const char *last = dot ? dot + 1 : name;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(last, WORDS[i]) == 0)
            return true;
    return false;
}

static void describe(sam_risk_measure *m, const double *values, uint64_t done, bool even,
                     const room *r) {
    memcpy(r->values, values, done * sizeof *values);
    m->known = sam_statistics_known(r->values, done);
    if (!m->known)
        return;
    sam_estimate mean = even ? sam_statistics_even_mean(r->values, m->known)
                             : sam_statistics_mean(r->values, m->known);
    double reach = sam_statistics_reach95(m->known, even) * mean.error;
    m->mean = mean.value;
    m->mean_low = mean.value - reach;
    m->mean_high = mean.value + reach;
    m->error = mean.error;
    m->deviation =
        sam_statistics_mean(r->values, m->known).error * __builtin_sqrt((double)m->known);
    sam_statistics_sort(r->values, r->scratch, m->known);
    for (int q = 0; q < SAM_RISK_LEVELS; q++)
        m->quantiles[q] = sam_statistics_quantile(r->values, m->known, sam_risk_levels[q]);
    sam_tail tail =
        sam_statistics_tail(r->values, m->known, 0.05, m->high_is_bad ? SAM_END_HIGH : SAM_END_LOW);
    m->var95 = tail.var;
    m->cvar95 = tail.cvar.value;
    m->cvar_error = tail.cvar.error;
    sam_histogram bars = sam_statistics_histogram(r->values, m->known);
    m->bars = bars.bars;
    m->bar_low = bars.low;
    m->bar_width = bars.width;
    memcpy(m->bar, bars.counts, sizeof m->bar);
}

/* The rates: what the base case has, and why draws have none. */
static void describe_rates(const sam_risk *risk, const sam_risk_case *c, sam_risk_measure *out,
                           const room *r) {
    for (size_t i = 0; i < c->rate_count; i++) {
        sam_irr base;
        sam_risk_case_base_rate(&base, c, i, r->values);
        out[i] =
            (sam_risk_measure){.name = c->rates[i].name,
                               .label = c->rates[i].out == SIZE_MAX
                                            ? N_("rate of return of the project before funding")
                                            : N_("rate of return (IRR)"),
                               .unit = SAM_UNIT_RATE,
                               .party = c->rates[i].party,
                               .is_rate = true,
                               .base = base.quoted,
                               .base_exists = base.has_quoted};
        describe(&out[i], c->values + (c->row_count + i) * risk->asked, risk->done, risk->even, r);
        for (uint64_t d = 0; d < risk->done; d++)
            out[i].reasons[c->reasons[i * risk->asked + d]]++;
    }
}

static void describe_all(const sam_risk *risk, const sam_risk_case *c, sam_risk_measure *out,
                         const room *r) {
    describe_rates(risk, c, out + c->row_count, r);
    for (size_t i = 0; i < c->row_count; i++) {
        const sam_row *row = &c->plan->rows[c->scalars[i]];
        out[i] = (sam_risk_measure){.name = row->name,
                                    .label = row->label,
                                    .unit = row->unit,
                                    .party = row->party,
                                    .high_is_bad = high_is_bad(row->name)};
        out[i].base_exists =
            row->defined == SAM_NO_ROW || sam_ledger_value(c->base, row->defined, 0, 0) > 0;
        out[i].base = sam_ledger_value(c->base, c->scalars[i], 0, 0);
        describe(&out[i], c->values + i * risk->asked, risk->done, risk->even, r);
    }
}

/* ---- fans ---- */

static bool find_fans(const sam_risk *risk, const sam_risk_case *c, sam_risk_model *model,
                      const room *r) {
    sam_risk_fan *fans = sam_arena_array(c->arena, c->fan_count + 1, sizeof *fans);
    uint64_t draws = risk->done < c->fan_draws ? risk->done : c->fan_draws;
    if (!fans)
        return false;
    for (size_t s = 0; s < c->fan_count; s++) {
        double *quantiles =
            sam_arena_array(c->arena, c->year_count * SAM_RISK_LEVELS, sizeof *quantiles);
        if (!quantiles)
            return false;
        for (size_t y = 0; y < c->year_count; y++) {
            memcpy(r->values, c->fans + (s * c->year_count + y) * c->fan_draws,
                   draws * sizeof(double));
            sam_statistics_sort(r->values, r->scratch, draws);
            sam_statistics_fan(quantiles + y * SAM_RISK_LEVELS, r->values, draws);
        }
        fans[s] = (sam_risk_fan){c->plan->rows[c->series[s]].name, quantiles};
    }
    model->fans = fans;
    model->fan_count = c->fan_count;
    model->first_year = (uint32_t)c->plan->deal->start_year;
    model->year_count = (uint32_t)c->year_count;
    return true;
}

/* Of one model. */
static bool summarise(const sam_risk *risk, size_t model, const room *r) {
    const sam_risk_case *c = &risk->cases[model];
    sam_risk_model *out = &risk->models[model];
    sam_risk_measure *measures = sam_arena_array(c->arena, c->measure_count, sizeof *measures);
    double *scratch[] = {r->values, r->scratch};
    if (!measures)
        return false;
    describe_all(risk, c, measures, r);
    *out =
        (sam_risk_model){.plan = c->plan, .measures = measures, .measure_count = c->measure_count};
    return find_fans(risk, c, out, r) && sam_risk_find_chances(risk, c, out) &&
           sam_risk_find_lenders(risk, c, out, scratch);
}

static sam_status run_block(void *context, size_t model, unsigned worker) {
    const sam_risk *risk = context;
    (void)worker;
    size_t months = risk->cases[model].plan->months, most = risk->done;
    most = months > most ? months : most;
    room r = {sam_alloc(most * sizeof(double)), sam_alloc(most * sizeof(double))};
    bool ready = r.values && r.scratch && summarise(risk, model, &r);
    sam_free(r.values);
    sam_free(r.scratch);
    return ready ? SAM_OK : SAM_MEMORY;
}

sam_status sam_risk_summarise(sam_risk *risk, const sam_risk_spec *spec) {
    if (!risk->done)
        return SAM_OK;
    risk->models = sam_arena_array(risk->arena, risk->case_count, sizeof *risk->models);
    if (!risk->models)
        return SAM_MEMORY;
    const sam_pool_job job = {.blocks = risk->case_count, .run = run_block, .context = risk};
    sam_status status = sam_pool_run(&job, spec->threads ? spec->threads : 1).status;
    if (status == SAM_OK && !spec->unpaired && !sam_risk_find_pairs(risk))
        status = SAM_MEMORY;
    return status;
}
