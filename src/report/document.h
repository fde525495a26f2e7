/* A document before it has a form: sections, paragraphs, lists, facts, tables and figures, added in
 * order and written as HTML (html.h) or as text. Everything is copied. Texts are kept as they came,
 * from whatever file: the writers make them safe. The first failed allocation makes the document
 * broken, which the writers tell. Knows nothing of studies. */
#ifndef SAMSPEL_REPORT_DOCUMENT_H
#define SAMSPEL_REPORT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "report/texts.h"

typedef enum sam_block_kind {
    SAM_BLOCK_SECTION,
    SAM_BLOCK_PARAGRAPH,
    SAM_BLOCK_LEAD, /* the paragraph to read first */
    SAM_BLOCK_ITEM, /* of a list: neighbours make one */
    SAM_BLOCK_FACT, /* a term (title) and what it is; neighbours make one list */
    SAM_BLOCK_TABLE,
    SAM_BLOCK_FIGURE,
} sam_block_kind;

typedef struct sam_doc_cell sam_doc_cell;
struct sam_doc_cell {
    const char *text;     /* NULL: no value */
    const char *language; /* NULL: the document's; "": unknown */
    uint32_t note;        /* 0: none */
    bool marked;          /* wants the reader's eye: said in words too, never by colour alone */
    /* What the text shows, for a reader who goes on calculating. */
    bool is_number, percent; /* percent: value is a fraction */
    int decimals;
    double value;
    const char *after; /* what stands behind the number: " kr"; "" */
};

/* What a spreadsheet draws of a table's columns. */
typedef enum sam_doc_drawing {
    SAM_DRAW_NOTHING,
    SAM_DRAW_FAN,    /* lines: all columns over the first */
    SAM_DRAW_CURVE,  /* the second column over the first, which holds numbers */
    SAM_DRAW_TORNADO /* bars of the fifth and sixth column, the first rows only */
} sam_doc_drawing;

/* What one colour or dash of a figure means. */
typedef enum sam_legend_form {
    SAM_LEGEND_FULL,
    SAM_LEGEND_HALF,
    SAM_LEGEND_FAINT,
    SAM_LEGEND_LINE,
    SAM_LEGEND_TAIL, /* the bad end: a colour of its own */
    SAM_LEGEND_DOT,
} sam_legend_form;

typedef struct sam_legend {
    const char *text;
    unsigned shade; /* of the palette, from 0 */
    sam_legend_form form;
} sam_legend;

enum { SAM_BLOCK_NOTES = 4 };

typedef struct sam_block sam_block;
struct sam_block {
    sam_block_kind kind;
    const char *id;       /* Nullable: anchor; of sections and figures */
    const char *title;    /* of a section, table or figure; term of a fact */
    const char *language; /* of a fact's term, as that of a cell */
    const char *text;     /* of a paragraph, item or fact; of a figure what it shows, in words */
    uint32_t notes[SAM_BLOCK_NOTES]; /* of a figure or table: where its numbers come from */
    uint32_t note_count;
    bool chapter; /* section: foldable, and in the contents */
    /* tables: the first column names the row */
    const char **columns;
    bool *numbers; /* by column: aligned right */
    size_t column_count;
    sam_doc_cell *cells;
    size_t cell_count, cell_room;
    bool folded; /* the numbers behind a figure */
    sam_doc_drawing drawing;
    /* figures */
    const char *options; /* JSON */
    sam_legend *legend;
    size_t legend_count;
    unsigned height; /* in steps of 40 pixels, 1..SAM_FIGURE_MOST */
    sam_block *parent, *first, *last, *next;
};

/* Shades: colours in a figure that can be told apart; html_style.c has them. */
enum { SAM_FIGURE_MOST = 24, SAM_SHADES = 12 };

typedef struct sam_doc {
    sam_arena *arena;
    const char *title, *subtitle;
    sam_block *root, *at; /* at: the section that is open */
    const char **notes;
    uint32_t note_count, note_room;
    unsigned figures;
    bool sheet; /* is to fit on one page of paper */
    bool broken;
} sam_doc;

/* False: memory is out; the document is then empty and may be cleared. */
bool sam_doc_init(sam_doc *document, const char *title, const char *subtitle);
void sam_doc_clear(sam_doc *document);

/* id is stable and an HTML name. */
void sam_doc_open(sam_doc *document, const char *id, const char *title, bool chapter);
void sam_doc_close(sam_doc *document);

void sam_doc_add(sam_doc *document, sam_block_kind kind, const char *text);
void sam_doc_fact(sam_doc *document, const char *term, const char *text);

/* The number of a note with that text; the same text has one number. */
uint32_t sam_doc_note(sam_doc *document, const char *text);

/* The table that the next cells go to. The first column is text, the others numbers if numbers. */
void sam_doc_table(sam_doc *document, const char *title, const char *const *columns, size_t count,
                   bool numbers);
/* Column `column` of the last table holds text. */
void sam_doc_column_is_text(sam_doc *document, size_t column);
/* The last table goes behind a line that unfolds it. */
void sam_doc_fold(sam_doc *document);
/* Nullable: text. */
void sam_doc_cell_text(sam_doc *document, const char *text, uint32_t note);
/* The last cell, or the last fact's term, is not in the document's language: "nn"; "": in one that
 * is not known, as a source is quoted from a file. Static. */
void sam_doc_foreign(sam_doc *document, const char *language);
/* Draws the eye to the last cell. */
void sam_doc_mark(sam_doc *document);
void sam_doc_cell_none(sam_doc *document);
void sam_doc_cell_number(sam_doc *document, double value, int decimals);
void sam_doc_cell_percent(sam_doc *document, double fraction, int decimals);

/* The last cell's text shows this number: a fraction as per cent, or one with `after` behind it. */
void sam_doc_value(sam_doc *document, double value, int decimals, bool percent, const char *after);
void sam_doc_draw(sam_doc *document, sam_doc_drawing drawing);

/* A figure; the legend follows. options is JSON. */
void sam_doc_figure(sam_doc *document, const char *title, const char *text, const char *options,
                    unsigned height);
void sam_doc_legend(sam_doc *document, const char *text, unsigned shade, sam_legend_form form);

/* A note to the last block, which is a figure or table; 0: none. */
void sam_doc_block_note(sam_doc *document, uint32_t note);

/* Sections, words and tables for another process of this program, without figures and notes; and
 * back into an empty document. Texts stay in the bytes, which must live as long. False: the bytes
 * are not whole, or memory is out. */
void sam_doc_pack(sam_text *out, const sam_doc *document);
bool sam_doc_unpack(sam_doc *document, const char *bytes, size_t length);

/* As text no wider than width; figures are left out, their tables are not. */
void sam_doc_text(sam_text *out, const sam_doc *document, size_t width);

#endif
