/* From a JSON Pointer back to line and column; the places were counted by hand. */
#include "deal/scan.h"

#include <criterion/criterion.h>
#include <string.h>

typedef struct location {
    const char *pointer;
    bool key;
    unsigned line, column; /* 0: not there */
} location;

static const char located[] = "  {\n"
                              "  \"a\": 1, \"list\": [10, {\"x\": [ ]},\n"
                              "    \"t,]}\\\"[{\", [[7]]],\n"
                              "  \"sl/ash~\" : {\"\": true},\n"
                              "  \"\\u00e5\"\n  :\n    \"v\", \"a\": 2\n"
                              "}\n";

static const location locations[] = {
    {"", false, 1, 3},
    {"", true, 1, 3},
    {"/a", false, 2, 8},
    {"/a", true, 2, 3},
    {"/list", true, 2, 11},
    {"/list/0", false, 2, 20},
    {"/list/0", true, 2, 20},
    {"/list/1/x", true, 2, 25},
    {"/list/1/x", false, 2, 30},
    {"/list/2", false, 3, 5},
    {"/list/3/0/0", false, 3, 19},
    {"/sl~1ash~0", true, 4, 3},
    {"/sl~1ash~0/", false, 4, 20},
    {"/sl~1ash~0/", true, 4, 16},
    {"/\u00E5", true, 5, 3},
    {"/\u00E5", false, 7, 5},
    {"/b", false, 0, 0},
    {"/list/4", false, 0, 0},
    {"/list/01", false, 0, 0},
    {"/list/-", false, 0, 0},
    {"/list/1/x/0", false, 0, 0},
    {"/a/0", false, 0, 0},
    {"/list/2/0", false, 0, 0},
    {"a", false, 0, 0},
    {"/~2", false, 0, 0},
};

Test(locate, values_and_keys) {
    cr_assert_eq(sam_scan_json(located, sizeof located - 1, "-", true, NULL), SAM_OK);
    for (size_t i = 0; i < sizeof locations / sizeof locations[0]; i++) {
        const location *at = &locations[i];
        unsigned line = 0, column = 0;
        bool found =
            sam_scan_locate(located, sizeof located - 1, at->pointer, at->key, &line, &column);
        cr_expect_eq(found, at->line != 0, "%s", at->pointer);
        cr_expect_eq(line, at->line, "%s: line %u", at->pointer, line);
        cr_expect_eq(column, at->column, "%s: column %u", at->pointer, column);
    }
}

/* A fault's own pointer must lead back to its place. */
Test(locate, agrees_with_the_scan) {
    const char text[] = "{\"a\": [\n {\"b~\": 1e999}, [1,\n  -1e999]],\n \"c\": {\"d/\": 9e999}}";
    sam_diags *diags = sam_diags_new();
    cr_assert_eq(sam_scan_json(text, strlen(text), "-", false, diags), SAM_INPUT);
    cr_assert_eq(sam_diags_stored(diags), 3u);
    for (size_t i = 0; i < 3; i++) {
        const sam_diag *diag = sam_diags_at(diags, i);
        unsigned line = 0, column = 0;
        cr_assert(sam_scan_locate(text, strlen(text), diag->pointer, false, &line, &column));
        cr_expect_eq(line, diag->line);
        cr_expect_eq(column, diag->column);
    }
    sam_diags_free(diags);
}
