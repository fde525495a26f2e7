/* What the files that read results share. */
#ifndef SAMSPEL_BATCH_QUERY_PRIVATE_H
#define SAMSPEL_BATCH_QUERY_PRIVATE_H

#include "batch/query.h"
#include "batch/sql.h"

/* Steps through a statement that is ready. */
SAM_MUST_USE sam_status sam_query_visit(sqlite3 *db, const char *file, sqlite3_stmt *s,
                                        sam_query_row row, void *context, sam_diags *diags);

#endif
