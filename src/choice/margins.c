/* Reduced costs in words that lenders use: below which rate a loan that is not used would be. Each
 * is found by solving again at other rates, not read off a linear problem. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/question.h"
#include "deal/fields.h"

enum { HALVINGS = 24 };

/* A loan of less than this share of a step is none. */
static const double NONE = 1e-3;

/* What the rate of a loan is agreed by. */
static const char *rate_field(const sam_clause *clause) {
    const char *rate = clause->values[sam_clause_field(clause, "rate")];
    if (rate && strcmp(rate, "fixed") == 0)
        return "nominal_rate";
    return rate && strcmp(rate, "effective") == 0 ? "effective_rate" : "margin";
}

/* The input of a loan's rate, or SAM_NO_INPUT: the decision is no amount of a loan. */
static uint32_t rate_of(const sam_question *q, uint32_t decision) {
    uint32_t field = 0;
    const sam_clause *clause = sam_question_clause(q, q->decisions[decision].input, &field);
    if (!clause || strcmp(clause->kind, "term_loan") != 0)
        return SAM_NO_INPUT;
    return clause->inputs[sam_clause_field(clause, rate_field(clause))];
}

/* Is the loan used when its rate is another? */
static sam_status is_used(sam_question *q, const sam_mix *mix, const sam_mix_result *result,
                          uint32_t decision, const sam_fixed *rate, bool *used) {
    sam_fixed all[SAM_FIXED_MOST + 1];
    sam_mix own = *mix;
    double start[2][SAM_CHOICE_TERMS_MOST] = {{0}};
    memcpy(all, mix->fixed, mix->fixed_count * sizeof *all);
    all[own.fixed_count++] = *rate;
    own.fixed = all;
    /* A little of a loan may cost where much of it pays: also from what the deal as it is has. */
    for (int s = 0; s < 2; s++)
        memcpy(start[s], result->point, q->decision_count * sizeof *result->point);
    start[1][decision] = q->start[0][decision];
    sam_mix_result again;
    sam_status status =
        sam_question_solve(q, &own, (const double(*)[SAM_CHOICE_TERMS_MOST])start, 2, &again);
    double least = q->decisions[decision].low + NONE * q->decisions[decision].scale;
    *used = status == SAM_OK && sam_question_holds(&own, &again) && again.point[decision] > least;
    sam_mix_result_clear(&again);
    return status == SAM_SOLVER ? SAM_OK : status;
}

static sam_status find(sam_question *q, const sam_mix *mix, const sam_mix_result *result,
                       uint32_t decision, const sam_input *rate) {
    sam_choice_term *term = &q->choice->terms[decision];
    double low = rate->field->least, high = rate->value;
    bool used = false;
    sam_fixed fixed = {(uint32_t)(rate - q->plan->deal->inputs), low};
    sam_question_tell(q, "looking for the rates at which loans would be used");
    sam_status status = is_used(q, mix, result, decision, &fixed, &used);
    term->enters = rate;
    term->enters_below = SAM_REAL_NAN;
    if (!used)
        return status;
    for (int n = 0; n < HALVINGS && status == SAM_OK; n++) {
        fixed.value = (low + high) / 2;
        status = is_used(q, mix, result, decision, &fixed, &used);
        *(used ? &low : &high) = fixed.value;
    }
    term->enters_below = low;
    return status;
}

sam_status sam_choice_margins(sam_question *question, const sam_mix *mix,
                              const sam_mix_result *result) {
    sam_question *q = question;
    sam_status status = SAM_OK;
    for (uint32_t j = 0; j < q->decision_count && status == SAM_OK; j++) {
        const sam_decision *d = &q->decisions[j];
        uint32_t rate = rate_of(q, j);
        bool none = result->point[j] <= d->low + NONE * d->scale && d->low <= 0;
        /* A whole search with draws for each rate would take too long. */
        if (rate != SAM_NO_INPUT && none && d->high > d->low && !q->draws.draws)
            status = find(q, mix, result, j, &q->plan->deal->inputs[rate]);
    }
    return status;
}
