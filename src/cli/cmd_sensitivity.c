/* samspel sensitivity: which inputs the answer depends on. */
#include <string.h>

#include "cli/progress.h"
#include "cli/study.h"
#include "cli/targets.h"
#include "deal/nearest.h"
#include "report/sensitivity.h"

/* ---- which results ---- */

static sam_status unknown_measure(sam_cli *cli, const sam_plan *plan, const char *name) {
    sam_nearest nearest = {.word = name};
    for (uint32_t r = 0; r < plan->row_count; r++)
        if (plan->rows[r].measure)
            sam_nearest_offer(&nearest, plan->rows[r].name);
    if (nearest.best)
        return sam_cli_usage(cli, "%s has no measure \"%s\"; did you mean \"%s\"?",
                             plan->deal->model_id, name, nearest.best);
    return sam_cli_usage(cli, "%s has no measure \"%s\"", plan->deal->model_id, name);
}

/* Those asked for; else what the municipality and the first owner end with, and the cover. */
static sam_status find_measures(sam_cli *cli, const sam_plan *plan, uint32_t *rows, size_t *count) {
    const char *name;
    for (size_t i = 0; (name = sam_cli_value_at(cli, "measure", i)) != NULL; i++) {
        uint32_t row = sam_plan_find_row(plan, name);
        if (row == SAM_NO_ROW || !plan->rows[row].measure)
            return unknown_measure(cli, plan, name);
        if (*count == SAM_TARGETS_MOST)
            return sam_cli_usage(cli, "at most %d measures at a time", SAM_TARGETS_MOST);
        sam_targets_add(rows, count, row);
    }
    if (!*count)
        *count = sam_targets_of(plan, rows);
    return SAM_OK;
}

/* ---- running ---- */

static sam_status run_model(sam_cli *cli, const sam_case *c, sam_sensitivity_spec spec,
                            sam_sensitivity **out) {
    uint32_t rows[SAM_TARGETS_MOST] = {0};
    sam_watch watch;
    spec.base = c->ledger;
    spec.rows = rows;
    spec.row_count = 0;
    sam_status status = find_measures(cli, c->plan, rows, &spec.row_count);
    if (status != SAM_OK)
        return status;
    sam_watch_begin(&watch, cli);
    spec.progress_context = &watch;
    status = sam_sensitivity_run(out, &spec);
    sam_watch_end(&watch);
    if (status == SAM_OK && (*out)->partial)
        sam_cli_note(cli, "stopped: the indices of %s are of %llu draws only", c->deal->model_id,
                     (unsigned long long)(*out)->draws);
    return status;
}

static void tell(sam_cli *cli, const sam_sensitivity_view *view) {
    if (cli->format == SAM_FORMAT_JSON)
        sam_sensitivity_json(&cli->out, view);
    else if (cli->format == SAM_FORMAT_CSV)
        sam_sensitivity_csv(&cli->out, view);
    else
        sam_sensitivity_text(&cli->out, view, cli->width);
}

static sam_status run_study(sam_cli *cli, const sam_study *study, sam_sensitivity_spec *spec,
                            size_t most) {
    size_t count = study->case_count;
    sam_sensitivity **models = sam_arena_array(cli->arena, count, sizeof *models);
    const char **ids = sam_arena_array(cli->arena, count, sizeof *ids);
    if (!models || !ids)
        return SAM_MEMORY;
    sam_status status = SAM_OK;
    for (size_t i = 0; i < count && status == SAM_OK; i++) {
        ids[i] = study->cases[i].deal->model_id;
        status = run_model(cli, &study->cases[i], *spec, &models[i]);
    }
    sam_sensitivity_view view = {.models = (const sam_sensitivity *const *)models,
                                 .ids = ids,
                                 .model_count = count,
                                 .scenario = study->cases[0].deal->scenario_id,
                                 .version = study->version,
                                 .seed = spec->seed,
                                 .most = most};
    if (status == SAM_OK)
        tell(cli, &view);
    for (size_t i = 0; i < count; i++)
        sam_sensitivity_free(models[i]);
    return status;
}

static sam_status run(sam_cli *cli) {
    sam_sensitivity_spec spec = {
        .after = sam_cli_has(cli, "signed"), .tolerance = 0.05, .progress = sam_watch_progress};
    long draws = 0, seed = 1, most = 12;
    sam_study study = {0};
    sam_status status = sam_cli_whole(cli, "sobol", 2, 262144, &draws);
    if (status == SAM_OK)
        status = sam_cli_whole(cli, "seed", 0, 2147483647, &seed);
    if (status == SAM_OK)
        status = sam_cli_whole(cli, "most", 1, 1000, &most);
    if (status == SAM_OK)
        status = sam_cli_threads(cli, &spec.threads);
    spec.draws = (uint64_t)draws;
    spec.seed = (uint64_t)seed;
    if (status == SAM_OK)
        status = sam_cli_study_base(cli, &study, cli->arguments, cli->argument_count);
    spec.cancel = sam_watch_interrupt();
    if (status == SAM_OK)
        status = run_study(cli, &study, &spec, (size_t)most);
    sam_cli_study_clear(&study);
    return status;
}

static const sam_option OPTIONS[] = {
    {"scenario", 's', "SCENARIO", N_("The project: an id, a file, or SCENARIO:VARIANT"), false},
    SAM_OPTION_VARIANT,
    {"measure", 'M', "NAME",
     N_("A result to look at, such as municipality.npv; may be given more than once"), true},
    {"signed", 'g', NULL, N_("Change the inputs after signing: what was signed stays as signed"),
     false},
    {"sobol", 'n', "N", N_("Indices of Sobol too, from N draws of all uncertain inputs"), false},
    {"seed", 'S', "K", N_("Seed of those draws; 1 when not given"), false},
    {"threads", 't', "N",
     N_("Threads; as many as processors when not given. The result does not "
        "depend on it"),
     false},
    {"most", '\0', "N", N_("Inputs shown for each result in text; 12 when not given"), false},
    {0},
};

const sam_command sam_command_sensitivity = {
    .name = "sensitivity",
    .arguments = "MODEL...",
    .summary = N_("Show which inputs the answer depends on, and where it turns"),
    .description = N_(
        "Moves one input at a time to the ends of its range and shows what that does to the "
        "results (by default the present values of the municipality and the first owner, and the "
        "lowest cover), the greatest first: a tornado. Ranges are those of the files; where a file "
        "gives none, the field's own step or a tenth of the value, marked as such. Then the value "
        "of each input that brings a result to its limit: a present value of 0 (or the goal "
        "municipal_cost_max), the least cover of the goals.\n"
        "\n"
        "The inputs are taken as known before signing, so that a dearer building gets another "
        "loan. With --signed they change afterwards, and loans, grants and planned equity stay.\n"
        "\n"
        "With --sobol all inputs with a range are drawn at once, by their distributions or evenly "
        "between their ends, independent of each other: the first-order index is the share of a "
        "result's variance that goes when the input becomes known, the total index the share that "
        "stays while only it is unknown, both with 95 % intervals from resampling. Intervals wider "
        "than 0.1 are said to be not converged."),
    .examples = "samspel sensitivity --scenario dagens tilvising\n"
                "samspel sensitivity -s dagens hamaroy --signed --measure developer.npv\n"
                "samspel sensitivity -s dagens kommunal --sobol 4096",
    .options = OPTIONS,
    .least = 1,
    .most = SAM_CLI_MODELS_MOST,
    .run = run,
};
