/* Corners of a front between its ends. The value of the best y as a function of x is made of
 * straight pieces where the problem is linear: the lines through the ends of a piece meet at the
 * next corner or above it, and a convex function that touches its chord inside is that chord. Where
 * it curves, pieces are halved until they hardly bend. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/frontier.h"

enum { DEPTH_MOST = 26, SOLVED_MOST = 600 };

/* Shares of the front's width and height: what counts as the same, and a bend nobody minds. */
static const double SAME_PLACE = 1e-6, CURVED = 1e-3, NARROW = 1e-5, INSIDE = 2e-3;

static double chord(const sam_front_point *a, const sam_front_point *b, double x) {
    return a->y + (b->y - a->y) * (x - a->x) / (b->x - a->x);
}

static double tangent(const sam_front_point *a, double x) {
    return a->y + a->slope * (x - a->x);
}

/* A side is done: its beginning is kept, as long as there is room. */
static void keep(sam_front *f, const sam_front_point *from, double bend) {
    if (f->count == SAM_FRONT_SIDES_MOST) {
        f->out->whole = false;
        return;
    }
    f->side[f->count++] = (sam_front_side){*from, bend, false};
}

/* Where the lines through both ends meet, if that is well inside; else the middle. */
static double look_at(const sam_front_point *a, const sam_front_point *b) {
    double middle = (a->x + b->x) / 2, margin = 1e-3 * (b->x - a->x);
    double x = (tangent(b, 0) - tangent(a, 0)) / (a->slope - b->slope);
    return x > a->x + margin && x < b->x - margin ? x : middle;
}

static bool is_near(const sam_front *f, double one, double other) {
    return fabs(one - other) <= f->same * f->high;
}

/* depth counts how often the piece was cut. */
static sam_status trace(sam_front *f, sam_front_point a, sam_front_point b, int depth) {
    double width = b.x - a.x;
    if (width <= SAME_PLACE * f->wide)
        return SAM_OK;
    sam_front_point c;
    sam_status status = sam_front_solve(f, look_at(&a, &b), &a, &b, &c);
    if (status == SAM_MEMORY)
        return status;
    double bend = status == SAM_OK ? fabs(c.y - chord(&a, &b, c.x)) : SAM_REAL_INFINITY;
    bool end = depth == DEPTH_MOST || f->solved >= SOLVED_MOST || width <= NARROW * f->wide;
    bool curved = depth > 6 && bend <= CURVED * f->high;
    if (status != SAM_OK || bend <= f->same * f->high || end || curved) {
        keep(f, &a, bend);
        return SAM_OK;
    }
    if (c.x <= a.x || c.x >= b.x) { /* the bound on x did not bind: nothing between was better */
        keep(f, &a, bend);
        return SAM_OK;
    }
    /* At a corner the slope is of one of its sides; each side is told its own. */
    sam_front_point left = c, right = c;
    left.slope = is_near(f, tangent(&a, c.x), c.y) ? a.slope : c.slope;
    right.slope = is_near(f, tangent(&b, c.x), c.y) ? b.slope : c.slope;
    if (isnan(a.slope) && is_near(f, tangent(&c, a.x), a.y))
        a.slope = c.slope;
    if (isnan(b.slope) && is_near(f, tangent(&c, b.x), b.y))
        b.slope = c.slope;
    status = trace(f, a, left, depth + 1);
    return status == SAM_OK ? trace(f, right, b, depth + 1) : status;
}

/* A corner between two straight sides that are one line is none. */
static void merge(sam_front *f) {
    uint32_t kept = 1;
    for (uint32_t i = 1; i + 1 < f->count; i++) {
        sam_front_side *before = &f->side[kept - 1], *here = &f->side[i];
        bool straight = before->bend <= f->same * f->high && here->bend <= f->same * f->high;
        double line = chord(&before->from, &f->side[i + 1].from, here->from.x);
        if (!straight || !is_near(f, line, here->from.y))
            f->side[kept++] = *here;
    }
    if (f->count > 1)
        f->side[kept++] = f->side[f->count - 1];
    f->count = kept;
}

/* An end that is only as good as its neighbour in one and worse in the other is beaten by it. */
static void trim(sam_front *f) {
    while (f->count > 1 && is_near(f, f->side[f->count - 1].from.y, f->side[f->count - 2].from.y))
        f->count--;
    uint32_t beaten = 0;
    while (beaten + 1 < f->count &&
           f->side[beaten + 1].from.x - f->side[beaten].from.x <= SAME_PLACE * f->wide)
        beaten++;
    f->count -= beaten;
    memmove(f->side, f->side + beaten, f->count * sizeof *f->side);
}

/* The slopes at the ends are those a little inside of them. */
sam_status sam_front_corners(sam_front *front, const sam_front_point *left,
                             const sam_front_point *right) {
    sam_front_point inside[2];
    double x[2] = {left->x + INSIDE * front->wide, right->x - INSIDE * front->wide};
    sam_status status = sam_front_solve(front, x[0], left, right, &inside[0]);
    if (status == SAM_OK)
        status = sam_front_solve(front, x[1], &inside[0], right, &inside[1]);
    if (status == SAM_OK)
        status = trace(front, *left, inside[0], 0);
    if (status == SAM_OK)
        status = trace(front, inside[0], inside[1], 0);
    if (status == SAM_OK)
        status = trace(front, inside[1], *right, 0);
    if (status != SAM_OK)
        return status;
    front->side[front->count++] = (sam_front_side){*right, 0, false};
    merge(front);
    trim(front);
    return SAM_OK;
}
