/* The loops of irr_lanes.c. Rows of SAM_IRR_LANES doubles, a month each. Private to it. */
#ifndef SAMSPEL_METRICS_IRR_LANES_LOOPS_H
#define SAMSPEL_METRICS_IRR_LANES_LOOPS_H

#include "metrics/cashflow_roots.h"
#include "metrics/irr_lanes.h"

/* BLOCKS: of the longest timeline. */
enum {
    BLOCK = 32,
    FINE = 8,
    BLOCKS = 40,
    MONTHS_MOST = BLOCK * BLOCKS,
    SUMS = 2 * SAM_CASHFLOW_ORDERS
};

/* Sums of all lanes at their own y: p0 n0 p1 n1 p2 n2. */
typedef struct sam_lane_sums {
    double of[SUMS][SAM_IRR_LANES];
} sam_lane_sums;

typedef struct sam_lane_facts {
    double most[SAM_IRR_LANES], least[SAM_IRR_LANES]; /* 0 or beyond */
    double check[SAM_IRR_LANES];                      /* NaN: a flow is not finite */
    double first[SAM_IRR_LANES], last[SAM_IRR_LANES]; /* months not zero; first -1: none */
} sam_lane_facts;

typedef struct sam_lane_loops {
    /* wanted: whether any of the sixteen lanes from 16 * i on is. */
    void (*sum)(sam_lane_sums *out, const double *scaled, size_t count, const double *y,
                const bool *wanted);
    void (*facts)(sam_lane_facts *facts, const double *flows, size_t months);
    /* Sign changes of the running total. */
    void (*turns)(double *turns, const double *side, size_t count);
    void (*net)(double *net, const double *in, const double *out, size_t months);
    /* back: the last month first. */
    void (*scale)(double *out, const double *flows, const double *scale, size_t months, bool back);
} sam_lane_loops;

const sam_lane_loops *sam_lane_loops_of(sam_simd simd);

#endif
