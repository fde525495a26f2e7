/* A window on a file that moves from line to line. Must not hold more than one line and a block. */
#include "batch/lines.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "deal/scan.h"

enum { BLOCK = 256 * 1024 };

struct sam_lines {
    int file;
    bool at_end;
    char *window;
    size_t begin, end, size; /* what is unread in the window, and its size */
    uint64_t number;
};

sam_status sam_lines_open(sam_lines **out, const char *path) {
    *out = NULL;
    sam_lines *lines = sam_alloc(sizeof *lines);
    if (!lines)
        return SAM_MEMORY;
    *lines = (sam_lines){.file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY),
                         .window = sam_alloc(BLOCK),
                         .size = BLOCK};
    struct stat about = {0};
    int why = lines->file < 0 || fstat(lines->file, &about) != 0 ? errno : 0;
    if (!why && !S_ISREG(about.st_mode))
        why = EINVAL;
    if (!why && lines->window) {
        *out = lines;
        return SAM_OK;
    }
    sam_lines_close(lines);
    errno = why;
    return why ? SAM_IO : SAM_MEMORY;
}

void sam_lines_close(sam_lines *lines) {
    if (!lines)
        return;
    if (lines->file >= 0)
        close(lines->file);
    sam_free(lines->window);
    sam_free(lines);
}

/* Moves what is unread to the front and reads more behind it. */
static sam_status fill(sam_lines *lines) {
    size_t unread = lines->end - lines->begin;
    memmove(lines->window, lines->window + lines->begin, unread);
    lines->begin = 0;
    lines->end = unread;
    if (lines->size - unread < BLOCK / 2) {
        char *wider = sam_realloc(lines->window, 2 * lines->size);
        if (!wider)
            return SAM_MEMORY;
        lines->window = wider;
        lines->size *= 2;
    }
    ssize_t got;
    while ((got = read(lines->file, lines->window + unread, lines->size - unread)) < 0)
        if (errno != EINTR)
            return SAM_IO;
    lines->end += (size_t)got;
    lines->at_end = got == 0;
    return SAM_OK;
}

/* Passes over the rest of a line that nobody will read: its length is no matter. */
static sam_status skip(sam_lines *lines) {
    sam_status status = SAM_OK;
    for (;;) {
        const char *begin = lines->window + lines->begin;
        size_t unread = lines->end - lines->begin;
        const char *newline = unread ? memchr(begin, '\n', unread) : NULL;
        lines->begin += newline ? (size_t)(newline - begin) + 1 : unread;
        if (newline || lines->at_end || status != SAM_OK)
            return status;
        status = fill(lines);
    }
}

static bool is_blank(const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r')
            return false;
    return true;
}

/* The next line, blank or not. */
static sam_status next(sam_lines *lines, sam_line *out) {
    size_t looked = 0;
    for (;;) {
        char *begin = lines->window + lines->begin;
        size_t unread = lines->end - lines->begin;
        const char *newline =
            unread > looked ? memchr(begin + looked, '\n', unread - looked) : NULL;
        if (newline || (lines->at_end && unread > 0)) {
            size_t length = newline ? (size_t)(newline - begin) : unread;
            *out = (sam_line){.bytes = begin, .length = length, .number = ++lines->number};
            /* However much of it was in the window at once. */
            if (length > SAM_SCAN_FILE_BYTES)
                *out = (sam_line){.bytes = "", .number = lines->number, .too_long = true};
            lines->begin += length + (newline != NULL);
            return SAM_OK;
        }
        *out = (sam_line){0};
        if (lines->at_end)
            return SAM_OK;
        if (unread > SAM_SCAN_FILE_BYTES) {
            *out = (sam_line){.bytes = "", .number = ++lines->number, .too_long = true};
            return skip(lines);
        }
        looked = unread;
        sam_status status = fill(lines);
        if (status != SAM_OK)
            return status;
    }
}

sam_status sam_lines_next(sam_lines *lines, sam_line *out) {
    sam_status status;
    do
        status = next(lines, out);
    while (status == SAM_OK && out->bytes && !out->too_long && is_blank(out->bytes, out->length));
    return status;
}
