/* A run in progress: each model's trace and where its outputs go. */
#ifndef SAMSPEL_RISK_ENGINE_H
#define SAMSPEL_RISK_ENGINE_H

#include "base/arena.h"
#include "metrics/irr_lanes.h"
#include "risk/draws.h"

enum { RISK_FAN_DRAWS = 16384 };
enum { RISK_BLOCK = 1024 }; /* draws to a block: the unit of work and of progress */

/* What a varying input of a model follows. */
typedef enum sam_follow {
    FOLLOW_OVERRUN, /* costs.overrun */
    FOLLOW_DELAY,
    FOLLOW_PRICE, /* times the input's value */
    FOLLOW_TIME,  /* added to it */
    FOLLOW_EXIT,  /* times it */
    FOLLOW_OWN    /* the input's own distribution */
} sam_follow;

typedef struct sam_risk_input {
    uint32_t input;
    sam_follow follow;
    uint32_t factor; /* FOLLOW_OWN */
} sam_risk_input;

/* Rows replaced by paths. */
enum {
    ROW_MARKET_RATE,
    ROW_HUSBANKEN_RATE,
    ROW_INFLATION,
    ROW_REAL_RENT,
    ROW_VACANCY,
    ROW_VALUE,
    ROW_PATHS
};

/* A rate of return: a measure that no row has, found in each draw from flows of all months. */
typedef struct sam_risk_rate {
    const char *name;
    uint32_t party;
    size_t in, out; /* in series; out SIZE_MAX: the first is net */
} sam_risk_rate;

typedef struct sam_risk_case {
    const sam_plan *plan;
    const sam_ledger *base;
    const sam_risk_spec *spec; /* borrowed while the run is made */
    sam_arena *arena; /* borrowed; of this case alone, so that cases can be made together */
    sam_trace *trace;
    sam_risk_input *inputs;
    size_t input_count;
    uint32_t paths[ROW_PATHS]; /* rows that move */
    int path_at[ROW_PATHS];    /* which of the paths each is */
    size_t path_count;
    double *expected[ROW_PATHS];    /* base values by month */
    uint32_t *scalars;              /* rows: measures, then the rows that say whether they exist */
    size_t row_count, scalar_count; /* row_count: of the measures */
    size_t *defined;  /* row's measure -> index in scalars of its condition, or SIZE_MAX */
    uint32_t *series; /* first those of fans, then those kept whole, then flows of rates */
    size_t series_count, fan_count, kept_count;
    sam_risk_rate *rates;
    size_t rate_count;
    size_t measure_count; /* rows, then rates */
    uint32_t *months;     /* year ends */
    size_t year_count;
    double *values;     /* measure_count x draws */
    double *kept;       /* kept_count x year_count x draws */
    uint8_t *reasons;   /* rate_count x draws: sam_irr_reason */
    double *fans;       /* fan_count x year_count x fan_draws */
    uint64_t fan_draws; /* a fan needs no more: the first of them */
} sam_risk_case;

SAM_MUST_USE sam_status sam_risk_case_init(sam_risk_case *c, const sam_ledger *base,
                                           const sam_draws *draws, const sam_risk_spec *spec,
                                           sam_arena *arena);
void sam_risk_case_clear(sam_risk_case *c);

/* Writes one group of draws into a workspace of the case's trace. */
void sam_risk_case_apply(const sam_risk_case *c, const sam_draws *draws, const sam_group *group,
                         sam_trace_work *work, uint64_t first);
/* Is it among the measures asked for by name? */
bool sam_risk_case_is_named(const sam_risk_case *c, const char *name);
/* Adds the rates that are wanted, and their flows to the series. False: memory. */
bool sam_risk_case_find_rates(sam_risk_case *c, sam_arena *arena);

/* One thread's memory for finding rates of return. */
typedef struct sam_risk_rate_room {
    sam_irr_lanes *lanes;
    double *net, *room;
} sam_risk_rate_room;
/* For timelines of up to `months`. False: memory. Clear it in any case. */
bool sam_risk_rate_room_init(sam_risk_rate_room *room, size_t months, sam_simd simd,
                             sam_arena *arena);
void sam_risk_rate_room_clear(sam_risk_rate_room *room);
/* Rate of the base case. flows: room for the timeline's months. */
void sam_risk_case_base_rate(sam_irr *out, const sam_risk_case *c, size_t rate, double *flows);

/* Keeps the outputs of draws first .. first + count - 1. */
void sam_risk_case_keep(const sam_risk_case *c, const sam_trace_work *work,
                        const sam_risk_rate_room *room, uint64_t first, size_t count,
                        uint64_t draws);

/* An uncertain input's own distribution at a uniform u, and at the normal of the same draw. */
double sam_risk_own_value(const sam_input *input, double u, double normal);

#endif
