/* Rates of return of lanes. Computes nothing of its own. */
#include <string.h>

#include "batch/view.h"

enum { L = SAM_IRR_LANES };

_Static_assert((int)SAM_IRR_LANES == (int)SAM_BATCH_LANES, "one row of lanes is one row of flows");

/* Fewer lanes than a row holds: the others are 0. */
static const double *widen(double *room, const double *series, size_t stride, uint32_t months) {
    if (stride == L)
        return series;
    memset(room, 0, (size_t)months * L * sizeof *room);
    for (uint32_t m = 0; m < months; m++)
        memcpy(room + (size_t)m * L, series + m * stride, stride * sizeof *room);
    return room;
}

void sam_lane_rates(sam_lane_view *view, const sam_lane_flows *flows, uint32_t party, bool alone,
                    size_t count, sam_rate *const *rates) {
    uint32_t months = view->plan.months;
    double *net = view->room, *more = net + (size_t)months * L;
    const double *in = widen(more, flows->series[2 * (size_t)party], flows->stride, months);
    sam_irr_lane found[L];
    if (!alone) {
        const double *out = widen(more + (size_t)months * L, flows->series[2 * (size_t)party + 1],
                                  flows->stride, months);
        sam_irr_lanes_net(view->rates, net, in, out, months);
        in = net;
    } else if (in == more) {
        memcpy(net, in, (size_t)months * L * sizeof *net);
        in = net;
    }
    sam_irr_monthly_lanes(view->rates, found, in, months, count, more);
    for (size_t lane = 0; lane < count; lane++)
        rates[lane][party] = (sam_rate){.irr = found[lane].quoted,
                                        .exists = found[lane].has_quoted,
                                        .reason = found[lane].reason};
}
