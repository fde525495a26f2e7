/* Risk runs of deals so simple that their distribution is known: each figure within 4 standard
 * errors of the closed form at two numbers of draws. */
#include <math.h>

#include "base/real.h"
#include "engine_run.h"

static const double Z[SAM_RISK_LEVELS] = {
    -1.6448536269514722, -1.2815515655446004, -0.6744897501960817, 0,
    0.6744897501960817,  1.2815515655446004,  1.6448536269514722};

/* A quantile of a normal (of the logarithm, when log) has the standard error sqrt(p q / n) over the
 * density there. */
static void expect_quantiles(const sam_risk_measure *m, double mean, double deviation, bool log,
                             const char *what) {
    for (int q = 0; q < SAM_RISK_LEVELS; q++) {
        double p = sam_risk_levels[q], density = exp(-Z[q] * Z[q] / 2) / sqrt(2 * acos(-1.0));
        double error = sqrt(p * (1 - p) / (double)m->known) / density * deviation;
        double found = log ? sam_real_log(m->quantiles[q]) : m->quantiles[q];
        cr_expect(fabs(found - mean - deviation * Z[q]) <= 4 * error,
                  "%s: quantile %g is %.10g, not %.10g", what, p, found, mean + deviation * Z[q]);
    }
}

Test(engine_known, the_overrun_that_an_owner_pays_is_lognormal) {
    test_deal d;
    open_overrun(&d);
    double s2 = log(1 + OVERRUN_SPREAD * OVERRUN_SPREAD);
    for (uint64_t draws = 1024; draws <= 16384; draws *= 16)
        for (int random = 0; random < 2; random++) {
            sam_risk *risk = run_deal(&d, draws, 21, random);
            const sam_risk_measure *m = measure(risk, 0, "developer.outlay", NULL);
            double mean = BUDGET * OVERRUN_MEAN;
            double error = mean * OVERRUN_SPREAD / sqrt((double)draws);
            cr_expect(fabs(m->mean - mean) <= 4 * error, "mean %g of %d draws", m->mean,
                      (int)draws);
            cr_expect_float_eq(m->deviation, mean * OVERRUN_SPREAD, 0.15 * mean * OVERRUN_SPREAD);
            if (random)
                cr_expect_float_eq(m->error, error, 0.15 * error);
            expect_quantiles(m, sam_real_log(mean) - s2 / 2, sqrt(s2), true, "overrun");
            sam_risk_free(risk);
        }
    test_deal_close(&d);
}

/* Root mean square error of the mean over 24 seeds. */
static double error_of_mean(test_deal *d, uint64_t draws, bool random) {
    double sum = 0;
    for (uint64_t seed = 1; seed <= 24; seed++) {
        sam_risk *risk = run_deal(d, draws, seed, random);
        double off = measure(risk, 0, "developer.outlay", NULL)->mean - BUDGET * OVERRUN_MEAN;
        sum += off * off;
        sam_risk_free(risk);
    }
    return sqrt(sum / 24);
}

/* Sixteen times the draws: random numbers err 4 times less, Sobol's at least 8 times (nearer 16 or
 * more in one dimension). 24 seeds know an error to a factor of 1.33 each way (95 % of a chi
 * distribution). */
Test(engine_known, errors_fall_as_they_should) {
    test_deal d;
    open_overrun(&d);
    double few = error_of_mean(&d, 256, true), many = error_of_mean(&d, 4096, true);
    double theory = BUDGET * OVERRUN_MEAN * OVERRUN_SPREAD / sqrt(256);
    cr_expect(few > theory / 1.5 && few < theory * 1.5, "random: %g, theory %g", few, theory);
    cr_expect(few / many > 4 / 1.8 && few / many < 4 * 1.8, "random: %g to %g", few, many);
    double even_few = error_of_mean(&d, 256, false), even_many = error_of_mean(&d, 4096, false);
    cr_expect(even_few / even_many > 8, "Sobol: %g to %g", even_few, even_many);
    cr_expect(even_many < many / 10, "Sobol %g, random %g", even_many, many);
    test_deal_close(&d);
}

/* What is printed as the error of a Sobol mean: not below what 24 seeds err (known to a factor of
 * 1.33), far below that of independent draws, and its intervals hold the truth. */
Test(engine_known, the_error_told_of_sobol_is_honest) {
    test_deal d;
    open_overrun(&d);
    double seen = error_of_mean(&d, 4096, false), told = 0, mean = BUDGET * OVERRUN_MEAN;
    int held = 0;
    for (uint64_t seed = 1; seed <= 24; seed++) {
        sam_risk *risk = run_deal(&d, 4096, seed, false);
        const sam_risk_measure *m = measure(risk, 0, "developer.outlay", NULL);
        cr_expect(sam_risk_even(risk));
        told += m->error * m->error / 24;
        held += m->mean_low <= mean && mean <= m->mean_high;
        sam_risk_free(risk);
    }
    told = sqrt(told);
    cr_expect(told > seen / 1.33, "told %g, seen %g", told, seen);
    cr_expect(told < mean * OVERRUN_SPREAD / sqrt(4096) / 3, "told %g", told);
    cr_expect(held >= 20, "%d of 24 intervals hold the truth", held);
    test_deal_close(&d);
}

/* A bullet loan of 960 000 for 8 years at a floating rate, which the owner always pays: the bank
 * gains the sum of S r / 12 over 96 months from the 13th, with r an Ornstein-Uhlenbeck process
 * (Vasicek 1977): a normal of which mean and variance are sums in closed form. */
Test(engine_known, interest_at_a_floating_rate_is_normal) {
    static const char *const set[] = {STILL,   "/uncertainty/rate/volatility",
                                      "0.004", "/uncertainty/rate/speed",
                                      "0.2",   "/economy/market_rate",
                                      "0.08",  "/dwellings/0/rent",
                                      "3000",  NULL};
    test_deal d;
    test_deal_open(&d,
                   TEST_BASE TEST_LETTING
                   ", {\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"rate\": "
                   "\"market\", \"profile\": \"bullet\", \"years\": 8, \"terms_per_year\": 4, "
                   "\"ltv_max\": 0.8}",
                   set);
    test_deal_run(&d);
    const double lent = test_scalar(&d, "loan.lent"), speed = 0.2, volatility = 0.004;
    cr_assert_float_eq(lent, 960000, 1e-6);
    double variance = 0;
    for (int i = 13; i <= 108; i++)
        for (int k = 13; k <= 108; k++) {
            int first = i < k ? i : k, apart = i < k ? k - i : i - k;
            double here =
                volatility * volatility * (1 - exp(-2 * speed * first / 12)) / (2 * speed);
            variance += here * exp(-speed * apart / 12);
        }
    double mean = lent * 0.08 / 12 * 96, deviation = lent / 12 * sqrt(variance);
    for (uint64_t draws = 1024; draws <= 16384; draws *= 16)
        for (int random = 0; random < 2; random++) {
            sam_risk *risk = run_deal(&d, draws, 8, random);
            const sam_risk_measure *m = measure(risk, 0, "bank.total", NULL);
            double n = (double)draws;
            cr_expect(fabs(m->mean - mean) <= 4 * deviation / sqrt(n), "%g, not %g", m->mean, mean);
            cr_expect(fabs(m->deviation - deviation) <= 4 * deviation / sqrt(2 * n), "%g, not %g",
                      m->deviation, deviation);
            expect_quantiles(m, mean, deviation, false, "interest");
            /* The mean of a normal's worst twentieth: density at its edge over 0.05. */
            double cvar = mean - deviation * exp(-Z[0] * Z[0] / 2) / sqrt(2 * acos(-1.0)) / 0.05;
            cr_expect(fabs(m->cvar95 - cvar) <= 4 * m->cvar_error, "CVaR %g, not %g", m->cvar95,
                      cvar);
            sam_risk_free(risk);
        }
    test_deal_close(&d);
}

/* One home's months empty in a year, by enumeration of its two states. */
static void count_months(double chance[13], double vacancy, double spell) {
    double let = 1 / spell, fall = let * vacancy / (1 - vacancy);
    double now[2][13] = {{0}};
    now[0][0] = 1 - vacancy;
    now[1][1] = vacancy;
    for (int m = 1; m < 12; m++) {
        double next[2][13] = {{0}};
        for (int k = 0; k <= m; k++) {
            next[0][k] += now[0][k] * (1 - fall) + now[1][k] * let;
            next[1][k + 1] += now[0][k] * fall + now[1][k] * (1 - let);
        }
        memcpy(now, next, sizeof now);
    }
    for (int k = 0; k <= 12; k++)
        chance[k] = now[0][k] + now[1][k];
}

/* Two homes let for a year at 1000 a month: each of the 25 possible rents as often as it should. */
Test(engine_known, two_homes_stand_empty_as_often_as_they_should) {
    static const char *const set[] = {STILL, "/operation/vacancy",
                                      "0.2", "/uncertainty/vacancy/spell",
                                      "3",   "/dwellings/0/count",
                                      "2",   "/project/horizon_years",
                                      "1",   NULL};
    test_deal d;
    test_deal_open(&d, TEST_BASE TEST_LETTING, set);
    test_deal_run(&d);
    double one[13], two[25] = {0};
    count_months(one, 0.2, 3);
    for (int i = 0; i <= 12; i++)
        for (int k = 0; k <= 12; k++)
            two[i + k] += one[i] * one[k];
    for (uint64_t draws = 2048; draws <= 32768; draws *= 16) {
        sam_risk *risk = run_deal(&d, draws, 4, true);
        size_t index;
        const sam_risk_measure *m = measure(risk, 0, "tenants.total", &index);
        const double *paid = sam_risk_values(risk, 0, index);
        double seen[25] = {0}, n = (double)draws, square = 0;
        for (uint64_t i = 0; i < draws; i++) {
            double empty = 24 + paid[i] / 1000;
            long k = lround(empty);
            cr_assert(k >= 0 && k <= 24 && fabs(empty - (double)k) < 1e-9, "%g months", empty);
            seen[k]++;
        }
        for (int k = 0; k <= 24; k++) {
            cr_expect(fabs(seen[k] - n * two[k]) <= 4 * sqrt(n * two[k] * (1 - two[k])) + 1,
                      "%d months empty %g times, not %g", k, seen[k], n * two[k]);
            square += two[k] * pow(k - 4.8, 2);
        }
        cr_expect(fabs(m->mean + 1000 * (24 - 4.8)) <= 4 * 1000 * sqrt(square / n), "mean %g",
                  m->mean);
        sam_risk_free(risk);
    }
    test_deal_close(&d);
}
