/* Who carries what: for each clause that can be taken away, the cost that it moves between the
 * parties, on the mean and in the worst twentieth of the draws. */
#include "report/clauses.h"

#include "deal/fields.h"
#include "report/html_chart.h"

enum { NAME_WIDTH = 122, MEAN_SHADE = 0 };

typedef struct moved {
    const sam_deal *deal;
    const sam_clause_effect *effect;
    size_t model;
    const char *clause; /* its kind */
} moved;

/* NOK of present value. */
static double tail_of(const sam_clause_party *p) {
    return p->with.cvar95 - p->without.cvar95;
}

/* A krone is too little to see or to speak of. */
static bool is_moved(const sam_clause_party *p) {
    double tail = tail_of(p);
    return p->moved > 1 || p->moved < -1 || tail > 1 || tail < -1;
}

static const char *name_of(sam_page *page, const moved *m, const sam_clause_party *p) {
    return sam_page_capital(page, sam_page_party(page, m->deal->parties[p->party].id));
}

static void bars(sam_page *page, sam_chart *chart, const moved *m, bool tail) {
    const char *name = sam_say(tail ? SAM_SAY_TAIL : SAM_SAY_IN_MEAN);
    sam_chart_open_series(chart, "bar", name, MEAN_SHADE);
    sam_json_key_whole(&chart->json, "barMaxWidth", 14);
    sam_chart_open_data(chart);
    for (size_t i = 0; i < m->effect->party_count; i++) {
        const sam_clause_party *p = &m->effect->parties[i];
        double value = tail ? tail_of(p) : p->moved;
        if (is_moved(p))
            sam_chart_point(chart, value / 1000, sam_page_money(page, value), tail);
    }
    sam_chart_close_series(chart);
}

static const char *most(sam_page *page, const moved *m) {
    const sam_clause_party *top = NULL;
    for (size_t i = 0; i < m->effect->party_count; i++) {
        const sam_clause_party *p = &m->effect->parties[i];
        if (is_moved(p) && (!top || tail_of(p) > tail_of(top)))
            top = p;
    }
    if (!top || !(tail_of(top) > 0))
        return "";
    return sam_page_fill(page, SAM_SAY_CLAUSE_MOST, name_of(page, m, top),
                         sam_page_money(page, top->moved), sam_page_money(page, tail_of(top)),
                         NULL);
}

static const char *title_of(sam_page *page, const moved *m) {
    return sam_page_fill(page, SAM_SAY_CLAUSE_FIGURE, page->models[m->model], m->clause, NULL);
}

static void figure(sam_page *page, const moved *m, size_t count) {
    sam_chart chart;
    sam_chart_begin(&chart, "axis");
    sam_chart_grid(&chart);
    sam_chart_value_axis(&chart, "xAxis");
    sam_chart_open_names(&chart, NAME_WIDTH);
    for (size_t i = 0; i < m->effect->party_count; i++)
        if (is_moved(&m->effect->parties[i]))
            sam_chart_string(&chart, name_of(page, m, &m->effect->parties[i]));
    sam_chart_close_categories(&chart);
    sam_json_key(&chart.json, "series");
    sam_json_open_array(&chart.json);
    bars(page, &chart, m, false);
    bars(page, &chart, m, true);
    sam_json_close_array(&chart.json);
    sam_chart_end(page, &chart, title_of(page, m),
                  sam_page_fill(page, SAM_SAY_CLAUSE_ABOUT, most(page, m), NULL),
                  (unsigned)count + 2);
    sam_doc_block_note(page->document, sam_doc_note(page->document, sam_say(SAM_SAY_NOTE_CLAUSE)));
    sam_doc_legend(page->document, sam_say(SAM_SAY_IN_MEAN), MEAN_SHADE, SAM_LEGEND_FULL);
    sam_doc_legend(page->document, sam_say(SAM_SAY_TAIL), MEAN_SHADE, SAM_LEGEND_TAIL);
}

static void table_row(sam_page *page, const moved *m, const sam_clause_party *p) {
    sam_doc_cell_text(page->document, name_of(page, m, p), 0);
    sam_doc_cell_number(page->document, p->with.mean / 1000, 0);
    sam_doc_cell_number(page->document, p->without.mean / 1000, 0);
    sam_doc_cell_number(page->document, p->moved / 1000, 0);
    sam_doc_cell_number(page->document, p->moved_error / 1000, 1);
    sam_doc_cell_number(page->document, p->with.cvar95 / 1000, 0);
    sam_doc_cell_number(page->document, p->without.cvar95 / 1000, 0);
    sam_doc_cell_number(page->document, p->moved_undiscounted / 1000, 0);
}

static void table(sam_page *page, const moved *m) {
    const char *columns[] = {sam_say(SAM_SAY_PARTY),        sam_say(SAM_SAY_MEAN_WITH),
                             sam_say(SAM_SAY_MEAN_WITHOUT), sam_say(SAM_SAY_MOVED),
                             sam_say(SAM_SAY_ERROR),        sam_say(SAM_SAY_TAIL_WITH),
                             sam_say(SAM_SAY_TAIL_WITHOUT), sam_say(SAM_SAY_MOVED_CASH)};
    sam_doc_table(page->document, title_of(page, m), columns, sizeof columns / sizeof *columns,
                  true);
    for (size_t i = 0; i < m->effect->party_count; i++)
        if (sam_clause_concerns(&m->effect->parties[i]))
            table_row(page, m, &m->effect->parties[i]);
    sam_doc_cell_text(page->document, sam_say(SAM_SAY_ALL_PARTIES), 0);
    for (int i = 0; i < 6; i++)
        sam_doc_cell_none(page->document);
    sam_doc_cell_number(page->document, m->effect->sum / 1000, 0);
}

/* What the clause is held against. */
static void without(sam_page *page, const moved *m, uint64_t draws) {
    const sam_clause *clause = &m->deal->clauses[m->effect->clause];
    for (uint32_t f = 0; f < clause->spec->field_count; f++) {
        double neutral;
        if (!sam_neutral_find(clause, f, &neutral))
            continue;
        const sam_input *input = &m->deal->inputs[clause->inputs[f]];
        sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH,
                    sam_page_fill(page, SAM_SAY_CLAUSE_WITHOUT,
                                  sam_page_input(page, m->deal, clause->inputs[f], false),
                                  sam_page_quantity(page, neutral, input->field->unit),
                                  sam_page_quantity(page, input->value, input->field->unit),
                                  sam_page_quantity(page, (double)draws, SAM_UNIT_COUNT), NULL));
    }
}

void sam_page_carriers(sam_page *page, size_t model) {
    const sam_clause_effects *effects = page->view->clauses[model];
    sam_doc_open(page->document, sam_page_text(page, "carriers-%zu", model + 1),
                 sam_say(SAM_SAY_CARRIERS), false);
    if (!effects->count)
        sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH, sam_say(SAM_SAY_CLAUSE_NONE));
    for (size_t i = 0; i < effects->count; i++) {
        moved m = {
            .deal = page->study->cases[model].deal, .effect = &effects->effects[i], .model = model};
        m.clause = sam_say_kind(m.deal->clauses[m.effect->clause].spec);
        size_t count = 0;
        for (size_t p = 0; p < m.effect->party_count; p++)
            count += is_moved(&m.effect->parties[p]);
        without(page, &m, effects->draws);
        if (count)
            figure(page, &m, count);
        table(page, &m);
    }
    sam_doc_close(page->document);
}
