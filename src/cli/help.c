/* Help at every level, made from the command and option tables. Must fit 80 columns. */
#include <string.h>

#include "cli/cli.h"
#include "report/table.h"

enum { HELP_WIDTH = 80, INDENT = 4, OPTION_INDENT = 8 };

void sam_bold(sam_text *out, const char *text, bool colour) {
    sam_text_add(out, colour ? "\x1b[1m" : "");
    sam_text_add(out, text);
    sam_text_add(out, colour ? "\x1b[0m" : "");
}

static void blanks(sam_text *out, size_t count) {
    for (size_t i = 0; i < count; i++)
        sam_text_add_char(out, ' ');
}

void sam_wrap(sam_text *out, const char *text, size_t indent, size_t width, size_t column) {
    bool first = true; /* on its line */
    blanks(out, column < indent ? indent - column : 0);
    column = column < indent ? indent : column;
    while (*text) {
        size_t length = strcspn(text, " ");
        size_t columns = sam_text_columns(text, length);
        if (!first && column + 1 + columns > width) {
            sam_text_add_char(out, '\n');
            blanks(out, indent);
            column = indent;
            first = true;
        }
        sam_text_add(out, first ? "" : " ");
        sam_text_add_bytes(out, text, length);
        column += columns + (first ? 0 : 1);
        first = false;
        text += length;
        text += strspn(text, " ");
    }
    sam_text_add_char(out, '\n');
}

void sam_help_option(sam_text *out, const sam_option *option, const char *between) {
    if (option->letter)
        sam_text_format(out, "-%c%s", option->letter, between);
    sam_text_format(out, "--%s", option->name);
    if (option->argument)
        sam_text_format(out, " %s", option->argument);
}

/* The words an option takes, where they are too many to stand behind its name. */
static void add_words(sam_text *out, const char *words) {
    sam_text line = SAM_TEXT_EMPTY;
    sam_text list = SAM_TEXT_EMPTY;
    for (; *words; words++)
        sam_text_add(&list, *words == '|' ? ", " : (char[2]){*words, '\0'});
    sam_text_format(&line, _("WORD is one of %s"), list.data ? list.data : "");
    line.broken = line.broken || list.broken;
    sam_text_free(&list);
    if (line.broken)
        out->broken = true;
    else
        sam_wrap(out, line.data, OPTION_INDENT, HELP_WIDTH, 0);
    sam_text_free(&line);
}

static void add_option(sam_text *out, const sam_option *option) {
    sam_option shown = *option;
    size_t name = strlen(option->name) + (option->argument ? strlen(option->argument) : 0);
    bool many = option->argument && INDENT + name + strlen("-x, -- ") > HELP_WIDTH &&
                strchr(option->argument, '|');
    if (many)
        shown.argument = "WORD";
    blanks(out, INDENT);
    sam_help_option(out, &shown, ", ");
    sam_text_add_char(out, '\n');
    sam_wrap(out, sam_tr(option->help), OPTION_INDENT, HELP_WIDTH, 0);
    if (many)
        add_words(out, option->argument);
}

static void add_options(sam_text *out, const char *heading, const sam_option *options,
                        bool colour) {
    if (!options || !options->name)
        return;
    sam_text_add_char(out, '\n');
    sam_bold(out, heading, colour);
    sam_text_add_char(out, '\n');
    for (; options->name; options++)
        add_option(out, options);
}

/* A paragraph a line; an empty line between them stays; an indented line is not wrapped. */
static void add_paragraphs(sam_text *out, const char *text) {
    while (*text) {
        size_t length = strcspn(text, "\n");
        sam_text line = SAM_TEXT_EMPTY;
        sam_text_add_bytes(&line, text, length);
        if (line.broken) {
            out->broken = true;
        } else if (*text == ' ') {
            blanks(out, INDENT);
            sam_text_add(out, line.data);
            sam_text_add_char(out, '\n');
        } else if (length == 0) {
            sam_text_add_char(out, '\n');
        } else {
            sam_wrap(out, line.data, INDENT, HELP_WIDTH, 0);
        }
        sam_text_free(&line);
        text += length + (text[length] == '\n');
    }
}

static void add_section(sam_text *out, const char *heading, const char *text, bool colour) {
    sam_text_add_char(out, '\n');
    sam_bold(out, heading, colour);
    sam_text_add_char(out, '\n');
    add_paragraphs(out, text);
}

void sam_help_command(sam_text *out, const sam_command *command, bool colour) {
    sam_text_format(out, "samspel %s: ", command->name);
    sam_wrap(out, sam_tr(command->summary), INDENT, HELP_WIDTH, strlen(command->name) + 10);
    sam_text_add_char(out, '\n');
    sam_bold(out, _("Use"), colour);
    sam_text_format(out, "\n    samspel %s %s%s%s\n", command->name, _("[OPTIONS]"),
                    *command->arguments ? " " : "", command->arguments);
    add_section(out, _("What it does"), sam_tr(command->description), colour);
    if (command->examples)
        add_section(out, _("Examples"), command->examples, colour);
    add_options(out, _("Options"), command->options, colour);
    add_options(out, _("Options of every command"), sam_global_options, colour);
}

void sam_help_overview(sam_text *out, bool colour) {
    sam_wrap(out,
             _("samspel compares partnership models for building homes in small municipalities."),
             0, HELP_WIDTH, 0);
    sam_text_add_char(out, '\n');
    sam_bold(out, _("Use"), colour);
    sam_text_add(out, _("\n    samspel COMMAND [OPTIONS] FILES\n    samspel COMMAND --help\n\n"));
    sam_bold(out, _("Commands"), colour);
    sam_text_add_char(out, '\n');
    for (size_t i = 0; sam_command_at(i); i++) {
        const sam_command *command = sam_command_at(i);
        if (command->hidden)
            continue;
        sam_text_format(out, "    %-11s", command->name);
        sam_wrap(out, sam_tr(command->summary), 17, HELP_WIDTH, 15);
    }
    add_options(out, _("Options of every command"), sam_global_options, colour);
    sam_text_add_char(out, '\n');
    sam_bold(out, _("Exit codes"), colour);
    sam_text_add_char(out, '\n');
#define SAM_HELP_STATUS(name, code, text) sam_text_format(out, "    %-3d %s\n", code, sam_tr(text));
    SAM_STATUS_LIST(SAM_HELP_STATUS)
#undef SAM_HELP_STATUS
}
