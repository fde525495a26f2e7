/* The sheets of what no formula gives: chapters of the page, of draws and choice, as their numbers.
 * Each says that it is pasted, and has live cells that tell whether it still belongs to the inputs.
 * What stands in the tables is decided where the page is made. */
#include <math.h>
#include <string.h>

#include "report/document.h"
#include "report/html.h"
#include "report/table.h"
#include "report/workbook_child.h"

enum {
    FIRST = 4,
    LABEL_WIDTH = 42,
    WIDTH_LEAST = 11,
    WIDTH_MOST = 26, /* longer words of many go on lines of their own */
    SPARE = 3,       /* bold letters, an indent, the cell's own margins */
    CHARACTER = 7,
    PADDING = 5,
    PAPER = 960
};
enum { SCALE_LEAST = 40, BREAKS_MOST = 1000 };
/* Height of a page between its margins, with some to spare for programs with other fonts. */
static const double POINTS = 485;

typedef struct pasted {
    sam_book *book;
    lxw_worksheet *sheet;
    const char *prefix;
    uint32_t line;
    size_t columns;    /* of the widest table */
    double *width;     /* of each column, in characters */
    size_t models;     /* whose sections have begun */
    double page, used; /* points of a page, and of this one so far */
    lxw_row_t breaks[BREAKS_MOST + 1];
    size_t break_count;
} pasted;

static size_t widest(const sam_block *block) {
    size_t most = 0;
    for (; block; block = block->next) {
        size_t own = block->kind == SAM_BLOCK_TABLE ? block->column_count : widest(block->first);
        most = own > most ? own : most;
    }
    return most;
}

static double longest_word(const char *text) {
    size_t most = 0;
    for (; text && *text; text += strspn(text, " ")) {
        size_t bytes = strcspn(text, " "), own = sam_text_columns(text, bytes);
        most = own > most ? own : most;
        text += bytes;
    }
    return (double)most;
}

/* A number is never cut, a head at its blanks only, and words where they are too long for a column.
 */
static double width_for(const sam_block *table, size_t column) {
    double width = longest_word(table->columns[column]);
    for (size_t i = column; i < table->cell_count; i += table->column_count) {
        const sam_doc_cell *cell = &table->cells[i];
        double own = cell->text ? (double)sam_text_columns(cell->text, strlen(cell->text)) : 0;
        width = fmax(width, cell->is_number ? own : fmin(own, WIDTH_MOST - SPARE));
    }
    return width + SPARE;
}

/* All tables of a sheet share its columns. */
static void widen(pasted *p, const sam_block *block) {
    for (; block; block = block->next) {
        widen(p, block->first);
        for (size_t i = 1; block->kind == SAM_BLOCK_TABLE && i < block->column_count; i++)
            p->width[i] = fmax(p->width[i], width_for(block, i));
    }
}

static double width_of_all(const pasted *p) {
    double sum = 0;
    for (size_t i = 0; i < p->columns; i++)
        sum += p->width[i];
    return sum;
}

/* What belongs together begins on the next page if this one has no room for it. */
static void keep_together(pasted *p, double points) {
    if (p->used <= 0 || p->used + points <= p->page || p->break_count == BREAKS_MOST)
        return;
    p->breaks[p->break_count++] = p->line;
    p->used = 0;
}

/* The line is so high, and then done. */
static void end_line(pasted *p, double height) {
    double points = fmax(height, LXW_DEF_ROW_HEIGHT);
    if (points > LXW_DEF_ROW_HEIGHT)
        sam_book_check(p->book, worksheet_set_row(p->sheet, p->line, points, NULL), NULL);
    keep_together(p, points);
    p->line++;
    p->used += points;
}

static void skip(pasted *p, uint32_t lines) {
    for (uint32_t i = 0; i < lines; i++)
        end_line(p, 0);
}

/* ---- words ---- */

/* Across all columns. */
static void write_words(pasted *p, const char *text) {
    sam_book *book = p->book;
    lxw_col_t last = (lxw_col_t)(p->columns - 1);
    if (!text || !*text)
        return;
    sam_book_check(
        book, worksheet_merge_range(p->sheet, p->line, 0, p->line, last, "", book->wrapped), NULL);
    book->written.cells += last; /* blank ones; the first is counted with its text */
    sam_book_text(book, p->sheet, p->line, 0, text, book->wrapped);
    end_line(p, sam_book_height(text, width_of_all(p)));
}

static void write_item(pasted *p, const char *text) {
    const char *line = sam_arena_format(p->book->arena, "\xE2\x80\x93 %s", text ? text : "");
    write_words(p, line);
    if (!line)
        sam_book_fail(p->book, SAM_MEMORY, N_("out of memory"), NULL);
}

static void write_current(pasted *p, size_t place) {
    sam_book_text(p->book, p->sheet, p->line, 0, sam_book_word(SAM_WORD_PASTED_STILL),
                  p->book->soft);
    sam_book_is_current(p->book, p->sheet, p->line, 1, place);
    end_line(p, 0);
}

/* ---- tables ---- */

static void write_head(pasted *p, const sam_block *table) {
    sam_book *book = p->book;
    double height = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        sam_book_text(book, p->sheet, p->line, (unsigned)i, table->columns[i],
                      table->numbers[i] ? book->header_number : book->header);
        height = fmax(height, sam_book_height(table->columns[i], p->width[i] - SPARE));
    }
    end_line(p, height);
}

/* A chart draws a word as 0. */
static void write_gap(pasted *p, size_t column) {
    p->book->written.cells++;
    sam_book_check(
        p->book, worksheet_write_blank(p->sheet, p->line, (lxw_col_t)column, p->book->pasted_right),
        NULL);
}

static void write_cell(pasted *p, const sam_block *table, size_t column, const sam_doc_cell *cell) {
    sam_book *book = p->book;
    lxw_format *words = table->numbers[column] ? book->pasted_right
                        : column               ? book->pasted_beside
                                               : book->pasted_text;
    if (cell->text && cell->is_number)
        sam_book_number(book, p->sheet, p->line, (unsigned)column, cell->value,
                        sam_book_pasted_format(book, cell));
    else if (!cell->text && table->drawing != SAM_DRAW_NOTHING)
        write_gap(p, column);
    else
        sam_book_text(book, p->sheet, p->line, (unsigned)column,
                      cell->text && *cell->text ? cell->text : "\xE2\x80\x93", words);
}

static void write_row(pasted *p, const sam_block *table, const sam_doc_cell *cells) {
    double height = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        write_cell(p, table, i, &cells[i]);
        if (!cells[i].is_number && !table->numbers[i])
            height = fmax(height, sam_book_height(cells[i].text, p->width[i] - (i ? SPARE : 0)));
    }
    end_line(p, height);
}

static void write_table(pasted *p, const sam_block *table) {
    enum { LEAST = 10 }; /* title, head and some rows */
    uint32_t room = sam_book_drawing_lines(table);
    if (!table->column_count)
        return;
    keep_together(p, (room + LEAST) * LXW_DEF_ROW_HEIGHT);
    uint32_t title = p->line;
    sam_book_text(p->book, p->sheet, title, 0,
                  sam_book_fill(p->book, SAM_WORD_PASTED, table->title ? table->title : ""),
                  p->book->heading);
    skip(p, 1 + room);
    uint32_t head = p->line;
    write_head(p, table);
    for (size_t i = 0; i + table->column_count <= table->cell_count; i += table->column_count)
        write_row(p, table, &table->cells[i]);
    if (room)
        sam_book_draw(p->book, p->sheet, p->prefix, table, title, head);
    skip(p, 1);
}

/* ---- the sheet ---- */

static void write_blocks(pasted *p, const sam_block *block, bool of_models);

/* Sections right below the chapter are the models, in their order. */
static void write_section(pasted *p, const sam_block *block, bool of_models) {
    enum { LEAST = 10 };
    skip(p, of_models);
    keep_together(p, of_models ? 0.75 * p->page : LEAST * LXW_DEF_ROW_HEIGHT);
    sam_book_text(p->book, p->sheet, p->line, 0, block->title,
                  of_models ? p->book->title : p->book->heading);
    skip(p, 1);
    if (of_models)
        write_current(p, ++p->models);
    skip(p, 1);
    write_blocks(p, block->first, false);
}

static void write_blocks(pasted *p, const sam_block *block, bool of_models) {
    for (; block && p->book->status == SAM_OK; block = block->next) {
        switch (block->kind) {
        case SAM_BLOCK_SECTION:
            write_section(p, block, of_models);
            break;
        case SAM_BLOCK_TABLE:
            write_table(p, block);
            break;
        case SAM_BLOCK_ITEM:
            write_item(p, block->text);
            break;
        case SAM_BLOCK_PARAGRAPH:
            write_words(p, block->text);
            break;
        case SAM_BLOCK_LEAD: /* stands at the top already */
        case SAM_BLOCK_FACT:
        case SAM_BLOCK_FIGURE:
            break;
        }
    }
}

/* Scaled by hand: a spreadsheet program that fits pages to paper heeds no breaks. Per cent. */
static unsigned scale_of(const pasted *p) {
    unsigned wide = (unsigned)ceil(width_of_all(p)) * CHARACTER + (unsigned)p->columns * PADDING;
    unsigned scale = 100 * PAPER / wide;
    return scale > 100 ? 100 : scale < SCALE_LEAST ? SCALE_LEAST : scale;
}

static void set_pages(pasted *p) {
    for (unsigned i = 0; i < p->columns; i++)
        sam_book_width(p->book, p->sheet, i, i, p->width[i]);
    worksheet_set_print_scale(p->sheet, (uint16_t)scale_of(p));
    if (p->break_count)
        sam_book_check(p->book, worksheet_set_h_pagebreaks(p->sheet, p->breaks), NULL);
    sam_book_check(
        p->book, worksheet_print_area(p->sheet, 0, 0, p->line, (lxw_col_t)(p->columns - 1)), NULL);
}

static bool set_widths(pasted *p, const sam_block *first) {
    p->width = sam_arena_array(p->book->arena, p->columns, sizeof *p->width);
    if (!p->width) {
        sam_book_fail(p->book, SAM_MEMORY, N_("out of memory"), NULL);
        return false;
    }
    p->width[0] = LABEL_WIDTH;
    for (size_t i = 1; i < p->columns; i++)
        p->width[i] = WIDTH_LEAST;
    widen(p, first);
    return true;
}

static void write_sheet(sam_book *book, lxw_worksheet *sheet, sam_word name,
                        const sam_block *chapter) {
    enum { COLUMNS_LEAST = 8 }; /* charts are so wide */
    size_t columns = widest(chapter->first);
    pasted p = {.book = book,
                .sheet = sheet,
                .prefix = sam_book_prefix(book, sam_book_word(name)),
                .columns = columns > COLUMNS_LEAST ? columns : COLUMNS_LEAST};
    if (!set_widths(&p, chapter->first))
        return;
    p.page = 100 * POINTS / scale_of(&p) - FIRST * LXW_DEF_ROW_HEIGHT;
    sam_book_text(book, sheet, p.line++, 0, chapter->title, book->title);
    for (const sam_block *block = chapter->first; block; block = block->next)
        if (block->kind == SAM_BLOCK_LEAD)
            sam_book_text(book, sheet, p.line, 0, block->text, book->heading);
    p.line++;
    write_current(&p, 0);
    worksheet_freeze_panes(sheet, p.line, 1);
    sam_book_check(book, worksheet_repeat_rows(sheet, 0, p.line - 1), NULL);
    p.line = FIRST;
    p.used = 0;
    write_blocks(&p, chapter->first, true);
    if (book->status == SAM_OK)
        set_pages(&p);
}

static void write_chapter(sam_book *book, lxw_worksheet *sheet, sam_word name,
                          const sam_doc *document, const char *id) {
    const sam_block *chapter = document->root->first;
    while (chapter && (!chapter->id || strcmp(chapter->id, id) != 0))
        chapter = chapter->next;
    if (!sheet || book->status != SAM_OK)
        return;
    if (chapter)
        write_sheet(book, sheet, name, chapter);
    else
        sam_book_fail(book, SAM_IO, N_("what was to be pasted in the workbook never came"), id);
}

void sam_book_pasted(sam_book *book, lxw_worksheet *risk, lxw_worksheet *choice) {
    size_t length = 0;
    char *bytes = sam_book_child_take(book, &length);
    sam_doc document;
    if (!bytes)
        return;
    if (!sam_doc_init(&document, "", "") || !sam_doc_unpack(&document, bytes, length))
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
    write_chapter(book, risk, SAM_WORD_RISK, &document, SAM_PASTED_RISK);
    write_chapter(book, choice, SAM_WORD_CHOICE_SHEET, &document, SAM_PASTED_CHOICE);
    sam_doc_clear(&document);
}
