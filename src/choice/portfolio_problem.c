/* A portfolio as rows and columns. A place has a column of its own, 1 when it gets something, where
 * a spread is asked for or activating costs. Rows are as tight as they can be: with one project a
 * place, all its candidates share one row. Solves nothing. */
#include <math.h>

#include "base/real.h"
#include "choice/portfolio_parts.h"

static const double MILLION = 1e6;

typedef struct writer {
    const sam_portfolio *p;
    const uint32_t *list;
    uint32_t count;
    sam_portfolio_problem *out;
} writer;

static bool allocate(sam_portfolio_problem *out, const sam_portfolio *p, uint32_t count,
                     const sam_portfolio_extra *extra, sam_arena *arena) {
    size_t columns = (size_t)count + p->place_count;
    out->row_room = p->project_count + 6 * p->place_count + SAM_BUDGETS + 2 + extra->cut_count;
    out->entry_room = 10 * count + 6 * p->place_count + extra->cut_items;
    out->cost = sam_arena_array(arena, columns, sizeof *out->cost);
    out->low = sam_arena_array(arena, columns, sizeof *out->low);
    out->high = sam_arena_array(arena, columns, sizeof *out->high);
    out->whole = sam_arena_array(arena, columns, sizeof *out->whole);
    out->row_low = sam_arena_array(arena, out->row_room, sizeof *out->row_low);
    out->row_high = sam_arena_array(arena, out->row_room, sizeof *out->row_high);
    out->rows = sam_arena_array(arena, out->row_room, sizeof *out->rows);
    out->value = sam_arena_array(arena, out->entry_room, sizeof *out->value);
    out->row = sam_arena_array(arena, out->entry_room, sizeof *out->row);
    out->column = sam_arena_array(arena, out->entry_room, sizeof *out->column);
    out->place_column = sam_arena_array(arena, p->place_count + 1, sizeof *out->place_column);
    return out->cost && out->low && out->high && out->whole && out->row_low && out->row_high &&
           out->rows && out->value && out->row && out->column && out->place_column;
}

static uint32_t begin_row(writer *w, sam_portfolio_row what, double low, double high) {
    sam_problem *problem = &w->out->problem;
    w->out->rows[problem->rows] = what;
    w->out->row_low[problem->rows] = low;
    w->out->row_high[problem->rows] = high;
    return problem->rows++;
}

static void entry(writer *w, uint32_t row, uint32_t column, double value) {
    sam_problem *problem = &w->out->problem;
    w->out->row[problem->entries] = row;
    w->out->column[problem->entries] = column;
    w->out->value[problem->entries++] = value;
}

static void column(writer *w, double worth) {
    uint32_t j = w->out->problem.columns++;
    w->out->cost[j] = -worth * w->out->unit;
    w->out->low[j] = 0;
    w->out->high[j] = 1;
    w->out->whole[j] = true;
}

static bool needs_column(const sam_portfolio *p, const sam_portfolio_place *place) {
    bool needed = p->places_least > 0 || place->worth < 0 || place->worth > 0;
    for (int b = 0; b < SAM_BUDGETS; b++)
        needed = needed || place->activation[b] > 0;
    return needed;
}

/* Homes are counted as they are; a worth in kroner is written in millions. */
static double unit_of(const writer *w) {
    double largest = 0;
    for (uint32_t k = 0; k < w->count; k++)
        largest = fmax(largest, fabs(w->p->items[w->list[k]].worth));
    for (uint32_t at = 0; at < w->p->place_count; at++)
        largest = fmax(largest, fabs(w->p->places[at].worth));
    return largest > 1e4 ? 1 / MILLION : 1;
}

static void write_columns(writer *w) {
    const sam_portfolio *p = w->p;
    w->out->unit = unit_of(w);
    for (uint32_t k = 0; k < w->count; k++)
        column(w, p->items[w->list[k]].worth);
    w->out->items = w->count;
    for (uint32_t at = 0; at < p->place_count; at++) {
        w->out->place_column[at] = SAM_NO_ITEM;
        if (!needs_column(p, &p->places[at]))
            continue;
        w->out->place_column[at] = w->out->problem.columns;
        column(w, p->places[at].worth);
    }
}

/* sum of the items of a place (or of one of its projects) - most * place <= 0, or <= most. */
static void write_choice(writer *w, uint32_t place, uint32_t project, double most) {
    uint32_t own = w->out->place_column[place];
    sam_portfolio_row what = {SAM_CHOICE_ROW_ONE, project, 0};
    if (project == SAM_NO_ITEM)
        what = (sam_portfolio_row){SAM_CHOICE_ROW_PROJECTS, place, 0};
    uint32_t row = begin_row(w, what, -SAM_REAL_INFINITY, own == SAM_NO_ITEM ? most : 0);
    for (uint32_t k = 0; k < w->count; k++) {
        uint32_t item = w->list[k];
        bool in = project == SAM_NO_ITEM ? sam_pick_place(w->p, item) == place
                                         : w->p->items[item].project == project;
        if (in)
            entry(w, row, k, 1);
    }
    if (own != SAM_NO_ITEM)
        entry(w, row, own, -most);
}

/* A place that gets something gets at least one item. */
static void write_present(writer *w, uint32_t place) {
    uint32_t own = w->out->place_column[place];
    if (own == SAM_NO_ITEM)
        return;
    uint32_t row =
        begin_row(w, (sam_portfolio_row){SAM_CHOICE_ROW_PRESENT, place, 0}, 0, SAM_REAL_INFINITY);
    for (uint32_t k = 0; k < w->count; k++)
        if (sam_pick_place(w->p, w->list[k]) == place)
            entry(w, row, k, 1);
    entry(w, row, own, -1);
}

static void write_guarantee(writer *w, uint32_t place) {
    double frame = w->p->places[place].guarantee_frame;
    if (!isfinite(frame))
        return;
    uint32_t row = begin_row(w, (sam_portfolio_row){SAM_CHOICE_ROW_GUARANTEE, place, 0},
                             -SAM_REAL_INFINITY, frame / MILLION);
    for (uint32_t k = 0; k < w->count; k++) {
        const sam_portfolio_item *item = &w->p->items[w->list[k]];
        if (sam_pick_place(w->p, w->list[k]) == place && item->guarantee > 0)
            entry(w, row, k, item->guarantee / MILLION);
    }
}

/* place SAM_NO_ITEM: of all places. */
static void write_cost(writer *w, uint32_t place, int budget, double most) {
    const sam_portfolio *p = w->p;
    if (!isfinite(most))
        return;
    sam_portfolio_row_kind kind =
        place == SAM_NO_ITEM ? SAM_CHOICE_ROW_BUDGET : SAM_CHOICE_ROW_COST;
    uint32_t row =
        begin_row(w, (sam_portfolio_row){kind, place, budget}, -SAM_REAL_INFINITY, most / MILLION);
    for (uint32_t k = 0; k < w->count; k++) {
        double cost = p->items[w->list[k]].cost[budget];
        if (cost > 0 && (place == SAM_NO_ITEM || sam_pick_place(p, w->list[k]) == place))
            entry(w, row, k, cost / MILLION);
    }
    for (uint32_t at = 0; at < p->place_count; at++) {
        double cost = p->places[at].activation[budget];
        if (cost > 0 && (place == SAM_NO_ITEM || place == at))
            entry(w, row, w->out->place_column[at], cost / MILLION);
    }
}

static void write_spread(writer *w) {
    if (w->p->places_least == 0)
        return;
    uint32_t row = begin_row(w, (sam_portfolio_row){SAM_CHOICE_ROW_SPREAD, 0, 0},
                             w->p->places_least, SAM_REAL_INFINITY);
    for (uint32_t at = 0; at < w->p->place_count; at++)
        entry(w, row, w->out->place_column[at], 1);
}

static void write_worth(writer *w, double least) {
    const sam_problem *problem = &w->out->problem;
    if (!isfinite(least))
        return;
    uint32_t row = begin_row(w, (sam_portfolio_row){SAM_CHOICE_ROW_WORTH, 0, 0},
                             least * w->out->unit, SAM_REAL_INFINITY);
    for (uint32_t j = 0; j < problem->columns; j++)
        if (w->out->cost[j] < 0 || w->out->cost[j] > 0)
            entry(w, row, j, -w->out->cost[j]);
}

/* Items that are not in the list are 0 and need no entry. */
static void write_cuts(writer *w, const sam_portfolio_extra *extra) {
    for (uint32_t at = 0, cut = 0; cut < extra->cut_count; cut++, at++) {
        uint32_t row =
            begin_row(w, (sam_portfolio_row){SAM_CHOICE_ROW_CUT, cut, 0}, -SAM_REAL_INFINITY, -1);
        for (; extra->cuts[at] != SAM_NO_ITEM; at++) {
            w->out->row_high[row] += 1;
            for (uint32_t k = 0; k < w->count; k++)
                if (w->list[k] == extra->cuts[at])
                    entry(w, row, k, 1);
        }
    }
}

static void write_rows(writer *w) {
    const sam_portfolio *p = w->p;
    for (uint32_t j = 0; j < p->project_count && p->projects_most != 1; j++)
        write_choice(w, p->project_place[j], j, 1);
    for (uint32_t at = 0; at < p->place_count; at++) {
        if (p->projects_most > 0)
            write_choice(w, at, SAM_NO_ITEM, p->projects_most);
        write_present(w, at);
        write_guarantee(w, at);
        for (int b = 0; b < SAM_BUDGETS; b++)
            write_cost(w, at, b, p->places[at].cost_most[b]);
    }
    for (int b = 0; b < SAM_BUDGETS; b++)
        write_cost(w, SAM_NO_ITEM, b, p->budget[b]);
    write_spread(w);
}

bool sam_portfolio_write(sam_portfolio_problem *out, const sam_portfolio *portfolio,
                         const uint32_t *list, uint32_t count, const sam_portfolio_extra *extra,
                         sam_arena *arena) {
    *out = (sam_portfolio_problem){0};
    writer w = {.p = portfolio, .list = list, .count = count, .out = out};
    if (!allocate(out, portfolio, count, extra, arena))
        return false;
    write_columns(&w);
    write_rows(&w);
    write_worth(&w, extra->worth_least);
    write_cuts(&w, extra);
    sam_problem *problem = &out->problem;
    problem->cost = out->cost;
    problem->low = out->low;
    problem->high = out->high;
    problem->whole = out->whole;
    problem->row_low = out->row_low;
    problem->row_high = out->row_high;
    problem->entry_row = out->row;
    problem->entry_column = out->column;
    problem->entry_value = out->value;
    return true;
}
