/* Merge patches against the published cases, and the distances behind the hints. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/arena.h"
#include "deal/nearest.h"
#include "deal/tree.h"

static const sam_tree *tree_of(sam_arena *arena, const char *text) {
    sam_document *document = sam_arena_alloc(arena, sizeof *document);
    *document = (sam_document){.bytes = text, .length = strlen(text), .base = ""};
    const sam_tree *tree = NULL;
    cr_assert(sam_tree_read(&tree, document, arena), "%s", text);
    return tree;
}

/* Members in any order, elements in order. */
static bool equal(const sam_tree *a, const sam_tree *b) {
    if (a->kind != b->kind || a->number != b->number)
        return false;
    if (a->kind == SAM_TREE_STRING)
        return strcmp(a->text, b->text) == 0;
    const sam_tree *x = a->child, *y = b->child;
    size_t count = 0;
    for (; x; x = x->next, y = y ? y->next : NULL, count++) {
        const sam_tree *match = a->kind == SAM_TREE_OBJECT ? sam_tree_member(b, x->key) : y;
        if (!match || !equal(x, match))
            return false;
    }
    for (y = b->child; y; y = y->next)
        count--;
    return count == 0;
}

/* The cases of RFC 7396, appendix A, in our own order: target, patch, result. */
Test(merge, patches_are_those_of_rfc_7396) {
    static const char *const known[][3] = {
        {"{\"a\":\"b\"}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"b\":\"c\"}", "{\"a\":\"b\",\"b\":\"c\"}"},
        {"{\"a\":\"b\"}", "{\"a\":null}", "{}"},
        {"{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}", "{\"b\":\"c\"}"},
        {"{\"a\":[\"b\"]}", "{\"a\":\"c\"}", "{\"a\":\"c\"}"},
        {"{\"a\":\"c\"}", "{\"a\":[\"b\"]}", "{\"a\":[\"b\"]}"},
        {"{\"a\":{\"b\":\"c\"}}", "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
        {"{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}", "{\"a\":[1]}"},
        {"[\"a\",\"b\"]", "[\"c\",\"d\"]", "[\"c\",\"d\"]"},
        {"{\"a\":\"b\"}", "[\"c\"]", "[\"c\"]"},
        {"{\"a\":\"foo\"}", "null", "null"},
        {"{\"a\":\"foo\"}", "\"bar\"", "\"bar\""},
        {"{\"e\":null}", "{\"a\":1}", "{\"e\":null,\"a\":1}"},
        {"[1,2]", "{\"a\":\"b\",\"c\":null}", "{\"a\":\"b\"}"},
        {"{}", "{\"a\":{\"bb\":{\"ccc\":null}}}", "{\"a\":{\"bb\":{}}}"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        sam_arena *arena = sam_arena_new();
        const sam_tree *target = tree_of(arena, known[i][0]);
        const sam_tree *result = sam_tree_merge(arena, target, tree_of(arena, known[i][1]));
        cr_assert_not_null(result);
        cr_expect(equal(result, tree_of(arena, known[i][2])), "%s + %s", known[i][0], known[i][1]);
        cr_expect(equal(target, tree_of(arena, known[i][0])), "the target is never changed");
        sam_arena_free(arena);
    }
}

Test(nearest, edit_distances) {
    cr_expect_eq(sam_edit_distance("", "abc"), 3);
    cr_expect_eq(sam_edit_distance("kitten", "sitting"), 3);
    cr_expect_eq(sam_edit_distance("vacancy", "vacnacy"), 1);
    /* A swap may not be edited again: 3 for optimal string alignment, 2 for full Damerau. */
    cr_expect_eq(sam_edit_distance("ca", "abc"), 3);
    sam_nearest nearest = {.word = "yaers"};
    sam_nearest_offer(&nearest, "share");
    cr_expect_null(nearest.best);
    sam_nearest_offer(&nearest, "years");
    cr_expect_str_eq(nearest.best, "years");
}
