/* What clauses move, against means and quantiles known in closed form, and laws that hold for any
 * deal. The still world of deal_text.h, in which a test lets one thing be uncertain. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "deal/fields.h"
#include "deal_text.h"
#include "risk/clauses.h"

#define FIXED_PRICE                                                                                \
    "{\"id\": \"building\", \"kind\": \"building_cost\", \"fixed_price_share\": 0.5}"
#define UNIFORM_SHARE "{\"value\": 0.5, \"low\": 0.2, \"high\": 0.8, \"distribution\": \"uniform\"}"
#define RENT_GUARANTEE                                                                             \
    "{\"id\": \"promise\", \"kind\": \"rent_guarantee\", \"guarantor\": \"municipality\", "        \
    "\"threshold\": 0.5, \"years\": 10}"
#define LEASED                                                                                     \
    "{\"id\": \"lease\", \"kind\": \"lease\", \"lessee\": \"municipality\", \"years\": 5, "        \
    "\"rent_share\": 0.9}"
#define LOAN                                                                                       \
    "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"years\": 9, \"rate\": "   \
    "\"market\", \"margin\": 0.02, \"cost_share_max\": 0.8}"
#define GUARANTEE                                                                                  \
    "{\"id\": \"surety\", \"kind\": \"guarantee\", \"guarantor\": \"municipality\", \"loan\": "    \
    "\"loan\", \"share\": 0.7, \"premium\": 0.004}"
#define GRANT                                                                                      \
    "{\"id\": \"grant\", \"kind\": \"grant\", \"payer\": \"husbanken\", \"amount\": 100000}"
#define RESERVE "{\"id\": \"reserve\", \"kind\": \"reserve\", \"months\": 6}"
#define OPTION                                                                                     \
    "{\"id\": \"option\", \"kind\": \"option\", \"holder\": \"municipality\", \"strike_share\": "  \
    "0.9}, {\"id\": \"end\", \"kind\": \"transfer\"}"
#define MANY                                                                                       \
    FIXED_PRICE ", " TEST_OWNER ", " LEASED ", " LOAN ", " GUARANTEE ", " GRANT ", " RESERVE       \
                ", " OPTION

/* Nothing is uncertain. */
#define STILL                                                                                      \
    "/uncertainty/rate/volatility", "0", "/uncertainty/margin/volatility", "0",                    \
        "/uncertainty/inflation/volatility", "0", "/uncertainty/rent/volatility", "0",             \
        "/uncertainty/value/volatility", "0", "/uncertainty/overrun/mean", "0",                    \
        "/uncertainty/overrun/spread", "0", "/uncertainty/market/leave", "0",                      \
        "/uncertainty/exit/spread", "0"

enum { DRAWS = 4096 };

static const sam_risk_spec SPEC = {
    .draws = DRAWS, .seed = 5, .threads = 1, .best_simd = true, .random = true};

static sam_clause_effects *effects_of(test_deal *d, const char *clauses, const char *const *set) {
    sam_clause_effects *effects = NULL;
    test_deal_open(d, clauses, set);
    test_deal_run(d);
    cr_assert_eq(sam_clauses_run(&effects, d->ledger, &SPEC, d->diags), SAM_OK);
    cr_assert_eq(effects->draws, (uint64_t)DRAWS);
    return effects;
}

static const sam_clause_effect *effect_of(const sam_clause_effects *effects, const char *id) {
    for (size_t i = 0; i < effects->count; i++)
        if (strcmp(effects->plan->deal->clauses[effects->effects[i].clause].id, id) == 0)
            return &effects->effects[i];
    return NULL;
}

static const sam_clause_party *party_of(const sam_clause_effects *effects, const char *clause,
                                        const char *id) {
    const sam_clause_effect *effect = effect_of(effects, clause);
    cr_assert(effect, "%s is not listed", clause);
    for (size_t p = 0; p < effect->party_count; p++)
        if (strcmp(effects->plan->deal->parties[effect->parties[p].party].id, id) == 0)
            return &effect->parties[p];
    cr_assert_fail("%s is no party", id);
    return NULL;
}

static void expect_moved(const sam_clause_party *p, double expected) {
    cr_expect(p->undiscounted_error > 0);
    cr_expect_float_eq(p->moved_undiscounted, expected, 4 * p->undiscounted_error, "%.2f +- %.2f",
                       p->moved_undiscounted, p->undiscounted_error);
}

/* Overrun X of mean 0.2 on 1 200 000: half of it goes from the owner to the contractor. 1 + X is
 * lognormal with spread 0.1, so its quantile is 1.2 exp(z s - s^2 / 2), s^2 = ln 1.01. */
Test(clauses, fixed_price_moves_its_share_of_the_overrun) {
    test_deal d;
    sam_clause_effects *effects = effects_of(
        &d, FIXED_PRICE ", " TEST_OWNER ", " TEST_LETTING,
        (const char *[]){STILL, "/uncertainty/overrun/mean", "0.2", "/uncertainty/overrun/spread",
                         "0.1", "/parties/developer/discount_rate", "0", NULL});
    const sam_clause_party *owner = party_of(effects, "building", "developer");
    expect_moved(owner, -0.5 * 0.2 * 1200000);
    expect_moved(party_of(effects, "building", "contractor"), 0.5 * 0.2 * 1200000);
    cr_expect_float_eq(owner->moved, owner->moved_undiscounted, 1e-6);
    double s = sqrt(log(1.01)), q90 = 1.2 * exp(1.2815515655446004 * s - s * s / 2) - 1;
    /* Standard error of a quantile: sqrt(p (1 - p) / n) over the density there. */
    double density = exp(-1.2815515655446004 * 1.2815515655446004 / 2) / sqrt(2 * acos(-1.0)) /
                     (s * (1 + q90)) / 600000;
    double error = sqrt(0.09 / DRAWS) / density;
    cr_expect_float_eq(owner->with.p90 - owner->without.p90, -600000 * q90, 4 * error);
    sam_clauses_free(effects);
    test_deal_close(&d);
}

/* Two homes, each empty 0.3 of the time by itself; the guarantor pays what is lost above one home:
 * both are empty with probability 0.09, and then one of two rents of 1000 is paid, for 120 months.
 */
Test(clauses, rent_guarantee_of_two_homes_by_enumeration) {
    test_deal d;
    sam_clause_effects *effects = effects_of(
        &d, TEST_BASE TEST_LETTING ", " RENT_GUARANTEE,
        (const char *[]){STILL, "/dwellings/0/count", "2", "/operation/vacancy", "0.3", NULL});
    expect_moved(party_of(effects, "promise", "municipality"), 0.09 * 1000 * 120);
    expect_moved(party_of(effects, "promise", "developer"), -0.09 * 1000 * 120);
    sam_clauses_free(effects);
    test_deal_close(&d);
}

Test(clauses, what_is_moved_sums_to_zero) {
    test_deal d;
    sam_clause_effects *effects = effects_of(
        &d, MANY,
        (const char *[]){"/operation/vacancy", "0.2", "/economy/market_rate", "0.04", NULL});
    static const char *const LISTED[] = {"building", "lease",   "surety",
                                         "grant",    "reserve", "option"};
    cr_expect_eq(effects->count, 6);
    for (size_t i = 0; i < 6; i++) {
        const sam_clause_effect *effect = effect_of(effects, LISTED[i]);
        cr_assert(effect, "%s", LISTED[i]);
        double sum = 0, moved = 0;
        for (size_t p = 0; p < effect->party_count; p++) {
            sum += effect->parties[p].moved_undiscounted;
            moved += fabs(effect->parties[p].moved_undiscounted);
        }
        cr_expect_float_eq(sum, 0, 1e-3, "%s: %g", LISTED[i], sum);
        cr_expect_eq(effect->party_count, d.deal->party_count);
        cr_expect(effect->balanced);
        cr_expect(moved > 1000, "%s moves nothing", LISTED[i]);
    }
    sam_clauses_free(effects);
    test_deal_close(&d);
}

/* The deal signed without a clause is the deal that was written without it: the same bits, and
 * nothing more to take away. */
Test(clauses, neutralising_twice_is_the_same) {
    static const char *const CASES[][3] = {
        {"building", "/clauses/building/fixed_price_share", "0"},
        {"lease", "/clauses/lease/years", "0"},
        {"surety", "/clauses/surety/share", "0"},
        {"grant", "/clauses/grant/amount", "0"},
        {"reserve", "/clauses/reserve/months", "0"},
    };
    test_deal d;
    sam_clause_effects *effects =
        effects_of(&d, MANY, (const char *[]){"/operation/vacancy", "0.2", NULL});
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        test_deal bare;
        sam_clause_effects *rest = effects_of(
            &bare, MANY,
            (const char *[]){"/operation/vacancy", "0.2", CASES[i][1], CASES[i][2], NULL});
        cr_expect_eq(rest->count, effects->count - 1);
        cr_expect_null(effect_of(rest, CASES[i][0]), "%s is listed still", CASES[i][0]);
        const sam_clause_effect *one = effect_of(effects, CASES[i][0]);
        const sam_clause_effect *other = &rest->effects[0];
        for (size_t p = 0; p < one->party_count; p++) {
            cr_expect_eq(one->parties[p].without.mean, other->parties[p].with.mean, "%s",
                         CASES[i][0]);
            cr_expect_eq(one->parties[p].without.cvar95, other->parties[p].with.cvar95);
        }
        sam_clauses_free(rest);
        test_deal_close(&bare);
    }
    sam_clauses_free(effects);
    test_deal_close(&d);
}

Test(clauses, what_promises_nothing_is_not_listed) {
    test_deal d;
    sam_clause_effects *effects = effects_of(&d, TEST_BASE TEST_LETTING, NULL);
    cr_expect_eq(effects->count, 0);
    sam_clauses_free(effects);
    test_deal_close(&d);
}

/* A drawn input that a clause's absence decides is not drawn in the deal without it. */
Test(clauses, a_field_taken_away_is_not_uncertain) {
    test_deal d;
    sam_clause_effects *effects =
        effects_of(&d, FIXED_PRICE ", " TEST_OWNER ", " TEST_LETTING,
                   (const char *[]){STILL, "/uncertainty/overrun/mean", "0.2",
                                    "/clauses/building/fixed_price_share", UNIFORM_SHARE, NULL});
    const sam_clause_party *contractor = party_of(effects, "building", "contractor");
    expect_moved(contractor, 0.5 * 0.2 * 1200000);
    /* Without it the overrun is certain, and so is what the contractor gets. */
    cr_expect_float_eq(contractor->without.mean, contractor->without.cvar95, 1e-3);
    sam_clauses_free(effects);
    test_deal_close(&d);
}

/* Every row of the table is a number that its kind of clause has. */
Test(clauses, neutral_values_are_of_fields_that_exist) {
    for (size_t i = 0; i < sam_neutral_count; i++) {
        const sam_clause_kind *kind = sam_clause_kind_find(sam_neutrals[i].kind);
        cr_assert(kind, "%s", sam_neutrals[i].kind);
        bool found = false;
        for (uint32_t f = 0; f < kind->field_count; f++)
            found = found || (strcmp(kind->fields[f].path, sam_neutrals[i].field) == 0 &&
                              kind->fields[f].kind == SAM_VALUE_NUMBER);
        cr_expect(found, "%s.%s", sam_neutrals[i].kind, sam_neutrals[i].field);
    }
}
