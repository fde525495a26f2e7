/* What the periodic and the dated rates of return share. Private to this room. */
#ifndef SAMSPEL_METRICS_CASHFLOW_IRR_H
#define SAMSPEL_METRICS_CASHFLOW_IRR_H

#include "metrics/cashflow_roots.h"
#include "samspel/metrics.h"

/* ln 0.01 and ln 11: the continuous rates of -99 % and 1000 %. */
extern const double sam_cashflow_limit_below, sam_cashflow_limit_above;

/* Power of two that brings the largest amount near 1; 1 for 0. */
double sam_cashflow_scale_of(double largest);

/* From zeros as values of x to rates, the reason and the rate quoted. */
void sam_cashflow_answer(sam_irr *out, const sam_cashflow_roots *roots);

/* Rates per unit of the series' time; its scale is set here. */
void sam_cashflow_irr(sam_irr *out, sam_cashflow_series series);

#endif
