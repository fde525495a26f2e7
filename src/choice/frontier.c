/* The front of two objectives: its ends, each the best of one objective and then of the other, and
 * its corners told by the ledger. Only the order of things is here. */
#include "choice/frontier.h"

#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/fresh.h"

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

/* Adds the demand that an aim is held by; dropped until it is needed. */
static uint32_t hold(sam_question *q, uint32_t aim, const char *name) {
    const sam_choice_limit limit = {
        .name = name, .text = name, .party = SAM_NO_PARTY, .unit = q->aims[aim].unit};
    sam_part parts[SAM_PARTS_MOST] = {{0}};
    for (uint32_t p = 0; p < q->aims[aim].part_count; p++)
        parts[p] = (sam_part){q->aims[aim].parts[p].row, -q->aims[aim].parts[p].factor};
    sam_question_ask(q, &limit, parts, SAM_NO_ROW, 0);
    q->demands[q->demand_count - 1].dropped = true;
    q->demands[q->demand_count - 1].worst = q->aims[aim].worst;
    return q->demand_count - 1;
}

/* The best of one aim, then of the other while the first stays what it is. */
static sam_status find_end(sam_front *f, uint32_t first, sam_front_point *out, bool *holds) {
    sam_question *q = f->q;
    uint32_t held_by = first == 0 ? f->x_limit : f->y_limit;
    double start[1][SAM_CHOICE_TERMS_MOST] = {{0}};
    sam_mix_result best, next = {0};
    sam_mix mix = sam_question_mix(q, first);
    sam_status status = sam_question_search(q, first, &best);
    *holds = status == SAM_OK && sam_question_holds(&mix, &best);
    if (*holds) {
        memcpy(start[0], best.point, q->decision_count * sizeof *best.point);
        q->demands[held_by].least = -best.aim - fmax(1e-9 * fabs(best.aim), 1e-9);
        q->demands[held_by].dropped = false;
        mix = sam_question_mix(q, 1 - first);
        status =
            sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])start, 1, &next);
        bool better = status == SAM_OK && sam_question_holds(&mix, &next);
        const sam_mix_result *end = better ? &next : &best;
        *out = (sam_front_point){
            .x = held(q, end, f->x_limit), .y = held(q, end, f->y_limit), .slope = SAM_REAL_NAN};
        read_point(f, end, better ? 1 - first : first, out);
        q->demands[held_by].dropped = true;
    }
    sam_mix_result_clear(&best);
    sam_mix_result_clear(&next);
    return status == SAM_SOLVER ? SAM_OK : status;
}

/* A side above the line through its neighbours is none of a convex front. */
static void judge(sam_front *f) {
    sam_frontier *out = f->out;
    out->convex = true;
    for (uint32_t i = 0; i + 1 < f->count; i++) {
        const sam_front_point *a = &f->side[i].from, *b = &f->side[i + 1].from;
        sam_frontier_corner *corner = &out->corners[i];
        corner->slope = (b->y - a->y) / (b->x - a->x);
        corner->bend = f->side[i].bend;
        corner->straight = corner->bend <= f->same * f->high;
        bool steeper =
            i > 0 && corner->slope < out->corners[i - 1].slope - f->same * f->high / f->wide;
        out->convex = out->convex && !steeper;
    }
    double sign = (out->x_highest ? -1.0 : 1.0) * (out->y_highest ? -1.0 : 1.0);
    for (uint32_t i = 0; i + 1 < f->count; i++)
        out->corners[i].slope *= sign;
}

/* What a corner is worth by the ledger of the deal as it is, and by a fresh run of the draws. */
static bool confirm(sam_front *f, sam_fresh *fresh, const sam_front_point *point,
                    sam_frontier_corner *out) {
    sam_fresh_difference difference = {.certified = true};
    sam_fresh_compare_demands(fresh, point->spare, point->size, &difference);
    for (uint32_t aim = 0; aim < 2; aim++)
        sam_fresh_compare_aim(fresh, aim, point->foretold[aim], &difference);
    out->x = (f->out->x_highest ? -1 : 1) * sam_fresh_aim(fresh, 0);
    out->y = (f->out->y_highest ? -1 : 1) * sam_fresh_aim(fresh, 1);
    out->terms = point->term;
    out->binding = point->binding;
    out->difference = difference.ledger;
    out->draws_difference = difference.draws;
    out->certified = difference.certified;
    return out->certified;
}

/* Every corner is told; one that is not confirmed makes the whole no answer. */
static sam_status tell(sam_front *f) {
    sam_fresh *fresh;
    bool confirmed = true;
    sam_status status = sam_fresh_open(&fresh, f->q);
    sam_question_tell(f->q, "running the corners afresh");
    for (uint32_t i = 0; i < f->count && status == SAM_OK; i++) {
        status = sam_fresh_run(fresh, f->side[i].from.term);
        if (status == SAM_OK)
            confirmed = confirm(f, fresh, &f->side[i].from, &f->out->corners[i]) && confirmed;
    }
    sam_fresh_free(fresh);
    if (status != SAM_OK)
        return status;
    f->q->choice->certificate.draws = f->q->draws.draws;
    f->q->choice->certificate.seed = f->q->draws.seed;
    f->out->corner_count = f->count;
    judge(f);
    return confirmed ? SAM_OK : SAM_SOLVER;
}

static sam_status trace(sam_front *f) {
    sam_front_point left, right;
    bool holds = false, also = false;
    f->x_limit = hold(f->q, 0, "x");
    f->y_limit = hold(f->q, 1, "y");
    sam_status status = find_end(f, 0, &left, &holds);
    if (status == SAM_OK && holds)
        status = find_end(f, 1, &right, &also);
    if (status != SAM_OK)
        return status;
    if (!holds || !also) {
        f->q->choice->limit_count = f->q->demand_count = f->x_limit;
        status = sam_choice_conflict(f->q);
        return status == SAM_OK ? SAM_INFEASIBLE : status;
    }
    f->q->choice->feasible = true;
    f->wide = right.x - left.x;
    f->high = left.y - right.y;
    /* With draws each of them makes a corner of its own: so many tell nothing. */
    f->same = f->q->draws.draws ? 1e-4 : 1e-6;
    bool one = f->wide <= 1e-7 * (1e-3 + fabs(left.x)) || f->high <= 1e-7 * (1e-3 + fabs(left.y));
    if (one)
        f->side[f->count++] = (sam_front_side){left, 0};
    else
        status = sam_front_corners(f, &left, &right);
    return status == SAM_OK ? tell(f) : status;
}

static sam_status ask(sam_front *f) {
    sam_question *q = f->q;
    sam_status status = sam_question_terms(q);
    if (status == SAM_OK)
        status = sam_question_limits(q);
    if (status == SAM_OK)
        status = sam_question_aims(q);
    if (status != SAM_OK)
        return status;
    if (q->aim_count != 2) {
        sam_question_fault(q, "FRONT_OBJECTIVES", "a front has two objectives",
                           q->choice->objective, "name --x and --y");
        return SAM_USAGE;
    }
    if (q->whole_count) {
        sam_question_fault(q, "FRONT_WHOLE", "a front has no whole numbers", NULL,
                           "fix them with --set, or ask samspel optimise");
        return SAM_USAGE;
    }
    const sam_aim *x = &q->aims[0], *y = &q->aims[1];
    sam_frontier *out = f->out;
    out->x_name = x->name;
    out->y_name = y->name;
    out->x_text = x->text;
    out->y_text = y->text;
    out->x_unit = x->unit;
    out->y_unit = y->unit;
    out->x_highest = x->highest;
    out->y_highest = y->highest;
    return SAM_OK;
}

static sam_front *allocate(sam_question *q) {
    sam_arena *arena = q->choice->arena;
    size_t most = SAM_FRONTIER_CORNERS_MOST + 1;
    sam_front *f = sam_arena_alloc(arena, sizeof *f);
    if (!f)
        return NULL;
    *f = (sam_front){.q = q, .out = sam_arena_alloc(arena, sizeof *f->out)};
    f->side = sam_arena_array(arena, most, sizeof *f->side);
    if (!f->out || !f->side)
        return NULL;
    *f->out = (sam_frontier){.choice = q->choice, .whole = true};
    f->out->corners = sam_arena_array(arena, most, sizeof *f->out->corners);
    return f->out->corners ? f : NULL;
}

sam_status sam_frontier_trace(sam_frontier **out, const sam_plan *plan, const sam_plan *plain,
                              const sam_choice_options *options, sam_diags *diags) {
    *out = NULL;
    sam_question *q;
    sam_status status = sam_question_open(&q, plan, plain, options, diags);
    if (!q)
        return status;
    sam_front *f = status == SAM_OK ? allocate(q) : NULL;
    status = status == SAM_OK && !f ? SAM_MEMORY : status;
    if (status == SAM_OK)
        status = ask(f);
    if (status == SAM_OK)
        status = trace(f);
    sam_question_close(q);
    bool told = status == SAM_SOLVER && f && f->out->corner_count > 0;
    if (f && (status == SAM_OK || status == SAM_INFEASIBLE || told))
        *out = f->out;
    else
        sam_choice_free(q->choice);
    return status;
}

void sam_frontier_free(sam_frontier *frontier) {
    if (frontier)
        sam_choice_free(frontier->choice);
}
