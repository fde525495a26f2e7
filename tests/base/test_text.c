/* The growing text and its quoting, and the UTF-8 reader beneath it. */
#include "base/text.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

Test(text, grows_and_stays_ended) {
    sam_text text = SAM_TEXT_EMPTY;
    cr_expect_null(text.data);
    sam_text_add(&text, "");
    cr_expect_str_eq(text.data, "");
    for (int i = 0; i < 10000; i++) {
        sam_text_add_char(&text, (char)('a' + i % 26));
        cr_assert_eq(text.data[text.length], '\0');
    }
    cr_expect_eq(strlen(text.data), 10000u);
    cr_expect_eq(text.data[9999], 'a' + 9999 % 26);
    sam_text_free(&text);
    cr_expect_null(text.data);
    cr_expect_eq(text.length, 0u);
    sam_text_free(&text);
}

Test(text, formats_adds_bytes_and_numbers) {
    sam_text text = SAM_TEXT_EMPTY;
    sam_text_format(&text, "%s=%d;", "n", -3);
    sam_text_add_number(&text, 0.1);
    sam_text_add_bytes(&text, "\0x", 2);
    cr_expect_eq(text.length, 10u);
    cr_expect_arr_eq(text.data, "n=-3;0.1\0x", 11);
    sam_text_format(&text, "%0500d", 7);
    cr_expect_eq(text.length, 510u);
    sam_text_free(&text);
}

typedef struct quoted {
    const char *value, *text;
} quoted;

static void check(void (*add)(sam_text *, const char *), const quoted *cases, size_t count) {
    for (size_t i = 0; i < count; i++) {
        sam_text text = SAM_TEXT_EMPTY;
        add(&text, cases[i].value);
        cr_expect_str_eq(text.data ? text.data : "", cases[i].text);
        sam_text_free(&text);
    }
}

Test(text, json_strings) {
    static const quoted cases[] = {
        {"", "\"\""},
        {"plain", "\"plain\""},
        {"\"\\/", "\"\\\"\\\\/\""},
        {"\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
        {"\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\""},
        {"bl\u00E5b\u00E6r \u20AC \U0001F3E0", "\"bl\u00E5b\u00E6r \u20AC \U0001F3E0\""},
        {"a\xFFz", "\"a\uFFFDz\""},
        {"\xC0\x80", "\"\uFFFD\uFFFD\""},           /* overlong */
        {"\xED\xA0\x80", "\"\uFFFD\uFFFD\uFFFD\""}, /* a surrogate */
        {"\xE2\x82", "\"\uFFFD\uFFFD\""},           /* cut short */
        {"\xF4\x90\x80\x80", "\"\uFFFD\uFFFD\uFFFD\uFFFD\""},
    };
    check(sam_text_add_json_string, cases, sizeof cases / sizeof cases[0]);
}

Test(text, visible_text_obeys_no_terminal) {
    static const quoted cases[] = {
        {"plain \u00E5", "plain \u00E5"},
        {"\x1b[31mred", "\\x1b[31mred"},
        {"a\nb\tc\x7f", "a\\x0ab\\x09c\\x7f"},
        {"\xC2\x85\xC2\x9B", "<U+0085><U+009B>"},
        {"\u202Eevil\u2066\u2069", "<U+202E>evil<U+2066><U+2069>"},
        {"\u200F\u061C\u2028\uFEFF\u200B", "<U+200F><U+061C><U+2028><U+FEFF><U+200B>"},
        {"1\u00A0000", "1\u00A0000"},
        {"\xFF\xC3", "\\xff\\xc3"},
    };
    check(sam_text_add_visible, cases, sizeof cases / sizeof cases[0]);
}

Test(text, once_broken_stays_broken) {
    sam_text text = SAM_TEXT_EMPTY;
    sam_text_add(&text, "kept");
    sam_alloc_fail_at(1, 0);
    sam_text_format(&text, "%0100d", 1);
    cr_expect(text.broken);
    sam_text_add(&text, "lost");
    sam_text_add_number(&text, 1);
    cr_expect_str_eq(text.data, "kept");
    cr_expect_eq(text.length, 4u);
    sam_text_free(&text);
    cr_expect_not(text.broken);
}

/* Unicode 15, table 3-7, by exhausting every code point and every pair of leading bytes. */
Test(utf8, every_code_point_is_itself) {
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code <= 0xDFFF)
            continue;
        char bytes[SAM_UTF8_MOST];
        uint32_t back = 0;
        size_t length = sam_utf8_write(bytes, code);
        cr_assert_eq(sam_utf8_read(bytes, length, &back), length);
        cr_assert_eq(back, code);
        cr_assert_eq(sam_utf8_read(bytes, length - (length > 1), NULL), length > 1 ? 0u : 1u);
    }
}

Test(utf8, well_formed_count_is_right) {
    /* the three-byte characters are U+0800..U+FFFF without the 2048 surrogates. */
    unsigned long valid = 0;
    for (unsigned a = 0xE0; a <= 0xEF; a++)
        for (unsigned b = 0; b < 256; b++)
            for (unsigned c = 0; c < 256; c++) {
                char bytes[] = {(char)(unsigned char)a, (char)(unsigned char)b,
                                (char)(unsigned char)c};
                valid += sam_utf8_read(bytes, 3, NULL) == 3;
            }
    cr_expect_eq(valid, 0x10000ul - 0x800ul - 0x800ul);
    for (unsigned a = 0x80; a <= 0xC1; a++) {
        char bytes[] = {(char)(unsigned char)a, (char)0x80, (char)0x80, (char)0x80};
        cr_expect_eq(sam_utf8_read(bytes, 4, NULL), (size_t)SAM_UTF8_BAD);
    }
}
