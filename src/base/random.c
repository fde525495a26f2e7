/* Random numbers in blocks, one copy of each loop for each kind of vector instructions, chosen when
 * called. All copies are the same source and differ in nothing but speed.
 * Must not: hold a second formula of anything in random.h. */
#if defined(__GNUC__) && !defined(__clang__)
/* Where -O2 would keep the loops scalar. None of these changes a value. */
#pragma GCC optimize("O3", "no-trapping-math", "no-math-errno")
#endif
#include "base/random.h"

#include <assert.h>
#include <string.h>

/* BATCH months (a multiple of 4) of words are made before their normals, so that a word is not read
 * while it is still on its way to memory. */
enum { LANES = SAM_RANDOM_LANES, CHUNK = 16, MOST_TAILS = 64, BATCH = 32 };

double sam_random_uniform(sam_random_key key, uint64_t draw, uint32_t month) {
    return sam_random_open(sam_random_word(key, draw, month));
}

double sam_random_normal(sam_random_key key, uint64_t draw, uint32_t month) {
    return sam_random_normal_of(sam_random_word(key, draw, month));
}

#if SAM_SIMD_WIDE
#include <immintrin.h>
#endif

/* Four months of 32 draws, which one pass of the generator gives. */
#if SAM_SIMD_WIDE
static const uint64_t steps[8] = {0, 1, 2, 3, 4, 5, 6, 7};

/* A loop over sam_random_philox would do, but gcc 12 finds no good multiplication for it. Each
 * 64-bit element holds a word in its low half; the high half is never looked at. */
#define FOUR_MONTHS(kind, instructions, width, multiply, shift, vector)                            \
    typedef uint64_t kind##_longs __attribute__((vector_size(8 * (width))));                       \
    typedef uint32_t kind##_words __attribute__((vector_size(4 * (width))));                       \
    static inline __attribute__((always_inline, instructions))                                     \
    kind##_longs kind##_times(kind##_longs a, uint32_t b) {                                        \
        return (kind##_longs)multiply((vector)a, (vector)((kind##_longs){0} + b));                 \
    }                                                                                              \
    static inline __attribute__((always_inline, instructions))                                     \
    kind##_longs kind##_high(kind##_longs a) {                                                     \
        return (kind##_longs)shift((vector)a, 32);                                                 \
    }                                                                                              \
    static inline __attribute__((always_inline, instructions)) void kind##_put(uint32_t *out,      \
                                                                               kind##_longs x) {   \
        kind##_words words = __builtin_convertvector(x, kind##_words);                             \
        memcpy(out, &words, sizeof words);                                                         \
    }                                                                                              \
    static inline __attribute__((always_inline, instructions)) void kind##_four_months(            \
        uint32_t *restrict out, sam_random_key key, uint64_t first, uint32_t quarter) {            \
        const kind##_longs zero = {0};                                                             \
        for (size_t lane = 0; lane < LANES; lane += (width)) {                                     \
            kind##_longs x0, x1, x2 = zero + key.factor, x3 = zero + quarter;                      \
            kind##_longs k0 = zero + (uint32_t)key.seed, k1 = zero + (key.seed >> 32);             \
            memcpy(&x0, steps, sizeof x0);                                                         \
            x0 += first + lane;                                                                    \
            x1 = kind##_high(x0);                                                                  \
            for (int round = 0; round < 10; round++) {                                             \
                kind##_longs p0 = kind##_times(x0, SAM_RANDOM_M0);                                 \
                kind##_longs p1 = kind##_times(x2, SAM_RANDOM_M1);                                 \
                x0 = kind##_high(p1) ^ x1 ^ k0, x1 = p1;                                           \
                x2 = kind##_high(p0) ^ x3 ^ k1, x3 = p0;                                           \
                k0 += SAM_RANDOM_W0, k1 += SAM_RANDOM_W1;                                          \
            }                                                                                      \
            kind##_put(out + lane, x0);                                                            \
            kind##_put(out + (size_t)LANES + lane, x1);                                            \
            kind##_put(out + (size_t)2 * LANES + lane, x2);                                        \
            kind##_put(out + (size_t)3 * LANES + lane, x3);                                        \
        }                                                                                          \
    }
FOUR_MONTHS(plain, SAM_CODE_BASE, 2, _mm_mul_epu32, _mm_srli_epi64, __m128i)
FOUR_MONTHS(avx2, SAM_CODE_AVX2, 4, _mm256_mul_epu32, _mm256_srli_epi64, __m256i)
FOUR_MONTHS(avx512, SAM_CODE_AVX512, 8, _mm512_mul_epu32, _mm512_srli_epi64, __m512i)
#else
static inline void plain_four_months(uint32_t *restrict out, sam_random_key key, uint64_t first,
                                     uint32_t quarter) {
    for (uint32_t lane = 0; lane < LANES; lane++) {
        uint64_t draw = first + lane;
        sam_random_block block =
            sam_random_philox((uint32_t)draw, (uint32_t)(draw >> 32), key.factor, quarter,
                              (uint32_t)key.seed, (uint32_t)(key.seed >> 32));
        for (size_t word = 0; word < 4; word++)
            out[word * LANES + lane] = block.word[word];
    }
}
#define avx2_four_months plain_four_months
#define avx512_four_months plain_four_months
#endif

/* Words in the outer hundredth, put aside to get their normals the exact way, many together. */
typedef struct tails {
    size_t count;
    double *at[MOST_TAILS + CHUNK];
    uint32_t words[MOST_TAILS + CHUNK];
} tails;

static __attribute__((noinline)) void mend(tails *t) {
    double normals[MOST_TAILS + CHUNK];
    for (size_t i = 0; i < t->count; i++)
        normals[i] = sam_real_normal_inverse(sam_random_open(t->words[i]));
    for (size_t i = 0; i < t->count; i++)
        *t->at[i] = normals[i];
    t->count = 0;
}

static __attribute__((noinline)) void put_aside(tails *t, double *out, const uint32_t *words) {
    for (size_t i = 0; i < CHUNK; i++) {
        double q = sam_random_centred(words[i]);
        t->at[t->count] = out + i;
        t->words[t->count] = words[i];
        t->count += (q > SAM_RANDOM_CENTRE) | (q < -SAM_RANDOM_CENTRE);
    }
    if (t->count >= MOST_TAILS)
        mend(t);
}

/* Normals of the central words; those of the tails are to come. */
SAM_REAL_INLINE void convert(double *restrict out, const uint32_t *restrict words, size_t count,
                             tails *t) {
    const uint32_t beyond = (uint32_t)((0.5 - SAM_RANDOM_CENTRE) * 0x1p32) + 1;
    for (size_t start = 0; start < count; start += CHUNK) {
        uint32_t outside = 0;
        for (size_t i = start; i < start + CHUNK; i++) {
            out[i] = sam_random_central_normal(sam_random_centred(words[i]));
            outside += words[i] + beyond < 2 * beyond; /* around the wrap from all ones to 0 */
        }
        if (outside)
            put_aside(t, out + start, words + start);
    }
}

/* The copies for one kind of vector instructions. */
#define COPY(kind, instructions)                                                                   \
    static __attribute__((instructions)) void kind##_words_of(uint32_t *out, sam_random_key key,   \
                                                              uint64_t first, size_t months) {     \
        size_t whole = months / 4 * 4;                                                             \
        for (size_t month = 0; month < whole; month += 4)                                          \
            kind##_four_months(out + month * LANES, key, first, (uint32_t)(month / 4));            \
        uint32_t last[4 * LANES];                                                                  \
        if (whole < months) {                                                                      \
            kind##_four_months(last, key, first, (uint32_t)(whole / 4));                           \
            memcpy(out + whole * LANES, last, (months - whole) * LANES * sizeof *out);             \
        }                                                                                          \
    }                                                                                              \
    static __attribute__((instructions)) void kind##_normals(double *out, sam_random_key key,      \
                                                             uint64_t first, size_t months) {      \
        uint32_t words[BATCH * LANES];                                                             \
        tails t;                                                                                   \
        t.count = 0;                                                                               \
        for (size_t month = 0; month < months; month += BATCH) {                                   \
            size_t here = months - month < BATCH ? months - month : BATCH;                         \
            for (size_t m = 0; m < here; m += 4)                                                   \
                kind##_four_months(words + m * LANES, key, first, (uint32_t)((month + m) / 4));    \
            convert(out + month * LANES, words, here * LANES, &t);                                 \
        }                                                                                          \
        mend(&t);                                                                                  \
    }                                                                                              \
    static __attribute__((instructions)) void kind##_convert(double *out, const uint32_t *words,   \
                                                             size_t count) {                       \
        tails t;                                                                                   \
        t.count = 0;                                                                               \
        convert(out, words, count, &t);                                                            \
        mend(&t);                                                                                  \
    }
COPY(plain, SAM_CODE_BASE)
COPY(avx2, SAM_CODE_AVX2)
COPY(avx512, SAM_CODE_AVX512)

/* One row a kind, in the order of sam_simd. */
static const struct {
    void (*words)(uint32_t *out, sam_random_key key, uint64_t first, size_t months);
    void (*normals)(double *out, sam_random_key key, uint64_t first, size_t months);
    void (*convert)(double *out, const uint32_t *words, size_t count);
} copies[SAM_SIMD_COUNT] = {
    {plain_words_of, plain_normals, plain_convert},
    {avx2_words_of, avx2_normals, avx2_convert},
    {avx512_words_of, avx512_normals, avx512_convert},
};

void sam_random_fill_words(uint32_t *out, sam_random_key key, uint64_t first, size_t months,
                           sam_simd vector) {
    copies[sam_simd_within(vector)].words(out, key, first, months);
}

void sam_random_fill_normals(double *out, sam_random_key key, uint64_t first, size_t months,
                             sam_simd vector) {
    copies[sam_simd_within(vector)].normals(out, key, first, months);
}

void sam_random_normals_of(double *out, const uint32_t *words, size_t count, sam_simd vector) {
    assert(count % LANES == 0);
    copies[sam_simd_within(vector)].convert(out, words, count);
}
