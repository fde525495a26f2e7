/* The C library's own English words for errors, which no language translates. A file of its own:
 * what it asks of <string.h> changes what strerror_r is. */
#define _GNU_SOURCE /* NOLINT(bugprone-reserved-identifier) */
#include <string.h>

#include "batch/why.h"

const char *sam_why_english(int error) {
#ifdef __GLIBC__
    const char *words = strerrordesc_np(error);
    if (words)
        return words;
#else
    (void)error;
#endif
    return "the system cannot read it";
}
