/* The door to GLPK: published optima, with their prices. Brute force: check_differential.c. */
#include "problem.h"

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

/* Eighteen years of cash for debt service, 7 per cent, cover 1.3: the regression test of NREL's SAM
 * "Generic System, Leveraged Partnership Flip" lends 824 365 463.77. Here the most debt is sought,
 * in millions, year by year; that a krone of cash in year t carries 1 / (1.3 * 1.07^t) follows. */
static const double CASH[18] = {109774400,          109491304.00000004, 109170856.04,
                                108811819.57540005, 108412924.12052904, 107972864.36984372,
                                107490299.29685433, 106963851.23021774, 106392104.90642479,
                                105773606.49849132, 105106862.6200538,  104390339.30424622,
                                103622460.95673037, 102801609.28222549, 101926122.18387368,
                                100994292.63475898, 100004367.52087939, 98954546.45485526};

Test(solver, the_most_debt_within_its_cover) {
    static build b;
    begin(&b);
    uint32_t before = column(&b, -1, 0, NONE), limits[18];
    for (int t = 0; t < 18; t++) {
        uint32_t service = column(&b, 0, 0, NONE);
        uint32_t after = column(&b, 0, 0, t == 17 ? 0 : NONE), balance = row(&b, 0, 0);
        entry(&b, balance, before, 1.07);
        entry(&b, balance, service, -1);
        entry(&b, balance, after, -1);
        limits[t] = row(&b, -NONE, CASH[t] / 1e6);
        entry(&b, limits[t], service, 1.3);
        before = after;
    }
    sam_answer answer = solve(&b);
    expect_optimal(&answer, -824.3654637700301, 1e-9);
    for (int t = 0; t < 18; t++)
        cr_expect_float_eq(answer.dual[limits[t]], -1 / (1.3 * pow(1.07, t + 1)), 1e-12);
    sam_answer_clear(&answer);
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
