/* Random numbers that are functions, not streams: value = f(seed, draw, factor, month), so that any
 * thread may ask for any of them in any order and get the same. Also the one road from 32 random
 * bits to a uniform or a normal, shared by every method of sampling.
 * Must not: keep a state, call libm, or give other bits for another thread count, vector width or
 * compiler.
 *
 * Generator: Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as
 * 1, 2, 3" (SC 2011). Key: the seed. Counter: the draw (two words), the factor, the month / 4; the
 * month's last two bits choose one of the four words. */
#ifndef SAMSPEL_BASE_RANDOM_H
#define SAMSPEL_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

#include "base/real.h"
#include "base/simd.h"

/* Draws are made in blocks of this many lanes. */
enum { SAM_RANDOM_LANES = 32 };

/* What randomness is keyed by. A factor is a number that its user keeps stable. */
typedef struct sam_random_key {
    uint64_t seed;
    uint32_t factor;
} sam_random_key;

typedef struct sam_random_block {
    uint32_t word[4];
} sam_random_block;

/* The generator's multipliers and what its key grows by. */
#define SAM_RANDOM_M0 UINT32_C(0xD2511F53)
#define SAM_RANDOM_M1 UINT32_C(0xCD9E8D57)
#define SAM_RANDOM_W0 UINT32_C(0x9E3779B9)
#define SAM_RANDOM_W1 UINT32_C(0xBB67AE85)

/* Philox4x32-10: four words of a counter and two of a key give four random words. */
SAM_REAL_INLINE sam_random_block sam_random_philox(uint32_t x0, uint32_t x1, uint32_t x2,
                                                   uint32_t x3, uint32_t k0, uint32_t k1) {
    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t)x0 * SAM_RANDOM_M0, p1 = (uint64_t)x2 * SAM_RANDOM_M1;
        x0 = (uint32_t)(p1 >> 32) ^ x1 ^ k0, x1 = (uint32_t)p1;
        x2 = (uint32_t)(p0 >> 32) ^ x3 ^ k1, x3 = (uint32_t)p0;
        k0 += SAM_RANDOM_W0, k1 += SAM_RANDOM_W1;
    }
    return (sam_random_block){{x0, x1, x2, x3}};
}

/* The 32 random bits of one draw, factor and month. */
SAM_REAL_INLINE uint32_t sam_random_word(sam_random_key key, uint64_t draw, uint32_t month) {
    sam_random_block block =
        sam_random_philox((uint32_t)draw, (uint32_t)(draw >> 32), key.factor, month >> 2,
                          (uint32_t)key.seed, (uint32_t)(key.seed >> 32));
    return block.word[month & 3];
}

/* The middle of the word's cell of [0, 1): never 0, never 1, exact. */
SAM_REAL_INLINE double sam_random_open(uint32_t word) {
    return ((double)word + 0.5) * 0x1p-32;
}

/* The word's distance from the middle, in (-1/2, 1/2), exact. Through a signed integer, which every
 * vector unit turns into a double at once. */
SAM_REAL_INLINE double sam_random_centred(uint32_t word) {
    return ((double)(int32_t)(word ^ UINT32_C(0x80000000)) + 0.5) * 0x1p-32;
}

/* Beyond this distance from the middle (one word in a hundred) the normal is found the exact way.
 */
#define SAM_RANDOM_CENTRE 0.495

/* Inverse normal of 1/2 + q for |q| <= SAM_RANDOM_CENTRE: q P(r) / Q(r), r = 0.495^2 - q^2. Own fit
 * (minimax of the error in probability): Phi(result) is within 0.4 * 2^-33 of 1/2 + q, that is, the
 * normal lies within its word's own cell. One division and no logarithm, which is what makes a
 * normal cheap; all coefficients are positive, so nothing cancels. */
SAM_REAL_INLINE double sam_random_central_normal(double q) {
    double r = SAM_RANDOM_CENTRE * SAM_RANDOM_CENTRE - q * q;
    double top = 301693430.4674974, bottom = 438176984.828608;
    top = top * r + 1544035348.4370573, bottom = bottom * r + 910789277.9323051;
    top = top * r + 962193762.9000556, bottom = bottom * r + 378558900.6579225;
    top = top * r + 160984111.02416232, bottom = bottom * r + 49188363.12472546;
    top = top * r + 9314420.154685277, bottom = bottom * r + 2388468.241586106;
    top = top * r + 207979.78341836494, bottom = bottom * r + 46998.64447222909;
    top = top * r + 1818.6707928531653, bottom = bottom * r + 374.5752163454995;
    top = top * r + 5.203695556364244, bottom = bottom * r + 1.0;
    return q * (top / bottom);
}

/* The standard normal of 32 random bits, by inversion: growing with the word, odd around the
 * middle, within +-6.34. */
SAM_REAL_INLINE double sam_random_normal_of(uint32_t word) {
    double q = sam_random_centred(word);
    int central = (q <= SAM_RANDOM_CENTRE) & (q >= -SAM_RANDOM_CENTRE);
    return central ? sam_random_central_normal(q) : sam_real_normal_inverse(sam_random_open(word));
}

/* A uniform number in the open interval (0, 1). */
double sam_random_uniform(sam_random_key key, uint64_t draw, uint32_t month);

/* A standard normal. */
double sam_random_normal(sam_random_key key, uint64_t draw, uint32_t month);

/* Blocks: draws first .. first + 31, months 0 .. months - 1, at out[month * 32 + lane]; the same
 * values as one at a time. */
void sam_random_fill_words(uint32_t *out, sam_random_key key, uint64_t first, size_t months,
                           sam_simd vector);
void sam_random_fill_normals(double *out, sam_random_key key, uint64_t first, size_t months,
                             sam_simd vector);

/* The normals of count words, a multiple of 32. */
void sam_random_normals_of(double *out, const uint32_t *words, size_t count, sam_simd vector);

#endif
