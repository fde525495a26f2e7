/* Readings of the good files in tests/bad, changed a little: what the tests of the reader share. */
#ifndef SAMSPEL_TESTS_DEAL_READING_H
#define SAMSPEL_TESTS_DEAL_READING_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "samspel/deal.h"

enum { FILE_SIZE = 16384 };

static char model[FILE_SIZE], scenario[FILE_SIZE], terms[FILE_SIZE];
static sam_diags *diags;

static inline void load(char *out, const char *name) {
    char path[512];
    snprintf(path, sizeof path, SAMSPEL_SOURCE_DIR "/tests/bad/good_%s.json", name);
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file);
    out[fread(out, 1, FILE_SIZE - 1, file)] = '\0';
    fclose(file);
}

static inline void set_up(void) {
    load(model, "model");
    load(scenario, "scenario");
    load(terms, "terms");
    diags = sam_diags_new();
}

static inline void tear_down(void) {
    sam_diags_free(diags);
}

/* Replaces the one place where old stands. */
static inline void change(char *text, const char *old, const char *fresh) {
    char *at = strstr(text, old);
    cr_assert_not_null(at, "%s", old);
    cr_assert_null(strstr(at + 1, old), "%s", old);
    memmove(at + strlen(fresh), at + strlen(old), strlen(at + strlen(old)) + 1);
    memcpy(at, fresh, strlen(fresh));
}

static inline sam_status try_read(sam_deal **deal, const char *variant, const sam_override *set,
                                  size_t count) {
    sam_source m = {"m.json", model, strlen(model)};
    sam_source s = {"s.json", scenario, strlen(scenario)};
    sam_source t = {"t.json", terms, strlen(terms)};
    return sam_deal_read(deal, m, s, t, variant, set, count, diags);
}

static inline sam_deal *read_set(const char *variant, const char *pointer, const char *value) {
    sam_deal *deal = NULL;
    sam_override set = {pointer ? pointer : "", value};
    sam_status status = try_read(&deal, variant, &set, pointer != NULL);
    cr_assert_eq(status, SAM_OK, "%s",
                 sam_diags_stored(diags) ? sam_diags_at(diags, 0)->message : "");
    return deal;
}

static inline sam_deal *read_plain(void) {
    return read_set(NULL, NULL, NULL);
}

static inline const sam_input *input(const sam_deal *deal, const char *name) {
    uint32_t index = sam_deal_find_input(deal, name);
    cr_assert_neq(index, SAM_NO_INPUT, "%s", name);
    return &deal->inputs[index];
}

#define READ_TEST(suite, name) Test(suite, name, .init = set_up, .fini = tear_down)

#endif
