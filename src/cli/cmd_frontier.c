/* samspel frontier: what one objective costs in another. */
#include <string.h>

#include "cli/choice_deal.h"
#include "cli/progress.h"
#include "report/choice_frontier.h"

enum { DRAWS_MOST = 1000000 };

typedef struct front {
    sam_cli *cli;
    sam_choice_options options;
    const char *decide[SAM_DECIDE_MOST];
    sam_choice_progress progress;
    sam_text objectives;
} front;

static sam_status read_draws(front *f) {
    long draws = 1000, seed = 1;
    sam_status status = sam_cli_whole(f->cli, "draws", 1, DRAWS_MOST, &draws);
    if (status == SAM_OK)
        status = sam_cli_whole(f->cli, "seed", 0, 2147483647, &seed);
    if (status == SAM_OK)
        status = sam_cli_threads(f->cli, &f->options.threads);
    bool drawn = strstr(f->objectives.data, "cvar:") != NULL;
    bool given = sam_cli_has(f->cli, "draws") || sam_cli_has(f->cli, "seed");
    if (status == SAM_OK && given && !drawn)
        return sam_cli_usage(f->cli, "nothing is asked of the draws: add --robust, or name an "
                                     "objective cvar:PARTY");
    f->options.draws = drawn ? (uint64_t)draws : 0;
    f->options.seed = (uint64_t)seed;
    f->options.cancel = drawn ? sam_watch_interrupt() : NULL;
    return status;
}

static sam_status read_options(front *f) {
    sam_cli *cli = f->cli;
    size_t count = 0;
    sam_status status = sam_choice_read_decide(cli, f->decide, &count);
    if (status != SAM_OK)
        return status;
    const char *y = sam_cli_value(cli, "y");
    bool robust = sam_cli_has(cli, "robust");
    if (robust && strcmp(y, "municipal_cost") != 0 && strcmp(y, "MUNICIPAL_COST") != 0)
        return sam_cli_usage(cli, "--robust is about --y municipal_cost; for another party write "
                                  "--y cvar:PARTY");
    y = robust ? "cvar:municipality" : y;
    sam_text_format(&f->objectives, "%s,%s", sam_cli_value(cli, "x"), y);
    f->options = (sam_choice_options){.decide = f->decide,
                                      .decide_count = count,
                                      .objective = f->objectives.data,
                                      .above_market = sam_cli_has(cli, "allow-above-market"),
                                      .english = cli->format != SAM_FORMAT_TEXT,
                                      .progress = sam_choice_progress_tell,
                                      .context = &f->progress};
    if (f->objectives.broken)
        return SAM_MEMORY;
    status = sam_choice_read_cover(cli, &f->options.cover);
    if (status == SAM_OK)
        status = sam_choice_read_nodes(cli, &f->options.nodes);
    return status == SAM_OK ? read_draws(f) : status;
}

static void show(sam_cli *cli, const sam_frontier *frontier, sam_status status) {
    if (cli->format == SAM_FORMAT_CSV) {
        sam_frontier_csv(&cli->out, frontier);
        return;
    }
    if (cli->format == SAM_FORMAT_TEXT) {
        sam_frontier_text(&cli->out, frontier, status, cli->width);
        return;
    }
    sam_json json;
    sam_json_begin(&json, &cli->out);
    sam_frontier_json(&json, frontier, status, SAMSPEL_VERSION);
    sam_json_end(&json);
}

static sam_status trace(front *f) {
    sam_cli *cli = f->cli;
    sam_choice_deal deal;
    sam_frontier *frontier = NULL;
    sam_choice_progress_begin(&f->progress, cli, cli->arguments[0]);
    sam_status status = sam_cli_choice_deal(cli, cli->arguments[0], &f->options, &deal);
    if (status == SAM_OK)
        status = sam_frontier_trace(&frontier, deal.open, deal.plain, &f->options, cli->diags);
    sam_cli_print_diags(cli);
    if (frontier)
        show(cli, frontier, status);
    sam_frontier_free(frontier);
    sam_cli_choice_deal_clear(&deal);
    return status;
}

static sam_status run(sam_cli *cli) {
    front f = {.cli = cli, .objectives = SAM_TEXT_EMPTY};
    if (!sam_cli_value(cli, "scenario"))
        return sam_cli_usage(cli, "name the project with --scenario");
    if (!sam_cli_value(cli, "x") || !sam_cli_value(cli, "y"))
        return sam_cli_usage(cli, "name the two objectives with --x and --y");
    sam_status status = read_options(&f);
    if (status == SAM_OK)
        status = trace(&f);
    sam_text_free(&f.objectives);
    return status;
}

static const sam_option OPTIONS[] = {
    {"scenario", 's', "SCENARIO", N_("The project: an id, a file, or SCENARIO:VARIANT"), false},
    SAM_OPTION_VARIANT,
    {"x", '\0', "OBJECTIVE", N_("The first objective: rent, municipal_cost, -ROW, +ROW, ..."),
     false},
    {"y", '\0', "OBJECTIVE", N_("The second, made best for each value of the first"), false},
    {"decide", 'd', "NAME[:LOW:HIGH]",
     N_("Decide this input; what the model marks, else rents, loans and plot, when none is given"),
     true},
    {"dscr", '\0', "N", N_("Least cover in every full year; goals.dscr_min when not given"), false},
    {"robust", '\0', NULL,
     N_("Municipal cost as the mean of the dearest 5 % of the draws (CVaR 95)"), false},
    {"draws", 'n', "N", N_("Draws that cvar: objectives are about; 1000 when not given"), false},
    {"seed", 'S', "K", N_("Seed of the draws; 1 when not given"), false},
    {"nodes", '\0', "N",
     N_("Most combinations of whole numbers, and boxes of them, to solve; 400 when not given"),
     false},
    {"threads", 't', "N",
     N_("Threads for the draws; as many as processors when not given. The result does not depend "
        "on "
        "it"),
     false},
    {"allow-above-market", '\0', NULL, N_("Rents may be agreed above market rent"), false},
    {0},
};

const sam_command sam_command_frontier = {
    .name = "frontier",
    .arguments = "MODEL",
    .summary = N_("Show what one objective costs in another"),
    .description = N_(
        "Finds the terms none of which is better in one objective without being worse in the "
        "other: the front between, say, the lowest rent and the lowest cost to the municipality. "
        "The second objective is made best while the first is held, from one end to the other. "
        "Corners are found where the lines of two sides meet, not by a grid, and each is run "
        "through the ledger. Tells the corners, what a step along each side costs, and the terms; "
        "a side that is not straight is marked. With whole numbers among the terms (--decide "
        "use:CLAUSE, "
        "homes:CLAUSE, dwellings.0.count:LOW:HIGH) it is what nothing beats of the fronts of all "
        "combinations; where others take over it breaks off. With --robust the cost is that of the "
        "dearest "
        "draws of the risk engine. Where no terms satisfy everybody it tells why; "
        "the exit code is then 5."),
    .examples = "samspel frontier kommunal --scenario dagens --x rent --y municipal_cost\n"
                "samspel frontier fellesselskap -s sunnmore --x rent --y -total_equity",
    .options = OPTIONS,
    .least = 1,
    .most = 1,
    .run = run,
};
