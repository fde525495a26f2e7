/* Building a study for the commands that show one. */
#ifndef SAMSPEL_CLI_STUDY_H
#define SAMSPEL_CLI_STUDY_H

#include "cli/cli.h"
#include "report/study.h"

enum { SAM_CLI_MODELS_MOST = 64 };

/* Loads, compiles, runs and measures each named model on --scenario. All faults of all models are
 * printed before it gives up. Everything is freed by sam_cli_study_clear, also after a failure. */
SAM_MUST_USE sam_status sam_cli_study(sam_cli *cli, sam_study *study, const char *const *models,
                                      size_t count);
/* The same without break-evens and what would turn the order, which take most of the time. */
SAM_MUST_USE sam_status sam_cli_study_base(sam_cli *cli, sam_study *study,
                                           const char *const *models, size_t count);
void sam_cli_study_clear(sam_study *study);

#endif
