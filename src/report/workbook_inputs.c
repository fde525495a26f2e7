/* The sheet of inputs. Each input that a formula reads is one cell with a defined name; models that
 * agree about an input of the scenario share its cell, so that a change there reaches them all. */
#include <ctype.h>
#include <string.h>

#include "deal/fields.h"
#include "report/workbook.h"

static double value_of(const sam_book_model *model, uint32_t input) {
    return model->of.inputs ? model->of.inputs[input] : model->of.plan->deal->inputs[input].value;
}

static bool belongs_to_clause(const sam_deal *deal, uint32_t input) {
    for (uint32_t c = 0; c < deal->clause_count; c++) {
        const sam_clause *clause = &deal->clauses[c];
        for (uint32_t f = 0; f < clause->spec->field_count; f++)
            if (clause->inputs[f] == input)
                return true;
    }
    return false;
}

/* Do all models that have an input of this name agree about it? */
static bool agreed(const sam_book *book, const char *name, double value) {
    for (size_t i = 0; i < book->count; i++) {
        const sam_deal *deal = book->models[i].of.plan->deal;
        uint32_t other = sam_deal_find_input(deal, name);
        if (other == SAM_NO_INPUT)
            continue;
        if (value_of(&book->models[i], other) != value || belongs_to_clause(deal, other))
            return false;
    }
    return true;
}

static const char *name_of(sam_book *book, const sam_book_model *model, uint32_t input) {
    const sam_deal *deal = model->of.plan->deal;
    const char *name = deal->inputs[input].name;
    bool shared = !belongs_to_clause(deal, input) && agreed(book, name, value_of(model, input));
    char *full = shared ? sam_arena_text(book->arena, name, strlen(name))
                        : sam_arena_format(book->arena, "%s.%s", model->key, name);
    if (!full)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    return full;
}

static void write_name(sam_book *book, uint32_t line, const char *name) {
    const char *sheet = sam_book_word(SAM_WORD_INPUTS);
    const char *cell = sam_arena_format(book->arena, "='%s'!$C$%u", sheet, line + 1u);
    lxw_error error = cell ? workbook_define_name(book->file, name, cell) : LXW_NO_ERROR;
    book->written.names++;
    if (!cell)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    sam_book_check(book, error, name);
}

static void write_origin(sam_book *book, lxw_worksheet *sheet, uint32_t line,
                         const sam_input *input) {
    static const sam_word words[] = {SAM_WORD_CONFIDENCE_HIGH, SAM_WORD_CONFIDENCE_MEDIUM,
                                     SAM_WORD_CONFIDENCE_LOW};
    const char *confidence = sam_book_word(words[input->confidence]);
    sam_book_text(book, sheet, line, 6, input->source, book->text);
    sam_book_text(book, sheet, line, 7, confidence, book->text);
    bool in_file = input->file && *input->file;
    const char *from = in_file ? sam_arena_format(book->arena, "%s#%s", input->file,
                                                  input->pointer ? input->pointer : "")
                               : "";
    sam_book_text(book, sheet, line, 8, from ? from : "", book->text);
}

static void write_input(sam_book *book, lxw_worksheet *sheet, uint32_t line,
                        const sam_book_model *model, uint32_t index) {
    const sam_input *input = &model->of.plan->deal->inputs[index];
    const sam_field *field = input->field;
    sam_unit unit = field ? field->unit : SAM_UNIT_RATIO;
    const char *label = field ? sam_say_field(field) : "";
    sam_book_text(book, sheet, line, 0, model->inputs[index], book->text);
    sam_book_text(book, sheet, line, 1, label, book->text);
    /* What decides the plan's shape looks like no input: the rows and months are made for it. */
    bool fixed = field && field->structural;
    sam_book_number(book, sheet, line, 2, value_of(model, index),
                    fixed ? book->number[unit] : book->input[unit]);
    sam_book_text(book, sheet, line, 3, sam_unit_text(unit), book->text);
    if (input->low < input->high) {
        sam_book_number(book, sheet, line, 4, input->low, book->number[unit]);
        sam_book_number(book, sheet, line, 5, input->high, book->number[unit]);
    }
    write_origin(book, sheet, line, input);
    write_name(book, line, model->inputs[index]);
}

/* The name was given to a cell for an earlier model. */
static bool is_written(const sam_book *book, size_t model, const char *name) {
    for (size_t i = 0; i < model; i++) {
        const sam_book_model *other = &book->models[i];
        for (uint32_t k = 0; k < other->of.plan->deal->input_count; k++)
            if (other->inputs[k] && strcmp(other->inputs[k], name) == 0)
                return true;
    }
    return false;
}

static void name_inputs(sam_book *book, sam_book_model *model) {
    const sam_plan *plan = model->of.plan;
    model->inputs = sam_arena_array(book->arena, plan->deal->input_count + 1u, sizeof(char *));
    if (!model->inputs) {
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
        return;
    }
    for (uint32_t n = 0; n < plan->node_count; n++) {
        uint32_t input = plan->nodes[n].a;
        if (plan->nodes[n].op == SAM_OP_INPUT && !model->inputs[input])
            model->inputs[input] = name_of(book, model, input);
    }
}

static lxw_worksheet *open_sheet(sam_book *book) {
    static const struct {
        sam_word word;
        double width;
    } columns[] = {{SAM_WORD_NAME, 34},   {SAM_WORD_LABEL, 30},      {SAM_WORD_INPUT_VALUE, 16},
                   {SAM_WORD_UNIT, 12},   {SAM_WORD_LOW, 12},        {SAM_WORD_HIGH, 12},
                   {SAM_WORD_SOURCE, 36}, {SAM_WORD_CONFIDENCE, 12}, {SAM_WORD_FROM, 60}};
    const char *title = sam_book_word(SAM_WORD_INPUTS);
    lxw_worksheet *sheet = sam_book_sheet(book, title);
    if (!sheet)
        return NULL;
    sam_book_text(book, sheet, 0, 0, title, book->title);
    for (unsigned i = 0; i < sizeof columns / sizeof *columns; i++) {
        sam_book_text(book, sheet, 2, i, sam_book_word(columns[i].word), book->header);
        sam_book_width(book, sheet, i, i, columns[i].width);
    }
    worksheet_freeze_panes(sheet, 3, 1);
    return sheet;
}

void sam_book_inputs(sam_book *book) {
    for (size_t i = 0; i < book->count && book->status == SAM_OK; i++)
        name_inputs(book, &book->models[i]);
    lxw_worksheet *sheet = book->status == SAM_OK ? open_sheet(book) : NULL;
    uint32_t line = 3;
    for (size_t i = 0; sheet && i < book->count && book->status == SAM_OK; i++) {
        const sam_book_model *model = &book->models[i];
        for (uint32_t k = 0; k < model->of.plan->deal->input_count; k++)
            if (model->inputs[k] && !is_written(book, i, model->inputs[k]))
                write_input(book, sheet, line++, model, k);
    }
}
