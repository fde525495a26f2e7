/* Each party's own part: what it gets and pays, when, and on which accounts. */
#include <string.h>

#include "report/html_chart.h"

static double yearly(const sam_page *page, size_t model, const char *party, uint32_t year,
                     bool *known) {
    const sam_case *c = &page->study->cases[model];
    uint32_t p = sam_deal_find_party(c->deal, party), index;
    *known = sam_page_result(page, model, party) && sam_page_year(page, model, year, &index);
    return *known ? c->result->yearly[(size_t)p * c->result->year_count + index] : 0;
}

/* A table whose columns are the models that the party has a part in. */
static void own_table(sam_page *page, const char *title, const char *first, const char *party) {
    const char *columns[SAM_PAGE_COLUMNS] = {first};
    size_t count = 1;
    for (size_t i = 0; i < page->study->case_count && count < SAM_PAGE_COLUMNS; i++)
        if (sam_page_result(page, i, party))
            columns[count++] = page->models[i];
    sam_doc_table(page->document, title, columns, count, true);
}

static void own_measures(sam_page *page, const char *party) {
    static const char *const NAMES[] = {"npv", "received", "paid", "total", "outlay"};
    own_table(page, sam_say(SAM_SAY_PARTY_TABLE), sam_say(SAM_SAY_WHAT), party);
    uint32_t index;
    const sam_plan *plan = page->study->cases[sam_page_first(page, party, &index)].plan;
    for (size_t n = 0; n < sizeof NAMES / sizeof *NAMES; n++) {
        const char *name = sam_page_text(page, "%s.%s", party, NAMES[n]);
        sam_doc_cell_text(page->document, sam_say_measure(name, NAMES[n]),
                          sam_page_row_note(page, plan, sam_plan_find_row(plan, name)));
        for (size_t k = 0; k < page->study->case_count; k++) {
            const sam_measure *m = sam_result_find(page->study->cases[k].result, name);
            if (!sam_page_result(page, k, party))
                continue;
            if (m && m->exists)
                sam_doc_cell_number(page->document, m->value / 1000, 0);
            else
                sam_doc_cell_none(page->document);
        }
    }
    sam_doc_cell_text(page->document, sam_say(SAM_SAY_DISCOUNT_RATE), 0);
    for (size_t k = 0; k < page->study->case_count; k++) {
        const sam_party_result *r = sam_page_result(page, k, party);
        if (r)
            sam_doc_cell_percent(page->document, r->discount_rate, 2);
    }
}

static void cash_figure(sam_page *page, const char *party) {
    uint32_t first, count;
    sam_chart chart;
    sam_text sums = SAM_TEXT_EMPTY;
    sam_page_years(page, &first, &count);
    sam_chart_begin(&chart, "axis");
    sam_chart_grid(&chart);
    sam_chart_years(page, &chart, first, count);
    sam_chart_value_axis(&chart, "yAxis");
    sam_json_key(&chart.json, "series");
    sam_json_open_array(&chart.json);
    for (size_t i = 0; i < page->study->case_count; i++) {
        double sum = 0;
        bool known;
        if (!sam_page_result(page, i, party))
            continue;
        sam_chart_open_series(&chart, "line", page->models[i], (unsigned)i % SAM_SHADES);
        sam_chart_open_data(&chart);
        for (uint32_t y = 0; y < count; y++) {
            double value = yearly(page, i, party, first + y, &known);
            sum += value;
            if (known)
                sam_chart_point(&chart, value / 1e6, sam_page_money(page, value), false);
            else
                sam_chart_gap(&chart);
        }
        sam_chart_close_series(&chart);
        sam_text_format(
            &sums, "%s%s", sums.length ? " " : "",
            sam_page_fill(page, SAM_SAY_SUM_OF, page->models[i], sam_page_money(page, sum), NULL));
    }
    sam_json_close_array(&chart.json);
    sam_chart_end(page, &chart,
                  sam_page_text(page, "%s, %s", sam_say(SAM_SAY_CASH), sam_say(SAM_SAY_MILLION)),
                  sam_page_fill(page, SAM_SAY_CASH_ABOUT, sam_page_party(page, party),
                                sam_page_take(page, &sums), NULL),
                  7);
    sam_doc_block_note(page->document,
                       sam_page_note_of(page, sam_page_text(page, "%s.net", party)));
    for (size_t i = 0; i < page->study->case_count; i++)
        if (sam_page_result(page, i, party))
            sam_doc_legend(page->document, page->models[i], (unsigned)i % SAM_SHADES,
                           SAM_LEGEND_FULL);
}

static void cash_table(sam_page *page, const char *party) {
    uint32_t first, count;
    sam_page_years(page, &first, &count);
    own_table(page, sam_say(SAM_SAY_CASH_TABLE), sam_say(SAM_SAY_YEAR), party);
    sam_doc_fold(page->document);
    for (uint32_t y = 0; y < count; y++) {
        sam_doc_cell_text(page->document, sam_page_number(page, first + y), 0);
        for (size_t i = 0; i < page->study->case_count; i++) {
            bool known;
            if (!sam_page_result(page, i, party))
                continue;
            double value = yearly(page, i, party, first + y, &known);
            if (known)
                sam_doc_cell_number(page->document, value / 1000, 0);
            else
                sam_doc_cell_none(page->document);
        }
    }
}

/* ---- accounts ---- */

enum { ACCOUNTS = 64 };

/* What the party gets on an account in one model, less what it pays. */
static double on_account(const sam_case *c, const char *party, const char *account) {
    uint32_t p = sam_deal_find_party(c->deal, party);
    double sum = 0;
    for (uint32_t r = 0; r < c->plan->row_count; r++) {
        const sam_row *row = &c->plan->rows[r];
        if (row->flow == SAM_FLOW_NONE || strcmp(row->account, account) != 0)
            continue;
        if (row->payee == p)
            sum += sam_case_flow_total(c, r);
        if (row->payer == p)
            sum -= sam_case_flow_total(c, r);
    }
    return sum;
}

static size_t find_accounts(const sam_page *page, const char *party, const char **accounts) {
    size_t count = 0;
    for (size_t i = 0; i < page->study->case_count; i++) {
        const sam_case *c = &page->study->cases[i];
        uint32_t p = sam_deal_find_party(c->deal, party);
        for (uint32_t r = 0; r < c->plan->row_count; r++) {
            const sam_row *row = &c->plan->rows[r];
            bool known = row->flow == SAM_FLOW_NONE || (row->payer != p && row->payee != p) ||
                         count == ACCOUNTS;
            for (size_t k = 0; k < count && !known; k++)
                known = strcmp(accounts[k], row->account) == 0;
            if (!known)
                accounts[count++] = row->account;
        }
    }
    return count;
}

static void account_table(sam_page *page, const char *party) {
    const char *accounts[ACCOUNTS];
    size_t count = find_accounts(page, party, accounts);
    own_table(page, sam_say(SAM_SAY_ACCOUNT_TABLE), sam_say(SAM_SAY_ACCOUNT), party);
    for (size_t a = 0; a < count; a++) {
        double sums[SAM_PAGE_COLUMNS] = {0};
        bool any = false;
        for (size_t i = 0; i < page->study->case_count && i < SAM_PAGE_COLUMNS; i++) {
            sums[i] = on_account(&page->study->cases[i], party, accounts[a]);
            any = any || sums[i] > 0 || sums[i] < 0;
        }
        if (!any)
            continue;
        sam_doc_cell_text(page->document, sam_page_capital(page, sam_say_account(accounts[a])), 0);
        for (size_t i = 0; i < page->study->case_count; i++) {
            if (!sam_page_result(page, i, party))
                continue;
            if (sums[i] > 0 || sums[i] < 0)
                sam_doc_cell_number(page->document, sums[i] / 1000, 0);
            else
                sam_doc_cell_none(page->document);
        }
    }
}

void sam_page_parties(sam_page *page) {
    for (size_t p = 0; p < page->party_count; p++) {
        sam_doc_open(page->document, sam_page_text(page, "party-%zu", p + 1),
                     sam_page_capital(page, sam_page_party(page, page->parties[p])), false);
        own_measures(page, page->parties[p]);
        cash_figure(page, page->parties[p]);
        cash_table(page, page->parties[p]);
        account_table(page, page->parties[p]);
        sam_doc_close(page->document);
    }
}
