/* Finds the place that a JSON Pointer names by reading the text again: the tree keeps no places,
 * and they are wanted only when something is wrong. Must be safe on any bytes. */
#include "scan_state.h"

#include "base/utf8.h"
#include "pointer.h"

typedef struct cursor {
    const char *at, *end;
} cursor;

static void skip_blanks(cursor *c) {
    while (c->at < c->end && (*c->at == ' ' || *c->at == '\t' || *c->at == '\r' || *c->at == '\n'))
        c->at++;
}

static bool take(cursor *c, char wanted) {
    skip_blanks(c);
    if (c->at == c->end || *c->at != wanted)
        return false;
    c->at++;
    return true;
}

/* Past the closing quote; the opening one is at c->at. */
static void skip_string(cursor *c) {
    for (c->at++; c->at < c->end && *c->at != '"'; c->at++)
        if (*c->at == '\\' && c->end - c->at > 1)
            c->at++;
    if (c->at < c->end)
        c->at++;
}

/* To the comma or closing bracket after the value, whatever is inside it. */
static void skip_value(cursor *c) {
    size_t depth = 0;
    while (c->at < c->end) {
        char now = *c->at;
        if (now == '"') {
            skip_string(c);
            continue;
        }
        if (depth == 0 && (now == ',' || now == ']' || now == '}'))
            return;
        depth += now == '[' || now == '{';
        depth -= now == ']' || now == '}';
        c->at++;
    }
}

/* Whether the string from (inside its quotes) to end means the token. */
static bool means_token(const char *from, const char *end, sam_pointer_token token) {
    while (from < end) {
        char bytes[SAM_UTF8_MOST];
        size_t length = sam_utf8_write(bytes, sam_scan_decode(&from, end));
        for (size_t i = 0; i < length; i++)
            if (sam_pointer_token_byte(&token) != (unsigned char)bytes[i])
                return false;
    }
    return token.length == 0;
}

/* To the value of the member; *key is where its key's quote is. */
static bool enter_member(cursor *c, sam_pointer_token token, const char **key) {
    for (skip_blanks(c); c->at < c->end && *c->at == '"'; skip_blanks(c)) {
        const char *begin = c->at;
        skip_string(c);
        const char *end = c->at - 1;
        if (!take(c, ':'))
            return false;
        skip_blanks(c);
        *key = begin;
        if (means_token(begin + 1, end, token))
            return true;
        skip_value(c);
        if (!take(c, ','))
            return false;
    }
    return false;
}

static bool enter_element(cursor *c, sam_pointer_token token) {
    size_t index = 0;
    if (!sam_pointer_token_index(token, &index))
        return false;
    for (; index > 0; index--) {
        skip_value(c);
        if (!take(c, ','))
            return false;
    }
    skip_blanks(c);
    return c->at < c->end && *c->at != ']';
}

static bool enter(cursor *c, sam_pointer_token token, const char **place) {
    if (take(c, '{'))
        return enter_member(c, token, place);
    if (!take(c, '[') || !enter_element(c, token))
        return false;
    *place = c->at;
    return true;
}

static void count_lines(const char *from, const char *to, unsigned *line, unsigned *column) {
    const char *line_begin = from;
    *line = 1;
    for (; from < to; from++)
        if (*from == '\n') {
            line_begin = from + 1;
            ++*line;
        }
    *column = (unsigned)(to - line_begin) + 1;
}

bool sam_scan_locate(const char *bytes, size_t length, const char *pointer, bool key,
                     unsigned *line, unsigned *column) {
    cursor c = {bytes, bytes + length};
    sam_pointer_token token;
    if (!sam_pointer_is_valid(pointer))
        return false;
    skip_blanks(&c);
    const char *place = c.at;
    while (sam_pointer_next(&pointer, &token))
        if (!enter(&c, token, &place))
            return false;
    if (c.at == c.end)
        return false;
    count_lines(bytes, key ? place : c.at, line, column);
    return true;
}
