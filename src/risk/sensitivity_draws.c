/* Draws for the indices: Saltelli's scheme run through the trace. Two samples A and B of all
 * uncertain inputs, and A with one input at a time from B; every run of a draw is on the same
 * words, whoever runs it. */
#include <string.h>

#include "risk/engine.h"
#include "risk/pool.h"
#include "risk/sensitivity.h"

enum { W = SAM_RANDOM_LANES, BLOCK = 128, FACTOR = 0x53000000 };

typedef struct worker {
    sam_trace_work *work;
    double *a, *b; /* [input][lane] */
} worker;

typedef struct design {
    sam_sensitivity *s;
    const sam_sensitivity_spec *spec;
    sam_sobol sobol;
    sam_input *inputs; /* drawn ones, each with a distribution */
    uint32_t *numbers; /* of them in the deal */
    uint32_t *scalars; /* targets, then what says whether they exist */
    size_t *defined;   /* [target]: in scalars, or SIZE_MAX */
    size_t scalar_count;
    sam_trace *trace;
    double *values; /* [target][matrix][draw]: A, B, A with input 0 of B, ... */
    worker *workers;
} design;

static size_t matrices(const design *d) {
    return d->s->drawn_count + 2;
}

static double *values_of(const design *d, size_t target, size_t matrix) {
    return d->values + (target * matrices(d) + matrix) * d->spec->draws;
}

/* ---- preparing ---- */

static bool find_drawn(design *d) {
    sam_sensitivity *s = d->s;
    s->drawn = sam_arena_array(s->arena, s->span_count + 1, sizeof *s->drawn);
    d->inputs = sam_arena_array(s->arena, s->span_count + 1, sizeof *d->inputs);
    d->numbers = sam_arena_array(s->arena, s->span_count + 1, sizeof *d->numbers);
    if (!s->drawn || !d->inputs || !d->numbers)
        return false;
    for (size_t i = 0; i < s->span_count; i++) {
        const sam_input *input = &s->plan->deal->inputs[s->spans[i].input];
        if (s->spans[i].kind != SAM_SPAN_FILE)
            continue;
        d->inputs[s->drawn_count] = *input;
        if (input->distribution == SAM_CERTAIN)
            d->inputs[s->drawn_count].distribution = SAM_UNIFORM;
        d->numbers[s->drawn_count] = s->spans[i].input;
        s->drawn[s->drawn_count++] = i;
    }
    return true;
}

static bool make_trace(design *d) {
    const sam_sensitivity *s = d->s;
    d->scalars = sam_arena_array(s->arena, 2 * s->target_count + 1, sizeof *d->scalars);
    d->defined = sam_arena_array(s->arena, s->target_count + 1, sizeof *d->defined);
    if (!d->scalars || !d->defined)
        return false;
    for (size_t t = 0; t < s->target_count; t++)
        d->scalars[d->scalar_count++] = s->targets[t].row;
    for (size_t t = 0; t < s->target_count; t++) {
        uint32_t condition = s->plan->rows[s->targets[t].row].defined;
        d->defined[t] = condition == SAM_NO_ROW ? SIZE_MAX : d->scalar_count;
        if (condition != SAM_NO_ROW)
            d->scalars[d->scalar_count++] = condition;
    }
    d->trace = sam_trace_new(&(sam_trace_spec){.base = d->spec->base,
                                               .inputs = d->numbers,
                                               .input_count = s->drawn_count,
                                               .scalars = d->scalars,
                                               .scalar_count = d->scalar_count,
                                               .resign = !d->spec->after});
    return d->trace != NULL;
}

static bool make_workers(design *d, unsigned threads) {
    size_t cells = d->s->drawn_count * W + 1;
    d->workers = sam_arena_array(d->s->arena, threads, sizeof *d->workers);
    for (unsigned t = 0; d->workers && t < threads; t++) {
        worker *w = &d->workers[t];
        w->work = sam_trace_work_new(d->trace);
        w->a = sam_arena_array(d->s->arena, cells, sizeof *w->a);
        w->b = sam_arena_array(d->s->arena, cells, sizeof *w->b);
        if (!w->work || !w->a || !w->b)
            return false;
    }
    return d->workers != NULL;
}

static bool prepare(design *d, unsigned threads) {
    if (!find_drawn(d) || !make_trace(d))
        return false;
    sam_sobol_init(&d->sobol, d->spec->seed, true);
    d->values = sam_alloc(d->s->target_count * matrices(d) * d->spec->draws * sizeof *d->values);
    return d->values && make_workers(d, threads);
}

static void clear(design *d, unsigned threads) {
    for (unsigned t = 0; d->workers && t < threads; t++)
        sam_trace_work_free(d->workers[t].work);
    sam_trace_free(d->trace);
    sam_free(d->values);
}

/* ---- running ---- */

/* Where the sequence has no more dimensions, the generator goes on. */
static void fill(const design *d, double *out, size_t dimension, uint64_t first,
                 const sam_input *input) {
    uint32_t words[W];
    if (dimension < SAM_SOBOL_DIMENSIONS) {
        sam_sobol_fill(words, &d->sobol, (uint32_t)first, (uint32_t)dimension);
    } else {
        sam_random_key key = {d->spec->seed, FACTOR + (uint32_t)dimension};
        sam_random_fill_words(words, key, first, 1, SAM_SIMD_BASE);
    }
    for (size_t i = 0; i < W; i++)
        out[i] =
            sam_risk_own_value(input, sam_random_open(words[i]), sam_random_normal_of(words[i]));
}

static void keep(const design *d, const sam_trace_work *work, size_t matrix, uint64_t first,
                 size_t count) {
    for (size_t t = 0; t < d->s->target_count; t++) {
        const double *value = sam_trace_scalar(work, t);
        const double *exists =
            d->defined[t] == SIZE_MAX ? NULL : sam_trace_scalar(work, d->defined[t]);
        double *out = values_of(d, t, matrix) + first;
        for (size_t i = 0; i < count; i++)
            out[i] = !exists || exists[i] > 0 ? value[i] : SAM_REAL_NAN;
    }
}

static void put(sam_trace_work *work, size_t input, const double *values) {
    memcpy(sam_trace_input(work, input), values + input * W, W * sizeof *values);
}

static void run_group(const design *d, worker *w, uint64_t first, size_t count) {
    size_t n = d->s->drawn_count;
    for (size_t i = 0; i < n; i++) {
        fill(d, w->a + i * W, i, first, &d->inputs[i]);
        fill(d, w->b + i * W, n + i, first, &d->inputs[i]);
        put(w->work, i, w->a);
    }
    for (size_t matrix = 0; matrix < n + 2; matrix++) {
        for (size_t i = 0; i < n; i++)
            put(w->work, i, matrix == 1 || matrix == i + 2 ? w->b : w->a);
        sam_trace_run_with(d->trace, w->work, d->spec->simd ? *d->spec->simd : sam_simd_best());
        keep(d, w->work, matrix, first, count);
    }
}

static sam_status run_block(void *context, size_t block, unsigned index) {
    const design *d = context;
    uint64_t begin = (uint64_t)block * BLOCK, draws = d->spec->draws;
    uint64_t end = begin + BLOCK < draws ? begin + BLOCK : draws;
    for (uint64_t first = begin; first < end; first += W)
        run_group(d, &d->workers[index], first, end - first < W ? (size_t)(end - first) : W);
    return SAM_OK;
}

static void tell(void *context, size_t done, size_t blocks) {
    const design *d = context;
    uint64_t draws = (uint64_t)done * BLOCK;
    (void)blocks;
    d->spec->progress(d->spec->progress_context, draws < d->spec->draws ? draws : d->spec->draws,
                      d->spec->draws);
}

static sam_status run_all(design *d, unsigned threads) {
    const sam_sensitivity_spec *spec = d->spec;
    sam_pool_job job = {.blocks = (size_t)((spec->draws + BLOCK - 1) / BLOCK),
                        .run = run_block,
                        .context = d,
                        .progress = spec->progress ? tell : NULL,
                        .progress_context = d,
                        .cancel = spec->cancel};
    sam_pool_result result = sam_pool_run(&job, threads);
    uint64_t done = (uint64_t)result.done * BLOCK;
    d->s->draws = done < spec->draws ? done : spec->draws;
    d->s->partial = d->s->draws < spec->draws;
    return result.status;
}

/* ---- indices ---- */

static bool exists_always(const design *d, size_t target) {
    for (size_t m = 0; m < matrices(d); m++) {
        const double *values = values_of(d, target, m);
        for (uint64_t k = 0; k < d->s->draws; k++)
            if (!(values[k] >= values[k]))
                return false;
    }
    return true;
}

static sam_status estimate(const design *d, size_t target, const double **mixed) {
    sam_sensitivity *s = d->s;
    s->known[target] = s->draws >= 2 && exists_always(d, target);
    if (!s->known[target])
        return SAM_OK;
    for (size_t i = 0; i < s->drawn_count; i++)
        mixed[i] = values_of(d, target, i + 2);
    const sam_index_sample sample = {.inputs = s->drawn_count,
                                     .count = (size_t)s->draws,
                                     .a = values_of(d, target, 0),
                                     .b = values_of(d, target, 1),
                                     .mixed = mixed};
    return sam_indices_estimate(s->indices + target * s->drawn_count, &s->summaries[target],
                                &sample, d->spec->tolerance, d->spec->seed);
}

static sam_status estimate_all(const design *d) {
    sam_sensitivity *s = d->s;
    size_t cells = s->target_count * s->drawn_count + 1;
    const double **mixed = sam_arena_array(s->arena, s->drawn_count + 1, sizeof *mixed);
    s->known = sam_arena_array(s->arena, s->target_count + 1, sizeof *s->known);
    s->indices = sam_arena_array(s->arena, cells, sizeof *s->indices);
    s->summaries = sam_arena_array(s->arena, s->target_count + 1, sizeof *s->summaries);
    if (!mixed || !s->known || !s->indices || !s->summaries)
        return SAM_MEMORY;
    sam_status status = SAM_OK;
    for (size_t t = 0; t < s->target_count && status == SAM_OK; t++)
        status = estimate(d, t, mixed);
    return status;
}

sam_status sam_sensitivity_draw(sam_sensitivity *s, const sam_sensitivity_spec *spec) {
    unsigned threads = spec->threads ? spec->threads : 1;
    design *d = sam_arena_alloc(s->arena, sizeof *d); /* the sequence's table is large */
    if (!d)
        return SAM_MEMORY;
    d->s = s;
    d->spec = spec;
    sam_status status = prepare(d, threads) ? SAM_OK : SAM_MEMORY;
    if (status == SAM_OK)
        status = run_all(d, threads);
    if (status == SAM_OK)
        status = estimate_all(d);
    clear(d, threads);
    return status;
}
