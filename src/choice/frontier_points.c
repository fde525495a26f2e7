/* Points of a front with the whole numbers in hand: the best of one objective while the other is
 * held, and the two ends, each the best of one and then of the other. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/frontier.h"

/* aim: the one that was served; the other is foretold by the demand that holds it. */
static void read_point(const sam_front *f, const sam_mix_result *result, uint32_t aim,
                       sam_front_point *out) {
    const sam_question *q = f->q;
    memcpy(out->term, result->point, q->decision_count * sizeof *result->point);
    for (uint32_t d = 0; d < q->demand_count; d++) {
        const sam_mix_demand_result *demand = &result->demands[d];
        out->binding[d] =
            d != f->x_limit && d != f->y_limit && fabs(demand->spare) <= 1e-5 * demand->size;
        out->spare[d] = demand->foretold;
        out->size[d] = demand->size;
    }
    const uint32_t holds[2] = {f->x_limit, f->y_limit};
    for (uint32_t a = 0; a < 2; a++)
        out->foretold[a] = a == aim
                               ? result->upper
                               : -q->demands[holds[a]].least - result->demands[holds[a]].foretold;
}

/* What is minimised for an aim, at a point, read off a demand that holds it. */
static double held(const sam_question *q, const sam_mix_result *result, uint32_t demand) {
    return -q->demands[demand].least - result->demands[demand].spare;
}

sam_status sam_front_solve(sam_front *front, double x, const sam_front_point *one,
                           const sam_front_point *two, sam_front_point *out) {
    sam_question *q = front->q;
    double start[2][SAM_CHOICE_TERMS_MOST];
    memcpy(start[0], one->term, sizeof start[0]);
    memcpy(start[1], two->term, sizeof start[1]);
    sam_question_tell(q, "looking for the corners of the front");
    q->demands[front->x_limit].least = -x;
    q->demands[front->x_limit].dropped = false;
    sam_mix mix = sam_question_mix(q, 1);
    sam_mix_result result;
    sam_status status =
        sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])start, 2, &result);
    front->solved++;
    front->out->solved++;
    if (status == SAM_OK && !sam_question_holds(&mix, &result))
        status = SAM_SOLVER;
    if (status == SAM_OK) {
        *out = (sam_front_point){.x = held(q, &result, front->x_limit),
                                 .y = result.aim,
                                 .slope = -result.demands[front->x_limit].dual};
        read_point(front, &result, 1, out);
    }
    sam_mix_result_clear(&result);
    q->demands[front->x_limit].dropped = true;
    return status;
}

/* The other aim as good as it can be while the first stays what it is at best. */
static sam_status finish_end(sam_front *f, uint32_t first, const sam_mix_result *best,
                             sam_front_point *out) {
    sam_question *q = f->q;
    uint32_t held_by = first == 0 ? f->x_limit : f->y_limit;
    double start[1][SAM_CHOICE_TERMS_MOST] = {{0}};
    sam_mix_result next;
    memcpy(start[0], best->point, q->decision_count * sizeof *best->point);
    q->demands[held_by].least = -best->aim - fmax(1e-9 * fabs(best->aim), 1e-9);
    q->demands[held_by].dropped = false;
    sam_mix mix = sam_question_mix(q, 1 - first);
    sam_status status =
        sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])start, 1, &next);
    bool better = status == SAM_OK && sam_question_holds(&mix, &next);
    const sam_mix_result *end = better ? &next : best;
    *out = (sam_front_point){
        .x = held(q, end, f->x_limit), .y = held(q, end, f->y_limit), .slope = SAM_REAL_NAN};
    read_point(f, end, better ? 1 - first : first, out);
    q->demands[held_by].dropped = true;
    sam_mix_result_clear(&next);
    return status == SAM_SOLVER ? SAM_OK : status;
}

static sam_status find_end(sam_front *f, uint32_t first, sam_front_point *out, bool *holds) {
    sam_mix_result best;
    sam_mix mix = sam_question_mix(f->q, first);
    sam_status status = sam_question_search(f->q, first, &best);
    f->out->solved += 2;
    *holds = status == SAM_OK && sam_question_holds(&mix, &best);
    if (*holds)
        status = finish_end(f, first, &best, out);
    if (!*holds && first == 0)
        sam_whole_keep_nearest(f->q, &mix, &f->nearest, &best);
    else
        sam_mix_result_clear(&best);
    return status == SAM_SOLVER ? SAM_OK : status;
}

sam_status sam_front_ends(sam_front *front, sam_front_point *left, sam_front_point *right,
                          bool *holds) {
    sam_status status = find_end(front, 0, left, holds);
    return status == SAM_OK && *holds ? find_end(front, 1, right, holds) : status;
}
