/* Where a factor's random numbers come from: the leading ones from the Sobol sequence, the others
 * from the counter-based generator, or all from the latter. The same for every model of a run, so
 * that models are compared on the same draws. */
#ifndef SAMSPEL_RISK_SAMPLER_H
#define SAMSPEL_RISK_SAMPLER_H

#include "risk/bridge.h"
#include "risk/sobol.h"

typedef enum sam_sampling { SAM_SAMPLING_RANDOM, SAM_SAMPLING_SOBOL } sam_sampling;

/* Constant once made; may be shared by threads. */
typedef struct sam_sampler {
    sam_sampling method;
    uint64_t seed;
    sam_simd vector;
    sam_sobol sobol;
} sam_sampler;

/* One factor's numbers. Row k (a month, or a step of the bridge) is Sobol dimension
 * dimension + k * stride while k < leading, and the generator's number (factor, k) after that. */
typedef struct sam_sample_source {
    uint32_t factor;
    uint32_t dimension, stride, leading;
} sam_sample_source;

void sam_sampler_init(sam_sampler *sampler, sam_sampling method, uint64_t seed);

/* Deals out the sequence's dimensions: in turn to each source that wants more (its `leading`), so
 * that the first numbers of all factors get the best dimensions. Cuts `leading` where the sequence
 * ends. stride becomes that of the sources that still take part; the k-th number of every source
 * comes before the (k + 1)-th of any. All must want the same number, or 1 (scalars, listed first).
 */
void sam_sampler_deal(sam_sample_source *sources, size_t count);

/* Draws first .. first + 31 (first a multiple of 32) of `rows` rows, 32 lanes a row. */
void sam_sampler_words(uint32_t *out, const sam_sampler *sampler, sam_sample_source source,
                       uint64_t first, size_t rows);
void sam_sampler_normals(double *out, const sam_sampler *sampler, sam_sample_source source,
                         uint64_t first, size_t rows);

/* The independent normals of the months of a path, through the bridge where the method is Sobol.
 * scratch: as large as out. */
void sam_sampler_path(double *out, const sam_sampler *sampler, sam_sample_source source,
                      const sam_bridge *bridge, uint64_t first, double *scratch);

#endif
