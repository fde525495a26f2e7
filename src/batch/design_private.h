/* What the files of a design share. */
#ifndef SAMSPEL_BATCH_DESIGN_PRIVATE_H
#define SAMSPEL_BATCH_DESIGN_PRIVATE_H

#include "base/arena.h"
#include "batch/design.h"
#include "risk/sobol.h"

typedef enum sam_design_method {
    SAM_DESIGN_GRID,
    SAM_DESIGN_LATIN,
    SAM_DESIGN_SOBOL
} sam_design_method;

typedef struct sam_design_field {
    const char *name, *pointer;
    bool range; /* values: the two ends; else each value may come */
    bool whole; /* of a field of whole numbers */
    const double *values;
    uint32_t count;
} sam_design_field;

struct sam_design {
    sam_source source;
    const char *base, *variant;
    char hash[65];
    sam_design_method method;
    uint64_t items, seed;
    sam_design_field *fields;
    const char **names;
    size_t field_count;
    sam_sobol *sobol; /* Nullable */
    sam_arena *arena;
};

/* Adds a fault with its place in the file. hint is Nullable. */
void sam_design_fault(const sam_design *design, const char *pointer, const char *code,
                      const char *message, const char *hint, sam_diags *diags);

#endif
