/* Strict UTF-8, reading and writing one character. Must not repair anything: that is the caller's
 * choice. */
#include "utf8.h"

static size_t expected_length(unsigned char first) {
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF)
        return 3;
    return first >= 0xF0 && first <= 0xF4 ? 4 : SAM_UTF8_BAD;
}

size_t sam_utf8_read(const char *bytes, size_t left, uint32_t *code) {
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    static const uint32_t first_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    unsigned char first = (unsigned char)bytes[0];
    size_t length = expected_length(first);
    if (length == SAM_UTF8_BAD || length > left)
        return SAM_UTF8_BAD;
    uint32_t value = first & first_bits[length];
    for (size_t i = 1; i < length; i++) {
        unsigned char next = (unsigned char)bytes[i];
        if ((next & 0xC0) != 0x80)
            return SAM_UTF8_BAD;
        value = value << 6 | (next & 0x3Fu);
    }
    if (value < smallest[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return SAM_UTF8_BAD;
    if (code)
        *code = value;
    return length;
}

size_t sam_utf8_write(char *out, uint32_t code) {
    static const uint32_t marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = length; i-- > 1;) {
        out[i] = (char)(unsigned char)(0x80u | (code & 0x3Fu));
        code >>= 6;
    }
    out[0] = (char)(unsigned char)(marks[length] | code);
    return length;
}
