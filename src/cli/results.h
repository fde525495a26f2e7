/* Rows of a results file as the result of a command. */
#ifndef SAMSPEL_CLI_RESULTS_H
#define SAMSPEL_CLI_RESULTS_H

#include "batch/query.h"
#include "cli/cli.h"

/* Asks what is wanted; as sam_query_run and sam_query_compare do. */
typedef sam_status (*sam_results_ask)(const void *what, sam_query_row row, void *context,
                                      sam_diags *diags);

/* Shows all rows in the form that is wanted: a table of text is laid out when the last has come,
 * CSV and JSON are written as they come, in memory that does not grow, and a workbook is written by
 * a process of its own. */
SAM_MUST_USE sam_status sam_results_show(sam_cli *cli, sam_results_ask question, const void *what);

#endif
