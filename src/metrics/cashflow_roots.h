/* Every zero of a present value as a function of the continuous rate. Private to this room.
 *
 * With x = ln(1 + rate) the present value is f(x) = sum of a_j e^(-t_j x). Its two halves, x > 0
 * and x < 0, are the same problem: from the end, f(-y) e^(-T y) = sum of a_j e^(-(T - t_j) y), T
 * the last time. So a side is looked at as g(y) = sum of a_j e^(-s_j y), y >= 0, s_j >= 0, in which
 * nothing overflows however steep f is. */
#ifndef SAMSPEL_METRICS_CASHFLOW_ROOTS_H
#define SAMSPEL_METRICS_CASHFLOW_ROOTS_H

#include <stdbool.h>
#include <stddef.h>

/* Flows in order of time. */
typedef struct sam_cashflow_series {
    const double *amounts;
    const double *times; /* strictly ascending, years or periods; NULL: evenly spaced */
    double step;         /* time between two flows when times is NULL */
    size_t count;
    double scale; /* power of two that brings the largest amount near 1 */
} sam_cashflow_series;

/* Orders of the sums: value, first and second derivative (up to sign). */
enum { SAM_CASHFLOW_ORDERS = 3 };

/* One place on a side: p[d] = sum of a_j s_j^d e^(-s_j y) over the positive amounts, n[d] that of
 * -a_j over the negative ones. All are positive, falling and convex in y, and p[d]' = -p[d + 1]. */
typedef struct sam_cashflow_point {
    double y;
    double p[SAM_CASHFLOW_ORDERS], n[SAM_CASHFLOW_ORDERS];
} sam_cashflow_point;

/* The sums at y; back: seen from the last flow (rates below zero). */
sam_cashflow_point sam_cashflow_sums(const sam_cashflow_series *series, bool back, double y);

/* What rounding can have done to p[0] - n[0]. */
double sam_cashflow_noise(const sam_cashflow_series *series, const sam_cashflow_point *at);

/* True when the value is zero within rounding and flat: a double root, or a turning point so near
 * to zero that nothing tells it from one. */
bool sam_cashflow_touches(const sam_cashflow_series *series, const sam_cashflow_point *at);

/* Zeros, as values of x; those past the end of `at` are counted only. */
enum { SAM_CASHFLOW_ROOTS = 32 };
typedef struct sam_cashflow_roots {
    size_t count;
    double at[SAM_CASHFLOW_ROOTS];
    double first, last; /* what the newest root was joined from */
    bool alone;         /* nothing can be looked up: `near` is set in place of joining roots */
    bool near;
} sam_cashflow_roots;

/* Roots nearer than this of which rounding does not separate the values between are one: the
 * middle. */
#define SAM_CASHFLOW_CLUSTER 1e-4

/* Adds a root next to the newest one. */
void sam_cashflow_roots_add(sam_cashflow_roots *roots, const sam_cashflow_series *series,
                            double at);
size_t sam_cashflow_roots_held(const sam_cashflow_roots *roots);

/* The search for the one zero of order `order` between two ends of different sign, a step at a
 * time: begin gives the first place to look at; next is told the sums there and gives the next
 * place, or false and the zero. */
typedef struct sam_cashflow_crossing {
    double low, high, last; /* ends; size of the last step */
    bool low_positive;
    bool open; /* nobody has looked beyond the zero, and it may not be before the high end */
    bool lost; /* and a step led astray: that end must be looked at */
    int order, steps;
} sam_cashflow_crossing;
double sam_cashflow_crossing_begin(sam_cashflow_crossing *c, const sam_cashflow_point *a,
                                   const sam_cashflow_point *b, int d);
/* Where there is one zero at most after start, it is looked for from there, without a look at the
 * limit. False: that is no good here. */
bool sam_cashflow_crossing_ahead(sam_cashflow_crossing *c, const sam_cashflow_point *start,
                                 double limit, double *first);
bool sam_cashflow_crossing_next(sam_cashflow_crossing *c, const sam_cashflow_point *at,
                                double *next);

typedef struct sam_cashflow_piece {
    sam_cashflow_point a, b;
} sam_cashflow_piece;

typedef enum sam_cashflow_question {
    SAM_CASHFLOW_AT_LIMIT,
    SAM_CASHFLOW_AT_MIDDLE,
    SAM_CASHFLOW_AT_TURN,
    SAM_CASHFLOW_AT_ZERO
} sam_cashflow_question;

/* The search for all zeros of one side with 0 < y < limit, going away from 0, a look at a time. */
enum { SAM_CASHFLOW_DEPTH = 64 }; /* pieces waiting; each cut adds one and halves the width */
typedef struct sam_cashflow_hunt {
    const sam_cashflow_series *series; /* its count only */
    bool back;
    bool once;   /* there is at most one, and none at 0 */
    bool halves; /* what is after the turn is still to be looked at */
    int cuts;
    double limit;
    sam_cashflow_question question;
    sam_cashflow_point start, turn;
    sam_cashflow_piece piece; /* at hand */
    sam_cashflow_crossing crossing;
    sam_cashflow_roots *found;
    size_t count;
    sam_cashflow_piece waiting[SAM_CASHFLOW_DEPTH];
} sam_cashflow_hunt;

/* Gives the first place to look at. start: the sums at y = 0. Roots are added to found. */
double sam_cashflow_hunt_begin(sam_cashflow_hunt *h, const sam_cashflow_series *series, bool back,
                               const sam_cashflow_point *start, double limit, bool once,
                               sam_cashflow_roots *found);
/* Told the sums at the place asked for; gives the next place, or false: all are found. */
bool sam_cashflow_hunt_next(sam_cashflow_hunt *h, const sam_cashflow_point *at, double *y);

/* How a side is searched by the turns of its running total: not, once, or all over. */
typedef enum sam_cashflow_side { SAM_SIDE_NONE, SAM_SIDE_ONE, SAM_SIDE_ALL } sam_cashflow_side;
sam_cashflow_side sam_cashflow_side_of(int turns, const sam_cashflow_series *series,
                                       const sam_cashflow_point *start);

/* After the zeros below 0, found going away from it: turns them round. */
void sam_cashflow_reverse(sam_cashflow_roots *roots);

/* All zeros below < x < above, ascending; below < 0 < above. The first and the last amount must not
 * be zero. */
void sam_cashflow_find_roots(sam_cashflow_roots *out, const sam_cashflow_series *series,
                             double below, double above);

#endif
