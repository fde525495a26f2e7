/* Shadow prices: every one is measured by easing its limit, solving again and letting the ledger
 * judge; the linear problem only says how far it is worth looking. */
#include <math.h>

#include "base/real.h"
#include "choice/question.h"

/* With draws every try is many runs of the engine. */
enum { TRIES = 12, TRIES_WITH_DRAWS = 2 };

/* A price is what this share of a step costs, and holds while it foretells to this share. */
static const double NEAR = 0.01, AGREES = 1e-4;

/* How much the aim gains when the limit is eased by so much; NaN when no answer is found. */
static double gain(sam_question *q, const sam_mix *mix, const sam_mix_result *result, uint32_t d,
                   double ease, sam_status *status) {
    double start[1][SAM_CHOICE_TERMS_MOST];
    for (uint32_t j = 0; j < mix->decision_count; j++)
        start[0][j] = result->point[j];
    double least = q->demands[d].least;
    q->demands[d].least -= ease;
    sam_mix_result again;
    sam_mix near = *mix;
    near.near = true;
    *status = sam_question_solve(q, &near, start, 1, &again);
    q->demands[d].least = least;
    double aim = SAM_REAL_NAN;
    if (*status == SAM_OK && sam_question_holds(mix, &again))
        aim = result->aim - again.aim;
    sam_mix_result_clear(&again);
    *status = *status == SAM_SOLVER ? SAM_OK : *status;
    return aim;
}

/* As far as the linear problem says, or nearer: where solving again gives what the price says. */
static sam_status find_range(sam_question *q, const sam_mix *mix, const sam_mix_result *result,
                             uint32_t d) {
    sam_choice_limit *limit = &q->choice->limits[d];
    double size = result->demands[d].size, far = q->ease[d];
    if (!(far > 0) || far > 1e3 * size)
        far = 4 * size;
    limit->price_to = NEAR * size;
    sam_status status = SAM_OK;
    for (int n = 0; n < TRIES && far > NEAR * size && status == SAM_OK; n++) {
        double eased = gain(q, mix, result, d, far, &status);
        double noise = 1e-9 * (1 + fabs(result->aim));
        if (fabs(eased - limit->price * far) <= AGREES * limit->price * far + noise) {
            limit->price_to = far;
            limit->priced = true;
            break;
        }
        far /= 2;
    }
    return status;
}

static sam_status price(sam_question *q, const sam_mix *mix, const sam_mix_result *result,
                        uint32_t d) {
    sam_choice_limit *limit = &q->choice->limits[d];
    sam_status status = SAM_OK;
    double step = NEAR * result->demands[d].size;
    double eased = gain(q, mix, result, d, step, &status);
    if (status != SAM_OK || !(eased > 1e-9 * (1 + fabs(result->aim))))
        return status;
    limit->price = eased / step;
    return find_range(q, mix, result, d);
}

sam_status sam_choice_price(sam_question *question, const sam_mix *mix,
                            const sam_mix_result *result) {
    for (uint32_t d = 0; d < mix->demand_count; d++) {
        if (!question->choice->limits[d].binding)
            continue;
        sam_question_tell(question, "measuring the prices of limits");
        sam_status status = price(question, mix, result, d);
        if (status != SAM_OK)
            return status;
    }
    return SAM_OK;
}
