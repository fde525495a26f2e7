/* GLPK with rows that are made when they are needed: from the last basis, by the dual simplex
 * method. What is made is checked as the problem itself was; the answer is checked by the caller.
 */
#include <math.h>

#include "choice/solver_lp.h"

/* Rows that were made since the last optimum, each after the ones before. */
static void append(glp_prob *lp, const sam_problem *p, uint32_t from_row, uint32_t from_entry,
                   int *split) {
    int *column = glp_alloc((int)p->columns + 1, sizeof *column);
    double *value = glp_alloc((int)p->columns + 1, sizeof *value);
    glp_add_rows(lp, (int)(p->rows - from_row));
    for (uint32_t i = from_row; i < p->rows; i++) {
        int count = 0;
        for (uint32_t k = from_entry; k < p->entries; k++) {
            if (p->entry_row[k] != i)
                continue;
            column[++count] = (int)p->entry_column[k] + 1;
            value[count] = p->entry_value[k];
        }
        split[i] = 0;
        glp_set_mat_row(lp, (int)i + 1, count, column, value);
        sam_lp_row(lp, (int)i + 1, p->row_low[i], p->row_high[i]);
    }
    glp_free(column);
    glp_free(value);
}

/* The last basis with the new rows basic is dual feasible. */
static void solve_again(sam_answer *answer, glp_prob *lp, const sam_solver_limits *limits) {
    if (sam_lp_try(lp, limits, GLP_DUAL) == 0 && glp_get_status(lp) == GLP_OPT)
        return;
    glp_std_basis(lp);
    sam_lp_simplex(answer, lp, limits);
}

/* What is made goes through the same door as all else, before GLPK sees it. */
static const char *fault_of(const sam_problem *p, uint32_t rows, uint32_t most) {
    if (p->rows > most)
        return "more rows were made than there is room for";
    for (uint32_t i = rows; i < p->rows; i++)
        if (isfinite(p->row_low[i]) && isfinite(p->row_high[i]) && p->row_low[i] < p->row_high[i])
            return "a row that is made has two bounds";
    return sam_problem_fault(p);
}

void sam_lp_grow(sam_answer *answer, glp_prob *lp, sam_problem *p, const sam_growth *growth,
                 const sam_solver_limits *limits, int *split) {
    for (uint32_t i = 0; i < p->rows; i++)
        if (split[i])
            sam_answer_refuse(answer, "a problem whose rows have two bounds cannot grow");
    while (answer->status == SAM_SOLVER_OPTIMAL) {
        uint32_t rows = p->rows, entries = p->entries;
        for (uint32_t j = 0; j < p->columns; j++)
            answer->x[j] = glp_get_col_prim(lp, (int)j + 1);
        if (!growth->make(growth->context, p, answer->x) || p->rows == rows)
            return;
        const char *fault = fault_of(p, rows, growth->rows_most);
        if (fault) {
            sam_answer_refuse(answer, fault);
            return;
        }
        append(lp, p, rows, entries, split);
        solve_again(answer, lp, limits);
    }
}
