/* What would open an empty room: with each concession that is told the room opens, and with a
 * little less it stays empty. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "asked.h"
#include "choice/question.h"

#define PLOT "{\"id\": \"plot\", \"kind\": \"plot\", \"seller\": \"municipality\"}, "
#define DEAL TEST_BASE PLOT TEST_LETTING

static const char *const TERMS[] = {"letting.rent_share", "plot.price_share"};
static const sam_choice_options OPTIONS = {.decide = TERMS, .decide_count = 2, .cover = -1};

/* A little more than is told, for the solver's tolerance; and a little less. */
static const double MORE = 1 + 1e-4, LESS = 0.98;

/* Is there a point at which all holds, when these limits give so much? */
static bool opens(const asked *a, const sam_relaxation *r, double factor) {
    sam_question *q;
    cr_assert_eq(sam_question_open(&q, a->deal.plan, a->plain.plan, &OPTIONS, a->deal.diags),
                 SAM_OK);
    q->asks_municipality = true;
    cr_assert_eq(sam_question_terms(q), SAM_OK);
    cr_assert_eq(sam_question_limits(q), SAM_OK);
    for (uint32_t i = 0; i < r->count; i++)
        q->demands[r->limits[i]].least -= factor * r->amounts[i];
    sam_mix_result result;
    sam_status status = sam_question_search(q, q->aim_count, &result);
    sam_mix mix = sam_question_mix(q, q->aim_count);
    bool holds = status == SAM_OK && sam_question_holds(&mix, &result);
    sam_mix_result_clear(&result);
    sam_question_close(q);
    sam_choice_free(q->choice);
    return holds;
}

static bool has_room(const char *const *set) {
    asked a = asked_deals(DEAL, set, &OPTIONS);
    sam_room *room = NULL;
    sam_status status = sam_room_find(&room, a.deal.plan, a.plain.plan, &OPTIONS, a.deal.diags);
    bool there = status == SAM_OK && room->corner_count > 0;
    sam_room_free(room);
    done(&a);
    return there;
}

/* The same of an input that would have another value. */
static bool opens_with(const char *const *set, const sam_relaxation *r, double factor) {
    const char *more[20] = {0};
    size_t count = 0;
    char pointer[96] = "/parties/", value[40];
    for (; set[count]; count++)
        more[count] = set[count];
    for (const char *at = r->input; *at; at++)
        snprintf(pointer + strlen(pointer), 2, "%c", *at == '.' ? '/' : *at);
    snprintf(value, sizeof value, "%.17g", r->from + factor * (r->to - r->from));
    more[count++] = pointer;
    more[count++] = value;
    return has_room(more);
}

static uint32_t expect_ways_out(const char *const *set, uint32_t parties[2]) {
    asked a = asked_deals(DEAL, set, &OPTIONS);
    sam_room *room = NULL;
    cr_assert_eq(sam_room_find(&room, a.deal.plan, a.plain.plan, &OPTIONS, a.deal.diags),
                 SAM_INFEASIBLE);
    const sam_choice *choice = room->choice;
    for (uint32_t i = 0; i < choice->relaxation_count; i++) {
        const sam_relaxation *r = &choice->relaxations[i];
        const char *what = r->input ? r->input : choice->limits[r->limits[0]].name;
        if (r->input) {
            cr_expect(opens_with(set, r, 1), "%s at %a", what, r->to);
            cr_expect_not(opens_with(set, r, LESS), "less than %s at %a", what, r->to);
            continue;
        }
        cr_expect(opens(&a, r, MORE), "%u limits, first %s by %a", r->count, what, r->amounts[0]);
        cr_expect_not(opens(&a, r, LESS), "less than %u limits, first %s by %a", r->count, what,
                      r->amounts[0]);
        parties[0] += r->count == 1 && strcmp(what, "developer.npv") == 0;
        parties[1] += r->count == 1 && strcmp(what, "goals.municipal_cost_max") == 0;
    }
    uint32_t count = choice->relaxation_count;
    sam_room_free(room);
    done(&a);
    return count;
}

/* Costs, plots and frames that leave no room, in one way or another. */
Test(room_opens, each_concession_opens_and_less_does_not) {
    static const char *const BUILDING[] = {"640000", "700000", "900000"};
    static const char *const FRAME[] = {"-400000", "-200000", "0"};
    uint32_t count = 0, parties[2] = {0, 0};
    for (int b = 0; b < 3; b++)
        for (int f = 0; f < 3; f++) {
            const char *const set[] = {"/costs/building/amount",
                                       BUILDING[b],
                                       "/costs/plot/value",
                                       "1000000",
                                       "/costs/plot/development",
                                       "100000",
                                       "/goals/aid_max",
                                       "1000000000",
                                       "/goals/municipal_cost_max",
                                       FRAME[f],
                                       NULL};
            if (!has_room(set))
                count += expect_ways_out(set, parties);
        }
    cr_expect_gt(count, 10, "%u ways out: the test says little", count);
    cr_expect_gt(parties[0], 0, "the owner alone opens none");
    cr_expect_gt(parties[1], 0, "the municipality alone opens none");
}
