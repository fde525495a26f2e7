/* What a sample of draws says: means, quantiles, tails, chances, and which of two is better, each
 * with its uncertainty. Sums run in the order of the draws and compensated, so that a result is the
 * same whoever drew what. Values must not be NaN: draws in which a measure does not exist are taken
 * out first and counted.
 * Draws of an even sequence (scrambled Sobol points in their order) are not independent, and their
 * means are better than independence says: their errors come from stretches of the sequence.
 */
#ifndef SAMSPEL_RISK_STATISTICS_H
#define SAMSPEL_RISK_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Sum with the lost digits kept. Source: Neumaier, Zeitschrift für Angewandte Mathematik und
 * Mechanik 54 (1974). */
typedef struct sam_sum {
    double total, lost;
} sam_sum;

static inline void sam_sum_add(sam_sum *sum, double value) {
    double next = sum->total + value;
    double a = sum->total < 0 ? -sum->total : sum->total, b = value < 0 ? -value : value;
    sum->lost += a >= b ? (sum->total - next) + value : (value - next) + sum->total;
    sum->total = next;
}

static inline double sam_sum_value(sam_sum sum) {
    return sum.total + sum.lost;
}

/* A figure and the standard deviation it has over repetitions. */
typedef struct sam_estimate {
    double value, error;
} sam_estimate;

/* A range that holds the truth in 95 of 100 repetitions. */
typedef struct sam_interval {
    double low, high;
} sam_interval;

#define SAM_STATISTICS_Z95 1.959963984540054 /* normal that 97.5 % stay below */

/* Moves the values that are not NaN to the front, in order; returns how many. */
size_t sam_statistics_known(double *values, size_t count);

/* The mean of the values; error from their spread, 0 when there is one value. count >= 1. */
sam_estimate sam_statistics_mean(const double *values, size_t count);

/* The same of draws of an even sequence in their order: the error is that of the means of 16
 * stretches of equal length. Stretches hang together less than whole repetitions do, each filling
 * gaps of the others, so the error is not below the true one in expectation; it is that of
 * independent draws where these are fewer than 16 x 32. Source: batch means of a randomised
 * sequence, Owen, "Practical Quasi-Monte Carlo Integration" (2023), chapter 17. */
enum { SAM_STRETCHES = 16, SAM_STRETCH_LEAST = 32 };
sam_estimate sam_statistics_even_mean(const double *values, size_t count);

/* Errors to each side of a mean that hold the truth in 95 of 100 repetitions: the normal's, or with
 * stretches that of Student's t with 15 degrees of freedom. */
double sam_statistics_reach95(size_t count, bool even);

/* The mean of means of independent repetitions. */
#define sam_statistics_replicates sam_statistics_mean

/* Sorts ascending by radix, in time proportional to count. scratch: count doubles. */
void sam_statistics_sort(double *values, double *scratch, size_t count);

/* The value that the share p in [0, 1] stays below, linear between draws: definition 7 of Hyndman
 * and Fan, The American Statistician 50 (1996). */
double sam_statistics_quantile(const double *sorted, size_t count, double p);

/* Draws between which the quantile lies, by the binomial spread of their number. */
sam_interval sam_statistics_quantile_interval(const double *sorted, size_t count, double p);

/* Which end of a measure is the bad one. */
typedef enum sam_end { SAM_END_LOW, SAM_END_HIGH } sam_end;

typedef struct sam_tail {
    double var;        /* the least bad value of the tail */
    sam_estimate cvar; /* the mean of the tail */
} sam_tail;

/* The worst `share` (0.05 for VaR 95 and CVaR 95) of a sample, the draw on its edge counted in
 * part. In the measure's own sign. Source: Rockafellar and Uryasev, Journal of Banking & Finance 26
 * (2002); error: spread of the excess over VaR. 0 < share < 1. */
sam_tail sam_statistics_tail(const double *sorted, size_t count, double share, sam_end bad);

/* The chance of something that happened `hits` times of count, with Wilson's interval (Journal of
 * the American Statistical Association 22, 1927), which stays sensible at none and at all. */
typedef struct sam_chance {
    double share;
    sam_interval range;
} sam_chance;
sam_chance sam_statistics_chance(double hits, size_t count);

/* Bars of equal width between the quantiles of 0.1 % and 99.9 %; draws outside count in the first
 * and the last. As many bars as the square root of count, at most 40; one where all values are
 * equal. */
enum { SAM_HISTOGRAM_MOST = 40 };
typedef struct sam_histogram {
    size_t bars;
    double low, width;
    uint64_t counts[SAM_HISTOGRAM_MOST];
} sam_histogram;
sam_histogram sam_statistics_histogram(const double *sorted, size_t count);

/* One year of a fan chart: the quantiles of SAM_FAN_LEVELS. */
enum { SAM_FAN_COUNT = 7 };
#define SAM_FAN_LEVELS 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95
void sam_statistics_fan(double *quantiles, const double *sorted, size_t count);

typedef enum sam_verdict { SAM_VERDICT_NONE, SAM_VERDICT_FIRST, SAM_VERDICT_SECOND } sam_verdict;

/* Two models on the same draws. */
typedef struct sam_comparison {
    sam_estimate difference; /* mean of first - second */
    sam_interval range;      /* of that mean */
    sam_chance first_better; /* a tie counts half */
    uint64_t ties;
    sam_verdict verdict; /* whose mean is better; NONE: they cannot be told apart, since the range
                            holds 0 */
} sam_comparison;
/* even: draws of an even sequence in their order. */
sam_comparison sam_statistics_compare(const double *first, const double *second, size_t count,
                                      sam_end bad, bool even);

#endif
