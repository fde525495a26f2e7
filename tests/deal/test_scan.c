/* The strict scan, rule by rule. RFC 8259 is the judge of SYNTAX and OK; cJSON is the second
 * opinion on what we accept. */
#include "deal/scan.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* OK: accepted. SYNTAX: not JSON. Else the code of the one thing we refuse beyond the grammar. */
#define OK NULL
#define SYNTAX "JSON_SYNTAX"
#define DUPLICATE "JSON_DUPLICATE_KEY"
#define NUL "JSON_NUL"
#define RANGE "JSON_NUMBER_RANGE"

typedef struct document {
    const char *text;
    size_t length;
    const char *code;
} document;

/* The length is taken of the array, so that a text may hold a zero byte. */
#define DOC(text, code)                                                                            \
    { text, sizeof(text) - 1, code }

/* One a line would hide the table. */
/* clang-format off */
static const document documents[] = {
    /* structure */
    DOC("{}", OK), DOC("[]", OK), DOC(" \t\r\n{ } \n", OK), DOC("[[],{}]", OK),
    DOC("{\"a\":{\"b\":[1,2,{\"c\":null}]}}", OK), DOC("[1 , 2\n,3 ]", OK), DOC("{\"\":1}", OK),
    DOC("null", OK), DOC("true", OK), DOC("false", OK), DOC("0", OK), DOC("\"s\"", OK),
    DOC(" 7 ", OK), DOC("[true,false,null]", OK), DOC("", SYNTAX), DOC(" \n", SYNTAX),
    DOC("[", SYNTAX), DOC("{", SYNTAX), DOC("]", SYNTAX), DOC("}", SYNTAX), DOC("[1", SYNTAX),
    DOC("[1,", SYNTAX), DOC("{\"a\"", SYNTAX), DOC("{\"a\":", SYNTAX), DOC("{\"a\":1", SYNTAX),
    DOC("{\"a\":1,", SYNTAX), DOC("[1}", SYNTAX), DOC("{\"a\":1]", SYNTAX), DOC("[1,]", SYNTAX),
    DOC("[,1]", SYNTAX), DOC("[1,,2]", SYNTAX), DOC("[,]", SYNTAX), DOC("{\"a\":1,}", SYNTAX),
    DOC("{,}", SYNTAX), DOC("{\"a\":}", SYNTAX), DOC("{\"a\" 1}", SYNTAX),
    DOC("{\"a\"::1}", SYNTAX), DOC("{a:1}", SYNTAX), DOC("{1:1}", SYNTAX), DOC("{null:1}", SYNTAX),
    DOC("{\"a\":1 \"b\":2}", SYNTAX), DOC("[1 2]", SYNTAX), DOC("[\"a\" \"b\"]", SYNTAX),
    DOC("[1;2]", SYNTAX), DOC("{\"a\"=1}", SYNTAX), DOC("{\"a\":1,5}", SYNTAX), DOC("{:1}", SYNTAX),
    DOC("(1)", SYNTAX), DOC("{[]:1}", SYNTAX),
    /* after the end */
    DOC("{}{}", SYNTAX), DOC("[]]", SYNTAX), DOC("{}}", SYNTAX), DOC("1 2", SYNTAX),
    DOC("[] x", SYNTAX), DOC("{},", SYNTAX), DOC("{}\0", SYNTAX), DOC("null null", SYNTAX),
    /* words */
    DOC("True", SYNTAX), DOC("TRUE", SYNTAX), DOC("tru", SYNTAX), DOC("truee", SYNTAX),
    DOC("nul", SYNTAX), DOC("nulll", SYNTAX), DOC("None", SYNTAX), DOC("undefined", SYNTAX),
    DOC("NaN", SYNTAX), DOC("Infinity", SYNTAX), DOC("-Infinity", SYNTAX), DOC("nan", SYNTAX),
    DOC("[yes]", SYNTAX), DOC("\xC3\xA5", SYNTAX), DOC("[true1]", SYNTAX),
    /* numbers */
    DOC("-0", OK), DOC("[0,-0,0.0,-0.0,0e0,0E+0,0e-0]", OK), DOC("1.5", OK), DOC("-1.5e-10", OK),
    DOC("1E400e", SYNTAX), DOC("123456789012345678901234567890", OK), DOC("1e-999", OK),
    DOC("1.7976931348623157e308", OK), DOC("10.0100", OK), DOC("1e0005", OK), DOC("012", SYNTAX),
    DOC("-012", SYNTAX), DOC("00", SYNTAX), DOC("-00", SYNTAX), DOC("1.", SYNTAX),
    DOC("[1.]", SYNTAX), DOC(".5", SYNTAX), DOC("-.5", SYNTAX), DOC("+1", SYNTAX), DOC("-", SYNTAX),
    DOC("- 1", SYNTAX), DOC("--1", SYNTAX), DOC("-a", SYNTAX), DOC("1e", SYNTAX),
    DOC("1e+", SYNTAX), DOC("1e+-2", SYNTAX), DOC("1.e2", SYNTAX), DOC("1e2.5", SYNTAX),
    DOC("0x1F", SYNTAX), DOC("1f", SYNTAX), DOC("1_000", SYNTAX), DOC("1'000", SYNTAX),
    DOC("1.2.3", SYNTAX), DOC("1,5", SYNTAX), DOC("1\xC2\xA0" "000", SYNTAX), DOC("5%", SYNTAX),
    DOC("[1-2]", SYNTAX), DOC("\xEF\xBC\x91", SYNTAX), DOC("1e999", RANGE), DOC("-1e999", RANGE),
    DOC("[1.7976931348623159e308]", RANGE), DOC("1e99999999999999999999", RANGE),
    /* strings and escapes */
    DOC("\"\"", OK), DOC("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", OK), DOC("\"\\u00e5\\u00E5\"", OK),
    DOC("\"\\uD83C\\uDFE0\"", OK), DOC("\"\\ud83c\\udfe0\"", OK), DOC("\"\\uFFFD\\uFFFF\"", OK),
    DOC("\"\\u007f\\u001f\"", OK), DOC("\"\x7F\"", OK), DOC("\"/\"", OK), DOC("\"'\"", OK),
    DOC("\"a", SYNTAX), DOC("\"", SYNTAX), DOC("\"\\\"", SYNTAX), DOC("\"\\", SYNTAX),
    DOC("\"\\u\"", SYNTAX), DOC("\"\\u12\"", SYNTAX), DOC("\"\\u12G4\"", SYNTAX),
    DOC("\"\\u123", SYNTAX), DOC("\"\\U0041\"", SYNTAX), DOC("\"\\x41\"", SYNTAX),
    DOC("\"\\a\"", SYNTAX), DOC("\"\\'\"", SYNTAX), DOC("\"\\0\"", SYNTAX), DOC("\"\\ \"", SYNTAX),
    DOC("\"\\\xC3\xA5\"", SYNTAX), DOC("\"\\\0\"", SYNTAX), DOC("'a'", SYNTAX),
    DOC("[a\"b\"]", SYNTAX), DOC("\"\\uD800\"", SYNTAX), DOC("\"\\uDFFF\"", SYNTAX),
    DOC("\"\\uD800x\"", SYNTAX), DOC("\"\\uD800\\n\"", SYNTAX), DOC("\"\\uD800\\uD800\"", SYNTAX),
    DOC("\"\\uDC00\\uD800\"", SYNTAX), DOC("\"\\uD800\\u0041\"", SYNTAX),
    DOC("\"\\uD800\\uDC0\"", SYNTAX), DOC("{\"\\uDC00\":1}", SYNTAX), DOC("\"\n\"", SYNTAX),
    DOC("\"\t\"", SYNTAX), DOC("\"\r\"", SYNTAX), DOC("\"\x01\"", SYNTAX), DOC("\"\x1F\"", SYNTAX),
    DOC("\"a\0b\"", SYNTAX), DOC("{\"a\nb\":1}", SYNTAX), DOC("\"\\u0000\"", NUL),
    DOC("{\"a\\u0000\":1}", NUL), DOC("[\"x\\u0000y\"]", NUL),
    /* bytes and white space */
    DOC("\"bl\xC3\xA5 \xE2\x82\xAC \xF0\x9F\x8F\xA0\"", OK), DOC("\"\xF4\x8F\xBF\xBF\"", OK),
    DOC("\"\xED\x9F\xBF\xEE\x80\x80\"", OK), DOC("\"\xEF\xBB\xBF\"", OK),
    DOC("\"\xC0\x80\"", SYNTAX), DOC("\"\xC1\xBF\"", SYNTAX), DOC("\"\xE0\x80\xAF\"", SYNTAX),
    DOC("\"\xF0\x80\x80\xAF\"", SYNTAX), DOC("\"\xED\xA0\x80\"", SYNTAX),
    DOC("\"\xED\xBF\xBF\"", SYNTAX), DOC("\"\xF4\x90\x80\x80\"", SYNTAX), DOC("\"\xF5\"", SYNTAX),
    DOC("\"\xFF\"", SYNTAX), DOC("\"\x80\"", SYNTAX), DOC("\"\xE5\"", SYNTAX),
    DOC("\"\xE2\x82\"", SYNTAX), DOC("\"\xE2\x82", SYNTAX), DOC("[\xE5]", SYNTAX),
    DOC("\xEF\xBB\xBF{}", SYNTAX), DOC("\xEF\xBB\xBF", SYNTAX), DOC("\xFF\xFE{\0}\0", SYNTAX),
    DOC("\xFE\xFF\0{\0}", SYNTAX), DOC("{\0}\0", SYNTAX), DOC("\0{\0}", SYNTAX), DOC("\0", SYNTAX),
    DOC("[\0]", SYNTAX), DOC("[\f]", SYNTAX), DOC("[1\v]", SYNTAX), DOC("[\xC2\xA0" "1]", SYNTAX),
    DOC("{}\xE2\x80\xA8", SYNTAX), DOC("[\xE2\x80\x8B]", SYNTAX),
    /* comments */
    DOC("/* c */ {}", SYNTAX), DOC("{} // c", SYNTAX), DOC("[1 /* c */]", SYNTAX),
    DOC("{# c\n}", SYNTAX), DOC("[1,// c\n2]", SYNTAX), DOC("{\"a\"/**/:1}", SYNTAX),
    /* keys given twice */
    DOC("{\"a\":1,\"A\":2,\"b\":3}", OK), DOC("{\"a\":{\"a\":{\"a\":1}}}", OK),
    DOC("[{\"a\":1},{\"a\":2}]", OK), DOC("{\"a\":{\"b\":1},\"b\":2}", OK),
    DOC("{\"\xC3\xA5\":1,\"a\xCC\x8A\":2}", OK), DOC("{\"a\":1,\"a\":1}", DUPLICATE),
    DOC("{\"\":1,\"\":2}", DUPLICATE), DOC("{\"a\":1,\"\\u0061\":2}", DUPLICATE),
    DOC("{\"\\/\":1,\"/\":2}", DUPLICATE), DOC("{\"\xC3\xA5\":1,\"\\u00e5\":2}", DUPLICATE),
    DOC("{\"a\":{\"b\":1},\"a\":2}", DUPLICATE),
    DOC("{\"\xF0\x9F\x8F\xA0\":1,\"\\uD83C\\uDFE0\":2}", DUPLICATE),
    DOC("[{\"x\":[{\"k\":1,\"j\":2,\"k\":3}]}]", DUPLICATE),
    DOC("{\"\\n\":1,\"\\u000A\":2}", DUPLICATE),
};
/* clang-format on */

enum { DOCUMENTS = sizeof documents / sizeof documents[0] };

/* The bytes on the heap, exactly: a sanitizer sees a step too far. */
static sam_status scan(const char *text, size_t length, bool syntax_only, sam_diags *diags) {
    char *exact = malloc(length ? length : 1);
    memcpy(exact, text, length);
    sam_status status = sam_scan_json(exact, length, "test.json", syntax_only, diags);
    free(exact);
    return status;
}

static const char *first_code(const sam_diags *diags) {
    return sam_diags_stored(diags) ? sam_diags_at(diags, 0)->code : NULL;
}

static void check_verdict(const document *doc, bool syntax_only, const char *code) {
    sam_diags *diags = sam_diags_new();
    sam_status status = scan(doc->text, doc->length, syntax_only, diags);
    const char *found = first_code(diags);
    cr_expect_eq(status, code ? SAM_INPUT : SAM_OK, "%s: status %d", doc->text, status);
    bool same = code && found ? strcmp(code, found) == 0 : code == found;
    cr_expect(same, "%s: %s, not %s", doc->text, found ? found : "OK", code ? code : "OK");
    sam_diags_free(diags);
}

Test(scan, every_rule) {
    cr_assert_geq((int)DOCUMENTS, 120);
    for (size_t i = 0; i < DOCUMENTS; i++) {
        const document *doc = &documents[i];
        bool syntax = doc->code && strcmp(doc->code, SYNTAX) == 0;
        check_verdict(doc, false, doc->code);
        check_verdict(doc, true, syntax ? SYNTAX : OK);
    }
}

static bool cjson_accepts(const char *text, size_t length) {
    const char *end = NULL;
    cJSON *tree = cJSON_ParseWithLengthOpts(text, length, &end, 0);
    bool accepted = tree != NULL;
    for (; accepted && end < text + length; end++)
        accepted = *end && strchr(" \t\r\n", *end);
    cJSON_Delete(tree);
    return accepted;
}

Test(scan, cjson_accepts_what_we_accept) {
    for (size_t i = 0; i < DOCUMENTS; i++)
        if (!documents[i].code)
            cr_expect(cjson_accepts(documents[i].text, documents[i].length), "%s",
                      documents[i].text);
}

typedef struct place {
    const char *text;
    unsigned line, column;
    const char *pointer, *value, *message;
} place;

static const place places[] = {
    {"", 1, 1, "", NULL, "the file is empty"},
    {"{\n  \"rate\": 0,05\n}", 2, 13, "", "05", "a key is expected here, not a number"},
    {"{\"a\": [1, 2,\n 012]}", 2, 2, "/a/2", "012",
     "a number may not begin with a superfluous zero"},
    {"{\"a\":1,\n}", 2, 1, "", "}", "a comma stands before the closing bracket"},
    {"[1,\r\n2,\r\n]", 3, 1, "", "]", "a comma stands before the closing bracket"},
    {"{\"x/y~z\": {\"b\": tru}}", 1, 17, "/x~1y~0z/b", "tru", "this word means nothing in JSON"},
    {"[\"\xC3\xA5\xC3\xA5\", \"\\q\"]", 1, 11, "/1", "\\q", "this is not an escape"},
    {"[\"a\xFFz\"]", 1, 4, "/0", "\\xff", "these bytes are not UTF-8"},
    {"{\"a\": 1", 1, 8, "", NULL, "the text ends in the middle of the document"},
    {"{\"a\": \"b", 1, 9, "/a", NULL, "the text ends in the middle of the document"},
    {"[\"a\nb\"]", 1, 4, "/0", "\\x0a", "a control character stands inside the text"},
    {"{} {}", 1, 4, "", "{", "text follows the end of the document"},
    {"{'a': 1}", 1, 2, "", "'a'", "text is quoted with single quotes"},
    {"[\"\\uD800\"]", 1, 3, "/0", "\\uD800", "half of a surrogate pair stands alone"},
    {"{\"a\": 1,\n \"b\": {\"c\": 2},\n \"a\": 3}", 3, 2, "/a", "\"a\"",
     "the key is given twice in one object"},
    {"{\"a\": [0, 1e999]}", 1, 11, "/a/1", "1e999", "the number is too large"},
    {"[\"ab\\u0000\"]", 1, 5, "/0", "\\u0000", "text may not hold the zero character"},
    {"[aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa]", 1, 2, "/0",
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...", "this word means nothing in JSON"},
};

Test(scan, faults_have_their_place) {
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        const place *expected = &places[i];
        sam_diags *diags = sam_diags_new();
        cr_expect_eq(scan(expected->text, strlen(expected->text), false, diags), SAM_INPUT);
        cr_assert_eq(sam_diags_stored(diags), 1u, "%s", expected->text);
        const sam_diag *diag = sam_diags_at(diags, 0);
        cr_expect_eq(diag->line, expected->line, "%s: line %u", expected->text, diag->line);
        cr_expect_eq(diag->column, expected->column, "%s: column %u", expected->text, diag->column);
        cr_expect_str_eq(diag->pointer, expected->pointer);
        cr_expect_str_eq(diag->message, expected->message);
        cr_expect_str_eq(diag->value ? diag->value : "", expected->value ? expected->value : "");
        cr_expect_str_eq(diag->file, "test.json");
        cr_expect_eq(diag->severity, SAM_ERROR);
        cr_expect(diag->hint && *diag->hint, "%s: no remedy", expected->text);
        cr_expect_not_null(strstr(diag->origin, "scan"));
        sam_diags_free(diags);
    }
}

Test(scan, a_duplicate_names_the_first) {
    sam_diags *diags = sam_diags_new();
    const char text[] = "{\n\"a\": 1,\n\"b\": 2,\n\"\\u0061\": 3\n}";
    cr_expect_eq(scan(text, strlen(text), false, diags), SAM_INPUT);
    cr_expect_str_eq(sam_diags_at(diags, 0)->bound, "given first on line 2");
    cr_expect_eq(sam_diags_at(diags, 0)->line, 4u);
    sam_diags_free(diags);
}

Test(scan, all_that_is_not_grammar_is_told) {
    sam_diags *diags = sam_diags_new();
    const char text[] = "{\"a\":1,\"a\":2,\"b\":1e999,\"c\":\"\\u0000\",\"b\":[-1e999],\"d\":01}";
    cr_expect_eq(scan(text, strlen(text), false, diags), SAM_INPUT);
    static const char *const codes[] = {DUPLICATE, RANGE, NUL, DUPLICATE, RANGE, SYNTAX};
    cr_assert_eq(sam_diags_stored(diags), sizeof codes / sizeof codes[0]);
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        cr_expect_str_eq(sam_diags_at(diags, i)->code, codes[i]);
    sam_diags_free(diags);
}

static const char sample[] = "{\n \"navn\": \"B\\u00e5ts\xC3\xB8rhagen \\uD83C\\uDFE0\",\n"
                             " \"boliger\": [ {\"areal\": 62.5, \"antall\": 12}, -1e+3 ],\n"
                             " \"ramme\": {\"rente\": 0.045, \"fast\": true, \"note\": null}\n}\n";

/* Never worse than a refusal, and never milder than cJSON. */
static sam_status check_agreement(const char *text, size_t length) {
    char *exact = malloc(length ? length : 1);
    memcpy(exact, text, length);
    sam_status full = sam_scan_json(exact, length, "-", false, NULL);
    sam_status syntax = sam_scan_json(exact, length, "-", true, NULL);
    cr_assert(full != SAM_OK || syntax == SAM_OK);
    cr_assert(full != SAM_OK || cjson_accepts(exact, length), "cJSON refuses %.*s", (int)length,
              exact);
    unsigned line = 0, column = 0;
    sam_scan_locate(exact, length, "/boliger/0/antall", true, &line, &column);
    sam_scan_locate(exact, length, "/ramme/note", false, &line, &column);
    free(exact);
    return full;
}

Test(scan, every_prefix_is_refused) {
    size_t length = sizeof sample - 1;
    cr_assert_eq(check_agreement(sample, length), SAM_OK);
    cr_assert_eq(check_agreement(sample, length - 1), SAM_OK, "only a line feed is gone");
    for (size_t i = 0; i < length - 1; i++)
        cr_assert_eq(check_agreement(sample, i), SAM_INPUT, "prefix of %zu bytes", i);
}

Test(scan, every_byte_changed_to_every_other) {
    char text[sizeof sample];
    size_t accepted = 0;
    for (size_t i = 0; i < sizeof sample - 1; i++)
        for (int byte = 0; byte < 256; byte++) {
            memcpy(text, sample, sizeof sample);
            text[i] = (char)(unsigned char)byte;
            accepted += check_agreement(text, sizeof sample - 1) == SAM_OK;
        }
    /* Letters within strings and digits within numbers may change; structure may not. */
    cr_expect_gt(accepted, sizeof sample);
    cr_expect_lt(accepted, sizeof sample * 256 / 2);
}

Test(scan, every_byte_removed_or_doubled) {
    char text[sizeof sample + 1];
    for (size_t i = 0; i < sizeof sample - 1; i++) {
        memcpy(text, sample, i);
        memcpy(text + i, sample + i + 1, sizeof sample - i - 1);
        check_agreement(text, sizeof sample - 2);
        memcpy(text, sample, i + 1);
        memcpy(text + i + 1, sample + i, sizeof sample - i);
        check_agreement(text, sizeof sample);
    }
}
