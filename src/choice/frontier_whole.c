/* The front over all combinations of whole numbers: each is traced by itself, unless the best of
 * its ends together is beaten already, and what nothing beats of all of them is the front. Boxes of
 * numbers of dwellings are left out likewise, by the ends they have where numbers may be broken;
 * those bounds are of the same local search, which is why few combinations are all tried. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/frontier.h"

typedef struct walk {
    sam_whole_walk walk;
    sam_front *front;
} walk;

static bool is_one_point(const sam_front *f, const sam_front_point *left) {
    return f->wide <= 1e-7 * (1e-3 + fabs(left->x)) || f->high <= 1e-7 * (1e-3 + fabs(left->y));
}

static bool make_room(sam_front *f) {
    if (f->part_count < f->part_room)
        return true;
    uint32_t room = f->part_room ? 2 * f->part_room : 8;
    sam_front_part *part = sam_arena_array(f->q->choice->arena, room, sizeof *part);
    if (!part)
        return false;
    if (f->part_count)
        memcpy(part, f->part, f->part_count * sizeof *part);
    f->part = part;
    f->part_room = room;
    return true;
}

/* The sides in hand become a part. */
static sam_status keep_part(sam_front *f) {
    sam_front_side *side = sam_arena_array(f->q->choice->arena, f->count, sizeof *side);
    if (!side || !make_room(f))
        return SAM_MEMORY;
    for (uint32_t s = 0; s < f->count; s++) {
        side[s] = f->side[s];
        side[s].straight = side[s].bend <= f->same * f->high;
    }
    sam_front_part *part = &f->part[f->part_count];
    *part = (sam_front_part){.side = side, .count = f->count};
    for (uint32_t j = 0; j < f->q->decision_count; j++)
        part->whole[j] = f->q->whole[j].now_low;
    sam_front_merge(f, f->part_count++);
    return SAM_OK;
}

/* The front of the combination in hand. */
static sam_status trace(sam_front *f, const sam_front_point *left, const sam_front_point *right) {
    sam_status status = SAM_OK;
    f->count = f->solved = 0;
    f->wide = right->x - left->x;
    f->high = left->y - right->y;
    if (is_one_point(f, left))
        f->side[f->count++] = (sam_front_side){*left, 0, false};
    else
        status = sam_front_corners(f, left, right);
    if (status == SAM_SOLVER && f->q->whole_count) {
        f->out->untraced++;
        return SAM_OK;
    }
    return status == SAM_OK ? keep_part(f) : status;
}

static sam_status try_leaf(sam_whole_walk *base) {
    sam_front *f = ((walk *)base)->front;
    sam_front_point left, right;
    bool holds = false;
    f->q->choice->whole.solved++;
    f->q->choice->whole.tried++;
    sam_status status = sam_front_ends(f, &left, &right, &holds);
    if (status != SAM_OK || !holds || sam_front_is_beaten(f, left.x, right.y))
        return status;
    return trace(f, &left, &right);
}

/* The number of dwellings that is widest open. */
static uint32_t widest(const sam_question *q) {
    uint32_t found = 0;
    double most = 0;
    for (uint32_t j = 0; j < q->decision_count; j++) {
        double open = q->whole[j].now_high - q->whole[j].now_low;
        if (q->whole[j].kind != SAM_WHOLE_NUMBER || open <= most)
            continue;
        most = open;
        found = j;
    }
    return found;
}

static sam_status try_box(sam_whole_walk *base) {
    sam_front *f = ((walk *)base)->front;
    sam_front_point left, right;
    bool holds = false;
    f->q->choice->whole.solved++;
    sam_status status = sam_front_ends(f, &left, &right, &holds);
    if (status != SAM_OK || !holds || sam_front_is_beaten(f, left.x, right.y))
        return status;
    uint32_t j = widest(f->q);
    double middle = (f->q->whole[j].now_low + f->q->whole[j].now_high) / 2;
    return sam_whole_walk_split(base, j, middle, 0);
}

/* ---- corners of what is left ---- */

static const sam_front_side *side_of(const sam_front *f, const sam_front_piece *p) {
    return &f->part[p->part].side[p->side];
}

/* An end of a piece: a corner of its part, or solved for. */
static sam_status find_point(sam_front *f, const sam_front_piece *p, int end,
                             sam_front_point *out) {
    const sam_front_side *side = side_of(f, p);
    bool point = p->side + 1 == f->part[p->part].count;
    const sam_front_point *from = &side->from, *to = point ? from : &side[1].from;
    double near = 1e-9 * (to->x - from->x);
    bool own = fabs(p->x[end] - from->x) <= near || point;
    if (own || fabs(p->x[end] - to->x) <= near) {
        *out = own ? *from : *to;
        return SAM_OK;
    }
    sam_question_take_whole(f->q, f->part[p->part].whole);
    return sam_front_solve(f, p->x[end], from, to, out);
}

static sam_status add_corner(sam_front *f, const sam_front_piece *p, int end, bool breaks) {
    const sam_front_side *side = side_of(f, p);
    if (f->corner_count == SAM_FRONTIER_CORNERS_MOST) {
        f->out->whole = false;
        return SAM_OK;
    }
    sam_front_corner *corner = &f->corner[f->corner_count++];
    *corner = (sam_front_corner){.part = p->part, .breaks = breaks};
    corner->bend = breaks ? 0 : side->bend;
    corner->straight = !breaks && side->straight;
    return find_point(f, p, end, &corner->point);
}

/* Does one go on where the other ends? */
static bool is_joined(const sam_front_piece *p, const sam_front_piece *next) {
    return p->part == next->part && p->side + 1 == next->side && p->x[1] == next->x[0];
}

static sam_status assemble(sam_front *f) {
    const sam_front_pieces *pieces = f->pieces;
    sam_status status = SAM_OK;
    f->out->whole = f->out->whole && pieces->whole;
    for (uint32_t i = 0; i < pieces->count && status == SAM_OK; i++) {
        const sam_front_piece *p = &pieces->piece[i];
        bool last = i + 1 == pieces->count, point = p->x[0] == p->x[1];
        status = add_corner(f, p, 0, point && !last);
        if (status == SAM_OK && !point && (last || !is_joined(p, p + 1)))
            status = add_corner(f, p, 1, !last);
    }
    return status;
}

sam_status sam_front_whole(sam_front *front) {
    walk w = {.walk = {.leaf = try_leaf, .box = try_box}, .front = front};
    sam_whole_walk_begin(&w.walk, front->q);
    sam_status status = sam_whole_walk_on(&w.walk, 0);
    front->q->choice->whole.every = w.walk.every && !front->q->choice->whole.stopped;
    return status == SAM_OK ? assemble(front) : status;
}
