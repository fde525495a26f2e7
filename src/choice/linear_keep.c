/* The last linear problem in the terms' own units, with names for what is not a term or a limit. */
#include <math.h>

#include "base/real.h"
#include "choice/question.h"

typedef struct keep {
    const sam_question *q;
    const sam_mix *mix;
    const sam_tails *tails;
    const sam_tails_answer *out;
    const sam_linear_units *units;
    double *column_size, *row_size; /* what 1 in the problem is in natural units */
    double *cost, *low, *high, *least, *value;
    const char **column_name, **row_name;
    uint32_t *limit, *month, *tails_of, *row, *column;
} keep;

static bool allocate(keep *k) {
    sam_arena *arena = k->q->choice->arena;
    const sam_problem *p = &k->out->problem;
    k->column_size = sam_arena_array(arena, 4 * (size_t)p->columns + 1, sizeof(double));
    k->row_size = sam_arena_array(arena, 2 * (size_t)p->rows + 1, sizeof(double));
    k->value = sam_arena_array(arena, p->entries + 1u, sizeof(double));
    k->column_name = sam_arena_array(arena, p->columns + 1u, sizeof *k->column_name);
    k->row_name = sam_arena_array(arena, p->rows + 1u, sizeof *k->row_name);
    k->limit = sam_arena_array(arena, 2 * (size_t)p->rows + 1, sizeof(uint32_t));
    k->row = sam_arena_array(arena, 2 * (size_t)p->entries + 1, sizeof(uint32_t));
    k->tails_of = sam_arena_array(arena, k->tails->block_count + 1u, sizeof(uint32_t));
    if (!k->column_size || !k->row_size || !k->value || !k->column_name || !k->row_name ||
        !k->limit || !k->row || !k->tails_of)
        return false;
    k->cost = k->column_size + p->columns;
    k->low = k->cost + p->columns;
    k->high = k->low + p->columns;
    k->least = k->row_size + p->rows;
    k->month = k->limit + p->rows;
    k->column = k->row + p->entries;
    return true;
}

/* Drawn demands in turn, then the aim. */
static void find_tails(keep *k) {
    uint32_t at = 0;
    for (uint32_t d = 0; d < k->mix->demand_count && at < k->tails->block_count; d++)
        if (k->mix->demands[d].worst > 0)
            k->tails_of[at++] = d;
    for (; at < k->tails->block_count; at++)
        k->tails_of[at] = UINT32_MAX;
}

static double tail_size(const keep *k, uint32_t block) {
    uint32_t d = k->tails_of[block];
    return d == UINT32_MAX ? k->units->aim_size : k->units->demand_size[d];
}

static bool name_column(keep *k, uint32_t j, char kind, uint32_t block) {
    k->column_size[j] = tail_size(k, block);
    k->column_name[j] = sam_arena_format(k->q->choice->arena, "%c%u", kind, block + 1);
    return k->column_name[j] != NULL;
}

static bool name_beyond(keep *k, uint32_t j, uint32_t block, uint32_t draw) {
    k->column_size[j] = tail_size(k, block);
    k->column_name[j] = sam_arena_format(k->q->choice->arena, "b%u_%u", block + 1, draw + 1);
    return k->column_name[j] != NULL;
}

static bool name_columns(keep *k) {
    const sam_tails *t = k->tails;
    bool full = k->out->problem.columns > t->problem->columns, named = true;
    for (uint32_t j = 0; j < t->decisions; j++)
        k->column_size[j] = k->mix->decisions[j].scale;
    for (uint32_t b = 0; b < t->block_count; b++)
        named = name_column(k, t->blocks[b].column, 't', b) && named;
    uint32_t j = t->problem->columns;
    for (uint32_t b = 0; b < t->block_count && full; b++) {
        if (sam_tail_is_worst(t->blocks[b].share, t->blocks[b].draws))
            continue;
        named = name_column(k, j++, 'e', b) && named;
        for (uint32_t s = 0; s < t->blocks[b].draws; s++)
            named = name_beyond(k, j++, b, s) && named;
    }
    return named;
}

static bool name_rows(keep *k) {
    uint32_t own = k->tails->problem->rows;
    bool named = true;
    for (uint32_t r = 0; r < k->out->problem.rows; r++) {
        if (r < own) {
            k->limit[r] = k->units->demand[r];
            k->month[r] = k->units->month[r];
            k->row_size[r] = k->units->demand_size[k->limit[r]];
            continue;
        }
        uint32_t block = k->out->block[r - own];
        k->limit[r] = k->tails_of[block];
        k->row_size[r] = tail_size(k, block);
        k->row_name[r] = sam_arena_format(k->q->choice->arena, "t%u_%u", block + 1, r - own + 1);
        named = k->row_name[r] && named;
    }
    return named;
}

static void convert(const keep *k) {
    const sam_problem *p = &k->out->problem;
    for (uint32_t j = 0; j < p->columns; j++) {
        k->cost[j] = p->cost[j] * k->units->aim_size / k->column_size[j];
        k->low[j] = p->low[j] * k->column_size[j];
        k->high[j] = p->high[j] * k->column_size[j];
    }
    for (uint32_t r = 0; r < p->rows; r++)
        k->least[r] = p->row_low[r] * k->row_size[r];
    for (uint32_t e = 0; e < p->entries; e++) {
        k->row[e] = p->entry_row[e];
        k->column[e] = p->entry_column[e];
        k->value[e] = p->entry_value[e] * k->row_size[k->row[e]] / k->column_size[k->column[e]];
    }
}

/* Solvers end where no slope is above 1e-7, and that of a rate by kroner is far below it. The power
 * of ten by which the least slope that matters comes near 1; 1 where no slope is so small. */
static double factor_of(const keep *k) {
    static const double SMALL = 1e-4, MATTERS = 1e-9;
    double largest = 0, least = SAM_REAL_INFINITY, factor = 1;
    const sam_problem *p = &k->out->problem;
    for (uint32_t j = 0; j < p->columns; j++)
        largest = fmax(largest, fabs(p->cost[j]));
    for (uint32_t j = 0; j < p->columns; j++)
        if (fabs(p->cost[j]) > MATTERS * largest)
            least = fmin(least, fabs(k->cost[j]));
    if (!(least < SMALL))
        return 1;
    while (least * factor < 0.1 && factor < 1e15)
        factor *= 10;
    return factor;
}

/* Solvers' presolvers take bounds that lie within a thousandth of each other for the same. */
static const double APART = 0.01;

/* A row of one term alone is a bound of it. The region of the search may end a hair beyond that,
 * where such a solver would stop at the wrong one of the two: there the term's own bound is told in
 * place of the region's, and the row is what holds it. */
static void leave_to_row(const keep *k, uint32_t e) {
    uint32_t j = k->column[e];
    double at = k->least[k->row[e]] / k->value[e], apart = APART * (1 + fabs(at));
    const sam_decision *own = &k->mix->decisions[j];
    if (k->value[e] > 0 && at >= k->low[j])
        k->low[j] = own->low < at - apart ? own->low : fmin(at, k->high[j]);
    if (k->value[e] < 0 && at <= k->high[j])
        k->high[j] = own->high > at + apart ? own->high : fmax(at, k->low[j]);
}

/* A row's entries lie together. */
static void leave_to_rows(const keep *k) {
    uint32_t count = k->out->problem.entries;
    for (uint32_t e = 0; e < count; e++) {
        bool alone = (e == 0 || k->row[e - 1] != k->row[e]) &&
                     (e + 1 == count || k->row[e + 1] != k->row[e]);
        if (alone && k->column[e] < k->tails->decisions && k->value[e] != 0)
            leave_to_row(k, e);
    }
}

sam_status sam_choice_keep_linear(sam_question *question, const sam_mix *mix,
                                  const sam_tails *tails, const sam_tails_answer *out,
                                  const sam_linear_units *units) {
    keep k = {.q = question, .mix = mix, .tails = tails, .out = out, .units = units};
    if (!allocate(&k))
        return SAM_MEMORY;
    find_tails(&k);
    if (!name_columns(&k) || !name_rows(&k))
        return SAM_MEMORY;
    convert(&k);
    leave_to_rows(&k);
    double factor = factor_of(&k);
    for (uint32_t j = 0; j < out->problem.columns; j++)
        k.cost[j] *= factor;
    question->choice->linear = (sam_choice_linear){
        .columns = out->problem.columns,
        .rows = out->problem.rows,
        .entries = out->problem.entries,
        .factor = factor,
        .constant = units->constant * factor,
        .cost = k.cost,
        .low = k.low,
        .high = k.high,
        .column_name = k.column_name,
        .least = k.least,
        .limit = k.limit,
        .month = k.month,
        .row_name = k.row_name,
        .tails = k.tails_of,
        .tail_count = tails->block_count,
        .entry_row = k.row,
        .entry_term = k.column,
        .entry_value = k.value,
        .objective = (units->constant + out->answer.objective * units->aim_size) * factor};
    return SAM_OK;
}
