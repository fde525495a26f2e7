/* Means, quantiles, tails, chances, histograms and comparisons of a sample. */
#include "risk/statistics.h"

#include <assert.h>

size_t sam_statistics_known(double *values, size_t count) {
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        values[known] = values[i];
        known += values[i] == values[i];
    }
    return known;
}

/* Sum of squares around the mean, in a second pass so that nothing cancels. */
static double spread(const double *values, size_t count, double mean) {
    sam_sum squares = {0, 0};
    for (size_t i = 0; i < count; i++)
        sam_sum_add(&squares, (values[i] - mean) * (values[i] - mean));
    return sam_sum_value(squares);
}

static double mean_of(const double *values, size_t count) {
    sam_sum sum = {0, 0};
    for (size_t i = 0; i < count; i++)
        sam_sum_add(&sum, values[i]);
    return sam_sum_value(sum) / (double)count;
}

sam_estimate sam_statistics_mean(const double *values, size_t count) {
    assert(count >= 1);
    double n = (double)count, mean = mean_of(values, count);
    if (count == 1)
        return (sam_estimate){mean, 0};
    return (sam_estimate){mean, __builtin_sqrt(spread(values, count, mean) / (n - 1) / n)};
}

/* ---- stretches of an even sequence ---- */

static double difference_at(const double *first, const double *second, size_t i) {
    return second ? first[i] - second[i] : first[i];
}

/* Standard error of the mean of first - second (nullable: of first) from the means of stretches. */
static double stretch_error(const double *first, const double *second, size_t count) {
    double means[SAM_STRETCHES];
    for (size_t s = 0; s < SAM_STRETCHES; s++) {
        size_t from = s * count / SAM_STRETCHES, to = (s + 1) * count / SAM_STRETCHES;
        sam_sum sum = {0, 0};
        for (size_t i = from; i < to; i++)
            sam_sum_add(&sum, difference_at(first, second, i));
        means[s] = sam_sum_value(sum) / (double)(to - from);
    }
    return sam_statistics_mean(means, SAM_STRETCHES).error;
}

static bool has_stretches(size_t count, bool even) {
    return even && count >= (size_t)SAM_STRETCHES * SAM_STRETCH_LEAST;
}

sam_estimate sam_statistics_even_mean(const double *values, size_t count) {
    sam_estimate mean = sam_statistics_mean(values, count);
    if (has_stretches(count, true))
        mean.error = stretch_error(values, NULL, count);
    return mean;
}

double sam_statistics_reach95(size_t count, bool even) {
    const double student = 2.131449545559323; /* t(0.975; 15) */
    return has_stretches(count, even) ? student : SAM_STATISTICS_Z95;
}

/* ---- quantiles and tails ---- */

double sam_statistics_quantile(const double *sorted, size_t count, double p) {
    assert(count >= 1 && p >= 0 && p <= 1);
    double place = p * (double)(count - 1);
    size_t below = (size_t)place;
    if (below + 1 >= count)
        return sorted[count - 1];
    double part = place - (double)below;
    return sorted[below] + part * (sorted[below + 1] - sorted[below]);
}

/* The draw at a place that may lie outside. */
static double at_place(const double *sorted, size_t count, double place) {
    double last = (double)(count - 1);
    double inside = place < 0 ? 0 : place > last ? last : place;
    return sorted[(size_t)inside];
}

sam_interval sam_statistics_quantile_interval(const double *sorted, size_t count, double p) {
    double n = (double)count;
    double reach = SAM_STATISTICS_Z95 * __builtin_sqrt(n * p * (1 - p));
    return (sam_interval){at_place(sorted, count, __builtin_floor(n * p - reach) - 1),
                          at_place(sorted, count, __builtin_ceil(n * p + reach))};
}

/* The i-th worst draw, bad = high: with its sign changed, so that low is always worse. */
static double worst(const double *sorted, size_t count, size_t i, sam_end bad) {
    return bad == SAM_END_LOW ? sorted[i] : -sorted[count - 1 - i];
}

/* Standard deviation of max(VaR - x, 0), low being worse, over share and the root of count. */
static double tail_error(const double *sorted, size_t count, double share, sam_end bad, double var,
                         size_t inside) {
    double n = (double)count;
    sam_sum sum = {0, 0}, squares = {0, 0};
    for (size_t i = 0; i < inside; i++) {
        double excess = var - worst(sorted, count, i, bad);
        sam_sum_add(&sum, excess);
        sam_sum_add(&squares, excess * excess);
    }
    double mean = sam_sum_value(sum) / n;
    double variance = sam_sum_value(squares) / n - mean * mean;
    return __builtin_sqrt((variance > 0 ? variance : 0) / n) / share;
}

sam_tail sam_statistics_tail(const double *sorted, size_t count, double share, sam_end bad) {
    assert(count >= 1 && share > 0 && share < 1);
    /* 0.07 * 100 must be 7 and not a hair more. */
    double size = share * (double)count, whole = __builtin_floor(size + 1e-9);
    size_t inside = (size_t)whole < count ? (size_t)whole : count - 1;
    double part = size - (double)inside;
    part = part > 1e-9 ? part : 0;
    /* The edge is the draw counted in part, or, when there is none, the last one counted whole. */
    double edge = worst(sorted, count, part > 0 || inside == 0 ? inside : inside - 1, bad);
    sam_sum sum = {0, 0};
    for (size_t i = 0; i < inside; i++)
        sam_sum_add(&sum, worst(sorted, count, i, bad));
    sam_sum_add(&sum, part * edge);
    double mean = sam_sum_value(sum) / ((double)inside + part);
    double sign = bad == SAM_END_LOW ? 1 : -1;
    double error = tail_error(sorted, count, share, bad, edge, inside);
    return (sam_tail){sign * edge, {sign * mean, error}};
}

/* hits may hold halves, for ties. */
sam_chance sam_statistics_chance(double hits, size_t count) {
    assert(count >= 1 && hits >= 0 && hits <= (double)count);
    double n = (double)count, p = hits / n, z2 = SAM_STATISTICS_Z95 * SAM_STATISTICS_Z95;
    double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    double reach =
        SAM_STATISTICS_Z95 / (1 + z2 / n) * __builtin_sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    double low = middle - reach, high = middle + reach;
    /* At none and at all an end is exactly 0 or 1, which rounding may miss. */
    low = low < 0 || hits == 0 ? 0 : low;
    high = high > 1 || hits == n ? 1 : high;
    return (sam_chance){p, {low, high}};
}

static size_t bars_for(size_t count) {
    size_t bars = 1;
    while (bars < SAM_HISTOGRAM_MOST && bars * bars < count)
        bars++;
    return bars;
}

sam_histogram sam_statistics_histogram(const double *sorted, size_t count) {
    sam_histogram h = {.bars = bars_for(count)};
    h.low = sam_statistics_quantile(sorted, count, 0.001);
    double high = sam_statistics_quantile(sorted, count, 0.999);
    h.width = (high - h.low) / (double)h.bars;
    if (!(h.width > 0)) {
        h.bars = 1;
        h.width = 0;
        h.counts[0] = count;
        return h;
    }
    double last = (double)(h.bars - 1);
    for (size_t i = 0; i < count; i++) {
        double bar = __builtin_floor((sorted[i] - h.low) / h.width);
        h.counts[bar < 0 ? 0 : bar > last ? h.bars - 1 : (size_t)bar]++;
    }
    return h;
}

void sam_statistics_fan(double *quantiles, const double *sorted, size_t count) {
    static const double levels[SAM_FAN_COUNT] = {SAM_FAN_LEVELS};
    for (size_t i = 0; i < SAM_FAN_COUNT; i++)
        quantiles[i] = sam_statistics_quantile(sorted, count, levels[i]);
}

/* Mean and error of first - second. */
static sam_estimate mean_difference(const double *first, const double *second, size_t count,
                                    bool even) {
    double n = (double)count;
    sam_sum sum = {0, 0}, squares = {0, 0};
    for (size_t i = 0; i < count; i++)
        sam_sum_add(&sum, first[i] - second[i]);
    double mean = sam_sum_value(sum) / n;
    for (size_t i = 0; i < count; i++) {
        double off = first[i] - second[i] - mean;
        sam_sum_add(&squares, off * off);
    }
    double error = count > 1 ? __builtin_sqrt(sam_sum_value(squares) / (n - 1) / n) : 0;
    if (has_stretches(count, even))
        error = stretch_error(first, second, count);
    return (sam_estimate){mean, error};
}

sam_comparison sam_statistics_compare(const double *first, const double *second, size_t count,
                                      sam_end bad, bool even) {
    uint64_t above = 0, ties = 0;
    for (size_t i = 0; i < count; i++) {
        above += first[i] > second[i];
        ties += first[i] == second[i];
    }
    uint64_t better = bad == SAM_END_LOW ? above : count - above - ties;
    sam_comparison c = {.difference = mean_difference(first, second, count, even), .ties = ties};
    double reach = sam_statistics_reach95(count, even) * c.difference.error;
    c.range = (sam_interval){c.difference.value - reach, c.difference.value + reach};
    c.first_better = sam_statistics_chance((double)better + (double)ties / 2, count);
    if (count < 2 || (c.range.low <= 0 && c.range.high >= 0))
        return c;
    bool first_wins = (c.difference.value > 0) == (bad == SAM_END_LOW);
    c.verdict = first_wins ? SAM_VERDICT_FIRST : SAM_VERDICT_SECOND;
    return c;
}
