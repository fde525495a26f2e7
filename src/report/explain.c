/* Explanations of rows, inputs and fields, from the plan and the field table alone. */
#include "report/explain.h"

#include <string.h>

#include "base/number.h"
#include "deal/fields.h"
#include "deal/nearest.h"
#include "plan/express.h"
#include "report/quantity.h"
#include "report/table.h"
#include "report/texts.h"

static const char *const ORIGINS[] = {"the model", "the scenario", "a dated term", "the default",
                                      "the command line"};
static const char *const FROM[] = {N_("from the model"), N_("from the scenario"),
                                   N_("from a dated term"), N_("from the default"),
                                   N_("from the command line")};
static const char *const CONFIDENCES[] = {"high", "medium", "low"};
static const char *const SURE[] = {N_("confidence high"), N_("confidence medium"),
                                   N_("confidence low")};

static uint32_t find_row(const sam_explain *e, const char *name) {
    return e->c ? sam_plan_find_row(e->c->plan, name) : SAM_NO_ROW;
}

static uint32_t find_input(const sam_explain *e, const char *name) {
    return e->c ? sam_deal_find_input(e->c->deal, name) : SAM_NO_INPUT;
}

bool sam_explain_knows(const sam_explain *e, const char *name) {
    return find_row(e, name) != SAM_NO_ROW || find_input(e, name) != SAM_NO_INPUT ||
           sam_explain_field(name) || sam_explain_knows_found(e, name);
}

const char *sam_explain_nearest(const sam_explain *e, const char *name) {
    sam_nearest nearest = {.word = name};
    for (uint32_t r = 0; e->c && r < e->c->plan->row_count; r++)
        sam_nearest_offer(&nearest, e->c->plan->rows[r].name);
    for (uint32_t i = 0; e->c && i < e->c->deal->input_count; i++)
        sam_nearest_offer(&nearest, e->c->deal->inputs[i].name);
    sam_explain_offer_fields(&nearest);
    return nearest.best;
}

/* ---- text ---- */

static void indent(sam_text *out, unsigned level) {
    for (unsigned i = 0; i < level; i++)
        sam_text_add(out, "    ");
}

static double row_value(const sam_explain *e, sam_op op, uint32_t row, bool *inside) {
    uint32_t month = e->month;
    *inside = true;
    if (op == SAM_OP_PREV && month-- == 1)
        *inside = false;
    if (op == SAM_OP_NEXT && ++month > e->c->plan->months)
        *inside = false;
    return *inside ? sam_ledger_value(e->c->ledger, row, month, 0) : 0;
}

static const char *when(sam_op op) {
    if (op == SAM_OP_PREV)
        return _(" (the month before)");
    if (op == SAM_OP_NEXT)
        return _(" (the month after)");
    return op == SAM_OP_ROW || op == SAM_OP_SCALAR ? "" : _(" (all months)");
}

static void input_line(sam_text *out, const sam_explain *e, uint32_t index) {
    const sam_input *input = &e->c->deal->inputs[index];
    sam_text_format(out, "%s = ", input->name);
    sam_quantity(out, input->value, input->field->unit);
    sam_text_format(out, "   %s", sam_tr(FROM[input->origin]));
    if (*input->file) {
        sam_text_add(out, ", ");
        sam_text_add_visible(out, input->file);
    }
    if (*input->pointer) {
        sam_text_add(out, " ");
        sam_text_add_visible(out, input->pointer);
    }
    if (*input->source) {
        sam_text_add(out, "; ");
        sam_text_add_visible(out, sam_tr_data(input->source));
    }
    sam_text_format(out, "; %s\n", sam_tr(SURE[input->confidence]));
}

/* Is what is read the row in one month, and not something of all its months? */
static bool is_single(sam_op op) {
    return op == SAM_OP_ROW || op == SAM_OP_SCALAR || op == SAM_OP_PREV || op == SAM_OP_NEXT;
}

typedef struct walk {
    sam_text *out;
    const sam_explain *e;
    unsigned level;
} walk;

static void explain_row(const walk *w, uint32_t row);

static void use_line(void *context, sam_op op, uint32_t index) {
    const walk *w = context;
    indent(w->out, w->level + 1);
    if (op == SAM_OP_INPUT) {
        input_line(w->out, w->e, index);
        return;
    }
    const sam_row *row = &w->e->c->plan->rows[index];
    bool inside;
    double value = row_value(w->e, op, index, &inside);
    sam_text_format(w->out, "%s%s", row->name, when(op));
    if (is_single(op) && inside) {
        sam_text_add(w->out, " = ");
        sam_quantity(w->out, value, row->unit);
    }
    sam_text_format(w->out, "   %s", sam_tr(row->label));
    sam_text_format(w->out, *row->equation ? " (%s)\n" : "\n", row->equation);
    if (w->level + 1 < w->e->depth && row->kind != SAM_ROW_CURVE) {
        walk deeper = {w->out, w->e, w->level + 1};
        explain_row(&deeper, index);
    }
}

static void explain_row(const walk *w, uint32_t index) {
    const sam_plan *plan = w->e->c->plan;
    const sam_row *row = &plan->rows[index];
    if (row->kind == SAM_ROW_CURVE)
        return;
    indent(w->out, w->level + 1);
    sam_text_format(w->out, "= %s\n", row->formula);
    sam_text full = SAM_TEXT_EMPTY;
    sam_express_row(&full, plan, index);
    if (full.data && strcmp(full.data, row->formula) != 0) {
        indent(w->out, w->level + 1);
        sam_text_format(w->out, "= %s\n", full.data);
    }
    sam_text_free(&full);
    sam_plan_row_uses(plan, index, use_line, (void *)w);
}

/* The value of a row in the month that is asked for, and of money all months together. */
static void row_value_text(sam_text *out, const sam_explain *e, uint32_t index) {
    const sam_row *row = &e->c->plan->rows[index];
    sam_text value = SAM_TEXT_EMPTY, total = SAM_TEXT_EMPTY;
    sam_quantity(&value, sam_ledger_value(e->c->ledger, index, e->month, 0), row->unit);
    sam_quantity(&total, sam_case_flow_total(e->c, index), row->unit);
    const char *now = value.data ? value.data : "", *all = total.data ? total.data : "";
    if (row->kind == SAM_ROW_SCALAR)
        sam_text_add(out, now);
    else if (row->unit == SAM_UNIT_NOK)
        sam_text_format(out, _("in month %u: %s; all months together: %s"), e->month, now, all);
    else
        sam_text_format(out, _("in month %u: %s"), e->month, now);
    out->broken = out->broken || value.broken || total.broken;
    sam_text_free(&value);
    sam_text_free(&total);
}

static void row_text(sam_text *out, const sam_explain *e, uint32_t index) {
    const sam_row *row = &e->c->plan->rows[index];
    sam_text_format(out, "%s: %s", row->name, sam_tr(row->label));
    if (*row->equation)
        sam_text_format(out, _(", equation %s"), row->equation);
    if (row->flow != SAM_FLOW_NONE)
        sam_text_format(out, _(", paid by %s to %s as %s"), sam_say_party(e->c->deal, row->payer),
                        sam_say_party(e->c->deal, row->payee), sam_say_account(row->account));
    sam_text_add(out, "\n    ");
    row_value_text(out, e, index);
    sam_text_add(out, "\n");
    walk w = {out, e, 0};
    explain_row(&w, index);
}

void sam_explain_text(sam_text *out, const sam_explain *e, const char *name) {
    if (sam_explain_knows_found(e, name)) {
        sam_explain_found_text(out, e, name);
        return;
    }
    uint32_t row = find_row(e, name), input = find_input(e, name);
    if (row != SAM_NO_ROW) {
        row_text(out, e, row);
        return;
    }
    const sam_field *field =
        input == SAM_NO_INPUT ? sam_explain_field(name) : e->c->deal->inputs[input].field;
    if (input == SAM_NO_INPUT)
        sam_text_format(out, "%s\n", name);
    else
        input_line(out, e, input);
    if (field)
        sam_explain_field_text(out, field);
}

/* ---- JSON ---- */

static void json_input(sam_json *json, const sam_explain *e, uint32_t index) {
    const sam_input *input = &e->c->deal->inputs[index];
    sam_json_key_string(json, "name", input->name);
    sam_json_key_number(json, "value", input->value);
    sam_json_key_string(json, "unit", sam_unit_text(input->field->unit));
    sam_json_key_string(json, "from", ORIGINS[input->origin]);
    sam_json_key_string(json, "file", input->file);
    sam_json_key_string(json, "pointer", input->pointer);
    sam_json_key_string(json, "source", input->source);
    sam_json_key_string(json, "confidence", CONFIDENCES[input->confidence]);
    sam_json_key_string(json, "help", input->field->help);
}

typedef struct json_walk {
    sam_json *json;
    const sam_explain *e;
} json_walk;

static void json_use(void *context, sam_op op, uint32_t index) {
    const json_walk *w = context;
    sam_json_open_object(w->json);
    if (op == SAM_OP_INPUT) {
        sam_json_key_string(w->json, "reads", "input");
        json_input(w->json, w->e, index);
    } else {
        bool inside;
        double value = row_value(w->e, op, index, &inside);
        sam_json_key_string(w->json, "reads", sam_op_symbol(op)[0] ? sam_op_symbol(op) : "row");
        sam_json_key_string(w->json, "name", w->e->c->plan->rows[index].name);
        sam_json_key(w->json, "value");
        /* Of a sum over months the row itself has no one value. */
        if (is_single(op) && inside)
            sam_json_number(w->json, value);
        else
            sam_json_null(w->json);
        sam_json_key_string(w->json, "unit", sam_unit_text(w->e->c->plan->rows[index].unit));
    }
    sam_json_close_object(w->json);
}

static void json_flow(sam_json *json, const sam_explain *e, uint32_t index) {
    const sam_row *row = &e->c->plan->rows[index];
    bool flow = row->flow != SAM_FLOW_NONE;
    sam_json_key_string(json, "payer", flow ? e->c->deal->parties[row->payer].id : NULL);
    sam_json_key_string(json, "payee", flow ? e->c->deal->parties[row->payee].id : NULL);
    sam_json_key_string(json, "account", flow ? row->account : NULL);
    sam_json_key(json, "total");
    if (row->kind != SAM_ROW_SCALAR && row->unit == SAM_UNIT_NOK)
        sam_json_number(json, sam_case_flow_total(e->c, index));
    else
        sam_json_null(json);
}

static void json_row(sam_json *json, const sam_explain *e, uint32_t index) {
    const sam_row *row = &e->c->plan->rows[index];
    sam_text full = SAM_TEXT_EMPTY;
    sam_express_row(&full, e->c->plan, index);
    sam_json_key_string(json, "name", row->name);
    sam_json_key_string(json, "label", row->label);
    sam_json_key_string(json, "unit", sam_unit_text(row->unit));
    sam_json_key_string(json, "equation", row->equation);
    sam_json_key_string(json, "formula", row->formula);
    sam_json_key_string(json, "formula_in_full", full.data);
    sam_json_key(json, "month");
    if (row->kind == SAM_ROW_SCALAR)
        sam_json_null(json);
    else
        sam_json_whole(json, e->month);
    sam_json_key_number(json, "value", sam_ledger_value(e->c->ledger, index, e->month, 0));
    json_flow(json, e, index);
    sam_json_key(json, "reads");
    sam_json_open_array(json);
    if (row->kind != SAM_ROW_CURVE)
        sam_plan_row_uses(e->c->plan, index, json_use, &(json_walk){json, e});
    sam_json_close_array(json);
    sam_text_free(&full);
}

static void json_field(sam_json *json, const char *name, const sam_field *field) {
    sam_json_key_string(json, "name", name);
    sam_json_key_string(json, "label", sam_unmarked(field->label));
    sam_json_key_string(json, "help", field->help);
    sam_json_key_string(json, "unit", sam_unit_text(field->unit));
    sam_json_key_number(json, "default", field->fallback);
    sam_json_key_number(json, "least", field->least);
    sam_json_key_number(json, "most", field->most);
    sam_json_key_string(json, "words", field->words);
}

void sam_explain_json(sam_json *json, const sam_explain *e, const char *name) {
    uint32_t row = find_row(e, name), input = find_input(e, name);
    sam_json_open_object(json);
    if (sam_explain_knows_found(e, name)) {
        sam_explain_found_json(json, e, name);
        sam_json_close_object(json);
        return;
    }
    const char *kind = row != SAM_NO_ROW ? "row" : "field";
    sam_json_key_string(json, "kind", input != SAM_NO_INPUT ? "input" : kind);
    if (row != SAM_NO_ROW)
        json_row(json, e, row);
    else if (input != SAM_NO_INPUT)
        json_input(json, e, input);
    else if (sam_explain_field(name))
        json_field(json, name, sam_explain_field(name));
    sam_json_close_object(json);
}

void sam_explain_list(sam_text *out, const sam_explain *e, bool csv) {
    static const char *const HEADS[] = {N_("row"), N_("eq."), N_("unit"), N_("label")};
    sam_column columns[4] = {{0}};
    for (size_t i = 0; i < 4; i++)
        columns[i].title = csv ? HEADS[i] : sam_tr(HEADS[i]);
    sam_table *table = sam_table_new(columns, 4);
    for (uint32_t r = 0; table && r < e->c->plan->row_count; r++) {
        const sam_row *row = &e->c->plan->rows[r];
        sam_table_text(table, row->name);
        sam_table_text(table, row->equation);
        sam_table_text(table, csv ? sam_unit_text(row->unit) : sam_say_unit(row->unit));
        sam_table_text(table, csv ? row->label : sam_tr(row->label));
    }
    if (!table) {
        out->broken = true;
        return;
    }
    if (csv)
        sam_table_print_csv(table, out);
    else
        sam_table_print(table, out, e->width, false);
    sam_table_free(table);
}
