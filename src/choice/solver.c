/* The door: refuses what GLPK would misread (NaN, infinite coefficients, reversed bounds, indices
 * outside), runs it, and lets no answer out unchecked. Calls no GLPK function itself. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/mark.h"
#include "base/real.h"
#include "choice/solver_glpk.h"

const sam_solver_limits sam_solver_default_limits = {
    .iterations = 200000, .nodes = 200000, .memory_mb = 2048, .safety_ms = 120000};

enum { MOST = 10000000 }; /* columns, rows or entries */

void sam_answer_refuse(sam_answer *answer, const char *reason) {
    answer->status = SAM_SOLVER_REFUSED;
    answer->reason = reason;
}

static const char *check_bounds(const double *low, const double *high, uint32_t count) {
    for (uint32_t i = 0; i < count; i++) {
        if (isnan(low[i]) || isnan(high[i]))
            return N_("a bound is not a number");
        if (low[i] == SAM_REAL_INFINITY || high[i] == -SAM_REAL_INFINITY)
            return N_("a bound is infinite on the wrong side");
        if (low[i] > high[i])
            return N_("a lower bound is above its upper bound");
    }
    return NULL;
}

const char *sam_problem_fault(const sam_problem *p) {
    if (p->columns == 0)
        return N_("there is no column");
    if (p->columns > MOST || p->rows > MOST || p->entries > MOST)
        return N_("the problem is too large");
    for (uint32_t j = 0; j < p->columns; j++)
        if (!isfinite(p->cost[j]))
            return N_("a cost is not finite");
    for (uint32_t k = 0; k < p->entries; k++) {
        if (!isfinite(p->entry_value[k]))
            return N_("a coefficient is not finite");
        if (p->entry_row[k] >= p->rows || p->entry_column[k] >= p->columns)
            return N_("a coefficient is outside the problem");
    }
    const char *fault = check_bounds(p->low, p->high, p->columns);
    return fault ? fault : check_bounds(p->row_low, p->row_high, p->rows);
}

static const char *check_limits(const sam_solver_limits *limits) {
    bool right = limits->iterations >= 0 && limits->nodes >= 0 && limits->memory_mb > 0 &&
                 limits->safety_ms >= 0 && limits->gap >= 0 && isfinite(limits->gap) &&
                 limits->tolerance >= 0 && limits->tolerance < 0.01;
    return right ? NULL : "a limit makes no sense";
}

/* True when a whole column has no whole number between its bounds. */
static bool no_whole_number(const sam_problem *p) {
    for (uint32_t j = 0; p->whole && j < p->columns; j++)
        if (p->whole[j] && ceil(p->low[j]) > floor(p->high[j]))
            return true;
    return false;
}

/* One block for all arrays of the answer, behind x. */
static bool allocate(sam_answer *answer, const sam_problem *p, size_t rows) {
    size_t columns = p->columns, count = 2 * columns + 4 * rows;
    answer->x = sam_alloc(count * sizeof *answer->x);
    if (!answer->x)
        return false;
    memset(answer->x, 0, count * sizeof *answer->x);
    answer->reduced = answer->x + columns;
    answer->activity = answer->reduced + columns;
    answer->dual = answer->activity + rows;
    answer->dual_from = answer->dual + rows;
    answer->dual_to = answer->dual_from + rows;
    return true;
}

static sam_status run_checked(sam_answer *answer, const sam_problem *problem,
                              const sam_solver_limits *limits) {
    int *split = sam_alloc((problem->rows + 1u) * sizeof *split);
    if (!split)
        return SAM_MEMORY;
    sam_glpk_run(answer, problem, limits, split);
    sam_free(split);
    if (answer->status == SAM_SOLVER_OPTIMAL || answer->status == SAM_SOLVER_STOPPED)
        return sam_answer_check(answer, problem);
    return SAM_OK;
}

/* False: refused at the door. */
static bool begin(sam_answer *answer, const sam_problem *problem, const sam_solver_limits *limits) {
    *answer = (sam_answer){.status = SAM_SOLVER_REFUSED, .reason = "", .bound = -SAM_REAL_INFINITY};
    const char *fault = sam_problem_fault(problem);
    if (!fault)
        fault = check_limits(limits);
    if (fault)
        sam_answer_refuse(answer, fault);
    return !fault;
}

sam_status sam_solve_once(sam_answer *answer, const sam_problem *problem,
                          const sam_solver_limits *limits) {
    if (!begin(answer, problem, limits))
        return SAM_OK;
    if (!allocate(answer, problem, problem->rows))
        return SAM_MEMORY;
    if (no_whole_number(problem)) {
        answer->status = SAM_SOLVER_INFEASIBLE;
        return SAM_OK;
    }
    return run_checked(answer, problem, limits);
}

/* A column without a whole number between its bounds needs no proof. */
static sam_status confirm(sam_answer *answer, const sam_problem *problem,
                          const sam_solver_limits *limits) {
    if (answer->status == SAM_SOLVER_INFEASIBLE && !no_whole_number(problem))
        return sam_confirm_infeasible(answer, problem, limits);
    if (answer->status == SAM_SOLVER_UNBOUNDED)
        return sam_confirm_unbounded(answer, problem, limits);
    return SAM_OK;
}

sam_status sam_solve(sam_answer *answer, const sam_problem *problem,
                     const sam_solver_limits *limits) {
    sam_status status = sam_solve_once(answer, problem, limits);
    return status == SAM_OK ? confirm(answer, problem, limits) : status;
}

static sam_status grow_checked(sam_answer *answer, sam_problem *problem, const sam_growth *growth,
                               const sam_solver_limits *limits) {
    int *split = sam_alloc((growth->rows_most + 1u) * sizeof *split);
    if (!split)
        return SAM_MEMORY;
    sam_glpk_grow(answer, problem, growth, limits, split);
    sam_free(split);
    if (answer->status == SAM_SOLVER_OPTIMAL)
        return sam_answer_check(answer, problem);
    return SAM_OK;
}

sam_status sam_solve_growing(sam_answer *answer, sam_problem *problem, const sam_growth *growth,
                             const sam_solver_limits *limits) {
    if (!begin(answer, problem, limits))
        return SAM_OK;
    if (problem->whole || problem->rows > growth->rows_most) {
        sam_answer_refuse(answer, problem->whole ? N_("whole columns cannot grow")
                                                 : N_("more rows than there is room for"));
        return SAM_OK;
    }
    if (!allocate(answer, problem, growth->rows_most))
        return SAM_MEMORY;
    sam_status status = grow_checked(answer, problem, growth, limits);
    return status == SAM_OK ? confirm(answer, problem, limits) : status;
}

void sam_answer_clear(sam_answer *answer) {
    sam_free(answer->x);
    *answer = (sam_answer){.status = SAM_SOLVER_REFUSED, .reason = ""};
}
