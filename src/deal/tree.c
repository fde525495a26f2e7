/* Builds trees with cJSON and walks them. Must not judge what stands in them, and must not read
 * cJSON's integers or print its numbers: both lose digits. */
#include "deal/tree.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "deal/pointer.h"

static sam_tree_kind kind_of(const cJSON *item) {
    if (cJSON_IsObject(item))
        return SAM_TREE_OBJECT;
    if (cJSON_IsArray(item))
        return SAM_TREE_ARRAY;
    if (cJSON_IsString(item))
        return SAM_TREE_STRING;
    if (cJSON_IsNumber(item))
        return SAM_TREE_NUMBER;
    if (cJSON_IsTrue(item))
        return SAM_TREE_TRUE;
    return cJSON_IsFalse(item) ? SAM_TREE_FALSE : SAM_TREE_NULL;
}

sam_tree *sam_tree_make(sam_arena *arena, sam_tree_kind kind, const char *text,
                        const sam_document *document) {
    sam_tree *tree = sam_arena_alloc(arena, sizeof *tree);
    if (!tree)
        return NULL;
    *tree = (sam_tree){.kind = kind, .document = document, .home = tree};
    if (text)
        tree->text = sam_arena_text(arena, text, strlen(text));
    return text && !tree->text ? NULL : tree;
}

/* Recursion is bounded by the depth the scan allows. Nullable: out of memory. */
static sam_tree *convert(const cJSON *item, const sam_tree *parent, const sam_document *document,
                         sam_arena *arena) {
    sam_tree *tree = sam_tree_make(arena, kind_of(item), item->valuestring, document);
    if (!tree)
        return NULL;
    tree->number = item->valuedouble;
    tree->parent = parent;
    if (item->string) {
        tree->key = sam_arena_text(arena, item->string, strlen(item->string));
        if (!tree->key)
            return NULL;
    }
    const sam_tree **tail = &tree->child;
    size_t index = 0;
    for (const cJSON *child = item->child; child; child = child->next) {
        sam_tree *made = convert(child, tree, document, arena);
        if (!made)
            return NULL;
        made->index = index++;
        *tail = made;
        tail = &made->next;
    }
    return tree;
}

bool sam_tree_read(const sam_tree **out, const sam_document *document, sam_arena *arena) {
    cJSON *top = cJSON_ParseWithLength(document->bytes, document->length);
    *out = top ? convert(top, NULL, document, arena) : NULL;
    cJSON_Delete(top);
    return *out != NULL;
}

const sam_tree *sam_tree_member(const sam_tree *object, const char *key) {
    if (!object || object->kind != SAM_TREE_OBJECT)
        return NULL;
    for (const sam_tree *child = object->child; child; child = child->next)
        if (strcmp(child->key, key) == 0)
            return child;
    return NULL;
}

const char *sam_tree_pointer(sam_arena *arena, const sam_tree *tree) {
    const sam_tree *home = tree->home;
    if (!home->parent)
        return home->document->base;
    const char *base = sam_tree_pointer(arena, home->parent);
    if (!base)
        return NULL;
    if (home->parent->kind == SAM_TREE_ARRAY)
        return sam_pointer_join_index(arena, base, home->index);
    return sam_pointer_join(arena, base, home->key);
}
