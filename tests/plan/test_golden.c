/* Published Norwegian figures and the constructed funding gap, through whole deals: Husbanken's
 * rates, a minimum instalment, the write-down of a grant, the gap between cost and what lenders
 * see, debt service and its cover. Sources are named at each test. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "deal_text.h"

#define LOAN(fields)                                                                               \
    "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"husbanken\", " fields "}"
#define GRANT(fields)                                                                              \
    "{\"id\": \"grant\", \"kind\": \"grant\", \"payer\": \"husbanken\", " fields "}"
#define BANK                                                                                       \
    ", {\"id\": \"bridge\", \"kind\": \"construction_loan\", \"lender\": \"bank\", \"margin\": "   \
    "0, "                                                                                          \
    "\"commission\": 0}, "

static const char *number(char *out, double value) {
    snprintf(out, 32, "%.17g", value);
    return out;
}

/* Per cent to three decimals, as Husbanken prints them. */
static double printed(double rate) {
    return floor(rate * 1e5 + 0.5) / 1e3;
}

/* Husbanken's table of rates in force, 2024: effective, then nominal by 12, 4 and 2 terms a year.
 */
static const double RATES[][4] = {
    {4.65, 4.554, 4.571, 4.597}, {4.74, 4.640, 4.658, 4.685}, {4.29, 4.208, 4.223, 4.245},
    {4.13, 4.054, 4.068, 4.088}, {4.02, 3.948, 3.961, 3.980}, {4.32, 4.237, 4.252, 4.274},
};

Test(golden, husbanken_nominal_rates) {
    static const char *const terms[] = {"12", "4", "2"};
    for (size_t i = 0; i < sizeof RATES / sizeof *RATES; i++)
        for (int t = 0; t < 3; t++) {
            char rate[32];
            number(rate, RATES[i][0] / 100);
            test_deal d;
            test_deal_open(
                &d,
                TEST_BASE TEST_LETTING ", " LOAN(
                    "\"rate\": \"effective\", \"amount_max\": 1000000") ", "
                                                                        "{\"id\": \"other\", "
                                                                        "\"kind\": \"term_loan\", "
                                                                        "\"lender\": \"bank\","
                                                                        " \"rate\": \"husbanken\", "
                                                                        "\"amount_max\": 1000}",
                (const char *[]){"/clauses/loan/effective_rate", rate,
                                 "/clauses/loan/terms_per_year", terms[t],
                                 "/economy/husbanken_rate", rate, "/clauses/other/terms_per_year",
                                 terms[t], NULL});
            test_deal_run(&d);
            cr_expect_float_eq(printed(test_value(&d, "loan.rate_now", 20)), RATES[i][t + 1], 1e-9);
            cr_expect_float_eq(printed(test_value(&d, "other.rate_now", 20)), RATES[i][t + 1],
                               1e-9);
            test_deal_close(&d);
        }
}

/* Molde's group accounts 2020, note on minimum instalment by the simplified formula, in thousand
 * NOK: depreciation 174 015, debt 4 047 013, book value 4 521 698; the instalment is 155 747. */
Test(golden, minimum_instalment) {
    test_deal d;
    test_deal_open(
        &d,
        TEST_BUILDING
        ", {\"id\": \"equity\", \"kind\": \"equity\", \"owner\": \"municipality\"}, " TEST_LETTING
        ", " LOAN("\"amount_max\": 600000"),
        (const char *[]){"/municipality/depreciation", "174015000", "/municipality/loan_debt",
                         "4047013000", "/municipality/book_value", "4521698000", NULL});
    test_deal_run(&d);
    sam_result *result;
    cr_assert_eq(sam_metrics_measure(&result, d.ledger, 0, false), SAM_OK);
    const sam_flag *flag = NULL;
    for (uint32_t i = 0; i < result->flag_count; i++)
        if (strcmp(result->flags[i].code, "W_MINIMUM_INSTALMENT") == 0)
            flag = &result->flags[i];
    cr_assert_not_null(flag);
    /* 1.2 million built, 0.6 borrowed, written off over 40 years. */
    double after = (174015e3 + 1.2e6 / 40) * (4047013e3 + 0.6e6) / (4521698e3 + 1.2e6);
    cr_expect_float_eq(after - flag->figure, 155747015, 500);
    sam_result_free(result);
    test_deal_close(&d);
}

/* Fræna's accounts 2016, note on minimum instalment by the weighted remaining life: debt 603.87
 * million over 27.94 years, 21.61 million; the accounts say 21 609 thousand, with weights that they
 * do not print. */
Test(golden, minimum_instalment_by_life) {
    test_deal d;
    test_deal_open(&d, TEST_BASE TEST_LETTING,
                   (const char *[]){"/municipality/loan_debt", "603870000",
                                    "/municipality/remaining_life", "27.94", NULL});
    test_deal_run(&d);
    double instalment = test_scalar(&d, "municipality.minimum_instalment_by_life");
    cr_expect_float_eq(instalment, 21.61e6, 0.005e6);
    test_deal_close(&d);
}

/* A grant of 1 000 000 written down by 5 % a completed year over 20 years, or by 3.3 % over 30,
 * after 7 years 650 000 or 769 000 is left; of 30 times 3.3 % the last per cent goes with the 30th
 * year. Source: Husbanken, terms of grants to rental homes 2013 and 2023. */
static double clawed_back(const char *binding, const char *horizon, const char *delay) {
    test_deal d;
    test_deal_open(&d, TEST_BASE TEST_LETTING ", " GRANT("\"amount\": 1000000"),
                   (const char *[]){"/project/horizon_years", horizon, "/project/delay_months",
                                    delay, "/clauses/grant/binding_years", binding, NULL});
    test_deal_run(&d);
    double left = test_value(&d, "grant.clawback", d.plan->months);
    cr_expect_float_eq(left, test_sum(&d, "grant.clawback"), 1e-6);
    test_deal_close(&d);
    return left;
}

Test(golden, grant_write_down) {
    cr_expect_float_eq(clawed_back("20", "7", "0"), 650000, 1e-6);
    cr_expect_float_eq(clawed_back("30", "7", "0"), 769000, 1e-6);
    cr_expect_float_eq(clawed_back("20", "7", "1"), 700000, 1e-6, "six years and eleven months");
    cr_expect_float_eq(clawed_back("30", "29", "0"), 43000, 1e-6);
    cr_expect_float_eq(clawed_back("30", "30", "0"), 0, 1e-6);
    cr_expect_float_eq(clawed_back("20", "25", "0"), 0, 1e-6);
}

Test(golden, grant_without_binding_is_kept) {
    cr_expect_float_eq(clawed_back("0", "7", "0"), 0, 1e-6);
}

/* Constructed: 8 homes of 70 m² at 24 000 a m², value 0.65 of cost. What the equity must fill. */
#define EIGHT_HOMES                                                                                \
    "/dwellings/0/count", "8", "/dwellings/0/area", "70", "/costs/building/amount", "0",           \
        "/costs/building/per_m2", "24000", "/project/value_to_cost", "0.65"

static void check_gap(const char *more, const char *const *set, double lent, double granted,
                      double gap) {
    char clauses[2000];
    snprintf(clauses, sizeof clauses, "%s%s%s%s", TEST_BASE TEST_LETTING BANK, more,
             ", " LOAN("\"ltv_max\": 0.85, \"rate\": \"fixed\", \"nominal_rate\": 0"), "");
    test_deal d;
    test_deal_open(&d, clauses, set);
    test_deal_run(&d);
    cr_expect_float_eq(test_scalar(&d, "project_cost"), 13440000, 1e-6);
    cr_expect_float_eq(test_scalar(&d, "value"), 8736000, 1e-6);
    cr_expect_float_eq(test_scalar(&d, "total_debt"), lent, 1e-6);
    cr_expect_float_eq(test_scalar(&d, "total_grants"), granted, 1e-6);
    cr_expect_float_eq(test_scalar(&d, "total_equity"), gap, 1e-5);
    cr_expect_float_eq(floor(test_scalar(&d, "equity_gap") * 1e4 + 0.5) / 100,
                       floor(gap / 13440000 * 1e4 + 0.5) / 100, 1e-9);
    test_deal_close(&d);
}

#define NO_GRANT "{\"id\": \"none\", \"kind\": \"reserve\", \"months\": 0}"

Test(golden, funding_gap) {
    const char *const set[] = {EIGHT_HOMES, NULL};
    const char *const whole[] = {EIGHT_HOMES, "/clauses/loan/ltv_max", "1", NULL};
    check_gap(NO_GRANT, set, 7425600, 0, 6014400);
    check_gap(GRANT("\"cost_share\": 0.2"), set, 4737600, 2688000, 6014400);
    check_gap(GRANT("\"cost_share\": 0.2, \"counted_in_ltv\": 0"), set, 7425600, 2688000, 3326400);
    check_gap(GRANT("\"cost_share\": 0.2, \"counted_in_ltv\": 0"), whole, 8736000, 2688000,
              2016000);
}

/* Debt service on the first of these, rent 5 400 a month, 5 % vacancy, 300 a m² for running. */
static void check_cover(const char *rate, const char *years, const char *terms, double service,
                        double cover) {
    test_deal d;
    test_deal_open(&d,
                   TEST_BASE TEST_LETTING BANK
                   "{\"id\": \"run\", \"kind\": \"running_cost\"}, " LOAN(
                       "\"ltv_max\": 0.85, \"rate\": \"fixed\""),
                   (const char *[]){EIGHT_HOMES, "/dwellings/0/rent", "5400", "/operation/vacancy",
                                    "0.05", "/operation/running_per_m2", "300",
                                    "/clauses/loan/nominal_rate", rate, "/clauses/loan/years",
                                    years, "/clauses/loan/terms_per_year", terms, NULL});
    test_deal_run(&d);
    double income = 0, due = 0;
    for (uint32_t m = 25; m <= 36; m++) {
        income += test_value(&d, "net_operating", m);
        due += test_value(&d, "service_due", m);
    }
    cr_expect_float_eq(income, 324480, 1e-6);
    cr_expect_float_eq(due, service, 0.005);
    cr_expect_float_eq(test_scalar(&d, "min_dscr"), cover, 5e-5);
    cr_expect_float_eq(test_scalar(&d, "min_dscr"), income / due, 1e-12);
    test_deal_close(&d);
}

Test(golden, cover_of_debt_service) {
    check_cover("0.0253", "30", "4", 353969.51, 0.9167);
    check_cover("0.0253", "50", "2", 262563.82, 1.2358);
    check_cover("0.0485", "30", "4", 471051.43, 0.6888);
}

/* 10 million at 4.685 % over 50 years, half-yearly: 259 907.65 a term; at 2.5 % over 30 years,
 * quarterly: 118 701.77. */
static void check_annuity(const char *rate, const char *years, const char *terms,
                          double instalment) {
    test_deal d;
    test_deal_open(
        &d, TEST_BASE TEST_LETTING ", " LOAN("\"amount_max\": 10000000, \"rate\": \"fixed\""),
        (const char *[]){"/costs/building/amount", "20000000", "/project/horizon_years", "55",
                         "/clauses/loan/nominal_rate", rate, "/clauses/loan/years", years,
                         "/clauses/loan/terms_per_year", terms, NULL});
    test_deal_run(&d);
    double last = 0;
    for (uint32_t m = 1; m <= d.plan->months; m++) {
        double due = test_value(&d, "service_due", m);
        if (due > 1e-3)
            cr_assert_float_eq(due, instalment, 0.005, "month %u", m);
        last = due > 1e-3 ? m : last;
    }
    uint32_t end = 12 + (uint32_t)(atof(years) * 12);
    cr_expect_eq((uint32_t)last, end);
    cr_expect_float_eq(test_value(&d, "loan.closing", end), 0, 1e-4);
    test_deal_close(&d);
}

Test(golden, annuities) {
    check_annuity("0.04685", "50", "2", 259907.65);
    check_annuity("0.025", "30", "4", 118701.77);
}
