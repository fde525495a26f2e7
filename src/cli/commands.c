/* The one table of commands, and of the options that every command takes. */
#include "cli/cli.h"

#include <string.h>

static const sam_command *const commands[] = {
#define SAM_COMMAND_ROW(name) &sam_command_##name,
    SAM_COMMAND_LIST(SAM_COMMAND_ROW)
#undef SAM_COMMAND_ROW
};

const sam_option sam_global_options[] = {
    {"help", 'h', NULL, N_("Show help and stop"), false},
    {"version", '\0', NULL, N_("Show the version and stop"), false},
    {"format", 'f', "text|json|csv", N_("Form of the result; text is the default"), false},
    {"out", 'o', "FILE",
     N_("Write the result to this file, whole or not at all, instead of standard output"), false},
    {"force", '\0', NULL, N_("Let --out replace a file that exists"), false},
    {"set", '\0', "POINTER=VALUE",
     N_("Use this value in place of what the files say, as in --set /operation/vacancy=0.1; "
        "can be given several times"),
     true},
    {"lang", '\0', "nn|nb|en",
     N_("Language of what is shown: Nynorsk, Bokmål or English; when not given the one that the "
        "environment names, else English, and Nynorsk for pages and cards"),
     false},
    {"data", '\0', "DIR", N_("Folder of the models, terms and scenarios that are named by id"),
     false},
    {"quiet", 'q', NULL, N_("No remarks on standard error; faults are still told"), false},
    {"width", '\0', "N",
     N_("Columns of text output, 40 to 500; the default is the terminal's width, else 80"), false},
    {0},
};

const sam_command *sam_command_at(size_t index) {
    return index < sizeof commands / sizeof commands[0] ? commands[index] : NULL;
}

const sam_command *sam_command_find(const char *name) {
    for (size_t i = 0; sam_command_at(i); i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}
