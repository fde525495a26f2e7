/* Puts the measures of a cash flow together from include/samspel/metrics.h, for flows with and
 * without dates. Must not find a root or discount anything itself. */
#include "cli/measures.h"

#include <stdlib.h>

#include "base/real.h"

static void measure_periodic(sam_measures *out, const sam_cashflow *flows, const sam_rates *rates) {
    size_t period = 0;
    out->npv = sam_npv(flows->amounts, flows->count, rates->rate);
    sam_irr_periodic(&out->irr, flows->amounts, flows->count);
    out->has_mirr =
        sam_mirr(&out->mirr, flows->amounts, flows->count, rates->finance, rates->reinvest);
    out->has_payback = sam_payback(&period, flows->amounts, flows->count, 0);
    out->payback = (double)period;
    period = 0;
    out->has_discounted = sam_payback(&period, flows->amounts, flows->count, rates->rate);
    out->discounted = (double)period;
}

/* ---- dated flows ---- */

typedef struct dated {
    int32_t day;
    size_t place; /* in the file: flows of one day keep their order */
    sam_date date;
    double amount;
} dated;

static int compare_dated(const void *left, const void *right) {
    const dated *a = left, *b = right;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}

static sam_status sort_flows(sam_cashflow *flows, sam_arena *arena) {
    dated *sorted = sam_arena_array(arena, flows->count + 1, sizeof *sorted);
    if (!sorted)
        return SAM_MEMORY;
    for (size_t i = 0; i < flows->count; i++)
        sorted[i] =
            (dated){sam_date_number(flows->dates[i]), i, flows->dates[i], flows->amounts[i]};
    qsort(sorted, flows->count, sizeof *sorted, compare_dated);
    for (size_t i = 0; i < flows->count; i++) {
        flows->dates[i] = sorted[i].date;
        flows->amounts[i] = sorted[i].amount;
    }
    return SAM_OK;
}

static void keep_sign(double *out, const sam_cashflow *flows, bool positive) {
    for (size_t i = 0; i < flows->count; i++)
        out[i] = (flows->amounts[i] > 0) == positive ? flows->amounts[i] : 0;
}

/* As sam_mirr, with years between the first and the last date in place of periods: what is received
 * grows at the reinvestment rate to the last date, what is paid is discounted at the finance rate
 * to the first. */
static void measure_mirr(sam_measures *out, const sam_cashflow *flows, const sam_rates *rates,
                         double *part) {
    keep_sign(part, flows, true);
    double grown = sam_nfv_dated(flows->dates, part, flows->count, rates->reinvest, rates->basis);
    keep_sign(part, flows, false);
    double paid = sam_npv_dated(flows->dates, part, flows->count, rates->finance, rates->basis);
    double years = flows->count > 0 ? sam_date_years(flows->dates[0],
                                                     flows->dates[flows->count - 1], rates->basis)
                                    : 0;
    out->has_mirr = grown > 0 && paid < 0 && years > 0;
    if (out->has_mirr)
        out->mirr = sam_real_pow(grown / -paid, 1 / years) - 1;
}

/* Years from the first date until the flows, each already discounted where that is wanted, stay at
 * or above zero. */
static bool years_to_payback(double *out, const sam_cashflow *flows, const double *amounts,
                             sam_day_count basis) {
    size_t index = 0;
    if (!sam_payback(&index, amounts, flows->count, 0))
        return false;
    *out = index < flows->count ? sam_date_years(flows->dates[0], flows->dates[index], basis) : 0;
    return true;
}

static void discount_each(double *out, const sam_cashflow *flows, const sam_rates *rates) {
    for (size_t i = 0; i < flows->count; i++) {
        /* A zero on the first date makes that the date of valuation. */
        const sam_date dates[2] = {flows->dates[0], flows->dates[i]};
        const double amounts[2] = {0, flows->amounts[i]};
        out[i] = sam_npv_dated(dates, amounts, 2, rates->rate, rates->basis);
    }
}

static sam_status measure_dated(sam_measures *out, sam_cashflow *flows, const sam_rates *rates,
                                sam_arena *arena) {
    double *part = sam_arena_array(arena, flows->count + 1, sizeof *part);
    sam_status status = part ? sort_flows(flows, arena) : SAM_MEMORY;
    if (status == SAM_OK)
        status = sam_irr_dated(&out->irr, flows->dates, flows->amounts, flows->count, rates->basis);
    if (status != SAM_OK)
        return status;
    out->npv = sam_npv_dated(flows->dates, flows->amounts, flows->count, rates->rate, rates->basis);
    measure_mirr(out, flows, rates, part);
    out->has_payback = years_to_payback(&out->payback, flows, flows->amounts, rates->basis);
    discount_each(part, flows, rates);
    out->has_discounted = years_to_payback(&out->discounted, flows, part, rates->basis);
    return SAM_OK;
}

sam_status sam_cashflow_measure(sam_measures *out, sam_cashflow *flows, const sam_rates *rates,
                                sam_arena *arena) {
    *out = (sam_measures){0};
    if (flows->dates)
        return measure_dated(out, flows, rates, arena);
    measure_periodic(out, flows, rates);
    return SAM_OK;
}
