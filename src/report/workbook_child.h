/* The writing of a workbook in a process of its own. Belongs to the report room. */
#ifndef SAMSPEL_REPORT_WORKBOOK_CHILD_H
#define SAMSPEL_REPORT_WORKBOOK_CHILD_H

#include "report/workbook.h"
#include "report/workbook_verify.h"

/* Runs write(book, path) in a child, which goes on while the caller does something else. It sees
 * everything as it is now; if book->rest_follows, it may wait for more. */
void sam_book_child_start(sam_book *book, void (*write)(sam_book *, const char *),
                          const char *path);
/* Hands the child what followed. Without it the child gives up. */
void sam_book_child_give(sam_book *book, const void *bytes, size_t length);
/* In the child: waits until it is there. NULL and a fault in the book: it never came. Lives in the
 * book's arena. */
char *sam_book_child_take(sam_book *book, size_t *length);
/* Waits for the child and takes over what it says of the book: its status, its fault, and what it
 * wrote. A child that tells a fault has taken its file away, and book->part is NULL then. A child
 * that dies is a fault, which says of what it died. Nothing that the child does to the book's other
 * parts is seen here. */
void sam_book_child_end(sam_book *book, const char *path, sam_book_count *written);

#endif
