/* Exact whole-number arithmetic for number.c and number_read.c. School methods: the numbers are
 * short. Must not allocate. */
#include "bigint.h"

#include <assert.h>
#include <string.h>

enum { LIMB_BITS = 32 };

static void push(sam_big *big, uint32_t limb) {
    assert(big->count < SAM_BIG_LIMBS);
    big->limb[big->count++] = limb;
}

static void trim(sam_big *big) {
    while (big->count && big->limb[big->count - 1] == 0)
        big->count--;
}

void sam_big_set(sam_big *big, uint64_t value) {
    big->count = 2;
    big->limb[0] = (uint32_t)value;
    big->limb[1] = (uint32_t)(value >> LIMB_BITS);
    trim(big);
}

void sam_big_copy(sam_big *out, const sam_big *from) {
    out->count = from->count;
    memcpy(out->limb, from->limb, from->count * sizeof from->limb[0]);
}

void sam_big_multiply(sam_big *big, uint32_t factor, uint32_t more) {
    uint64_t carry = more;
    for (size_t i = 0; i < big->count; i++) {
        carry += (uint64_t)big->limb[i] * factor;
        big->limb[i] = (uint32_t)carry;
        carry >>= LIMB_BITS;
    }
    if (carry)
        push(big, (uint32_t)carry);
    trim(big);
}

void sam_big_multiply_power10(sam_big *big, unsigned power) {
    for (; power >= 9; power -= 9)
        sam_big_multiply(big, 1000000000u, 0);
    for (; power > 0; power--)
        sam_big_multiply(big, 10u, 0);
}

void sam_big_shift_left(sam_big *big, unsigned bits) {
    size_t limbs = bits / LIMB_BITS;
    if (!big->count)
        return;
    sam_big_multiply(big, (uint32_t)1 << bits % LIMB_BITS, 0);
    assert(big->count + limbs <= SAM_BIG_LIMBS);
    memmove(big->limb + limbs, big->limb, big->count * sizeof big->limb[0]);
    memset(big->limb, 0, limbs * sizeof big->limb[0]);
    big->count += limbs;
}

void sam_big_add(sam_big *big, const sam_big *other) {
    uint64_t carry = 0;
    while (big->count < other->count)
        push(big, 0);
    for (size_t i = 0; i < big->count; i++) {
        carry += (uint64_t)big->limb[i] + (i < other->count ? other->limb[i] : 0);
        big->limb[i] = (uint32_t)carry;
        carry >>= LIMB_BITS;
    }
    if (carry)
        push(big, (uint32_t)carry);
}

void sam_big_subtract(sam_big *big, const sam_big *other) {
    uint32_t borrow = 0;
    for (size_t i = 0; i < big->count; i++) {
        uint64_t take = (uint64_t)(i < other->count ? other->limb[i] : 0) + borrow;
        borrow = big->limb[i] < take;
        big->limb[i] = (uint32_t)(big->limb[i] - take);
    }
    assert(!borrow);
    trim(big);
}

int sam_big_compare(const sam_big *a, const sam_big *b) {
    if (a->count != b->count)
        return a->count < b->count ? -1 : 1;
    for (size_t i = a->count; i-- > 0;)
        if (a->limb[i] != b->limb[i])
            return a->limb[i] < b->limb[i] ? -1 : 1;
    return 0;
}

unsigned sam_big_bits(const sam_big *big) {
    if (!big->count)
        return 0;
    unsigned bits = (unsigned)(big->count - 1) * LIMB_BITS;
    for (uint32_t top = big->limb[big->count - 1]; top; top >>= 1)
        bits++;
    return bits;
}
