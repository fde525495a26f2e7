/* SHA-256 (FIPS 180-4). */
#ifndef SAMSPEL_DEAL_HASH_H
#define SAMSPEL_DEAL_HASH_H

#include <stdbool.h>
#include <stddef.h>

/* The digest as 64 lower-case hexadecimal digits and a NUL. bytes is never NULL. */
void sam_sha256(char out[65], const char *bytes, size_t length);

/* Whether the processor has instructions for it. Asking takes longer than a small digest: ask once
 * and hand the answer on. */
bool sam_sha256_has_fast(void);
/* The same digest. fast: with those instructions, which the processor must have. */
void sam_sha256_with(char out[65], const char *bytes, size_t length, bool fast);

#endif
