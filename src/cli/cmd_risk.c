/* samspel risk: many draws of what is uncertain. */
#include <string.h>

#include "cli/progress.h"
#include "cli/study.h"
#include "report/clauses.h"
#include "report/risk.h"

static sam_status read_spec(sam_cli *cli, sam_risk_spec *spec) {
    long draws = 10000, seed = 1;
    sam_status status = sam_cli_whole(cli, "draws", 1, 10000000, &draws);
    if (status == SAM_OK)
        status = sam_cli_whole(cli, "seed", 0, 2147483647, &seed);
    if (status == SAM_OK)
        status = sam_cli_threads(cli, &spec->threads);
    const char *method = sam_cli_value(cli, "method");
    const char *simd = sam_cli_value(cli, "simd");
    spec->draws = (uint64_t)draws;
    spec->seed = (uint64_t)seed;
    spec->random = method && strcmp(method, "random") == 0;
    spec->best_simd = !simd;
    if (simd)
        spec->simd = strcmp(simd, "avx512") == 0 ? SAM_SIMD_AVX512
                     : strcmp(simd, "avx2") == 0 ? SAM_SIMD_AVX2
                                                 : SAM_SIMD_BASE;
    if (simd && spec->simd > sam_simd_best())
        return sam_cli_usage(cli, "this processor has no %s", simd);
    return status;
}

static bool is_measure(const sam_study *study, const char *name) {
    for (size_t i = 0; i < study->case_count; i++) {
        const sam_plan *plan = sam_ledger_plan(study->cases[i].ledger);
        uint32_t row = sam_plan_find_row(plan, name);
        if ((row != SAM_NO_ROW && plan->rows[row].measure) || sam_risk_is_rate(plan, name))
            return true;
    }
    return false;
}

/* --measures NAME,NAME: into the specification. */
static sam_status read_measures(sam_cli *cli, const sam_study *study, sam_risk_spec *spec) {
    const char *given = sam_cli_value(cli, "measures");
    if (!given)
        return SAM_OK;
    size_t length = strlen(given);
    char *text = sam_arena_text(cli->arena, given, length);
    const char **names = sam_arena_array(cli->arena, length + 1, sizeof *names);
    if (!text || !names)
        return SAM_MEMORY;
    spec->measures = names;
    for (char *at = text; at; spec->measure_count++) {
        names[spec->measure_count] = at;
        at = strchr(at, ',');
        if (at)
            *at++ = '\0';
        if (!is_measure(study, names[spec->measure_count]))
            return sam_cli_usage(cli, "--measures: no model has the measure \"%s\"",
                                 names[spec->measure_count]);
    }
    return SAM_OK;
}

static sam_status export_draws(sam_cli *cli, const sam_risk_view *view) {
    const char *path = sam_cli_value(cli, "export");
    if (!path)
        return SAM_OK;
    if (sam_risk_partial(view->risk)) {
        sam_cli_note(
            cli, "stopped: %s is not written, since it could not say that draws are missing", path);
        return SAM_OK;
    }
    sam_text draws = SAM_TEXT_EMPTY;
    sam_risk_export(&draws, view);
    sam_status status = draws.broken ? SAM_MEMORY : sam_cli_write(cli, path, &draws);
    sam_text_free(&draws);
    return status;
}

static sam_status tell(sam_cli *cli, const sam_risk_view *view) {
    if (cli->format == SAM_FORMAT_JSON)
        sam_risk_json(&cli->out, view);
    else if (cli->format == SAM_FORMAT_CSV)
        sam_risk_csv(&cli->out, view);
    else
        sam_risk_text(&cli->out, view, cli->width);
    return export_draws(cli, view);
}

static sam_status run_study(sam_cli *cli, const sam_study *study, sam_risk_spec spec) {
    const sam_ledger **bases = sam_arena_array(cli->arena, study->case_count, sizeof *bases);
    const char **models = sam_arena_array(cli->arena, study->case_count, sizeof *models);
    if (!bases || !models)
        return SAM_MEMORY;
    for (size_t i = 0; i < study->case_count; i++) {
        bases[i] = study->cases[i].ledger;
        models[i] = study->cases[i].deal->model_id;
    }
    sam_watch watch;
    sam_watch_begin(&watch, cli);
    spec.bases = bases;
    spec.model_count = study->case_count;
    spec.progress_context = &watch;
    sam_risk *risk = NULL;
    sam_status status = sam_risk_run(&risk, &spec, cli->diags);
    sam_watch_end(&watch);
    sam_risk_view view = {
        risk,           models,    study->case_count, study->cases[0].deal->scenario_id,
        study->version, spec.seed, spec.random};
    if (status == SAM_OK && sam_risk_partial(risk))
        sam_cli_note(cli, "stopped: the result is of %llu draws only",
                     (unsigned long long)sam_risk_draws(risk));
    if (status == SAM_OK)
        status = tell(cli, &view);
    sam_risk_free(risk);
    return status;
}

/* ---- --clauses ---- */

static sam_status run_clauses(sam_cli *cli, const sam_study *study, sam_risk_spec spec,
                              sam_clause_effects **models) {
    sam_status status = SAM_OK;
    for (size_t i = 0; i < study->case_count && status == SAM_OK; i++) {
        sam_watch watch;
        sam_watch_begin(&watch, cli);
        spec.progress_context = &watch;
        status = sam_clauses_run(&models[i], study->cases[i].ledger, &spec, cli->diags);
        sam_watch_end(&watch);
        if (status == SAM_OK && models[i]->partial)
            sam_cli_note(cli, "stopped: the result of %s is of %llu draws only",
                         study->cases[i].deal->model_id, (unsigned long long)models[i]->draws);
    }
    return status;
}

static void tell_clauses(sam_cli *cli, const sam_clauses_view *view) {
    if (cli->format == SAM_FORMAT_JSON)
        sam_clauses_json(&cli->out, view);
    else if (cli->format == SAM_FORMAT_CSV)
        sam_clauses_csv(&cli->out, view);
    else
        sam_clauses_text(&cli->out, view, cli->width);
}

static sam_status study_clauses(sam_cli *cli, const sam_study *study, sam_risk_spec *spec) {
    size_t count = study->case_count;
    sam_clause_effects **models = sam_arena_array(cli->arena, count, sizeof *models);
    const char **ids = sam_arena_array(cli->arena, count, sizeof *ids);
    if (!models || !ids)
        return SAM_MEMORY;
    for (size_t i = 0; i < count; i++)
        ids[i] = study->cases[i].deal->model_id;
    sam_status status = run_clauses(cli, study, *spec, models);
    sam_clauses_view view = {.models = (const sam_clause_effects *const *)models,
                             .ids = ids,
                             .model_count = count,
                             .scenario = study->cases[0].deal->scenario_id,
                             .version = study->version,
                             .seed = spec->seed,
                             .random = spec->random};
    if (status == SAM_OK)
        tell_clauses(cli, &view);
    for (size_t i = 0; i < count; i++)
        sam_clauses_free(models[i]);
    return status;
}

static sam_status run(sam_cli *cli) {
    sam_risk_spec spec = {.progress = sam_watch_progress};
    sam_study study = {0};
    bool clauses = sam_cli_has(cli, "clauses");
    if (clauses && (sam_cli_has(cli, "export") || sam_cli_has(cli, "measures")))
        return sam_cli_usage(cli, "--export and --measures are of a run without --clauses");
    sam_status status = read_spec(cli, &spec);
    if (status == SAM_OK)
        status = sam_cli_study_base(cli, &study, cli->arguments, cli->argument_count);
    if (status == SAM_OK)
        status = read_measures(cli, &study, &spec);
    spec.cancel = sam_watch_interrupt();
    if (status == SAM_OK && clauses)
        status = study_clauses(cli, &study, &spec);
    else if (status == SAM_OK)
        status = run_study(cli, &study, spec);
    sam_cli_study_clear(&study);
    return status;
}

static const sam_option OPTIONS[] = {
    {"scenario", 's', "SCENARIO", N_("The project: an id, a file, or SCENARIO:VARIANT"), false},
    SAM_OPTION_VARIANT,
    {"draws", 'n', "N", N_("Draws; 10000 when not given"), false},
    {"seed", 'S', "K", N_("Seed of the random numbers; 1 when not given"), false},
    {"method", 'm', "sobol|random", N_("How numbers are drawn; sobol when not given"), false},
    {"threads", 't', "N",
     N_("Threads; as many as processors when not given. The result does not "
        "depend on it"),
     false},
    {"clauses", 'c', NULL,
     N_("Show instead what each clause moves: the cost to every party with it and without it"),
     false},
    {"measures", 'M', "NAME,NAME...",
     N_("Compute and keep only these measures, named as in --format json: less time and memory"),
     false},
    {"export", 'x', "FILE", N_("Write every draw too, as CSV: a header and a line a draw"), false},
    {"simd", '\0', "base|avx2|avx512",
     N_("Force an instruction set. The result does not depend on "
        "it"),
     false},
    {0},
};

const sam_command sam_command_risk = {
    .name = "risk",
    .arguments = "MODEL...",
    .summary = N_("Draw what is uncertain many times and show who carries it"),
    .description = N_(
        "Draws interest, margins, inflation, rents, values, building cost, delay, sales, each "
        "home's vacancy and the local market from the scenario's \"uncertainty\", runs every "
        "draw through the model month by month, and shows for each party the mean, the quantiles "
        "and the tail (CVaR), how often cover fails, guarantees are called and lenders lose, and "
        "which of two models is better on the same draws. What was signed stays as signed. Ctrl-C "
        "stops and shows what is done, marked as partial.\n"
        "\n"
        "With --clauses the same draws are run with the deal as it is and signed anew without one "
        "clause at a time: mean, P90 and CVaR95 of each party's net present cost, and what the "
        "clause moves to the party. In kroner that are not discounted the moves sum to zero."),
    .examples = "samspel risk --scenario hitra tilvising kommunal\n"
                "samspel risk -s dagens langleige -n 100000 --seed 7 --export draws.csv\n"
                "samspel risk -s dagens hamaroy leigegaranti --clauses",
    .options = OPTIONS,
    .least = 1,
    .most = SAM_CLI_MODELS_MOST,
    .run = run,
};
