/* libxlsxwriter does not outlive an allocation that fails, and prints when a disk is full. So it
 * works in a child, whose death is told as a fault, and whose words go nowhere. The child shares
 * nothing but the file that it writes, a pipe that says how it went, and, where something is to
 * follow that is not known yet, a file without a name for that and a pipe that says when it is
 * there. */
#include "report/workbook_child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TEXT_MOST = 1000 };

/* What the child says, once, at its end. When it is a fault, the child has taken its file away. */
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

static bool say(int file, const void *bytes, size_t size) {
    const char *at = bytes;
    for (size_t left = size; left;) {
        ssize_t written = write(file, at, left);
        if (written < 0 && errno != EINTR)
            return false;
        at += written > 0 ? written : 0;
        left -= written > 0 ? (size_t)written : 0;
    }
    return true;
}

static bool hear(int file, void *bytes, size_t size) {
    char *at = bytes;
    for (size_t left = size; left;) {
        ssize_t got = read(file, at, left);
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
    signal(SIGPIPE, SIG_IGN); /* the parent may be gone: that is seen by what cannot be said */
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
    if (v.status != SAM_OK)
        unlink(path);
    bool heard = say(pipe, &v, sizeof v);
    if (!heard && v.status == SAM_OK) /* nobody is left to give the file its name */
        unlink(path);
    _exit(heard ? 0 : 1);
}

static const char *kept(sam_book *book, const char *text) {
    return *text ? sam_arena_text(book->arena, text, strlen(text)) : NULL;
}

static void take_over(sam_book *book, const verdict *v, sam_book_count *written) {
    *written = v->written;
    if (v->status == SAM_OK)
        return;
    const char *fault = kept(book, v->fault);
    book->part = NULL;
    sam_book_fail(book, v->status, fault ? fault : N_("out of memory"), NULL);
    book->where = kept(book, v->where);
}

static void tell_no_process(sam_book *book, const char *path) {
    sam_book_fail(book, SAM_IO, N_("the workbook's own process could not be started"), path);
}

/* ---- what follows later ---- */

static void shut(int *file) {
    if (*file >= 0)
        close(*file);
    *file = -1;
}

/* A file that is gone with the last process that has it open, and a pipe. */
static bool open_rest(sam_book *book, const char *path) {
    sam_book_child *c = &book->child;
    const char *name = sam_arena_format(book->arena, "%s.rest", path);
    int ends[2];
    if (!name || pipe(ends) != 0)
        return false;
    c->ready = ends[0];
    c->go = ends[1];
    c->rest = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    return c->rest >= 0 && unlink(name) == 0;
}

void sam_book_child_give(sam_book *book, const void *bytes, size_t length) {
    sam_book_child *c = &book->child;
    if (c->rest < 0)
        return;
    bool whole = say(c->rest, bytes, length) && say(c->go, "", 1);
    shut(&c->rest);
    shut(&c->go);
    if (!whole)
        sam_book_fail(book, SAM_IO,
                      N_("the file could not be written whole: is there room on the disk?"), NULL);
}

char *sam_book_child_take(sam_book *book, size_t *length) {
    sam_book_child *c = &book->child;
    struct stat state;
    char word;
    shut(&c->go); /* only the parent can say that it is there; when it dies, nobody can */
    if (c->rest < 0 || !hear(c->ready, &word, 1) || fstat(c->rest, &state) != 0 ||
        lseek(c->rest, 0, SEEK_SET) != 0) {
        sam_book_fail(book, SAM_IO, N_("what was to be pasted in the workbook never came"), NULL);
        return NULL;
    }
    *length = (size_t)state.st_size;
    char *bytes = sam_arena_alloc(book->arena, *length + 1);
    if (!bytes || !hear(c->rest, bytes, *length))
        sam_book_fail(book, bytes ? SAM_IO : SAM_MEMORY,
                      bytes ? N_("what was to be pasted in the workbook never came")
                            : N_("out of memory"),
                      NULL);
    return book->status == SAM_OK ? bytes : NULL;
}

/* ---- the process ---- */

void sam_book_child_start(sam_book *book, void (*write)(sam_book *, const char *),
                          const char *path) {
    int ends[2];
    book->child = (sam_book_child){.pipe = -1, .process = -1, .rest = -1, .ready = -1, .go = -1};
    if (book->rest_follows && !open_rest(book, path)) {
        sam_book_fail(book, SAM_IO, N_("no file can be written in that folder"), path);
        return;
    }
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
    book->child.pipe = ends[0];
    book->child.process = process;
    if (process < 0)
        tell_no_process(book, path);
}

/* Why a child that said nothing of itself is no more. The writer of workbooks falls over an
 * allocation that failed, and a system without memory kills. */
static void tell_death(sam_book *book, int state, const char *path) {
    int by = WIFSIGNALED(state) ? WTERMSIG(state) : 0;
    bool memory = by == SIGSEGV || by == SIGABRT || by == SIGBUS || by == SIGKILL;
    const char *text =
        !by ? sam_arena_format(book->arena,
                               _("the process that wrote the workbook ended with code %d"),
                               WEXITSTATUS(state))
        : memory
            ? sam_arena_format(book->arena,
                               _("the process that wrote the workbook was ended by signal %d, as "
                                 "happens when memory runs out"),
                               by)
            : sam_arena_format(book->arena,
                               _("the process that wrote the workbook was ended by signal %d"), by);
    sam_book_fail(book, memory || !text ? SAM_MEMORY : SAM_IO, text ? text : N_("out of memory"),
                  path);
}

void sam_book_child_end(sam_book *book, const char *path, sam_book_count *written) {
    verdict v = {0};
    int state = 0;
    sam_book_child *c = &book->child;
    pid_t process = (pid_t)c->process;
    shut(&c->rest);
    shut(&c->go);
    bool told = process > 0 && hear(c->pipe, &v, sizeof v);
    shut(&c->pipe);
    shut(&c->ready);
    while (process > 0 && waitpid(process, &state, 0) < 0 && errno == EINTR)
        ;
    if (told)
        take_over(book, &v, written);
    else if (process > 0)
        tell_death(book, state, path);
}
