/* Nanoseconds a normal, for every kind of vector instructions: by inversion (what is used), and by
 * Box-Muller from the same generator (what it is measured against). By hand: build with the command
 * in the last lines, run on an idle machine, compare ratios of one run only. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/random.h"

enum { MONTHS = 384, LANES = SAM_RANDOM_LANES, COUNT = MONTHS * LANES, ROUNDS = 400, TRIES = 7 };

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e9 + (double)at.tv_nsec;
}

/* sin and cos of 2 pi u for |u| <= 1/8 by Taylor, the rest by symmetry; enough for timing. */
SAM_REAL_INLINE void turn(double u, double *cosine, double *sine) {
    double k = (u * 4.0 + 0x1.8p52) - 0x1.8p52;
    double x = (u - k * 0.25) * 6.283185307179586;
    double y = x * x;
    double s = 1.0 / 362880 + y * (-1.0 / 39916800 + y * (1.0 / 6227020800));
    s = x * (1.0 + y * (-1.0 / 6 + y * (1.0 / 120 + y * (-1.0 / 5040 + y * s))));
    double c =
        1.0 / 40320 + y * (-1.0 / 3628800 + y * (1.0 / 479001600 + y * (-1.0 / 87178291200)));
    c = 1.0 + y * (-0.5 + y * (1.0 / 24 + y * (-1.0 / 720 + y * c)));
    int odd = (k == 1.0) | (k == 3.0);
    int cos_minus = (k == 1.0) | (k == 2.0), sin_minus = (k == 2.0) | (k == 3.0);
    *cosine = (cos_minus ? -1.0 : 1.0) * (odd ? s : c);
    *sine = (sin_minus ? -1.0 : 1.0) * (odd ? c : s);
}

SAM_REAL_INLINE void box_muller(double *restrict out, const uint32_t *restrict words) {
    for (size_t i = 0; i < COUNT; i += (size_t)2 * LANES)
        for (size_t lane = 0; lane < LANES; lane++) {
            double u = sam_random_open(words[i + lane]), cosine, sine;
            turn(sam_random_centred(words[i + LANES + lane]) + 0.5, &cosine, &sine);
            double radius = __builtin_sqrt(-2.0 * sam_real_log(u));
            out[i + lane] = radius * cosine;
            out[i + LANES + lane] = radius * sine;
        }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void box_avx2(double *out, const uint32_t *words) {
    box_muller(out, words);
}
#if defined(__clang__)
__attribute__((target("avx2,avx512f,avx512bw,avx512dq,avx512vl")))
#else
__attribute__((target("avx2,avx512f,avx512bw,avx512dq,avx512vl,prefer-vector-width=512")))
#endif
static void
box_avx512(double *out, const uint32_t *words) {
    box_muller(out, words);
}
#endif
static void box_plain(double *out, const uint32_t *words) {
    box_muller(out, words);
}

static void box(double *out, const uint32_t *words, sam_simd vector) {
#if defined(__x86_64__)
    if (vector == SAM_SIMD_AVX512)
        box_avx512(out, words);
    if (vector == SAM_SIMD_AVX2)
        box_avx2(out, words);
    if (vector != SAM_SIMD_BASE)
        return;
#endif
    (void)vector;
    box_plain(out, words);
}

static double out[COUNT];
static uint32_t words[COUNT];

static void run(int kind, uint64_t round, sam_simd vector) {
    const sam_random_key key = {7, 1};
    if (kind == 0 || kind == 3)
        sam_random_fill_words(words, key, round * LANES, MONTHS, vector);
    if (kind == 1)
        sam_random_normals_of(out, words, COUNT, vector);
    if (kind == 2)
        sam_random_fill_normals(out, key, round * LANES, MONTHS, vector);
    if (kind == 3)
        box(out, words, vector);
}

/* The best of some tries, in nanoseconds a normal. */
static double measure(int kind, sam_simd vector) {
    double best = 1e300;
    for (int attempt = 0; attempt < TRIES; attempt++) {
        double start = now();
        for (uint64_t round = 0; round < ROUNDS; round++)
            run(kind, round, vector);
        double spent = (now() - start) / ((double)ROUNDS * COUNT);
        best = spent < best ? spent : best;
    }
    return best;
}

int main(void) {
    static const char *const names[SAM_SIMD_COUNT] = {"plain", "avx2", "avx512"};
    static const char *const kinds[] = {"words", "words to normals", "normals by inversion",
                                        "normals by Box-Muller"};
    for (int v = SAM_SIMD_BASE; v <= (int)sam_simd_best(); v++)
        for (int kind = 0; kind < 4; kind++)
            printf("%-7s %-22s %6.3f ns\n", names[v], kinds[kind], measure(kind, (sam_simd)v));
    return out[5] == 1e300;
}

/* cc -std=c17 -D_POSIX_C_SOURCE=200809L -O3 -fno-math-errno -fno-trapping-math -ffp-contract=off
 *    -Iinclude -Isrc tests/bench/bench_normals.c src/base/random.c -o /tmp/bench_normals */
