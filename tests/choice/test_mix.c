/* Choosing terms on the shipped model: which rent does the owner need? Optima are judged by the
 * ledger alone: by re-running, by trying what is a little cheaper, and by asking for a krone more.
 */
#include <criterion/criterion.h>
#include <math.h>

#include "choice/mix.h"
#include "shipped.h"

enum { RENT, LOAN, PLOT, DECISIONS };
enum { OWNER, COVER, MUNICIPALITY, LTV, COST_SHARE, ROOM, DEMANDS };

/* The least rent at which the owner earns his requirement, debt service is covered `cover` times in
 * every full year, and the municipality's present value stays above a limit. */
typedef struct question {
    shipped deal;
    sam_decision decisions[DECISIONS];
    sam_part parts[DEMANDS][2];
    sam_demand demands[DEMANDS];
    sam_mix mix;
} question;

static void demand(question *q, int index, const char *row, const char *minus, double factor,
                   double least) {
    q->parts[index][0] = (sam_part){shipped_row(&q->deal, row), 1};
    if (minus)
        q->parts[index][1] = (sam_part){shipped_row(&q->deal, minus), -factor};
    q->demands[index] = (sam_demand){.name = row,
                                     .parts = q->parts[index],
                                     .part_count = minus ? 2 : 1,
                                     .when = SAM_NO_ROW,
                                     .least = least};
}

static void ask(question *q, double cover, double municipality) {
    *q = (question){.deal = shipped_open()};
    q->decisions[RENT] =
        (sam_decision){shipped_input(&q->deal, "letting.rent_share"), 0.2, 4, 0.1, 1};
    q->decisions[LOAN] =
        (sam_decision){shipped_input(&q->deal, "husbanken_loan.amount_max"), 0, 1e7, 5e5, 0};
    q->decisions[PLOT] = (sam_decision){shipped_input(&q->deal, "plot.price_share"), 0, 1, 0.1, 0};
    demand(q, OWNER, "developer.npv", NULL, 0, 0);
    demand(q, COVER, "cfads_year", "service_year", cover, 0);
    q->demands[COVER].when = shipped_row(&q->deal, "cover_year");
    demand(q, MUNICIPALITY, "municipality.npv", NULL, 0, municipality);
    /* The ceiling stays a krone below the other limits: there the loan is the ceiling, and above
     * them the ceiling moves nothing. */
    demand(q, LTV, "husbanken_loan.limit_ltv", "husbanken_loan.limit_amount", 1, 1);
    demand(q, COST_SHARE, "husbanken_loan.limit_cost_share", "husbanken_loan.limit_amount", 1, 1);
    demand(q, ROOM, "funding_room", "husbanken_loan.limit_amount", 1, 1);
    q->mix = (sam_mix){.plan = q->deal.plan,
                       .decisions = q->decisions,
                       .decision_count = DECISIONS,
                       .demands = q->demands,
                       .demand_count = DEMANDS};
}

static sam_mix_result answer(const question *q, sam_mix_verdict verdict) {
    sam_mix_result result;
    cr_assert_eq(sam_mix_solve(&result, &q->mix), SAM_OK);
    cr_assert_eq(result.verdict, verdict, "%d after %u rounds", (int)result.verdict, result.rounds);
    return result;
}

/* The least spare of a demand in a lane of a ledger that the search never saw. */
static double spare(const question *q, const sam_ledger *ledger, int index, size_t lane) {
    const sam_demand *d = &q->demands[index];
    double least = 1e300;
    uint32_t months = d->when == SAM_NO_ROW ? 1 : q->deal.plan->months;
    for (uint32_t m = 1; m <= months; m++) {
        if (d->when != SAM_NO_ROW && sam_ledger_value(ledger, d->when, m, lane) <= 0)
            continue;
        double sum = -d->least;
        for (uint32_t p = 0; p < d->part_count; p++)
            sum += d->parts[p].factor * sam_ledger_value(ledger, d->parts[p].row, m, lane);
        least = fmin(least, sum);
    }
    return least;
}

static bool holds(const question *q, const sam_ledger *ledger, size_t lane) {
    for (int d = 0; d < DEMANDS; d++)
        if (spare(q, ledger, d, lane) < -1e-4)
            return false;
    return true;
}

static void set(const question *q, sam_ledger *ledger, size_t lane, double rent, double loan,
                double plot) {
    sam_ledger_set(ledger, q->decisions[RENT].input, lane, rent);
    sam_ledger_set(ledger, q->decisions[LOAN].input, lane, loan);
    sam_ledger_set(ledger, q->decisions[PLOT].input, lane, plot);
}

/* Does any loan and plot price satisfy everyone at this rent? A grid over all of both, and a finer
 * one around the loan and price given. */
static bool possible(const question *q, double rent, double loan, double plot) {
    enum { SIDE = 24 };
    sam_ledger *ledger = sam_ledger_new(q->deal.plan, &(sam_run){.lanes = SIDE});
    bool found = false;
    for (int fine = 0; fine < 2; fine++)
        for (int i = 0; i < SIDE && !found; i++) {
            double share = i / (SIDE - 1.0);
            double l = fine ? loan * (0.99 + 0.02 * share) : share * 7e6;
            for (size_t lane = 0; lane < SIDE; lane++) {
                double across = (double)lane / (SIDE - 1.0);
                set(q, ledger, lane, rent, l, fine ? plot - 0.01 + 0.02 * across : across);
            }
            sam_ledger_run(ledger);
            for (size_t lane = 0; lane < SIDE; lane++)
                found = found || holds(q, ledger, lane);
        }
    sam_ledger_free(ledger);
    return found;
}

static void expect_optimum(double cover, double municipality, unsigned binding) {
    question q;
    ask(&q, cover, municipality);
    sam_mix_result r = answer(&q, SAM_MIX_FOUND);
    /* Certificate: prediction and ledger differ by less than an øre. */
    cr_expect(r.certified);
    cr_expect_lt(r.difference, 0.01);
    cr_expect_lt(r.relative_difference, 1e-9);
    sam_ledger *ledger = sam_ledger_new(q.deal.plan, &(sam_run){.lanes = 1});
    set(&q, ledger, 0, r.point[RENT], r.point[LOAN], r.point[PLOT]);
    sam_ledger_run(ledger);
    for (int d = 0; d < DEMANDS; d++) {
        double left = spare(&q, ledger, d, 0);
        cr_expect_geq(left, -1e-4, "%s misses by %a", q.demands[d].name, -left);
        cr_expect_eq(left < 1e-4, (binding >> d & 1) != 0, "%s", q.demands[d].name);
        cr_expect_float_eq(left, r.demands[d].spare, 1e-6);
    }
    sam_ledger_free(ledger);
    cr_expect(possible(&q, r.point[RENT] * 1.001, r.point[LOAN], r.point[PLOT]));
    cr_expect_not(possible(&q, r.point[RENT] * 0.999, r.point[LOAN], r.point[PLOT]));
    sam_mix_result_clear(&r);
    shipped_close(&q.deal);
}

Test(mix, least_rent_with_the_loan_at_its_limit) {
    expect_optimum(1.0, 0, 1u << OWNER | 1u << MUNICIPALITY | 1u << LTV);
}

Test(mix, least_rent_with_cheap_land) {
    expect_optimum(1.0, -300000, 1u << OWNER | 1u << MUNICIPALITY | 1u << LTV);
}

/* So much cover is asked for that the loan is less than Husbanken would lend. */
Test(mix, least_rent_with_cover_binding) {
    expect_optimum(2.5, 0, 1u << OWNER | 1u << MUNICIPALITY | 1u << COVER);
}

/* Shadow prices: ask a little more of one demand, solve anew, and see what it costs. */
static void expect_price(int index, double more, double cover) {
    question q;
    ask(&q, cover, 0);
    sam_mix_result before = answer(&q, SAM_MIX_FOUND);
    q.demands[index].least += more;
    sam_mix_result after = answer(&q, SAM_MIX_FOUND);
    double dual = before.demands[index].dual;
    cr_expect_gt(dual, 0);
    cr_expect_float_eq((after.aim - before.aim) / more, dual, 1e-5 * dual, "%s: %a, dual %a",
                       q.demands[index].name, (after.aim - before.aim) / more, dual);
    sam_mix_result_clear(&before);
    sam_mix_result_clear(&after);
    shipped_close(&q.deal);
}

Test(mix, duals_are_what_a_krone_more_costs) {
    expect_price(OWNER, 100, 1.0);
    expect_price(MUNICIPALITY, 100, 1.0);
    expect_price(LTV, 100, 1.0);
    expect_price(COVER, 100, 2.5);
}

/* Wherever it starts. */
Test(mix, same_optimum_from_other_starts) {
    question q;
    ask(&q, 1.0, 0);
    sam_mix_result first = answer(&q, SAM_MIX_FOUND);
    const double low[3][DECISIONS] = {{2.1, 0, 0}, {0.2, 5.2e6, 0}, {1.5, 3e6, 0.7}};
    const double high[3][DECISIONS] = {{4, 1e7, 1}, {4, 1e7, 0.8}, {4, 1e7, 1}};
    for (int n = 0; n < 3; n++) {
        for (int j = 0; j < DECISIONS; j++) {
            q.decisions[j].low = low[n][j];
            q.decisions[j].high = high[n][j];
        }
        sam_mix_result again = answer(&q, SAM_MIX_FOUND);
        for (int j = 0; j < DECISIONS; j++)
            cr_expect_float_eq(again.point[j], first.point[j], 1e-9 * q.decisions[j].scale * 100,
                               "start %d, decision %d", n, j);
        sam_mix_result_clear(&again);
    }
    sam_mix_result_clear(&first);
    shipped_close(&q.deal);
}

/* The municipality owns a plot worth 800 000 and spends 600 000 on it: no price brings a million.
 */
Test(mix, says_which_demand_is_missed) {
    question q;
    ask(&q, 1.0, 1e6);
    sam_mix_result r = answer(&q, SAM_MIX_MISSED);
    for (int d = 0; d < DEMANDS; d++)
        cr_expect_eq(r.demands[d].spare < -1, d == MUNICIPALITY, "%s", q.demands[d].name);
    cr_expect_float_eq(r.point[PLOT], 1, 1e-9);
    sam_mix_result_clear(&r);
    shipped_close(&q.deal);
}
