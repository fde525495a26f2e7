/* One UTF-8 character at a time, strictly (Unicode 15, table 3-7): no overlong forms, no
 * surrogates, nothing above U+10FFFF. Knows nothing of what a character is for. */
#ifndef SAMSPEL_BASE_UTF8_H
#define SAMSPEL_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

enum { SAM_UTF8_MOST = 4, SAM_UTF8_BAD = 0 };

/* The bytes (1..4) of the character that begins at bytes, of which left (at least 1) may be read;
 * its code point goes to *code when that is not NULL. SAM_UTF8_BAD: no valid character is there. */
size_t sam_utf8_read(const char *bytes, size_t left, uint32_t *code);

/* Writes code, which must be a Unicode scalar value, to out (SAM_UTF8_MOST bytes, no NUL added) and
 * returns the number of bytes. */
size_t sam_utf8_write(char *out, uint32_t code);

#endif
