/* Who pays whom, in small deals with round numbers worked out by hand: guarantees, rents and
 * leases, arrears, reserves, lock-up, common charges, what happens at the end. The still world of
 * deal_text.h: 10 homes let at 10 000 a month together, built for 1.2 million in the year 2020. */
#include <criterion/criterion.h>
#include <stdio.h>

#include "deal_text.h"

#define NO_SUPPORT                                                                                 \
    "{\"id\": \"equity\", \"kind\": \"equity\", \"owner\": \"developer\", \"support_limit\": 0}"
/* Interest of 1 % a month. */
#define MONTHLY_LOAN                                                                               \
    "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"rate\": \"fixed\","       \
    " \"nominal_rate\": 0.12, \"profile\": \"bullet\", \"terms_per_year\": 12,"                    \
    " \"amount_max\": 1000000}"
#define GUARANTEE(name, share)                                                                     \
    "{\"id\": \"" name "\", \"kind\": \"guarantee\", \"guarantor\": \"municipality\","             \
    " \"loan\": \"loan\", \"share\": " share "}"

#define EXPECT(row, month, expected)                                                               \
    cr_expect_float_eq(test_value(&d, row, month), expected, 1e-6, "%s in month %u: %.6f", row,    \
                       (unsigned)(month), test_value(&d, row, month))
#define EXPECT_SUM(row, expected)                                                                  \
    cr_expect_float_eq(test_sum(&d, row), expected, 1e-5, "sum of %s: %.6f", row, test_sum(&d, row))

static void run(test_deal *d, const char *clauses, const char *const *set) {
    test_deal_open(d, clauses, set);
    test_deal_run(d);
}

/* 80 % of each month's interest, and of the principal at the end; the other 20 % stay unpaid. */
Test(waterfall, a_guarantee_pays_its_share_once) {
    test_deal d;
    run(&d,
        TEST_BUILDING ", " NO_SUPPORT ", " TEST_LETTING ", " MONTHLY_LOAN
                      ", " GUARANTEE("cover", "0.8"),
        (const char *[]){"/dwellings/0/rent", "0", NULL});
    for (uint32_t m = 13; m < 132; m++) {
        EXPECT("cover.call", m, 8000);
        EXPECT("loan.outstanding", m, 1000000 + 2000 * (m - 12.0));
    }
    EXPECT("cover.call", 132, 808000);
    EXPECT_SUM("cover.call", 0.8 * 2200000);
    cr_expect_float_eq(test_scalar(&d, "loan.loss"), 0.2 * 2200000, 1e-5);
    test_deal_close(&d);
}

Test(waterfall, guarantees_never_pay_more_than_is_missing) {
    test_deal d;
    run(&d,
        TEST_BUILDING ", " NO_SUPPORT ", " TEST_LETTING ", " MONTHLY_LOAN
                      ", " GUARANTEE("one", "0.9") ", " GUARANTEE("two", "0.6"),
        (const char *[]){"/dwellings/0/rent", "0", NULL});
    EXPECT("one.call", 20, 6000);
    EXPECT("two.call", 20, 4000);
    EXPECT("guaranteed", 20, 1000000);
    EXPECT_SUM("bank.net", 1200000);
    cr_expect_float_eq(test_scalar(&d, "loan.loss"), 0, 1e-6);
    test_deal_close(&d);
}

Test(waterfall, a_guarantee_ends) {
    test_deal d;
    run(&d, TEST_BASE TEST_LETTING ", " MONTHLY_LOAN ", " GUARANTEE("cover", "0.5"),
        (const char *[]){"/dwellings/0/rent", "400", "/clauses/cover/years", "2",
                         "/clauses/cover/premium", "0.006", NULL});
    /* 4000 of rent less 250 of premium against 10 000 of interest. */
    EXPECT("cover.premium_paid", 13, 250);
    EXPECT("cover.call", 13, 3125);
    EXPECT("equity.support", 13, 3125);
    EXPECT("cover.call", 36, 3125);
    EXPECT("cover.call", 37, 0);
    EXPECT("cover.premium_paid", 37, 0);
    EXPECT("equity.support", 37, 6000);
    EXPECT("cover.exposure", 36, 500000);
    EXPECT("cover.exposure", 37, 0);
    test_deal_close(&d);
}

/* A term in January, and a year end before it: what the term needs is not distributed in December,
 * so that a project with cover 1.25 calls on nobody. */
Test(waterfall, cash_for_the_term_under_way_is_kept) {
    test_deal d;
    run(&d, TEST_BASE TEST_LETTING ", " MONTHLY_LOAN ", " GUARANTEE("cover", "0.8"),
        (const char *[]){"/project/start", "\"2020-02\"", "/clauses/loan/terms_per_year", "4",
                         "/clauses/loan/amount_max", "800000", NULL});
    for (uint32_t m = 13; m < 131; m++) {
        EXPECT("cover.call", m, 0);
        EXPECT("equity.support", m, 0);
    }
    EXPECT("distributed", 23, 700000 + 11 * 10000 - 9 * 8000 - 2 * 8000);
    test_deal_close(&d);
}

Test(waterfall, cash_for_tax_assessed_is_kept) {
    test_deal d;
    run(&d, TEST_BASE TEST_LETTING ", {\"id\": \"tax\", \"kind\": \"tax\", \"rate\": 0.5}", NULL);
    EXPECT("distributed", 24, 60000);
    EXPECT("tax.payment", 26, 30000);
    EXPECT("tax.payment", 28, 30000);
    EXPECT_SUM("equity.support", 0);
    test_deal_close(&d);
}

/* With a limit on support: what is paid and what stays unpaid is what was due, month by month. */
Test(waterfall, arrears) {
    test_deal d;
    run(&d, TEST_BASE TEST_LETTING ", " MONTHLY_LOAN,
        (const char *[]){"/dwellings/0/rent", "300", "/clauses/equity/support_limit", "25000",
                         NULL});
    EXPECT("loan.supported", 13, 7000);
    EXPECT("loan.supported", 15, 7000);
    EXPECT("loan.supported", 16, 4000);
    EXPECT("loan.interest_arrears", 16, 3000);
    EXPECT("loan.interest_arrears", 17, 10000);
    EXPECT("equity.support", 17, 0);
    double due = 0, paid = 0;
    for (uint32_t m = 1; m <= d.plan->months; m++) {
        due += test_value(&d, "service_due", m);
        paid += test_value(&d, "loan.interest", m) + test_value(&d, "loan.principal", m);
        EXPECT("loan.interest_arrears", m,
               due - paid - test_value(&d, "loan.principal_arrears", m));
    }
    cr_expect_float_eq(test_scalar(&d, "loan.loss"), due - paid, 1e-6);
    test_deal_close(&d);
}

/* Arrears are paid as soon as there is cash, interest first, and before anything is distributed. */
Test(waterfall, arrears_are_caught_up) {
    test_deal d;
    test_deal_open(&d, TEST_BUILDING ", " NO_SUPPORT ", " TEST_LETTING ", " MONTHLY_LOAN, NULL);
    test_deal_lanes(&d, 1, (const char *[]){"net_operating", NULL});
    double net[132];
    for (int m = 1; m <= 132; m++)
        net[m - 1] = m <= 12 ? 0 : m <= 18 ? 6000 : 15000;
    test_deal_give(&d, "net_operating", net);
    test_deal_run(&d);
    EXPECT("loan.interest_arrears", 18, 24000);
    EXPECT("loan.interest_arrears", 19, 19000);
    EXPECT("loan.interest_arrears", 23, 0);
    EXPECT("distributed", 24, 6000);
    test_deal_close(&d);
}

/* Two loans: the one ahead is served first. */
Test(waterfall, seniority) {
    test_deal d;
    run(&d,
        TEST_BUILDING ", " NO_SUPPORT ", " TEST_LETTING
                      ", {\"id\": \"behind\", \"kind\": \"term_loan\", \"lender\": \"husbanken\", "
                      "\"seniority\": 2,"
                      " \"rate\": \"fixed\", \"nominal_rate\": 0.12, \"profile\": \"bullet\","
                      " \"terms_per_year\": 12, \"amount_max\": 200000}, " MONTHLY_LOAN,
        (const char *[]){"/dwellings/0/rent", "1100", NULL});
    EXPECT("loan.interest", 20, 10000);
    EXPECT("behind.interest", 20, 1000);
    EXPECT("behind.interest_arrears", 20, 8000);
    test_deal_close(&d);
}

/* The guarantor pays rent lost above the threshold, of the rent that was asked. */
static void check_rent_guarantee(const char *letting, double paid, double paid_later) {
    char clauses[1500];
    snprintf(clauses, sizeof clauses,
             "%s%s, {\"id\": \"cover\", \"kind\": \"rent_guarantee\","
             " \"guarantor\": \"municipality\", \"years\": 2}",
             TEST_BASE, letting);
    test_deal d;
    run(&d, clauses, (const char *[]){"/operation/vacancy", "0.2", NULL});
    EXPECT("cover.payment", 12, 0);
    EXPECT("cover.payment", 13, paid);
    EXPECT("cover.payment", 36, paid_later);
    EXPECT("cover.payment", 37, 0);
    test_deal_close(&d);
}

Test(waterfall, rent_guarantee) {
    check_rent_guarantee(TEST_LETTING, 1500, 1500);
    check_rent_guarantee("{\"id\": \"let\", \"kind\": \"letting\", \"rent_share\": 0.5}", 750, 750);
    check_rent_guarantee("{\"id\": \"let\", \"kind\": \"letting\", \"vacancy_share\": 0.5}", 500,
                         500);
    check_rent_guarantee("{\"id\": \"let\", \"kind\": \"letting\", \"vacancy_share\": 0.2}", 0, 0);
    /* Leased for a year, then let at the owner's risk. */
    check_rent_guarantee("{\"id\": \"block\", \"kind\": \"lease\", \"lessee\": \"municipality\","
                         " \"years\": 1}",
                         0, 1500);
}

Test(waterfall, rent_guarantee_of_some_homes) {
    test_deal d;
    run(&d,
        TEST_BASE
        "{\"id\": \"let\", \"kind\": \"letting\", \"unit_share\": 0.6},"
        " {\"id\": \"other\", \"kind\": \"sale\", \"unit_share\": 0.4},"
        " {\"id\": \"cover\", \"kind\": \"rent_guarantee\", \"guarantor\": \"municipality\","
        " \"unit_share\": 0.3}",
        (const char *[]){"/operation/vacancy", "0.2", NULL});
    EXPECT("cover.payment", 13, 0.3 * 10000 * 0.15);
    test_deal_close(&d);
}

/* The lessee carries vacancy and administration for two years, then the owner lets. */
Test(waterfall, lease) {
    test_deal d;
    run(&d,
        TEST_BASE "{\"id\": \"block\", \"kind\": \"lease\", \"lessee\": \"municipality\","
                  " \"years\": 2, \"rent_share\": 0.9, \"sublet_share\": 0.95,"
                  " \"administration\": 1200}",
        (const char *[]){"/operation/vacancy", "0.1", NULL});
    EXPECT("net_operating", 13, 9000);
    EXPECT("municipality.net", 13, 8550 - 9000 - 1000);
    EXPECT("municipality.net", 36, 8550 - 9000 - 1000);
    EXPECT("municipality.net", 37, 0);
    EXPECT("net_operating", 37, 9000);
    EXPECT("tenants.net", 37, -9000);
    test_deal_close(&d);
}

Test(waterfall, reserve_and_last_month) {
    test_deal d;
    run(&d,
        TEST_BASE TEST_LETTING ", " MONTHLY_LOAN ", {\"id\": \"reserve\", \"kind\": \"reserve\"}",
        (const char *[]){"/clauses/loan/amount_max", "500000", NULL});
    /* 5000 of interest a month and 5000 left. Month 12 pays the owner what he put in before the
     * loan came, but keeps six months of service. */
    EXPECT("cash", 12, 30000);
    EXPECT("distributed", 12, 400000 - 30000);
    EXPECT("cash", 24, 30000);
    EXPECT("distributed", 24, 60000);
    /* Of the last year the last month's settlement is left out. */
    EXPECT("cash", 120, 27500);
    EXPECT("cash", 132, 0);
    test_deal_close(&d);
}

Test(waterfall, lock_up) {
    test_deal d;
    run(&d, TEST_BASE TEST_LETTING ", " MONTHLY_LOAN,
        (const char *[]){"/clauses/loan/amount_max", "800000", "/operation/lock_up", "1.3", NULL});
    EXPECT("dscr", 24, 1.25);
    EXPECT("distributed", 24, 0);
    EXPECT("cash", 120, 9 * 12 * 2000);
    EXPECT("distributed", 132, 0); /* 240 000 of cash and 800 000 to repay */
    EXPECT("equity.support", 132, 560000);
    test_deal_close(&d);
}

/* Members pay running cost and debt service as they run up, and 10 % more. */
Test(waterfall, common_charges) {
    test_deal d;
    run(&d,
        TEST_BASE "{\"id\": \"members\", \"kind\": \"common_charges\", \"payer\": \"buyers\","
                  " \"margin\": 0.1}, {\"id\": \"run\", \"kind\": \"running_cost\"}, "
                  "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\","
                  " \"rate\": \"fixed\", \"nominal_rate\": 0.12, \"profile\": \"serial\","
                  " \"terms_per_year\": 4, \"years\": 5, \"amount_max\": 600000}",
        (const char *[]){"/project/start", "\"2020-02\"", "/operation/running_per_m2", "36", NULL});
    /* 3000 of running cost, 6000 of interest, 10 000 of principal. */
    for (uint32_t m = 13; m <= 15; m++)
        EXPECT("members.charges", m, 1.1 * 19000);
    EXPECT("members.charges", 16, 1.1 * (3000 + 5700 + 10000));
    EXPECT_SUM("equity.support", 0);
    EXPECT_SUM("members.charges", 1.1 * (120 * 3000 + 600000 + test_sum(&d, "loan.interest_due")));
    test_deal_close(&d);
}

/* One of two owners has reached his limit. The other still owes his share of each month's
 * shortfall, and not a share of what the first left unpaid, month after month. */
Test(waterfall, an_owner_pays_his_share_once) {
    test_deal d;
    run(&d,
        TEST_BUILDING
        ", {\"id\": \"one\", \"kind\": \"equity\", \"owner\": \"developer\", \"share\": 0.6,"
        " \"support_limit\": 0}, {\"id\": \"two\", \"kind\": \"equity\", \"owner\": \"partner\","
        " \"share\": 0.4}, " TEST_LETTING ", " MONTHLY_LOAN,
        (const char *[]){"/dwellings/0/rent", "0", NULL});
    EXPECT("two.support", 13, 4000);
    EXPECT("two.support", 40, 4000);
    cr_expect_float_eq(test_scalar(&d, "loan.loss"), 0.6 * 2200000, 1e-5);
    test_deal_close(&d);
}
