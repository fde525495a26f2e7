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
} sam_cashflow_roots;

/* Roots nearer than this of which rounding does not separate the values between are one: the
 * middle. */
#define SAM_CASHFLOW_CLUSTER 1e-4

/* Adds a root next to the newest one. */
void sam_cashflow_roots_add(sam_cashflow_roots *roots, const sam_cashflow_series *series,
                            double at);
size_t sam_cashflow_roots_held(const sam_cashflow_roots *roots);

/* Adds the zeros of one side with 0 < y < limit, going away from 0. start: the sums at y = 0. */
void sam_cashflow_scan(sam_cashflow_roots *out, const sam_cashflow_series *series, bool back,
                       const sam_cashflow_point *start, double limit);

/* The same when it is known that there is at most one, and none at 0. */
void sam_cashflow_cross(sam_cashflow_roots *out, const sam_cashflow_series *series, bool back,
                        const sam_cashflow_point *start, double limit);

/* All zeros below < x < above, ascending; below < 0 < above. The first and the last amount must not
 * be zero. */
void sam_cashflow_find_roots(sam_cashflow_roots *out, const sam_cashflow_series *series,
                             double below, double above);

#endif
