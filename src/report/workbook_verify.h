/* Reads a finished workbook back before it gets its name. Belongs to the report room. */
#ifndef SAMSPEL_REPORT_WORKBOOK_VERIFY_H
#define SAMSPEL_REPORT_WORKBOOK_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What was written, and what is found. */
typedef struct sam_book_count {
    uint64_t sheets, cells, names, charts, labels; /* labels: titles, and names of series */
} sam_book_count;

/* Counts what is in the bytes of a workbook. False: it is damaged: a part lies outside the file,
 * cannot be unpacked, or is not what its checksum says. Allocates one part at a time; memory that
 * is out is damage too. */
bool sam_book_verify(sam_book_count *found, const unsigned char *bytes, size_t length);

#endif
