/* A linear problem that grows entry by entry, for the programs that try the solver. */
#ifndef TESTS_CHOICE_PROBLEM_BUILD_H
#define TESTS_CHOICE_PROBLEM_BUILD_H

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/real.h"
#include "choice/solver.h"

#define NONE SAM_REAL_INFINITY
#define MOST 160

/* A problem that grows entry by entry. */
typedef struct build {
    sam_problem p;
    double cost[MOST], low[MOST], high[MOST], row_low[MOST], row_high[MOST], value[MOST * 4];
    bool whole[MOST];
    uint32_t row[MOST * 4], column[MOST * 4];
} build;

static inline void begin(build *b) {
    memset(b, 0, sizeof *b);
    b->p = (sam_problem){.cost = b->cost,
                         .low = b->low,
                         .high = b->high,
                         .whole = b->whole,
                         .row_low = b->row_low,
                         .row_high = b->row_high,
                         .entry_row = b->row,
                         .entry_column = b->column,
                         .entry_value = b->value};
}

static inline uint32_t column(build *b, double cost, double low, double high) {
    b->cost[b->p.columns] = cost;
    b->low[b->p.columns] = low;
    b->high[b->p.columns] = high;
    return b->p.columns++;
}

static inline uint32_t row(build *b, double low, double high) {
    b->row_low[b->p.rows] = low;
    b->row_high[b->p.rows] = high;
    return b->p.rows++;
}

static inline void entry(build *b, uint32_t r, uint32_t c, double value) {
    b->row[b->p.entries] = r;
    b->column[b->p.entries] = c;
    b->value[b->p.entries++] = value;
}

/* A debt stack with upper bounds only: the cheapest debt is none. With "uses must be covered" (70)
 * it is 50 of the first and 20 of the second, by merit order: 50 * .05 + 20 * .06 = 3.7. */
static inline void debt_stack(build *b, double uses) {
    begin(b);
    const double rate[3] = {0.05, 0.06, 0.09}, cap[3] = {50, 40, 20};
    uint32_t debt = row(b, uses, 70), service = row(b, -NONE, 6 / 1.25);
    for (int k = 0; k < 3; k++) {
        uint32_t d = column(b, rate[k], 0, cap[k]);
        entry(b, debt, d, 1);
        entry(b, service, d, rate[k]);
    }
}

#endif
