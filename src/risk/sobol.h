/* The Sobol sequence, and its scrambling, as functions of the point's number: points that fill the
 * unit cube evenly, for the factors that matter most. Scrambled by another seed, the points are
 * another sample of the same evenness, and any mean over them is unbiased. */
#ifndef SAMSPEL_RISK_SOBOL_H
#define SAMSPEL_RISK_SOBOL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/random.h"
#include "risk/sobol_table.h"

/* Constant once made; may be shared by threads. */
typedef struct sam_sobol {
    /* Direction vectors with their bits mirrored: the first bit of the number is the lowest. */
    uint32_t mirrored[SAM_SOBOL_DIMENSIONS][32];
    bool scrambled;
    sam_random_block keys[SAM_SOBOL_DIMENSIONS];
} sam_sobol;

void sam_sobol_init(sam_sobol *sobol, uint64_t seed, bool scrambled);

/* 32 bits of coordinate `dimension` (from 0) of point `point`, in the order of Gray codes. */
uint32_t sam_sobol_word(const sam_sobol *sobol, uint32_t point, uint32_t dimension);

/* The same for the points first .. first + 31; first is a multiple of 32. */
void sam_sobol_fill(uint32_t *out, const sam_sobol *sobol, uint32_t first, uint32_t dimension);

#endif
