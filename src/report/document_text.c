/* A document as text for a terminal. Texts of files are made safe for it. */
#include <string.h>

#include "report/document.h"
#include "report/table.h"

/* Words put into lines of at most width columns after indent blanks. */
static void wrap(sam_text *out, const char *raw, size_t indent, size_t width, const char *mark) {
    sam_text safe = SAM_TEXT_EMPTY;
    sam_text_add_visible(&safe, raw ? raw : "");
    size_t column = sam_text_columns(mark, strlen(mark));
    sam_text_add(out, mark);
    for (const char *word = safe.data ? safe.data : ""; *word;) {
        size_t length = strcspn(word, " ");
        size_t columns = sam_text_columns(word, length);
        bool first = column <= indent;
        if (!first && column + 1 + columns > width) {
            sam_text_add_char(out, '\n');
            column = 0;
            first = true;
        }
        for (; column < indent; column++)
            sam_text_add_char(out, ' ');
        sam_text_add(out, first ? "" : " ");
        sam_text_add_bytes(out, word, length);
        column += columns + (first ? 0 : 1);
        word += length;
        word += strspn(word, " ");
    }
    sam_text_add_char(out, '\n');
    out->broken = out->broken || safe.broken;
    sam_text_free(&safe);
}

static void table_text(sam_text *out, const sam_block *block, size_t width) {
    sam_column columns[80] = {{0}};
    size_t count = block->column_count < 80 ? block->column_count : 80;
    if (!count)
        return;
    for (size_t i = 0; i < count; i++)
        columns[i] = (sam_column){.title = block->columns[i], .number = block->numbers[i]};
    sam_table *table = sam_table_new(columns, count);
    if (!table) {
        out->broken = true;
        return;
    }
    for (size_t i = 0; i < block->cell_count; i++) {
        if (i % block->column_count >= count)
            continue;
        if (block->cells[i].text)
            sam_table_text(table, block->cells[i].text);
        else
            sam_table_none(table);
    }
    const sam_block *section = block->parent;
    if (!section->title || strcmp(section->title, block->title) != 0)
        wrap(out, block->title, 0, width, "");
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

static void heading(sam_text *out, const char *title, unsigned depth, size_t width) {
    size_t before = out->length;
    wrap(out, title, 0, width, "");
    size_t columns = sam_text_columns(out->data ? out->data + before : "", out->length - before);
    for (size_t i = 1; depth == 1 && i < columns && i < width; i++)
        sam_text_add_char(out, '-');
    if (depth == 1)
        sam_text_add_char(out, '\n');
}

static void blocks(sam_text *out, const sam_block *block, unsigned depth, size_t width) {
    sam_block_kind before = SAM_BLOCK_SECTION;
    for (bool any = depth == 1; block; before = block->kind, block = block->next, any = true) {
        bool listed = block->kind == SAM_BLOCK_ITEM || block->kind == SAM_BLOCK_FACT;
        if (block->kind == SAM_BLOCK_FIGURE)
            continue;
        if (any && !(listed && before == block->kind))
            sam_text_add_char(out, '\n');
        switch (block->kind) {
        case SAM_BLOCK_SECTION:
            heading(out, block->title, depth, width);
            blocks(out, block->first, depth + 1, width);
            break;
        case SAM_BLOCK_ITEM:
            wrap(out, block->text, 2, width, "- ");
            break;
        case SAM_BLOCK_FACT:
            wrap(out, block->title, 0, width, "");
            wrap(out, block->text, 4, width, "");
            break;
        case SAM_BLOCK_TABLE:
            table_text(out, block, width);
            break;
        case SAM_BLOCK_PARAGRAPH:
        case SAM_BLOCK_LEAD:
        case SAM_BLOCK_FIGURE:
            wrap(out, block->text, 0, width, "");
            break;
        }
    }
}

void sam_doc_text(sam_text *out, const sam_doc *document, size_t width) {
    if (document->broken || !document->root) {
        out->broken = true;
        return;
    }
    wrap(out, document->title, 0, width, "");
    if (document->subtitle && *document->subtitle)
        wrap(out, document->subtitle, 0, width, "");
    blocks(out, document->root->first, 1, width);
}
