/* How a workbook's file is written in a child, read back, and comes to its name. Knows nothing of
 * what is in it. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/workbook_child.h"

/* In the child. */
static void write_file(sam_book *book, const char *path) {
    lxw_workbook_options options = {.constant_memory = book->rows_only};
    book->file = workbook_new_opt(path, &options);
    /* The format of cells that have none is made here, and its loss is not told. */
    if (!book->file || book->file->used_xf_formats->unique_count == 0) {
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
        return;
    }
    /* The same study gives the same bytes: the file says no time of writing. */
    lxw_doc_properties properties = {.created = 1577836800};
    workbook_set_properties(book->file, &properties);
    sam_book_formats(book);
    book->add_sheets(book);
    if (book->status != SAM_OK) {
        lxw_workbook_free(book->file);
        return;
    }
    lxw_error error = workbook_close(book->file);
    if (error && error != LXW_ERROR_MEMORY_MALLOC_FAILED)
        sam_book_fail(book, SAM_IO,
                      error <= LXW_ERROR_ZIP_CLOSE
                          ? N_("the file could not be written whole: is there room on the disk?")
                          : lxw_strerror(error),
                      NULL);
    sam_book_check(book, error, NULL);
}

/* A file of its own beside the target, so that the last step is a rename within one folder. */
static const char *temporary(sam_book *book, const char *path) {
    for (unsigned n = 0; n < 100; n++) {
        const char *name = sam_arena_format(book->arena, "%s.%u.part", path, n);
        int file = name ? open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666) : -1;
        if (file >= 0 && close(file) == 0)
            return name;
    }
    sam_book_fail(book, SAM_IO, N_("no file can be written in that folder"), path);
    return NULL;
}

/* The whole file; NULL: it cannot be read. */
static unsigned char *read_back(const char *path, size_t *length) {
    struct stat state;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool known = file >= 0 && fstat(file, &state) == 0 && state.st_size > 0;
    *length = known ? (size_t)state.st_size : 0;
    unsigned char *bytes = known ? sam_alloc(*length) : NULL;
    size_t done = 0;
    while (bytes && done < *length) {
        ssize_t got = read(file, bytes + done, *length - done);
        if (got <= 0)
            break;
        done += (size_t)got;
    }
    if (bytes && done < *length) {
        sam_free(bytes);
        bytes = NULL;
    }
    if (file >= 0)
        close(file);
    return bytes;
}

/* Everything that was written is in the file, and the file is on the disk. */
static void hold_against(sam_book *book, const char *part, const sam_book_count *written) {
    size_t length = 0;
    sam_book_count found;
    unsigned char *bytes = read_back(part, &length);
    bool whole = bytes && sam_book_verify(&found, bytes, length) &&
                 found.sheets == written->sheets && found.cells == written->cells &&
                 found.names >= written->names && found.charts == written->charts &&
                 found.labels == written->labels;
    sam_free(bytes);
    if (!whole)
        sam_book_fail(book, SAM_IO, N_("the workbook was not written whole"), NULL);
    int file = whole ? open(part, O_RDONLY | O_CLOEXEC) : -1;
    if (whole && (file < 0 || fsync(file) != 0))
        sam_book_fail(book, SAM_IO, N_("the workbook could not be put on the disk"), NULL);
    if (file >= 0)
        close(file);
}

void sam_book_begin(sam_book *book, const char *path) {
    book->path = path;
    book->part = temporary(book, path);
    if (book->part)
        sam_book_child_start(book, write_file, book->part);
}

void sam_book_end(sam_book *book) {
    sam_book_count written = {0};
    if (!book->part)
        return;
    sam_book_child_end(book, book->part, &written);
    if (book->status == SAM_OK)
        hold_against(book, book->part, &written);
    if (book->status == SAM_OK && rename(book->part, book->path) != 0)
        sam_book_fail(book, SAM_IO, N_("the finished file could not be given its name"),
                      book->path);
    if (book->status != SAM_OK && book->part)
        unlink(book->part);
}

void sam_book_write(sam_book *book, const char *path) {
    sam_book_begin(book, path);
    sam_book_end(book);
}

sam_status sam_book_told(const sam_book *book, const char *path, sam_diags *diags) {
    if (book->status != SAM_OK && diags)
        sam_diags_add(diags, &(sam_diag){.severity = SAM_ERROR,
                                         .code = "WORKBOOK",
                                         .file = path,
                                         .message = sam_tr(book->fault),
                                         .value = book->where,
                                         .origin = SAM_DIAG_HERE});
    return book->status;
}
