/* libxlsxwriter does not outlive an allocation that fails, and prints when a disk is full. So it
 * works in a child, whose death is told as a fault, and whose words go nowhere. The child shares
 * nothing but the file that it writes and a pipe that says how it went. */
#include "report/workbook_child.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TEXT_MOST = 1000 };

/* What the child says, once, at its end. */
typedef struct verdict {
    sam_status status;
    sam_book_count written;
    char fault[TEXT_MOST], where[TEXT_MOST];
} verdict;

static void put(char *out, const char *text) {
    size_t length = text ? strlen(text) : 0;
    length = length < TEXT_MOST ? length : TEXT_MOST - 1;
    if (length)
        memcpy(out, text, length);
}

static bool say(int pipe, const verdict *v) {
    const char *at = (const char *)v;
    for (size_t left = sizeof *v; left;) {
        ssize_t written = write(pipe, at, left);
        if (written < 0 && errno != EINTR)
            return false;
        at += written > 0 ? written : 0;
        left -= written > 0 ? (size_t)written : 0;
    }
    return true;
}

static bool hear(int pipe, verdict *v) {
    char *at = (char *)v;
    for (size_t left = sizeof *v; left;) {
        ssize_t got = read(pipe, at, left);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        at += got > 0 ? got : 0;
        left -= got > 0 ? (size_t)got : 0;
    }
    return true;
}

static _Noreturn void child(sam_book *book, void (*write)(sam_book *, const char *),
                            const char *path, int pipe) {
    verdict v = {0};
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0) {
        dup2(nowhere, STDOUT_FILENO);
        dup2(nowhere, STDERR_FILENO);
    }
    write(book, path);
    v.status = book->status;
    v.written = book->written;
    put(v.fault, book->fault);
    put(v.where, book->where);
    _exit(say(pipe, &v) ? 0 : 1);
}

static const char *kept(sam_book *book, const char *text) {
    return *text ? sam_arena_text(book->arena, text, strlen(text)) : NULL;
}

static void take_over(sam_book *book, const verdict *v, sam_book_count *written) {
    *written = v->written;
    if (v->status == SAM_OK)
        return;
    const char *fault = kept(book, v->fault);
    sam_book_fail(book, v->status, fault ? fault : N_("out of memory"), NULL);
    book->where = kept(book, v->where);
}

static void tell_no_process(sam_book *book, const char *path) {
    sam_book_fail(book, SAM_IO, N_("the workbook's own process could not be started"), path);
}

void sam_book_child_start(sam_book *book, void (*write)(sam_book *, const char *),
                          const char *path) {
    int ends[2];
    book->child = (sam_book_child){.pipe = -1, .process = -1};
    if (pipe(ends) != 0) {
        tell_no_process(book, path);
        return;
    }
    pid_t process = fork();
    if (process == 0) {
        close(ends[0]);
        child(book, write, path, ends[1]);
    }
    close(ends[1]);
    book->child = (sam_book_child){.pipe = ends[0], .process = process};
    if (process < 0)
        tell_no_process(book, path);
}

void sam_book_child_end(sam_book *book, const char *path, sam_book_count *written) {
    verdict v = {0};
    int state = 0;
    pid_t process = (pid_t)book->child.process;
    bool told = process > 0 && hear(book->child.pipe, &v);
    if (book->child.pipe >= 0)
        close(book->child.pipe);
    while (process > 0 && waitpid(process, &state, 0) < 0 && errno == EINTR)
        ;
    if (told)
        take_over(book, &v, written);
    else if (process > 0)
        sam_book_fail(book, SAM_MEMORY, N_("memory ran out while the workbook was written"), path);
}
