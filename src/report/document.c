/* Building a document block by block. Every text is copied into the document's arena. */
#include "report/document.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

static const char *keep(sam_doc *document, const char *text) {
    const char *copy = text ? sam_arena_text(document->arena, text, strlen(text)) : NULL;
    if (text && !copy)
        document->broken = true;
    return copy;
}

/* Room for one more; arrays double, the old ones stay in the arena. */
static void *grow(sam_doc *document, void *array, size_t count, size_t *room, size_t size) {
    if (count < *room)
        return array;
    size_t wanted = *room ? 2 * *room : 16;
    void *larger = sam_arena_array(document->arena, wanted, size);
    if (!larger) {
        document->broken = true;
        return NULL;
    }
    if (count)
        memcpy(larger, array, count * size);
    *room = wanted;
    return larger;
}

bool sam_doc_init(sam_doc *document, const char *title, const char *subtitle) {
    *document = (sam_doc){.arena = sam_arena_new()};
    if (!document->arena)
        return false;
    document->title = keep(document, title);
    document->subtitle = keep(document, subtitle);
    document->root = sam_arena_alloc(document->arena, sizeof *document->root);
    document->at = document->root;
    return document->root && !document->broken;
}

void sam_doc_clear(sam_doc *document) {
    sam_arena_free(document->arena);
    *document = (sam_doc){0};
}

/* Nullable: memory is out. */
static sam_block *append(sam_doc *document, sam_block_kind kind) {
    sam_block *block = document->broken ? NULL : sam_arena_alloc(document->arena, sizeof *block);
    if (!block) {
        document->broken = true;
        return NULL;
    }
    sam_block *parent = document->at;
    block->kind = kind;
    block->parent = parent;
    if (parent->last)
        parent->last->next = block;
    else
        parent->first = block;
    parent->last = block;
    return block;
}

void sam_doc_open(sam_doc *document, const char *id, const char *title, bool chapter) {
    sam_block *block = append(document, SAM_BLOCK_SECTION);
    if (!block)
        return;
    block->id = keep(document, id);
    block->title = keep(document, title);
    block->chapter = chapter;
    document->at = block;
}

void sam_doc_close(sam_doc *document) {
    if (!document->broken && document->at->parent)
        document->at = document->at->parent;
}

void sam_doc_add(sam_doc *document, sam_block_kind kind, const char *text) {
    sam_block *block = append(document, kind);
    if (block)
        block->text = keep(document, text);
}

void sam_doc_fact(sam_doc *document, const char *term, const char *text) {
    sam_block *block = append(document, SAM_BLOCK_FACT);
    if (!block)
        return;
    block->title = keep(document, term);
    block->text = keep(document, text);
}

uint32_t sam_doc_note(sam_doc *document, const char *text) {
    for (uint32_t i = 0; i < document->note_count; i++)
        if (strcmp(document->notes[i], text) == 0)
            return i + 1;
    size_t room = document->note_room;
    const char **notes =
        grow(document, document->notes, document->note_count, &room, sizeof *notes);
    const char *copy = notes ? keep(document, text) : NULL;
    if (!copy)
        return 0;
    document->notes = notes;
    document->note_room = (uint32_t)room;
    document->notes[document->note_count++] = copy;
    return document->note_count;
}

void sam_doc_block_note(sam_doc *document, uint32_t note) {
    sam_block *last = document->broken ? NULL : document->at->last;
    bool known = !note || !last || last->note_count == SAM_BLOCK_NOTES;
    for (uint32_t i = 0; !known && i < last->note_count; i++)
        known = last->notes[i] == note;
    if (!known)
        last->notes[last->note_count++] = note;
}

/* ---- tables ---- */

void sam_doc_table(sam_doc *document, const char *title, const char *const *columns, size_t count,
                   bool numbers) {
    sam_block *block = append(document, SAM_BLOCK_TABLE);
    if (!block)
        return;
    block->title = keep(document, title);
    block->columns = sam_arena_array(document->arena, count, sizeof *block->columns);
    block->numbers = sam_arena_array(document->arena, count, sizeof *block->numbers);
    if (!block->columns || !block->numbers) {
        document->broken = true;
        return;
    }
    block->column_count = count;
    for (size_t i = 0; i < count; i++) {
        block->columns[i] = keep(document, columns[i]);
        block->numbers[i] = numbers && i > 0;
    }
}

static sam_block *last_of(sam_doc *document, sam_block_kind kind) {
    sam_block *last = document->broken ? NULL : document->at->last;
    return last && last->kind == kind ? last : NULL;
}

void sam_doc_column_is_text(sam_doc *document, size_t column) {
    sam_block *table = last_of(document, SAM_BLOCK_TABLE);
    if (table && column < table->column_count)
        table->numbers[column] = false;
}

void sam_doc_fold(sam_doc *document) {
    sam_block *table = last_of(document, SAM_BLOCK_TABLE);
    if (table)
        table->folded = true;
}

void sam_doc_cell_text(sam_doc *document, const char *text, uint32_t note) {
    sam_block *table = last_of(document, SAM_BLOCK_TABLE);
    if (!table)
        return;
    sam_doc_cell *cells =
        grow(document, table->cells, table->cell_count, &table->cell_room, sizeof *cells);
    if (!cells)
        return;
    table->cells = cells;
    cells[table->cell_count++] = (sam_doc_cell){.text = keep(document, text), .note = note};
}

void sam_doc_foreign(sam_doc *document, const char *language) {
    sam_block *table = last_of(document, SAM_BLOCK_TABLE);
    sam_block *fact = last_of(document, SAM_BLOCK_FACT);
    if (table && table->cell_count)
        table->cells[table->cell_count - 1].language = language;
    if (fact)
        fact->language = language;
}

void sam_doc_mark(sam_doc *document) {
    sam_block *table = last_of(document, SAM_BLOCK_TABLE);
    if (table && table->cell_count)
        table->cells[table->cell_count - 1].marked = true;
}

void sam_doc_cell_none(sam_doc *document) {
    sam_doc_cell_text(document, NULL, 0);
}

void sam_doc_cell_number(sam_doc *document, double value, int decimals) {
    char text[2 * SAM_NUMBER_SIZE];
    if (!isfinite(value)) {
        sam_doc_cell_none(document);
        return;
    }
    sam_number_print_norwegian(text, value, decimals);
    sam_doc_cell_text(document, text, 0);
    sam_doc_value(document, value, decimals, false, "");
}

void sam_doc_cell_percent(sam_doc *document, double fraction, int decimals) {
    char text[2 * SAM_NUMBER_SIZE + 4];
    if (!isfinite(fraction)) {
        sam_doc_cell_none(document);
        return;
    }
    size_t length = sam_number_print_norwegian(text, 100 * fraction, decimals);
    memcpy(text + length, "\xC2\xA0%", 4);
    sam_doc_cell_text(document, text, 0);
    sam_doc_value(document, fraction, decimals, true, "");
}

void sam_doc_value(sam_doc *document, double value, int decimals, bool percent, const char *after) {
    sam_block *table = last_of(document, SAM_BLOCK_TABLE);
    if (!table || !table->cell_count || !isfinite(value))
        return;
    sam_doc_cell *cell = &table->cells[table->cell_count - 1];
    cell->is_number = true;
    cell->value = value;
    cell->decimals = decimals;
    cell->percent = percent;
    cell->after = keep(document, after);
}

void sam_doc_draw(sam_doc *document, sam_doc_drawing drawing) {
    sam_block *table = last_of(document, SAM_BLOCK_TABLE);
    if (table)
        table->drawing = drawing;
}

/* ---- figures ---- */

void sam_doc_figure(sam_doc *document, const char *title, const char *text, const char *options,
                    unsigned height) {
    sam_block *block = append(document, SAM_BLOCK_FIGURE);
    if (!block)
        return;
    block->id = sam_arena_format(document->arena, "figure-%u", ++document->figures);
    block->title = keep(document, title);
    block->text = keep(document, text);
    block->options = keep(document, options);
    block->height = height < 1 ? 1 : height > SAM_FIGURE_MOST ? SAM_FIGURE_MOST : height;
    if (!block->id)
        document->broken = true;
}

void sam_doc_legend(sam_doc *document, const char *text, unsigned shade, sam_legend_form form) {
    enum { LEGEND_MOST = 64 };
    sam_block *figure = last_of(document, SAM_BLOCK_FIGURE);
    if (!figure || figure->legend_count == LEGEND_MOST)
        return;
    if (!figure->legend)
        figure->legend = sam_arena_array(document->arena, LEGEND_MOST, sizeof *figure->legend);
    if (!figure->legend) {
        document->broken = true;
        return;
    }
    figure->legend[figure->legend_count++] =
        (sam_legend){.text = keep(document, text), .shade = shade, .form = form};
}
