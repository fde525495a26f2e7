/* Memory for one product, handed out from chunks that double in size, and the malloc wrappers that
 * obey the test switch. Must not free anything before the arena goes (a reset arena hands the same
 * chunks out again), and must not print or exit:
 * the caller learns of exhausted memory by NULL. */
#include "arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CHUNK = 4096, LARGEST_CHUNK = 1024 * 1024, ALIGNMENT = alignof(max_align_t) };

typedef struct chunk {
    struct chunk *next;
    size_t size, used; /* bytes after the header */
} chunk;

/* The header rounded up, so that what follows it is aligned for any type. */
static const size_t header_size = (sizeof(chunk) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;

struct sam_arena {
    chunk *newest; /* the only one with room */
    chunk *spare;  /* of before the last reset, the newest first */
    size_t next_size, handed_out;
};

/* The test switch. Atomic so that a pool of threads may allocate while it is off or on. */
static atomic_long fail_countdown;
static atomic_int fail_sticky;

void sam_alloc_fail_at(long n, int sticky) {
    atomic_store(&fail_sticky, sticky);
    atomic_store(&fail_countdown, n);
}

static int must_fail(void) {
    if (atomic_load(&fail_countdown) == 0)
        return 0;
    if (atomic_fetch_sub(&fail_countdown, 1) > 1)
        return 0;
    atomic_store(&fail_countdown, atomic_load(&fail_sticky) ? 1 : 0);
    return 1;
}

void *sam_alloc(size_t size) {
    return must_fail() ? NULL : malloc(size ? size : 1);
}

void *sam_realloc(void *memory, size_t size) {
    return must_fail() ? NULL : realloc(memory, size ? size : 1);
}

void sam_free(void *memory) {
    free(memory);
}

sam_arena *sam_arena_new(void) {
    sam_arena *arena = sam_alloc(sizeof *arena);
    if (!arena)
        return NULL;
    *arena = (sam_arena){.next_size = FIRST_CHUNK};
    return arena;
}

static void free_chunks(chunk *first) {
    while (first) {
        chunk *next = first->next;
        sam_free(first);
        first = next;
    }
}

void sam_arena_free(sam_arena *arena) {
    if (!arena)
        return;
    free_chunks(arena->newest);
    free_chunks(arena->spare);
    sam_free(arena);
}

void sam_arena_reset(sam_arena *arena) {
    chunk **end = &arena->newest;
    while (*end)
        end = &(*end)->next;
    *end = arena->spare;
    arena->spare = arena->newest;
    arena->newest = NULL;
    arena->handed_out = 0;
}

/* A chunk of before the reset with room for at least size bytes. Nullable. */
static chunk *take_spare(sam_arena *arena, size_t size) {
    for (chunk **at = &arena->spare; *at; at = &(*at)->next) {
        chunk *found = *at;
        if (found->size < size)
            continue;
        *at = found->next;
        *found = (chunk){.next = arena->newest, .size = found->size};
        return arena->newest = found;
    }
    return NULL;
}

/* Nullable. A chunk with room for at least size bytes becomes the newest. */
static chunk *grow(sam_arena *arena, size_t size) {
    chunk *spare = take_spare(arena, size);
    if (spare)
        return spare;
    size_t room = size > arena->next_size ? size : arena->next_size;
    if (room > SIZE_MAX - header_size)
        return NULL;
    chunk *fresh = sam_alloc(header_size + room);
    if (!fresh)
        return NULL;
    *fresh = (chunk){.next = arena->newest, .size = room};
    arena->newest = fresh;
    if (arena->next_size < LARGEST_CHUNK)
        arena->next_size *= 2;
    return fresh;
}

void *sam_arena_alloc(sam_arena *arena, size_t size) {
    if (size > SIZE_MAX - ALIGNMENT)
        return NULL;
    /* At least one byte, so that every answer is a place of its own. */
    size_t rounded = ((size ? size : 1) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    chunk *from = arena->newest;
    if (!from || from->size - from->used < rounded)
        from = grow(arena, rounded);
    if (!from)
        return NULL;
    unsigned char *memory = (unsigned char *)from + header_size + from->used;
    from->used += rounded;
    arena->handed_out += rounded;
    return memset(memory, 0, rounded);
}

void *sam_arena_array(sam_arena *arena, size_t count, size_t size) {
    if (size && count > SIZE_MAX / size)
        return NULL;
    return sam_arena_alloc(arena, count * size);
}

char *sam_arena_text(sam_arena *arena, const char *text, size_t length) {
    if (length == SIZE_MAX)
        return NULL;
    char *copy = sam_arena_alloc(arena, length + 1);
    if (copy && length)
        memcpy(copy, text, length);
    return copy;
}

char *sam_arena_format(sam_arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *out = length < 0 ? NULL : sam_arena_alloc(arena, (size_t)length + 1);
    if (out)
        vsnprintf(out, (size_t)length + 1, format, again);
    va_end(again);
    return out;
}

size_t sam_arena_used(const sam_arena *arena) {
    return arena->handed_out;
}
