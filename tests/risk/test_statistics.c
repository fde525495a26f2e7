/* Statistics against a naive computation on sorted copies, against closed forms of the normal
 * distribution, and on samples small enough to do by hand. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "risk/statistics.h"

enum { MANY = 200000 };
static double sample[MANY], sorted[MANY], scratch[MANY];

static int ascending(const void *a, const void *b) {
    double x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (x > y) - (x < y);
}

static void draw_normals(size_t count, uint64_t seed) {
    for (size_t i = 0; i < count; i++)
        sample[i] = sorted[i] = sam_random_normal((sam_random_key){seed, 0}, i, 0);
    sam_statistics_sort(sorted, scratch, count);
}

/* Numbers of every size and sign, with ties. */
static double awkward(size_t i) {
    double u = sam_random_uniform((sam_random_key){3, 3}, i, 0);
    if (i % 7 == 0)
        return floor(u * 5);
    if (i % 11 == 0)
        return i % 2 ? SAM_REAL_INFINITY : -SAM_REAL_INFINITY;
    return (i % 3 ? -1 : 1) * exp((u - 0.5) * 1400);
}

Test(statistics, sort_equals_qsort) {
    const size_t counts[] = {0, 1, 2, 3, 100, 2047, 50000};
    for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
        for (size_t i = 0; i < counts[c]; i++)
            sample[i] = sorted[i] = awkward(i);
        qsort(sample, counts[c], sizeof *sample, ascending);
        sam_statistics_sort(sorted, scratch, counts[c]);
        for (size_t i = 0; i < counts[c]; i++)
            cr_assert_eq(sorted[i], sample[i], "count %zu place %zu", counts[c], i);
    }
}

Test(statistics, missing_values_are_taken_out_in_order) {
    double values[] = {SAM_REAL_NAN, 3, SAM_REAL_NAN, SAM_REAL_NAN, 1, 2, SAM_REAL_NAN};
    cr_assert_eq(sam_statistics_known(values, 7), 3);
    cr_assert(values[0] == 3 && values[1] == 1 && values[2] == 2);
    cr_assert_eq(sam_statistics_known(values, 0), 0);
}

/* 1e16 + 1 + ... - 1e16: what a plain sum loses. */
Test(statistics, mean_keeps_small_values_beside_large_ones) {
    const double values[] = {1e16, 1, 1, 1, -1e16, 1};
    cr_assert_eq(sam_statistics_mean(values, 6).value, 4.0 / 6);
}

/* By hand: mean 5, squares around it 32, over 7 and 8. */
Test(statistics, mean_and_its_error_by_hand) {
    const double values[] = {2, 4, 4, 4, 5, 5, 7, 9};
    sam_estimate mean = sam_statistics_mean(values, 8);
    cr_assert_eq(mean.value, 5);
    cr_assert_float_eq(mean.error, sqrt(32.0 / 7 / 8), 1e-15);
    cr_assert_eq(sam_statistics_mean(values, 1).error, 0);
}

/* Source: definition 7 as R and numpy have it by default: quantile(c(1, 2, 4, 8), 0.4) = 2.4. */
/* 512 draws i: stretch s has the mean 32 s + 15.5, and 0 .. 15 the variance 16 * 17 / 12. Fewer
 * draws than make stretches, and draws that are all the same, have the usual error. */
Test(statistics, error_of_an_even_sequence_by_hand) {
    double values[512], same[512];
    for (size_t i = 0; i < 512; i++) {
        values[i] = (double)i;
        same[i] = 3;
    }
    sam_estimate even = sam_statistics_even_mean(values, 512);
    cr_assert_float_eq(even.value, 255.5, 1e-12);
    cr_assert_float_eq(even.error, 32 * sqrt(16 * 17 / 12.0) / 4, 1e-12);
    cr_assert_eq(sam_statistics_even_mean(same, 512).error, 0);
    cr_assert_eq(sam_statistics_even_mean(values, 511).error,
                 sam_statistics_mean(values, 511).error);
    cr_assert_float_eq(sam_statistics_reach95(512, true), 2.13145, 1e-5); /* t tables, 15 */
    cr_assert_float_eq(sam_statistics_reach95(511, true), 1.95996, 1e-5);
    cr_assert_float_eq(sam_statistics_reach95(512, false), 1.95996, 1e-5);
    sam_comparison c = sam_statistics_compare(values, same, 512, SAM_END_LOW, true);
    cr_assert_float_eq(c.difference.error, even.error, 1e-12);
}

Test(statistics, quantiles_by_hand) {
    const double values[] = {1, 2, 4, 8};
    cr_assert_float_eq(sam_statistics_quantile(values, 4, 0.4), 2.4, 1e-15);
    cr_assert_eq(sam_statistics_quantile(values, 4, 0), 1);
    cr_assert_eq(sam_statistics_quantile(values, 4, 1), 8);
    cr_assert_eq(sam_statistics_quantile(values, 4, 0.5), 3);
    cr_assert_eq(sam_statistics_quantile(values, 1, 0.3), 1);
}

/* Tails by hand: of 10 draws the worst 5 % is half a draw, 20 % is two, 25 % two and a half. */
Test(statistics, tails_by_hand) {
    const double values[] = {-8, -3, 0, 1, 2, 3, 4, 5, 6, 20};
    sam_tail half = sam_statistics_tail(values, 10, 0.05, SAM_END_LOW);
    cr_assert(half.var == -8 && half.cvar.value == -8);
    sam_tail two = sam_statistics_tail(values, 10, 0.2, SAM_END_LOW);
    cr_assert(two.var == -3 && two.cvar.value == -5.5);
    sam_tail part = sam_statistics_tail(values, 10, 0.25, SAM_END_LOW);
    cr_assert(part.var == 0 && part.cvar.value == -11.0 / 2.5);
    sam_tail high = sam_statistics_tail(values, 10, 0.25, SAM_END_HIGH);
    cr_assert(high.var == 5 && high.cvar.value == (20 + 6 + 2.5) / 2.5);
    /* 0.07 times 100 is a hair above 7 in binary; it must still be seven draws */
    for (size_t i = 0; i < 100; i++)
        sorted[i] = (double)i;
    sam_tail seven = sam_statistics_tail(sorted, 100, 0.07, SAM_END_LOW);
    cr_assert(seven.var == 6 && fabs(seven.cvar.value - 3) < 1e-12);
}

/* Normal distribution: CVaR 95 is phi(1.6449) / 0.05, within 4 of its own standard errors at two
 * draw counts, and both ends alike. */
Test(statistics, cvar_of_a_normal) {
    const double z = 1.6448536269514722;
    const double want = exp(-z * z / 2) / sqrt(2 * acos(-1.0)) / 0.05;
    double errors[2];
    const size_t counts[2] = {MANY / 16, MANY};
    for (int c = 0; c < 2; c++) {
        draw_normals(counts[c], 8);
        sam_tail high = sam_statistics_tail(sorted, counts[c], 0.05, SAM_END_HIGH);
        sam_tail low = sam_statistics_tail(sorted, counts[c], 0.05, SAM_END_LOW);
        cr_assert_lt(fabs(high.cvar.value - want), 4 * high.cvar.error);
        cr_assert_lt(fabs(low.cvar.value + want), 4 * low.cvar.error);
        cr_assert_lt(fabs(high.var - z), 4 * 2.1132 / sqrt((double)counts[c]));
        errors[c] = high.cvar.error;
    }
    cr_assert_float_eq(errors[0] / errors[1], 4, 0.3, "the error falls like 1 over root N");
}

/* The stated error of CVaR against its spread over 300 samples of 2000. */
Test(statistics, error_of_cvar_is_its_spread_over_samples) {
    enum { TIMES = 300, COUNT = 2000 };
    double values[TIMES], stated = 0;
    for (int t = 0; t < TIMES; t++) {
        draw_normals(COUNT, 1000 + (uint64_t)t);
        sam_tail tail = sam_statistics_tail(sorted, COUNT, 0.05, SAM_END_LOW);
        values[t] = tail.cvar.value;
        stated += tail.cvar.error / TIMES;
    }
    double seen = sam_statistics_mean(values, TIMES).error * sqrt(TIMES);
    /* the spread of a standard deviation over 300 is 4 %: 4 of these */
    cr_assert_float_eq(stated / seen, 1, 0.17, "stated %g seen %g", stated, seen);
}

/* The range of a quantile holds the truth in about 95 of 100 samples: 400 of them, 4 sd. */
Test(statistics, range_of_a_quantile_holds_the_truth) {
    enum { TIMES = 400, COUNT = 1000 };
    int held = 0;
    for (int t = 0; t < TIMES; t++) {
        draw_normals(COUNT, 5000 + (uint64_t)t);
        sam_interval range = sam_statistics_quantile_interval(sorted, COUNT, 0.9);
        held += range.low <= 1.2815515655446004 && range.high >= 1.2815515655446004;
    }
    cr_assert_float_eq(held / (double)TIMES, 0.955, 0.045, "%d", held);
}

/* Source: Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (81 of 263, 15 of 148, 0 of
 * 20). */
Test(statistics, wilson_as_published) {
    sam_chance c = sam_statistics_chance(81, 263);
    cr_assert_float_eq(c.range.low, 0.2553, 5e-5);
    cr_assert_float_eq(c.range.high, 0.3662, 5e-5);
    c = sam_statistics_chance(15, 148);
    cr_assert_float_eq(c.range.low, 0.0624, 5e-5);
    cr_assert_float_eq(c.range.high, 0.1605, 5e-5);
    c = sam_statistics_chance(0, 20);
    cr_assert(c.range.low == 0 && fabs(c.range.high - 0.1611) < 5e-5);
    c = sam_statistics_chance(20, 20);
    cr_assert(c.range.high == 1 && fabs(c.range.low - 0.8389) < 5e-5);
}

Test(statistics, histogram_counts_every_draw_once) {
    draw_normals(MANY, 21);
    sam_histogram h = sam_statistics_histogram(sorted, MANY);
    cr_assert_eq(h.bars, SAM_HISTOGRAM_MOST);
    uint64_t all = 0;
    for (size_t b = 0; b < h.bars; b++) {
        uint64_t naive = 0;
        double low = b == 0 ? -SAM_REAL_INFINITY : h.low + (double)b * h.width;
        double high = b + 1 == h.bars ? SAM_REAL_INFINITY : h.low + (double)(b + 1) * h.width;
        for (size_t i = 0; i < MANY; i++)
            naive += sample[i] >= low && sample[i] < high;
        cr_assert_leq(llabs((long long)naive - (long long)h.counts[b]), 1, "a draw on the edge");
        all += h.counts[b];
    }
    cr_assert_eq(all, MANY);
    for (size_t i = 0; i < 50; i++)
        sorted[i] = 4;
    h = sam_statistics_histogram(sorted, 50);
    cr_assert(h.bars == 1 && h.counts[0] == 50 && h.low == 4 && h.width == 0);
}

Test(statistics, fan_has_its_levels) {
    static const double levels[SAM_FAN_COUNT] = {SAM_FAN_LEVELS};
    double fan[SAM_FAN_COUNT];
    for (size_t i = 0; i <= 1000; i++)
        sorted[i] = (double)i / 1000;
    sam_statistics_fan(fan, sorted, 1001);
    for (int k = 0; k < SAM_FAN_COUNT; k++)
        cr_assert_float_eq(fan[k], levels[k], 1e-12);
}

/* Y = X + shift + noise: the mean difference is told from 0 or not, whichever end is bad. */
static sam_comparison compare(double shift, size_t count, sam_end bad) {
    for (size_t i = 0; i < count; i++) {
        sample[i] = sam_random_normal((sam_random_key){31, 0}, i, 0);
        sorted[i] = sample[i] + shift + 0.1 * sam_random_normal((sam_random_key){31, 1}, i, 0);
    }
    return sam_statistics_compare(sample, sorted, count, bad, false);
}

Test(statistics, comparison_tells_who_is_better_or_that_it_cannot) {
    cr_assert_eq(compare(0.05, 5000, SAM_END_LOW).verdict, SAM_VERDICT_SECOND);
    cr_assert_eq(compare(0.05, 5000, SAM_END_HIGH).verdict, SAM_VERDICT_FIRST);
    cr_assert_eq(compare(-0.05, 5000, SAM_END_LOW).verdict, SAM_VERDICT_FIRST);
    cr_assert_eq(compare(0.0001, 1000, SAM_END_LOW).verdict, SAM_VERDICT_NONE);
    sam_comparison c = compare(0.05, 5000, SAM_END_LOW);
    /* P(noise < -0.05 / 0.1) = Phi(-0.5) = 0.3085; error 0.1 / sqrt(n), not that of X */
    cr_assert(c.first_better.range.low < 0.3085 && c.first_better.range.high > 0.3085);
    cr_assert_float_eq(c.difference.error, 0.1 / sqrt(5000), 1e-4);
    cr_assert_float_eq(c.difference.value, -0.05, 4 * c.difference.error);
}

Test(statistics, equal_models_cannot_be_told_apart) {
    const double values[] = {1, 2, 3, 4};
    sam_comparison c = sam_statistics_compare(values, values, 4, SAM_END_LOW, false);
    cr_assert(c.verdict == SAM_VERDICT_NONE && c.ties == 4 && c.first_better.share == 0.5);
    /* and a constant difference can, with certainty */
    const double better[] = {2, 3, 4, 5};
    c = sam_statistics_compare(better, values, 4, SAM_END_LOW, false);
    cr_assert(c.verdict == SAM_VERDICT_FIRST && c.difference.error == 0);
    c = sam_statistics_compare(better, values, 1, SAM_END_LOW, false);
    cr_assert(c.verdict == SAM_VERDICT_NONE, "one draw proves nothing");
}
