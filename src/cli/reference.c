/* The manual page (troff, man macros) and the reference page (Markdown) of all commands. */
#include "cli/reference.h"

#include <string.h>

/* ---- troff ---- */

static void add_troff(sam_text *out, const char *text, size_t length) {
    if (length > 0 && (*text == '.' || *text == '\''))
        sam_text_add(out, "\\&");
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\\')
            sam_text_add(out, "\\e");
        else if (text[i] == '-')
            sam_text_add(out, "\\-");
        else
            sam_text_add_char(out, text[i]);
    }
}

static void add_troff_line(sam_text *out, const char *text) {
    add_troff(out, text, strlen(text));
    sam_text_add_char(out, '\n');
}

/* Paragraphs, an empty line between; lines that begin with a blank stay lines. */
static void add_troff_text(sam_text *out, const char *text) {
    bool whole = false;
    while (*text) {
        size_t length = strcspn(text, "\n");
        bool indented = *text == ' ';
        if (indented != whole)
            sam_text_add(out, indented ? ".nf\n" : ".fi\n");
        whole = indented;
        if (length == 0)
            sam_text_add(out, ".PP");
        add_troff(out, text, length);
        sam_text_add_char(out, '\n');
        text += length + (text[length] == '\n');
    }
    sam_text_add(out, whole ? ".fi\n" : "");
}

/* Lines as they are. */
static void add_troff_lines(sam_text *out, const char *lines) {
    while (*lines) {
        size_t length = strcspn(lines, "\n");
        add_troff(out, lines, length);
        sam_text_add_char(out, '\n');
        lines += length + (lines[length] == '\n');
    }
}

static void add_troff_options(sam_text *out, const sam_option *options) {
    for (; options && options->name; options++) {
        sam_text head = SAM_TEXT_EMPTY;
        sam_help_option(&head, options, ", ");
        sam_text_add(out, ".TP\n");
        add_troff_line(out, head.data ? head.data : "");
        add_troff_line(out, options->help);
        out->broken = out->broken || head.broken;
        sam_text_free(&head);
    }
}

static void add_troff_command(sam_text *out, const sam_command *command) {
    sam_text_format(out, ".SS \"samspel %s", command->name);
    if (*command->arguments)
        sam_text_add_char(out, ' ');
    add_troff(out, command->arguments, strlen(command->arguments));
    sam_text_add(out, "\"\n");
    add_troff(out, command->summary, strlen(command->summary));
    sam_text_add(out, ".\n.PP\n");
    add_troff_text(out, command->description);
    if (command->examples) {
        sam_text_add(out, ".PP\n.nf\n");
        add_troff_lines(out, command->examples);
        sam_text_add(out, ".fi\n");
    }
    add_troff_options(out, command->options);
}

void sam_reference_man(sam_text *out, const char *version) {
    sam_text_format(out, ".TH SAMSPEL 1 \"\" \"samspel %s\" \"User commands\"\n", version);
    sam_text_add(out, ".SH NAME\nsamspel \\- compare partnership models for building homes in "
                      "small municipalities\n"
                      ".SH SYNOPSIS\n.B samspel\n.I COMMAND\n[\\fIOPTIONS\\fR] \\fIFILES\\fR\n"
                      ".SH COMMANDS\n");
    for (size_t i = 0; sam_command_at(i); i++)
        if (!sam_command_at(i)->hidden)
            add_troff_command(out, sam_command_at(i));
    sam_text_add(out, ".SH OPTIONS\nEvery command takes these.\n");
    add_troff_options(out, sam_global_options);
    sam_text_add(out, ".SH ENVIRONMENT\n.TP\nSAMSPEL_DATA\nFolder of the models, terms and "
                      "scenarios that are named by id; \\-\\-data goes before it.\n"
                      ".TP\nNO_COLOR\nWhen set and not empty, nothing is coloured.\n"
                      ".SH EXIT STATUS\n");
#define SAM_REFERENCE_STATUS(name, code, text)                                                     \
    sam_text_format(out, ".TP\n%d\n", code);                                                       \
    add_troff_line(out, text);
    SAM_STATUS_LIST(SAM_REFERENCE_STATUS)
#undef SAM_REFERENCE_STATUS
}

/* ---- Markdown ---- */

static void add_cell(sam_text *out, const char *text) {
    for (; *text; text++) {
        if (*text == '|' || *text == '\\')
            sam_text_add_char(out, '\\');
        sam_text_add_char(out, *text);
    }
}

static void add_markdown_options(sam_text *out, const sam_option *options) {
    if (!options || !options->name)
        return;
    sam_text_add(out, "\n| option | what it does |\n| --- | --- |\n");
    for (; options->name; options++) {
        sam_text head = SAM_TEXT_EMPTY;
        sam_help_option(&head, options, ", ");
        sam_text_add(out, "| `");
        add_cell(out, head.data ? head.data : "");
        sam_text_add(out, "` | ");
        add_cell(out, options->help);
        sam_text_add(out, " |\n");
        out->broken = out->broken || head.broken;
        sam_text_free(&head);
    }
}

/* Lines of a command without their indent, as one block. */
static void add_code(sam_text *out, const char *lines) {
    sam_text_add(out, "\n```sh\n");
    while (*lines) {
        lines += strspn(lines, " ");
        size_t length = strcspn(lines, "\n");
        sam_text_add_bytes(out, lines, length);
        sam_text_add_char(out, '\n');
        lines += length + (lines[length] == '\n');
    }
    sam_text_add(out, "```\n");
}

static void add_markdown_command(sam_text *out, const sam_command *command) {
    sam_text_format(out, "\n## samspel %s\n\n%s.\n\n%s\n", command->name, command->summary,
                    command->description);
    sam_text_format(out, "\n```\nsamspel %s [OPTIONS]%s%s\n```\n", command->name,
                    *command->arguments ? " " : "", command->arguments);
    if (command->examples)
        add_code(out, command->examples);
    add_markdown_options(out, command->options);
}

void sam_reference_markdown(sam_text *out) {
    sam_text_add(out, "# Commands\n\nMade by `samspel reference markdown` from the tables that the "
                      "program itself reads.\n");
    for (size_t i = 0; sam_command_at(i); i++)
        if (!sam_command_at(i)->hidden)
            add_markdown_command(out, sam_command_at(i));
    sam_text_add(out, "\n## Options of every command\n");
    add_markdown_options(out, sam_global_options);
    sam_text_add(out, "\n## Exit codes\n\n| code | meaning |\n| --- | --- |\n");
#define SAM_REFERENCE_STATUS(name, code, text) sam_text_format(out, "| %d | %s |\n", code, text);
    SAM_STATUS_LIST(SAM_REFERENCE_STATUS)
#undef SAM_REFERENCE_STATUS
}
