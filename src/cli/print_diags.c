/* Faults as people and programs read them. Everything in a fault may come from a file, so all of it
 * is made safe for a terminal. Must not drop a fault without saying so. */
#include "cli/cli.h"
#include "report/json.h"

static void add_coloured(sam_text *out, const char *text, const char *code, bool colour) {
    if (colour)
        sam_text_add(out, code);
    sam_text_add(out, text);
    if (colour)
        sam_text_add(out, "\x1b[0m");
}

static void add_detail(sam_text *out, const char *label, const char *value) {
    if (!value)
        return;
    sam_text_format(out, "    %s", label);
    sam_text_add_visible(out, value);
    sam_text_add_char(out, '\n');
}

/* As programs read it. */
static const char *severity_key(sam_severity severity) {
    return severity == SAM_ERROR ? "error" : "warning";
}

static void add_diag(sam_text *out, const sam_diag *diag, bool colour) {
    if (diag->file && *diag->file) {
        sam_text_add_visible(out, diag->file);
        if (diag->line > 0)
            sam_text_format(out, ":%u:%u", diag->line, diag->column);
        sam_text_add(out, ": ");
    }
    add_coloured(out, diag->severity == SAM_ERROR ? _("error") : _("warning"),
                 diag->severity == SAM_ERROR ? "\x1b[1;31m" : "\x1b[1;35m", colour);
    sam_text_add(out, ": ");
    sam_text_add_visible(out, diag->message ? diag->message : "");
    if (diag->code)
        sam_text_format(out, " [%s]", diag->code);
    sam_text_add_char(out, '\n');
    bool whole = diag->pointer && !*diag->pointer;
    add_detail(out, _("at "), whole ? _("the whole document") : diag->pointer);
    add_detail(out, _("value: "), diag->value);
    add_detail(out, _("allowed: "), diag->bound);
    add_detail(out, _("do: "), diag->hint);
}

void sam_diags_text(sam_text *out, const sam_diags *diags, bool colour) {
    size_t stored = sam_diags_stored(diags);
    size_t all = sam_diags_count(diags, SAM_ERROR) + sam_diags_count(diags, SAM_WARNING);
    for (size_t i = 0; i < stored; i++)
        add_diag(out, sam_diags_at(diags, i), colour);
    if (all > stored)
        sam_text_format(out,
                        P_("and %zu more, not shown\n", "and %zu more, not shown\n", all - stored),
                        all - stored);
}

static void add_json(sam_json *json, const sam_diag *diag) {
    sam_json_open_object(json);
    sam_json_key_string(json, "severity", severity_key(diag->severity));
    sam_json_key_string(json, "code", diag->code);
    sam_json_key_string(json, "file", diag->file);
    sam_json_key_whole(json, "line", diag->line);
    sam_json_key_whole(json, "column", diag->column);
    sam_json_key_string(json, "pointer", diag->pointer);
    sam_json_key_string(json, "message", diag->message);
    sam_json_key_string(json, "value", diag->value);
    sam_json_key_string(json, "allowed", diag->bound);
    sam_json_key_string(json, "do", diag->hint);
    sam_json_close_object(json);
}

void sam_diags_json(sam_json *json, const sam_diags *diags) {
    sam_json_open_array(json);
    for (size_t i = 0; i < sam_diags_stored(diags); i++)
        add_json(json, sam_diags_at(diags, i));
    sam_json_close_array(json);
}

void sam_cli_print_diags(sam_cli *cli) {
    if (!cli->diags)
        return;
    size_t faults = sam_diags_count(cli->diags, SAM_ERROR);
    size_t warnings = sam_diags_count(cli->diags, SAM_WARNING);
    if (faults + warnings == 0 || (faults == 0 && cli->quiet))
        return;
    sam_text text = SAM_TEXT_EMPTY;
    sam_diags_text(&text, cli->diags, cli->error_colour);
    if (text.broken)
        sam_cli_fail(cli, SAM_MEMORY, "%zu faults, and not enough memory to show them", faults);
    if (!text.broken)
        sam_cli_say(text.data, text.length);
    sam_text_free(&text);
    sam_diags_free(cli->diags);
    cli->diags = sam_cli_diags();
}
