/* What a group of draws writes into a model's trace: the inputs and rows that move. Must not draw
 * anything itself but inputs with a distribution of their own. */
#include <math.h>

#include "risk/engine.h"

enum { W = SAM_RANDOM_LANES };

double sam_risk_own_value(const sam_input *input, double u, double normal) {
    const double z95 = 1.6448536269514722;
    double low = input->low, high = input->high, range = high - low;
    double peak = (input->value - low) / range;
    switch (input->distribution) {
    case SAM_UNIFORM:
        return low + range * u;
    case SAM_TRIANGULAR:
        return u < peak ? low + range * sqrt(u * peak) : high - range * sqrt((1 - u) * (1 - peak));
    case SAM_NORMAL:
        return (low + high) / 2 + range / (2 * z95) * normal;
    case SAM_LOGNORMAL:
        return sam_real_exp((sam_real_log(low) + sam_real_log(high)) / 2 +
                            (sam_real_log(high) - sam_real_log(low)) / (2 * z95) * normal);
    default:
        return input->value;
    }
}

static void apply_own(const sam_input *input, const sam_draws *draws, uint32_t factor,
                      uint64_t first, double *out) {
    uint32_t words[W];
    sam_sample_source source = {.factor = factor};
    sam_sampler_words(words, &draws->sampler, source, first, 1);
    sam_sampler_normals(out, &draws->sampler, source, first, 1);
    for (int i = 0; i < W; i++)
        out[i] = sam_risk_own_value(input, sam_random_open(words[i]), out[i]);
}

static void apply_input(const sam_risk_case *c, const sam_draws *draws, const sam_group *group,
                        const sam_risk_input *in, uint64_t first, double *out) {
    const sam_input *input = &c->plan->deal->inputs[in->input];
    for (int i = 0; i < W; i++) {
        switch (in->follow) {
        case FOLLOW_OVERRUN:
            out[i] = group->one[ONE_OVERRUN][i];
            break;
        case FOLLOW_DELAY:
            out[i] = input->value + group->one[ONE_DELAY][i];
            break;
        case FOLLOW_PRICE:
            out[i] = input->value * group->one[ONE_PRICE][i];
            break;
        case FOLLOW_TIME:
            out[i] = input->value + group->one[ONE_TIME][i];
            break;
        case FOLLOW_EXIT:
            out[i] = input->value * group->one[ONE_EXIT][i];
            break;
        default:
            break;
        }
    }
    if (in->follow == FOLLOW_OWN)
        apply_own(input, draws, in->factor, first, out);
}

/* Husbanken's floating rate follows the market three months later: a window of two months, in force
 * two months after it (forskrift om lån frå Husbanken; see models/README.md). */
enum { HUSBANKEN_LAG = 3 };

#define FOR_LANES for (size_t i = 0; i < W; i++)

/* One month of one path, as the case has it. */
static void apply_month(const sam_risk_case *c, const sam_draws *d, const sam_group *g, int path,
                        uint32_t m, double *restrict out) {
    const size_t at = (size_t)m * W, late = (size_t)HUSBANKEN_LAG * W;
    const double expected = c->expected[path][m];
    const double extra = expected > d->vacancy ? expected - d->vacancy : 0;
    const double *market = g->market + at, *empty = g->empty + at;
    const double *rate = g->path[PATH_RATE] + at, *margin = g->path[PATH_MARGIN] + at;
    const double *inflation = g->path[PATH_INFLATION] + at;
    const double *rent = g->path[PATH_RENT] + at, *value = g->path[PATH_VALUE] + at;
    switch (path) {
    case ROW_MARKET_RATE:
        FOR_LANES out[i] = expected + rate[i] + margin[i];
        break;
    case ROW_HUSBANKEN_RATE:
        FOR_LANES out[i] =
            m < HUSBANKEN_LAG ? expected : expected + g->path[PATH_RATE][at - late + i];
        break;
    case ROW_INFLATION:
        FOR_LANES out[i] = expected + inflation[i];
        break;
    case ROW_REAL_RENT:
        FOR_LANES out[i] = expected * rent[i] * (market[i] > 0 ? 1 : d->left_rent);
        break;
    case ROW_VALUE:
        FOR_LANES out[i] = expected * value[i] * (market[i] > 0 ? 1 : d->left_value);
        break;
    default:
        FOR_LANES out[i] = empty[i] + extra < 1 ? empty[i] + extra : 1;
        break;
    }
}

static void apply_paths(const sam_risk_case *c, const sam_draws *d, const sam_group *g,
                        sam_trace_work *work) {
    for (size_t k = 0; k < c->path_count; k++) {
        double *out = sam_trace_path(work, k);
        for (uint32_t m = 0; m < d->months; m++)
            apply_month(c, d, g, c->path_at[k], m, out + (size_t)m * W);
    }
}

void sam_risk_case_apply(const sam_risk_case *c, const sam_draws *draws, const sam_group *group,
                         sam_trace_work *work, uint64_t first) {
    for (size_t i = 0; i < c->input_count; i++)
        apply_input(c, draws, group, &c->inputs[i], first, sam_trace_input(work, i));
    apply_paths(c, draws, group, work);
}
