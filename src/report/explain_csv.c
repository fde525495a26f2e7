/* Explanations as one table, a line a name. */
#include "deal/fields.h"
#include "report/explain.h"

static const char *const ORIGINS[] = {"the model", "the scenario", "a dated term", "the default",
                                      "the command line"};

static void row_cells(sam_table *table, const sam_explain *e, uint32_t index) {
    const sam_row *row = &e->c->plan->rows[index];
    sam_table_text(table, row->name);
    sam_table_text(table, "row");
    if (row->kind == SAM_ROW_SCALAR)
        sam_table_none(table);
    else
        sam_table_number(table, e->month);
    sam_table_number(table, sam_ledger_value(e->c->ledger, index, e->month, 0));
    sam_table_text(table, sam_unit_text(row->unit));
    sam_table_text(table, row->equation);
    sam_table_none(table);
    sam_table_none(table);
    sam_table_none(table);
    sam_table_text(table, row->formula);
}

static void input_cells(sam_table *table, const sam_input *input) {
    sam_table_text(table, input->name);
    sam_table_text(table, "input");
    sam_table_none(table);
    sam_table_number(table, input->value);
    sam_table_text(table, sam_unit_text(input->field->unit));
    sam_table_none(table);
    sam_table_text(table, ORIGINS[input->origin]);
    sam_table_text(table, input->file);
    sam_table_text(table, input->pointer);
    sam_table_text(table, input->source);
}

static void field_cells(sam_table *table, const char *name, const sam_field *field) {
    sam_table_text(table, name);
    sam_table_text(table, "field");
    sam_table_none(table);
    if (field->kind == SAM_VALUE_NUMBER && field->need == SAM_DEFAULTED)
        sam_table_number(table, field->fallback);
    else
        sam_table_none(table);
    sam_table_text(table, sam_unit_text(field->unit));
    sam_table_none(table);
    sam_table_text(table, field->term ? "a dated term" : "the default");
    sam_table_none(table);
    sam_table_text(table, field->term ? field->term : "");
    sam_table_text(table, field->help);
}

void sam_explain_csv(sam_text *out, const sam_explain *e, const char *const *names, size_t count) {
    sam_column columns[] = {{.title = "name"},  {.title = "kind"}, {.title = "month"},
                            {.title = "value"}, {.title = "unit"}, {.title = "equation"},
                            {.title = "from"},  {.title = "file"}, {.title = "pointer"},
                            {.title = "text"}};
    sam_table *table = sam_table_new(columns, sizeof columns / sizeof *columns);
    for (size_t i = 0; table && i < count; i++) {
        uint32_t row = e->c ? sam_plan_find_row(e->c->plan, names[i]) : SAM_NO_ROW;
        uint32_t input = e->c ? sam_deal_find_input(e->c->deal, names[i]) : SAM_NO_INPUT;
        if (sam_explain_knows_found(e, names[i]))
            sam_explain_found_cells(table, e, names[i]);
        else if (row != SAM_NO_ROW)
            row_cells(table, e, row);
        else if (input != SAM_NO_INPUT)
            input_cells(table, &e->c->deal->inputs[input]);
        else
            field_cells(table, names[i], sam_explain_field(names[i]));
    }
    if (!table) {
        out->broken = true;
        return;
    }
    sam_table_print_csv(table, out);
    sam_table_free(table);
}
