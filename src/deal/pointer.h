/* JSON Pointers (RFC 6901): making them, and walking their tokens. A pointer is plain text: "" is
 * the whole document, "/a/0" the first element of its member "a". Knows nothing of documents. */
#ifndef SAMSPEL_DEAL_POINTER_H
#define SAMSPEL_DEAL_POINTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* base with one member name added; "~" becomes "~0" and "/" becomes "~1". Nullable: out of memory.
 */
char *sam_pointer_join(sam_arena *arena, const char *base, const char *token);

/* base with one array position (from 0) added. Nullable: out of memory. */
char *sam_pointer_join_index(sam_arena *arena, const char *base, size_t index);

/* "" or "/...", with every "~" followed by 0 or 1. */
bool sam_pointer_is_valid(const char *pointer);

/* One token as it stands in the pointer, still escaped; borrowed from the pointer. */
typedef struct sam_pointer_token {
    const char *raw;
    size_t length;
} sam_pointer_token;

/* Takes the next token off *rest, which begins as the pointer and must stay with its text.
 *     const char *rest = pointer;
 *     while (sam_pointer_next(&rest, &token)) ...
 * False: no token is left. */
bool sam_pointer_next(const char **rest, sam_pointer_token *token);

/* Takes the next decoded byte off the token; -1 when none is left. */
int sam_pointer_token_byte(sam_pointer_token *token);

/* Whether the decoded token is exactly this text. */
bool sam_pointer_token_is(sam_pointer_token token, const char *text);

/* The decoded token. Nullable: out of memory. */
char *sam_pointer_token_text(sam_arena *arena, sam_pointer_token token);

/* The token as an array position: digits without a leading zero. False: it is none, or too large.
 */
bool sam_pointer_token_index(sam_pointer_token token, size_t *index);

#endif
