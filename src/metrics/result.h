/* Shared by the files that fill a result. */
#ifndef SAMSPEL_METRICS_RESULT_H
#define SAMSPEL_METRICS_RESULT_H

#include "base/arena.h"
#include "samspel/metrics.h"

typedef struct sam_measuring {
    sam_result *result;
    const sam_ledger *ledger;
    size_t lane;
} sam_measuring;

/* Value of a scalar row by name; 0 when the deal has no such row. */
double sam_measuring_scalar(const sam_measuring *m, const char *name);
/* Value of a clause's scalar row. False when it has none. */
bool sam_measuring_clause(const sam_measuring *m, uint32_t clause, const char *name, double *value);

/* Value of an input; 0 when the deal has none of that name. */
double sam_measuring_input(const sam_measuring *m, const char *name);
/* Nullable: a party's measure, "npv". */
const sam_measure *sam_result_of(const sam_result *result, uint32_t party, const char *name);

/* Adds a flag. After the measures and the parties. */
void sam_measuring_flag(sam_measuring *m, sam_flag flag);
void sam_measure_economy(sam_measuring *m);

SAM_MUST_USE bool sam_measure_stack(sam_measuring *m);
SAM_MUST_USE bool sam_measure_flags(sam_measuring *m);
SAM_MUST_USE bool sam_measure_break_evens(sam_measuring *m);

#endif
