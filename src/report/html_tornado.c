/* Tornados: what a party's net present value rests on. One assumption at a time goes to the ends of
 * its range; the figure shows those that matter most, the table all of them. */
#include <math.h>

#include "deal/fields.h"
#include "report/html_chart.h"
#include "report/sensitivity.h"

enum { BARS_MOST = 10, LOW_SHADE = 0, HIGH_SHADE = 1, NAME_WIDTH = 170 };

typedef struct tornado {
    const sam_sensitivity *s;
    const sam_deal *deal;
    size_t model, target;
    const char *party; /* as in "noverdien for kommunen" */
    const size_t *order;
    size_t count; /* spans that move it, the greatest first */
} tornado;

static const sam_span *span_at(const tornado *t, size_t place) {
    return &t->s->spans[t->order[place]];
}

/* The change at an end, NOK; NaN: no value there. */
static double change(const tornado *t, size_t place, bool high) {
    const sam_arm *arm = &t->s->arms[t->order[place] * t->s->target_count + t->target];
    return (high ? arm->high : arm->low) - t->s->targets[t->target].base;
}

static const char *value_at(sam_page *page, const tornado *t, size_t place, double value) {
    return sam_page_quantity(page, value, t->deal->inputs[span_at(t, place)->input].field->unit);
}

static void bar(sam_page *page, sam_chart *chart, const tornado *t, size_t place, bool high) {
    double moved = change(t, place, high);
    const sam_span *span = span_at(t, place);
    if (!isfinite(moved)) {
        sam_chart_gap(chart);
        return;
    }
    const char *title =
        sam_page_fill(page, SAM_SAY_COLON, sam_page_input(page, t->deal, span->input, false),
                      value_at(page, t, place, high ? span->high : span->low), NULL);
    sam_chart_shaded(chart, moved / 1e6, high ? HIGH_SHADE : LOW_SHADE, title,
                     sam_page_money(page, moved));
}

/* The longer arms of all, then the shorter ones in front of them: where both go the same way, the
 * shorter can still be seen. */
static void arms(sam_page *page, sam_chart *chart, const tornado *t, size_t shown, bool longer) {
    sam_chart_open_series(chart, "bar", "", 0);
    sam_json_key_string(&chart->json, "barGap", "-100%");
    sam_json_key_whole(&chart->json, "barMaxWidth", 22);
    sam_chart_open_data(chart);
    for (size_t i = 0; i < shown; i++) {
        bool high_is_longer = fabs(change(t, i, true)) > fabs(change(t, i, false));
        bar(page, chart, t, i, high_is_longer == longer);
    }
    sam_chart_close_series(chart);
}

static const char *about(sam_page *page, const tornado *t) {
    const sam_span *first = span_at(t, 0);
    const char *most = sam_page_fill(
        page, SAM_SAY_TORNADO_MOST, sam_page_input(page, t->deal, first->input, false),
        sam_page_money(page, change(t, 0, false)), value_at(page, t, 0, first->low),
        sam_page_money(page, change(t, 0, true)), value_at(page, t, 0, first->high), NULL);
    return sam_page_fill(page, SAM_SAY_TORNADO_ABOUT, most, NULL);
}

static void notes(sam_page *page, const tornado *t) {
    const sam_plan *plan = page->study->cases[t->model].plan;
    sam_doc_block_note(page->document, sam_page_row_note(page, plan, t->s->targets[t->target].row));
    sam_doc_block_note(page->document, sam_doc_note(page->document, sam_say(SAM_SAY_NOTE_TORNADO)));
}

static double reach(const tornado *t, size_t place) {
    return fmax(fabs(change(t, place, false)), fabs(change(t, place, true)));
}

/* Those long enough to be seen. */
static size_t seen(const tornado *t) {
    size_t count = 1;
    while (count < t->count && count < BARS_MOST && !(reach(t, count) < 0.01 * reach(t, 0)))
        count++;
    return count;
}

static void figure(sam_page *page, const tornado *t) {
    size_t shown = seen(t);
    sam_chart chart;
    sam_chart_begin(&chart, "item");
    sam_chart_grid(&chart);
    sam_chart_value_axis(&chart, "xAxis");
    sam_chart_open_names(&chart, NAME_WIDTH);
    for (size_t i = 0; i < shown; i++)
        sam_chart_string(
            &chart,
            sam_page_capital(page, sam_page_input(page, t->deal, span_at(t, i)->input, false)));
    sam_chart_close_categories(&chart);
    sam_json_key(&chart.json, "series");
    sam_json_open_array(&chart.json);
    arms(page, &chart, t, shown, true);
    arms(page, &chart, t, shown, false);
    sam_json_close_array(&chart.json);
    sam_chart_end(page, &chart,
                  sam_page_fill(page, SAM_SAY_TORNADO, page->models[t->model], t->party, NULL),
                  about(page, t), (unsigned)shown + 2);
    notes(page, t);
    sam_doc_legend(page->document, sam_say(SAM_SAY_LOW_END), LOW_SHADE, SAM_LEGEND_FULL);
    sam_doc_legend(page->document, sam_say(SAM_SAY_HIGH_END), HIGH_SHADE, SAM_LEGEND_FULL);
}

static void table_row(sam_page *page, const tornado *t, size_t place) {
    static const sam_saying KINDS[] = {SAM_SAY_SPAN_FILE, SAM_SAY_SPAN_TENTH, SAM_SAY_SPAN_STEP};
    const sam_span *span = span_at(t, place);
    sam_doc_cell_text(page->document,
                      sam_page_capital(page, sam_page_input(page, t->deal, span->input, true)), 0);
    const sam_unit unit = t->deal->inputs[span->input].field->unit;
    sam_page_cell_quantity(page, span->low, unit);
    sam_page_cell_quantity(page, span->base, unit);
    sam_page_cell_quantity(page, span->high, unit);
    sam_doc_cell_number(page->document, change(t, place, false) / 1000, 0);
    sam_doc_cell_number(page->document, change(t, place, true) / 1000, 0);
    sam_doc_cell_text(page->document, sam_say(KINDS[span->kind]), 0);
}

static void table(sam_page *page, const tornado *t) {
    const char *columns[] = {sam_say(SAM_SAY_ASSUMPTION), sam_say(SAM_SAY_FROM),
                             sam_say(SAM_SAY_NOW),        sam_say(SAM_SAY_TO),
                             sam_say(SAM_SAY_AT_LOW),     sam_say(SAM_SAY_AT_HIGH),
                             sam_say(SAM_SAY_SPAN)};
    sam_doc_table(
        page->document,
        sam_page_fill(page, SAM_SAY_TORNADO_TABLE, page->models[t->model], t->party, NULL), columns,
        sizeof columns / sizeof *columns, true);
    sam_doc_column_is_text(page->document, sizeof columns / sizeof *columns - 1);
    sam_doc_fold(page->document);
    sam_doc_draw(page->document, SAM_DRAW_TORNADO);
    for (size_t i = 0; i < t->count; i++)
        table_row(page, t, i);
}

void sam_page_tornados(sam_page *page, size_t model) {
    const sam_sensitivity *s = page->view->sensitivities[model];
    const sam_deal *deal = page->study->cases[model].deal;
    size_t *order = sam_arena_array(page->document->arena, s->span_count + 1, sizeof *order);
    if (!order) {
        page->document->broken = true;
        return;
    }
    for (size_t target = 0; target < s->target_count; target++) {
        const sam_row *row = &page->study->cases[model].plan->rows[s->targets[target].row];
        if (row->party == SAM_NO_PARTY)
            continue;
        tornado t = {.s = s, .deal = deal, .model = model, .target = target, .order = order};
        t.party = sam_page_party(page, deal->parties[row->party].id);
        t.count = sam_sensitivity_order(order, s, target);
        if (!t.count)
            continue;
        figure(page, &t);
        table(page, &t);
    }
}
