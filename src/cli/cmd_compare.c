/* samspel compare: the models side by side on one project. */
#include "cli/study.h"

static sam_status run(sam_cli *cli) {
    sam_study study;
    sam_status status = sam_cli_study(cli, &study, cli->arguments, cli->argument_count);
    bool ledger = sam_cli_has(cli, "ledger");
    if (status == SAM_OK && cli->format == SAM_FORMAT_JSON)
        sam_study_json(&cli->out, &study, false, ledger);
    else if (status == SAM_OK && cli->format == SAM_FORMAT_CSV && ledger)
        sam_study_ledger_csv(&cli->out, &study);
    else if (status == SAM_OK && cli->format == SAM_FORMAT_CSV)
        sam_study_csv(&cli->out, &study);
    else if (status == SAM_OK)
        sam_study_text(&cli->out, &study, cli->width);
    sam_cli_study_clear(&study);
    return status;
}

static const sam_option OPTIONS[] = {
    {"scenario", 's', "SCENARIO", N_("The project: an id, a file, or SCENARIO:VARIANT"), false},
    SAM_OPTION_VARIANT,
    {"ledger", 'l', NULL, N_("Give every flow too (JSON and CSV)"), false},
    {0},
};

const sam_command sam_command_compare = {
    .name = "compare",
    .arguments = "MODEL...",
    .summary = N_("Compare partnership models on one project"),
    .description =
        N_("Runs every model on the project, month by month, and shows for each party what it puts "
           "in, gets back and risks; who funds the project; the break-evens; what the law makes a "
           "council look at; and the weak inputs that the answer rests on. It names no winner: it "
           "says what separates the models and what would turn the order."),
    .examples = "samspel compare --scenario hitra tilvising tildeling hamaroy kommunal\n"
                "samspel compare -s hitra:2026 tilvising kommunal --set /operation/vacancy=0.1",
    .options = OPTIONS,
    .least = 1,
    .most = SAM_CLI_MODELS_MOST,
    .run = run,
};
