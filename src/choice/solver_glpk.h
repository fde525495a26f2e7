/* What the files of the solver share. Private to the choice room. */
#ifndef SAMSPEL_CHOICE_SOLVER_GLPK_H
#define SAMSPEL_CHOICE_SOLVER_GLPK_H

#include "choice/solver.h"

/* Runs GLPK once, inside a guard that turns its aborts into a refusal. Fills x, dual and the ranges
 * when the status is OPTIMAL or STOPPED; checks nothing. split must hold problem->rows numbers. */
void sam_glpk_run(sam_answer *answer, const sam_problem *problem, const sam_solver_limits *limits,
                  int *split);

/* Likewise, with rows made as they are needed. answer and split must hold growth->rows_most. */
void sam_glpk_grow(sam_answer *answer, sam_problem *problem, const sam_growth *growth,
                   const sam_solver_limits *limits, int *split);

/* Nullable: what GLPK would misread or fail at: NaN, infinite coefficients, reversed bounds, places
 * outside. Static text. */
const char *sam_problem_fault(const sam_problem *problem);

/* Computes activity, reduced costs, objective and gap from x and dual, and refuses an answer that
 * misses a bound, has a dual of the wrong sign, or leaves a gap. Only memory fails. */
SAM_MUST_USE sam_status sam_answer_check(sam_answer *answer, const sam_problem *problem);

/* sam_solve without the proof of "infeasible" and "unbounded". */
SAM_MUST_USE sam_status sam_solve_once(sam_answer *answer, const sam_problem *problem,
                                       const sam_solver_limits *limits);

/* Confirms by a second problem, solved and checked like any other, that none satisfies all rows:
 * the least total violation is above zero. Else the answer becomes refused. */
SAM_MUST_USE sam_status sam_confirm_infeasible(sam_answer *answer, const sam_problem *problem,
                                               const sam_solver_limits *limits);

/* Confirms by a second problem that a direction exists in which the cost falls for ever. */
SAM_MUST_USE sam_status sam_confirm_unbounded(sam_answer *answer, const sam_problem *problem,
                                              const sam_solver_limits *limits);

void sam_answer_refuse(sam_answer *answer, const char *reason);

#endif
