/* Income tax worked out anew, year by year and apart from the engine: 22 % of operating surplus
 * less interest, losses carried forward, paid in two halves in February and April of the year
 * after, and all that is left with the last month of the deal. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "deal_text.h"

enum { MONTHS = 132, YEARS = 14 };

#define CLAUSES                                                                                    \
    TEST_BASE TEST_LETTING                                                                         \
        ", {\"id\": \"tax\", \"kind\": \"tax\", \"rate\": 0.22}, "                                 \
        "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"rate\": \"fixed\","   \
        " \"nominal_rate\": 0.06, \"years\": 8, \"amount_max\": 900000}"

/* A fixed sequence in (-1, 1). */
static double noise(unsigned *state) {
    *state = *state * 1664525u + 1013904223u;
    return (double)(*state >> 8) / 8388608.0 - 1;
}

/* Tax to be paid in each month, from monthly income; start: calendar month of month 1. */
static void expected(double *pay, const double *income, unsigned start) {
    double year[YEARS] = {0}, loss = 0;
    for (unsigned m = 0; m < MONTHS; m++) {
        year[(start - 1 + m) / 12] += income[m];
        pay[m] = 0;
    }
    for (unsigned y = 0; y < YEARS; y++) {
        double base = year[y] - loss;
        loss = base < 0 ? -base : 0;
        double tax = base > 0 ? 0.22 * base : 0;
        for (unsigned half = 0; half < 2; half++) {
            unsigned month = 12 * (y + 1) + (half ? 4 : 2) - start; /* from 0 */
            pay[month < MONTHS ? month : MONTHS - 1] += tax / 2;
        }
    }
}

static void check_start(unsigned start, unsigned seed) {
    char when[16];
    snprintf(when, sizeof when, "\"2020-%02u\"", start);
    test_deal d;
    test_deal_open(&d, CLAUSES, (const char *[]){"/project/start", when, NULL});
    test_deal_lanes(&d, 1, (const char *[]){"net_operating", NULL});
    double net[MONTHS], income[MONTHS], pay[MONTHS], total = 0;
    for (unsigned m = 0; m < MONTHS; m++)
        net[m] = m < 12 ? 0 : 5000 + 40000 * noise(&seed);
    test_deal_give(&d, "net_operating", net);
    test_deal_run(&d);
    for (unsigned m = 0; m < MONTHS; m++)
        income[m] = net[m] - test_value(&d, "loan.interest_due", m + 1);
    expected(pay, income, start);
    for (unsigned m = 0; m < MONTHS; m++) {
        total += pay[m];
        cr_expect_float_eq(test_value(&d, "tax.payment", m + 1), pay[m], 1e-6,
                           "start %u, month %u: %.3f, not %.3f", start, m + 1,
                           test_value(&d, "tax.payment", m + 1), pay[m]);
        cr_expect_float_eq(test_value(&d, "state.in", m + 1), pay[m], 1e-6);
    }
    cr_expect_float_eq(test_value(&d, "tax.liability", MONTHS), 0, 1e-6);
    cr_expect_float_eq(test_sum(&d, "cfads"), test_sum(&d, "net_operating") - total, 1e-5);
    test_deal_close(&d);
}

Test(tax, every_start_and_many_losses) {
    for (unsigned start = 1; start <= 12; start++)
        for (unsigned seed = 1; seed <= 5; seed++)
            check_start(start, seed * 7919);
}

/* 120 000 of rent less 54 000 of interest: 14 520 a year, half in February and half in April. */
Test(tax, by_hand) {
    test_deal d;
    test_deal_open(
        &d, CLAUSES,
        (const char *[]){"/clauses/loan/profile", "\"bullet\"", "/clauses/loan/years", "20", NULL});
    test_deal_run(&d);
    cr_expect_float_eq(test_value(&d, "tax.payment", 26), 7260, 1e-6);
    cr_expect_float_eq(test_value(&d, "tax.payment", 28), 7260, 1e-6);
    cr_expect_float_eq(test_sum(&d, "tax.payment"), 10 * 14520, 1e-5);
    cr_expect_float_eq(test_value(&d, "tax.payment", 132), 14520, 1e-6);
    test_deal_close(&d);
}
