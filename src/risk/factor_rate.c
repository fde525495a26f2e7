/* Rates that are pulled back, and lognormal factors. */
#include "base/real.h"
#include "risk/factors.h"

enum { LANES = SAM_RANDOM_LANES };

static const double MONTH = 1.0 / 12;

double sam_pulled_reach(double speed, double years) {
    if (speed == 0)
        return years;
    return -sam_real_expm1(-speed * years) / speed;
}

double sam_pulled_mean(const sam_pulled *p, double years) {
    return p->start + (p->mean - p->start) * -sam_real_expm1(-p->speed * years);
}

/* volatility^2 (1 - e^(-2 speed t)) / (2 speed) */
double sam_pulled_variance(const sam_pulled *p, double years) {
    return p->volatility * p->volatility * sam_pulled_reach(2 * p->speed, years);
}

/* (x - 2 (1 - e^-x) + (1 - e^-2x) / 2) / x^3: what is left of the closed form when t^3 is taken
 * out. For small x its terms cancel, so the series is summed: over k >= 3 of (-x)^(k-3) (2^(k-1) -
 * 2) / k!.
 */
static double integral_shape(double x) {
    if (x > 0.5)
        return (x + 2 * sam_real_expm1(-x) - sam_real_expm1(-2 * x) / 2) / (x * x * x);
    double sum = 0, power = 1.0 / 6, two = 4; /* (-x)^(k-3) / k!, 2^(k-1) */
    for (int k = 3; k < 24; k++) {
        sum += power * (two - 2);
        power *= -x / (k + 1);
        two *= 2;
    }
    return sum;
}

double sam_pulled_integral_variance(const sam_pulled *p, double years) {
    double scale = p->volatility * p->volatility * years * years * years;
    return scale * integral_shape(p->speed * years);
}

double sam_pulled_bond(const sam_pulled *p, double years) {
    double reach = sam_pulled_reach(p->speed, years);
    double mean = p->mean * years + (p->start - p->mean) * reach;
    return sam_real_exp(sam_pulled_integral_variance(p, years) / 2 - mean);
}

void sam_pulled_curve(double *curve, const sam_pulled *p, size_t months) {
    for (size_t m = 1; m <= months; m++)
        curve[m - 1] = sam_pulled_mean(p, (double)m * MONTH);
}

void sam_pulled_fit(double *curve, const double *forwards, const sam_pulled *p, size_t months) {
    for (size_t m = 1; m <= months; m++) {
        double felt = p->volatility * sam_pulled_reach(p->speed, (double)m * MONTH);
        curve[m - 1] = forwards[m - 1] + felt * felt / 2;
    }
}

void sam_pulled_path(double *out, const double *curve, const sam_pulled *p, const double *normals,
                     size_t months) {
    const double keep = sam_real_exp(-p->speed * MONTH);
    const double deviation = __builtin_sqrt(sam_pulled_variance(p, MONTH));
    double x[LANES] = {0};
    for (size_t m = 0; m < months; m++)
        for (size_t lane = 0; lane < LANES; lane++) {
            x[lane] = x[lane] * keep + deviation * normals[m * LANES + lane];
            out[m * LANES + lane] = curve[m] + x[lane];
        }
}

/* Var e^(s z - s^2 / 2) = e^(s^2) - 1 */
sam_lognormal sam_lognormal_of_spread(double mean, double spread) {
    return (sam_lognormal){mean, __builtin_sqrt(sam_real_log1p(spread * spread))};
}

/* quantile = median e^(s z); the mean is median e^(s^2 / 2) */
sam_lognormal sam_lognormal_of_quantiles(double median, double quantile, double share) {
    double s = sam_real_log(quantile / median) / sam_real_normal_inverse(share);
    return (sam_lognormal){median * sam_real_exp(s * s / 2), s};
}

void sam_lognormal_draw(double *out, sam_lognormal factor, const double *normals) {
    double s = factor.deviation;
    for (size_t lane = 0; lane < LANES; lane++)
        out[lane] = factor.mean * sam_real_exp(s * normals[lane] - s * s / 2);
}
