/* From what the user names to a file: the folder of shipped data, ids and paths. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "deal/nearest.h"

#ifndef SAMSPEL_DATA_FROM_BIN
#define SAMSPEL_DATA_FROM_BIN "../share/samspel"
#endif
/* build/<preset>/src/cli is where the program lies in a tree that was built. */
#define SOURCE_FROM_BIN "../../../.."

static bool holds_data(const sam_cli *cli, const char *folder) {
    const char *terms = sam_arena_format(cli->arena, "%s/" SAM_CLI_TERMS, folder);
    return terms && access(terms, R_OK) == 0;
}

const char *sam_cli_beside_program(const sam_cli *cli, const char *relative) {
    char program[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return NULL;
    program[length] = '\0';
    char *slash = strrchr(program, '/');
    if (!slash)
        return NULL;
    *slash = '\0';
    char *joined = sam_arena_format(cli->arena, "%s/%s", program, relative);
    char *real = joined ? realpath(joined, NULL) : NULL;
    const char *kept = real ? sam_arena_text(cli->arena, real, strlen(real)) : NULL;
    free(real);
    return kept;
}

/* A folder that the user named is taken as it is, so that a wrong one is told and not passed over.
 * Nullable: none was found. */
static const char *data_folder(const sam_cli *cli) {
    const char *named = sam_cli_value(cli, "data");
    const char *environment = getenv("SAMSPEL_DATA");
    if (named)
        return named;
    if (environment && *environment)
        return environment;
    const char *places[] = {
        sam_cli_beside_program(cli, SAMSPEL_DATA_FROM_BIN),
        sam_cli_beside_program(cli, SOURCE_FROM_BIN),
#ifdef SAMSPEL_SOURCE_DIR
        SAMSPEL_SOURCE_DIR,
#endif
#ifdef SAMSPEL_DATA_DIR
        SAMSPEL_DATA_DIR,
#endif
        "/usr/share/samspel", /* the Debian package, where there is no /proc to find oneself by */
    };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if (places[i] && holds_data(cli, places[i]))
            return places[i];
    return NULL;
}

const char *sam_cli_data_path(sam_cli *cli, const char *name) {
    const char *folder = data_folder(cli);
    if (!folder) {
        sam_cli_fail(cli, SAM_IO,
                     "the shipped models are not where they were installed; name their folder "
                     "with --data or SAMSPEL_DATA");
        return NULL;
    }
    return sam_arena_format(cli->arena, "%s/%s", folder, name);
}

static bool is_path(const char *argument) {
    size_t length = strlen(argument);
    return strcmp(argument, "-") == 0 || strchr(argument, '/') ||
           (length > 5 && strcmp(argument + length - 5, ".json") == 0);
}

static bool is_id(const char *argument) {
    return *argument && !argument[strspn(argument, "abcdefghijklmnopqrstuvwxyz0123456789_-")];
}

/* There is no such file: names the nearest that is there. */
static sam_status unknown_id(sam_cli *cli, const char *folder, const char *argument) {
    const char *place = sam_cli_data_path(cli, folder);
    size_t count = 0;
    const char **names = place ? sam_cli_list(cli, place, ".json", &count) : NULL;
    sam_nearest nearest = {.word = argument};
    for (size_t i = 0; names && i < count; i++) {
        char *id = sam_arena_text(cli->arena, names[i], strlen(names[i]) - 5);
        if (id)
            sam_nearest_offer(&nearest, id);
    }
    if (nearest.best)
        return sam_cli_fail(cli, SAM_INPUT,
                            "\"%s\" is not among the shipped %s; did you mean \"%s\"?", argument,
                            folder, nearest.best);
    return sam_cli_fail(cli, count > 0 ? SAM_INPUT : SAM_IO,
                        "\"%s\" is not among the shipped %s in %s; for a file of your own write a "
                        "path, such as ./%s.json",
                        argument, folder, place ? place : "DATA", argument);
}

sam_status sam_cli_find(sam_cli *cli, const char *folder, const char *argument, const char **path) {
    *path = argument;
    if (is_path(argument))
        return SAM_OK;
    if (!is_id(argument))
        return sam_cli_usage(cli, "\"%s\" is neither an id nor a path (with / or ending in .json)",
                             argument);
    const char *name = sam_arena_format(cli->arena, "%s/%s.json", folder, argument);
    *path = name ? sam_cli_data_path(cli, name) : NULL;
    if (!*path)
        return SAM_IO;
    return access(*path, F_OK) == 0 ? SAM_OK : unknown_id(cli, folder, argument);
}

sam_status sam_cli_read_data(sam_cli *cli, const char *folder, const char *argument,
                             sam_source *out) {
    const char *path = NULL;
    sam_status status = sam_cli_find(cli, folder, argument, &path);
    if (status == SAM_OK)
        status = sam_cli_read(cli, path, out);
    if (status != SAM_OK || path == argument)
        return status;
    out->name = sam_arena_format(cli->arena, "%s/%s.json", folder, argument);
    return out->name ? SAM_OK : SAM_MEMORY;
}

sam_status sam_cli_read_shipped(sam_cli *cli, const char *name, sam_source *out) {
    const char *path = sam_cli_data_path(cli, name);
    sam_status status = path ? sam_cli_read(cli, path, out) : SAM_IO;
    out->name = name;
    return status;
}
