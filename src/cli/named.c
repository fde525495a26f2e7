/* Files that other files name: a region's scenarios and models, a design's base. Must not let a
 * file that was sent by somebody read what its receiver did not offer. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "deal/scan.h"

/* Links and dots resolved. Of what does not exist, its folder. Nullable; the caller frees. */
static char *resolve(const sam_cli *cli, const char *path) {
    char *real = realpath(path, NULL);
    if (real)
        return real;
    const char *slash = strrchr(path, '/');
    const char *folder =
        slash ? sam_arena_text(cli->arena, path, (size_t)(slash - path) + 1) : "./";
    return folder ? realpath(folder, NULL) : NULL;
}

/* folder: resolved here; NULL or one that does not exist holds nothing. */
static bool holds(const char *folder, const char *real) {
    char *top = folder ? realpath(folder, NULL) : NULL;
    size_t length = top ? strlen(top) : 0;
    bool inside = top && strncmp(real, top, length) == 0 &&
                  (real[length] == '/' || !real[length] || strcmp(top, "/") == 0);
    free(top);
    return inside;
}

static const char *folder_of(const sam_cli *cli, const char *file) {
    const char *slash = strrchr(file, '/');
    return slash ? sam_arena_text(cli->arena, file, (size_t)(slash - file) + 1) : "./";
}

static bool may_read(sam_cli *cli, const char *by, const char *path) {
    if (strcmp(path, "-") == 0)
        return false;
    char *real = resolve(cli, path);
    if (!real) /* there is nothing to read; the attempt says so */
        return true;
    bool inside = holds("./", real) || holds(folder_of(cli, by), real) ||
                  holds(sam_cli_data_path(cli, ""), real);
    free(real);
    return inside;
}

static sam_status refuse(sam_cli *cli, sam_source by, const char *pointer, const char *name) {
    sam_diag diag = {
        .severity = SAM_ERROR,
        .code = "PATH_OUTSIDE",
        .file = by.name,
        .pointer = pointer,
        .message = SAY(cli, "a file may not name one outside the given folders"),
        .value = name,
        .bound = SAY(cli, "its own folder, the one samspel is run in, that of the models"),
        .hint = SAY(cli, "move the file into one of them, or name a shipped one by its id"),
        .origin = SAM_DIAG_HERE};
    if (pointer)
        (void)sam_scan_locate(by.bytes, by.length, pointer, false, &diag.line, &diag.column);
    sam_diags_add(cli->diags, &diag);
    return SAM_INPUT;
}

sam_status sam_cli_read_named(sam_cli *cli, sam_source by, const char *pointer, const char *folder,
                              const char *name, sam_source *out) {
    *out = (sam_source){0};
    const char *path = NULL;
    sam_status status = sam_cli_find(cli, folder, name, &path);
    if (status != SAM_OK)
        return status == SAM_USAGE ? SAM_INPUT : status; /* of the file, and not of the command */
    if (path == name && !may_read(cli, by.name, path))
        return refuse(cli, by, pointer, name);
    return sam_cli_read_data(cli, folder, name, out);
}
