/* A region's choice as text: what is chosen, what greed would have given, what the next million
 * buys, which limits bind. Money in 1000 kr. */
#include <math.h>

#include "base/number.h"
#include "report/portfolio.h"
#include "report/quantity.h"
#include "report/table.h"
#include "report/texts.h"

static void heading(sam_text *out, const char *text) {
    sam_text_format(out, "\n%s\n", text);
}

static void finish(sam_table *table, sam_text *out, size_t width) {
    if (!table) {
        out->broken = true;
        return;
    }
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

static void thousands(sam_table *table, double value) {
    sam_table_decimals(table, value / 1000, 0);
}

/* Homes are whole; a worth by need has decimals; value is money. */
static void worth_cell(sam_table *table, const sam_portfolio_view *view, double worth) {
    if (view->region->aim == SAM_AIM_VALUE)
        thousands(table, worth);
    else
        sam_table_decimals(table, worth, view->region->aim == SAM_AIM_NEED ? 1 : 0);
}

static const char *aim_text(sam_region_aim aim) {
    if (aim == SAM_AIM_DWELLINGS)
        return _("as many homes as possible");
    if (aim == SAM_AIM_NEED)
        return _("as many homes as possible, each counted by the homes that its\n"
                 "municipality needs per 1000 inhabitants");
    return _("the most value: the municipalities' present value with new\n"
             "inhabitants, less owners' gaps; in 1000 kr");
}

static const char *worth_title(sam_region_aim aim) {
    static const char *const titles[] = {N_("homes"), N_("homes by need"), N_("value")};
    return sam_tr(titles[aim]);
}

static uint32_t excluded(const sam_portfolio_view *view) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < view->candidates->count; i++)
        count += view->candidates->items[i].excluded;
    return count;
}

static void title(sam_text *out, const sam_portfolio_view *view) {
    const sam_region *region = view->region;
    sam_text_format(out, "samspel %s: ", view->version);
    sam_say_named(out, &region->name, region->id);
    sam_text_format(out,
                    _("\nmunicipalities: %u, projects: %u, candidates (project, model, size): "
                      "%u\n"),
                    region->place_count, region->project_count, view->candidates->count);
    uint32_t out_count = excluded(view);
    if (out_count)
        sam_text_format(out,
                        P_("%u candidate is left out: debt-service cover is too low\n",
                           "%u candidates are left out: debt-service cover is too low\n",
                           out_count),
                        out_count);
    sam_text_format(out, _("wanted: %s\n"), aim_text(region->aim));
}

/* ---- what is chosen ---- */

static void chosen_row(sam_table *table, const sam_portfolio_view *view, uint32_t index) {
    const sam_candidate *c = &view->candidates->items[index];
    const sam_region_project *project = &view->region->projects[c->project];
    sam_table_text(table, project->name ? sam_tr_data(project->name) : project->id);
    sam_table_text(table, c->model);
    sam_table_decimals(table, c->dwellings, 0);
    thousands(table, c->present_cost);
    thousands(table, c->outlay);
    thousands(table, c->gap);
    thousands(table, c->guarantee);
    if (c->has_dscr)
        sam_table_decimals(table, c->dscr, 2);
    else
        sam_table_none(table);
}

/* A label and money in the columns of net cost and outlay; homes below 0: none. */
static void sum_row(sam_table *table, const char *label, double homes,
                    const double cost[SAM_BUDGETS]) {
    sam_table_text(table, label);
    sam_table_text(table, "");
    if (homes < 0)
        sam_table_text(table, "");
    else
        sam_table_decimals(table, homes, 0);
    thousands(table, cost[SAM_BUDGET_PRESENT_COST]);
    thousands(table, cost[SAM_BUDGET_OUTLAY]);
    for (int i = 0; i < 3; i++)
        sam_table_text(table, "");
}

/* What activating the municipalities costs, and all together: what the budgets are held against. */
static void sum_rows(sam_table *table, const sam_portfolio_view *view) {
    const sam_portfolio_total *total = &view->answer->total;
    double activation[SAM_BUDGETS];
    bool any = false;
    for (int b = 0; b < SAM_BUDGETS; b++) {
        activation[b] = total->cost[b];
        for (uint32_t i = 0; i < view->portfolio->item_count; i++)
            if (view->answer->chosen[i])
                activation[b] -= view->portfolio->items[i].cost[b];
        any = any || activation[b] > 0.5;
    }
    if (any)
        sum_row(table, _("activation"), -1, activation);
    sum_row(table, _("together"), sam_portfolio_dwellings(view, view->answer->chosen), total->cost);
}

static void chosen(sam_text *out, const sam_portfolio_view *view, size_t width) {
    const sam_column columns[] = {{.title = _("project")},
                                  {.title = _("model")},
                                  {.title = _("homes"), .number = true},
                                  {.title = _("net cost"), .number = true},
                                  {.title = _("outlay"), .number = true},
                                  {.title = _("of it gap"), .number = true},
                                  {.title = _("guar- antee"), .number = true},
                                  {.title = _("least DSCR"), .number = true}};
    sam_table *table = sam_table_new(columns, sizeof columns / sizeof *columns);
    for (uint32_t i = 0; table && i < view->candidates->count; i++)
        if (view->answer->chosen[i])
            chosen_row(table, view, i);
    if (table)
        sum_rows(table, view);
    finish(table, out, width);
    sam_text_add(out, _("net cost: the gap less the municipality's net present value, not below "
                        "0.\ngap: what lifts every owner to its own required return; the budget "
                        "pays it.\n"));
}

/* ---- against greed ---- */

static void total_row(sam_table *table, const sam_portfolio_view *view, const char *label,
                      const bool *choice, const sam_portfolio_total *total) {
    sam_table_text(table, label);
    if (view->region->aim != SAM_AIM_DWELLINGS)
        worth_cell(table, view, total->worth);
    sam_table_decimals(table, sam_portfolio_dwellings(view, choice), 0);
    sam_table_decimals(table, total->items, 0);
    sam_table_decimals(table, total->places, 0);
    thousands(table, total->cost[SAM_BUDGET_PRESENT_COST]);
    thousands(table, total->cost[SAM_BUDGET_OUTLAY]);
}

static void totals(sam_text *out, const sam_portfolio_view *view, size_t width) {
    bool short_of_room = view->region->aim != SAM_AIM_DWELLINGS; /* one column more */
    const sam_column all[] = {
        {.title = _("choice")},
        {.title = worth_title(view->region->aim), .number = true},
        {.title = _("homes"), .number = true},
        {.title = _("projects"), .number = true},
        {.title = short_of_room ? _("munici- palities") : _("municipalities"), .number = true},
        {.title = _("net cost"), .number = true},
        {.title = _("outlay"), .number = true}};
    sam_column columns[7] = {all[0]};
    size_t skip = view->region->aim == SAM_AIM_DWELLINGS, count = 1;
    for (size_t i = 1 + skip; i < 7; i++)
        columns[count++] = all[i];
    sam_table *table = sam_table_new(columns, count);
    if (table) {
        bool proved = view->answer->verdict == SAM_PORTFOLIO_BEST;
        total_row(table, view, proved ? _("exact") : _("best found"), view->answer->chosen,
                  &view->answer->total);
        total_row(table, view,
                  view->greedy_spread ? _("greedy: best ratio first")
                                      : _("greedy: best ratio first (spread not reached)"),
                  view->greedy, &view->greedy_total);
    }
    finish(table, out, width);
}

static void proof(sam_text *out, const sam_portfolio_view *view) {
    char bound[2 * SAM_NUMBER_SIZE], gap[2 * SAM_NUMBER_SIZE];
    const sam_portfolio_answer *answer = view->answer;
    bool money = view->region->aim == SAM_AIM_VALUE;
    int decimals = view->region->aim == SAM_AIM_NEED ? 1 : 0;
    sam_number_print_norwegian(bound, money ? answer->bound / 1000 : answer->bound, decimals);
    sam_number_print_norwegian(gap, 100 * sam_portfolio_gap(answer), 2);
    if (answer->verdict == SAM_PORTFOLIO_BEST) {
        sam_text_format(out, _("Proved: no choice gives more than %s; gap 0.\n"), bound);
        if (answer->cheapest)
            sam_text_add(out, _("None that gives as much uses less.\n"));
        return;
    }
    sam_text_format(
        out,
        answer->verdict == SAM_PORTFOLIO_WITHIN
            ? _("Within the gap asked for: no choice gives more than %s; gap %s %%.\n")
        : answer->by_clock
            ? _("Stopped by the clock: no choice gives more than %s; gap %s %%.\n")
            : _("Stopped at the limit of nodes: no choice gives more than %s; gap %s %%.\n"),
        bound, gap);
    if (answer->by_clock)
        sam_text_add(out,
                     _("Another run may end elsewhere; --nodes stops at the same place always.\n"));
}

/* ---- more, and limits ---- */

static const char *budget_text(sam_budget budget) {
    return budget == SAM_BUDGET_PRESENT_COST ? _("net present cost") : _("outlay");
}

static void next(sam_text *out, const sam_portfolio_view *view, size_t width) {
    const sam_column columns[] = {{.title = _("budget")},
                                  {.title = _("more, million kr"), .number = true},
                                  {.title = worth_title(view->region->aim), .number = true},
                                  {.title = _("gain"), .number = true},
                                  {.title = ""}};
    sam_table *table = sam_table_new(columns, 5);
    for (uint32_t i = 0; table && i < view->next_count; i++) {
        const sam_portfolio_next *n = &view->next[i];
        sam_table_text(table, budget_text(n->budget));
        sam_table_decimals(table, n->more / 1e6, 0);
        worth_cell(table, view, n->total.worth);
        worth_cell(table, view, n->total.worth - view->answer->total.worth);
        sam_table_text(table, n->proved ? "" : _("at least"));
    }
    finish(table, out, width);
}

static void limit_label(sam_table *table, const sam_portfolio_view *view,
                        const sam_portfolio_limit *l) {
    sam_text label = SAM_TEXT_EMPTY;
    const char *place = view->region->places[l->place].name;
    switch (l->kind) {
    case SAM_LIMIT_BUDGET:
        sam_text_format(&label, _("budget, %s"), budget_text(l->budget));
        break;
    case SAM_LIMIT_SPREAD:
        sam_text_add(&label, _("municipalities, at least"));
        break;
    case SAM_LIMIT_PROJECTS:
        sam_text_add(&label, _("projects in a municipality, at most"));
        break;
    case SAM_LIMIT_GUARANTEE:
        sam_text_format(&label, _("%s: guarantee frame"), place);
        break;
    case SAM_LIMIT_PLACE_COST:
        sam_text_format(&label, _("%s: own budget, %s"), place, budget_text(l->budget));
        break;
    }
    sam_table_text(table, label.data);
    sam_text_free(&label);
}

static void limit_row(sam_table *table, const sam_portfolio_view *view,
                      const sam_portfolio_limit *l) {
    bool count = l->kind == SAM_LIMIT_SPREAD || l->kind == SAM_LIMIT_PROJECTS;
    limit_label(table, view, l);
    sam_table_decimals(table, count ? l->used : l->used / 1000, 0);
    sam_table_decimals(table, count ? l->limit : l->limit / 1000, 0);
    sam_table_text(table, l->gain > 0 ? _("yes") : l->proved ? _("no") : _("not known"));
    worth_cell(table, view, l->gain);
}

static void limits(sam_text *out, const sam_portfolio_view *view, size_t width) {
    const sam_column columns[] = {{.title = _("limit")},
                                  {.title = _("used"), .number = true},
                                  {.title = _("limit is"), .number = true},
                                  {.title = _("binds")},
                                  {.title = _("gain without it"), .number = true}};
    sam_table *table = sam_table_new(columns, 5);
    uint32_t easy = 0;
    for (uint32_t i = 0; table && i < view->limit_count; i++) {
        easy += !view->limits[i].touches;
        if (view->limits[i].touches)
            limit_row(table, view, &view->limits[i]);
    }
    finish(table, out, width);
    if (easy)
        sam_text_format(out,
                        P_("%u other limit stands in nothing's way.\n",
                           "%u other limits stand in nothing's way.\n", easy),
                        easy);
}

/* ---- no answer ---- */

/* Municipalities with a candidate that is not left out. */
static uint32_t with_candidates(const sam_portfolio_view *view) {
    uint32_t count = 0;
    for (uint32_t at = 0; at < view->region->place_count; at++) {
        bool any = false;
        for (uint32_t i = 0; i < view->candidates->count && !any; i++) {
            const sam_candidate *c = &view->candidates->items[i];
            any = !c->excluded && view->region->projects[c->project].place == at;
        }
        count += any;
    }
    return count;
}

static void budget_needed(sam_text *out, const sam_portfolio_view *view, sam_budget budget) {
    sam_text least = SAM_TEXT_EMPTY, now = SAM_TEXT_EMPTY;
    sam_quantity(&least, view->reach->least[budget], SAM_UNIT_NOK);
    sam_quantity(&now, view->region->budget[budget], SAM_UNIT_NOK);
    /* Translators: an amount, the kind of budget, an amount. */
    sam_text_format(out, _("It takes a budget of %s (%s); it is %s.\n"),
                    least.data ? least.data : "", budget_text(budget), now.data ? now.data : "");
    out->broken = out->broken || least.broken || now.broken;
    sam_text_free(&least);
    sam_text_free(&now);
}

static void reach(sam_text *out, const sam_portfolio_view *view) {
    const sam_portfolio_reach *r = view->reach;
    sam_text_format(out,
                    P_("\nNo choice keeps every limit: %u municipality must get something, and at "
                       "most\n%u can within all other limits.\n",
                       "\nNo choice keeps every limit: %u municipalities must get something, and "
                       "at most\n%u can within all other limits.\n",
                       view->region->places_least),
                    view->region->places_least, r->places_most);
    uint32_t with = with_candidates(view);
    if (with < view->region->places_least)
        sam_text_format(out, _("Municipalities with a candidate that is not left out: %u.\n"),
                        with);
    for (int b = 0; b < SAM_BUDGETS; b++) {
        if (!r->reachable[b])
            continue;
        budget_needed(out, view, (sam_budget)b);
    }
    if (!r->reachable[0] && !r->reachable[1])
        sam_text_add(out, _("No budget alone opens the way: another limit stands in it.\n"));
}

/* ---- the commands ---- */

static void commands(sam_text *out, const sam_portfolio_view *view) {
    heading(out, _("To see a chosen project in full"));
    for (uint32_t i = 0; i < view->candidates->count; i++) {
        if (!view->answer->chosen[i])
            continue;
        sam_candidate_command(out, view->region, &view->candidates->items[i], " \\\n    ");
        sam_text_add_char(out, '\n');
    }
}

void sam_portfolio_text(sam_text *out, const sam_portfolio_view *view, size_t width,
                        bool with_commands) {
    title(out, view);
    if (view->reach)
        reach(out, view);
    if (!view->answer->chosen)
        return;
    heading(out, _("Chosen, 1000 kr"));
    chosen(out, view, width);
    heading(out, _("Against greed, 1000 kr"));
    totals(out, view, width);
    proof(out, view);
    heading(out, _("What more would buy"));
    next(out, view, width);
    heading(out, _("What limits the choice, 1000 kr"));
    limits(out, view, width);
    if (with_commands)
        commands(out, view);
    else
        sam_text_add(out, _("\n--commands shows how to see each chosen project in full.\n"));
}
