/* Where the result goes. Must not leave half a result under the final name, replace a file unasked,
 * or believe a write that was not confirmed. */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/cli.h"

enum { TEMPORARY_TRIES = 100 };

static bool write_all(int descriptor, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

static sam_status tell_stdout(const sam_cli *cli) {
    return sam_cli_fail(cli, SAM_IO, "the result could not be written to standard output: %s",
                        sam_cli_why(errno));
}

static sam_status deliver_stdout(const sam_cli *cli) {
    /* Closing is the last chance of a network file system to say that it kept nothing. */
    if (write_all(STDOUT_FILENO, cli->out.data, cli->out.length) && close(STDOUT_FILENO) == 0)
        return SAM_OK;
    return tell_stdout(cli);
}

static bool was_read(const sam_cli *cli, const struct stat *file) {
    for (size_t i = 0; i < cli->seen_count; i++)
        if (cli->seen[i].device == file->st_dev && cli->seen[i].inode == file->st_ino)
            return true;
    return false;
}

/* "-" is no file but standard output. */
static bool is_standard(const char *path) {
    return strcmp(path, "-") == 0;
}

sam_status sam_cli_check_target(const sam_cli *cli, const char *path) {
    struct stat file;
    if (is_standard(path) || (stat(path, &file) != 0 && errno == ENOENT))
        return SAM_OK;
    if (stat(path, &file) != 0)
        return sam_cli_fail(cli, SAM_IO, "%s cannot be written: %s", path, sam_cli_why(errno));
    if (!S_ISREG(file.st_mode))
        return sam_cli_fail(cli, SAM_IO, "%s is not a regular file, so it is not replaced", path);
    if (was_read(cli, &file))
        return sam_cli_fail(cli, SAM_IO, "%s is read by this command, so it is not replaced", path);
    if (!cli->force)
        return sam_cli_fail(cli, SAM_IO, "%s exists; name another file, or add --force", path);
    return SAM_OK;
}

/* Opens a file that did not exist, next to path; its name goes to *name. Negative: errno says why.
 */
static int open_temporary(sam_cli *cli, const char *path, const char **name) {
    const char *slash = strrchr(path, '/');
    int folder = slash ? (int)(slash + 1 - path) : 0;
    for (int i = 0; i < TEMPORARY_TRIES; i++) {
        *name = sam_arena_format(cli->arena, "%.*s.%s.%ld-%d.part", folder, path, path + folder,
                                 (long)getpid(), i);
        if (!*name) {
            errno = ENOMEM;
            return -1;
        }
        int file = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (file >= 0 || errno != EEXIST)
            return file;
    }
    return -1;
}

/* The new name must be on the disk too. A folder that cannot be opened or synchronised (some file
 * systems cannot) has the file all the same. */
static void sync_folder(sam_cli *cli, const char *path) {
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash + 1 - path) : 0;
    const char *folder = slash ? sam_arena_text(cli->arena, path, length) : ".";
    int descriptor = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (descriptor < 0)
        return;
    (void)fsync(descriptor);
    close(descriptor);
}

/* Without --force a link, because it fails when the name was taken meanwhile; where the file system
 * has no links, the check a moment ago must do. */
static bool give_name(const sam_cli *cli, const char *temporary, const char *path) {
    if (cli->force)
        return rename(temporary, path) == 0;
    if (link(temporary, path) == 0) {
        unlink(temporary);
        return true;
    }
    return errno != EEXIST && rename(temporary, path) == 0;
}

static sam_status tell_target(const sam_cli *cli, const sam_part *part, int why) {
    return sam_cli_fail(cli, SAM_IO, "%s could not be written: %s", part->target, sam_cli_why(why));
}

/* Removes what has no name yet. */
static void drop_part(sam_part *part) {
    assert(part->temporary);
    close(part->file);
    unlink(part->temporary);
    *part = (sam_part){0};
}

static sam_status open_part(sam_cli *cli, const char *target, sam_part *part) {
    sam_status status = sam_cli_check_target(cli, target);
    if (status != SAM_OK)
        return status;
    sam_part opened = {.target = target, .path = target};
    char *real = realpath(target, NULL); /* a link is followed, not replaced */
    if (real)
        opened.path = sam_arena_text(cli->arena, real, strlen(real));
    free(real);
    opened.file = opened.path ? open_temporary(cli, opened.path, &opened.temporary) : -1;
    if (opened.file < 0)
        return sam_cli_fail(cli, SAM_IO, "%s cannot be written: %s", target, sam_cli_why(errno));
    *part = opened;
    return SAM_OK;
}

static sam_status add_to_part(const sam_cli *cli, sam_part *part, const sam_text *text) {
    if (write_all(part->file, text->data, text->length))
        return SAM_OK;
    int why = errno;
    sam_status status = tell_target(cli, part, why);
    drop_part(part);
    return status;
}

/* What is whole gets its name. */
static sam_status name_part(sam_cli *cli, sam_part *part) {
    assert(part->temporary && part->path);
    bool written = fsync(part->file) == 0;
    int why = errno;
    bool closed = close(part->file) == 0;
    if (written && !closed)
        why = errno;
    bool named = written && closed && give_name(cli, part->temporary, part->path);
    if (written && closed && !named)
        why = errno;
    sam_status status = SAM_OK;
    if (named) {
        sync_folder(cli, part->path);
    } else {
        unlink(part->temporary);
        status = tell_target(cli, part, why);
    }
    *part = (sam_part){0};
    return status;
}

sam_status sam_cli_write(sam_cli *cli, const char *target, const sam_text *text) {
    if (is_standard(target)) /* as it is: what is in cli->out is fitted to the terminal */
        return write_all(STDOUT_FILENO, text->data, text->length) ? SAM_OK : tell_stdout(cli);
    sam_part part = {0};
    sam_status status = open_part(cli, target, &part);
    if (status == SAM_OK)
        status = add_to_part(cli, &part, text);
    return status == SAM_OK ? name_part(cli, &part) : status;
}

/* ---- a result that is written as it comes ---- */

bool sam_cli_to_file(const sam_cli *cli) {
    return cli->out_path && !is_standard(cli->out_path);
}

void sam_cli_abandon(sam_cli *cli) {
    if (cli->part.temporary)
        drop_part(&cli->part);
    cli->out.length = 0;
}

sam_status sam_cli_send(sam_cli *cli) {
    if (cli->out.broken) {
        sam_cli_abandon(cli);
        return SAM_MEMORY;
    }
    sam_status status = SAM_OK;
    if (!sam_cli_to_file(cli)) {
        if (!write_all(STDOUT_FILENO, cli->out.data, cli->out.length))
            status = tell_stdout(cli);
    } else {
        if (!cli->part.temporary)
            status = open_part(cli, cli->out_path, &cli->part);
        if (status == SAM_OK)
            status = add_to_part(cli, &cli->part, &cli->out);
    }
    cli->out.length = 0;
    return status;
}

sam_status sam_cli_deliver(sam_cli *cli) {
    if (!sam_cli_to_file(cli))
        return deliver_stdout(cli);
    if (!cli->part.temporary)
        return sam_cli_write(cli, cli->out_path, &cli->out);
    sam_status status = add_to_part(cli, &cli->part, &cli->out);
    return status == SAM_OK ? name_part(cli, &cli->part) : status;
}
