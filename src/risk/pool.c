/* Threads that take block after block until there are none, and wait for the next job. The owner is
 * one of them, so that one thread, or a system that gives no other, needs no thread at all.
 * Must not: touch a block's result, or let the order of threads be seen in anything but progress.
 */
#include "risk/pool.h"

#include <assert.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* Ample for running a plan, and small enough for many threads under a memory limit. */
enum { STACK = 1024 * 1024 };

/* One job on its way. */
typedef struct turn {
    const sam_pool_job *job;
    atomic_size_t next;     /* the first block that nobody has taken */
    atomic_size_t finished; /* how many blocks are done, for progress only */
    atomic_bool stop;
    pthread_mutex_t lock; /* guards the two below */
    size_t failed_block;
    sam_status failure;
} turn;

typedef struct worker {
    sam_team *team;
    unsigned index;
    unsigned long seen; /* turns that are nothing to it any more */
    pthread_t thread;
} worker;

struct sam_team {
    unsigned count;       /* threads, the owner included */
    pthread_mutex_t lock; /* guards what follows but the workers */
    pthread_cond_t begin, end;
    turn *turn;          /* NULL: nobody may join */
    unsigned long turns; /* begun so far */
    unsigned wanted;     /* workers with a lower index may join */
    unsigned joined;
    bool closing;
    worker workers[SAM_POOL_MOST];
};

static void fail(turn *t, size_t block, sam_status status) {
    pthread_mutex_lock(&t->lock);
    if (block < t->failed_block) {
        t->failed_block = block;
        t->failure = status;
    }
    pthread_mutex_unlock(&t->lock);
    atomic_store(&t->stop, true);
}

/* True when a block was taken and run. Asks whether to stop before taking: what is taken is run, so
 * the finished blocks have no gap. */
static bool run_next(turn *t, unsigned index) {
    const sam_pool_job *job = t->job;
    if (atomic_load(&t->stop) || (job->cancel && atomic_load(job->cancel)))
        return false;
    size_t block = atomic_fetch_add(&t->next, 1);
    if (block >= job->blocks)
        return false;
    sam_status status = job->run(job->context, block, index);
    if (status != SAM_OK)
        fail(t, block, status);
    atomic_fetch_add(&t->finished, 1);
    return true;
}

static void report(const turn *t) {
    if (t->job->progress)
        t->job->progress(t->job->progress_context, atomic_load(&t->finished), t->job->blocks);
}

/* ---- the threads that wait ---- */

/* The turn to join, or NULL when the team is dissolved. Under the lock. */
static turn *await(worker *w) {
    sam_team *team = w->team;
    for (;;) {
        while (team->turns == w->seen && !team->closing)
            pthread_cond_wait(&team->begin, &team->lock);
        if (team->closing)
            return NULL;
        w->seen = team->turns;
        if (team->turn && w->index < team->wanted)
            return team->turn;
    }
}

static void *work(void *argument) {
    worker *w = argument;
    sam_team *team = w->team;
    turn *t;
    pthread_mutex_lock(&team->lock);
    while ((t = await(w))) {
        team->joined++;
        pthread_mutex_unlock(&team->lock);
        while (run_next(t, w->index))
            continue;
        pthread_mutex_lock(&team->lock);
        if (--team->joined == 0)
            pthread_cond_signal(&team->end);
    }
    pthread_mutex_unlock(&team->lock);
    return NULL;
}

/* ---- the owner ---- */

/* The system may give fewer. */
static void start(sam_team *team, unsigned threads) {
    pthread_attr_t attributes;
    if (threads < 2 || pthread_attr_init(&attributes))
        return;
    bool ready = !pthread_attr_setstacksize(&attributes, STACK);
    for (; ready && team->count < threads; team->count++) {
        worker *w = &team->workers[team->count];
        *w = (worker){.team = team, .index = team->count};
        if (pthread_create(&w->thread, &attributes, work, w))
            break;
    }
    pthread_attr_destroy(&attributes);
}

static void open_team(sam_team *team, unsigned threads) {
    assert(threads >= 1 && threads <= SAM_POOL_MOST);
    *team = (sam_team){.count = 1,
                       .lock = PTHREAD_MUTEX_INITIALIZER,
                       .begin = PTHREAD_COND_INITIALIZER,
                       .end = PTHREAD_COND_INITIALIZER};
    start(team, threads);
}

static void call(sam_team *team, turn *t, unsigned wanted) {
    pthread_mutex_lock(&team->lock);
    team->turn = t;
    team->turns++;
    team->wanted = wanted;
    pthread_mutex_unlock(&team->lock);
    pthread_cond_broadcast(&team->begin);
}

/* Whoever has not woken yet comes too late: there is nothing left to do. */
static void dismiss(sam_team *team) {
    pthread_mutex_lock(&team->lock);
    team->turn = NULL;
    while (team->joined)
        pthread_cond_wait(&team->end, &team->lock);
    pthread_mutex_unlock(&team->lock);
}

/* Of the threads; the owner always is. */
static unsigned useful(const sam_pool_job *job, unsigned threads) {
    return job->blocks >= threads ? threads : job->blocks > 1 ? (unsigned)job->blocks : 1;
}

sam_pool_result sam_team_run(sam_team *team, const sam_pool_job *job) {
    turn t = {.job = job, .lock = PTHREAD_MUTEX_INITIALIZER, .failed_block = SIZE_MAX};
    unsigned count = useful(job, team->count);
    if (count > 1)
        call(team, &t, count);
    while (run_next(&t, 0))
        report(&t);
    if (count > 1)
        dismiss(team);
    report(&t);
    pthread_mutex_destroy(&t.lock);
    size_t taken = atomic_load(&t.next);
    size_t done = taken < job->blocks ? taken : job->blocks;
    done = t.failed_block < done ? t.failed_block : done;
    return (sam_pool_result){count, done, t.failure};
}

static void close_team(sam_team *team) {
    pthread_mutex_lock(&team->lock);
    team->closing = true;
    pthread_cond_broadcast(&team->begin);
    pthread_mutex_unlock(&team->lock);
    for (unsigned i = 1; i < team->count; i++)
        pthread_join(team->workers[i].thread, NULL);
    pthread_cond_destroy(&team->end);
    pthread_cond_destroy(&team->begin);
    pthread_mutex_destroy(&team->lock);
}

sam_pool_result sam_pool_run(const sam_pool_job *job, unsigned threads) {
    sam_team team;
    open_team(&team, useful(job, threads));
    sam_pool_result result = sam_team_run(&team, job);
    close_team(&team);
    return result;
}

sam_team *sam_team_new(unsigned threads) {
    sam_team *team = sam_alloc(sizeof *team);
    if (team)
        open_team(team, threads);
    return team;
}

void sam_team_free(sam_team *team) {
    if (team)
        close_team(team);
    sam_free(team);
}
