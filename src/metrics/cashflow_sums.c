/* Evaluates the sums of cashflow_roots.h. Must add in a fixed order: the last digits decide where a
 * root is. */
#include "base/real.h"
#include "metrics/cashflow_roots.h"

enum { BLOCK = 32, FINE = 8 };

/* A side's flow k counted from its near end. */
typedef struct view {
    const sam_cashflow_series *series;
    bool back;
} view;

static size_t place(view v, size_t k) {
    return v.back ? v.series->count - 1 - k : k;
}

static double distance(view v, size_t k) {
    const sam_cashflow_series *s = v.series;
    if (!s->times)
        return (double)k * s->step;
    double time = s->times[place(v, k)];
    return v.back ? s->times[s->count - 1] - time : time - s->times[0];
}

/* Factors of evenly spaced flows within one block: a few exponentials, and their products. */
static void fill_within(double *within, double step, double y) {
    for (size_t k = 0; k < FINE; k++)
        within[k] = sam_real_exp(-((double)k * step) * y);
    for (size_t first = FINE; first < BLOCK; first += FINE) {
        double far = sam_real_exp(-((double)first * step) * y);
        for (size_t k = 0; k < FINE; k++)
            within[first + k] = far * within[k];
    }
}

/* e^(-s y) for the flows first .. first + length - 1. Evenly spaced flows share the factors of one
 * block: products instead of one exponential a flow. */
static void fill_factors(double *factor, view v, size_t first, size_t length, double y,
                         const double *within) {
    if (v.series->times) {
        for (size_t k = 0; k < length; k++)
            factor[k] = sam_real_exp(-distance(v, first + k) * y);
        return;
    }
    double base = sam_real_exp(-distance(v, first) * y);
    for (size_t k = 0; k < length; k++)
        factor[k] = base * within[k];
}

static void add_block(sam_cashflow_point *sum, view v, size_t first, size_t length,
                      const double *factor) {
    for (size_t k = 0; k < length; k++) {
        double value = v.series->amounts[place(v, first + k)] * v.series->scale * factor[k];
        double up = value > 0.0 ? value : 0.0, down = value < 0.0 ? -value : 0.0;
        double s = distance(v, first + k);
        sum->p[0] += up;
        sum->n[0] += down;
        sum->p[1] += up * s;
        sum->n[1] += down * s;
        sum->p[2] += up * s * s;
        sum->n[2] += down * s * s;
    }
}

sam_cashflow_point sam_cashflow_sums(const sam_cashflow_series *series, bool back, double y) {
    view v = {series, back};
    sam_cashflow_point sum = {.y = y};
    double within[BLOCK] = {0}, factor[BLOCK];
    if (!series->times)
        fill_within(within, series->step, y);
    for (size_t first = 0; first < series->count; first += BLOCK) {
        size_t rest = series->count - first, length = rest < BLOCK ? rest : BLOCK;
        fill_factors(factor, v, first, length, y, within);
        add_block(&sum, v, first, length, factor);
    }
    return sum;
}
