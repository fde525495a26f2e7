/* Who funds the project in each model: stacks of one source on another, and their table. */
#include <string.h>

#include "base/number.h"
#include "deal/fields.h"
#include "report/html_chart.h"

enum { SOURCES = 24 };

typedef struct source {
    const char *kind, *party;
} source;

static double amount_of(const sam_case *c, const source *s) {
    double amount = 0;
    for (uint32_t i = 0; i < c->result->stack_count; i++) {
        const sam_stack_item *item = &c->result->stack[i];
        if (strcmp(item->kind, s->kind) == 0 &&
            strcmp(c->deal->parties[item->party].id, s->party) == 0)
            amount += item->amount;
    }
    return amount;
}

/* Loans at the bottom, equity on top, so that stacks compare what the owners must find. */
static int order_of(const char *kind) {
    static const char *const KINDS[] = {"term_loan", "grant", "sale", "equity"};
    for (int i = 0; i < 4; i++)
        if (strcmp(kind, KINDS[i]) == 0)
            return i;
    return 2;
}

static size_t find_sources(const sam_page *page, source *sources) {
    size_t count = 0;
    for (size_t i = 0; i < page->study->case_count; i++) {
        const sam_case *c = &page->study->cases[i];
        for (uint32_t s = 0; s < c->result->stack_count; s++) {
            const sam_stack_item *item = &c->result->stack[s];
            source one = {item->kind, c->deal->parties[item->party].id};
            bool known = item->amount < 500 || count == SOURCES;
            for (size_t k = 0; k < count && !known; k++)
                known = strcmp(sources[k].kind, one.kind) == 0 &&
                        strcmp(sources[k].party, one.party) == 0;
            if (known)
                continue;
            size_t at = count++;
            for (; at > 0 && order_of(sources[at - 1].kind) > order_of(one.kind); at--)
                sources[at] = sources[at - 1];
            sources[at] = one;
        }
    }
    return count;
}

static const char *label(sam_page *page, const source *s) {
    const sam_clause_kind *kind = sam_clause_kind_find(s->kind);
    return sam_page_capital(page, sam_page_fill(page, SAM_SAY_SOURCE_FROM,
                                                kind ? sam_say_kind(kind) : s->kind,
                                                sam_page_party(page, s->party), NULL));
}

static void figure(sam_page *page, const source *sources, size_t count) {
    sam_chart chart;
    sam_chart_begin(&chart, "axis");
    sam_chart_grid(&chart);
    sam_chart_value_axis(&chart, "xAxis");
    sam_chart_open_names(&chart, 122);
    for (size_t i = 0; i < page->study->case_count; i++)
        sam_chart_string(&chart, page->models[i]);
    sam_chart_close_categories(&chart);
    sam_json_key(&chart.json, "series");
    sam_json_open_array(&chart.json);
    for (size_t s = 0; s < count; s++) {
        sam_chart_open_series(&chart, "bar", label(page, &sources[s]), (unsigned)s % SAM_SHADES);
        sam_json_key_string(&chart.json, "stack", "funding");
        sam_json_key_whole(&chart.json, "barMaxWidth", 34);
        sam_chart_open_data(&chart);
        for (size_t i = 0; i < page->study->case_count; i++) {
            double amount = amount_of(&page->study->cases[i], &sources[s]);
            sam_chart_point(&chart, amount / 1e6, amount > 0 ? sam_page_money(page, amount) : NULL,
                            false);
        }
        sam_chart_close_series(&chart);
    }
    sam_json_close_array(&chart.json);
    sam_text about = SAM_TEXT_EMPTY;
    for (size_t i = 0; i < page->study->case_count; i++) {
        const sam_measure *m = sam_result_find(page->study->cases[i].result, "total_cost");
        sam_text_format(&about, "%s%s %s", i ? ", " : "", page->models[i],
                        m ? sam_page_money(page, m->value) : "");
    }
    sam_chart_end(page, &chart,
                  sam_page_text(page, "%s, %s", sam_say(SAM_SAY_STACK), sam_say(SAM_SAY_MILLION)),
                  sam_page_fill(page, SAM_SAY_STACK_ABOUT, sam_page_take(page, &about), NULL),
                  (unsigned)page->study->case_count + 2);
    sam_doc_block_note(page->document, sam_doc_note(page->document, sam_say(SAM_SAY_NOTE_STACK)));
    for (size_t s = 0; s < count; s++)
        sam_doc_legend(page->document, label(page, &sources[s]), (unsigned)s % SAM_SHADES,
                       SAM_LEGEND_FULL);
}

static void table(sam_page *page, const source *sources, size_t count) {
    sam_page_models_table(page, sam_say(SAM_SAY_STACK_TABLE), sam_say(SAM_SAY_SOURCE));
    sam_doc_block_note(page->document, sam_doc_note(page->document, sam_say(SAM_SAY_NOTE_STACK)));
    for (size_t s = 0; s < count; s++) {
        sam_doc_cell_text(page->document, label(page, &sources[s]), 0);
        for (size_t i = 0; i < page->study->case_count; i++) {
            const sam_case *c = &page->study->cases[i];
            double amount = amount_of(c, &sources[s]), all = 0;
            for (uint32_t k = 0; k < c->result->stack_count; k++)
                all += c->result->stack[k].amount;
            if (!(amount > 0)) {
                sam_doc_cell_none(page->document);
                continue;
            }
            const char *thousands =
                sam_page_quantity(page, sam_number_round(amount / 1000, 0), SAM_UNIT_COUNT);
            sam_doc_cell_text(page->document,
                              sam_page_text(page, "%s (%s)", thousands,
                                            sam_page_quantity(page, amount / all, SAM_UNIT_SHARE)),
                              0);
        }
    }
}

void sam_page_stack(sam_page *page) {
    source sources[SOURCES];
    size_t count = find_sources(page, sources);
    sam_doc_open(page->document, "stack", sam_say(SAM_SAY_WHO_FUNDS), false);
    sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH, sam_say(SAM_SAY_STACK_MEANS));
    figure(page, sources, count);
    table(page, sources, count);
    sam_doc_close(page->document);
}
