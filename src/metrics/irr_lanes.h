/* Rates of return of many flows side by side, to the bits of one at a time. Private to the engine's
 * own rooms. */
#ifndef SAMSPEL_METRICS_IRR_LANES_H
#define SAMSPEL_METRICS_IRR_LANES_H

#include "base/simd.h"
#include "samspel/metrics.h"

enum { SAM_IRR_LANES = 32 };

/* What sam_irr_monthly says, without the list of roots. */
typedef struct sam_irr_lane {
    sam_irr_reason reason;
    bool has_quoted;
    double quoted;
} sam_irr_lane;

/* Memory of one thread. Nullable: memory is out. Each set of instructions gives the same bits. */
typedef struct sam_irr_lanes sam_irr_lanes;
sam_irr_lanes *sam_irr_lanes_new(sam_simd simd);
void sam_irr_lanes_free(sam_irr_lanes *lanes);

/* Net flows by month from what is received and paid: what rounding leaves of equal sums is no flow,
 * as in metrics/result.c. */
void sam_irr_lanes_net(const sam_irr_lanes *lanes, double *net, const double *in, const double *out,
                       size_t months);

/* Effective annual rates of flows one month apart: lane l's flow of month m, from 0, is flows[m *
 * SAM_IRR_LANES + l]; every lane must be a number that may be read, those from `count` on are not
 * answered. room: twice as large as flows. */
void sam_irr_monthly_lanes(sam_irr_lanes *lanes, sam_irr_lane *out, const double *flows,
                           size_t months, size_t count, double *room);

#endif
