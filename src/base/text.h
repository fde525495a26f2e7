/* A growing text buffer. The first failed allocation makes it "broken": later calls do nothing, and
 * the owner asks once at the end. */
#ifndef SAMSPEL_BASE_TEXT_H
#define SAMSPEL_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct sam_text {
    char *data; /* NUL-terminated once anything was added; NULL before */
    size_t length, capacity;
    bool broken; /* memory ran out */
} sam_text;

#define SAM_TEXT_EMPTY ((sam_text){0})

void sam_text_free(sam_text *text);
void sam_text_add(sam_text *text, const char *more);
void sam_text_add_bytes(sam_text *text, const char *more, size_t length);
void sam_text_add_char(sam_text *text, char c);
void sam_text_format(sam_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Shortest round-trip form. */
void sam_text_add_number(sam_text *text, double value);
/* A JSON string with its quotes; ASCII control characters escaped; invalid UTF-8 becomes U+FFFD. */
void sam_text_add_json_string(sam_text *text, const char *value);
/* Terminal-safe: control characters, C1, and bidirectional controls shown as \x1b or <U+202E>. */
void sam_text_add_visible(sam_text *text, const char *value);

#endif
