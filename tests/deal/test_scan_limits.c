/* The limits of the scan, each at its edge, and its manners when time or memory is short. */
#include "deal/scan.h"

#include "base/arena.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *first_code(const sam_diags *diags) {
    return sam_diags_stored(diags) ? sam_diags_at(diags, 0)->code : NULL;
}

/* count copies of part between begin and end. The caller frees. */
static char *repeated(const char *begin, const char *part, size_t count, const char *end) {
    size_t size = strlen(part);
    char *text = malloc(strlen(begin) + size * count + strlen(end) + 1);
    char *at = text + strlen(strcpy(text, begin));
    for (size_t i = 0; i < count; i++, at += size)
        memcpy(at, part, size);
    strcpy(at, end);
    return text;
}

static void check_limit(char *text, bool syntax_only, const char *code) {
    sam_diags *diags = sam_diags_new();
    sam_status status = sam_scan_json(text, strlen(text), "-", syntax_only, diags);
    const char *found = first_code(diags);
    cr_expect_eq(status, code ? SAM_LIMIT : SAM_OK, "status %d", status);
    cr_expect_str_eq(found ? found : "none", code ? code : "none");
    sam_diags_free(diags);
    free(text);
}

static char *nested(size_t depth) {
    char *text = repeated("", "[", depth, "");
    char *whole = repeated(text, "]", depth, "");
    free(text);
    return whole;
}

Test(scan_limits, depth_limit) {
    check_limit(nested(64), false, NULL);
    check_limit(nested(65), false, "JSON_DEPTH");
    check_limit(nested(1000), true, NULL);
    check_limit(nested(1001), true, "JSON_DEPTH");
    check_limit(nested(10000), false, "JSON_DEPTH");
    check_limit(repeated("", "{\"a\":", 1001, ""), true, "JSON_DEPTH");
    check_limit(repeated("", "[", 1000000, ""), false, "JSON_DEPTH");
}

Test(scan_limits, depth_is_left_again) {
    char *inner = nested(63);
    char *many = repeated(inner, ",[]", 500, "]");
    check_limit(repeated("[", many, 1, ""), false, NULL);
    free(inner);
    free(many);
}

Test(scan_limits, node_limit) {
    check_limit(repeated("[", "0,", 99998, "0]"), false, NULL);
    check_limit(repeated("[", "0,", 99999, "0]"), false, "JSON_NODES");
    check_limit(repeated("[", "0,", 200000, "0]"), true, NULL);
}

static char *object_of(size_t members) {
    char *text = malloc(members * 16 + 3), *at = text;
    *at++ = '{';
    for (size_t i = 0; i < members; i++)
        at += sprintf(at, "%s\"k%zu\":0", i ? "," : "", i);
    strcpy(at, "}");
    return text;
}

Test(scan_limits, member_limit) {
    check_limit(object_of(4096), false, NULL);
    check_limit(object_of(4097), false, "JSON_MEMBERS");
    check_limit(object_of(5000), true, NULL);
}

Test(scan_limits, string_limit_is_of_the_decoded_text) {
    check_limit(repeated("\"", "a", 65536, "\""), false, NULL);
    check_limit(repeated("\"", "a", 65537, "\""), false, "JSON_STRING_LENGTH");
    check_limit(repeated("\"", "\\u0041", 65536, "\""), false, NULL);
    check_limit(repeated("\"", "\\u00e5", 32769, "\""), false, "JSON_STRING_LENGTH");
    check_limit(repeated("\"", "\\uD83C\\uDFE0", 16385, "\""), false, "JSON_STRING_LENGTH");
    check_limit(repeated("{\"", "k", 65537, "\":1}"), false, "JSON_STRING_LENGTH");
    check_limit(repeated("\"", "a", 70000, "\""), true, NULL);
}

Test(scan_limits, file_limit) {
    size_t most = SAM_SCAN_FILE_BYTES;
    check_limit(repeated("[", " ", most - 2, "]"), false, NULL);
    check_limit(repeated("[", " ", most - 1, "]"), false, "JSON_FILE_SIZE");
    check_limit(repeated("[", " ", most - 1, "]"), true, NULL);
}

Test(scan_limits, the_worst_of_100_million_bytes_is_refused_at_once, .timeout = 10) {
    check_limit(repeated("[", "1,", 50000000, "1]"), false, "JSON_FILE_SIZE");
}

Test(scan_limits, many_faults_do_not_take_many_seconds, .timeout = 20) {
    char *text = repeated("[", "{\"a\":\"\\u0000\",\"a\":1e999},", 600000, "0]");
    sam_diags *diags = sam_diags_new();
    cr_expect_eq(sam_scan_json(text, strlen(text), "-", false, diags), SAM_INPUT);
    cr_expect_eq(sam_diags_stored(diags), 50u);
    cr_expect_leq(sam_diags_count(diags, SAM_ERROR), (size_t)SAM_SCAN_NODES + 1);
    sam_diags_free(diags);
    free(text);
}

Test(scan_limits, failing_memory_gives_no_verdict) {
    char *text = object_of(3000);
    int refused = 0;
    for (long n = 1;; n++) {
        sam_alloc_fail_at(n, 0);
        sam_status status = sam_scan_json(text, strlen(text), "-", false, NULL);
        if (status == SAM_OK)
            break;
        cr_assert_eq(status, SAM_MEMORY);
        cr_assert_lt(++refused, 50);
    }
    sam_alloc_fail_at(0, 0);
    cr_expect_gt(refused, 4);
    free(text);
}

Test(scan_limits, failing_memory_never_hides_a_fault) {
    const char text[] = "{\"a\":1,\"a\":[012]}";
    for (long n = 1; n < 20; n++)
        for (int sticky = 0; sticky <= 1; sticky++) {
            sam_alloc_fail_at(0, 0);
            sam_diags *diags = sam_diags_new();
            sam_alloc_fail_at(n, sticky);
            sam_status status = sam_scan_json(text, strlen(text), "-", false, diags);
            sam_alloc_fail_at(0, 0);
            cr_expect(status == SAM_INPUT || status == SAM_MEMORY, "point %ld: %d", n, status);
            sam_diags_free(diags);
        }
}
