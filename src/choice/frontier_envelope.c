/* What nothing beats of many fronts: from each the pieces that no other reaches with as little of
 * x. Geometry of lines only; solves nothing. A front goes down from left to right, and a point to
 * the right of its end is beaten by that end where it has no less of y. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/frontier.h"

/* Shares of the width that are one place, and of a figure that are rounding. */
static const double SAME_PLACE = 1e-6, ROUNDING = 1e-9, NOTHING = 1e-3;

/* A piece is cut where another begins, ends, or crosses it or its level. */
enum { CUTS_MOST = 4 * SAM_FRONTIER_CORNERS_MOST + 2 };

typedef struct clip {
    const sam_front_pieces *others;
    sam_front_pieces *out;
    double wide, high; /* what is the same place, and the same height */
    bool first;        /* of two that are alike, ours stays */
} clip;

static double line_at(const sam_front_piece *p, double x) {
    if (x < p->x[0])
        return SAM_REAL_INFINITY;
    if (x >= p->x[1])
        return p->y[1];
    return p->y[0] + (p->y[1] - p->y[0]) * (x - p->x[0]) / (p->x[1] - p->x[0]);
}

/* The least y with so much of x. */
static double least_at(const sam_front_pieces *pieces, double x) {
    double least = SAM_REAL_INFINITY;
    for (uint32_t i = 0; i < pieces->count; i++)
        least = fmin(least, line_at(&pieces->piece[i], x));
    return least;
}

static bool is_point(const sam_front_piece *p) {
    return p->x[0] == p->x[1];
}

/* A point is beaten too by what is as low with less of x. */
static bool is_beaten(const clip *c, double x, double y, bool point) {
    double here = least_at(c->others, x);
    if (point && least_at(c->others, x - c->wide) <= y + c->high)
        return true;
    return c->first ? here < y - c->high : here <= y + c->high;
}

static void add_cut(double *cuts, uint32_t *count, const sam_front_piece *p, double x) {
    if (x > p->x[0] && x < p->x[1] && *count < CUTS_MOST)
        cuts[(*count)++] = x;
}

/* Where a piece meets another, and the level of its end. */
static void add_crossings(double *cuts, uint32_t *count, const sam_front_piece *p,
                          const sam_front_piece *o) {
    double slope = (p->y[1] - p->y[0]) / (p->x[1] - p->x[0]);
    add_cut(cuts, count, p, p->x[0] + (o->y[1] - p->y[0]) / slope);
    if (is_point(o))
        return;
    double other = (o->y[1] - o->y[0]) / (o->x[1] - o->x[0]);
    double x = (o->y[0] - other * o->x[0] - p->y[0] + slope * p->x[0]) / (slope - other);
    if (x >= o->x[0] && x <= o->x[1]) /* parallel ones: no number, and no cut */
        add_cut(cuts, count, p, x);
}

static void sort(double *numbers, uint32_t count) {
    for (uint32_t i = 1; i < count; i++) {
        double one = numbers[i];
        uint32_t at = i;
        for (; at > 0 && numbers[at - 1] > one; at--)
            numbers[at] = numbers[at - 1];
        numbers[at] = one;
    }
}

static void add_piece(sam_front_pieces *out, const sam_front_piece *p, double from, double to) {
    sam_front_piece *last = out->count ? &out->piece[out->count - 1] : NULL;
    if (last && last->part == p->part && last->side == p->side && last->x[1] == from) {
        last->x[1] = to;
        last->y[1] = line_at(p, to);
        return;
    }
    if (out->count == SAM_FRONTIER_CORNERS_MOST) {
        out->whole = false;
        return;
    }
    out->piece[out->count] = *p;
    out->piece[out->count].x[0] = from;
    out->piece[out->count].x[1] = to;
    out->piece[out->count].y[0] = line_at(p, from);
    out->piece[out->count++].y[1] = line_at(p, to);
}

static void clip_piece(clip *c, const sam_front_piece *p) {
    double cuts[CUTS_MOST];
    uint32_t count = 0;
    if (is_point(p)) {
        if (!is_beaten(c, p->x[0], p->y[0], true))
            add_piece(c->out, p, p->x[0], p->x[0]);
        return;
    }
    cuts[count++] = p->x[0];
    for (uint32_t i = 0; i < c->others->count; i++) {
        const sam_front_piece *o = &c->others->piece[i];
        add_cut(cuts, &count, p, o->x[0]);
        add_cut(cuts, &count, p, o->x[1]);
        add_crossings(cuts, &count, p, o);
    }
    sort(cuts, count);
    for (uint32_t i = 0; i < count; i++) {
        double from = cuts[i], to = i + 1 < count ? cuts[i + 1] : p->x[1];
        double middle = from + (to - from) / 2;
        if (to > from && !is_beaten(c, middle, line_at(p, middle), false))
            add_piece(c->out, p, from, to);
    }
}

/* Slivers of rounding go. */
static void tidy(sam_front_pieces *pieces, double wide) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < pieces->count; i++) {
        const sam_front_piece *p = &pieces->piece[i];
        if (is_point(p) || p->x[1] - p->x[0] > wide)
            pieces->piece[kept++] = *p;
    }
    pieces->count = kept;
}

static void order(sam_front_pieces *pieces) {
    for (uint32_t i = 1; i < pieces->count; i++) {
        sam_front_piece one = pieces->piece[i];
        uint32_t at = i;
        for (; at > 0 && pieces->piece[at - 1].x[0] > one.x[0]; at--)
            pieces->piece[at] = pieces->piece[at - 1];
        pieces->piece[at] = one;
    }
}

static void measure(clip *c, const sam_front_pieces *pieces, double bound[4]) {
    for (uint32_t i = 0; i < pieces->count; i++) {
        const sam_front_piece *p = &pieces->piece[i];
        bound[0] = fmin(bound[0], p->x[0]);
        bound[1] = fmax(bound[1], p->x[1]);
        bound[2] = fmin(bound[2], p->y[1]);
        bound[3] = fmax(bound[3], p->y[0]);
    }
    c->wide = SAME_PLACE * (bound[1] - bound[0]) + ROUNDING * (NOTHING + fabs(bound[1]));
    c->high = bound[3] - bound[2];
}

bool sam_front_is_beaten(const sam_front *front, double x, double y) {
    clip c = {.others = front->pieces};
    double bound[4] = {x, x, y, y};
    measure(&c, front->pieces, bound);
    return least_at(front->pieces, x) <= y + front->same * c.high + ROUNDING * (NOTHING + fabs(y));
}

/* The sides of a part as pieces; its last side is a point of its own only where it is all. */
static void list(const sam_front_part *part, uint32_t index, sam_front_pieces *out) {
    *out = (sam_front_pieces){.whole = true};
    for (uint32_t s = 0; s < part->count && (s + 1 < part->count || s == 0); s++) {
        const sam_front_point *from = &part->side[s].from;
        const sam_front_point *to = s + 1 < part->count ? &part->side[s + 1].from : from;
        out->piece[out->count++] = (sam_front_piece){
            .x = {from->x, to->x}, .y = {from->y, to->y}, .part = index, .side = s};
    }
}

void sam_front_merge(sam_front *front, uint32_t part) {
    sam_front_pieces *held = front->pieces, *ours = &front->spare[0], *out = &front->spare[1];
    double bound[4] = {SAM_REAL_INFINITY, -SAM_REAL_INFINITY, SAM_REAL_INFINITY,
                       -SAM_REAL_INFINITY};
    list(&front->part[part], part, ours);
    *out = (sam_front_pieces){.whole = held->whole};
    clip c = {.others = ours, .out = out, .first = true};
    measure(&c, held, bound);
    measure(&c, ours, bound);
    c.high = front->same * c.high + ROUNDING * (NOTHING + fabs(bound[3]));
    for (uint32_t i = 0; i < held->count; i++)
        clip_piece(&c, &held->piece[i]);
    c.others = held;
    c.first = false;
    for (uint32_t i = 0; i < ours->count; i++)
        clip_piece(&c, &ours->piece[i]);
    tidy(out, c.wide);
    order(out);
    *held = *out;
}
