/* Finds every zero of one side of cashflow_roots.h. The interval is cut until on each piece one of
 * these is certain, up to rounding: no zero (a lower bound of one sign's sum beats an upper bound
 * of the other's), or the function or its derivative is monotone, so that there is at most one
 * zero, or one extremum with a zero on either side. Convexity gives the bounds: a tangent is below,
 * a chord above. It asks for one look at a time, so that many searches can be looked up together.
 * Must not trust a sign within rounding of zero where the function only touches. */
#include "base/real.h"
#include "metrics/cashflow_roots.h"

enum {
    CUTS = 4000,      /* after so many, pieces are only asked whether their ends differ in sign */
    ITERATIONS = 200, /* halving alone needs about 60 */
};

static const double width_least = 1e-9; /* of a piece that is cut further */

static double size_of(double x) {
    return x < 0.0 ? -x : x;
}

/* The derivative of order d, up to the sign (-1)^d. */
static double value(const sam_cashflow_point *at, int d) {
    return at->p[d] - at->n[d];
}

static void add(sam_cashflow_hunt *h, double y) {
    sam_cashflow_roots_add(h->found, h->series, h->back ? -y : y);
}

/* ---- one zero between two ends of different sign ---- */

/* ln(p / n): zero where p = n, and nearly straight where p - n is steep by powers of ten. */
static double log_ratio(const sam_cashflow_point *at, int d) {
    return sam_real_log(at->p[d]) - sam_real_log(at->n[d]);
}

/* How far to go from a look, and by how much the bend of the log ratio changed that. */
typedef struct step {
    double length, bend;
} step;

/* Newton's step on the log ratio, and for a zero of the value itself Halley's (A New, Exact, and
 * Easy Method of Finding the Roots of any Equations Generally, 1694): the second derivative comes
 * with every look, and the error is cubed where Newton's is squared. */
static step step_from(const sam_cashflow_point *at, int d) {
    double p = at->p[d + 1] / at->p[d], n = at->n[d + 1] / at->n[d];
    double slope = n - p;
    step s = {.length = -log_ratio(at, d) / slope, .bend = 1.0};
    if (d > 0)
        return s;
    double curve = (at->p[2] / at->p[0] - p * p) - (at->n[2] / at->n[0] - n * n);
    s.bend = s.length * curve / (2.0 * slope);
    bool mild = size_of(s.bend) < 0.5; /* else the curve is no guide here */
    s.length = mild ? s.length / (1.0 + s.bend) : s.length;
    s.bend = mild ? size_of(s.bend) : 1.0;
    return s;
}

/* What is left to the zero after the step: of the order of it times the square of the bend, and of
 * its cube times that of the time between flows, some hundred: below 1e-15 by both. */
static bool is_last(step s) {
    return size_of(s.length) <= 1e-6 && s.bend <= 1e-5;
}

/* Where the chord of the log ratio crosses zero; the middle when that is no number inside. */
double sam_cashflow_crossing_begin(sam_cashflow_crossing *c, const sam_cashflow_point *a,
                                   const sam_cashflow_point *b, int d) {
    *c = (sam_cashflow_crossing){.low = a->y,
                                 .high = b->y,
                                 .last = b->y - a->y,
                                 .low_positive = value(a, d) > 0.0,
                                 .order = d};
    double from = log_ratio(a, d), to = log_ratio(b, d);
    double guess = a->y + (b->y - a->y) * (from / (from - to));
    return guess > a->y && guess < b->y ? guess : 0.5 * (a->y + b->y);
}

bool sam_cashflow_crossing_ahead(sam_cashflow_crossing *c, const sam_cashflow_point *start,
                                 double limit, double *first) {
    *c = (sam_cashflow_crossing){.low = start->y,
                                 .high = limit,
                                 .last = limit - start->y,
                                 .low_positive = value(start, 0) > 0.0,
                                 .open = true};
    *first = start->y + step_from(start, 0).length;
    return *first > start->y && *first < limit;
}

/* Steps on the log ratio, kept between the ends and replaced by halving whenever it would
 * not halve its own last step: at most about twice the steps of halving. Near enough, the step is
 * taken and not looked at again. */
bool sam_cashflow_crossing_next(sam_cashflow_crossing *c, const sam_cashflow_point *at,
                                double *next) {
    double f = value(at, c->order);
    *next = at->y;
    if (f == 0.0 || c->steps++ == ITERATIONS)
        return false;
    bool same = (f > 0.0) == c->low_positive;
    c->low = same ? at->y : c->low;
    c->high = same ? c->high : at->y;
    c->open = c->open && same;
    step s = step_from(at, c->order);
    /* There already: halving would only walk back from where rounding has put an end. */
    if (size_of(s.length) <= DBL_EPSILON * (at->y > 1.0 ? at->y : 1.0))
        return false;
    double there = at->y + s.length;
    bool inside = there > c->low && there < c->high;
    if (inside && is_last(s)) {
        *next = there;
        return false;
    }
    if (!inside || !(size_of(s.length) <= 0.5 * c->last)) {
        c->lost = c->open;
        there = 0.5 * (c->low + c->high);
    }
    c->last = size_of(there - at->y);
    bool goes_on = there != at->y && c->last > DBL_EPSILON * (there > 1.0 ? there : 1.0);
    *next = goes_on ? there : at->y;
    return goes_on;
}

/* ---- what is certain about a piece ---- */

/* A lower bound on [a, b] of the positive part minus the negative part of order d (or the other way
 * round): the higher of the two end tangents of the one against the chord of the other. It is least
 * at an end or where the tangents meet. */
static double lower_bound(const sam_cashflow_piece *w, int d, bool negative) {
    const double *fa = negative ? w->a.n : w->a.p, *fb = negative ? w->b.n : w->b.p;
    const double *ga = negative ? w->a.p : w->a.n, *gb = negative ? w->b.p : w->b.n;
    double width = w->b.y - w->a.y;
    double bend = fa[d + 1] - fb[d + 1];
    double meet = bend > 0.0 ? (fa[d] - fb[d] - fb[d + 1] * width) / bend : 0.0;
    meet = sam_real_clamp(meet, 0.0, width);
    double inside = fa[d] - fa[d + 1] * meet - (ga[d] + (gb[d] - ga[d]) * (meet / width));
    double ends = fa[d] - ga[d] < fb[d] - gb[d] ? fa[d] - ga[d] : fb[d] - gb[d];
    return inside < ends ? inside : ends;
}

static bool has_no_root(const sam_cashflow_hunt *s, const sam_cashflow_piece *w) {
    double margin = sam_cashflow_noise(s->series, &w->a);
    return lower_bound(w, 0, false) > margin || lower_bound(w, 0, true) > margin;
}

static bool is_monotone(const sam_cashflow_piece *w) {
    return lower_bound(w, 1, false) > 0.0 || lower_bound(w, 1, true) > 0.0;
}

static bool is_curved_one_way(const sam_cashflow_piece *w) {
    return w->b.p[2] > w->a.n[2] || w->b.n[2] > w->a.p[2];
}

static bool is_lost(const sam_cashflow_hunt *s, const sam_cashflow_piece *w) {
    return w->b.y - w->a.y < SAM_CASHFLOW_CLUSTER &&
           size_of(value(&w->a, 0)) <= sam_cashflow_noise(s->series, &w->a) &&
           size_of(value(&w->b, 0)) <= sam_cashflow_noise(s->series, &w->b);
}

/* ---- what is done with it ---- */

typedef sam_cashflow_hunt hunt;

static bool ask(hunt *h, sam_cashflow_question question, double where, double *y) {
    h->question = question;
    h->cuts++;
    *y = where;
    return true;
}

static bool differ(double one, double other) {
    return (one < 0.0 && other > 0.0) || (one > 0.0 && other < 0.0);
}

/* A zero by sign. A zero exactly at a, or one that touches there, belongs to this piece, at b to
 * the next; y = 0 to neither. True: a look is asked for. */
static bool take_crossing(hunt *h, const sam_cashflow_point *a, const sam_cashflow_point *b,
                          double *y) {
    double from = value(a, 0);
    if (a->y > 0.0 && (from == 0.0 || sam_cashflow_touches(h->series, a)))
        add(h, a->y);
    if (!differ(from, value(b, 0)))
        return false;
    return ask(h, SAM_CASHFLOW_AT_ZERO, sam_cashflow_crossing_begin(&h->crossing, a, b, 0), y);
}

/* The piece has one extremum at most: what is before it and what is after it has one zero. */
static bool take_curved(hunt *h, double *y) {
    const sam_cashflow_piece *w = &h->piece;
    if (!differ(value(&w->a, 1), value(&w->b, 1)))
        return take_crossing(h, &w->a, &w->b, y);
    return ask(h, SAM_CASHFLOW_AT_TURN, sam_cashflow_crossing_begin(&h->crossing, &w->a, &w->b, 1),
               y);
}

static bool take_second_half(hunt *h, double *y) {
    h->halves = false;
    return take_crossing(h, &h->turn, &h->piece.b, y);
}

static bool take_turn(hunt *h, const sam_cashflow_point *turn, double *y) {
    if (size_of(value(turn, 0)) <= sam_cashflow_noise(h->series, turn)) {
        add(h, turn->y);
        return false;
    }
    h->turn = *turn;
    h->halves = true;
    return take_crossing(h, &h->piece.a, turn, y) || take_second_half(h, y);
}

/* The piece at hand: done with, or a look at its zero, its turn, or its middle is asked for. */
static bool settle(hunt *h, double *y) {
    const sam_cashflow_piece *w = &h->piece;
    if (has_no_root(h, w))
        return false;
    if (is_lost(h, w)) {
        add(h, 0.5 * (w->a.y + w->b.y));
        return false;
    }
    bool monotone = is_monotone(w);
    if (is_curved_one_way(w) && !monotone)
        return take_curved(h, y);
    if (monotone || w->b.y - w->a.y < width_least || h->cuts > CUTS)
        return take_crossing(h, &w->a, &w->b, y);
    return ask(h, SAM_CASHFLOW_AT_MIDDLE, 0.5 * (w->a.y + w->b.y), y);
}

static void push(hunt *h, const sam_cashflow_point *a, const sam_cashflow_point *b) {
    h->waiting[h->count++] = (sam_cashflow_piece){*a, *b};
}

/* What the look says to the piece at hand. */
static bool take_look(hunt *h, const sam_cashflow_point *at, double *y) {
    switch (h->question) {
    case SAM_CASHFLOW_AT_LIMIT:
        if (h->once)
            return take_crossing(h, &h->start, at, y);
        push(h, &h->start, at);
        return false;
    case SAM_CASHFLOW_AT_MIDDLE:
        push(h, at, &h->piece.b);
        push(h, &h->piece.a, at);
        return false;
    case SAM_CASHFLOW_AT_TURN:
        if (sam_cashflow_crossing_next(&h->crossing, at, y))
            return ask(h, SAM_CASHFLOW_AT_TURN, *y, y);
        return take_turn(h, at, y);
    default:
        if (sam_cashflow_crossing_next(&h->crossing, at, y))
            return h->crossing.lost ? ask(h, SAM_CASHFLOW_AT_LIMIT, h->limit, y)
                                    : ask(h, SAM_CASHFLOW_AT_ZERO, *y, y);
        add(h, *y);
        return h->halves && take_second_half(h, y);
    }
}

double sam_cashflow_hunt_begin(hunt *h, const sam_cashflow_series *series, bool back,
                               const sam_cashflow_point *start, double limit, bool once,
                               sam_cashflow_roots *found) {
    h->series = series;
    h->back = back;
    h->once = once;
    h->halves = false;
    h->start = *start;
    h->found = found;
    h->count = 0;
    h->cuts = 1;
    h->limit = limit;
    h->question = SAM_CASHFLOW_AT_LIMIT;
    double first;
    if (!once || !sam_cashflow_crossing_ahead(&h->crossing, start, limit, &first))
        return limit;
    h->question = SAM_CASHFLOW_AT_ZERO;
    return first;
}

bool sam_cashflow_hunt_next(hunt *h, const sam_cashflow_point *at, double *y) {
    if (take_look(h, at, y))
        return true;
    while (h->count > 0) {
        h->piece = h->waiting[--h->count];
        h->halves = false;
        if (settle(h, y))
            return true;
    }
    return false;
}
