/* From the arguments of a command to a deal: which files, which variant, which values set. */
#include <ctype.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"
#include "deal/scan.h"

/* A value that is not JSON is meant as a word: --set /project/start=2026-04. */
static const char *json_value(sam_cli *cli, const char *value) {
    size_t length = strlen(value);
    if (sam_scan_json(value, length, "--set", true, NULL) == SAM_OK)
        return value;
    sam_text text = SAM_TEXT_EMPTY;
    sam_text_add_json_string(&text, value);
    const char *kept = text.broken ? NULL : sam_arena_text(cli->arena, text.data, text.length);
    sam_text_free(&text);
    return kept;
}

static sam_status read_override(sam_cli *cli, const char *given, sam_override *out) {
    const char *sign = strchr(given, '=');
    if (!sign || given[0] != '/')
        return sam_cli_usage(cli,
                             "--set needs /POINTER=VALUE, such as --set /operation/vacancy=0.1, "
                             "not \"%s\"",
                             given);
    out->pointer = sam_arena_text(cli->arena, given, (size_t)(sign - given));
    out->value = json_value(cli, sign + 1);
    return out->pointer && out->value ? SAM_OK : SAM_MEMORY;
}

/* Those of the command line, then the others. */
static sam_status read_overrides(sam_cli *cli, const sam_override *more, size_t more_count,
                                 sam_override **out, size_t *count) {
    size_t own = 0;
    while (sam_cli_value_at(cli, "set", own))
        ++own;
    *count = own + more_count;
    *out = sam_arena_array(cli->arena, *count + 1, sizeof **out);
    sam_status status = *out ? SAM_OK : SAM_MEMORY;
    for (size_t i = 0; status == SAM_OK && i < own; i++)
        status = read_override(cli, sam_cli_value_at(cli, "set", i), &(*out)[i]);
    for (size_t i = 0; status == SAM_OK && i < more_count; i++)
        (*out)[own + i] = more[i];
    return status;
}

static bool is_variant(const char *name) {
    for (const char *c = name; *c; c++)
        if (!isalnum((unsigned char)*c) && *c != '_' && *c != '-')
            return false;
    return *name != '\0';
}

/* "hitra:2026" is the variant 2026 of hitra, unless a file has that whole name. */
static sam_status split_variant(sam_cli *cli, const char **scenario, const char **variant) {
    *variant = sam_cli_value(cli, "variant");
    const char *colon = strrchr(*scenario, ':');
    if (!colon || !is_variant(colon + 1) || access(*scenario, F_OK) == 0)
        return SAM_OK;
    if (*variant && strcmp(*variant, colon + 1) != 0)
        return sam_cli_usage(cli, "two variants are named: \"%s\" and \"%s\"", colon + 1, *variant);
    *variant = colon + 1;
    *scenario = sam_arena_text(cli->arena, *scenario, (size_t)(colon - *scenario));
    return *scenario ? SAM_OK : SAM_MEMORY;
}

sam_status sam_cli_load_deal(sam_cli *cli, const char *model, const char *scenario,
                             sam_deal **out) {
    return sam_cli_load_deal_with(cli, model, scenario, NULL, 0, out);
}

sam_status sam_cli_load_deal_with(sam_cli *cli, const char *model, const char *scenario,
                                  const sam_override *more, size_t more_count, sam_deal **out) {
    *out = NULL;
    sam_source sources[3] = {0};
    sam_override *overrides = NULL;
    size_t count = 0;
    const char *variant = NULL;
    sam_status status = split_variant(cli, &scenario, &variant);
    if (status == SAM_OK)
        status = read_overrides(cli, more, more_count, &overrides, &count);
    if (status == SAM_OK)
        status = sam_cli_read_data(cli, "models", model, &sources[0]);
    if (status == SAM_OK)
        status = sam_cli_read_data(cli, "scenarios", scenario, &sources[1]);
    if (status == SAM_OK)
        status = sam_cli_read_shipped(cli, SAM_CLI_TERMS, &sources[2]);
    if (status == SAM_OK)
        status = sam_deal_read(out, sources[0], sources[1], sources[2], variant, overrides, count,
                               cli->diags);
    sam_cli_print_diags(cli);
    return status;
}
