/* A model on a project, twice: as it is, and with the amounts open that are to be decided. */
#ifndef SAMSPEL_CLI_CHOICE_DEAL_H
#define SAMSPEL_CLI_CHOICE_DEAL_H

#include <time.h>

#include "cli/cli.h"
#include "samspel/choice.h"

typedef struct sam_choice_deal {
    sam_deal *plain_deal, *open_deal;
    sam_plan *plain, *open;
} sam_choice_deal;

/* Reads --scenario, compiles both, and prints the faults. Clear in any case. */
SAM_MUST_USE sam_status sam_cli_choice_deal(sam_cli *cli, const char *model,
                                            const sam_choice_options *options,
                                            sam_choice_deal *out);
void sam_cli_choice_deal_clear(sam_choice_deal *deal);

/* --dscr; below 0 when it is not given. SAM_USAGE after a message. */
SAM_MUST_USE sam_status sam_choice_read_cover(const sam_cli *cli, double *cover);

/* What a search is doing, told once it takes over a second, each kind of work once. */
typedef struct sam_choice_progress {
    sam_cli *cli;
    const char *model, *told;
    struct timespec begun;
} sam_choice_progress;

void sam_choice_progress_begin(sam_choice_progress *progress, sam_cli *cli, const char *model);
/* context: the progress. */
void sam_choice_progress_tell(void *context, const char *what);

/* --nodes: most combinations of whole numbers. */
SAM_MUST_USE sam_status sam_choice_read_nodes(sam_cli *cli, uint32_t *nodes);

enum { SAM_DECIDE_MOST = 64 };
/* Adds every --decide to a list of SAM_DECIDE_MOST. */
SAM_MUST_USE sam_status sam_choice_read_decide(const sam_cli *cli, const char **list,
                                               size_t *count);

#endif
