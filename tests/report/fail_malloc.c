/* For LD_PRELOAD: in a child that the program forks, the $FAIL_AT-th allocation fails, and all
 * after it when $FAIL_ON is set. Libraries that take no allocator of ours are tested so. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

static long at, count;
static int sticky;

static int fails(void) {
    if (!at || (++count != at && !(sticky && count > at)))
        return 0;
    errno = ENOMEM;
    return 1;
}

pid_t fork(void) {
    pid_t (*real)(void) = (pid_t(*)(void))dlsym(RTLD_NEXT, "fork");
    const char *wanted = getenv("FAIL_AT");
    pid_t process = real();
    if (process == 0 && wanted) {
        at = atol(wanted);
        sticky = getenv("FAIL_ON") != NULL;
    }
    return process;
}

void *malloc(size_t size) {
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
    return fails() ? NULL : __libc_calloc(number, size);
}

void *realloc(void *memory, size_t size) {
    return fails() ? NULL : __libc_realloc(memory, size);
}
