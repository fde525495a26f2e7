/* Correlations between all kinds of factors: what is drawn has those that the scenario gives, paths
 * month by month and numbers over their period, and what cannot be is refused with what can. */
#include <math.h>
#include <stdio.h>

#include "engine_run.h"
#include "risk/draws.h"

enum { W = SAM_RANDOM_LANES, GROUPS = 256, DRAWS = GROUPS * W, BUILT = 12 };

/* What is looked at of each draw: standard normals. */
enum { RATE_BUILT, VALUE_BUILT, VALUE_LIFE, INFLATION_6, RATE_6, OVERRUN, PRICE, EXIT, SEEN };

typedef struct seen {
    double of[SEEN][DRAWS];
} seen;

/* The month's own normal, read back from a path of an exact Gaussian step. */
static double shock(const double *path, const sam_pulled *p, size_t m, size_t lane) {
    double keep = exp(-p->speed / 12), before = m ? path[(m - 1) * W + lane] : 0;
    return (path[m * W + lane] - keep * before) / sqrt(sam_pulled_variance(p, 1.0 / 12));
}

static double whole(const double *path, const sam_pulled *p, size_t months, size_t lane) {
    double sum = 0;
    for (size_t m = 0; m < months; m++)
        sum += shock(path, p, m, lane);
    return sum / sqrt((double)months);
}

/* Values are levels around 1: the logarithm with half its variance put back. */
static void unlevel(double *out, const sam_draws *d, const double *level) {
    for (size_t m = 0; m < d->months; m++)
        for (size_t lane = 0; lane < W; lane++)
            out[m * W + lane] = log(level[m * W + lane]) + d->half_variance[PATH_VALUE][m];
}

static void read_group(seen *s, const sam_draws *d, const sam_group *g, size_t first,
                       double *value) {
    const double *rate = g->path[PATH_RATE], *inflation = g->path[PATH_INFLATION];
    const sam_pulled *r = &d->pulled[PATH_RATE], *i = &d->pulled[PATH_INFLATION];
    const sam_pulled *v = &d->pulled[PATH_VALUE];
    unlevel(value, d, g->path[PATH_VALUE]);
    for (size_t lane = 0; lane < W; lane++) {
        size_t at = first + lane;
        s->of[RATE_BUILT][at] = whole(rate, r, BUILT, lane);
        s->of[VALUE_BUILT][at] = whole(value, v, BUILT, lane);
        s->of[VALUE_LIFE][at] = whole(value, v, d->months, lane);
        s->of[INFLATION_6][at] = shock(inflation, i, 5, lane);
        s->of[RATE_6][at] = shock(rate, r, 5, lane);
        double spread = d->overrun.deviation;
        s->of[OVERRUN][at] =
            (log((g->one[ONE_OVERRUN][lane] + 1) / d->overrun.mean) + spread * spread / 2) / spread;
        spread = d->price.deviation;
        s->of[PRICE][at] = (log(g->one[ONE_PRICE][lane]) + spread * spread / 2) / spread;
        spread = d->exit.deviation;
        s->of[EXIT][at] = (log(g->one[ONE_EXIT][lane]) + spread * spread / 2) / spread;
    }
}

static double correlation(const seen *s, int a, int b) {
    double ab = 0;
    for (size_t i = 0; i < DRAWS; i++)
        ab += s->of[a][i] * s->of[b][i];
    return ab / DRAWS;
}

/* Within 4 standard errors of the product's mean, sqrt((1 + r^2) / n) for normals. */
static void expect(const seen *s, int a, int b, double r) {
    double error = sqrt((1 + r * r) / DRAWS);
    cr_expect(fabs(correlation(s, a, b) - r) < 4 * error, "%d with %d: %g, not %g", a, b,
              correlation(s, a, b), r);
}

Test(cross, numbers_have_the_correlations_given_with_paths) {
    static const char *const set[] = {"/uncertainty/correlation/rate_overrun",
                                      "0.5",
                                      "/uncertainty/correlation/value_price",
                                      "0.4",
                                      "/uncertainty/correlation/overrun_price",
                                      "-0.2",
                                      "/uncertainty/correlation/value_exit",
                                      "0.7",
                                      NULL};
    static seen s;
    static double value[400 * W];
    test_deal deal;
    test_deal_open(&deal, TEST_BASE TEST_LETTING, set);
    for (int random = 0; random < 2; random++) {
        sam_arena *arena = sam_arena_new();
        const sam_risk_spec spec = {.seed = 5, .random = random, .best_simd = true};
        static sam_draws d;
        sam_group g;
        cr_assert_eq(sam_draws_init(&d, deal.deal, &spec, arena, deal.diags), SAM_OK);
        cr_assert(sam_group_init(&g, &d, arena) && d.months * W <= sizeof value / sizeof *value);
        for (size_t group = 0; group < GROUPS; group++) {
            sam_draws_fill(&d, &g, group * W);
            read_group(&s, &d, &g, group * W, value);
        }
        for (int i = 0; i < SEEN; i++)
            cr_expect(fabs(correlation(&s, i, i) - 1) < 4 * sqrt(2.0 / DRAWS), "%d: variance", i);
        expect(&s, RATE_BUILT, OVERRUN, 0.5);
        expect(&s, VALUE_BUILT, PRICE, 0.4);
        expect(&s, OVERRUN, PRICE, -0.2);
        expect(&s, VALUE_LIFE, EXIT, 0.7);
        expect(&s, VALUE_BUILT, EXIT, 0.7 * sqrt((double)BUILT / d.months));
        expect(&s, RATE_BUILT, EXIT, 0);
        expect(&s, RATE_6, OVERRUN, 0.5 / sqrt(BUILT)); /* one month's part of the whole */
        expect(&s, RATE_6, INFLATION_6, 0.4);           /* as without numbers: the default */
        expect(&s, RATE_BUILT, VALUE_BUILT, -0.2);
        sam_arena_free(arena);
    }
    test_deal_close(&deal);
}

/* A market that leaves in months when values fall: the value's shock of a month of leaving has the
 * mean -r phi(limit) / p of a normal cut below. As many leave as without the correlation. */
Test(cross, the_local_market_goes_with_values) {
    static const char *const set[] = {"/uncertainty/correlation/value_market",
                                      "0.8",
                                      "/uncertainty/correlation/rent_value",
                                      "0",
                                      "/uncertainty/market/leave",
                                      "0.3",
                                      "/uncertainty/market/back",
                                      "0.2",
                                      NULL};
    static double value[400 * W];
    static sam_draws d;
    test_deal deal;
    sam_group g;
    test_deal_open(&deal, TEST_BASE TEST_LETTING, set);
    sam_arena *arena = sam_arena_new();
    const sam_risk_spec spec = {.seed = 9, .best_simd = true};
    cr_assert_eq(sam_draws_init(&d, deal.deal, &spec, arena, deal.diags), SAM_OK);
    cr_assert(sam_group_init(&g, &d, arena));
    double left = 0, sum = 0, stays = 0;
    for (size_t group = 0; group < GROUPS; group++) {
        sam_draws_fill(&d, &g, group * W);
        unlevel(value, &d, g.path[PATH_VALUE]);
        for (size_t lane = 0; lane < W; lane++) {
            stays += g.market[59 * W + lane];
            if (g.market[lane] > 0)
                continue;
            left++;
            sum += shock(value, &d.pulled[PATH_VALUE], 0, lane);
        }
    }
    double p = d.market.leave, n = DRAWS, after = sam_market_stays(&d.market, 60);
    double limit = sam_real_normal_inverse(p);
    double want = -0.8 * exp(-limit * limit / 2) / sqrt(2 * acos(-1)) / p;
    cr_expect(fabs(left / n - p) < 4 * sqrt(p * (1 - p) / n), "%g leave at once", left / n);
    cr_expect(fabs(stays / n - after) < 4 * sqrt(after * (1 - after) / n), "%g stay", stays / n);
    cr_expect(fabs(sum / left - want) < 4 / sqrt(left), "%g, not %g", sum / left, want);
    sam_arena_free(arena);
    test_deal_close(&deal);
}

static sam_status try_pairs(const char *pairs, char *hint, size_t size) {
    test_deal d;
    test_deal_open(&d, TEST_BASE TEST_LETTING,
                   (const char *[]){"/uncertainty/correlation", pairs, NULL});
    test_deal_run(&d);
    const sam_ledger *base = d.ledger;
    sam_risk *risk = NULL;
    sam_diags *diags = sam_diags_new();
    sam_status status = sam_risk_run(
        &risk, &(sam_risk_spec){.bases = &base, .model_count = 1, .draws = 10, .threads = 1},
        diags);
    if (status != SAM_OK)
        snprintf(hint, size, "%s", sam_diags_at(diags, 0)->hint);
    sam_risk_free(risk);
    sam_diags_free(diags);
    test_deal_close(&d);
    return status;
}

/* Rates drive inflation and overrun, which are said to go against each other: no numbers can. What
 * is offered in its place can be pasted, and is accepted. */
Test(cross, what_cannot_be_is_refused_and_what_is_offered_is_accepted) {
    static const char *const WRONG[] = {
        "{\"rate_inflation\": 0.9, \"rate_overrun\": 0.9, \"inflation_overrun\": -0.5}",
        "{\"value_market\": 0.95, \"market_price\": -0.95, \"value_price\": 0.9}",
        "{\"rate_exit\": 0.8, \"value_exit\": 0.8}",
        "{\"overrun_delay\": 0.9, \"delay_time\": 0.9, \"overrun_time\": -0.9}",
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        char hint[8192] = "", none[8192];
        cr_assert_eq(try_pairs(WRONG[i], hint, sizeof hint), SAM_INPUT, "%s", WRONG[i]);
        const char *offered = strchr(hint, '{');
        cr_assert(offered, "%s", hint);
        cr_expect_eq(try_pairs(offered, none, sizeof none), SAM_OK, "%s", offered);
    }
    char none[8192];
    cr_expect_eq(try_pairs("{\"rate_inflation\": 0.9, \"rate_overrun\": 0.6, "
                           "\"inflation_overrun\": 0.5}",
                           none, sizeof none),
                 SAM_OK);
}
