/* Paths of the uncertain factors as pure functions of normals or random words, in blocks of 32
 * lanes: value of month m (from 1) and lane l at [(m - 1) * 32 + l]. Every step is exact in
 * distribution, so that a month's length brings no error. Each factor states its mean and variance
 * in closed form.
 * Must not: draw random numbers itself, floor or cap a rate (that would move its mean). */
#ifndef SAMSPEL_RISK_FACTORS_H
#define SAMSPEL_RISK_FACTORS_H

#include "base/random.h"

/* A rate that is pulled back to its mean: dx = speed (mean - x) dt + volatility dW, t in years. The
 * short rate of Vasicek; yearly inflation or rent growth as an Ornstein-Uhlenbeck process. speed >=
 * 0 (0: no pull); volatility per square root of a year. */
typedef struct sam_pulled {
    double start, mean, speed, volatility;
} sam_pulled;

/* (1 - e^(-speed t)) / speed, t when speed is 0: how long a rate's shock is felt. Years. */
double sam_pulled_reach(double speed, double years);

/* E x(t) and Var x(t) after t years. Source: Vasicek, Journal of Financial Economics 5 (1977). */
double sam_pulled_mean(const sam_pulled *p, double years);
double sam_pulled_variance(const sam_pulled *p, double years);

/* Var of the integral of x over t years. */
double sam_pulled_integral_variance(const sam_pulled *p, double years);

/* E exp(-integral of x over t years): the bond price of Vasicek without a risk premium. */
double sam_pulled_bond(const sam_pulled *p, double years);

/* Expected rates for months 1 .. months, at their ends. */
void sam_pulled_curve(double *curve, const sam_pulled *p, size_t months);

/* Hull-White: expected short rates that price every bond of a curve of instantaneous forward rates
 * (months 1 .. months, at their ends) exactly. Source: Hull and White, Review of Financial Studies
 * 3 (1990): forward + volatility^2 reach^2 / 2. */
void sam_pulled_fit(double *curve, const double *forwards, const sam_pulled *p, size_t months);

/* Paths around an expected curve (of either kind above): curve[m] + deviation, by the exact
 * Gaussian step x' = x e^(-speed / 12) + sd normal. start and mean of p are not looked at. out may
 * be normals.
 */
void sam_pulled_path(double *out, const double *curve, const sam_pulled *p, const double *normals,
                     size_t months);

/* A positive factor whose mean is `mean` whatever its spread: mean e^(s z - s^2 / 2). */
typedef struct sam_lognormal {
    double mean, deviation; /* deviation s: of the logarithm */
} sam_lognormal;

/* spread: standard deviation divided by the mean. */
sam_lognormal sam_lognormal_of_spread(double mean, double spread);

/* From what reference classes publish: the median and a higher quantile (share 0.8 for P80). */
sam_lognormal sam_lognormal_of_quantiles(double median, double quantile, double share);

void sam_lognormal_draw(double *out, sam_lognormal factor, const double *normals);

/* The local market: 1 while the cornerstone employer stays, 0 when it has left. */
typedef struct sam_market {
    double leave, back; /* probability a month of leaving, of coming back */
} sam_market;

/* The monthly probability of one a year, when each month is alike. */
double sam_market_monthly(double yearly);

/* P(stays) at the end of month m; it stays in month 0. */
double sam_market_stays(const sam_market *market, size_t month);

void sam_market_path(double *out, const sam_market *market, const uint32_t *words, size_t months);
/* The same from normals, so that others can be correlated with it: a high one is good for the
 * market, which then stays, or comes back. */
void sam_market_path_of(double *out, const sam_market *market, const double *normals,
                        size_t months);

/* One home, empty or let: probabilities a month of being let when empty, of falling empty when let.
 */
typedef struct sam_vacancy {
    double let, fall;
} sam_vacancy;

/* The home that is empty the share `vacancy` of the time, in spells of `spell` months on average
 * (>= 1). A vacancy too high for so short spells (a let home would fall empty with a probability
 * above 1) lengthens them; vacancy 1 is always empty. Renewal: vacancy = spell / (spell + let
 * spell).
 */
sam_vacancy sam_vacancy_of(double vacancy, double spell);

/* Share of time empty in the long run. */
double sam_vacancy_share(const sam_vacancy *vacancy);

/* Adds weight to empty[m][lane] where this home is empty. Starts in the long run's state (row 0 of
 * words), so that every month's expectation is the long run's. market: nullable; where it is 0,
 * `left` rules instead of `stays`. words: months rows, of this home's own. */
void sam_vacancy_add(double *empty, double weight, const sam_vacancy *stays,
                     const sam_vacancy *left, const double *market, const uint32_t *words,
                     size_t months);

/* The same with the kind of vector instructions forced. */
void sam_vacancy_add_with(sam_simd vector, double *empty, double weight, const sam_vacancy *stays,
                          const sam_vacancy *left, const double *market, const uint32_t *words,
                          size_t months);

/* A whole number of months that a normal decides, so that delay can be correlated with the rest: as
 * many months as there are limits below the normal. */
enum { SAM_MONTHS_MOST = 60 };
typedef struct sam_months {
    uint32_t count;
    double limits[SAM_MONTHS_MOST]; /* ascending; the k-th is the normal that k months stay below */
} sam_months;

/* Geometric with P(more than k months) = (mean / (1 + mean))^(k + 1), cut at `most`; the mean
 * before the cut is `mean` >= 0 months. */
sam_months sam_months_geometric(double mean, uint32_t most);

/* Any distribution: more_than[k] = P(more than k months), k < count, falling, in [0, 1]. */
sam_months sam_months_of(const double *more_than, uint32_t count);

void sam_months_draw(double *out, const sam_months *months, const double *normals);

#endif
