/* A document as bytes, for another process of the same program on the same machine. One walk does
 * both: it writes what it meets, or puts what it reads in its place. */
#include <string.h>

#include "report/document.h"

typedef struct tape {
    sam_text *out; /* NULL: reading */
    const char *at;
    size_t left;
    sam_doc *document;
    bool broken;
} tape;

static void plain(tape *t, void *data, size_t size) {
    if (t->out) {
        sam_text_add_bytes(t->out, data, size);
        return;
    }
    t->broken = t->broken || size > t->left;
    if (t->broken) {
        memset(data, 0, size);
        return;
    }
    memcpy(data, t->at, size);
    t->at += size;
    t->left -= size;
}

static void text(tape *t, const char **words) {
    uint64_t size = t->out && *words ? strlen(*words) + 1 : 0;
    plain(t, &size, sizeof size);
    if (t->out) {
        sam_text_add_bytes(t->out, *words ? *words : "", size);
        return;
    }
    *words = NULL;
    t->broken = t->broken || size > t->left || (size && t->at[size - 1] != '\0');
    if (t->broken || !size)
        return;
    *words = t->at;
    t->at += size;
    t->left -= size;
}

/* A count, and when reading the place for so many. Nullable: there are none, or no place. */
static void *list(tape *t, void *items, size_t *count, size_t size) {
    uint64_t many = *count;
    plain(t, &many, sizeof many);
    *count = (size_t)many;
    if (t->out)
        return items;
    /* Each of them takes a byte at least. */
    void *place = !t->broken && many && many <= t->left
                      ? sam_arena_array(t->document->arena, *count, size)
                      : NULL;
    t->broken = t->broken || (many && !place);
    return place;
}

static void cell(tape *t, sam_doc_cell *c) {
    text(t, &c->text);
    text(t, &c->after);
    plain(t, &c->is_number, sizeof c->is_number);
    plain(t, &c->percent, sizeof c->percent);
    plain(t, &c->decimals, sizeof c->decimals);
    plain(t, &c->value, sizeof c->value);
}

static void table(tape *t, sam_block *b) {
    size_t columns = b->column_count;
    plain(t, &b->drawing, sizeof b->drawing);
    b->columns = list(t, b->columns, &b->column_count, sizeof *b->columns);
    b->numbers = list(t, b->numbers, &columns, sizeof *b->numbers);
    b->cells = list(t, b->cells, &b->cell_count, sizeof *b->cells);
    t->broken = t->broken || columns != b->column_count;
    for (size_t i = 0; i < b->column_count && !t->broken; i++) {
        text(t, &b->columns[i]);
        plain(t, &b->numbers[i], sizeof b->numbers[i]);
    }
    for (size_t i = 0; i < b->cell_count && !t->broken; i++)
        cell(t, &b->cells[i]);
}

static void children(tape *t, sam_block *parent);

static void block(tape *t, sam_block *b) {
    text(t, &b->id);
    text(t, &b->title);
    text(t, &b->text);
    if (b->kind == SAM_BLOCK_TABLE)
        table(t, b);
    if (b->kind == SAM_BLOCK_SECTION)
        children(t, b);
}

static void read_child(tape *t, sam_block *parent, sam_block_kind kind) {
    sam_block *b = sam_arena_alloc(t->document->arena, sizeof *b);
    if (!b) {
        t->broken = true;
        return;
    }
    b->kind = kind;
    b->parent = parent;
    if (parent->last)
        parent->last->next = b;
    else
        parent->first = b;
    parent->last = b;
    block(t, b);
}

/* Each behind its kind; what is no kind of a child ends them. */
static void children(tape *t, sam_block *parent) {
    static const sam_block_kind NO_MORE = SAM_BLOCK_FIGURE;
    sam_block_kind kind = NO_MORE;
    for (sam_block *b = parent->first; t->out && b; b = b->next) {
        if (b->kind == SAM_BLOCK_FIGURE)
            continue;
        plain(t, &b->kind, sizeof b->kind);
        block(t, b);
    }
    if (t->out) {
        plain(t, &kind, sizeof kind);
        return;
    }
    for (plain(t, &kind, sizeof kind); !t->broken && kind < NO_MORE; plain(t, &kind, sizeof kind))
        read_child(t, parent, kind);
}

void sam_doc_pack(sam_text *out, const sam_doc *document) {
    tape t = {.out = out};
    if (document->broken || !document->root)
        out->broken = true;
    else
        children(&t, document->root);
}

bool sam_doc_unpack(sam_doc *document, const char *bytes, size_t length) {
    tape t = {.at = bytes, .left = length, .document = document};
    children(&t, document->root);
    document->broken = document->broken || t.broken || t.left;
    return !document->broken;
}
