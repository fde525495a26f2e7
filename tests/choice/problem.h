/* What the Criterion tests of the solver share. */
#ifndef TESTS_CHOICE_PROBLEM_H
#define TESTS_CHOICE_PROBLEM_H

#include <criterion/criterion.h>

#include "problem_build.h"

static inline sam_answer solve_within(const build *b, const sam_solver_limits *limits) {
    sam_answer answer;
    cr_assert_eq(sam_solve(&answer, &b->p, limits), SAM_OK);
    return answer;
}

static inline sam_answer solve(const build *b) {
    return solve_within(b, &sam_solver_default_limits);
}

static inline void expect_optimal(const sam_answer *answer, double objective, double tolerance) {
    cr_assert_eq(answer->status, SAM_SOLVER_OPTIMAL, "%s", answer->reason);
    cr_assert_float_eq(answer->objective, objective, tolerance, "%.12f", answer->objective);
}

static inline void expect_refused(build *b, const char *reason) {
    sam_answer answer = solve(b);
    cr_expect_eq(answer.status, SAM_SOLVER_REFUSED);
    cr_expect_str_eq(answer.reason, reason);
    sam_answer_clear(&answer);
}

#endif
