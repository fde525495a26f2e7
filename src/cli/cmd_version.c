/* samspel version. */
#include "cli/cli.h"
#include "report/json.h"

#ifndef SAMSPEL_VERSION
#define SAMSPEL_VERSION "unknown"
#endif

static sam_status run(sam_cli *cli) {
    sam_json json;
    switch (cli->format) {
    case SAM_FORMAT_JSON:
        sam_json_begin(&json, &cli->out);
        sam_json_open_object(&json);
        sam_json_key_string(&json, "version", SAMSPEL_VERSION);
        sam_json_close_object(&json);
        sam_json_end(&json);
        break;
    case SAM_FORMAT_CSV:
        sam_text_add(&cli->out, "version\n" SAMSPEL_VERSION "\n");
        break;
    case SAM_FORMAT_TEXT:
        sam_text_add(&cli->out, "samspel " SAMSPEL_VERSION "\n");
        break;
    }
    return SAM_OK;
}

const sam_command sam_command_version = {
    .name = "version",
    .arguments = "",
    .summary = N_("Show the version"),
    .description = N_("The version of the program, which is also that of its library."),
    .run = run,
};
