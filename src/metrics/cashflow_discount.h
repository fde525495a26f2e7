/* Discount factors for the measures in this room. Private to it. */
#ifndef SAMSPEL_METRICS_CASHFLOW_DISCOUNT_H
#define SAMSPEL_METRICS_CASHFLOW_DISCOUNT_H

#include "base/real.h"

/* (1 + rate)^-time, from the two-double logarithm of 1 + rate, so that neither a tiny rate nor a
 * long time costs digits. NaN for a logarithm of NaN. */
static inline double sam_cashflow_factor(sam_real_pair log1p_rate, double time) {
    sam_real_pair power = sam_real_scale(log1p_rate, -time);
    return sam_real_exp_pair(power.hi, power.lo);
}

/* ln(1 + rate); NaN when rate <= -1, where a present value means nothing. */
static inline sam_real_pair sam_cashflow_log(double rate) {
    sam_real_pair log = sam_real_log1p_pair(rate);
    return rate > -1.0 ? log : (sam_real_pair){SAM_REAL_NAN, 0.0};
}

#endif
