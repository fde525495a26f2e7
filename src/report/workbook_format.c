/* How cells look. Money without decimals, rates and shares as per cent; inputs stand out. */
#include "report/workbook.h"

static const char *const PATTERNS[SAM_UNITS] = {
    [SAM_UNIT_NOK] = "#,##0;-#,##0;0",
    [SAM_UNIT_NOK_M2] = "#,##0",
    [SAM_UNIT_NOK_MONTH] = "#,##0",
    [SAM_UNIT_NOK_YEAR] = "#,##0",
    [SAM_UNIT_NOK_M2_YEAR] = "#,##0",
    [SAM_UNIT_SHARE] = "0.00%",
    [SAM_UNIT_RATE] = "0.00%",
    [SAM_UNIT_RATIO] = "0.0000",
    [SAM_UNIT_MONTHS] = "General",
    [SAM_UNIT_YEARS] = "General",
    [SAM_UNIT_M2] = "#,##0.0",
    [SAM_UNIT_COUNT] = "General",
    [SAM_UNIT_FLAG] = "0",
};

enum {
    INK_INPUT = 0x1F3FBF,
    PAPER_INPUT = 0xFFF8DC,
    PAPER_HEADING = 0xDCE6EB,
    INK_FAIL = 0xB00020
};

static lxw_format *add(sam_book *book, const char *pattern) {
    lxw_format *format = workbook_add_format(book->file);
    if (!format)
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    if (format && pattern)
        format_set_num_format(format, pattern);
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

void sam_book_formats(sam_book *book) {
    book->title = add_bold(book, 14, 0);
    book->heading = add_bold(book, 11, 0);
    book->header = add_bold(book, 11, PAPER_HEADING);
    if (book->header)
        format_set_text_wrap(book->header);
    book->date = add_bold(book, 11, PAPER_HEADING);
    if (book->date)
        format_set_num_format(book->date, "yyyy-mm");
    book->text = add(book, NULL);
    book->guard = add(book, ";;;");
    book->failed_check = add_bold(book, 11, 0);
    if (book->failed_check)
        format_set_font_color(book->failed_check, INK_FAIL);
    for (int unit = 0; unit < SAM_UNITS; unit++) {
        book->number[unit] = add(book, PATTERNS[unit]);
        book->input[unit] = add_input(book, PATTERNS[unit]);
    }
}
