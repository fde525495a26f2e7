/* What the parts of the scan share: the position, the open arrays and objects, the list of faults.
 * Private to scan*.c. */
#ifndef SAMSPEL_DEAL_SCAN_STATE_H
#define SAMSPEL_DEAL_SCAN_STATE_H

#include <stdint.h>

#include "base/mark.h"
#include "deal/scan.h"

/* name, code, status, message, what is allowed (Nullable), what to do */
#define SAM_SCAN_FAULT_LIST(X)                                                                     \
    X(EMPTY, "JSON_SYNTAX", SAM_INPUT, N_("the file is empty"), NULL, N_("write one JSON object")) \
    X(BOM, "JSON_SYNTAX", SAM_INPUT, N_("the file begins with a byte order mark"), NULL,           \
      N_("save the file as UTF-8 without byte order mark"))                                        \
    X(UTF16, "JSON_SYNTAX", SAM_INPUT, N_("the file is UTF-16 or UTF-32"), NULL,                   \
      N_("save the file as UTF-8"))                                                                \
    X(UTF8, "JSON_SYNTAX", SAM_INPUT, N_("these bytes are not UTF-8"), NULL,                       \
      N_("save the file as UTF-8"))                                                                \
    X(NUL_BYTE, "JSON_SYNTAX", SAM_INPUT, N_("a zero byte stands in the text"), NULL,              \
      N_("remove the byte, or save the file as UTF-8"))                                            \
    X(TRAILING, "JSON_SYNTAX", SAM_INPUT, N_("text follows the end of the document"), NULL,        \
      N_("remove what follows, or look for a bracket closed too early"))                           \
    X(END, "JSON_SYNTAX", SAM_INPUT, N_("the text ends in the middle of the document"), NULL,      \
      N_("look for a bracket or quote that is never closed"))                                      \
    X(VALUE, "JSON_SYNTAX", SAM_INPUT, N_("a value is expected here"),                             \
      N_("a number, text in double quotes, true, false, null, [ or {"), N_("write a value"))       \
    X(WORD, "JSON_SYNTAX", SAM_INPUT, N_("this word means nothing in JSON"), "true, false, null",  \
      N_("put text in double quotes"))                                                             \
    X(NOT_FINITE, "JSON_SYNTAX", SAM_INPUT, N_("JSON has no NaN and no infinity"),                 \
      N_("finite numbers"), N_("leave the field out, or write a number"))                          \
    X(SINGLE_QUOTE, "JSON_SYNTAX", SAM_INPUT, N_("text is quoted with single quotes"), NULL,       \
      N_("use double quotes"))                                                                     \
    X(COMMENT, "JSON_SYNTAX", SAM_INPUT, N_("JSON has no comments"), NULL,                         \
      N_("remove the comment"))                                                                    \
    X(BLANK, "JSON_SYNTAX", SAM_INPUT,                                                             \
      N_("this kind of white space is not allowed between values"),                                \
      N_("space, tab, line feed, carriage return"), N_("replace it by an ordinary space"))         \
    X(TRAILING_COMMA, "JSON_SYNTAX", SAM_INPUT, N_("a comma stands before the closing bracket"),   \
      NULL, N_("remove the comma"))                                                                \
    X(KEY, "JSON_SYNTAX", SAM_INPUT, N_("a key in double quotes is expected here"), NULL,          \
      "write \"key\": value")                                                                      \
    X(DECIMAL_COMMA, "JSON_SYNTAX", SAM_INPUT, N_("a key is expected here, not a number"), NULL,   \
      N_("write decimals with a point (1.5), and no separator between thousands"))                 \
    X(COLON, "JSON_SYNTAX", SAM_INPUT, N_("a colon is expected after the key"), ":",               \
      "write \"key\": value")                                                                      \
    X(COMMA_IN_ARRAY, "JSON_SYNTAX", SAM_INPUT, N_("the array does not go on like this"),          \
      ", or ]", N_("look for a missing comma or a wrong bracket"))                                 \
    X(COMMA_IN_OBJECT, "JSON_SYNTAX", SAM_INPUT, N_("the object does not go on like this"),        \
      ", or }", N_("look for a missing comma or a wrong bracket"))                                 \
    X(NUMBER_END, "JSON_SYNTAX", SAM_INPUT, N_("this is not a number"),                            \
      N_("digits, one point, exponent"),                                                           \
      N_("write it as 1234.5, or in double quotes if it is text"))                                 \
    X(LEADING_ZERO, "JSON_SYNTAX", SAM_INPUT,                                                      \
      N_("a number may not begin with a superfluous zero"), NULL,                                  \
      N_("remove the zero, or use double quotes if it is text"))                                   \
    X(LEADING_PLUS, "JSON_SYNTAX", SAM_INPUT, N_("a number may not begin with a plus sign"), NULL, \
      N_("remove the plus sign"))                                                                  \
    X(LEADING_POINT, "JSON_SYNTAX", SAM_INPUT, N_("digits are missing before the decimal point"),  \
      NULL, N_("write a zero before the point"))                                                   \
    X(MINUS_ALONE, "JSON_SYNTAX", SAM_INPUT, N_("digits are missing after the minus sign"), NULL,  \
      N_("write the digits right after the sign"))                                                 \
    X(POINT_ALONE, "JSON_SYNTAX", SAM_INPUT, N_("digits are missing after the decimal point"),     \
      NULL, N_("write a digit after the point, or remove the point"))                              \
    X(EXPONENT_ALONE, "JSON_SYNTAX", SAM_INPUT, N_("digits are missing in the exponent"), NULL,    \
      N_("write an exponent as e6 or e-6"))                                                        \
    X(CONTROL, "JSON_SYNTAX", SAM_INPUT, N_("a control character stands inside the text"), NULL,   \
      N_("close the quote, or write \\n for a line break and \\t for a tab"))                      \
    X(ESCAPE, "JSON_SYNTAX", SAM_INPUT, N_("this is not an escape"),                               \
      "\\\" \\\\ \\/ \\b \\f \\n \\r "                                                             \
      "\\t \\uXXXX",                                                                               \
      N_("write \\\\ for a backslash"))                                                            \
    X(SURROGATE, "JSON_SYNTAX", SAM_INPUT, N_("half of a surrogate pair stands alone"), NULL,      \
      N_("write both halves (\\uD83C\\uDFE0), or the character itself"))                           \
    X(DEPTH_MOST, "JSON_DEPTH", SAM_LIMIT, N_("brackets are nested too deep to be read"), "1000",  \
      N_("make the structure flatter"))                                                            \
    X(DUPLICATE_KEY, "JSON_DUPLICATE_KEY", SAM_INPUT, N_("the key is given twice in one object"),  \
      NULL, N_("keep one of them"))                                                                \
    X(NUL, "JSON_NUL", SAM_INPUT, N_("text may not hold the zero character"), NULL,                \
      N_("remove \\u0000"))                                                                        \
    X(NUMBER_RANGE, "JSON_NUMBER_RANGE", SAM_INPUT, N_("the number is too large"),                 \
      N_("at most 1.7976931348623157e308 in size"), N_("write a smaller number"))                  \
    X(DEPTH, "JSON_DEPTH", SAM_LIMIT, N_("brackets are nested too deep"), "64",                    \
      N_("make the structure flatter"))                                                            \
    X(NODES, "JSON_NODES", SAM_LIMIT, N_("the document holds too many values"), "100000",          \
      N_("split the document"))                                                                    \
    X(MEMBERS, "JSON_MEMBERS", SAM_LIMIT, N_("the object holds too many keys"), "4096",            \
      N_("split the object"))                                                                      \
    X(STRING_LENGTH, "JSON_STRING_LENGTH", SAM_LIMIT, N_("the text is too long"), "65536 bytes",   \
      N_("shorten the text"))                                                                      \
    X(FILE_SIZE, "JSON_FILE_SIZE", SAM_LIMIT, N_("the file is too large"), "16777216 bytes",       \
      N_("split the file"))

typedef enum sam_scan_fault {
#define SAM_SCAN_FAULT_ENUM(name, code, status, message, bound, hint) SAM_FAULT_##name,
    SAM_SCAN_FAULT_LIST(SAM_SCAN_FAULT_ENUM)
#undef SAM_SCAN_FAULT_ENUM
} sam_scan_fault;

/* An open array or object. */
typedef struct sam_scan_frame {
    const char *key, *key_end; /* the current member's, still escaped, without its quotes */
    size_t index;              /* of the current member or element, from 0 */
    size_t keys_before;        /* how many keys were remembered when it opened */
    uint64_t serial;           /* tells it from every other object */
    bool object, named;        /* named: key or index belongs to the place being read */
} sam_scan_frame;

typedef struct sam_scan_key {
    uint64_t hash, serial;
    const char *key, *key_end;
    unsigned line;
    uint32_t next; /* in the same bucket; 0 is none, 1 the first */
} sam_scan_key;

/* The keys of all open objects, newest last; buckets are lists through them, newest first, so that
 * closing an object takes its keys off in the reverse order. */
typedef struct sam_scan_keys {
    sam_scan_key *key;
    uint32_t *bucket;
    size_t count, capacity;
} sam_scan_keys;

typedef struct sam_scan {
    const char *begin, *at, *end;
    const char *line_begin;
    unsigned line;
    const char *file;
    sam_diags *diags; /* Nullable */
    bool policy;      /* look beyond the grammar */
    bool bad_input, bad_limit, no_memory;
    bool told_depth;
    size_t nodes, depth;
    uint64_t serial;
    sam_scan_frame *frame; /* SAM_SCAN_DEPTH_MOST of them */
    sam_scan_keys keys;
} sam_scan;

/* Reports a fault at where, which is on the current line. length 0: the word that begins there.
 * bound NULL: as the table says. Always false, so that a syntax fault can be returned at once. */
bool sam_scan_report(sam_scan *scan, sam_scan_fault fault, const char *where, size_t length,
                     const char *bound, const char *origin);
#define SAM_SCAN_REPORT(scan, name, where, length)                                                 \
    sam_scan_report(scan, SAM_FAULT_##name, where, length, NULL, SAM_DIAG_HERE)

/* The token at scan->at, which is moved past it. False: a syntax fault, reported. */
bool sam_scan_string(sam_scan *scan);
bool sam_scan_number(sam_scan *scan);
bool sam_scan_word(sam_scan *scan);

/* Reports at scan->at what can stand nowhere outside strings: comments, odd blanks, bad bytes.
 * False: there is nothing of the kind, nothing is reported. */
bool sam_scan_misplaced(sam_scan *scan);

/* Takes the next code point off the inside of a JSON string. *at must be before end. Never fails:
 * what is not valid comes as U+FFFD. */
uint32_t sam_scan_decode(const char **at, const char *end);

/* False: out of memory. */
bool sam_scan_keys_init(sam_scan_keys *keys);
void sam_scan_keys_clear(sam_scan_keys *keys);
/* Remembers the newest frame's current key, which begins on line. *earlier: 0, or the line of the
 * same key in the same object (then nothing is remembered). False: out of memory. */
bool sam_scan_keys_add(sam_scan_keys *keys, const sam_scan_frame *frame, unsigned line,
                       unsigned *earlier);
void sam_scan_keys_drop(sam_scan_keys *keys, size_t count);

#endif
