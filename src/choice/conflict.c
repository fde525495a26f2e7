/* Where nothing satisfies everybody: the least set of limits that cannot hold together, and what
 * would open the way. Every claim is a search that was run: each limit of the set is left out once
 * and the rest holds; each way out is a point of the ledger. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/question.h"
#include "deal/fields.h"

/* A lenient limit costs this share of what others cost, so that only it is missed. */
static const double LENIENT = 1e-4;

enum { HALVINGS = 12, YEARS_STEP = 5, LONGEST_LOAN = 50, ROUNDS = 60, ATTEMPTS = 3 };

/* Is there a point at which all holds that is neither dropped nor lenient? first, Nullable: where
 * to look before the usual starts. */
static sam_status attempt(sam_question *q, const double *first, const sam_fixed *fixed, bool *holds,
                          sam_mix_result *result) {
    double starts[ATTEMPTS + 1][SAM_CHOICE_TERMS_MOST];
    uint32_t count = 0;
    if (first)
        memcpy(starts[count++], first, sizeof starts[0]);
    for (uint32_t s = 0; s < q->start_count && s < ATTEMPTS; s++)
        memcpy(starts[count++], q->start[s], sizeof starts[0]);
    sam_mix mix = sam_question_mix(q, q->aim_count);
    sam_fixed all[SAM_FIXED_MOST + 1];
    for (uint32_t f = 0; f < q->fixed_count; f++)
        all[f] = q->fixed[f];
    if (fixed)
        all[mix.fixed_count++] = *fixed;
    mix.fixed = all;
    mix.rounds = ROUNDS;
    sam_status status =
        sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])starts, count, result);
    *holds = status == SAM_OK && sam_question_holds(&mix, result);
    return status == SAM_SOLVER ? SAM_OK : status;
}

static sam_status is_possible(sam_question *q, const double *first, const sam_fixed *fixed,
                              bool *holds, double *witness) {
    sam_mix_result result;
    sam_status status = attempt(q, first, fixed, holds, &result);
    if (*holds && witness)
        memcpy(witness, result.point, q->decision_count * sizeof *witness);
    sam_mix_result_clear(&result);
    return status;
}

/* Leaves out one limit after the other; what makes no difference stays out. The parties' own limits
 * are left to the last, so that the set speaks of them where it can. */
static sam_status find_set(sam_question *q) {
    sam_status status = SAM_OK;
    for (uint32_t d = q->demand_count; d-- > 0 && status == SAM_OK;) {
        bool holds = false;
        sam_question_tell(q, "looking for the limits that cannot hold together");
        q->demands[d].dropped = true;
        status = is_possible(q, NULL, NULL, &holds, q->witness[d]);
        q->demands[d].dropped = !holds;
    }
    for (uint32_t d = 0; d < q->demand_count; d++) {
        if (!q->demands[d].dropped)
            q->choice->conflict[q->choice->conflict_count++] = d;
        q->demands[d].dropped = false;
    }
    return status;
}

/* point: where everything else holds. */
static sam_relaxation *add(sam_question *q, uint32_t count, const double *point,
                           const sam_fixed *fixed, uint32_t **limits, double **amounts) {
    sam_relaxation *out = &q->choice->relaxations[q->choice->relaxation_count];
    double cost = 0;
    if (sam_conflict_cost(q, point, fixed, &cost) != SAM_OK)
        return NULL;
    *limits = sam_arena_array(q->choice->arena, count + 1u, sizeof **limits);
    *amounts = sam_arena_array(q->choice->arena, count + 1u, sizeof **amounts);
    if (!*limits || !*amounts)
        return NULL;
    *out = (sam_relaxation){.count = count, .limits = *limits, .amounts = *amounts, .cost = cost};
    q->choice->relaxation_count++;
    return out;
}

/* By how much one limit must give way alone; 0 when it cannot open the way. */
static sam_status ease_one(sam_question *q, uint32_t d, double *amount) {
    sam_mix_result result;
    bool holds = false;
    q->demands[d].lenience = LENIENT;
    sam_status status = attempt(q, q->witness[d], NULL, &holds, &result);
    *amount = holds ? fmax(0, -result.demands[d].spare) : 0;
    if (holds)
        memcpy(q->witness[d], result.point, q->decision_count * sizeof *result.point);
    q->demands[d].lenience = 0;
    sam_mix_result_clear(&result);
    return status;
}

static sam_status singles(sam_question *q, double *alone) {
    for (uint32_t i = 0; i < q->choice->conflict_count; i++) {
        uint32_t d = q->choice->conflict[i], *limits;
        double *amounts;
        sam_question_tell(q, "looking for what would open the way");
        sam_status status = ease_one(q, d, &alone[d]);
        if (status != SAM_OK)
            return status;
        if (alone[d] <= 0)
            continue;
        if (!add(q, 1, q->witness[d], NULL, &limits, &amounts))
            return SAM_MEMORY;
        limits[0] = d;
        amounts[0] = alone[d];
    }
    return SAM_OK;
}

/* All give the same share of what each would have to give alone: the least such share. */
static sam_status share_out(sam_question *q, const double *alone, double *share, double *witness) {
    double low = 0, high = 1;
    sam_status status = SAM_OK;
    memcpy(witness, q->witness[q->choice->relaxations[0].limits[0]], sizeof q->witness[0]);
    for (int n = 0; n < HALVINGS && status == SAM_OK; n++) {
        double middle = (low + high) / 2;
        bool holds = false;
        for (uint32_t d = 0; d < q->demand_count; d++)
            q->demands[d].least -= middle * alone[d];
        status = is_possible(q, witness, NULL, &holds, witness);
        for (uint32_t d = 0; d < q->demand_count; d++)
            q->demands[d].least += middle * alone[d];
        *(holds ? &high : &low) = middle;
    }
    *share = high;
    return status;
}

static sam_status joint(sam_question *q, const double *alone, uint32_t count) {
    double share = 1;
    uint32_t *limits, at = 0;
    double *amounts;
    sam_question_tell(q, "looking for what all would have to give together");
    double least[SAM_CHOICE_LIMITS_MOST] = {0}, witness[SAM_CHOICE_TERMS_MOST];
    for (uint32_t d = 0; d < q->demand_count; d++)
        least[d] = q->demands[d].least;
    sam_status status = share_out(q, alone, &share, witness);
    for (uint32_t d = 0; d < q->demand_count; d++)
        q->demands[d].least = least[d];
    if (status != SAM_OK)
        return status;
    if (!add(q, count, witness, NULL, &limits, &amounts))
        return SAM_MEMORY;
    for (uint32_t d = 0; d < q->demand_count; d++)
        if (alone[d] > 0) {
            limits[at] = d;
            amounts[at++] = share * alone[d];
        }
    return SAM_OK;
}

/* Where no limit alone opens the way, several conflicts stand in it: all limits give what they
 * must, each in its steps that matter. */
static sam_status everywhere(sam_question *q) {
    sam_mix_result result;
    bool holds = false;
    for (uint32_t d = 0; d < q->demand_count; d++)
        q->demands[d].lenience = LENIENT;
    sam_status status = attempt(q, NULL, NULL, &holds, &result);
    uint32_t count = 0, *limits;
    double *amounts;
    sam_mix mix = sam_question_mix(q, q->aim_count);
    for (uint32_t d = 0; d < q->demand_count; d++) {
        q->demands[d].lenience = 0;
        count += result.arena && !sam_mix_demand_holds(&mix, &result, d);
    }
    if (status == SAM_OK && count > 0 && !add(q, count, result.point, NULL, &limits, &amounts))
        status = SAM_MEMORY;
    for (uint32_t d = 0, at = 0; d < q->demand_count && status == SAM_OK && count > 0; d++)
        if (!sam_mix_demand_holds(&mix, &result, d)) {
            limits[at] = d;
            amounts[at++] = -result.demands[d].spare;
        }
    sam_mix_result_clear(&result);
    return status;
}

static sam_status add_input(sam_question *q, const sam_input *input, double to,
                            const double *point) {
    uint32_t *limits;
    double *amounts;
    const sam_fixed fixed = {(uint32_t)(input - q->plan->deal->inputs), to};
    sam_relaxation *out = add(q, 0, point, &fixed, &limits, &amounts);
    if (!out)
        return SAM_MEMORY;
    out->input = input->name;
    out->unit = input->field->unit;
    out->from = input->value;
    out->to = to;
    return SAM_OK;
}

/* Would a longer loan do? The longest is asked first; then the shortest that does. */
static sam_status longer(sam_question *q, uint32_t input) {
    const sam_input *years = &q->plan->deal->inputs[input];
    double most = fmin(LONGEST_LOAN, years->field->most), witness[SAM_CHOICE_TERMS_MOST];
    bool holds = false;
    sam_fixed fixed = {input, most};
    if (years->value >= most)
        return SAM_OK;
    sam_status status = is_possible(q, NULL, &fixed, &holds, witness);
    for (bool shorter = holds; shorter && status == SAM_OK;) {
        fixed.value -= YEARS_STEP;
        shorter = fixed.value > years->value;
        if (shorter)
            status = is_possible(q, witness, &fixed, &shorter, witness);
        if (!shorter)
            fixed.value += YEARS_STEP;
    }
    return status == SAM_OK && holds ? add_input(q, years, fixed.value, witness) : status;
}

/* Which return could an owner have whose requirement stands in the way? The highest that does, to a
 * thousandth of itself. */
static sam_status lower_return(sam_question *q, uint32_t party) {
    const sam_input *rate = &q->plan->deal->inputs[q->plan->deal->parties[party].discount_rate];
    double low = 0, high = rate->value, witness[SAM_CHOICE_TERMS_MOST];
    bool holds = false;
    sam_fixed fixed = {q->plan->deal->parties[party].discount_rate, low};
    if (!(high > low))
        return SAM_OK;
    sam_status status = is_possible(q, NULL, &fixed, &holds, witness);
    if (status != SAM_OK || !holds)
        return status;
    for (int n = 0; n < HALVINGS && status == SAM_OK; n++) {
        fixed.value = (low + high) / 2;
        status = is_possible(q, witness, &fixed, &holds, witness);
        *(holds ? &low : &high) = fixed.value;
    }
    return status == SAM_OK ? add_input(q, rate, low, witness) : status;
}

static sam_status returns(sam_question *q) {
    sam_status status = SAM_OK;
    for (uint32_t i = 0; i < q->choice->conflict_count && status == SAM_OK; i++) {
        const sam_choice_limit *limit = &q->choice->limits[q->choice->conflict[i]];
        if (limit->party != SAM_NO_PARTY && strstr(limit->name, ".npv"))
            status = lower_return(q, limit->party);
    }
    return status;
}

static sam_status inputs(sam_question *q) {
    const sam_deal *deal = q->plan->deal;
    sam_status status = returns(q);
    for (uint32_t c = 0; c < deal->clause_count && status == SAM_OK; c++) {
        if (strcmp(deal->clauses[c].kind, "term_loan") != 0)
            continue;
        uint32_t input = deal->clauses[c].inputs[sam_clause_field(&deal->clauses[c], "years")];
        if (input != SAM_NO_INPUT)
            status = longer(q, input);
    }
    return status;
}

/* The cheapest first; what is nobody's money stays behind, in the order in which it was found. */
static void rank(sam_choice *choice) {
    for (uint32_t i = 1; i < choice->relaxation_count; i++) {
        sam_relaxation one = choice->relaxations[i];
        uint32_t at = i;
        for (; at > 0; at--) {
            const sam_relaxation *before = &choice->relaxations[at - 1];
            if (isnan(one.cost) || before->cost <= one.cost)
                break;
            choice->relaxations[at] = *before;
        }
        choice->relaxations[at] = one;
    }
}

sam_status sam_choice_conflict(sam_question *question) {
    sam_question *q = question;
    sam_choice *choice = q->choice;
    size_t most = 2u * SAM_CHOICE_LIMITS_MOST + q->plan->deal->clause_count;
    choice->conflict = sam_arena_array(choice->arena, SAM_CHOICE_LIMITS_MOST, sizeof(uint32_t));
    choice->relaxations = sam_arena_array(choice->arena, most, sizeof *choice->relaxations);
    if (!choice->conflict || !choice->relaxations)
        return SAM_MEMORY;
    double alone[SAM_CHOICE_LIMITS_MOST] = {0};
    sam_status status = find_set(q);
    if (status == SAM_OK)
        status = singles(q, alone);
    uint32_t count = choice->relaxation_count;
    if (status == SAM_OK)
        status = inputs(q);
    if (status == SAM_OK && count > 1)
        status = joint(q, alone, count);
    if (status == SAM_OK && count == 0)
        status = everywhere(q);
    rank(choice);
    return status;
}
