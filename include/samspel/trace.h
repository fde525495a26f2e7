/* The trace: a plan specialised for many draws.
 *
 * Once it is known which inputs and paths vary, everything else is a constant: flags of the
 * calendar, terms that do not fall due, discount factors. Running the plan symbolically month by
 * month with those constants leaves one straight line of operations on lanes, far shorter than the
 * plan, whose values live in a small set of slots that stays in the nearest cache. It is the same
 * plan with the same operations in the same order, so that a lane of a trace equals a lane of a
 * ledger.
 *
 * A trace is constant after it is built and may be shared by threads; each thread has a workspace.
 */
#ifndef SAMSPEL_TRACE_H
#define SAMSPEL_TRACE_H

#include "samspel/ledger.h"

enum { SAM_TRACE_LANES = 32 };

typedef struct sam_trace sam_trace;

typedef struct sam_trace_spec {
    const sam_ledger *base; /* run with every row; lane 0 gives all that does not vary */
    const uint32_t *inputs; /* that vary, in the order of sam_trace_run */
    size_t input_count;
    const uint32_t *paths; /* monthly rows that vary by themselves: their formula is not used */
    size_t path_count;
    const uint32_t *scalars; /* scalar rows wanted from each draw */
    size_t scalar_count;
    const uint32_t *series; /* monthly rows wanted from each draw */
    size_t series_count;
    const uint32_t *months; /* in which they are wanted, ascending; NULL: all */
    size_t month_count;
    bool resign; /* true: rows fixed when the deal is signed are computed anew in every draw */
} sam_trace_spec;

/* Nullable: memory is out. */
sam_trace *sam_trace_new(const sam_trace_spec *spec);
void sam_trace_free(sam_trace *trace);

/* Operations left, and slots they need. */
size_t sam_trace_length(const sam_trace *trace);
size_t sam_trace_slots(const sam_trace *trace);

/* Memory of one thread. Nullable. */
typedef struct sam_trace_work sam_trace_work;
sam_trace_work *sam_trace_work_new(const sam_trace *trace);
void sam_trace_work_free(sam_trace_work *work);

/* Where the caller writes before a run and reads after it; [..][SAM_TRACE_LANES] doubles each. */
double *sam_trace_input(sam_trace_work *work, size_t index);              /* one row of lanes */
double *sam_trace_path(sam_trace_work *work, size_t index);               /* months rows of lanes */
const double *sam_trace_scalar(const sam_trace_work *work, size_t index); /* one row of lanes */
const double *sam_trace_series(const sam_trace_work *work, size_t index); /* rows of lanes */

/* Runs all lanes. Allocates nothing. */
void sam_trace_run(const sam_trace *trace, sam_trace_work *work);

/* Instruction sets a trace can run with. Each gives the same bits. */
typedef enum sam_simd { SAM_SIMD_BASE, SAM_SIMD_AVX2, SAM_SIMD_AVX512, SAM_SIMD_COUNT } sam_simd;
/* The best the processor has. */
sam_simd sam_simd_best(void);
/* Runs with a given set, which the processor must have. */
void sam_trace_run_with(const sam_trace *trace, sam_trace_work *work, sam_simd simd);

#endif
