/* The door to GLPK: what it must refuse, survive, and prove before it says so. */
#include "problem.h"

Test(solver, tells_infeasible_from_unbounded) {
    static build b;
    begin(&b);
    uint32_t x = column(&b, -1, 0, NONE), y = column(&b, 0, 0, NONE);
    uint32_t r = row(&b, -NONE, 1);
    entry(&b, r, x, 1);
    entry(&b, r, y, -1);
    sam_answer answer = solve(&b);
    cr_expect_eq(answer.status, SAM_SOLVER_UNBOUNDED, "%s", answer.reason);
    sam_answer_clear(&answer);
    b.row_high[r] = -1;
    b.high[y] = 0.5;
    answer = solve(&b);
    cr_expect_eq(answer.status, SAM_SOLVER_INFEASIBLE, "%s", answer.reason);
    sam_answer_clear(&answer);
}

Test(solver, refuses_what_is_not_a_number) {
    static build b;
    double *places[] = {&b.cost[0], &b.value[0],   &b.low[1],
                        &b.high[1], &b.row_low[0], &b.row_high[0]};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        debt_stack(&b, 70);
        *places[i] = SAM_REAL_NAN;
        sam_answer answer = solve(&b);
        cr_expect_eq(answer.status, SAM_SOLVER_REFUSED, "place %zu", i);
        sam_answer_clear(&answer);
    }
    debt_stack(&b, 70);
    b.cost[2] = NONE;
    expect_refused(&b, "a cost is not finite");
    debt_stack(&b, 70);
    b.value[3] = -NONE;
    expect_refused(&b, "a coefficient is not finite");
}

Test(solver, refuses_misuse) {
    static build b;
    debt_stack(&b, 70);
    b.low[0] = 51;
    expect_refused(&b, "a lower bound is above its upper bound");
    debt_stack(&b, 71);
    expect_refused(&b, "a lower bound is above its upper bound");
    debt_stack(&b, 70);
    b.low[0] = b.high[0] = NONE;
    expect_refused(&b, "a bound is infinite on the wrong side");
    debt_stack(&b, 70);
    b.column[2] = 3;
    expect_refused(&b, "a coefficient is outside the problem");
    begin(&b);
    expect_refused(&b, "there is no column");
}

/* A coefficient given twice is a misuse that only GLPK notices: it calls its error routine, and we
 * come back, and the next problem is solved as if nothing had happened. */
Test(solver, survives_an_error_inside_glpk) {
    static build b;
    for (int n = 0; n < 100; n++) {
        debt_stack(&b, 70);
        entry(&b, 0, 0, 1);
        expect_refused(&b, "GLPK stopped with an error");
        debt_stack(&b, 70);
        sam_answer answer = solve(&b);
        expect_optimal(&answer, 3.7, 1e-12);
        sam_answer_clear(&answer);
    }
}

/* Forty thousand rows need far more than a megabyte. */
Test(solver, survives_its_memory_limit) {
    enum { ROWS = 40000 };
    static double low[ROWS], high[ROWS], value[ROWS];
    static uint32_t rows[ROWS], columns[ROWS];
    for (uint32_t i = 0; i < ROWS; i++) {
        high[i] = 1;
        value[i] = 1;
        rows[i] = i;
    }
    const double cost = 1, from = -1, to = 1;
    const sam_problem p = {.columns = 1,
                           .rows = ROWS,
                           .entries = ROWS,
                           .cost = &cost,
                           .low = &from,
                           .high = &to,
                           .row_low = low,
                           .row_high = high,
                           .entry_row = rows,
                           .entry_column = columns,
                           .entry_value = value};
    sam_solver_limits limits = sam_solver_default_limits;
    limits.memory_mb = 1;
    sam_answer answer;
    cr_assert_eq(sam_solve(&answer, &p, &limits), SAM_OK);
    cr_expect_eq(answer.status, SAM_SOLVER_REFUSED);
    cr_expect_str_eq(answer.reason, "GLPK has no memory");
    sam_answer_clear(&answer);
}

/* E. M. L. Beale, Cycling in the dual simplex algorithm, Naval Research Logistics Quarterly 2
 * (1955): the textbook rule turns in a circle here. Optimum -5/4 at x4 = x6 = 1. */
static void beale(build *b) {
    begin(b);
    const double cost[4] = {-0.75, 20, -0.5, 6};
    const double a[3][4] = {{0.25, -8, -1, 9}, {0.5, -12, -0.5, 3}, {0, 0, 1, 0}};
    const double most[3] = {0, 0, 1};
    for (int j = 0; j < 4; j++)
        column(b, cost[j], 0, NONE);
    for (uint32_t i = 0; i < 3; i++) {
        row(b, -NONE, most[i]);
        for (uint32_t j = 0; j < 4; j++)
            entry(b, i, j, a[i][j]);
    }
}

Test(solver, does_not_cycle) {
    static build b;
    beale(&b);
    sam_answer answer = solve(&b);
    expect_optimal(&answer, -1.25, 1e-12);
    sam_answer_clear(&answer);
}

Test(solver, stops_at_its_limits_and_says_so) {
    static build b;
    sam_solver_limits limits = sam_solver_default_limits;
    limits.iterations = 1;
    beale(&b);
    sam_answer answer = solve_within(&b, &limits);
    cr_expect_eq(answer.status, SAM_SOLVER_REFUSED);
    cr_expect_str_eq(answer.reason, "the limit of iterations was reached");
    sam_answer_clear(&answer);
    /* 2 x1 + ... + 2 x15 = 15 has no whole solution, which a tree finds out only by size. */
    begin(&b);
    uint32_t r = row(&b, 15, 15);
    for (int j = 0; j < 15; j++) {
        uint32_t c = column(&b, 1, 0, 1);
        b.whole[c] = true;
        entry(&b, r, c, 2);
    }
    limits = sam_solver_default_limits;
    limits.nodes = 100;
    answer = solve_within(&b, &limits);
    cr_expect_eq(answer.status, SAM_SOLVER_REFUSED);
    cr_expect_str_eq(answer.reason, "the limit of nodes was reached before any answer was found");
    cr_expect_eq(answer.stop, SAM_STOP_NODES);
    sam_answer_clear(&answer);
    limits.nodes = 100000;
    answer = solve_within(&b, &limits);
    cr_expect_eq(answer.status, SAM_SOLVER_INFEASIBLE, "%s", answer.reason);
    sam_answer_clear(&answer);
}

/* A knapsack in which every item is worth its weight and five more: hard for a tree. */
enum { ITEMS = 30, ROOM = 301 };

static int weight(int item) {
    return 10 + item * 7 % 23;
}

static void knapsack(build *b) {
    begin(b);
    uint32_t r = row(b, -NONE, ROOM);
    for (int j = 0; j < ITEMS; j++) {
        uint32_t c = column(b, -(weight(j) + 5), 0, 1);
        b->whole[c] = true;
        entry(b, r, c, weight(j));
    }
}

/* By the best of each room for the items so far. */
static int knapsack_best(void) {
    int best[ROOM + 1] = {0};
    for (int j = 0; j < ITEMS; j++)
        for (int room = ROOM; room >= weight(j); room--) {
            int with = best[room - weight(j)] + weight(j) + 5;
            best[room] = with > best[room] ? with : best[room];
        }
    return best[ROOM];
}

/* What a limit leaves is an answer that holds, with a bound that tells how far it may be off. */
Test(solver, a_stopped_search_gives_its_best_and_a_bound) {
    static build b;
    double best = -knapsack_best();
    int stopped = 0;
    knapsack(&b);
    for (int nodes = 1; nodes < 60; nodes++) {
        sam_solver_limits limits = sam_solver_default_limits;
        limits.nodes = nodes;
        sam_answer answer = solve_within(&b, &limits);
        if (answer.status == SAM_SOLVER_STOPPED) {
            stopped++;
            cr_expect_str_eq(answer.reason, "the limit of nodes was reached");
            cr_expect_leq(answer.activity[0], ROOM);
            cr_expect_geq(answer.objective, best);
            cr_expect_leq(answer.bound, best + 1e-6);
            cr_expect_float_eq(answer.gap, (answer.objective - answer.bound) / -answer.objective,
                               1e-12);
        }
        sam_answer_clear(&answer);
    }
    cr_expect_gt(stopped, 10, "%d", stopped);
    sam_answer answer = solve(&b);
    expect_optimal(&answer, best, 0);
    cr_expect_eq(answer.gap, 0);
    cr_expect_eq(answer.bound, best);
    sam_answer_clear(&answer);
}

/* Good enough is a success, and says how good. */
Test(solver, a_gap_that_is_asked_for_ends_the_search) {
    static build b;
    sam_solver_limits limits = sam_solver_default_limits;
    double best = -knapsack_best();
    knapsack(&b);
    limits.gap = 0.1;
    sam_answer answer = solve_within(&b, &limits);
    cr_assert_eq(answer.status, SAM_SOLVER_OPTIMAL, "%s", answer.reason);
    cr_expect_eq(answer.stop, SAM_STOP_GAP);
    cr_expect_gt(answer.gap, 0);
    cr_expect_leq(answer.gap, 0.1);
    cr_expect_leq(answer.bound, best + 1e-6);
    cr_expect_leq(answer.objective - best, 0.1 * -answer.objective);
    sam_answer_clear(&answer);
}

/* Fractional bounds of whole columns are what GLPK itself refuses. */
Test(solver, rounds_bounds_of_whole_columns_inwards) {
    static build b;
    begin(&b);
    uint32_t x = column(&b, -1, 0.5, 3.7);
    b.whole[x] = true;
    sam_answer answer = solve(&b);
    expect_optimal(&answer, -3, 0);
    sam_answer_clear(&answer);
    b.low[x] = 3.2;
    answer = solve(&b);
    cr_expect_eq(answer.status, SAM_SOLVER_INFEASIBLE);
    sam_answer_clear(&answer);
}

Test(solver, reports_failing_memory) {
    static build b;
    for (long n = 1; n < 4; n++) {
        debt_stack(&b, 70);
        sam_alloc_fail_at(n, 0);
        sam_answer answer;
        sam_status status = sam_solve(&answer, &b.p, &sam_solver_default_limits);
        sam_alloc_fail_at(0, 0);
        cr_expect(status == SAM_MEMORY || answer.status == SAM_SOLVER_REFUSED, "%ld", n);
        sam_answer_clear(&answer);
    }
}
