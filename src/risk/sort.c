/* Sorting doubles by radix: eleven bits a pass, lowest first; a pass in which all values share the
 * bits is skipped. Time does not depend on the values, and no comparison function is called. */
#include <string.h>

#include "base/real.h"
#include "risk/statistics.h"

enum { DIGIT = 11, PASSES = 6, BUCKETS = 1 << DIGIT };

/* Unsigned order of keys is the order of the doubles: a negative number has all its bits turned, a
 * positive one its sign. */
static uint64_t key_of(uint64_t bits) {
    uint64_t negative = bits >> 63;
    return bits ^ ((0 - negative) | UINT64_C(0x8000000000000000));
}

static uint64_t bits_of(uint64_t key) {
    uint64_t negative = (key >> 63) ^ 1;
    return key ^ ((0 - negative) | UINT64_C(0x8000000000000000));
}

static uint32_t digit_of(uint64_t key, int pass) {
    return (uint32_t)(key >> (pass * DIGIT)) & (BUCKETS - 1);
}

/* Keys in place of values, and how often each digit occurs in each pass. */
static void prepare(double *values, size_t count, size_t (*often)[BUCKETS]) {
    memset(often, 0, PASSES * sizeof *often);
    for (size_t i = 0; i < count; i++) {
        uint64_t key = key_of(sam_real_bits(values[i]));
        values[i] = sam_real_from_bits(key);
        for (int pass = 0; pass < PASSES; pass++)
            often[pass][digit_of(key, pass)]++;
    }
}

static void distribute(double *out, const double *in, size_t count, size_t *often, int pass) {
    size_t place = 0;
    for (size_t d = 0; d < BUCKETS; d++) {
        size_t here = often[d];
        often[d] = place;
        place += here;
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t key = sam_real_bits(in[i]);
        /* Bits are copied, never a double: a key may look like a NaN. */
        memcpy(&out[often[digit_of(key, pass)]++], &key, sizeof key);
    }
}

void sam_statistics_sort(double *values, double *scratch, size_t count) {
    size_t often[PASSES][BUCKETS];
    prepare(values, count, often);
    double *from = values, *to = scratch;
    for (int pass = 0; pass < PASSES && count > 0; pass++) {
        if (often[pass][digit_of(sam_real_bits(from[0]), pass)] == count)
            continue;
        distribute(to, from, count, often[pass], pass);
        double *other = from;
        from = to;
        to = other;
    }
    for (size_t i = 0; i < count; i++)
        values[i] = sam_real_from_bits(bits_of(sam_real_bits(from[i])));
}
