/* Measures of dated flows in any order. Present values need no order; rates of return do, and take
 * memory for a sorted copy. */
#include "base/arena.h"
#include "metrics/cashflow_discount.h"
#include "metrics/cashflow_irr.h"

static sam_date find_first(const sam_date *dates, size_t count) {
    sam_date first = dates[0];
    for (size_t j = 1; j < count; j++)
        first = sam_date_number(dates[j]) < sam_date_number(first) ? dates[j] : first;
    return first;
}

static sam_date find_last(const sam_date *dates, size_t count) {
    sam_date last = dates[0];
    for (size_t j = 1; j < count; j++)
        last = sam_date_number(dates[j]) > sam_date_number(last) ? dates[j] : last;
    return last;
}

double sam_npv_dated(const sam_date *dates, const double *flows, size_t count, double annual_rate,
                     sam_day_count basis) {
    if (count == 0)
        return 0.0;
    sam_real_pair log = sam_cashflow_log(annual_rate);
    sam_date first = find_first(dates, count);
    double sum = 0.0;
    for (size_t j = 0; j < count; j++)
        sum += flows[j] * sam_cashflow_factor(log, sam_date_years(first, dates[j], basis));
    return sum;
}

double sam_nfv_dated(const sam_date *dates, const double *flows, size_t count, double annual_rate,
                     sam_day_count basis) {
    if (count == 0)
        return 0.0;
    sam_real_pair log = sam_cashflow_log(annual_rate);
    double years = sam_date_years(find_first(dates, count), find_last(dates, count), basis);
    return sam_npv_dated(dates, flows, count, annual_rate, basis) *
           sam_cashflow_factor(log, -years);
}

/* ---- sorting ---- */

typedef struct timed {
    double time, amount;
    size_t place; /* in the user's order, so that equal times have one order */
} timed;

static bool before(const timed *a, const timed *b) {
    return a->time < b->time || (a->time == b->time && a->place < b->place);
}

/* Restores the heap below root. */
static void sift(timed *flows, size_t root, size_t count) {
    timed moving = flows[root];
    for (size_t child = 2 * root + 1; child < count; child = 2 * root + 1) {
        if (child + 1 < count && before(&flows[child], &flows[child + 1]))
            child++;
        if (!before(&moving, &flows[child]))
            break;
        flows[root] = flows[child];
        root = child;
    }
    flows[root] = moving;
}

/* Heap sort: no recursion, no memory, the same on every host. */
static void sort(timed *flows, size_t count) {
    for (size_t i = count / 2; i-- > 0;)
        sift(flows, i, count);
    for (size_t end = count; end-- > 1;) {
        timed most = flows[0];
        flows[0] = flows[end];
        flows[end] = most;
        sift(flows, 0, end);
    }
}

/* Flows at one time become one. Returns how many are left. */
static size_t net(double *times, double *amounts, const timed *flows, size_t count) {
    size_t kept = 0;
    for (size_t j = 0; j < count; j++) {
        if (kept > 0 && times[kept - 1] == flows[j].time) {
            amounts[kept - 1] += flows[j].amount;
            continue;
        }
        times[kept] = flows[j].time;
        amounts[kept++] = flows[j].amount;
    }
    return kept;
}

sam_status sam_irr_dated(sam_irr *out, const sam_date *dates, const double *flows, size_t count,
                         sam_day_count basis) {
    *out = (sam_irr){.reason = SAM_IRR_NONE_ONE_SIGN};
    if (count == 0)
        return SAM_OK;
    if (count > SIZE_MAX / sizeof(timed) / 2)
        return SAM_MEMORY;
    timed *order = sam_alloc(count * sizeof *order);
    double *arrays = sam_alloc(count * 2 * sizeof *arrays);
    if (!order || !arrays) {
        sam_free(order);
        sam_free(arrays);
        return SAM_MEMORY;
    }
    sam_date first = find_first(dates, count);
    for (size_t j = 0; j < count; j++)
        order[j] = (timed){sam_date_years(first, dates[j], basis), flows[j], j};
    sort(order, count);
    sam_cashflow_series series = {.amounts = arrays + count, .times = arrays};
    series.count = net(arrays, arrays + count, order, count);
    sam_cashflow_irr(out, series);
    sam_free(order);
    sam_free(arrays);
    return SAM_OK;
}
