/* Named stress sets: what may go wrong together, as data, laid on a deal that has been signed. */
#ifndef SAMSPEL_RISK_STRESS_H
#define SAMSPEL_RISK_STRESS_H

#include "base/arena.h"
#include "base/text.h"
#include "samspel/ledger.h"

typedef enum sam_stress_verb { SAM_STRESS_SET, SAM_STRESS_ADD, SAM_STRESS_TIMES } sam_stress_verb;

typedef struct sam_stress_change {
    /* What is changed: an input of the scenario, a field of every clause of a kind, or a monthly
     * row that a risk factor may replace. The others are NULL. */
    const char *input;
    const char *kind, *field;
    const char *row;
    sam_stress_verb verb;
    double value;
    const char *value_input; /* Nullable: the input of the scenario that gives the value */
    /* Rows: months from .. to, counted from the start or from completion. */
    uint32_t from, to; /* to 0: to the end */
    bool in_operation;
} sam_stress_change;

typedef struct sam_stress_set {
    const char *id;
    sam_name name;
    const sam_stress_change *changes; /* done in this order */
    size_t change_count;
} sam_stress_set;

typedef struct sam_stresses {
    const char *id;
    const sam_stress_set *sets;
    size_t set_count;
    sam_arena *arena;
} sam_stresses;

/* Reads a file of form samspel-stress-1. All faults are reported; then *out is NULL and the status
 * SAM_INPUT (or SAM_MEMORY). Free with sam_stresses_free; the source may be freed before. */
SAM_MUST_USE sam_status sam_stresses_read(sam_stresses **out, sam_source source, sam_diags *diags);
void sam_stresses_free(sam_stresses *stresses);

/* The JSON Schema of such a file. A failed allocation shows in out->broken. */
void sam_stress_schema(sam_text *out);

/* Does the change touch anything in this deal? */
bool sam_stress_touches(const sam_deal *deal, const sam_stress_change *change);

/* Runs all sets after signing: lane 0 is the base, lane 1 + i set i, every row computed. Inputs
 * stay within the bounds of their fields and shares between 0 and 1. base: run with every row.
 * SAM_MEMORY is the only failure. Free with sam_ledger_free. */
SAM_MUST_USE sam_status sam_stress_run(sam_ledger **out, const sam_ledger *base,
                                       const sam_stresses *stresses);

#endif
