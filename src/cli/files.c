/* Reads files whole, once, into memory. Must not wait on anything but a file or standard input, nor
 * take more than the limit. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"
#include "deal/nearest.h"
#include "deal/scan.h"

enum { CHUNK = 65536, NAMES_MOST = 4096 };

/* False: errno says why. Stops one byte after the limit. */
static bool read_all(int file, sam_text *out) {
    char chunk[CHUNK];
    while (out->length <= SAM_SCAN_FILE_BYTES && !out->broken) {
        size_t want = SAM_SCAN_FILE_BYTES + 1 - out->length;
        ssize_t got = read(file, chunk, want < CHUNK ? want : CHUNK);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        sam_text_add_bytes(out, chunk, (size_t)got);
    }
    return true;
}

static sam_status remember(sam_cli *cli, const struct stat *file) {
    if (!cli->seen)
        cli->seen = sam_arena_array(cli->arena, SAM_CLI_FILES_MOST, sizeof *cli->seen);
    if (!cli->seen)
        return SAM_MEMORY;
    if (cli->seen_count == SAM_CLI_FILES_MOST)
        return sam_cli_fail(cli, SAM_LIMIT, "more than %d files", SAM_CLI_FILES_MOST);
    cli->seen[cli->seen_count++] = (sam_seen){file->st_dev, file->st_ino};
    return SAM_OK;
}

/* "did you mean ...?" when the folder has a file of nearly that name. */
static sam_status fail_open(sam_cli *cli, const char *path, int why) {
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash + 1 - path) : 0;
    const char *folder = slash ? sam_arena_text(cli->arena, path, length) : "./";
    size_t count = 0;
    const char **names = folder && why == ENOENT ? sam_cli_list(cli, folder, "", &count) : NULL;
    sam_nearest nearest = {.word = path + length};
    for (size_t i = 0; names && i < count; i++)
        sam_nearest_offer(&nearest, names[i]);
    if (nearest.best)
        return sam_cli_fail(cli, SAM_IO, "%s cannot be read: %s; did you mean %.*s%s?", path,
                            sam_cli_why(why), (int)length, path, nearest.best);
    return sam_cli_fail(cli, SAM_IO, "%s cannot be read: %s", path, sam_cli_why(why));
}

/* O_NONBLOCK: a pipe without a writer must be refused, not waited for. */
static sam_status open_file(sam_cli *cli, const char *path, int *file) {
    *file = strcmp(path, "-") == 0 ? STDIN_FILENO
                                   : open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (*file < 0)
        return fail_open(cli, path, errno);
    struct stat about;
    if (fstat(*file, &about) != 0)
        return sam_cli_fail(cli, SAM_IO, "%s cannot be read: %s", path, sam_cli_why(errno));
    if (S_ISREG(about.st_mode) && about.st_size > SAM_SCAN_FILE_BYTES)
        return sam_cli_fail(cli, SAM_INPUT, "%s is larger than 16 MiB", path);
    if (*file != STDIN_FILENO && S_ISDIR(about.st_mode))
        return sam_cli_fail(cli, SAM_IO, "%s is a folder; name a file in it", path);
    if (*file != STDIN_FILENO && !S_ISREG(about.st_mode))
        return sam_cli_fail(cli, SAM_IO, "%s is not a regular file; use - to read standard input",
                            path);
    return S_ISREG(about.st_mode) ? remember(cli, &about) : SAM_OK;
}

static sam_status keep_bytes(sam_cli *cli, const char *path, const sam_text *text,
                             sam_source *out) {
    if (text->length > SAM_SCAN_FILE_BYTES)
        return sam_cli_fail(cli, SAM_INPUT, "%s is larger than 16 MiB", path);
    char *bytes = sam_arena_text(cli->arena, text->data ? text->data : "", text->length);
    if (text->broken || !bytes)
        return SAM_MEMORY;
    *out = (sam_source){.name = path, .bytes = bytes, .length = text->length};
    return SAM_OK;
}

sam_status sam_cli_read(sam_cli *cli, const char *path, sam_source *out) {
    *out = (sam_source){0};
    int file = -1;
    sam_status status = open_file(cli, path, &file);
    sam_text text = SAM_TEXT_EMPTY;
    if (status == SAM_OK && !read_all(file, &text))
        status = sam_cli_fail(cli, SAM_IO, "%s cannot be read: %s", path, sam_cli_why(errno));
    if (file > STDERR_FILENO)
        close(file);
    if (status == SAM_OK)
        status = keep_bytes(cli, path, &text, out);
    sam_text_free(&text);
    return status;
}

static bool ends_with(const char *text, const char *suffix) {
    size_t length = strlen(text), end = strlen(suffix);
    return length >= end && strcmp(text + length - end, suffix) == 0;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char **sam_cli_list(sam_cli *cli, const char *folder, const char *suffix, size_t *count) {
    *count = 0;
    DIR *open_folder = opendir(folder);
    const char **names = sam_arena_array(cli->arena, NAMES_MOST, sizeof *names);
    if (!open_folder || !names) {
        if (open_folder)
            closedir(open_folder);
        return NULL;
    }
    const struct dirent *entry;
    while (*count < NAMES_MOST && (entry = readdir(open_folder))) {
        if (entry->d_name[0] == '.' || !ends_with(entry->d_name, suffix))
            continue;
        names[*count] = sam_arena_text(cli->arena, entry->d_name, strlen(entry->d_name));
        *count += names[*count] != NULL;
    }
    closedir(open_folder);
    qsort(names, *count, sizeof *names, compare_names);
    return names;
}
