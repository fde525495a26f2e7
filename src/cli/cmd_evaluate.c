/* samspel evaluate: one model in full. */
#include "cli/study.h"

static sam_status run(sam_cli *cli) {
    sam_study study;
    sam_status status = sam_cli_study(cli, &study, cli->arguments, cli->argument_count);
    bool ledger = sam_cli_has(cli, "ledger");
    if (status == SAM_OK && cli->format == SAM_FORMAT_JSON)
        sam_study_json(&cli->out, &study, true, ledger);
    else if (status == SAM_OK && cli->format == SAM_FORMAT_CSV && ledger)
        sam_study_ledger_csv(&cli->out, &study);
    else if (status == SAM_OK && cli->format == SAM_FORMAT_CSV)
        sam_study_csv(&cli->out, &study);
    else if (status == SAM_OK)
        sam_case_text(&cli->out, &study, cli->width, ledger);
    sam_cli_study_clear(&study);
    return status;
}

static const sam_option OPTIONS[] = {
    {"scenario", 's', "SCENARIO", N_("The project: an id, a file, or SCENARIO:VARIANT"), false},
    SAM_OPTION_VARIANT,
    {"ledger", 'l', NULL, N_("Give every flow of every month too"), false},
    {0},
};

const sam_command sam_command_evaluate = {
    .name = "evaluate",
    .arguments = "MODEL",
    .summary = N_("Show one model on one project in full"),
    .description = N_("Sources and uses, every account, the net flow of each party by year, debt, "
                      "guarantees and cover by year, break-evens, flags and weak inputs."),
    .examples = "samspel evaluate tilvising --scenario hitra\n"
                "samspel evaluate tilvising -s hitra --ledger --format csv",
    .options = OPTIONS,
    .least = 1,
    .most = 1,
    .run = run,
};
