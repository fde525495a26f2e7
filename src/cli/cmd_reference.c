/* samspel reference: what the build installs beside the program. Hidden, because users read its
 * output and not it. */
#include <string.h>

#include "cli/cli.h"
#include "cli/reference.h"

#ifndef SAMSPEL_VERSION
#define SAMSPEL_VERSION "unknown"
#endif

static sam_status run(sam_cli *cli) {
    const char *form = cli->arguments[0];
    if (strcmp(form, "man") == 0)
        sam_reference_man(&cli->out, SAMSPEL_VERSION);
    else if (strcmp(form, "markdown") == 0)
        sam_reference_markdown(&cli->out);
    else if (strcmp(form, "fields") == 0)
        sam_reference_fields(&cli->out);
    else if (strcmp(form, "bash") == 0)
        sam_reference_bash(&cli->out);
    else if (strcmp(form, "zsh") == 0)
        sam_reference_zsh(&cli->out);
    else if (strcmp(form, "fish") == 0)
        sam_reference_fish(&cli->out);
    else
        return sam_cli_usage(cli,
                             "there is a reference as man, markdown, fields, bash, zsh and fish, "
                             "not as \"%s\"",
                             form);
    return SAM_OK;
}

const sam_command sam_command_reference = {
    .name = "reference",
    .arguments = "man|markdown|fields|bash|zsh|fish",
    .summary = N_("Print the manual page, a reference page, or completion for a shell"),
    .description =
        N_("Made from the tables that also make the help, so that they cannot disagree."),
    .examples = "  samspel reference man > samspel.1",
    .least = 1,
    .most = 1,
    .hidden = true,
    .verbatim = true,
    .run = run,
};
