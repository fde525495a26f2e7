/* The sheet of inputs. Each input that a formula reads is one cell with a defined name; models that
 * agree about an input of the scenario share its cell, so that a change there reaches them all. */
#include <math.h>
#include <string.h>

#include "deal/fields.h"
#include "report/workbook.h"

enum {
    COLUMN_LABEL,
    COLUMN_VALUE,
    COLUMN_UNIT,
    COLUMN_LOW,
    COLUMN_HIGH,
    COLUMN_CONFIDENCE,
    COLUMN_SOURCE,
    COLUMN_NAME,
    COLUMN_FROM,
    COLUMN_WRITTEN, /* only beside pasted values; then which models read it, a column a model */
    COLUMN_READ
};
enum { HEADER = 2, TITLE_MOST = 32, MESSAGE_MOST = 255 };
enum { LABEL_WIDTH = 48, SOURCE_WIDTH = 56 };

/* A rule of a spreadsheet has two bounds. */
static const double UNBOUND = 1e15;

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
    const char *cell =
        sam_arena_format(book->arena, "='%s'!$%c$%u", sheet, 'A' + COLUMN_VALUE, line + 1u);
    lxw_error error = cell ? workbook_define_name(book->file, name, cell) : LXW_NO_ERROR;
    book->written.names++;
    if (!cell)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    sam_book_check(book, error, name);
}

static const char *confidence_of(const sam_input *input) {
    static const sam_word words[] = {SAM_WORD_CONFIDENCE_HIGH, SAM_WORD_CONFIDENCE_MEDIUM,
                                     SAM_WORD_CONFIDENCE_LOW};
    return sam_book_word(words[input->confidence]);
}

/* "rent: share of market rent", and whose it is where models differ. */
static const char *label_of(sam_book *book, const sam_book_model *model, uint32_t index) {
    const sam_deal *deal = model->of.plan->deal;
    sam_text text = SAM_TEXT_EMPTY;
    sam_say_input(&text, deal, index);
    if (strcmp(model->inputs[index], deal->inputs[index].name) != 0 && book->count > 1)
        sam_text_format(&text, " (%s)", model->title);
    sam_text shown = SAM_TEXT_EMPTY;
    const char *label = sam_book_keep(book, &text);
    sam_text_add_visible(&shown, label);
    return sam_book_capital(book, sam_book_keep(book, &shown));
}

static void write_origin(sam_book *book, lxw_worksheet *sheet, uint32_t line,
                         const sam_input *input) {
    sam_book_text(book, sheet, line, COLUMN_SOURCE, sam_tr_data(input->source), book->wrapped);
    sam_book_text(book, sheet, line, COLUMN_CONFIDENCE, confidence_of(input), book->unit);
    bool in_file = input->file && *input->file;
    const char *from = in_file ? sam_arena_format(book->arena, "%s#%s", input->file,
                                                  input->pointer ? input->pointer : "")
                               : "";
    sam_book_text(book, sheet, line, COLUMN_FROM, from ? from : "", book->soft);
}

/* A spreadsheet takes so many characters. Nullable: memory is out. */
static char *fit_message(sam_book *book, const char *text, size_t most) {
    char *fit = sam_arena_text(book->arena, text, strlen(text));
    size_t characters = 0;
    for (char *at = fit; at && *at; at++) {
        bool first = ((unsigned char)*at & 0xC0) != 0x80;
        if (first && characters == most)
            *at = '\0';
        characters += first;
        if (!*at)
            break;
    }
    if (!fit)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    return fit;
}

/* What the message at an input's cell says: unit, confidence, source. */
static char *about(sam_book *book, const sam_input *input, sam_unit unit, bool fixed) {
    sam_text text = SAM_TEXT_EMPTY;
    const sam_word words[] = {SAM_WORD_UNIT, SAM_WORD_CONFIDENCE, SAM_WORD_SOURCE};
    const char *says[] = {sam_say_unit(unit), confidence_of(input), input->source};
    if (fixed)
        sam_text_format(&text, "%s\n", sam_book_word(SAM_WORD_SHAPE));
    for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
        if (!says[i] || !*says[i])
            continue;
        sam_text_format(&text, "%s: ", sam_book_word(words[i]));
        sam_text_add_visible(&text, says[i]);
        sam_text_add_char(&text, '\n');
    }
    return fit_message(book, sam_book_keep(book, &text), MESSAGE_MOST);
}

/* A message at the cell, and a warning at what the program itself would refuse; what decides the
 * sheets' shape cannot be changed here. */
static void validate(sam_book *book, lxw_worksheet *sheet, uint32_t line, const char *label,
                     const sam_book_model *model, uint32_t index) {
    const sam_input *input = &model->of.plan->deal->inputs[index];
    const sam_field *field = input->field;
    bool fixed = field && field->structural;
    double least = field ? field->least : -UNBOUND, most = field ? field->most : UNBOUND;
    lxw_data_validation rule = {.validate = LXW_VALIDATION_TYPE_DECIMAL,
                                .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
                                .minimum_number = fmax(least, -UNBOUND),
                                .maximum_number = fmin(most, UNBOUND),
                                .error_type = fixed ? LXW_VALIDATION_ERROR_TYPE_STOP
                                                    : LXW_VALIDATION_ERROR_TYPE_WARNING};
    if (fixed)
        rule.minimum_number = rule.maximum_number = value_of(model, index);
    rule.input_title = fit_message(book, label, TITLE_MOST);
    rule.input_message = about(book, input, field ? field->unit : SAM_UNIT_RATIO, fixed);
    rule.error_message = fit_message(
        book, sam_book_word(fixed ? SAM_WORD_SHAPE : SAM_WORD_OUT_OF_RANGE), MESSAGE_MOST);
    sam_book_check(book, worksheet_data_validation_cell(sheet, line, COLUMN_VALUE, &rule),
                   input->name);
}

static void write_input(sam_book *book, lxw_worksheet *sheet, uint32_t line,
                        const sam_book_model *model, uint32_t index) {
    const sam_input *input = &model->of.plan->deal->inputs[index];
    const sam_field *field = input->field;
    sam_unit unit = field ? field->unit : SAM_UNIT_RATIO;
    const char *label = label_of(book, model, index);
    sam_book_text(book, sheet, line, COLUMN_LABEL, label, book->wrapped);
    sam_book_text(book, sheet, line, COLUMN_NAME, model->inputs[index], book->soft);
    /* What decides the plan's shape looks like no input: the rows and months are made for it. */
    bool fixed = field && field->structural;
    sam_book_number(book, sheet, line, COLUMN_VALUE, value_of(model, index),
                    fixed ? book->number[unit] : book->input[unit]);
    sam_book_text(book, sheet, line, COLUMN_UNIT, sam_say_unit(unit), book->unit);
    if (input->low < input->high) {
        sam_book_number(book, sheet, line, COLUMN_LOW, input->low, book->number[unit]);
        sam_book_number(book, sheet, line, COLUMN_HIGH, input->high, book->number[unit]);
    }
    write_origin(book, sheet, line, input);
    double height =
        fmax(sam_book_height(label, LABEL_WIDTH), sam_book_height(input->source, SOURCE_WIDTH));
    sam_book_check(book, worksheet_set_row(sheet, line, height, NULL), input->name);
    validate(book, sheet, line, label, model, index);
    write_name(book, line, model->inputs[index]);
}

/* The line where the name was given to a cell for an earlier model; 0: it was not. */
static uint32_t line_of(const sam_book *book, size_t model, const char *name) {
    for (size_t i = 0; i < model; i++) {
        const sam_book_model *other = &book->models[i];
        for (uint32_t k = 0; k < other->of.plan->deal->input_count; k++)
            if (other->inputs[k] && strcmp(other->inputs[k], name) == 0)
                return other->input_line[k];
    }
    return 0;
}

static void name_inputs(sam_book *book, sam_book_model *model) {
    const sam_plan *plan = model->of.plan;
    model->inputs = sam_arena_array(book->arena, plan->deal->input_count + 1u, sizeof(char *));
    model->input_line =
        sam_arena_array(book->arena, plan->deal->input_count + 1u, sizeof *model->input_line);
    if (!model->inputs || !model->input_line) {
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
    static const sam_book_head heads[] = {
        [COLUMN_LABEL] = {.word = SAM_WORD_LABEL, .width = LABEL_WIDTH},
        [COLUMN_VALUE] = {SAM_WORD_INPUT_VALUE, 16, true},
        [COLUMN_UNIT] = {.word = SAM_WORD_UNIT, .width = 12},
        [COLUMN_LOW] = {SAM_WORD_LOW, 12, true},
        [COLUMN_HIGH] = {SAM_WORD_HIGH, 12, true},
        [COLUMN_CONFIDENCE] = {.word = SAM_WORD_CONFIDENCE, .width = 11},
        [COLUMN_SOURCE] = {.word = SAM_WORD_SOURCE, .width = SOURCE_WIDTH},
        [COLUMN_NAME] = {.word = SAM_WORD_NAME, .width = 40},
        [COLUMN_FROM] = {.word = SAM_WORD_FROM, .width = 60}};
    const char *title = sam_book_word(SAM_WORD_INPUTS);
    lxw_worksheet *sheet = sam_book_sheet(book, title);
    if (!sheet)
        return NULL;
    sam_book_text(book, sheet, 0, 0, title, book->title);
    sam_book_text(book, sheet, 1, 0, sam_book_word(SAM_WORD_CHANGE), book->soft);
    sam_book_heads(book, sheet, HEADER, heads, sizeof heads / sizeof *heads);
    worksheet_freeze_panes(sheet, HEADER + 1, COLUMN_LABEL + 1);
    sam_book_check(book, worksheet_repeat_rows(sheet, HEADER, HEADER), NULL);
    return sheet;
}

/* ---- beside pasted values: what the inputs were, and who reads them ---- */

static void write_reader(sam_book *book, lxw_worksheet *sheet, size_t model, uint32_t input) {
    const sam_book_model *m = &book->models[model];
    sam_book_number(book, sheet, m->input_line[input], COLUMN_READ + (unsigned)model, 1,
                    book->number[SAM_UNIT_COUNT]);
}

static void write_original(sam_book *book, lxw_worksheet *sheet, size_t model, uint32_t input) {
    const sam_book_model *m = &book->models[model];
    const sam_field *field = m->of.plan->deal->inputs[input].field;
    const sam_unit unit = field ? field->unit : SAM_UNIT_RATIO;
    sam_book_number(book, sheet, m->input_line[input], COLUMN_WRITTEN, value_of(m, input),
                    book->number[unit]);
}

/* Heads, and red where an input is not what it was. */
static void end_originals(sam_book *book, lxw_worksheet *sheet) {
    lxw_conditional_format red = {.type = LXW_CONDITIONAL_TYPE_FORMULA,
                                  .format = book->failed_check};
    red.value_string =
        sam_arena_format(book->arena, "=$%c%u<>$%c%u", 'A' + COLUMN_VALUE, book->inputs_first + 1,
                         'A' + COLUMN_WRITTEN, book->inputs_first + 1);
    sam_book_text(book, sheet, HEADER, COLUMN_WRITTEN, sam_book_word(SAM_WORD_WRITTEN),
                  book->header_number);
    for (size_t i = 0; i < book->count; i++)
        sam_book_text(book, sheet, HEADER, COLUMN_READ + (unsigned)i,
                      sam_book_fill(book, SAM_WORD_READ_BY, book->models[i].title),
                      book->header_number);
    sam_book_width(book, sheet, COLUMN_WRITTEN, COLUMN_READ + (unsigned)book->count, 18);
    if (!red.value_string)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    else if (book->inputs_last >= book->inputs_first)
        sam_book_check(book,
                       worksheet_conditional_format_range(sheet, book->inputs_first, COLUMN_VALUE,
                                                          book->inputs_last, COLUMN_VALUE, &red),
                       NULL);
}

static void put_range(sam_book *book, unsigned column) {
    sam_text *out = &book->formula;
    sam_text_format(out, "'%s'!$", sam_book_word(SAM_WORD_INPUTS));
    sam_book_column(out, column);
    sam_text_format(out, "$%u:$", book->inputs_first + 1);
    sam_book_column(out, column);
    sam_text_format(out, "$%u", book->inputs_last + 1);
}

void sam_book_put_changed(sam_book *book, size_t place) {
    sam_text_add(&book->formula, "=SUMPRODUCT((");
    put_range(book, COLUMN_VALUE);
    sam_text_add(&book->formula, "<>");
    put_range(book, COLUMN_WRITTEN);
    sam_text_add(&book->formula, ")*");
    if (place)
        put_range(book, COLUMN_READ + (unsigned)place - 1);
    else
        sam_text_add_char(&book->formula, '1');
    sam_text_add_char(&book->formula, ')');
}

static void write_inputs_of(sam_book *book, lxw_worksheet *sheet, size_t i) {
    sam_book_model *model = &book->models[i];
    for (uint32_t k = 0; k < model->of.plan->deal->input_count; k++) {
        if (!model->inputs[k])
            continue;
        model->input_line[k] = line_of(book, i, model->inputs[k]);
        if (!model->input_line[k]) {
            model->input_line[k] = ++book->inputs_last;
            write_input(book, sheet, model->input_line[k], model, k);
            if (book->rest_follows)
                write_original(book, sheet, i, k);
        }
        if (book->rest_follows)
            write_reader(book, sheet, i, k);
    }
}

void sam_book_inputs(sam_book *book) {
    for (size_t i = 0; i < book->count && book->status == SAM_OK; i++)
        name_inputs(book, &book->models[i]);
    lxw_worksheet *sheet = book->status == SAM_OK ? open_sheet(book) : NULL;
    book->inputs_first = HEADER + 1;
    book->inputs_last = HEADER;
    for (size_t i = 0; sheet && i < book->count && book->status == SAM_OK; i++)
        write_inputs_of(book, sheet, i);
    if (sheet && book->rest_follows)
        end_originals(book, sheet);
    /* On paper without the names and places that only formulas and files need. */
    if (sheet)
        sam_book_check(
            book, worksheet_print_area(sheet, 0, 0, book->inputs_last + 1, COLUMN_SOURCE), NULL);
}
