/* How the error of a mean falls with the number of draws: like 1 over the root for random draws,
 * visibly faster for scrambled Sobol points through the bridge, on the price of a bond over 10
 * years of monthly rates and a lognormal cost, of which the answer is known. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "risk/factors.h"
#include "risk/sampler.h"
#include "risk/statistics.h"

enum { LANES = SAM_RANDOM_LANES, MONTHS = 120, CELLS = MONTHS * LANES, REPEATS = 16 };
static double path[CELLS], scratch[CELLS], cost[LANES];
static sam_sampler sampler;

static const sam_pulled rate = {0.03, 0.03, 0.1, 0.01};

/* The mean over draws of discount times cost. The exact expectation of the discrete sum: both are
 * independent, the sum of monthly rates is normal. */
static double run(const sam_bridge *bridge, sam_sampling method, uint64_t seed, int draws) {
    sam_sample_source sources[2] = {{.factor = 1, .leading = 1}, {.factor = 2, .leading = 32}};
    sam_lognormal overrun = sam_lognormal_of_spread(1, 0.2);
    double curve[MONTHS];
    sam_pulled_curve(curve, &rate, MONTHS);
    sam_sampler_init(&sampler, method, seed);
    sam_sampler_deal(sources, 2);
    sam_sum total = {0, 0};
    for (int first = 0; first < draws; first += LANES) {
        sam_sampler_normals(cost, &sampler, sources[0], (uint64_t)first, 1);
        sam_lognormal_draw(cost, overrun, cost);
        sam_sampler_path(path, &sampler, sources[1], bridge, (uint64_t)first, scratch);
        sam_pulled_path(path, curve, &rate, path, MONTHS);
        for (size_t lane = 0; lane < LANES; lane++) {
            double sum = 0;
            for (size_t m = 0; m < MONTHS; m++)
                sum += path[m * LANES + lane] / 12;
            sam_sum_add(&total, cost[lane] * sam_real_exp(-sum));
        }
    }
    return sam_sum_value(total) / draws;
}

/* E exp(-sum of rates / 12), by the covariances of an Ornstein-Uhlenbeck process: cov(s, t) =
 * volatility^2 e^(-a (t - s)) (1 - e^(-2 a s)) / (2 a) for s <= t. */
static double exact(void) {
    double mean = 0, variance = 0, a = rate.speed;
    for (int i = 1; i <= MONTHS; i++) {
        mean += 0.03 / 12;
        for (int j = 1; j <= MONTHS; j++) {
            double s = fmin(i, j) / 12.0, t = fmax(i, j) / 12.0;
            variance += rate.volatility * rate.volatility * exp(-a * (t - s)) *
                        (1 - exp(-2 * a * s)) / (2 * a) / 144;
        }
    }
    return exp(variance / 2 - mean);
}

/* Root mean square error over seeds. */
static double error(const sam_bridge *bridge, sam_sampling method, int draws) {
    double squares = 0, want = exact();
    for (uint64_t seed = 0; seed < REPEATS; seed++) {
        double off = run(bridge, method, seed + 1, draws) - want;
        squares += off * off;
    }
    return sqrt(squares / REPEATS);
}

Test(convergence, random_like_one_over_the_root_and_sobol_faster) {
    sam_arena *arena = sam_arena_new();
    sam_bridge bridge;
    cr_assert(sam_bridge_init(&bridge, MONTHS, arena));
    double random[2], even[2];
    const int draws[2] = {512, 8192};
    for (int c = 0; c < 2; c++) {
        random[c] = error(&bridge, SAM_SAMPLING_RANDOM, draws[c]);
        even[c] = error(&bridge, SAM_SAMPLING_SOBOL, draws[c]);
    }
    cr_log_info("random %g %g even %g %g", random[0], random[1], even[0], even[1]);
    /* 16 times the draws: 4, give or take what 16 repetitions leave uncertain (18 % each) */
    cr_assert(random[0] / random[1] > 2 && random[0] / random[1] < 8);
    cr_assert_gt(even[0] / even[1], 8, "Sobol's error falls faster: %g", even[0] / even[1]);
    cr_assert_lt(even[1], random[1] / 8, "and is far smaller");
    /* theory for random: sd of one draw is about 0.29 of the mean */
    cr_assert_lt(random[1], 0.3 / sqrt(8192) * 1.7);
    sam_arena_free(arena);
}

/* The mean over scrambles is unbiased: within 4 of the error of its repetitions. */
Test(convergence, scrambles_are_unbiased) {
    sam_arena *arena = sam_arena_new();
    sam_bridge bridge;
    double means[64];
    cr_assert(sam_bridge_init(&bridge, MONTHS, arena));
    for (uint64_t seed = 0; seed < 64; seed++)
        means[seed] = run(&bridge, SAM_SAMPLING_SOBOL, seed, 256);
    sam_estimate mean = sam_statistics_replicates(means, 64);
    cr_assert_lt(fabs(mean.value - exact()), 4 * mean.error);
    sam_arena_free(arena);
}

/* One recorded mean for every compiler and optimisation, to the last bit; under Numbers in the
 * changelog when it changes. */
Test(convergence, bits_are_the_recorded_ones) {
    sam_arena *arena = sam_arena_new();
    sam_bridge bridge;
    cr_assert(sam_bridge_init(&bridge, MONTHS, arena));
    const uint64_t want[2] = {UINT64_C(0x3fe7ae3df23cbffb), UINT64_C(0x3fe7ea24d76da165)};
    for (int method = 0; method < 2; method++) {
        double got = run(&bridge, (sam_sampling)method, 2026, 1024);
        cr_assert_eq(sam_real_bits(got), want[method], "method %d gives %llx", method,
                     (unsigned long long)sam_real_bits(got));
    }
    sam_arena_free(arena);
}
