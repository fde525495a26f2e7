/* The inside of a table, for the files that build and print it. */
#ifndef SAMSPEL_REPORT_TABLE_PRIVATE_H
#define SAMSPEL_REPORT_TABLE_PRIVATE_H

#include "base/arena.h"
#include "report/table.h"

typedef struct sam_cell {
    const char *text; /* as shown; safe for terminals */
    const char *raw;  /* as the user's file has it; NULL: a number or nothing */
    size_t columns;   /* that text takes */
    double value;
    bool number;
} sam_cell;

struct sam_table {
    sam_arena *arena;
    sam_column *columns;
    size_t column_count;
    sam_cell *cells; /* row by row */
    size_t cell_count, cell_capacity;
    bool broken; /* memory ran out */
};

#endif
