/* The summary: parties by measures, the project's measures, net flow by party and year, and charts.
 * Every figure is a formula that reads the models' sheets. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "report/workbook.h"
#include "samspel/metrics.h"

typedef struct summary {
    sam_book *book;
    lxw_worksheet *sheet;
    const char *prefix; /* of the summary itself, for charts */
    uint32_t line;
    uint32_t *npv_line; /* model -> first line of its parties */
    unsigned *npv_column;
} summary;

enum { CHART_COLUMN = 9, CHART_LINES = 20 };

/* The part of a party row's name behind the party: "npv". */
static const char *measure_of(const sam_plan *plan, const sam_row *row) {
    return row->name + strlen(plan->deal->parties[row->party].id) + 1;
}

static bool is_party_measure(const sam_row *row, uint32_t party) {
    return row->measure && row->kind == SAM_ROW_SCALAR && row->party == party;
}

/* Measures that every party has are columns beside the parties; those of one role are lines of
 * their own. */
static bool is_common(const sam_book *book, const sam_plan *plan, const sam_row *row) {
    const char *measure = measure_of(plan, row);
    for (uint32_t p = 0; p < plan->deal->party_count; p++) {
        const char *name =
            sam_arena_format(book->arena, "%s.%s", plan->deal->parties[p].id, measure);
        if (!name || sam_plan_find_row(plan, name) == SAM_NO_ROW)
            return false;
    }
    return true;
}

static void put_cell(summary *s, const sam_book_model *model, uint32_t row) {
    sam_text_add_char(&s->book->formula, '=');
    sam_book_scalar(&s->book->formula, model, row, true);
}

static void put_irr(summary *s, const sam_book_model *model, uint32_t net, double guess) {
    sam_text_add(&s->book->formula, "(1+IRR(");
    sam_book_range(&s->book->formula, model, net, true);
    sam_text_add_char(&s->book->formula, ',');
    sam_text_add_number(&s->book->formula, guess);
    sam_text_add(&s->book->formula, "))^12-1");
}

/* IRR where the engine quotes one, started from it: monthly flows, the rate a year. */
static void write_irr(summary *s, const sam_book_model *model, uint32_t party, uint32_t net,
                      unsigned column) {
    sam_book *book = s->book;
    uint32_t months = model->of.plan->months;
    double *flows = sam_arena_array(book->arena, months, sizeof *flows);
    if (!flows) {
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
        return;
    }
    sam_ledger_series(model->of.ledger, net, model->of.lane, flows);
    sam_irr irr;
    sam_irr_monthly(&irr, flows, months);
    /* All that the project receives it pays: its rate says nothing. */
    bool project = model->of.plan->deal->parties[party].role == SAM_ROLE_PROJECT;
    if (!irr.has_quoted || project) {
        sam_book_text(book, s->sheet, s->line, column, sam_book_word(SAM_WORD_NONE), book->text);
        return;
    }
    /* Spreadsheets search from a guess and may not arrive: the engine's rate, then a low one. */
    double monthly = sam_real_pow(1 + irr.quoted, 1.0 / 12) - 1;
    sam_text_add(&book->formula, "=IFERROR(");
    put_irr(s, model, net, floor(monthly * 1e5 + 0.5) / 1e5);
    sam_text_add(&book->formula, ",IFERROR(");
    put_irr(s, model, net, 0.003);
    sam_text_format(&book->formula, ",\"%s\"))", sam_book_word(SAM_WORD_NONE));
    sam_book_formula(book, s->sheet, s->line, column, irr.quoted, book->number[SAM_UNIT_RATE]);
}

static uint32_t net_row(const sam_book *book, const sam_plan *plan, uint32_t party) {
    const char *name = sam_arena_format(book->arena, "%s.net", plan->deal->parties[party].id);
    return name ? sam_plan_find_row(plan, name) : SAM_NO_ROW;
}

static void write_party(summary *s, const sam_book_model *model, uint32_t party) {
    sam_book *book = s->book;
    const sam_plan *plan = model->of.plan;
    unsigned column = 1;
    sam_book_text(book, s->sheet, s->line, 0, plan->deal->parties[party].id, book->text);
    for (uint32_t i = 0; i < plan->row_count; i++) {
        if (!is_party_measure(&plan->rows[i], party) || !is_common(book, plan, &plan->rows[i]))
            continue;
        if (strcmp(measure_of(plan, &plan->rows[i]), "npv") == 0)
            s->npv_column[model - book->models] = column;
        put_cell(s, model, i);
        sam_book_formula(book, s->sheet, s->line, column++, sam_book_value(model, i, 0),
                         book->number[plan->rows[i].unit]);
    }
    uint32_t net = net_row(book, plan, party);
    if (net != SAM_NO_ROW)
        write_irr(s, model, party, net, column);
    s->line++;
}

static void write_parties(summary *s, const sam_book_model *model) {
    sam_book *book = s->book;
    const sam_plan *plan = model->of.plan;
    unsigned column = 1;
    sam_book_text(book, s->sheet, s->line++, 0, model->name, book->heading);
    sam_book_text(book, s->sheet, s->line, 0, sam_book_word(SAM_WORD_PARTY), book->header);
    for (uint32_t i = 0; i < plan->row_count; i++)
        if (is_party_measure(&plan->rows[i], 0) && is_common(book, plan, &plan->rows[i]))
            sam_book_text(book, s->sheet, s->line, column++, sam_tr(plan->rows[i].label),
                          book->header);
    sam_book_text(book, s->sheet, s->line++, column, sam_book_word(SAM_WORD_IRR), book->header);
    s->npv_line[model - book->models] = s->line;
    for (uint32_t p = 0; p < plan->deal->party_count; p++)
        write_party(s, model, p);
    s->line++;
}

/* ---- the project's measures, one line a measure, one column a model ---- */

static bool has_line(const sam_book *book, const sam_plan *plan, const sam_row *row) {
    return row->measure && row->kind == SAM_ROW_SCALAR &&
           (row->party == SAM_NO_PARTY || !is_common(book, plan, row));
}

static bool is_in_earlier_model(const sam_book *book, size_t model, const char *name) {
    for (size_t i = 0; i < model; i++) {
        uint32_t row = sam_plan_find_row(book->models[i].of.plan, name);
        if (row != SAM_NO_ROW &&
            has_line(book, book->models[i].of.plan, &book->models[i].of.plan->rows[row]))
            return true;
    }
    return false;
}

static void write_measure_of(summary *s, const sam_book_model *model, uint32_t row,
                             unsigned column) {
    sam_book *book = s->book;
    const sam_row *r = &model->of.plan->rows[row];
    if (r->defined == SAM_NO_ROW) {
        put_cell(s, model, row);
        sam_book_formula(book, s->sheet, s->line, column, sam_book_value(model, row, 0),
                         book->number[r->unit]);
        return;
    }
    const char *none = sam_book_word(SAM_WORD_NONE);
    sam_text_add(&book->formula, "=IF(");
    sam_book_scalar(&book->formula, model, r->defined, true);
    sam_text_add(&book->formula, ">0,");
    sam_book_scalar(&book->formula, model, row, true);
    sam_text_format(&book->formula, ",\"%s\")", none);
    if (sam_book_value(model, r->defined, 0) > 0)
        sam_book_formula(book, s->sheet, s->line, column, sam_book_value(model, row, 0),
                         book->number[r->unit]);
    else
        sam_book_formula_text(book, s->sheet, s->line, column, none, book->number[r->unit]);
}

static void write_measure(summary *s, const sam_plan *plan, const sam_row *of) {
    sam_book *book = s->book;
    const char *name = of->name, *label = sam_tr(of->label);
    if (of->party != SAM_NO_PARTY)
        label = sam_arena_format(book->arena, "%s: %s", plan->deal->parties[of->party].id, label);
    if (!label) {
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
        return;
    }
    sam_book_text(book, s->sheet, s->line, 0, label, book->text);
    for (size_t i = 0; i < book->count; i++) {
        uint32_t row = sam_plan_find_row(book->models[i].of.plan, name);
        if (row != SAM_NO_ROW &&
            has_line(book, book->models[i].of.plan, &book->models[i].of.plan->rows[row]))
            write_measure_of(s, &book->models[i], row, (unsigned)i + 1);
    }
    s->line++;
}

static void write_measures(summary *s) {
    sam_book *book = s->book;
    sam_book_text(book, s->sheet, s->line, 0, sam_book_word(SAM_WORD_MEASURES), book->header);
    for (size_t i = 0; i < book->count; i++)
        sam_book_text(book, s->sheet, s->line, (unsigned)i + 1, book->models[i].name, book->header);
    s->line++;
    for (size_t i = 0; i < book->count; i++) {
        const sam_plan *plan = book->models[i].of.plan;
        for (uint32_t r = 0; r < plan->row_count; r++)
            if (has_line(book, plan, &plan->rows[r]) &&
                !is_in_earlier_model(book, i, plan->rows[r].name))
                write_measure(s, plan, &plan->rows[r]);
    }
    s->line++;
}

/* ---- years ---- */

static void write_year_cell(summary *s, const sam_book_model *model, uint32_t net, uint32_t years,
                            int year, unsigned column) {
    sam_book *book = s->book;
    double total = 0;
    for (uint32_t m = 1; m <= model->of.plan->months; m++)
        if (sam_book_value(model, years, m) == year)
            total += sam_book_value(model, net, m);
    sam_text_add(&book->formula, "=SUMIFS(");
    sam_book_range(&book->formula, model, net, true);
    sam_text_add_char(&book->formula, ',');
    sam_book_range(&book->formula, model, years, true);
    sam_text_format(&book->formula, ",$A%u)", s->line + 1);
    sam_book_formula(book, s->sheet, s->line, column, total, book->number[SAM_UNIT_NOK]);
}

/* A series of a chart: one column of lines first..last of the summary, named by the line above. */
static void add_series(summary *s, lxw_chart *chart, unsigned column, uint32_t first, uint32_t last,
                       const char *name) {
    sam_text categories = SAM_TEXT_EMPTY, values = SAM_TEXT_EMPTY;
    sam_text_format(&categories, "=%s$A$%u:$A$%u", s->prefix, first + 1, last + 1);
    sam_text_format(&values, "=%s$", s->prefix);
    sam_book_column(&values, column);
    sam_text_format(&values, "$%u:$", first + 1);
    sam_book_column(&values, column);
    sam_text_format(&values, "$%u", last + 1);
    lxw_chart_series *series = NULL;
    if (chart && !categories.broken && !values.broken)
        series = chart_add_series(chart, categories.data, values.data);
    if (series)
        chart_series_set_name(series, name);
    s->book->written.labels++;
    if (!series)
        sam_book_fail(s->book, SAM_MEMORY, N_("a chart could not be made"), NULL);
    sam_text_free(&categories);
    sam_text_free(&values);
}

static void insert(summary *s, lxw_chart *chart, uint32_t line, unsigned column,
                   const char *title) {
    lxw_chart_options size = {.x_scale = 1.5, .y_scale = 1.3};
    if (!chart)
        return;
    chart_title_set_name(chart, title);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    s->book->written.charts++;
    s->book->written.labels++;
    sam_book_check(
        s->book, worksheet_insert_chart_opt(s->sheet, line, (lxw_col_t)column, chart, &size), NULL);
}

/* Parties that the study is about: not the outside world, and not the project, whose net is cash.
 */
static bool is_shown(const sam_party *party) {
    return party->role <= SAM_ROLE_OWNER && party->role != SAM_ROLE_PROJECT;
}

static void chart_years(summary *s, const sam_book_model *model, uint32_t first, uint32_t last) {
    const sam_deal *deal = model->of.plan->deal;
    const char *title = sam_arena_format(s->book->arena, "%s: %s", model->name,
                                         sam_book_word(SAM_WORD_NET_BY_YEAR));
    lxw_chart *chart = workbook_add_chart(s->book->file, LXW_CHART_COLUMN_STACKED);
    for (uint32_t p = 0; p < deal->party_count; p++)
        if (is_shown(&deal->parties[p]))
            add_series(s, chart, p + 1, first, last, deal->parties[p].id);
    insert(s, chart, first, deal->party_count + 2, title ? title : "");
}

static void write_years(summary *s, const sam_book_model *model) {
    sam_book *book = s->book;
    const sam_plan *plan = model->of.plan;
    uint32_t years = sam_plan_find_row(plan, "calendar_year");
    if (years == SAM_NO_ROW)
        return;
    sam_book_text(book, s->sheet, s->line, 0, model->name, book->heading);
    sam_book_text(book, s->sheet, s->line++, 1, sam_book_word(SAM_WORD_NET_BY_YEAR), book->heading);
    sam_book_text(book, s->sheet, s->line, 0, sam_book_word(SAM_WORD_YEAR), book->header);
    for (uint32_t p = 0; p < plan->deal->party_count; p++)
        sam_book_text(book, s->sheet, s->line, p + 1, plan->deal->parties[p].id, book->header);
    uint32_t first = ++s->line;
    int last_year = (int)sam_book_value(model, years, plan->months);
    for (int year = plan->deal->start_year; year <= last_year; year++, s->line++) {
        sam_book_number(book, s->sheet, s->line, 0, year, book->number[SAM_UNIT_YEARS]);
        for (uint32_t p = 0; p < plan->deal->party_count; p++) {
            uint32_t net = net_row(book, plan, p);
            if (net != SAM_NO_ROW)
                write_year_cell(s, model, net, years, year, p + 1);
        }
    }
    chart_years(s, model, first, s->line - 1);
    s->line++;
}

/* Net present values side by side. Models have the same parties in the same order where they have
 * them at all; each series keeps its own. */
static void chart_values(summary *s) {
    lxw_chart *chart = workbook_add_chart(s->book->file, LXW_CHART_BAR);
    for (size_t i = 0; i < s->book->count; i++) {
        uint32_t parties = s->book->models[i].of.plan->deal->party_count;
        if (s->npv_column[i] && parties)
            add_series(s, chart, s->npv_column[i], s->npv_line[i], s->npv_line[i] + parties - 1,
                       s->book->models[i].name);
    }
    insert(s, chart, 2, CHART_COLUMN, sam_book_word(SAM_WORD_NPV));
}

void sam_book_summary(sam_book *book, lxw_worksheet *sheet) {
    const char *title = sam_book_word(SAM_WORD_SUMMARY);
    summary s = {.book = book, .sheet = sheet, .prefix = sam_book_prefix(book, title), .line = 2};
    s.npv_line = sam_arena_array(book->arena, book->count + 1, sizeof *s.npv_line);
    s.npv_column = sam_arena_array(book->arena, book->count + 1, sizeof *s.npv_column);
    if (!s.prefix || !s.npv_line || !s.npv_column) {
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
        return;
    }
    sam_book_width(book, sheet, 0, 0, 36);
    sam_book_width(book, sheet, 1, 30, 15);
    sam_book_text(book, sheet, 0, 0, title, book->title);
    for (size_t i = 0; i < book->count && book->status == SAM_OK; i++)
        write_parties(&s, &book->models[i]);
    write_measures(&s);
    if (book->count)
        chart_values(&s);
    s.line = s.line < 2 + CHART_LINES ? 2 + CHART_LINES : s.line;
    for (size_t i = 0; i < book->count && book->status == SAM_OK; i++)
        write_years(&s, &book->models[i]);
}
