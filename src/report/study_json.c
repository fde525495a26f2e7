/* A study as JSON: the stable, documented form that scripts read. Amounts in NOK, shares and rates
 * as fractions, months from 1; what does not exist is null. */
#include <string.h>

#include "deal/fields.h"
#include "deal/hash.h"
#include "report/study.h"

static void write_irr(sam_json *json, const sam_irr *irr) {
    sam_json_key(json, "irr");
    if (irr->has_quoted)
        sam_json_number(json, irr->quoted);
    else
        sam_json_null(json);
    sam_json_key(json, "irr_roots");
    sam_json_open_array(json);
    for (size_t i = 0; i < irr->count && i < SAM_IRR_ROOTS; i++)
        sam_json_number(json, irr->roots[i]);
    sam_json_close_array(json);
    sam_json_key_string(json, "irr_reason", sam_irr_reason_text(irr->reason));
}

/* "municipality.npv" is written as "npv" under its party. */
static void write_measures(sam_json *json, const sam_case *c, uint32_t party) {
    sam_json_key(json, "measures");
    sam_json_open_object(json);
    for (uint32_t i = 0; i < c->result->measure_count; i++) {
        const sam_measure *m = &c->result->measures[i];
        if (m->party != party)
            continue;
        const char *dot = party == SAM_NO_PARTY ? NULL : strrchr(m->name, '.');
        sam_json_key(json, dot ? dot + 1 : m->name);
        if (m->exists)
            sam_json_number(json, m->value);
        else
            sam_json_null(json);
    }
    sam_json_close_object(json);
}

static void write_parties(sam_json *json, const sam_case *c) {
    sam_json_key(json, "parties");
    sam_json_open_array(json);
    for (uint32_t p = 0; p < c->deal->party_count; p++) {
        const sam_party_result *r = &c->result->parties[p];
        if (!r->takes_part)
            continue;
        sam_json_open_object(json);
        sam_json_key_string(json, "id", c->deal->parties[p].id);
        sam_json_key_string(json, "role", sam_role_text(c->deal->parties[p].role));
        sam_json_key_number(json, "discount_rate", r->discount_rate);
        sam_json_key_number(json, "npv", r->npv);
        write_irr(json, &r->irr);
        write_measures(json, c, p);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_unfunded(sam_json *json, const sam_case *c) {
    sam_json_key(json, "project");
    sam_json_open_object(json);
    write_irr(json, &c->result->project_irr);
    sam_json_close_object(json);
}

static void write_stack(sam_json *json, const sam_case *c) {
    sam_json_key(json, "capital_stack");
    sam_json_open_array(json);
    for (uint32_t i = 0; i < c->result->stack_count; i++) {
        const sam_stack_item *item = &c->result->stack[i];
        sam_json_open_object(json);
        sam_json_key_string(json, "clause", c->deal->clauses[item->clause].id);
        sam_json_key_string(json, "kind", item->kind);
        sam_json_key_string(json, "party", c->deal->parties[item->party].id);
        sam_json_key_number(json, "amount", item->amount);
        sam_json_key_number(json, "share", item->share);
        sam_json_key_string(json, "binding", item->binding);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_flags(sam_json *json, const sam_case *c) {
    sam_json_key(json, "flags");
    sam_json_open_array(json);
    for (uint32_t i = 0; i < c->result->flag_count; i++) {
        const sam_flag *flag = &c->result->flags[i];
        sam_json_open_object(json);
        sam_json_key_string(json, "code", flag->code);
        sam_json_key_string(json, "paragraph", flag->paragraph);
        sam_json_key_string(json, "text", flag->text);
        sam_json_key(json, "figure");
        if (flag->has_figure)
            sam_json_number(json, flag->figure);
        else
            sam_json_null(json);
        sam_json_key_string(json, "unit", sam_unit_text(flag->unit));
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_break_evens(sam_json *json, const sam_case *c) {
    sam_json_key(json, "break_evens");
    sam_json_open_array(json);
    for (uint32_t i = 0; i < c->result->break_even_count; i++) {
        const sam_break_even *b = &c->result->break_evens[i];
        sam_json_open_object(json);
        sam_json_key_string(json, "assumption", b->what);
        sam_json_key_string(json, "target", b->target);
        sam_json_key_string(json, "unit", sam_unit_text(b->unit));
        sam_json_key_number(json, "base", b->base);
        sam_json_key(json, "value");
        if (b->exists)
            sam_json_number(json, b->value);
        else
            sam_json_null(json);
        sam_json_key_number(json, "least", b->least);
        sam_json_key_number(json, "most", b->most);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_weak_inputs(sam_json *json, const sam_case *c) {
    static const char *const ORIGINS[] = {"model", "scenario", "term", "default", "command"};
    sam_json_key(json, "low_confidence_inputs");
    sam_json_open_array(json);
    for (uint32_t i = 0; i < c->deal->input_count; i++) {
        const sam_input *input = &c->deal->inputs[i];
        if (!sam_case_input_is_weak(c, i))
            continue;
        sam_json_open_object(json);
        sam_json_key_string(json, "name", input->name);
        sam_json_key_number(json, "value", input->value);
        sam_json_key_string(json, "unit", sam_unit_text(input->field->unit));
        sam_json_key_string(json, "from", ORIGINS[input->origin]);
        sam_json_key_string(json, "file", input->file);
        sam_json_key_string(json, "pointer", input->pointer);
        sam_json_key_string(json, "source", input->source);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_ledger(sam_json *json, const sam_case *c) {
    sam_json_key(json, "ledger");
    sam_json_open_array(json);
    for (uint32_t month = 1; month <= c->plan->months; month++) {
        for (uint32_t r = 0; r < c->plan->row_count; r++) {
            const sam_row *row = &c->plan->rows[r];
            double amount =
                row->flow == SAM_FLOW_NONE ? 0 : sam_ledger_value(c->ledger, r, month, 0);
            if (!(amount < 0) && !(amount > 0))
                continue;
            sam_json_open_object(json);
            sam_json_key_whole(json, "month", month);
            sam_json_key_string(json, "payer", c->deal->parties[row->payer].id);
            sam_json_key_string(json, "payee", c->deal->parties[row->payee].id);
            sam_json_key_string(json, "account", row->account);
            sam_json_key_number(json, "amount", amount);
            sam_json_close_object(json);
        }
    }
    sam_json_close_array(json);
}

static void write_yearly(sam_json *json, const sam_case *c) {
    sam_json_key(json, "yearly");
    sam_json_open_array(json);
    for (uint32_t y = 0; y < c->result->year_count; y++) {
        sam_json_open_object(json);
        sam_json_key_whole(json, "year", c->result->first_year + y);
        for (uint32_t p = 0; p < c->deal->party_count; p++)
            if (c->result->parties[p].takes_part)
                sam_json_key_number(json, c->deal->parties[p].id,
                                    c->result->yearly[(size_t)p * c->result->year_count + y]);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

/* One figure by calendar year: the value of a monthly row in the last month of each year. */
static void write_by_year(sam_json *json, const sam_case *c, const char *key, const char *row,
                          const char *where) {
    uint32_t r = sam_plan_find_row(c->plan, row);
    uint32_t flag = where ? sam_plan_find_row(c->plan, where) : SAM_NO_ROW;
    sam_json_key(json, key);
    sam_json_open_array(json);
    for (uint32_t y = 0; y < c->result->year_count; y++) {
        uint32_t month = sam_case_year_end(c, y);
        if (flag != SAM_NO_ROW && !(sam_ledger_value(c->ledger, flag, month, 0) > 0))
            continue;
        sam_json_open_object(json);
        sam_json_key_whole(json, "year", c->result->first_year + y);
        sam_json_key_number(json, "value", sam_ledger_value(c->ledger, r, month, 0));
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_detail(sam_json *json, const sam_case *c) {
    write_yearly(json, c);
    write_by_year(json, c, "dscr", "dscr", "cover_year");
    write_by_year(json, c, "icr", "icr", "interest_cover_year");
    write_by_year(json, c, "ltv", "ltv_now", "operating");
    write_by_year(json, c, "debt", "debt", NULL);
    write_by_year(json, c, "guaranteed", "guaranteed", NULL);
    sam_json_key(json, "accounts");
    sam_json_open_array(json);
    for (uint32_t r = 0; r < c->plan->row_count; r++) {
        const sam_row *row = &c->plan->rows[r];
        if (row->flow == SAM_FLOW_NONE)
            continue;
        sam_json_open_object(json);
        sam_json_key_string(json, "row", row->name);
        sam_json_key_string(json, "payer", c->deal->parties[row->payer].id);
        sam_json_key_string(json, "payee", c->deal->parties[row->payee].id);
        sam_json_key_string(json, "account", row->account);
        sam_json_key_number(json, "total", sam_case_flow_total(c, r));
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_name(sam_json *json, const char *key, const sam_name *name) {
    sam_json_key(json, key);
    sam_json_open_object(json);
    sam_json_key_string(json, "nn", name->nn);
    sam_json_key_string(json, "nb", name->nb);
    sam_json_key_string(json, "en", name->en);
    sam_json_close_object(json);
}

static void write_case(sam_json *json, const sam_case *c, bool detail, bool ledger) {
    sam_json_open_object(json);
    sam_json_key_string(json, "id", c->deal->model_id);
    write_name(json, "name", &c->deal->model_name);
    sam_json_key_string(json, "inputs_hash", c->deal->hash);
    sam_json_key_whole(json, "months", c->plan->months);
    write_parties(json, c);
    write_unfunded(json, c);
    write_measures(json, c, SAM_NO_PARTY);
    write_stack(json, c);
    write_flags(json, c);
    write_break_evens(json, c);
    write_weak_inputs(json, c);
    if (detail)
        write_detail(json, c);
    if (ledger)
        write_ledger(json, c);
    sam_json_close_object(json);
}

static void write_turns(sam_json *json, const sam_study *study) {
    sam_json_key(json, "order");
    sam_json_open_array(json);
    for (size_t i = 0; i < study->turn_count; i++) {
        const sam_turn *turn = &study->turns[i];
        sam_json_open_object(json);
        sam_json_key_string(json, "party", turn->party);
        sam_json_key_string(json, "ahead", study->cases[turn->ahead].deal->model_id);
        sam_json_key_string(json, "behind", study->cases[turn->behind].deal->model_id);
        sam_json_key_number(json, "npv_gap", turn->gap);
        sam_json_key_string(json, "turned_by", turn->assumption);
        sam_json_key_string(json, "unit", turn->assumption ? sam_unit_text(turn->unit) : NULL);
        sam_json_key(json, "base");
        turn->assumption ? sam_json_number(json, turn->base) : sam_json_null(json);
        sam_json_key(json, "at");
        turn->assumption ? sam_json_number(json, turn->value) : sam_json_null(json);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void write_project(sam_json *json, const sam_deal *deal) {
    sam_json_key_string(json, "scenario", deal->scenario_id);
    sam_json_key_string(json, "variant", deal->variant);
    write_name(json, "scenario_name", &deal->scenario_name);
    sam_json_key_string(json, "municipality", deal->municipality);
    sam_text start = SAM_TEXT_EMPTY;
    sam_text_format(&start, "%04d-%02d", deal->start_year, deal->start_month);
    sam_json_key_string(json, "start", start.data);
    sam_text_free(&start);
}

static void write_hash(sam_json *json, const sam_study *study) {
    sam_text all = SAM_TEXT_EMPTY;
    for (size_t i = 0; i < study->case_count; i++)
        sam_text_format(&all, "%s\n", study->cases[i].deal->hash);
    char hash[65];
    sam_sha256(hash, all.data ? all.data : "", all.length);
    sam_text_free(&all);
    sam_json_key_string(json, "inputs_hash", hash);
}

void sam_study_json(sam_text *out, const sam_study *study, bool detail, bool ledger) {
    sam_json json;
    sam_json_begin(&json, out);
    sam_json_open_object(&json);
    sam_json_key_string(&json, "version", study->version);
    write_project(&json, study->cases[0].deal);
    write_hash(&json, study);
    sam_json_key(&json, "models");
    sam_json_open_array(&json);
    for (size_t i = 0; i < study->case_count; i++)
        write_case(&json, &study->cases[i], detail, ledger);
    sam_json_close_array(&json);
    write_turns(&json, study);
    sam_json_close_object(&json);
    sam_json_end(&json);
}
