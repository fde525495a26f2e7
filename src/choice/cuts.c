/* The rounds: solve, look at every tail, add a row for each that is above its column, again. */
#include "choice/cuts.h"

#include <math.h>
#include <string.h>

enum { ROUNDS_MOST = 500 };

/* A tail is above its column when it is by more than this, of its size. */
static const double ABOVE = 1e-9;

typedef struct rounds {
    const sam_tails *tails;
    sam_tails_answer *out;
    double *cost, *low, *high, *row_low, *row_high, *value;
    uint32_t *row, *column, *block;
    uint32_t rows_most;
    double *loss, *scratch, *weight, *before;
    uint32_t *from;
} rounds;

static uint32_t most_draws(const sam_tails *t) {
    uint32_t most = 1;
    for (uint32_t b = 0; b < t->block_count; b++)
        most = t->blocks[b].draws > most ? t->blocks[b].draws : most;
    return most;
}

static double *numbers(sam_arena *arena, size_t count) {
    return sam_arena_array(arena, count + 1, sizeof(double));
}

static bool allocate_work(rounds *r) {
    sam_arena *arena = r->out->arena;
    uint32_t draws = most_draws(r->tails);
    r->loss = numbers(arena, draws);
    r->scratch = numbers(arena, draws);
    r->weight = numbers(arena, draws);
    r->before = numbers(arena, r->tails->problem->columns);
    r->from = sam_arena_array(arena, draws, sizeof *r->from);
    r->out->tail = numbers(arena, r->tails->block_count);
    return r->loss && r->scratch && r->weight && r->before && r->from && r->out->tail;
}

/* The problem's own arrays, with room for cuts behind. */
static bool copy_problem(rounds *r) {
    const sam_problem *p = r->tails->problem;
    sam_arena *arena = r->out->arena;
    size_t cuts = (size_t)ROUNDS_MOST * r->tails->block_count;
    size_t rows = p->rows + cuts, entries = p->entries + cuts * (r->tails->decisions + 1u);
    r->rows_most = (uint32_t)rows;
    r->row_low = numbers(arena, rows);
    r->row_high = numbers(arena, rows);
    r->value = numbers(arena, entries);
    r->row = sam_arena_array(arena, entries + 1, sizeof *r->row);
    r->column = sam_arena_array(arena, entries + 1, sizeof *r->column);
    r->block = sam_arena_array(arena, cuts + 1, sizeof *r->block);
    if (!r->row_low || !r->row_high || !r->value || !r->row || !r->column || !r->block)
        return false;
    memcpy(r->row_low, p->row_low, p->rows * sizeof *r->row_low);
    memcpy(r->row_high, p->row_high, p->rows * sizeof *r->row_high);
    memcpy(r->value, p->entry_value, p->entries * sizeof *r->value);
    memcpy(r->row, p->entry_row, p->entries * sizeof *r->row);
    memcpy(r->column, p->entry_column, p->entries * sizeof *r->column);
    r->out->problem = *p;
    r->out->problem.row_low = r->row_low;
    r->out->problem.row_high = r->row_high;
    r->out->problem.entry_row = r->row;
    r->out->problem.entry_column = r->column;
    r->out->problem.entry_value = r->value;
    r->out->block = r->block;
    return true;
}

static void add_entry(rounds *r, sam_problem *p, uint32_t column, double value) {
    if (value == 0)
        return;
    r->row[p->entries] = p->rows;
    r->column[p->entries] = column;
    r->value[p->entries++] = value;
}

/* The tail's functions, weighted as at this point: a row that the tail is never below. */
static void add_cut(rounds *r, sam_problem *p, uint32_t index) {
    const sam_tail_block *b = &r->tails->blocks[index];
    double low = 0;
    for (uint32_t s = 0; s < b->draws; s++)
        if (r->weight[s] > 0 && r->from[s] != UINT32_MAX)
            low += r->weight[s] * b->value[(size_t)r->from[s] * b->draws + s];
    add_entry(r, p, b->column, 1);
    for (uint32_t j = 0; j < r->tails->decisions; j++) {
        const double *slope = b->slope + (size_t)j * b->rows * b->draws;
        double sum = 0;
        for (uint32_t s = 0; s < b->draws; s++)
            if (r->weight[s] > 0 && r->from[s] != UINT32_MAX)
                sum += r->weight[s] * slope[(size_t)r->from[s] * b->draws + s];
        add_entry(r, p, j, -sum);
    }
    r->row_low[p->rows] = low;
    r->row_high[p->rows] = HUGE_VAL;
    r->block[p->rows - r->tails->problem->rows] = index;
    p->rows++;
}

static double look_at(rounds *r, uint32_t index, const double *x) {
    const sam_tail_block *b = &r->tails->blocks[index];
    sam_tail_losses(b, r->tails->decisions, x, r->loss, r->from);
    return r->out->tail[index] = sam_tail_mean(r->loss, b->draws, b->share, r->scratch, r->weight);
}

/* The same optimum again means that the cut just made says no more than the solver can see. */
static bool has_moved(const rounds *r, const double *x) {
    for (uint32_t j = 0; j < r->tails->problem->columns; j++)
        if (x[j] < r->before[j] || x[j] > r->before[j])
            return true;
    return false;
}

static bool make(void *context, sam_problem *p, const double *x) {
    rounds *r = context;
    uint32_t rows = p->rows;
    bool moved = r->out->rounds++ == 0 || has_moved(r, x);
    memcpy(r->before, x, p->columns * sizeof *x);
    for (uint32_t b = 0; b < r->tails->block_count; b++) {
        double tail = look_at(r, b, x), there = x[r->tails->blocks[b].column];
        if (moved && tail > there + ABOVE * (1 + fabs(tail)) && p->rows < r->rows_most)
            add_cut(r, p, b);
    }
    return p->rows > rows;
}

/* So that no tail's column can fall for ever. */
static void first_cuts(rounds *r) {
    memset(r->before, 0, r->tails->problem->columns * sizeof *r->before);
    if (r->tails->start)
        memcpy(r->before, r->tails->start, r->tails->decisions * sizeof *r->before);
    for (uint32_t b = 0; b < r->tails->block_count; b++) {
        look_at(r, b, r->before);
        add_cut(r, &r->out->problem, b);
    }
}

/* The columns raised to their tails: a point of the whole problem, but for rows that hold these
 * columns down, which miss by as much. */
static void bound(const rounds *r) {
    sam_tails_answer *out = r->out;
    out->lower = out->upper = out->answer.objective;
    for (uint32_t b = 0; b < r->tails->block_count; b++) {
        uint32_t column = r->tails->blocks[b].column;
        double short_by = fmax(0, look_at((rounds *)r, b, out->answer.x) - out->answer.x[column]);
        out->upper += fmax(0, out->problem.cost[column]) * short_by;
    }
    out->cuts = out->problem.rows - r->tails->problem->rows;
}

sam_status sam_tails_solve(sam_tails_answer *out, const sam_tails *tails,
                           const sam_solver_limits *limits) {
    *out = (sam_tails_answer){.arena = sam_arena_new()};
    rounds r = {.tails = tails, .out = out};
    if (!sam_tails_are_numbers(tails)) {
        out->answer = (sam_answer){.status = SAM_SOLVER_REFUSED, .reason = "a draw is no number"};
        return SAM_OK;
    }
    if (!out->arena || !allocate_work(&r) || !copy_problem(&r))
        return SAM_MEMORY;
    first_cuts(&r);
    sam_solver_limits own = *limits;
    own.tolerance = 1e-9;
    const sam_growth growth = {.make = make, .context = &r, .rows_most = r.rows_most};
    sam_status status = sam_solve_growing(&out->answer, &out->problem, &growth, &own);
    if (status == SAM_OK && out->answer.status == SAM_SOLVER_OPTIMAL)
        bound(&r);
    return status;
}

void sam_tails_clear(sam_tails_answer *answer) {
    sam_answer_clear(&answer->answer);
    sam_arena_free(answer->arena);
    *answer = (sam_tails_answer){0};
}
