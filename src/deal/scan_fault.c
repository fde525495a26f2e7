/* Turns a fault of the scan into a diagnostic: place, pointer, the text found, what to do.
 * Must not decide whether something is a fault. */
#include "scan_state.h"

#include "base/text.h"
#include "base/utf8.h"

#include <string.h>

enum { EXCERPT_MOST = 40, POINTER_MOST = 1000 };

static const struct {
    const char *code;
    sam_status status;
    const char *message, *bound, *hint;
} fault_table[] = {
#define FAULT_ROW(name, code, status, message, bound, hint) {code, status, message, bound, hint},
    SAM_SCAN_FAULT_LIST(FAULT_ROW)
#undef FAULT_ROW
};

/* The code point as part of a pointer's token. A C string cannot hold U+0000. */
static void add_to_token(sam_text *text, uint32_t code) {
    char bytes[SAM_UTF8_MOST];
    if (code == '~')
        sam_text_add(text, "~0");
    else if (code == '/')
        sam_text_add(text, "~1");
    else
        sam_text_add_bytes(text, bytes, sam_utf8_write(bytes, code ? code : 0xFFFD));
}

/* The pointer to the place being read. Cut when absurdly long: every fault carries one. */
static void build_pointer(sam_text *text, const sam_scan *scan) {
    sam_text_add(text, "");
    for (size_t i = 0; i < scan->depth; i++) {
        const sam_scan_frame *frame = &scan->frame[i];
        if (!frame->named)
            return;
        sam_text_add_char(text, '/');
        if (!frame->object)
            sam_text_format(text, "%zu", frame->index);
        for (const char *at = frame->key; frame->object && at < frame->key_end;) {
            if (text->length > POINTER_MOST || text->broken)
                break;
            add_to_token(text, sam_scan_decode(&at, frame->key_end));
        }
        if (text->length > POINTER_MOST) {
            sam_text_add(text, "...");
            return;
        }
    }
}

static size_t word_length(const sam_scan *scan, const char *where) {
    size_t length = 0;
    while (where + length < scan->end && !memchr(" \t\r\n,:[]{}\"", where[length], 11))
        length++;
    return length ? length : 1;
}

/* The text found, without anything a terminal would obey. */
static void build_excerpt(sam_text *text, const sam_scan *scan, const char *where, size_t length) {
    if (where >= scan->end)
        return;
    length = length ? length : word_length(scan, where);
    size_t shown = length < EXCERPT_MOST ? length : EXCERPT_MOST;
    /* A character is not cut in two. */
    while (shown < length && shown > EXCERPT_MOST - SAM_UTF8_MOST &&
           ((unsigned char)where[shown] & 0xC0) == 0x80)
        shown--;
    char copy[EXCERPT_MOST + 1];
    memcpy(copy, where, shown);
    copy[shown] = '\0';
    sam_text_add(text, *copy ? "" : "\\x00");
    sam_text_add_visible(text, copy);
    if (shown < length)
        sam_text_add(text, "...");
}

/* Nullable: text. */
static const char *say(const sam_scan *scan, const char *text) {
    return text ? sam_diags_say(scan->diags, text) : NULL;
}

bool sam_scan_report(sam_scan *scan, sam_scan_fault fault, const char *where, size_t length,
                     const char *bound, const char *origin) {
    scan->bad_input |= fault_table[fault].status == SAM_INPUT;
    scan->bad_limit |= fault_table[fault].status == SAM_LIMIT;
    sam_text pointer = SAM_TEXT_EMPTY, excerpt = SAM_TEXT_EMPTY;
    build_pointer(&pointer, scan);
    build_excerpt(&excerpt, scan, where, length);
    sam_diag diag = {.severity = SAM_ERROR,
                     .code = fault_table[fault].code,
                     .file = scan->file,
                     .line = scan->line,
                     .column = scan->line ? (unsigned)(where - scan->line_begin) + 1 : 0,
                     .pointer = pointer.data,
                     .message = say(scan, fault_table[fault].message),
                     .value = excerpt.data,
                     .bound = bound ? bound : say(scan, fault_table[fault].bound),
                     .hint = say(scan, fault_table[fault].hint),
                     .origin = origin};
    sam_diags_add(scan->diags, &diag);
    sam_text_free(&pointer);
    sam_text_free(&excerpt);
    return false;
}
