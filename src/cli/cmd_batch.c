/* samspel batch: many scenarios under several models, into a results file. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "batch/batch.h"
#include "cli/batch.h"
#include "cli/progress.h"
#include "report/json.h"

enum { MODELS_MOST = 64, SHARDS_MOST = 1000000 };

static sam_status read_models(sam_cli *cli, sam_batch_spec *spec) {
    const char *list = sam_cli_value(cli, "models");
    if (!list)
        return sam_cli_usage(cli, "which models? Name them with --models tilvising,kommunal");
    sam_source *models = sam_arena_array(cli->arena, MODELS_MOST, sizeof *models);
    if (!models)
        return SAM_MEMORY;
    while (*list) {
        size_t size = strcspn(list, ",");
        char *id = sam_arena_text(cli->arena, list, size);
        if (!id)
            return SAM_MEMORY;
        if (spec->model_count == MODELS_MOST)
            return sam_cli_usage(cli, "at most %d models at a time", MODELS_MOST);
        sam_source *model = &models[spec->model_count++];
        sam_status status = sam_cli_read_data(cli, "models", id, model);
        if (status != SAM_OK)
            return status;
        model->name = id;
        list += size + (list[size] == ',');
    }
    spec->models = models;
    return spec->model_count ? SAM_OK : sam_cli_usage(cli, "--models names no model");
}

/* "2/8": the second of eight. */
static sam_status read_shard(sam_cli *cli, sam_batch_spec *spec) {
    const char *given = sam_cli_value(cli, "shard");
    spec->shard = spec->shards = 1;
    if (!given)
        return SAM_OK;
    char *end = NULL;
    unsigned long shard = strtoul(given, &end, 10);
    bool good = end != given && *end == '/' && given[0] != '-' && end[1] >= '0' && end[1] <= '9';
    char *last = end;
    unsigned long shards = good ? strtoul(end + 1, &last, 10) : 0;
    if (!good || *last || shard < 1 || shard > shards || shards > SHARDS_MOST)
        return sam_cli_usage(cli, "--shard needs I/N with 1 <= I <= N, such as 2/8, not \"%s\"",
                             given);
    spec->shard = (unsigned)shard;
    spec->shards = (unsigned)shards;
    return SAM_OK;
}

static sam_status read_numbers(sam_cli *cli, sam_batch_spec *spec) {
    long draws = 10000, seed = 1;
    const char *work = sam_cli_value(cli, "work");
    spec->work = SAM_BATCH_EVALUATE;
    if (work && strcmp(work, "evaluate") != 0)
        spec->work = strcmp(work, "risk") == 0 ? SAM_BATCH_RISK : SAM_BATCH_OPTIMISE;
    spec->objective = sam_cli_value(cli, "objective");
    if (spec->work != SAM_BATCH_OPTIMISE && spec->objective)
        return sam_cli_usage(cli, "--objective belongs to --work optimise");
    if (!spec->objective)
        spec->objective = "municipal_cost";
    if (spec->work != SAM_BATCH_RISK && (sam_cli_has(cli, "draws") || sam_cli_has(cli, "seed")))
        return sam_cli_usage(cli, "--draws and --seed belong to --work risk");
    sam_status status = sam_cli_whole(cli, "draws", 1, 10000000, &draws);
    if (status == SAM_OK)
        status = sam_cli_whole(cli, "seed", 0, 2147483647, &seed);
    if (status == SAM_OK)
        status = sam_cli_threads(cli, &spec->threads);
    spec->draws = (uint64_t)draws;
    spec->seed = (uint64_t)seed;
    return status == SAM_OK ? read_shard(cli, spec) : status;
}

/* The base of a design: an id, or a path from where the program is run. */
static sam_status read_design(sam_cli *cli, sam_batch_spec *spec, sam_source source) {
    sam_design *design = NULL;
    sam_status status = sam_design_read(&design, source, cli->diags);
    spec->design = design;
    if (status != SAM_OK)
        return status;
    if (spec->variant)
        return sam_cli_usage(cli, "a design names its variant itself");
    return sam_cli_read_named(cli, source, "/base", "scenarios", sam_design_base(design),
                              &spec->base);
}

static bool ends_with(const char *text, const char *suffix) {
    size_t length = strlen(text), end = strlen(suffix);
    return length >= end && strcmp(text + length - end, suffix) == 0;
}

/* What is no file at all is refused, or fails alone, as any other input. */
static bool can_be_design(const char *path) {
    struct stat about;
    return ends_with(path, ".json") && stat(path, &about) == 0 && S_ISREG(about.st_mode) &&
           access(path, R_OK) == 0;
}

static sam_status find_design(sam_cli *cli, sam_batch_spec *spec) {
    if (cli->argument_count != 1 || !can_be_design(cli->arguments[0]))
        return SAM_OK;
    sam_source source;
    sam_status status = sam_cli_read(cli, cli->arguments[0], &source);
    if (status != SAM_OK || !sam_design_is(source))
        return status;
    return read_design(cli, spec, source);
}

/* Ids of shipped scenarios become their paths. */
static sam_status list_items(sam_cli *cli, sam_batch_spec *spec) {
    const char **paths = sam_arena_array(cli->arena, cli->argument_count, sizeof *paths);
    if (!paths)
        return SAM_MEMORY;
    for (size_t i = 0; i < cli->argument_count; i++) {
        const char *given = cli->arguments[i];
        paths[i] = given;
        if (access(given, F_OK) == 0 || ends_with(given, ".ndjson") || ends_with(given, ".jsonl"))
            continue;
        sam_status status = sam_cli_find(cli, "scenarios", given, &paths[i]);
        if (status != SAM_OK)
            return status;
    }
    return sam_items_new(&spec->items, paths, cli->argument_count, cli->diags);
}

static sam_status read_spec(sam_cli *cli, sam_batch_spec *spec) {
    spec->path = sam_cli_value(cli, "into");
    if (!spec->path)
        return sam_cli_usage(cli, "where to? Name a results file with --into results.sqlite");
    spec->version = SAMSPEL_VERSION;
    spec->variant = sam_cli_value(cli, "variant");
    spec->strict = sam_cli_has(cli, "strict");
    spec->fresh = cli->force;
    if (sam_cli_has(cli, "set"))
        return sam_cli_usage(cli, "--set is for one scenario; write a design to change many");
    sam_status status = read_models(cli, spec);
    if (status == SAM_OK)
        status = sam_cli_read_shipped(cli, SAM_CLI_TERMS, &spec->terms);
    if (status == SAM_OK)
        status = read_numbers(cli, spec);
    if (status == SAM_OK)
        status = find_design(cli, spec);
    if (status == SAM_OK && !spec->design)
        status = list_items(cli, spec);
    return status;
}

static void tell_json(sam_cli *cli, const sam_batch_spec *spec, const sam_batch_outcome *out) {
    sam_json json;
    sam_json_begin(&json, &cli->out);
    sam_json_open_object(&json);
    sam_json_key_string(&json, "results", spec->path);
    sam_json_key_whole(&json, "items", (long long)out->state.total);
    sam_json_key_whole(&json, "before", (long long)out->state.before);
    sam_json_key_whole(&json, "done", (long long)out->state.done);
    sam_json_key_whole(&json, "failed", (long long)out->failed);
    sam_json_key(&json, "complete");
    sam_json_bool(&json, out->complete);
    sam_json_close_object(&json);
    sam_json_end(&json);
}

static void tell(sam_cli *cli, const sam_batch_spec *spec, const sam_batch_outcome *out) {
    if (cli->format == SAM_FORMAT_JSON) {
        tell_json(cli, spec, out);
        return;
    }
    sam_text path = SAM_TEXT_EMPTY;
    sam_text_add_visible(&path, spec->path);
    unsigned long long done = out->state.done, total = out->state.total, before = out->state.before;
    if (before)
        sam_text_format(&cli->out,
                        P_("%llu of %llu items by %zu model are in %s; %llu were there before\n",
                           "%llu of %llu items by %zu models are in %s; %llu were there before\n",
                           spec->model_count),
                        done, total, spec->model_count, path.data ? path.data : "", before);
    else
        sam_text_format(&cli->out,
                        P_("%llu of %llu items by %zu model are in %s\n",
                           "%llu of %llu items by %zu models are in %s\n", spec->model_count),
                        done, total, spec->model_count, path.data ? path.data : "");
    cli->out.broken = cli->out.broken || path.broken;
    sam_text_free(&path);
    if (out->failed)
        sam_text_format(&cli->out, _("%llu failed: samspel results %s --failed says why\n"),
                        (unsigned long long)out->failed, spec->path);
    if (!out->complete)
        sam_text_add(&cli->out, _("The same command goes on where this one stopped.\n"));
}

/* A batch asks for the same memory again and again. What went back to the system in between would
 * come as new pages, one fault each, and threads wait for each other there. */
static void keep_memory(void) {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
    mallopt(M_TRIM_THRESHOLD, 256 * 1024 * 1024);
    mallopt(M_TOP_PAD, 4 * 1024 * 1024);
#endif
}

static sam_status run(sam_cli *cli) {
    sam_batch_spec spec = {0};
    sam_batch_outcome out = {0};
    keep_memory();
    sam_status status = read_spec(cli, &spec);
    if (status == SAM_OK) {
        sam_batch_watch watch;
        sam_batch_watch_begin(&watch, cli, sam_cli_value(cli, "progress"));
        spec.progress = sam_batch_watch_tell;
        spec.progress_context = &watch;
        spec.cancel = sam_watch_interrupt();
        status = sam_batch_run(&out, &spec, cli->diags);
        sam_batch_watch_end(&watch);
        if (status == SAM_OK || status == SAM_PARTLY || status == SAM_STOPPED)
            tell(cli, &spec, &out);
    }
    sam_items_free(spec.items);
    sam_design_free((sam_design *)spec.design);
    return status;
}

static const sam_option OPTIONS[] = {
    {"models", 'm', "ID,ID...", N_("The models: ids or files, with commas between"), false},
    {"into", 'i', "FILE", N_("The results file; it is made, or gone on with"), false},
    SAM_OPTION_VARIANT,
    {"work", 'w', "evaluate|risk|optimise",
     N_("What is done with each item; evaluate when not given"), false},
    {"draws", 'n', "N", N_("Draws of each item, with --work risk; 10000 when not given"), false},
    {"seed", 'S', "K", N_("Seed of the draws; 1 when not given"), false},
    {"objective", 'O', "LIST",
     N_("Of --work optimise, as in samspel optimise; municipal_cost when not given"), false},
    {"threads", 't', "N",
     N_("Threads; as many as processors when not given. The results do not depend on it"), false},
    {"shard", '\0', "I/N", N_("Do only the I-th of N equal parts of the items"), false},
    {"strict", '\0', NULL, N_("Stop before the first item that fails"), false},
    {"progress", 'p', "bar|lines|json",
     N_("How progress is told on standard error: bar on a terminal, else a line a minute, when not "
        "given"),
     false},
    {0},
};

const sam_command sam_command_batch = {
    .name = "batch",
    .arguments = "INPUT...",
    .summary = N_("Put many scenarios through several models, into a results file"),
    .description = N_(
        "An INPUT is a scenario file, the id of a shipped one, a folder of them, an NDJSON file "
        "with a scenario a line (.ndjson), or one design (a JSON file of format samspel-design-1: "
        "a base scenario and a grid, a Latin hypercube or a Sobol set over named inputs).\n\n"
        "Every number in the results file is that of samspel evaluate on the item. A bad item "
        "stops nothing: what is wrong with it is in the file, and the exit code is 10. When the "
        "run is stopped, whatever way, the same command goes on where it stopped; Ctrl-C, "
        "SIGTERM and SIGHUP let it finish its step first. The file is SQLite; samspel results "
        "reads it, and so does any SQLite tool."),
    .examples = "samspel batch scenarios --models tilvising,kommunal --into results.sqlite\n"
                "samspel batch list.ndjson -m tilvising -i part2.sqlite --shard 2/8\n"
                "samspel batch design.json -m langleige -i r.sqlite --work risk --draws 1000",
    .options = OPTIONS,
    .least = 1,
    .most = 4096,
    .run = run,
};
