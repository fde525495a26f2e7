/* The shipped model tilvising in the shipped scenario Hitra, with a ceiling on Husbanken's loan so
 * that it can be decided. Tests run from the top folder of the tree. */
#ifndef TESTS_CHOICE_SHIPPED_H
#define TESTS_CHOICE_SHIPPED_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "samspel/ledger.h"

typedef struct shipped {
    sam_diags *diags;
    sam_deal *deal;
    sam_plan *plan;
    char *text[3];
} shipped;

static inline sam_source shipped_file(shipped *s, int index, const char *name) {
    FILE *file = fopen(name, "rb");
    cr_assert_not_null(file, "%s", name);
    s->text[index] = malloc(1 << 20);
    cr_assert_not_null(s->text[index]);
    size_t length = fread(s->text[index], 1, 1 << 20, file);
    fclose(file);
    return (sam_source){name, s->text[index], length};
}

static inline shipped shipped_open(void) {
    shipped s = {.diags = sam_diags_new()};
    const sam_override ceiling = {"/models/tilvising/husbanken_loan/amount_max", "5000000"};
    sam_status status =
        sam_deal_read(&s.deal, shipped_file(&s, 0, "models/tilvising.json"),
                      shipped_file(&s, 1, "scenarios/hitra.json"),
                      shipped_file(&s, 2, "models/terms/norway.json"), NULL, &ceiling, 1, s.diags);
    const char *fault =
        sam_diags_stored(s.diags) ? sam_diags_at(s.diags, 0)->message : "no diagnostics";
    cr_assert_eq(status, SAM_OK, "%s", fault);
    cr_assert_eq(sam_plan_compile(&s.plan, s.deal, s.diags), SAM_OK);
    return s;
}

static inline void shipped_close(shipped *s) {
    sam_plan_free(s->plan);
    sam_deal_free(s->deal);
    sam_diags_free(s->diags);
    for (int i = 0; i < 3; i++)
        free(s->text[i]);
}

static inline uint32_t shipped_row(const shipped *s, const char *name) {
    uint32_t row = sam_plan_find_row(s->plan, name);
    cr_assert_neq(row, SAM_NO_ROW, "%s", name);
    return row;
}

static inline uint32_t shipped_input(const shipped *s, const char *name) {
    uint32_t input = sam_deal_find_input(s->deal, name);
    cr_assert_neq(input, SAM_NO_INPUT, "%s", name);
    return input;
}

/* 0 <= result < 1, the same everywhere. */
static inline double shipped_random(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (double)(*state >> 11) * 0x1p-53;
}

#endif
