/* samspel optimise: the best terms of a deal, why, and what it would take. */
#include <string.h>

#include "base/number.h"
#include "cli/choice_deal.h"
#include "cli/progress.h"
#include "report/choice_compare.h"

enum { MODELS_MOST = 32, CVAR_MOST = 16, DRAWS_MOST = 100000, FULL_MOST = 1000 };

typedef struct optimise {
    sam_cli *cli;
    sam_choice_options options;
    const char *decide[SAM_DECIDE_MOST];
    const char *cvar_most[CVAR_MOST];
    const char *model;
    sam_choice_progress progress;
    sam_text exported;
    sam_choice_line lines[MODELS_MOST];
    size_t line_count;
    sam_table *csv; /* Nullable: another form */
} optimise;

/* Is anything asked of draws? */
static bool asks_draws(const optimise *o) {
    const char *objective = o->options.objective;
    return o->options.cover_share > 0 || o->options.cvar_most_count > 0 ||
           (objective && strstr(objective, "cvar:"));
}

static sam_status read_draws(optimise *o) {
    long draws = 10000, seed = 1;
    sam_status status = sam_cli_whole(o->cli, "draws", 1, DRAWS_MOST, &draws);
    if (status == SAM_OK)
        status = sam_cli_whole(o->cli, "seed", 0, 2147483647, &seed);
    if (status == SAM_OK)
        status = sam_cli_threads(o->cli, &o->options.threads);
    o->options.full = sam_cli_has(o->cli, "full");
    bool given = sam_cli_has(o->cli, "draws") || sam_cli_has(o->cli, "seed") || o->options.full;
    if (status == SAM_OK && given && !asks_draws(o))
        return sam_cli_usage(o->cli, "nothing is asked of the draws: name a cvar: objective, "
                                     "--cvar-max or --dscr-share");
    if (status == SAM_OK && o->options.full && draws > FULL_MOST)
        return sam_cli_usage(o->cli, "--full is for at most %d draws, not %ld", FULL_MOST, draws);
    o->options.draws = asks_draws(o) ? (uint64_t)draws : 0;
    o->options.seed = (uint64_t)seed;
    o->options.cancel = o->options.draws ? sam_watch_interrupt() : NULL;
    return status;
}

static sam_status read_cover_share(optimise *o) {
    const char *text = sam_cli_value(o->cli, "dscr-share");
    double share = 0;
    if (!text)
        return SAM_OK;
    if (!sam_number_parse(text, strlen(text), &share) || !(share > 0 && share <= 1))
        return sam_cli_usage(o->cli, "--dscr-share must be above 0 and at most 1, not \"%s\"",
                             text);
    o->options.cover_share = share;
    return SAM_OK;
}

static sam_status read_cvar(optimise *o) {
    size_t count = 0;
    const char *text;
    while ((text = sam_cli_value_at(o->cli, "cvar-max", count)) != NULL) {
        if (count == CVAR_MOST)
            return sam_cli_usage(o->cli, "too many --cvar-max");
        o->cvar_most[count++] = text;
    }
    o->options.cvar_most = o->cvar_most;
    o->options.cvar_most_count = count;
    return SAM_OK;
}

static sam_status read_options(optimise *o) {
    size_t count = 0;
    sam_status status = sam_choice_read_decide(o->cli, o->decide, &count);
    long starts = 32;
    o->options.decide = o->decide;
    o->options.decide_count = count;
    o->options.objective = sam_cli_value(o->cli, "objective");
    o->options.above_market = sam_cli_has(o->cli, "allow-above-market");
    o->options.english = o->cli->format != SAM_FORMAT_TEXT;
    o->options.progress = sam_choice_progress_tell;
    o->options.context = &o->progress;
    if (status == SAM_OK)
        status = sam_cli_whole(o->cli, "starts", 1, 4096, &starts);
    o->options.starts = (uint32_t)starts;
    if (status == SAM_OK)
        status = sam_choice_read_nodes(o->cli, &o->options.nodes);
    if (status == SAM_OK)
        status = sam_choice_read_cover(o->cli, &o->options.cover);
    if (status == SAM_OK)
        status = read_cover_share(o);
    if (status == SAM_OK)
        status = read_cvar(o);
    return status == SAM_OK ? read_draws(o) : status;
}

static bool is_mps(const char *path) {
    size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, ".mps") == 0;
}

static void show(optimise *o, sam_json *json, const sam_choice *choice, sam_status status) {
    const char *path = sam_cli_value(o->cli, "export");
    if (path && is_mps(path))
        sam_choice_mps(&o->exported, choice);
    else if (path)
        sam_choice_lp(&o->exported, choice);
    o->lines[o->line_count++] = sam_choice_line_of(o->model, choice, status);
    if (o->cli->format == SAM_FORMAT_JSON) {
        sam_choice_json(json, choice, status);
        return;
    }
    if (o->csv) {
        sam_choice_csv_add(o->csv, choice, status);
        return;
    }
    if (o->cli->out.length)
        sam_text_add(&o->cli->out, "\n");
    sam_choice_text(&o->cli->out, choice, status, o->cli->width);
}

static sam_status decide(optimise *o, sam_json *json) {
    sam_choice_deal deal;
    sam_choice *choice = NULL;
    sam_status status = sam_cli_choice_deal(o->cli, o->model, &o->options, &deal);
    if (status == SAM_OK)
        status = sam_choice_optimise(&choice, deal.open, deal.plain, &o->options, o->cli->diags);
    sam_cli_print_diags(o->cli);
    if (status == SAM_LIMIT)
        sam_cli_note(o->cli, "stopped before there was an answer");
    if (choice)
        show(o, json, choice, status);
    sam_choice_free(choice);
    sam_cli_choice_deal_clear(&deal);
    return status;
}

/* The linear problem goes to its own file, the result to where results go. */
static sam_status export(optimise *o) {
    const char *path = sam_cli_value(o->cli, "export");
    if (!path || !o->exported.length)
        return SAM_OK;
    sam_cli *cli = o->cli;
    sam_text result = cli->out;
    const char *out_path = cli->out_path;
    cli->out = o->exported;
    cli->out_path = path;
    sam_status status = sam_cli_check_target(cli, path);
    if (status == SAM_OK)
        status = sam_cli_deliver(cli);
    o->exported = cli->out;
    cli->out = result;
    cli->out_path = out_path;
    return status;
}

static void begin(optimise *o, sam_json *json) {
    if (o->cli->format == SAM_FORMAT_CSV) {
        o->csv = sam_choice_csv_new();
        o->cli->out.broken = o->cli->out.broken || !o->csv;
    }
    if (o->cli->format != SAM_FORMAT_JSON)
        return;
    sam_json_begin(json, &o->cli->out);
    sam_json_open_object(json);
    sam_json_key_string(json, "version", SAMSPEL_VERSION);
    sam_json_key(json, "models");
    sam_json_open_array(json);
}

/* Which of several models serves best. */
static void end(optimise *o, sam_json *json) {
    size_t order[MODELS_MOST];
    sam_text *out = &o->cli->out;
    sam_choice_order(o->lines, o->line_count, order);
    if (o->csv)
        sam_table_print_csv(o->csv, out);
    sam_table_free(o->csv);
    if (o->cli->format == SAM_FORMAT_TEXT && o->line_count > 1)
        sam_choice_compare_text(out, o->lines, order, o->line_count, o->cli->width);
    if (o->cli->format != SAM_FORMAT_JSON)
        return;
    sam_json_close_array(json);
    sam_choice_compare_json(json, o->lines, order, o->line_count);
    sam_json_close_object(json);
    sam_json_end(json);
}

/* Every model is decided by itself; the worst status is the command's. */
static sam_status decide_all(optimise *o) {
    sam_json json;
    sam_status worst = SAM_OK;
    begin(o, &json);
    for (size_t i = 0; i < o->cli->argument_count; i++) {
        o->model = o->cli->arguments[i];
        sam_choice_progress_begin(&o->progress, o->cli, o->model);
        sam_status status = decide(o, &json);
        worst = status == SAM_OK || worst == SAM_MEMORY ? worst : status;
        if (status != SAM_OK && status != SAM_INFEASIBLE && status != SAM_SOLVER)
            break;
    }
    end(o, &json);
    return worst;
}

static sam_status run(sam_cli *cli) {
    optimise o = {.cli = cli, .exported = SAM_TEXT_EMPTY};
    if (!sam_cli_value(cli, "scenario"))
        return sam_cli_usage(cli, "name the project with --scenario");
    if (sam_cli_has(cli, "export") && cli->argument_count > 1)
        return sam_cli_usage(cli, "--export is for one model");
    sam_status status = read_options(&o);
    if (status == SAM_OK)
        status = decide_all(&o);
    if (status != SAM_OK && status != SAM_INFEASIBLE && status != SAM_SOLVER)
        sam_text_free(&cli->out);
    sam_status written = export(&o);
    sam_text_free(&o.exported);
    return written == SAM_OK ? status : written;
}

static const sam_option OPTIONS[] = {
    {"scenario", 's', "SCENARIO", N_("The project: an id, a file, or SCENARIO:VARIANT"), false},
    SAM_OPTION_VARIANT,
    {"decide", 'd', "NAME[:LOW:HIGH]",
     N_("Decide this input, or a word as in samspel room; what the model marks, else rents, "
        "loans and plot, when none is given"),
     true},
    {"objective", 'O', "LIST",
     N_("municipal_cost, rent, capital_cost, owner_npv, cvar:PARTY, -ROW, +ROW"), false},
    {"dscr", '\0', "N", N_("Least cover in every full year; goals.dscr_min when not given"), false},
    {"dscr-share", '\0', "P",
     N_("Cover must hold in this share of the draws, 0.95 say; 1: in every draw"), false},
    {"cvar-max", '\0', "PARTY:NOK",
     N_("The most that the party's net present cost may be in the mean of its dearest 5 % of "
        "draws"),
     true},
    {"draws", 'n', "N", N_("Draws that these and cvar: objectives are about; 10000 when not given"),
     false},
    {"seed", 'S', "K", N_("Seed of the draws; 1 when not given"), false},
    {"threads", 't', "N",
     N_("Threads for the draws; as many as processors when not given. The result does not depend "
        "on "
        "it"),
     false},
    {"full", '\0', NULL,
     N_("Solve the last problem with every draw written out too, and export it so; up to 1000 "
        "draws"),
     false},
    {"allow-above-market", '\0', NULL, N_("Rents may be agreed above market rent"), false},
    {"nodes", '\0', "N",
     N_("Most combinations of whole numbers that are solved; 400 when not given"), false},
    {"starts", '\0', "N", N_("Points tried for better starts; 32 when not given"), false},
    {"export", '\0', "FILE",
     N_("Write the last linear problem, as MPS when it ends with .mps, else LP; whole numbers "
        "stand "
        "in it at what was chosen"),
     false},
    {0},
};

const sam_command sam_command_optimise = {
    .name = "optimise",
    .arguments = "MODEL...",
    .summary = N_("Find the best terms of a deal, and why"),
    .description = N_(
        "Decides rents, loans and the price of the plot (or what --decide names) so that the "
        "objective is best while everybody's limits hold: cover, the owner's required return, the "
        "lenders' limits, market rent, aid, and the scenario's goals. Objectives in a list are "
        "settled one after the other; 1*municipal_cost+5e5*rent is one weighted sum. Says what "
        "binds and who set it, what each limit costs and how far that holds, and at which rate a "
        "loan that is not used would be. Where no terms satisfy everybody it says which limits "
        "cannot hold together and what would open the way, the cheapest first; the exit code is "
        "then 5. Slopes are read off the plan; every figure told is the ledger's.\n\n"
        "Whole numbers are decided too: --decide dwellings.0.count:4:12, guarantee.years:10:20, "
        "homes:letting (how many of the homes are let, where two clauses share them) and "
        "use:grant (whether a grant, loan, guarantee or lease is used at all; with its amount "
        "decided too, "
        "that is 0 or between its bounds); --decide usual adds the terms that are decided when "
        "none is named. Several models are solved one by "
        "one and compared.\n\n"
        "With cvar:PARTY as objective, --cvar-max or --dscr-share the terms are judged over draws "
        "of "
        "the scenario's \"uncertainty\", those of samspel risk with the same numbers. cvar:PARTY "
        "is "
        "CVaR 95: the mean of the party's net present cost in the dearest 5 % of the draws. Draws "
        "are solved by cuts, a row for each limit and round, and the answer is run afresh through "
        "all of them. Ctrl-C stops without an answer."),
    .examples =
        "samspel optimise tilvising --scenario hitra --objective rent\n"
        "samspel optimise provebustad -s hitra -O cvar:municipality --draws 10000 --seed 7\n"
        "samspel optimise stiftelse -s hitra -O rent --dscr 1 --dscr-share 0.95\n"
        "samspel optimise tilvising -s hitra -O rent --allow-above-market\n"
        "samspel optimise kommunal -s dagens -d usual -d dwellings.0.count:4:12\n"
        "samspel optimise kommunal -s hitra --decide letting.rent_share:0.5:1 -O rent",
    .options = OPTIONS,
    .least = 1,
    .most = MODELS_MOST,
    .run = run,
};
