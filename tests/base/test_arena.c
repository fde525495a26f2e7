/* The arena's promises: zeroed, aligned, separate, and NULL rather than a crash when memory fails,
 * at every point, once and for ever after. */
#include "base/arena.h"

#include <criterion/criterion.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

Test(arena, memory_is_zeroed_aligned_and_separate) {
    enum { COUNT = 2000 };
    sam_arena *arena = sam_arena_new();
    unsigned char *block[COUNT];
    for (size_t i = 0; i < COUNT; i++) {
        block[i] = sam_arena_alloc(arena, i);
        cr_assert_not_null(block[i]);
        cr_assert_eq((uintptr_t)block[i] % alignof(max_align_t), 0u);
        for (size_t j = 0; j < i; j++)
            cr_assert_eq(block[i][j], 0);
        memset(block[i], (int)(i % 251) + 1, i);
    }
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < i; j++)
            cr_assert_eq(block[i][j], i % 251 + 1, "block %zu was overwritten", i);
    cr_expect_geq(sam_arena_used(arena), (size_t)COUNT * (COUNT - 1) / 2);
    sam_arena_free(arena);
}

Test(arena, no_bytes_still_have_a_place) {
    sam_arena *arena = sam_arena_new();
    cr_expect_eq(sam_arena_used(arena), 0u);
    void *first = sam_arena_alloc(arena, 0), *second = sam_arena_array(arena, 0, 8);
    cr_expect_not_null(first);
    cr_expect_not_null(second);
    cr_expect_neq(first, second);
    sam_arena_free(arena);
    sam_arena_free(NULL);
}

Test(arena, large_blocks_and_small_ones_mix) {
    sam_arena *arena = sam_arena_new();
    char *small = sam_arena_text(arena, "small", 5);
    char *large = sam_arena_alloc(arena, 10 * 1024 * 1024);
    cr_assert_not_null(large);
    memset(large, 1, 10 * 1024 * 1024);
    cr_expect_str_eq(small, "small");
    cr_expect_not_null(sam_arena_alloc(arena, 16));
    sam_arena_free(arena);
}

Test(arena, impossible_sizes_are_refused) {
    sam_arena *arena = sam_arena_new();
    cr_expect_null(sam_arena_array(arena, SIZE_MAX / 2, 3));
    cr_expect_null(sam_arena_array(arena, SIZE_MAX / 8 + 2, 8));
    cr_expect_null(sam_arena_alloc(arena, SIZE_MAX));
    cr_expect_null(sam_arena_alloc(arena, SIZE_MAX - 20));
    cr_expect_null(sam_arena_text(arena, "", SIZE_MAX));
    cr_expect_not_null(sam_arena_alloc(arena, 8), "a refusal must not spoil the arena");
    sam_arena_free(arena);
}

Test(arena, texts_are_copied_and_ended) {
    sam_arena *arena = sam_arena_new();
    cr_expect_str_eq(sam_arena_text(arena, "abcdef", 3), "abc");
    cr_expect_str_eq(sam_arena_text(arena, NULL, 0), "");
    cr_expect_str_eq(sam_arena_format(arena, "%s/%zu", "a", (size_t)7), "a/7");
    char long_text[9000];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    cr_expect_str_eq(sam_arena_format(arena, "%s", long_text), long_text);
    sam_arena_free(arena);
}

/* Some work that allocates; the number of calls that failed. */
static int work(void) {
    int failed = 0;
    sam_arena *arena = sam_arena_new();
    if (!arena)
        return 1;
    for (size_t size = 1000; size < 3000000; size *= 2)
        failed += sam_arena_alloc(arena, size) == NULL;
    failed += sam_arena_format(arena, "%d", 1) == NULL;
    void *memory = sam_alloc(10);
    void *larger = sam_realloc(memory, 20);
    failed += !memory + !larger;
    sam_free(larger ? larger : memory);
    sam_arena_free(arena);
    return failed;
}

Test(arena, every_allocation_can_fail_once) {
    long n = 1;
    for (;; n++) {
        sam_alloc_fail_at(n, 0);
        if (work() == 0)
            break;
        cr_assert_lt(n, 100);
    }
    sam_alloc_fail_at(0, 0);
    cr_expect_gt(n, 8, "the arena, its chunks, and the two plain calls");
    cr_expect_eq(work(), 0);
}

Test(arena, fails_exactly_the_nth_then_no_more) {
    sam_alloc_fail_at(2, 0);
    void *first = sam_alloc(1), *second = sam_alloc(1), *third = sam_alloc(1);
    cr_expect_not_null(first);
    cr_expect_null(second);
    cr_expect_not_null(third);
    sam_free(first);
    sam_free(third);
}

Test(arena, sticky_fails_for_ever_after) {
    sam_alloc_fail_at(2, 1);
    void *first = sam_alloc(1);
    cr_expect_not_null(first);
    for (int i = 0; i < 5; i++)
        cr_expect_null(sam_alloc(1));
    cr_expect_null(sam_realloc(first, 100), "and first is still ours");
    cr_expect_null(sam_arena_new());
    sam_alloc_fail_at(0, 0);
    void *again = sam_alloc(1);
    cr_expect_not_null(again);
    sam_free(again);
    sam_free(first);
}

/* A second round of the same work asks the system for nothing: every allocation would fail. */
Test(arena, what_is_reset_serves_the_same_work_again) {
    enum { ROUNDS = 4, COUNT = 3000 };
    sam_arena *arena = sam_arena_new();
    for (int round = 0; round < ROUNDS; round++) {
        if (round > 0)
            sam_alloc_fail_at(1, 1);
        for (size_t i = 1; i <= COUNT; i++) {
            unsigned char *block = sam_arena_alloc(arena, i);
            cr_assert_not_null(block, "round %d, block %zu", round, i);
            for (size_t k = 0; k < i; k++)
                cr_assert_eq(block[k], 0);
            memset(block, 0xff, i);
        }
        cr_expect_geq(sam_arena_used(arena), (size_t)COUNT * (COUNT + 1) / 2);
        sam_arena_reset(arena);
        cr_expect_eq(sam_arena_used(arena), 0u);
    }
    sam_alloc_fail_at(0, 0);
    sam_arena_free(arena);
}

Test(arena, a_reset_arena_grows_when_more_is_asked_for) {
    sam_arena *arena = sam_arena_new();
    cr_assert_not_null(sam_arena_alloc(arena, 100));
    sam_arena_reset(arena);
    char *large = sam_arena_alloc(arena, 3 * 1024 * 1024);
    cr_assert_not_null(large);
    large[3 * 1024 * 1024 - 1] = 'x';
    char *small = sam_arena_text(arena, "small", 5);
    cr_expect_str_eq(small, "small");
    sam_arena_reset(arena);
    sam_arena_reset(arena);
    sam_alloc_fail_at(1, 1);
    cr_expect_not_null(sam_arena_alloc(arena, 3 * 1024 * 1024));
    sam_alloc_fail_at(0, 0);
    sam_arena_free(arena);
}
