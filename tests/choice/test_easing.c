/* Easing any limit never makes the optimum worse: random deals, whatever limits they have, and each
 * limit of the answer in turn by whatever field sets it. Shipped deals by the command line are in
 * tests/cli/test_optimise_eased.sh. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "asked.h"
#include "deal/fields.h"
#include "deal_random.h"

enum { DEALS = 40 };

static const char *const AIMS[] = {"rent", "-total_equity", "municipal_cost"};

/* What is laid over the deal to ease the limit by so large a share; false: it cannot be, or what
 * sets it is also what the objective is reckoned by. */
static bool easing_of(const asked *a, const sam_choice_limit *limit, double share,
                      char pointer[128], char value[40]) {
    const sam_input *bound = limit->bound;
    if (!bound)
        return false;
    const char *field = strrchr(bound->name, '.');
    /* A lower requirement need not be met more easily: what comes late may be paid. */
    if (strcmp(field, ".discount_rate") == 0)
        return false;
    size_t length = (size_t)(field - bound->name);
    bool clause = false;
    for (uint32_t c = 0; c < a->deal.deal->clause_count; c++)
        clause = clause || (strlen(a->deal.deal->clauses[c].id) == length &&
                            strncmp(a->deal.deal->clauses[c].id, bound->name, length) == 0);
    const char *root = clause ? "/clauses/" : "/";
    snprintf(pointer, 128, "%s%.*s/%s", root, (int)length, bound->name, field + 1);
    bool less = strcmp(field, ".dscr_min") == 0 || strcmp(field, ".dscr_target") == 0;
    double to = bound->value + (less ? -1 : 1) * share * fabs(bound->value);
    to = fmin(fmax(to, bound->field->least), bound->field->most);
    snprintf(value, 40, "%.17g", to);
    return to != bound->value;
}

/* The question of a deal, with one more field laid over it. pointer: Nullable. */
static asked put(const random_deal *r, const char *aim, const char *pointer, const char *value) {
    const char *set[2 * RANDOM_SET + 3];
    size_t at = 0;
    for (; r->set[at]; at++)
        set[at] = r->set[at];
    if (pointer) {
        set[at++] = pointer;
        set[at++] = value;
    }
    set[at] = NULL;
    const sam_choice_options options = {
        .objective = aim, .cover = -1, .above_market = true, .starts = 4};
    return ask_with(r->clauses, set, &options);
}

Test(easing, never_hurts) {
    unsigned solved = 0, eased = 0, better = 0;
    for (uint64_t seed = 1; seed <= DEALS; seed++) {
        random_deal r;
        random_deal_make(&r, seed);
        const char *aim = AIMS[seed % 3];
        asked a = put(&r, aim, NULL, NULL);
        solved += a.status == SAM_OK;
        for (uint32_t d = 0; a.status == SAM_OK && d < a.choice->limit_count; d++) {
            char pointer[128], value[40];
            if (!easing_of(&a, &a.choice->limits[d], 0.1, pointer, value))
                continue;
            asked b = put(&r, aim, pointer, value);
            /* On a kink the search may stop a little before the end of it. */
            bool kink = a.choice->certificate.at_kink || b.choice->certificate.at_kink;
            double near = (kink ? 1e-3 : 1e-6) * (1 + fabs(a.choice->value));
            cr_expect(b.status == SAM_OK, "seed %d, %s: %d with %s=%s", (int)seed, aim,
                      (int)b.status, pointer, value);
            if (b.status == SAM_OK) {
                cr_expect_leq(b.choice->value, a.choice->value + near,
                              "seed %d, %s: %.9g with %s=%s, %.9g without", (int)seed, aim,
                              b.choice->value, pointer, value, a.choice->value);
                better += b.choice->value < a.choice->value - near;
            }
            eased++;
            done(&b);
        }
        done(&a);
    }
    cr_expect_gt(solved, 4, "%u", solved);
    cr_expect_gt(eased, 20, "%u", eased);
    cr_expect_gt(better, 2, "%u", better);
}

#define ONE_LOAN(id, seniority, rate, ltv)                                                         \
    "{\"id\": \"" id                                                                               \
    "\", \"kind\": \"term_loan\", \"lender\": \"husbanken\", \"rate\": \"fixed\","                 \
    " \"seniority\": " seniority ", \"nominal_rate\": " rate ", \"years\": 10, \"ltv_max\": " ltv  \
    "}"
#define BUILT                                                                                      \
    "{\"id\": \"letting\", \"kind\": \"letting\", \"rent_share\": 2}, "                            \
    "{\"id\": \"transfer\", \"kind\": \"transfer\", \"sale_cost\": 0}, "                           \
    "{\"id\": \"construction\", \"kind\": \"construction_loan\", \"lender\": \"bank\","            \
    " \"margin\": 0, \"commission\": 0}"
#define CHEAP ONE_LOAN("cheap", "2", "0.01", "0.7")
#define DEAR ONE_LOAN("dear", "1", "0.12", "0.8")

/* A dear loan that may be as large as the value carries leaves no room for a cheap one behind it in
 * the deal as it is. Decided, the dear one gives way: it is as if it were not there. */
Test(easing, a_loan_ahead_gives_way_to_one_behind) {
    static const char *const SET[] = {"/goals/dscr_min", "0.1", NULL};
    asked one = ask(TEST_BASE TEST_LETTING ", " CHEAP, SET, "rent", NULL, true);
    asked both = ask(TEST_BASE TEST_LETTING ", " DEAR ", " CHEAP, SET, "rent", NULL, true);
    cr_assert_eq(one.status, SAM_OK);
    cr_assert_eq(both.status, SAM_OK);
    cr_expect_float_eq(both.choice->value, one.choice->value, 1e-6 * one.choice->value);
    cr_expect_float_eq(term_of(&both, "dear.amount_max")->value, 0, 1e-3);
    cr_expect_float_eq(term_of(&both, "cheap.amount_max")->value, 840000, 0.01);
    cr_expect(limit_of(&both, "cheap.limit_ltv")->binding);
    done(&one);
    done(&both);
}

/* And it need not: where the dear loan is the one wanted, the limits of the other do not hold it
 * down. With as little equity as can be it is all that its own share of the value allows. */
Test(easing, a_loan_behind_holds_none_ahead_down) {
    static const char *const SET[] = {"/goals/dscr_min", "0", "/parties/developer/discount_rate",
                                      "-0.05", NULL};
    static const char *const BOTH[] = {"dear.amount_max", "cheap.amount_max", NULL};
    asked a = ask(TEST_BASE BUILT ", " DEAR ", " CHEAP, SET, "-total_equity", BOTH, true);
    cr_assert_eq(a.status, SAM_OK);
    cr_expect_float_eq(a.choice->value, 0.2 * 1200000, 0.01, "%a", a.choice->value);
    done(&a);
}
