/* New trees out of old ones: one child replaced, or a whole merge patch (RFC 7396) applied. A value
 * keeps the home it came from, so that a merged document can still say who wrote what. */
#include <string.h>

#include "deal/tree.h"

/* Nullable: out of memory. */
static sam_tree *copy_of(sam_arena *arena, const sam_tree *tree, const char *key) {
    sam_tree *copy = sam_arena_alloc(arena, sizeof *copy);
    if (!copy)
        return NULL;
    *copy = *tree;
    copy->key = key;
    copy->next = NULL;
    return copy;
}

const sam_tree *sam_tree_put(sam_arena *arena, const sam_tree *container, const sam_tree *old,
                             const char *key, const sam_tree *fresh) {
    sam_tree *result = copy_of(arena, container, container->key);
    if (!result)
        return NULL;
    const sam_tree **tail = &result->child;
    *tail = NULL;
    for (const sam_tree *child = container->child; child; child = child->next) {
        const sam_tree *from = child == old ? fresh : child;
        if (!from)
            continue;
        sam_tree *copy = copy_of(arena, from, child->key);
        if (!copy)
            return NULL;
        *tail = copy;
        tail = &copy->next;
    }
    if (old || !fresh)
        return result;
    sam_tree *added = copy_of(arena, fresh, key);
    *tail = added;
    return added ? result : NULL;
}

/* Adds a member to the list at *tail under its key. False: out of memory. */
static bool append(sam_arena *arena, const sam_tree ***tail, const sam_tree *fresh,
                   const char *key) {
    sam_tree *copy = fresh ? copy_of(arena, fresh, key) : NULL;
    if (!copy)
        return false;
    **tail = copy;
    *tail = &copy->next;
    return true;
}

/* The patch's members laid over target's; deep: objects in objects are merged too, not replaced.
 * Nullable: out of memory. */
static const sam_tree *combine(sam_arena *arena, const sam_tree *target, const sam_tree *patch,
                               bool deep) {
    bool object = target && target->kind == SAM_TREE_OBJECT;
    const sam_tree *old_members = object ? target->child : NULL;
    sam_tree *result = copy_of(arena, object ? target : patch, (object ? target : patch)->key);
    if (!result)
        return NULL;
    const sam_tree **tail = &result->child;
    *tail = NULL;
    for (const sam_tree *old = old_members; old; old = old->next) {
        const sam_tree *change = sam_tree_member(patch, old->key);
        if (change && change->kind == SAM_TREE_NULL)
            continue;
        const sam_tree *fresh = change ? change : old;
        if (change && deep)
            fresh = sam_tree_merge(arena, old, change);
        if (!append(arena, &tail, fresh, old->key))
            return NULL;
    }
    for (const sam_tree *added = patch->child; added; added = added->next) {
        if (added->kind == SAM_TREE_NULL || (object && sam_tree_member(target, added->key)))
            continue;
        const sam_tree *fresh = deep ? sam_tree_merge(arena, NULL, added) : added;
        if (!append(arena, &tail, fresh, added->key))
            return NULL;
    }
    return result;
}

const sam_tree *sam_tree_merge(sam_arena *arena, const sam_tree *target, const sam_tree *patch) {
    return patch->kind == SAM_TREE_OBJECT ? combine(arena, target, patch, true) : patch;
}

const sam_tree *sam_tree_overlay(sam_arena *arena, const sam_tree *target, const sam_tree *patch) {
    return combine(arena, target, patch, false);
}
