/* The direction numbers of the Sobol sequence, from which sobol.c makes its vectors. */
#ifndef SAMSPEL_RISK_SOBOL_TABLE_H
#define SAMSPEL_RISK_SOBOL_TABLE_H

#include <stdint.h>

enum { SAM_SOBOL_DIMENSIONS = 128, SAM_SOBOL_DEGREE = 10 };

/* One dimension: a primitive polynomial over {0, 1}, bit k its coefficient of x^k, of degree s, and
 * the first s numbers m, odd and m[i] < 2^(i + 1). */
typedef struct sam_sobol_start {
    uint16_t polynomial;
    uint16_t m[SAM_SOBOL_DEGREE];
} sam_sobol_start;

extern const sam_sobol_start sam_sobol_starts[SAM_SOBOL_DIMENSIONS];

#endif
