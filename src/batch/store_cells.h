/* Cells of a row, for the files that write rows. Values that do not exist are NULL. */
#ifndef SAMSPEL_BATCH_STORE_CELLS_H
#define SAMSPEL_BATCH_STORE_CELLS_H

#include <math.h>

#include "batch/store_private.h"

static inline void sam_put_whole(sqlite3_stmt *s, int column, uint64_t value) {
    sqlite3_bind_int64(s, column, (sqlite3_int64)value);
}

/* NaN: none. */
static inline void sam_put_number(sqlite3_stmt *s, int column, double value) {
    if (isfinite(value))
        sqlite3_bind_double(s, column, value);
    else
        sqlite3_bind_null(s, column);
}

static inline void sam_put_text(sqlite3_stmt *s, int column, const char *text) {
    sqlite3_bind_text(s, column, text, -1, SQLITE_STATIC);
}

static inline bool sam_put_row(sqlite3_stmt *s) {
    bool good = sqlite3_step(s) == SQLITE_DONE;
    sqlite3_reset(s);
    return good;
}

#endif
