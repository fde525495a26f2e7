/* Who pays whom in each model, summed over all years: payers at the left, payees at the right, so
 * that money which goes both ways is seen both ways. */
#include <string.h>

#include "report/html_chart.h"

enum { PAIRS = 256 };

typedef struct pair {
    uint32_t payer, payee;
    double sum;
} pair;

static size_t find_pairs(const sam_case *c, pair *pairs) {
    size_t count = 0;
    for (uint32_t r = 0; r < c->plan->row_count; r++) {
        const sam_row *row = &c->plan->rows[r];
        double sum = row->flow == SAM_FLOW_NONE ? 0 : sam_case_flow_total(c, r);
        if (!(sum > 0) && !(sum < 0))
            continue;
        size_t k = 0;
        while (k < count && (pairs[k].payer != row->payer || pairs[k].payee != row->payee))
            k++;
        if (k == PAIRS)
            continue;
        if (k == count)
            pairs[count++] = (pair){row->payer, row->payee, 0};
        pairs[k].sum += sum;
    }
    for (size_t i = 1; i < count; i++) {
        pair one = pairs[i];
        size_t at = i;
        for (; at > 0 && pairs[at - 1].sum < one.sum; at--)
            pairs[at] = pairs[at - 1];
        pairs[at] = one;
    }
    return count;
}

static const char *name_of(sam_page *page, const sam_case *c, uint32_t party) {
    return sam_page_capital(page, sam_page_party(page, c->deal->parties[party].id));
}

/* Flows too thin to be seen are in the table only. */
static size_t seen(const pair *pairs, size_t count) {
    double all = 0;
    for (size_t i = 0; i < count; i++)
        all += pairs[i].sum > 0 ? pairs[i].sum : 0;
    size_t kept = 0;
    while (kept < count && pairs[kept].sum > 0.003 * all)
        kept++;
    return kept;
}

/* A party is on both sides, under two names. */
static const char *key_of(sam_page *page, uint32_t party, bool pays) {
    return sam_page_text(page, "%s%u", pays ? "from" : "to", party);
}

static void node(sam_page *page, sam_chart *chart, const sam_case *c, uint32_t party, bool pays) {
    sam_json_open_object(&chart->json);
    sam_json_key_string(&chart->json, "name", key_of(page, party, pays));
    sam_json_key_whole(&chart->json, "shade", (long long)party % SAM_SHADES);
    sam_json_key(&chart->json, "label");
    sam_json_open_object(&chart->json);
    sam_json_key_string(&chart->json, "position", pays ? "right" : "left");
    sam_chart_key_string(chart, "formatter", name_of(page, c, party));
    sam_json_close_object(&chart->json);
    sam_json_close_object(&chart->json);
}

/* Returns how many stand on the side that has the more. */
static unsigned nodes(sam_page *page, sam_chart *chart, const sam_case *c, const pair *pairs,
                      size_t count) {
    unsigned sides[2] = {0, 0};
    sam_json_key(&chart->json, "data");
    sam_json_open_array(&chart->json);
    for (int side = 0; side < 2; side++)
        for (uint32_t p = 0; p < c->deal->party_count; p++) {
            bool any = false;
            for (size_t i = 0; i < count && !any; i++)
                any = (side ? pairs[i].payee : pairs[i].payer) == p;
            if (!any)
                continue;
            node(page, chart, c, p, side == 0);
            sides[side]++;
        }
    sam_json_close_array(&chart->json);
    return sides[0] > sides[1] ? sides[0] : sides[1];
}

static void links(sam_page *page, sam_chart *chart, const sam_case *c, const pair *pairs,
                  size_t count) {
    sam_json_key(&chart->json, "links");
    sam_json_open_array(&chart->json);
    for (size_t i = 0; i < count; i++) {
        const char *title =
            sam_page_text(page, "%s \xE2\x86\x92 %s", name_of(page, c, pairs[i].payer),
                          name_of(page, c, pairs[i].payee));
        sam_json_open_object(&chart->json);
        sam_json_key_string(&chart->json, "source", key_of(page, pairs[i].payer, true));
        sam_json_key_string(&chart->json, "target", key_of(page, pairs[i].payee, false));
        sam_json_key_number(&chart->json, "value", (double)(long long)(pairs[i].sum / 1000 + 0.5));
        sam_chart_key_string(chart, "title", title);
        sam_chart_key_string(chart, "text", sam_page_money(page, pairs[i].sum));
        sam_json_close_object(&chart->json);
    }
    sam_json_close_array(&chart->json);
}

static void figure(sam_page *page, size_t model, const pair *pairs, size_t count) {
    const sam_case *c = &page->study->cases[model];
    sam_chart chart;
    sam_chart_begin(&chart, "item");
    sam_json_key(&chart.json, "series");
    sam_json_open_array(&chart.json);
    sam_json_open_object(&chart.json);
    sam_json_key_string(&chart.json, "type", "sankey");
    sam_json_key_whole(&chart.json, "left", 4);
    sam_json_key_whole(&chart.json, "right", 4);
    sam_json_key_whole(&chart.json, "top", 10);
    sam_json_key_whole(&chart.json, "bottom", 10);
    sam_json_key_whole(&chart.json, "nodeWidth", 14);
    sam_json_key_whole(&chart.json, "nodeGap", 18);
    sam_json_key(&chart.json, "draggable");
    sam_json_bool(&chart.json, false);
    unsigned most = nodes(page, &chart, c, pairs, count);
    links(page, &chart, c, pairs, count);
    sam_json_close_object(&chart.json);
    sam_json_close_array(&chart.json);
    const char *largest = "";
    if (count)
        largest = sam_page_fill(page, SAM_SAY_LARGEST,
                                sam_page_party(page, c->deal->parties[pairs[0].payer].id),
                                sam_page_party(page, c->deal->parties[pairs[0].payee].id),
                                sam_page_money(page, pairs[0].sum), NULL);
    sam_chart_end(page, &chart, sam_page_fill(page, SAM_SAY_FLOWS_TABLE, page->models[model], NULL),
                  sam_page_fill(page, SAM_SAY_FLOWS_ABOUT, largest, NULL), most + 3);
    sam_doc_block_note(page->document, sam_doc_note(page->document, sam_say(SAM_SAY_NOTE_FLOWS)));
}

static void table(sam_page *page, size_t model, const pair *pairs, size_t count) {
    const sam_case *c = &page->study->cases[model];
    const char *columns[] = {sam_say(SAM_SAY_PAYER), sam_say(SAM_SAY_PAYEE), sam_say(SAM_SAY_SUM)};
    sam_doc_table(page->document,
                  sam_page_fill(page, SAM_SAY_FLOWS_TABLE, page->models[model], NULL), columns, 3,
                  true);
    sam_doc_column_is_text(page->document, 1);
    sam_doc_fold(page->document);
    for (size_t i = 0; i < count; i++) {
        sam_doc_cell_text(page->document, name_of(page, c, pairs[i].payer), 0);
        sam_doc_cell_text(page->document, name_of(page, c, pairs[i].payee), 0);
        sam_doc_cell_number(page->document, pairs[i].sum / 1000, 0);
    }
}

void sam_page_flows(sam_page *page) {
    for (size_t i = 0; i < page->study->case_count; i++) {
        pair pairs[PAIRS] = {{0}};
        size_t count = find_pairs(&page->study->cases[i], pairs);
        sam_doc_open(page->document, sam_page_text(page, "flows-%zu", i + 1), page->models[i],
                     false);
        figure(page, i, pairs, seen(pairs, count));
        table(page, i, pairs, count);
        sam_doc_close(page->document);
    }
}
