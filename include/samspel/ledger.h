/* The ledger: a plan run on lanes of draws.
 *
 * A lane is one set of input values: the base case, a stress, a draw, a candidate decision, another
 * scenario with the same plan. All lanes run the same operations; nothing branches on a value, so a
 * lane's result does not depend on its neighbours. Running allocates nothing. */
#ifndef SAMSPEL_LEDGER_H
#define SAMSPEL_LEDGER_H

#include "samspel/plan.h"

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

#endif
