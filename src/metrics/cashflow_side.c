/* Finds every zero of one side of cashflow_roots.h. The interval is cut until on each piece one of
 * these is certain, up to rounding: no zero (a lower bound of one sign's sum beats an upper bound
 * of the other's), or the function or its derivative is monotone, so that there is at most one
 * zero, or one extremum with a zero on either side. Convexity gives the bounds: a tangent is below,
 * a chord above. Must not trust a sign within rounding of zero where the function only touches. */
#include "base/real.h"
#include "metrics/cashflow_roots.h"

enum {
    DEPTH = 64,       /* pieces waiting; each cut adds one and halves the width */
    CUTS = 4000,      /* after so many, pieces are only asked whether their ends differ in sign */
    ITERATIONS = 200, /* halving alone needs about 60 */
};

static const double width_least = 1e-9; /* of a piece that is cut further */

typedef struct search {
    const sam_cashflow_series *series;
    bool back;
    int cuts;
    sam_cashflow_roots *found;
} search;

typedef struct piece {
    sam_cashflow_point a, b;
} piece;

static double size_of(double x) {
    return x < 0.0 ? -x : x;
}

/* The derivative of order d, up to the sign (-1)^d. */
static double value(const sam_cashflow_point *at, int d) {
    return at->p[d] - at->n[d];
}

static sam_cashflow_point look(search *s, double y) {
    s->cuts++;
    return sam_cashflow_sums(s->series, s->back, y);
}

static void add(search *s, double y) {
    sam_cashflow_roots_add(s->found, s->series, s->back ? -y : y);
}

/* ---- one zero between two ends of different sign ---- */

/* ln(p / n): zero where p = n, and nearly straight where p - n is steep by powers of ten. */
static double log_ratio(const sam_cashflow_point *at, int d) {
    return sam_real_log(at->p[d]) - sam_real_log(at->n[d]);
}

static double newton_step(const sam_cashflow_point *at, int d) {
    double slope = at->n[d + 1] / at->n[d] - at->p[d + 1] / at->p[d];
    return -log_ratio(at, d) / slope;
}

/* Where the chord of the log ratio crosses zero; the middle when that is no number inside. */
static double first_guess(const sam_cashflow_point *a, const sam_cashflow_point *b, int d) {
    double from = log_ratio(a, d), to = log_ratio(b, d);
    double guess = a->y + (b->y - a->y) * (from / (from - to));
    return guess > a->y && guess < b->y ? guess : 0.5 * (a->y + b->y);
}

/* Newton's method on the log ratio, kept between the ends and replaced by halving whenever it would
 * not halve its own last step: at most about twice the steps of halving. */
static sam_cashflow_point solve(search *s, const sam_cashflow_point *a, const sam_cashflow_point *b,
                                int d) {
    double low = a->y, high = b->y, last = high - low;
    bool low_positive = value(a, d) > 0.0;
    sam_cashflow_point at = look(s, first_guess(a, b, d));
    for (int i = 0; i < ITERATIONS; i++) {
        double f = value(&at, d);
        if (f == 0.0)
            break;
        if ((f > 0.0) == low_positive)
            low = at.y;
        else
            high = at.y;
        double step = newton_step(&at, d), next = at.y + step;
        if (!(next > low && next < high) || !(size_of(step) <= 0.5 * last)) {
            next = 0.5 * (low + high);
            step = next - at.y;
        }
        last = size_of(step);
        if (next == at.y || last <= 2.0 * DBL_EPSILON * (next > 1.0 ? next : 1.0) * 0.5)
            break;
        at = look(s, next);
    }
    return at;
}

/* ---- what is certain about a piece ---- */

/* A lower bound on [a, b] of the positive part minus the negative part of order d (or the other way
 * round): the higher of the two end tangents of the one against the chord of the other. It is least
 * at an end or where the tangents meet. */
static double lower_bound(const piece *w, int d, bool negative) {
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

static bool has_no_root(const search *s, const piece *w) {
    double margin = sam_cashflow_noise(s->series, &w->a);
    return lower_bound(w, 0, false) > margin || lower_bound(w, 0, true) > margin;
}

static bool is_monotone(const piece *w) {
    return lower_bound(w, 1, false) > 0.0 || lower_bound(w, 1, true) > 0.0;
}

static bool is_curved_one_way(const piece *w) {
    return w->b.p[2] > w->a.n[2] || w->b.n[2] > w->a.p[2];
}

static bool is_lost(const search *s, const piece *w) {
    return w->b.y - w->a.y < SAM_CASHFLOW_CLUSTER &&
           size_of(value(&w->a, 0)) <= sam_cashflow_noise(s->series, &w->a) &&
           size_of(value(&w->b, 0)) <= sam_cashflow_noise(s->series, &w->b);
}

/* ---- what is done with it ---- */

/* A zero by sign. A zero exactly at a, or one that touches there, belongs to this piece, at b to
 * the next; y = 0 to neither. */
static void take_crossing(search *s, const sam_cashflow_point *a, const sam_cashflow_point *b) {
    double from = value(a, 0), to = value(b, 0);
    if (a->y > 0.0 && (from == 0.0 || sam_cashflow_touches(s->series, a)))
        add(s, a->y);
    if ((from < 0.0 && to > 0.0) || (from > 0.0 && to < 0.0))
        add(s, solve(s, a, b, 0).y);
}

static void take_curved(search *s, const piece *w) {
    double from = value(&w->a, 1), to = value(&w->b, 1);
    if (!((from < 0.0 && to > 0.0) || (from > 0.0 && to < 0.0))) {
        take_crossing(s, &w->a, &w->b);
        return;
    }
    sam_cashflow_point turn = solve(s, &w->a, &w->b, 1);
    if (size_of(value(&turn, 0)) <= sam_cashflow_noise(s->series, &turn)) {
        add(s, turn.y);
        return;
    }
    take_crossing(s, &w->a, &turn);
    take_crossing(s, &turn, &w->b);
}

/* True when the piece is done with. */
static bool settle(search *s, const piece *w) {
    if (has_no_root(s, w))
        return true;
    if (is_lost(s, w)) {
        add(s, 0.5 * (w->a.y + w->b.y));
        return true;
    }
    if (is_curved_one_way(w) && !is_monotone(w)) {
        take_curved(s, w);
        return true;
    }
    if (is_monotone(w) || w->b.y - w->a.y < width_least || s->cuts > CUTS) {
        take_crossing(s, &w->a, &w->b);
        return true;
    }
    return false;
}

static void scan(search *s, const piece *whole) {
    piece waiting[DEPTH];
    size_t count = 0;
    waiting[count++] = *whole;
    while (count > 0) {
        piece w = waiting[--count];
        if (settle(s, &w))
            continue;
        sam_cashflow_point middle = look(s, 0.5 * (w.a.y + w.b.y));
        waiting[count++] = (piece){middle, w.b};
        waiting[count++] = (piece){w.a, middle};
    }
}

void sam_cashflow_scan(sam_cashflow_roots *out, const sam_cashflow_series *series, bool back,
                       const sam_cashflow_point *start, double limit) {
    search s = {series, back, 0, out};
    piece whole = {*start, look(&s, limit)};
    scan(&s, &whole);
}

void sam_cashflow_cross(sam_cashflow_roots *out, const sam_cashflow_series *series, bool back,
                        const sam_cashflow_point *start, double limit) {
    search s = {series, back, 0, out};
    sam_cashflow_point end = look(&s, limit);
    take_crossing(&s, start, &end);
}
