/* Internal rates of return of evenly spaced flows. Published: the test suites and threads of
 * numpy-financial (commit f47e8af); else flows built from chosen roots, and laws. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdint.h>

#include "base/real.h"
#include "samspel/metrics.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void check(const double *flows, size_t count, const double *roots, size_t expected,
                  double tolerance) {
    sam_irr irr;
    sam_irr_periodic(&irr, flows, count);
    cr_assert_eq(irr.count, expected, "%zu roots, not %zu", irr.count, expected);
    for (size_t i = 0; i < expected; i++)
        cr_assert_float_eq(irr.roots[i], roots[i], tolerance, "root %zu is %.15g, not %.15g", i,
                           irr.roots[i], roots[i]);
    cr_assert_eq(irr.reason, expected == 1 ? SAM_IRR_ONE : SAM_IRR_SEVERAL);
}
#define CHECK(tolerance, roots, ...)                                                               \
    check((const double[]){__VA_ARGS__}, COUNT(((double[]){__VA_ARGS__})), roots, COUNT(roots),    \
          tolerance)

/* numpy_financial/tests/test_financial.py, TestIrr (digits past the fourth recomputed there). */
Test(irr, one_root_as_published) {
    CHECK(1e-8, ((double[]){0.05243289}), -150000, 15000, 25000, 35000, 45000, 60000);
    CHECK(1e-8, ((double[]){-0.09549583}), -100, 0, 0, 74);
}

/* numpy-financial issues 28 and 39, and TestIrr: all roots. */
Test(irr, several_roots_as_published) {
    CHECK(1e-8, ((double[]){-0.76889547, 1.85441783}), -50, -100, 600, 300, -100);
    CHECK(1e-8, ((double[]){-0.67889437, -0.08329967}), -100, 100, 0, -7);
    CHECK(1e-9, ((double[]){-0.01809678647, 0.12}), -217500.0, -217500.0, 108466.80462450592,
          101129.96439328062, 93793.12416205535, 86456.28393083003, 79119.44369960476,
          71782.60346837944, 64445.76323715414, 57108.92300592884, 49772.08277470355,
          42435.24254347826, 35098.40231225296, 27761.56208102766, 20424.721849802358,
          13087.88161857707, 5751.041387351768, -1585.7988438735192, -8922.639075098821,
          -16259.479306324123, -23596.31953754941, -30933.159768774713, -38270.0, -45606.8402312253,
          -52943.680462450604, -60280.520693675906, -67617.36092490121);
}

/* TestIrr test_gh_44, the root that a spreadsheet gives; the last flow makes a second root far
 * below zero. */
Test(irr, quotes_the_one_that_is_not_negative) {
    const double flows[] = {-1678.87, 771.96, 1814.05, 3520.3, 3552.95, 3584.99, 4789.91, -1};
    sam_irr irr;
    sam_irr_periodic(&irr, flows, COUNT(flows));
    cr_assert(irr.has_quoted);
    cr_assert_float_eq(irr.quoted, 1.00426, 1e-4);
}

Test(irr, quotes_nothing_between_two) {
    sam_irr irr;
    sam_irr_periodic(&irr, (const double[]){-1000, 2300, -1320}, 3);
    cr_assert_eq(irr.reason, SAM_IRR_SEVERAL);
    cr_assert_float_eq(irr.roots[0], 0.1, 1e-14);
    cr_assert_float_eq(irr.roots[1], 0.2, 1e-14);
    cr_assert_not(irr.has_quoted);
    cr_assert_eq(irr.quoted, 0.0);
    sam_irr_periodic(&irr, (const double[]){-100, 100, 0, -7}, 4);
    cr_assert_eq(irr.count, 2);
    cr_assert_not(irr.has_quoted, "both are negative");
    sam_irr_periodic(&irr, (const double[]){-100, 74}, 2);
    cr_assert(irr.has_quoted, "a single negative root is the rate");
    cr_assert_float_eq(irr.quoted, -0.26, 1e-15);
}

static sam_irr_reason reason(const double *flows, size_t count) {
    sam_irr irr;
    sam_irr_periodic(&irr, flows, count);
    cr_assert(!irr.has_quoted && irr.count == 0);
    return irr.reason;
}

Test(irr, none_has_its_reason) {
    cr_assert_eq(reason((const double[]){-1, -2, -3}, 3), SAM_IRR_NONE_ONE_SIGN);
    cr_assert_eq(reason((const double[]){0, 0, 0}, 3), SAM_IRR_NONE_ONE_SIGN);
    cr_assert_eq(reason(NULL, 0), SAM_IRR_NONE_ONE_SIGN);
    cr_assert_eq(reason((const double[]){-100, 230, -133}, 3), SAM_IRR_NONE_NO_ROOT);
    cr_assert_eq(reason((const double[]){-1, (double)NAN, 2}, 3), SAM_IRR_NONE_UNDEFINED);
    cr_assert_eq(reason((const double[]){-1, (double)INFINITY, 2}, 3), SAM_IRR_NONE_UNDEFINED);
    cr_assert_str_eq(sam_irr_reason_text(SAM_IRR_NONE_ONE_SIGN),
                     "none: all flows have the same sign, or are zero");
    cr_assert_str_eq(sam_irr_reason_text(SAM_IRR_ONE),
                     "exactly one rate makes the present value zero");
}

/* A rate of a loan is the rate of return of its flows. numpy-financial TestRate: 3500 grows to
 * 10000 in 10 periods, and one without a solution. It prints 0.1106908537142689, where its
 * iteration stopped; (20/7)^(1/10) - 1, computed with 30 digits, is 3.5e-12 less. */
Test(irr, of_loans_as_published) {
    CHECK(1e-15, ((double[]){0.110690853710752806}), -3500, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10000);
    CHECK(4e-12, ((double[]){0.1106908537142689}), -3500, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10000);
    double nothing[13] = {10000};
    for (size_t j = 1; j < 13; j++)
        nothing[j] = 400;
    nothing[12] += 5000;
    cr_assert_eq(reason(nothing, 13), SAM_IRR_NONE_ONE_SIGN);
}

/* numpy-financial TestPmt and pyxirr test_pmt_vec: the instalment of a loan, by the share that the
 * evaluator uses; and that the rate comes back from it. */
Test(irr, annuity_share_as_published) {
    double instalment = 200000 * (0.075 / 12 + sam_real_annuity(0.075 / 12, 180));
    cr_assert_float_eq(instalment, 1854.0247200054619, 1e-8);
    cr_assert_eq(15000 * sam_real_annuity(0.0, 60), 250.0);
    double flows[181] = {-200000};
    for (size_t j = 1; j < 181; j++)
        flows[j] = instalment;
    sam_irr irr;
    sam_irr_periodic(&irr, flows, 181);
    cr_assert_float_eq(irr.quoted, 0.075 / 12, 1e-14);
    sam_irr_monthly(&irr, flows, 181);
    cr_assert_float_eq(irr.quoted, pow(1.0 + 0.075 / 12, 12.0) - 1.0, 1e-13);
}

/* numpy-financial TestPpmt and TestIpmt: interest and principal of the first four instalments. */
Test(irr, annuity_parts_as_published) {
    const double interest[] = {16.66666667, 16.03647345, 15.40102862, 14.76028842};
    const double principal[] = {75.62318601, 76.25337923, 76.88882405, 77.52956425};
    double rate = 0.1 / 12, balance = 2000;
    for (int k = 0; k < 4; k++) {
        double part = balance * sam_real_annuity(rate, 24.0 - k);
        cr_assert_float_eq(balance * rate, interest[k], 1e-8);
        cr_assert_float_eq(part, principal[k], 1e-8);
        balance -= part;
    }
    cr_assert_float_eq(55000 * sam_real_annuity(rate, 60), 710.2541257864218, 1e-10);
}

/* The interval is open: -0.99 and 10 are outside, just inside is inside. */
Test(irr, only_within_the_interval) {
    cr_assert_eq(reason((const double[]){-1, 11.000001}, 2), SAM_IRR_NONE_NO_ROOT);
    cr_assert_eq(reason((const double[]){-1, 0.0099999}, 2), SAM_IRR_NONE_NO_ROOT);
    CHECK(1e-12, ((double[]){9.999}), -1, 10.999);
    CHECK(1e-12, ((double[]){-0.9899}), -1, 0.0101);
}

Test(irr, roots_at_zero) {
    CHECK(1e-15, ((double[]){0.0}), -1, 1);
    CHECK(1e-15, ((double[]){0.0}), 1, -2, 1);
    CHECK(1e-14, ((double[]){0.0, 1.0, 2.0}), -1, 6, -11, 6);
    CHECK(1e-15, ((double[]){0.0}), -0.3, 0.1, 0.1, 0.1);
}

/* Touching counts once; a hair to either side makes two roots or none. */
Test(irr, roots_that_touch) {
    CHECK(1e-7, ((double[]){0.1}), -100, 220, -121);
    CHECK(1e-4, ((double[]){0.1}), -1, 3.3, -3.63, 1.331);
    CHECK(1e-3, ((double[]){0.1}), 1, -4.4, 7.26, -5.324, 1.4641);
    CHECK(1e-9, ((double[]){0.09895169103269, 0.10104930896743}), -100, 220.0001, -121);
    cr_assert_eq(reason((const double[]){-100, 219.9999, -121}, 3), SAM_IRR_NONE_NO_ROOT);
}

/* Twenty roots from 1 % to 20 %: already the rounding of the flows moves them far (as Wilkinson
 * showed of such polynomials), and between them the value is nothing but rounding. That must give
 * no heap of roots. */
Test(irr, roots_lost_in_rounding) {
    double flows[21] = {1};
    for (size_t k = 1; k <= 20; k++)
        for (size_t j = k; j > 0; j--)
            flows[j] -= flows[j - 1] * (1.0 + 0.01 * (double)k);
    sam_irr irr;
    sam_irr_periodic(&irr, flows, 21);
    cr_assert(irr.count >= 1 && irr.count <= 20 && irr.omitted == 0, "%zu roots", irr.count);
    for (size_t k = 0; k < irr.count; k++)
        cr_assert(irr.roots[k] > -0.5 && irr.roots[k] < 0.6, "%g", irr.roots[k]);
}

static double draw(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*state >> 11) * 0x1p-53;
}

/* Flows multiplied out from chosen roots, and from a quadratic factor without real roots. */
Test(irr, finds_exactly_the_roots_put_in) {
    uint64_t state = 42;
    for (int i = 0; i < 20000; i++) {
        double flows[8] = {1.0 + draw(&state)}, roots[4];
        size_t degree = 0, wanted = (size_t)(draw(&state) * 5.0);
        double root = -0.9 + 0.2 * draw(&state);
        for (size_t k = 0; k < wanted; k++) {
            roots[k] = root;
            root += 0.1 + draw(&state);
            degree++;
            for (size_t j = degree; j > 0; j--) /* times v (1 + root) - 1, v = 1 / (1 + r) */
                flows[j] = flows[j - 1] * (1.0 + roots[k]) - flows[j];
            flows[0] = -flows[0];
        }
        for (size_t j = degree + 2; j > 1; j--) /* times 1 + v^2 */
            flows[j] += flows[j - 2];
        sam_irr irr;
        sam_irr_periodic(&irr, flows, degree + 3);
        cr_assert_eq(irr.count, wanted, "try %d: %zu roots, not %zu", i, irr.count, wanted);
        for (size_t k = 0; k < wanted; k++)
            cr_assert_float_eq(irr.roots[k], roots[k], 1e-8, "try %d root %zu", i, k);
    }
}

/* Laws, on random flows: the number of roots has the parity of the signs at the two ends of the
 * interval, the present value vanishes at each, and neither scale, sign, delay nor padding matters.
 */
static void check_laws(const double *flows, size_t count, int try) {
    double changed[72] = {0.0};
    sam_irr irr, other;
    sam_irr_periodic(&irr, flows, count);
    for (size_t k = 0; k < irr.count; k++) {
        double size = 0.0, scale = pow(1.0 + irr.roots[k], irr.roots[k] < 0.0 ? 60.0 : 0.0);
        for (size_t j = 0; j < count; j++)
            size += fabs(flows[j]) * pow(1.0 + irr.roots[k], -(double)j) * scale;
        cr_assert_lt(fabs(sam_npv(flows, count, irr.roots[k]) * scale), 1e-11 * size, "%d", try);
    }
    bool even = (sam_npv(flows, count, -0.99) > 0) == (sam_npv(flows, count, 10.0) > 0);
    /* Whole numbers do touch zero without crossing it: -3, 6, -3. */
    cr_assert(try % 2 == 0 || (irr.count % 2 == 0) == even, "try %d", try);
    for (size_t j = 0; j < count; j++)
        changed[j + 5] = flows[j] * -3e7;
    sam_irr_periodic(&other, changed, count + 8);
    cr_assert_eq(other.count, irr.count, "try %d", try);
    for (size_t k = 0; k < irr.count; k++)
        cr_assert_float_eq(other.roots[k], irr.roots[k], 1e-9, "try %d", try);
}

Test(irr, laws_hold_on_random_flows) {
    uint64_t state = 7;
    for (int i = 0; i < 20000; i++) {
        double flows[60];
        size_t count = 2 + (size_t)(draw(&state) * 58.0);
        for (size_t j = 0; j < count; j++)
            flows[j] = i % 2 ? draw(&state) - 0.5 : floor(draw(&state) * 21.0) - 10.0;
        flows[0] = flows[0] == 0.0 ? -1.0 : flows[0];
        flows[count - 1] = flows[count - 1] == 0.0 ? 1.0 : flows[count - 1];
        check_laws(flows, count, i);
    }
}

/* Flows that add up to nothing but rounding have one root at zero, on whichever side it falls. */
Test(irr, root_within_rounding_of_zero) {
    uint64_t state = 11;
    for (int i = 0; i < 5000; i++) {
        double flows[41], sum = 0.0;
        for (size_t j = 0; j < 40; j++) {
            flows[j] = j < 8 ? -draw(&state) : draw(&state) / 7.0;
            sum += flows[j];
        }
        flows[40] = -sum;
        sam_irr irr;
        sam_irr_periodic(&irr, flows, 41);
        size_t near = 0;
        for (size_t k = 0; k < irr.count; k++)
            near += fabs(irr.roots[k]) < 1e-12;
        cr_assert_eq(near, 1, "try %d: %zu roots at zero", i, near);
    }
}

/* 100 years by month: what is paid in for two years comes back as a level rent, and the rate solves
 * the equation it must; demolition at the end brings the second root. */
Test(irr, a_hundred_years_by_month) {
    static double flows[1200];
    for (size_t j = 0; j < 1200; j++)
        flows[j] = j < 24 ? -1e6 : 30000;
    sam_irr irr;
    sam_irr_monthly(&irr, flows, 1200);
    cr_assert_eq(irr.reason, SAM_IRR_ONE);
    cr_assert_float_eq(sam_npv_monthly(flows, 1200, 0, irr.quoted), 0.0, 1e-5);
    flows[1199] = -5e7;
    sam_irr_monthly(&irr, flows, 1200);
    for (size_t k = 0; k < irr.count; k++)
        cr_assert_float_eq(sam_npv_monthly(flows, 1200, 0, irr.roots[k]), 0.0, 1e-5);
    bool even =
        (sam_npv_monthly(flows, 1200, 0, -0.9) > 0) == (sam_npv_monthly(flows, 1200, 0, 10.0) > 0);
    cr_assert_eq(irr.count % 2 == 0, even);
}

/* Sizes at the ends of what a double holds. */
Test(irr, of_huge_and_tiny_amounts) {
    CHECK(1e-14, ((double[]){0.1}), -1e308, 1.1e308);
    CHECK(1e-14, ((double[]){0.1}), -1e-300, 1.1e-300);
    CHECK(1e-14, ((double[]){0.5}), -0x1p-1060, 0x1.8p-1060);
}
