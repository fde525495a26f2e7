/* A JSON document as a tree in which every value knows where it was written, also after documents
 * have been merged. Trees are never changed: merging and setting make new containers that share
 * what stays the same. Knows nothing of fields. */
#ifndef SAMSPEL_DEAL_TREE_H
#define SAMSPEL_DEAL_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "samspel/deal.h"

/* A text that values come from. */
typedef struct sam_document {
    const char *name; /* for diagnostics */
    const char *bytes;
    size_t length;
    const char *base; /* pointer of the top value: "" in a file */
    sam_origin origin;
    bool placed; /* lines and columns mean something to the user */
} sam_document;

typedef enum sam_tree_kind {
    SAM_TREE_NULL,
    SAM_TREE_FALSE,
    SAM_TREE_TRUE,
    SAM_TREE_NUMBER,
    SAM_TREE_STRING,
    SAM_TREE_ARRAY,
    SAM_TREE_OBJECT,
} sam_tree_kind;

typedef struct sam_tree sam_tree;
struct sam_tree {
    sam_tree_kind kind;
    double number;
    const char *text; /* of a string */
    const char *key;  /* NULL in an array and at the top */
    const sam_tree *child, *next;
    const sam_document *document; /* where it was written ... */
    const sam_tree *home;         /* ... as this value of the document; itself there */
    const sam_tree *parent;       /* of a home: the container around it */
    size_t index;                 /* of a home: its position in an array */
};

/* Builds the tree of a document that sam_scan_json has accepted. The document must outlive it.
 * False: out of memory. */
bool sam_tree_read(const sam_tree **out, const sam_document *document, sam_arena *arena);

/* A string or an empty object that a document without JSON text stands for. Nullable. */
sam_tree *sam_tree_make(sam_arena *arena, sam_tree_kind kind, const char *text,
                        const sam_document *document);

/* Nullable: no such member, or not an object. Case counts. */
const sam_tree *sam_tree_member(const sam_tree *object, const char *key);

/* Nullable: out of memory. Where the value was written, in its document. */
const char *sam_tree_pointer(sam_arena *arena, const sam_tree *tree);

/* A copy of the container in which old, one of its children, is replaced by fresh; old NULL: fresh
 * is added at the end; fresh NULL: old is left out. key is the member's name. Nullable: out of
 * memory. */
const sam_tree *sam_tree_put(sam_arena *arena, const sam_tree *container, const sam_tree *old,
                             const char *key, const sam_tree *fresh);

/* target with an RFC 7396 merge patch applied. Nullable: target (absent); the result: out of
 * memory.
 */
const sam_tree *sam_tree_merge(sam_arena *arena, const sam_tree *target, const sam_tree *patch);

/* Like merging, but a member of the patch replaces target's whole, so that nothing of an old value
 * (its source, its range) stays with a new one. Both are objects. Nullable: out of memory. */
const sam_tree *sam_tree_overlay(sam_arena *arena, const sam_tree *target, const sam_tree *patch);

#endif
