/* The measures of one cash flow from a file, for samspel measure. */
#ifndef SAMSPEL_CLI_MEASURES_H
#define SAMSPEL_CLI_MEASURES_H

#include "base/arena.h"
#include "samspel/metrics.h"

typedef struct sam_rates {
    double rate, finance, reinvest; /* fractions a period, or effective a year for dated flows */
    sam_day_count basis;            /* of dated flows */
} sam_rates;

typedef struct sam_measures {
    double npv; /* at the first period or the earliest date */
    sam_irr irr;
    bool has_mirr, has_payback, has_discounted;
    double mirr;
    double payback, discounted; /* periods, or years for dated flows */
} sam_measures;

/* Sorts dated flows by date. SAM_MEMORY is the only failure. */
SAM_MUST_USE sam_status sam_cashflow_measure(sam_measures *out, sam_cashflow *flows,
                                             const sam_rates *rates, sam_arena *arena);

#endif
