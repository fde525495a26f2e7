/* A loan of which a part has a fixed rate: laws that hold whatever the engine's formulas are. With
 * nothing fixed it is the floating loan, with all of it the loan at a fixed rate, and in between
 * two loans that share the amount. Money is in NOK. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "deal_text.h"

/* The parts that both deals have; a rate that moves after signing tells the parts apart. */
static const char *const WORLD[] = {
    "/project/horizon_years", "15",    "/dwellings/0/rent",       "6000",
    "/economy/market_rate",   "0.041", "/economy/husbanken_rate", "0.037",
    "/economy/rate_shift",    "0.012"};
enum { WORLD_SIZE = sizeof WORLD / sizeof *WORLD, LATER_YEARS = 4 };

/* "floating": with a part; "fixed": the rate word of a loan that is fixed altogether. */
typedef struct kind {
    const char *floating, *fixed, *profile;
} kind;

static const kind KINDS[] = {
    {"market", "fixed", "annuity"},  {"husbanken", "effective", "annuity"},
    {"market", "fixed", "serial"},   {"husbanken", "effective", "serial"},
    {"market", "fixed", "bullet"},   {"husbanken", "effective", "interest_only"},
    {"market", "fixed", "sculpted"}, {"husbanken", "effective", "sculpted"},
};
enum { KIND_COUNT = sizeof KINDS / sizeof *KINDS };

static int add_loan(char *text, size_t size, const kind *k, const char *id, const char *rate,
                    double amount, const char *more) {
    bool sculpted = strcmp(k->profile, "sculpted") == 0;
    return snprintf(text, size,
                    ", {\"id\": \"%s\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"rate\": "
                    "\"%s\", \"profile\": \"%s\", \"amount_max\": %.17g, \"margin\": %s, "
                    "\"nominal_rate\": 0.052, \"effective_rate\": 0.047, \"years\": 9, "
                    "\"terms_per_year\": 4, \"grace_years\": %d%s%s}",
                    id, rate, k->profile, amount, "0.008", sculpted ? 0 : 1,
                    sculpted ? ", \"dscr_target\": 1.3" : "", more);
}

static void open_with(test_deal *d, const char *loans) {
    char clauses[2000];
    snprintf(clauses, sizeof clauses, "%s%s", TEST_BASE TEST_LETTING, loans);
    const char *set[WORLD_SIZE + 1] = {0};
    memcpy(set, WORLD, sizeof WORLD);
    test_deal_open(d, clauses, set);
    test_deal_run(d);
}

static void open_split(test_deal *d, const kind *k, double share, double years) {
    char loan[900], more[80];
    snprintf(more, sizeof more, ", \"fixed_share\": %.17g, \"fixed_years\": %.17g", share, years);
    add_loan(loan, sizeof loan, k, "loan", k->floating, 700000, more);
    open_with(d, loan);
}

/* What falls due, month by month, and what the owner has of it all, are the same to a thousandth of
 * an øre. other: a row of b that is added to the one of the same clause field; Nullable. */
static void expect_same(const test_deal *a, const test_deal *b, const char *second) {
    static const char *const ROWS[] = {"interest_due", "principal_due", "closing",
                                       "interest",     "principal",     "outstanding"};
    cr_expect_gt(test_scalar(a, "total_debt"), 100000);
    cr_expect_float_eq(test_scalar(a, "total_debt"), test_scalar(b, "total_debt"), 1e-6);
    cr_expect_float_eq(test_scalar(a, "developer.npv"), test_scalar(b, "developer.npv"), 1e-5);
    cr_expect_float_eq(test_scalar(a, "bank.npv"), test_scalar(b, "bank.npv"), 1e-5);
    for (size_t r = 0; r < sizeof ROWS / sizeof *ROWS; r++)
        for (uint32_t m = 1; m <= a->plan->months; m++) {
            double sum = test_of(b, "loan", ROWS[r], m);
            sum += second ? test_of(b, second, ROWS[r], m) : 0;
            cr_assert_float_eq(test_of(a, "loan", ROWS[r], m), sum, 1e-5,
                               "%s in month %u: %.9g, %.9g", ROWS[r], m,
                               test_of(a, "loan", ROWS[r], m), sum);
        }
}

Test(loan_split, nothing_fixed_is_the_floating_loan) {
    for (size_t i = 0; i < KIND_COUNT; i++) {
        test_deal split, whole;
        char loan[900];
        open_split(&split, &KINDS[i], 0, LATER_YEARS);
        add_loan(loan, sizeof loan, &KINDS[i], "loan", KINDS[i].floating, 700000, "");
        open_with(&whole, loan);
        expect_same(&split, &whole, NULL);
        test_deal_close(&split);
        test_deal_close(&whole);
    }
}

Test(loan_split, all_fixed_is_the_loan_at_a_fixed_rate) {
    for (size_t i = 0; i < KIND_COUNT; i++) {
        test_deal split, whole;
        char loan[900];
        open_split(&split, &KINDS[i], 1, 9);
        add_loan(loan, sizeof loan, &KINDS[i], "loan", KINDS[i].fixed, 700000, "");
        open_with(&whole, loan);
        expect_same(&split, &whole, NULL);
        test_deal_close(&split);
        test_deal_close(&whole);
    }
}

/* Two loans whose covers size them cannot be told apart so: each would have all of the cash. */
Test(loan_split, a_part_fixed_is_two_loans) {
    for (size_t i = 0; i < KIND_COUNT; i++)
        for (int part = 1; part < 4 && strcmp(KINDS[i].profile, "sculpted") != 0; part++) {
            double share = 0.3 * part;
            test_deal split, two;
            char loans[1800];
            open_split(&split, &KINDS[i], share, 60);
            int used = add_loan(loans, sizeof loans, &KINDS[i], "loan", KINDS[i].fixed,
                                700000 * share, "");
            add_loan(loans + used, sizeof loans - (size_t)used, &KINDS[i], "rest",
                     KINDS[i].floating, 700000 * (1 - share), "");
            open_with(&two, loans);
            expect_same(&split, &two, "rest");
            test_deal_close(&split);
            test_deal_close(&two);
        }
}

/* While its rate is fixed it is the loan at a fixed rate; then the annuity of what is left, over
 * the terms that are left, at the rate that floats: A = S i / (1 - (1 + i)^-N). */
Test(loan_split, after_the_fixed_years_it_floats) {
    test_deal split, whole;
    char loan[900];
    open_split(&split, &KINDS[0], 1, LATER_YEARS);
    add_loan(loan, sizeof loan, &KINDS[0], "loan", KINDS[0].fixed, 700000, "");
    open_with(&whole, loan);
    uint32_t built = (uint32_t)test_scalar(&split, "done"), turn = built + 12 * LATER_YEARS;
    for (uint32_t m = 1; m <= turn; m++)
        cr_assert_float_eq(test_value(&split, "service_due", m),
                           test_value(&whole, "service_due", m), 1e-6);
    double rate = (0.041 + 0.012 + 0.008) / 4, left = test_of(&split, "loan", "closing", turn);
    double payment = left * rate / (1 - pow(1 + rate, -4 * (9 - LATER_YEARS)));
    for (uint32_t m = turn + 3; m <= built + 12 * 9; m += 3)
        cr_assert_float_eq(test_value(&split, "service_due", m), payment, 1e-6, "month %u", m);
    cr_expect_float_eq(test_of(&split, "loan", "closing", built + 12 * 9), 0, 1e-6);
    test_deal_close(&split);
    test_deal_close(&whole);
}

/* The dearer part is repaid later, so that it becomes more of the balance; with equal principal the
 * parts stay as they were. */
Test(loan_split, parts_of_the_balance) {
    test_deal annuity, serial;
    open_split(&annuity, &KINDS[0], 0.5, 60);
    open_split(&serial, &KINDS[2], 0.5, 60);
    uint32_t built = (uint32_t)test_scalar(&annuity, "done");
    cr_expect_eq(test_of(&annuity, "loan", "fixed_part", built + 1), 0.5);
    for (uint32_t m = built + 2; m < built + 12 * 9; m++) {
        double before = test_of(&annuity, "loan", "fixed_part", m - 1);
        cr_assert_leq(test_of(&annuity, "loan", "fixed_part", m), before + 1e-15);
        cr_assert_eq(test_of(&serial, "loan", "fixed_part", m), 0.5);
    }
    cr_expect_lt(test_of(&annuity, "loan", "fixed_part", built + 12 * 9), 0.5 - 1e-4);
    test_deal_close(&annuity);
    test_deal_close(&serial);
}
