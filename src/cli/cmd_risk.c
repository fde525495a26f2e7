/* samspel risk: many draws of what is uncertain. */
#include <signal.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/study.h"
#include "report/risk.h"

static atomic_int interrupted;

static void interrupt(int signal) {
    (void)signal;
    atomic_store(&interrupted, 1);
}

typedef struct watch {
    const sam_cli *cli;
    struct timespec begun;
    double told; /* seconds since begun when progress was last told; 0: never */
} watch;

static double seconds_since(const struct timespec *begun) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - begun->tv_sec) + 1e-9 * (double)(now.tv_nsec - begun->tv_nsec);
}

/* Told after a second, then twice a second on a terminal and every ten seconds elsewhere. */
static void progress(void *context, uint64_t done, uint64_t draws) {
    watch *w = context;
    double passed = seconds_since(&w->begun);
    bool terminal = isatty(STDERR_FILENO);
    if (w->cli->quiet || passed < 1 || passed - w->told < (terminal ? 0.5 : 10) || done == 0)
        return;
    w->told = passed;
    double rate = (double)done / passed;
    sam_text line = SAM_TEXT_EMPTY;
    sam_text_format(&line, "%s%llu of %llu draws, %lld a second, %lld s left%s",
                    terminal ? "\r" : "", (unsigned long long)done, (unsigned long long)draws,
                    (long long)rate, (long long)((double)(draws - done) / rate + 0.5),
                    terminal ? "\033[K" : "\n");
    if (!line.broken)
        sam_cli_say(line.data, line.length);
    sam_text_free(&line);
}

static sam_status read_spec(sam_cli *cli, sam_risk_spec *spec) {
    long draws = 10000, seed = 1, threads = sysconf(_SC_NPROCESSORS_ONLN);
    threads = threads < 1 ? 1 : threads > 256 ? 256 : threads;
    sam_status status = sam_cli_whole(cli, "draws", 1, 10000000, &draws);
    if (status == SAM_OK)
        status = sam_cli_whole(cli, "seed", 0, 2147483647, &seed);
    if (status == SAM_OK)
        status = sam_cli_whole(cli, "threads", 1, 256, &threads);
    const char *method = sam_cli_value(cli, "method");
    const char *simd = sam_cli_value(cli, "simd");
    spec->draws = (uint64_t)draws;
    spec->seed = (uint64_t)seed;
    spec->threads = (unsigned)threads;
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

static sam_status export_draws(sam_cli *cli, const sam_risk_view *view) {
    const char *path = sam_cli_value(cli, "export");
    if (!path)
        return SAM_OK;
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

static sam_status run_study(sam_cli *cli, const sam_study *study, sam_risk_spec *spec) {
    const sam_ledger **bases = sam_arena_array(cli->arena, study->case_count, sizeof *bases);
    const char **models = sam_arena_array(cli->arena, study->case_count, sizeof *models);
    if (!bases || !models)
        return SAM_MEMORY;
    for (size_t i = 0; i < study->case_count; i++) {
        bases[i] = study->cases[i].ledger;
        models[i] = study->cases[i].deal->model_id;
    }
    watch w = {.cli = cli};
    clock_gettime(CLOCK_MONOTONIC, &w.begun);
    spec->bases = bases;
    spec->model_count = study->case_count;
    spec->progress = progress;
    spec->progress_context = &w;
    spec->cancel = &interrupted;
    sam_risk *risk = NULL;
    sam_status status = sam_risk_run(&risk, spec, cli->diags);
    if (w.told > 0 && isatty(STDERR_FILENO))
        sam_cli_say("\r\033[K", 4);
    sam_risk_view view = {
        risk,           models,     study->case_count, study->cases[0].deal->scenario_id,
        study->version, spec->seed, spec->random};
    if (status == SAM_OK && sam_risk_partial(risk))
        sam_cli_note(cli, "stopped: the result is of %llu draws only",
                     (unsigned long long)sam_risk_draws(risk));
    if (status == SAM_OK)
        status = tell(cli, &view);
    sam_risk_free(risk);
    return status;
}

static sam_status run(sam_cli *cli) {
    sam_risk_spec spec = {0};
    sam_study study = {0};
    sam_status status = read_spec(cli, &spec);
    if (status == SAM_OK)
        status = sam_cli_study_base(cli, &study, cli->arguments, cli->argument_count);
    struct sigaction action = {.sa_handler = interrupt, .sa_flags = (int)SA_RESETHAND};
    sigaction(SIGINT, &action, NULL);
    if (status == SAM_OK)
        status = run_study(cli, &study, &spec);
    sam_cli_study_clear(&study);
    return status;
}

static const sam_option OPTIONS[] = {
    {"scenario", 's', "SCENARIO", "The project: an id, a file, or SCENARIO:VARIANT", false},
    SAM_OPTION_VARIANT,
    {"draws", 'n', "N", "Draws; 10000 when not given", false},
    {"seed", 'S', "K", "Seed of the random numbers; 1 when not given", false},
    {"method", 'm', "sobol|random", "How numbers are drawn; sobol when not given", false},
    {"threads", 't', "N",
     "Threads; as many as processors when not given. The result does not "
     "depend on it",
     false},
    {"export", 'x', "FILE", "Write every draw too, as CSV: a header and a line a draw", false},
    {"simd", '\0', "base|avx2|avx512",
     "Force an instruction set. The result does not depend on "
     "it",
     false},
    {0},
};

const sam_command sam_command_risk = {
    .name = "risk",
    .arguments = "MODEL...",
    .summary = "Draw what is uncertain many times and show who carries it",
    .description =
        "Draws interest, margins, inflation, rents, values, building cost, delay, sales, each "
        "home's vacancy and the local market from the scenario's \"uncertainty\", runs every "
        "draw through the model month by month, and shows for each party the mean, the quantiles "
        "and the tail (CVaR), how often cover fails, guarantees are called and lenders lose, and "
        "which of two models is better on the same draws. What was signed stays as signed. Ctrl-C "
        "stops and shows what is done, marked as partial.",
    .examples = "samspel risk --scenario hitra tilvising kommunal\n"
                "samspel risk -s dagens langleige -n 100000 --seed 7 --export draws.csv",
    .options = OPTIONS,
    .least = 1,
    .most = SAM_CLI_MODELS_MOST,
    .run = run,
};
