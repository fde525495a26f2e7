/* A kept model and kept terms give the deal that reading all files anew gives, whatever was read
 * before, and tell the same faults. */
#include "reading.h"

static sam_source source(const char *name, const char *text) {
    return (sam_source){name, text, strlen(text)};
}

static sam_deal_reader *keep(void) {
    sam_deal_reader *reader = NULL;
    cr_assert_eq(
        sam_deal_reader_new(&reader, source("model", model), source("terms", terms), diags),
        SAM_OK);
    return reader;
}

static void expect_same(const sam_deal *a, const sam_deal *b) {
    cr_assert_str_eq(a->hash, b->hash);
    cr_assert_eq(a->input_count, b->input_count);
    for (uint32_t i = 0; i < a->input_count; i++) {
        cr_expect_str_eq(a->inputs[i].name, b->inputs[i].name);
        cr_expect_str_eq(a->inputs[i].file, b->inputs[i].file);
        cr_expect_str_eq(a->inputs[i].pointer, b->inputs[i].pointer);
        cr_expect_str_eq(a->inputs[i].source, b->inputs[i].source);
        cr_expect_eq(a->inputs[i].value, b->inputs[i].value);
        cr_expect_eq(a->inputs[i].low, b->inputs[i].low);
        cr_expect_eq(a->inputs[i].high, b->inputs[i].high);
        cr_expect_eq(a->inputs[i].confidence, b->inputs[i].confidence);
    }
    cr_expect_eq(a->months, b->months);
    cr_expect_eq(a->party_count, b->party_count);
    cr_expect_eq(a->clause_count, b->clause_count);
}

Test(reader, gives_what_a_fresh_reading_gives, .init = set_up, .fini = tear_down) {
    sam_deal_reader *reader = keep();
    for (int round = 0; round < 3; round++) {
        sam_deal *fresh = NULL, *kept = NULL;
        cr_assert_eq(sam_deal_read(&fresh, source("model", model), source("scenario", scenario),
                                   source("terms", terms), NULL, NULL, 0, diags),
                     SAM_OK);
        cr_assert_eq(sam_deal_reader_read(&kept, reader, source("scenario", scenario), NULL, diags),
                     SAM_OK);
        expect_same(fresh, kept);
        sam_deal_free(fresh);
        sam_deal_free(kept);
    }
    sam_deal_reader_free(reader);
}

Test(reader, forgets_a_bad_scenario, .init = set_up, .fini = tear_down) {
    sam_deal_reader *reader = keep();
    sam_deal *before = NULL, *bad = NULL, *after = NULL;
    cr_assert_eq(sam_deal_reader_read(&before, reader, source("scenario", scenario), NULL, diags),
                 SAM_OK);
    cr_expect_eq(sam_deal_reader_read(&bad, reader, source("bad", "{\"format\": 1}"), NULL, diags),
                 SAM_INPUT);
    cr_expect_null(bad);
    cr_assert_eq(sam_deal_reader_read(&after, reader, source("scenario", scenario), NULL, diags),
                 SAM_OK);
    expect_same(before, after);
    sam_deal_free(before);
    sam_deal_free(after);
    sam_deal_reader_free(reader);
}

Test(reader, refuses_what_is_no_json, .init = set_up, .fini = tear_down) {
    sam_deal_reader *reader = NULL;
    cr_expect_eq(sam_deal_reader_new(&reader, source("model", "{"), source("terms", terms), diags),
                 SAM_INPUT);
    cr_expect_null(reader);
    cr_expect_eq(sam_deal_reader_new(&reader, source("model", model), source("terms", "[]"), diags),
                 SAM_INPUT);
    cr_expect_null(reader);
    cr_expect_eq(sam_diags_count(diags, SAM_ERROR), 2);
}
