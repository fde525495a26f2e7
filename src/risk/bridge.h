/* The Brownian bridge: a monthly path of independent normals built from its end first, then its
 * middle, then the quarters, so that the first few normals decide most of the path. These are the
 * ones that the Sobol sequence gives. */
#ifndef SAMSPEL_RISK_BRIDGE_H
#define SAMSPEL_RISK_BRIDGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/random.h"

/* One point set between two that are known (or after one, at the end). */
typedef struct sam_bridge_step {
    uint32_t month, left, right; /* from 1; left 0 is the start, where the path is 0 */
    double left_share, right_share, deviation;
} sam_bridge_step;

typedef struct sam_bridge {
    size_t months;
    sam_bridge_step *steps; /* one for each month, in the order in which they are set */
} sam_bridge;

/* Months >= 1. False when memory is out. The steps live in the arena. */
bool sam_bridge_init(sam_bridge *bridge, size_t months, sam_arena *arena);

/* Turns normals in bridge order into the normals of months 1 .. M, 32 lanes a row. The mapping is
 * orthogonal: independent normals stay independent normals. out must not overlap normals. */
void sam_bridge_apply(double *restrict out, const sam_bridge *bridge,
                      const double *restrict normals);

#endif
