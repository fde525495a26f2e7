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

void sam_vacancy_add(double *empty, double weight, const sam_vacancy *stays,
                     const sam_vacancy *left, const double *market, const uint32_t *words,
                     size_t months) {
    const double share_stays = sam_vacancy_share(stays), share_left = sam_vacancy_share(left);
    double here[LANES];
    for (size_t m = 0; m < months; m++)
        for (size_t lane = 0; lane < LANES; lane++) {
            size_t at = m * LANES + lane;
            double u = sam_random_open(words[at]);
            int good = !market || market[at] > 0;
            double falls = u < (good ? stays->fall : left->fall) ? 1.0 : 0.0;
            double remains = u >= (good ? stays->let : left->let) ? 1.0 : 0.0;
            double begins = u < (good ? share_stays : share_left) ? 1.0 : 0.0;
            double next = m > 0 && here[lane] > 0 ? remains : falls;
            here[lane] = m == 0 ? begins : next;
            empty[at] += weight * here[lane];
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
