/* No half-translated page: every text of the reports is translated, and every word that shipped
 * deals bring has its text. That the places to fill in are the same is held for every text by
 * tests/languages. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "deal_shipped.h"
#include "report/texts.h"
#include "speak.h"

/* Long texts that are the same in English were forgotten. */
Test(texts, none_is_left_in_english) {
    size_t count = 0;
    for (int language = SAM_NYNORSK; language < SAM_ENGLISH; language++) {
        test_speak((sam_language)language);
        for (size_t i = 0; sam_say_at(i); i++, count++)
            cr_assert(strlen(sam_say_at(i)) < 24 ||
                          strcmp(sam_say_at(i), sam_tr(sam_say_at(i))) != 0,
                      "%s: %s", sam_language_code((sam_language)language), sam_say_at(i));
    }
    cr_assert_gt(count, 2 * 300);
}

static void expect(sam_word_kind kind, const char *key, const char *model) {
    const char *dot = strrchr(key, '.');
    cr_expect_not_null(sam_say_word(kind, dot ? dot + 1 : key),
                       "%s brings the word %s (kind %d), which has no text", model, key, (int)kind);
}

Test(texts, every_word_of_shipped_deals_has_its_text) {
    static const char *const SCENARIOS[] = {"scenarios/hitra", "scenarios/dagens"};
    for (size_t i = 0; i < (size_t)2 * SHIPPED_MODELS; i++) {
        test_deal d = {0};
        char model[80];
        snprintf(model, sizeof model, "models/%s", shipped_models[i / 2]);
        test_deal_shipped(&d, model, SCENARIOS[i % 2], NULL, NULL);
        test_deal_run(&d);
        sam_result *result = NULL;
        cr_assert_eq(sam_metrics_measure(&result, d.ledger, 0, true), SAM_OK);
        for (uint32_t k = 0; k < result->measure_count; k++)
            expect(SAM_WORDS_MEASURE, result->measures[k].name, model);
        for (uint32_t k = 0; k < result->flag_count; k++)
            expect(SAM_WORDS_FLAG, result->flags[k].code, model);
        for (uint32_t k = 0; k < result->break_even_count; k++)
            expect(SAM_WORDS_ASSUMED, result->break_evens[k].what, model);
        for (uint32_t r = 0; r < d.plan->row_count; r++)
            if (d.plan->rows[r].flow != SAM_FLOW_NONE)
                expect(SAM_WORDS_ACCOUNT, d.plan->rows[r].account, model);
        for (uint32_t p = 0; p < d.deal->party_count; p++)
            expect(SAM_WORDS_PARTY, d.deal->parties[p].id, model);
        sam_result_free(result);
        test_deal_close(&d);
    }
}

Test(texts, filling_in_knows_only_what_it_is_given) {
    static const char *const ARGUMENTS[] = {"a", "{1}", NULL};
    sam_text out = SAM_TEXT_EMPTY;
    sam_say_fill(&out, "{1} {2} {3} {x} { {1", ARGUMENTS);
    cr_assert_str_eq(out.data, "a {1} {3} {x} { {1");
    sam_text_free(&out);
}

static void money(double value, sam_language language, const char *expected) {
    sam_text out = SAM_TEXT_EMPTY;
    test_speak(language);
    sam_say_money(&out, value);
    cr_assert_str_eq(out.data, expected);
    sam_text_free(&out);
}

#define NBSP "\xC2\xA0"
Test(texts, money_is_short) {
    money(0, SAM_NYNORSK, "0" NBSP "kr");
    money(9999.4, SAM_NYNORSK, "9" NBSP "999" NBSP "kr");
    money(62816, SAM_NYNORSK, "63" NBSP "000" NBSP "kr");
    money(999499, SAM_NYNORSK, "999" NBSP "000" NBSP "kr");
    money(999500, SAM_NYNORSK, "1,0" NBSP "mill." NBSP "kr");
    money(-3929000, SAM_ENGLISH,
          "\xE2\x88\x92"
          "3,9" NBSP "million" NBSP "kr");
}
