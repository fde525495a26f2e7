/* What the draws say: every measure, the chances, the fans by year, and which of two models is
 * better. Reads only what was kept. */
#include "risk/summary.h"
#include "base/mark.h"

#include <string.h>

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
                                        "outlay",          "paid",         "peak_debt"};
    const char *dot = strrchr(name, '.');
    const char *last = dot ? dot + 1 : name;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (strcmp(last, WORDS[i]) == 0)
            return true;
    return false;
}

static double deviation(const double *values, size_t count, double error) {
    (void)values;
    return count > 1 ? error * __builtin_sqrt((double)count) : 0;
}

static void describe(sam_risk_measure *m, const double *values, uint64_t done, const room *r) {
    memcpy(r->values, values, done * sizeof *values);
    m->known = sam_statistics_known(r->values, done);
    if (!m->known)
        return;
    sam_estimate mean = sam_statistics_mean(r->values, m->known);
    m->mean = mean.value;
    m->error = mean.error;
    m->deviation = deviation(r->values, m->known, mean.error);
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

static void describe_all(const sam_risk *risk, const sam_risk_case *c, sam_risk_measure *out,
                         const room *r) {
    for (size_t i = 0; i < c->measure_count; i++) {
        const sam_row *row = &c->plan->rows[c->scalars[i]];
        out[i] = (sam_risk_measure){.name = row->name,
                                    .label = row->label,
                                    .unit = row->unit,
                                    .party = row->party,
                                    .high_is_bad = high_is_bad(row->name)};
        out[i].base_exists =
            row->defined == SAM_NO_ROW || sam_ledger_value(c->base, row->defined, 0, 0) > 0;
        out[i].base = sam_ledger_value(c->base, c->scalars[i], 0, 0);
        describe(&out[i], c->values + i * risk->asked, risk->done, r);
    }
}

/* ---- chances ---- */

typedef struct event {
    const char *name, *label, *measure;
    double limit;
    bool below; /* the measure below the limit; else above it */
} event;

static const event EVENTS[] = {
    {"dscr_below_1", N_("cover (DSCR) below 1.0 in some year"), "min_dscr", 1, true},
    {"dscr_below_covenant", N_("cover (DSCR) below 1.1 in some year"), "min_dscr", 1.1, true},
    {"support", N_("owners must put in more after completion"), "total_support", 1, false},
    {"guarantee_called", N_("a guarantee is called"), "guarantee_calls", 1, false},
    {"default", N_("debt service three months behind"), "default_month", 0, false},
    {"lender_loss", N_("a lender loses"), "arrears_left", 1, false},
};
enum { EVENT_COUNT = sizeof EVENTS / sizeof *EVENTS };

static const double *values_of(const sam_risk *risk, const sam_risk_case *c, const char *name) {
    for (size_t i = 0; i < c->measure_count; i++)
        if (strcmp(c->plan->rows[c->scalars[i]].name, name) == 0)
            return c->values + i * risk->asked;
    return NULL;
}

static size_t find_chances(const sam_risk *risk, const sam_risk_case *c, sam_risk_chance *out) {
    size_t count = 0;
    for (size_t e = 0; e < EVENT_COUNT; e++) {
        const double *values = values_of(risk, c, EVENTS[e].measure);
        if (!values)
            continue;
        double hits = 0; /* a measure that does not exist (NaN) is no hit */
        for (uint64_t d = 0; d < risk->done; d++)
            hits += EVENTS[e].below ? values[d] < EVENTS[e].limit : values[d] > EVENTS[e].limit;
        sam_chance chance = sam_statistics_chance(hits, risk->done);
        out[count++] = (sam_risk_chance){EVENTS[e].name, EVENTS[e].label, chance.share,
                                         chance.range.low, chance.range.high};
    }
    return count;
}

/* ---- fans ---- */

static bool find_fans(const sam_risk *risk, const sam_risk_case *c, sam_risk_model *model,
                      const room *r) {
    sam_risk_fan *fans = sam_arena_array(risk->arena, c->fan_count + 1, sizeof *fans);
    uint64_t draws = risk->done < c->fan_draws ? risk->done : c->fan_draws;
    if (!fans)
        return false;
    for (size_t s = 0; s < c->fan_count; s++) {
        double *quantiles =
            sam_arena_array(risk->arena, c->year_count * SAM_RISK_LEVELS, sizeof *quantiles);
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

/* ---- pairs ---- */

static bool compare(const sam_risk *risk, size_t first, size_t second, const char *party,
                    sam_risk_pair *out) {
    char name[96];
    size_t length = strlen(party);
    memcpy(name, party, length);
    memcpy(name + length, ".npv", 5);
    const double *x = values_of(risk, &risk->cases[first], name);
    const double *y = values_of(risk, &risk->cases[second], name);
    if (!x || !y)
        return false;
    sam_comparison c = sam_statistics_compare(x, y, risk->done, SAM_END_LOW);
    *out = (sam_risk_pair){.party = party,
                           .first = first,
                           .second = second,
                           .difference = c.difference.value,
                           .low = c.range.low,
                           .high = c.range.high,
                           .first_better = c.first_better.share,
                           .first_low = c.first_better.range.low,
                           .first_high = c.first_better.range.high,
                           .verdict = (int)c.verdict};
    return true;
}

static bool find_pairs(sam_risk *risk) {
    static const char *const PARTIES[] = {"municipality", "developer"};
    size_t n = risk->case_count;
    risk->pairs = sam_arena_array(risk->arena, n * n + 1, sizeof *risk->pairs);
    if (!risk->pairs)
        return false;
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; i < n; i++)
            for (size_t k = i + 1; k < n; k++)
                if (compare(risk, i, k, PARTIES[p], &risk->pairs[risk->pair_count]))
                    risk->pair_count++;
    return true;
}

static bool summarise(sam_risk *risk, const room *r) {
    risk->models = sam_arena_array(risk->arena, risk->case_count, sizeof *risk->models);
    if (!risk->models)
        return false;
    for (size_t m = 0; m < risk->case_count; m++) {
        const sam_risk_case *c = &risk->cases[m];
        sam_risk_measure *measures =
            sam_arena_array(risk->arena, c->measure_count, sizeof *measures);
        sam_risk_chance *chances = sam_arena_array(risk->arena, EVENT_COUNT, sizeof *chances);
        if (!measures || !chances)
            return false;
        describe_all(risk, c, measures, r);
        risk->models[m] = (sam_risk_model){.plan = c->plan,
                                           .measures = measures,
                                           .measure_count = c->measure_count,
                                           .chances = chances};
        risk->models[m].chance_count = find_chances(risk, c, chances);
        if (!find_fans(risk, c, &risk->models[m], r))
            return false;
    }
    return find_pairs(risk);
}

sam_status sam_risk_summarise(sam_risk *risk) {
    if (!risk->done)
        return SAM_OK;
    room r = {sam_alloc(risk->done * sizeof(double)), sam_alloc(risk->done * sizeof(double))};
    bool ready = r.values && r.scratch && summarise(risk, &r);
    sam_free(r.values);
    sam_free(r.scratch);
    return ready ? SAM_OK : SAM_MEMORY;
}
