/* Tables: what is printed against texts written by hand, and laws (nothing wider than asked, no
 * cell lost, CSV after RFC 4180). */
#include "report/table.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"

#define NBSP "\xc2\xa0"
#define MINUS "\xe2\x88\x92"

static size_t widest_line(const char *text) {
    size_t widest = 0;
    while (*text) {
        size_t length = strcspn(text, "\n");
        size_t columns = sam_text_columns(text, length);
        widest = columns > widest ? columns : widest;
        text += length + (text[length] == '\n');
    }
    return widest;
}

Test(columns, of_utf8_text) {
    cr_expect_eq(sam_text_columns("", 0), 0u);
    cr_expect_eq(sam_text_columns("bustad", 6), 6u);
    cr_expect_eq(sam_text_columns("Hamar\xc3\xb8y", 8), 7u);
    cr_expect_eq(sam_text_columns("a\xcc\x8a", 3), 1u);        /* a with a ring as a mark */
    cr_expect_eq(sam_text_columns("\xe4\xbd\x8f", 3), 2u);     /* a Chinese character */
    cr_expect_eq(sam_text_columns("\xf0\x9f\x8f\xa0", 4), 2u); /* a house */
    cr_expect_eq(sam_text_columns("\xff\xfe", 2), 2u);         /* no UTF-8: one a byte */
}

static const sam_column two[] = {{"Party", "party", false, 0}, {"NOK", "nok", true, 2}};

Test(table, aligns_by_display_width) {
    sam_table *table = sam_table_new(two, 2);
    sam_table_text(table, "kj\xc3\xb8par");
    sam_table_number(table, 1234567.891);
    sam_table_text(table, "stat");
    sam_table_number(table, -5);
    sam_table_text(table, NULL);
    sam_table_none(table);
    sam_text out = SAM_TEXT_EMPTY;
    sam_table_print(table, &out, 80, false);
    cr_expect_str_eq(out.data, "Party            NOK\n"
                               "kj\xc3\xb8par  1" NBSP "234" NBSP "567,89\n"
                               "stat           " MINUS "5,00\n"
                               "                   \xe2\x80\x93\n");
    sam_text_free(&out);
    sam_table_print_csv(table, &out);
    cr_expect_str_eq(out.data, "party,nok\nkj\xc3\xb8par,1234567.891\nstat,-5\n,\n");
    sam_text_free(&out);
    sam_table_free(table);
}

Test(table, percent_stays_a_fraction_in_csv_and_what_is_not_finite_is_a_dash) {
    sam_table *table = sam_table_new(two, 2);
    sam_table_text(table, "a");
    sam_table_percent(table, 0.0525, 1);
    sam_table_text(table, "b");
    sam_table_percent(table, (double)NAN, 1);
    sam_table_text(table, "c");
    sam_table_number(table, (double)INFINITY);
    sam_text out = SAM_TEXT_EMPTY;
    sam_table_print(table, &out, 80, false);
    cr_expect_str_eq(out.data, "Party    NOK\na      5,3" NBSP "%\nb          \xe2\x80\x93\n"
                               "c          \xe2\x80\x93\n");
    sam_text_free(&out);
    sam_table_print_csv(table, &out);
    cr_expect_str_eq(out.data, "party,nok\na,0.0525\nb,\nc,\n");
    sam_text_free(&out);
    sam_table_free(table);
}

Test(table, csv_quotes_after_rfc_4180_and_disarms_formulas) {
    static const struct {
        const char *text, *csv;
    } cases[] = {
        {"plain", "plain"},
        {"a,b", "\"a,b\""},
        {"a\"b", "\"a\"\"b\""},
        {"a\nb", "\"a\nb\""},
        {"a\rb", "\"a\rb\""},
        {"", ""},
        {"=1+1", "\"'=1+1\""},
        {"+1", "\"'+1\""},
        {"-1", "\"'-1\""},
        {"@SUM(A1)", "\"'@SUM(A1)\""},
        {"\tx", "\"'\tx\""},
        {"\rx", "\"'\rx\""},
        {"=\"a\"", "\"'=\"\"a\"\"\""},
        {"a=b", "a=b"},
    };
    static const sam_column one[] = {{"t", NULL, false, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char expected[64];
        snprintf(expected, sizeof expected, "t\n%s\n", cases[i].csv);
        sam_table *table = sam_table_new(one, 1);
        sam_table_text(table, cases[i].text);
        sam_text out = SAM_TEXT_EMPTY;
        sam_table_print_csv(table, &out);
        cr_expect_str_eq(out.data, expected);
        sam_text_free(&out);
        sam_table_free(table);
    }
}

Test(table, headings_are_wrapped_before_texts) {
    static const sam_column columns[] = {{"A rather long heading", NULL, true, 0},
                                         {"Text", NULL, false, 0}};
    sam_table *table = sam_table_new(columns, 2);
    sam_table_number(table, 1);
    sam_table_text(table, "unbroken words here");
    sam_text out = SAM_TEXT_EMPTY;
    sam_table_print(table, &out, 32, false);
    cr_expect_str_eq(out.data, "   A rather  Text\n       long\n    heading\n"
                               "          1  unbroken words here\n");
    sam_text_free(&out);
    sam_table_free(table);
}

Test(table, long_texts_are_wrapped_at_blanks) {
    static const sam_column columns[] = {{"Id", NULL, false, 0}, {"Text", NULL, false, 0}};
    sam_table *table = sam_table_new(columns, 2);
    sam_table_text(table, "x");
    sam_table_text(table, "one two three four five six");
    sam_text out = SAM_TEXT_EMPTY;
    sam_table_print(table, &out, 22, false);
    cr_expect_str_eq(out.data, "Id  Text\nx   one two three four\n    five six\n");
    sam_text_free(&out);
    sam_table_free(table);
}

/* 12 columns of numbers do not fit: each block begins with the first column, and every number is
 * there, whole, at every width. */
Test(table, too_wide_becomes_blocks_and_loses_nothing) {
    enum { COLUMNS = 13 };
    sam_column columns[COLUMNS] = {{"Year", NULL, false, 0}};
    char titles[COLUMNS][16];
    for (size_t i = 1; i < COLUMNS; i++) {
        snprintf(titles[i], sizeof titles[i], "col%zu", i);
        columns[i] = (sam_column){titles[i], NULL, true, 0};
    }
    sam_table *table = sam_table_new(columns, COLUMNS);
    sam_table_text(table, "2026");
    for (int i = 1; i < COLUMNS; i++)
        sam_table_number(table, 900000 + i);
    for (size_t width = 40; width <= 200; width += 7) {
        sam_text out = SAM_TEXT_EMPTY;
        sam_table_print(table, &out, width, false);
        cr_expect_leq(widest_line(out.data), width);
        for (int i = 1; i < COLUMNS; i++) {
            char number[32];
            snprintf(number, sizeof number, "900" NBSP "0%02d", i);
            cr_expect_not_null(strstr(out.data, number), "%s is lost at width %zu", number, width);
        }
        size_t blocks = 0, years = 0;
        for (const char *at = out.data; (at = strstr(at, "Year")); at++)
            blocks++;
        for (const char *at = out.data; (at = strstr(at, "2026")); at++)
            years++;
        cr_expect_eq(blocks, years);
        /* 4 + 12 * (2 + 7) columns in one block. */
        cr_expect_eq(blocks > 1, width < 112);
        sam_text_free(&out);
    }
    sam_table_free(table);
}

Test(table, the_first_column_is_broken_last_and_at_joints) {
    static const sam_column columns[] = {{"Id", NULL, false, 0}, {"Text", NULL, false, 0}};
    sam_table *table = sam_table_new(columns, 2);
    sam_table_text(table, "husbanken.ltv_max.private");
    sam_table_text(table, "one two three four five");
    sam_text out = SAM_TEXT_EMPTY;
    sam_table_print(table, &out, 44, false);
    cr_expect_not_null(strstr(out.data, "husbanken.ltv_max.private"));
    cr_expect_leq(widest_line(out.data), 44u);
    sam_text_free(&out);
    sam_table_print(table, &out, 40, false);
    cr_expect_not_null(strstr(out.data, "husbanken.ltv_max.  "));
    cr_expect_leq(widest_line(out.data), 40u);
    sam_text_free(&out);
    sam_table_free(table);
}

Test(table, control_characters_of_files_do_not_reach_the_terminal) {
    sam_table *table = sam_table_new(two, 2);
    sam_table_text(table, "\x1b[2Jx\ny");
    sam_table_none(table);
    sam_text out = SAM_TEXT_EMPTY;
    sam_table_print(table, &out, 80, false);
    cr_expect_null(strchr(out.data, '\x1b'));
    sam_text_free(&out);
    sam_table_print(table, &out, 80, true);
    cr_expect_eq(strncmp(out.data, "\x1b[1m", 4), 0);
    sam_text_free(&out);
    sam_table_free(table);
}

/* Whichever allocation fails, the text says so, and nothing leaks. */
Test(table, every_failed_allocation_is_told) {
    size_t failed = 0, succeeded = 0;
    for (long n = 1; n < 400; n++) {
        sam_alloc_fail_at(n, 1);
        sam_text out = SAM_TEXT_EMPTY;
        sam_table *table = sam_table_new(two, 2);
        for (int i = 0; table && i < 50; i++) {
            sam_table_text(table, "a");
            sam_table_number(table, i);
        }
        if (table)
            sam_table_print(table, &out, 80, false);
        bool whole = table && !out.broken;
        sam_alloc_fail_at(0, 0);
        failed += !whole;
        succeeded += whole;
        if (whole)
            cr_expect_not_null(strstr(out.data, "49,00"));
        sam_text_free(&out);
        sam_table_free(table);
    }
    cr_expect_gt(failed, 50u, "at least one for each text");
    cr_expect_gt(succeeded, 0u, "the loop does not reach the end of the allocations");
}
