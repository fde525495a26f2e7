/* The door to GLPK: published optima, brute force, and what it must refuse. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/real.h"
#include "choice/solver.h"

#define NONE SAM_REAL_INFINITY
#define MOST 160

/* A problem that grows entry by entry. */
typedef struct build {
    sam_problem p;
    double cost[MOST], low[MOST], high[MOST], row_low[MOST], row_high[MOST], value[MOST * 4];
    bool whole[MOST];
    uint32_t row[MOST * 4], column[MOST * 4];
} build;

static void begin(build *b) {
    memset(b, 0, sizeof *b);
    b->p = (sam_problem){.cost = b->cost,
                         .low = b->low,
                         .high = b->high,
                         .whole = b->whole,
                         .row_low = b->row_low,
                         .row_high = b->row_high,
                         .entry_row = b->row,
                         .entry_column = b->column,
                         .entry_value = b->value};
}

static uint32_t column(build *b, double cost, double low, double high) {
    b->cost[b->p.columns] = cost;
    b->low[b->p.columns] = low;
    b->high[b->p.columns] = high;
    return b->p.columns++;
}

static uint32_t row(build *b, double low, double high) {
    b->row_low[b->p.rows] = low;
    b->row_high[b->p.rows] = high;
    return b->p.rows++;
}

static void entry(build *b, uint32_t r, uint32_t c, double value) {
    b->row[b->p.entries] = r;
    b->column[b->p.entries] = c;
    b->value[b->p.entries++] = value;
}

static sam_answer solve_within(const build *b, const sam_solver_limits *limits) {
    sam_answer answer;
    cr_assert_eq(sam_solve(&answer, &b->p, limits), SAM_OK);
    return answer;
}

static sam_answer solve(const build *b) {
    return solve_within(b, &sam_solver_default_limits);
}

static void expect_optimal(const sam_answer *answer, double objective, double tolerance) {
    cr_assert_eq(answer->status, SAM_SOLVER_OPTIMAL, "%s", answer->reason);
    cr_assert_float_eq(answer->objective, objective, tolerance, "%.12f", answer->objective);
}

static void expect_refused(build *b, const char *reason) {
    sam_answer answer = solve(b);
    cr_expect_eq(answer.status, SAM_SOLVER_REFUSED);
    cr_expect_str_eq(answer.reason, reason);
    sam_answer_clear(&answer);
}

/* Short-term financing over six months: Cornuejols and Tütüncü, Optimization Methods in Finance,
 * with the data of the JuMP tutorial "finance": optimum 92.496949152542, and what a krone is worth
 * in each month. */
Test(solver, short_term_financing_and_its_shadow_prices) {
    static build b;
    begin(&b);
    uint32_t u[5], v[3], w[5], r[6];
    for (int i = 0; i < 5; i++)
        u[i] = column(&b, 0, 0, 100);
    for (int i = 0; i < 3; i++)
        v[i] = column(&b, 0, 0, NONE);
    for (int i = 0; i < 5; i++)
        w[i] = column(&b, 0, 0, NONE);
    uint32_t m = column(&b, -1, -NONE, NONE);
    const double need[6] = {150, 100, -200, 200, -50, -300};
    for (int i = 0; i < 6; i++)
        r[i] = row(&b, need[i], need[i]);
    for (int i = 0; i < 5; i++) {
        entry(&b, r[i], u[i], 1);
        entry(&b, r[i + 1], u[i], -1.01);
        entry(&b, r[i], w[i], -1);
        entry(&b, r[i + 1], w[i], 1.003);
    }
    for (int i = 0; i < 3; i++) {
        entry(&b, r[i], v[i], 1);
        entry(&b, r[i + 3], v[i], -1.02);
    }
    entry(&b, r[5], m, -1);
    sam_answer answer = solve(&b);
    expect_optimal(&answer, -92.496949152542, 1e-9);
    const double dual[6] = {-1.03728814, -1.0302, -1.02, -1.01694915, -1.01, -1.0};
    for (int i = 0; i < 6; i++)
        cr_expect_float_eq(answer.dual[i], -dual[i], 1e-8, "month %d: %.9f", i, answer.dual[i]);
    cr_expect_lt(answer.gap, 1e-12);
    sam_answer_clear(&answer);
}

/* Twelve scenarios of three shares: LINDO's sample model PORTCVAR. */
static const double RETURNS[12][3] = {
    {1.300, 1.225, 1.149}, {1.103, 1.290, 1.260}, {1.216, 1.216, 1.419}, {0.954, 0.728, 0.922},
    {0.929, 1.144, 1.169}, {1.056, 1.107, 0.965}, {1.038, 1.321, 1.133}, {1.089, 1.305, 1.732},
    {1.090, 1.195, 1.021}, {1.083, 1.390, 1.131}, {1.035, 0.928, 1.006}, {1.176, 1.715, 1.908}};

Test(solver, portfolio_with_conditional_value_at_risk) {
    static build b;
    begin(&b);
    uint32_t x[3];
    for (int a = 0; a < 3; a++)
        x[a] = column(&b, 0, 0, NONE);
    uint32_t target = column(&b, -0.1, -NONE, NONE);
    uint32_t budget = row(&b, 1, 1);
    for (int a = 0; a < 3; a++)
        entry(&b, budget, x[a], 1);
    for (int s = 0; s < 12; s++) {
        uint32_t over = column(&b, 0, 0, NONE), under = column(&b, 0.0833333, 0, NONE);
        uint32_t r = row(&b, 0, 0);
        for (int a = 0; a < 3; a++)
            entry(&b, r, x[a], RETURNS[s][a]);
        entry(&b, r, target, -1);
        entry(&b, r, over, -1);
        entry(&b, r, under, 1);
    }
    sam_answer answer = solve(&b);
    expect_optimal(&answer, -0.095494917046, 1e-9);
    cr_expect_float_eq(answer.x[target], 1.021084592145, 1e-9);
    cr_expect_float_eq(answer.x[x[0]], 0.6163141994, 1e-9);
    cr_expect_float_eq(answer.x[x[1]], 0, 1e-9);
    cr_expect_float_eq(answer.x[x[2]], 0.3836858006, 1e-9);
    sam_answer_clear(&answer);
}

/* Projects that cost 60, 50, 50 and give 10, 8, 8 dwellings, within 100: the best ratio first gives
 * 10; the best pair gives 16 (by hand: 50 + 50 = 100). */
Test(solver, whole_projects_beat_the_best_ratio) {
    static build b;
    begin(&b);
    const double cost[3] = {60, 50, 50}, gives[3] = {10, 8, 8};
    uint32_t budget = row(&b, -NONE, 100);
    for (int i = 0; i < 3; i++) {
        uint32_t c = column(&b, -gives[i], 0, 1);
        b.whole[c] = true;
        entry(&b, budget, c, cost[i]);
    }
    sam_answer answer = solve(&b);
    expect_optimal(&answer, -16, 0);
    cr_expect_eq(answer.x[0], 0);
    cr_expect_eq(answer.x[1], 1);
    cr_expect_eq(answer.x[2], 1);
    sam_answer_clear(&answer);
}

/* A debt stack with upper bounds only: the cheapest debt is none. With "uses must be covered" (70)
 * it is 50 of the first and 20 of the second, by merit order: 50 * .05 + 20 * .06 = 3.7. */
static void debt_stack(build *b, double uses) {
    begin(b);
    const double rate[3] = {0.05, 0.06, 0.09}, cap[3] = {50, 40, 20};
    uint32_t debt = row(b, uses, 70), service = row(b, -NONE, 6 / 1.25);
    for (int k = 0; k < 3; k++) {
        uint32_t d = column(b, rate[k], 0, cap[k]);
        entry(b, debt, d, 1);
        entry(b, service, d, rate[k]);
    }
}

Test(solver, debt_stack_needs_its_uses) {
    static build b;
    debt_stack(&b, -NONE);
    sam_answer answer = solve(&b);
    expect_optimal(&answer, 0, 1e-12);
    sam_answer_clear(&answer);
    debt_stack(&b, 70);
    answer = solve(&b);
    expect_optimal(&answer, 3.7, 1e-12);
    /* The next krone comes from the second lender, until his 40 are used: 50 to 90. */
    cr_expect_float_eq(answer.dual[0], 0.06, 1e-12);
    cr_expect_float_eq(answer.dual_from[0], 50, 1e-9);
    /* ... or until service reaches 4.8: 50 * .05 + x * .06 = 4.8, x = 38.33 */
    cr_expect_float_eq(answer.dual_to[0], 50 + (4.8 - 2.5) / 0.06, 1e-6, "%f", answer.dual_to[0]);
    sam_answer_clear(&answer);
}

/* A row with two bounds of which the upper holds: as much debt as allowed, 70, the first lender's
 * 50 being the best (0.05 below 0.06). One more krone of room would bring 0.04 (0.1 - 0.06), from
 * 50 up to the 90 that both lend. */
Test(solver, upper_bound_of_a_row_with_two) {
    static build b;
    begin(&b);
    uint32_t debt = row(&b, 40, 70);
    entry(&b, debt, column(&b, 0.05 - 0.1, 0, 50), 1);
    entry(&b, debt, column(&b, 0.06 - 0.1, 0, 40), 1);
    sam_answer answer = solve(&b);
    expect_optimal(&answer, -(50 * 0.05 + 20 * 0.04), 1e-12);
    cr_expect_float_eq(answer.dual[debt], -0.04, 1e-12);
    cr_expect_float_eq(answer.dual_from[debt], 50, 1e-9);
    cr_expect_float_eq(answer.dual_to[debt], 90, 1e-9);
    sam_answer_clear(&answer);
}

/* ---- brute force ---- */

static uint64_t next_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static int pick(uint64_t *state, int low, int high) {
    return low + (int)(next_random(state) % (uint64_t)(high - low + 1));
}

static void random_rows(build *b, uint64_t *state) {
    int rows = pick(state, 1, 7);
    for (int i = 0; i < rows; i++) {
        int low = pick(state, -30, 30), kind = pick(state, 0, 3);
        int high = low + pick(state, 0, 30);
        uint32_t r = row(b, kind == 1 ? -NONE : low, kind == 0 ? NONE : high);
        if (kind == 3)
            b->row_high[r] = low;
        for (uint32_t j = 0; j < b->p.columns; j++)
            if (pick(state, 0, 3))
                entry(b, r, j, pick(state, -10, 10));
    }
}

static void random_problem(build *b, uint64_t *state) {
    begin(b);
    int columns = pick(state, 1, 4);
    for (int j = 0; j < columns; j++) {
        int low = pick(state, -6, 4);
        uint32_t c = column(b, pick(state, -10, 10), low, low + pick(state, 0, 7));
        b->whole[c] = true;
    }
    random_rows(b, state);
}

static bool fits(const build *b, const double *x) {
    for (uint32_t r = 0; r < b->p.rows; r++) {
        double sum = 0;
        for (uint32_t k = 0; k < b->p.entries; k++)
            if (b->row[k] == r)
                sum += b->value[k] * x[b->column[k]];
        if (sum < b->row_low[r] || sum > b->row_high[r])
            return false;
    }
    return true;
}

/* Every point of the box, in whole numbers: exact. Infinity when none fits. */
static double best_of_all(const build *b) {
    double x[4], best = NONE;
    for (uint32_t j = 0; j < b->p.columns; j++)
        x[j] = b->low[j];
    for (;;) {
        double objective = 0;
        for (uint32_t j = 0; j < b->p.columns; j++)
            objective += b->cost[j] * x[j];
        if (objective < best && fits(b, x))
            best = objective;
        uint32_t j = 0;
        while (j < b->p.columns && ++x[j] > b->high[j]) {
            x[j] = b->low[j];
            j++;
        }
        if (j == b->p.columns)
            return best;
    }
}

Test(solver, agrees_with_trying_every_point) {
    static build b;
    uint64_t state = 20261124;
    int infeasible = 0;
    for (int n = 0; n < 2000; n++) {
        random_problem(&b, &state);
        double best = best_of_all(&b);
        sam_answer answer = solve(&b);
        if (isinf(best)) {
            infeasible++;
            cr_assert_eq(answer.status, SAM_SOLVER_INFEASIBLE, "%d: %s", n, answer.reason);
        } else {
            expect_optimal(&answer, best, 0);
            cr_assert(fits(&b, answer.x));
        }
        sam_answer_clear(&answer);
    }
    /* Both verdicts were put to the test often. */
    cr_expect_gt(infeasible, 300);
    cr_expect_lt(infeasible, 1700);
}

/* One whole column in -6..9 on which GLPK's presolver answers -2 although 8 x = -16 > -20. */
Test(solver, rows_with_two_bounds_hold) {
    static build b;
    begin(&b);
    uint32_t x = column(&b, 1, -6, 9);
    b.whole[x] = true;
    entry(&b, row(&b, 8, 36), x, -5);
    entry(&b, row(&b, -23, -20), x, 8);
    entry(&b, row(&b, -NONE, -8), x, 10);
    sam_answer answer = solve(&b);
    cr_expect_eq(answer.status, SAM_SOLVER_INFEASIBLE, "%s", answer.reason);
    sam_answer_clear(&answer);
}

/* ---- no answer ---- */

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
    cr_expect_str_eq(answer.reason, "GLPK stopped with an error");
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
    cr_expect_str_eq(answer.reason, "the limit of nodes was reached");
    sam_answer_clear(&answer);
    limits.nodes = 100000;
    answer = solve_within(&b, &limits);
    cr_expect_eq(answer.status, SAM_SOLVER_INFEASIBLE, "%s", answer.reason);
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
