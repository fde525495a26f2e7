/* Factors that jump: the employer, each home's tenants, whole months of delay. */
#include <assert.h>

#include "base/real.h"
#include "risk/factors.h"

enum { LANES = SAM_RANDOM_LANES };

double sam_market_monthly(double yearly) {
    if (yearly >= 1)
        return 1;
    return -sam_real_growth(-yearly, 1.0 / 12);
}

/* The chance of staying nears back / (leave + back) by the factor 1 - leave - back a month. */
double sam_market_stays(const sam_market *market, size_t month) {
    double moves = market->leave + market->back;
    if (moves == 0)
        return 1;
    double rest = 1;
    for (size_t m = 0; m < month; m++)
        rest *= 1 - moves;
    return (market->back + market->leave * rest) / moves;
}

void sam_market_path(double *out, const sam_market *market, const uint32_t *words, size_t months) {
    double stays[LANES];
    for (size_t lane = 0; lane < LANES; lane++)
        stays[lane] = 1;
    for (size_t m = 0; m < months; m++)
        for (size_t lane = 0; lane < LANES; lane++) {
            double u = sam_random_open(words[m * LANES + lane]);
            double kept = u >= market->leave ? 1.0 : 0.0;
            double returned = u < market->back ? 1.0 : 0.0;
            stays[lane] = stays[lane] > 0 ? kept : returned;
            out[m * LANES + lane] = stays[lane];
        }
}

/* Normal that a share p of normals stays below; ends of the line for never and always. */
static double limit_of(double p) {
    if (p <= 0)
        return -1e300;
    return p >= 1 ? 1e300 : sam_real_normal_inverse(p);
}

void sam_market_path_of(double *out, const sam_market *market, const double *normals,
                        size_t months) {
    const double leave = limit_of(market->leave), back = -limit_of(market->back);
    double stays[LANES];
    for (size_t lane = 0; lane < LANES; lane++)
        stays[lane] = 1;
    for (size_t m = 0; m < months; m++)
        for (size_t lane = 0; lane < LANES; lane++) {
            double z = normals[m * LANES + lane];
            double kept = z >= leave ? 1.0 : 0.0, returned = z > back ? 1.0 : 0.0;
            stays[lane] = stays[lane] > 0 ? kept : returned;
            out[m * LANES + lane] = stays[lane];
        }
}

sam_vacancy sam_vacancy_of(double vacancy, double spell) {
    if (vacancy >= 1)
        return (sam_vacancy){0, 1};
    double let = 1 / (spell < 1 ? 1 : spell);
    double fall = let * vacancy / (1 - vacancy);
    if (fall > 1)
        return (sam_vacancy){let / fall, 1};
    return (sam_vacancy){let, fall};
}

double sam_vacancy_share(const sam_vacancy *vacancy) {
    double moves = vacancy->let + vacancy->fall;
    return moves == 0 ? 0 : vacancy->fall / moves;
}

/* The number that 30 random bits stay below with this probability: whole numbers are compared twice
 * as many at a time as doubles, and 0 and 1 remain never and always. */
static int32_t threshold(double probability) {
    return (int32_t)(probability * 0x1p30 + 0.5);
}

/* Thresholds of falling or staying empty, of each lane. */
typedef struct thresholds {
    int32_t fall[LANES], keep[LANES];
} thresholds;

/* From the two regimes' thresholds, by the market's row (nullable: it stays everywhere). */
SAM_REAL_INLINE void set_thresholds(thresholds *t, const int32_t fall[2], const int32_t keep[2],
                                    const double *market) {
    for (size_t lane = 0; lane < LANES; lane++) {
        /* As whole numbers of the thresholds' own width: no vector has to change its width. */
        int32_t left = market ? 1 - (int32_t)market[lane] : 0;
        t->fall[lane] = fall[0] + left * (fall[1] - fall[0]);
        t->keep[lane] = keep[0] + left * (keep[1] - keep[0]);
    }
}

/* One month of one home: 1 in `home` where it is empty. */
SAM_REAL_INLINE void step_home(int32_t *restrict home, double *restrict empty, double weight,
                               const thresholds *t, const uint32_t *restrict words) {
    for (size_t lane = 0; lane < LANES; lane++) {
        int32_t limit = home[lane] ? t->keep[lane] : t->fall[lane];
        home[lane] = (int32_t)(words[lane] >> 2) < limit;
    }
    for (size_t lane = 0; lane < LANES; lane++)
        empty[lane] += weight * home[lane];
}

/* The thresholds of both regimes. */
typedef struct regimes {
    int32_t share[2], fall[2], keep[2];
} regimes;

SAM_REAL_INLINE void run_home(double *empty, double weight, const regimes *r, const double *market,
                              const uint32_t *words, size_t months) {
    int32_t home[LANES] = {0};
    thresholds t;
    /* The first month is the long run's, whatever the home was before. */
    set_thresholds(&t, r->share, r->share, market);
    for (size_t m = 0; m < months; m++) {
        size_t row = m * LANES;
        if (m == 1 || (market && m > 1))
            set_thresholds(&t, r->fall, r->keep, market ? market + row : NULL);
        step_home(home, empty + row, weight, &t, words + row);
    }
}

#define COPY(kind, instructions)                                                                   \
    static __attribute__((instructions)) void kind##_home(double *empty, double weight,            \
                                                          const regimes *r, const double *market,  \
                                                          const uint32_t *words, size_t months) {  \
        run_home(empty, weight, r, market, words, months);                                         \
    }
COPY(plain, SAM_CODE_BASE)
COPY(avx2, SAM_CODE_AVX2)
COPY(avx512, SAM_CODE_AVX512)

void sam_vacancy_add(double *empty, double weight, const sam_vacancy *stays,
                     const sam_vacancy *left, const double *market, const uint32_t *words,
                     size_t months) {
    sam_vacancy_add_with(sam_simd_best(), empty, weight, stays, left, market, words, months);
}

void sam_vacancy_add_with(sam_simd vector, double *empty, double weight, const sam_vacancy *stays,
                          const sam_vacancy *left, const double *market, const uint32_t *words,
                          size_t months) {
    const regimes r = {
        {threshold(sam_vacancy_share(stays)), threshold(sam_vacancy_share(left))},
        {threshold(stays->fall), threshold(left->fall)},
        {threshold(1 - stays->let), threshold(1 - left->let)},
    };
    switch (sam_simd_within(vector)) {
    case SAM_SIMD_AVX512:
        avx512_home(empty, weight, &r, market, words, months);
        return;
    case SAM_SIMD_AVX2:
        avx2_home(empty, weight, &r, market, words, months);
        return;
    default:
        plain_home(empty, weight, &r, market, words, months);
    }
}

sam_months sam_months_of(const double *more_than, uint32_t count) {
    assert(count <= SAM_MONTHS_MOST);
    sam_months months = {.count = count};
    for (uint32_t k = 0; k < count; k++)
        months.limits[k] = -sam_real_normal_inverse(more_than[k]);
    return months;
}

sam_months sam_months_geometric(double mean, uint32_t most) {
    double more_than[SAM_MONTHS_MOST], again = mean / (1 + mean), chance = 1;
    uint32_t count = most < SAM_MONTHS_MOST ? most : SAM_MONTHS_MOST;
    for (uint32_t k = 0; k < count; k++)
        more_than[k] = chance *= again;
    return sam_months_of(more_than, count);
}

void sam_months_draw(double *out, const sam_months *months, const double *normals) {
    for (size_t lane = 0; lane < LANES; lane++)
        out[lane] = 0;
    for (uint32_t k = 0; k < months->count; k++)
        for (size_t lane = 0; lane < LANES; lane++)
            out[lane] += normals[lane] > months->limits[k] ? 1.0 : 0.0;
}
