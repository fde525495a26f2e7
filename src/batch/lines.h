/* The lines of an NDJSON file, one after the other, whatever its size. Blank lines are passed over.
 * Knows no JSON. */
#ifndef SAMSPEL_BATCH_LINES_H
#define SAMSPEL_BATCH_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "samspel/status.h"

typedef struct sam_lines sam_lines;

typedef struct sam_line {
    const char *bytes; /* without its end; until the next line; NULL: there is none left */
    size_t length;
    uint64_t number; /* from 1 */
    bool too_long;   /* than the reader takes a file: its bytes are passed over */
} sam_line;

/* SAM_IO: errno says why. */
SAM_MUST_USE sam_status sam_lines_open(sam_lines **out, const char *path);
void sam_lines_close(sam_lines *lines);
/* SAM_IO (errno), SAM_MEMORY. */
SAM_MUST_USE sam_status sam_lines_next(sam_lines *lines, sam_line *out);

#endif
