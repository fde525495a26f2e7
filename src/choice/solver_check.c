/* Our own judgement of an answer: feasible on our own rows, duals of the right sign, no gap; and a
 * second problem that proves "infeasible" or "unbounded". Trusts no number that GLPK computed
 * except x and the duals of the rows. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/mark.h"
#include "base/real.h"
#include "choice/solver_glpk.h"

/* GLPK stops at 1e-7 in its own scaled units; ten times that in ours. */
static const double TOLERANCE = 1e-6;

/* A second problem proves something only above what GLPK itself calls zero. */
static const double PROOF = 1e-7;

/* size[i] gets the sum of the absolute terms of row i: what its rounding is measured against. */
static void multiply(const sam_problem *p, const double *x, double *out, double *size) {
    memset(out, 0, p->rows * sizeof *out);
    memset(size, 0, p->rows * sizeof *size);
    for (uint32_t k = 0; k < p->entries; k++) {
        double term = p->entry_value[k] * x[p->entry_column[k]];
        out[p->entry_row[k]] += term;
        size[p->entry_row[k]] += fabs(term);
    }
}

static void multiply_transposed(const sam_problem *p, const double *dual, double *reduced,
                                double *size) {
    for (uint32_t j = 0; j < p->columns; j++) {
        reduced[j] = p->cost[j];
        size[j] = fabs(p->cost[j]);
    }
    for (uint32_t k = 0; k < p->entries; k++) {
        double term = p->entry_value[k] * dual[p->entry_row[k]];
        reduced[p->entry_column[k]] -= term;
        size[p->entry_column[k]] += fabs(term);
    }
}

static bool inside(const double *value, const double *size, const double *low, const double *high,
                   uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        double allowed = TOLERANCE * (1.0 + (size ? size[i] : fabs(value[i])));
        if (!(value[i] >= low[i] - allowed && value[i] <= high[i] + allowed))
            return false;
    }
    return true;
}

/* Adds price * the bound it points at to *objective; false when there is no such bound. A price
 * within rounding of nothing counts as nothing. */
static bool add_bound(double price, double size, double low, double high, double *objective,
                      double *sum) {
    double bound = price > 0 ? low : high;
    if (isfinite(bound)) {
        *objective += price * bound;
        *sum += fabs(price * bound);
        return true;
    }
    return fabs(price) <= TOLERANCE * (1e-3 + size);
}

static const char *check_dual(sam_answer *answer, const sam_problem *p, const double *size) {
    double primal = 0, dual = 0, sum = 0, largest = 0;
    bool right = true;
    for (uint32_t j = 0; j < p->columns; j++) {
        primal += p->cost[j] * answer->x[j];
        sum += fabs(p->cost[j] * answer->x[j]);
        right = add_bound(answer->reduced[j], size[j], p->low[j], p->high[j], &dual, &sum) && right;
    }
    for (uint32_t i = 0; i < p->rows; i++)
        largest = fmax(largest, fabs(answer->dual[i]));
    for (uint32_t i = 0; i < p->rows; i++)
        right = add_bound(answer->dual[i], largest, p->row_low[i], p->row_high[i], &dual, &sum) &&
                right;
    answer->gap = fabs(primal - dual) / (1.0 + sum);
    answer->bound = fmin(primal, dual);
    if (!right)
        return N_("a dual has the wrong sign");
    return answer->gap <= TOLERANCE ? NULL : N_("primal and dual objective differ");
}

/* With whole columns the duals belong to the problem with these fixed: what is left to check is the
 * bound, which was proved before the search. */
static const char *check_bound(sam_answer *answer) {
    double size = 1.0 + fabs(answer->objective);
    if (answer->objective < answer->bound - TOLERANCE * size)
        return "the search undercut what is possible";
    bool proved = answer->status == SAM_SOLVER_OPTIMAL && answer->stop == SAM_STOP_NONE;
    if (proved || answer->bound > answer->objective)
        answer->bound = answer->objective;
    answer->gap = (answer->objective - answer->bound) / fmax(1e-9, fabs(answer->objective));
    return NULL;
}

static bool has_whole(const sam_problem *p) {
    for (uint32_t j = 0; p->whole && j < p->columns; j++)
        if (p->whole[j])
            return true;
    return false;
}

sam_status sam_answer_check(sam_answer *answer, const sam_problem *p) {
    size_t longest = p->columns > p->rows ? p->columns : p->rows;
    double *size = sam_alloc((longest + 1) * sizeof *size);
    if (!size)
        return SAM_MEMORY;
    multiply(p, answer->x, answer->activity, size);
    const char *fault = NULL;
    if (!inside(answer->x, NULL, p->low, p->high, p->columns))
        fault = N_("a column is outside its bounds");
    else if (!inside(answer->activity, size, p->row_low, p->row_high, p->rows))
        fault = N_("a row is outside its bounds");
    multiply_transposed(p, answer->dual, answer->reduced, size);
    answer->objective = 0;
    for (uint32_t j = 0; j < p->columns; j++)
        answer->objective += p->cost[j] * answer->x[j];
    if (!fault)
        fault = has_whole(p) ? check_bound(answer) : check_dual(answer, p, size);
    sam_free(size);
    if (fault)
        sam_answer_refuse(answer, fault);
    return SAM_OK;
}

/* A problem in memory of its own, one block. */
typedef struct copy {
    sam_problem problem;
    double *cost, *low, *high, *row_low, *row_high, *value;
    uint32_t *row, *column;
} copy;

static bool new_copy(copy *c, const sam_problem *p, uint32_t columns, uint32_t entries) {
    size_t doubles = 3u * (size_t)columns + 2u * (size_t)p->rows + entries;
    c->cost = sam_alloc(doubles * sizeof(double) + 2u * (size_t)entries * sizeof(uint32_t));
    if (!c->cost)
        return false;
    c->low = c->cost + columns;
    c->high = c->low + columns;
    c->row_low = c->high + columns;
    c->row_high = c->row_low + p->rows;
    c->value = c->row_high + p->rows;
    c->row = (uint32_t *)(void *)(c->value + entries);
    c->column = c->row + entries;
    for (uint32_t k = 0; k < p->entries; k++) {
        c->row[k] = p->entry_row[k];
        c->column[k] = p->entry_column[k];
        c->value[k] = p->entry_value[k];
    }
    c->problem = (sam_problem){.columns = columns,
                               .rows = p->rows,
                               .entries = entries,
                               .cost = c->cost,
                               .low = c->low,
                               .high = c->high,
                               .row_low = c->row_low,
                               .row_high = c->row_high,
                               .entry_row = c->row,
                               .entry_column = c->column,
                               .entry_value = c->value};
    return true;
}

/* Every row may be missed upwards or downwards, at a cost of 1 a unit of its largest coefficient.
 */
static void fill_elastic(copy *c, const sam_problem *p) {
    for (uint32_t j = 0; j < p->columns; j++) {
        bool whole = p->whole && p->whole[j];
        c->cost[j] = 0;
        c->low[j] = whole ? ceil(p->low[j]) : p->low[j];
        c->high[j] = whole ? floor(p->high[j]) : p->high[j];
    }
    for (uint32_t s = 0; s < 2 * p->rows; s++) {
        uint32_t j = p->columns + s, k = p->entries + s;
        c->cost[j] = 1;
        c->low[j] = 0;
        c->high[j] = SAM_REAL_INFINITY;
        c->row[k] = s / 2;
        c->column[k] = j;
        c->value[k] = s % 2 ? -1.0 : 1.0;
    }
    for (uint32_t k = 0; k < p->entries; k++) {
        double *slack = &c->value[p->entries + 2 * p->entry_row[k]];
        double larger = fmax(fabs(p->entry_value[k]), slack[0]);
        slack[0] = larger;
        slack[1] = -larger;
    }
    memcpy(c->row_low, p->row_low, p->rows * sizeof *c->row_low);
    memcpy(c->row_high, p->row_high, p->rows * sizeof *c->row_high);
}

/* Where every bound that is there becomes 0, and -1..1 is wide enough. */
static void fill_ray(copy *c, const sam_problem *p) {
    for (uint32_t j = 0; j < p->columns; j++) {
        c->cost[j] = p->cost[j];
        c->low[j] = isfinite(p->low[j]) ? 0 : -1;
        c->high[j] = isfinite(p->high[j]) ? 0 : 1;
    }
    for (uint32_t i = 0; i < p->rows; i++) {
        c->row_low[i] = isfinite(p->row_low[i]) ? 0 : -SAM_REAL_INFINITY;
        c->row_high[i] = isfinite(p->row_high[i]) ? 0 : SAM_REAL_INFINITY;
    }
}

/* Solves and frees the copy; both are 0 when there is no answer. */
static sam_status solve_copy(const copy *c, const sam_solver_limits *limits, double *objective,
                             double *bound) {
    sam_answer second;
    sam_status status = sam_solve_once(&second, &c->problem, limits);
    bool optimal = second.status == SAM_SOLVER_OPTIMAL;
    *objective = optimal ? second.objective : 0;
    *bound = optimal ? second.bound : 0;
    sam_answer_clear(&second);
    sam_free(c->cost);
    return status;
}

sam_status sam_confirm_infeasible(sam_answer *answer, const sam_problem *problem,
                                  const sam_solver_limits *limits) {
    copy c;
    double missed = 0, least = 0;
    /* A search tree is no linear proof; GLPK without presolve is right by test. */
    if (answer->searched)
        return SAM_OK;
    if (!new_copy(&c, problem, problem->columns + 2 * problem->rows,
                  problem->entries + 2 * problem->rows))
        return SAM_MEMORY;
    fill_elastic(&c, problem);
    sam_status status = solve_copy(&c, limits, &missed, &least);
    if (status == SAM_OK && !(least > PROOF))
        sam_answer_refuse(answer, "infeasible, but the proof of it failed");
    return status;
}

sam_status sam_confirm_unbounded(sam_answer *answer, const sam_problem *problem,
                                 const sam_solver_limits *limits) {
    copy c;
    double fall = 0, most = 0;
    if (has_whole(problem)) {
        sam_answer_refuse(answer, "unbounded without whole numbers; with them it is not known");
        return SAM_OK;
    }
    if (!new_copy(&c, problem, problem->columns, problem->entries))
        return SAM_MEMORY;
    fill_ray(&c, problem);
    sam_status status = solve_copy(&c, limits, &fall, &most);
    if (status == SAM_OK && !(fall < -PROOF))
        sam_answer_refuse(answer, "unbounded, but the proof of it failed");
    return status;
}
