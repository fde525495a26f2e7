/* Fans: how one figure spreads over the years of the draws. */
#include <string.h>

#include "report/html_chart.h"

typedef struct fan {
    const double *quantiles; /* by year, SAM_RISK_LEVELS each */
    uint32_t years, first;
    double scale; /* 1: a ratio */
    const sam_case *of;
    uint32_t flag; /* row that must be above 0 in the base case for the figure to mean anything */
} fan;

static double at(const fan *f, uint32_t year, int level) {
    return f->quantiles[(size_t)year * SAM_RISK_LEVELS + (size_t)level];
}

static bool known(const fan *f, uint32_t year) {
    if (f->flag != SAM_NO_ROW &&
        !(sam_ledger_value(f->of->ledger, f->flag, sam_case_year_end(f->of, year), 0) > 0))
        return false;
    return at(f, year, 0) == at(f, year, 0) && at(f, year, 6) == at(f, year, 6);
}

static const char *shown(sam_page *page, const fan *f, double value) {
    return f->scale > 1 ? sam_page_money(page, value)
                        : sam_page_quantity(page, value, SAM_UNIT_RATIO);
}

/* What lies between two levels, on top of what lies below. */
static void band(sam_chart *chart, const fan *f, int low, int high, double opacity) {
    sam_chart_open_series(chart, "line", "", 0);
    sam_json_key_string(&chart->json, "stack", "fan");
    sam_json_key_string(&chart->json, "stackStrategy", "all");
    sam_json_key(&chart->json, "lineStyle");
    sam_json_open_object(&chart->json);
    sam_json_key_whole(&chart->json, "width", 0);
    sam_json_close_object(&chart->json);
    if (opacity > 0) {
        sam_json_key(&chart->json, "areaStyle");
        sam_json_open_object(&chart->json);
        sam_json_key_number(&chart->json, "opacity", opacity);
        sam_json_close_object(&chart->json);
    }
    sam_chart_open_data(chart);
    for (uint32_t y = 0; y < f->years; y++) {
        double below = low < 0 ? 0 : at(f, y, low);
        if (known(f, y))
            sam_chart_point(chart, (at(f, y, high) - below) / f->scale, NULL, false);
        else
            sam_chart_gap(chart);
    }
    sam_chart_close_series(chart);
}

static void median(sam_page *page, sam_chart *chart, const fan *f) {
    sam_chart_open_series(chart, "line", sam_say(SAM_SAY_MEDIAN), 0);
    if (f->scale <= 1)
        sam_chart_mark(chart, 1, "1,0");
    sam_chart_open_data(chart);
    for (uint32_t y = 0; y < f->years; y++) {
        if (!known(f, y)) {
            sam_chart_gap(chart);
            continue;
        }
        const char *text =
            sam_page_text(page, "%s (%s)", shown(page, f, at(f, y, 3)),
                          sam_page_fill(page, SAM_SAY_RANGE_TO, shown(page, f, at(f, y, 0)),
                                        shown(page, f, at(f, y, 6)), NULL));
        sam_chart_point(chart, at(f, y, 3) / f->scale, text, false);
    }
    sam_chart_close_series(chart);
}

static const char *worst(sam_page *page, const fan *f) {
    uint32_t lowest = UINT32_MAX;
    for (uint32_t y = 0; y < f->years; y++)
        if (known(f, y) && (lowest == UINT32_MAX || at(f, y, 3) < at(f, lowest, 3)))
            lowest = y;
    if (lowest == UINT32_MAX)
        return "";
    return sam_page_fill(page, SAM_SAY_FAN_WORST, sam_page_number(page, f->first + lowest),
                         shown(page, f, at(f, lowest, 3)), shown(page, f, at(f, lowest, 0)), NULL);
}

static void figure(sam_page *page, const char *title, const char *row, const fan *f) {
    sam_chart chart;
    sam_chart_begin(&chart, "axis");
    sam_chart_grid(&chart);
    sam_chart_years(page, &chart, f->first, f->years);
    sam_chart_value_axis(&chart, "yAxis");
    sam_json_key(&chart.json, "series");
    sam_json_open_array(&chart.json);
    band(&chart, f, -1, 0, 0);
    band(&chart, f, 0, 2, 0.2);
    band(&chart, f, 2, 4, 0.45);
    band(&chart, f, 4, 6, 0.2);
    median(page, &chart, f);
    sam_json_close_array(&chart.json);
    sam_chart_end(page, &chart, title, sam_page_fill(page, SAM_SAY_FAN_ABOUT, worst(page, f), NULL),
                  6);
    sam_doc_block_note(page->document, sam_page_note_of(page, row));
    sam_doc_block_note(page->document, sam_doc_note(page->document, sam_say(SAM_SAY_NOTE_DRAWS)));
    sam_doc_legend(page->document, sam_say(SAM_SAY_MEDIAN), 0, SAM_LEGEND_LINE);
    sam_doc_legend(page->document, sam_say(SAM_SAY_BAND_50), 0, SAM_LEGEND_HALF);
    sam_doc_legend(page->document, sam_say(SAM_SAY_BAND_90), 0, SAM_LEGEND_FAINT);
}

static void table(sam_page *page, const char *title, const fan *f) {
    const char *columns[] = {sam_say(SAM_SAY_YEAR), "P5", "P10", "P25", "P50", "P75", "P90", "P95"};
    sam_doc_table(page->document, title, columns, 1 + SAM_RISK_LEVELS, true);
    sam_doc_fold(page->document);
    sam_doc_draw(page->document, SAM_DRAW_FAN);
    for (uint32_t y = 0; y < f->years; y++) {
        sam_doc_cell_text(page->document, sam_page_number(page, f->first + y), 0);
        for (int level = 0; level < SAM_RISK_LEVELS; level++) {
            if (known(f, y))
                sam_doc_cell_number(page->document, at(f, y, level) / f->scale, 2);
            else
                sam_doc_cell_none(page->document);
        }
    }
}

/* Something to see: not the same in every draw and year. */
static bool spreads(const fan *f) {
    for (uint32_t y = 0; y < f->years; y++)
        if (known(f, y) && at(f, y, 6) > at(f, y, 0))
            return true;
    return false;
}

/* The title of a fan that a council asks for: cover, guarantees, and what the municipality and the
 * developer have paid in. Nullable: it is another. */
static const char *title_of(sam_page *page, size_t model, const char *row) {
    const sam_deal *deal = page->study->cases[model].deal;
    const char *word = sam_say_word(SAM_WORDS_ROW, row);
    if (word)
        return sam_page_fill(page, SAM_SAY_FAN, word, page->models[model], NULL);
    for (uint32_t p = 0; p < deal->party_count; p++) {
        size_t length = strlen(deal->parties[p].id);
        bool asked = deal->parties[p].role == SAM_ROLE_MUNICIPALITY ||
                     deal->parties[p].role == SAM_ROLE_DEVELOPER;
        if (!asked || strncmp(row, deal->parties[p].id, length) != 0 ||
            strcmp(row + length, ".so_far") != 0)
            continue;
        const char *who = sam_page_party(page, deal->parties[p].id);
        const char *what = sam_page_refill(page, sam_say_word(SAM_WORDS_ROW, "so_far"), who);
        return sam_page_fill(page, SAM_SAY_FAN, what, page->models[model], NULL);
    }
    return NULL;
}

void sam_page_fans(sam_page *page, size_t model) {
    const sam_risk_model *r = sam_risk_model_at(page->view->risk->risk, model);
    for (size_t i = 0; i < r->fan_count; i++) {
        const sam_case *c = &page->study->cases[model];
        bool cover = strcmp(r->fans[i].row, "dscr") == 0;
        fan f = {.quantiles = r->fans[i].quantiles,
                 .years = r->year_count,
                 .first = r->first_year,
                 .scale = cover ? 1 : 1e6,
                 .of = c,
                 .flag = cover ? sam_plan_find_row(c->plan, "cover_year") : SAM_NO_ROW};
        const char *title = title_of(page, model, r->fans[i].row);
        if (!title || !spreads(&f))
            continue;
        figure(page, title, r->fans[i].row, &f);
        table(page, title, &f);
    }
}
