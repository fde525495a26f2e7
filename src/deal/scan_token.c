/* The scalars of RFC 8259 as bytes: strings (section 7), numbers (6) and the three words (3).
 * Checks and steps over; must not convert or keep anything. */
#include "scan_state.h"

#include "base/number.h"
#include "base/utf8.h"

#include <string.h>

enum {
    UNIT_LENGTH = 6,     /* \uXXXX */
    SURELY_FINITE = 300, /* so many digits without exponent are below the largest double */
};

/* What the token has shown so far beyond the grammar. */
typedef struct string_facts {
    size_t decoded; /* bytes */
    const char *nul;
} string_facts;

static bool take(sam_scan *scan, char c) {
    if (scan->at == scan->end || *scan->at != c)
        return false;
    scan->at++;
    return true;
}

static bool is_digit(const sam_scan *scan) {
    return scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9';
}

static bool take_digits(sam_scan *scan) {
    const char *begin = scan->at;
    while (is_digit(scan))
        scan->at++;
    return scan->at > begin;
}

static bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool unit_follows(const sam_scan *scan) {
    if (scan->end - scan->at < UNIT_LENGTH || scan->at[0] != '\\' || scan->at[1] != 'u')
        return false;
    return is_hex(scan->at[2]) && is_hex(scan->at[3]) && is_hex(scan->at[4]) && is_hex(scan->at[5]);
}

static size_t left(const sam_scan *scan) {
    return (size_t)(scan->end - scan->at);
}

static size_t at_most(size_t length, size_t most) {
    return length < most ? length : most;
}

/* \uXXXX, or two of them for a character above U+FFFF. The first is known to be well formed. */
static bool scan_unit(sam_scan *scan, string_facts *facts) {
    const char *begin = scan->at;
    scan->at += UNIT_LENGTH;
    const char *probe = begin;
    uint32_t code = sam_scan_decode(&probe, scan->at);
    /* The decoder gives U+FFFD for half a pair; written out, U+FFFD is itself. */
    bool half = code == 0xFFFD && (begin[2] == 'd' || begin[2] == 'D');
    if (half) {
        if (!unit_follows(scan))
            return SAM_SCAN_REPORT(scan, SURROGATE, begin, UNIT_LENGTH);
        probe = begin;
        code = sam_scan_decode(&probe, scan->at + UNIT_LENGTH);
        if (code < 0x10000)
            return SAM_SCAN_REPORT(scan, SURROGATE, begin, UNIT_LENGTH);
        scan->at = probe;
    }
    if (code == 0 && !facts->nul)
        facts->nul = begin;
    char bytes[SAM_UTF8_MOST];
    facts->decoded += sam_utf8_write(bytes, code);
    return true;
}

static bool scan_escape(sam_scan *scan, string_facts *facts) {
    if (left(scan) < 2)
        return SAM_SCAN_REPORT(scan, END, scan->end, 0);
    if (scan->at[1] == 'u') {
        if (unit_follows(scan))
            return scan_unit(scan, facts);
        return SAM_SCAN_REPORT(scan, ESCAPE, scan->at, at_most(left(scan), UNIT_LENGTH));
    }
    if (scan->at[1] == '\0' || !strchr("\"\\/bfnrt", scan->at[1])) {
        size_t letter = sam_utf8_read(scan->at + 1, left(scan) - 1, NULL);
        return SAM_SCAN_REPORT(scan, ESCAPE, scan->at, 1 + (letter ? letter : 1));
    }
    scan->at += 2;
    facts->decoded++;
    return true;
}

static bool scan_character(sam_scan *scan, string_facts *facts) {
    unsigned char c = (unsigned char)*scan->at;
    if (c == '\\')
        return scan_escape(scan, facts);
    if (c == '\0')
        return SAM_SCAN_REPORT(scan, NUL_BYTE, scan->at, 1);
    if (c < 0x20)
        return SAM_SCAN_REPORT(scan, CONTROL, scan->at, 1);
    size_t length = sam_utf8_read(scan->at, left(scan), NULL);
    if (length == SAM_UTF8_BAD)
        return SAM_SCAN_REPORT(scan, UTF8, scan->at, 1);
    scan->at += length;
    facts->decoded += length;
    return true;
}

bool sam_scan_string(sam_scan *scan) {
    const char *begin = scan->at++;
    string_facts facts = {0};
    while (scan->at < scan->end && *scan->at != '"')
        if (!scan_character(scan, &facts))
            return false;
    if (!take(scan, '"'))
        return SAM_SCAN_REPORT(scan, END, scan->end, 0);
    if (scan->policy && facts.nul)
        SAM_SCAN_REPORT(scan, NUL, facts.nul, UNIT_LENGTH);
    if (scan->policy && facts.decoded > SAM_SCAN_STRING_BYTES)
        SAM_SCAN_REPORT(scan, STRING_LENGTH, begin, (size_t)(scan->at - begin));
    return true;
}

static bool ends_word(const sam_scan *scan) {
    return scan->at == scan->end || (*scan->at && strchr(" \t\r\n,:[]{}\"/", *scan->at));
}

static bool scan_fraction(sam_scan *scan, const char *begin) {
    if (!take(scan, '.') || take_digits(scan))
        return true;
    return SAM_SCAN_REPORT(scan, POINT_ALONE, begin, 0);
}

static bool scan_exponent(sam_scan *scan, const char *begin, bool *present) {
    *present = take(scan, 'e') || take(scan, 'E');
    if (!*present)
        return true;
    if (!take(scan, '+'))
        take(scan, '-');
    return take_digits(scan) || SAM_SCAN_REPORT(scan, EXPONENT_ALONE, begin, 0);
}

/* What follows a minus that digits do not. */
static bool bad_minus(sam_scan *scan, const char *begin) {
    if (left(scan) && (*scan->at == 'I' || *scan->at == 'i' || *scan->at == 'N'))
        return SAM_SCAN_REPORT(scan, NOT_FINITE, begin, 0);
    if (left(scan) && *scan->at == '.')
        return SAM_SCAN_REPORT(scan, LEADING_POINT, begin, 0);
    return SAM_SCAN_REPORT(scan, MINUS_ALONE, begin, 0);
}

bool sam_scan_number(sam_scan *scan) {
    const char *begin = scan->at;
    bool exponent = false;
    take(scan, '-');
    bool zero = take(scan, '0');
    if (zero && is_digit(scan))
        return SAM_SCAN_REPORT(scan, LEADING_ZERO, begin, 0);
    if (!zero && !take_digits(scan))
        return bad_minus(scan, begin);
    if (!scan_fraction(scan, begin) || !scan_exponent(scan, begin, &exponent))
        return false;
    if (!ends_word(scan))
        return SAM_SCAN_REPORT(scan, NUMBER_END, begin, 0);
    size_t length = (size_t)(scan->at - begin);
    double value = 0;
    if (scan->policy && (exponent || length > SURELY_FINITE) &&
        !sam_number_parse(begin, length, &value))
        SAM_SCAN_REPORT(scan, NUMBER_RANGE, begin, length);
    return true;
}

static bool begins_with(const sam_scan *scan, const char *word) {
    size_t length = strlen(word);
    return left(scan) >= length && memcmp(scan->at, word, length) == 0;
}

/* Blanks that look like a space and are none (Unicode's White_Space, and the byte order mark). */
static bool is_foreign_blank(uint32_t code) {
    return code == 0x0B || code == 0x0C || code == 0x85 || code == 0xA0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 ||
           code == 0x202F || code == 0x205F || code == 0x2060 || code == 0x3000 || code == 0xFEFF;
}

bool sam_scan_misplaced(sam_scan *scan) {
    uint32_t code = 0;
    size_t length = sam_utf8_read(scan->at, left(scan), &code);
    if (length == SAM_UTF8_BAD)
        return !SAM_SCAN_REPORT(scan, UTF8, scan->at, 1);
    if (is_foreign_blank(code))
        return !SAM_SCAN_REPORT(scan, BLANK, scan->at, length);
    if (code == '\0')
        return !SAM_SCAN_REPORT(scan, NUL_BYTE, scan->at, 1);
    if (code == '\'')
        return !SAM_SCAN_REPORT(scan, SINGLE_QUOTE, scan->at, 0);
    if (code == '/' || code == '#')
        return !SAM_SCAN_REPORT(scan, COMMENT, scan->at, 0);
    return false;
}

static bool not_value(sam_scan *scan) {
    const char *at = scan->at;
    if (sam_scan_misplaced(scan))
        return false;
    if (*at == '+')
        return SAM_SCAN_REPORT(scan, LEADING_PLUS, at, 0);
    if (*at == '.')
        return SAM_SCAN_REPORT(scan, LEADING_POINT, at, 0);
    if (begins_with(scan, "NaN") || begins_with(scan, "nan") || begins_with(scan, "Inf"))
        return SAM_SCAN_REPORT(scan, NOT_FINITE, at, 0);
    if ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (unsigned char)*at >= 0x80)
        return SAM_SCAN_REPORT(scan, WORD, at, 0);
    return SAM_SCAN_REPORT(scan, VALUE, at, 1);
}

bool sam_scan_word(sam_scan *scan) {
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!begins_with(scan, words[i]))
            continue;
        const char *begin = scan->at;
        scan->at += strlen(words[i]);
        return ends_word(scan) || SAM_SCAN_REPORT(scan, WORD, begin, 0);
    }
    return not_value(scan);
}
