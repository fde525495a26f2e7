/* SHA-256 (FIPS 180-4). */
#ifndef SAMSPEL_DEAL_HASH_H
#define SAMSPEL_DEAL_HASH_H

#include <stddef.h>

/* The digest as 64 lower-case hexadecimal digits and a NUL. bytes is never NULL. */
void sam_sha256(char out[65], const char *bytes, size_t length);

#endif
