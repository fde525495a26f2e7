/* Progress of a batch on standard error: a bar, lines, or JSON lines. */
#ifndef SAMSPEL_CLI_BATCH_H
#define SAMSPEL_CLI_BATCH_H

#include <time.h>

#include "batch/batch.h"
#include "cli/cli.h"

typedef enum sam_batch_form { SAM_BATCH_BAR, SAM_BATCH_LINES, SAM_BATCH_JSON } sam_batch_form;

typedef struct sam_batch_watch {
    const sam_cli *cli;
    sam_batch_form form;
    bool told; /* something stands on the terminal's line */
    struct timespec begun;
    double last; /* seconds since begun when progress was last told */
} sam_batch_watch;

/* how: "bar", "lines", "json", or NULL: as suits standard error. */
void sam_batch_watch_begin(sam_batch_watch *watch, const sam_cli *cli, const char *how);
/* context: the watch. */
void sam_batch_watch_tell(void *context, const sam_batch_state *state);
void sam_batch_watch_end(const sam_batch_watch *watch);

#endif
