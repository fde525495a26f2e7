/* A small pool of threads for work cut in fixed blocks. Which thread runs which block is chance, so
 * a block's result must depend on its number only and be stored by it; whoever started the pool
 * adds the results in the order of the blocks. Then any number of threads gives the same bytes. */
#ifndef SAMSPEL_RISK_POOL_H
#define SAMSPEL_RISK_POOL_H

#include <stdatomic.h>
#include <stddef.h>

#include "samspel/status.h"

enum { SAM_POOL_MOST = 256 };

typedef struct sam_pool_job {
    size_t blocks;
    /* Runs one block. worker is 0 .. threads - 1: the index of a workspace of one's own. */
    sam_status (*run)(void *context, size_t block, unsigned worker);
    void *context;
    /* Nullable. Called by the thread that started the pool only, between blocks and at the end. */
    void (*progress)(void *context, size_t done, size_t blocks);
    void *progress_context;
    /* Nullable. No block is begun once it is not 0. A signal handler may set it. */
    const atomic_int *cancel;
} sam_pool_job;

typedef struct sam_pool_result {
    unsigned threads;  /* that worked, the starter included: fewer than asked for when the system
                          gave no more */
    size_t done;       /* blocks 0 .. done - 1 are finished, and no others */
    sam_status status; /* of the first block that failed, in the order of blocks */
} sam_pool_result;

/* Runs all blocks on up to `threads` threads (1 .. SAM_POOL_MOST; more are not started than there
 * are blocks) and returns when no thread is left. After a failure done is the failed block. */
sam_pool_result sam_pool_run(const sam_pool_job *job, unsigned threads);

/* Up to `threads` threads (as above) that stay for many jobs, one at a time: a thread that was just
 * started may wait for milliseconds beside a processor that has nothing to do. */
typedef struct sam_team sam_team;
/* NULL: memory is out. */
sam_team *sam_team_new(unsigned threads);
/* As sam_pool_run. By whoever made the team, and not within a block of its own. */
sam_pool_result sam_team_run(sam_team *team, const sam_pool_job *job);
/* NULL is allowed. */
void sam_team_free(sam_team *team);

#endif
