/* Rates of return of lanes. Flows of one sign need no search and are found for all lanes at once.
 * What is no flow but rounding is decided as for a single run (metrics/result.c). */
#include <math.h>

#include "batch/view.h"

typedef struct signs {
    bool up[SAM_BATCH_LANES], down[SAM_BATCH_LANES];
} signs;

/* out is NULL where the flow is a net one already. */
typedef struct flow {
    const double *in, *out;
    size_t stride;
} flow;

static double net_of(double in, double out) {
    double net = in - out;
    return fabs(net) < 1e-9 * (fabs(in) + fabs(out)) ? 0 : net;
}

static double at(const flow *f, uint32_t month, size_t lane) {
    size_t place = month * f->stride + lane;
    return f->out ? net_of(f->in[place], f->out[place]) : f->in[place];
}

static void find_signs(signs *found, const flow *f, uint32_t months, size_t count) {
    *found = (signs){0};
    for (uint32_t m = 0; m < months; m++)
        for (size_t lane = 0; lane < count; lane++) {
            double net = at(f, m, lane);
            found->up[lane] |= net > 0;
            found->down[lane] |= net < 0;
        }
}

void sam_lane_rates(const sam_lane_flows *flows, uint32_t party, bool alone, uint32_t months,
                    size_t count, sam_rate *const *rates, double *room) {
    flow f = {flows->series[2 * party], alone ? NULL : flows->series[2 * party + 1], flows->stride};
    signs found;
    find_signs(&found, &f, months, count);
    for (size_t lane = 0; lane < count; lane++) {
        rates[lane][party] = (sam_rate){.reason = SAM_IRR_NONE_ONE_SIGN};
        if (!found.up[lane] || !found.down[lane])
            continue;
        for (uint32_t m = 0; m < months; m++)
            room[m] = at(&f, m, lane);
        sam_irr irr;
        sam_irr_monthly(&irr, room, months);
        rates[lane][party] =
            (sam_rate){.irr = irr.quoted, .exists = irr.has_quoted, .reason = irr.reason};
    }
}
