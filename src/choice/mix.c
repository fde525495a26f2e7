/* The search: linear problem, ledger, and again from the better point, in a region as large as the
 * predictions have deserved. Ends when the linear problem sees nothing to gain and the ledger
 * agrees with it to the krone. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/mix_step.h"

enum { MOST_ROUNDS = 200 };

/* Gains below this, in units of the merit, are rounding. */
static const double NO_GAIN = 1e-11;

/* Steps that a neighbouring problem's answer may move at first. */
static const double NEAR_RADIUS = 64;

/* Slopes of draws are differences, with fewer digits. */
static const double NO_GAIN_OF_DRAWS = 1e-9;

double sam_demand_spare(const sam_demand *demand, const sam_plan *plan, const sam_ledger *ledger,
                        size_t lane, uint32_t *month) {
    bool scalar = demand->when == SAM_NO_ROW;
    uint32_t months = scalar ? 1 : plan->months, at = 0;
    double least = SAM_REAL_INFINITY;
    for (uint32_t m = 1; m <= months; m++) {
        if (!scalar && !(sam_ledger_value(ledger, demand->when, m, lane) > 0))
            continue;
        double sum = 0;
        for (uint32_t p = 0; p < demand->part_count; p++)
            sum +=
                demand->parts[p].factor * sam_ledger_value(ledger, demand->parts[p].row, m, lane);
        if (sum - demand->least >= least)
            continue;
        least = sum - demand->least;
        at = scalar ? 0 : m;
    }
    if (month)
        *month = at;
    return least;
}

/* In the first round every lane is the start itself: the step is still 0. */
static sam_status merit_at_start(sam_search *search, double *merit) {
    sam_outcome outcome[SAM_MIX_LANES] = {{0}};
    sam_status status = sam_search_run(search, outcome);
    *merit = outcome[0].merit;
    return status;
}

static size_t best_lane(const sam_outcome *outcome) {
    size_t best = 0;
    for (size_t lane = 1; lane < SAM_MIX_LANES; lane++)
        best = outcome[lane].merit < outcome[best].merit ? lane : best;
    return best;
}

static void move(sam_search *search, size_t lane) {
    for (uint32_t j = 0; j < search->mix->decision_count; j++) {
        const sam_decision *d = &search->mix->decisions[j];
        double value = search->point[j] + ldexp(search->step[j], -(int)lane) * d->scale;
        search->point[j] = sam_real_clamp(value, d->low, d->high);
    }
}

/* Money may differ by less than a krone; what is not money only by rounding. */
static void note_difference(sam_mix_result *out, double predicted, double got, double size,
                            bool money) {
    double difference = fabs(predicted - got), relative = difference / (size + fabs(got));
    out->relative_difference = fmax(out->relative_difference, relative);
    if (money)
        out->difference = fmax(out->difference, difference);
    if (!(relative < 1e-9) && !(money && difference < 1))
        out->certified = false;
}

static bool is_money(const sam_mix *mix, const sam_part *parts, uint32_t count) {
    return count > 0 && mix->plan->rows[parts[0].row].unit == SAM_UNIT_NOK;
}

/* The last step's prediction against the ledger, in lane 0: the whole step. */
static void compare(sam_mix_result *out, const sam_search *search) {
    const sam_mix *mix = search->mix;
    out->difference = out->relative_difference = 0;
    out->certified = true;
    note_difference(out, search->predicted_aim, sam_search_aim(search, 0), search->aim_size,
                    is_money(mix, mix->aim, mix->aim_count));
    for (uint32_t d = 0; d < mix->demand_count; d++) {
        sam_mix_demand_result *demand = &out->demands[d];
        demand->spare = sam_search_spare(search, d, 0, &demand->month);
        demand->foretold = search->predicted[d];
        demand->dual = search->dual[d];
        demand->size = search->demand_size[d];
        if (isfinite(demand->spare) && !mix->demands[d].dropped)
            note_difference(out, search->predicted[d], demand->spare, search->demand_size[d],
                            is_money(mix, mix->demands[d].parts, mix->demands[d].part_count));
    }
}

bool sam_mix_demand_holds(const sam_mix *mix, const sam_mix_result *result, uint32_t demand) {
    const sam_mix_demand_result *d = &result->demands[demand];
    return mix->demands[demand].dropped || d->spare >= -SAM_MIX_HOLDS * d->size;
}

static bool holds_all(const sam_mix_result *out, const sam_search *search) {
    for (uint32_t d = 0; d < search->mix->demand_count; d++)
        if (!sam_mix_demand_holds(search->mix, out, d))
            return false;
    return true;
}

/* The whole step is taken even where it gains nothing, as long as it loses nothing: it lands on the
 * corner of the linear problem, of which the certificate speaks. A step that loses (along a
 * direction that only looked free, at a kink) is replaced by one of no length. */
static sam_status finish(sam_mix_result *out, sam_search *search, double merit,
                         sam_outcome *outcome) {
    sam_status status = SAM_OK;
    if (outcome[0].merit > merit + 1e-9 * (1 + fabs(merit))) {
        search->radius = 0;
        status = sam_search_solve(search);
        if (status == SAM_OK)
            status = sam_search_run(search, outcome);
    }
    if (status != SAM_OK)
        return status;
    compare(out, search);
    out->lower = search->lower;
    out->upper = search->upper;
    out->cut_rounds = search->cut_rounds;
    out->cuts = search->cuts;
    out->aim = outcome[0].aim;
    move(search, 0);
    memcpy(out->point, search->point, search->mix->decision_count * sizeof *out->point);
    out->verdict = holds_all(out, search) ? SAM_MIX_FOUND : SAM_MIX_MISSED;
    if (!out->certified)
        out->verdict = SAM_MIX_STUCK;
    return SAM_OK;
}

/* A neighbouring problem's answer moved as the slopes said, and was not held by the region. */
static bool is_near_enough(const sam_search *search, double promised, double gained) {
    if (!search->cvar || !search->mix->near)
        return false;
    for (uint32_t j = 0; j < search->mix->decision_count; j++)
        if (fabs(search->step[j]) >= search->radius)
            return false;
    return fabs(gained - promised) <= 1e-6 * promised;
}

static sam_status search_on(sam_mix_result *out, sam_search *search) {
    sam_outcome outcome[SAM_MIX_LANES];
    double merit = 0, no_gain = search->cvar ? NO_GAIN_OF_DRAWS : NO_GAIN;
    if (search->cvar && search->mix->enough > 0)
        no_gain = search->mix->enough;
    sam_status status = sam_search_read(search, true);
    if (status == SAM_OK && search->cvar && search->mix->near) {
        sam_cvar_stay(search->cvar);
        search->radius = NEAR_RADIUS;
    }
    if (status == SAM_OK)
        status = merit_at_start(search, &merit);
    uint32_t most = search->mix->rounds ? search->mix->rounds : MOST_ROUNDS;
    for (out->rounds = 1; status == SAM_OK; out->rounds++) {
        status = sam_search_solve(search);
        if (status == SAM_OK)
            status = sam_search_run(search, outcome);
        if (status != SAM_OK)
            return status;
        double promised = merit - search->predicted_merit;
        size_t best = best_lane(outcome);
        double gained = merit - outcome[best].merit;
        if (promised <= no_gain * (1 + fabs(merit)) || out->rounds == most ||
            search->radius < 1e-13 || is_near_enough(search, promised, gained))
            break;
        search->radius *= best == 0 && gained > 0.7 * promised ? 2 : 1;
        search->radius = ldexp(search->radius, -(int)best);
        if (gained <= 0) {
            search->radius /= 8;
            continue;
        }
        /* Without shorter steps to choose among, a poor one makes the next one shorter. */
        search->radius /= search->cvar && gained < 0.25 * promised ? 4 : 1;
        move(search, best);
        merit = outcome[best].merit;
        status = sam_search_read(search, false);
    }
    return status != SAM_OK ? status : finish(out, search, merit, outcome);
}

sam_status sam_mix_solve(sam_mix_result *out, const sam_mix *mix) {
    *out = (sam_mix_result){.verdict = SAM_MIX_STUCK, .arena = sam_arena_new()};
    if (!out->arena)
        return SAM_MEMORY;
    out->point = sam_arena_array(out->arena, mix->decision_count + 1u, sizeof *out->point);
    out->demands = sam_arena_array(out->arena, mix->demand_count + 1u, sizeof *out->demands);
    sam_search search = {0};
    sam_status status = SAM_MEMORY;
    if (out->point && out->demands && sam_search_new(&search, mix, out->arena))
        status = search_on(out, &search);
    sam_search_clear(&search);
    return status;
}

void sam_mix_result_clear(sam_mix_result *result) {
    sam_arena_free(result->arena);
    *result = (sam_mix_result){.verdict = SAM_MIX_STUCK};
}
