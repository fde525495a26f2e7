/* Sobol points from direction numbers, and their nested scrambling.
 * Must not: keep a place in the sequence; a point is a function of its number. */
#include "risk/sobol.h"

#include <assert.h>

enum { BITS = 32, LANES = SAM_RANDOM_LANES };

static uint32_t mirror(uint32_t x) {
    x = (x >> 16) | (x << 16);
    x = ((x & UINT32_C(0xff00ff00)) >> 8) | ((x & UINT32_C(0x00ff00ff)) << 8);
    x = ((x & UINT32_C(0xf0f0f0f0)) >> 4) | ((x & UINT32_C(0x0f0f0f0f)) << 4);
    x = ((x & UINT32_C(0xcccccccc)) >> 2) | ((x & UINT32_C(0x33333333)) << 2);
    return ((x & UINT32_C(0xaaaaaaaa)) >> 1) | ((x & UINT32_C(0x55555555)) << 1);
}

static uint32_t degree_of(uint32_t polynomial) {
    uint32_t degree = 0;
    while (polynomial >> (degree + 1))
        degree++;
    return degree;
}

/* Vectors of one dimension, highest bit first: the given m, then the recurrence of the polynomial;
 * source: Bratley and Fox, ACM Transactions on Mathematical Software 14 (1988), section 2. */
static void make_vectors(uint32_t *v, const sam_sobol_start *start) {
    uint32_t degree = degree_of(start->polynomial);
    for (uint32_t i = 0; i < BITS; i++) {
        if (degree == 0 || i < degree) {
            v[i] = (degree ? (uint32_t)start->m[i] : 1) << (BITS - 1 - i);
            continue;
        }
        v[i] = v[i - degree] ^ (v[i - degree] >> degree);
        for (uint32_t k = 1; k < degree; k++)
            if (start->polynomial >> (degree - k) & 1)
                v[i] ^= v[i - k];
    }
}

void sam_sobol_init(sam_sobol *sobol, uint64_t seed, bool scrambled) {
    const uint32_t purpose = UINT32_C(0x534f424c); /* apart from every factor's counter */
    sobol->scrambled = scrambled;
    for (uint32_t d = 0; d < SAM_SOBOL_DIMENSIONS; d++) {
        make_vectors(sobol->mirrored[d], &sam_sobol_starts[d]);
        for (uint32_t i = 0; i < BITS; i++)
            sobol->mirrored[d][i] = mirror(sobol->mirrored[d][i]);
        sobol->keys[d] = sam_random_philox(d, purpose, UINT32_MAX, UINT32_MAX, (uint32_t)seed,
                                           (uint32_t)(seed >> 32));
    }
}

/* A permutation in which a bit depends on itself and the lower bits only: on mirrored numbers, the
 * nested uniform scrambling of Owen. Form: Laine and Karras, Computer Graphics Forum 30 (2011);
 * Burley, Journal of Computer Graphics Techniques 9(4) (2020); constants by Vegdahl (2021). */
SAM_REAL_INLINE uint32_t permute(uint32_t x, uint32_t key, uint32_t factor) {
    x ^= x * UINT32_C(0x3d20adea);
    x += key;
    x *= factor | 1;
    x ^= x * UINT32_C(0x05526c56);
    x ^= x * UINT32_C(0x53a22864);
    return x;
}

/* The exclusive or of the vectors of the bits of the Gray code of a number. */
static uint32_t gather(const uint32_t *mirrored, uint32_t number) {
    uint32_t x = 0, gray = number ^ (number >> 1);
    for (uint32_t i = 0; gray; i++, gray >>= 1)
        x ^= gray & 1 ? mirrored[i] : 0;
    return x;
}

SAM_REAL_INLINE uint32_t finish(uint32_t x, bool scrambled, sam_random_block key) {
    uint32_t once = permute(x, key.word[0], key.word[1]);
    uint32_t twice = permute(once, key.word[2], key.word[3]);
    return mirror(scrambled ? twice : x);
}

uint32_t sam_sobol_word(const sam_sobol *sobol, uint32_t point, uint32_t dimension) {
    assert(dimension < SAM_SOBOL_DIMENSIONS);
    return finish(gather(sobol->mirrored[dimension], point), sobol->scrambled,
                  sobol->keys[dimension]);
}

/* Gray codes are linear, so that the block's number and the lane's number are gathered apart. */
void sam_sobol_fill(uint32_t *out, const sam_sobol *sobol, uint32_t first, uint32_t dimension) {
    assert(dimension < SAM_SOBOL_DIMENSIONS && first % LANES == 0);
    const uint32_t *v = sobol->mirrored[dimension];
    uint32_t block = gather(v, first);
    uint32_t x[LANES] = {block};
    for (uint32_t bit = 0; bit < 5; bit++) {
        uint32_t here = v[bit] ^ (bit ? v[bit - 1] : 0), half = UINT32_C(1) << bit;
        for (uint32_t lane = 0; lane < half; lane++)
            x[half + lane] = x[lane] ^ here;
    }
    for (uint32_t lane = 0; lane < LANES; lane++)
        out[lane] = finish(x[lane], sobol->scrambled, sobol->keys[dimension]);
}
