/* Threads that take block after block until there are none. The starter is one of them, so that one
 * thread, or a system that gives no other, needs no thread at all.
 * Must not: touch a block's result, or let the order of threads be seen in anything but progress.
 */
#include "risk/pool.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* Ample for running a plan, and small enough for many threads under a memory limit. */
enum { STACK = 1024 * 1024 };

typedef struct pool {
    const sam_pool_job *job;
    atomic_size_t next;     /* the first block that nobody has taken */
    atomic_size_t finished; /* how many blocks are done, for progress only */
    atomic_bool stop;
    pthread_mutex_t lock; /* guards the two below */
    size_t failed_block;
    sam_status failure;
} pool;

typedef struct worker {
    pool *pool;
    unsigned index;
} worker;

static void fail(pool *p, size_t block, sam_status status) {
    pthread_mutex_lock(&p->lock);
    if (block < p->failed_block) {
        p->failed_block = block;
        p->failure = status;
    }
    pthread_mutex_unlock(&p->lock);
    atomic_store(&p->stop, true);
}

/* True when a block was taken and run. Asks whether to stop before taking: what is taken is run, so
 * the finished blocks have no gap. */
static bool run_next(pool *p, unsigned index) {
    const sam_pool_job *job = p->job;
    if (atomic_load(&p->stop) || (job->cancel && atomic_load(job->cancel)))
        return false;
    size_t block = atomic_fetch_add(&p->next, 1);
    if (block >= job->blocks)
        return false;
    sam_status status = job->run(job->context, block, index);
    if (status != SAM_OK)
        fail(p, block, status);
    atomic_fetch_add(&p->finished, 1);
    return true;
}

static void *work(void *argument) {
    worker *w = argument;
    while (run_next(w->pool, w->index))
        continue;
    return NULL;
}

static void report(const pool *p) {
    if (p->job->progress)
        p->job->progress(p->job->progress_context, atomic_load(&p->finished), p->job->blocks);
}

/* Starts workers 1 .. count - 1; returns how many workers there are with the starter. */
static unsigned start(pool *p, pthread_t *threads, worker *workers, unsigned count) {
    pthread_attr_t attributes;
    if (count < 2 || pthread_attr_init(&attributes))
        return 1;
    unsigned started = 1;
    if (!pthread_attr_setstacksize(&attributes, STACK))
        for (; started < count; started++) {
            workers[started] = (worker){p, started};
            if (pthread_create(&threads[started], &attributes, work, &workers[started]))
                break;
        }
    pthread_attr_destroy(&attributes);
    return started;
}

sam_pool_result sam_pool_run(const sam_pool_job *job, unsigned threads) {
    assert(threads >= 1 && threads <= SAM_POOL_MOST);
    pool p = {.job = job, .lock = PTHREAD_MUTEX_INITIALIZER, .failed_block = SIZE_MAX};
    pthread_t handles[SAM_POOL_MOST];
    worker workers[SAM_POOL_MOST];
    unsigned useful = job->blocks < threads ? (unsigned)job->blocks : threads;
    unsigned count = start(&p, handles, workers, useful);
    while (run_next(&p, 0))
        report(&p);
    for (unsigned i = 1; i < count; i++)
        pthread_join(handles[i], NULL);
    report(&p);
    pthread_mutex_destroy(&p.lock);
    size_t taken = atomic_load(&p.next);
    size_t done = taken < job->blocks ? taken : job->blocks;
    done = p.failed_block < done ? p.failed_block : done;
    return (sam_pool_result){count, done, p.failure};
}
