/* The Sobol sequence, its scrambling, the bridge, and the sampler that puts them together. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "risk/sampler.h"

enum { LANES = SAM_RANDOM_LANES };

static sam_sobol plain, scrambled;

/* Source: the first ten points that SALib's tests/test_sobol.py states. */
Test(sobol, first_ten_points_as_published) {
    static const double want[10][3] = {
        {0, 0, 0},
        {0.5, 0.5, 0.5},
        {0.75, 0.25, 0.25},
        {0.25, 0.75, 0.75},
        {0.375, 0.375, 0.625},
        {0.875, 0.875, 0.125},
        {0.625, 0.125, 0.875},
        {0.125, 0.625, 0.375},
        {0.1875, 0.3125, 0.9375},
        {0.6875, 0.8125, 0.4375},
    };
    sam_sobol_init(&plain, 0, false);
    for (uint32_t point = 0; point < 10; point++)
        for (uint32_t d = 0; d < 3; d++)
            cr_assert_eq((double)sam_sobol_word(&plain, point, d) * 0x1p-32, want[point][d]);
}

/* Order of x modulo the polynomial, by trying: primitive means 2^degree - 1. */
static uint32_t order_of_x(uint32_t polynomial, uint32_t degree) {
    uint32_t power = 1, order = 0;
    do {
        power <<= 1;
        power ^= power >> degree & 1 ? polynomial : 0;
        order++;
    } while (power != 1 && order < 1u << degree);
    return order;
}

/* Laws that any table of direction numbers must keep; Joe and Kuo's is in order of degree. */
Test(sobol, table_is_of_different_primitive_polynomials_and_odd_numbers) {
    for (uint32_t d = 1; d < SAM_SOBOL_DIMENSIONS; d++) {
        const sam_sobol_start *s = &sam_sobol_starts[d];
        uint32_t degree = 0;
        while (s->polynomial >> (degree + 1))
            degree++;
        cr_assert_gt(s->polynomial, sam_sobol_starts[d - 1].polynomial * (d > 1), "dimension %u",
                     d);
        cr_assert_eq(order_of_x(s->polynomial, degree), (1u << degree) - 1, "dimension %u", d);
        for (uint32_t i = 0; i < SAM_SOBOL_DEGREE; i++) {
            cr_assert_eq(s->m[i] % 2, i < degree, "dimension %u number %u", d, i);
            cr_assert_lt(s->m[i], 1u << (i + 1));
        }
    }
}

/* Each 2^k points that follow one another from a multiple of it have one in every interval of 2^-k:
 * Sobol's law, which nested scrambling keeps. */
static void check_even(const sam_sobol *sobol, uint32_t from, uint32_t dimension) {
    enum { BITS = 8, COUNT = 1 << BITS };
    int seen[COUNT] = {0};
    for (uint32_t i = 0; i < COUNT; i++)
        seen[sam_sobol_word(sobol, from + i, dimension) >> (32 - BITS)]++;
    for (uint32_t i = 0; i < COUNT; i++)
        cr_assert_eq(seen[i], 1, "dimension %u from %u interval %u", dimension, from, i);
}

/* The first two dimensions are a (0, 2)-sequence: every box of area 2^-8 has one of 256 points. */
static void check_boxes(const sam_sobol *sobol) {
    for (uint32_t split = 0; split <= 8; split++) {
        int seen[256] = {0};
        for (uint32_t i = 0; i < 256; i++) {
            uint32_t x = (uint32_t)((uint64_t)sam_sobol_word(sobol, i, 0) >> (32 - split));
            uint32_t y = (uint32_t)((uint64_t)sam_sobol_word(sobol, i, 1) >> (24 + split));
            seen[x << (8 - split) | y]++;
        }
        for (uint32_t i = 0; i < 256; i++)
            cr_assert_eq(seen[i], 1, "split %u box %u", split, i);
    }
}

Test(sobol, points_are_even_scrambled_or_not) {
    sam_sobol_init(&plain, 0, false);
    sam_sobol_init(&scrambled, 99, true);
    for (uint32_t d = 0; d < SAM_SOBOL_DIMENSIONS; d++)
        for (uint32_t from = 0; from < 1024; from += 256) {
            check_even(&plain, from, d);
            check_even(&scrambled, from, d);
        }
    check_boxes(&plain);
    check_boxes(&scrambled);
}

Test(sobol, blocks_equal_one_at_a_time) {
    static const uint32_t firsts[] = {0, 32, 64, 4096, 123456 * 32u, UINT32_MAX - 31};
    sam_sobol_init(&plain, 0, false);
    sam_sobol_init(&scrambled, UINT64_C(1) << 40, true);
    for (size_t f = 0; f < sizeof firsts / sizeof *firsts; f++)
        for (uint32_t d = 0; d < SAM_SOBOL_DIMENSIONS; d++) {
            uint32_t a[LANES], b[LANES];
            sam_sobol_fill(a, &plain, firsts[f], d);
            sam_sobol_fill(b, &scrambled, firsts[f], d);
            for (uint32_t lane = 0; lane < LANES; lane++) {
                cr_assert_eq(a[lane], sam_sobol_word(&plain, firsts[f] + lane, d));
                cr_assert_eq(b[lane], sam_sobol_word(&scrambled, firsts[f] + lane, d));
            }
        }
}

/* Over seeds a scrambled point is uniform: mean and variance of one point's coordinate over 4000
 * seeds, and the product of two coordinates, within 4 standard errors. */
Test(sobol, a_scrambled_point_is_uniform_over_seeds) {
    enum { SEEDS = 4000 };
    const uint32_t points[] = {0, 1, 777};
    double sum[3] = {0}, square[3] = {0}, product[3] = {0};
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        sam_sobol_init(&scrambled, seed, true);
        for (int p = 0; p < 3; p++) {
            double x = sam_random_centred(sam_sobol_word(&scrambled, points[p], 4));
            double y = sam_random_centred(sam_sobol_word(&scrambled, points[p], 5));
            sum[p] += x, square[p] += x * x, product[p] += x * y;
        }
    }
    for (int p = 0; p < 3; p++) {
        cr_assert_lt(fabs(sum[p] / SEEDS), 4 * sqrt(1.0 / 12 / SEEDS));
        cr_assert_lt(fabs(square[p] / SEEDS - 1.0 / 12), 4 * sqrt(1.0 / 180 / SEEDS));
        cr_assert_lt(fabs(product[p] / SEEDS), 4 * sqrt(1.0 / 144 / SEEDS));
    }
}

/* The mapping has orthonormal rows, so that independent normals stay so: unit vectors in, and the
 * products of what comes out. */
Test(bridge, is_orthogonal_for_any_number_of_months) {
    const size_t lengths[] = {1, 2, 3, 7, 31, 32};
    for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
        size_t months = lengths[l];
        sam_arena *arena = sam_arena_new();
        sam_bridge bridge;
        cr_assert(sam_bridge_init(&bridge, months, arena));
        double in[LANES * LANES] = {0}, out[LANES * LANES];
        for (size_t k = 0; k < months; k++)
            in[k * LANES + k] = 1; /* lane k carries unit vector k */
        sam_bridge_apply(out, &bridge, in);
        for (size_t i = 0; i < months; i++)
            for (size_t j = 0; j < months; j++) {
                double sum = 0;
                for (size_t m = 0; m < months; m++)
                    sum += out[m * LANES + i] * out[m * LANES + j];
                cr_assert_float_eq(sum, i == j ? 1 : 0, 1e-14);
            }
        sam_arena_free(arena);
    }
}

/* The first normal alone decides the end, the second the middle. */
Test(bridge, sets_the_end_first_and_the_middle_next) {
    enum { MONTHS = 384 };
    static double in[MONTHS * LANES], out[MONTHS * LANES];
    sam_arena *arena = sam_arena_new();
    sam_bridge bridge;
    cr_assert(sam_bridge_init(&bridge, MONTHS, arena));
    in[0] = 1, in[LANES] = 5;
    sam_bridge_apply(out, &bridge, in);
    double half = 0, whole = 0;
    for (size_t m = 0; m < MONTHS; m++) {
        whole += out[m * LANES];
        half += m < MONTHS / 2 ? out[m * LANES] : 0;
    }
    cr_assert_float_eq(whole, sqrt(384), 1e-12);
    cr_assert_float_eq(half, sqrt(384) / 2 + 5 * sqrt(96), 1e-12);
    sam_arena_free(arena);
}

Test(sampler, deals_each_dimension_once_and_never_past_the_end) {
    sam_sample_source s[5] = {{.factor = 1, .leading = 1},
                              {.factor = 2, .leading = 1},
                              {.factor = 3, .leading = 60},
                              {.factor = 4, .leading = 60},
                              {.factor = 5, .leading = 60}};
    bool used[SAM_SOBOL_DIMENSIONS] = {false};
    sam_sampler_deal(s, 5);
    size_t dealt = 0;
    for (size_t i = 0; i < 5; i++)
        for (uint32_t k = 0; k < s[i].leading; k++, dealt++) {
            uint32_t d = s[i].dimension + k * s[i].stride;
            cr_assert_lt(d, SAM_SOBOL_DIMENSIONS);
            cr_assert(!used[d], "dimension %u twice", d);
            used[d] = true;
        }
    cr_assert_eq(dealt, SAM_SOBOL_DIMENSIONS, "nothing is wasted");
    cr_assert_lt(s[4].dimension, s[2].dimension + s[2].stride, "all firsts before any second");
}

/* Rows past the leading ones are the generator's own, and the method changes nothing of them. */
Test(sampler, leading_rows_by_sobol_and_the_rest_by_the_generator) {
    enum { ROWS = 6 };
    sam_sampler *s = malloc(sizeof *s);
    sam_sample_source source = {.factor = 7, .dimension = 2, .stride = 3, .leading = 2};
    uint32_t words[ROWS * LANES];
    double normals[ROWS * LANES];
    sam_sampler_init(s, SAM_SAMPLING_SOBOL, 5);
    sam_sampler_words(words, s, source, 64, ROWS);
    sam_sampler_normals(normals, s, source, 64, ROWS);
    for (uint32_t k = 0; k < ROWS; k++)
        for (uint32_t lane = 0; lane < LANES; lane++) {
            uint32_t even = sam_sobol_word(&s->sobol, 64 + lane, 2 + 3 * (k < 2 ? k : 0));
            uint32_t other = sam_random_word((sam_random_key){5, 7}, 64 + lane, k);
            cr_assert_eq(words[k * LANES + lane], k < 2 ? even : other);
            cr_assert_eq(normals[k * LANES + lane], sam_random_normal_of(words[k * LANES + lane]));
        }
    free(s);
}
