/* samspel check: every fault of every file at once. A file is read together with the others that a
 * deal needs: the first of its kind among the arguments, else a shipped one. Reports each file's
 * own faults only, so that no fault is told twice. */
#include <string.h>

#include "choice/portfolio_region.h"
#include "cli/cli.h"
#include "deal/nearest.h"
#include "deal/scan.h"
#include "deal/tree.h"
#include "report/json.h"
#include "report/table.h"
#include "risk/stress.h"
#include "samspel/plan.h"

/* The first KINDS make a deal together; stress sets and regions stand alone. */
typedef enum kind {
    MODEL,
    SCENARIO,
    TERMS,
    KINDS,
    STRESS = KINDS,
    REGION,
    FORMATS,
    UNKNOWN,
    ANY_JSON
} kind;

static const char *const kind_words[] = {N_("model"),   N_("scenario"), N_("terms"),
                                         N_("stress"),  N_("region"),   "",
                                         N_("unknown"), "json"};
static const char *const kind_formats[] = {"samspel-model-1", "samspel-scenario-1",
                                           "samspel-terms-1", "samspel-stress-1",
                                           "samspel-region-1"};
static const char *const shipped[] = {"models/tilvising.json", "scenarios/hitra.json",
                                      SAM_CLI_TERMS};

typedef struct checked {
    sam_source source;
    kind kind;
    size_t faults, warnings;
} checked;

typedef struct check {
    sam_cli *cli;
    checked *files;
    size_t count;
    sam_source companions[KINDS];
    bool given[KINDS]; /* the companion is one of the arguments */
} check;

/* ---- what a file is ---- */

static void unknown_format(check *c, const sam_source *source, const sam_tree *top) {
    const sam_tree *format = sam_tree_member(top, "format");
    const char *text = format ? format->text : NULL;
    sam_nearest nearest = {.word = text ? text : ""};
    for (kind k = MODEL; k < FORMATS; k++)
        sam_nearest_offer(&nearest, kind_formats[k]);
    sam_diag diag = {
        .severity = SAM_ERROR,
        .code = "FORMAT_UNKNOWN",
        .file = source->name,
        .pointer = format ? "/format" : "",
        .message = _("this is none of the forms of file that samspel reads"),
        .value = text,
        .bound = _("samspel-model-1, samspel-scenario-1, samspel-terms-1, samspel-stress-1 or "
                   "samspel-region-1"),
        .hint = nearest.best ? sam_arena_format(c->cli->arena, _("did you mean %s?"), nearest.best)
                             : _("write \"format\": \"samspel-scenario-1\" at the top"),
        .origin = SAM_DIAG_HERE,
    };
    if (top->kind != SAM_TREE_OBJECT || (format && !text)) {
        diag.code = "TYPE";
        diag.message = format ? _("the form of the file must be a text")
                              : _("a file of samspel is an object, { ... }");
    } else if (!format) {
        diag.code = "FIELD_MISSING";
        diag.message = _("the file does not say what it is: \"format\" is missing");
    }
    sam_scan_locate(source->bytes, source->length, diag.pointer, false, &diag.line, &diag.column);
    sam_diags_add(c->cli->diags, &diag);
}

/* A file that passes a limit is refused like any other that is wrong. */
static sam_status refused(sam_status status) {
    return status == SAM_LIMIT ? SAM_INPUT : status;
}

/* The faults of a file that is no JSON, or of no known form, are told here; all others come from
 * reading it as part of a deal. */
static sam_status classify(check *c, checked *file) {
    file->kind = UNKNOWN;
    const sam_source *source = &file->source;
    sam_status status = sam_scan_json(source->bytes, source->length, source->name, true, NULL);
    if (status != SAM_OK)
        return refused(
            sam_scan_json(source->bytes, source->length, source->name, false, c->cli->diags));
    sam_document document = {
        .name = source->name, .bytes = source->bytes, .length = source->length, .base = ""};
    const sam_tree *tree = NULL;
    if (!sam_tree_read(&tree, &document, c->cli->arena))
        return SAM_MEMORY;
    const sam_tree *format = sam_tree_member(tree, "format");
    for (kind k = MODEL; k < FORMATS; k++)
        if (format && format->text && strcmp(format->text, kind_formats[k]) == 0)
            file->kind = k;
    if (file->kind != UNKNOWN)
        return SAM_OK;
    unknown_format(c, source, tree);
    return SAM_INPUT;
}

/* ---- reading it with what belongs to it ---- */

static sam_status load_companion(check *c, kind which) {
    if (c->companions[which].bytes)
        return SAM_OK;
    return sam_cli_read_shipped(c->cli, shipped[which], &c->companions[which]);
}

static sam_status read_files(check *c) {
    bool stdin_used = false;
    sam_status worst = SAM_OK;
    for (size_t i = 0; i < c->count; i++) {
        checked *file = &c->files[i];
        const char *path = c->cli->arguments[i];
        if (strcmp(path, "-") == 0 && stdin_used)
            return sam_cli_usage(c->cli, "standard input can be read only once");
        stdin_used = stdin_used || strcmp(path, "-") == 0;
        file->kind = UNKNOWN;
        sam_status status = sam_cli_read(c->cli, path, &file->source);
        if (status == SAM_OK)
            status = classify(c, file);
        if (file->kind < KINDS && !c->given[file->kind]) {
            c->given[file->kind] = true;
            c->companions[file->kind] = file->source;
        }
        if (status == SAM_MEMORY)
            return status;
        worst = worst == SAM_OK || status == SAM_IO ? status : worst;
    }
    return worst;
}

/* Copies the faults of one file, or all where name is NULL; returns whether there was an error. */
static bool copy_diags(const check *c, const sam_diags *from, const char *name) {
    bool error = false;
    for (size_t i = 0; i < sam_diags_stored(from); i++) {
        const sam_diag *diag = sam_diags_at(from, i);
        if (name && (!diag->file || strcmp(diag->file, name) != 0))
            continue;
        sam_diags_add(c->cli->diags, diag);
        error = error || diag->severity == SAM_ERROR;
    }
    return error;
}

/* Whether a companion that failed is told by itself, being an argument too. */
static bool others_are_told(const check *c, const sam_diags *diags) {
    for (size_t i = 0; i < sam_diags_stored(diags); i++) {
        const char *file = sam_diags_at(diags, i)->file;
        for (size_t j = 0; file && j < c->count; j++)
            if (c->files[j].source.name && strcmp(c->files[j].source.name, file) == 0)
                return true;
    }
    return false;
}

/* A deal that reads well must also compile. */
static sam_status read_and_compile(const sam_source sources[KINDS], const char *variant,
                                   sam_diags *diags) {
    sam_deal *deal = NULL;
    sam_plan *plan = NULL;
    sam_status status = sam_deal_read(&deal, sources[MODEL], sources[SCENARIO], sources[TERMS],
                                      variant, NULL, 0, diags);
    if (status == SAM_OK)
        status = sam_plan_compile(&plan, deal, diags);
    sam_plan_free(plan);
    sam_deal_free(deal);
    return status;
}

static sam_status check_stress(check *c, const checked *file) {
    sam_stresses *stresses = NULL;
    sam_status status = sam_stresses_read(&stresses, file->source, c->cli->diags);
    sam_stresses_free(stresses);
    return status;
}

/* The deals of a region are read by samspel portfolio. */
static sam_status check_region(check *c, const checked *file) {
    sam_region *region = NULL;
    sam_status status = sam_region_read(&region, file->source, NULL, c->cli->diags);
    sam_region_free(region);
    return status;
}

static sam_status check_file(check *c, const checked *file) {
    if (file->kind == STRESS)
        return check_stress(c, file);
    if (file->kind == REGION)
        return check_region(c, file);
    sam_source sources[KINDS];
    for (kind k = MODEL; k < KINDS; k++)
        sources[k] = k == file->kind ? file->source : c->companions[k];
    sam_diags *diags = sam_cli_diags();
    if (!diags)
        return SAM_MEMORY;
    const char *variant = file->kind == SCENARIO ? sam_cli_value(c->cli, "variant") : NULL;
    sam_status status = read_and_compile(sources, variant, diags);
    size_t all = sam_diags_count(diags, SAM_ERROR) + sam_diags_count(diags, SAM_WARNING);
    if (all > sam_diags_stored(diags))
        sam_cli_note(c->cli,
                     "%s, with what it is read with, has more than %zu faults; correct the first",
                     file->source.name, sam_diags_stored(diags));
    bool own = copy_diags(c, diags, file->source.name);
    /* What stopped the reading must be seen somewhere. */
    if (status != SAM_OK && !own && others_are_told(c, diags))
        status = SAM_OK;
    else if (status != SAM_OK && !own)
        copy_diags(c, diags, NULL);
    sam_diags_free(diags);
    return status;
}

/* ---- telling ---- */

static void count_faults(const check *c) {
    for (size_t i = 0; i < sam_diags_stored(c->cli->diags); i++) {
        const sam_diag *diag = sam_diags_at(c->cli->diags, i);
        for (size_t j = 0; diag->file && j < c->count; j++) {
            checked *file = &c->files[j];
            if (!file->source.name || strcmp(file->source.name, diag->file) != 0)
                continue;
            file->faults += diag->severity == SAM_ERROR;
            file->warnings += diag->severity == SAM_WARNING;
            break;
        }
    }
}

static void tell_json(const check *c) {
    sam_json json;
    sam_json_begin(&json, &c->cli->out);
    sam_json_open_object(&json);
    sam_json_key(&json, "files");
    sam_json_open_array(&json);
    for (size_t i = 0; i < c->count; i++) {
        const checked *file = &c->files[i];
        sam_json_open_object(&json);
        sam_json_key_string(&json, "file", c->cli->arguments[i]);
        sam_json_key_string(&json, "kind", kind_words[file->kind]);
        sam_json_key_whole(&json, "errors", (long long)file->faults);
        sam_json_key_whole(&json, "warnings", (long long)file->warnings);
        sam_json_close_object(&json);
    }
    sam_json_close_array(&json);
    sam_json_key(&json, "diagnostics");
    sam_diags_json(&json, c->cli->diags);
    sam_json_close_object(&json);
    sam_json_end(&json);
}

static sam_status tell_table(const check *c) {
    const sam_column columns[] = {{_("File"), "file", false, 0},
                                  {_("Kind"), "kind", false, 0},
                                  {_("Faults"), "errors", true, 0},
                                  {_("Warnings"), "warnings", true, 0}};
    sam_table *table = sam_table_new(columns, 4);
    if (!table)
        return SAM_MEMORY;
    for (size_t i = 0; i < c->count; i++) {
        sam_table_text(table, c->cli->arguments[i]);
        const char *word = kind_words[c->files[i].kind];
        sam_table_text(table, c->cli->format == SAM_FORMAT_CSV ? word : sam_tr(word));
        sam_table_number(table, (double)c->files[i].faults);
        sam_table_number(table, (double)c->files[i].warnings);
    }
    if (c->cli->format == SAM_FORMAT_CSV)
        sam_table_print_csv(table, &c->cli->out);
    else
        sam_table_print(table, &c->cli->out, c->cli->width, c->cli->colour);
    sam_table_free(table);
    return SAM_OK;
}

static sam_status tell(const check *c, sam_status status) {
    count_faults(c);
    size_t faults = sam_diags_count(c->cli->diags, SAM_ERROR);
    if (c->cli->format == SAM_FORMAT_JSON) {
        tell_json(c);
        sam_diags_free(c->cli->diags);
        c->cli->diags = sam_cli_diags(); /* told already */
        return status;
    }
    sam_status told = tell_table(c);
    if (c->cli->format == SAM_FORMAT_TEXT && status == SAM_OK && faults == 0)
        sam_text_format(
            &c->cli->out,
            P_("\n%zu file checked, no fault\n", "\n%zu files checked, no fault\n", c->count),
            c->count);
    if (c->cli->format == SAM_FORMAT_TEXT && faults > 0) {
        sam_text_format(&c->cli->out, P_("\n%zu file checked", "\n%zu files checked", c->count),
                        c->count);
        sam_text_format(&c->cli->out, P_(", %zu fault\n", ", %zu faults\n", faults), faults);
    }
    return told == SAM_OK ? status : told;
}

/* Only the grammar. */
static sam_status check_syntax(check *c) {
    sam_status worst = SAM_OK;
    for (size_t i = 0; i < c->count; i++) {
        checked *file = &c->files[i];
        file->kind = ANY_JSON;
        sam_status status = sam_cli_read(c->cli, c->cli->arguments[i], &file->source);
        if (status == SAM_OK)
            status = sam_scan_json(file->source.bytes, file->source.length, file->source.name, true,
                                   c->cli->diags);
        if (status == SAM_MEMORY)
            return status;
        status = refused(status);
        worst = worst == SAM_OK || status == SAM_IO ? status : worst;
    }
    return tell(c, worst);
}

static sam_status run(sam_cli *cli) {
    check c = {.cli = cli, .count = cli->argument_count};
    c.files = sam_arena_array(cli->arena, c.count, sizeof *c.files);
    if (!c.files)
        return SAM_MEMORY;
    if (sam_cli_has(cli, "syntax"))
        return check_syntax(&c);
    sam_status worst = read_files(&c);
    if (worst == SAM_MEMORY || worst == SAM_USAGE)
        return worst;
    for (kind k = MODEL; k < KINDS; k++) {
        sam_status status = load_companion(&c, k);
        if (status != SAM_OK)
            return status;
    }
    for (size_t i = 0; i < c.count; i++) {
        if (c.files[i].kind == UNKNOWN)
            continue;
        sam_status status = check_file(&c, &c.files[i]);
        if (status == SAM_MEMORY)
            return status;
        worst = worst == SAM_OK ? status : worst;
    }
    return tell(&c, worst);
}

static const sam_option options[] = {
    SAM_OPTION_VARIANT,
    {"syntax", '\0', NULL, N_("Only whether each file is JSON by RFC 8259, whatever is in it"),
     false},
    {0},
};

const sam_command sam_command_check = {
    .name = "check",
    .arguments = "FILE...",
    .summary = N_("Say what each file is, and everything that is wrong with it"),
    .description = N_(
        "Reads models, scenarios, terms, stress sets and regions, as their value \"format\" "
        "says, and tells all faults of all files with their places and what to do. A file is "
        "read together with the others that it needs (stress sets and regions need none): "
        "those named on the command line, otherwise the shipped model tilvising, the shipped "
        "scenario hitra and the shipped terms. \"-\" is standard input.\n"
        "\n"
        "Faults go to standard error. With --format json they are part of the result: {\"files\": "
        "[...], \"diagnostics\": [...]}. The exit code is 0 when there is no fault, 3 when there "
        "is one, 4 when the files are right and the model cannot be compiled.\n"
        "\n"
        "With --syntax any file will do, and only the grammar of RFC 8259 is looked at: 0 when "
        "every "
        "file is accepted, 3 when one is refused. Without it some JSON is refused too: a key given "
        "twice, the character U+0000, numbers that no double holds, nesting deeper than 64."),
    .examples = "  samspel check scenarios/hitra.json\n"
                "  samspel check my-model.json my-scenario.json --format json",
    .options = options,
    .least = 1,
    .most = 1000,
    .run = run,
};
