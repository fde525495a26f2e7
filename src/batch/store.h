/* The results file: one run in one SQLite database, described in docs/results.md. Only this file's
 * neighbours (store*.c, query*.c) know SQL. Computes nothing. */
#ifndef SAMSPEL_BATCH_STORE_H
#define SAMSPEL_BATCH_STORE_H

#include "batch/lanes.h"
#include "samspel/risk.h"

enum { SAM_STORE_VERSION = 2, SAM_STORE_MODELS = 64 };

/* What a run is. Two runs with the same of these give the same rows. */
typedef struct sam_run_facts {
    const char *engine;      /* version of the program */
    const char *work;        /* "evaluate", "risk" or "optimise" */
    uint64_t draws, seed;    /* of risk; else 0 */
    const char *variant;     /* "" none */
    const char *objective;   /* of optimise; else "" */
    const char *source;      /* "files" or "design" */
    const char *inputs_hash; /* of the list of items, or of the design */
    const char *terms_hash;
    size_t model_count;
    const char *model_id[SAM_STORE_MODELS]; /* as the user named them */
    const char *model_hash[SAM_STORE_MODELS];
    size_t field_count; /* of a design */
    const char *const *fields;
    uint64_t total, first, count; /* items in all, and those of this shard */
} sam_run_facts;

/* One item with all its models. */
typedef struct sam_item_result {
    const char *file; /* Nullable: an item of a design */
    uint64_t line;
    const char *hash;     /* "" when it could not be read */
    const char *scenario; /* Nullable: its id */
    const double *design; /* Nullable: values of the design's fields; NaN: not in any model */
    uint32_t warnings;
    sam_answer *answers;    /* a model each */
    const sam_diags *diags; /* Nullable */
} sam_item_result;

typedef struct sam_store sam_store;

/* Opens a results file to go on with, or makes one. A file of another run is refused with what
 * differs; fresh: it is made anew instead. *done: items it has already. SAM_IO, SAM_INPUT or
 * SAM_MEMORY with a fault in diags. */
SAM_MUST_USE sam_status sam_store_open(sam_store **out, const char *path,
                                       const sam_run_facts *facts, bool fresh, uint64_t *done,
                                       sam_diags *diags);
/* What is not committed is lost. */
void sam_store_close(sam_store *store);

/* Compares an item that the file has with what it is now. SAM_OK; SAM_INPUT with a fault. */
SAM_MUST_USE sam_status sam_store_check(sam_store *store, uint64_t item, const char *file,
                                        const char *hash, sam_diags *diags);

/* Adds item `number` and all its answers, in the transaction that is open. */
SAM_MUST_USE sam_status sam_store_add(sam_store *store, uint64_t number,
                                      const sam_item_result *result, sam_diags *diags);

/* Ends the transaction: what was added is safe on the disk. */
SAM_MUST_USE sam_status sam_store_commit(sam_store *store, sam_diags *diags);

/* Commits, and brings what is committed from the log into the file: then little is left to be done
 * at the end, when no other thread has work. */
SAM_MUST_USE sam_status sam_store_flush(sam_store *store, sam_diags *diags);

/* All items are there: commits and leaves one plain file. */
SAM_MUST_USE sam_status sam_store_finish(sam_store *store, sam_diags *diags);

bool sam_store_is_complete(const sam_store *store);

/* Items in which a model failed. */
uint64_t sam_store_failed(sam_store *store);

#endif
