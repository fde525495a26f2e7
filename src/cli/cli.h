/* What the files of the command line share: one run of the program, its options, and the verbs a
 * command is written with. A command puts its result into cli->out and its faults into cli->diags;
 * main.c delivers both. A command must not write to a stream itself.
 *
 * Adding a command: one line in SAM_COMMAND_LIST and one file cmd_<name>.c that defines
 * sam_command_<name>. Help, completion, man page and the search for misspelt words follow. */
#ifndef SAMSPEL_CLI_CLI_H
#define SAMSPEL_CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/arena.h"
#include "base/text.h"
#include "report/language.h"
#include "samspel/deal.h"
#include "samspel/diag.h"
#include "samspel/status.h"

/* In the order in which help lists them. */
#define SAM_COMMAND_LIST(X)                                                                        \
    X(compare)                                                                                     \
    X(evaluate)                                                                                    \
    X(risk)                                                                                        \
    X(report)                                                                                      \
    X(sensitivity)                                                                                 \
    X(stress)                                                                                      \
    X(optimise)                                                                                    \
    X(frontier)                                                                                    \
    X(room)                                                                                        \
    X(batch)                                                                                       \
    X(results)                                                                                     \
    X(portfolio)                                                                                   \
    X(explain)                                                                                     \
    X(loan)                                                                                        \
    X(check)                                                                                       \
    X(schema)                                                                                      \
    X(models)                                                                                      \
    X(card)                                                                                        \
    X(scenarios)                                                                                   \
    X(terms)                                                                                       \
    X(measure)                                                                                     \
    X(selftest)                                                                                    \
    X(help)                                                                                        \
    X(version)                                                                                     \
    X(reference)

/* One row of an option table; a table ends with a row without name. */
typedef struct sam_option {
    const char *name;     /* without its dashes */
    char letter;          /* '\0': no short form */
    const char *argument; /* placeholder in help, "FILE"; "a|b|c": these words only; NULL: a flag */
    const char *help;
    bool repeats;
} sam_option;

typedef enum sam_format { SAM_FORMAT_TEXT, SAM_FORMAT_JSON, SAM_FORMAT_CSV } sam_format;

typedef struct sam_cli sam_cli;

typedef struct sam_command {
    const char *name;
    const char *arguments;     /* "FILE..."; "" when it takes none */
    const char *summary;       /* one line */
    const char *description;   /* paragraphs, an empty line between; an indented line stays whole */
    const char *examples;      /* Nullable: command lines, one a line */
    const sam_option *options; /* Nullable: besides the global ones */
    unsigned least, most;      /* arguments it takes */
    bool hidden;               /* not listed */
    bool verbatim;             /* what it prints is a file's content: no line of it is folded */
    sam_status (*run)(sam_cli *cli);
} sam_command;

/* An option as the user gave it. */
typedef struct sam_given {
    const sam_option *option;
    const char *value; /* NULL: a flag */
} sam_given;

/* A file that was read, so that it is never written over. */
typedef struct sam_seen {
    dev_t device;
    ino_t inode;
} sam_seen;

enum { SAM_CLI_FILES_MOST = 4096 };

/* A file on its way: it gets its name when it is whole. */
typedef struct sam_part {
    const char *target;    /* as the user named it */
    const char *path;      /* links followed */
    const char *temporary; /* NULL: there is none */
    int file;
} sam_part;

struct sam_cli {
    const sam_command *command; /* NULL before one was named */
    const sam_given *given;
    size_t given_count;
    const char **arguments; /* without options and the command's name */
    size_t argument_count;
    sam_format format;
    const char *catalogues; /* Nullable: the folder of the languages */
    bool language_named;    /* by --lang or the environment */
    size_t width;           /* columns of text output */
    bool quiet, force;
    bool colour, error_colour; /* of the result; of messages */
    const char *out_path;      /* NULL: standard output */
    sam_text out;              /* the result; written at the end whatever the status is */
    sam_part part;             /* of a result that sam_cli_send has sent to --out so far */
    sam_diags *diags;          /* printed at the end */
    sam_arena *arena;          /* freed at the end: file bytes, paths */
    sam_seen *seen;
    size_t seen_count;
};

/* ---- tables ---- */

#define SAM_COMMAND_DECLARE(name) extern const sam_command sam_command_##name;
SAM_COMMAND_LIST(SAM_COMMAND_DECLARE)
#undef SAM_COMMAND_DECLARE

/* NULL past the last. */
const sam_command *sam_command_at(size_t index);
/* Nullable: no such command. */
const sam_command *sam_command_find(const char *name);
extern const sam_option sam_global_options[];

/* A row for the tables of commands that read a deal; sam_cli_load_deal obeys it. */
#define SAM_OPTION_VARIANT                                                                         \
    {                                                                                              \
        "variant", 'V', "NAME", N_("Use this variant of the scenario; the same as SCENARIO:NAME"), \
            false                                                                                  \
    }

/* ---- language ---- */

/* Before anything is told: speaks the language of --lang (looked for in the words, because what is
 * wrong with them must be told too), else of the environment, else English. */
void sam_cli_speak(sam_cli *cli, int count, char **words);
/* Pages for a council are in Nynorsk where neither --lang nor the environment names a language. */
void sam_cli_speak_of_reports(sam_cli *cli);
/* A list of faults in the user's language. Nullable: out of memory. */
sam_diags *sam_cli_diags(void);

/* ---- options ---- */

/* Takes the command line apart. SAM_USAGE after a message. */
SAM_MUST_USE sam_status sam_cli_parse(sam_cli *cli, int count, char **words);
/* Reads the global options that were given. SAM_USAGE after a message. */
SAM_MUST_USE sam_status sam_cli_parse_global(sam_cli *cli);
/* Nullable: not given. The last value when it was given more than once. */
const char *sam_cli_value(const sam_cli *cli, const char *name);
/* Nullable: fewer given. Values of an option that repeats, from 0, in the order given. */
const char *sam_cli_value_at(const sam_cli *cli, const char *name, size_t index);
bool sam_cli_has(const sam_cli *cli, const char *name);
/* A rate as a fraction: "0.05" or "5%"; a bare number of 1 or more is refused, because it can only
 * be meant as percent. Leaves *out when the option is not given. SAM_USAGE after a message. */
SAM_MUST_USE sam_status sam_cli_rate(sam_cli *cli, const char *name, double *out);
/* A whole number within bounds. Leaves *out when not given. SAM_USAGE after a message. */
SAM_MUST_USE sam_status sam_cli_whole(sam_cli *cli, const char *name, long least, long most,
                                      long *out);

/* ---- messages, all on standard error ---- */

/* Why the system refused something, by errno, in the user's language. */
const char *sam_cli_why(int error);
/* "samspel COMMAND: message", made safe for terminals; gives the status back. */
sam_status sam_cli_fail(const sam_cli *cli, sam_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* As sam_cli_fail with SAM_USAGE, and where to find help. */
sam_status sam_cli_usage(const sam_cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A remark that --quiet silences. */
void sam_cli_note(const sam_cli *cli, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Bytes to standard error as they are; nothing can be done when that fails. */
void sam_cli_say(const char *bytes, size_t length);

/* Prints cli->diags and begins an empty list. */
void sam_cli_print_diags(sam_cli *cli);
/* One block a fault, terminal-safe. */
void sam_diags_text(sam_text *out, const sam_diags *diags, bool colour);
struct sam_json;
/* An array, one object a fault. */
void sam_diags_json(struct sam_json *json, const sam_diags *diags);

/* ---- files ---- */

/* Reads a regular file, or standard input for "-", whole. The bytes live as long as cli. SAM_IO,
 * SAM_INPUT (too large) or SAM_MEMORY after a message. */
SAM_MUST_USE sam_status sam_cli_read(sam_cli *cli, const char *path, sam_source *out);
/* Names in a folder that end with suffix, sorted; in the arena. Nullable: cannot be read. */
const char **sam_cli_list(sam_cli *cli, const char *folder, const char *suffix, size_t *count);
/* DATA/name, where DATA is the first of: --data, $SAMSPEL_DATA, beside the program, the source
 * tree of the build, the configured place. Nullable: out of memory. */
const char *sam_cli_data_path(sam_cli *cli, const char *name);
/* The folder of the program with relative added. Nullable: unknown. */
const char *sam_cli_beside_program(const sam_cli *cli, const char *relative);
/* The file meant by an argument: a path (has "/" or ends with ".json", or is "-"), else the id of a
 * file in DATA/folder. */
SAM_MUST_USE sam_status sam_cli_find(sam_cli *cli, const char *folder, const char *argument,
                                     const char **path);
/* Reads what sam_cli_find finds. What was found by its id is named as it lies under DATA, so that
 * what is told of it is the same on every machine. */
SAM_MUST_USE sam_status sam_cli_read_data(sam_cli *cli, const char *folder, const char *argument,
                                          sam_source *out);

/* The same for a name that stands in the file `by` and was not given by the user. A file has no
 * business outside the folders it was given: a path must lead into the folder of `by` (as it was
 * named when it was read), the working folder or DATA, links followed, else SAM_INPUT.
 * pointer: Nullable: where in `by` the name stands. */
SAM_MUST_USE sam_status sam_cli_read_named(sam_cli *cli, sam_source by, const char *pointer,
                                           const char *folder, const char *name, sam_source *out);

/* Reads DATA/name and names it so; name is not copied. */
SAM_MUST_USE sam_status sam_cli_read_shipped(sam_cli *cli, const char *name, sam_source *out);

/* The place of the dated terms under DATA. */
#define SAM_CLI_TERMS "models/terms/norway.json"

/* Reads model, scenario (id or path, with ":VARIANT" allowed) and the terms, applies --variant and
 * --set, and prints the faults. On failure *out is NULL. Free with sam_deal_free; the files' bytes
 * live as long as cli. */
SAM_MUST_USE sam_status sam_cli_load_deal(sam_cli *cli, const char *model, const char *scenario,
                                          sam_deal **out);
/* Likewise with more laid over the files, as --set does. */
SAM_MUST_USE sam_status sam_cli_load_deal_with(sam_cli *cli, const char *model,
                                               const char *scenario, const sam_override *more,
                                               size_t more_count, sam_deal **out);

/* Writes cli->out to --out or standard output. SAM_IO after a message. */
SAM_MUST_USE sam_status sam_cli_deliver(sam_cli *cli);
/* Whether the result goes to a file, and not to standard output. */
bool sam_cli_to_file(const sam_cli *cli);
/* For a result of any length: writes what is in cli->out already, and empties it; to standard
 * output at once, to --out into a part file that sam_cli_deliver gives its name. Something must be
 * left to deliver at the end. SAM_IO after a message, and SAM_MEMORY; then nothing is left behind.
 */
SAM_MUST_USE sam_status sam_cli_send(sam_cli *cli);
/* Nothing more comes: the part file is removed, and what was not sent is forgotten. */
void sam_cli_abandon(sam_cli *cli);
/* Writes a text to a file, whole or not at all; to "-" at once, on standard output. SAM_IO
 * after a message. */
SAM_MUST_USE sam_status sam_cli_write(sam_cli *cli, const char *target, const sam_text *text);
/* Refuses a target for --out that must not be written. SAM_IO after a message. */
SAM_MUST_USE sam_status sam_cli_check_target(const sam_cli *cli, const char *path);

/* ---- help ---- */

void sam_help_overview(sam_text *out, bool colour);
void sam_help_command(sam_text *out, const sam_command *command, bool colour);
/* "--out FILE" or "-o, --out FILE". */
void sam_help_option(sam_text *out, const sam_option *option, const char *between);
/* Words of text put into lines of at most width columns, each after indent blanks, the first of
 * which is already filled up to column `column`. */
void sam_wrap(sam_text *out, const char *text, size_t indent, size_t width, size_t column);
/* text with its lines folded at blanks to width columns; lines that fit, command lines and lines
 * without a blank stay as they are. What follows a fold stands two columns further in. */
void sam_fold(sam_text *out, const char *text, size_t width);
/* Text in bold where colour is wanted. */
void sam_bold(sam_text *out, const char *text, bool colour);

#endif
