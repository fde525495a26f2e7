/* A bound that holds whatever the solver computed: weak duality on our own rows. Trusts nobody's
 * prices; bad ones make the bound weak, never wrong. */
#include <math.h>

#include "base/real.h"
#include "choice/solver.h"

/* A price of a row without a bound to stand on is taken as 0. */
static double usable(const sam_problem *p, uint32_t i, double price) {
    if (price > 0)
        return isfinite(p->row_low[i]) ? price : 0;
    return isfinite(p->row_high[i]) ? price : 0;
}

typedef struct sum {
    double value, size; /* size: of its terms, what rounding is measured against */
} sum;

static void add(sum *s, double price, double low, double high) {
    double term = price > 0 ? price * low : price < 0 ? price * high : 0;
    s->value += term;
    s->size += fabs(term);
}

double sam_problem_bound(const sam_problem *p, const double *dual, double *reduced) {
    sum s = {0};
    for (uint32_t j = 0; j < p->columns; j++)
        reduced[j] = p->cost[j];
    for (uint32_t i = 0; i < p->rows; i++)
        add(&s, usable(p, i, dual[i]), p->row_low[i], p->row_high[i]);
    for (uint32_t k = 0; k < p->entries; k++) {
        uint32_t i = p->entry_row[k];
        reduced[p->entry_column[k]] -= usable(p, i, dual[i]) * p->entry_value[k];
    }
    for (uint32_t j = 0; j < p->columns; j++)
        add(&s, reduced[j], p->low[j], p->high[j]);
    double bound = s.value - 1e-12 * s.size;
    return isnan(bound) ? -SAM_REAL_INFINITY : bound;
}
