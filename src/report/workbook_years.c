/* The sheet of years: what each party receives net in each calendar year, model by model. Every
 * figure is a formula that reads the models' sheets. */
#include "report/workbook.h"

enum { FIRST_COLUMN = 11, COLUMN = 13, CHARACTER = 7, PADDING = 5, PAPER = 900 };

typedef struct years {
    sam_book *book;
    lxw_worksheet *sheet;
    uint32_t line;
} years;

uint32_t sam_book_party_row(sam_book *book, const sam_plan *plan, uint32_t party,
                            const char *measure) {
    const char *name =
        sam_arena_format(book->arena, "%s.%s", plan->deal->parties[party].id, measure);
    return name ? sam_plan_find_row(plan, name) : SAM_NO_ROW;
}

static void write_cell(years *y, const sam_book_model *model, uint32_t net, uint32_t calendar,
                       int year, unsigned column) {
    sam_book *book = y->book;
    double total = 0;
    for (uint32_t m = 1; m <= model->of.plan->months; m++)
        if (sam_book_value(model, calendar, m) == year)
            total += sam_book_value(model, net, m);
    sam_text_add(&book->formula, "=SUMIFS(");
    sam_book_range(&book->formula, model, net, true);
    sam_text_add_char(&book->formula, ',');
    sam_book_range(&book->formula, model, calendar, true);
    sam_text_format(&book->formula, ",$A%u)", y->line + 1);
    sam_book_formula(book, y->sheet, y->line, column, total, book->number[SAM_UNIT_NOK]);
}

static void write_head(years *y, const sam_book_model *model) {
    sam_book *book = y->book;
    const sam_deal *deal = model->of.plan->deal;
    const char *heading =
        sam_arena_format(book->arena, "%s: %s", sam_book_word(SAM_WORD_NET_BY_YEAR),
                         sam_book_model_heading(book, model));
    sam_book_text(book, y->sheet, y->line++, 0, heading, book->heading);
    sam_book_text(book, y->sheet, y->line, 0, sam_book_word(SAM_WORD_YEAR), book->header_number);
    for (uint32_t p = 0; p < deal->party_count; p++)
        sam_book_text(book, y->sheet, y->line, p + 1, sam_book_party(book, deal, p),
                      book->header_number);
    sam_book_check(book, worksheet_set_row(y->sheet, y->line++, 2 * LXW_DEF_ROW_HEIGHT, NULL),
                   NULL);
}

static void write_model(years *y, sam_book_model *model) {
    sam_book *book = y->book;
    const sam_plan *plan = model->of.plan;
    uint32_t calendar = sam_plan_find_row(plan, "calendar_year");
    if (calendar == SAM_NO_ROW)
        return;
    model->years_line = y->line;
    write_head(y, model);
    int last = (int)sam_book_value(model, calendar, plan->months);
    for (int year = plan->deal->start_year; year <= last; year++, y->line++) {
        sam_book_number(book, y->sheet, y->line, 0, year, book->number[SAM_UNIT_YEARS]);
        for (uint32_t p = 0; p < plan->deal->party_count; p++) {
            uint32_t net = sam_book_party_row(book, plan, p, "net");
            if (net != SAM_NO_ROW)
                write_cell(y, model, net, calendar, year, p + 1);
        }
        model->years++;
    }
    y->line++;
}

/* A model a page, with room for the wider letters of another program: a spreadsheet program that
 * fits pages to paper heeds no breaks, so it is scaled by hand. */
static void set_pages(years *y) {
    sam_book *book = y->book;
    uint32_t columns = 1;
    size_t count = 0;
    lxw_row_t *breaks = sam_arena_array(book->arena, book->count + 1, sizeof *breaks);
    if (!breaks) {
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
        return;
    }
    for (size_t i = 0; i < book->count; i++) {
        uint32_t parties = book->models[i].of.plan->deal->party_count;
        columns = parties > columns ? parties : columns;
        if (i > 0 && book->models[i].years_line)
            breaks[count++] = book->models[i].years_line;
    }
    unsigned wide = FIRST_COLUMN * CHARACTER + PADDING + columns * (COLUMN * CHARACTER + PADDING);
    unsigned scale = 100 * PAPER / wide;
    sam_book_width(book, y->sheet, 0, 0, FIRST_COLUMN);
    sam_book_width(book, y->sheet, 1, columns, COLUMN);
    worksheet_set_print_scale(y->sheet, (uint16_t)(scale > 100 ? 100 : scale < 40 ? 40 : scale));
    if (count)
        sam_book_check(book, worksheet_set_h_pagebreaks(y->sheet, breaks), NULL);
}

void sam_book_years(sam_book *book, lxw_worksheet *sheet) {
    years y = {.book = book, .sheet = sheet, .line = 2};
    sam_book_text(book, sheet, 0, 0, sam_book_word(SAM_WORD_NET_BY_YEAR), book->title);
    worksheet_freeze_panes(sheet, 0, 1);
    for (size_t i = 0; i < book->count && book->status == SAM_OK; i++)
        write_model(&y, &book->models[i]);
    set_pages(&y);
}
