/* Building and selling worked out by hand: the construction loan that lives until the sales are
 * done, fees and costs of sale, homes nobody buys, who takes over at the end, and times that are no
 * whole months. The still world of deal_text.h: 100 000 of building cost a month in 2020. */
#include <criterion/criterion.h>
#include <math.h>

#include "deal_text.h"

#define BRIDGE                                                                                     \
    "{\"id\": \"bridge\", \"kind\": \"construction_loan\", \"lender\": \"bank\", \"margin\": "     \
    "0.12,"                                                                                        \
    " \"commission\": 0}"
#define SALE "{\"id\": \"sale\", \"kind\": \"sale\", \"sale_cost\": 0}"
#define TAKEOVER                                                                                   \
    "{\"id\": \"promise\", \"kind\": \"purchase_guarantee\", \"guarantor\": \"municipality\","     \
    " \"sale\": \"sale\"}"

#define EXPECT(row, month, expected)                                                               \
    cr_expect_float_eq(test_value(&d, row, month), expected, 1e-5, "%s in month %u: %.6f", row,    \
                       (unsigned)(month), test_value(&d, row, month))
#define EXPECT_SUM(row, expected)                                                                  \
    cr_expect_float_eq(test_sum(&d, row), expected, 1e-5, "sum of %s: %.6f", row, test_sum(&d, row))

static void run(test_deal *d, const char *clauses, const char *const *set) {
    test_deal_open(d, clauses, set);
    test_deal_run(d);
}

/* What owners put in first, so that a loan of 1 % a month that pays the rest is repaid by the sales
 * with nothing left: found by halving, month by month forward. */
static double equity_first(double equity, int months_to_sell, double price, double cost_share) {
    double balance = 0;
    for (int m = 1; m <= 12 + months_to_sell; m++) {
        double sold = m >= 12 ? price / (months_to_sell + 1) : 0;
        double need = (m <= 12 ? 100000 : 0) + cost_share * sold;
        double own = need < equity ? need : equity;
        equity -= own;
        balance = balance * 1.01 + need - own - sold;
    }
    return balance;
}

static double brute_force(int months_to_sell, double price, double cost_share) {
    double low = 0, high = 1200000;
    for (int i = 0; i < 200; i++) {
        double middle = (low + high) / 2;
        if (equity_first(middle, months_to_sell, price, cost_share) > 0)
            low = middle;
        else
            high = middle;
    }
    return high;
}

Test(sale, loan_lives_until_the_last_sale) {
    test_deal d;
    run(&d, TEST_BASE BRIDGE ", " SALE,
        (const char *[]){"/clauses/sale/months_to_sell", "5", NULL});
    EXPECT("sale.sold", 12, 200000);
    EXPECT("sale.sold", 17, 200000);
    EXPECT_SUM("sale.sold", 1200000);
    cr_expect_float_eq(test_scalar(&d, "total_equity"), brute_force(5, 1200000, 0), 1e-4);
    EXPECT("bridge.balance", 16, 200000 / 1.01);
    EXPECT("bridge.balance", 17, 0);
    EXPECT_SUM("equity.support", 0);
    EXPECT_SUM("equity.contribution", test_sum(&d, "bridge.interest"));
    EXPECT_SUM("bank.net", test_sum(&d, "bridge.interest"));
    for (uint32_t m = 1; m < 20; m++)
        EXPECT("bridge.balance", m, test_value(&d, "bridge.planned_balance", m));
    cr_expect_float_eq(test_scalar(&d, "total_cost"), 1200000 + test_sum(&d, "bridge.interest"),
                       1e-5);
    cr_expect_float_eq(test_scalar(&d, "equity_gap"),
                       test_scalar(&d, "total_equity") / test_scalar(&d, "total_cost"), 1e-9);
    test_deal_close(&d);
}

/* One sale cut in two is the same sale: the bank waits for the slowest homes and for nobody twice.
 */
Test(sale, two_halves_are_one_sale) {
    const char *const slow[] = {"/clauses/sale/months_to_sell", "5", NULL};
    const char *const halves[] = {"/clauses/sale/months_to_sell",
                                  "5",
                                  "/clauses/sale/unit_share",
                                  "0.5",
                                  "/clauses/other/months_to_sell",
                                  "5",
                                  "/clauses/other/unit_share",
                                  "0.5",
                                  NULL};
    test_deal one, two;
    run(&one, TEST_BASE BRIDGE ", " SALE, slow);
    run(&two,
        TEST_BASE BRIDGE ", " SALE ", {\"id\": \"other\", \"kind\": \"sale\", \"sale_cost\": 0}",
        halves);
    static const char *const same[] = {"equity.contribution", "equity.distribution", "bank.net",
                                       "buyers.net", "bridge.balance"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        for (uint32_t m = 1; m <= one.plan->months; m++)
            cr_expect_float_eq(test_value(&two, same[i], m), test_value(&one, same[i], m), 1e-6,
                               "%s in month %u: %.6f, not %.6f", same[i], m,
                               test_value(&two, same[i], m), test_value(&one, same[i], m));
    test_deal_close(&one);
    test_deal_close(&two);
}

/* Half the homes sell at once, half over five months: the loan ends with the slower half. */
Test(sale, loan_waits_for_the_slowest_sale) {
    test_deal d;
    run(&d,
        TEST_BASE BRIDGE ", " SALE ", {\"id\": \"other\", \"kind\": \"sale\", \"sale_cost\": 0}",
        (const char *[]){"/clauses/sale/months_to_sell", "3", "/clauses/sale/unit_share", "0.5",
                         "/clauses/other/months_to_sell", "5", "/clauses/other/unit_share", "0.5",
                         NULL});
    EXPECT("funding_end", 0, 17);
    EXPECT("sale.sold", 15, 150000);
    EXPECT("other.sold", 17, 100000);
    EXPECT("bridge.balance", 16, 100000 / 1.01);
    EXPECT("bridge.balance", 17, 0);
    test_deal_close(&d);
}

/* What selling costs is known when the deal is planned: owners need no later support for it. */
Test(sale, cost_of_sale_is_planned) {
    test_deal d;
    run(&d, TEST_BASE BRIDGE ", " SALE,
        (const char *[]){"/clauses/sale/months_to_sell", "5", "/clauses/sale/sale_cost", "0.02",
                         NULL});
    cr_expect_float_eq(test_scalar(&d, "total_equity"), brute_force(5, 1200000, 0.02), 1e-4);
    EXPECT_SUM("equity.support", 0);
    EXPECT("bridge.balance", 17, 0);
    test_deal_close(&d);
}

/* So is the fee of the long loan, and the owners pay it first, not after the bank. */
Test(sale, arrangement_fee_is_planned) {
    test_deal d;
    run(&d,
        TEST_BASE TEST_LETTING ", " BRIDGE
                               ", {\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\","
                               " \"rate\": \"fixed\", \"amount_max\": 800000, \"fee\": 0.01}",
        NULL);
    EXPECT("equity_need", 12, 0);
    EXPECT("equity_need", 11, 0);
    EXPECT("equity.support", 12, 0);
    /* Month 12 pays 100 000, the fee and the bank out of 800 000. */
    EXPECT("bridge.balance", 11, 692000 / 1.01);
    test_deal_close(&d);
}

/* Where no limit binds, long funding pays for everything and no more: what is built, interest, and
 * commission on its own amount, with nothing left for owners to pay. */
Test(sale, funds_of_all_that_is_used) {
    test_deal d;
    run(&d,
        TEST_BASE TEST_LETTING ", " BRIDGE
                               ", {\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\","
                               " \"rate\": \"fixed\", \"ltv_max\": 1.5}",
        (const char *[]){"/clauses/bridge/commission", "0.02", NULL});
    double lent = test_scalar(&d, "total_debt"), balance = 0;
    for (int m = 1; m <= 12; m++)
        balance = balance * 1.01 + 100000 + lent * 0.02 / 12;
    cr_expect_float_eq(lent, balance, 1e-5);
    cr_expect_float_eq(test_scalar(&d, "total_equity"), 0, 1e-5);
    EXPECT("equity.support", 12, 0);
    test_deal_close(&d);
}

/* Homes that bring three times their cost: the bank lends what is built for, not the profit. */
Test(sale, no_loan_against_profit) {
    test_deal d;
    run(&d, TEST_BASE BRIDGE ", " SALE,
        (const char *[]){"/clauses/sale/price_share", "3", "/clauses/sale/months_to_sell", "2",
                         NULL});
    double balance = 0;
    for (uint32_t m = 1; m <= 11; m++) {
        balance = balance * 1.01 + 100000;
        EXPECT("bridge.balance", m, balance);
        EXPECT("distributed", m, 0);
        EXPECT("equity_need", m, 0);
    }
    EXPECT("bridge.balance", 12, balance * 1.01 + 100000 - 1200000);
    EXPECT("bridge.balance", 13, 0);
    EXPECT_SUM("developer.net", 3600000 - 1200000 - test_sum(&d, "bridge.interest"));
    cr_expect_float_eq(test_scalar(&d, "equity_gap"), 0, 1e-9);
    test_deal_close(&d);
}

/* A quarter finds no buyer in time: the guarantor takes over and sells on, or it is sold late. */
Test(sale, unsold_homes) {
    const char *const unsold[] = {"/clauses/sale/unsold_share", "0.25", "/clauses/sale/late_months",
                                  "24.4", NULL};
    test_deal d;
    run(&d, TEST_BASE SALE, unsold);
    EXPECT_SUM("sale.sold", 900000);
    EXPECT("sale.late", 36, 0.8 * 300000);
    EXPECT_SUM("sale.late", 0.8 * 300000);
    test_deal_close(&d);
    run(&d, TEST_BASE SALE ", " TAKEOVER, unsold);
    EXPECT("promise.purchase", 24, 0.9 * 300000);
    EXPECT("promise.resale", 48, 0.9 * 300000);
    EXPECT("promise.exposure", 12, 0.9 * 1200000);
    EXPECT("promise.exposure", 24, 0);
    EXPECT_SUM("sale.late", 0);
    EXPECT_SUM("municipality.net", 0);
    cr_expect_float_eq(test_scalar(&d, "guarantee_calls"), 270000, 1e-6);
    test_deal_close(&d);
}

/* Whatever comes in repays the bank before owners see any of it. */
Test(sale, guaranteed_purchase_repays_the_bank) {
    test_deal d;
    run(&d, TEST_BASE BRIDGE ", " SALE ", " TAKEOVER,
        (const char *[]){"/project/start", "\"2020-07\"", "/clauses/sale/months_to_sell", "11",
                         "/clauses/sale/unsold_share", "0.5", "/clauses/promise/months", "3",
                         NULL});
    double before = test_value(&d, "bridge.balance", 14);
    EXPECT("bridge.balance", 15, before * 1.01 - 50000 - 0.9 * 600000);
    for (uint32_t m = 1; m < 24; m++)
        if (test_value(&d, "bridge.balance", m) > 0.01)
            EXPECT("distributed", m, 0);
    test_deal_close(&d);
}

Test(sale, rent_to_own) {
    test_deal d;
    run(&d,
        TEST_BASE SALE
        ", {\"id\": \"rto\", \"kind\": \"rent_to_own\", \"seller\": \"municipality\","
        " \"years\": 2, \"rent_credit\": 0.2, \"take_up\": 0.8}",
        (const char *[]){"/clauses/sale/buyer", "\"municipality\"", NULL});
    EXPECT("rto.rent", 36, 10000);
    EXPECT("rto.rent", 37, 0);
    EXPECT("rto.purchase", 36, 0.8 * (1200000 - 48000));
    EXPECT("rto.other_sale", 36, 0.2 * 1200000);
    EXPECT_SUM("municipality.net", 240000 + 921600 + 240000 - 1200000);
    test_deal_close(&d);
    run(&d,
        TEST_BASE SALE
        ", {\"id\": \"rto\", \"kind\": \"rent_to_own\", \"seller\": \"municipality\","
        " \"years\": 0}, {\"id\": \"hold\", \"kind\": \"holding\","
        " \"holder\": \"partner\", \"years\": 0}",
        NULL);
    EXPECT("rto.purchase", 12, 0.8 * 1200000);
    EXPECT("hold.end_value", 12, 1200000);
    test_deal_close(&d);
}

/* 7.4 years of holding are 88 whole months. */
Test(sale, holding) {
    test_deal d;
    run(&d,
        TEST_BASE SALE ", {\"id\": \"hold\", \"kind\": \"holding\", \"holder\": \"partner\","
                       " \"years\": 7.4, \"value_share\": 0.9}",
        NULL);
    EXPECT_SUM("hold.end_value", 1080000);
    EXPECT("hold.end_value", 100, 1080000);
    EXPECT_SUM("hold.rent", 880000);
    test_deal_close(&d);
}

#define TRANSFER                                                                                   \
    "{\"id\": \"end\", \"kind\": \"transfer\", \"taker\": \"municipality\", \"value_share\": 0.8}"
#define OPTION "{\"id\": \"call\", \"kind\": \"option\", \"holder\": \"partner\"}"

Test(sale, option_and_transfer) {
    test_deal d;
    run(&d, TEST_BASE TEST_LETTING ", " TRANSFER ", " OPTION, NULL);
    EXPECT("call.price", 132, 960000);
    EXPECT_SUM("partner.net", 240000);
    EXPECT_SUM("municipality.net", 0);
    test_deal_close(&d);
    run(&d, TEST_BASE TEST_LETTING ", " TRANSFER ", " OPTION,
        (const char *[]){"/project/value_to_cost", "0.7", NULL});
    EXPECT_SUM("partner.net", 0);
    EXPECT("end.price", 132, 0.8 * 840000);
    EXPECT("end.cost", 132, 0.02 * 0.8 * 840000);
    EXPECT("end.end_value", 132, 840000);
    EXPECT_SUM("municipality.net", 0.2 * 840000);
    EXPECT_SUM("developer.net", 1200000 + 0.98 * 672000 - 1200000);
    test_deal_close(&d);
}

/* Two options cannot both leave the transfer less than nothing. */
Test(sale, two_options) {
    test_deal d;
    run(&d,
        TEST_BASE TEST_LETTING ", " TRANSFER ", " OPTION
                               ", {\"id\": \"other\", \"kind\": \"option\", \"holder\": \"bank\"}",
        NULL);
    EXPECT("end.price", 132, 0);
    test_deal_close(&d);
}

/* Delays and times of sale drawn at random are no whole months; everything must happen all the
 * same, also when the delay or the sale is longer than the deal. */
static void check_times(const char *delay, const char *to_sell, const char *horizon) {
    test_deal d;
    run(&d,
        TEST_BASE "{\"id\": \"let\", \"kind\": \"letting\", \"unit_share\": 0.5},"
                  " {\"id\": \"sale\", \"kind\": \"sale\", \"unit_share\": 0.5}, " BRIDGE
                  ", {\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\","
                  " \"rate\": \"fixed\", \"amount_max\": 500000}",
        (const char *[]){"/project/delay_months", delay, "/project/horizon_years", horizon,
                         "/clauses/sale/months_to_sell", to_sell, NULL});
    EXPECT_SUM("loan.paid_out", 500000);
    EXPECT_SUM("loan.principal", 500000);
    EXPECT_SUM("sale.sold", 600000);
    EXPECT("bridge.balance", d.plan->months, 0);
    EXPECT("cash", d.plan->months, 0);
    test_deal_close(&d);
}

Test(sale, times_between_months) {
    check_times("0", "2.5", "10");
    check_times("1.5", "3", "10");
    check_times("1.4", "4.6", "10");
    check_times("30", "2", "1");
    check_times("3", "30", "1");
}
