/* What speaks for an answer about draws: the risk engine run afresh at the answer, in the plain
 * plan, and its figures sorted. Nothing of the search is read but what it foretold. */
#include <math.h>

#include "base/real.h"
#include "choice/fresh.h"

static void note(sam_question *q, double foretold, double got) {
    sam_certificate *c = &q->choice->certificate;
    c->draws_difference = fmax(c->draws_difference, fabs(foretold - got));
}

static void compare_demands(sam_question *q, sam_fresh *fresh, const sam_mix_result *last) {
    for (uint32_t d = 0; d < q->demand_count; d++) {
        if (!(q->demands[d].worst > 0))
            continue;
        if (q->demands[d].when != SAM_NO_ROW)
            q->choice->certificate.cover_held = sam_fresh_held(fresh, d);
        if (!(last->demands[d].spare < SAM_REAL_INFINITY))
            continue;
        double spare = sam_fresh_spare(fresh, d);
        note(q, last->demands[d].spare, spare);
        if (d < q->choice->limit_count)
            q->choice->limits[d].spare = spare;
    }
}

/* The first aim at a point, where it is about draws. */
static sam_status aim_at(sam_question *q, sam_fresh *fresh, const double *point, double *out) {
    sam_status status = sam_fresh_run(fresh, point);
    if (status == SAM_OK && q->aims[0].worst > 0)
        *out = sam_fresh_aim(fresh, 0);
    return status;
}

static sam_status certify(sam_question *q, sam_fresh *fresh, const sam_mix_result *first,
                          const sam_mix_result *last) {
    sam_choice *choice = q->choice;
    double base[SAM_CHOICE_TERMS_MOST], at_first = 0;
    for (uint32_t j = 0; j < q->decision_count; j++)
        base[j] = q->plain->deal->inputs[q->decisions[j].input].value;
    sam_status status = aim_at(q, fresh, base, &choice->base);
    if (status == SAM_OK)
        status = aim_at(q, fresh, first->point, &at_first);
    if (status == SAM_OK && q->aims[0].worst > 0)
        note(q, first->upper, at_first);
    /* With one aim they are the same point, and the last run is of it. */
    choice->value = q->aims[0].worst > 0 ? at_first : choice->value;
    if (status == SAM_OK && q->aim_count > 1)
        status = aim_at(q, fresh, last->point, &choice->value);
    if (status == SAM_OK)
        compare_demands(q, fresh, last);
    return status;
}

sam_status sam_choice_certify_draws(sam_question *question, const sam_mix_result *first,
                                    const sam_mix_result *last) {
    question->choice->certificate.full = SAM_REAL_NAN;
    question->choice->certificate.cover_held = SAM_REAL_NAN;
    question->choice->certificate.draws = question->draws.draws;
    question->choice->certificate.seed = question->draws.seed;
    if (!question->draws.draws)
        return SAM_OK;
    sam_fresh *fresh;
    sam_status status = sam_fresh_open(&fresh, question);
    if (status == SAM_OK)
        status = certify(question, fresh, first, last);
    sam_fresh_free(fresh);
    return status;
}
