/* The state of a symbolic run, shared by the run itself and by the timing of its passes. */
#ifndef SAMSPEL_LEDGER_TRACE_BUILDER_H
#define SAMSPEL_LEDGER_TRACE_BUILDER_H

#include "ledger/program.h"
#include "ledger/trace.h"

/* A total over months in the making. */
typedef struct sam_trace_total {
    uint32_t node;
    uint32_t time; /* of the pass in which its last row is computed */
    sam_symbol sum, seen;
} sam_trace_total;

/* Passes alternate: scalars at even times, months forwards and backwards at odd ones. What the base
 * fixes is no obstacle, so far fewer passes are needed than the plan has stages, and a value is
 * used soon after it is made. */
enum { SCALAR_TIME = 0, FORWARD_TIME = 1, BACKWARD_TIME = 3 };

typedef struct sam_trace_builder {
    const sam_plan *plan;
    const sam_trace_spec *spec;
    sam_trace *trace;
    sam_ssa_code *code;
    sam_ledger *marks; /* only its flags: which rows are wanted, given, which inputs vary */
    const bool *varying;
    sam_symbol **rows; /* row -> symbols of months 0..M+1, or of the scalar; NULL: does not vary */
    sam_symbol *memo;  /* node -> its symbol in the month at hand */
    uint32_t *memo_at; /* node -> 1 + that month */
    uint32_t *time;    /* row -> when its pass runs; see set_times */
    uint32_t *class;   /* row -> which passes suit it */
    sam_trace_total *totals;
    size_t total_count;
    sam_symbol *inputs; /* input -> symbol, loaded once */
    uint32_t *pass;     /* rows of the pass that runs, in their order */
    size_t pass_count;
    bool *is_series;   /* row -> it is asked for month by month */
    sam_symbol *paths; /* path x month, loaded when first read */
    uint32_t *path_of; /* row -> 1 + index in spec->paths */
} sam_trace_builder;

/* Gives every varying row the time of its pass; the last of them is returned. */
uint32_t sam_trace_set_times(sam_trace_builder *b);

#endif
