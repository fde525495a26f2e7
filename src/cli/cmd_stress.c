/* samspel stress: what named stress sets do to deals that have been signed. */
#include "cli/study.h"
#include "report/stress.h"

static sam_status read_sets(sam_cli *cli, sam_stresses **out) {
    const char *name = sam_cli_value(cli, "set-file");
    sam_source source = {0};
    sam_status status = sam_cli_read_data(cli, "models/stress", name ? name : "standard", &source);
    if (status == SAM_OK)
        status = sam_stresses_read(out, source, cli->diags);
    return status;
}

static void tell(sam_cli *cli, const sam_stress_view *view) {
    if (cli->format == SAM_FORMAT_JSON)
        sam_stress_json(&cli->out, view);
    else if (cli->format == SAM_FORMAT_CSV)
        sam_stress_csv(&cli->out, view);
    else
        sam_stress_text(&cli->out, view, cli->width);
}

static sam_status run_study(sam_cli *cli, const sam_study *study, const sam_stresses *stresses) {
    size_t count = study->case_count;
    sam_ledger **models = sam_arena_array(cli->arena, count, sizeof *models);
    const char **ids = sam_arena_array(cli->arena, count, sizeof *ids);
    if (!models || !ids)
        return SAM_MEMORY;
    sam_status status = SAM_OK;
    for (size_t i = 0; i < count && status == SAM_OK; i++) {
        ids[i] = study->cases[i].deal->model_id;
        status = sam_stress_run(&models[i], study->cases[i].ledger, stresses);
    }
    sam_stress_view view = {.models = (const sam_ledger *const *)models,
                            .ids = ids,
                            .model_count = count,
                            .stresses = stresses,
                            .scenario = study->cases[0].deal->scenario_id,
                            .version = study->version};
    if (status == SAM_OK)
        tell(cli, &view);
    for (size_t i = 0; i < count; i++)
        sam_ledger_free(models[i]);
    return status;
}

static sam_status run(sam_cli *cli) {
    sam_study study = {0};
    sam_stresses *stresses = NULL;
    sam_status status = read_sets(cli, &stresses);
    if (status == SAM_OK)
        status = sam_cli_study_base(cli, &study, cli->arguments, cli->argument_count);
    if (status == SAM_OK)
        status = run_study(cli, &study, stresses);
    sam_cli_study_clear(&study);
    sam_stresses_free(stresses);
    return status;
}

static const sam_option OPTIONS[] = {
    {"scenario", 's', "SCENARIO", N_("The project: an id, a file, or SCENARIO:VARIANT"), false},
    SAM_OPTION_VARIANT,
    {"set-file", 'F', "FILE", N_("Stress sets of your own, instead of the shipped ones"), false},
    {0},
};

const sam_command sam_command_stress = {
    .name = "stress",
    .arguments = "MODEL...",
    .summary = N_("Show what named stress sets do to each model and party"),
    .description = N_(
        "Lays each stress set on the deal after it has been signed: loans, grants and planned "
        "equity stay, and what happens later is changed. Shows by model what each set changes of "
        "every party's net present value, and the lowest cover, the owners' later support, "
        "guarantee calls and what lenders lose.\n"
        "\n"
        "The shipped sets are in models/stress/standard.json: rates +3 points, building cost "
        "+20 %, values -30 %, the cornerstone employer leaves, half empty for two years, and all "
        "together. A file of your own has the form samspel-stress-1: sets of changes, each of an "
        "input of the scenario (\"input\"), of a field of every clause of a kind (\"clauses\" and "
        "\"field\") or of a monthly row that a risk factor may replace (\"row\", with \"from\", "
        "\"to\" and \"of\": \"operation\"), done by \"set\", \"add\" or \"times\" a number or "
        "{\"input\": NAME}; or of earlier sets put \"together\". samspel check reads it too."),
    .examples = "samspel stress --scenario dagens tilvising hamaroy kommunal\n"
                "samspel stress -s dagens stiftelse --set-file my-stress.json",
    .options = OPTIONS,
    .least = 1,
    .most = SAM_CLI_MODELS_MOST,
    .run = run,
};
