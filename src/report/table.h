/* Tables for people and for spreadsheets: cells are added row by row, then the same table prints as
 * aligned text or as CSV. In text, numbers stand in Norwegian form and everything fits the width
 * (headings and long texts are wrapped; what is still too wide becomes blocks of columns, each
 * beginning with the first column). In CSV, numbers have their shortest exact form. Text that came
 * from files is made safe for terminals and for spreadsheets. Writes to a sam_text only. */
#ifndef SAMSPEL_REPORT_TABLE_H
#define SAMSPEL_REPORT_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

typedef struct sam_column {
    const char *title; /* in text output; wrapped at blanks */
    const char *key;   /* Nullable: the heading in CSV when it is not the title */
    bool number;       /* aligned to the right */
    int decimals;      /* of numbers in text, 0..9; ignored in CSV */
} sam_column;

typedef struct sam_table sam_table;

/* Copies the titles. Nullable: out of memory. */
sam_table *sam_table_new(const sam_column *columns, size_t count);
void sam_table_free(sam_table *table);

/* The next cell, from left to right; a full row is followed by the next. The table copies texts.
 * Nullable: text (an empty cell). Failed memory is told by sam_table_print. */
void sam_table_text(sam_table *table, const char *text);
/* Decimals of its column. Not finite: an empty cell, shown as a dash. */
void sam_table_number(sam_table *table, double value);
void sam_table_decimals(sam_table *table, double value, int decimals);
/* A fraction shown as percent, "5,00 %"; in CSV it stays a fraction. */
void sam_table_percent(sam_table *table, double fraction, int decimals);
/* No value: a dash in text, nothing in CSV. */
void sam_table_none(sam_table *table);

/* A row that is not complete is a programmer fault. out is broken when memory ran out. */
void sam_table_print(const sam_table *table, sam_text *out, size_t width, bool bold_headings);
/* RFC 4180, with LF; a text cell that a spreadsheet could take for a formula gets a leading '. */
void sam_table_print_csv(const sam_table *table, sam_text *out);
/* One text of it, for rows that are too many for a table. */
void sam_csv_field(sam_text *out, const char *text);

/* Columns that UTF-8 text takes on a terminal. */
size_t sam_text_columns(const char *text, size_t length);
/* Bytes of the longest beginning of text that fits in width columns; at least one character. */
size_t sam_text_fitting(const char *text, size_t width);

#endif
