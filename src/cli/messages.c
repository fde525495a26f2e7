/* Messages to standard error. Everything in them may come from a file or the command line, so all
 * of it is made safe for a terminal. Must not end the program. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/cli.h"

enum { MESSAGE_SIZE = 2048 };

void sam_cli_say(const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(STDERR_FILENO, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return;
        bytes += written;
        length -= (size_t)written;
    }
}

/* A message longer than the buffer is cut: it is for people, and must work without memory. */
__attribute__((format(printf, 3, 0))) static void say_line(const sam_cli *cli, const char *kind,
                                                           const char *format, va_list arguments) {
    char message[MESSAGE_SIZE];
    sam_text line = SAM_TEXT_EMPTY;
    vsnprintf(message, sizeof message, sam_tr(format), arguments);
    sam_bold(&line, "samspel", cli->error_colour);
    if (cli->command)
        sam_text_format(&line, " %s", cli->command->name);
    sam_text_format(&line, ": %s", kind);
    sam_text_add_visible(&line, message);
    sam_text_add_char(&line, '\n');
    if (line.broken)
        sam_cli_say("samspel: not enough memory\n", 27); /* as it can be told without memory */
    if (!line.broken)
        sam_cli_say(line.data, line.length);
    sam_text_free(&line);
}

sam_status sam_cli_fail(const sam_cli *cli, sam_status status, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say_line(cli, _("error: "), format, arguments);
    va_end(arguments);
    return status;
}

sam_status sam_cli_usage(const sam_cli *cli, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    say_line(cli, _("error: "), format, arguments);
    va_end(arguments);
    sam_text where = SAM_TEXT_EMPTY;
    sam_text_format(&where, _("    do: see samspel %s%s--help\n"),
                    cli->command ? cli->command->name : "", cli->command ? " " : "");
    if (!where.broken)
        sam_cli_say(where.data, where.length);
    sam_text_free(&where);
    return SAM_USAGE;
}

void sam_cli_note(const sam_cli *cli, const char *format, ...) {
    if (cli->quiet)
        return;
    va_list arguments;
    va_start(arguments, format);
    say_line(cli, "", format, arguments);
    va_end(arguments);
}
