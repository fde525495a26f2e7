/* Whether pasted values still belong to the inputs: the lines below the checks that count the
 * inputs changed since the workbook was written, and the cells elsewhere that repeat what they say.
 * They are no checks of the deal: a changed input is nothing wrong. */
#include "report/workbook.h"

enum { COUNT_COLUMN = 2, ANSWER_COLUMN = 4 };

static void warn(sam_book *book, lxw_worksheet *sheet, uint32_t line, unsigned column) {
    char *outdated = sam_arena_format(book->arena, "%s", sam_book_word(SAM_WORD_OUTDATED));
    lxw_conditional_format red = {.type = LXW_CONDITIONAL_TYPE_TEXT,
                                  .criteria = LXW_CONDITIONAL_CRITERIA_TEXT_CONTAINING,
                                  .value_string = outdated,
                                  .format = book->failed_check};
    if (!outdated)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    sam_book_check(book, worksheet_conditional_format_cell(sheet, line, (lxw_col_t)column, &red),
                   NULL);
}

static void write_line(sam_book *book, lxw_worksheet *sheet, uint32_t line, size_t place) {
    const char *current = sam_book_word(SAM_WORD_CURRENT);
    sam_book_text(book, sheet, line, 0,
                  place ? book->models[place - 1].title : sam_book_word(SAM_WORD_ALL_MODELS),
                  book->text);
    sam_book_text(book, sheet, line, 1, sam_book_word(SAM_WORD_CHANGED_INPUTS), book->text);
    sam_book_put_changed(book, place);
    sam_book_formula(book, sheet, line, COUNT_COLUMN, 0, book->number[SAM_UNIT_COUNT]);
    sam_text_format(&book->formula, "=IF(C%u=0,\"%s\",\"%s\")", line + 1, current,
                    sam_book_word(SAM_WORD_OUTDATED));
    sam_book_formula_text(book, sheet, line, ANSWER_COLUMN, current, book->unit);
    warn(book, sheet, line, ANSWER_COLUMN);
}

void sam_book_check_pasted(sam_book *book, lxw_worksheet *sheet, uint32_t line) {
    sam_book_text(book, sheet, line++, 0, sam_book_word(SAM_WORD_PASTED_VALUES), book->heading);
    book->pasted_line = line;
    for (size_t place = 0; place <= book->count; place++)
        write_line(book, sheet, line++, place);
}

void sam_book_is_current(sam_book *book, lxw_worksheet *sheet, uint32_t line, unsigned column,
                         size_t place) {
    sam_text_format(&book->formula, "='%s'!", sam_book_word(SAM_WORD_CHECKS));
    sam_book_column(&book->formula, ANSWER_COLUMN);
    sam_text_format(&book->formula, "%u", book->pasted_line + (unsigned)place + 1);
    sam_book_formula_text(book, sheet, line, column, sam_book_word(SAM_WORD_CURRENT), book->text);
    warn(book, sheet, line, column);
}
