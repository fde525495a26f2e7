/* How far a batch is. Times are told and never stored: they are not results. */
#include <string.h>
#include <unistd.h>

#include "cli/batch.h"
#include "report/json.h"

enum { BAR = 24 };

void sam_batch_watch_begin(sam_batch_watch *watch, const sam_cli *cli, const char *how) {
    *watch = (sam_batch_watch){.cli = cli};
    watch->form = isatty(STDERR_FILENO) ? SAM_BATCH_BAR : SAM_BATCH_LINES;
    if (how)
        watch->form = strcmp(how, "json") == 0  ? SAM_BATCH_JSON
                      : strcmp(how, "bar") == 0 ? SAM_BATCH_BAR
                                                : SAM_BATCH_LINES;
    clock_gettime(CLOCK_MONOTONIC, &watch->begun);
}

static double seconds_since(const struct timespec *begun) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - begun->tv_sec) + 1e-9 * (double)(now.tv_nsec - begun->tv_nsec);
}

/* Seconds between two tellings. */
static double pause_of(sam_batch_form form) {
    if (form == SAM_BATCH_LINES)
        return 60;
    return form == SAM_BATCH_BAR ? 0.2 : 1;
}

typedef struct pace {
    unsigned long long done, total, failed;
    long long rate, left; /* items a second; seconds, -1 unknown */
} pace;

static pace pace_of(const sam_batch_state *state, double seconds) {
    double rate = seconds > 0 ? (double)(state->done - state->before) / seconds : 0;
    double left = rate > 0 ? (double)(state->total - state->done) / rate : -1;
    return (pace){state->done, state->total, state->failed, (long long)(rate + 0.5),
                  left < 0 ? -1 : (long long)(left + 0.5)};
}

static void add_words(sam_text *line, pace p) {
    sam_text left = SAM_TEXT_EMPTY;
    if (p.left >= 3600)
        sam_text_format(&left, _("%lld h %02lld min"), p.left / 3600, p.left / 60 % 60);
    else if (p.left >= 60)
        sam_text_format(&left, _("%lld min %02lld s"), p.left / 60, p.left % 60);
    else if (p.left >= 0)
        sam_text_format(&left, _("%lld s"), p.left);
    if (left.length)
        sam_text_format(line, _("%llu of %llu items, %llu failed, %lld a second, %s left"), p.done,
                        p.total, p.failed, p.rate, left.data);
    else
        sam_text_format(line, _("%llu of %llu items, %llu failed, %lld a second"), p.done, p.total,
                        p.failed, p.rate);
    line->broken = line->broken || left.broken;
    sam_text_free(&left);
}

static void add_bar(sam_text *line, pace p) {
    size_t full = p.total ? (size_t)(p.done * BAR / p.total) : BAR;
    sam_text_add(line, "\r[");
    for (size_t i = 0; i < BAR; i++)
        sam_text_add_char(line, i < full ? '#' : '.');
    sam_text_add(line, "] ");
    add_words(line, p);
    sam_text_add(line, "\033[K");
}

/* One object on one line, for programs. */
static void add_json(sam_text *line, pace p, double seconds) {
    sam_text_format(line,
                    "{\"done\": %llu, \"total\": %llu, \"failed\": %llu, \"items_a_second\": %lld,"
                    " \"seconds_left\": ",
                    p.done, p.total, p.failed, p.rate);
    if (p.left < 0)
        sam_text_add(line, "null");
    else
        sam_text_format(line, "%lld", p.left);
    sam_text_format(line, ", \"milliseconds\": %lld}\n", (long long)(seconds * 1000));
}

void sam_batch_watch_tell(void *context, const sam_batch_state *state) {
    sam_batch_watch *watch = context;
    double seconds = seconds_since(&watch->begun);
    bool last = state->done == state->total && watch->form == SAM_BATCH_JSON;
    bool quiet = watch->cli->quiet && watch->form != SAM_BATCH_JSON;
    if (quiet || (!last && seconds - watch->last < pause_of(watch->form)))
        return;
    watch->last = seconds;
    sam_text line = SAM_TEXT_EMPTY;
    pace p = pace_of(state, seconds);
    if (watch->form == SAM_BATCH_JSON) {
        add_json(&line, p, seconds);
    } else if (watch->form == SAM_BATCH_BAR) {
        add_bar(&line, p);
        watch->told = true;
    } else {
        add_words(&line, p);
        sam_text_add_char(&line, '\n');
    }
    if (!line.broken)
        sam_cli_say(line.data, line.length);
    sam_text_free(&line);
}

void sam_batch_watch_end(const sam_batch_watch *watch) {
    if (watch->told)
        sam_cli_say("\r\033[K", 4);
}
