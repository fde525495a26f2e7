/* Conflicts are least sets: put by itself no such set has terms that hold it, and without any one
 * of its limits there are some. Ways out, by years too, are tried in deals of their own. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "asked.h"
#include "base/arena.h"
#include "choice/question.h"

#define RENT_2 "{\"id\": \"letting\", \"kind\": \"letting\", \"rent_share\": 2}"
#define REST                                                                                       \
    "{\"id\": \"transfer\", \"kind\": \"transfer\", \"sale_cost\": 0}, "                           \
    "{\"id\": \"construction\", \"kind\": \"construction_loan\", \"lender\": \"bank\","            \
    " \"margin\": 0, \"commission\": 0}"
#define TERM_OF(more)                                                                              \
    "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"rate\": \"fixed\","       \
    " \"nominal_rate\": 0.03, \"ltv_max\": 1, " more "}"

typedef struct posed {
    const char *clauses, *objective;
    const char *set[12];
} posed;

static const posed CASES[] = {
    {TEST_BASE TEST_LETTING, "rent", {NULL}},
    {TEST_BASE RENT_2 ", " REST ", " TERM_OF("\"years\": 5"),
     "municipal_cost",
     {"/goals/equity_max", "200000", "/goals/dscr_min", "1.5"}},
    {TEST_BASE TEST_LETTING ", " REST ", " TERM_OF("\"years\": 10"),
     "rent",
     {"/goals/equity_max", "1000", "/goals/rent_max", "900", "/goals/dscr_min", "4"}},
    {TEST_BASE "{\"id\": \"plot\", \"kind\": \"plot\", \"seller\": \"municipality\"}, " RENT_2
               ", " REST,
     "rent",
     {"/costs/plot/value", "3000000", "/goals/municipal_cost_max", "-2900000"}},
};
enum { CASE_COUNT = sizeof CASES / sizeof *CASES };

/* Do any terms hold the limits marked, from any start? */
static bool is_possible(sam_question *q, const bool *asked_for) {
    for (uint32_t d = 0; d < q->demand_count; d++)
        q->demands[d].dropped = !asked_for[d];
    sam_mix mix = sam_question_mix(q, q->aim_count);
    sam_mix_result result;
    sam_status status = sam_question_solve(
        q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])q->start, q->start_count, &result);
    bool holds = status == SAM_OK && sam_question_holds(&mix, &result);
    sam_mix_result_clear(&result);
    return holds;
}

Test(conflict, dropping_any_one_makes_it_feasible) {
    for (size_t i = 0; i < CASE_COUNT; i++) {
        const posed *c = &CASES[i];
        asked a = ask(c->clauses, c->set, c->objective, NULL, false);
        cr_assert_eq(a.status, SAM_INFEASIBLE, "case %zu: %d", i, (int)a.status);
        cr_assert_gt(a.choice->conflict_count, 0);
        const sam_choice_options options = {.cover = -1};
        sam_question *q;
        cr_assert_eq(sam_question_open(&q, a.deal.plan, a.plain.plan, &options, a.deal.diags),
                     SAM_OK);
        cr_assert_eq(sam_question_terms(q), SAM_OK);
        cr_assert_eq(sam_question_limits(q), SAM_OK);
        cr_assert_eq(sam_question_starts(q), SAM_OK);
        bool set[SAM_CHOICE_LIMITS_MOST] = {0};
        for (uint32_t n = 0; n < a.choice->conflict_count; n++)
            set[a.choice->conflict[n]] = true;
        cr_expect_not(is_possible(q, set), "case %zu: the set is no conflict", i);
        for (uint32_t n = 0; n < a.choice->conflict_count; n++) {
            set[a.choice->conflict[n]] = false;
            cr_expect(is_possible(q, set), "case %zu: still impossible without %s", i,
                      a.choice->limits[a.choice->conflict[n]].name);
            set[a.choice->conflict[n]] = true;
        }
        sam_choice *own = q->choice;
        sam_question_close(q);
        sam_choice_free(own);
        done(&a);
    }
}

/* Every way out by limits holds when it is given, and not when a little less is. */
Test(conflict, ways_out_are_as_long_as_they_must) {
    static const char *const GOALS[] = {"goals.equity_max", "goals.rent_max",
                                        "goals.municipal_cost_max"};
    static const char *const POINTERS[] = {"/goals/equity_max", "/goals/rent_max",
                                           "/goals/municipal_cost_max"};
    static const double WAS[] = {200000, 900, -2900000};
    uint32_t tried = 0;
    for (size_t i = 1; i < CASE_COUNT; i++) {
        asked a = ask(CASES[i].clauses, CASES[i].set, CASES[i].objective, NULL, false);
        for (uint32_t n = 0; n < a.choice->relaxation_count; n++) {
            const sam_relaxation *r = &a.choice->relaxations[n];
            for (size_t g = 0; g < 3; g++) {
                double was = i == 2 && g == 0 ? 1000 : WAS[g];
                if (r->count != 1 || strcmp(a.choice->limits[r->limits[0]].name, GOALS[g]) != 0)
                    continue;
                for (int side = 0; side < 2; side++) {
                    char value[32];
                    const char *set[16] = {0};
                    size_t at = 0;
                    for (; CASES[i].set[at]; at++)
                        set[at] = CASES[i].set[at];
                    snprintf(value, sizeof value, "%.17g",
                             was + r->amounts[0] * (side ? 0.99 : 1.0001));
                    for (size_t k = 0; k < at; k += 2)
                        if (strcmp(set[k], POINTERS[g]) == 0)
                            set[k + 1] = value;
                    asked b = ask(CASES[i].clauses, set, CASES[i].objective, NULL, false);
                    cr_expect_eq(b.status, side ? SAM_INFEASIBLE : SAM_OK, "%s at %s", GOALS[g],
                                 value);
                    done(&b);
                }
                tried++;
            }
        }
        done(&a);
    }
    cr_expect_gt(tried, 1, "%u ways out were tried", tried);
}

/* A longer loan opens the way: at the years told everything holds, at five less it does not; it
 * costs nobody, and so it stands first. */
Test(conflict, years_are_a_way_out) {
    asked a = ask(CASES[1].clauses, CASES[1].set, CASES[1].objective, NULL, false);
    cr_assert_eq(a.status, SAM_INFEASIBLE);
    cr_assert_gt(a.choice->relaxation_count, 1);
    const sam_relaxation *r = &a.choice->relaxations[0];
    cr_assert_not_null(r->input);
    cr_expect_str_eq(r->input, "loan.years");
    cr_expect_eq(r->from, 5);
    cr_expect_eq(r->cost, 0);
    for (int less = 0; less <= 5; less += 5) {
        char years[8];
        snprintf(years, sizeof years, "%d", (int)r->to - less);
        const char *const set[] = {"/goals/equity_max",
                                   "200000",
                                   "/goals/dscr_min",
                                   "1.5",
                                   "/clauses/loan/years",
                                   years,
                                   NULL};
        asked b = ask(CASES[1].clauses, set, CASES[1].objective, NULL, false);
        cr_expect_eq(b.status, less ? SAM_INFEASIBLE : SAM_OK, "at %s years", years);
        done(&b);
    }
    done(&a);
}

/* Whichever allocation fails, it is told and nothing leaks. */
Test(conflict, every_failed_allocation_is_told) {
    const sam_choice_options options = {.objective = "rent", .cover = -1, .starts = 1};
    asked a = asked_deals(CASES[0].clauses, NULL, &options);
    sam_status status = SAM_MEMORY;
    for (long n = 1; status == SAM_MEMORY; n += 1 + n / 6) {
        sam_alloc_fail_at(n, 1);
        status = sam_choice_optimise(&a.choice, a.deal.plan, a.plain.plan, &options, a.deal.diags);
        sam_alloc_fail_at(0, 0);
        cr_expect(status == SAM_INFEASIBLE || status == SAM_MEMORY, "%d", (int)status);
        cr_expect_eq(a.choice != NULL, status == SAM_INFEASIBLE);
    }
    cr_expect_eq(status, SAM_INFEASIBLE);
    done(&a);
}
