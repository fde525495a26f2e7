/* The capital stack: by hand, with and without a construction loan, and its laws on random deals.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "deal_random.h"

static test_deal deal;
static sam_result *result;

static void open(const char *clauses, const char *const *set) {
    test_deal_open(&deal, clauses, set);
    test_deal_run(&deal);
    cr_assert_eq(sam_metrics_measure(&result, deal.ledger, 0, false), SAM_OK);
}

static void close(void) {
    sam_result_free(result);
    result = NULL;
    test_deal_close(&deal);
}

static void holds(const char *clause, const char *party, double amount, double share,
                  const char *binding) {
    for (uint32_t i = 0; i < result->stack_count; i++) {
        const sam_stack_item *item = &result->stack[i];
        if (strcmp(deal.deal->clauses[item->clause].id, clause) != 0)
            continue;
        cr_expect_str_eq(item->kind, deal.deal->clauses[item->clause].kind);
        cr_expect_str_eq(deal.deal->parties[item->party].id, party);
        cr_expect_float_eq(item->amount, amount, 1e-6, "%s: %.6f", clause, item->amount);
        cr_expect_float_eq(item->share, share, 1e-12, "%s: %.12f", clause, item->share);
        cr_expect_str_eq(item->binding ? item->binding : "none", binding ? binding : "none");
        return;
    }
    cr_assert(false, "%s is not in the stack", clause);
}

#define TWO_OWNERS                                                                                 \
    TEST_BUILDING                                                                                  \
    ", " TEST_LETTING                                                                              \
    ", {\"id\": \"one\", \"kind\": \"equity\", \"owner\": \"partner\", \"share\": 0.75}"           \
    ", {\"id\": \"two\", \"kind\": \"equity\", \"owner\": \"developer\", \"share\": "              \
    "0.25}"
#define LOAN                                                                                       \
    ", {\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"ltv_max\": 0.9,"        \
    " \"amount_max\": 900000, \"years\": 10}"
#define BRIDGE                                                                                     \
    ", {\"id\": \"bridge\", \"kind\": \"construction_loan\", \"lender\": \"bank\", \"margin\": 0," \
    " \"commission\": 0}"

/* 1 200 000 of cost: 900 000 from the bank, 300 000 from owners, whoever paid while it was built.
 */
Test(stack, equity_is_what_stays, .fini = close) {
    open(TWO_OWNERS LOAN, NULL);
    cr_expect_float_eq(test_scalar(&deal, "total_equity"), 1100000, 1e-6,
                       "owners pay until the loan comes");
    holds("loan", "bank", 900000, 0.75, "loan.limit_amount");
    holds("one", "partner", 225000, 0.1875, NULL);
    holds("two", "developer", 75000, 0.0625, NULL);
    cr_expect_eq(result->stack_count, 3);
    close();
    open(TWO_OWNERS LOAN BRIDGE, NULL);
    cr_expect_float_eq(test_scalar(&deal, "total_equity"), 300000, 1e-6, "the bank pays the rest");
    holds("loan", "bank", 900000, 0.75, "loan.limit_amount");
    holds("one", "partner", 225000, 0.1875, NULL);
    holds("two", "developer", 75000, 0.0625, NULL);
}

/* A grant first, then the loan: value binds it, and then the need. */
Test(stack, binding_limits, .fini = close) {
    static const char GRANT[] =
        TWO_OWNERS LOAN ", {\"id\": \"grant\", \"kind\": \"grant\", \"payer\": \"husbanken\","
                        " \"cost_share\": 0.4, \"counted_in_ltv\": 1}";
    open(GRANT, NULL);
    holds("grant", "husbanken", 480000, 0.4, "grant.limit_cost_share");
    holds("loan", "bank", 0.9 * 1200000 - 480000, 0.5, "loan.limit_ltv");
    holds("one", "partner", 90000, 0.075, NULL);
    close();
    open(GRANT, (const char *[]){"/clauses/loan/ltv_max", "1.5", NULL});
    holds("loan", "bank", 720000, 0.6, "funding_room");
    holds("two", "developer", 0, 0, NULL);
}

Test(stack, buyers, .fini = close) {
    open(TEST_BASE "{\"id\": \"sale\", \"kind\": \"sale\", \"sale_cost\": 0, \"unsold_share\": 0,"
                   " \"months_to_sell\": 0}",
         NULL);
    holds("sale", "buyers", 1200000, 1, NULL);
    holds("equity", "developer", 0, 0, NULL);
}

/* Sources are uses: where owners put in anything, the stack is the cost with financing. */
Test(stack, laws_on_random_deals) {
    static random_deal random;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        random_deal_make(&random, seed);
        open(random.clauses, random.set);
        double total = 0, shares = 0, equity = 0;
        for (uint32_t i = 0; i < result->stack_count; i++) {
            total += result->stack[i].amount;
            shares += result->stack[i].share;
            equity += strcmp(result->stack[i].kind, "equity") == 0 ? result->stack[i].amount : 0;
        }
        double cost = test_scalar(&deal, "total_cost");
        if (equity > 0)
            cr_expect_float_eq(total, cost, 1e-9 * cost, "seed %d: %f of %f", (int)seed, total,
                               cost);
        if (total > 0)
            cr_expect_float_eq(shares, 1, 1e-12, "seed %d", (int)seed);
        cr_expect_leq(equity, test_scalar(&deal, "total_equity") * (1 + 1e-9) + 1e-3,
                      "seed %d: more stays than was paid in", (int)seed);
        close();
    }
}
