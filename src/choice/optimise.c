/* The whole of a choice: question, search, certificate, prices; or the conflict. Only the order of
 * things is here. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/question.h"

static sam_status ask(sam_question *q) {
    sam_status status = sam_question_terms(q);
    if (status == SAM_OK)
        status = sam_question_limits(q);
    if (status == SAM_OK)
        status = sam_question_aims(q);
    return status;
}

/* Each further aim is settled with the ones before it held where they are. */
static sam_status settle(sam_question *q, sam_mix_result *result) {
    sam_status status = SAM_OK;
    for (uint32_t a = 1; a < q->aim_count && status == SAM_OK; a++) {
        const sam_aim *aim = &q->aims[a - 1];
        const sam_choice_limit limit = {
            .name = "objective",
            .text = sam_question_label(q, "an earlier objective keeps its value"),
            .party = SAM_NO_PARTY,
            .unit = aim->unit};
        sam_part parts[SAM_PARTS_MOST] = {{0}};
        for (uint32_t p = 0; p < aim->part_count; p++)
            parts[p] = (sam_part){aim->parts[p].row, -aim->parts[p].factor};
        sam_question_ask(q, &limit, parts, SAM_NO_ROW,
                         -result->aim - fmax(1e-6, 1e-9 * fabs(result->aim)));
        q->demands[q->demand_count - 1].worst = q->aims[a - 1].worst;
        double start[1][SAM_CHOICE_TERMS_MOST];
        memcpy(start[0], result->point, q->decision_count * sizeof *result->point);
        sam_mix mix = sam_question_mix(q, a);
        sam_mix_result next;
        status =
            sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])start, 1, &next);
        if (status != SAM_OK)
            return status;
        sam_mix_result_clear(result);
        *result = next;
    }
    return status;
}

static void tell_limits(sam_question *q, const sam_mix_result *result) {
    for (uint32_t d = 0; d < q->choice->limit_count; d++) {
        sam_choice_limit *limit = &q->choice->limits[d];
        const sam_mix_demand_result *demand = &result->demands[d];
        limit->spare = demand->spare;
        limit->month = demand->month;
        limit->binding = fabs(demand->spare) <= 1e-5 * demand->size;
    }
}

static void tell_terms(sam_question *q, const sam_mix_result *result) {
    for (uint32_t j = 0; j < q->decision_count; j++) {
        sam_choice_term *term = &q->choice->terms[j];
        double near = 1e-7 * q->decisions[j].scale;
        term->value = result->point[j];
        term->at_bound = (term->value >= term->high - near) - (term->value <= term->low + near);
    }
    sam_question_tell_whole(q);
}

/* The objective by the ledger run afresh. */
static sam_status tell_value(sam_question *q, const double *point) {
    sam_ledger *ledger = sam_ledger_new(q->plain, &(sam_run){.lanes = 1});
    if (!ledger)
        return SAM_MEMORY;
    for (uint32_t j = 0; j < q->decision_count; j++)
        sam_ledger_set(ledger, q->decisions[j].input, 0, point[j]);
    sam_question_fix(q, ledger, 0);
    sam_ledger_run(ledger);
    q->choice->value = sam_question_aim_value(&q->aims[0], ledger, 0);
    sam_ledger_free(ledger);
    return SAM_OK;
}

/* Written out in full, the last problem has the same optimum. */
static bool differs_in_full(const sam_certificate *c) {
    return fabs(c->full - c->upper) > 1e-6 * (1 + fabs(c->upper));
}

/* A krone, or a billionth of the objective. */
static bool is_certified(const sam_choice *choice) {
    const sam_certificate *c = &choice->certificate;
    double most = fmax(1, 1e-9 * fabs(choice->value));
    return c->rerun_difference <= most && c->step_difference <= most && isfinite(choice->value) &&
           c->draws_difference <= most && !differs_in_full(c);
}

static sam_status explain(sam_question *q, const sam_mix_result *first,
                          const sam_mix_result *last) {
    tell_terms(q, last);
    tell_limits(q, last);
    sam_mix mix = sam_question_mix(q, 0);
    sam_status status = tell_value(q, last->point);
    if (status == SAM_OK)
        status = sam_choice_certify_draws(q, first, last);
    if (status == SAM_OK)
        status = sam_choice_certify(q, &mix, last);
    /* Prices are of the first objective: what held it later does not enter. */
    mix.demand_count = q->choice->limit_count - (q->aim_count - 1);
    if (status == SAM_OK)
        status = sam_choice_linearise(q, &mix, first);
    if (status == SAM_OK)
        status = sam_choice_price(q, &mix, first);
    if (status == SAM_OK)
        status = sam_choice_margins(q, &mix, first);
    return status;
}

static sam_status keep_first(sam_mix_result *out, const sam_question *q,
                             const sam_mix_result *result) {
    *out = *result;
    out->arena = NULL;
    out->point = sam_arena_array(q->choice->arena, q->decision_count + 1u, sizeof *out->point);
    out->demands = sam_arena_array(q->choice->arena, q->demand_count + 1u, sizeof *out->demands);
    if (!out->point || !out->demands)
        return SAM_MEMORY;
    memcpy(out->point, result->point, q->decision_count * sizeof *out->point);
    memcpy(out->demands, result->demands, q->demand_count * sizeof *out->demands);
    return SAM_OK;
}

static sam_status answer(sam_question *q) {
    sam_mix_result best = {.verdict = SAM_MIX_STUCK}, first = best;
    q->choice->base = sam_question_aim_value(&q->aims[0], q->ledger, 0);
    sam_status status =
        q->whole_count ? sam_question_branch(q, &best) : sam_question_search(q, 0, &best);
    sam_mix mix = sam_question_mix(q, 0);
    if (status == SAM_OK) {
        q->choice->feasible = sam_question_holds(&mix, &best);
        q->choice->certificate.rounds = best.rounds;
        tell_terms(q, &best);
        tell_limits(q, &best);
        status = keep_first(&first, q, &best);
    }
    if (status == SAM_OK && !q->choice->feasible && q->bare) {
        sam_mix_result_clear(&best);
        return SAM_INFEASIBLE;
    }
    if (status == SAM_OK && !q->choice->feasible) {
        q->rough = q->draws.draws > q->rough_draws.draws;
        q->choice->certificate.draws = q->rough_draws.draws;
        q->choice->certificate.seed = q->draws.seed;
        status = sam_choice_conflict(q);
        sam_mix_result_clear(&best);
        return status == SAM_OK ? SAM_INFEASIBLE : status;
    }
    if (status == SAM_OK)
        status = settle(q, &best);
    if (status == SAM_OK)
        status = explain(q, &first, &best);
    sam_mix_result_clear(&best);
    return status == SAM_OK && !is_certified(q->choice) ? SAM_SOLVER : status;
}

/* Takes what can be told out of a question, and ends it. */
static sam_status conclude(sam_question *q, sam_status status, sam_choice **out) {
    sam_choice *choice = q->choice;
    bool told = status == SAM_SOLVER && choice->limits[0].name;
    sam_question_close(q);
    if (status == SAM_OK || status == SAM_INFEASIBLE || told)
        *out = choice;
    else
        sam_choice_free(choice);
    return status;
}

/* A loan that others leave no room for in the deal as it is stays out of the question, for its
 * limits would else hold those others down while it is not used at all. Whether it is worth that is
 * asked here: the same once more, with such loans in it and held to their limits. *out: an answer,
 * or NULL where nothing was shut out but by itself, or nothing holds then. */
static sam_status reopen(sam_choice **out, const sam_plan *plan, const sam_plan *plain,
                         const sam_choice_options *options, uint32_t shut) {
    sam_question *q;
    sam_choice *choice = NULL;
    sam_diags *diags = sam_diags_new(); /* the first time has told them */
    sam_status status = diags ? sam_question_open(&q, plan, plain, options, diags) : SAM_MEMORY;
    if (diags && q) {
        if (status == SAM_OK)
            status = sam_question_bare(q);
        if (status == SAM_OK)
            status = ask(q);
        if (status == SAM_OK)
            status = q->shut < shut ? answer(q) : SAM_INFEASIBLE;
        status = conclude(q, status, &choice);
    }
    sam_diags_free(diags);
    if (status != SAM_OK) {
        sam_choice_free(choice);
        return status == SAM_MEMORY || status == SAM_LIMIT ? status : SAM_OK;
    }
    *out = choice;
    return SAM_OK;
}

static bool is_better(const sam_choice *one, const sam_choice *other) {
    double gain = one->highest ? one->value - other->value : other->value - one->value;
    return !other->feasible || gain > 1e-9 * (1 + fabs(other->value));
}

sam_status sam_choice_optimise(sam_choice **out, const sam_plan *plan, const sam_plan *plain,
                               const sam_choice_options *options, sam_diags *diags) {
    *out = NULL;
    sam_question *q;
    sam_status status = sam_question_open(&q, plan, plain, options, diags);
    if (!q)
        return status;
    if (status == SAM_OK)
        status = ask(q);
    if (status == SAM_OK)
        status = answer(q);
    uint32_t shut = q->shut;
    status = conclude(q, status, out);
    if (shut == 0 || (status != SAM_OK && status != SAM_INFEASIBLE))
        return status;
    sam_choice *other = NULL;
    sam_status again = reopen(&other, plan, plain, options, shut);
    bool better = again == SAM_OK && other && is_better(other, *out);
    if (again != SAM_OK || better) {
        sam_choice_free(*out);
        *out = other;
        return again;
    }
    sam_choice_free(other);
    return status;
}

void sam_choice_free(sam_choice *choice) {
    if (choice)
        sam_arena_free(choice->arena);
}
