/* Runs items of one shape side by side and measures each as a single evaluation would. */
#ifndef SAMSPEL_BATCH_LANES_H
#define SAMSPEL_BATCH_LANES_H

#include "batch/shape.h"

enum { SAM_BATCH_LANES = SAM_TRACE_LANES };

/* A party's rate of return. */
typedef struct sam_rate {
    double irr;
    bool exists;
    sam_irr_reason reason;
} sam_rate;

/* One model on one item. What it points to lives in the arena it was made in. */
typedef struct sam_answer {
    sam_status status;
    const sam_shape *shape; /* NULL after a fault before one was found */
    const double *inputs;   /* in the deal's order */
    const double *values;   /* a measure each; SAM_REAL_NAN where it does not exist */
    const sam_rate *rates;  /* a party each, and after them the project's before funding */
    const bool *takes_part; /* a party each */
    const sam_flag *flags;
    uint32_t flag_count;
    struct sam_risk *risk;           /* Nullable; owned by whoever has the answer */
    const struct sam_chosen *chosen; /* Nullable: what was decided */
} sam_answer;

/* One thread's memory. All zero before the first run. */
typedef struct sam_lane_work {
    const sam_shape *shape;
    uint64_t serial, version; /* of the shape and its trace: an address may be used again */
    sam_trace_work *work;
    struct sam_lane_view *view;
} sam_lane_work;

/* Runs up to SAM_BATCH_LANES answers of one shape, which have their inputs, and fills them in, in
 * the arena. False: memory is out. */
SAM_MUST_USE bool sam_lanes_answer(sam_lane_work *work, const sam_shape *shape,
                                   sam_answer *const *answers, size_t count, sam_arena *arena);

void sam_lane_work_clear(sam_lane_work *work);

#endif
