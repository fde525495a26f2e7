/* Small readings of JSON trees that several commands share: lists of what is shipped are shown
 * without being checked as deals. */
#ifndef SAMSPEL_CLI_NAMES_H
#define SAMSPEL_CLI_NAMES_H

#include "cli/cli.h"
#include "deal/scan.h"
#include "deal/tree.h"

/* The text of {"nn", "nb", "en"} in the user's language, else in English. Nullable. */
const char *sam_cli_name(const sam_tree *names);

/* A member that is a string. Nullable: object, and the result. */
const char *sam_cli_text(const sam_tree *object, const char *key);

/* Reads a JSON file into a tree that lives as long as cli. */
SAM_MUST_USE sam_status sam_cli_read_tree(sam_cli *cli, const char *path, const sam_tree **out);

#endif
