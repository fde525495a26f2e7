/* samspel portfolio: which projects a region supports, with which model and how large. */
#include <math.h>
#include <string.h>
#include <time.h>

#include "base/number.h"
#include "choice/portfolio_candidates.h"
#include "cli/cli.h"
#include "report/portfolio.h"

enum { NEXT_MOST = 3 * SAM_BUDGETS };

typedef struct portfolio {
    sam_cli *cli;
    sam_portfolio_effort effort;
    sam_region_aim aim;
    bool own_aim;
    sam_region *region;
    sam_candidates *candidates;
    sam_portfolio problem;
    sam_portfolio_answer answer;
    sam_portfolio_reach reach;
    sam_portfolio_next next[NEXT_MOST];
    sam_portfolio_view view;
} portfolio;

/* ---- options ---- */

static sam_status read_money(sam_cli *cli, const char *name, double *out) {
    const char *text = sam_cli_value(cli, name);
    double value;
    if (!text)
        return SAM_OK;
    if (!sam_number_parse(text, strlen(text), &value) || value < 0 || value > 1e12)
        return sam_cli_usage(cli, "--%s must be an amount in NOK, such as 60e6, not \"%s\"", name,
                             text);
    *out = value;
    return SAM_OK;
}

static sam_status read_gap(sam_cli *cli, double *out) {
    const char *text = sam_cli_value(cli, "gap");
    if (!text)
        return SAM_OK;
    if (!sam_number_parse(text, strlen(text), out) || *out < 0 || *out > 0.5)
        return sam_cli_usage(cli, "--gap must be a share from 0 to 0.5, such as 0.01, not \"%s\"",
                             text);
    return SAM_OK;
}

static sam_status read_options(portfolio *p) {
    long nodes = sam_portfolio_default_effort.nodes;
    long seconds = sam_portfolio_default_effort.seconds;
    double gap = 0;
    const char *aim = sam_cli_value(p->cli, "objective");
    if (sam_cli_value(p->cli, "set"))
        return sam_cli_usage(p->cli, "--set is for one deal; a region's file has its own \"set\", "
                                     "for all its projects, a municipality or a project");
    p->own_aim = aim && sam_region_aim_find(aim, &p->aim);
    sam_status status = sam_cli_whole(p->cli, "nodes", 1, 100000000, &nodes);
    if (status == SAM_OK)
        status = sam_cli_whole(p->cli, "seconds", 1, 1000000, &seconds);
    if (status == SAM_OK)
        status = read_gap(p->cli, &gap);
    p->effort = (sam_portfolio_effort){(int)nodes, (int)seconds, gap};
    return status;
}

/* ---- reading and running ---- */

static sam_status open_file(void *context, const char *pointer, const char *folder,
                            const char *name, sam_source *out) {
    const portfolio *p = context;
    return sam_cli_read_named(p->cli, p->region->source, pointer, folder, name, out);
}

static sam_status read_region(portfolio *p) {
    sam_cli *cli = p->cli;
    sam_source source = {0};
    sam_status status = sam_cli_read_data(cli, "scenarios/regions", cli->arguments[0], &source);
    if (status == SAM_OK)
        status = sam_region_read(&p->region, source, p->own_aim ? &p->aim : NULL, cli->diags);
    if (status == SAM_OK)
        status = read_money(cli, "present-cost", &p->region->budget[SAM_BUDGET_PRESENT_COST]);
    if (status == SAM_OK)
        status = read_money(cli, "outlay", &p->region->budget[SAM_BUDGET_OUTLAY]);
    return status;
}

static sam_status run_candidates(portfolio *p) {
    sam_candidate_files files = {.open = open_file, .context = p};
    sam_status status = sam_cli_read_shipped(p->cli, SAM_CLI_TERMS, &files.terms);
    if (status == SAM_OK)
        status = sam_candidates_run(&p->candidates, p->region, &files, p->cli->diags);
    if (status == SAM_OK)
        status = sam_candidates_portfolio(&p->problem, p->region, p->candidates);
    return status;
}

/* A region in which there is nothing to choose has no answer, and why is told at once. */
static sam_status check_any(const portfolio *p) {
    const sam_region *region = p->region;
    uint32_t left = 0;
    if (region->place_count == 0)
        return sam_cli_fail(p->cli, SAM_INFEASIBLE, "%s has no municipality", region->file);
    if (region->project_count == 0)
        return sam_cli_fail(p->cli, SAM_INFEASIBLE, "%s has no project to choose", region->file);
    for (uint32_t i = 0; i < p->candidates->count; i++)
        left += !p->candidates->items[i].excluded;
    if (left == 0)
        return sam_cli_fail(p->cli, SAM_INFEASIBLE,
                            "every candidate of %s has a debt-service cover below \"dscr_least\"",
                            region->file);
    return SAM_OK;
}

/* ---- choosing ---- */

static sam_status buy_more(portfolio *p) {
    static const double steps[] = {1e6, 5e6, 10e6};
    sam_status status = SAM_OK;
    uint32_t count = 0;
    for (int b = 0; b < SAM_BUDGETS; b++)
        for (int i = 0; i < 3 && status == SAM_OK && isfinite(p->problem.budget[b]); i++) {
            sam_portfolio_next *next = &p->next[count++];
            *next = (sam_portfolio_next){.budget = (sam_budget)b, .more = steps[i]};
            status = sam_portfolio_more(next, &p->problem, &p->answer, &p->effort);
        }
    p->view.next = p->next;
    p->view.next_count = count;
    return status;
}

static sam_status find_limits(portfolio *p) {
    uint32_t most = SAM_BUDGETS + 2 + (1 + SAM_BUDGETS) * p->problem.place_count;
    sam_portfolio_limit *limits = sam_arena_array(p->cli->arena, most, sizeof *limits);
    p->view.limits = limits;
    if (!limits)
        return SAM_MEMORY;
    return sam_portfolio_limits(limits, most, &p->view.limit_count, &p->problem, &p->answer,
                                &p->effort);
}

static sam_status be_greedy(portfolio *p) {
    bool *greedy = sam_arena_array(p->cli->arena, p->problem.item_count + 1u, sizeof *greedy);
    if (!greedy)
        return SAM_MEMORY;
    p->view.greedy_spread = sam_portfolio_greedy(&p->problem, greedy);
    (void)sam_portfolio_holds(&p->problem, greedy, &p->view.greedy_total);
    p->view.greedy = greedy;
    return SAM_OK;
}

static sam_status choose(portfolio *p) {
    sam_status status = be_greedy(p);
    if (status == SAM_OK)
        status = sam_portfolio_solve(&p->answer, &p->problem, NULL, &p->effort);
    if (status == SAM_SOLVER)
        return sam_cli_fail(p->cli, SAM_SOLVER, "no choice was found; try a larger --nodes");
    if (status == SAM_OK && p->answer.verdict == SAM_PORTFOLIO_INFEASIBLE) {
        p->view.reach = &p->reach;
        return sam_portfolio_reach_of(&p->reach, &p->problem, &p->effort);
    }
    if (status == SAM_OK)
        status = sam_portfolio_cheapest(&p->answer, &p->problem, &p->effort);
    if (status == SAM_OK)
        status = buy_more(p);
    return status == SAM_OK ? find_limits(p) : status;
}

/* ---- telling ---- */

static sam_status export(const portfolio *p) {
    const char *path = sam_cli_value(p->cli, "export");
    if (!path)
        return SAM_OK;
    size_t length = strlen(path);
    sam_text text = SAM_TEXT_EMPTY;
    if (length > 4 && strcmp(path + length - 4, ".mps") == 0)
        sam_portfolio_mps(&text, &p->view);
    else
        sam_portfolio_lp(&text, &p->view);
    sam_status status = text.broken ? SAM_MEMORY : sam_cli_write(p->cli, path, &text);
    sam_text_free(&text);
    return status;
}

static sam_status tell(portfolio *p) {
    sam_cli *cli = p->cli;
    if (cli->format == SAM_FORMAT_JSON)
        sam_portfolio_json(&cli->out, &p->view);
    else if (cli->format == SAM_FORMAT_CSV)
        sam_portfolio_csv(&cli->out, &p->view);
    else
        sam_portfolio_text(&cli->out, &p->view, cli->width, sam_cli_has(cli, "commands"));
    sam_status status = export(p);
    if (status != SAM_OK || p->answer.verdict != SAM_PORTFOLIO_INFEASIBLE)
        return status;
    return sam_cli_fail(cli, SAM_INFEASIBLE, "%s", sam_tr(sam_status_text(SAM_INFEASIBLE)));
}

static sam_status run_all(portfolio *p) {
    sam_status status = read_options(p);
    if (status == SAM_OK)
        status = read_region(p);
    if (status == SAM_OK && p->region->project_count)
        status = run_candidates(p);
    if (status == SAM_OK)
        status = check_any(p);
    sam_cli_print_diags(p->cli);
    p->view.version = SAMSPEL_VERSION;
    p->view.region = p->region;
    p->view.candidates = p->candidates;
    p->view.portfolio = &p->problem;
    p->view.answer = &p->answer;
    if (status == SAM_OK)
        status = choose(p);
    return status == SAM_OK ? tell(p) : status;
}

static sam_status run(sam_cli *cli) {
    portfolio p = {.cli = cli};
    sam_status status = run_all(&p);
    sam_portfolio_answer_clear(&p.answer);
    sam_candidates_free(p.candidates);
    sam_region_free(p.region);
    return status;
}

static const sam_option OPTIONS[] = {
    {"objective", 'O', "dwellings|need|value",
     N_("What is wanted, instead of what the file says: homes; homes by need per inhabitant; or "
        "the "
        "municipalities' value less owners' gaps"),
     false},
    {"present-cost", 'b', "NOK", N_("The budget of net present cost, instead of the file's"),
     false},
    {"outlay", 'u', "NOK", N_("The budget of outlay, instead of the file's"), false},
    {"nodes", 'n', "N",
     N_("Limit of each search, in nodes; 200000 when not given. The answer is the same on every "
        "machine"),
     false},
    {"gap", 'g', "SHARE",
     N_("Be content when no choice can be better by more than this share, such as 0.01; 0 when not "
        "given: the best is proved"),
     false},
    {"seconds", 's', "N",
     N_("Limit of each search by the clock, should the nodes not end it before; 120 when not "
        "given. "
        "What it stops says so"),
     false},
    {"commands", 'c', NULL, N_("Say too how to see each chosen project in full"), false},
    {"export", 'x', "FILE",
     N_("Write the integer problem too, for other solvers: as MPS when the name ends with .mps, "
        "else "
        "as LP"),
     false},
    {0},
};

const sam_command sam_command_portfolio = {
    .name = "portfolio",
    .arguments = "REGION",
    .summary = N_("Choose a region's projects, models and sizes under one budget"),
    .description = N_(
        "Runs every project of the region with every model allowed and in every size, month by "
        "month, and chooses at most one of them for each project: the best choice of all within "
        "the common budgets, each municipality's guarantee frame and own budget, and the spread "
        "asked for. The best is proved, or the bound says how much may be missing. Shown beside "
        "it: what taking the best ratio first would give, what the next 1, 5 and 10 million would "
        "buy, and which limits bind.\n"
        "\n"
        "A candidate's net cost is what its owners fall short of their required return (the gap, "
        "which the budget must pay) less the municipality's net present value, and not below "
        "zero: what one municipality gains pays nothing for another."),
    .examples = "samspel portfolio kysten_og_blilyst\n"
                "samspel portfolio kysten_og_blilyst --present-cost 80e6 --commands\n"
                "samspel portfolio my_region.json --export region.lp",
    .options = OPTIONS,
    .least = 1,
    .most = 1,
    .run = run,
};
