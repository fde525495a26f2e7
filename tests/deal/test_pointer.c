/* JSON Pointers. The table of escapes is the one RFC 6901 section 5 gives. */
#include "deal/pointer.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

typedef struct escaped {
    const char *token, *pointer;
} escaped;

static const escaped rfc6901[] = {
    {"foo", "/foo"}, {"", "/"},        {"a/b", "/a~1b"},  {"c%d", "/c%d"},
    {"e^f", "/e^f"}, {"g|h", "/g|h"},  {"i\\j", "/i\\j"}, {"k\"l", "/k\"l"},
    {" ", "/ "},     {"m~n", "/m~0n"}, {"~1", "/~01"},    {"/~", "/~1~0"},
};

Test(pointer, joins_and_decodes_as_the_rfc_says) {
    sam_arena *arena = sam_arena_new();
    for (size_t i = 0; i < sizeof rfc6901 / sizeof rfc6901[0]; i++) {
        const char *joined = sam_pointer_join(arena, "", rfc6901[i].token);
        cr_expect_str_eq(joined, rfc6901[i].pointer);
        cr_expect(sam_pointer_is_valid(joined));
        sam_pointer_token token;
        const char *rest = joined;
        cr_assert(sam_pointer_next(&rest, &token));
        cr_expect(sam_pointer_token_is(token, rfc6901[i].token));
        cr_expect_not(sam_pointer_token_is(token, "other"));
        cr_expect_str_eq(sam_pointer_token_text(arena, token), rfc6901[i].token);
        cr_expect_not(sam_pointer_next(&rest, &token), "one token only");
    }
    sam_arena_free(arena);
}

Test(pointer, walks_what_was_joined) {
    sam_arena *arena = sam_arena_new();
    const char *pointer = sam_pointer_join(arena, "", "clauses");
    pointer = sam_pointer_join_index(arena, pointer, 12);
    pointer = sam_pointer_join(arena, pointer, "");
    pointer = sam_pointer_join(arena, pointer, "r\u00E5/nte");
    cr_assert_str_eq(pointer, "/clauses/12//r\u00E5~1nte");
    static const char *const expected[] = {"clauses", "12", "", "r\u00E5/nte"};
    sam_pointer_token token;
    size_t count = 0;
    for (const char *rest = pointer; sam_pointer_next(&rest, &token); count++) {
        cr_assert_lt(count, 4u);
        cr_expect(sam_pointer_token_is(token, expected[count]), "token %zu", count);
    }
    cr_expect_eq(count, 4u);
    sam_arena_free(arena);
}

Test(pointer, the_whole_document_has_no_token) {
    sam_pointer_token token;
    const char *rest = "";
    cr_expect(sam_pointer_is_valid(""));
    cr_expect_not(sam_pointer_next(&rest, &token));
}

Test(pointer, part_of_a_token_is_not_the_token) {
    sam_pointer_token token;
    const char *rest = "/rate";
    cr_assert(sam_pointer_next(&rest, &token));
    cr_expect_not(sam_pointer_token_is(token, "rat"));
    cr_expect_not(sam_pointer_token_is(token, "rates"));
    cr_expect_not(sam_pointer_token_is(token, ""));
}

Test(pointer, invalid_pointers_are_known) {
    static const char *const bad[] = {"a", "a/b", " /a", "#/a", "/~", "/~2", "/a~", "/a/b~x"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_expect_not(sam_pointer_is_valid(bad[i]), "%s", bad[i]);
}

static bool index_of(const char *pointer, size_t *index) {
    sam_pointer_token token;
    return sam_pointer_next(&pointer, &token) && sam_pointer_token_index(token, index);
}

Test(pointer, array_positions) {
    size_t index = 0;
    cr_expect(index_of("/0", &index) && index == 0);
    cr_expect(index_of("/10/x", &index) && index == 10);
    cr_expect(index_of("/1000000000000000000", &index) && index == 1000000000000000000u);
    static const char *const bad[] = {"/",   "/00",  "/01", "/-",  "/-1",
                                      "/+1", "/1e1", "/ 1", "/1a", "/99999999999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        cr_expect_not(index_of(bad[i], &index), "%s", bad[i]);
}

Test(pointer, failing_memory_gives_null) {
    sam_arena *arena = sam_arena_new();
    sam_alloc_fail_at(1, 1);
    cr_expect_null(sam_pointer_join(arena, "", "a"));
    cr_expect_null(sam_pointer_join_index(arena, "", 1));
    cr_expect_null(sam_pointer_token_text(arena, (sam_pointer_token){"a", 1}));
    sam_alloc_fail_at(0, 0);
    sam_arena_free(arena);
}
