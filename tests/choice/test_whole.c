/* Whole numbers: dwellings, years, homes of a tenure, and whether a clause is used. In a still
 * world what is best can be counted; elsewhere each combination is asked for by itself, in a deal
 * of its own, and the least of those answers is what must come out. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "asked.h"
#include "base/arena.h"

#define RENT_2 "{\"id\": \"letting\", \"kind\": \"letting\", \"rent_share\": 2}"

static asked decide(const char *clauses, const char *const *set, const char *objective,
                    const char *const *decide, uint32_t nodes) {
    size_t count = 0;
    while (decide[count])
        count++;
    const sam_choice_options options = {.decide = decide,
                                        .decide_count = count,
                                        .objective = objective,
                                        .cover = -1,
                                        .nodes = nodes,
                                        .above_market = true};
    return ask_with(clauses, set, &options);
}

/* Each home costs 100 000 and pays more than that; equity is for twelve and a half. */
static const char *const EACH[] = {"/costs/building/amount",
                                   "0",
                                   "/costs/building/per_unit",
                                   "100000",
                                   "/goals/equity_max",
                                   "1250000",
                                   NULL};

static void expect_twelve(const char *range, bool every) {
    const char *const terms[] = {range, NULL};
    asked a = decide(TEST_BASE RENT_2, EACH, "+developer.npv", terms, 0);
    cr_assert_eq(a.status, SAM_OK);
    cr_expect_eq(term_of(&a, "dwellings.0.count")->value, 12);
    cr_expect(term_of(&a, "dwellings.0.count")->whole);
    cr_expect_eq(a.choice->whole.every, every);
    cr_expect(a.choice->whole.bounded);
    cr_expect_eq(a.choice->whole.gap, 0);
    cr_expect_float_eq(a.choice->whole.bound, a.choice->value, 1e-6 * a.choice->value);
    if (!every)
        cr_expect_lt(a.choice->whole.solved, 12, "%u problems", a.choice->whole.solved);
    cr_expect_lt(a.choice->certificate.rerun_difference, 1e-6);
    /* By hand: 12 homes of 2000 a month for ten years, paid out yearly, at 8 %. */
    double hand = 0;
    for (int m = 1; m <= 12; m++)
        hand -= 100000 * pow(1.08, -m / 12.0);
    for (int y = 1; y <= 10; y++)
        hand += 12 * 24000 * pow(1.08, -(y + 1.0));
    cr_expect_float_eq(a.choice->value, hand, 0.01, "%a, not %a", a.choice->value, hand);
    done(&a);
}

Test(whole, as_many_homes_as_equity_is_for) {
    expect_twelve("dwellings.0.count:4:30", true);
    expect_twelve("dwellings.0.count:1:300", false);
}

/* The limit of nodes ends it: an answer, and the word that it is not proved. */
Test(whole, a_limit_is_told) {
    static const char *const TERMS[] = {"dwellings.0.count:4:30", NULL};
    asked a = decide(TEST_BASE RENT_2, EACH, "+developer.npv", TERMS, 3);
    cr_assert_eq(a.status, SAM_OK);
    cr_expect(a.choice->whole.stopped && !a.choice->whole.every && !a.choice->whole.bounded);
    cr_expect_eq(a.choice->whole.tried, 3);
    cr_expect_eq(term_of(&a, "dwellings.0.count")->value, 6, "the best of 4, 5 and 6");
    done(&a);
    static const char *const MANY[] = {"dwellings.0.count:1:300", NULL};
    a = decide(TEST_BASE RENT_2, EACH, "+developer.npv", MANY, 2);
    if (a.status == SAM_OK && a.choice->feasible) {
        cr_expect(a.choice->whole.stopped);
        cr_expect_geq(a.choice->whole.bound, a.choice->value - 1e-6);
    }
    done(&a);
}

/* Two kinds of dwelling and a rent: each combination in a deal of its own. */
Test(whole, no_combination_is_better) {
    static const char *const TERMS[] = {"letting.rent_share", "dwellings.0.count:9:13",
                                        "loan.years:5:7", "loan.amount_max", NULL};
    static const char *const ONE[] = {"letting.rent_share", "loan.amount_max", NULL};
    asked a = decide(TEST_BASE TEST_LETTING ", " LOAN, NULL, "rent", TERMS, 0);
    double least = 1e300, count = 0, years = 0;
    for (int n = 9; n <= 13; n++)
        for (int y = 5; y <= 7; y++) {
            char homes[8], length[8];
            snprintf(homes, sizeof homes, "%d", n);
            snprintf(length, sizeof length, "%d", y);
            const char *const set[] = {"/dwellings/0/count", homes, "/clauses/loan/years", length,
                                       NULL};
            asked one = ask(TEST_BASE TEST_LETTING ", " LOAN, set, "rent", ONE, true);
            if (one.status == SAM_OK && one.choice->value < least - 1e-9) {
                least = one.choice->value;
                count = n;
                years = y;
            }
            done(&one);
        }
    cr_assert_lt(least, 1e300, "no combination holds: the test says nothing");
    cr_assert_eq(a.status, SAM_OK);
    cr_expect_float_eq(a.choice->value, least, 1e-6 * least);
    cr_expect_eq(term_of(&a, "dwellings.0.count")->value, count);
    cr_expect_eq(term_of(&a, "loan.years")->value, years);
    cr_expect_eq(a.choice->whole.tried, 15);
    done(&a);
}

/* T7: with less equity as the aim, a grant that is counted is worth nothing and one that is not is
 * used; a gift that only costs is left out. */
static double use_of(const char *clauses, const char *objective, const char *use) {
    static const char *const SET[] = {"/costs/building/amount",
                                      "13440000",
                                      "/project/value_to_cost",
                                      "0.65",
                                      "/parties/developer/discount_rate",
                                      "-0.05",
                                      NULL};
    const char *const terms[] = {"loan.amount_max", use, NULL};
    asked a = decide(clauses, SET, objective, terms, 0);
    cr_assert_eq(a.status, SAM_OK);
    cr_expect_eq(a.choice->whole.tried, 2);
    double used = term_of(&a, use)->value;
    cr_expect_eq(term_of(&a, use)->base, 1);
    cr_expect_eq(term_of(&a, use)->unit, SAM_UNIT_FLAG);
    done(&a);
    return used;
}

#define TRANSFER                                                                                   \
    "{\"id\": \"transfer\", \"kind\": \"transfer\", \"sale_cost\": 0}, "                           \
    "{\"id\": \"construction\", \"kind\": \"construction_loan\", \"lender\": \"bank\","            \
    " \"margin\": 0, \"commission\": 0}, "
#define GRANT_OF(payer)                                                                            \
    "{\"id\": \"grant\", \"kind\": \"grant\", \"payer\": \"" payer "\", \"cost_share\": 0.1,"      \
    " \"counted_in_ltv\": 0}, "

Test(whole, a_programme_is_used_where_it_helps) {
    cr_expect_eq(use_of(TEST_BASE RENT_2 ", " TRANSFER GRANT_OF("husbanken") LOAN, "-total_equity",
                        "use:grant"),
                 1);
    cr_expect_eq(use_of(TEST_BASE RENT_2 ", " TRANSFER GRANT_OF("municipality") LOAN,
                        "municipal_cost", "use:grant"),
                 0);
}

/* Homes to let and homes for sale: a sale brings its price at once. */
#define TWO_WAYS                                                                                   \
    "{\"id\": \"letting\", \"kind\": \"letting\", \"unit_share\": 0.5}, "                          \
    "{\"id\": \"sale\", \"kind\": \"sale\", \"unit_share\": 0.5, \"sale_cost\": 0}, "              \
    "{\"id\": \"transfer\", \"kind\": \"transfer\", \"value_share\": 0, \"sale_cost\": 0}"

/* What the developer has of it when the loan is between two bounds, is 0, or is either. */
static double worth(const char *const *set, const char *const *terms, double *amount) {
    asked a = decide(TEST_BASE RENT_2 ", " LOAN, set, "+developer.npv", terms, 0);
    cr_assert_eq(a.status, SAM_OK);
    const sam_choice_term *t = term_of(&a, "loan.amount_max");
    cr_expect_eq(a.choice->term_count, 1, "the amount is the one term of the two");
    cr_expect_not(t->whole);
    cr_expect_lt(a.choice->certificate.rerun_difference, 1e-6);
    *amount = t->value;
    double value = a.choice->value;
    done(&a);
    return value;
}

/* Money at 3 % is worth having for who asks 8 %, at 20 % none of it is: then the least amount that
 * the lender gives at all is worse than nothing. The order of the two names does not matter. */
Test(whole, an_amount_that_may_be_nothing) {
    static const char *const cheap[] = {"/clauses/loan/nominal_rate", "0.03", NULL};
    static const char *const dear[] = {"/clauses/loan/nominal_rate", "0.2", NULL};
    static const char *const some[] = {"loan.amount_max:200000:500000", NULL};
    static const char *const none[] = {"loan.amount_max:0:0", NULL};
    static const char *const either[] = {"use:loan", "loan.amount_max:200000:500000", NULL};
    static const char *const word[] = {"loan:200000:500000", "use:loan", NULL};
    double used = 0, amount = 0;
    for (int d = 0; d < 2; d++) {
        const char *const *set = d ? dear : cheap;
        double with = worth(set, some, &used), without = worth(set, none, &amount);
        cr_assert(d ? with < without - 1 : with > without + 1, "%g and %g", with, without);
        cr_expect_float_eq(worth(set, either, &amount), fmax(with, without), 1e-6);
        cr_expect_float_eq(amount, d ? 0 : used, 1e-6);
        cr_expect_float_eq(worth(set, word, &amount), fmax(with, without), 1e-6);
        cr_expect_float_eq(amount, d ? 0 : used, 1e-6);
    }
    cr_expect_float_eq(used, 200000, 1e-6, "the dear loan is as small as can be");
}

/* From 0 the amount says it alone; with what is usually decided too. */
Test(whole, a_usual_loan_that_may_be_nothing) {
    static const char *const usual[] = {"use:loan", "usual", NULL};
    static const char *const alone[] = {"usual", NULL};
    asked a = decide(TEST_BASE RENT_2 ", " LOAN, NULL, "+developer.npv", usual, 0);
    asked b = decide(TEST_BASE RENT_2 ", " LOAN, NULL, "+developer.npv", alone, 0);
    cr_assert_eq(a.status, SAM_OK);
    cr_assert_eq(b.status, SAM_OK);
    cr_expect_eq(a.choice->term_count, b.choice->term_count);
    cr_expect_eq(a.choice->value, b.choice->value);
    cr_expect_eq(a.choice->whole.count, 0);
    done(&a);
    done(&b);
}

Test(whole, homes_of_each_tenure) {
    static const char *const TERMS[] = {"homes:letting", NULL};
    asked a = decide(TEST_BASE TWO_WAYS, NULL, "+developer.npv", TERMS, 0);
    double most = -1e300;
    int best = -1;
    for (int n = 0; n <= 10; n++) {
        char let[32], sold[32];
        snprintf(let, sizeof let, "%.1f", n / 10.0);
        snprintf(sold, sizeof sold, "%.1f", 1 - n / 10.0);
        const char *const set[] = {"/clauses/letting/unit_share", let, "/clauses/sale/unit_share",
                                   sold, NULL};
        test_deal d;
        test_deal_open(&d, TEST_BASE TWO_WAYS, set);
        test_deal_run(&d);
        double npv = test_scalar(&d, "developer.npv");
        best = npv > most ? n : best;
        most = fmax(most, npv);
        test_deal_close(&d);
    }
    if (a.status == SAM_OK) {
        cr_expect_float_eq(a.choice->value, most, 1e-6 * (1 + fabs(most)));
        cr_expect_eq(term_of(&a, "homes:letting")->value, best);
        cr_expect_eq(term_of(&a, "homes:letting")->base, 5);
    } else {
        cr_assert_eq(a.status, SAM_INFEASIBLE);
        cr_expect_lt(most, 0, "the owner would gain %a with %d homes let", most, best);
    }
    cr_expect_eq(a.choice->whole.tried, 11);
    done(&a);
}

static void expect_refused(const char *what, const char *code) {
    const char *const terms[] = {what, NULL};
    asked a = decide(TEST_BASE TEST_LETTING ", " LOAN, NULL, "rent", terms, 0);
    cr_expect_eq(a.status, SAM_USAGE, "%s", what);
    cr_assert_eq(sam_diags_stored(a.deal.diags), 1);
    cr_expect_str_eq(sam_diags_at(a.deal.diags, 0)->code, code, "%s", what);
    done(&a);
}

Test(whole, refuses_what_is_none) {
    expect_refused("dwellings.0.count:1.5:3", "DECIDE_BOUNDS");
    expect_refused("dwellings.0.count:0:3", "DECIDE_BOUNDS");
    expect_refused("dwellings.0.count:5:3", "DECIDE_BOUNDS");
    expect_refused("dwellings.0.count", "DECIDE_BOUNDS");
    expect_refused("loan.years:0:3", "DECIDE_BOUNDS");
    expect_refused("use:letting", "DECIDE_USE");
    expect_refused("use:nothing", "DECIDE_USE");
    expect_refused("homes:letting", "DECIDE_HOMES");
    expect_refused("homes:loan", "DECIDE_HOMES");
    expect_refused("loan.terms_per_year:1:4", "DECIDE_FIXED");
    static const char *const TWICE[] = {"loan.years:5:6", "loan.years:5:6", NULL};
    asked a = decide(TEST_BASE TEST_LETTING ", " LOAN, NULL, "rent", TWICE, 0);
    cr_expect_eq(a.status, SAM_USAGE);
    done(&a);
}

/* Whichever allocation fails, it is told and nothing leaks. */
Test(whole, every_failed_allocation_is_told) {
    static const char *const TERMS[] = {"letting.rent_share", "dwellings.0.count:9:10", NULL};
    const sam_choice_options options = {.decide = TERMS,
                                        .decide_count = 2,
                                        .objective = "rent,municipal_cost",
                                        .cover = -1,
                                        .above_market = true,
                                        .starts = 1};
    asked a = asked_deals(TEST_BASE TEST_LETTING, NULL, &options);
    sam_status status = SAM_MEMORY;
    for (long n = 1; status == SAM_MEMORY; n += 1 + n / 8) {
        sam_alloc_fail_at(n, 1);
        status = sam_choice_optimise(&a.choice, a.deal.plan, a.plain.plan, &options, a.deal.diags);
        sam_alloc_fail_at(0, 0);
        cr_expect(status == SAM_OK || status == SAM_MEMORY, "%d", (int)status);
        cr_expect_eq(a.choice != NULL, status == SAM_OK);
    }
    cr_expect_eq(status, SAM_OK);
    done(&a);
}
