/* Powers of what is near 1, as growth and interest are: the steps of sam_real_pow (base/real.h) in
 * their order, without those that then do nothing, for two thirds of the time.
 * Must not: give other bits than sam_real_pow. */
#ifndef SAMSPEL_LEDGER_TRACE_POW_H
#define SAMSPEL_LEDGER_TRACE_POW_H

#include "base/real.h"

/* Where the short way holds: the base needs no halving or doubling before its logarithm is taken,
 * and neither does the result, since |ln base| < ln 2 / 2. */
#define SAM_TRACE_POW_LEAST 0.75
#define SAM_TRACE_POW_MOST 1.25

/* base ^ exponent for base within these, 0 < exponent <= 1. */
SAM_REAL_INLINE double sam_trace_pow_near(double base, double exponent) {
    /* ln base = hi + lo by the series of sam_real_log_pair with k = 0. */
    double f = base - 1.0;
    double d = 2.0 + f, d_lo = f - (d - 2.0);
    double inverse = 1.0 / d;
    double s = f * inverse;
    double product = s * d;
    double s_lo = ((f - product) - sam_real_product_error(s, d, product) - s * d_lo) * inverse;
    double z = s * s;
    double tail = s * (z * sam_real_artanh_tail(z));
    double lo = 2.0 * (tail + s_lo);
    double hi = 2.0 * s + lo;
    lo = lo - (hi - 2.0 * s);
    /* Times the exponent, as sam_real_scale. */
    double big = hi * exponent;
    double small = sam_real_product_error(hi, exponent, big) + lo * exponent;
    /* e to that, as sam_real_exp_split with k = 0. */
    double r = big + small;
    double r_lo = small - (r - big);
    return (r + (r * r * sam_real_exp_tail(r) + r_lo)) + 1.0;
}

#endif
