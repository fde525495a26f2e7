/* What the answer depends on: each input moved by itself over its range (the tornado), all of them
 * together (indices of Sobol), and the value of each at which a party is at its limit. Everything
 * is the plan run on other inputs, either known before the deal was signed, or coming after it. */
#ifndef SAMSPEL_RISK_SENSITIVITY_H
#define SAMSPEL_RISK_SENSITIVITY_H

#include "base/arena.h"
#include "risk/indices.h"
#include "samspel/metrics.h"
#include "samspel/risk.h"

typedef enum sam_span_kind {
    SAM_SPAN_FILE,  /* low and high as the file gives them */
    SAM_SPAN_TENTH, /* no range given: a tenth of the value down and up, whole months and years */
    SAM_SPAN_STEP   /* no range given: the field's step, or one for its unit */
} sam_span_kind;

/* How far one input is moved. */
typedef struct sam_span {
    uint32_t input;
    double base, low, high;
    sam_span_kind kind;
} sam_span;

/* False: the input is not moved: it changes the plan itself, is one of several shares that sum to
 * 1, a number of things or a yes or no without a range, or has no room within its bounds. */
bool sam_span_of(sam_span *out, const sam_deal *deal, uint32_t input);

/* A result that is looked at. */
typedef struct sam_target {
    uint32_t row; /* a measure */
    double base;  /* NaN: it does not exist */
    bool limited; /* a party has a limit: */
    double limit; /* a present value of 0 (or what the goals allow), the least cover wanted */
} sam_target;

/* The result with the input low and high; NaN where it does not exist. */
typedef struct sam_arm {
    double low, high;
} sam_arm;

typedef struct sam_sensitivity_spec {
    const sam_ledger *base; /* run with every row, on the deal's own inputs */
    const uint32_t *rows;   /* measures */
    size_t row_count;
    bool after;     /* what was signed stays; false: the inputs were known before */
    bool arms_only; /* no break-evens are sought, which take most of the time */
    uint64_t draws; /* of Saltelli's scheme, 0: no indices; 2 .. 262 144 */
    uint64_t seed;
    unsigned threads;     /* 1 .. 256 */
    const sam_simd *simd; /* Nullable: the best; instructions of the draws */
    double tolerance;     /* of an index: half the widest range that counts as converged */
    /* As in sam_risk_spec. */
    void (*progress)(void *context, uint64_t done, uint64_t draws);
    void *progress_context;
    const atomic_int *cancel;
} sam_sensitivity_spec;

typedef struct sam_sensitivity {
    const sam_plan *plan; /* borrowed */
    bool after;
    sam_target *targets;
    size_t target_count;
    sam_span *spans;
    size_t span_count;
    sam_arm *arms;               /* [span][target] */
    sam_break_even *break_evens; /* [span][target]; what NULL: not sought */
    /* Indices: of the spans that a file or a distribution gives. */
    size_t *drawn; /* spans */
    size_t drawn_count;
    uint64_t draws; /* done */
    bool partial;
    bool *known;        /* [target]: it exists in every draw, so that it has indices */
    sam_index *indices; /* [target][drawn] */
    sam_index_summary *summaries;
    sam_arena *arena;
} sam_sensitivity;

/* SAM_MEMORY is the only failure. Free with sam_sensitivity_free; the base may be freed before, its
 * plan not. */
SAM_MUST_USE sam_status sam_sensitivity_run(sam_sensitivity **out,
                                            const sam_sensitivity_spec *spec);
void sam_sensitivity_free(sam_sensitivity *sensitivity);

/* Runs the draws of the indices. Part of sam_sensitivity_run. */
SAM_MUST_USE sam_status sam_sensitivity_draw(sam_sensitivity *s, const sam_sensitivity_spec *spec);

#endif
