/* One run of the risk engine for a few points: a model a point, so that they share the draws. */
#include "choice/scenario.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"

enum { POINTS_MOST = SAM_AFFINE_MOST + 1 };
static const double BYTES_MOST = 128e6; /* of what one run keeps */

struct sam_scenario {
    const sam_mix *mix;
    const sam_scenario_sum *sums;
    uint32_t sum_count;
    uint32_t years, most;
    const char **measures, **series; /* names of rows, each once */
    uint32_t measure_count, series_count;
    uint32_t *known; /* inputs: what is decided or fixed */
    sam_ledger *bases[POINTS_MOST];
    uint32_t base_count;
    sam_risk *risk; /* of the last run */
    sam_arena *arena;
};

static uint32_t find(const char *const *names, uint32_t count, const char *name) {
    uint32_t at = 0;
    while (at < count && names[at] != name)
        at++;
    return at;
}

static void want(const char **names, uint32_t *count, const char *name) {
    if (find(names, *count, name) == *count)
        names[(*count)++] = name;
}

/* A row's name is one string in its plan, so that it can be told by its address. */
static const char *name_of(const sam_scenario *s, uint32_t row) {
    return s->mix->plan->rows[row].name;
}

static bool list_rows(sam_scenario *s) {
    uint32_t most = s->sum_count;
    for (uint32_t i = 0; i < s->sum_count; i++)
        most += s->sums[i].part_count;
    s->measures = sam_arena_array(s->arena, most + 1, sizeof *s->measures);
    s->series = sam_arena_array(s->arena, most + 1, sizeof *s->series);
    if (!s->measures || !s->series)
        return false;
    for (uint32_t i = 0; i < s->sum_count; i++) {
        const sam_scenario_sum *sum = &s->sums[i];
        bool scalar = sum->when == SAM_NO_ROW;
        for (uint32_t p = 0; p < sum->part_count; p++)
            want(scalar ? s->measures : s->series, scalar ? &s->measure_count : &s->series_count,
                 name_of(s, sum->parts[p].row));
        if (!scalar)
            want(s->series, &s->series_count, name_of(s, sum->when));
    }
    return true;
}

static bool list_known(sam_scenario *s) {
    const sam_mix *mix = s->mix;
    s->known =
        sam_arena_array(s->arena, mix->decision_count + mix->fixed_count + 1u, sizeof *s->known);
    if (!s->known)
        return false;
    for (uint32_t j = 0; j < mix->decision_count; j++)
        s->known[j] = mix->decisions[j].input;
    for (uint32_t f = 0; f < mix->fixed_count; f++)
        s->known[mix->decision_count + f] = mix->fixed[f].input;
    return true;
}

/* As the engine counts them: every December, and the last month. */
static uint32_t count_years(const sam_plan *plan) {
    uint32_t years = 0;
    for (uint32_t m = 1; m <= plan->months; m++)
        years += (plan->deal->start_month - 1 + (int)m) % 12 == 0 || m == plan->months;
    return years;
}

static bool set_up(sam_scenario *s) {
    s->years = count_years(s->mix->plan);
    if (!list_rows(s) || !list_known(s))
        return false;
    double each = (s->measure_count + (double)s->series_count * s->years) *
                  (double)s->mix->draws->draws * sizeof(double);
    double points = fmin(BYTES_MOST / (each + 1), s->mix->decision_count + 1.0);
    s->most = points < 1 ? 1 : (uint32_t)points;
    for (; s->base_count < s->most; s->base_count++) {
        s->bases[s->base_count] = sam_ledger_new(s->mix->plan, &(sam_run){.lanes = 1});
        if (!s->bases[s->base_count])
            return false;
    }
    return true;
}

sam_scenario *sam_scenario_new(const sam_mix *mix, const sam_scenario_sum *sums, uint32_t count) {
    sam_arena *arena = sam_arena_new();
    sam_scenario *s = arena ? sam_arena_alloc(arena, sizeof *s) : NULL;
    if (!s) {
        sam_arena_free(arena);
        return NULL;
    }
    *s = (sam_scenario){.mix = mix, .sums = sums, .sum_count = count, .arena = arena};
    if (set_up(s))
        return s;
    sam_scenario_free(s);
    return NULL;
}

void sam_scenario_free(sam_scenario *scenario) {
    if (!scenario)
        return;
    sam_risk_free(scenario->risk);
    for (uint32_t b = 0; b < scenario->base_count; b++)
        sam_ledger_free(scenario->bases[b]);
    sam_arena_free(scenario->arena);
}

uint32_t sam_scenario_most(const sam_scenario *scenario) {
    return scenario->most;
}

uint32_t sam_scenario_rows(const sam_scenario *scenario, uint32_t sum) {
    return scenario->sums[sum].when == SAM_NO_ROW ? 1 : scenario->years;
}

static void sign(const sam_scenario *s, sam_ledger *base, const double *point) {
    for (uint32_t f = 0; f < s->mix->fixed_count; f++)
        sam_ledger_set(base, s->mix->fixed[f].input, 0, s->mix->fixed[f].value);
    for (uint32_t j = 0; j < s->mix->decision_count; j++)
        sam_ledger_set(base, s->mix->decisions[j].input, 0, point[j]);
    sam_ledger_run(base);
}

sam_status sam_scenario_run(sam_scenario *scenario, const double *points, uint32_t count) {
    sam_scenario *s = scenario;
    const sam_mix_draws *draws = s->mix->draws;
    for (uint32_t i = 0; i < count; i++)
        sign(s, s->bases[i], points + (size_t)i * s->mix->decision_count);
    sam_risk_free(s->risk);
    s->risk = NULL;
    const sam_risk_spec spec = {.bases = (const sam_ledger *const *)s->bases,
                                .model_count = count,
                                .draws = draws->draws,
                                .seed = draws->seed,
                                .threads = draws->threads,
                                .best_simd = true,
                                .measures = s->measures,
                                .measure_count = s->measure_count,
                                .series = s->series,
                                .series_count = s->series_count,
                                .known = s->known,
                                .known_count = s->mix->decision_count + s->mix->fixed_count,
                                .cancel = draws->cancel};
    sam_status status = sam_risk_run(&s->risk, &spec, draws->diags);
    if (status == SAM_OK && sam_risk_partial(s->risk))
        status = SAM_LIMIT;
    return status;
}

/* Measures come in the order of the plan's rows. */
static const double *measure(const sam_scenario *s, uint32_t point, uint32_t row) {
    const sam_risk_model *model = sam_risk_model_at(s->risk, point);
    size_t at = 0;
    while (strcmp(model->measures[at].name, name_of(s, row)) != 0)
        at++;
    return sam_risk_values(s->risk, point, at);
}

static const double *yearly(const sam_scenario *s, uint32_t point, uint32_t row, uint32_t year) {
    return sam_risk_series(s->risk, point, find(s->series, s->series_count, name_of(s, row)), year);
}

void sam_scenario_read(const sam_scenario *scenario, uint32_t sum, uint32_t point, double *out) {
    const sam_scenario *s = scenario;
    const sam_scenario_sum *of = &s->sums[sum];
    size_t draws = s->mix->draws->draws;
    for (uint32_t y = 0; y < sam_scenario_rows(s, sum); y++) {
        double *row = out + y * draws;
        memset(row, 0, draws * sizeof *row);
        for (uint32_t p = 0; p < of->part_count; p++) {
            uint32_t of_row = of->parts[p].row;
            const double *value =
                of->when == SAM_NO_ROW ? measure(s, point, of_row) : yearly(s, point, of_row, y);
            for (size_t d = 0; d < draws; d++)
                row[d] += of->parts[p].factor * value[d];
        }
    }
}

const double *sam_scenario_flags(const sam_scenario *scenario, uint32_t sum, uint32_t point,
                                 uint32_t row) {
    uint32_t when = scenario->sums[sum].when;
    return when == SAM_NO_ROW ? NULL : yearly(scenario, point, when, row);
}
