/* SHA-256 as FIPS 180-4 sections 4.1.2, 4.2.2, 5.1.1, 5.3.3 and 6.2 define it, for naming a set of
 * inputs; not for secrets. Names are those of the standard. */
#include "deal/hash.h"

#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <immintrin.h>
#endif

enum { BLOCK = 64, LENGTH_BYTES = 8 };

/* Fractional parts of the cube roots of the first 64 primes. */
static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotr(uint32_t x, unsigned n) {
    return (x >> n) | (x << (32 - n));
}

static void schedule(uint32_t w[64], const unsigned char *block) {
    for (size_t t = 0; t < 16; t++)
        w[t] = (uint32_t)block[4 * t] << 24 | (uint32_t)block[4 * t + 1] << 16 |
               (uint32_t)block[4 * t + 2] << 8 | block[4 * t + 3];
    for (unsigned t = 16; t < 64; t++) {
        uint32_t s0 = rotr(w[t - 15], 7) ^ rotr(w[t - 15], 18) ^ (w[t - 15] >> 3);
        uint32_t s1 = rotr(w[t - 2], 17) ^ rotr(w[t - 2], 19) ^ (w[t - 2] >> 10);
        w[t] = s1 + w[t - 7] + s0 + w[t - 16];
    }
}

/* One round, with the eight variables in place: who calls it turns their names instead. */
#define ROUND(a, b, c, d, e, f, g, h, t)                                                           \
    do {                                                                                           \
        uint32_t t1 = (h) + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) +                             \
                      (((e) & (f)) ^ (~(e) & (g))) + K[t] + w[t];                                  \
        (d) += t1;                                                                                 \
        (h) = t1 + (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) +                                      \
              (((a) & (b)) ^ ((a) & (c)) ^ ((b) & (c)));                                           \
    } while (0)

static void compress(uint32_t h[8], const unsigned char *block) {
    uint32_t w[64];
    schedule(w, block);
    uint32_t a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], i = h[7];
    for (unsigned t = 0; t < 64; t += 8) {
        ROUND(a, b, c, d, e, f, g, i, t);
        ROUND(i, a, b, c, d, e, f, g, t + 1);
        ROUND(g, i, a, b, c, d, e, f, t + 2);
        ROUND(f, g, i, a, b, c, d, e, t + 3);
        ROUND(e, f, g, i, a, b, c, d, t + 4);
        ROUND(d, e, f, g, i, a, b, c, t + 5);
        ROUND(c, d, e, f, g, i, a, b, t + 6);
        ROUND(b, c, d, e, f, g, i, a, t + 7);
    }
    const uint32_t v[8] = {a, b, c, d, e, f, g, i};
    for (unsigned k = 0; k < 8; k++)
        h[k] += v[k];
}

static void compress_all(uint32_t h[8], const unsigned char *blocks, size_t count) {
    for (size_t i = 0; i < count; i++)
        compress(h, blocks + i * BLOCK);
}

#if defined(__x86_64__) && defined(__GNUC__)
/* The processor's own rounds, four at a time (Intel, SHA extensions). The state lies in it as
 * a b e f and c d g h, the first in the highest word. */
__attribute__((target("sha,sse4.1"))) static void
compress_fast(uint32_t h[8], const unsigned char *blocks, size_t count) {
    const __m128i turn = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i abef = _mm_set_epi32((int)h[0], (int)h[1], (int)h[4], (int)h[5]);
    __m128i cdgh = _mm_set_epi32((int)h[2], (int)h[3], (int)h[6], (int)h[7]);
    for (size_t i = 0; i < count; i++) {
        const __m128i before[2] = {abef, cdgh};
        __m128i w[4];
        for (unsigned group = 0; group < 16; group++) {
            __m128i *now = &w[group % 4];
            if (group < 4) {
                const void *at = blocks + i * BLOCK + (size_t)group * 16;
                *now = _mm_shuffle_epi8(_mm_loadu_si128(at), turn);
            } else {
                __m128i last = w[(group + 3) % 4];
                __m128i middle = _mm_alignr_epi8(last, w[(group + 2) % 4], 4);
                *now = _mm_sha256msg1_epu32(*now, w[(group + 1) % 4]);
                *now = _mm_sha256msg2_epu32(_mm_add_epi32(*now, middle), last);
            }
            const void *constants = &K[(size_t)4 * group];
            __m128i k = _mm_add_epi32(*now, _mm_loadu_si128(constants));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, k);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(k, 0x0e));
        }
        abef = _mm_add_epi32(abef, before[0]);
        cdgh = _mm_add_epi32(cdgh, before[1]);
    }
    h[0] = (uint32_t)_mm_extract_epi32(abef, 3), h[1] = (uint32_t)_mm_extract_epi32(abef, 2);
    h[2] = (uint32_t)_mm_extract_epi32(cdgh, 3), h[3] = (uint32_t)_mm_extract_epi32(cdgh, 2);
    h[4] = (uint32_t)_mm_extract_epi32(abef, 1), h[5] = (uint32_t)_mm_extract_epi32(abef, 0);
    h[6] = (uint32_t)_mm_extract_epi32(cdgh, 1), h[7] = (uint32_t)_mm_extract_epi32(cdgh, 0);
}

/* Leaf 7 of CPUID, bit 29 of EBX; and SSE4.1, leaf 1, bit 19 of ECX. */
bool sam_sha256_has_fast(void) {
    unsigned a = 0, b = 0, c = 0, d = 0;
    bool sse = __get_cpuid(1, &a, &b, &c, &d) && (c >> 19 & 1);
    return sse && __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1);
}
#else
#define compress_fast compress_all

bool sam_sha256_has_fast(void) {
    return false;
}
#endif

typedef void (*compressor)(uint32_t h[8], const unsigned char *blocks, size_t count);

/* What is left of the message, the bit 1, zeros, and the length in bits: one block or two. */
static void finish(uint32_t h[8], const unsigned char *rest, size_t left, uint64_t bits,
                   compressor run) {
    unsigned char tail[2 * BLOCK] = {0};
    size_t size = left + 1 + LENGTH_BYTES <= BLOCK ? BLOCK : 2 * BLOCK;
    memcpy(tail, rest, left);
    tail[left] = 0x80;
    for (size_t i = 0; i < LENGTH_BYTES; i++)
        tail[size - 1 - i] = (unsigned char)(bits >> (8 * i));
    run(h, tail, size / BLOCK);
}

static void digest(char out[65], const char *bytes, size_t length, compressor run) {
    /* Fractional parts of the square roots of the first 8 primes. */
    uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    const unsigned char *message = (const unsigned char *)bytes;
    size_t whole = length / BLOCK;
    run(h, message, whole);
    finish(h, message + whole * BLOCK, length - whole * BLOCK, (uint64_t)length * 8, run);
    static const char digits[] = "0123456789abcdef";
    for (unsigned i = 0; i < 64; i++)
        out[i] = digits[(h[i / 8] >> (28 - 4 * (i % 8))) & 15];
    out[64] = '\0';
}

void sam_sha256(char out[65], const char *bytes, size_t length) {
    digest(out, bytes, length, compress_all);
}

void sam_sha256_with(char out[65], const char *bytes, size_t length, bool fast) {
    digest(out, bytes, length, fast ? compress_fast : compress_all);
}
