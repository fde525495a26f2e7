/* Builds tables and prints them as CSV. Must not know what the cells mean. */
#include "report/table.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "report/table_private.h"

enum { FIRST_CELLS = 64 };

/* ---- display width ---- */

typedef struct range {
    uint32_t from, to;
} range;

static bool within(const range *ranges, size_t count, uint32_t code) {
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].from && code <= ranges[i].to)
            return true;
    return false;
}

/* Combining marks and what has no width; East Asian wide and emoji. Coarse, but right for what is
 * likely in names of places and people. */
static size_t code_columns(uint32_t code) {
    static const range none[] = {
        {0x0300, 0x036f}, {0x200b, 0x200f}, {0x20d0, 0x20f0}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}};
    static const range wide[] = {{0x1100, 0x115f},  {0x2e80, 0xa4cf},   {0xac00, 0xd7a3},
                                 {0xf900, 0xfaff},  {0xfe30, 0xfe6f},   {0xff00, 0xff60},
                                 {0xffe0, 0xffe6},  {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff},
                                 {0x20000, 0x3fffd}};
    if (within(none, sizeof none / sizeof none[0], code))
        return 0;
    return within(wide, sizeof wide / sizeof wide[0], code) ? 2 : 1;
}

size_t sam_text_columns(const char *text, size_t length) {
    size_t columns = 0;
    while (length > 0) {
        uint32_t code = 0xfffd;
        size_t bytes = sam_utf8_read(text, length, &code);
        if (bytes == SAM_UTF8_BAD)
            bytes = 1;
        columns += code_columns(code);
        text += bytes;
        length -= bytes;
    }
    return columns;
}

/* ---- building ---- */

static const char *keep(sam_table *table, const char *text) {
    char *kept = sam_arena_text(table->arena, text, strlen(text));
    table->broken = table->broken || !kept;
    return kept ? kept : "";
}

sam_table *sam_table_new(const sam_column *columns, size_t count) {
    assert(count > 0);
    sam_arena *arena = sam_arena_new();
    sam_table *table = arena ? sam_arena_alloc(arena, sizeof *table) : NULL;
    sam_column *copies = table ? sam_arena_array(arena, count, sizeof *copies) : NULL;
    if (!copies) {
        sam_arena_free(arena);
        return NULL;
    }
    table->arena = arena;
    table->columns = copies;
    table->column_count = count;
    for (size_t i = 0; i < count; i++) {
        copies[i] = columns[i];
        copies[i].title = keep(table, columns[i].title);
        copies[i].key = columns[i].key ? keep(table, columns[i].key) : copies[i].title;
    }
    return table;
}

void sam_table_free(sam_table *table) {
    if (!table)
        return;
    sam_free(table->cells);
    sam_arena_free(table->arena);
}

static void add(sam_table *table, sam_cell cell) {
    if (table->cell_count == table->cell_capacity) {
        size_t capacity = table->cell_capacity ? 2 * table->cell_capacity : FIRST_CELLS;
        sam_cell *cells = sam_realloc(table->cells, capacity * sizeof *cells);
        table->broken = table->broken || !cells;
        if (!cells)
            return;
        table->cells = cells;
        table->cell_capacity = capacity;
    }
    cell.columns = sam_text_columns(cell.text, strlen(cell.text));
    table->cells[table->cell_count++] = cell;
}

void sam_table_text(sam_table *table, const char *text) {
    sam_text safe = SAM_TEXT_EMPTY;
    sam_text_add_visible(&safe, text ? text : "");
    table->broken = table->broken || safe.broken;
    const char *shown = keep(table, safe.data ? safe.data : "");
    add(table, (sam_cell){.text = shown, .raw = keep(table, text ? text : "")});
    sam_text_free(&safe);
}

void sam_table_none(sam_table *table) {
    add(table, (sam_cell){.text = "\xe2\x80\x93"});
}

/* NaN and the infinities are all that x - x does not make zero. */
static bool is_finite(double value) {
    return value - value == 0;
}

void sam_table_decimals(sam_table *table, double value, int decimals) {
    char printed[2 * SAM_NUMBER_SIZE];
    if (!is_finite(value)) {
        sam_table_none(table);
        return;
    }
    sam_number_print_norwegian(printed, value, decimals);
    add(table, (sam_cell){.text = keep(table, printed), .value = value, .number = true});
}

void sam_table_number(sam_table *table, double value) {
    sam_table_decimals(table, value,
                       table->columns[table->cell_count % table->column_count].decimals);
}

void sam_table_percent(sam_table *table, double fraction, int decimals) {
    char printed[2 * SAM_NUMBER_SIZE + 4];
    if (!is_finite(fraction)) {
        sam_table_none(table);
        return;
    }
    size_t length = sam_number_print_norwegian(printed, fraction * 100, decimals);
    memcpy(printed + length, "\xc2\xa0%", 4); /* a no-break space before the sign */
    add(table, (sam_cell){.text = keep(table, printed), .value = fraction, .number = true});
}

/* ---- CSV ---- */

/* Spreadsheets run a cell that begins with one of these, even inside quotes. */
static bool looks_like_formula(const char *text) {
    return *text && strchr("=+-@\t\r", *text);
}

void sam_csv_field(sam_text *out, const char *text) {
    bool guard = looks_like_formula(text);
    bool quoted = guard || strpbrk(text, ",\"\r\n") || *text == ' ';
    if (!quoted) {
        sam_text_add(out, text);
        return;
    }
    sam_text_add(out, guard ? "\"'" : "\"");
    for (; *text; text++) {
        if (*text == '"')
            sam_text_add_char(out, '"');
        sam_text_add_char(out, *text);
    }
    sam_text_add_char(out, '"');
}

static void add_csv_cell(sam_text *out, const sam_cell *cell) {
    if (cell->number)
        sam_text_add_number(out, cell->value);
    if (cell->raw)
        sam_csv_field(out, cell->raw);
}

void sam_table_print_csv(const sam_table *table, sam_text *out) {
    out->broken = out->broken || table->broken;
    if (out->broken)
        return; /* the last row may not be whole */
    assert(table->cell_count % table->column_count == 0);
    for (size_t i = 0; i < table->column_count; i++) {
        sam_text_add(out, i > 0 ? "," : "");
        sam_csv_field(out, table->columns[i].key);
    }
    sam_text_add_char(out, '\n');
    for (size_t row = 0; row < table->cell_count; row += table->column_count)
        for (size_t i = 0; i < table->column_count; i++) {
            add_csv_cell(out, &table->cells[row + i]);
            sam_text_add_char(out, i + 1 < table->column_count ? ',' : '\n');
        }
}
