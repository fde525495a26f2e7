/* Completion scripts for three shells: commands, options, and the words of options that have a
 * fixed choice. Everything else completes as a file. */
#include "cli/reference.h"

#include <string.h>

/* The words of an option's fixed choice, "|" become blanks. */
static void add_choice(sam_text *out, const char *argument) {
    for (; *argument; argument++)
        sam_text_add_char(out, *argument == '|' ? ' ' : *argument);
}

static bool has_choice(const sam_option *option) {
    return option->argument && strchr(option->argument, '|');
}

static void add_names(sam_text *out, const sam_option *options) {
    for (; options && options->name; options++)
        sam_text_format(out, " --%s", options->name);
}

/* ---- bash ---- */

static void add_bash_choices(sam_text *out, const sam_option *options) {
    for (; options && options->name; options++) {
        if (!has_choice(options))
            continue;
        sam_text_format(out, "    --%s", options->name);
        if (options->letter)
            sam_text_format(out, " | -%c", options->letter);
        sam_text_add(out, ") words='");
        add_choice(out, options->argument);
        sam_text_add(out, "' ;;\n");
    }
}

static void add_bash_commands(sam_text *out) {
    for (size_t i = 0; sam_command_at(i); i++) {
        const sam_command *command = sam_command_at(i);
        if (command->hidden || !command->options)
            continue;
        sam_text_format(out, "            %s) words=\"$words", command->name);
        add_names(out, command->options);
        sam_text_add(out, "\" ;;\n");
    }
}

void sam_reference_bash(sam_text *out) {
    sam_text_add(out, "# Completion of samspel for bash; made by samspel reference bash.\n"
                      "_samspel() {\n"
                      "    local word=${COMP_WORDS[COMP_CWORD]}\n"
                      "    local before=${COMP_WORDS[COMP_CWORD - 1]} words=\n"
                      "    case $before in\n");
    add_bash_choices(out, sam_global_options);
    for (size_t i = 0; sam_command_at(i); i++)
        add_bash_choices(out, sam_command_at(i)->options);
    sam_text_add(out, "    esac\n    if [[ -z $words && $word == -* ]]; then\n        words='");
    add_names(out, sam_global_options);
    sam_text_add(out, "'\n        case ${COMP_WORDS[1]} in\n");
    add_bash_commands(out);
    sam_text_add(out, "        esac\n    elif [[ -z $words && $COMP_CWORD == 1 ]]; then\n"
                      "        words='");
    for (size_t i = 0; sam_command_at(i); i++)
        if (!sam_command_at(i)->hidden)
            sam_text_format(out, "%s ", sam_command_at(i)->name);
    sam_text_add(out, "'\n    fi\n"
                      "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
                      "}\ncomplete -o default -F _samspel samspel\n");
}

/* ---- zsh ---- */

/* Within single quotes and _arguments' own marks. */
static void add_zsh(sam_text *out, const char *text) {
    for (; *text; text++) {
        if (*text == '\'') {
            sam_text_add(out, "'\\''");
            continue;
        }
        if (strchr("[]:\\", *text))
            sam_text_add_char(out, '\\');
        sam_text_add_char(out, *text);
    }
}

static void add_zsh_options(sam_text *out, const sam_option *options) {
    for (; options && options->name; options++) {
        sam_text_format(out, " \\\n            '%s--%s%s[", options->repeats ? "*" : "",
                        options->name, options->argument ? "=" : "");
        add_zsh(out, options->help);
        sam_text_add_char(out, ']');
        if (has_choice(options)) {
            sam_text_add(out, ":word:(");
            add_choice(out, options->argument);
            sam_text_add_char(out, ')');
        } else if (options->argument) {
            sam_text_add(out, ":value:_files");
        }
        sam_text_add_char(out, '\'');
    }
}

void sam_reference_zsh(sam_text *out) {
    sam_text_add(out, "#compdef samspel\n# Made by samspel reference zsh.\n"
                      "if (( CURRENT == 2 )); then\n    local -a commands=(\n");
    for (size_t i = 0; sam_command_at(i); i++) {
        if (sam_command_at(i)->hidden)
            continue;
        sam_text_format(out, "        '%s:", sam_command_at(i)->name);
        add_zsh(out, sam_command_at(i)->summary);
        sam_text_add(out, "'\n");
    }
    sam_text_add(out, "    )\n    _describe command commands\nelse\n    case $words[2] in\n");
    for (size_t i = 0; sam_command_at(i); i++) {
        if (sam_command_at(i)->hidden)
            continue;
        sam_text_format(out, "    %s)\n        _arguments -s '*:file:_files'",
                        sam_command_at(i)->name);
        add_zsh_options(out, sam_command_at(i)->options);
        add_zsh_options(out, sam_global_options);
        sam_text_add(out, " ;;\n");
    }
    sam_text_add(out, "    esac\nfi\n");
}

/* ---- fish ---- */

static void add_fish(sam_text *out, const char *text) {
    sam_text_add_char(out, '\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            sam_text_add_char(out, '\\');
        sam_text_add_char(out, *text);
    }
    sam_text_add_char(out, '\'');
}

/* command NULL: the options of every command. */
static void add_fish_options(sam_text *out, const sam_option *options, const char *command) {
    for (; options && options->name; options++) {
        sam_text_add(out, "complete -c samspel");
        if (command)
            sam_text_format(out, " -n '__fish_seen_subcommand_from %s'", command);
        sam_text_format(out, " -l %s", options->name);
        if (options->letter)
            sam_text_format(out, " -s %c", options->letter);
        sam_text_add(out, options->argument ? " -r" : "");
        if (has_choice(options)) {
            sam_text_add(out, " -f -a '");
            add_choice(out, options->argument);
            sam_text_add_char(out, '\'');
        }
        sam_text_add(out, " -d ");
        add_fish(out, options->help);
        sam_text_add_char(out, '\n');
    }
}

void sam_reference_fish(sam_text *out) {
    sam_text_add(out, "# Completion of samspel for fish; made by samspel reference fish.\n");
    for (size_t i = 0; sam_command_at(i); i++) {
        const sam_command *command = sam_command_at(i);
        if (command->hidden)
            continue;
        sam_text_format(out, "complete -c samspel -n __fish_use_subcommand -f -a %s -d ",
                        command->name);
        add_fish(out, command->summary);
        sam_text_add_char(out, '\n');
        add_fish_options(out, command->options, command->name);
    }
    add_fish_options(out, sam_global_options, NULL);
}
