/* A workbook of one sheet of rows, as lists are exported. Computes nothing. */
#ifndef SAMSPEL_REPORT_WORKBOOK_ROWS_H
#define SAMSPEL_REPORT_WORKBOOK_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "samspel/diag.h"
#include "samspel/status.h"

typedef struct sam_rows_book sam_rows_book;

/* Gives the rows, in a process of their own: what is opened is opened there, and nothing that is
 * changed is seen outside. False: they cannot be had. */
typedef bool (*sam_rows_fill)(void *context, sam_rows_book *book);

/* Writes a workbook with one sheet of that name. It is at path whole or not at all. SAM_LIMIT: more
 * rows than a sheet holds; SAM_IO; SAM_MEMORY; with a fault in diags. */
SAM_MUST_USE sam_status sam_rows_workbook(const char *path, const char *sheet, sam_rows_fill fill,
                                          void *context, sam_diags *diags);

/* For whoever fills: the names of the columns, first; then cells from left to right. A text stays a
 * text whatever it begins with, and is shown escaped where it is no UTF-8; numbers are finite. */
void sam_rows_names(sam_rows_book *book, const char *const *names, size_t count);
void sam_rows_text(sam_rows_book *book, const char *text);
void sam_rows_number(sam_rows_book *book, double value);
void sam_rows_none(sam_rows_book *book);
/* False: no more rows can be taken. */
SAM_MUST_USE bool sam_rows_end(sam_rows_book *book);

#endif
