/* What is said of shipped deals that satisfy nobody, each claim tried on a question of its own: the
 * limits named cannot hold together whatever else is left out, and can without any one of them; a
 * way out opens the way when it is given, and not when a hundredth of it is missing. What a user
 * can try by the command line alone is in tests/cli/test_conflict_proved.sh. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "choice/question.h"
#include "shipped.h"

typedef struct posed {
    const char *model, *scenario, *objective;
    sam_override set;
} posed;

static const posed CASES[] = {
    {"tilvising", "hitra", "rent", {NULL, NULL}},
    {"kjopegaranti", "randaberg", "municipal_cost", {NULL, NULL}},
    {"stiftelse", "hitra", "rent", {"/goals/rent_max", "1000"}},
    {"kommunal", "hitra", "municipal_cost", {"/goals/municipal_cost_max", "-100000000"}},
};
enum { CASE_COUNT = sizeof CASES / sizeof *CASES, MOST_SET = 64 };

/* The deal of a case with what is laid over it. */
static sam_plan *compile(shipped *s, const posed *c, const sam_override *set, size_t count) {
    char model[64], scenario[64];
    sam_plan *plan;
    snprintf(model, sizeof model, "models/%s.json", c->model);
    snprintf(scenario, sizeof scenario, "scenarios/%s.json", c->scenario);
    *s = (shipped){.diags = sam_diags_new()};
    sam_status status =
        sam_deal_read(&s->deal, shipped_file(s, 0, model), shipped_file(s, 1, scenario),
                      shipped_file(s, 2, "models/terms/norway.json"), NULL, set, count, s->diags);
    cr_assert_eq(status, SAM_OK, "%s on %s", c->model, c->scenario);
    cr_assert_eq(sam_plan_compile(&plan, s->deal, s->diags), SAM_OK);
    s->plan = plan;
    return plan;
}

typedef struct told {
    shipped first, plain, open;
    sam_choice_options options;
    sam_choice *choice; /* what is said */
    sam_question *q;    /* what is asked here */
} told;

static void ask(told *t, const posed *c) {
    sam_override all[MOST_SET], *more;
    size_t own = c->set.pointer != NULL, few, count;
    all[0] = c->set;
    t->options = (sam_choice_options){.objective = c->objective, .cover = -1, .starts = 8};
    compile(&t->first, c, all, own);
    cr_assert_eq(sam_choice_ceilings(&more, &few, &count, t->first.deal, &t->options), SAM_OK);
    memcpy(all + own, more, count * sizeof *more);
    compile(&t->plain, c, all, own + few);
    compile(&t->open, c, all, own + count);
    sam_choice_ceilings_free(more);
    cr_assert_eq(
        sam_choice_optimise(&t->choice, t->open.plan, t->plain.plan, &t->options, t->open.diags),
        SAM_INFEASIBLE, "%s on %s", c->model, c->scenario);
    cr_assert_eq(sam_question_open(&t->q, t->open.plan, t->plain.plan, &t->options, t->open.diags),
                 SAM_OK);
    cr_assert_eq(sam_question_terms(t->q), SAM_OK);
    cr_assert_eq(sam_question_limits(t->q), SAM_OK);
    cr_assert_eq(sam_question_starts(t->q), SAM_OK);
    cr_assert_eq(t->q->demand_count, t->choice->limit_count);
}

static void done(told *t) {
    sam_choice *own = t->q->choice;
    sam_question_close(t->q);
    sam_choice_free(own);
    sam_choice_free(t->choice);
    shipped_close(&t->open);
    shipped_close(&t->plain);
    shipped_close(&t->first);
}

/* Do any terms hold all that is asked, from any start? fixed: Nullable. */
static bool is_possible(sam_question *q, const sam_fixed *fixed) {
    sam_mix mix = sam_question_mix(q, q->aim_count);
    sam_mix_result result;
    mix.fixed = fixed ? fixed : mix.fixed;
    mix.fixed_count = fixed ? 1 : mix.fixed_count;
    sam_status status = sam_question_solve(
        q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])q->start, q->start_count, &result);
    bool holds = status == SAM_OK && sam_question_holds(&mix, &result);
    sam_mix_result_clear(&result);
    return holds;
}

static void expect_set(told *t, const char *what) {
    const sam_choice *c = t->choice;
    cr_assert_gt(c->conflict_count, 0);
    for (uint32_t d = 0; d < t->q->demand_count; d++)
        t->q->demands[d].dropped = true;
    for (uint32_t n = 0; n < c->conflict_count; n++)
        t->q->demands[c->conflict[n]].dropped = false;
    cr_expect_not(is_possible(t->q, NULL), "%s: the set is no conflict", what);
    for (uint32_t n = 0; n < c->conflict_count; n++) {
        t->q->demands[c->conflict[n]].dropped = true;
        cr_expect(is_possible(t->q, NULL), "%s: still impossible without %s", what,
                  c->limits[c->conflict[n]].name);
        t->q->demands[c->conflict[n]].dropped = false;
    }
    for (uint32_t d = 0; d < t->q->demand_count; d++)
        t->q->demands[d].dropped = false;
}

/* Is so large a share of a way out enough? */
static bool opens(told *t, const sam_relaxation *r, double share) {
    const sam_fixed fixed = {
        r->input ? sam_deal_find_input(t->open.deal, r->input) : 0,
        r->from + share * (r->to - r->from),
    };
    double was[SAM_CHOICE_LIMITS_MOST];
    for (uint32_t n = 0; n < r->count; n++) {
        was[n] = t->q->demands[r->limits[n]].least;
        t->q->demands[r->limits[n]].least -= share * r->amounts[n];
    }
    bool holds = is_possible(t->q, r->input ? &fixed : NULL);
    for (uint32_t n = 0; n < r->count; n++)
        t->q->demands[r->limits[n]].least = was[n];
    return holds;
}

Test(conflict_shipped, each_claim_tried) {
    uint32_t ways = 0;
    for (size_t i = 0; i < CASE_COUNT; i++) {
        told t = {0};
        ask(&t, &CASES[i]);
        expect_set(&t, CASES[i].model);
        cr_expect_gt(t.choice->relaxation_count, 0);
        for (uint32_t n = 0; n < t.choice->relaxation_count; n++, ways++) {
            const sam_relaxation *r = &t.choice->relaxations[n];
            bool years = r->input && strstr(r->input, ".years");
            double less = years ? (r->to - r->from - 5) / (r->to - r->from) : 0.99;
            cr_expect(opens(&t, r, 1.0001), "%s: way %u does not open the way", CASES[i].model, n);
            cr_expect_not(opens(&t, r, less), "%s: less of way %u is enough", CASES[i].model, n);
        }
        done(&t);
    }
    cr_expect_gt(ways, 8, "%u", ways);
}
