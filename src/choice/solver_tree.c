/* GLPK's search for whole numbers, without its presolver, which answers wrongly now and then. Says
 * where it stopped and what the rest may hold; what it found is solved again with the whole numbers
 * fixed. Decides nothing about whether an answer is right. */
#include <math.h>

#include "base/real.h"
#include "choice/solver_lp.h"

typedef struct search {
    const sam_solver_limits *limits;
    double begun;
    sam_solver_stop stop;
    double bound; /* no solution costs less; set when the search is stopped */
} search;

static sam_solver_stop reason_to_stop(const search *s, glp_tree *tree) {
    int nodes = 0;
    glp_ios_tree_size(tree, NULL, NULL, &nodes);
    if (nodes > s->limits->nodes)
        return SAM_STOP_NODES;
    if (1000 * glp_difftime(glp_time(), s->begun) > s->limits->safety_ms)
        return SAM_STOP_TIME;
    if (s->limits->gap > 0 && glp_ios_mip_gap(tree) <= s->limits->gap)
        return SAM_STOP_GAP;
    return SAM_STOP_NONE;
}

/* GLPK calls this at every step of the search; between two nodes the tree is in order. */
static void watch(glp_tree *tree, void *info) {
    search *s = info;
    if (glp_ios_reason(tree) != GLP_ISELECT)
        return;
    s->stop = reason_to_stop(s, tree);
    if (s->stop == SAM_STOP_NONE)
        return;
    int best = glp_ios_best_node(tree);
    s->bound = best ? glp_ios_node_bound(tree, best) : SAM_REAL_INFINITY;
    glp_ios_terminate(tree);
}

/* Its progress lines, which nobody sees, are what lets a clock stop it inside a node: see the term
 * hook. */
static int branch_and_bound(glp_prob *lp, search *s) {
    glp_iocp control;
    glp_init_iocp(&control);
    control.msg_lev = GLP_MSG_ON;
    control.out_dly = s->limits->safety_ms;
    control.presolve = GLP_OFF;
    control.cb_func = watch;
    control.cb_info = s;
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
    sam_lp_simplex(answer, lp, limits);
    if (answer->status == SAM_SOLVER_REFUSED)
        return;
    double near = 1e-6 * (1.0 + fabs(found));
    if (answer->status != SAM_SOLVER_OPTIMAL || fabs(glp_get_obj_val(lp) - found) > near)
        sam_answer_refuse(answer, "the whole numbers found do not fit the rows");
}

static const char *stop_reason(sam_solver_stop stop, bool found) {
    if (stop == SAM_STOP_NODES)
        return found ? "the limit of nodes was reached"
                     : "the limit of nodes was reached before any answer was found";
    return found ? "the safety limit of time was reached"
                 : "the safety limit of time was reached before any answer was found";
}

static void take_stopped(sam_answer *answer, glp_prob *lp, const sam_problem *p, const search *s) {
    answer->stop = s->stop;
    if (glp_mip_status(lp) != GLP_FEAS) {
        sam_answer_refuse(answer, stop_reason(s->stop, false));
        return;
    }
    double found = glp_mip_obj_val(lp);
    fix_whole(answer, lp, p, s->limits);
    /* Open nodes that cost more than what is found bound nothing. */
    answer->bound = fmax(answer->bound, fmin(s->bound, found));
    if (answer->status != SAM_SOLVER_OPTIMAL || s->stop == SAM_STOP_GAP)
        return;
    answer->status = SAM_SOLVER_STOPPED;
    answer->reason = stop_reason(s->stop, true);
}

void sam_lp_whole(sam_answer *answer, glp_prob *lp, const sam_problem *p,
                  const sam_solver_limits *limits) {
    search s = {.limits = limits, .begun = glp_time()};
    int code = branch_and_bound(lp, &s);
    if (code == GLP_ESTOP) {
        take_stopped(answer, lp, p, &s);
        return;
    }
    if (code == 0 && glp_mip_status(lp) == GLP_NOFEAS) {
        answer->status = SAM_SOLVER_INFEASIBLE;
        return;
    }
    if (code != 0 || glp_mip_status(lp) != GLP_OPT) {
        sam_answer_refuse(answer, "the search for whole numbers found no end");
        return;
    }
    fix_whole(answer, lp, p, limits);
}
