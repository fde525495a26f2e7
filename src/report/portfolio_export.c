/* The integer problem of a region in two forms that other solvers read, over all candidates: what
 * our own search leaves out before it begins is left in, so that the other solver proves that too.
 * The LP form maximises; the MPS form, which knows no such word, minimises less worth. */
#include <math.h>

#include "base/arena.h"
#include "base/real.h"
#include "choice/portfolio_parts.h"
#include "report/portfolio.h"

typedef struct exported {
    const sam_portfolio_view *view;
    sam_arena *arena;
    uint32_t *list;
    uint32_t count;
    sam_portfolio_problem written;
    const char **columns, **rows; /* names */
} exported;

/* Letters, digits and _ only, after a number that makes it unlike all others. */
static const char *name(exported *e, const char *mark, uint32_t number, const char *first,
                        const char *second) {
    char *text =
        sam_arena_format(e->arena, "%s%u_%s%s%s", mark, number, first, *second ? "_" : "", second);
    size_t length = 0;
    for (char *c = text; c && *c; c++, length++) {
        bool plain =
            (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9');
        *c = plain ? *c : '_';
        if (length == 100)
            c[1] = '\0';
    }
    return text;
}

static const char *column_name(exported *e, uint32_t j) {
    const sam_region *region = e->view->region;
    if (j < e->count) {
        const sam_candidate *c = &e->view->candidates->items[e->list[j]];
        const char *size =
            sam_arena_format(e->arena, "%s_s%u", c->model, (unsigned)(100 * c->size + 0.5));
        return size ? name(e, "x", j + 1, region->projects[c->project].id, size) : NULL;
    }
    for (uint32_t at = 0; at < region->place_count; at++)
        if (e->written.place_column[at] == j)
            return name(e, "y", at + 1, region->places[at].id, "");
    return NULL;
}

static const char *row_name(exported *e, uint32_t i) {
    const sam_region *region = e->view->region;
    const sam_portfolio_row *row = &e->written.rows[i];
    const char *budget = sam_budget_word((sam_budget)row->budget);
    switch (row->kind) {
    case SAM_CHOICE_ROW_ONE:
        return name(e, "r", i + 1, "one_model", region->projects[row->of].id);
    case SAM_CHOICE_ROW_PROJECTS:
        return name(e, "r", i + 1, "projects", region->places[row->of].id);
    case SAM_CHOICE_ROW_PRESENT:
        return name(e, "r", i + 1, "counts", region->places[row->of].id);
    case SAM_CHOICE_ROW_GUARANTEE:
        return name(e, "r", i + 1, "guarantee", region->places[row->of].id);
    case SAM_CHOICE_ROW_COST:
        return name(e, "r", i + 1, budget, region->places[row->of].id);
    case SAM_CHOICE_ROW_BUDGET:
        return name(e, "r", i + 1, "budget", budget);
    default:
        return name(e, "r", i + 1, "spread", "");
    }
}

static bool begin(exported *e, const sam_portfolio_view *view) {
    const sam_portfolio_extra none = {.worth_least = -SAM_REAL_INFINITY};
    *e = (exported){.view = view, .arena = sam_arena_new()};
    if (!e->arena)
        return false;
    e->list = sam_arena_array(e->arena, view->candidates->count + 1u, sizeof *e->list);
    for (uint32_t i = 0; e->list && i < view->candidates->count; i++)
        if (!view->candidates->items[i].excluded)
            e->list[e->count++] = i;
    if (!e->list ||
        !sam_portfolio_write(&e->written, view->portfolio, e->list, e->count, &none, e->arena))
        return false;
    const sam_problem *p = &e->written.problem;
    e->columns = sam_arena_array(e->arena, p->columns + 1u, sizeof *e->columns);
    e->rows = sam_arena_array(e->arena, p->rows + 1u, sizeof *e->rows);
    bool room = e->columns && e->rows;
    for (uint32_t j = 0; room && j < p->columns; j++)
        room = (e->columns[j] = column_name(e, j)) != NULL;
    for (uint32_t i = 0; room && i < p->rows; i++)
        room = (e->rows[i] = row_name(e, i)) != NULL;
    return room;
}

static void legend(sam_text *out, const exported *e, const char *mark) {
    const sam_region *region = e->view->region;
    sam_text_format(out, "%s region %s, objective %s%s; money in million NOK\n", mark, region->id,
                    sam_region_aim_word(region->aim),
                    e->written.unit < 1 ? ", in million NOK" : "");
    sam_text_format(out,
                    "%s x: a candidate (project, model, size in percent) is chosen; y: a "
                    "municipality gets something\n",
                    mark);
}

static void term(sam_text *out, const exported *e, double factor, uint32_t j, uint32_t *count) {
    if (*count && *count % 3 == 0)
        sam_text_add(out, "\n ");
    ++*count;
    sam_text_add(out, factor < 0 ? " - " : " + ");
    sam_text_add_number(out, fabs(factor));
    sam_text_format(out, " %s", e->columns[j]);
}

static void lp_row(sam_text *out, const exported *e, uint32_t i) {
    const sam_problem *p = &e->written.problem;
    uint32_t count = 0;
    sam_text_format(out, " %s:", e->rows[i]);
    for (uint32_t k = 0; k < p->entries; k++)
        if (p->entry_row[k] == i)
            term(out, e, p->entry_value[k], p->entry_column[k], &count);
    if (count == 0)
        term(out, e, 0, 0, &count);
    bool least = isfinite(p->row_low[i]);
    sam_text_add(out, least ? " >= " : " <= ");
    sam_text_add_number(out, least ? p->row_low[i] : p->row_high[i]);
    sam_text_add(out, "\n");
}

void sam_portfolio_lp(sam_text *out, const sam_portfolio_view *view) {
    exported e;
    bool room = begin(&e, view);
    out->broken = out->broken || !room;
    if (room) {
        const sam_problem *p = &e.written.problem;
        uint32_t count = 0;
        legend(out, &e, "\\");
        sam_text_add(out, "Maximize\n worth:");
        for (uint32_t j = 0; j < p->columns; j++)
            if (p->cost[j] < 0 || p->cost[j] > 0)
                term(out, &e, -p->cost[j], j, &count);
        if (count == 0)
            term(out, &e, 0, 0, &count);
        sam_text_add(out, "\nSubject To\n");
        for (uint32_t i = 0; i < p->rows; i++)
            lp_row(out, &e, i);
        sam_text_add(out, "Binary\n");
        for (uint32_t j = 0; j < p->columns; j++)
            sam_text_format(out, " %s\n", e.columns[j]);
        sam_text_add(out, "End\n");
    }
    sam_arena_free(e.arena);
}

static void mps_line(sam_text *out, const char *column, const char *row, double value) {
    sam_text_format(out, " %s %s ", column, row);
    sam_text_add_number(out, value);
    sam_text_add(out, "\n");
}

static void mps_columns(sam_text *out, const exported *e) {
    const sam_problem *p = &e->written.problem;
    sam_text_add(out, "COLUMNS\n M1 'MARKER' 'INTORG'\n");
    for (uint32_t j = 0; j < p->columns; j++) {
        mps_line(out, e->columns[j], "less_worth", p->cost[j]);
        for (uint32_t k = 0; k < p->entries; k++)
            if (p->entry_column[k] == j)
                mps_line(out, e->columns[j], e->rows[p->entry_row[k]], p->entry_value[k]);
    }
    sam_text_add(out, " M2 'MARKER' 'INTEND'\n");
}

void sam_portfolio_mps(sam_text *out, const sam_portfolio_view *view) {
    exported e;
    bool room = begin(&e, view);
    out->broken = out->broken || !room;
    if (room) {
        const sam_problem *p = &e.written.problem;
        legend(out, &e, "*");
        sam_text_add(out, "NAME samspel FREE\nROWS\n N less_worth\n");
        for (uint32_t i = 0; i < p->rows; i++)
            sam_text_format(out, " %s %s\n", isfinite(p->row_low[i]) ? "G" : "L", e.rows[i]);
        mps_columns(out, &e);
        sam_text_add(out, "RHS\n");
        for (uint32_t i = 0; i < p->rows; i++)
            mps_line(out, "RHS", e.rows[i],
                     isfinite(p->row_low[i]) ? p->row_low[i] : p->row_high[i]);
        sam_text_add(out, "BOUNDS\n");
        for (uint32_t j = 0; j < p->columns; j++)
            sam_text_format(out, " UP BND %s 1\n", e.columns[j]);
        sam_text_add(out, "ENDATA\n");
    }
    sam_arena_free(e.arena);
}
