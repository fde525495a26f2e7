/* Each factor against its closed form, within 4 standard errors at two draw counts, and the closed
 * forms against published numbers and laws. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "risk/factors.h"
#include "risk/statistics.h"

enum { LANES = SAM_RANDOM_LANES, MONTHS = 60, CELLS = MONTHS * LANES, MOST = 64000 };
static const int counts[2] = {MOST / 16, MOST};
static double normals[CELLS], path[CELLS], results[MOST];
static uint32_t words[CELLS];

static void take_normals(uint32_t factor, int first) {
    sam_random_fill_normals(normals, (sam_random_key){17, factor}, (uint64_t)first, MONTHS,
                            SAM_SIMD_BASE);
}

static void take_words(uint32_t factor, int first) {
    sam_random_fill_words(words, (sam_random_key){17, factor}, (uint64_t)first, MONTHS,
                          SAM_SIMD_BASE);
}

static void check_mean(int count, double want, const char *what) {
    sam_estimate got = sam_statistics_mean(results, (size_t)count);
    cr_assert_lt(fabs(got.value - want), 4 * got.error, "%s, %d draws: %g for %g, error %g", what,
                 count, got.value, want, got.error);
}

/* Source: QuantLib's shortratemodels test, where the plain formula divides by the speed. */
Test(rate, bond_without_pull) {
    sam_pulled p = {0.05, 0.05, 1e-12, 0.01};
    cr_assert_float_eq(sam_pulled_bond(&p, 1), 0.9512452784565716, 1e-12);
    p.speed = 0;
    cr_assert_float_eq(sam_pulled_bond(&p, 1), 0.9512452784565716, 1e-12);
    cr_assert_float_eq(sam_pulled_bond(&p, 1), exp(-0.05 + 1e-4 / 6), 1e-15);
}

/* The textbook form, -sigma^2 / (2 a^2) (T - B) - sigma^2 B^2 / (4 a), in long double, at both
 * sides of the switch from series to formula (speed * years = 0.5). */
Test(rate, bond_is_the_textbooks) {
    const double speeds[] = {1e-3, 0.01, 0.0499, 0.05, 0.0501, 0.2, 2};
    for (size_t s = 0; s < sizeof speeds / sizeof *speeds; s++) {
        sam_pulled p = {0.045, 0.03, speeds[s], 0.012};
        long double a = (long double)speeds[s], t = 10, v = 0.012L, r = (long double)p.start;
        long double reach = -expm1l(-a * t) / a, mean = (long double)p.mean;
        long double log_a =
            (mean - v * v / (2 * a * a)) * (reach - t) - v * v * reach * reach / (4 * a);
        double want = (double)expl(log_a - reach * r);
        cr_assert_float_eq(sam_pulled_bond(&p, 10), want, 1e-12, "speed %g", speeds[s]);
    }
}

/* A step of any length keeps the law: variance after t + u = variance after t, faded, + after u. */
Test(rate, variance_adds_over_steps) {
    sam_pulled p = {0, 0, 0.3, 0.02};
    double faded = sam_pulled_variance(&p, 2) * exp(-2 * 0.3 * 3);
    cr_assert_float_eq(sam_pulled_variance(&p, 5), faded + sam_pulled_variance(&p, 3), 1e-18);
    p.speed = 0;
    cr_assert_float_eq(sam_pulled_variance(&p, 5), 5 * 0.0004, 1e-18);
}

static void draw_rates(const sam_pulled *p, int first) {
    double curve[MONTHS];
    sam_pulled_curve(curve, p, MONTHS);
    take_normals(1, first);
    sam_pulled_path(path, curve, p, normals, MONTHS);
}

/* Mean and variance at the first and the last month; the variance by its own standard error. */
static void check_rates(const sam_pulled *p, int count, size_t month) {
    double want = sam_pulled_mean(p, (double)month / 12);
    for (int first = 0; first < count; first += LANES) {
        draw_rates(p, first);
        memcpy(results + first, path + (month - 1) * LANES, LANES * sizeof *results);
    }
    check_mean(count, want, "mean rate");
    for (int i = 0; i < count; i++)
        results[i] = (results[i] - want) * (results[i] - want);
    check_mean(count, sam_pulled_variance(p, (double)month / 12), "variance of the rate");
}

Test(rate, paths_have_mean_and_variance) {
    const sam_pulled kinds[] = {
        {0.045, 0.03, 0.15, 0.01}, {0.01, 0.025, 0, 0.02}, {0.02, 0.02, 3, 0.03}};
    for (int c = 0; c < 2; c++)
        for (int k = 0; k < 3; k++) {
            check_rates(&kinds[k], counts[c], 1);
            check_rates(&kinds[k], counts[c], MONTHS);
        }
}

/* exp(-integral of the rate over a path), the integral by trapezoids: their own error is below 1e-6
 * of the price, a hundredth of the standard error. No rate is floored, or this would fail. */
static double discount(double start, size_t lane) {
    double sum = start / 2;
    for (size_t m = 0; m < MONTHS; m++)
        sum += path[m * LANES + lane] * (m + 1 == MONTHS ? 0.5 : 1);
    return exp(-sum / 12);
}

Test(rate, paths_price_the_bond) {
    const sam_pulled p = {0.01, 0.02, 0.15, 0.02};
    for (int c = 0; c < 2; c++) {
        for (int first = 0; first < counts[c]; first += LANES) {
            draw_rates(&p, first);
            for (size_t lane = 0; lane < LANES; lane++)
                results[first + (int)lane] = discount(p.start, lane);
        }
        check_mean(counts[c], sam_pulled_bond(&p, 5), "bond price");
    }
}

/* Hull-White fitted to a curve reprices it: forwards rising from 3 % to 4.5 %. */
Test(rate, fitted_paths_price_the_curve) {
    const sam_pulled p = {0, 0, 0.1, 0.015};
    double forwards[MONTHS], curve[MONTHS], integral = 0.03 / 2;
    for (size_t m = 0; m < MONTHS; m++) {
        forwards[m] = 0.03 + 0.015 * (double)(m + 1) / MONTHS;
        integral += forwards[m] * (m + 1 == MONTHS ? 0.5 : 1);
    }
    sam_pulled_fit(curve, forwards, &p, MONTHS);
    for (int first = 0; first < MOST; first += LANES) {
        take_normals(2, first);
        sam_pulled_path(path, curve, &p, normals, MONTHS);
        for (size_t lane = 0; lane < LANES; lane++)
            results[first + (int)lane] = discount(0.03, lane);
    }
    check_mean(MOST, exp(-integral / 12), "bond price");
}

/* Mean preserved whatever the spread; spread and quantiles as asked for. */
Test(lognormal, keeps_mean_spread_and_quantiles) {
    sam_lognormal f = sam_lognormal_of_spread(1.1, 0.25);
    for (int c = 0; c < 2; c++) {
        for (int first = 0; first < counts[c]; first += LANES) {
            take_normals(3, first);
            sam_lognormal_draw(results + first, f, normals);
        }
        check_mean(counts[c], 1.1, "mean overrun");
        for (int i = 0; i < counts[c]; i++)
            results[i] = (results[i] - 1.1) * (results[i] - 1.1);
        check_mean(counts[c], 1.1 * 1.1 * 0.25 * 0.25, "variance of the overrun");
    }
    f = sam_lognormal_of_quantiles(1.05, 1.3, 0.8);
    double z[LANES] = {0, 0.8416212335729143}, out[LANES];
    sam_lognormal_draw(out, f, z);
    cr_assert_float_eq(out[0], 1.05, 1e-14);
    cr_assert_float_eq(out[1], 1.3, 1e-14);
    f = sam_lognormal_of_spread(2, 0);
    sam_lognormal_draw(out, f, normals);
    cr_assert_eq(out[7], 2);
}

Test(market, monthly_chance_is_the_yearly_one_twelve_times) {
    cr_assert_float_eq(1 - pow(1 - sam_market_monthly(0.05), 12), 0.05, 1e-15);
    cr_assert_eq(sam_market_monthly(0), 0);
    cr_assert_eq(sam_market_monthly(1), 1);
}

/* By hand: stays 0.9; then 0.9 * 0.9 + 0.1 * 0.2. */
Test(market, share_that_stays_by_hand) {
    const sam_market m = {0.1, 0.2}, never = {0, 0};
    cr_assert_eq(sam_market_stays(&m, 0), 1);
    cr_assert_float_eq(sam_market_stays(&m, 1), 0.9, 1e-15);
    cr_assert_float_eq(sam_market_stays(&m, 2), 0.83, 1e-15);
    cr_assert_eq(sam_market_stays(&never, 9), 1);
}

Test(market, paths_stay_as_often_as_they_should) {
    const sam_market kinds[] = {{0.02, 0}, {0.05, 0.1}};
    const size_t months[] = {1, 12, MONTHS};
    for (int k = 0; k < 2; k++)
        for (int c = 0; c < 2; c++)
            for (int i = 0; i < 3; i++) {
                for (int first = 0; first < counts[c]; first += LANES) {
                    take_words(4, first);
                    sam_market_path(path, &kinds[k], words, MONTHS);
                    memcpy(results + first, path + (months[i] - 1) * LANES,
                           LANES * sizeof *results);
                }
                check_mean(counts[c], sam_market_stays(&kinds[k], months[i]), "stays");
            }
}

/* An employer that never returns, never does in any draw. */
Test(market, without_a_way_back_leaving_is_for_good) {
    const sam_market m = {0.05, 0};
    take_words(4, 0);
    sam_market_path(path, &m, words, MONTHS);
    for (size_t i = LANES; i < CELLS; i++)
        cr_assert_leq(path[i], path[i - LANES]);
}

Test(vacancy, share_is_the_input_and_spells_as_long_as_asked) {
    for (int i = 0; i < 20; i++) {
        double v = i / 20.0;
        sam_vacancy share = sam_vacancy_of(v, 3);
        cr_assert_float_eq(sam_vacancy_share(&share), v, 1e-15);
    }
    sam_vacancy home = sam_vacancy_of(0.06, 3);
    cr_assert_float_eq(1 / home.let, 3, 1e-15);
    home = sam_vacancy_of(0.9, 3); /* let spells of a third of a month: lengthened to 1 and 9 */
    cr_assert_float_eq(1 / home.let, 9, 1e-14);
    cr_assert_eq(home.fall, 1);
    home = sam_vacancy_of(1, 3);
    cr_assert_eq(sam_vacancy_share(&home), 1);
}

/* Ten homes: the number empty in any month is binomial (homes are independent), so mean and
 * variance are n v and n v (1 - v), from the first month on; and the total over the months has the
 * variance of a two-state chain, sum over pairs of v (1 - v) r^distance, r = 1 - let - fall. */
static void draw_vacancy(const sam_vacancy *home, int first, uint32_t homes) {
    memset(path, 0, sizeof path);
    for (uint32_t h = 0; h < homes; h++) {
        take_words(100 + h, first);
        sam_vacancy_add(path, 1, home, home, NULL, words, MONTHS);
    }
}

static void check_binomial(const sam_vacancy *home, int count, size_t month) {
    const double v = 0.08, n = 10;
    for (int first = 0; first < count; first += LANES) {
        draw_vacancy(home, first, 10);
        memcpy(results + first, path + (month - 1) * LANES, LANES * sizeof *results);
    }
    check_mean(count, n * v, "empty homes");
    for (int i = 0; i < count; i++)
        results[i] = (results[i] - n * v) * (results[i] - n * v);
    check_mean(count, n * v * (1 - v), "variance of empty homes");
}

Test(vacancy, homes_are_binomial_from_the_first_month_on) {
    const sam_vacancy home = sam_vacancy_of(0.08, 4);
    check_binomial(&home, MOST / 16, 1);
    check_binomial(&home, MOST / 4, 1);
    check_binomial(&home, MOST / 16, MONTHS);
    check_binomial(&home, MOST / 4, MONTHS);
}

Test(vacancy, total_has_the_variance_of_the_chain) {
    const double v = 0.08;
    const sam_vacancy home = sam_vacancy_of(v, 4);
    double want = 0;
    for (int i = 0; i < MONTHS; i++)
        for (int j = 0; j < MONTHS; j++)
            want += v * (1 - v) * pow(1 - home.let - home.fall, abs(i - j));
    for (int first = 0; first < MOST; first += LANES) {
        draw_vacancy(&home, first, 1);
        for (size_t lane = 0; lane < LANES; lane++) {
            double total = 0;
            for (size_t m = 0; m < MONTHS; m++)
                total += path[m * LANES + lane];
            results[first + (int)lane] = (total - v * MONTHS) * (total - v * MONTHS);
        }
    }
    check_mean(MOST, want, "variance of empty months");
}

/* Two homes, two months, every outcome: probabilities by enumeration of the 16 paths, frequencies
 * within 4 standard errors. */
Test(vacancy, two_homes_by_enumeration) {
    const double v = 0.3;
    const sam_vacancy home = sam_vacancy_of(v, 2);
    const double move[2][2] = {{1 - home.fall, home.fall}, {home.let, 1 - home.let}};
    int seen[9] = {0};
    double want[9] = {0};
    for (int a = 0; a < 16; a++) {
        int x1 = a & 1, x2 = a >> 1 & 1, y1 = a >> 2 & 1, y2 = a >> 3 & 1;
        double p = (x1 ? v : 1 - v) * move[x1][x2] * (y1 ? v : 1 - v) * move[y1][y2];
        want[3 * (x1 + y1) + x2 + y2] += p;
    }
    for (int first = 0; first < MOST; first += LANES) {
        draw_vacancy(&home, first, 2);
        for (size_t lane = 0; lane < LANES; lane++)
            seen[3 * (int)path[lane] + (int)path[LANES + lane]]++;
    }
    for (int k = 0; k < 9; k++)
        cr_assert_lt(fabs((double)seen[k] / MOST - want[k]),
                     4 * sqrt(want[k] * (1 - want[k]) / MOST));
}

/* When the employer has left, the other chain rules: after long enough its share is seen. */
Test(vacancy, follows_the_market) {
    const sam_vacancy good = sam_vacancy_of(0.05, 2), bad = sam_vacancy_of(0.4, 5);
    static double market[CELLS];
    for (size_t i = 0; i < CELLS; i++)
        market[i] = i < CELLS / 2 ? 1 : 0;
    for (int first = 0; first < MOST; first += LANES) {
        memset(path, 0, sizeof path);
        take_words(5, first);
        sam_vacancy_add(path, 0.5, &good, &bad, market, words, MONTHS);
        for (size_t lane = 0; lane < LANES; lane++) {
            double before = path[(size_t)(MONTHS / 2 - 1) * LANES + lane],
                   after = path[CELLS - LANES + lane];
            results[first + (int)lane] = before + 10 * after;
        }
    }
    /* a third of the start fades a month: after 30 months 5e-6 of it is left */
    check_mean(MOST, 0.5 * 0.05 + 10 * 0.5 * 0.4, "share empty");
}

/* Probabilities 0 and 1 are never and always, in every draw. */
Test(vacancy, never_and_always) {
    const sam_vacancy never = sam_vacancy_of(0, 3), always = sam_vacancy_of(1, 3);
    for (uint32_t i = 0; i < CELLS; i++)
        words[i] = i % 3 == 0 ? 0 : i % 3 == 1 ? UINT32_MAX : i * 2654435761u;
    memset(path, 0, sizeof path);
    sam_vacancy_add(path, 1, &never, &never, NULL, words, MONTHS);
    sam_vacancy_add(path, 2, &always, &always, NULL, words, MONTHS);
    for (size_t i = 0; i < CELLS; i++)
        cr_assert_eq(path[i], 2);
}

/* Every kind of instructions gives the same, and one home's rule by hand on a few words. */
Test(vacancy, is_the_same_for_every_kind_of_instructions) {
    const sam_vacancy good = sam_vacancy_of(0.2, 4), bad = sam_vacancy_of(0.5, 3);
    static double market[CELLS], want[CELLS];
    take_words(9, 0);
    sam_market_path(market, &(sam_market){0.1, 0.1}, words, MONTHS);
    take_words(8, 0);
    int empty[LANES] = {0};
    for (size_t i = 0; i < CELLS; i++) {
        const sam_vacancy *home = market[i] > 0 ? &good : &bad;
        double u = sam_random_open(words[i]),
               fall = i < LANES ? sam_vacancy_share(home) : home->fall;
        empty[i % LANES] = u < (empty[i % LANES] ? 1 - home->let : fall);
        want[i] = 0.5 + 0.25 * empty[i % LANES];
    }
    for (int kind = 0; kind < SAM_SIMD_COUNT; kind++) {
        for (size_t i = 0; i < CELLS; i++)
            path[i] = 0.5;
        sam_vacancy_add_with((sam_simd)kind, path, 0.25, &good, &bad, market, words, MONTHS);
        cr_assert_arr_eq(path, want, sizeof path, "kind %d", kind);
    }
}

Test(delay, geometric_mean_and_chances) {
    sam_months d = sam_months_geometric(2, 24);
    double want = 0, again = 1;
    for (int k = 0; k < 24; k++)
        want += again *= 2.0 / 3;
    for (int c = 0; c < 2; c++) {
        for (int first = 0; first < counts[c]; first += LANES) {
            take_normals(6, first);
            sam_months_draw(results + first, &d, normals);
        }
        check_mean(counts[c], want, "mean delay");
        for (int i = 0; i < counts[c]; i++)
            results[i] = results[i] > 0;
        check_mean(counts[c], 2.0 / 3, "any delay");
    }
}

Test(delay, edges) {
    double z[LANES] = {-9, 9, 0}, out[LANES];
    sam_months none = sam_months_geometric(0, 24);
    sam_months_draw(out, &none, z);
    cr_assert(out[0] == 0 && out[1] == 0);
    const double more_than[] = {1, 1, 0.5, 0};
    sam_months fixed = sam_months_of(more_than, 4); /* two or three months */
    sam_months_draw(out, &fixed, z);
    cr_assert(out[0] == 2 && out[1] == 3);
}
