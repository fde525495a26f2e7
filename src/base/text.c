/* The growing text buffer and its three ways of quoting. Must not decide what is said, only how it
 * is stored; must not lose a failure: once broken, a text stays broken. */
#include "text.h"

#include "arena.h"
#include "number.h"
#include "utf8.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { FIRST_CAPACITY = 64 };

void sam_text_free(sam_text *text) {
    sam_free(text->data);
    *text = SAM_TEXT_EMPTY;
}

/* Room for more bytes and the NUL. False: the text is broken. */
static bool reserve(sam_text *text, size_t more) {
    if (text->broken)
        return false;
    if (text->data && more < text->capacity - text->length)
        return true;
    size_t capacity = text->capacity ? text->capacity : FIRST_CAPACITY;
    while (capacity - text->length <= more && capacity <= SIZE_MAX / 2)
        capacity *= 2;
    char *data = capacity - text->length > more ? sam_realloc(text->data, capacity) : NULL;
    text->broken = !data;
    if (!data)
        return false;
    text->data = data;
    text->capacity = capacity;
    return true;
}

void sam_text_add_bytes(sam_text *text, const char *more, size_t length) {
    if (!reserve(text, length))
        return;
    if (length)
        memcpy(text->data + text->length, more, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void sam_text_add(sam_text *text, const char *more) {
    sam_text_add_bytes(text, more, strlen(more));
}

void sam_text_add_char(sam_text *text, char c) {
    sam_text_add_bytes(text, &c, 1);
}

void sam_text_format(sam_text *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        text->broken = true;
    } else if (reserve(text, (size_t)length)) {
        vsnprintf(text->data + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
}

void sam_text_add_number(sam_text *text, double value) {
    char printed[SAM_NUMBER_SIZE];
    sam_text_add_bytes(text, printed, sam_number_print(printed, value));
}

/* The letter of JSON's two-character escapes, or NUL. */
static char short_escape(char c) {
    switch (c) {
    case '"':
    case '\\':
        return c;
    case '\b':
        return 'b';
    case '\f':
        return 'f';
    case '\n':
        return 'n';
    case '\r':
        return 'r';
    case '\t':
        return 't';
    default:
        return '\0';
    }
}

/* Characters that move or deceive the reader's eye: C1 controls, line separators, what Unicode's
 * bidirectional algorithm (UAX 9) calls explicit formatting and implicit marks, and what has no
 * width. */
static bool is_deceptive(uint32_t code) {
    return (code >= 0x80 && code <= 0x9F) || code == 0xAD || code == 0x061C ||
           (code >= 0x200B && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
           (code >= 0x2060 && code <= 0x2069) || code == 0xFEFF;
}

static void add_json_character(sam_text *text, const char *at, size_t length, uint32_t code) {
    char letter = length == 1 ? short_escape(*at) : '\0';
    if (letter) {
        sam_text_add_char(text, '\\');
        sam_text_add_char(text, letter);
        return;
    }
    /* The same text to a program, and harmless where somebody looks at it. */
    if (code < 0x20 || code == 0x7F || is_deceptive(code)) {
        sam_text_format(text, "\\u%04x", (unsigned)code);
        return;
    }
    sam_text_add_bytes(text, at, length);
}

void sam_text_add_json_string(sam_text *text, const char *value) {
    size_t left = strlen(value);
    sam_text_add_char(text, '"');
    while (left) {
        uint32_t code = 0;
        size_t length = sam_utf8_read(value, left, &code);
        if (length == SAM_UTF8_BAD) {
            sam_text_add(text, "\xEF\xBF\xBD");
            length = 1;
        } else {
            add_json_character(text, value, length, code);
        }
        value += length;
        left -= length;
    }
    sam_text_add_char(text, '"');
}

void sam_text_add_visible(sam_text *text, const char *value) {
    size_t left = strlen(value);
    while (left) {
        uint32_t code = 0;
        size_t length = sam_utf8_read(value, left, &code);
        if (length == SAM_UTF8_BAD || code < 0x20 || code == 0x7F) {
            sam_text_format(text, "\\x%02x", (unsigned)(unsigned char)*value);
            length = 1;
        } else if (is_deceptive(code)) {
            sam_text_format(text, "<U+%04X>", (unsigned)code);
        } else {
            sam_text_add_bytes(text, value, length);
        }
        value += length;
        left -= length;
    }
}
