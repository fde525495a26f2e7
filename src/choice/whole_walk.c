/* Goes through whole numbers, one combination after the other, and through boxes of numbers of
 * dwellings where they may be broken. What is not smooth (years, use, tenure) is never broken. What
 * is done with a combination or a box is the caller's; decides nothing. */
#include <math.h>

#include "base/real.h"
#include "choice/question.h"

enum { NODES_MOST = 400, TRY_ALL = 64 };

static bool is_open(const sam_whole *w) {
    return w->kind != SAM_WHOLE_NOT && w->now_low < w->now_high;
}

/* Few combinations are all tried; so are numbers of dwellings where homes depend on them. */
static bool try_all(const sam_question *q) {
    double count = 1;
    for (uint32_t j = 0; j < q->decision_count; j++) {
        const sam_whole *w = &q->whole[j];
        if (w->kind == SAM_WHOLE_HOMES)
            return true;
        if (w->kind != SAM_WHOLE_NOT)
            count *= w->high - w->low + 1;
    }
    return count <= TRY_ALL;
}

void sam_whole_walk_begin(sam_whole_walk *walk, sam_question *question) {
    walk->question = question;
    walk->most = question->options->nodes ? question->options->nodes : NODES_MOST;
    walk->every = try_all(question);
    walk->left = SAM_REAL_INFINITY;
    question->choice->whole = (sam_choice_whole){.count = question->whole_count};
}

static sam_status try_values(sam_whole_walk *walk, sam_whole *w, double bound) {
    double low = w->now_low, high = w->now_high;
    long count = lround(high - low) + 1;
    sam_status status = SAM_OK;
    for (long n = 0; n < count && status == SAM_OK; n++) {
        w->now_low = w->now_high = low + (double)n;
        status = sam_whole_walk_on(walk, bound);
    }
    w->now_low = low;
    w->now_high = high;
    return status;
}

sam_status sam_whole_walk_split(sam_whole_walk *walk, uint32_t j, double at, double bound) {
    sam_whole *w = &walk->question->whole[j];
    double low = w->now_low, high = w->now_high;
    sam_status status = SAM_OK;
    for (int side = 0; side < 2 && status == SAM_OK; side++) {
        bool below = (side == 0) == (at - floor(at) < 0.5); /* the nearer one first */
        w->now_low = below ? low : floor(at) + 1;
        w->now_high = below ? floor(at) : high;
        status = sam_whole_walk_on(walk, bound);
    }
    w->now_low = low;
    w->now_high = high;
    return status;
}

sam_status sam_whole_walk_on(sam_whole_walk *walk, double bound) {
    sam_question *q = walk->question;
    bool broken = false;
    if (q->choice->whole.solved >= walk->most) {
        q->choice->whole.stopped = true;
        walk->left = fmin(walk->left, bound);
        return SAM_OK;
    }
    for (uint32_t j = 0; j < q->decision_count; j++) {
        if (!is_open(&q->whole[j]))
            continue;
        if (walk->every || q->whole[j].kind != SAM_WHOLE_NUMBER)
            return try_values(walk, &q->whole[j], bound);
        broken = true;
    }
    if (!sam_question_set_box(q))
        return SAM_OK; /* there are not so many homes */
    return broken ? walk->box(walk) : walk->leaf(walk);
}

void sam_whole_keep_nearest(const sam_question *question, const sam_mix *mix,
                            sam_whole_nearest *nearest, sam_mix_result *result) {
    bool farther =
        nearest->result.arena && !sam_question_is_better(question, mix, result, &nearest->result);
    if (!result->arena || farther) {
        sam_mix_result_clear(result);
        return;
    }
    sam_mix_result_clear(&nearest->result);
    nearest->result = *result;
    for (uint32_t j = 0; j < question->decision_count; j++)
        nearest->whole[j] = question->whole[j].now_low;
}
