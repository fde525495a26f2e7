/* Brings the two sides together: all zeros of a present value, ascending, each once.
 * Must not scan where a count of sign changes already settles the matter. */
#include "metrics/cashflow_roots.h"

#include "base/real.h"

static double size_of(double x) {
    return x < 0.0 ? -x : x;
}

/* Each term is wrong by a few ulps, and their sum by a random walk of as many steps. */
double sam_cashflow_noise(const sam_cashflow_series *series, const sam_cashflow_point *at) {
    double walk = __builtin_sqrt((double)series->count);
    return (at->p[0] + at->n[0]) * (16.0 + walk) * (DBL_EPSILON / 2.0);
}

bool sam_cashflow_touches(const sam_cashflow_series *series, const sam_cashflow_point *at) {
    /* Where a curve is within rounding (1e-15) of its turning point, its slope is below the root of
     * that. */
    const double flat = 1e-6;
    return size_of(at->p[0] - at->n[0]) <= sam_cashflow_noise(series, at) &&
           size_of(at->p[1] - at->n[1]) <= flat * (at->p[1] + at->n[1]);
}

static bool is_zero_at(const sam_cashflow_series *series, double x) {
    sam_cashflow_point at = sam_cashflow_sums(series, x < 0.0, size_of(x));
    return size_of(at.p[0] - at.n[0]) <= sam_cashflow_noise(series, &at);
}

void sam_cashflow_roots_add(sam_cashflow_roots *roots, const sam_cashflow_series *series,
                            double at) {
    bool near = roots->count > 0 && size_of(at - roots->last) < SAM_CASHFLOW_CLUSTER;
    roots->near |= near;
    bool joins = near && !roots->alone && is_zero_at(series, 0.5 * (at + roots->last));
    roots->last = at;
    if (!joins) {
        roots->first = at;
        roots->count++;
    }
    if (roots->count <= SAM_CASHFLOW_ROOTS)
        roots->at[roots->count - 1] = 0.5 * (roots->first + at);
}

/* Sign changes of the running total from the near end. They bound the number of zeros with y > 0,
 * and their parity is that of the number: Norstrøm, A Sufficient Condition for a Unique Nonnegative
 * Internal Rate of Return (Journal of Financial and Quantitative Analysis 7, 1972), which follows
 * from Laguerre's rule because g(y) / y is the Laplace transform of the total. 2 stands for more.
 */
static int count_turns(const sam_cashflow_series *series, bool back) {
    double total = 0.0, sign = 0.0;
    int turns = 0;
    for (size_t k = 0; k < series->count && turns < 2; k++) {
        total += series->amounts[back ? series->count - 1 - k : k] * series->scale;
        turns += total * sign < 0.0;
        sign = total > 0.0 ? 1.0 : total < 0.0 ? -1.0 : sign;
    }
    return turns;
}

sam_cashflow_side sam_cashflow_side_of(int turns, const sam_cashflow_series *series,
                                       const sam_cashflow_point *start) {
    /* A total that is nothing but rounding has no sign to count with. */
    if (size_of(start->p[0] - start->n[0]) <= sam_cashflow_noise(series, start))
        return SAM_SIDE_ALL;
    return turns > 1 ? SAM_SIDE_ALL : turns == 1 ? SAM_SIDE_ONE : SAM_SIDE_NONE;
}

static void find_side(sam_cashflow_roots *out, const sam_cashflow_series *series, bool back,
                      const sam_cashflow_point *start, double limit) {
    sam_cashflow_side side = sam_cashflow_side_of(count_turns(series, back), series, start);
    if (side == SAM_SIDE_NONE)
        return;
    sam_cashflow_hunt hunt;
    double y =
        sam_cashflow_hunt_begin(&hunt, series, back, start, limit, side == SAM_SIDE_ONE, out);
    sam_cashflow_point at;
    do
        at = sam_cashflow_sums(series, back, y);
    while (sam_cashflow_hunt_next(&hunt, &at, &y));
}

void sam_cashflow_reverse(sam_cashflow_roots *roots) {
    size_t held = sam_cashflow_roots_held(roots);
    for (size_t i = 0; i < held / 2; i++) {
        double other = roots->at[held - 1 - i];
        roots->at[held - 1 - i] = roots->at[i];
        roots->at[i] = other;
    }
    if (held > 0)
        roots->first = roots->last = roots->at[held - 1];
}

void sam_cashflow_find_roots(sam_cashflow_roots *out, const sam_cashflow_series *series,
                             double below, double above) {
    *out = (sam_cashflow_roots){0};
    sam_cashflow_point up = sam_cashflow_sums(series, false, 0.0);
    sam_cashflow_point down = sam_cashflow_sums(series, true, 0.0);
    /* Both sides must agree about the sign at zero, or a root there is found twice or never. */
    down.p[0] = up.p[0];
    down.n[0] = up.n[0];
    find_side(out, series, true, &down, -below);
    sam_cashflow_reverse(out);
    if (up.p[0] == up.n[0] || sam_cashflow_touches(series, &up))
        sam_cashflow_roots_add(out, series, 0.0);
    find_side(out, series, false, &up, above);
}

size_t sam_cashflow_roots_held(const sam_cashflow_roots *roots) {
    return roots->count < SAM_CASHFLOW_ROOTS ? roots->count : SAM_CASHFLOW_ROOTS;
}
