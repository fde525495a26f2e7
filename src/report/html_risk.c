/* What the draws say: each party's value with its tail, how often things happen, fans by year,
 * histograms, and which models can be told apart. */
#include <string.h>

#include "base/number.h"
#include "report/html_chart.h"

static bool is_value(const sam_page *page, size_t model, const sam_risk_measure *m) {
    const char *dot = strrchr(m->name, '.');
    if (m->party == SAM_NO_PARTY || !m->known || !dot || strcmp(dot, ".npv") != 0)
        return false;
    const sam_party *party = &page->study->cases[model].deal->parties[m->party];
    return party->role != SAM_ROLE_PROJECT && party->role != SAM_ROLE_OUTSIDE &&
           (m->deviation > 0 || m->base > 0 || m->base < 0);
}

static const char *party_name(sam_page *page, size_t model, const sam_risk_measure *m) {
    return sam_page_party(page, page->study->cases[model].deal->parties[m->party].id);
}

static void value_table(sam_page *page) {
    const char *columns[] = {sam_say(SAM_SAY_PARTY),
                             sam_say(SAM_SAY_MODEL),
                             sam_say(SAM_SAY_BASE),
                             sam_say(SAM_SAY_MEAN),
                             sam_say(SAM_SAY_ERROR),
                             "P5",
                             "P50",
                             "P95",
                             sam_say(SAM_SAY_WORST)};
    sam_doc_table(page->document, sam_say(SAM_SAY_RISK_TABLE), columns, 9, true);
    sam_doc_column_is_text(page->document, 1);
    for (size_t p = 0; p < page->party_count; p++)
        for (size_t i = 0; i < page->study->case_count; i++) {
            const sam_risk_model *model = sam_risk_model_at(page->view->risk->risk, i);
            for (size_t k = 0; k < model->measure_count; k++) {
                const sam_risk_measure *m = &model->measures[k];
                const sam_deal *deal = page->study->cases[i].deal;
                if (!is_value(page, i, m) ||
                    strcmp(deal->parties[m->party].id, page->parties[p]) != 0)
                    continue;
                sam_doc_cell_text(page->document, sam_page_capital(page, party_name(page, i, m)),
                                  0);
                sam_doc_cell_text(page->document, page->models[i], 0);
                sam_doc_cell_number(page->document, m->base / 1000, 0);
                sam_doc_cell_number(page->document, m->mean / 1000, 0);
                sam_doc_cell_number(page->document, m->error / 1000, 1);
                sam_doc_cell_number(page->document, m->quantiles[0] / 1000, 0);
                sam_doc_cell_number(page->document, m->quantiles[3] / 1000, 0);
                sam_doc_cell_number(page->document, m->quantiles[6] / 1000, 0);
                sam_doc_cell_number(page->document, m->cvar95 / 1000, 0);
            }
        }
}

static void chance_table(sam_page *page) {
    const sam_risk_model *first = sam_risk_model_at(page->view->risk->risk, 0);
    sam_page_models_table(page, sam_say(SAM_SAY_CHANCE_TABLE), sam_say(SAM_SAY_HAPPENS));
    for (size_t c = 0; c < first->chance_count; c++) {
        const char *word = sam_say_word(SAM_WORDS_CHANCE, first->chances[c].name);
        sam_doc_cell_text(page->document, word ? word : first->chances[c].label, 0);
        for (size_t i = 0; i < page->study->case_count; i++)
            sam_doc_cell_percent(page->document,
                                 sam_risk_model_at(page->view->risk->risk, i)->chances[c].share, 1);
    }
}

static const char *thousands(sam_page *page, double value) {
    return sam_page_quantity(page, sam_number_round(value / 1000, 0), SAM_UNIT_COUNT);
}

/* Of all pairs the page shows those of the parties that choose. */
static bool chooses(const sam_page *page, const sam_risk_pair *pair) {
    const sam_deal *deal = sam_risk_model_at(page->view->risk->risk, pair->first)->plan->deal;
    uint32_t party = sam_deal_find_party(deal, pair->party);
    return party != UINT32_MAX && deal->parties[party].role <= SAM_ROLE_DEVELOPER;
}

static void pair_table(sam_page *page) {
    size_t count;
    const sam_risk_pair *pairs = sam_risk_pairs(page->view->risk->risk, &count);
    const char *columns[] = {sam_say(SAM_SAY_PARTY),    sam_say(SAM_SAY_MODEL),
                             sam_say(SAM_SAY_AGAINST),  sam_say(SAM_SAY_DIFFERENCE),
                             sam_say(SAM_SAY_INTERVAL), sam_say(SAM_SAY_BETTER_IN),
                             sam_say(SAM_SAY_VERDICT)};
    if (!count)
        return;
    sam_doc_table(page->document, sam_say(SAM_SAY_PAIR_TABLE), columns, 7, true);
    sam_doc_column_is_text(page->document, 1);
    sam_doc_column_is_text(page->document, 2);
    sam_doc_column_is_text(page->document, 6);
    for (size_t i = 0; i < count; i++) {
        const sam_risk_pair *pair = &pairs[i];
        if (!chooses(page, pair))
            continue;
        sam_doc_cell_text(page->document, sam_page_capital(page, sam_page_party(page, pair->party)),
                          0);
        sam_doc_cell_text(page->document, page->models[pair->first], 0);
        sam_doc_cell_text(page->document, page->models[pair->second], 0);
        sam_doc_cell_number(page->document, pair->difference / 1000, 0);
        sam_doc_cell_text(page->document,
                          sam_page_fill(page, SAM_SAY_RANGE_TO, thousands(page, pair->low),
                                        thousands(page, pair->high), NULL),
                          0);
        sam_doc_cell_percent(page->document, pair->first_better, 1);
        sam_doc_cell_text(page->document,
                          pair->verdict == 0
                              ? sam_say(SAM_SAY_UNTOLD)
                              : page->models[pair->verdict == 1 ? pair->first : pair->second],
                          0);
    }
}

/* ---- histograms ---- */

/* With as many decimals as tell one bar from the next. */
static const char *millions(sam_page *page, double value, double bar_width) {
    char text[2 * SAM_NUMBER_SIZE];
    int decimals = bar_width >= 5e4 ? 1 : bar_width >= 5e3 ? 2 : 3;
    sam_number_print_norwegian(text, value / 1e6, decimals);
    return sam_page_refill(page, "{1}", text);
}

static void histogram(sam_page *page, size_t model, const sam_risk_measure *m) {
    sam_chart chart;
    sam_chart_begin(&chart, "axis");
    sam_chart_grid(&chart);
    sam_chart_open_categories(&chart, "xAxis");
    for (size_t i = 0; i < m->bars; i++)
        sam_chart_string(
            &chart, millions(page, m->bar_low + ((double)i + 0.5) * m->bar_width, m->bar_width));
    sam_chart_close_categories(&chart);
    sam_chart_value_axis(&chart, "yAxis");
    sam_json_key(&chart.json, "series");
    sam_json_open_array(&chart.json);
    sam_chart_open_series(&chart, "bar", sam_say(SAM_SAY_BAR), 0);
    sam_json_key_string(&chart.json, "barCategoryGap", "6%");
    sam_chart_open_data(&chart);
    for (size_t i = 0; i < m->bars; i++) {
        double middle = m->bar_low + ((double)i + 0.5) * m->bar_width;
        bool tail = m->high_is_bad ? middle >= m->var95 : middle <= m->var95;
        sam_chart_point(&chart, (double)m->bar[i],
                        sam_page_quantity(page, (double)m->bar[i], SAM_UNIT_COUNT), tail);
    }
    sam_chart_close_series(&chart);
    sam_json_close_array(&chart.json);
    sam_chart_end(page, &chart,
                  sam_page_fill(page, SAM_SAY_HISTOGRAM, party_name(page, model, m),
                                page->models[model], NULL),
                  sam_page_fill(page, SAM_SAY_HISTOGRAM_ABOUT, sam_page_money(page, m->mean),
                                sam_page_money(page, m->var95), sam_page_money(page, m->cvar95),
                                NULL),
                  6);
    sam_doc_block_note(page->document, sam_page_note_of(page, m->name));
    sam_doc_block_note(page->document, sam_doc_note(page->document, sam_say(SAM_SAY_NOTE_DRAWS)));
    sam_doc_legend(page->document, sam_say(SAM_SAY_BAR), 0, SAM_LEGEND_FULL);
    sam_doc_legend(page->document, sam_say(SAM_SAY_TAIL), 0, SAM_LEGEND_TAIL);
}

static void histogram_table(sam_page *page, size_t model, const sam_risk_measure *m) {
    const char *columns[] = {sam_say(SAM_SAY_VALUE), sam_say(SAM_SAY_BAR)};
    sam_doc_table(page->document,
                  sam_page_fill(page, SAM_SAY_HISTOGRAM, party_name(page, model, m),
                                page->models[model], NULL),
                  columns, 2, true);
    sam_doc_fold(page->document);
    for (size_t i = 0; i < m->bars; i++) {
        double low = m->bar_low + (double)i * m->bar_width;
        sam_doc_cell_text(page->document,
                          sam_page_fill(page, SAM_SAY_RANGE_TO, sam_page_money(page, low),
                                        sam_page_money(page, low + m->bar_width), NULL),
                          0);
        sam_doc_cell_number(page->document, (double)m->bar[i], 0);
    }
}

static void histograms(sam_page *page, size_t model) {
    const sam_risk_model *r = sam_risk_model_at(page->view->risk->risk, model);
    for (size_t k = 0; k < r->measure_count; k++) {
        const sam_risk_measure *m = &r->measures[k];
        if (!is_value(page, model, m) || m->bars < 2)
            continue;
        sam_role role = page->study->cases[model].deal->parties[m->party].role;
        if (role != SAM_ROLE_MUNICIPALITY && role != SAM_ROLE_DEVELOPER)
            continue;
        histogram(page, model, m);
        histogram_table(page, model, m);
    }
}

static void draws(sam_page *page) {
    const sam_risk_view *view = page->view->risk;
    sam_doc_add(
        page->document, SAM_BLOCK_PARAGRAPH,
        sam_page_fill(page, SAM_SAY_RISK_MEANS,
                      sam_page_quantity(page, (double)sam_risk_draws(view->risk), SAM_UNIT_COUNT),
                      sam_page_quantity(page, (double)view->seed, SAM_UNIT_COUNT),
                      sam_say(view->random ? SAM_SAY_RANDOM : SAM_SAY_SOBOL), NULL));
    if (sam_risk_partial(view->risk))
        sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH, sam_say(SAM_SAY_PARTIAL));
    value_table(page);
    chance_table(page);
    pair_table(page);
}

void sam_page_risk(sam_page *page) {
    bool drawn = page->view->risk && sam_risk_draws(page->view->risk->risk);
    if (drawn)
        draws(page);
    else
        sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH, sam_say(SAM_SAY_RISK_ALONE));
    for (size_t i = 0; i < page->study->case_count; i++) {
        sam_doc_open(page->document, sam_page_text(page, "risk-%zu", i + 1), page->models[i],
                     false);
        if (drawn && page->pasted)
            sam_page_measures(page, i);
        if (drawn && !page->pasted)
            histograms(page, i);
        if (page->view->sensitivities)
            sam_page_tornados(page, i);
        if (drawn)
            sam_page_fans(page, i);
        if (page->view->clauses)
            sam_page_carriers(page, i);
        sam_doc_close(page->document);
    }
}
