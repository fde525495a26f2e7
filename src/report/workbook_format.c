/* How cells look. Money without decimals, rates and shares as per cent; inputs stand out. */
#include <string.h>

#include "report/document.h"
#include "report/workbook.h"

/* What rounds to nothing is 0, and never -0. */
#define KRONER "[>=0.5]#,##0;[<=-0.5]-#,##0;0"

static const char *const PATTERNS[SAM_UNITS] = {
    [SAM_UNIT_NOK] = KRONER,      [SAM_UNIT_NOK_M2] = KRONER,      [SAM_UNIT_NOK_MONTH] = KRONER,
    [SAM_UNIT_NOK_YEAR] = KRONER, [SAM_UNIT_NOK_M2_YEAR] = KRONER, [SAM_UNIT_SHARE] = "0.00%",
    [SAM_UNIT_RATE] = "0.00%",    [SAM_UNIT_RATIO] = "0.0000",     [SAM_UNIT_MONTHS] = "General",
    [SAM_UNIT_YEARS] = "General", [SAM_UNIT_M2] = "#,##0.0",       [SAM_UNIT_COUNT] = "General",
    [SAM_UNIT_FLAG] = "0",
};

enum {
    INK_INPUT = 0x1F3FBF,
    PAPER_INPUT = 0xFFF8DC,
    PAPER_HEADING = 0xDCE6EB,
    PAPER_PASTED = 0xECE6F4,
    INK_FAIL = 0xB00020,
    INK_SOFT = 0x5A6672
};

static lxw_format *add(sam_book *book, const char *pattern) {
    lxw_format *format = workbook_add_format(book->file);
    if (!format)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    /* Beside a text of several lines all begin at the first. */
    if (format)
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (format && pattern) {
        format_set_num_format(format, pattern);
        /* A word in a column of numbers, as "none", stands where the numbers do. */
        format_set_align(format, LXW_ALIGN_RIGHT);
    }
    return format;
}

static lxw_format *add_bold(sam_book *book, double size, int paper) {
    lxw_format *format = add(book, NULL);
    if (!format)
        return NULL;
    format_set_bold(format);
    format_set_font_size(format, size);
    if (paper) {
        format_set_pattern(format, LXW_PATTERN_SOLID);
        format_set_bg_color(format, (lxw_color_t)paper);
    }
    return format;
}

static lxw_format *add_input(sam_book *book, const char *pattern) {
    lxw_format *format = add(book, pattern);
    if (!format)
        return NULL;
    format_set_font_color(format, INK_INPUT);
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, PAPER_INPUT);
    return format;
}

static lxw_format *add_pasted(sam_book *book, const char *pattern) {
    lxw_format *format = add(book, pattern);
    if (!format)
        return NULL;
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_bg_color(format, PAPER_PASTED);
    return format;
}

/* "[>=0.05]#,##0.0" kr";[<=-0.05]-#,##0.0" kr";0.0" kr"": what rounds to nothing is 0, never -0. */
static const char *pattern_of(sam_book *book, const sam_doc_cell *cell) {
    static const char ZEROS[] = "0000000000000";
    int decimals = cell->decimals < 9 ? cell->decimals : 9;
    int places = decimals + (cell->percent ? 2 : 0);
    const char *point = decimals ? "." : "", *after = cell->after && *cell->after ? "\"" : "";
    const char *end = sam_arena_format(book->arena, "%s%.*s%s%s%s%s", point, decimals, ZEROS,
                                       cell->percent ? "%" : "", after,
                                       after && *after ? cell->after : "", after);
    return end ? sam_arena_format(book->arena, "[>=0.%.*s5]#,##0%s;[<=-0.%.*s5]-#,##0%s;0%s",
                                  places, ZEROS, end, places, ZEROS, end, end)
               : NULL;
}

lxw_format *sam_book_pasted_format(sam_book *book, const sam_doc_cell *cell) {
    const char *pattern = pattern_of(book, cell);
    for (size_t i = 0; pattern && i < SAM_PASTED_FORMATS; i++) {
        if (book->pasted[i].pattern && strcmp(book->pasted[i].pattern, pattern) != 0)
            continue;
        if (!book->pasted[i].pattern) {
            book->pasted[i].pattern = pattern;
            book->pasted[i].format = add_pasted(book, pattern);
        }
        return book->pasted[i].format;
    }
    if (!pattern)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    return book->pasted_right;
}

void sam_book_formats(sam_book *book) {
    book->title = add_bold(book, 14, 0);
    book->heading = add_bold(book, 11, 0);
    book->header = add_bold(book, 11, PAPER_HEADING);
    book->header_number = add_bold(book, 11, PAPER_HEADING);
    if (book->header)
        format_set_text_wrap(book->header);
    if (book->header)
        format_set_align(book->header, LXW_ALIGN_VERTICAL_BOTTOM);
    if (book->header_number) {
        format_set_align(book->header_number, LXW_ALIGN_VERTICAL_BOTTOM);
        format_set_text_wrap(book->header_number);
        format_set_align(book->header_number, LXW_ALIGN_RIGHT);
    }
    book->date = add_bold(book, 11, PAPER_HEADING);
    if (book->date)
        format_set_num_format(book->date, "yyyy-mm");
    book->text = add(book, NULL);
    book->wrapped = add(book, NULL);
    if (book->wrapped)
        format_set_text_wrap(book->wrapped);
    book->unit = add(book, NULL);
    if (book->unit)
        format_set_indent(book->unit, 1);
    book->soft = add(book, NULL);
    if (book->soft)
        format_set_font_color(book->soft, INK_SOFT);
    book->month = add(book, "mm.yyyy");
    book->ratio = add(book, "0.00");
    book->pasted_text = add_pasted(book, NULL);
    if (book->pasted_text)
        format_set_text_wrap(book->pasted_text);
    book->pasted_beside = add_pasted(book, NULL);
    if (book->pasted_beside) {
        format_set_text_wrap(book->pasted_beside);
        format_set_indent(book->pasted_beside, 1);
    }
    book->pasted_right = add_pasted(book, "General");
    book->guard = add(book, ";;;");
    book->failed_check = add_bold(book, 11, 0);
    if (book->failed_check)
        format_set_font_color(book->failed_check, INK_FAIL);
    for (int unit = 0; unit < SAM_UNITS; unit++) {
        book->number[unit] = add(book, PATTERNS[unit]);
        book->input[unit] = add_input(book, PATTERNS[unit]);
    }
}
