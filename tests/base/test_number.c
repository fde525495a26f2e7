/* Numbers and text: every double reads back as itself, rounding is correct, and no locale matters.
 * The C library's strtod, in the "C" locale, is the independent reader. */
#include "base/number.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t bits_of(double value) {
    uint64_t bits = 0;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static double double_of(uint64_t bits) {
    double value = 0;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* Marsaglia, "Xorshift RNGs", 2003. */
static uint64_t next(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void check_round_trip(double value) {
    char text[SAM_NUMBER_SIZE];
    double back = 0;
    size_t length = sam_number_print(text, value);
    cr_assert_eq(length, strlen(text));
    cr_assert(sam_number_parse(text, length, &back), "%s does not read", text);
    uint64_t expected = value == 0 ? 0 : bits_of(value); /* "-0" is printed "0" */
    cr_assert_eq(bits_of(back), expected, "%s reads as %a, not %a", text, back, value);
}

/* No text with one digit less, as the C library rounds it, reads back; the C library reads ours. */
static void check_shortest(double value) {
    char text[SAM_NUMBER_SIZE], shorter[64];
    sam_number_print(text, value);
    cr_assert_eq(bits_of(strtod(text, NULL)), bits_of(value), "%s is not %a", text, value);
    const char *first = text + strcspn(text, "123456789");
    int digits = 0, significant = 0;
    for (; *first && *first != 'e'; first++) {
        digits += *first != '.';
        significant = *first != '.' && *first != '0' ? digits : significant;
    }
    if (significant < 2)
        return;
    snprintf(shorter, sizeof shorter, "%.*e", significant - 2, value);
    cr_assert_neq(strtod(shorter, NULL), value, "%s is longer than %s", text, shorter);
}

Test(number, a_million_bit_patterns_round_trip) {
    uint64_t state = 20260101;
    for (int i = 0; i < 1000000; i++) {
        double value = double_of(next(&state));
        if (!isfinite(value))
            continue;
        check_round_trip(value);
        if (i % 16 == 0)
            check_shortest(value);
    }
}

Test(number, powers_of_two_round_trip) {
    for (int e = -1074; e <= 1023; e++) {
        check_round_trip(ldexp(1.0, e));
        check_round_trip(nextafter(ldexp(1.0, e), 0.0));
        check_round_trip(nextafter(ldexp(1.0, e), (double)INFINITY));
    }
}

Test(number, amounts_and_rates_are_shortest) {
    for (int i = 1; i < 100000; i++) {
        check_shortest(i / 100.0);
        check_shortest(i / 1e7);
        check_round_trip(-i * 1234.5);
    }
}

/* The reader against strtod on long texts: 1 to 40 digits, and the exact point half way between two
 * doubles, with a hair added and taken. */
static void check_against_strtod(const char *text) {
    double ours = 0, theirs = strtod(text, NULL);
    bool read = sam_number_parse(text, strlen(text), &ours);
    cr_assert_eq(read, isfinite(theirs), "%s", text);
    cr_assert(!read || bits_of(ours) == bits_of(theirs), "%s: %a, not %a", text, ours, theirs);
}

Test(number, reads_as_strtod_does) {
    uint64_t state = 7;
    char text[128];
    for (int i = 0; i < 200000; i++) {
        double value = double_of(next(&state));
        if (!isfinite(value))
            continue;
        snprintf(text, sizeof text, "%.*e", (int)(next(&state) % 40), value);
        check_against_strtod(text);
    }
}

Test(number, reads_half_way_points_exactly) {
    uint64_t state = 11;
    char text[1300];
    for (int i = 0; i < 2000; i++) {
        /* An odd 54-bit whole number times a power of two lies half way between two doubles. A long
         * double holds it, and 1200 decimals hold it exactly. */
        long double half = (long double)(next(&state) >> 10 | 1) + 0x1p53L;
        int e = (int)(next(&state) % 400) - 300;
        int length = snprintf(text, sizeof text, "%.*Lf", 400, ldexpl(half, e));
        check_against_strtod(text);
        snprintf(text + length, sizeof text - (size_t)length, "%0400d", 1);
        check_against_strtod(text);
    }
}

/* Values everyone knows: the limits of IEEE 754 binary64 as C17's float.h and Java's Double state
 * them; the two texts that hung PHP (bug 53632) and Java (CVE-2010-4476); 2^-44 from R. Andrysco et
 * al., "Printing floating-point numbers", POPL 2016, whose nearest 16 digits are not the shortest.
 */
typedef struct pair {
    const char *text;
    double value;
} pair;

static const pair printed[] = {
    {"0", 0.0},
    {"0", -0.0},
    {"1", 1},
    {"-1", -1},
    {"0.1", 0.1},
    {"0.3", 0.3},
    {"0.30000000000000004", 0x1.3333333333334p-2},
    {"1234567.89", 1234567.89},
    {"100000000000000000000", 1e20},
    {"1e+21", 1e21},
    {"1e+23", 1e23},
    {"0.000001", 1e-6},
    {"1e-7", 1e-7},
    {"1.5e-10", 1.5e-10},
    {"9007199254740992", 0x1p53},
    {"5e-324", 0x1p-1074},
    {"2.225073858507201e-308", 0x0.fffffffffffffp-1022},
    {"2.2250738585072014e-308", 0x1p-1022},
    {"1.7976931348623157e+308", 0x1.fffffffffffffp1023},
    {"5.684341886080802e-14", 0x1p-44},
    {"null", (double)NAN},
    {"null", (double)INFINITY},
    {"null", -(double)INFINITY},
};

Test(number, prints_what_is_known) {
    char text[SAM_NUMBER_SIZE];
    for (size_t i = 0; i < sizeof printed / sizeof printed[0]; i++) {
        size_t length = sam_number_print(text, printed[i].value);
        cr_expect_str_eq(text, printed[i].text);
        cr_expect_eq(length, strlen(printed[i].text));
    }
}

static const pair read[] = {
    {"0", 0},
    {"-0", -0.0},
    {"0e99999999999999999999", 0},
    {"1E+2", 100},
    {"1e-0", 1},
    {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022},
    {"2.2250738585072012e-308", 0x1p-1022},
    {"9007199254740993", 0x1p53},
    {"9007199254740993.0000000000000000000000000001", 0x1.0000000000001p53},
    {"9007199254740995", 0x1.0000000000002p53},
    {"1e-400", 0},
    {"1e-99999999999999999999999", 0},
    {"2.4703282292062327e-324", 0},
    {"2.4703282292062328e-324", 0x1p-1074},
    {"1.7976931348623158e308", 0x1.fffffffffffffp1023},
    {"123456789012345678901234567890", 0x1.8ee90ff6c373ep96},
};

Test(number, reads_what_is_known) {
    for (size_t i = 0; i < sizeof read / sizeof read[0]; i++) {
        double value = 1;
        cr_expect(sam_number_parse(read[i].text, strlen(read[i].text), &value), "%s", read[i].text);
        cr_expect_eq(bits_of(value), bits_of(read[i].value), "%s: %a", read[i].text, value);
    }
}

Test(number, zeros_and_exponent_cancel) {
    enum { ZEROS = 100000 };
    char *text = malloc(ZEROS + 64);
    memset(text, '0', ZEROS);
    text[1] = '.';
    strcpy(text + ZEROS, "15e99999");
    double value = 0;
    cr_expect(sam_number_parse(text, strlen(text), &value));
    cr_expect_eq(value, 1.5, "%a", value); /* 0.[99998 zeros]15 */
    free(text);
}

Test(number, refuses_what_json_forbids) {
    static const char *const bad[] = {
        "",       " 1",
        "1 ",     "+1",
        "01",     "-01",
        "00",     "1.",
        ".5",     "-.5",
        "-",      "1e",
        "1e+",    "1e+-1",
        "e1",     "0x10",
        "1_0",    "1,5",
        "1.5.2",  "--1",
        "NaN",    "nan",
        "inf",    "-inf",
        "1f",     "1e1.",
        "1.e1",   "1e9 ",
        "0x1p3",  "1\t",
        "\n1",    "i",
        "0e",     "1e999",
        "-1e999", "1.7976931348623159e308",
        "1e309",  "1e99999999999999999999",
    };
    double value = 42;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_expect_not(sam_number_parse(bad[i], strlen(bad[i]), &value), "%s", bad[i]);
    cr_expect_not(sam_number_parse("1\0", 2, &value));
    cr_expect_eq(value, 42, "a refused number must not be stored");
    cr_expect(sam_number_parse("12345", 2, &value));
    cr_expect_eq(value, 12, "only length bytes are read");
}

Test(number, loose_takes_blanks_and_plus) {
    double value = 0;
    cr_expect(sam_number_parse_loose(" \t+1.5 \r\n", 9, &value));
    cr_expect_eq(value, 1.5);
    cr_expect(sam_number_parse_loose("-2", 2, &value));
    cr_expect_eq(value, -2);
    static const char *const bad[] = {"", " ", "+", "+-1", "++1", "+ 1", "1 2", "1,5", "+.5"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_expect_not(sam_number_parse_loose(bad[i], strlen(bad[i]), &value), "%s", bad[i]);
}

typedef struct fixed_case {
    double value;
    int decimals;
    const char *text;
} fixed_case;

/* By hand: the shortest decimal text, rounded as taught at school. */
static const fixed_case fixed[] = {
    {2.675, 2, "2.68"},
    {1.005, 2, "1.01"},
    {-2.675, 2, "-2.68"},
    {0.5, 0, "1"},
    {1.5, 0, "2"},
    {2.5, 0, "3"},
    {-0.5, 0, "-1"},
    {0.49, 0, "0"},
    {-0.49, 0, "0"},
    {-0.004, 2, "0.00"},
    {0.005, 2, "0.01"},
    {0.05, 0, "0"},
    {999.995, 2, "1000.00"},
    {999.994, 2, "999.99"},
    {0.999, 2, "1.00"},
    {9.5, 0, "10"},
    {0, 3, "0.000"},
    {-0.0, 2, "0.00"},
    {12, 2, "12.00"},
    {1e-7, 2, "0.00"},
    {1e-7, 9, "0.000000100"},
    {123456789.123456789, 9, "123456789.123456790"},
    {1e20, 2, "100000000000000000000.00"},
    {-999999999999999.9, 9, "-999999999999999.900000000"},
    {1e21, 2, "1e+21"},
    {(double)NAN, 2, "null"},
    {(double)INFINITY, 2, "null"},
};

Test(number, fixed_rounds_half_away_on_the_shortest_text) {
    char text[SAM_NUMBER_SIZE];
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
        size_t length = sam_number_print_fixed(text, fixed[i].value, fixed[i].decimals);
        cr_expect_str_eq(text, fixed[i].text);
        cr_expect_eq(length, strlen(fixed[i].text));
    }
}

Test(number, rounding_agrees_with_whole_numbers) {
    /* i/1000 rounded to 2 decimals is known from i alone. */
    for (int i = 0; i < 200000; i++) {
        double expected = (i + 5) / 10 / 100.0;
        cr_assert_eq(sam_number_round(i / 1000.0, 2), expected, "%d", i);
        cr_assert_eq(sam_number_round(-i / 1000.0, 2), -expected, "%d", i);
    }
    cr_expect(isinf(sam_number_round((double)INFINITY, 2)));
    cr_expect(isnan(sam_number_round((double)NAN, 2)));
    cr_expect_eq(sam_number_round(1e300, 2), 1e300);
}

Test(number, norwegian_form) {
    static const fixed_case cases[] = {
        {0, 0, "0"},
        {999, 0, "999"},
        {1000, 0, "1\u00A0000"},
        {-1234567.891, 2, "\u22121\u00A0234\u00A0567,89"},
        {123456, 1, "123\u00A0456,0"},
        {-0.001, 2, "0,00"},
        {-1e20, 9, "\u2212100\u00A0000\u00A0000\u00A0000\u00A0000\u00A0000\u00A0000,000000000"},
    };
    char text[2 * SAM_NUMBER_SIZE];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t length = sam_number_print_norwegian(text, cases[i].value, cases[i].decimals);
        cr_expect_str_eq(text, cases[i].text);
        cr_expect_eq(length, strlen(cases[i].text));
    }
}

Test(number, nothing_overflows_the_buffers) {
    uint64_t state = 3;
    for (int i = 0; i < 100000; i++) {
        double value = double_of(next(&state));
        char *text = malloc(SAM_NUMBER_SIZE), *wide = malloc(2 * SAM_NUMBER_SIZE);
        cr_assert_lt(sam_number_print(text, value), (size_t)SAM_NUMBER_SIZE);
        cr_assert_lt(sam_number_print_fixed(text, value, 9), (size_t)SAM_NUMBER_SIZE);
        cr_assert_lt(sam_number_print_norwegian(wide, value, 9), (size_t)2 * SAM_NUMBER_SIZE);
        free(text);
        free(wide);
    }
}

/* True when the process now runs with a decimal comma. */
static bool set_norwegian(const char *folder) {
    char command[256];
    snprintf(command, sizeof command, "localedef -i nb_NO -f UTF-8 %s/nb_NO.UTF-8 2>/dev/null",
             folder);
    if (system(command) != 0)
        return false;
    setenv("LOCPATH", folder, 1);
    return setlocale(LC_ALL, "nb_NO.UTF-8") && *localeconv()->decimal_point == ',';
}

Test(number, a_norwegian_host_changes_nothing) {
    char folder[] = "/tmp/samspel-locale-XXXXXX", command[64];
    cr_assert_not_null(mkdtemp(folder));
    bool set = set_norwegian(folder);
    snprintf(command, sizeof command, "rm -r %s", folder);
    cr_assert_eq(system(command), 0);
    if (!set)
        cr_skip_test("SKIPPED: localedef cannot make nb_NO here, so the decimal comma is untested");
    char text[SAM_NUMBER_SIZE];
    snprintf(text, sizeof text, "%.1f", 0.5);
    cr_assert_str_eq(text, "0,5", "the host must really have set a decimal comma");
    for (size_t i = 0; i < sizeof printed / sizeof printed[0]; i++) {
        sam_number_print(text, printed[i].value);
        cr_expect_str_eq(text, printed[i].text);
    }
    sam_number_print_fixed(text, 2.675, 2);
    cr_expect_str_eq(text, "2.68");
    for (size_t i = 0; i < sizeof read / sizeof read[0]; i++) {
        double value = 1;
        cr_expect(sam_number_parse(read[i].text, strlen(read[i].text), &value));
        cr_expect_eq(bits_of(value), bits_of(read[i].value), "%s", read[i].text);
    }
    double value = 0;
    cr_expect_not(sam_number_parse("0,5", 3, &value));
}
