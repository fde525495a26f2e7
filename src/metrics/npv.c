/* Present value, modified rate of return and payback of evenly spaced flows.
 * Must not look for roots: irr.c does. Sums run from the first flow to the last. */
#include "metrics/cashflow_discount.h"
#include "samspel/metrics.h"

double sam_npv(const double *flows, size_t count, double rate) {
    sam_real_pair log = sam_cashflow_log(rate);
    double sum = 0.0;
    for (size_t j = 0; j < count; j++)
        sum += flows[j] * sam_cashflow_factor(log, (double)j);
    return sum;
}

double sam_npv_monthly(const double *flows, size_t count, uint32_t first_month,
                       double annual_rate) {
    sam_real_pair log = sam_cashflow_log(annual_rate);
    double sum = 0.0;
    for (size_t j = 0; j < count; j++)
        sum += flows[j] * sam_cashflow_factor(log, ((double)first_month + (double)j) / 12.0);
    return sum;
}

bool sam_mirr(double *out, const double *flows, size_t count, double finance_rate,
              double reinvest_rate) {
    if (count < 2 || !(finance_rate > -1.0) || !(reinvest_rate > -1.0))
        return false;
    sam_real_pair finance = sam_real_log1p_pair(finance_rate);
    sam_real_pair reinvest = sam_real_log1p_pair(reinvest_rate);
    double paid = 0.0, earned = 0.0;
    for (size_t j = 0; j < count; j++) {
        if (flows[j] < 0.0)
            paid -= flows[j] * sam_cashflow_factor(finance, (double)j);
        if (flows[j] > 0.0)
            earned += flows[j] * sam_cashflow_factor(reinvest, -(double)(count - 1 - j));
    }
    if (!(paid > 0.0) || !(earned > 0.0))
        return false;
    *out = sam_real_expm1(sam_real_log(earned / paid) / (double)(count - 1));
    return true;
}

bool sam_payback(size_t *out, const double *flows, size_t count, double rate) {
    sam_real_pair log = sam_cashflow_log(rate);
    double sum = 0.0, size = 0.0;
    size_t period = 0; /* the first after the last shortfall */
    bool defined = rate > -1.0;
    for (size_t j = 0; j < count; j++) {
        double value = flows[j] * sam_cashflow_factor(log, (double)j);
        sum += value;
        size += value < 0.0 ? -value : value;
        if (!(sum >= -size * 16.0 * DBL_EPSILON))
            period = j + 1;
    }
    if (!defined || period == count)
        return false;
    *out = period;
    return true;
}
