/* The front between rent and what the municipality pays: each corner is a deal that nobody can make
 * better in one without making it worse in the other. The figure, and its corners with their terms.
 */
#include "base/number.h"
#include "report/html_chart.h"

enum { LINE_SHADE = 0, TERMS_MOST = 8 };

static const char *cost_of(sam_page *page, const sam_frontier_corner *c) {
    return sam_page_money(page, c->y);
}

static const char *rent_of(sam_page *page, const sam_frontier *front,
                           const sam_frontier_corner *c) {
    return sam_page_quantity(page, c->x, front->x_unit);
}

static const char *about(sam_page *page, const sam_frontier *front) {
    const sam_frontier_corner *first = &front->corners[0];
    const sam_frontier_corner *last = &front->corners[front->corner_count - 1];
    const char *ends =
        sam_page_fill(page, SAM_SAY_FRONT_ENDS, cost_of(page, first), rent_of(page, front, first),
                      cost_of(page, last), rent_of(page, front, last), NULL);
    return sam_page_fill(page, SAM_SAY_FRONT_ABOUT, ends, NULL);
}

static void points(sam_page *page, sam_chart *chart, const sam_frontier *front) {
    sam_chart_open_series(chart, "line", "", LINE_SHADE);
    sam_json_key(&chart->json, "showSymbol");
    sam_json_bool(&chart->json, true);
    sam_json_key_string(&chart->json, "symbol", "circle");
    sam_json_key_whole(&chart->json, "symbolSize", 9);
    sam_chart_open_data(chart);
    for (uint32_t i = 0; i < front->corner_count; i++) {
        const sam_frontier_corner *c = &front->corners[i];
        sam_json_open_object(&chart->json);
        sam_json_key(&chart->json, "value");
        sam_json_open_array(&chart->json);
        sam_json_number(&chart->json, sam_number_round(c->x, 2));
        sam_json_number(&chart->json, sam_number_round(c->y / 1e6, 4));
        sam_json_close_array(&chart->json);
        sam_chart_key_string(chart, "title", rent_of(page, front, c));
        sam_chart_key_string(chart, "text", cost_of(page, c));
        sam_json_close_object(&chart->json);
    }
    sam_chart_close_series(chart);
}

static void figure(sam_page *page, const sam_frontier *front, size_t model) {
    sam_chart chart;
    sam_chart_begin(&chart, "item");
    sam_chart_named_grid(&chart);
    sam_chart_named_axis(&chart, "xAxis", sam_say(SAM_SAY_FRONT_RENT));
    sam_chart_named_axis(&chart, "yAxis", sam_say(SAM_SAY_FRONT_COST));
    sam_json_key(&chart.json, "series");
    sam_json_open_array(&chart.json);
    points(page, &chart, front);
    sam_json_close_array(&chart.json);
    sam_chart_end(page, &chart, sam_page_fill(page, SAM_SAY_FRONT, page->models[model], NULL),
                  about(page, front), 8);
    sam_doc_block_note(page->document, sam_doc_note(page->document, sam_say(SAM_SAY_NOTE_FRONT)));
}

/* What 100 kr a month more is worth, along the side. */
static void step_cell(sam_page *page, const sam_frontier *front, uint32_t corner) {
    const sam_frontier_corner *c = &front->corners[corner];
    if (corner + 1 == front->corner_count) {
        sam_doc_cell_none(page->document);
        return;
    }
    char step[2 * SAM_NUMBER_SIZE];
    sam_number_print_norwegian(step, c->slope / 10, 1);
    sam_doc_cell_text(page->document,
                      c->straight ? step : sam_page_fill(page, SAM_SAY_FRONT_BENT, step, NULL), 0);
    if (c->straight)
        sam_doc_value(page->document, c->slope / 10, 1, false, "");
}

static void table(sam_page *page, const sam_frontier *front) {
    const sam_choice *choice = front->choice;
    const char *columns[3 + TERMS_MOST] = {sam_say(SAM_SAY_FRONT_RENT),
                                           sam_say(SAM_SAY_FRONT_COST_TABLE),
                                           sam_say(SAM_SAY_FRONT_STEP)};
    size_t terms = choice->term_count < TERMS_MOST ? choice->term_count : TERMS_MOST;
    for (size_t j = 0; j < terms; j++)
        columns[3 + j] = sam_page_capital(
            page, sam_page_input(page, choice->plan->deal, choice->terms[j].input, false));
    sam_doc_table(page->document, sam_say(SAM_SAY_FRONT_TABLE), columns, 3 + terms, true);
    for (uint32_t i = 0; i < front->corner_count; i++) {
        const sam_frontier_corner *c = &front->corners[i];
        sam_doc_cell_number(page->document, c->x, 0);
        sam_doc_cell_number(page->document, c->y / 1000, 0);
        step_cell(page, front, i);
        for (size_t j = 0; j < terms; j++)
            sam_page_cell_quantity(page, c->terms[j], choice->terms[j].unit);
    }
    sam_doc_draw(page->document, front->corner_count > 1 ? SAM_DRAW_CURVE : SAM_DRAW_NOTHING);
}

void sam_page_front(sam_page *page, const sam_frontier *front, size_t model) {
    const sam_frontier_corner *only = &front->corners[0];
    if (front->corner_count > 1)
        figure(page, front, model);
    else
        sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH,
                    sam_page_fill(page, SAM_SAY_FRONT_POINT, rent_of(page, front, only),
                                  cost_of(page, only), NULL));
    table(page, front);
}
