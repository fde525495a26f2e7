/* Lays a table out as text within a width. In order: columns as wide as their cells and headings;
 * headings wrapped; long texts wrapped; blocks of columns. Must not cut a number. */
#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "report/table_private.h"

enum { GAP = 2, TEXT_LEAST = 16 };
/* "husbanken.ltv_max" may be broken after them. */
static const char JOINTS[] = "._/-";

typedef struct layout {
    const sam_table *table;
    sam_text *out;
    size_t width;
    bool bold;
    size_t *columns; /* width of each column */
    size_t *cells;   /* widest cell of each column */
    size_t *words;   /* longest word of each heading */
    size_t *pieces;  /* longest piece of each column's cells that cannot be broken */
} layout;

/* ---- wrapping one cell ---- */

size_t sam_text_fitting(const char *text, size_t width) {
    size_t length = strlen(text), used = 0;
    while (used < length) {
        size_t bytes = sam_utf8_read(text + used, length - used, NULL);
        if (bytes == SAM_UTF8_BAD)
            bytes = 1;
        if (used > 0 && sam_text_columns(text, used + bytes) > width)
            break;
        used += bytes;
    }
    return used;
}

/* The last place within length bytes where text may be broken: after a blank, else after a sign
 * that joins words ("husbanken.ltv_max"); length itself when there is none. */
static size_t find_break(const char *text, size_t length) {
    if (!text[length] || text[length] == ' ')
        return length;
    for (size_t cut = length; cut > 0; cut--)
        if (text[cut - 1] == ' ')
            return cut;
    for (size_t cut = length; cut > 1; cut--)
        if (strchr(JOINTS, text[cut - 1]))
            return cut;
    return length;
}

/* Takes the next line off *rest; gives its bytes, and moves *rest to the next line ("" at the end).
 */
static size_t take_line(const char **rest, size_t width) {
    const char *text = *rest;
    size_t cut = find_break(text, sam_text_fitting(text, width));
    *rest = text + cut;
    while (**rest == ' ')
        ++*rest;
    while (cut > 0 && text[cut - 1] == ' ')
        cut--;
    return cut;
}

/* joints: signs after which a word may be broken, which stay with what is before them. */
static size_t longest_piece(const char *text, const char *joints) {
    size_t longest = 0;
    while (*text) {
        size_t bytes = 0;
        while (text[bytes] && text[bytes] != ' ' && !(bytes && strchr(joints, text[bytes - 1])))
            bytes++;
        size_t columns = sam_text_columns(text, bytes);
        longest = columns > longest ? columns : longest;
        text += bytes;
        text += strspn(text, " ");
    }
    return longest;
}

/* ---- one line of the table ---- */

static void pad(sam_text *out, size_t count) {
    for (size_t i = 0; i < count; i++)
        sam_text_add_char(out, ' ');
}

/* Prints the texts of columns in lines until all are used up. rests has one text a column. Blanks
 * at the end of a line are left out. */
static void print_cells(const layout *l, const char **rests, const size_t *chosen, size_t count) {
    bool more = true;
    while (more) {
        more = false;
        size_t due = 0; /* blanks not yet printed */
        for (size_t i = 0; i < count; i++) {
            size_t column = chosen[i];
            const char *text = rests[column];
            size_t bytes = take_line(&rests[column], l->columns[column]);
            size_t used = sam_text_columns(text, bytes);
            size_t left = l->columns[column] > used ? l->columns[column] - used : 0;
            bool right = l->table->columns[column].number;
            if (bytes > 0)
                pad(l->out, due + (right ? left : 0));
            sam_text_add_bytes(l->out, text, bytes);
            due = bytes > 0 ? (right ? 0 : left) : due + l->columns[column];
            due += GAP;
            more = more || *rests[column];
        }
        sam_text_add_char(l->out, '\n');
    }
}

static void print_block(const layout *l, const char **rests, const size_t *chosen, size_t count) {
    const sam_table *table = l->table;
    for (size_t i = 0; i < count; i++)
        rests[chosen[i]] = table->columns[chosen[i]].title;
    if (l->bold)
        sam_text_add(l->out, "\x1b[1m");
    print_cells(l, rests, chosen, count);
    if (l->bold)
        sam_text_add(l->out, "\x1b[0m");
    for (size_t row = 0; row < table->cell_count; row += table->column_count) {
        for (size_t i = 0; i < count; i++)
            rests[chosen[i]] = table->cells[row + chosen[i]].text;
        print_cells(l, rests, chosen, count);
    }
}

/* ---- widths ---- */

static size_t total(const layout *l) {
    size_t sum = 0;
    for (size_t i = 0; i < l->table->column_count; i++)
        sum += l->columns[i] + (i > 0 ? GAP : 0);
    return sum;
}

static void measure(const layout *l) {
    const sam_table *table = l->table;
    for (size_t i = 0; i < table->cell_count; i++) {
        size_t *widest = &l->cells[i % table->column_count];
        *widest = table->cells[i].columns > *widest ? table->cells[i].columns : *widest;
        size_t *piece = &l->pieces[i % table->column_count];
        size_t own = longest_piece(table->cells[i].text, JOINTS);
        *piece = own > *piece ? own : *piece;
    }
    for (size_t i = 0; i < table->column_count; i++) {
        const char *title = table->columns[i].title;
        size_t whole = sam_text_columns(title, strlen(title));
        l->words[i] = longest_piece(title, "");
        l->columns[i] = whole > l->cells[i] ? whole : l->cells[i];
    }
}

/* What may be taken from a column, in this order. */
typedef enum loss { HEADINGS, TEXTS, FIRST_COLUMN, WORDS } loss;

/* The least width of a column when this much may be lost. The first column names the row, so it is
 * broken last. */
static size_t least_width(const layout *l, size_t column, loss allowed) {
    size_t least = l->words[column];
    bool whole = l->table->columns[column].number || allowed == HEADINGS ||
                 (column == 0 && allowed < FIRST_COLUMN);
    size_t piece =
        allowed < WORDS && l->pieces[column] > TEXT_LEAST ? l->pieces[column] : TEXT_LEAST;
    size_t cells = whole || l->cells[column] < piece ? l->cells[column] : piece;
    return cells > least ? cells : least;
}

/* The widest column that can give up width. column_count: none can. */
static size_t find_widest(const layout *l, loss allowed) {
    size_t found = l->table->column_count;
    for (size_t i = 0; i < l->table->column_count; i++) {
        if (l->columns[i] <= least_width(l, i, allowed))
            continue;
        if (found == l->table->column_count || l->columns[i] > l->columns[found])
            found = i;
    }
    return found;
}

static void shrink(const layout *l, loss allowed) {
    while (total(l) > l->width) {
        size_t column = find_widest(l, allowed);
        if (column == l->table->column_count)
            return;
        l->columns[column]--;
    }
}

static bool fits_beside_first(const layout *l) {
    size_t widest = 0;
    for (size_t i = 1; i < l->table->column_count; i++)
        widest = l->columns[i] > widest ? l->columns[i] : widest;
    return 2 * l->columns[0] <= l->width && l->columns[0] + GAP + widest <= l->width;
}

/* The first column and words are broken only where that saves a table from blocks of columns; of
 * blocks the first column takes half the width at most. kept: room for the widths. */
static void fit(const layout *l, size_t *kept) {
    size_t size = l->table->column_count * sizeof *kept;
    shrink(l, HEADINGS);
    shrink(l, TEXTS);
    memcpy(kept, l->columns, size);
    shrink(l, FIRST_COLUMN);
    shrink(l, WORDS);
    if (total(l) <= l->width)
        return;
    memcpy(l->columns, kept, size);
    while (!fits_beside_first(l) && l->columns[0] > least_width(l, 0, WORDS))
        l->columns[0]--;
}

/* Blocks of columns that fit; a block has at least one column besides the first. */
static void print_blocks(const layout *l, const char **rests, size_t *chosen) {
    size_t next = 0;
    do {
        size_t count = 0, used = l->columns[0];
        chosen[count++] = 0;
        if (next == 0)
            next = 1;
        while (next < l->table->column_count &&
               (count == 1 || used + GAP + l->columns[next] <= l->width)) {
            used += GAP + l->columns[next];
            chosen[count++] = next++;
        }
        print_block(l, rests, chosen, count);
        if (next < l->table->column_count)
            sam_text_add_char(l->out, '\n');
    } while (next < l->table->column_count);
}

void sam_table_print(const sam_table *table, sam_text *out, size_t width, bool bold_headings) {
    out->broken = out->broken || table->broken;
    assert(table->broken || table->cell_count % table->column_count == 0);
    sam_arena *arena = sam_arena_new();
    size_t n = table->column_count;
    size_t *numbers = arena ? sam_arena_array(arena, 6 * n, sizeof *numbers) : NULL;
    const char **rests = arena ? sam_arena_array(arena, n, sizeof *rests) : NULL;
    out->broken = out->broken || !numbers || !rests;
    if (!out->broken) {
        layout l = {table,   out,         width,           bold_headings,
                    numbers, numbers + n, numbers + 2 * n, numbers + 3 * n};
        measure(&l);
        fit(&l, numbers + 5 * n);
        print_blocks(&l, rests, numbers + 4 * n);
    }
    sam_arena_free(arena);
}
