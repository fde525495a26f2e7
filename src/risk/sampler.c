/* One road from (seed, draw, factor, row) to uniforms and normals, whatever the method. */
#include "risk/sampler.h"

#include <assert.h>

enum { LANES = SAM_RANDOM_LANES };

void sam_sampler_init(sam_sampler *sampler, sam_sampling method, uint64_t seed) {
    sampler->method = method;
    sampler->seed = seed;
    sampler->vector = sam_simd_best();
    sam_sobol_init(&sampler->sobol, seed, true);
}

void sam_sampler_deal(sam_sample_source *sources, size_t count) {
    uint32_t next = 0, paths = 0;
    for (size_t i = 0; i < count; i++)
        paths += sources[i].leading > 1;
    for (size_t i = 0; i < count; i++) {
        sam_sample_source *source = &sources[i];
        source->dimension = next;
        source->stride = source->leading > 1 ? paths : 0;
        uint32_t left = next < SAM_SOBOL_DIMENSIONS ? SAM_SOBOL_DIMENSIONS - next : 0;
        uint32_t most = source->stride ? (left + source->stride - 1) / source->stride : left;
        source->leading = source->leading < most ? source->leading : most;
        next += source->leading > 0 || source->stride;
    }
}

/* Rows that the sequence gives. */
static size_t leading(const sam_sampler *sampler, sam_sample_source source, size_t rows) {
    if (sampler->method != SAM_SAMPLING_SOBOL)
        return 0;
    return source.leading < rows ? source.leading : rows;
}

static void fill_leading(uint32_t *out, const sam_sampler *sampler, sam_sample_source source,
                         uint64_t first, size_t rows) {
    assert(first <= UINT32_MAX);
    for (uint32_t k = 0; k < rows; k++)
        sam_sobol_fill(out + k * (size_t)LANES, &sampler->sobol, (uint32_t)first,
                       source.dimension + k * source.stride);
}

void sam_sampler_words(uint32_t *out, const sam_sampler *sampler, sam_sample_source source,
                       uint64_t first, size_t rows) {
    sam_random_key key = {sampler->seed, source.factor};
    size_t even = leading(sampler, source, rows);
    if (even < rows)
        sam_random_fill_words(out, key, first, rows, sampler->vector);
    fill_leading(out, sampler, source, first, even);
}

void sam_sampler_normals(double *out, const sam_sampler *sampler, sam_sample_source source,
                         uint64_t first, size_t rows) {
    sam_random_key key = {sampler->seed, source.factor};
    size_t even = leading(sampler, source, rows);
    if (even < rows)
        sam_random_fill_normals(out, key, first, rows, sampler->vector);
    for (size_t k = 0; k < even; k++) {
        uint32_t words[LANES];
        sam_sample_source row = source;
        row.dimension += (uint32_t)k * source.stride;
        fill_leading(words, sampler, row, first, 1);
        sam_random_normals_of(out + k * LANES, words, LANES, sampler->vector);
    }
}

void sam_sampler_path(double *out, const sam_sampler *sampler, sam_sample_source source,
                      const sam_bridge *bridge, uint64_t first, double *scratch) {
    if (leading(sampler, source, bridge->months) == 0) {
        sam_sampler_normals(out, sampler, source, first, bridge->months);
        return;
    }
    sam_sampler_normals(scratch, sampler, source, first, bridge->months);
    sam_bridge_apply(out, bridge, scratch);
}
