/* samspel schema: the JSON Schema of a kind of file, for editors. */
#include <stdlib.h>
#include <string.h>

#include "choice/portfolio_region.h"
#include "cli/cli.h"
#include "risk/stress.h"

static sam_status add(sam_text *out, const char *which) {
    if (strcmp(which, "region") == 0) {
        sam_region_schema(out);
        return SAM_OK;
    }
    if (strcmp(which, "stress") == 0) {
        sam_stress_schema(out);
        return SAM_OK;
    }
    char *schema = sam_deal_schema(which);
    if (!schema)
        return SAM_MEMORY;
    sam_text_add(out, schema);
    free(schema);
    return SAM_OK;
}

static sam_status run(sam_cli *cli) {
    static const char *const kinds[] = {"model", "scenario", "terms", "region", "stress"};
    const char *which = cli->argument_count > 0 ? cli->arguments[0] : "scenario";
    bool known = false;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        known = known || strcmp(which, kinds[i]) == 0;
    if (!known)
        return sam_cli_usage(
            cli, "there is a schema of model, scenario, terms, region and stress, not of \"%s\"",
            which);
    if (cli->format == SAM_FORMAT_CSV)
        return sam_cli_usage(cli, "a schema is JSON; it has no form as csv");
    sam_status status = add(&cli->out, which);
    size_t length = cli->out.length;
    if (length && cli->out.data[length - 1] != '\n')
        sam_text_add_char(&cli->out, '\n');
    return status;
}

const sam_command sam_command_schema = {
    .name = "schema",
    .arguments = "[model|scenario|terms|region|stress]",
    .summary = N_("Print the JSON Schema of a kind of file, for editors"),
    .description =
        N_("The schema names every key with its unit, bounds, default and meaning; an "
           "editor that knows JSON Schema completes and checks files while they are "
           "written. Without an argument: that of scenarios. What no schema can say, such "
           "as shares that add up to one, samspel check tells."),
    .examples = "  samspel schema scenario --out scenario.schema.json",
    .most = 1,
    .verbatim = true,
    .run = run,
};
