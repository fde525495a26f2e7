/* The ledger: a plan run on lanes of draws.
 *
 * A lane is one set of input values: the base case, a stress, a draw, a candidate decision, another
 * scenario with the same plan. All lanes run the same operations; nothing branches on a value, so a
 * lane's result does not depend on its neighbours. Running allocates nothing.
 *
 * Where only a few figures of very many draws are wanted, there is the trace, below. */
#ifndef SAMSPEL_LEDGER_H
#define SAMSPEL_LEDGER_H

#include "samspel/plan.h"
#include "samspel/simd.h"

typedef struct sam_ledger sam_ledger;

/* What a workspace is for. Zero means the usual: one lane, every row computed and kept, every input
 * free to differ between lanes and runs. */
typedef struct sam_run {
    size_t lanes;
    /* Rows not computed: the caller writes them through sam_ledger_path; 0 until then. */
    const uint32_t *given;
    size_t given_count;
    /* Rows whose values are wanted: nothing is computed that these do not need. NULL: all rows. */
    const uint32_t *wanted;
    size_t wanted_count;
    /* The inputs that will be set: what no such input and no given row reaches is computed in the
     * first run only. NULL: any input may be set. */
    const uint32_t *varying;
    size_t varying_count;
} sam_run;

/* A workspace. Nullable: memory is out. One a thread. The plan must outlive it. Lanes are rounded
 * up to a multiple of 8 inside. */
sam_ledger *sam_ledger_new(const sam_plan *plan, const sam_run *run);

/* A workspace for what comes after signing: the rows fixed when the deal was signed are given, and
 * keep in every lane what lane 0 of the base run has; so do the inputs until they are set. The base
 * must have been run with every row; it may be freed. Nullable: memory is out. */
sam_ledger *sam_ledger_new_after(const sam_ledger *base, const sam_run *run);

/* Where a given monthly row lies: value of month m (from 1) and lane l at [(m - 1) * stride + l].
 */
double *sam_ledger_path(sam_ledger *ledger, uint32_t row, size_t *stride);
void sam_ledger_free(sam_ledger *ledger);

const sam_plan *sam_ledger_plan(const sam_ledger *ledger);

/* Sets every lane's inputs and curves to the deal's own values. Done by sam_ledger_new too. Given
 * rows keep what was written. */
void sam_ledger_reset(sam_ledger *ledger);

/* Sets one input of one lane. */
void sam_ledger_set(sam_ledger *ledger, uint32_t input, size_t lane, double value);

/* Value of one input in one lane: the deal's own unless it was set. */
double sam_ledger_input(const sam_ledger *ledger, uint32_t input, size_t lane);

/* Runs all stages for all lanes. */
void sam_ledger_run(sam_ledger *ledger);

/* Value of a monthly row in month 1..M (a curve too), or of a scalar row (month ignored). */
double sam_ledger_value(const sam_ledger *ledger, uint32_t row, uint32_t month, size_t lane);

/* Copies months 1..M of a monthly row into out. */
void sam_ledger_series(const sam_ledger *ledger, uint32_t row, size_t lane, double *out);

/* ---- the trace ---- */

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
/* Runs with a given set of instructions, or the best where the processor lacks it. */
void sam_trace_run_with(const sam_trace *trace, sam_trace_work *work, sam_simd simd);

#endif
