/* What the files that call GLPK share. Private to them: nothing else may include this. */
#ifndef SAMSPEL_CHOICE_SOLVER_LP_H
#define SAMSPEL_CHOICE_SOLVER_LP_H

#include <glpk.h>

#include "choice/solver_glpk.h"

/* One call of the simplex method; GLPK's code. */
int sam_lp_try(glp_prob *lp, const sam_solver_limits *limits, int method);

/* Bounds of GLPK's row; infinite: none. */
void sam_lp_row(glp_prob *lp, int row, double low, double high);

/* Sets OPTIMAL, INFEASIBLE, UNBOUNDED or REFUSED. */
void sam_lp_simplex(sam_answer *answer, glp_prob *lp, const sam_solver_limits *limits);

/* Whole numbers, from the solved relaxation: sets OPTIMAL, STOPPED, INFEASIBLE or REFUSED, and
 * stop; raises bound where the search was stopped; leaves lp solved with the whole numbers fixed.
 */
void sam_lp_whole(sam_answer *answer, glp_prob *lp, const sam_problem *problem,
                  const sam_solver_limits *limits);

/* From an optimum, until no row is made. split as in sam_glpk_grow. */
void sam_lp_grow(sam_answer *answer, glp_prob *lp, sam_problem *p, const sam_growth *growth,
                 const sam_solver_limits *limits, int *split);

#endif
