/* Internal rates of return: from amounts to a list of rates, the quoted one and the reason.
 * Must not choose between rates beyond the rule written in metrics.h. */
#include "base/real.h"
#include "metrics/cashflow_irr.h"

const char *sam_irr_reason_text(sam_irr_reason reason) {
    static const char *const texts[] = {
#define TEXT(name, text) text,
        SAM_IRR_LIST(TEXT)
#undef TEXT
    };
    return texts[reason];
}

/* ln 0.01 and ln 11: the continuous rates of -99 % and 1000 %. */
const double sam_cashflow_limit_below = -0x1.26bb1bbb55516p+2;
const double sam_cashflow_limit_above = 0x1.32ee3b77f374cp+1;
_Static_assert((int)SAM_CASHFLOW_ROOTS == (int)SAM_IRR_ROOTS, "every root held has a place");

static const double rate_least = -0.99, rate_most = 10.0;

static void add(sam_irr *out, double rate) {
    if (rate > rate_least && rate < rate_most)
        out->roots[out->count++] = rate;
}

double sam_cashflow_scale_of(double largest) {
    if (largest == 0.0)
        return 1.0;
    uint64_t exponent = sam_real_bits(largest) >> 52;
    exponent = exponent < 24 ? 24 : exponent; /* both ends: the scale must be a normal number */
    exponent = exponent > 2045 ? 2045 : exponent;
    return sam_real_from_bits((2046 - exponent) << 52);
}

/* 0 when a flow is not finite. */
static double find_scale(const double *flows, size_t count) {
    double largest = 0.0, check = 0.0;
    for (size_t j = 0; j < count; j++) {
        double size = flows[j] < 0.0 ? -flows[j] : flows[j];
        largest = size > largest ? size : largest;
        check += flows[j] - flows[j]; /* NaN for an infinity or a NaN */
    }
    return check != 0.0 ? 0.0 : sam_cashflow_scale_of(largest);
}

static bool has_both_signs(const double *flows, size_t count) {
    bool up = false, down = false;
    for (size_t j = 0; j < count; j++) {
        up = up || flows[j] > 0.0;
        down = down || flows[j] < 0.0;
    }
    return up && down;
}

static void quote(sam_irr *out) {
    size_t not_negative = 0;
    for (size_t i = 0; i < out->count; i++)
        not_negative += out->roots[i] >= 0.0;
    out->has_quoted = out->omitted == 0 && (out->count == 1 || not_negative == 1);
    if (out->has_quoted)
        out->quoted = out->roots[out->count - 1]; /* the largest: the one that is not negative */
}

/* Zeros before the first and after the last flow move no root, and would leave an end without a
 * value to hold on to. */
static void trim(sam_cashflow_series *series) {
    while (series->amounts[series->count - 1] == 0.0)
        series->count--;
    size_t skip = 0;
    while (series->amounts[skip] == 0.0)
        skip++;
    series->amounts += skip;
    series->times = series->times ? series->times + skip : NULL;
    series->count -= skip;
}

void sam_cashflow_irr(sam_irr *out, sam_cashflow_series series) {
    *out = (sam_irr){.reason = SAM_IRR_NONE_ONE_SIGN};
    series.scale = find_scale(series.amounts, series.count);
    if (series.scale == 0.0) {
        out->reason = SAM_IRR_NONE_UNDEFINED;
        return;
    }
    if (!has_both_signs(series.amounts, series.count))
        return;
    trim(&series);
    sam_cashflow_roots found;
    sam_cashflow_find_roots(&found, &series, sam_cashflow_limit_below, sam_cashflow_limit_above);
    sam_cashflow_answer(out, &found);
}

void sam_cashflow_answer(sam_irr *out, const sam_cashflow_roots *roots) {
    *out = (sam_irr){.reason = SAM_IRR_NONE_NO_ROOT};
    for (size_t i = 0; i < sam_cashflow_roots_held(roots); i++)
        add(out, sam_real_expm1(roots->at[i]));
    out->omitted = roots->count - sam_cashflow_roots_held(roots);
    if (out->count > 0)
        out->reason = out->count == 1 ? SAM_IRR_ONE : SAM_IRR_SEVERAL;
    quote(out);
}

void sam_irr_periodic(sam_irr *out, const double *flows, size_t count) {
    sam_cashflow_irr(out, (sam_cashflow_series){.amounts = flows, .step = 1.0, .count = count});
}

void sam_irr_monthly(sam_irr *out, const double *flows, size_t count) {
    sam_cashflow_irr(out,
                     (sam_cashflow_series){.amounts = flows, .step = 1.0 / 12.0, .count = count});
}
