/* Every limit there is, each in a deal in which it binds: the answer lies on it, it names the
 * figure that sets it, and where that figure gives way the optimum is better or the same. And T7 on
 * the shipped files: limits with their dated terms, and the grant that leaves the equity gap. */
#include <criterion/criterion.h>
#include <math.h>

#include "asked.h"
#include "deal_shipped.h"

#define RENT_2 "{\"id\": \"letting\", \"kind\": \"letting\", \"rent_share\": 2}"
#define REST                                                                                       \
    "{\"id\": \"transfer\", \"kind\": \"transfer\", \"sale_cost\": 0}, "                           \
    "{\"id\": \"construction\", \"kind\": \"construction_loan\", \"lender\": \"bank\","            \
    " \"margin\": 0, \"commission\": 0}"
#define TERM_OF(id, order, more)                                                                   \
    "{\"id\": \"" id "\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"rate\": \"fixed\","     \
    " \"nominal_rate\": 0.03, \"years\": 10, \"seniority\": " order ", " more "}"
#define GIFT(more)                                                                                 \
    "{\"id\": \"grant\", \"kind\": \"grant\", \"payer\": \"husbanken\", \"counted_in_ltv\": 0, "   \
    "\"amount\": 1e9, " more "}"
#define SURETY                                                                                     \
    "{\"id\": \"surety\", \"kind\": \"guarantee\", \"guarantor\": \"municipality\","               \
    " \"loan\": \"loan\", \"share\": 0.5, \"premium\": 0.01}"
#define PLOT "{\"id\": \"plot\", \"kind\": \"plot\", \"seller\": \"municipality\"}, "

#define EASY "/parties/developer/discount_rate", "-0.05", "/goals/dscr_min", "0"
#define VALUED "/costs/plot/value", "1000000"

typedef struct bound_case {
    const char *limit, *input, *clauses, *objective;
    const char *set[12];
    const char *decide[4];
    const char *looser[2]; /* pointer and value at which the limit asks for less */
    bool above_market;
} bound_case;

static const bound_case CASES[] = {
    {"loan.limit_ltv",
     "loan.ltv_max",
     TEST_BASE RENT_2 ", " REST ", " TERM_OF("loan", "1", "\"ltv_max\": 0.5"),
     "-total_equity",
     {EASY},
     {"loan.amount_max"},
     {"/clauses/loan/ltv_max", "0.6"},
     true},
    {"loan.limit_cost_share",
     "loan.cost_share_max",
     TEST_BASE RENT_2 ", " REST ", " TERM_OF("loan", "1", "\"cost_share_max\": 0.4"),
     "-total_equity",
     {EASY},
     {"loan.amount_max"},
     {"/clauses/loan/cost_share_max", "0.6"},
     true},
    {"top.limit_ltv",
     "top.ltv_max",
     TEST_BASE RENT_2 ", " REST ", " TERM_OF("loan", "1", "\"ltv_max\": 0.5") ", " TERM_OF(
         "top", "2", "\"ltv_max\": 0.7"),
     "-total_equity",
     {EASY},
     {"loan.amount_max", "top.amount_max"},
     {"/clauses/top/ltv_max", "0.8"},
     true},
    {"grant.limit_per_m2",
     "grant.per_m2",
     TEST_BASE RENT_2 ", " REST ", " GIFT("\"per_m2\": 300"),
     "-total_equity",
     {EASY},
     {"grant.amount"},
     {"/clauses/grant/per_m2", "400"},
     true},
    {"grant.limit_cost_share",
     "grant.cost_share",
     TEST_BASE RENT_2 ", " REST ", " GIFT("\"cost_share\": 0.2"),
     "-total_equity",
     {EASY},
     {"grant.amount"},
     {"/clauses/grant/cost_share", "0.3"},
     true},
    {"grant.room",
     NULL,
     TEST_BASE RENT_2 ", " REST ", " GIFT("\"binding_years\": 0"),
     "-total_equity",
     {EASY},
     {"grant.amount"},
     {NULL},
     true},
    {"cover",
     "goals.dscr_min",
     TEST_BASE RENT_2 ", " REST ", " TERM_OF("loan", "1", "\"ltv_max\": 1"),
     "-total_equity",
     {"/parties/developer/discount_rate", "-0.05", "/goals/dscr_min", "3"},
     {"loan.amount_max"},
     {"/goals/dscr_min", "2.5"},
     true},
    {"developer.npv",
     "developer.discount_rate",
     TEST_BASE TEST_LETTING,
     "rent",
     {NULL},
     {"letting.rent_share"},
     {"/parties/developer/discount_rate", "0.06"},
     true},
    {"letting.market_rent",
     NULL,
     TEST_BASE TEST_LETTING ", " REST,
     "+developer.npv",
     {EASY},
     {"letting.rent_share"},
     {NULL},
     false},
    {"goals.rent_max",
     "goals.rent_max",
     TEST_BASE TEST_LETTING ", " REST,
     "+developer.npv",
     {EASY, "/goals/rent_max", "900"},
     {"letting.rent_share"},
     {"/goals/rent_max", "950"},
     true},
    {"goals.equity_max",
     "goals.equity_max",
     TEST_BASE RENT_2 ", " REST ", " TERM_OF("loan", "1", "\"ltv_max\": 1"),
     "-total_debt",
     {EASY, "/goals/equity_max", "700000"},
     {"loan.amount_max"},
     {"/goals/equity_max", "800000"},
     true},
    {"surety.share_max",
     "goals.guarantee_share_max",
     TEST_BASE RENT_2 ", " REST ", " LOAN ", " SURETY,
     "municipal_cost",
     {EASY},
     {"surety.share"},
     {"/goals/guarantee_share_max", "0.9"},
     true},
    {"goals.guarantee_frame",
     "goals.guarantee_frame",
     TEST_BASE RENT_2 ", " REST ", " LOAN ", " SURETY,
     "municipal_cost",
     {EASY, "/goals/guarantee_frame", "300000"},
     {"surety.share"},
     {"/goals/guarantee_frame", "400000"},
     true},
    {"goals.aid_max",
     "goals.aid_max",
     TEST_BASE PLOT RENT_2 ", " REST,
     "+developer.npv",
     {EASY, VALUED, "/goals/aid_max", "250000"},
     {"plot.price_share"},
     {"/goals/aid_max", "300000"},
     true},
    {"goals.municipal_cost_max",
     "goals.municipal_cost_max",
     TEST_BASE PLOT RENT_2 ", " REST,
     "+developer.npv",
     {EASY, VALUED, "/goals/aid_max", "1000000000", "/goals/municipal_cost_max", "-400000"},
     {"plot.price_share"},
     {"/goals/municipal_cost_max", "-300000"},
     true},
};
enum { CASE_COUNT = sizeof CASES / sizeof *CASES };

static asked put(const bound_case *c, bool looser) {
    const char *set[16] = {0};
    size_t count = 0;
    for (; c->set[count]; count++)
        set[count] = c->set[count];
    if (looser) {
        set[count++] = c->looser[0];
        set[count++] = c->looser[1];
    }
    return ask(c->clauses, set, c->objective, c->decide, c->above_market);
}

Test(limits, each_binds_and_easing_it_never_hurts) {
    for (size_t i = 0; i < CASE_COUNT; i++) {
        const bound_case *c = &CASES[i];
        asked a = put(c, false);
        cr_assert_eq(a.status, SAM_OK, "%s: %d", c->limit, (int)a.status);
        const sam_choice_limit *l = limit_of(&a, c->limit);
        cr_expect(l->binding, "%s has %a to spare", c->limit, l->spare);
        cr_expect_lt(fabs(l->spare), 0.01, "%s", c->limit);
        cr_expect_eq(l->bound != NULL, c->input != NULL, "%s", c->limit);
        if (l->bound)
            cr_expect_str_eq(l->bound->name, c->input);
        /* More than is needed helps nobody. */
        bool needed = strcmp(c->limit, "grant.room") != 0;
        cr_expect_eq(l->price > 0, needed, "%s costs %a", c->limit, l->price);
        cr_expect_eq(l->priced, needed, "%s", c->limit);
        if (c->looser[0]) {
            asked b = put(c, true);
            cr_assert_eq(b.status, SAM_OK, "%s", c->limit);
            double sign = a.choice->highest ? -1 : 1;
            cr_expect_lt(sign * b.choice->value, sign * a.choice->value,
                         "%s: %a where it is eased, %a before", c->limit, b.choice->value,
                         a.choice->value);
            done(&b);
        }
        done(&a);
    }
}

/* Loans in their order: together no more than the share of the later one. */
Test(limits, liens_add_up) {
    asked a = put(&CASES[2], false);
    double loan = term_of(&a, "loan.amount_max")->value;
    double top = term_of(&a, "top.amount_max")->value;
    cr_expect_float_eq(loan + top, 0.7 * 1200000, 0.01);
    cr_expect_leq(loan, 0.5 * 1200000 + 0.01);
    done(&a);
}

/* ---- T7, as shipped ---- */

static asked shipped(const char *model, const char *const *set, const sam_choice_options *options) {
    asked a = {0};
    size_t few, all;
    sam_override *more;
    test_deal first;
    const char *pairs[32] = {0};
    test_deal_shipped(&first, model, "scenarios/t7", NULL, set);
    cr_assert_eq(sam_choice_ceilings(&more, &few, &all, first.deal, options), SAM_OK);
    size_t count = 0;
    for (; set[count]; count++)
        pairs[count] = set[count];
    for (size_t i = 0; i < all; i++) {
        if (i == few)
            test_deal_shipped(&a.plain, model, "scenarios/t7", NULL, pairs);
        pairs[count++] = more[i].pointer;
        pairs[count++] = more[i].value;
    }
    test_deal_shipped(&a.deal, model, "scenarios/t7", NULL, pairs);
    sam_choice_ceilings_free(more);
    test_deal_close(&first);
    a.status = sam_choice_optimise(&a.choice, a.deal.plan, a.plain.plan, options, a.deal.diags);
    return a;
}

/* The published figures: a loan of 7 425 600 at most, and 6 014 400 of equity. */
Test(limits, t7_with_its_dated_terms) {
    static const char *const TERMS[] = {"husbanken_loan.amount_max"};
    static const char *const SET[] = {"/goals/dscr_min", "0", "/parties/developer/discount_rate",
                                      "-0.05", NULL};
    const sam_choice_options options = {
        .decide = TERMS, .decide_count = 1, .objective = "-total_equity", .cover = -1};
    asked a = shipped("models/tilvising", SET, &options);
    cr_assert_eq(a.status, SAM_OK);
    cr_expect_float_eq(a.choice->value, 6014400, 0.01);
    cr_expect_float_eq(term_of(&a, TERMS[0])->value, 7425600, 0.01);
    const sam_choice_limit *ltv = limit_of(&a, "husbanken_loan.limit_ltv");
    cr_expect(ltv->binding);
    cr_assert_not_null(ltv->bound);
    cr_expect_eq(ltv->bound->origin, SAM_FROM_TERM);
    cr_expect_str_eq(ltv->bound->pointer, "husbanken.ltv_max.private");
    cr_expect_float_eq(ltv->bound->value, 0.85, 1e-12);
    cr_expect_gt(strlen(ltv->bound->source), 5);
    cr_expect_float_eq(ltv->price, 1, 1e-6);
    const sam_choice_limit *share = limit_of(&a, "husbanken_loan.limit_cost_share");
    cr_expect_str_eq(share->bound->pointer, "husbanken.cost_share_max");
    cr_expect_str_eq(limit_of(&a, "goals.aid_max")->bound->pointer, "state_aid.de_minimis");
    done(&a);
}

/* A loan that is dearer than what it saves is not used, and enters below the rate it saves: without
 * tax, an owner who asks 8 % gains by every krone borrowed at less. */
Test(limits, a_loan_enters_at_the_rate_it_saves) {
    static const char *const SET[] = {"/clauses/loan/nominal_rate", "0.12", "/goals/dscr_min", "0",
                                      NULL};
    static const char *const TERMS[] = {"loan.amount_max", NULL};
    asked a = ask(TEST_BASE RENT_2 ", " LOAN, SET, "+developer.npv", TERMS, true);
    cr_assert_eq(a.status, SAM_OK);
    const sam_choice_term *loan = term_of(&a, "loan.amount_max");
    cr_expect_float_eq(loan->value, 0, 1);
    cr_assert_not_null(loan->enters);
    cr_expect_str_eq(loan->enters->name, "loan.nominal_rate");
    /* Paid in quarters, 8 % a year is 4 (1.08^(1/4) - 1); but what is paid is missing in the
     * owner's cash only at the end of the year, so the loan may cost a little more. */
    double nominal = 4 * (pow(1.08, 0.25) - 1);
    cr_expect_gt(loan->enters_below, nominal, "%a", loan->enters_below);
    cr_expect_lt(loan->enters_below, nominal + 0.01, "%a", loan->enters_below);
    double rate = loan->enters_below;
    done(&a);
    for (int side = 0; side < 2; side++) {
        const char *const near[] = {"/clauses/loan/nominal_rate", side ? "0.095" : "0.05",
                                    "/goals/dscr_min", "0", NULL};
        a = ask(TEST_BASE RENT_2 ", " LOAN, near, "+developer.npv", TERMS, true);
        bool used = term_of(&a, "loan.amount_max")->value > 1;
        cr_expect_eq(used, (side ? 0.095 : 0.05) < rate, "at %s it is %s, %.5f", near[1],
                     used ? "used" : "not used", rate);
        done(&a);
    }
}
