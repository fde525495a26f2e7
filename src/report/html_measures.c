/* Each measure of a model that varies over the draws: for readers who go on calculating. */
#include <math.h>

#include "base/real.h"
#include "report/html_page.h"
#include "report/quantity.h"

static const char *name_of(sam_page *page, size_t model, const sam_risk_measure *m) {
    const sam_deal *deal = page->study->cases[model].deal;
    const char *measure = sam_say_measure(m->name, m->label);
    if (m->party == SAM_NO_PARTY)
        return sam_page_capital(page, measure);
    return sam_page_text(page, "%s: %s",
                         sam_page_capital(page, sam_page_party(page, deal->parties[m->party].id)),
                         measure);
}

/* 5, 25, 50, 75 and 95 per cent: with all the levels the table is too wide for paper. */
static const int SHOWN[] = {0, 2, 3, 4, 6};

/* Without its unit, which has a column. */
static void cell(sam_page *page, double value, sam_unit unit) {
    int decimals = isfinite(value) ? sam_quantity_decimals(value, unit) : 0;
    if (sam_quantity_is_percent(unit))
        sam_doc_cell_percent(page->document, value, decimals);
    else
        sam_doc_cell_number(page->document, value, decimals);
}

static void row(sam_page *page, size_t model, const sam_risk_measure *m) {
    sam_doc_cell_text(page->document, name_of(page, model, m), 0);
    sam_doc_cell_text(page->document, sam_say_unit(m->unit), 0);
    cell(page, m->base_exists ? m->base : SAM_REAL_NAN, m->unit);
    cell(page, m->mean, m->unit);
    cell(page, m->deviation, m->unit);
    for (size_t i = 0; i < sizeof SHOWN / sizeof *SHOWN; i++)
        cell(page, m->quantiles[SHOWN[i]], m->unit);
    cell(page, m->cvar95, m->unit);
}

void sam_page_measures(sam_page *page, size_t model) {
    const sam_risk_model *r = sam_risk_model_at(page->view->risk->risk, model);
    const char *columns[] = {sam_say(SAM_SAY_WHAT),
                             sam_say(SAM_SAY_UNIT),
                             sam_say(SAM_SAY_BASE),
                             sam_say(SAM_SAY_MEAN),
                             sam_say(SAM_SAY_DEVIATION),
                             "P5",
                             "P25",
                             "P50",
                             "P75",
                             "P95",
                             sam_say(SAM_SAY_WORST)};
    sam_doc_table(page->document,
                  sam_page_fill(page, SAM_SAY_MEASURE_TABLE, page->models[model], NULL), columns,
                  sizeof columns / sizeof *columns, true);
    sam_doc_column_is_text(page->document, 1);
    for (size_t k = 0; k < r->measure_count; k++)
        if (r->measures[k].known && r->measures[k].deviation > 0)
            row(page, model, &r->measures[k]);
}
