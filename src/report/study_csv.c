/* A study as CSV: one tidy table of measures, or one of flows. */
#include <string.h>

#include "deal/fields.h"
#include "report/study.h"
#include "report/table.h"

static void print(sam_table *table, sam_text *out) {
    if (!table) {
        out->broken = true;
        return;
    }
    sam_table_print_csv(table, out);
    sam_table_free(table);
}

static void measure_row(sam_table *table, const sam_case *c, uint32_t party, const char *name,
                        const char *unit) {
    sam_table_text(table, c->deal->model_id);
    sam_table_text(table, party == SAM_NO_PARTY ? "" : c->deal->parties[party].id);
    sam_table_text(table, name);
    sam_table_text(table, unit);
}

static void case_rows(sam_table *table, const sam_case *c) {
    for (uint32_t i = 0; i < c->result->measure_count; i++) {
        const sam_measure *m = &c->result->measures[i];
        const char *dot = m->party == SAM_NO_PARTY ? NULL : strrchr(m->name, '.');
        measure_row(table, c, m->party, dot ? dot + 1 : m->name, sam_unit_text(m->unit));
        if (m->exists)
            sam_table_number(table, m->value);
        else
            sam_table_none(table);
    }
    for (uint32_t p = 0; p < c->deal->party_count; p++) {
        const sam_irr *irr = &c->result->parties[p].irr;
        measure_row(table, c, p, "irr", sam_unit_text(SAM_UNIT_RATE));
        if (irr->has_quoted)
            sam_table_number(table, irr->quoted);
        else
            sam_table_none(table);
    }
}

void sam_study_csv(sam_text *out, const sam_study *study) {
    sam_column columns[] = {{.title = "model"},
                            {.title = "party"},
                            {.title = "measure"},
                            {.title = "unit"},
                            {.title = "value", .number = true}};
    sam_table *table = sam_table_new(columns, 5);
    for (size_t i = 0; table && i < study->case_count; i++)
        case_rows(table, &study->cases[i]);
    print(table, out);
}

static void flow_rows(sam_table *table, const sam_case *c, uint32_t month) {
    for (uint32_t r = 0; r < c->plan->row_count; r++) {
        const sam_row *row = &c->plan->rows[r];
        double amount = row->flow == SAM_FLOW_NONE ? 0 : sam_ledger_value(c->ledger, r, month, 0);
        if (!(amount < 0) && !(amount > 0))
            continue;
        sam_table_text(table, c->deal->model_id);
        sam_table_number(table, month);
        sam_table_text(table, c->deal->parties[row->payer].id);
        sam_table_text(table, c->deal->parties[row->payee].id);
        sam_table_text(table, row->account);
        sam_table_number(table, amount);
    }
}

void sam_study_ledger_csv(sam_text *out, const sam_study *study) {
    sam_column columns[] = {{.title = "model"},   {.title = "month", .number = true},
                            {.title = "payer"},   {.title = "payee"},
                            {.title = "account"}, {.title = "amount", .number = true}};
    sam_table *table = sam_table_new(columns, 6);
    for (size_t i = 0; table && i < study->case_count; i++)
        for (uint32_t month = 1; month <= study->cases[i].plan->months; month++)
            flow_rows(table, &study->cases[i], month);
    print(table, out);
}
