/* The random numbers: the generator against its published answers, the normals against the normal
 * distribution of libm, blocks against one at a time for every kind of vector instructions. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/random.h"

enum { LANES = SAM_RANDOM_LANES };

/* Known answers published with Random123 (file kat_vectors, lines philox4x32 10). */
Test(random, philox_gives_its_published_answers) {
    static const uint32_t all = UINT32_MAX;
    const struct {
        uint32_t counter[4], key[2], want[4];
    } known[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{all, all, all, all}, {all, all}, {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const uint32_t *c = known[i].counter;
        sam_random_block got =
            sam_random_philox(c[0], c[1], c[2], c[3], known[i].key[0], known[i].key[1]);
        cr_assert_arr_eq(got.word, known[i].want, sizeof got.word, "answer %zu", i);
    }
}

/* The place of each of seed, draw, factor and month in the counter, by the third known answer. */
Test(random, word_is_keyed_by_seed_draw_factor_and_month) {
    const sam_random_key key = {UINT64_C(0x299f31d0a4093822), 0x13198a2e};
    const uint32_t want[4] = {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1};
    /* month / 4 = 0x03707344 needs month = 4 * that, which is within 32 bits */
    for (uint32_t i = 0; i < 4; i++)
        cr_assert_eq(sam_random_word(key, UINT64_C(0x85a308d3243f6a88), 4 * 0x03707344u + i),
                     want[i]);
}

Test(random, uniform_is_open_and_exact) {
    cr_assert_eq(sam_random_open(0), 0x1p-33);
    cr_assert_eq(sam_random_open(UINT32_MAX), 1.0 - 0x1p-33);
    cr_assert_eq(sam_random_open(UINT32_C(1) << 31), 0.5 + 0x1p-33);
    cr_assert_eq(sam_random_centred(0), -0.5 + 0x1p-33);
    cr_assert_eq(sam_random_centred(UINT32_MAX), 0.5 - 0x1p-33);
}

/* Phi(normal) within half a cell of the word's uniform, so that the words' cells are kept. */
Test(random, normal_lies_in_its_cell) {
    long double worst = 0;
    for (uint64_t i = 0; i <= UINT32_MAX; i += 65521 / 7) {
        uint32_t word = (uint32_t)i;
        long double z = (long double)sam_random_normal_of(word);
        long double tail = erfcl(fabsl(z) / sqrtl(2.0L)) / 2;
        long double u = (long double)sam_random_open(word);
        long double off = fabsl(tail - (z < 0 ? u : 1 - u));
        worst = off > worst ? off : worst;
    }
    cr_assert_lt((double)worst, 0.45 * 0x1p-33, "worst %g half cells", (double)worst * 0x1p33);
}

Test(random, normal_grows_and_is_odd_also_at_the_seams) {
    const uint32_t seam = (uint32_t)((0.5 + SAM_RANDOM_CENTRE) * 0x1p32);
    const uint32_t starts[] = {0, 0x80000000u - 500, UINT32_MAX - 1001, seam - 500, ~seam - 500};
    for (size_t s = 0; s < sizeof starts / sizeof *starts; s++)
        for (uint32_t i = 0; i < 1000; i++) {
            uint32_t word = starts[s] + i;
            double z = sam_random_normal_of(word);
            cr_assert_lt(z, sam_random_normal_of(word + 1), "word %u", word);
            cr_assert_float_eq(sam_random_normal_of(~word), -z, 1e-14 * fabs(z));
        }
}

static void check_block(sam_simd vector, uint64_t first, size_t months) {
    const sam_random_key key = {UINT64_C(0x123456789abcdef0), 5};
    static uint32_t words[400 * LANES];
    static double normals[401 * LANES], converted[400 * LANES];
    normals[months * LANES] = 77;
    sam_random_fill_words(words, key, first, months, vector);
    sam_random_fill_normals(normals, key, first, months, vector);
    sam_random_normals_of(converted, words, months * LANES, vector);
    for (size_t month = 0; month < months; month++)
        for (size_t lane = 0; lane < LANES; lane++) {
            size_t at = month * LANES + lane;
            double want = sam_random_normal(key, first + lane, (uint32_t)month);
            cr_assert_eq(words[at], sam_random_word(key, first + lane, (uint32_t)month));
            cr_assert_eq(sam_real_bits(normals[at]), sam_real_bits(want), "kind %d at %zu",
                         (int)vector, at);
            cr_assert_eq(sam_real_bits(converted[at]), sam_real_bits(want));
        }
    cr_assert_eq(normals[months * LANES], 77, "nothing is written past the end");
}

/* Kinds that the processor lacks fall back to what it has. */
Test(random, blocks_equal_one_at_a_time_for_every_kind_of_instructions) {
    const size_t months[] = {1, 2, 3, 4, 5, 37, 400};
    for (int kind = 0; kind < SAM_SIMD_COUNT; kind++)
        for (size_t i = 0; i < sizeof months / sizeof *months; i++) {
            check_block((sam_simd)kind, 64 * i, months[i]);
            /* lanes on both sides of 2^32 */
            check_block((sam_simd)kind, UINT64_C(0xfffffff0), months[i]);
        }
}

/* All words at the end of a tail: more than the list that puts tails aside holds. */
Test(random, many_tails_at_once) {
    enum { COUNT = 64 * LANES };
    static uint32_t words[COUNT];
    static double out[COUNT];
    for (int kind = 0; kind < SAM_SIMD_COUNT; kind++) {
        for (uint32_t i = 0; i < COUNT; i++)
            words[i] = i % 3 ? i : UINT32_MAX - i;
        sam_random_normals_of(out, words, COUNT, (sam_simd)kind);
        for (uint32_t i = 0; i < COUNT; i++)
            cr_assert_eq(sam_real_bits(out[i]), sam_real_bits(sam_random_normal_of(words[i])));
    }
}

/* Moments of a million normals: each within 4 standard errors of those of the normal
 * distribution (variances of the sample moments: 1, 2, 15, 96 over n). */
Test(random, moments) {
    enum { MONTHS = 320, BLOCKS = 100 };
    static double z[MONTHS * LANES];
    double sum[4] = {0, 0, 0, 0}, n = (double)MONTHS * LANES * BLOCKS;
    for (uint64_t b = 0; b < BLOCKS; b++) {
        sam_random_fill_normals(z, (sam_random_key){2026, 3}, b * LANES, MONTHS, SAM_SIMD_BASE);
        for (size_t i = 0; i < (size_t)MONTHS * LANES; i++) {
            double square = z[i] * z[i];
            sum[0] += z[i], sum[1] += square, sum[2] += square * z[i], sum[3] += square * square;
        }
    }
    const double want[4] = {0, 1, 0, 3}, variance[4] = {1, 2, 15, 96};
    for (int k = 0; k < 4; k++)
        cr_assert_lt(fabs(sum[k] / n - want[k]), 4 * sqrt(variance[k] / n), "moment %d", k + 1);
}

/* Neighbours in each part of the key are uncorrelated: 4 standard errors. */
Test(random, neighbours_are_uncorrelated) {
    enum { N = 40000 };
    double sum[4] = {0, 0, 0, 0};
    for (uint32_t i = 0; i < N; i++) {
        sam_random_key key = {1, 1};
        double z = sam_random_normal(key, i, 8);
        sum[0] += z * sam_random_normal(key, i + 1, 8);
        sum[1] += z * sam_random_normal(key, i, 9);
        sum[2] += z * sam_random_normal((sam_random_key){1, 2}, i, 8);
        sum[3] += z * sam_random_normal((sam_random_key){2, 1}, i, 8);
    }
    for (int k = 0; k < 4; k++)
        cr_assert_lt(fabs(sum[k] / N), 4 / sqrt((double)N), "part %d", k);
}

/* One recorded hash for every compiler, optimisation and kind of instructions. A change of it
 * changes every simulation and belongs in the changelog under Numbers. */
Test(random, bits_are_the_recorded_ones) {
    enum { MONTHS = 384 };
    static double z[MONTHS * LANES];
    for (int kind = 0; kind < SAM_SIMD_COUNT; kind++) {
        uint64_t hash = 0;
        for (uint64_t block = 0; block < 20; block++) {
            sam_random_fill_normals(z, (sam_random_key){1, 2}, block * LANES, MONTHS,
                                    (sam_simd)kind);
            for (size_t i = 0; i < (size_t)MONTHS * LANES; i++) {
                hash = (hash ^ sam_real_bits(z[i])) * UINT64_C(0x9e3779b97f4a7c15);
                hash ^= hash >> 29;
            }
        }
        cr_assert_eq(hash, UINT64_C(0x9d6d7fa8856958e7), "kind %d gives %llx", kind,
                     (unsigned long long)hash);
    }
}
