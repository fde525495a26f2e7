/* GLPK itself. Three habits of it are worked around here: it ends the process on an error (we jump
 * back and free its environment), its presolver answers wrongly on integer problems and on rows
 * with two bounds (never used; such rows are split in two), and it prints (silenced). */
#include <float.h>
#include <limits.h>
#include <math.h>
#include <setjmp.h>
#include <string.h>

#include "base/real.h"
#include "choice/solver_lp.h"

/* Where an abort comes back to, and what is known of why. Lives outside the function that sets the
 * jump, whose own variables are lost by it. */
typedef struct guard {
    jmp_buf back;
    double begun;
    int patience_ms;
    const char *reason;
    sam_solver_stop stop;
} guard;

static void jump_back(void *info) {
    longjmp(((guard *)info)->back, 1);
}

/* GLPK's words go no further. The last before an abort say whether memory was out. A node of the
 * search has no limit of its own, in time or in iterations: the line that it prints every few
 * seconds is the one place where it can be stopped. Lines with + are of the tree, which stops by
 * itself and keeps what it found. */
static int listen(void *info, const char *text) {
    guard *g = info;
    if (strstr(text, "memory"))
        g->reason = "GLPK has no memory";
    if (*text == '+' || 1000 * glp_difftime(glp_time(), g->begun) <= g->patience_ms)
        return 1;
    g->reason = "the safety limit of time was reached before any answer was found";
    g->stop = SAM_STOP_TIME;
    longjmp(g->back, 1);
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

void sam_lp_row(glp_prob *lp, int row, double low, double high) {
    glp_set_row_bnds(lp, row, bound_type(low, high), finite_or_zero(low), finite_or_zero(high));
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
        sam_lp_row(lp, (int)i + 1, low, split[i] ? SAM_REAL_INFINITY : high);
        if (split[i])
            sam_lp_row(lp, split[i], -SAM_REAL_INFINITY, high);
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

int sam_lp_try(glp_prob *lp, const sam_solver_limits *limits, int method) {
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

static const char *simplex_fault(int code, sam_solver_stop *stop) {
    if (code == GLP_EITLIM) {
        *stop = SAM_STOP_ITERATIONS;
        return "the limit of iterations was reached";
    }
    if (code == GLP_ETMLIM) {
        *stop = SAM_STOP_TIME;
        return "the safety limit of time was reached";
    }
    return "the simplex method found no end";
}

/* Primal first; once more from a fresh basis with the dual method when that got nowhere. */
void sam_lp_simplex(sam_answer *answer, glp_prob *lp, const sam_solver_limits *limits) {
    int code = sam_lp_try(lp, limits, limits->dual ? GLP_DUALP : GLP_PRIMAL);
    if (code != GLP_ETMLIM && (code != 0 || !settled(lp))) {
        glp_std_basis(lp);
        code = sam_lp_try(lp, limits, GLP_DUALP);
    }
    if (code != 0 || !settled(lp)) {
        sam_answer_refuse(answer, simplex_fault(code, &answer->stop));
        return;
    }
    int status = glp_get_status(lp);
    answer->status = status == GLP_OPT      ? SAM_SOLVER_OPTIMAL
                     : status == GLP_NOFEAS ? SAM_SOLVER_INFEASIBLE
                                            : SAM_SOLVER_UNBOUNDED;
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

static void read_duals(sam_answer *answer, glp_prob *lp, const sam_problem *p, const int *split) {
    for (uint32_t i = 0; i < p->rows; i++) {
        answer->dual[i] = glp_get_row_dual(lp, (int)i + 1);
        if (split[i])
            answer->dual[i] += glp_get_row_dual(lp, split[i]);
    }
}

static void read_ranges(sam_answer *answer, glp_prob *lp, const sam_problem *p, const int *split) {
    if (p->rows == 0 || (!glp_bf_exists(lp) && glp_factorize(lp) != 0))
        return;
    for (uint32_t i = 0; i < p->rows; i++) {
        int row = (int)i + 1;
        if (split[i] && glp_get_row_stat(lp, row) == GLP_BS)
            row = split[i];
        read_range(answer, lp, i, row);
    }
}

static void read_columns(sam_answer *answer, glp_prob *lp, const sam_problem *p) {
    for (uint32_t j = 0; j < p->columns; j++) {
        answer->x[j] = glp_get_col_prim(lp, (int)j + 1);
        if (p->whole && p->whole[j])
            answer->x[j] = nearbyint(answer->x[j]);
    }
}

/* From the relaxed problem, solved, to the answer. */
static void finish(sam_answer *answer, glp_prob *lp, const sam_problem *p,
                   const sam_solver_limits *limits, const int *split) {
    if (answer->status != SAM_SOLVER_OPTIMAL)
        return;
    read_duals(answer, lp, p, split);
    if (glp_get_num_int(lp) > 0) {
        /* What the prices of the relaxed problem prove, the search must not undercut. */
        answer->bound = sam_problem_bound(p, answer->dual, answer->reduced);
        answer->searched = true;
        sam_lp_whole(answer, lp, p, limits);
        if (answer->status != SAM_SOLVER_OPTIMAL && answer->status != SAM_SOLVER_STOPPED)
            return;
        read_duals(answer, lp, p, split);
    }
    read_columns(answer, lp, p);
    read_ranges(answer, lp, p, split);
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
    sam_lp_simplex(answer, lp, limits);
    if (growth)
        sam_lp_grow(answer, lp, p, growth, limits, split);
    finish(answer, lp, p, limits, split);
    glp_delete_prob(lp);
}

/* The jump and what it needs are in here; the caller's variables are safe from it. */
static void run_guarded(guard *g, sam_answer *answer, sam_problem *p, const sam_growth *growth,
                        const sam_solver_limits *limits, int *split) {
    if (setjmp(g->back) != 0) {
        sam_answer_refuse(answer, g->reason);
        answer->stop = g->stop;
        return;
    }
    glp_term_hook(listen, g);
    glp_error_hook(jump_back, g);
    glp_mem_limit(limits->memory_mb);
    g->begun = glp_time();
    run(answer, p, growth, limits, split);
}

static void guarded(sam_answer *answer, sam_problem *problem, const sam_growth *growth,
                    const sam_solver_limits *limits, int *split) {
    /* Twice the limit: both stages may take it, and what a node gives up loses what was found. */
    double patience = 2.0 * limits->safety_ms;
    guard g = {.reason = "GLPK stopped with an error",
               .patience_ms = patience < INT_MAX ? (int)patience : INT_MAX};
    if (glp_init_env() == 2) {
        sam_answer_refuse(answer, "GLPK has no memory");
        return;
    }
    run_guarded(&g, answer, problem, growth, limits, split);
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
