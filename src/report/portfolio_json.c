/* A region's choice as JSON and CSV, for programs: every candidate with its figures and the command
 * that gives them again. */
#include "base/real.h"

#include "report/json.h"
#include "report/portfolio.h"
#include "report/table.h"

static void key_bool(sam_json *json, const char *key, bool value) {
    sam_json_key(json, key);
    sam_json_bool(json, value);
}

static void begin(sam_json *json, const char *key) {
    sam_json_key(json, key);
    sam_json_open_array(json);
}

static void write_names(sam_json *json, const sam_region *region) {
    sam_json_key(json, "name");
    sam_json_open_object(json);
    sam_json_key_string(json, "nn", region->name.nn);
    sam_json_key_string(json, "nb", region->name.nb);
    sam_json_key_string(json, "en", region->name.en);
    sam_json_close_object(json);
}

static void write_command(sam_json *json, const sam_portfolio_view *view, const sam_candidate *c) {
    sam_text command = SAM_TEXT_EMPTY;
    sam_candidate_command(&command, view->region, c, " ");
    sam_json_key_string(json, "command", command.data);
    json->out->broken = json->out->broken || command.broken;
    sam_text_free(&command);
}

static void write_candidate(sam_json *json, const sam_portfolio_view *view, uint32_t index) {
    const sam_candidate *c = &view->candidates->items[index];
    const sam_region_project *project = &view->region->projects[c->project];
    const sam_region_place *place = &view->region->places[project->place];
    sam_json_open_object(json);
    sam_json_key_string(json, "municipality", place->id);
    sam_json_key_string(json, "project", project->id);
    sam_json_key_string(json, "scenario", project->scenario);
    sam_json_key_string(json, "variant", project->variant);
    sam_json_key_string(json, "model", c->model);
    sam_json_key_number(json, "size", c->size);
    sam_json_key_number(json, "dwellings", c->dwellings);
    sam_json_key_number(json, "worth", c->worth);
    sam_json_key_number(json, "present_cost", c->present_cost);
    sam_json_key_number(json, "outlay", c->outlay);
    sam_json_key_number(json, "gap", c->gap);
    sam_json_key_number(json, "guarantee", c->guarantee);
    sam_json_key_number(json, "municipality_npv", c->municipality_npv);
    sam_json_key_number(json, "municipality_outlay", c->municipality_outlay);
    sam_json_key_number(json, "owner_npv", c->owner_npv);
    sam_json_key_number(json, "min_dscr", c->has_dscr ? c->dscr : SAM_REAL_NAN);
    key_bool(json, "excluded", c->excluded);
    key_bool(json, "chosen", view->answer->chosen && view->answer->chosen[index]);
    key_bool(json, "greedy", view->greedy[index]);
    write_command(json, view, c);
    sam_json_close_object(json);
}

static void write_candidates(sam_json *json, const sam_portfolio_view *view) {
    begin(json, "candidates");
    for (uint32_t i = 0; i < view->candidates->count; i++)
        write_candidate(json, view, i);
    sam_json_close_array(json);
}

static void write_total(sam_json *json, const sam_portfolio_view *view, const bool *chosen,
                        const sam_portfolio_total *total) {
    sam_json_key_number(json, "worth", total->worth);
    sam_json_key_number(json, "dwellings", sam_portfolio_dwellings(view, chosen));
    sam_json_key_whole(json, "projects", total->items);
    sam_json_key_whole(json, "municipalities_reached", total->places);
    sam_json_key_number(json, "present_cost", total->cost[SAM_BUDGET_PRESENT_COST]);
    sam_json_key_number(json, "outlay", total->cost[SAM_BUDGET_OUTLAY]);
}

static void write_budgets(sam_json *json, const sam_region *region) {
    sam_json_key(json, "budget");
    sam_json_open_object(json);
    for (int b = 0; b < SAM_BUDGETS; b++)
        sam_json_key_number(json, sam_budget_word((sam_budget)b), region->budget[b]);
    sam_json_close_object(json);
}

static void write_best(sam_json *json, const sam_portfolio_view *view) {
    const sam_portfolio_answer *answer = view->answer;
    sam_json_key_string(json, "status", sam_portfolio_word(answer->verdict));
    sam_json_key(json, "best");
    if (!answer->chosen) {
        sam_json_null(json);
        return;
    }
    sam_json_open_object(json);
    write_total(json, view, answer->chosen, &answer->total);
    sam_json_key_number(json, "bound", answer->bound);
    sam_json_key_number(json, "gap", sam_portfolio_gap(answer));
    bool stopped = answer->verdict == SAM_PORTFOLIO_STOPPED;
    sam_json_key_string(json, "stopped_by", stopped ? answer->by_clock ? "time" : "nodes" : NULL);
    key_bool(json, "cheapest", answer->cheapest);
    sam_json_key_whole(json, "searched", answer->open);
    sam_json_close_object(json);
}

static void write_greedy(sam_json *json, const sam_portfolio_view *view) {
    sam_json_key(json, "greedy");
    sam_json_open_object(json);
    write_total(json, view, view->greedy, &view->greedy_total);
    key_bool(json, "keeps_spread", view->greedy_spread);
    sam_json_close_object(json);
}

static void write_next(sam_json *json, const sam_portfolio_view *view) {
    begin(json, "next");
    for (uint32_t i = 0; i < view->next_count; i++) {
        const sam_portfolio_next *n = &view->next[i];
        sam_json_open_object(json);
        sam_json_key_string(json, "budget", sam_budget_word(n->budget));
        sam_json_key_number(json, "more", n->more);
        sam_json_key_number(json, "worth", n->total.worth);
        sam_json_key_number(json, "gain", n->total.worth - view->answer->total.worth);
        sam_json_key_number(json, "bound", n->bound);
        key_bool(json, "proved", n->proved);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_limits(sam_json *json, const sam_portfolio_view *view) {
    begin(json, "limits");
    for (uint32_t i = 0; i < view->limit_count; i++) {
        const sam_portfolio_limit *l = &view->limits[i];
        bool by_budget = l->kind == SAM_LIMIT_BUDGET || l->kind == SAM_LIMIT_PLACE_COST;
        bool of_place = l->kind == SAM_LIMIT_GUARANTEE || l->kind == SAM_LIMIT_PLACE_COST;
        sam_json_open_object(json);
        sam_json_key_string(json, "kind", sam_portfolio_limit_word(l->kind));
        sam_json_key_string(json, "budget", by_budget ? sam_budget_word(l->budget) : NULL);
        sam_json_key_string(json, "municipality",
                            of_place ? view->region->places[l->place].id : NULL);
        sam_json_key_number(json, "used", l->used);
        sam_json_key_number(json, "limit", l->limit);
        key_bool(json, "binds", l->gain > 0);
        sam_json_key_number(json, "gain_without", l->gain);
        key_bool(json, "proved", !l->touches || l->proved);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_reach(sam_json *json, const sam_portfolio_view *view) {
    sam_json_key(json, "reach");
    if (!view->reach) {
        sam_json_null(json);
        return;
    }
    sam_json_open_object(json);
    sam_json_key_whole(json, "municipalities_most", view->reach->places_most);
    for (int b = 0; b < SAM_BUDGETS; b++)
        sam_json_key_number(json, b ? "outlay_least" : "present_cost_least",
                            view->reach->reachable[b] ? view->reach->least[b] : SAM_REAL_NAN);
    sam_json_close_object(json);
}

static void write_place(sam_json *json, const sam_portfolio_view *view, uint32_t at) {
    const sam_region_place *place = &view->region->places[at];
    const sam_input *inputs = view->region->inputs;
    bool known = place->inhabitants != SAM_NO_INPUT, needed = place->need != SAM_NO_INPUT;
    double dwellings = 0;
    for (uint32_t i = 0; view->answer->chosen && i < view->candidates->count; i++)
        if (view->answer->chosen[i] &&
            view->region->projects[view->candidates->items[i].project].place == at)
            dwellings += view->candidates->items[i].dwellings;
    sam_json_open_object(json);
    sam_json_key_string(json, "id", place->id);
    sam_json_key_string(json, "name", place->name);
    sam_json_key_string(json, "number", place->number);
    sam_json_key_string(json, "member_of", place->member_of);
    sam_json_key_string(json, "membership", place->membership);
    sam_json_key_number(json, "inhabitants",
                        known ? inputs[place->inhabitants].value : SAM_REAL_NAN);
    sam_json_key_string(json, "inhabitants_source",
                        known ? inputs[place->inhabitants].source : NULL);
    sam_json_key_number(json, "need", needed ? inputs[place->need].value : SAM_REAL_NAN);
    sam_json_key_number(json, "dwellings", dwellings);
    sam_json_close_object(json);
}

void sam_portfolio_json(sam_text *out, const sam_portfolio_view *view) {
    sam_json json;
    sam_json_begin(&json, out);
    sam_json_open_object(&json);
    sam_json_key_string(&json, "version", view->version);
    sam_json_key_string(&json, "region", view->region->id);
    write_names(&json, view->region);
    sam_json_key_string(&json, "objective", sam_region_aim_word(view->region->aim));
    write_budgets(&json, view->region);
    write_best(&json, view);
    write_greedy(&json, view);
    write_next(&json, view);
    write_limits(&json, view);
    write_reach(&json, view);
    begin(&json, "municipalities");
    for (uint32_t at = 0; at < view->region->place_count; at++)
        write_place(&json, view, at);
    sam_json_close_array(&json);
    write_candidates(&json, view);
    sam_json_close_object(&json);
    sam_json_end(&json);
}

static const sam_column COLUMNS[] = {{.title = "municipality"},
                                     {.title = "project"},
                                     {.title = "scenario"},
                                     {.title = "variant"},
                                     {.title = "model"},
                                     {.title = "size", .number = true},
                                     {.title = "dwellings", .number = true},
                                     {.title = "worth", .number = true},
                                     {.title = "present_cost", .number = true},
                                     {.title = "outlay", .number = true},
                                     {.title = "gap", .number = true},
                                     {.title = "guarantee", .number = true},
                                     {.title = "municipality_npv", .number = true},
                                     {.title = "municipality_outlay", .number = true},
                                     {.title = "owner_npv", .number = true},
                                     {.title = "min_dscr", .number = true},
                                     {.title = "excluded", .number = true},
                                     {.title = "chosen", .number = true},
                                     {.title = "greedy", .number = true}};

static void add_line(sam_table *table, const sam_portfolio_view *view, uint32_t index) {
    const sam_candidate *c = &view->candidates->items[index];
    const sam_region_project *project = &view->region->projects[c->project];
    bool chosen = view->answer->chosen && view->answer->chosen[index];
    sam_table_text(table, view->region->places[project->place].id);
    sam_table_text(table, project->id);
    sam_table_text(table, project->scenario);
    sam_table_text(table, project->variant);
    sam_table_text(table, c->model);
    const double numbers[] = {c->size,
                              c->dwellings,
                              c->worth,
                              c->present_cost,
                              c->outlay,
                              c->gap,
                              c->guarantee,
                              c->municipality_npv,
                              c->municipality_outlay,
                              c->owner_npv,
                              c->has_dscr ? c->dscr : SAM_REAL_NAN,
                              c->excluded,
                              chosen,
                              view->greedy[index]};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sam_table_number(table, numbers[i]);
}

void sam_portfolio_csv(sam_text *out, const sam_portfolio_view *view) {
    sam_table *table = sam_table_new(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    if (!table) {
        out->broken = true;
        return;
    }
    for (uint32_t i = 0; i < view->candidates->count; i++)
        add_line(table, view, i);
    sam_table_print_csv(table, out);
    sam_table_free(table);
}
