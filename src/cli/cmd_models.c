/* samspel models, samspel scenarios: what is shipped and can be named by id. Shows what the files
 * say of themselves; whether they are right is for samspel check. */
#include <string.h>

#include "cli/names.h"
#include "report/json.h"
#include "report/table.h"

typedef struct entry {
    const char *id, *name, *summary;
} entry;

typedef struct listing {
    entry *entries;
    size_t count;
} listing;

static sam_status read_entry(sam_cli *cli, const char *folder, const char *file, entry *out) {
    const sam_tree *tree = NULL;
    const char *path = sam_arena_format(cli->arena, "%s/%s", folder, file);
    sam_status status = path ? sam_cli_read_tree(cli, path, &tree) : SAM_MEMORY;
    if (status != SAM_OK)
        return status;
    out->id = sam_arena_text(cli->arena, file, strlen(file) - strlen(".json"));
    out->name = sam_cli_name(sam_tree_member(tree, "name"));
    out->summary = sam_cli_name(sam_tree_member(tree, "summary"));
    return out->id ? SAM_OK : SAM_MEMORY;
}

static sam_status read_listing(sam_cli *cli, const char *name, listing *out) {
    size_t count = 0;
    const char *folder = sam_cli_data_path(cli, name);
    const char **files = folder ? sam_cli_list(cli, folder, ".json", &count) : NULL;
    if (!files)
        return folder ? sam_cli_fail(cli, SAM_IO, "the folder %s cannot be read", folder) : SAM_IO;
    out->entries = sam_arena_array(cli->arena, count + 1, sizeof *out->entries);
    if (!out->entries)
        return SAM_MEMORY;
    sam_status worst = SAM_OK;
    for (size_t i = 0; i < count; i++) {
        sam_status status = read_entry(cli, folder, files[i], &out->entries[out->count]);
        out->count += status == SAM_OK;
        worst = worst == SAM_OK ? status : worst;
    }
    return worst;
}

static void tell_json(sam_cli *cli, const listing *list, bool summaries) {
    sam_json json;
    sam_json_begin(&json, &cli->out);
    sam_json_open_array(&json);
    for (size_t i = 0; i < list->count; i++) {
        sam_json_open_object(&json);
        sam_json_key_string(&json, "id", list->entries[i].id);
        sam_json_key_string(&json, "name", list->entries[i].name);
        if (summaries)
            sam_json_key_string(&json, "summary", list->entries[i].summary);
        sam_json_close_object(&json);
    }
    sam_json_close_array(&json);
    sam_json_end(&json);
}

static sam_status tell_table(sam_cli *cli, const listing *list, bool summaries) {
    const sam_column columns[] = {{_("Id"), "id", false, 0},
                                  {_("Name"), "name", false, 0},
                                  {_("Summary"), "summary", false, 0}};
    sam_table *table = sam_table_new(columns, summaries ? 3 : 2);
    if (!table)
        return SAM_MEMORY;
    for (size_t i = 0; i < list->count; i++) {
        sam_table_text(table, list->entries[i].id);
        sam_table_text(table, list->entries[i].name);
        if (summaries)
            sam_table_text(table, list->entries[i].summary);
    }
    if (cli->format == SAM_FORMAT_CSV)
        sam_table_print_csv(table, &cli->out);
    else
        sam_table_print(table, &cli->out, cli->width, cli->colour);
    sam_table_free(table);
    return SAM_OK;
}

static sam_status list(sam_cli *cli, const char *folder, bool summaries) {
    listing found = {0};
    sam_status status = read_listing(cli, folder, &found);
    sam_status told = SAM_OK;
    if (cli->format == SAM_FORMAT_JSON && found.entries)
        tell_json(cli, &found, summaries);
    else if (found.entries)
        told = tell_table(cli, &found, summaries);
    return told == SAM_OK ? status : told;
}

static sam_status run_models(sam_cli *cli) {
    return list(cli, "models", true);
}

static sam_status run_scenarios(sam_cli *cli) {
    return list(cli, "scenarios", false);
}

const sam_command sam_command_models = {
    .name = "models",
    .arguments = "",
    .summary = N_("List the partnership models that can be named by id"),
    .description =
        N_("Every model in the folder of shipped data: its id, its name and what it is, in "
           "the language of --lang."),
    .examples = "  samspel models --lang nn",
    .run = run_models,
};

const sam_command sam_command_scenarios = {
    .name = "scenarios",
    .arguments = "",
    .summary = N_("List the scenarios that can be named by id"),
    .description = N_("Every scenario in the folder of shipped data: its id and its name, in the "
                      "language of --lang."),
    .examples = "  samspel scenarios",
    .run = run_scenarios,
};
