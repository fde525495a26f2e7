/* What the commands that decide terms share. */
#include "cli/choice_deal.h"

#include <string.h>

#include "base/number.h"

static sam_status compile(sam_cli *cli, const char *model, const sam_override *more, size_t count,
                          sam_deal **deal, sam_plan **plan) {
    sam_status status =
        sam_cli_load_deal_with(cli, model, sam_cli_value(cli, "scenario"), more, count, deal);
    if (status == SAM_OK)
        status = sam_plan_compile(plan, *deal, cli->diags);
    return status;
}

/* The first reading tells which amounts have no ceiling yet. */
sam_status sam_cli_choice_deal(sam_cli *cli, const char *model, const sam_choice_options *options,
                               sam_choice_deal *out) {
    *out = (sam_choice_deal){0};
    sam_deal *first = NULL;
    sam_override *ceilings = NULL;
    size_t few = 0, all = 0;
    sam_status status = sam_cli_load_deal(cli, model, sam_cli_value(cli, "scenario"), &first);
    if (status == SAM_OK)
        status = sam_choice_ceilings(&ceilings, &few, &all, first, options);
    if (status == SAM_OK)
        status = compile(cli, model, ceilings, few, &out->plain_deal, &out->plain);
    if (status == SAM_OK)
        status = compile(cli, model, ceilings, all, &out->open_deal, &out->open);
    sam_choice_ceilings_free(ceilings);
    sam_deal_free(first);
    sam_cli_print_diags(cli);
    return status;
}

void sam_cli_choice_deal_clear(sam_choice_deal *deal) {
    sam_plan_free(deal->open);
    sam_plan_free(deal->plain);
    sam_deal_free(deal->open_deal);
    sam_deal_free(deal->plain_deal);
    *deal = (sam_choice_deal){0};
}

sam_status sam_choice_read_cover(const sam_cli *cli, double *cover) {
    const char *text = sam_cli_value(cli, "dscr");
    *cover = -1;
    if (!text)
        return SAM_OK;
    if (!sam_number_parse(text, strlen(text), cover) || *cover < 0)
        return sam_cli_usage(cli, "--dscr must be a number, 0 or above, not \"%s\"", text);
    return SAM_OK;
}

sam_status sam_choice_read_nodes(sam_cli *cli, uint32_t *nodes) {
    long most = 400;
    sam_status status = sam_cli_whole(cli, "nodes", 1, 1000000, &most);
    *nodes = (uint32_t)most;
    return status;
}

sam_status sam_choice_read_decide(const sam_cli *cli, const char **list, size_t *count) {
    const char *name;
    for (size_t n = 0; (name = sam_cli_value_at(cli, "decide", n)) != NULL; n++) {
        if (*count == SAM_DECIDE_MOST)
            return sam_cli_usage(cli, "too many terms to decide");
        list[(*count)++] = name;
    }
    return SAM_OK;
}

void sam_choice_progress_begin(sam_choice_progress *progress, sam_cli *cli, const char *model) {
    *progress = (sam_choice_progress){.cli = cli, .model = model};
    clock_gettime(CLOCK_MONOTONIC, &progress->begun);
}

void sam_choice_progress_tell(void *context, const char *what) {
    sam_choice_progress *p = context;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (now.tv_sec - p->begun.tv_sec < 1 || p->told == what)
        return;
    p->told = what;
    sam_cli_note(p->cli, "%s: %s", p->model, what);
}
