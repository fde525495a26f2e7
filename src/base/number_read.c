/* Text as a double: JSON's number grammar, rounded correctly (to nearest, half to even) whatever
 * the length. Exact, with whole numbers only; no locale. Must not accept what JSON forbids. */
#include "number.h"

#include "bigint.h"

#include <float.h>
#include <string.h>

/* The short way below is exact only when a product is rounded once, to double. */
_Static_assert(FLT_EVAL_METHOD == 0, "double arithmetic must be done in double");

enum {
    /* A point half way between two doubles has at most 768 significant digits; digits after the
     * 800th can only say "a little more", and say so in the last place. */
    DIGITS_MOST = 800,
    EXACT_DIGITS = 15,  /* any 15 digits are below 2^53 */
    EXACT_POWER = 22,   /* 10^22 is the largest power of ten that is a double exactly */
    MIDDLE_DIGITS = 19, /* any 19 digits, and 10^19, are below 2^64 */
    POINT_MOST = 310,   /* 0.1e310 is above the largest double */
    POINT_LEAST = -330, /* 0.9e-330 is below half of the smallest */
    QUOTIENT_BITS = 64,
    SIGNIFICAND_BITS = 53,
    LEAST_EXPONENT = -1074,
    EXPONENT_FIELDS = 2047,
};

/* Beyond any point a text that fits memory could move back into range. */
static const int64_t exponent_most = (int64_t)1 << 58;

/* 0.d1d2... times 10^point; neither first nor last digit is 0; no digits is zero. */
typedef struct decimal {
    bool negative;
    unsigned char digit[DIGITS_MOST];
    size_t count;
    int64_t point;
} decimal;

typedef struct cursor {
    const char *at, *end;
} cursor;

static bool is_digit(const cursor *from) {
    return from->at < from->end && *from->at >= '0' && *from->at <= '9';
}

static bool take(cursor *from, const char *any) {
    if (from->at == from->end || *from->at == '\0' || !strchr(any, *from->at))
        return false;
    from->at++;
    return true;
}

static void keep_digit(decimal *out, unsigned char digit) {
    if (out->count < DIGITS_MOST)
        out->digit[out->count++] = digit;
    else if (digit && out->digit[DIGITS_MOST - 1] == 0)
        out->digit[DIGITS_MOST - 1] = 1;
}

/* Digits before (step 1) or after (step 0) the decimal point. False: there are none. */
static bool read_digits(cursor *from, decimal *out, int step) {
    if (!is_digit(from))
        return false;
    for (; is_digit(from); from->at++) {
        unsigned char digit = (unsigned char)(*from->at - '0');
        bool leading = out->count == 0 && digit == 0;
        if (!leading)
            keep_digit(out, digit);
        /* A leading zero moves the point only after it; any other digit only before it. */
        if (leading && step == 0)
            out->point--;
        if (!leading)
            out->point += step;
    }
    return true;
}

static bool read_exponent(cursor *from, decimal *out) {
    bool negative = from->at < from->end && *from->at == '-';
    take(from, "+-");
    if (!is_digit(from))
        return false;
    int64_t exponent = 0;
    for (; is_digit(from); from->at++)
        if (exponent < exponent_most)
            exponent = exponent * 10 + (*from->at - '0');
    out->point += negative ? -exponent : exponent;
    return true;
}

/* RFC 8259 section 6, the whole text and nothing else. */
static bool read_decimal(const char *text, size_t length, decimal *out) {
    cursor from = {text, text + length};
    out->count = 0;
    out->point = 0;
    out->negative = take(&from, "-");
    if (take(&from, "0")) {
        if (is_digit(&from))
            return false;
    } else if (!read_digits(&from, out, 1)) {
        return false;
    }
    if (take(&from, ".") && !read_digits(&from, out, 0))
        return false;
    if (take(&from, "eE") && !read_exponent(&from, out))
        return false;
    while (out->count && out->digit[out->count - 1] == 0)
        out->count--;
    return from.at == from.end;
}

/* One multiplication or division of two exact doubles is correctly rounded: W. D. Clinger, "How to
 * read floating point numbers accurately", PLDI 1990. */
static bool read_short(const decimal *from, double *out) {
    static const double power[EXACT_POWER + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    int64_t exponent = from->point - (int64_t)from->count;
    if (from->count > EXACT_DIGITS || exponent < -EXACT_POWER || exponent > EXACT_POWER)
        return false;
    double whole = 0;
    for (size_t i = 0; i < from->count; i++)
        whole = whole * 10 + from->digit[i];
    *out = exponent < 0 ? whole / power[-exponent] : whole * power[exponent];
    return true;
}

/* The first 64 bits of above/below, which lies between 1/2 and 2; above becomes the remainder. */
static uint64_t divide(sam_big *above, const sam_big *below) {
    uint64_t quotient = 0;
    for (int i = 0; i < QUOTIENT_BITS; i++) {
        quotient <<= 1;
        if (sam_big_compare(above, below) >= 0) {
            sam_big_subtract(above, below);
            quotient |= 1;
        }
        sam_big_multiply(above, 2, 0);
    }
    return quotient;
}

/* quotient (and a little more, if inexact) times 2^exponent, rounded to a double. False: too large.
 */
static bool assemble(uint64_t quotient, bool inexact, int exponent, double *out) {
    int drop = QUOTIENT_BITS - SIGNIFICAND_BITS - (quotient >> (QUOTIENT_BITS - 1) ? 0 : 1);
    if (exponent + drop < LEAST_EXPONENT)
        drop = LEAST_EXPONENT - exponent;
    if (drop > QUOTIENT_BITS) {
        *out = 0;
        return true;
    }
    uint64_t kept = drop == QUOTIENT_BITS ? 0 : quotient >> drop;
    uint64_t rest = drop == QUOTIENT_BITS ? quotient : quotient - (kept << drop);
    uint64_t half = (uint64_t)1 << (drop - 1);
    if (rest > half || (rest == half && (inexact || kept % 2)))
        kept++;
    /* The leading bit of a normal number is added to the exponent field, which is therefore one
     * less here; a carry out of the rounding goes the same way. */
    uint64_t field = (uint64_t)(exponent + drop - LEAST_EXPONENT);
    uint64_t bits = kept + (field << (SIGNIFICAND_BITS - 1));
    if (bits >> (SIGNIFICAND_BITS - 1) >= EXPONENT_FIELDS)
        return false;
    memcpy(out, &bits, sizeof bits);
    return true;
}

/* As read_long, in 128 bits: up to 19 digits over a power of ten up to 10^19, which is what
 * programs write. False: not of that kind. */
static bool read_middle(const decimal *from, double *out) {
    static const uint64_t power[] = {UINT64_C(1),
                                     UINT64_C(10),
                                     UINT64_C(100),
                                     UINT64_C(1000),
                                     UINT64_C(10000),
                                     UINT64_C(100000),
                                     UINT64_C(1000000),
                                     UINT64_C(10000000),
                                     UINT64_C(100000000),
                                     UINT64_C(1000000000),
                                     UINT64_C(10000000000),
                                     UINT64_C(100000000000),
                                     UINT64_C(1000000000000),
                                     UINT64_C(10000000000000),
                                     UINT64_C(100000000000000),
                                     UINT64_C(1000000000000000),
                                     UINT64_C(10000000000000000),
                                     UINT64_C(100000000000000000),
                                     UINT64_C(1000000000000000000),
                                     UINT64_C(10000000000000000000)};
    int64_t places = (int64_t)from->count - from->point;
    if (from->count > MIDDLE_DIGITS || places < 0 || places > MIDDLE_DIGITS)
        return false;
    uint64_t whole = 0;
    for (size_t i = 0; i < from->count; i++)
        whole = whole * 10 + from->digit[i];
    uint64_t below = power[places];
    int scale = __builtin_clzll(below) - __builtin_clzll(whole);
    /* The bits of whole, less those of below, are `scale`: the quotient has 63 or 64 of them. */
    __extension__ unsigned __int128 above = (unsigned __int128)whole << (QUOTIENT_BITS - 1 - scale);
    uint64_t quotient = (uint64_t)(above / below);
    bool inexact = above % below != 0;
    return assemble(quotient, inexact, scale - (QUOTIENT_BITS - 1), out);
}

static bool read_long(const decimal *from, double *out) {
    if (from->point > POINT_MOST)
        return false;
    *out = 0;
    if (from->point < POINT_LEAST)
        return true;
    int exponent = (int)(from->point - (int64_t)from->count);
    sam_big above, below;
    sam_big_set(&above, 0);
    for (size_t i = 0; i < from->count; i++)
        sam_big_multiply(&above, 10, from->digit[i]);
    sam_big_set(&below, 1);
    sam_big_multiply_power10(exponent < 0 ? &below : &above,
                             (unsigned)(exponent < 0 ? -exponent : exponent));
    int scale = (int)sam_big_bits(&above) - (int)sam_big_bits(&below);
    sam_big_shift_left(scale < 0 ? &above : &below, (unsigned)(scale < 0 ? -scale : scale));
    uint64_t quotient = divide(&above, &below);
    return assemble(quotient, above.count != 0, scale - (QUOTIENT_BITS - 1), out);
}

bool sam_number_parse(const char *text, size_t length, double *out) {
    decimal number;
    if (!read_decimal(text, length, &number))
        return false;
    double value = 0;
    if (number.count && !read_short(&number, &value) && !read_middle(&number, &value) &&
        !read_long(&number, &value))
        return false;
    *out = number.negative ? -value : value;
    return true;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool sam_number_parse_loose(const char *text, size_t length, double *out) {
    for (; length && is_blank(*text); length--)
        text++;
    while (length && is_blank(text[length - 1]))
        length--;
    if (length > 1 && *text == '+' && text[1] != '-') {
        text++;
        length--;
    }
    return sam_number_parse(text, length, out);
}
