/* The few ways in which results files call SQLite. */
#include "batch/sql.h"

#include <errno.h>
#include <string.h>

#include "batch/store.h"
#include "batch/why.h"
#include "report/language.h"

sam_status sam_sql_tell(sam_diags *diags, sam_status status, const char *file, const char *code,
                        const char *message, const char *hint) {
    sam_diags_add(diags, &(sam_diag){.severity = SAM_ERROR,
                                     .code = code,
                                     .file = file,
                                     .message = message,
                                     .hint = hint,
                                     .origin = SAM_DIAG_HERE});
    return status;
}

sam_status sam_sql_fault(sqlite3 *db, const char *file, sam_diags *diags) {
    int code = db ? sqlite3_extended_errcode(db) : SQLITE_NOMEM;
    int system = db ? sqlite3_system_errno(db) : 0;
    sam_why room;
    const char *hint = NULL, *message = db ? sqlite3_errmsg(db) : NULL;
    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return SAM_MEMORY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return sam_sql_tell(diags, SAM_IO, file, "RESULTS_LOCKED",
                            _("another program is using the results file"),
                            _("wait until it has finished; what is written so far is kept"));
    case SQLITE_FULL:
        return sam_sql_tell(diags, SAM_IO, file, "RESULTS_FULL",
                            _("there is no more room to write"),
                            _("make room and run the same command again: it goes on where it "
                              "stopped"));
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        message = system ? sam_why_text(system, &room) : message;
        return sam_sql_tell(diags, SAM_IO, file, "RESULTS_WRITE", message,
                            _("name a file in a folder that can be written"));
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return sam_sql_tell(diags, SAM_INPUT, file, "RESULTS_KIND",
                            _("this is no results file, or it is damaged"),
                            _("name another file, or add --force to write over it"));
    case SQLITE_IOERR:
        message = system ? sam_why_text(system, &room) : message;
        hint = _("what was committed is kept: run the same command again to go on");
        break;
    default:
        break;
    }
    return sam_sql_tell(diags, SAM_IO, file, "RESULTS_WRITE", message, hint);
}

sam_status sam_sql_open(sqlite3 **out, const char *file, bool write, sam_diags *diags) {
    int flags = write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;
    int code = sqlite3_open_v2(file, out, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        sqlite3_busy_timeout(*out, 5000);
        return SAM_OK;
    }
    int system = *out ? sqlite3_system_errno(*out) : 0;
    sam_why room;
    sam_status status =
        code == SQLITE_CANTOPEN && !write && system
            ? sam_sql_tell(diags, SAM_IO, file, "RESULTS_READ", sam_why_text(system, &room),
                           "name a results file that samspel batch has written")
            : sam_sql_fault(*out, file, diags);
    sqlite3_close(*out);
    *out = NULL;
    return status;
}

void sam_sql_start(void) {
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

bool sam_sql_run(sqlite3 *db, const char *sql) {
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

sqlite3_stmt *sam_sql_prepare(sqlite3 *db, const char *sql) {
    sqlite3_stmt *statement = NULL;
    sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);
    return statement;
}

int64_t sam_sql_whole(sqlite3 *db, const char *sql, int64_t missing) {
    sqlite3_stmt *statement = sam_sql_prepare(db, sql);
    int64_t value = missing;
    if (statement && sqlite3_step(statement) == SQLITE_ROW &&
        sqlite3_column_type(statement, 0) != SQLITE_NULL)
        value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return value;
}

sam_status sam_sql_check_kind(sqlite3 *db, const char *file, sam_diags *diags) {
    int64_t application = sam_sql_whole(db, "PRAGMA application_id", -1);
    if (application < 0)
        return sam_sql_fault(db, file, diags);
    if (application != SAM_SQL_APPLICATION)
        return sam_sql_tell(diags, SAM_INPUT, file, "RESULTS_KIND",
                            _("this database is no results file"),
                            _("name another file, or add --force to write over it"));
    if (sam_sql_whole(db, "PRAGMA user_version", -1) != SAM_STORE_VERSION)
        return sam_sql_tell(diags, SAM_INPUT, file, "RESULTS_VERSION",
                            _("the results file is of another version of the schema"),
                            _("read it with the version of samspel that wrote it, or name another "
                              "file"));
    return SAM_OK;
}
