/* JSON Pointers (RFC 6901) as text. Must not look into any document. */
#include "pointer.h"

#include <stdint.h>
#include <string.h>

static size_t escaped_length(const char *token) {
    size_t length = 0;
    for (; *token; token++)
        length += *token == '~' || *token == '/' ? 2 : 1;
    return length;
}

char *sam_pointer_join(sam_arena *arena, const char *base, const char *token) {
    size_t before = strlen(base);
    char *joined = sam_arena_alloc(arena, before + 1 + escaped_length(token) + 1);
    if (!joined)
        return NULL;
    memcpy(joined, base, before);
    char *at = joined + before;
    *at++ = '/';
    for (; *token; token++) {
        if (*token != '~' && *token != '/') {
            *at++ = *token;
            continue;
        }
        *at++ = '~';
        *at++ = *token == '~' ? '0' : '1';
    }
    return joined;
}

char *sam_pointer_join_index(sam_arena *arena, const char *base, size_t index) {
    return sam_arena_format(arena, "%s/%zu", base, index);
}

bool sam_pointer_is_valid(const char *pointer) {
    if (*pointer != '\0' && *pointer != '/')
        return false;
    for (; *pointer; pointer++)
        if (*pointer == '~' && pointer[1] != '0' && pointer[1] != '1')
            return false;
    return true;
}

bool sam_pointer_next(const char **rest, sam_pointer_token *token) {
    if (**rest != '/')
        return false;
    token->raw = *rest + 1;
    token->length = strcspn(token->raw, "/");
    *rest = token->raw + token->length;
    return true;
}

int sam_pointer_token_byte(sam_pointer_token *token) {
    if (token->length == 0)
        return -1;
    unsigned char byte = (unsigned char)*token->raw;
    bool escaped =
        byte == '~' && token->length > 1 && (token->raw[1] == '0' || token->raw[1] == '1');
    if (escaped)
        byte = token->raw[1] == '0' ? '~' : '/';
    token->raw += escaped ? 2 : 1;
    token->length -= escaped ? 2 : 1;
    return byte;
}

bool sam_pointer_token_is(sam_pointer_token token, const char *text) {
    for (; *text; text++)
        if (sam_pointer_token_byte(&token) != (unsigned char)*text)
            return false;
    return token.length == 0;
}

char *sam_pointer_token_text(sam_arena *arena, sam_pointer_token token) {
    /* Decoding only ever shortens. */
    char *text = sam_arena_alloc(arena, token.length + 1);
    char *at = text;
    for (int byte = 0; text && (byte = sam_pointer_token_byte(&token)) >= 0;)
        *at++ = (char)(unsigned char)byte;
    return text;
}

bool sam_pointer_token_index(sam_pointer_token token, size_t *index) {
    if (token.length == 0 || (token.length > 1 && token.raw[0] == '0'))
        return false;
    size_t value = 0;
    for (size_t i = 0; i < token.length; i++) {
        char digit = token.raw[i];
        if (digit < '0' || digit > '9' || value > (SIZE_MAX - 9) / 10)
            return false;
        value = value * 10 + (size_t)(digit - '0');
    }
    *index = value;
    return true;
}
