/* Faults of the deals that a region's projects make, told where the region's file says what is
 * wrong, and each only once however many projects and models share it. Finds no fault itself. */
#include "choice/portfolio_faults.h"

#include <string.h>

#include "base/arena.h"

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Whether the fault is told already. */
static bool told(const sam_diags *diags, const sam_diag *diag) {
    for (size_t i = 0; i < sam_diags_stored(diags); i++) {
        const sam_diag *other = sam_diags_at(diags, i);
        if (same_text(other->file, diag->file) && same_text(other->pointer, diag->pointer) &&
            same_text(other->code, diag->code) && same_text(other->value, diag->value))
            return true;
    }
    return false;
}

/* Whether one points to the other, or to something within it. */
static bool related(const char *a, const char *b) {
    size_t length = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
    return strncmp(a, b, length) == 0 && (a[length] == '\0' || a[length] == '/') &&
           (b[length] == '\0' || b[length] == '/');
}

static const char *escape(sam_arena *arena, const char *key) {
    char *out = sam_arena_alloc(arena, 2 * strlen(key) + 1), *at = out;
    for (; out && *key; key++) {
        if (*key == '/' || *key == '~')
            *at++ = '~';
        *at++ = *key == '/' ? '1' : *key == '~' ? '0' : *key;
    }
    return out;
}

/* The place of a value set, in the region's file. Nullable: it is none of these. */
static const char *find_in(sam_arena *arena, const sam_region_settings *set, const char *owner,
                           const char *pointer) {
    for (uint32_t i = 0; i < set->count; i++) {
        if (!related(set->items[i].pointer, pointer))
            continue;
        const char *key = escape(arena, set->items[i].pointer);
        return key ? sam_arena_format(arena, "%s/set/%s", owner, key) : NULL;
    }
    return NULL;
}

/* What is set last is what counts. */
static const char *find(sam_arena *arena, const sam_region *region,
                        const sam_region_project *project, const char *pointer) {
    const sam_region_place *place = &region->places[project->place];
    const char *found = find_in(arena, &project->settings, project->pointer, pointer);
    if (!found)
        found = find_in(arena, &place->settings, place->pointer, pointer);
    return found ? found : find_in(arena, &region->settings, "", pointer);
}

void sam_region_pass_faults(const sam_region *region, const sam_region_project *project,
                            const sam_diags *from, sam_diags *to) {
    sam_arena *arena = sam_arena_new();
    for (size_t i = 0; arena && i < sam_diags_stored(from); i++) {
        sam_diag diag = *sam_diags_at(from, i);
        const char *at = NULL;
        if (same_text(diag.file, "--set") && diag.pointer)
            at = find(arena, region, project, diag.pointer);
        if (at) {
            diag.file = region->file;
            diag.pointer = at;
            sam_region_locate(region, at, &diag);
        }
        if (!told(to, &diag))
            sam_diags_add(to, &diag);
    }
    sam_arena_free(arena);
}
