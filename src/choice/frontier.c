/* The front of two objectives: the question, and its corners told by the ledger. Only the order of
 * things is here. */
#include "choice/frontier.h"

#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/fresh.h"

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

/* A side above the line through its neighbours is none of a convex front, nor is a jump. */
static void judge(sam_front *f) {
    sam_frontier *out = f->out;
    const sam_front_corner *first = f->corner, *last = f->corner + f->corner_count - 1;
    double high = first->point.y - last->point.y, wide = last->point.x - first->point.x;
    double before = -SAM_REAL_INFINITY;
    double sign = (out->x_highest ? -1.0 : 1.0) * (out->y_highest ? -1.0 : 1.0);
    out->convex = true;
    for (uint32_t i = 0; i + 1 < f->corner_count; i++) {
        const sam_front_point *a = &f->corner[i].point, *b = &f->corner[i + 1].point;
        sam_frontier_corner *corner = &out->corners[i];
        bool apart = a->y - b->y > f->same * high || b->x - a->x > f->same * wide;
        corner->bend = f->corner[i].bend;
        corner->straight = f->corner[i].straight;
        corner->breaks = f->corner[i].breaks;
        if (corner->breaks) {
            out->convex = out->convex && !apart;
            continue;
        }
        double slope = (b->y - a->y) / (b->x - a->x);
        out->convex = out->convex && slope >= before - f->same * high / wide;
        before = slope;
        corner->slope = sign * slope;
    }
}

/* What a corner is worth by the ledger of the deal as it is, and by a fresh run of the draws. */
static sam_status confirm(sam_front *f, sam_fresh *fresh, const sam_front_point *point,
                          sam_frontier_corner *out) {
    sam_fresh_difference difference = {.certified = true};
    sam_status status = sam_fresh_run(fresh, point->term);
    if (status != SAM_OK)
        return status;
    sam_fresh_compare_demands(fresh, point->spare, point->size, &difference);
    for (uint32_t aim = 0; aim < 2; aim++)
        sam_fresh_compare_aim(fresh, aim, point->foretold[aim], &difference);
    out->x = (f->out->x_highest ? -1 : 1) * sam_fresh_aim(fresh, 0);
    out->y = (f->out->y_highest ? -1 : 1) * sam_fresh_aim(fresh, 1);
    out->binding = point->binding;
    out->difference = difference.ledger;
    out->draws_difference = difference.draws;
    out->certified = difference.certified;
    return SAM_OK;
}

/* Whole numbers as they are told, the rest as it is in the deal. */
static sam_status tell_terms(sam_front *f, const sam_front_corner *corner,
                             sam_frontier_corner *out) {
    const sam_question *q = f->q;
    double *terms = sam_arena_array(q->choice->arena, q->decision_count + 1u, sizeof *terms);
    if (!terms)
        return SAM_MEMORY;
    for (uint32_t j = 0; j < q->decision_count; j++)
        terms[j] =
            sam_question_is_smooth(q, j) ? corner->point.term[j] : f->part[corner->part].whole[j];
    out->terms = terms;
    return SAM_OK;
}

/* Every corner is told; one that is not confirmed makes the whole no answer. */
static sam_status tell(sam_front *f) {
    sam_fresh *fresh = NULL;
    sam_status status = SAM_OK;
    bool confirmed = true;
    sam_question_tell(f->q, "running the corners afresh");
    for (uint32_t i = 0; i < f->corner_count && status == SAM_OK; i++) {
        const sam_front_corner *corner = &f->corner[i];
        if (i == 0 || corner->part != corner[-1].part) {
            sam_fresh_free(fresh);
            sam_question_take_whole(f->q, f->part[corner->part].whole);
            status = sam_fresh_open(&fresh, f->q);
        }
        if (status == SAM_OK)
            status = confirm(f, fresh, &corner->point, &f->out->corners[i]);
        if (status == SAM_OK)
            status = tell_terms(f, corner, &f->out->corners[i]);
        confirmed = confirmed && f->out->corners[i].certified;
    }
    sam_fresh_free(fresh);
    if (status != SAM_OK)
        return status;
    f->q->choice->certificate.draws = f->q->draws.draws;
    f->q->choice->certificate.seed = f->q->draws.seed;
    f->out->corner_count = f->corner_count;
    judge(f);
    return confirmed ? SAM_OK : SAM_SOLVER;
}

/* Why nothing holds, with the whole numbers that come nearest. */
static sam_status explain(sam_front *f) {
    sam_question *q = f->q;
    if (f->nearest.result.arena)
        sam_question_take_whole(q, f->nearest.whole);
    sam_question_tell_whole(q);
    q->choice->limit_count = q->demand_count = f->x_limit;
    sam_status status = sam_choice_conflict(q);
    return status == SAM_OK ? SAM_INFEASIBLE : status;
}

static sam_status trace(sam_front *f) {
    f->x_limit = hold(f->q, 0, "x");
    f->y_limit = hold(f->q, 1, "y");
    /* With draws each of them makes a corner of its own: so many tell nothing. */
    f->same = f->q->draws.draws ? 1e-4 : 1e-6;
    sam_status status = sam_front_whole(f);
    if (status != SAM_OK)
        return status;
    if (f->corner_count == 0)
        return f->out->untraced ? SAM_SOLVER : explain(f);
    f->q->choice->feasible = true;
    return tell(f);
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
    f->side = sam_arena_array(arena, SAM_FRONT_SIDES_MOST + 1, sizeof *f->side);
    f->corner = sam_arena_array(arena, most, sizeof *f->corner);
    f->pieces = sam_arena_array(arena, 3, sizeof *f->pieces);
    if (!f->out || !f->side || !f->corner || !f->pieces)
        return NULL;
    f->pieces->whole = true;
    f->spare = f->pieces + 1;
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
    if (f)
        sam_mix_result_clear(&f->nearest.result);
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
