/* samspel help: the same texts as --help. */
#include "cli/cli.h"
#include "deal/nearest.h"

static sam_status run(sam_cli *cli) {
    if (cli->argument_count == 0) {
        sam_help_overview(&cli->out, cli->colour);
        return SAM_OK;
    }
    const sam_command *command = sam_command_find(cli->arguments[0]);
    if (command) {
        sam_help_command(&cli->out, command, cli->colour);
        return SAM_OK;
    }
    sam_nearest nearest = {.word = cli->arguments[0]};
    for (size_t i = 0; sam_command_at(i); i++)
        if (!sam_command_at(i)->hidden)
            sam_nearest_offer(&nearest, sam_command_at(i)->name);
    if (nearest.best)
        return sam_cli_usage(cli, "there is no command \"%s\"; did you mean \"%s\"?", nearest.word,
                             nearest.best);
    return sam_cli_usage(cli, "there is no command \"%s\"", nearest.word);
}

const sam_command sam_command_help = {
    .name = "help",
    .arguments = "[COMMAND]",
    .summary = N_("Show the commands, or what one of them does"),
    .description = N_("Without an argument: all commands, the options they share, and the exit "
                      "codes. With one: what samspel COMMAND --help shows."),
    .examples = "  samspel help measure",
    .most = 1,
    .run = run,
};
