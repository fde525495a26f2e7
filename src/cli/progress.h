/* Long runs: how far they are, on standard error, and signals that end them with what is done. */
#ifndef SAMSPEL_CLI_PROGRESS_H
#define SAMSPEL_CLI_PROGRESS_H

#include <time.h>

#include "cli/cli.h"
#include "samspel/risk.h"

/* A long run in progress. */
typedef struct sam_watch {
    const sam_cli *cli;
    struct timespec begun;
    double told; /* seconds since begun when progress was last told; 0: never */
} sam_watch;

/* Begins to measure the time. */
void sam_watch_begin(sam_watch *watch, const sam_cli *cli);
/* context: the watch. Tells after a second, then now and then. */
void sam_watch_progress(void *context, uint64_t done, uint64_t draws);
/* Wipes the line on a terminal. */
void sam_watch_end(const sam_watch *watch);

/* From now on the first SIGINT (Ctrl-C), SIGTERM or SIGHUP sets this; the second ends the program.
 * SIGTERM and SIGHUP stay ignored where the program was started so. */
const atomic_int *sam_watch_interrupt(void);

/* --threads; as many as processors when not given. SAM_USAGE after a message. */
SAM_MUST_USE sam_status sam_cli_threads(sam_cli *cli, unsigned *out);

#endif
