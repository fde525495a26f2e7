/* The batch: many scenarios under several models, into one results file, so that nothing is lost.
 * The rows do not depend on threads, on interruptions, or on which other items there are. */
#ifndef SAMSPEL_BATCH_BATCH_H
#define SAMSPEL_BATCH_BATCH_H

#include <stdatomic.h>

#include "batch/design.h"
#include "batch/items.h"

typedef enum sam_batch_work {
    SAM_BATCH_EVALUATE,
    SAM_BATCH_RISK,
    SAM_BATCH_OPTIMISE
} sam_batch_work;

/* How far a run is. */
typedef struct sam_batch_state {
    uint64_t total;  /* items of the run (of its shard) */
    uint64_t before; /* of them, done when it began */
    uint64_t done;   /* in all, committed or about to be */
    uint64_t failed; /* items of this run's making in which a model failed */
} sam_batch_state;

typedef struct sam_batch_spec {
    const char *version;      /* of the program */
    const sam_source *models; /* names are what the user called them */
    size_t model_count;       /* 1 .. 64 */
    sam_source terms;
    sam_items *items; /* or a design: one of the two is NULL */
    const sam_design *design;
    sam_source base;     /* of the design */
    const char *variant; /* Nullable */
    sam_batch_work work;
    uint64_t draws, seed;   /* of risk */
    const char *objective;  /* of optimise, as in sam_choice_options */
    unsigned threads;       /* 1 .. 256 */
    unsigned shard, shards; /* 1 .. shards */
    bool strict;            /* stop before the first item that fails */
    bool fresh;             /* write over a file that holds another run */
    const char *path;       /* results */
    /* Nullable: called by the starting thread now and then, and at the end. */
    void (*progress)(void *context, const sam_batch_state *state);
    void *progress_context;
    /* Nullable: once it is not 0, what is done is committed and the run ends. */
    const atomic_int *cancel;
} sam_batch_spec;

typedef struct sam_batch_outcome {
    sam_batch_state state;
    uint64_t failed; /* items of the whole file in which a model failed */
    bool complete;
} sam_batch_outcome;

/* SAM_OK: all items are in the file, or it was cancelled. SAM_PARTLY: the same, and some of them
 * failed; what was wrong is in the file. With strict the status of the item, whose faults are in
 * diags. Else the fault is in diags; what was committed stays, and the same call goes on there. */
SAM_MUST_USE sam_status sam_batch_run(sam_batch_outcome *out, const sam_batch_spec *spec,
                                      sam_diags *diags);

#endif
