/* The search for one aim from several starts, and its value by a ledger. Knows no deal. */
#include <math.h>
#include <string.h>

#include "choice/question.h"

double sam_question_aim_value(const sam_aim *aim, const sam_ledger *ledger, size_t lane) {
    double sum = 0;
    for (uint32_t p = 0; p < aim->part_count; p++)
        sum += aim->parts[p].factor * sam_ledger_value(ledger, aim->parts[p].row, 1, lane);
    return aim->highest ? -sum : sum;
}

static bool agrees(const sam_mix_result *one, const sam_mix_result *other) {
    return fabs(one->aim - other->aim) <= 1e-6 * (1 + fabs(other->aim));
}

/* Every start is tried by itself so that it can be told how many agree. */
static sam_status search(sam_question *q, uint32_t aim, sam_mix_result *best) {
    sam_mix mix = sam_question_mix(q, aim);
    sam_certificate *c = &q->choice->certificate;
    sam_status status =
        sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])q->start, 1, best);
    for (uint32_t d = 0; d < mix.demand_count && status == SAM_OK; d++)
        q->size[d] = best->demands[d].size;
    if (status != SAM_MEMORY)
        status = q->start_count > 1 ? SAM_OK : sam_question_starts(q);
    c->starts_agreeing = best->arena && sam_question_holds(&mix, best);
    for (uint32_t s = 1; s < q->start_count && status == SAM_OK; s++) {
        sam_question_tell(q, "searching from another start");
        sam_mix_result other;
        status = sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])(q->start + s),
                                    1, &other);
        if (status == SAM_SOLVER)
            status = SAM_OK;
        if (!other.arena)
            continue;
        bool holds = sam_question_holds(&mix, &other);
        bool had = best->arena && sam_question_holds(&mix, best);
        bool same = holds && had && agrees(&other, best);
        bool better = !best->arena || (holds && (!had || (!same && other.aim < best->aim)));
        c->starts_agreeing = same ? c->starts_agreeing + 1 : better ? holds : c->starts_agreeing;
        sam_mix_result_clear(better ? best : &other);
        if (better)
            *best = other;
    }
    return status == SAM_OK && !best->arena ? SAM_SOLVER : status;
}

/* With draws the starts are told apart by a few of them, and the best is refined with all. */
sam_status sam_question_search(sam_question *question, uint32_t aim, sam_mix_result *best) {
    sam_question *q = question;
    q->rough = q->draws.draws > q->rough_draws.draws;
    sam_status status = search(q, aim, best);
    if (!q->rough || status != SAM_OK)
        return status;
    q->rough = false;
    double start[1][SAM_CHOICE_TERMS_MOST] = {{0}};
    memcpy(start[0], best->point, q->decision_count * sizeof *best->point);
    sam_mix_result_clear(best);
    sam_question_tell(q, "refining the best with all draws");
    sam_mix mix = sam_question_mix(q, aim);
    return sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])start, 1, best);
}
