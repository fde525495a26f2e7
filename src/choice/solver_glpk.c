/* GLPK itself. Three habits of it are worked around here: it ends the process on an error (we jump
 * back and free its environment), its presolver answers wrongly on integer problems and on rows
 * with two bounds (never used; such rows are split in two), and it prints (silenced). */
#include <float.h>
#include <glpk.h>
#include <math.h>
#include <setjmp.h>

#include "base/real.h"
#include "choice/solver_glpk.h"

static void jump_back(void *guard) {
    longjmp(*(jmp_buf *)guard, 1);
}

static int swallow(void *info, const char *text) {
    (void)info, (void)text;
    return 1;
}

static int bound_type(double low, double high) {
    if (low == high)
        return GLP_FX;
    if (isfinite(low) && isfinite(high))
        return GLP_DB;
    if (isfinite(low))
        return GLP_LO;
    return isfinite(high) ? GLP_UP : GLP_FR;
}

/* GLPK wants 0 where there is no bound. */
static double finite_or_zero(double bound) {
    return isfinite(bound) ? bound : 0.0;
}

static void set_column(glp_prob *lp, const sam_problem *p, uint32_t j) {
    double low = p->low[j], high = p->high[j];
    if (p->whole && p->whole[j]) {
        glp_set_col_kind(lp, (int)j + 1, GLP_IV);
        low = ceil(low);
        high = floor(high);
    }
    glp_set_col_bnds(lp, (int)j + 1, bound_type(low, high), finite_or_zero(low),
                     finite_or_zero(high));
    glp_set_obj_coef(lp, (int)j + 1, p->cost[j]);
}

/* GLPK's row i + 1 is ours; a row with two bounds gets a twin for the upper one, whose number is
 * split[i]; 0: no twin. */
static void add_rows(glp_prob *lp, const sam_problem *p, int *split) {
    if (p->rows)
        glp_add_rows(lp, (int)p->rows);
    for (uint32_t i = 0; i < p->rows; i++) {
        double low = p->row_low[i], high = p->row_high[i];
        int type = bound_type(low, high);
        split[i] = type == GLP_DB ? glp_add_rows(lp, 1) : 0;
        glp_set_row_bnds(lp, (int)i + 1, type == GLP_DB ? GLP_LO : type, finite_or_zero(low),
                         finite_or_zero(high));
        if (split[i])
            glp_set_row_bnds(lp, split[i], GLP_UP, 0.0, high);
    }
}

/* GLPK's allocator is used for the copy, so that an abort loses nothing of ours. */
static void load_entries(glp_prob *lp, const sam_problem *p, const int *split) {
    int most = 2 * (int)p->entries + 1;
    int *row = glp_alloc(most, sizeof *row), *column = glp_alloc(most, sizeof *column);
    double *value = glp_alloc(most, sizeof *value);
    int n = 0;
    for (uint32_t k = 0; k < p->entries; k++) {
        const int both[2] = {(int)p->entry_row[k] + 1, split[p->entry_row[k]]};
        for (int side = 0; side < 2 && both[side]; side++) {
            n++;
            row[n] = both[side];
            column[n] = (int)p->entry_column[k] + 1;
            value[n] = p->entry_value[k];
        }
    }
    glp_load_matrix(lp, n, row, column, value);
    glp_free(row);
    glp_free(column);
    glp_free(value);
}

static int simplex(glp_prob *lp, const sam_solver_limits *limits, int method) {
    glp_smcp control;
    glp_init_smcp(&control);
    control.msg_lev = GLP_MSG_OFF;
    control.meth = method;
    control.it_lim = limits->iterations;
    control.tm_lim = limits->safety_ms;
    control.presolve = GLP_OFF;
    if (limits->tolerance > 0)
        control.tol_bnd = control.tol_dj = limits->tolerance;
    return glp_simplex(lp, &control);
}

static bool settled(const glp_prob *lp) {
    /* The const is lost in GLPK's own interface. */
    int status = glp_get_status((glp_prob *)lp);
    return status == GLP_OPT || status == GLP_NOFEAS || status == GLP_UNBND;
}

/* Primal first; once more from a fresh basis with the dual method when that got nowhere. */
static void solve_linear(sam_answer *answer, glp_prob *lp, const sam_solver_limits *limits) {
    int code = simplex(lp, limits, GLP_PRIMAL);
    if (code != 0 || !settled(lp)) {
        glp_std_basis(lp);
        code = simplex(lp, limits, GLP_DUALP);
    }
    if (code == GLP_EITLIM)
        sam_answer_refuse(answer, "the limit of iterations was reached");
    else if (code == GLP_ETMLIM)
        sam_answer_refuse(answer, "the safety limit of time was reached");
    else if (code != 0 || !settled(lp))
        sam_answer_refuse(answer, "the simplex method found no end");
    else if (glp_get_status(lp) == GLP_OPT)
        answer->status = SAM_SOLVER_OPTIMAL;
    else
        answer->status =
            glp_get_status(lp) == GLP_NOFEAS ? SAM_SOLVER_INFEASIBLE : SAM_SOLVER_UNBOUNDED;
}

static void stop_large_tree(glp_tree *tree, void *most) {
    int total = 0;
    glp_ios_tree_size(tree, NULL, NULL, &total);
    if (total > *(const int *)most)
        glp_ios_terminate(tree);
}

static int branch_and_bound(glp_prob *lp, const sam_solver_limits *limits) {
    int most = limits->nodes;
    glp_iocp control;
    glp_init_iocp(&control);
    control.msg_lev = GLP_MSG_OFF;
    control.presolve = GLP_OFF;
    control.tm_lim = limits->safety_ms;
    control.cb_func = stop_large_tree;
    control.cb_info = &most;
    return glp_intopt(lp, &control);
}

/* The whole numbers found are fixed and the rest is solved again, so that what is nearly whole
 * becomes whole and the other columns fit it. */
static void fix_whole(sam_answer *answer, glp_prob *lp, const sam_problem *p,
                      const sam_solver_limits *limits) {
    for (uint32_t j = 0; j < p->columns; j++) {
        if (!p->whole[j])
            continue;
        double value = nearbyint(glp_mip_col_val(lp, (int)j + 1));
        glp_set_col_bnds(lp, (int)j + 1, GLP_FX, value, value);
    }
    double found = glp_mip_obj_val(lp);
    solve_linear(answer, lp, limits);
    if (answer->status == SAM_SOLVER_REFUSED)
        return;
    double near = 1e-6 * (1.0 + fabs(found));
    if (answer->status != SAM_SOLVER_OPTIMAL || fabs(glp_get_obj_val(lp) - found) > near)
        sam_answer_refuse(answer, "the whole numbers found do not fit the rows");
}

static void solve_whole(sam_answer *answer, glp_prob *lp, const sam_problem *p,
                        const sam_solver_limits *limits) {
    int code = branch_and_bound(lp, limits);
    if (code == GLP_ESTOP)
        sam_answer_refuse(answer, "the limit of nodes was reached");
    else if (code == GLP_ETMLIM)
        sam_answer_refuse(answer, "the safety limit of time was reached");
    else if (code == 0 && glp_mip_status(lp) == GLP_NOFEAS)
        answer->status = SAM_SOLVER_INFEASIBLE;
    else if (code != 0 || glp_mip_status(lp) != GLP_OPT)
        sam_answer_refuse(answer, "the search for whole numbers found no end");
    else
        fix_whole(answer, lp, p, limits);
}

/* A row without a bound in force is basic; its dual is 0 and holds where the row is. */
static void read_range(sam_answer *answer, glp_prob *lp, uint32_t i, int row) {
    double from = 0, to = 0;
    int var = 0;
    answer->dual_from[i] = answer->dual_to[i] = glp_get_row_prim(lp, row);
    if (glp_get_row_stat(lp, row) == GLP_BS)
        return;
    glp_analyze_bound(lp, row, &from, &var, &to, &var);
    answer->dual_from[i] = from <= -DBL_MAX ? -SAM_REAL_INFINITY : from;
    answer->dual_to[i] = to >= DBL_MAX ? SAM_REAL_INFINITY : to;
}

static void read_answer(sam_answer *answer, glp_prob *lp, const sam_problem *p, const int *split) {
    for (uint32_t j = 0; j < p->columns; j++) {
        answer->x[j] = glp_get_col_prim(lp, (int)j + 1);
        if (p->whole && p->whole[j])
            answer->x[j] = nearbyint(answer->x[j]);
    }
    bool ranges = p->rows && (glp_bf_exists(lp) || glp_factorize(lp) == 0);
    for (uint32_t i = 0; i < p->rows; i++) {
        answer->dual[i] = glp_get_row_dual(lp, (int)i + 1);
        int row = (int)i + 1;
        if (split[i]) {
            answer->dual[i] += glp_get_row_dual(lp, split[i]);
            row = glp_get_row_stat(lp, row) == GLP_BS ? split[i] : row;
        }
        if (ranges)
            read_range(answer, lp, i, row);
    }
}

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
        glp_set_row_bnds(lp, (int)i + 1, bound_type(p->row_low[i], p->row_high[i]),
                         finite_or_zero(p->row_low[i]), finite_or_zero(p->row_high[i]));
    }
    glp_free(column);
    glp_free(value);
}

/* The last basis with the new rows basic is dual feasible. */
static void solve_again(sam_answer *answer, glp_prob *lp, const sam_solver_limits *limits) {
    if (simplex(lp, limits, GLP_DUAL) == 0 && glp_get_status(lp) == GLP_OPT)
        return;
    glp_std_basis(lp);
    solve_linear(answer, lp, limits);
}

static void grow(sam_answer *answer, glp_prob *lp, sam_problem *p, const sam_growth *growth,
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
        append(lp, p, rows, entries, split);
        solve_again(answer, lp, limits);
    }
}

/* growth Nullable: no row is added. */
static void run(sam_answer *answer, sam_problem *p, const sam_growth *growth,
                const sam_solver_limits *limits, int *split) {
    glp_prob *lp = glp_create_prob();
    glp_add_cols(lp, (int)p->columns);
    add_rows(lp, p, split);
    for (uint32_t j = 0; j < p->columns; j++)
        set_column(lp, p, j);
    load_entries(lp, p, split);
    glp_scale_prob(lp, GLP_SF_AUTO);
    solve_linear(answer, lp, limits);
    if (growth)
        grow(answer, lp, p, growth, limits, split);
    if (answer->status == SAM_SOLVER_OPTIMAL && glp_get_num_int(lp) > 0)
        solve_whole(answer, lp, p, limits);
    if (answer->status == SAM_SOLVER_OPTIMAL)
        read_answer(answer, lp, p, split);
    glp_delete_prob(lp);
}

static void guarded(sam_answer *answer, sam_problem *problem, const sam_growth *growth,
                    const sam_solver_limits *limits, int *split) {
    jmp_buf guard;
    if (glp_init_env() == 2) {
        sam_answer_refuse(answer, "GLPK has no memory");
        return;
    }
    if (setjmp(guard) == 0) {
        glp_term_hook(swallow, NULL);
        glp_error_hook(jump_back, &guard);
        glp_mem_limit(limits->memory_mb);
        run(answer, problem, growth, limits, split);
    } else {
        sam_answer_refuse(answer, "GLPK stopped with an error");
    }
    /* Also ends the hooks; after an error every object of this thread is lost with it. */
    glp_free_env();
}

void sam_glpk_run(sam_answer *answer, const sam_problem *problem, const sam_solver_limits *limits,
                  int *split) {
    sam_problem same = *problem;
    guarded(answer, &same, NULL, limits, split);
}

void sam_glpk_grow(sam_answer *answer, sam_problem *problem, const sam_growth *growth,
                   const sam_solver_limits *limits, int *split) {
    guarded(answer, problem, growth, limits, split);
}
