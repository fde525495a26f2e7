/* A model's sheet: the rows of its plan by months. A row has one formula; the months hold copies of
 * it that differ only in their column. */
#include <string.h>

#include "deal/fields.h"
#include "report/workbook.h"

enum { HEADER = 2, FIRST = 3, LABEL_WIDTH = 46 };

/* The chapter a row of the project belongs to, from its equation's number; 1 without one. */
static unsigned chapter_of(const sam_row *row) {
    unsigned chapter = 0;
    for (const char *c = row->equation; *c >= '0' && *c <= '9'; c++)
        chapter = chapter * 10 + (unsigned)(*c - '0');
    return chapter ? chapter : 1;
}

static bool is_project(const sam_plan *plan, const sam_row *row) {
    return row->clause >= plan->deal->clause_count && row->party == SAM_NO_PARTY;
}

static bool begins_group(const sam_plan *plan, uint32_t index) {
    if (index == 0)
        return true;
    const sam_row *row = &plan->rows[index], *above = &plan->rows[index - 1];
    if (row->clause != above->clause || row->party != above->party)
        return true;
    return is_project(plan, row) && chapter_of(row) != chapter_of(above);
}

/* A month outside the timeline counts as 0. An empty cell would do in sums, but MIN and MAX skip
 * empty cells, so rows that are read there have a 0 there. */
static void find_guards(sam_book_model *model) {
    const sam_plan *plan = model->of.plan;
    for (uint32_t i = 0; i < plan->node_count; i++) {
        if (plan->nodes[i].op == SAM_OP_PREV)
            model->before[plan->nodes[i].a] = true;
        if (plan->nodes[i].op == SAM_OP_NEXT)
            model->after[plan->nodes[i].a] = true;
    }
}

void sam_book_place(sam_book *book, sam_book_model *model) {
    const sam_plan *plan = model->of.plan;
    model->line = sam_arena_array(book->arena, plan->row_count + 1u, sizeof *model->line);
    model->before = sam_arena_array(book->arena, plan->row_count + 1u, sizeof(bool));
    model->after = sam_arena_array(book->arena, plan->row_count + 1u, sizeof(bool));
    if (!model->line || !model->before || !model->after) {
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
        return;
    }
    uint32_t line = FIRST;
    for (uint32_t i = 0; i < plan->row_count; i++) {
        line += begins_group(plan, i) ? 2 : 0;
        model->line[i] = line++;
    }
    find_guards(model);
}

static const char *heading_of(sam_book *book, const sam_plan *plan, const sam_row *row) {
    static const sam_word chapters[] = {
        [1] = SAM_WORD_TIME,       [2] = SAM_WORD_PRICES,     [3] = SAM_WORD_PLOT,
        [4] = SAM_WORD_FUNDING,    [5] = SAM_WORD_LONG_LOANS, [6] = SAM_WORD_OPERATION,
        [7] = SAM_WORD_GUARANTEES, [8] = SAM_WORD_WATERFALL,  [9] = SAM_WORD_TAX,
        [10] = SAM_WORD_MEASURES,  [11] = SAM_WORD_SALES,     [12] = SAM_WORD_CHOICE,
    };
    if (row->clause < plan->deal->clause_count) {
        const sam_clause *clause = &plan->deal->clauses[row->clause];
        return sam_arena_format(book->arena, "%s (%s)",
                                sam_book_capital(book, sam_say_kind(clause->spec)), clause->id);
    }
    if (row->party != SAM_NO_PARTY)
        return sam_book_party(book, plan->deal, row->party);
    unsigned chapter = chapter_of(row);
    if (chapter < sizeof chapters / sizeof *chapters)
        return sam_book_word(chapters[chapter]);
    return row->equation;
}

static void write_dates(sam_book *book, const sam_book_model *model) {
    const sam_deal *deal = model->of.plan->deal;
    for (uint32_t m = 1; m <= deal->months; m++) {
        int months = deal->start_month - 1 + (int)m - 1;
        lxw_datetime date = {
            .year = deal->start_year + months / 12, .month = months % 12 + 1, .day = 1};
        lxw_error error = worksheet_write_datetime(
            model->sheet, HEADER, (lxw_col_t)(SAM_COLUMN_GUARD + m), &date, book->date);
        book->written.cells++;
        sam_book_check(book, error, deal->model_id);
    }
}

static void write_head(sam_book *book, const sam_book_model *model) {
    static const sam_book_head heads[] = {
        [SAM_COLUMN_LABEL] = {.word = SAM_WORD_LABEL, .width = LABEL_WIDTH},
        [SAM_COLUMN_NAME] = {.word = SAM_WORD_NAME, .width = 34},
        [SAM_COLUMN_UNIT] = {.word = SAM_WORD_UNIT, .width = 12},
        [SAM_COLUMN_EQUATION] = {.word = SAM_WORD_EQUATION, .width = 9},
        [SAM_COLUMN_PARTIES] = {.word = SAM_WORD_PARTIES, .width = 34},
        [SAM_COLUMN_VALUE] = {SAM_WORD_VALUE, 16, true},
    };
    const sam_deal *deal = model->of.plan->deal;
    const char *title =
        sam_arena_format(book->arena, "%s: %s", model->title, sam_say_scenario(deal));
    sam_book_text(book, model->sheet, 0, 0, title, book->title);
    sam_book_text(book, model->sheet, 1, 0, sam_book_fill(book, SAM_WORD_ROWS, deal->hash),
                  book->soft);
    sam_book_heads(book, model->sheet, HEADER, heads, sizeof heads / sizeof *heads);
    sam_book_width(book, model->sheet, SAM_COLUMN_GUARD, SAM_COLUMN_GUARD, 2);
    sam_book_width(book, model->sheet, SAM_COLUMN_GUARD + 1, SAM_COLUMN_GUARD + deal->months, 12);
    write_dates(book, model);
    worksheet_freeze_panes(model->sheet, FIRST, SAM_COLUMN_LABEL + 1);
    sam_book_check(book, worksheet_repeat_rows(model->sheet, HEADER, HEADER), NULL);
}

static void write_texts(sam_book *book, const sam_book_model *model, uint32_t index) {
    const sam_plan *plan = model->of.plan;
    const sam_row *row = &plan->rows[index];
    uint32_t line = model->line[index];
    if (begins_group(plan, index)) {
        const char *heading = heading_of(book, plan, row);
        sam_book_text(book, model->sheet, line - 1, 0, heading, book->heading);
    }
    sam_book_text(book, model->sheet, line, SAM_COLUMN_LABEL,
                  sam_book_capital(book, sam_tr(row->label)), book->wrapped);
    sam_book_text(book, model->sheet, line, SAM_COLUMN_NAME, row->name, book->soft);
    sam_book_text(book, model->sheet, line, SAM_COLUMN_UNIT, sam_say_unit(row->unit), book->unit);
    sam_book_text(book, model->sheet, line, SAM_COLUMN_EQUATION, row->equation, book->soft);
    if (row->flow == SAM_FLOW_NONE)
        return;
    const char *parties =
        sam_arena_format(book->arena, "%s → %s", sam_say_party(plan->deal, row->payer),
                         sam_say_party(plan->deal, row->payee));
    sam_book_text(book, model->sheet, line, SAM_COLUMN_PARTIES, parties, book->text);
}

static void write_row_formula(sam_book *book, const sam_book_model *model, uint32_t row,
                              uint32_t month) {
    lxw_format *format = book->number[model->of.plan->rows[row].unit];
    sam_text_add_char(&book->formula, '=');
    sam_book_express(&book->formula, model, row, month);
    sam_book_formula(book, model->sheet, model->line[row],
                     month ? SAM_COLUMN_GUARD + month : SAM_COLUMN_VALUE,
                     sam_book_value(model, row, month), format);
}

/* Only what flows has a total; a sum of balances or rates means nothing. */
static void write_total(sam_book *book, const sam_book_model *model, uint32_t row) {
    if (model->of.plan->rows[row].flow == SAM_FLOW_NONE)
        return;
    double total = 0;
    for (uint32_t m = 1; m <= model->of.plan->months; m++)
        total += sam_book_value(model, row, m);
    sam_text_add(&book->formula, "=SUM(");
    sam_book_range(&book->formula, model, row, false);
    sam_text_add_char(&book->formula, ')');
    sam_book_formula(book, model->sheet, model->line[row], SAM_COLUMN_VALUE, total,
                     book->number[model->of.plan->rows[row].unit]);
}

static void write_months(sam_book *book, const sam_book_model *model, uint32_t row) {
    const sam_plan *plan = model->of.plan;
    uint32_t line = model->line[row];
    for (uint32_t m = 1; m <= plan->months && book->status == SAM_OK; m++) {
        if (plan->rows[row].kind == SAM_ROW_MONTHLY)
            write_row_formula(book, model, row, m);
        else
            sam_book_number(book, model->sheet, line, SAM_COLUMN_GUARD + m,
                            sam_book_value(model, row, m), book->input[plan->rows[row].unit]);
    }
    if (model->before[row])
        sam_book_number(book, model->sheet, line, SAM_COLUMN_GUARD, 0, book->guard);
    if (model->after[row])
        sam_book_number(book, model->sheet, line, SAM_COLUMN_GUARD + plan->months + 1, 0,
                        book->guard);
    write_total(book, model, row);
}

void sam_book_model_sheet(sam_book *book, const sam_book_model *model) {
    const sam_plan *plan = model->of.plan;
    lxw_row_col_options grouped = {.level = 1};
    write_head(book, model);
    for (uint32_t i = 0; i < plan->row_count && book->status == SAM_OK; i++) {
        sam_book_check(
            book,
            worksheet_set_row_opt(model->sheet, model->line[i],
                                  sam_book_height(sam_tr(plan->rows[i].label), LABEL_WIDTH), NULL,
                                  &grouped),
            NULL);
        write_texts(book, model, i);
        if (plan->rows[i].kind == SAM_ROW_SCALAR)
            write_row_formula(book, model, i, 0);
        else
            write_months(book, model, i);
    }
    /* Hundreds of months would be hundreds of pages: paper has the rows and their totals, and the
     * sheet of years has what comes of the months. */
    sam_book_check(book,
                   worksheet_print_area(model->sheet, 0, 0, model->line[plan->row_count - 1],
                                        SAM_COLUMN_VALUE),
                   NULL);
    worksheet_outline_settings(model->sheet, LXW_TRUE, LXW_FALSE, LXW_FALSE, LXW_FALSE);
}
