/* The linear problem at the answer, without any region of trust: is the answer its optimum, what
 * does it say of bounds, and how far do its prices reach? Kept in natural units for export. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/mix_step.h"
#include "choice/question.h"

/* How often the neighbourhood shrinks, each time to an eighth. */
enum { SHRINKS = 8 };

/* Columns count in steps, rows in the demands' sizes, as in the search. */
typedef struct linear {
    sam_question *q;
    const sam_mix *mix;
    const double *point;
    sam_search search;
    sam_problem p;
    double *cost, *low, *high, *row_low, *row_high, *value;
    uint32_t *row, *column, *demand, *month;
    double constant, aim_size;
    sam_tails tails;      /* of the draws; none without */
    sam_tails_answer out; /* of the last solving */
} linear;

enum { COLUMNS_MOST = SAM_AFFINE_MOST + SAM_CHOICE_LIMITS_MOST + 1 };

static bool allocate(linear *l) {
    sam_arena *arena = l->q->choice->arena;
    size_t rows = 0, columns = COLUMNS_MOST;
    for (uint32_t d = 0; d < l->mix->demand_count; d++)
        rows += sam_search_months(&l->search, &l->mix->demands[d]);
    l->cost = sam_arena_array(arena, 3 * columns + 1, sizeof(double));
    l->row_low = sam_arena_array(arena, 2 * rows + 1, sizeof(double));
    l->value = sam_arena_array(arena, rows * columns + 1, sizeof(double));
    l->row = sam_arena_array(arena, 2 * rows * columns + 1, sizeof(uint32_t));
    l->demand = sam_arena_array(arena, 2 * rows + 1, sizeof(uint32_t));
    if (!l->cost || !l->row_low || !l->value || !l->row || !l->demand)
        return false;
    l->low = l->cost + columns;
    l->high = l->low + columns;
    l->row_high = l->row_low + rows;
    l->column = l->row + rows * columns;
    l->month = l->demand + rows;
    return true;
}

static void fill_row(linear *l, uint32_t d, uint32_t month) {
    const sam_demand *demand = &l->mix->demands[d];
    double change[SAM_AFFINE_MOST], size = l->search.demand_size[d];
    double sum = sam_search_parts(&l->search, demand->parts, demand->part_count, month, change);
    double low = demand->least - sum;
    for (uint32_t j = 0; j < l->mix->decision_count; j++) {
        if (change[j] == 0)
            continue;
        l->row[l->p.entries] = l->p.rows;
        l->column[l->p.entries] = j;
        l->value[l->p.entries++] = change[j] / size;
        low += change[j] * l->point[j] / l->mix->decisions[j].scale;
    }
    l->row_low[l->p.rows] = low / size;
    l->row_high[l->p.rows] = SAM_REAL_INFINITY;
    l->demand[l->p.rows] = d;
    l->month[l->p.rows++] = demand->when == SAM_NO_ROW ? 0 : month;
}

/* What the tail says is missing is at most 0. */
static void fill_tail(linear *l, uint32_t d, uint32_t column) {
    l->row[l->p.entries] = l->p.rows;
    l->column[l->p.entries] = column;
    l->value[l->p.entries++] = -1;
    l->row_low[l->p.rows] = 0;
    l->row_high[l->p.rows] = SAM_REAL_INFINITY;
    l->demand[l->p.rows] = d;
    l->month[l->p.rows++] = 0;
}

/* Columns and rows of the tails; x gets where they are at the point. */
static void fill_tails(linear *l, double *x) {
    sam_tails *t = &l->tails;
    double from = l->mix->aim_worst > 0 ? l->constant : 0;
    *t = (sam_tails){.problem = &l->p, .decisions = l->mix->decision_count, .start = x};
    if (!l->search.cvar)
        return;
    t->blocks = sam_cvar_blocks(l->search.cvar, l->search.demand_size, l->aim_size, from,
                                l->p.columns, x, &t->block_count);
    for (uint32_t d = 0; d <= l->mix->demand_count; d++) {
        bool aim = d == l->mix->demand_count;
        if (!((aim ? l->mix->aim_worst : l->mix->demands[d].worst) > 0))
            continue;
        uint32_t j = l->p.columns++;
        l->cost[j] = aim ? 1 : 0;
        l->low[j] = -SAM_REAL_INFINITY;
        l->high[j] = SAM_REAL_INFINITY;
        x[j] = aim ? 0 : fmax(0, -sam_cvar_spare(l->search.cvar, d) / l->search.demand_size[d]);
        if (!aim)
            fill_tail(l, d, j);
    }
}

static void fill(linear *l) {
    double change[SAM_AFFINE_MOST];
    bool drawn = l->mix->aim_worst > 0;
    l->constant = sam_search_read_aim(&l->search, change);
    l->aim_size = l->search.aim_size;
    for (uint32_t j = 0; drawn && j < l->mix->decision_count; j++)
        change[j] = 0; /* decisions have no cost of their own here */
    if (drawn)
        l->constant = sam_cvar_aim(l->search.cvar);
    for (uint32_t j = 0; j < l->mix->decision_count; j++) {
        const sam_decision *d = &l->mix->decisions[j];
        l->cost[j] = change[j] / l->aim_size;
        l->low[j] = d->low / d->scale;
        l->high[j] = d->high / d->scale;
        l->constant -= change[j] * l->point[j] / d->scale;
    }
    for (uint32_t d = 0; d < l->mix->demand_count; d++) {
        const sam_demand *demand = &l->mix->demands[d];
        for (uint32_t m = 1; m <= sam_search_months(&l->search, demand); m++)
            if (!(demand->worst > 0) && sam_search_holds_in(&l->search, demand, m))
                fill_row(l, d, m);
    }
    l->p.columns = l->mix->decision_count;
    l->p.cost = l->cost;
    l->p.low = l->low;
    l->p.high = l->high;
    l->p.row_low = l->row_low;
    l->p.row_high = l->row_high;
    l->p.entry_row = l->row;
    l->p.entry_column = l->column;
    l->p.entry_value = l->value;
}

static double aim_at(const linear *l, const double *x) {
    double aim = 0;
    for (uint32_t j = 0; j < l->p.columns; j++)
        aim += l->cost[j] * x[j];
    return aim;
}

/* The answer itself lies on its rows but for the solver's tolerance; the rows are eased by what it
 * misses, so that the linear problem does not call it impossible. */
static void ease(linear *l, const double *x) {
    for (uint32_t r = 0; r < l->p.rows; r++) {
        double activity = 0;
        for (uint32_t k = 0; k < l->p.entries; k++)
            if (l->row[k] == r)
                activity += l->value[k] * x[l->column[k]];
        if (activity < l->row_low[r] && activity > l->row_low[r] - 1e-5)
            l->row_low[r] = activity;
    }
}

/* Within so many steps of the answer, and within its bounds. */
static void box(linear *l, const double *x, double radius) {
    for (uint32_t j = 0; j < l->mix->decision_count; j++) {
        const sam_decision *d = &l->mix->decisions[j];
        l->low[j] = fmax(d->low / d->scale, x[j] - radius);
        l->high[j] = fmin(d->high / d->scale, x[j] + radius);
    }
}

static double dual_residual(const linear *l) {
    const sam_answer *answer = &l->out.answer;
    const sam_problem *p = &l->out.problem;
    double worst = 0;
    for (uint32_t j = 0; j < p->columns; j++) {
        double reduced = l->cost[j], room = 1e-9 * (1 + fabs(answer->x[j]));
        for (uint32_t k = 0; k < p->entries; k++)
            if (p->entry_column[k] == j)
                reduced -= answer->dual[p->entry_row[k]] * p->entry_value[k];
        bool at_low = answer->x[j] <= l->low[j] + room;
        bool at_high = answer->x[j] >= l->high[j] - room;
        double wrong = at_low && at_high ? 0
                       : at_low          ? fmax(0, -reduced)
                       : at_high         ? fmax(0, reduced)
                                         : fabs(reduced);
        worst = fmax(worst, wrong);
    }
    return worst;
}

static double primal_residual(const linear *l) {
    double worst = 0;
    for (uint32_t r = 0; r < l->out.problem.rows; r++)
        worst = fmax(worst, l->out.problem.row_low[r] - l->out.answer.activity[r]);
    return worst;
}

static void read_reduced(const linear *l, const sam_answer *answer) {
    for (uint32_t j = 0; j < l->mix->decision_count; j++) {
        sam_choice_term *term = &l->q->choice->terms[j];
        if (term->at_bound != 0)
            term->reduced = fabs(answer->reduced[j]) * l->aim_size / l->mix->decisions[j].scale;
    }
}

/* A demand of one binding row can be eased until another row or bound takes over. */
static void read_ranges(const linear *l, const sam_answer *answer) {
    for (uint32_t d = 0; d < l->mix->demand_count; d++) {
        uint32_t rows = 0;
        l->q->ease[d] = 0;
        for (uint32_t r = 0; r < l->p.rows; r++) {
            if (l->demand[r] != d || fabs(answer->dual[r]) < 1e-12)
                continue;
            double far = l->row_low[r] - answer->dual_from[r];
            l->q->ease[d] = ++rows == 1 ? far * l->search.demand_size[d] : 0;
        }
    }
}

/* Solved without a region of trust first. Where that promises more than the answer, the answer
 * rests on a kink or a curve, and only its neighbourhood is kept. */
static sam_status solve(linear *l, const double *x) {
    sam_certificate *c = &l->q->choice->certificate;
    sam_status status = sam_tails_solve(&l->out, &l->tails, &sam_solver_default_limits);
    double here = aim_at(l, x), radius = 1;
    while (status == SAM_OK && radius > 1e-7) {
        bool found = l->out.answer.status == SAM_SOLVER_OPTIMAL;
        c->better = found ? fmax(0, here - l->out.answer.objective) * l->aim_size : 0;
        if (found && c->better <= 1e-7 * l->aim_size)
            return SAM_OK;
        c->at_kink = true;
        sam_tails_clear(&l->out);
        box(l, x, radius);
        status = sam_tails_solve(&l->out, &l->tails, &sam_solver_default_limits);
        radius /= 8;
    }
    return status;
}

/* Told in the objective's own sense. */
static void tell_bounds(const linear *l) {
    sam_certificate *c = &l->q->choice->certificate;
    double low = l->constant + l->out.lower * l->aim_size;
    double high = l->constant + l->out.upper * l->aim_size;
    c->lower = l->q->choice->highest ? -high : low;
    c->upper = l->q->choice->highest ? -low : high;
    c->cut_rounds = l->out.rounds;
    c->cuts = l->out.cuts;
}

static sam_status keep(linear *l, const sam_tails_answer *out) {
    const sam_linear_units units = {.constant = l->constant,
                                    .aim_size = l->aim_size,
                                    .demand_size = l->search.demand_size,
                                    .demand = l->demand,
                                    .month = l->month};
    return sam_choice_keep_linear(l->q, l->mix, &l->tails, out, &units);
}

/* The same problem with every draw written out. */
static sam_status solve_full(linear *l) {
    sam_certificate *c = &l->q->choice->certificate;
    sam_tails_answer full = {0};
    sam_question_tell(l->q, "solving with every draw written out");
    sam_status status = sam_tails_full(&full, &l->tails, &sam_solver_default_limits);
    if (status == SAM_OK && full.answer.status == SAM_SOLVER_OPTIMAL) {
        double sign = l->q->choice->highest ? -1 : 1;
        c->full = sign * (l->constant + full.answer.objective * l->aim_size);
        status = keep(l, &full);
    }
    sam_tails_clear(&full);
    return status;
}

static sam_status tell(linear *l) {
    sam_certificate *c = &l->q->choice->certificate;
    c->primal_residual = primal_residual(l);
    c->dual_residual = dual_residual(l);
    c->gap = l->out.answer.gap;
    if (!c->at_kink) {
        read_reduced(l, &l->out.answer);
        read_ranges(l, &l->out.answer);
    }
    if (l->search.cvar)
        tell_bounds(l);
    return l->search.cvar && l->q->options->full ? solve_full(l) : keep(l, &l->out);
}

static sam_status read(linear *l) {
    double x[COLUMNS_MOST] = {0};
    for (uint32_t j = 0; j < l->mix->decision_count; j++)
        x[j] = l->point[j] / l->mix->decisions[j].scale;
    if (!allocate(l))
        return SAM_MEMORY;
    sam_status status = sam_search_read(&l->search, true);
    if (status != SAM_OK)
        return status;
    fill(l);
    fill_tails(l, x);
    ease(l, x);
    status = solve(l, x);
    if (status == SAM_OK && l->out.answer.status == SAM_SOLVER_OPTIMAL)
        status = tell(l);
    sam_tails_clear(&l->out);
    return status;
}

sam_status sam_choice_linearise(sam_question *question, const sam_mix *mix,
                                const sam_mix_result *result) {
    linear l = {.q = question, .point = result->point};
    sam_mix own = *mix;
    own.start = result->point;
    l.mix = &own;
    sam_status status = SAM_MEMORY;
    if (sam_search_new(&l.search, &own, question->choice->arena))
        status = read(&l);
    sam_search_clear(&l.search);
    return status;
}
