/* A double as text: shortest, fixed, and Norwegian. Exact, with whole numbers only, so that no
 * locale and no C library can change a digit. Must not guess: what cannot be shown is "null". */
#include "number.h"

#include "bigint.h"

#include <float.h>
#include <math.h>
#include <string.h>

_Static_assert(FLT_RADIX == 2 && DBL_MANT_DIG == 53 && DBL_MAX_EXP == 1024, "IEEE 754 double");

enum {
    DIGITS_MOST = 17, /* enough for any double */
    PLAIN_POINT = 21, /* from 10^21 on, and below 10^-6, the exponent form */
    SMALL_POINT = -5,
    DECIMALS_MOST = 9,
    FRACTION_BITS = 52,
    EXPONENT_BIAS = 1075,
};

/* 0.d1d2... times 10^point; no digits is zero. */
typedef struct digits {
    char digit[DIGITS_MOST + 1];
    int count, point;
} digits;

/* The state of the conversion: value = rest/unit, and any text closer than above or below still
 * reads back as the same double. */
typedef struct interval {
    sam_big rest, unit, above, below;
    int may_touch; /* the ends belong to the interval: the reader rounds half to even */
} interval;

static int binary_parts(double value, uint64_t *fraction, int *even_gaps) {
    uint64_t bits = 0;
    memcpy(&bits, &value, sizeof bits);
    int exponent = (int)(bits >> FRACTION_BITS & 0x7FF);
    uint64_t hidden = (uint64_t)1 << FRACTION_BITS;
    *fraction = bits & (hidden - 1);
    /* At a power of two the next double below is half as far away as the one above. */
    *even_gaps = *fraction != 0 || exponent <= 1;
    if (exponent == 0)
        return 1 - EXPONENT_BIAS;
    *fraction |= hidden;
    return exponent - EXPONENT_BIAS;
}

/* Everything doubled (and doubled again where the gaps differ) so that half gaps are whole. */
static int set_up(interval *at, double value) {
    uint64_t fraction = 0;
    int even_gaps = 0;
    int exponent = binary_parts(value, &fraction, &even_gaps);
    unsigned up = exponent > 0 ? (unsigned)exponent : 0;
    unsigned down = exponent < 0 ? (unsigned)-exponent : 0;
    unsigned doubling = even_gaps ? 1 : 2;
    at->may_touch = (fraction & 1) == 0;
    sam_big_set(&at->rest, fraction);
    int width = (int)sam_big_bits(&at->rest) + exponent;
    sam_big_shift_left(&at->rest, up + doubling);
    sam_big_set(&at->unit, 1);
    sam_big_shift_left(&at->unit, down + doubling);
    sam_big_set(&at->below, 1);
    sam_big_shift_left(&at->below, up);
    sam_big_set(&at->above, 1);
    sam_big_shift_left(&at->above, up + doubling - 1);
    return width;
}

static void times_ten(interval *at) {
    sam_big_multiply(&at->rest, 10, 0);
    sam_big_multiply(&at->above, 10, 0);
    sam_big_multiply(&at->below, 10, 0);
}

/* Whether the upper end of the interval, times ten^shift, reaches one unit. */
static int reaches_unit(const interval *at, unsigned shift) {
    sam_big end;
    sam_big_copy(&end, &at->rest);
    sam_big_add(&end, &at->above);
    sam_big_multiply_power10(&end, shift);
    int order = sam_big_compare(&end, &at->unit);
    return at->may_touch ? order >= 0 : order > 0;
}

/* Scales by a power of ten so that the first digit comes next; returns the decimal point. */
static int scale(interval *at, int width) {
    int point = (int)((width - 1) * 30103L / 100000L); /* log10(2); corrected below */
    if (point > 0)
        sam_big_multiply_power10(&at->unit, (unsigned)point);
    for (int i = point; i < 0; i++)
        times_ten(at);
    for (; reaches_unit(at, 0); point++)
        sam_big_multiply(&at->unit, 10, 0);
    for (; !reaches_unit(at, 1); point--)
        times_ten(at);
    return point;
}

static int next_digit(interval *at) {
    int digit = 0;
    times_ten(at);
    for (; sam_big_compare(&at->rest, &at->unit) >= 0; digit++)
        sam_big_subtract(&at->rest, &at->unit);
    return digit;
}

/* Above one half of a unit: round up; exactly half: to the even digit. */
static int rounds_up(interval *at, int digit) {
    sam_big_multiply(&at->rest, 2, 0);
    int order = sam_big_compare(&at->rest, &at->unit);
    return order > 0 || (order == 0 && digit % 2);
}

/* Free-format conversion: Steele & White, "How to print floating-point numbers accurately", PLDI
 * 1990, with the start of Burger & Dybvig, PLDI 1996: shortest, and of the shortest the closest.
 * value is finite; its sign is not looked at. */
static void shortest(digits *out, double value) {
    *out = (digits){0};
    if (value == 0)
        return;
    interval at;
    out->point = scale(&at, set_up(&at, fabs(value)));
    while (out->count < DIGITS_MOST) {
        int digit = next_digit(&at);
        int order = sam_big_compare(&at.rest, &at.below);
        int low = at.may_touch ? order <= 0 : order < 0;
        int high = reaches_unit(&at, 0);
        if (high && (!low || rounds_up(&at, digit)))
            digit++;
        out->digit[out->count++] = (char)('0' + digit);
        if (low || high)
            return;
    }
}

static size_t put(char *out, const char *text) {
    memcpy(out, text, strlen(text) + 1);
    return strlen(text);
}

static char *put_zeros(char *out, int count) {
    for (int i = 0; i < count; i++)
        *out++ = '0';
    return out;
}

/* Digits without exponent, with exactly so many decimals after the point. */
static char *put_plain(char *out, const digits *number, int decimals) {
    int whole = number->point > 0 ? number->point : 0;
    int zeros = number->point < 0 ? -number->point : 0;
    for (int i = 0; i < whole; i++)
        *out++ = i < number->count ? number->digit[i] : '0';
    if (!whole)
        *out++ = '0';
    if (decimals <= 0)
        return out;
    *out++ = '.';
    zeros = zeros < decimals ? zeros : decimals;
    out = put_zeros(out, zeros);
    for (int i = whole; i < whole + decimals - zeros; i++)
        *out++ = i < number->count ? number->digit[i] : '0';
    return out;
}

static char *put_exponent(char *out, const digits *number) {
    int exponent = number->point - 1;
    *out++ = number->digit[0];
    if (number->count > 1)
        *out++ = '.';
    for (int i = 1; i < number->count; i++)
        *out++ = number->digit[i];
    *out++ = 'e';
    *out++ = exponent < 0 ? '-' : '+';
    exponent = exponent < 0 ? -exponent : exponent;
    if (exponent >= 100)
        *out++ = (char)('0' + exponent / 100);
    if (exponent >= 10)
        *out++ = (char)('0' + exponent / 10 % 10);
    *out++ = (char)('0' + exponent % 10);
    return out;
}

static size_t finish(const char *begin, char *end) {
    *end = '\0';
    return (size_t)(end - begin);
}

size_t sam_number_print(char *out, double value) {
    if (!isfinite(value))
        return put(out, "null");
    digits number;
    shortest(&number, value);
    char *at = out;
    if (value < 0)
        *at++ = '-';
    if (number.count && (number.point > PLAIN_POINT || number.point < SMALL_POINT))
        return finish(out, put_exponent(at, &number));
    return finish(out, put_plain(at, &number, number.count - number.point));
}

/* Cuts to so many decimals, half away from zero. */
static void round_digits(digits *number, int decimals) {
    int keep = number->point + decimals;
    if (keep >= number->count)
        return;
    int up = keep >= 0 && number->digit[keep] >= '5';
    number->count = keep > 0 ? keep : 0;
    if (!up)
        return;
    while (number->count && number->digit[number->count - 1] == '9')
        number->count--;
    if (number->count) {
        number->digit[number->count - 1]++;
        return;
    }
    /* Nines all the way, or nothing kept: one unit in the place above. */
    number->digit[number->count++] = '1';
    number->point++;
}

static int is_zero(const digits *number) {
    return number->count == 0;
}

size_t sam_number_print_fixed(char *out, double value, int decimals) {
    decimals = decimals < 0 ? 0 : decimals > DECIMALS_MOST ? DECIMALS_MOST : decimals;
    digits number = {0};
    if (isfinite(value))
        shortest(&number, value);
    /* From 10^21 there are no decimals to fix, and the plain form would not fit the buffer. */
    if (!isfinite(value) || number.point > PLAIN_POINT)
        return sam_number_print(out, value);
    round_digits(&number, decimals);
    if (is_zero(&number))
        number.point = 0;
    char *at = out;
    if (value < 0 && !is_zero(&number))
        *at++ = '-';
    return finish(out, put_plain(at, &number, decimals));
}

size_t sam_number_print_norwegian(char *out, double value, int decimals) {
    char plain[SAM_NUMBER_SIZE];
    sam_number_print_fixed(plain, value, decimals);
    const char *from = plain;
    size_t length = 0;
    if (*from == '-') {
        length += put(out, "\xE2\x88\x92");
        from++;
    }
    for (size_t whole = strspn(from, "0123456789"); whole > 0; whole--) {
        out[length++] = *from++;
        if (whole > 1 && whole % 3 == 1)
            length += put(out + length, "\xC2\xA0");
    }
    for (; *from; from++)
        out[length++] = *from == '.' ? ',' : *from;
    out[length] = '\0';
    return length;
}

double sam_number_round(double value, int decimals) {
    char printed[SAM_NUMBER_SIZE];
    double rounded = value;
    size_t length = sam_number_print_fixed(printed, value, decimals);
    return sam_number_parse(printed, length, &rounded) ? rounded : value;
}
