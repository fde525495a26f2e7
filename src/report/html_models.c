/* The models side by side: key figures, cover, guarantees, what separates them, break-evens. */
#include <string.h>

#include "report/html_chart.h"

static void npv_table(sam_page *page) {
    sam_page_models_table(page, sam_say(SAM_SAY_NPV_TABLE), sam_say(SAM_SAY_PARTY));
    for (size_t p = 0; p < page->party_count; p++) {
        uint32_t party;
        const sam_plan *plan =
            page->study->cases[sam_page_first(page, page->parties[p], &party)].plan;
        /* The same equation for all: one note for the table, and not one more stop of the keyboard
         * a line. */
        uint32_t index = sam_plan_find_row(plan, sam_page_text(page, "%s.npv", page->parties[p]));
        if (p == 0)
            sam_doc_block_note(page->document, sam_page_row_note(page, plan, index));
        sam_doc_cell_text(page->document,
                          sam_page_capital(page, sam_page_party(page, page->parties[p])), 0);
        for (size_t k = 0; k < page->study->case_count; k++) {
            const sam_party_result *r = sam_page_result(page, k, page->parties[p]);
            if (r)
                sam_doc_cell_number(page->document, r->npv / 1000, 0);
            else
                sam_doc_cell_none(page->document);
        }
    }
}

static void irr_table(sam_page *page) {
    uint32_t note = sam_doc_note(page->document, sam_say(SAM_SAY_NOTE_IRR));
    sam_page_models_table(page, sam_say(SAM_SAY_IRR_TABLE), sam_say(SAM_SAY_PARTY));
    sam_doc_block_note(page->document, note);
    for (size_t p = 0; p < page->party_count; p++) {
        bool any = false;
        for (size_t k = 0; k < page->study->case_count; k++) {
            const sam_party_result *r = sam_page_result(page, k, page->parties[p]);
            any = any || (r && r->irr.has_quoted);
        }
        if (!any)
            continue;
        sam_doc_cell_text(page->document,
                          sam_page_capital(page, sam_page_party(page, page->parties[p])), 0);
        for (size_t k = 0; k < page->study->case_count; k++) {
            const sam_party_result *r = sam_page_result(page, k, page->parties[p]);
            if (r && r->irr.has_quoted)
                sam_doc_cell_percent(page->document, r->irr.quoted, 2);
            else
                sam_doc_cell_none(page->document);
        }
    }
}

/* A month of the timeline as a month of the calendar. */
static void month_cell(sam_page *page, const sam_deal *deal, double month) {
    int months = deal->start_month - 1 + (int)month - 1;
    sam_doc_cell_text(
        page->document,
        sam_page_text(page, "%02d.%04d", months % 12 + 1, deal->start_year + months / 12), 0);
}

static void measure_cell(sam_page *page, const sam_deal *deal, const sam_measure *m) {
    if (!m || !m->exists)
        sam_doc_cell_none(page->document);
    else if (m->unit == SAM_UNIT_SHARE || m->unit == SAM_UNIT_RATE)
        sam_doc_cell_percent(page->document, m->value, 1);
    else if (m->unit == SAM_UNIT_NOK)
        sam_doc_cell_number(page->document, m->value / 1000, 0);
    else if (m->unit == SAM_UNIT_MONTHS)
        month_cell(page, deal, m->value);
    else
        sam_doc_cell_number(page->document, m->value, m->unit == SAM_UNIT_RATIO ? 2 : 0);
    if (m && m->exists && strcmp(m->name, "min_dscr") == 0 && m->value < 1)
        sam_doc_mark(page->document);
}

static void deal_table(sam_page *page) {
    const sam_case *first = &page->study->cases[0];
    sam_page_models_table(page, sam_say(SAM_SAY_DEAL_TABLE), sam_say(SAM_SAY_WHAT));
    for (uint32_t i = 0; i < first->result->measure_count; i++) {
        const sam_measure *m = &first->result->measures[i];
        if (m->party != SAM_NO_PARTY || strchr(m->name, '.'))
            continue;
        sam_doc_cell_text(page->document, sam_say_measure(m->name, m->label),
                          sam_page_row_note(page, first->plan, m->row));
        for (size_t k = 0; k < page->study->case_count; k++)
            measure_cell(page, page->study->cases[k].deal,
                         sam_result_find(page->study->cases[k].result, m->name));
    }
}

/* ---- one figure by year, a line a model ---- */

typedef struct by_year {
    const char *row, *where; /* where: Nullable: a flag row that must be above 0 */
    double scale;
    int decimals;
} by_year;

static bool value_in(const sam_page *page, const by_year *what, size_t model, uint32_t year,
                     double *value) {
    const sam_case *c = &page->study->cases[model];
    uint32_t index, row = sam_plan_find_row(c->plan, what->row);
    uint32_t flag = what->where ? sam_plan_find_row(c->plan, what->where) : SAM_NO_ROW;
    if (row == SAM_NO_ROW || !sam_page_year(page, model, year, &index))
        return false;
    uint32_t month = sam_case_year_end(c, index);
    if (flag != SAM_NO_ROW && !(sam_ledger_value(c->ledger, flag, month, 0) > 0))
        return false;
    *value = sam_ledger_value(c->ledger, row, month, 0);
    return true;
}

static void lines(sam_page *page, sam_chart *chart, const by_year *what, double floor) {
    uint32_t first, count;
    sam_page_years(page, &first, &count);
    sam_chart_begin(chart, "axis");
    sam_chart_grid(chart);
    sam_chart_years(page, chart, first, count);
    sam_chart_value_axis(chart, "yAxis");
    sam_json_key(&chart->json, "series");
    sam_json_open_array(&chart->json);
    for (size_t i = 0; i < page->study->case_count; i++) {
        sam_chart_open_series(chart, "line", page->models[i], (unsigned)i % SAM_SHADES);
        if (i == 0 && floor > 0)
            sam_chart_mark(chart, floor, "1,0");
        sam_chart_open_data(chart);
        for (uint32_t y = 0; y < count; y++) {
            double value;
            if (!value_in(page, what, i, first + y, &value))
                sam_chart_gap(chart);
            else
                sam_chart_point(chart, value / what->scale,
                                what->scale > 1 ? sam_page_money(page, value)
                                                : sam_page_quantity(page, value, SAM_UNIT_RATIO),
                                false);
        }
        sam_chart_close_series(chart);
    }
    sam_json_close_array(&chart->json);
}

static void models_legend(sam_page *page) {
    for (size_t i = 0; i < page->study->case_count; i++)
        sam_doc_legend(page->document, page->models[i], (unsigned)i % SAM_SHADES, SAM_LEGEND_FULL);
}

static void year_table(sam_page *page, const by_year *what, const char *title) {
    uint32_t first, count;
    sam_page_years(page, &first, &count);
    sam_page_models_table(page, title, sam_say(SAM_SAY_YEAR));
    sam_doc_fold(page->document);
    for (uint32_t y = 0; y < count; y++) {
        sam_doc_cell_text(page->document, sam_page_number(page, first + y), 0);
        for (size_t i = 0; i < page->study->case_count; i++) {
            double value;
            if (value_in(page, what, i, first + y, &value))
                sam_doc_cell_number(page->document, what->scale > 1 ? value / 1000 : value,
                                    what->decimals);
            else
                sam_doc_cell_none(page->document);
        }
    }
}

/* "A 0,76, B 1,36": one measure of each model. */
static const char *each(sam_page *page, const char *name) {
    sam_text text = SAM_TEXT_EMPTY;
    for (size_t i = 0; i < page->study->case_count; i++) {
        const sam_measure *m = sam_result_find(page->study->cases[i].result, name);
        if (!m || !m->exists)
            continue;
        sam_text_format(&text, "%s%s %s", text.length ? ", " : "", page->models[i],
                        m->unit == SAM_UNIT_NOK ? sam_page_money(page, m->value)
                                                : sam_page_quantity(page, m->value, m->unit));
    }
    sam_text_add_char(&text, '.');
    return sam_page_take(page, &text);
}

static void cover(sam_page *page) {
    static const by_year DSCR = {"dscr", "cover_year", 1, 2};
    sam_chart chart;
    sam_doc_open(page->document, "cover", sam_say(SAM_SAY_COVERED), false);
    lines(page, &chart, &DSCR, 1);
    sam_chart_end(page, &chart, sam_say(SAM_SAY_DSCR),
                  sam_page_fill(page, SAM_SAY_DSCR_ABOUT, each(page, "min_dscr"), NULL), 8);
    sam_doc_block_note(page->document, sam_page_note_of(page, "dscr"));
    models_legend(page);
    year_table(page, &DSCR, sam_say(SAM_SAY_DSCR));
    sam_doc_close(page->document);
}

static void guarantees(sam_page *page) {
    static const by_year STOCK = {"guaranteed", NULL, 1e6, 0};
    bool any = false;
    for (size_t i = 0; i < page->study->case_count; i++) {
        const sam_measure *m = sam_result_find(page->study->cases[i].result, "guarantee_stock");
        any = any || (m && m->exists && m->value > 0);
    }
    sam_doc_open(page->document, "guarantees", sam_say(SAM_SAY_GUARANTEES), false);
    if (!any) {
        sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH, sam_say(SAM_SAY_NO_GUARANTEE));
        sam_doc_close(page->document);
        return;
    }
    sam_chart chart;
    lines(page, &chart, &STOCK, 0);
    sam_chart_end(page, &chart, sam_say(SAM_SAY_GUARANTEE),
                  sam_page_fill(page, SAM_SAY_GUARANTEE_ABOUT, each(page, "guarantee_stock"), NULL),
                  7);
    sam_doc_block_note(page->document, sam_page_note_of(page, "guaranteed"));
    models_legend(page);
    year_table(page, &STOCK, sam_say(SAM_SAY_GUARANTEE_TABLE));
    sam_doc_close(page->document);
}

/* ---- what separates, what would turn ---- */

static const char *assumed(const char *key) {
    const char *word = sam_say_word(SAM_WORDS_ASSUMED, key);
    return word ? word : key;
}

static void turns(sam_page *page) {
    const char *columns[] = {sam_say(SAM_SAY_PARTY),     sam_say(SAM_SAY_AHEAD),
                             sam_say(SAM_SAY_BEHIND),    sam_say(SAM_SAY_GAP),
                             sam_say(SAM_SAY_TURNED_BY), sam_say(SAM_SAY_NOW),
                             sam_say(SAM_SAY_TURNS_AT)};
    if (!page->study->turn_count)
        return;
    uint32_t note = sam_doc_note(page->document, sam_say(SAM_SAY_NOTE_SEARCH));
    sam_doc_table(page->document, sam_say(SAM_SAY_TURNS), columns, 7, true);
    sam_doc_block_note(page->document, note);
    for (size_t column = 1; column < 5; column++)
        if (column != 3)
            sam_doc_column_is_text(page->document, column);
    for (size_t i = 0; i < page->study->turn_count; i++) {
        const sam_turn *t = &page->study->turns[i];
        sam_doc_cell_text(page->document, sam_page_capital(page, sam_page_party(page, t->party)),
                          0);
        sam_doc_cell_text(page->document, page->models[t->ahead], 0);
        sam_doc_cell_text(page->document, page->models[t->behind], 0);
        sam_doc_cell_number(page->document, t->gap / 1000, 0);
        sam_doc_cell_text(page->document,
                          t->assumption ? assumed(t->assumption) : sam_say(SAM_SAY_NOTHING), 0);
        sam_doc_cell_text(page->document,
                          t->assumption ? sam_page_quantity(page, t->base, t->unit) : NULL, 0);
        sam_doc_cell_text(page->document,
                          t->assumption ? sam_page_quantity(page, t->value, t->unit) : NULL, 0);
    }
}

static const sam_break_even *find_break(const sam_case *c, const char *what, bool cover_target) {
    for (uint32_t i = 0; i < c->result->break_even_count; i++) {
        const sam_break_even *b = &c->result->break_evens[i];
        if (strcmp(b->what, what) == 0 && (strcmp(b->target, "min_dscr") == 0) == cover_target)
            return b;
    }
    return NULL;
}

static void break_evens(sam_page *page, sam_saying title, bool cover_target) {
    static const char *const WHAT[] = {"rent", "vacancy", "rate_shift", "overrun", "value_to_cost"};
    uint32_t note = sam_doc_note(page->document, sam_say(SAM_SAY_NOTE_SEARCH));
    sam_page_models_table(page, sam_say(title), sam_say(SAM_SAY_ASSUMPTION));
    sam_doc_block_note(page->document, note);
    for (size_t r = 0; r < sizeof WHAT / sizeof *WHAT; r++) {
        sam_doc_cell_text(page->document, sam_page_capital(page, assumed(WHAT[r])), 0);
        for (size_t k = 0; k < page->study->case_count; k++) {
            const sam_break_even *b = find_break(&page->study->cases[k], WHAT[r], cover_target);
            if (b && b->exists)
                sam_doc_cell_text(page->document, sam_page_quantity(page, b->value, b->unit), 0);
            else
                sam_doc_cell_text(page->document, b ? sam_say(SAM_SAY_NO_VALUE) : NULL, 0);
        }
    }
}

void sam_page_models(sam_page *page) {
    sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH, sam_say(SAM_SAY_NPV_MEANS));
    npv_table(page);
    irr_table(page);
    sam_page_stack(page);
    sam_doc_open(page->document, "figures", sam_say(SAM_SAY_KEY_FIGURES), false);
    deal_table(page);
    sam_doc_close(page->document);
    cover(page);
    guarantees(page);
    sam_doc_open(page->document, "turns", sam_say(SAM_SAY_SEPARATES), false);
    turns(page);
    break_evens(page, SAM_SAY_BREAK_OWNER, false);
    break_evens(page, SAM_SAY_BREAK_COVER, true);
    sam_doc_close(page->document);
}
