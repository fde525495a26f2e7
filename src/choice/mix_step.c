/* One step of the search: the linear problem at a point, and the ledger's word on its answer. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/mix_step.h"

/* A missed demand costs this much in units of the aim: far above any exchange worth making, so that
 * the least merit holds every demand where that is possible. */
static const double MISSED = 1e4;

static double missed_cost(const sam_demand *demand) {
    return MISSED * (demand->dropped ? 0 : demand->lenience > 0 ? demand->lenience : 1);
}

/* Less than this, where the largest is about 1, is rounding: GLPK would scale a problem by it. */
static const double NOISE = 1e-12;

/* A demand holds when it is missed by no more than the solver's own tolerance. */
static const double FIRM = 1e-6;

uint32_t sam_search_months(const sam_search *search, const sam_demand *demand) {
    return demand->when == SAM_NO_ROW ? 1 : search->mix->plan->months;
}

static uint32_t most_rows(const sam_mix *mix) {
    uint32_t rows = 0;
    for (uint32_t d = 0; d < mix->demand_count; d++)
        rows += mix->demands[d].when == SAM_NO_ROW ? 1 : mix->plan->months;
    return rows;
}

static double *numbers(sam_search *s, size_t count) {
    return sam_arena_array(s->arena, count + 1, sizeof(double));
}

static bool allocate(sam_search *s) {
    const sam_mix *mix = s->mix;
    /* With draws each demand and the aim may have a tail. */
    size_t columns = mix->decision_count + 2 * (size_t)mix->demand_count + 1;
    size_t rows = most_rows(mix);
    size_t entries = rows * (mix->decision_count + 1u);
    s->point = numbers(s, mix->decision_count);
    s->step = numbers(s, mix->decision_count);
    s->demand_size = numbers(s, mix->demand_count);
    s->dual = numbers(s, mix->demand_count);
    s->predicted = numbers(s, mix->demand_count);
    s->cost = numbers(s, 3 * columns);
    s->row_low = numbers(s, 2 * rows);
    s->value = numbers(s, entries);
    s->row = sam_arena_array(s->arena, 2 * entries + 1, sizeof *s->row);
    if (!s->point || !s->step || !s->demand_size || !s->dual || !s->predicted || !s->cost ||
        !s->row_low || !s->value || !s->row)
        return false;
    s->low = s->cost + columns;
    s->high = s->low + columns;
    s->row_high = s->row_low + rows;
    s->column = s->row + entries;
    return true;
}

static uint32_t want(uint32_t *rows, uint32_t count, const sam_part *parts, uint32_t part_count) {
    for (uint32_t p = 0; p < part_count; p++)
        rows[count++] = parts[p].row;
    return count;
}

/* Computes only what is aimed at or asked about, and again only what the decisions reach. */
static sam_ledger *open_ledger(const sam_search *s, const uint32_t *inputs) {
    const sam_mix *mix = s->mix;
    uint32_t most = mix->aim_count, count = 0;
    for (uint32_t d = 0; d < mix->demand_count; d++)
        most += mix->demands[d].part_count + 1;
    uint32_t *rows = sam_arena_array(s->arena, most + 1u, sizeof *rows);
    uint32_t *varying =
        sam_arena_array(s->arena, mix->decision_count + mix->fixed_count + 1u, sizeof *varying);
    if (!rows || !varying)
        return NULL;
    count = want(rows, count, mix->aim, mix->aim_count);
    for (uint32_t d = 0; d < mix->demand_count; d++) {
        count = want(rows, count, mix->demands[d].parts, mix->demands[d].part_count);
        if (mix->demands[d].when != SAM_NO_ROW)
            rows[count++] = mix->demands[d].when;
    }
    memcpy(varying, inputs, mix->decision_count * sizeof *inputs);
    for (uint32_t f = 0; f < mix->fixed_count; f++)
        varying[mix->decision_count + f] = mix->fixed[f].input;
    return sam_ledger_new(mix->plan,
                          &(sam_run){.lanes = SAM_MIX_LANES,
                                     .wanted = rows,
                                     .wanted_count = count,
                                     .varying = varying,
                                     .varying_count = mix->decision_count + mix->fixed_count});
}

bool sam_search_new(sam_search *search, const sam_mix *mix, sam_arena *arena) {
    *search = (sam_search){.mix = mix, .arena = arena, .radius = 1};
    uint32_t *inputs = sam_arena_array(arena, mix->decision_count + 1u, sizeof *inputs);
    double *scales = numbers(search, mix->decision_count);
    if (!inputs || !scales || !allocate(search))
        return false;
    for (uint32_t j = 0; j < mix->decision_count; j++) {
        const sam_decision *d = &mix->decisions[j];
        inputs[j] = d->input;
        scales[j] = d->scale;
        double start = mix->start ? mix->start[j] : mix->plan->deal->inputs[d->input].value;
        search->point[j] = sam_real_clamp(start, d->low, d->high);
    }
    search->affine = sam_affine_new(mix->plan, inputs, scales, mix->decision_count);
    search->ledger = open_ledger(search, inputs);
    if (sam_mix_is_drawn(mix) && !sam_search_open_draws(search))
        return false;
    if (!search->affine || !search->ledger)
        return false;
    for (uint32_t f = 0; f < mix->fixed_count; f++) {
        sam_affine_set(search->affine, mix->fixed[f].input, mix->fixed[f].value);
        for (size_t lane = 0; lane < SAM_MIX_LANES; lane++)
            sam_ledger_set(search->ledger, mix->fixed[f].input, lane, mix->fixed[f].value);
    }
    return true;
}

void sam_search_clear(sam_search *search) {
    sam_affine_free(search->affine);
    sam_ledger_free(search->ledger);
    if (!search->mix || !search->mix->shared)
        sam_cvar_free(search->cvar);
}

bool sam_search_holds_in(const sam_search *search, const sam_demand *demand, uint32_t month) {
    return demand->when == SAM_NO_ROW || sam_affine_value(search->affine, demand->when, month) > 0;
}

double sam_search_parts(const sam_search *search, const sam_part *parts, uint32_t count,
                        uint32_t month, double *change) {
    const sam_mix *mix = search->mix;
    double sum = 0;
    for (uint32_t j = 0; j < mix->decision_count; j++)
        change[j] = 0;
    for (uint32_t p = 0; p < count; p++) {
        const double *slope = sam_affine_slopes(search->affine, parts[p].row, month);
        sum += parts[p].factor * sam_affine_value(search->affine, parts[p].row, month);
        for (uint32_t j = 0; j < mix->decision_count; j++)
            change[j] += parts[p].factor * slope[j] * mix->decisions[j].scale;
    }
    return sum;
}

double sam_search_read_aim(const sam_search *search, double *change) {
    const sam_mix *mix = search->mix;
    double aim = sam_search_parts(search, mix->aim, mix->aim_count, 0, change);
    for (uint32_t j = 0; j < mix->decision_count; j++) {
        const sam_decision *d = &mix->decisions[j];
        aim += d->cost * search->point[j];
        change[j] += d->cost * d->scale;
    }
    return aim;
}

/* What cannot move, such as a whole number in hand. */
static bool is_fixed(const sam_search *s, uint32_t decision) {
    return s->mix->decisions[decision].low == s->mix->decisions[decision].high;
}

/* The largest of what decisions change that can move, or of those that cannot. */
static double largest(const sam_search *s, const double *change, bool fixed, double least) {
    for (uint32_t j = 0; j < s->mix->decision_count; j++)
        if (is_fixed(s, j) == fixed)
            least = fmax(least, fabs(change[j]));
    return least;
}

static double size_of(const sam_search *s, const sam_demand *demand) {
    double change[SAM_AFFINE_MOST], size = 0, other = 0;
    for (uint32_t m = 1; m <= sam_search_months(s, demand); m++) {
        if (!sam_search_holds_in(s, demand, m))
            continue;
        sam_search_parts(s, demand->parts, demand->part_count, m, change);
        size = largest(s, change, false, size);
        other = largest(s, change, true, other);
    }
    size = size > 0 ? size : other;
    return size > 0 ? size : fmax(1, fabs(demand->least));
}

static void measure(sam_search *s) {
    double change[SAM_AFFINE_MOST];
    sam_search_read_aim(s, change);
    s->aim_size = largest(s, change, false, 0);
    if (!(s->aim_size > 0))
        s->aim_size = largest(s, change, true, 0);
    s->aim_size = s->aim_size > 0 ? s->aim_size : 1;
    for (uint32_t d = 0; d < s->mix->demand_count; d++)
        s->demand_size[d] = size_of(s, &s->mix->demands[d]);
}

sam_status sam_search_read(sam_search *search, bool first) {
    for (uint32_t j = 0; j < search->mix->decision_count; j++)
        sam_affine_set(search->affine, search->mix->decisions[j].input, search->point[j]);
    sam_affine_run(search->affine);
    if (first)
        measure(search);
    return search->cvar ? sam_cvar_read(search->cvar, search->point) : SAM_OK;
}

/* Columns: the decisions' steps, how much each demand is missed by in its size, and tails. aim: of
 * the parts at the point; a drawn aim's slopes are its tail's. */
static void fill_columns(sam_search *s, sam_problem *p, double *aim) {
    const sam_mix *mix = s->mix;
    double change[SAM_AFFINE_MOST];
    bool drawn = mix->aim_worst > 0;
    *aim = sam_search_read_aim(s, change);
    for (uint32_t j = 0; j < mix->decision_count; j++) {
        const sam_decision *d = &mix->decisions[j];
        s->cost[j] = (drawn ? d->cost * d->scale : change[j]) / s->aim_size;
        s->cost[j] = fabs(s->cost[j]) <= NOISE ? 0 : s->cost[j];
        s->low[j] = fmax(-s->radius, (d->low - s->point[j]) / d->scale);
        s->high[j] = fmin(s->radius, (d->high - s->point[j]) / d->scale);
    }
    for (uint32_t d = 0; d < mix->demand_count; d++) {
        s->cost[mix->decision_count + d] = missed_cost(&mix->demands[d]);
        s->low[mix->decision_count + d] = 0;
        s->high[mix->decision_count + d] = SAM_REAL_INFINITY;
    }
    p->columns = mix->decision_count + mix->demand_count;
    sam_search_add_tails(s, p);
}

static void add_entry(sam_search *s, sam_problem *p, uint32_t column, double value) {
    if (fabs(value) <= NOISE)
        return;
    s->row[p->entries] = p->rows;
    s->column[p->entries] = column;
    s->value[p->entries++] = value;
}

static bool is_affine(const sam_search *s, const sam_demand *demand, uint32_t month) {
    uint32_t bent = 0;
    for (uint32_t p = 0; p < demand->part_count; p++) {
        sam_shape shape = sam_affine_shape(s->affine, demand->parts[p].row, month);
        bent |= shape.kinks | shape.jumps | shape.curves;
    }
    return !bent;
}

/* A demand whose rows are affine for good, and that holds where we are, is never given up again: so
 * the search stays on one side of a limit beyond which a decision would move nothing. */
static bool is_firm(const sam_search *s, uint32_t d) {
    const sam_demand *demand = &s->mix->demands[d];
    double change[SAM_AFFINE_MOST], least = demand->least - FIRM * s->demand_size[d];
    for (uint32_t m = 1; m <= sam_search_months(s, demand); m++)
        if (sam_search_holds_in(s, demand, m) &&
            (!is_affine(s, demand, m) ||
             sam_search_parts(s, demand->parts, demand->part_count, m, change) < least))
            return false;
    return true;
}

static void fill_demand(sam_search *s, sam_problem *p, uint32_t d) {
    const sam_demand *demand = &s->mix->demands[d];
    double change[SAM_AFFINE_MOST], size = s->demand_size[d];
    if (demand->worst > 0) {
        sam_search_add_tail_row(s, p, d);
        return;
    }
    bool firm = !demand->dropped && is_firm(s, d);
    for (uint32_t m = 1; m <= sam_search_months(s, demand); m++) {
        if (!sam_search_holds_in(s, demand, m))
            continue;
        double sum = sam_search_parts(s, demand->parts, demand->part_count, m, change);
        for (uint32_t j = 0; j < s->mix->decision_count; j++)
            add_entry(s, p, j, is_fixed(s, j) ? 0 : change[j] / size);
        if (!firm)
            add_entry(s, p, s->mix->decision_count + d, 1);
        s->row_low[p->rows] = (demand->least - sum) / size;
        s->row_high[p->rows++] = SAM_REAL_INFINITY;
    }
}

/* What the linear problem says of each demand and of the aim after the step. tail: of the drawn
 * demands in turn, and of a drawn aim. */
static void predict(sam_search *s, const sam_answer *answer, double aim, const uint32_t *first,
                    const double *tail) {
    s->predicted_aim = aim;
    for (uint32_t j = 0; j < s->mix->decision_count; j++) {
        s->step[j] = answer->x[j];
        s->predicted_aim += s->cost[j] * s->aim_size * answer->x[j];
    }
    double missing = 0;
    for (uint32_t d = 0; d < s->mix->demand_count; d++) {
        double missed = answer->x[s->mix->decision_count + d], least = SAM_REAL_INFINITY;
        s->dual[d] = 0;
        for (uint32_t r = first[d]; r < first[d + 1]; r++) {
            least = fmin(least, answer->activity[r] - missed - s->row_low[r]);
            s->dual[d] += answer->dual[r] * s->aim_size / s->demand_size[d];
        }
        if (s->mix->demands[d].worst > 0 && tail)
            least = -*tail++;
        s->predicted[d] = least * s->demand_size[d];
        missing += missed_cost(&s->mix->demands[d]) * fmax(0, -least);
    }
    if (s->mix->aim_worst > 0 && tail)
        s->predicted_aim += *tail * s->aim_size;
    s->predicted_merit = s->predicted_aim / s->aim_size + missing;
    s->upper = s->predicted_aim;
    s->lower = s->upper - s->gap * s->aim_size;
}

static sam_status solve_filled(sam_search *s, const sam_problem *p, double aim,
                               const uint32_t *first) {
    sam_tails_answer drawn = {0};
    sam_answer plain = {0};
    const sam_answer *answer = s->cvar ? &drawn.answer : &plain;
    sam_status status = s->cvar ? sam_search_solve_drawn(s, p, aim, &drawn)
                                : sam_solve(&plain, p, &sam_solver_default_limits);
    if (status == SAM_OK && answer->status != SAM_SOLVER_OPTIMAL)
        status = SAM_SOLVER; /* missing demands is always allowed, so there is an optimum */
    if (status == SAM_OK)
        predict(s, answer, aim, first, drawn.tail);
    sam_tails_clear(&drawn);
    sam_answer_clear(&plain);
    return status;
}

sam_status sam_search_solve(sam_search *search) {
    sam_search *s = search;
    sam_problem p = {.cost = s->cost,
                     .low = s->low,
                     .high = s->high,
                     .row_low = s->row_low,
                     .row_high = s->row_high,
                     .entry_row = s->row,
                     .entry_column = s->column,
                     .entry_value = s->value};
    uint32_t *first = sam_arena_array(s->arena, s->mix->demand_count + 1u, sizeof *first);
    if (!first)
        return SAM_MEMORY;
    double aim = 0;
    fill_columns(s, &p, &aim);
    for (uint32_t d = 0; d < s->mix->demand_count; d++) {
        first[d] = p.rows;
        fill_demand(s, &p, d);
    }
    first[s->mix->demand_count] = p.rows;
    return solve_filled(s, &p, aim, first);
}

double sam_search_spare(const sam_search *search, uint32_t demand, size_t lane, uint32_t *month) {
    const sam_demand *d = &search->mix->demands[demand];
    *month = 0;
    if (d->worst > 0)
        return sam_cvar_spare(search->cvar, demand);
    return sam_demand_spare(d, search->mix->plan, search->ledger, lane, month);
}

double sam_search_moved(const sam_search *s, uint32_t j, size_t lane) {
    const sam_decision *d = &s->mix->decisions[j];
    double value = s->point[j] + ldexp(s->step[j], -(int)lane) * d->scale;
    return sam_real_clamp(value, d->low, d->high);
}

double sam_search_aim(const sam_search *search, size_t lane) {
    bool drawn = search->mix->aim_worst > 0;
    double aim = drawn ? sam_cvar_aim(search->cvar) : 0;
    for (uint32_t p = 0; p < search->mix->aim_count && !drawn; p++)
        aim += search->mix->aim[p].factor *
               sam_ledger_value(search->ledger, search->mix->aim[p].row, 0, lane);
    for (uint32_t j = 0; j < search->mix->decision_count; j++)
        aim += search->mix->decisions[j].cost * sam_search_moved(search, j, lane);
    return aim;
}

static void judge(const sam_search *search, size_t lane, sam_outcome *out) {
    out->aim = sam_search_aim(search, lane);
    out->merit = out->aim / search->aim_size;
    for (uint32_t d = 0; d < search->mix->demand_count; d++) {
        uint32_t month = 0;
        double spare = sam_search_spare(search, d, lane, &month);
        out->merit +=
            missed_cost(&search->mix->demands[d]) * fmax(0, -spare) / search->demand_size[d];
    }
}

sam_status sam_search_run(sam_search *search, sam_outcome outcome[SAM_MIX_LANES]) {
    for (size_t lane = 0; lane < SAM_MIX_LANES; lane++)
        for (uint32_t j = 0; j < search->mix->decision_count; j++)
            sam_ledger_set(search->ledger, search->mix->decisions[j].input, lane,
                           sam_search_moved(search, j, lane));
    sam_ledger_run(search->ledger);
    sam_status status = search->cvar ? sam_search_try_draws(search) : SAM_OK;
    for (size_t lane = 0; lane < SAM_MIX_LANES && status == SAM_OK; lane++) {
        outcome[lane] = (sam_outcome){SAM_REAL_INFINITY, SAM_REAL_INFINITY};
        if (lane == 0 || !search->cvar)
            judge(search, lane, &outcome[lane]);
    }
    return status;
}
