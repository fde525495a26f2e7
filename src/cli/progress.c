/* What long runs of several commands share. Must not print when --quiet is given. */
#include "cli/progress.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

static atomic_int interrupted;

/* Ctrl-C; what a scheduler or `timeout` sends before it kills; the terminal is gone. */
static const int ENDING[] = {SIGINT, SIGTERM, SIGHUP};
enum { ENDINGS = sizeof ENDING / sizeof *ENDING };

/* The next one ends the program, whichever it is. What was ignored stays so. */
static void interrupt(int signal) {
    (void)signal;
    int kept = errno;
    atomic_store(&interrupted, 1);
    for (int i = 0; i < ENDINGS; i++) {
        struct sigaction now, standard = {.sa_handler = SIG_DFL};
        if (sigaction(ENDING[i], NULL, &now) == 0 && now.sa_handler == interrupt)
            sigaction(ENDING[i], &standard, NULL);
    }
    errno = kept;
}

/* Nohup and its like have SIGHUP ignored, and mean it. Ctrl-C is always heard, also by what a shell
 * has put in the background. */
static bool is_ignored(int signal) {
    struct sigaction now;
    return signal != SIGINT && sigaction(signal, NULL, &now) == 0 && now.sa_handler == SIG_IGN;
}

const atomic_int *sam_watch_interrupt(void) {
    struct sigaction action = {.sa_handler = interrupt};
    for (int i = 0; i < ENDINGS; i++)
        if (!is_ignored(ENDING[i]))
            sigaction(ENDING[i], &action, NULL);
    return &interrupted;
}

void sam_watch_begin(sam_watch *watch, const sam_cli *cli) {
    *watch = (sam_watch){.cli = cli};
    clock_gettime(CLOCK_MONOTONIC, &watch->begun);
}

static double seconds_since(const struct timespec *begun) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - begun->tv_sec) + 1e-9 * (double)(now.tv_nsec - begun->tv_nsec);
}

/* Told after a second, then twice a second on a terminal and every ten seconds elsewhere. */
void sam_watch_progress(void *context, uint64_t done, uint64_t draws) {
    sam_watch *w = context;
    double passed = seconds_since(&w->begun);
    bool terminal = isatty(STDERR_FILENO);
    if (w->cli->quiet || passed < 1 || passed - w->told < (terminal ? 0.5 : 10) || done == 0)
        return;
    w->told = passed;
    double rate = (double)done / passed;
    sam_text line = SAM_TEXT_EMPTY;
    sam_text_format(&line, _("%s%llu of %llu draws, %lld a second, %lld s left%s"),
                    terminal ? "\r" : "", (unsigned long long)done, (unsigned long long)draws,
                    (long long)rate, (long long)((double)(draws - done) / rate + 0.5),
                    terminal ? "\033[K" : "\n");
    if (!line.broken)
        sam_cli_say(line.data, line.length);
    sam_text_free(&line);
}

void sam_watch_end(const sam_watch *watch) {
    if (watch->told > 0 && isatty(STDERR_FILENO))
        sam_cli_say("\r\033[K", 4);
}

sam_status sam_cli_threads(sam_cli *cli, unsigned *out) {
    long threads = sysconf(_SC_NPROCESSORS_ONLN);
    threads = threads < 1 ? 1 : threads > 256 ? 256 : threads;
    sam_status status = sam_cli_whole(cli, "threads", 1, 256, &threads);
    *out = (unsigned)threads;
    return status;
}
