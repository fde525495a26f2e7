/* One model in full as text: sources and uses, each party's year, accounts, debt and cover. */
#include <string.h>

#include "deal/fields.h"
#include "report/study.h"
#include "report/table.h"
#include "report/texts.h"

static void finish(sam_table *table, sam_text *out, size_t width, const char *title) {
    if (!table) {
        out->broken = true;
        return;
    }
    sam_text_format(out, "\n%s\n", title);
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

/* The limit in words, with its row, which explain knows. */
static void binding(sam_table *table, const sam_plan *plan, const char *name) {
    uint32_t row = name ? sam_plan_find_row(plan, name) : SAM_NO_ROW;
    sam_text text = SAM_TEXT_EMPTY;
    if (row != SAM_NO_ROW)
        sam_text_format(&text, "%s (%s)", sam_tr(plan->rows[row].label), name);
    sam_table_text(table, row == SAM_NO_ROW ? name : text.data);
    sam_text_free(&text);
}

static void sources_and_uses(sam_text *out, const sam_case *c, size_t width) {
    sam_column columns[] = {{.title = _("source")},
                            {.title = _("from")},
                            {.title = _("kr"), .number = true},
                            {.title = _("share"), .number = true},
                            {.title = _("bound by")}};
    sam_table *table = sam_table_new(columns, 5);
    for (uint32_t i = 0; table && i < c->result->stack_count; i++) {
        const sam_stack_item *item = &c->result->stack[i];
        sam_table_text(table, sam_say_kind(c->deal->clauses[item->clause].spec));
        sam_table_text(table, sam_say_party(c->deal, item->party));
        sam_table_decimals(table, item->amount, 0);
        sam_table_percent(table, item->share, 1);
        binding(table, c->plan, item->binding);
    }
    finish(table, out, width, _("Sources of funding"));

    sam_column uses[] = {
        {.title = _("use")}, {.title = _("to")}, {.title = _("kr"), .number = true}};
    table = sam_table_new(uses, 3);
    double total = 0;
    for (uint32_t r = 0; table && r < c->plan->row_count; r++) {
        const sam_row *row = &c->plan->rows[r];
        if (row->flow != SAM_FLOW_USE)
            continue;
        double amount = sam_case_flow_total(c, r);
        total += amount;
        sam_table_text(table, sam_tr(row->label));
        sam_table_text(table, sam_say_party(c->deal, row->payee));
        sam_table_decimals(table, amount, 0);
    }
    if (table) {
        sam_table_text(table, _("total"));
        sam_table_none(table);
        sam_table_decimals(table, total, 0);
    }
    finish(table, out, width, _("Uses"));
}

static void accounts(sam_text *out, const sam_case *c, size_t width) {
    sam_column columns[] = {{.title = _("account")},
                            {.title = _("payer")},
                            {.title = _("payee")},
                            {.title = _("kr in all"), .number = true},
                            {.title = _("row")}};
    sam_table *table = sam_table_new(columns, 5);
    for (uint32_t r = 0; table && r < c->plan->row_count; r++) {
        const sam_row *row = &c->plan->rows[r];
        double amount = row->flow == SAM_FLOW_NONE ? 0 : sam_case_flow_total(c, r);
        if (!(amount < 0) && !(amount > 0))
            continue;
        sam_table_text(table, sam_say_account(row->account));
        sam_table_text(table, sam_say_party(c->deal, row->payer));
        sam_table_text(table, sam_say_party(c->deal, row->payee));
        sam_table_decimals(table, amount, 0);
        sam_table_text(table, row->name);
    }
    finish(table, out, width, _("Every account, summed over all months"));
}

static void yearly(sam_text *out, const sam_case *c, size_t width) {
    sam_column columns[66] = {{.title = _("year")}};
    size_t count = 1;
    for (uint32_t p = 0; p < c->deal->party_count && count < 66; p++)
        if (c->result->parties[p].takes_part)
            columns[count++] = (sam_column){.title = sam_say_party(c->deal, p), .number = true};
    sam_table *table = sam_table_new(columns, count);
    for (uint32_t y = 0; table && y < c->result->year_count; y++) {
        sam_text year = SAM_TEXT_EMPTY;
        sam_text_format(&year, "%u", c->result->first_year + y);
        sam_table_text(table, year.data);
        sam_text_free(&year);
        for (uint32_t p = 0; p < c->deal->party_count; p++)
            if (c->result->parties[p].takes_part)
                sam_table_decimals(
                    table, c->result->yearly[(size_t)p * c->result->year_count + y] / 1000, 0);
    }
    finish(table, out, width, _("Net flow by party and year, 1000 kr (inflow positive)"));
}

static void debt(sam_text *out, const sam_case *c, size_t width) {
    sam_column columns[] = {{.title = _("year")},
                            {.title = _("debt, kr"), .number = true},
                            {.title = _("guaranteed, kr"), .number = true},
                            {.title = _("cash, kr"), .number = true},
                            {.title = "DSCR", .number = true}};
    static const char *const ROWS[] = {"debt", "guaranteed", "cash"};
    uint32_t cover = sam_plan_find_row(c->plan, "cover_year");
    uint32_t dscr = sam_plan_find_row(c->plan, "dscr");
    sam_table *table = sam_table_new(columns, 5);
    for (uint32_t y = 0; table && y < c->result->year_count; y++) {
        uint32_t month = sam_case_year_end(c, y);
        sam_text year = SAM_TEXT_EMPTY;
        sam_text_format(&year, "%u", c->result->first_year + y);
        sam_table_text(table, year.data);
        sam_text_free(&year);
        for (size_t i = 0; i < 3; i++)
            sam_table_decimals(
                table, sam_ledger_value(c->ledger, sam_plan_find_row(c->plan, ROWS[i]), month, 0),
                0);
        if (sam_ledger_value(c->ledger, cover, month, 0) > 0)
            sam_table_decimals(table, sam_ledger_value(c->ledger, dscr, month, 0), 2);
        else
            sam_table_none(table);
    }
    finish(table, out, width, _("Debt, guarantees and cover at the end of each year"));
}

static void ledger_table(sam_text *out, const sam_case *c, size_t width) {
    sam_column columns[] = {{.title = _("month"), .number = true},
                            {.title = _("payer")},
                            {.title = _("payee")},
                            {.title = _("account")},
                            {.title = _("kr"), .number = true}};
    sam_table *table = sam_table_new(columns, 5);
    for (uint32_t month = 1; table && month <= c->plan->months; month++) {
        for (uint32_t r = 0; r < c->plan->row_count; r++) {
            const sam_row *row = &c->plan->rows[r];
            double amount =
                row->flow == SAM_FLOW_NONE ? 0 : sam_ledger_value(c->ledger, r, month, 0);
            if (!(amount < 0) && !(amount > 0))
                continue;
            sam_table_decimals(table, month, 0);
            sam_table_text(table, sam_say_party(c->deal, row->payer));
            sam_table_text(table, sam_say_party(c->deal, row->payee));
            sam_table_text(table, sam_say_account(row->account));
            sam_table_decimals(table, amount, 2);
        }
    }
    finish(table, out, width, _("Every flow"));
}

void sam_case_text(sam_text *out, const sam_study *study, size_t width, bool ledger) {
    const sam_case *c = &study->cases[0];
    sam_study_text(out, study, width);
    sources_and_uses(out, c, width);
    accounts(out, c, width);
    yearly(out, c, width);
    debt(out, c, width);
    if (ledger)
        ledger_table(out, c, width);
}
