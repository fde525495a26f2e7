/* SQLite as the results files use it: opening, faults, statements. */
#ifndef SAMSPEL_BATCH_SQL_H
#define SAMSPEL_BATCH_SQL_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "samspel/diag.h"
#include "samspel/status.h"

enum { SAM_SQL_APPLICATION = 0x53414d52 /* "SAMR", in the file's header */ };

/* Adds a fault about the database file and gives the status back. Texts are Nullable. */
sam_status sam_sql_tell(sam_diags *diags, sam_status status, const char *file, const char *code,
                        const char *message, const char *hint);

/* What SQLite says went wrong, as a fault: SAM_IO, SAM_MEMORY, or SAM_INPUT for what is no
 * database. */
sam_status sam_sql_fault(sqlite3 *db, const char *file, sam_diags *diags);

/* Opens an existing file for reading, or for reading and writing. SAM_IO with a fault. */
SAM_MUST_USE sam_status sam_sql_open(sqlite3 **out, const char *file, bool write, sam_diags *diags);

/* Before SQLite is first used, and by one thread: it then counts no memory, which takes a lock at
 * every allocation. Later calls do nothing. */
void sam_sql_start(void);

/* Runs statements without results. False: ask sam_sql_fault. */
SAM_MUST_USE bool sam_sql_run(sqlite3 *db, const char *sql);

/* One statement made ready. NULL: ask sam_sql_fault. */
sqlite3_stmt *sam_sql_prepare(sqlite3 *db, const char *sql);

/* The first column of the first row; missing when there is none. */
int64_t sam_sql_whole(sqlite3 *db, const char *sql, int64_t missing);

/* Is it a results file of this program's version of the schema? A fault if not. */
SAM_MUST_USE sam_status sam_sql_check_kind(sqlite3 *db, const char *file, sam_diags *diags);

void sam_sql_schema(sam_text *out);

#endif
