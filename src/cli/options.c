/* Takes the command line apart by the option tables. Knows the form of options, not what they mean.
 * The first fault ends it: later words cannot be trusted once one was misread. */
#include "cli/cli.h"

#include <string.h>

#include "deal/nearest.h"

typedef struct parser {
    sam_cli *cli;
    char **words;
    int count, next;
    sam_given *given; /* room for one a word, and for the letters of a bundle */
    size_t room;
} parser;

static const sam_option *command_options(const sam_cli *cli) {
    static const sam_option none[] = {{0}};
    return cli->command && cli->command->options ? cli->command->options : none;
}

static const sam_option *find_name(const sam_option *table, const char *name, size_t length) {
    for (; table->name; table++)
        if (strlen(table->name) == length && memcmp(table->name, name, length) == 0)
            return table;
    return NULL;
}

static const sam_option *find_letter(const sam_option *table, char letter) {
    for (; table->name; table++)
        if (table->letter != '\0' && table->letter == letter)
            return table;
    return NULL;
}

static void offer_options(sam_nearest *nearest, const sam_option *table) {
    for (; table->name; table++)
        sam_nearest_offer(nearest, table->name);
}

static sam_status unknown_option(const sam_cli *cli, const char *name) {
    sam_nearest nearest = {.word = name};
    offer_options(&nearest, command_options(cli));
    offer_options(&nearest, sam_global_options);
    if (nearest.best)
        return sam_cli_usage(cli, "there is no option --%s; did you mean --%s?", name,
                             nearest.best);
    return sam_cli_usage(cli, "there is no option --%s", name);
}

static sam_status unknown_command(const sam_cli *cli, const char *name) {
    sam_nearest nearest = {.word = name};
    for (size_t i = 0; sam_command_at(i); i++)
        if (!sam_command_at(i)->hidden)
            sam_nearest_offer(&nearest, sam_command_at(i)->name);
    if (nearest.best)
        return sam_cli_usage(cli, "there is no command \"%s\"; did you mean \"%s\"?", name,
                             nearest.best);
    return sam_cli_usage(cli, "there is no command \"%s\"", name);
}

static bool is_one_of(const char *words, const char *word) {
    size_t length = strlen(word);
    while (words) {
        size_t here = strcspn(words, "|");
        if (here == length && memcmp(words, word, length) == 0)
            return true;
        words = words[here] ? words + here + 1 : NULL;
    }
    return false;
}

static sam_status keep(parser *p, const sam_option *option, const char *value) {
    sam_cli *cli = p->cli;
    bool choice = option->argument && strchr(option->argument, '|');
    if (choice && !is_one_of(option->argument, value))
        return sam_cli_usage(cli, "--%s must be one of %s, not \"%s\"", option->name,
                             option->argument, value);
    if (cli->given_count == p->room)
        return sam_cli_usage(cli, "too many options");
    p->given[cli->given_count++] = (sam_given){option, value};
    return SAM_OK;
}

/* value: what stands in the same word; NULL: nothing, so it is the next word. */
static sam_status take(parser *p, const sam_option *option, const char *value) {
    if (!option->argument && value)
        return sam_cli_usage(p->cli, "--%s takes no value", option->name);
    if (option->argument && !value && p->next >= p->count)
        return sam_cli_usage(p->cli, "--%s needs a value: --%s %s", option->name, option->name,
                             option->argument);
    if (option->argument && !value)
        value = p->words[p->next++];
    return keep(p, option, value);
}

static sam_status take_long(parser *p, const char *word) {
    size_t length = strcspn(word, "=");
    const sam_option *option = find_name(command_options(p->cli), word, length);
    if (!option)
        option = find_name(sam_global_options, word, length);
    if (option)
        return take(p, option, word[length] ? word + length + 1 : NULL);
    char *name = sam_arena_text(p->cli->arena, word, length);
    return name ? unknown_option(p->cli, name) : SAM_MEMORY;
}

/* "-q", "-oFILE", "-o FILE", "-qo FILE". */
static sam_status take_letters(parser *p, const char *letters) {
    for (; *letters; letters++) {
        const sam_option *option = find_letter(command_options(p->cli), *letters);
        if (!option)
            option = find_letter(sam_global_options, *letters);
        if (!option)
            return sam_cli_usage(p->cli, "there is no option -%c", *letters);
        bool rest = option->argument && letters[1];
        sam_status status = take(p, option, rest ? letters + 1 : NULL);
        if (status != SAM_OK || rest)
            return status;
    }
    return SAM_OK;
}

static sam_status take_argument(parser *p, const char *word) {
    sam_cli *cli = p->cli;
    if (cli->command) {
        cli->arguments[cli->argument_count++] = word;
        return SAM_OK;
    }
    cli->command = sam_command_find(word);
    return cli->command ? SAM_OK : unknown_command(cli, word);
}

static sam_status take_word(parser *p) {
    const char *word = p->words[p->next++];
    if (strncmp(word, "--", 2) == 0)
        return take_long(p, word + 2);
    if (word[0] == '-' && word[1])
        return take_letters(p, word + 1);
    return take_argument(p, word);
}

static sam_status check_arguments(const sam_cli *cli) {
    const sam_command *command = cli->command;
    if (!command || sam_cli_has(cli, "help") || sam_cli_has(cli, "version"))
        return SAM_OK;
    if (cli->argument_count < command->least)
        return sam_cli_usage(cli, "something is missing: samspel %s %s", command->name,
                             command->arguments);
    if (cli->argument_count > command->most)
        return sam_cli_usage(cli, "\"%s\" is one argument too many", cli->arguments[command->most]);
    return SAM_OK;
}

sam_status sam_cli_parse(sam_cli *cli, int count, char **words) {
    size_t room = 1;
    for (int i = 1; i < count; i++)
        room += words[i][0] == '-' ? strlen(words[i]) : 1;
    parser p = {.cli = cli, .words = words, .count = count, .next = 1, .room = room};
    p.given = sam_arena_array(cli->arena, room, sizeof *p.given);
    cli->arguments = sam_arena_array(cli->arena, room, sizeof *cli->arguments);
    if (!p.given || !cli->arguments)
        return sam_cli_fail(cli, SAM_MEMORY, "%s", sam_tr(sam_status_text(SAM_MEMORY)));
    cli->given = p.given;
    sam_status status = SAM_OK;
    bool options = true;
    while (status == SAM_OK && p.next < count) {
        if (options && strcmp(words[p.next], "--") == 0) {
            options = false;
            p.next++;
        } else {
            status = options ? take_word(&p) : take_argument(&p, words[p.next++]);
        }
    }
    return status == SAM_OK ? check_arguments(cli) : status;
}
