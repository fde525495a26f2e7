/* The workbook as a whole: what is refused before anything is written, the order of the sheets, and
 * how a cell is written. */
#include <math.h>
#include <string.h>

#include "report/html.h"
#include "report/workbook_child.h"

double sam_book_value(const sam_book_model *model, uint32_t row, uint32_t month) {
    if (month == 0 && model->of.plan->rows[row].kind != SAM_ROW_SCALAR)
        return 0;
    return sam_ledger_value(model->of.ledger, row, month, model->of.lane);
}

void sam_book_number(sam_book *book, lxw_worksheet *sheet, uint32_t line, unsigned column,
                     double value, lxw_format *format) {
    lxw_error error = worksheet_write_number(sheet, line, (lxw_col_t)column, value, format);
    book->written.cells++;
    sam_book_check(book, error, NULL);
}

/* Is there a formula that a spreadsheet takes? Records the fault otherwise. */
static bool has_formula(sam_book *book) {
    if (book->formula.broken)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    if (book->formula.length > SAM_FORMULA_MOST)
        sam_book_fail(book, SAM_LIMIT, N_("a formula is longer than a spreadsheet takes"),
                      book->formula.data);
    return book->status == SAM_OK;
}

static void end_formula(sam_book *book, lxw_error error) {
    book->written.cells++;
    sam_book_check(book, error, book->formula.data);
    book->formula.length = 0;
}

void sam_book_formula(sam_book *book, lxw_worksheet *sheet, uint32_t line, unsigned column,
                      double result, lxw_format *format) {
    if (!has_formula(book))
        return;
    end_formula(book,
                worksheet_write_formula_num(sheet, line, (lxw_col_t)column, book->formula.data,
                                            format, result + book->cached_offset));
}

void sam_book_formula_text(sam_book *book, lxw_worksheet *sheet, uint32_t line, unsigned column,
                           const char *result, lxw_format *format) {
    if (!has_formula(book))
        return;
    const char *cached = book->cached_offset != 0 ? "?" : result;
    end_formula(book, worksheet_write_formula_str(sheet, line, (lxw_col_t)column,
                                                  book->formula.data, format, cached));
}

/* A file with NaN or infinity in it is one that spreadsheet programs call damaged. */
static void refuse_infinite(sam_book *book, const sam_book_model *model) {
    const sam_plan *plan = model->of.plan;
    for (uint32_t i = 0; model->of.inputs && i < plan->deal->input_count; i++)
        if (!isfinite(model->of.inputs[i]))
            sam_book_fail(book, SAM_INPUT, N_("an input is not a finite number"),
                          plan->deal->inputs[i].name);
    for (uint32_t i = 0; i < plan->row_count && book->status == SAM_OK; i++) {
        uint32_t last = plan->rows[i].kind == SAM_ROW_SCALAR ? 0 : plan->months;
        for (uint32_t m = 0; m <= last; m++)
            if (!isfinite(sam_book_value(model, i, m)))
                sam_book_fail(book, SAM_INPUT, N_("a row is not a finite number"),
                              plan->rows[i].name);
    }
}

static const char *key_of(sam_book *book, const char *sheet_name) {
    char *key = sam_arena_text(book->arena, sheet_name, strlen(sheet_name));
    for (char *c = key; c && *c; c++)
        if (*c == ' ' || *c == '-' || *c == '.')
            *c = '_';
    /* A defined name begins with a letter. */
    if (key && *key >= '0' && *key <= '9')
        return sam_arena_format(book->arena, "m%s", key);
    return key;
}

/* Before any sheet is written, every model has its sheet's name and every row its line: formulas
 * refer forwards. */
static void prepare(sam_book *book) {
    for (size_t i = 0; i < book->count && book->status == SAM_OK; i++) {
        sam_book_model *model = &book->models[i];
        const char *name = sam_book_sheet_name(book, model->of.plan->deal->model_id);
        model->name = name;
        model->title = sam_say_model(model->of.plan->deal);
        model->prefix = name ? sam_book_prefix(book, name) : NULL;
        model->key = name ? key_of(book, name) : NULL;
        if (!model->prefix || !model->key)
            sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
        sam_book_place(book, model);
    }
}

/* The order of the sheets is the order in which they are added. */
static void add_sheets(sam_book *book) {
    prepare(book);
    lxw_worksheet *summary = sam_book_sheet(book, sam_book_word(SAM_WORD_SUMMARY));
    lxw_worksheet *charts = sam_book_sheet(book, sam_book_word(SAM_WORD_CHARTS));
    lxw_worksheet *years = sam_book_sheet(book, sam_book_word(SAM_WORD_YEARS));
    lxw_worksheet *risk =
        book->has_risk ? sam_book_sheet(book, sam_book_word(SAM_WORD_RISK)) : NULL;
    lxw_worksheet *choice =
        book->has_choice ? sam_book_sheet(book, sam_book_word(SAM_WORD_CHOICE_SHEET)) : NULL;
    sam_book_inputs(book);
    for (size_t i = 0; i < book->count && book->status == SAM_OK; i++) {
        book->models[i].sheet = sam_book_sheet(book, book->models[i].name);
        if (book->models[i].sheet)
            sam_book_model_sheet(book, &book->models[i]);
    }
    lxw_worksheet *checks = sam_book_sheet(book, sam_book_word(SAM_WORD_CHECKS));
    if (checks)
        sam_book_checks(book, checks);
    if (book->status == SAM_OK)
        sam_book_summary(book, summary);
    if (book->status == SAM_OK)
        sam_book_years(book, years);
    if (book->status == SAM_OK)
        sam_book_charts(book, charts);
    /* At last, when it had time to come. */
    if (book->status == SAM_OK && book->rest_follows)
        sam_book_pasted(book, risk, choice);
}

struct sam_workbook {
    sam_book book;
    const char *path;
};

sam_status sam_workbook_begin(sam_workbook **out, const char *path, const sam_report_model *models,
                              size_t count, const sam_workbook_options *options, sam_diags *diags) {
    *out = NULL;
    sam_arena *arena = sam_arena_new();
    sam_workbook *made = arena ? sam_arena_alloc(arena, sizeof *made) : NULL;
    sam_book_model *books = made ? sam_arena_array(arena, count + 1, sizeof *books) : NULL;
    if (!books) {
        sam_arena_free(arena);
        return SAM_MEMORY;
    }
    *made = (sam_workbook){.path = path,
                           .book = {.arena = arena,
                                    .models = books,
                                    .count = count,
                                    .cached_offset = options ? options->cached_offset : 0,
                                    .has_risk = options && options->risk,
                                    .has_choice = options && options->choice,
                                    .add_sheets = add_sheets}};
    made->book.rest_follows = made->book.has_risk || made->book.has_choice;
    for (size_t i = 0; i < count; i++) {
        books[i].of = models[i];
        refuse_infinite(&made->book, &books[i]);
    }
    if (made->book.status == SAM_OK)
        sam_book_begin(&made->book, path);
    if (made->book.status != SAM_OK)
        return sam_workbook_end(made, diags);
    *out = made;
    return SAM_OK;
}

sam_status sam_workbook_paste(sam_workbook *workbook, const sam_doc *document) {
    sam_text bytes = SAM_TEXT_EMPTY;
    sam_doc_pack(&bytes, document);
    if (bytes.broken)
        sam_book_fail(&workbook->book, SAM_MEMORY, N_("out of memory"), NULL);
    else
        sam_book_child_give(&workbook->book, bytes.data, bytes.length);
    sam_text_free(&bytes);
    return workbook->book.status;
}

sam_status sam_workbook_end(sam_workbook *workbook, sam_diags *diags) {
    sam_book *book = &workbook->book;
    /* Its owner gave up, and tells why. */
    bool given_up = book->status == SAM_OK && book->part && book->child.rest >= 0;
    sam_book_end(book);
    sam_text_free(&book->formula);
    sam_status status = sam_book_told(book, workbook->path, given_up ? NULL : diags);
    sam_arena_free(book->arena);
    return status;
}

sam_status sam_report_workbook(const char *path, const sam_report_model *models, size_t count,
                               const sam_workbook_options *options, sam_diags *diags) {
    sam_workbook *workbook = NULL;
    sam_status status = sam_workbook_begin(&workbook, path, models, count, options, diags);
    return workbook ? sam_workbook_end(workbook, diags) : status;
}
