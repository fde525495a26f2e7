/* Variance-based sensitivity from the results of Saltelli's scheme. */
#include "risk/indices.h"

#include <assert.h>

#include "base/arena.h"
#include "base/random.h"

/* Working memory of one estimate. */
typedef struct work {
    const sam_index_sample *sample;
    double middle;   /* taken off every result, so that a large mean costs no digits */
    double *weights; /* how often each draw is counted in this resample */
    double *firsts;  /* [input][resample] */
    double *totals;  /* [input][resample] */
    double *scratch; /* SAM_INDEX_RESAMPLES */
} work;

typedef struct moments {
    double mean, variance; /* the mean without the middle */
} moments;

/* Mean and variance of A and B together. */
static moments moments_of(const work *w) {
    const sam_index_sample *s = w->sample;
    sam_sum sum = {0, 0}, squares = {0, 0}, weight = {0, 0};
    for (size_t k = 0; k < s->count; k++) {
        double a = s->a[k] - w->middle, b = s->b[k] - w->middle;
        sam_sum_add(&weight, w->weights[k]);
        sam_sum_add(&sum, w->weights[k] * (a + b));
        sam_sum_add(&squares, w->weights[k] * (a * a + b * b));
    }
    double n = 2 * sam_sum_value(weight), mean = sam_sum_value(sum) / n;
    double variance = sam_sum_value(squares) / n - mean * mean;
    return (moments){mean, variance > 0 ? variance : 0};
}

/* first: mean of B (mixed - A); total: half the mean of (A - mixed)^2; both over the variance. */
static void estimate(double *first, double *total, const work *w, const double *mixed, moments m) {
    const sam_index_sample *s = w->sample;
    sam_sum product = {0, 0}, square = {0, 0};
    for (size_t k = 0; k < s->count; k++) {
        double change = mixed[k] - s->a[k];
        double b = s->b[k] - w->middle - m.mean;
        sam_sum_add(&product, w->weights[k] * (b * change));
        sam_sum_add(&square, w->weights[k] * (change * change));
    }
    double n = (double)s->count;
    *first = m.variance > 0 ? sam_sum_value(product) / n / m.variance : 0;
    *total = m.variance > 0 ? sam_sum_value(square) / (2 * n) / m.variance : 0;
}

/* count draws with replacement. */
static void resample(work *w, uint64_t seed, uint64_t number) {
    const sam_random_key key = {seed, UINT32_MAX}; /* no factor has this number */
    size_t count = w->sample->count;
    for (size_t k = 0; k < count; k++)
        w->weights[k] = 0;
    for (size_t k = 0; k < count; k++) {
        uint64_t word = sam_random_word(key, number, (uint32_t)k);
        w->weights[(size_t)(word * count >> 32)] += 1;
    }
}

static sam_interval range_of(double *values, double *scratch) {
    sam_statistics_sort(values, scratch, SAM_INDEX_RESAMPLES);
    return (sam_interval){sam_statistics_quantile(values, SAM_INDEX_RESAMPLES, 0.025),
                          sam_statistics_quantile(values, SAM_INDEX_RESAMPLES, 0.975)};
}

static void estimate_ranges(sam_index *out, work *w, uint64_t seed) {
    size_t inputs = w->sample->inputs;
    for (uint64_t r = 0; r < SAM_INDEX_RESAMPLES; r++) {
        resample(w, seed, r);
        moments m = moments_of(w);
        for (size_t i = 0; i < inputs; i++)
            estimate(&w->firsts[i * SAM_INDEX_RESAMPLES + r],
                     &w->totals[i * SAM_INDEX_RESAMPLES + r], w, w->sample->mixed[i], m);
    }
    for (size_t i = 0; i < inputs; i++) {
        out[i].first_range = range_of(w->firsts + i * SAM_INDEX_RESAMPLES, w->scratch);
        out[i].total_range = range_of(w->totals + i * SAM_INDEX_RESAMPLES, w->scratch);
    }
}

static bool narrow(sam_interval range, double tolerance) {
    return range.high - range.low <= 2 * tolerance;
}

static void run(sam_index *out, sam_index_summary *summary, work *w, double tolerance,
                uint64_t seed) {
    const sam_index_sample *s = w->sample;
    w->middle = s->a[0];
    for (size_t k = 0; k < s->count; k++)
        w->weights[k] = 1;
    moments m = moments_of(w);
    for (size_t i = 0; i < s->inputs; i++)
        estimate(&out[i].first, &out[i].total, w, s->mixed[i], m);
    *summary = (sam_index_summary){w->middle + m.mean, m.variance, true};
    estimate_ranges(out, w, seed);
    for (size_t i = 0; i < s->inputs; i++) {
        out[i].converged =
            narrow(out[i].first_range, tolerance) && narrow(out[i].total_range, tolerance);
        summary->converged = summary->converged && out[i].converged;
    }
}

sam_status sam_indices_estimate(sam_index *out, sam_index_summary *summary,
                                const sam_index_sample *sample, double tolerance, uint64_t seed) {
    assert(sample->count >= 2 && sample->count <= UINT32_MAX);
    sam_arena *arena = sam_arena_new();
    if (!arena)
        return SAM_MEMORY;
    size_t cells = sample->inputs * SAM_INDEX_RESAMPLES;
    work w = {.sample = sample,
              .weights = sam_arena_array(arena, sample->count, sizeof(double)),
              .firsts = sam_arena_array(arena, cells, sizeof(double)),
              .totals = sam_arena_array(arena, cells, sizeof(double)),
              .scratch = sam_arena_array(arena, SAM_INDEX_RESAMPLES, sizeof(double))};
    bool fits = w.weights && w.firsts && w.totals && w.scratch;
    if (fits)
        run(out, summary, &w, tolerance, seed);
    sam_arena_free(arena);
    return fits ? SAM_OK : SAM_MEMORY;
}
