/* What lanes have computed, wherever it lies, and its measures. */
#ifndef SAMSPEL_BATCH_VIEW_H
#define SAMSPEL_BATCH_VIEW_H

#include "batch/lanes.h"
#include "ledger/program.h"
#include "metrics/irr_lanes.h"
#include "metrics/result.h"

/* One shape's lanes as the measuring of a single run wants to see them: a ledger of which only the
 * scalars are there, and a plan whose deal has one lane's inputs. */
typedef struct sam_lane_view {
    const sam_shape *shape;
    sam_ledger ledger; /* plan, lanes and scalars only */
    sam_deal deal;
    sam_plan plan;
    sam_input *inputs; /* the deal's, with the values of the lane that is measured */
    sam_measure *measures;
    sam_party_result *parties; /* rates only */
    sam_result result;
    double *room; /* for rates of return; NULL until it is needed */
    sam_irr_lanes *rates;
    sam_arena *arena;
} sam_lane_view;

/* Nullable: memory is out. lanes: of `scalars`, row by row. */
sam_lane_view *sam_lane_view_new(const sam_shape *shape, size_t lanes);
void sam_lane_view_free(sam_lane_view *view);

/* Monthly flows of the lanes, month by month, `stride` doubles apart: as the shape's series. */
typedef struct sam_lane_flows {
    const double *const *series;
    size_t stride;
} sam_lane_flows;

/* Measures one lane, of which the rates are known. False: memory is out. */
SAM_MUST_USE bool sam_lane_measure(sam_lane_view *view, size_t lane, sam_answer *answer,
                                   sam_arena *arena);

/* The rates of return of one party, or (alone) of the project before funding, in the lanes 0 ..
 * count - 1; rates[lane][party] is set. */
void sam_lane_rates(sam_lane_view *view, const sam_lane_flows *flows, uint32_t party, bool alone,
                    size_t count, sam_rate *const *rates);

#endif
