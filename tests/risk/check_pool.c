/* The pool of threads, as a plain program so that ThreadSanitizer can watch it: same bytes for any
 * number of threads, no gap among the finished blocks after a failure or a cancel, and fewer
 * threads when the system gives no more. Prints what is wrong; exit 1 when anything is. */
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "risk/factors.h"
#include "risk/pool.h"
#include "risk/sampler.h"
#include "risk/statistics.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum { BLOCKS = 200, LANES = SAM_RANDOM_LANES, MONTHS = 24, MOST_THREADS = 64 };

static int faults;

static void expect(bool right, const char *what) {
    if (right)
        return;
    printf("wrong: %s\n", what);
    faults++;
}

/* One simulation: what its blocks write, and each worker's own memory. */
typedef struct work {
    const sam_sampler *sampler;
    const sam_bridge *bridge;
    double ends[BLOCKS * LANES];
    double sums[BLOCKS];
    double path[MOST_THREADS][MONTHS * LANES], scratch[MOST_THREADS][MONTHS * LANES];
    size_t fail_at;
    atomic_int *cancel;
    size_t cancel_at;
    atomic_int seen[BLOCKS];
} work;

static void pause_a_little(void) {
    nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
}

/* The first block that fails waits for the next to begin, and the next for the first to have
 * failed: so that, with more than one thread, the failure told last is not the one of the first
 * block. */
static sam_status fail_late(work *w, size_t block) {
    if (block == w->fail_at) {
        for (int i = 0; i < 50 && !atomic_load(&w->seen[block + 1]); i++)
            pause_a_little();
        return SAM_LIMIT;
    }
    for (int i = 0; i < 20; i++)
        pause_a_little();
    return SAM_MEMORY;
}

static sam_status run_block(void *context, size_t block, unsigned worker) {
    work *w = context;
    const sam_sample_source source = {.factor = 1, .dimension = 0, .stride = 1, .leading = 8};
    const sam_pulled rate = {0.03, 0.03, 0.1, 0.01};
    double curve[MONTHS];
    sam_sum sum = {0, 0};
    atomic_fetch_add(&w->seen[block], 1);
    if (w->cancel && block == w->cancel_at)
        atomic_store(w->cancel, 1);
    if (block >= w->fail_at)
        return fail_late(w, block);
    sam_pulled_curve(curve, &rate, MONTHS);
    sam_sampler_path(w->path[worker], w->sampler, source, w->bridge, block * LANES,
                     w->scratch[worker]);
    sam_pulled_path(w->path[worker], curve, &rate, w->path[worker], MONTHS);
    for (size_t lane = 0; lane < LANES; lane++) {
        double end = w->path[worker][(size_t)(MONTHS - 1) * LANES + lane];
        w->ends[block * LANES + lane] = end;
        sam_sum_add(&sum, end);
    }
    w->sums[block] = sam_sum_value(sum);
    return SAM_OK;
}

/* What progress told: never less than before, never too much, all at the end. */
typedef struct told {
    size_t calls, last;
    bool fell;
} told;

static void note(void *context, size_t done, size_t blocks) {
    told *t = context;
    t->fell = t->fell || done < t->last || done > blocks;
    t->last = done;
    t->calls++;
}

static work *new_work(const sam_sampler *sampler, const sam_bridge *bridge) {
    work *w = calloc(1, sizeof *w);
    if (!w)
        abort();
    w->sampler = sampler;
    w->bridge = bridge;
    w->fail_at = BLOCKS;
    return w;
}

static void check_same_bytes(const sam_sampler *sampler, const sam_bridge *bridge) {
    static const unsigned threads[] = {1, 2, 3, 7, 16, MOST_THREADS};
    work *one = new_work(sampler, bridge);
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
        work *w = t ? new_work(sampler, bridge) : one;
        told progress = {0, 0, false};
        sam_pool_job job = {.blocks = BLOCKS,
                            .run = run_block,
                            .context = w,
                            .progress = note,
                            .progress_context = &progress};
        sam_pool_result result = sam_pool_run(&job, threads[t]);
        expect(result.status == SAM_OK && result.done == BLOCKS, "all blocks are done");
        expect(result.threads == threads[t], "as many threads as asked for");
        expect(!progress.fell && progress.last == BLOCKS && progress.calls > 0, "progress");
        expect(!memcmp(w->ends, one->ends, sizeof w->ends), "same draws for any threads");
        expect(!memcmp(w->sums, one->sums, sizeof w->sums), "same sums for any threads");
        for (size_t b = 0; b < BLOCKS; b++)
            expect(atomic_load(&w->seen[b]) == 1, "each block once");
        if (t)
            free(w);
    }
    free(one);
}

/* Blocks 0 .. done - 1 have been run and none after the last that was taken. */
static void check_prefix(work *w, size_t done, size_t most) {
    bool ended = false;
    for (size_t b = 0; b < BLOCKS; b++) {
        int seen = atomic_load(&w->seen[b]);
        expect(b >= done || seen == 1, "no gap among the finished");
        expect(!(ended && seen), "nothing is run after a gap");
        ended = ended || !seen;
    }
    expect(done <= most, "it stopped soon");
}

static void check_stops(const sam_sampler *sampler, const sam_bridge *bridge, unsigned threads) {
    work *w = new_work(sampler, bridge);
    w->fail_at = 20;
    sam_pool_job job = {.blocks = BLOCKS, .run = run_block, .context = w};
    sam_pool_result result = sam_pool_run(&job, threads);
    expect(result.status == SAM_LIMIT && result.done == 20, "the first failure is the one told");
    check_prefix(w, result.done, 20);
    free(w);

    atomic_int cancel = 0;
    w = new_work(sampler, bridge);
    w->cancel = &cancel;
    w->cancel_at = 20;
    job.context = w;
    job.cancel = &cancel;
    result = sam_pool_run(&job, threads);
    expect(result.status == SAM_OK && result.done > 20, "a cancel is no failure");
    check_prefix(w, result.done, BLOCKS);
    expect(threads > 1 || result.done == 21, "alone it stops at once");
    sam_pool_result none = sam_pool_run(&job, threads);
    expect(none.done == 0 && none.status == SAM_OK, "nothing is begun once cancelled");
    free(w);
}

static void check_few_blocks(const sam_sampler *sampler, const sam_bridge *bridge) {
    work *w = new_work(sampler, bridge);
    sam_pool_job job = {.blocks = 0, .run = run_block, .context = w};
    sam_pool_result result = sam_pool_run(&job, 7);
    expect(result.done == 0 && result.threads == 1, "no blocks");
    job.blocks = 3;
    result = sam_pool_run(&job, 7);
    expect(result.done == 3 && result.threads == 3, "no more threads than blocks");
    free(w);
}

/* One team for job after job, of more and fewer blocks than it has threads, that end, fail or are
 * cancelled: each is as if it were alone. */
static void check_team(const sam_sampler *sampler, const sam_bridge *bridge) {
    work *one = new_work(sampler, bridge);
    sam_pool_job alone = {.blocks = BLOCKS, .run = run_block, .context = one};
    expect(sam_pool_run(&alone, 1).done == BLOCKS, "the work alone");
    sam_team *team = sam_team_new(5);
    expect(team != NULL, "a team");
    for (size_t job = 0; team && job < 60; job++) {
        work *w = new_work(sampler, bridge);
        atomic_int cancel = 0;
        size_t blocks = job % 3 == 0 ? BLOCKS : job % 7;
        w->fail_at = job % 4 == 1 ? 2 : BLOCKS;
        if (job % 6 == 0) {
            w->cancel = &cancel;
            w->cancel_at = 20;
        }
        sam_pool_job next = {.blocks = blocks, .run = run_block, .context = w, .cancel = w->cancel};
        sam_pool_result result = sam_team_run(team, &next);
        bool fails = w->fail_at < blocks;
        expect(result.status == (fails ? SAM_LIMIT : SAM_OK), "the job's own failure");
        expect(result.threads == (blocks > 5 ? 5 : blocks > 1 ? blocks : 1), "useful threads");
        if (fails)
            check_prefix(w, result.done, 2);
        else if (w->cancel)
            check_prefix(w, result.done, BLOCKS);
        else
            expect(result.done == blocks, "all blocks of the job");
        if (!fails)
            expect(!memcmp(w->ends, one->ends, result.done * LANES * sizeof *w->ends),
                   "same draws in every job");
        free(w);
    }
    sam_team_free(team);
    free(one);
}

/* With little address space left there is no room for many stacks: fewer threads, all the work.
 * Sanitizers need the space themselves. */
static void check_without_threads(const sam_sampler *sampler, const sam_bridge *bridge) {
    if (SANITIZED)
        return;
    work *w = new_work(sampler, bridge);
    struct rlimit old, tight;
    getrlimit(RLIMIT_AS, &old);
    tight = old;
    tight.rlim_cur = (rlim_t)24 * 1024 * 1024;
    expect(setrlimit(RLIMIT_AS, &tight) == 0, "the limit is set");
    sam_pool_job job = {.blocks = BLOCKS, .run = run_block, .context = w};
    sam_pool_result result = sam_pool_run(&job, MOST_THREADS);
    setrlimit(RLIMIT_AS, &old);
    expect(result.threads < MOST_THREADS, "fewer threads, and said so");
    expect(result.done == BLOCKS && result.status == SAM_OK, "all the work nevertheless");
    free(w);
}

int main(void) {
    static sam_sampler sampler;
    sam_bridge bridge;
    sam_arena *arena = sam_arena_new();
    if (!arena || !sam_bridge_init(&bridge, MONTHS, arena))
        return 2;
    sam_sampler_init(&sampler, SAM_SAMPLING_SOBOL, 42);
    /* first, while few stacks are kept for reuse */
    check_without_threads(&sampler, &bridge);
    check_same_bytes(&sampler, &bridge);
    check_stops(&sampler, &bridge, 1);
    check_stops(&sampler, &bridge, 7);
    check_few_blocks(&sampler, &bridge);
    check_team(&sampler, &bridge);
    sam_arena_free(arena);
    return faults != 0;
}
