/* One sheet of rows. The library is told to keep none of them: a million rows are exported too. */
#include "report/workbook_rows.h"

#include <string.h>

#include "base/utf8.h"
#include "report/workbook.h"

enum { ROWS_MOST = 1048576, WIDTH_LEAST = 12 };

struct sam_rows_book {
    sam_book book; /* first: the room knows it by this */
    const char *name;
    sam_rows_fill fill;
    void *context;
    lxw_worksheet *sheet;
    uint32_t line;
    unsigned column;
};

void sam_rows_names(sam_rows_book *b, const char *const *names, size_t count) {
    worksheet_freeze_panes(b->sheet, 1, 0);
    for (size_t i = 0; i < count; i++) {
        size_t size = strlen(names[i]) + 2;
        sam_book_width(&b->book, b->sheet, (unsigned)i, (unsigned)i,
                       size < WIDTH_LEAST ? WIDTH_LEAST : (double)size);
        sam_book_text(&b->book, b->sheet, 0, (unsigned)i, names[i], b->book.header);
    }
    b->line = 1;
}

static bool is_utf8(const char *text) {
    size_t left = strlen(text), size = 0;
    for (; left > 0; text += size, left -= size)
        if ((size = sam_utf8_read(text, left, NULL)) == SAM_UTF8_BAD)
            return false;
    return true;
}

/* Spreadsheets call a file damaged that has a byte of no character in it; names of files may. */
void sam_rows_text(sam_rows_book *b, const char *text) {
    sam_text shown = SAM_TEXT_EMPTY;
    bool good = is_utf8(text);
    if (!good)
        sam_text_add_json_string(&shown, text);
    if (shown.broken)
        sam_book_fail(&b->book, SAM_MEMORY, N_("out of memory"), NULL);
    sam_book_text(&b->book, b->sheet, b->line, b->column++, good || !shown.data ? text : shown.data,
                  NULL);
    sam_text_free(&shown);
}

void sam_rows_number(sam_rows_book *b, double value) {
    sam_book_number(&b->book, b->sheet, b->line, b->column++, value, NULL);
}

void sam_rows_none(sam_rows_book *b) {
    b->column++;
}

bool sam_rows_end(sam_rows_book *b) {
    b->column = 0;
    if (++b->line > ROWS_MOST)
        sam_book_fail(&b->book, SAM_LIMIT, N_("there are more rows than a sheet holds"), NULL);
    return b->book.status == SAM_OK;
}

static void add_sheet(sam_book *book) {
    sam_rows_book *b = (sam_rows_book *)book;
    b->sheet = sam_book_sheet(book, b->name);
    if (b->sheet && !b->fill(b->context, b))
        sam_book_fail(book, SAM_IO, N_("the rows could not be read"), NULL);
}

sam_status sam_rows_workbook(const char *path, const char *sheet, sam_rows_fill fill, void *context,
                             sam_diags *diags) {
    sam_arena *arena = sam_arena_new();
    if (!arena)
        return SAM_MEMORY;
    sam_rows_book b = {.book = {.arena = arena, .add_sheets = add_sheet, .rows_only = true},
                       .name = sheet,
                       .fill = fill,
                       .context = context};
    sam_book_write(&b.book, path);
    sam_status status = sam_book_told(&b.book, path, diags);
    sam_arena_free(arena);
    return status;
}
