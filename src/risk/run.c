/* The run: blocks of draws shared among threads, each block drawn once and run through every model;
 * then what the sample says. */
#include <string.h>

#include "risk/engine.h"
#include "risk/pool.h"
#include "risk/summary.h"

enum { W = SAM_RANDOM_LANES };

/* One thread's memory. */
typedef struct worker {
    sam_group group;
    sam_trace_work **work; /* one a model */
    sam_risk_rate_room rates;
} worker;

typedef struct run {
    const sam_risk_spec *spec;
    sam_risk *risk;
    worker *workers;
    sam_simd simd;
} run;

static sam_status run_block(void *context, size_t block, unsigned index) {
    const run *r = context;
    worker *w = &r->workers[index];
    uint64_t begin = (uint64_t)block * RISK_BLOCK, draws = r->spec->draws;
    uint64_t end = begin + RISK_BLOCK < draws ? begin + RISK_BLOCK : draws;
    for (uint64_t first = begin; first < end; first += W) {
        size_t count = end - first < W ? (size_t)(end - first) : W;
        sam_draws_fill(&r->risk->draws, &w->group, first);
        for (size_t m = 0; m < r->spec->model_count; m++) {
            const sam_risk_case *c = &r->risk->cases[m];
            sam_risk_case_apply(c, &r->risk->draws, &w->group, w->work[m], first);
            sam_trace_run_with(c->trace, w->work[m], r->simd);
            sam_risk_case_keep(c, w->work[m], &w->rates, first, count, draws);
        }
    }
    return SAM_OK;
}

static void tell(void *context, size_t done, size_t blocks) {
    const run *r = context;
    uint64_t draws = (uint64_t)done * RISK_BLOCK;
    (void)blocks;
    r->spec->progress(r->spec->progress_context, draws < r->spec->draws ? draws : r->spec->draws,
                      r->spec->draws);
}

/* The longest timeline among the models; 0 when no rates are wanted. */
static size_t rate_months(const sam_risk *risk) {
    size_t months = 0;
    for (size_t m = 0; m < risk->case_count; m++) {
        const sam_risk_case *c = &risk->cases[m];
        if (c->rate_count && c->plan->months > months)
            months = c->plan->months;
    }
    return months;
}

static bool make_workers(run *r, unsigned threads) {
    sam_risk *risk = r->risk;
    size_t months = rate_months(risk);
    r->workers = sam_arena_array(risk->arena, threads, sizeof *r->workers);
    for (unsigned t = 0; r->workers && t < threads; t++) {
        worker *w = &r->workers[t];
        w->work = sam_arena_array(risk->arena, r->spec->model_count, sizeof *w->work);
        if (!w->work || !sam_group_init(&w->group, &risk->draws, risk->arena))
            return false;
        if (months && !sam_risk_rate_room_init(&w->rates, months, r->simd, risk->arena))
            return false;
        for (size_t m = 0; m < r->spec->model_count; m++)
            if (!(w->work[m] = sam_trace_work_new(risk->cases[m].trace)))
                return false;
    }
    return r->workers != NULL;
}

static void free_workers(run *r, unsigned threads) {
    for (unsigned t = 0; r->workers && t < threads; t++) {
        sam_risk_rate_room_clear(&r->workers[t].rates);
        for (size_t m = 0; r->workers[t].work && m < r->spec->model_count; m++)
            sam_trace_work_free(r->workers[t].work[m]);
    }
}

static sam_status run_all(run *r) {
    const sam_risk_spec *spec = r->spec;
    unsigned threads = spec->threads ? spec->threads : 1;
    r->simd = spec->best_simd ? sam_simd_best() : spec->simd;
    if (!make_workers(r, threads)) {
        free_workers(r, threads);
        return SAM_MEMORY;
    }
    sam_pool_job job = {.blocks = (size_t)((spec->draws + RISK_BLOCK - 1) / RISK_BLOCK),
                        .run = run_block,
                        .context = r,
                        .progress = spec->progress ? tell : NULL,
                        .progress_context = r,
                        .cancel = spec->cancel};
    sam_pool_result result = sam_pool_run(&job, threads);
    free_workers(r, threads);
    uint64_t done = (uint64_t)result.done * RISK_BLOCK;
    r->risk->done = done < spec->draws ? done : spec->draws;
    r->risk->threads = result.threads;
    return result.status;
}

/* Tracing a model is a large part of a short run. */
static sam_status make_case(void *context, size_t model, unsigned index) {
    const run *r = context;
    (void)index;
    return sam_risk_case_init(&r->risk->cases[model], r->spec->bases[model], &r->risk->draws,
                              r->spec, r->risk->case_arenas[model]);
}

static bool make_arenas(sam_risk *risk, size_t count) {
    risk->cases = sam_arena_array(risk->arena, count, sizeof *risk->cases);
    risk->case_arenas = sam_arena_array(risk->arena, count, sizeof(sam_arena *));
    bool ready = risk->cases && risk->case_arenas;
    for (size_t m = 0; ready && m < count; m++) {
        risk->case_arenas[m] = sam_arena_new();
        ready = risk->case_arenas[m] != NULL;
        risk->case_count += ready;
    }
    return ready;
}

static sam_status prepare(run *r, sam_diags *diags) {
    const sam_risk_spec *spec = r->spec;
    sam_risk *risk = r->risk;
    risk->asked = spec->draws;
    if (!make_arenas(risk, spec->model_count))
        return SAM_MEMORY;
    const sam_deal *deal = sam_ledger_plan(spec->bases[0])->deal;
    sam_status status = sam_draws_init(&risk->draws, deal, spec, risk->arena, diags);
    if (status != SAM_OK)
        return status;
    const sam_pool_job job = {.blocks = spec->model_count, .run = make_case, .context = r};
    return sam_pool_run(&job, spec->threads ? spec->threads : 1).status;
}

sam_status sam_risk_run(sam_risk **out, const sam_risk_spec *spec, sam_diags *diags) {
    *out = NULL;
    sam_arena *arena = sam_arena_new();
    sam_risk *risk = arena ? sam_arena_alloc(arena, sizeof *risk) : NULL;
    if (!risk) {
        sam_arena_free(arena);
        return SAM_MEMORY;
    }
    *risk = (sam_risk){.arena = arena, .even = !spec->random};
    run r = {.spec = spec, .risk = risk};
    sam_status status = prepare(&r, diags);
    if (status == SAM_OK)
        status = run_all(&r);
    if (status == SAM_OK)
        status = sam_risk_summarise(risk, spec);
    if (status != SAM_OK) {
        sam_risk_free(risk);
        return status;
    }
    *out = risk;
    return SAM_OK;
}

void sam_risk_free(sam_risk *risk) {
    if (!risk)
        return;
    for (size_t i = 0; i < risk->case_count; i++) {
        sam_risk_case_clear(&risk->cases[i]);
        sam_arena_free(risk->case_arenas[i]);
    }
    sam_arena_free(risk->arena);
}

uint64_t sam_risk_draws(const sam_risk *risk) {
    return risk->done;
}

bool sam_risk_partial(const sam_risk *risk) {
    return risk->done < risk->asked;
}

bool sam_risk_even(const sam_risk *risk) {
    return risk->even;
}

unsigned sam_risk_threads(const sam_risk *risk) {
    return risk->threads;
}

const sam_risk_model *sam_risk_model_at(const sam_risk *risk, size_t model) {
    return &risk->models[model];
}

const sam_risk_pair *sam_risk_pairs(const sam_risk *risk, size_t *count) {
    *count = risk->pair_count;
    return risk->pairs;
}

const double *sam_risk_values(const sam_risk *risk, size_t model, size_t measure) {
    return risk->cases[model].values + measure * risk->asked;
}

const double *sam_risk_series(const sam_risk *risk, size_t model, size_t series, size_t year) {
    const sam_risk_case *c = &risk->cases[model];
    return c->kept + (series * c->year_count + year) * risk->asked;
}

size_t sam_risk_years(const sam_risk *risk, size_t model) {
    return risk->cases[model].year_count;
}
