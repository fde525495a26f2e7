/* The program: makes the surroundings safe, runs one command, delivers its result and its faults,
 * and turns the status into the exit code. The only place that ends the process. */
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "cli/cli.h"

/* Whatever is opened first would otherwise become standard output. */
static bool open_standard_streams(void) {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0 && open("/dev/null", O_RDWR) != descriptor)
            return false;
    return true;
}

/* A closed pipe and a full disk quota become failed writes, which are told; and no core file shows
 * what the user's files held. */
static void settle_process(void) {
    struct rlimit none = {0, 0};
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_CORE, &none);
}

/* Texts for people fit the terminal; forms for programs and contents of files stay. */
static void fold_result(sam_cli *cli) {
    bool text = cli->format == SAM_FORMAT_TEXT && cli->command && !cli->command->verbatim;
    if (!text || !cli->out.data || cli->out.broken)
        return;
    sam_text folded = SAM_TEXT_EMPTY;
    sam_fold(&folded, cli->out.data, cli->width);
    sam_text_free(&cli->out);
    cli->out = folded;
}

static sam_status run_command(sam_cli *cli) {
    if (sam_cli_has(cli, "version"))
        return sam_command_version.run(cli);
    if (cli->command && sam_cli_has(cli, "help")) {
        sam_help_command(&cli->out, cli->command, cli->colour);
        return SAM_OK;
    }
    if (!cli->command && !sam_cli_has(cli, "help"))
        return sam_cli_usage(cli, "a command is missing");
    if (cli->command)
        return cli->command->run(cli);
    sam_help_overview(&cli->out, cli->colour);
    return SAM_OK;
}

static sam_status run(sam_cli *cli, int count, char **words) {
    sam_status status = sam_cli_parse(cli, count, words);
    if (status == SAM_OK)
        status = sam_cli_parse_global(cli);
    if (status != SAM_OK)
        return status;
    status = run_command(cli);
    fold_result(cli);
    sam_cli_print_diags(cli);
    if (cli->out.broken)
        status = SAM_MEMORY;
    if (status == SAM_MEMORY)
        return sam_cli_fail(cli, SAM_MEMORY, "%s", sam_tr(sam_status_text(SAM_MEMORY)));
    sam_status delivered = cli->out.length > 0 ? sam_cli_deliver(cli) : SAM_OK;
    return delivered != SAM_OK ? delivered : status;
}

int main(int count, char **words) {
    if (!open_standard_streams())
        return sam_status_exit_code(SAM_IO);
    settle_process();
    sam_cli cli = {.width = 80};
    cli.arena = sam_arena_new();
    cli.diags = sam_cli_diags();
    sam_status status = SAM_MEMORY;
    if (cli.arena)
        sam_cli_speak(&cli, count, words);
    if (cli.arena && cli.diags)
        status = run(&cli, count, words);
    else
        sam_cli_fail(&cli, SAM_MEMORY, "%s", sam_tr(sam_status_text(SAM_MEMORY)));
    sam_text_free(&cli.out);
    sam_diags_free(cli.diags);
    sam_arena_free(cli.arena);
    return sam_status_exit_code(status);
}
