/* The term loan against published instalments and against closed forms: annuity, serial, interest
 * only, grace; a rate that changes; the terms in between. Money is in NOK. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "deal_text.h"

#define LOAN                                                                                       \
    ", {\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"rate\": \"fixed\"}"

typedef struct loan {
    const char *amount, *rate, *years, *terms, *profile, *grace;
} loan;

/* Building costs twice the loan and nothing is let for less than it costs, so that nothing but the
 * loan's own terms limits it. Completion is in month 1. */
static void open_loan(test_deal *d, loan l) {
    char profile[32];
    snprintf(profile, sizeof profile, "\"%s\"", l.profile ? l.profile : "annuity");
    test_deal_open(d, TEST_BASE TEST_LETTING LOAN,
                   (const char *[]){"/project/build_months",
                                    "1",
                                    "/project/horizon_years",
                                    "40",
                                    "/costs/building/amount",
                                    "4000000000",
                                    "/dwellings/0/rent",
                                    "100000",
                                    "/clauses/loan/amount_max",
                                    l.amount,
                                    "/clauses/loan/nominal_rate",
                                    l.rate,
                                    "/clauses/loan/years",
                                    l.years,
                                    "/clauses/loan/terms_per_year",
                                    l.terms,
                                    "/clauses/loan/profile",
                                    profile,
                                    "/clauses/loan/grace_years",
                                    l.grace ? l.grace : "0",
                                    NULL});
    test_deal_run(d);
}

/* Month of term t. */
static uint32_t month(int t, int terms_per_year) {
    return (uint32_t)(1 + t * 12 / terms_per_year);
}

/* numpy-financial, tests of pmt and of ipmt, ppmt; pyxirr, test_pmt_vec. */
static void check_pmt(loan l, int terms, int count, double payment, double tolerance) {
    test_deal d;
    open_loan(&d, l);
    for (int t = 1; t <= count; t++)
        cr_expect_float_eq(test_value(&d, "service_due", month(t, terms)), payment, tolerance);
    cr_expect_float_eq(test_value(&d, "loan.closing", month(count, terms)), 0, 1e-7 * payment);
    test_deal_close(&d);
}

Test(loan, published_payments) {
    check_pmt((loan){"15000", "0", "5", "12", NULL, NULL}, 12, 60, 250, 1e-9);
    check_pmt((loan){"200000", "0.075", "15", "12", NULL, NULL}, 12, 180, 1854.0247200054619, 1e-8);
}

Test(loan, published_interest_and_principal) {
    static const double interest[] = {16.66666667, 16.03647345, 15.40102862, 14.76028842};
    static const double principal[] = {75.62318601, 76.25337923, 76.88882405, 77.52956425};
    test_deal d;
    open_loan(&d, (loan){"2000", "0.1", "2", "12", NULL, NULL});
    for (int t = 1; t <= 4; t++) {
        cr_expect_float_eq(test_value(&d, "loan.interest", month(t, 12)), interest[t - 1], 1e-8);
        cr_expect_float_eq(test_value(&d, "loan.principal", month(t, 12)), principal[t - 1], 1e-8);
    }
    test_deal_close(&d);
    open_loan(&d, (loan){"55000", "0.1", "5", "12", NULL, NULL});
    cr_expect_float_eq(test_value(&d, "loan.principal", 2), 710.2541257864218, 1e-9);
    test_deal_close(&d);
}

/* QuantLib, testAmortizingFixedRateBond: payment on 100 over 360 months, 0 to 12 %. */
Test(loan, published_payments_by_rate) {
    static const double payments[] = {
        0.277777778, 0.32163952,  0.369619473, 0.421604034, 0.477415295, 0.536821623, 0.599550525,
        0.665302495, 0.733764574, 0.804622617, 0.87757157,  0.952323396, 1.028612597};
    for (int percent = 0; percent <= 12; percent++) {
        char rate[16];
        snprintf(rate, sizeof rate, "0.%02d", percent);
        check_pmt((loan){"100000000", rate, "30", "12", NULL, NULL}, 12, 360,
                  payments[percent] * 1e6, 1e-3);
    }
}

/* smartepenger.no, monthly payment on a million at 5 %: whole NOK over 5, 15 and 25 years. */
Test(loan, norwegian_table) {
    check_pmt((loan){"1000000", "0.05", "5", "12", NULL, NULL}, 12, 60, 18871, 0.5);
    check_pmt((loan){"1000000", "0.05", "15", "12", NULL, NULL}, 12, 180, 7908, 0.5);
    check_pmt((loan){"1000000", "0.05", "25", "12", NULL, NULL}, 12, 300, 5846, 0.5);
}

/* rangekeeper, tests of formulas: interest over 12 months at 5 %/12 on 500 000 is 13 644.89. */
Test(loan, published_total_interest) {
    test_deal d;
    open_loan(&d, (loan){"500000", "0.05", "1", "12", NULL, NULL});
    cr_expect_float_eq(test_sum(&d, "loan.interest"), 13644.890730804764, 1e-6);
    test_deal_close(&d);
}

/* Haug, Option Pricing Formulas, as in QuantLib's testConversions: 8 % quarterly is 8.24 % a year,
 * and 7 % quarterly is 7.06 % half-yearly; here the other way round. */
static double nominal(const char *effective, const char *terms) {
    test_deal d;
    test_deal_open(&d, TEST_BASE TEST_LETTING LOAN,
                   (const char *[]){"/clauses/loan/amount_max", "1000", "/clauses/loan/rate",
                                    "\"effective\"", "/clauses/loan/effective_rate", effective,
                                    "/clauses/loan/terms_per_year", terms, NULL});
    test_deal_run(&d);
    double rate = test_value(&d, "loan.rate_now", 20);
    test_deal_close(&d);
    return rate;
}

Test(loan, published_conversions) {
    cr_expect_float_eq(nominal("0.0824", "4"), 0.08, 5e-5);
    /* (1 + 0.07/4)^4 - 1 */
    cr_expect_float_eq(nominal("0.07185903128906252", "2"), 0.0706, 5e-5);
    /* rangekeeper: 500 000 grows to 525 580.95 in 12 months of 5 %/12. */
    cr_expect_float_eq(nominal("0.051161897881733", "12"), 0.05, 1e-12);
}

/* lawinsider.com, definition of loan life coverage: yearly cash over debt service. */
Test(loan, published_cover) {
    static const double cash[] = {42685.7, 14822.2, 14461.2, 32235.1,
                                  51136.9, 71143.8, 82290.8, 84759.6};
    static const double service[] = {10229.1, 9577.1, 8925.1, 8273.1,
                                     7731.6,  7052.0, 6372.3, 5692.7};
    static const double cover[] = {4.173, 1.548, 1.62, 3.896, 6.614, 10.088, 12.914, 14.889};
    double net[200] = {0}, due[200] = {0};
    test_deal d;
    test_deal_open(&d, TEST_BASE TEST_LETTING LOAN,
                   (const char *[]){"/clauses/loan/amount_max", "100000", NULL});
    test_deal_lanes(&d, 1, (const char *[]){"net_operating", "service_due", NULL});
    for (int year = 0; year < 8; year++)
        for (int m = 0; m < 12; m++) {
            net[12 + 12 * year + m] = cash[year] / 12;
            due[12 + 12 * year + m] = service[year] / 12;
        }
    test_deal_give(&d, "net_operating", net);
    test_deal_give(&d, "service_due", due);
    test_deal_run(&d);
    for (uint32_t year = 0; year < 8; year++)
        cr_expect_float_eq(test_value(&d, "dscr", 24 + 12 * year), cover[year], 5e-4);
    cr_expect_float_eq(test_scalar(&d, "min_dscr"), 1.548, 5e-4);
    test_deal_close(&d);
}

/* Balance and interest after term t of n, by closed forms. */
Test(loan, serial) {
    test_deal d;
    open_loan(&d, (loan){"1200000", "0.06", "10", "4", "serial", NULL});
    for (int t = 1; t <= 40; t++) {
        uint32_t m = month(t, 4);
        cr_expect_float_eq(test_value(&d, "loan.principal", m), 30000, 1e-6);
        cr_expect_float_eq(test_value(&d, "loan.interest", m),
                           (1200000 - 30000.0 * (t - 1)) * 0.015, 1e-6);
        cr_expect_float_eq(test_value(&d, "loan.closing", m), 1200000 - 30000.0 * t, 1e-6);
    }
    test_deal_close(&d);
}

static void check_flat(const char *profile) {
    test_deal d;
    open_loan(&d, (loan){"1200000", "0.06", "10", "2", profile, NULL});
    for (int t = 1; t <= 20; t++) {
        cr_expect_float_eq(test_value(&d, "loan.interest", month(t, 2)), 36000, 1e-6);
        cr_expect_float_eq(test_value(&d, "loan.principal", month(t, 2)), t == 20 ? 1200000 : 0,
                           1e-6);
    }
    cr_expect_float_eq(test_sum(&d, "loan.interest"), 720000, 1e-6);
    test_deal_close(&d);
}

Test(loan, interest_only_and_bullet) {
    check_flat("interest_only");
    check_flat("bullet");
}

/* After grace the balance is an annuity or a serial loan over the terms that are left. */
Test(loan, grace) {
    test_deal d;
    open_loan(&d, (loan){"1000000", "0.04", "10", "4", "annuity", "3"});
    double payment = 1000000 * 0.01 / (1 - pow(1.01, -28));
    for (int t = 1; t <= 40; t++) {
        double expected = t <= 12 ? 10000 : payment;
        cr_expect_float_eq(test_value(&d, "service_due", month(t, 4)), expected, 1e-6);
    }
    cr_expect_float_eq(test_value(&d, "loan.closing", month(40, 4)), 0, 1e-6);
    test_deal_close(&d);
    open_loan(&d, (loan){"1000000", "0.04", "10", "4", "serial", "3"});
    cr_expect_float_eq(test_value(&d, "loan.principal", month(13, 4)), 1000000.0 / 28, 1e-6);
    cr_expect_float_eq(test_value(&d, "loan.closing", month(40, 4)), 0, 1e-6);
    test_deal_close(&d);
}

/* What is due by the contract at maturity is due also when all years are free of instalments. */
Test(loan, grace_ends_with_the_loan) {
    static const char *const profiles[] = {"annuity", "serial", "interest_only", "bullet"};
    for (int i = 0; i < 4; i++) {
        test_deal d;
        open_loan(&d, (loan){"1000000", "0.04", "10", "4", profiles[i], "10"});
        cr_expect_float_eq(test_value(&d, "loan.principal", month(40, 4)), 1000000, 1e-6);
        cr_expect_float_eq(test_value(&d, "loan.closing", month(40, 4)), 0, 1e-6);
        cr_expect_float_eq(test_sum(&d, "loan.interest"), 400000, 1e-6);
        test_deal_close(&d);
    }
}

/* A maturity that is no whole number of terms ends with the last whole term. */
Test(loan, years_between_terms) {
    test_deal d;
    open_loan(&d, (loan){"1000000", "0.04", "7.5", "1", "annuity", NULL});
    cr_expect_float_eq(test_value(&d, "service_due", month(3, 1)),
                       1000000 * 0.04 / (1 - pow(1.04, -7)), 1e-6);
    cr_expect_float_eq(test_value(&d, "loan.closing", month(7, 1)), 0, 1e-6);
    test_deal_close(&d);
}

/* A floating rate: term interest is balance x rate / n, and the annuity is found anew. */
Test(loan, floating_rate) {
    test_deal d;
    test_deal_open(&d, TEST_BASE TEST_LETTING LOAN,
                   (const char *[]){"/project/build_months", "1", "/project/horizon_years", "12",
                                    "/clauses/loan/amount_max", "1000000", "/clauses/loan/rate",
                                    "\"market\"", "/clauses/loan/margin", "0.01",
                                    "/clauses/loan/years", "10", "/clauses/loan/terms_per_year",
                                    "2", NULL});
    test_deal_lanes(&d, 1, (const char *[]){"market_rate", NULL});
    double path[200];
    for (int m = 1; m <= 145; m++)
        path[m - 1] = m <= 37 ? 0.03 : 0.06;
    test_deal_give(&d, "market_rate", path);
    test_deal_run(&d);
    double balance = 1000000;
    for (int t = 1; t <= 20; t++) {
        double i = (t <= 6 ? 0.04 : 0.07) / 2;
        double payment = balance * i / (1 - pow(1 + i, t - 21));
        cr_expect_float_eq(test_value(&d, "loan.interest_due", month(t, 2)), balance * i, 1e-6);
        cr_expect_float_eq(test_value(&d, "service_due", month(t, 2)), payment, 1e-6);
        balance -= payment - balance * i;
    }
    cr_expect_float_eq(balance, 0, 1e-6);
    test_deal_close(&d);
}

/* The horizon ends in the middle of a term: interest for the months that have passed. */
Test(loan, settled_in_the_middle_of_a_term) {
    test_deal d;
    test_deal_open(&d, TEST_BASE TEST_LETTING LOAN,
                   (const char *[]){"/project/delay_months", "2", "/project/horizon_years", "2",
                                    "/clauses/loan/amount_max", "1000000", "/clauses/loan/profile",
                                    "\"bullet\"", "/clauses/loan/nominal_rate", "0.12",
                                    "/clauses/loan/years", "30", NULL});
    test_deal_run(&d);
    cr_expect_float_eq(test_value(&d, "loan.interest_due", 35), 30000, 1e-6);
    cr_expect_float_eq(test_value(&d, "loan.interest_due", 36), 10000, 1e-6);
    cr_expect_float_eq(test_value(&d, "loan.principal_due", 36), 1000000, 1e-6);
    cr_expect_float_eq(test_sum(&d, "loan.interest_due"), 220000, 1e-6);
    test_deal_close(&d);
}
