/* Whole numbers large enough for exact conversion between binary and decimal, on the stack.
 * Room for what a double needs and no more: callers keep within SAM_BIG_LIMBS by construction. */
#ifndef SAMSPEL_BASE_BIGINT_H
#define SAMSPEL_BASE_BIGINT_H

#include <stddef.h>
#include <stdint.h>

/* 5,120 bits. The largest ever needed is about 10^1125 times 2^56 (see number_read.c). */
enum { SAM_BIG_LIMBS = 160 };

typedef struct sam_big {
    size_t count;                 /* limbs in use; 0 is the number zero; the last one is never 0 */
    uint32_t limb[SAM_BIG_LIMBS]; /* least significant first; those past count hold nothing */
} sam_big;

void sam_big_set(sam_big *big, uint64_t value);
void sam_big_copy(sam_big *out, const sam_big *from);
/* big = big * factor + more */
void sam_big_multiply(sam_big *big, uint32_t factor, uint32_t more);
void sam_big_multiply_power10(sam_big *big, unsigned power);
void sam_big_shift_left(sam_big *big, unsigned bits);
void sam_big_add(sam_big *big, const sam_big *other);
/* other must not be larger than big. */
void sam_big_subtract(sam_big *big, const sam_big *other);
/* Negative, 0, positive, as a - b. */
int sam_big_compare(const sam_big *a, const sam_big *b);
/* Bits up to the highest one set; 0 for zero. */
unsigned sam_big_bits(const sam_big *big);

#endif
