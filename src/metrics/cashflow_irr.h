/* What the periodic and the dated rates of return share. Private to this room. */
#ifndef SAMSPEL_METRICS_CASHFLOW_IRR_H
#define SAMSPEL_METRICS_CASHFLOW_IRR_H

#include "metrics/cashflow_roots.h"
#include "samspel/cashflow.h"

/* Rates per unit of the series' time; its scale is set here. */
void sam_cashflow_irr(sam_irr *out, sam_cashflow_series series);

#endif
