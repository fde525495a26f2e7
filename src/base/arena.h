/* Memory for one product: everything is freed with the arena, nothing before.
 * A failed allocation returns NULL; callers turn that into SAM_MEMORY. */
#ifndef SAMSPEL_BASE_ARENA_H
#define SAMSPEL_BASE_ARENA_H

#include <stddef.h>

typedef struct sam_arena sam_arena;

/* Nullable: NULL when memory is out. */
sam_arena *sam_arena_new(void);
void sam_arena_free(sam_arena *arena);

/* Takes back all that was handed out, and keeps the memory for what comes next: work that is done
 * again and again costs the system no page twice. */
void sam_arena_reset(sam_arena *arena);

/* Zeroed memory, aligned for any type. Nullable. */
void *sam_arena_alloc(sam_arena *arena, size_t size);

/* count * size with the overflow checked. Nullable. */
void *sam_arena_array(sam_arena *arena, size_t count, size_t size);

/* A NUL-terminated copy of the first length bytes. Nullable. */
char *sam_arena_text(sam_arena *arena, const char *text, size_t length);

/* printf into the arena. Nullable. Never pass it a double: numbers go through number.h. */
char *sam_arena_format(sam_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Bytes handed out so far. */
size_t sam_arena_used(const sam_arena *arena);

/* Test switch: the n-th allocation from now (1 = the next) fails; sticky makes all after it fail
 * too. 0 turns it off. Counts every call that reaches malloc through base. */
void sam_alloc_fail_at(long n, int sticky);

/* malloc, realloc and free that obey the test switch; used by whatever grows. */
void *sam_alloc(size_t size);
void *sam_realloc(void *memory, size_t size);
void sam_free(void *memory);

#endif
