/* The command, option and field tables in the forms that other programs read. Must not name a
 * command, an option or a field itself. */
#ifndef SAMSPEL_CLI_REFERENCE_H
#define SAMSPEL_CLI_REFERENCE_H

#include "cli/cli.h"

void sam_reference_man(sam_text *out, const char *version);
void sam_reference_markdown(sam_text *out);
void sam_reference_fields(sam_text *out);
void sam_reference_bash(sam_text *out);
void sam_reference_zsh(sam_text *out);
void sam_reference_fish(sam_text *out);

#endif
