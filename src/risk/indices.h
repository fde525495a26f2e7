/* Which inputs a result's variance comes from: first-order and total indices of Sobol, with ranges
 * from resampling, and the plain word when there are too few draws to tell. */
#ifndef SAMSPEL_RISK_INDICES_H
#define SAMSPEL_RISK_INDICES_H

#include <stdint.h>

#include "risk/statistics.h"
#include "samspel/status.h"

/* Results of one measure on the draws of Saltelli's scheme: two independent samples A and B of all
 * inputs, and for each input the sample A with that input taken from B. */
typedef struct sam_index_sample {
    size_t inputs, count;
    const double *a, *b;        /* count results */
    const double *const *mixed; /* [input][draw] */
} sam_index_sample;

typedef struct sam_index {
    double first; /* share of the variance that goes when this input becomes known */
    double total; /* share that stays while only this input is unknown */
    sam_interval first_range, total_range;
    bool converged; /* both ranges are at most 2 * tolerance wide */
} sam_index;

typedef struct sam_index_summary {
    double mean, variance; /* of A and B together */
    bool converged;        /* all inputs are; also when the variance is 0 and every index with it */
} sam_index_summary;

/* Resamples for the ranges of 95 %. */
enum { SAM_INDEX_RESAMPLES = 200 };

/* out: `inputs` indices. Every value must be a number; count >= 2. seed: of the resampling. Fails
 * on memory only. Sources: first order, Saltelli and others, Computer Physics Communications 181
 * (2010), table 2 (b); total, Jansen, Computer Physics Communications 117 (1999); ranges,
 * percentiles of resampled draws, Archer, Saltelli and Sobol, Journal of Statistical Computation
 * and Simulation 58 (1997). */
SAM_MUST_USE sam_status sam_indices_estimate(sam_index *out, sam_index_summary *summary,
                                             const sam_index_sample *sample, double tolerance,
                                             uint64_t seed);

#endif
