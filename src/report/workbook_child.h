/* The writing of a workbook in a process of its own. Belongs to the report room. */
#ifndef SAMSPEL_REPORT_WORKBOOK_CHILD_H
#define SAMSPEL_REPORT_WORKBOOK_CHILD_H

#include "report/workbook.h"
#include "report/workbook_verify.h"

/* Runs write(book, path) in a child, waits for it, and takes over what it says of the book: its
 * status, its fault, and what it wrote. A child that dies is a fault of memory. Nothing that the
 * child does to the book's other parts is seen here. */
void sam_book_in_child(sam_book *book, void (*write)(sam_book *, const char *), const char *path,
                       sam_book_count *written);

#endif
