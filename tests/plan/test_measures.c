/* Measures of a deal against closed forms: cover over the life of a loan, interest cover, value,
 * land, rent, aid, and what owners and the municipality ask. The deals are worked by hand; the
 * modified rate of return is held to the engine's other function for it, which is held to published
 * figures in its own test. */
#include <criterion/criterion.h>
#include <math.h>

#include "deal_text.h"
#include "samspel/metrics.h"

#define NEAR(actual, wanted)                                                                       \
    cr_assert_float_eq(actual, wanted, 1e-9 * (1 + fabs((double)(wanted))),                        \
                       "%s is %.12g, not %.12g", #actual, actual, (double)(wanted))

#define LOAN(rest)                                                                                 \
    "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"rate\": \"fixed\", "      \
    "\"nominal_rate\": 0.06, \"terms_per_year\": 12, " rest "}"

static test_deal deal;

static void open(const char *clauses, const char *const *set) {
    test_deal_open(&deal, clauses, set);
    test_deal_run(&deal);
}

static void close(void) {
    test_deal_close(&deal);
}

/* A loan whose every service is cash over 1.4 has cover 1.4 in each month, and so over its life. */
Test(measures, life_cover_of_a_loan_sized_by_cover, .fini = close) {
    open(TEST_BASE TEST_LETTING ", " LOAN("\"profile\": \"sculpted\", \"dscr_target\": 1.4, "
                                          "\"years\": 8"),
         NULL);
    NEAR(test_scalar(&deal, "llcr"), 1.4);
    /* Two more years of 10 000 a month, discounted over 8 to 10 years at a half per cent a month.
     */
    double all = 10000 * (1 - pow(1.005, -120)) / 0.005;
    NEAR(test_scalar(&deal, "plcr"), all / test_scalar(&deal, "total_debt"));
}

/* 10 000 a month against half a per cent of the balance in the first whole year of a bullet. */
Test(measures, interest_cover_and_loan_to_value, .fini = close) {
    open(TEST_BASE TEST_LETTING ", " LOAN("\"profile\": \"bullet\", \"amount_max\": 600000, "
                                          "\"years\": 10"),
         (const char *[]){"/economy/value_growth", "0.02", NULL});
    NEAR(test_scalar(&deal, "min_icr"), 120000 / 36000.0);
    NEAR(test_value(&deal, "ltv_now", 24), 600000 / (1200000 * 1.02));
    NEAR(test_scalar(&deal, "peak_ltv"), 0.5 / pow(1.02, 1 / 12.0));
    NEAR(test_scalar(&deal, "min_dscr_month"), 24);
}

/* Value 1.5 times a cost of 1.2 million and a plot of 300 000; nothing is borrowed. */
Test(measures, value_profit_and_land, .fini = close) {
    open(TEST_BASE TEST_LETTING
         ", {\"id\": \"plot\", \"kind\": \"plot\", \"seller\": \"municipality\"}",
         (const char *[]){"/project/value_to_cost", "1.5", "/costs/plot/value", "300000",
                          "/goals/profit_on_cost", "0.25", NULL});
    NEAR(test_scalar(&deal, "developed_value"), 2250000);
    NEAR(test_scalar(&deal, "profit_on_cost"), 0.5);
    NEAR(test_scalar(&deal, "residual_land_value"), 2250000 / 1.25 - 1200000);
}

/* Half let at market rent, half leased at 120 % and sublet at 90 %. */
Test(measures, what_tenants_pay, .fini = close) {
    open(TEST_BASE "{\"id\": \"letting\", \"kind\": \"letting\", \"unit_share\": 0.5}, "
                   "{\"id\": \"lease\", \"kind\": \"lease\", \"lessee\": \"municipality\", "
                   "\"unit_share\": 0.5, \"years\": 10, \"rent_share\": 1.2, "
                   "\"sublet_share\": 0.9, \"administration\": 0}",
         (const char *[]){"/municipality/household_income", "100000", NULL});
    NEAR(test_scalar(&deal, "rent_to_market"), 0.95);
    NEAR(test_scalar(&deal, "tenant_rent_m2"), 12 * 950 / 100.0);
    NEAR(test_scalar(&deal, "rent_burden"), 12 * 950 / 100000.0);
    /* 5 000 a month at market; the fifth above it is aid: 1 000 in months 13 to 132. */
    double month = pow(1.01, -1 / 12.0);
    double annuity = month * (1 - pow(month, 120)) / (1 - month);
    NEAR(test_scalar(&deal, "aid_equivalent"), 1000 * annuity * pow(month, 12));
    /* The lease: 6 000 a month, no running cost, at 4 %; half the homes are worth 600 000. */
    double rate = pow(1.04, -1 / 12.0);
    NEAR(test_scalar(&deal, "lease.lease_value_share"),
         6000 * rate * (1 - pow(rate, 120)) / (1 - rate) / 600000);
}

/* A plot at half its value, sold in month 1, and no interest: discounted by the margin alone. */
Test(measures, aid_in_a_plot, .fini = close) {
    open(TEST_BASE TEST_LETTING ", {\"id\": \"plot\", \"kind\": \"plot\", \"seller\": "
                                "\"municipality\", \"price_share\": 0.5}",
         (const char *[]){"/costs/plot/value", "400000", "/goals/aid_max", "1000000", NULL});
    NEAR(test_scalar(&deal, "aid_equivalent"), 200000 * pow(1.01, -1 / 12.0));
    NEAR(test_scalar(&deal, "aid_of_ceiling"), 0.2 * pow(1.01, -1 / 12.0));
}

/* A plot from somebody else, or to oneself, is no municipal aid. */
Test(measures, no_aid_from_others_or_to_oneself, .fini = close) {
    open(TEST_BASE TEST_LETTING ", {\"id\": \"plot\", \"kind\": \"plot\", \"seller\": "
                                "\"partner\", \"price_share\": 0.5}",
         (const char *[]){"/costs/plot/value", "400000", NULL});
    NEAR(test_scalar(&deal, "aid_equivalent"), 0);
    close();
    open(TEST_BUILDING ", " TEST_LETTING
                       ", {\"id\": \"equity\", \"kind\": \"equity\", \"owner\": \"municipality\"}, "
                       "{\"id\": \"plot\", \"kind\": \"plot\", \"seller\": \"municipality\", "
                       "\"price_share\": 0.5}",
         (const char *[]){"/costs/plot/value", "400000", NULL});
    NEAR(test_scalar(&deal, "aid_equivalent"), 0);
}

static void check_mirr(const char *party, double rate) {
    double flows[133] = {0}, wanted = 0;
    for (uint32_t m = 1; m <= deal.plan->months; m++)
        flows[m] = test_of(&deal, party, "net", m);
    double month = pow(1 + rate, 1 / 12.0) - 1;
    cr_assert(sam_mirr(&wanted, flows, deal.plan->months + 1, month, month));
    NEAR(test_of(&deal, party, "mirr", 0), pow(1 + wanted, 12) - 1);
}

/* 100 000 a month for a year out; 120 000 in every December after it, 1.2 million in all after 10:
 * what is out is back in month 132. */
Test(measures, owners, .fini = close) {
    open(TEST_BASE TEST_LETTING ", {\"id\": \"transfer\", \"kind\": \"transfer\"}", NULL);
    check_mirr("developer", 0.08);
    NEAR(test_scalar(&deal, "developer.payback"), 132);
    close();
    open(TEST_BASE TEST_LETTING, (const char *[]){"/dwellings/0/rent", "2500", NULL});
    check_mirr("developer", 0.08);
    NEAR(test_scalar(&deal, "developer.payback"), 60); /* 300 000 in the fourth December after */
}

/* Without a krone of loan, grant or cost of sale the project's flow is its owner's before the
 * cash waits for the year's end. */
Test(measures, project_before_funding, .fini = close) {
    open(TEST_BASE TEST_LETTING ", " LOAN("\"profile\": \"serial\", \"amount_max\": 500000, "
                                          "\"years\": 10"),
         NULL);
    NEAR(test_of(&deal, "project", "unfunded", 1), -100000);
    NEAR(test_of(&deal, "project", "unfunded", 12), -100000);
    NEAR(test_of(&deal, "project", "unfunded", 13), 10000);
    double month = pow(1.05, -1 / 12.0), year = (1 - pow(month, 12)) / (1 - month) * month;
    double ten = (1 - pow(month, 120)) / (1 - month) * month;
    NEAR(test_scalar(&deal, "project.unfunded_npv"), -100000 * year + 10000 * ten * pow(month, 12));
}

#define MUNICIPAL                                                                                  \
    TEST_BUILDING                                                                                  \
    ", " TEST_LETTING                                                                              \
    ", {\"id\": \"equity\", \"kind\": \"equity\", \"owner\": \"municipality\"}, " LOAN(            \
        "\"profile\": \"serial\", \"amount_max\": 800000, \"years\": 10")

/* Debt 100, book value 200 and depreciation 8 million; the project adds 0.8, 1.2 and 1.2/40. */
Test(measures, municipal_accounts, .fini = close) {
    const char *const set[] = {"/municipality/loan_debt",
                               "100e6",
                               "/municipality/book_value",
                               "200e6",
                               "/municipality/depreciation",
                               "8e6",
                               "/municipality/revenue",
                               "400e6",
                               NULL};
    open(MUNICIPAL, set);
    NEAR(test_scalar(&deal, "municipality.minimum_instalment_before"), 4e6);
    NEAR(test_scalar(&deal, "municipality.minimum_instalment_after"),
         (8e6 + 30000) * 100.8e6 / 201.2e6);
    NEAR(test_scalar(&deal, "municipality.debt_to_revenue"), 100.8 / 400);
    close();
    open(TEST_BASE TEST_LETTING, set); /* a developer's homes change nothing */
    NEAR(test_scalar(&deal, "municipality.minimum_instalment_after"), 4e6);
    NEAR(test_scalar(&deal, "municipality.debt_to_revenue"), 0.25);
}

/* The municipality pays 10 000 a month for homes that it sublets for nothing. */
Test(measures, cost_by_dwelling, .fini = close) {
    open(TEST_BASE "{\"id\": \"lease\", \"kind\": \"lease\", \"lessee\": \"municipality\", "
                   "\"years\": 10, \"sublet_share\": 0, \"administration\": 0}",
         NULL);
    double month = pow(1.04, -1 / 12.0);
    double annuity = (1 - pow(month, 120)) / (1 - month) * month * pow(month, 12);
    NEAR(test_scalar(&deal, "municipality.cost_per_dwelling"), 1000 * annuity);
    NEAR(test_scalar(&deal, "municipality.cost_per_dwelling_year"), 12000);
    NEAR(test_scalar(&deal, "municipality.heaviest_year"), 120000);
}

static void check_limit(const char *inhabitants, double limit) {
    open(TEST_BASE TEST_LETTING, (const char *[]){"/municipality/inhabitants", inhabitants, NULL});
    NEAR(test_scalar(&deal, "approval_limit"), limit);
    close();
}

/* Regulation on guarantees § 4, as told by the county governor of Rogaland. */
Test(measures, guarantees_without_approval) {
    check_limit("3000", 800000);
    check_limit("3001", 2000000);
    check_limit("10000", 2000000);
    check_limit("30000", 4000000);
    check_limit("100000", 7000000);
    check_limit("100001", 10000000);
}
