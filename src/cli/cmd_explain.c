/* samspel explain: why a figure is what it is. */
#include "cli/study.h"
#include "report/explain.h"

static sam_status read_month(sam_cli *cli, sam_explain *e) {
    long month = 1;
    if (e->c) {
        uint32_t build = sam_deal_find_input(e->c->deal, "project.build_months");
        month = (long)e->c->deal->inputs[build].value + 1;
    }
    long most = e->c ? (long)e->c->plan->months : 1200;
    sam_status status = sam_cli_whole(cli, "month", 1, most, &month);
    e->month = (uint32_t)month;
    long depth = 1;
    if (status == SAM_OK)
        status = sam_cli_whole(cli, "depth", 1, 20, &depth);
    e->depth = (unsigned)depth;
    return status;
}

static sam_status tell_unknown(sam_cli *cli, const sam_explain *e, const char *name,
                               const char *near) {
    if (near && e->c)
        return sam_cli_usage(cli, "there is no row or field \"%s\"; is \"%s\" meant?", name, near);
    if (near)
        return sam_cli_usage(cli,
                             "there is no row or field \"%s\"; is \"%s\" meant? (rows need --model "
                             "and --scenario)",
                             name, near);
    if (e->c)
        return sam_cli_usage(cli, "there is no row or field \"%s\"", name);
    return sam_cli_usage(cli, "there is no row or field \"%s\" (rows need --model and --scenario)",
                         name);
}

static sam_status check_names(sam_cli *cli, const sam_explain *e) {
    sam_status status = SAM_OK;
    for (size_t i = 0; i < cli->argument_count; i++) {
        if (sam_explain_knows(e, cli->arguments[i]))
            continue;
        const char *near = sam_explain_nearest(e, cli->arguments[i]);
        status = tell_unknown(cli, e, cli->arguments[i], near);
    }
    return status;
}

static void tell(sam_cli *cli, const sam_explain *e) {
    if (cli->format == SAM_FORMAT_JSON) {
        sam_json json;
        sam_json_begin(&json, &cli->out);
        sam_json_open_array(&json);
        for (size_t i = 0; i < cli->argument_count; i++)
            sam_explain_json(&json, e, cli->arguments[i]);
        for (uint32_t r = 0; e->c && cli->argument_count == 0 && r < e->c->plan->row_count; r++)
            sam_explain_json(&json, e, e->c->plan->rows[r].name);
        sam_json_close_array(&json);
        sam_json_end(&json);
        return;
    }
    if (cli->format == SAM_FORMAT_CSV && cli->argument_count) {
        sam_explain_csv(&cli->out, e, cli->arguments, cli->argument_count);
        return;
    }
    for (size_t i = 0; i < cli->argument_count; i++) {
        if (i)
            sam_text_add(&cli->out, "\n");
        sam_explain_text(&cli->out, e, cli->arguments[i]);
    }
    if (cli->argument_count == 0)
        sam_explain_list(&cli->out, e, cli->format == SAM_FORMAT_CSV);
}

static sam_status run(sam_cli *cli) {
    const char *model = sam_cli_value(cli, "model");
    const char *scenario = sam_cli_value(cli, "scenario");
    if (!model != !scenario)
        return sam_cli_usage(cli, "--model and --scenario go together");
    if (!model && cli->argument_count == 0)
        return sam_cli_usage(cli, "name a row or a field, or give --model and --scenario to list "
                                  "every row");
    sam_study study = {0};
    sam_status status = model ? sam_cli_study(cli, &study, &model, 1) : SAM_OK;
    sam_explain e = {.c = model ? study.cases : NULL, .width = cli->width};
    if (status == SAM_OK)
        status = read_month(cli, &e);
    if (status == SAM_OK)
        status = check_names(cli, &e);
    if (status == SAM_OK)
        tell(cli, &e);
    sam_cli_study_clear(&study);
    return status;
}

static const sam_option OPTIONS[] = {
    {"model", 'm', "MODEL", N_("The model of the deal"), false},
    {"scenario", 's', "SCENARIO", N_("The project of the deal"), false},
    SAM_OPTION_VARIANT,
    {"month", 'M', "N", N_("Month to show; the first of operation when not given"), false},
    {"depth", 'd', "N", N_("How far to follow what a row reads; 1 when not given"), false},
    {0},
};

const sam_command sam_command_explain = {
    .name = "explain",
    .arguments = "[NAME...]",
    .summary = N_("Say where a figure comes from"),
    .description = N_(
        "Shows a row's formula with its names and equation number, its value in a month, and what "
        "it reads; each input with the file and pointer, the default or the dated term with its "
        "source. A party's rate of return (developer.irr) and a flag by its code are explained "
        "too. "
        "Without a deal it explains fields of the files. Without names it lists every row."),
    .examples = "samspel explain -m tilvising -s hitra husbanken_loan.lent\n"
                "samspel explain -m tilvising -s hitra municipality.npv --depth 3\n"
                "samspel explain project.value_to_cost term_loan.profile",
    .options = OPTIONS,
    .least = 0,
    .most = 1000,
    .run = run,
};
