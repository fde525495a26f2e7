/* Prints one hash of the bits that the elementary functions give for half a million arguments each.
 * The hash must be the recorded one for every compiler, optimisation level, instruction set and
 * host; another hash means that a number changed, which belongs in the changelog under Numbers.
 * Compares integers only, so that it needs no libm and no number printing. */
#include <inttypes.h>
#include <stdio.h>

#include "base/real.h"

enum { BLOCK = 512, BLOCKS = 1024 };

static const uint64_t recorded = UINT64_C(0x6fa0dcf5e6013646);

static uint64_t mix(uint64_t hash, double value) {
    /* Every NaN counts as one. */
    uint64_t bits = value == value ? sam_real_bits(value) : UINT64_C(0x7ff8000000000000);
    hash = (hash ^ bits) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 29);
}

static double fraction(uint64_t *state) {
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*state >> 11) * 0x1p-53;
}

typedef struct block {
    double any[BLOCK]; /* arbitrary bits: infinities, NaNs and subnormals among them */
    double unit[BLOCK], rate[BLOCK], count[BLOCK], small[BLOCK];
    double out[BLOCK];
} block;

static void fill(block *b, uint64_t *state) {
    for (int i = 0; i < BLOCK; i++) {
        uint64_t high = (uint64_t)(fraction(state) * 0x1p32);
        b->any[i] = sam_real_from_bits(high << 32 | (uint64_t)(fraction(state) * 0x1p32));
        b->unit[i] = fraction(state);
        b->rate[i] = fraction(state) * 3.0 - 1.0;
        b->count[i] = fraction(state) * 2400.0 - 1200.0;
        b->small[i] = (fraction(state) - 0.5) * 1500.0;
    }
}

/* Whole arrays, so that an optimising compiler takes its vector road. */
#define EACH(expression)                                                                           \
    for (int i = 0; i < BLOCK; i++) {                                                              \
        b->out[i] = (expression);                                                                  \
    }                                                                                              \
    for (int i = 0; i < BLOCK; i++) {                                                              \
        hash = mix(hash, b->out[i]);                                                               \
    }

static uint64_t run_one(block *b, uint64_t hash) {
    EACH(sam_real_exp(b->any[i]))
    EACH(sam_real_exp(b->small[i]))
    EACH(sam_real_log(b->any[i]))
    EACH(sam_real_log(b->unit[i] * 4.0))
    EACH(sam_real_expm1(b->any[i]))
    EACH(sam_real_expm1(b->rate[i]))
    EACH(sam_real_log1p(b->any[i]))
    EACH(sam_real_log1p(b->rate[i]))
    EACH(sam_real_normal_inverse(b->any[i]))
    EACH(sam_real_normal_inverse(b->unit[i]))
    return hash;
}

static uint64_t run_two(block *b, uint64_t hash) {
    EACH(sam_real_pow(b->any[i], b->count[i]))
    EACH(sam_real_pow(b->unit[i] * 4.0, b->count[i]))
    EACH(sam_real_growth(b->rate[i], b->count[i]))
    EACH(sam_real_annuity(b->rate[i], b->count[i]))
    EACH(sam_real_annuity(b->any[i], b->count[i]))
    return hash;
}

int main(void) {
    static block b;
    uint64_t state = 20240229, hash = 0;
    for (int i = 0; i < BLOCKS; i++) {
        fill(&b, &state);
        hash = run_two(&b, run_one(&b, hash));
    }
    printf("%016" PRIx64 "\n", hash);
    return hash == recorded ? 0 : 1;
}
