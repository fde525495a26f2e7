/* Problems with tails written out in full: for checking what cuts find, and for other solvers. The
 * size grows with the draws, which is why it is not how problems are solved.
 * A tail of share p of S draws: column >= edge + sum of beyond[s] / (p S), beyond[s] >= 0,
 * beyond[s] >= figure[s] - edge. The single worst: column >= figure[s]. Source: Rockafellar and
 * Uryasev, Journal of Risk 2 (2000). */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/cuts.h"

typedef struct full {
    const sam_tails *tails;
    sam_problem p;
    double *cost, *low, *high, *row_low, *row_high, *value;
    uint32_t *row, *column, *block;
} full;

static bool counts(const sam_tail_block *b, size_t at) {
    return b->value[at] > -SAM_REAL_INFINITY;
}

static bool counts_nowhere(const sam_tail_block *b, uint32_t draw) {
    for (uint32_t i = 0; i < b->rows; i++)
        if (counts(b, (size_t)i * b->draws + draw))
            return false;
    return true;
}

static bool allocate(full *f, sam_arena *arena) {
    const sam_problem *p = f->tails->problem;
    size_t columns = p->columns, rows = p->rows, entries = p->entries;
    for (uint32_t b = 0; b < f->tails->block_count; b++) {
        const sam_tail_block *block = &f->tails->blocks[b];
        size_t functions = (size_t)block->draws * block->rows;
        columns += 1 + block->draws;
        rows += 2 + functions + block->draws;
        entries += 3 + 3 * (size_t)block->draws + functions * (f->tails->decisions + 2u);
    }
    f->cost = sam_arena_array(arena, 3 * columns + 1, sizeof(double));
    f->row_low = sam_arena_array(arena, 2 * rows + 1, sizeof(double));
    f->value = sam_arena_array(arena, entries + 1, sizeof(double));
    f->row = sam_arena_array(arena, 2 * entries + 1, sizeof(uint32_t));
    f->block = sam_arena_array(arena, rows + 1, sizeof(uint32_t));
    if (!f->cost || !f->row_low || !f->value || !f->row || !f->block)
        return false;
    f->low = f->cost + columns;
    f->high = f->low + columns;
    f->row_high = f->row_low + rows;
    f->column = f->row + entries;
    return true;
}

static void copy(full *f) {
    const sam_problem *p = f->tails->problem;
    memcpy(f->cost, p->cost, p->columns * sizeof *f->cost);
    memcpy(f->low, p->low, p->columns * sizeof *f->low);
    memcpy(f->high, p->high, p->columns * sizeof *f->high);
    memcpy(f->row_low, p->row_low, p->rows * sizeof *f->row_low);
    memcpy(f->row_high, p->row_high, p->rows * sizeof *f->row_high);
    memcpy(f->value, p->entry_value, p->entries * sizeof *f->value);
    memcpy(f->row, p->entry_row, p->entries * sizeof *f->row);
    memcpy(f->column, p->entry_column, p->entries * sizeof *f->column);
    f->p = *p;
    f->p.cost = f->cost;
    f->p.low = f->low;
    f->p.high = f->high;
    f->p.row_low = f->row_low;
    f->p.row_high = f->row_high;
    f->p.entry_value = f->value;
    f->p.entry_row = f->row;
    f->p.entry_column = f->column;
}

static uint32_t add_column(full *f, double low) {
    f->cost[f->p.columns] = 0;
    f->low[f->p.columns] = low;
    f->high[f->p.columns] = SAM_REAL_INFINITY;
    return f->p.columns++;
}

static void add_entry(full *f, uint32_t column, double value) {
    if (value == 0)
        return;
    f->row[f->p.entries] = f->p.rows;
    f->column[f->p.entries] = column;
    f->value[f->p.entries++] = value;
}

static void end_row(full *f, uint32_t block, double low) {
    f->row_low[f->p.rows] = low;
    f->row_high[f->p.rows] = SAM_REAL_INFINITY;
    f->block[f->p.rows++ - f->tails->problem->rows] = block;
}

/* What stands before it, less the function, is at least 0. */
static void less_function(full *f, uint32_t block, size_t at) {
    const sam_tail_block *b = &f->tails->blocks[block];
    for (uint32_t j = 0; j < f->tails->decisions; j++)
        add_entry(f, j, -b->slope[(size_t)j * b->rows * b->draws + at]);
    end_row(f, block, b->value[at]);
}

static void write_worst(full *f, uint32_t block) {
    const sam_tail_block *b = &f->tails->blocks[block];
    for (uint32_t s = 0; s < b->draws; s++)
        if (counts_nowhere(b, s)) {
            add_entry(f, b->column, 1);
            end_row(f, block, 0);
            break;
        }
    for (size_t at = 0; at < (size_t)b->draws * b->rows; at++) {
        if (!counts(b, at))
            continue;
        add_entry(f, b->column, 1);
        less_function(f, block, at);
    }
}

static void write_tail(full *f, uint32_t block) {
    const sam_tail_block *b = &f->tails->blocks[block];
    uint32_t edge = add_column(f, -SAM_REAL_INFINITY), first = f->p.columns;
    for (uint32_t s = 0; s < b->draws; s++)
        add_column(f, 0);
    add_entry(f, b->column, 1);
    add_entry(f, edge, -1);
    for (uint32_t s = 0; s < b->draws; s++)
        add_entry(f, first + s, -1 / (b->share * b->draws));
    end_row(f, block, 0);
    for (uint32_t s = 0; s < b->draws; s++)
        if (counts_nowhere(b, s)) {
            add_entry(f, first + s, 1);
            add_entry(f, edge, 1);
            end_row(f, block, 0);
        }
    for (size_t at = 0; at < (size_t)b->draws * b->rows; at++) {
        if (!counts(b, at))
            continue;
        add_entry(f, first + (uint32_t)(at % b->draws), 1);
        add_entry(f, edge, 1);
        less_function(f, block, at);
    }
}

static sam_status measure(sam_tails_answer *out, const sam_tails *tails) {
    out->lower = out->upper = out->answer.objective;
    for (uint32_t b = 0; b < tails->block_count; b++) {
        const sam_tail_block *block = &tails->blocks[b];
        double *loss = sam_arena_array(out->arena, 2 * (size_t)block->draws, sizeof *loss);
        if (!loss)
            return SAM_MEMORY;
        sam_tail_losses(block, tails->decisions, out->answer.x, loss, NULL);
        out->tail[b] = sam_tail_mean(loss, block->draws, block->share, loss + block->draws, NULL);
    }
    return SAM_OK;
}

sam_status sam_tails_full(sam_tails_answer *out, const sam_tails *tails,
                          const sam_solver_limits *limits) {
    *out = (sam_tails_answer){.arena = sam_arena_new()};
    full f = {.tails = tails};
    if (!sam_tails_are_numbers(tails)) {
        out->answer = (sam_answer){.status = SAM_SOLVER_REFUSED, .reason = "a draw is no number"};
        return SAM_OK;
    }
    if (!out->arena || !allocate(&f, out->arena))
        return SAM_MEMORY;
    out->tail = sam_arena_array(out->arena, tails->block_count + 1u, sizeof *out->tail);
    if (!out->tail)
        return SAM_MEMORY;
    copy(&f);
    for (uint32_t b = 0; b < tails->block_count; b++) {
        if (sam_tail_is_worst(tails->blocks[b].share, tails->blocks[b].draws))
            write_worst(&f, b);
        else
            write_tail(&f, b);
    }
    out->problem = f.p;
    out->block = f.block;
    sam_solver_limits own = *limits;
    own.tolerance = 1e-9;
    own.dual = true;
    sam_status status = sam_solve(&out->answer, &out->problem, &own);
    if (status == SAM_OK && out->answer.status == SAM_SOLVER_OPTIMAL)
        status = measure(out, tails);
    return status;
}
