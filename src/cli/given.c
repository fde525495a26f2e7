/* The options that were given, by name, and the values of those every command takes. */
#define _DEFAULT_SOURCE /* struct winsize */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/number.h"
#include "cli/cli.h"

enum { WIDTH_LEAST = 40, WIDTH_MOST = 500, WIDTH_DEFAULT = 80, RATE_LENGTH = 64 };

const char *sam_cli_value(const sam_cli *cli, const char *name) {
    const char *value = NULL;
    for (size_t i = 0; i < cli->given_count; i++)
        if (strcmp(cli->given[i].option->name, name) == 0)
            value = cli->given[i].value;
    return value;
}

const char *sam_cli_value_at(const sam_cli *cli, const char *name, size_t index) {
    for (size_t i = 0; i < cli->given_count; i++)
        if (strcmp(cli->given[i].option->name, name) == 0 && index-- == 0)
            return cli->given[i].value;
    return NULL;
}

bool sam_cli_has(const sam_cli *cli, const char *name) {
    for (size_t i = 0; i < cli->given_count; i++)
        if (strcmp(cli->given[i].option->name, name) == 0)
            return true;
    return false;
}

/* "5%" is read as 5e-2, which is exact where dividing by 100 might not be. */
static bool read_percent(const char *text, size_t length, double *out) {
    char digits[RATE_LENGTH + 4];
    if (length > RATE_LENGTH || memchr(text, 'e', length) || memchr(text, 'E', length))
        return false;
    while (length > 0 && text[length - 1] == ' ')
        length--;
    memcpy(digits, text, length);
    memcpy(digits + length, "e-2", 3);
    return sam_number_parse_loose(digits, length + 3, out);
}

sam_status sam_cli_rate(sam_cli *cli, const char *name, double *out) {
    const char *text = sam_cli_value(cli, name);
    if (!text)
        return SAM_OK;
    size_t length = strlen(text);
    bool percent = length > 0 && text[length - 1] == '%';
    double value = 0;
    bool read = percent ? read_percent(text, length - 1, &value)
                        : sam_number_parse_loose(text, length, &value);
    if (!read)
        return sam_cli_usage(cli, "--%s must be a rate such as 0.05 or 5%%, not \"%s\"", name,
                             text);
    if (!percent && (value >= 1 || value <= -1))
        return sam_cli_usage(cli,
                             "--%s %s is a fraction, and as such too large; write 0.05 or 5%% for "
                             "five percent",
                             name, text);
    if (value <= -1)
        return sam_cli_usage(cli, "--%s %s loses more than everything", name, text);
    *out = value;
    return SAM_OK;
}

sam_status sam_cli_whole(sam_cli *cli, const char *name, long least, long most, long *out) {
    const char *text = sam_cli_value(cli, name);
    if (!text)
        return SAM_OK;
    size_t digits = strspn(text, "0123456789");
    long value = digits > 0 && digits < 18 && !text[digits] ? strtol(text, NULL, 10) : LONG_MIN;
    if (value < least || value > most)
        return sam_cli_usage(cli, "--%s must be a whole number from %ld to %ld, not \"%s\"", name,
                             least, most, text);
    *out = value;
    return SAM_OK;
}

static bool wants_colour(int descriptor) {
    const char *no = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    if (no && *no)
        return false;
    return isatty(descriptor) && terminal && strcmp(terminal, "dumb") != 0;
}

static size_t terminal_width(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return WIDTH_DEFAULT;
    bool usable = size.ws_col >= WIDTH_LEAST && size.ws_col <= WIDTH_MOST;
    return usable ? size.ws_col : WIDTH_DEFAULT;
}

sam_status sam_cli_parse_global(sam_cli *cli) {
    const char *format = sam_cli_value(cli, "format");
    const char *out = sam_cli_value(cli, "out");
    cli->format = SAM_FORMAT_TEXT;
    if (format && strcmp(format, "text") != 0)
        cli->format = strcmp(format, "json") == 0 ? SAM_FORMAT_JSON : SAM_FORMAT_CSV;
    cli->quiet = sam_cli_has(cli, "quiet");
    cli->force = sam_cli_has(cli, "force");
    cli->out_path = out && strcmp(out, "-") != 0 ? out : NULL;
    cli->colour = !cli->out_path && wants_colour(STDOUT_FILENO);
    cli->error_colour = wants_colour(STDERR_FILENO);
    long width = (long)(cli->out_path ? WIDTH_DEFAULT : terminal_width());
    sam_status status = sam_cli_whole(cli, "width", WIDTH_LEAST, WIDTH_MOST, &width);
    cli->width = (size_t)width;
    if (status == SAM_OK && cli->out_path)
        status = sam_cli_check_target(cli, cli->out_path);
    return status;
}
