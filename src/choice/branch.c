/* Whole numbers: every combination is solved by itself where there are few; else boxes of numbers
 * of dwellings are solved with broken numbers first, and left out where even that is no better than
 * what was found. What is not smooth (years, use, tenure) is never broken. Those bounds are of the
 * same local search as the answers, which is why few combinations are all tried. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/question.h"

typedef struct branch {
    sam_whole_walk walk;
    sam_question *q;
    sam_mix_result best; /* of the combinations tried; whole numbers in `at` */
    double at[SAM_CHOICE_TERMS_MOST];
    bool holds;
} branch;

/* The best so far, the deal as it is, and the best of the design. */
static sam_status solve(branch *b, sam_mix_result *out) {
    sam_question *q = b->q;
    double start[3][SAM_CHOICE_TERMS_MOST];
    uint32_t count = 0;
    q->choice->whole.solved++;
    sam_question_tell(q, "trying whole numbers");
    if (!b->best.arena)
        return sam_question_search(q, 0, out);
    memcpy(start[count++], b->best.point, q->decision_count * sizeof *b->best.point);
    for (uint32_t s = 0; s < 2 && s < q->start_count; s++)
        memcpy(start[count++], q->start[s], sizeof start[0]);
    sam_mix mix = sam_question_mix(q, 0);
    return sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])start, count, out);
}

static void keep(branch *b, sam_mix_result *result) {
    sam_question *q = b->q;
    sam_mix mix = sam_question_mix(q, 0);
    if (b->best.arena && !sam_question_is_better(q, &mix, result, &b->best)) {
        sam_mix_result_clear(result);
        return;
    }
    sam_mix_result_clear(&b->best);
    b->best = *result;
    b->holds = sam_question_holds(&mix, result);
    for (uint32_t j = 0; j < q->decision_count; j++)
        b->at[j] = q->whole[j].now_low;
}

static sam_status try_leaf(sam_whole_walk *walk) {
    branch *b = (branch *)walk;
    sam_mix_result result;
    sam_status status = solve(b, &result);
    if (status == SAM_OK) {
        b->q->choice->whole.tried++;
        keep(b, &result);
    } else {
        sam_mix_result_clear(&result);
    }
    return status == SAM_SOLVER ? SAM_OK : status;
}

/* The whole number that is farthest from being one in a solved box; decision_count: none. */
static uint32_t most_broken(const branch *b, const sam_mix_result *result) {
    uint32_t found = b->q->decision_count;
    double far = 1e-6;
    for (uint32_t j = 0; j < b->q->decision_count; j++) {
        double off = fabs(result->point[j] - round(result->point[j]));
        if (b->q->whole[j].kind != SAM_WHOLE_NUMBER || off <= far)
            continue;
        far = off;
        found = j;
    }
    return found;
}

/* All are whole in the solved box: that combination is the best in it. */
static sam_status take_all(branch *b, const double *point, double bound) {
    sam_whole before[SAM_CHOICE_TERMS_MOST];
    memcpy(before, b->q->whole, sizeof before);
    for (uint32_t j = 0; j < b->q->decision_count; j++)
        if (b->q->whole[j].kind == SAM_WHOLE_NUMBER)
            b->q->whole[j].now_low = b->q->whole[j].now_high = round(point[j]);
    sam_status status = sam_whole_walk_on(&b->walk, bound);
    memcpy(b->q->whole, before, sizeof before);
    return status;
}

static sam_status try_box(sam_whole_walk *walk) {
    branch *b = (branch *)walk;
    sam_question *q = b->q;
    sam_mix_result result;
    sam_status status = solve(b, &result);
    sam_mix mix = sam_question_mix(q, 0);
    bool holds = status == SAM_OK && sam_question_holds(&mix, &result);
    double margin = b->holds ? 1e-9 * (1 + fabs(b->best.aim)) : 0;
    if (holds && !(b->holds && result.aim >= b->best.aim - margin)) {
        uint32_t j = most_broken(b, &result);
        status = j == q->decision_count
                     ? take_all(b, result.point, result.aim)
                     : sam_whole_walk_split(walk, j, result.point[j], result.aim);
    }
    sam_mix_result_clear(&result);
    return status == SAM_SOLVER ? SAM_OK : status;
}

static void tell(const branch *b, double aim) {
    sam_choice_whole *out = &b->q->choice->whole;
    double bound = out->stopped ? fmin(b->walk.left, aim) : aim;
    out->count = b->q->whole_count;
    out->every = b->walk.every && !out->stopped;
    out->bounded = b->holds && bound > -SAM_REAL_INFINITY;
    out->bound = b->q->choice->highest ? -bound : bound;
    out->gap = fabs(aim - bound) / fmax(1, fabs(aim));
}

sam_status sam_question_branch(sam_question *question, sam_mix_result *best) {
    sam_question *q = question;
    branch b = {
        .q = q, .walk = {.leaf = try_leaf, .box = try_box}, .best = {.verdict = SAM_MIX_STUCK}};
    *best = b.best;
    sam_whole_walk_begin(&b.walk, q);
    sam_status status = sam_whole_walk_on(&b.walk, -SAM_REAL_INFINITY);
    if (status == SAM_OK && !b.best.arena)
        status = SAM_SOLVER;
    if (status != SAM_OK) {
        sam_mix_result_clear(&b.best);
        return status;
    }
    sam_question_take_whole(q, b.at);
    /* Once more from every start: it is told how many agree. */
    status = sam_question_search(q, 0, best);
    sam_mix mix = sam_question_mix(q, 0);
    if (status == SAM_SOLVER ||
        (status == SAM_OK && sam_question_is_better(q, &mix, &b.best, best))) {
        sam_mix_result_clear(best);
        *best = b.best;
        b.best = (sam_mix_result){.verdict = SAM_MIX_STUCK};
        status = SAM_OK;
    }
    tell(&b, best->aim);
    sam_mix_result_clear(&b.best);
    return status;
}
