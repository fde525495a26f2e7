/* A deal in text, opened twice as the optimiser needs it, and the question put to it. */
#ifndef TESTS_CHOICE_ASKED_H
#define TESTS_CHOICE_ASKED_H

#include <criterion/criterion.h>
#include <string.h>

#include "deal_text.h"
#include "samspel/choice.h"

#define LOAN                                                                                       \
    "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"husbanken\", \"rate\": \"fixed\","  \
    " \"nominal_rate\": 0.03, \"years\": 10, \"ltv_max\": 0.85}"
#define GRANT(amount)                                                                              \
    "{\"id\": \"grant\", \"kind\": \"grant\", \"payer\": \"husbanken\", \"amount\": " amount "}"

enum { MOST_SET = 64 };

/* plain is the deal as it is; deal has its amounts open. */
typedef struct asked {
    test_deal plain, deal;
    sam_choice *choice;
    sam_status status;
} asked;

/* set and the first of the overrides, as the pairs that a test deal takes. */
static inline void asked_open(test_deal *d, const char *clauses, const char *const *set,
                              const sam_override *more, size_t count) {
    const char *pairs[2 * MOST_SET + 1] = {0};
    size_t at = 0;
    for (; set && set[at]; at++)
        pairs[at] = set[at];
    for (size_t i = 0; i < count; i++) {
        pairs[at++] = more[i].pointer;
        pairs[at++] = more[i].value;
    }
    test_deal_open(d, clauses, pairs);
}

/* Only the two deals. */
static inline asked asked_deals(const char *clauses, const char *const *set,
                                const sam_choice_options *options) {
    asked a = {0};
    size_t few, all;
    sam_override *more;
    test_deal first;
    test_deal_open(&first, clauses, set);
    cr_assert_eq(sam_choice_ceilings(&more, &few, &all, first.deal, options), SAM_OK);
    asked_open(&a.plain, clauses, set, more, few);
    asked_open(&a.deal, clauses, set, more, all);
    sam_choice_ceilings_free(more);
    test_deal_close(&first);
    return a;
}

static inline asked ask_with(const char *clauses, const char *const *set,
                             const sam_choice_options *options) {
    asked a = asked_deals(clauses, set, options);
    a.status = sam_choice_optimise(&a.choice, a.deal.plan, a.plain.plan, options, a.deal.diags);
    return a;
}

/* decide: names, NULL ends; Nullable. */
static inline asked ask(const char *clauses, const char *const *set, const char *objective,
                        const char *const *decide, bool above_market) {
    size_t decided = 0;
    while (decide && decide[decided])
        decided++;
    const sam_choice_options options = {.decide = decide,
                                        .decide_count = decided,
                                        .objective = objective,
                                        .cover = -1,
                                        .above_market = above_market};
    return ask_with(clauses, set, &options);
}

static inline void done(asked *a) {
    sam_choice_free(a->choice);
    test_deal_close(&a->deal);
    test_deal_close(&a->plain);
}

static inline const sam_choice_limit *limit_of(const asked *a, const char *name) {
    for (uint32_t d = 0; d < a->choice->limit_count; d++)
        if (strcmp(a->choice->limits[d].name, name) == 0)
            return &a->choice->limits[d];
    cr_assert(false, "no limit %s", name);
    return NULL;
}

static inline const sam_choice_term *term_of(const asked *a, const char *name) {
    for (uint32_t j = 0; j < a->choice->term_count; j++)
        if (strcmp(a->choice->terms[j].name, name) == 0)
            return &a->choice->terms[j];
    cr_assert(false, "no term %s", name);
    return NULL;
}

#endif
