/* Makes, opens and finishes results files, and sees that one file holds one run. Rows are written
 * in store_rows.c. */
#include "batch/store_private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "batch/why.h"

/* How long somebody else's lock is waited for. */
enum { BUSY_MILLISECONDS = 5000 };

/* ---- which run the file holds ---- */

static bool bind_facts(sqlite3_stmt *s, const sam_run_facts *f) {
    const char *texts[] = {f->engine,      f->work,       f->variant,  f->source,
                           f->inputs_hash, f->terms_hash, f->objective};
    const uint64_t wholes[] = {f->draws, f->seed, f->total, f->first, f->count};
    bool good = true;
    for (int i = 0; i < 7; i++)
        good = good && sqlite3_bind_text(s, i + 1, texts[i], -1, SQLITE_STATIC) == SQLITE_OK;
    for (int i = 0; i < 5; i++)
        good = good && sqlite3_bind_int64(s, i + 8, (sqlite3_int64)wholes[i]) == SQLITE_OK;
    return good;
}

static bool add_named(sqlite3 *db, const char *sql, size_t number, const char *a, const char *b) {
    sqlite3_stmt *s = sam_sql_prepare(db, sql);
    bool good = s && sqlite3_bind_int64(s, 1, (sqlite3_int64)number) == SQLITE_OK &&
                sqlite3_bind_text(s, 2, a, -1, SQLITE_STATIC) == SQLITE_OK &&
                (!b || sqlite3_bind_text(s, 3, b, -1, SQLITE_STATIC) == SQLITE_OK) &&
                sqlite3_step(s) == SQLITE_DONE;
    sqlite3_finalize(s);
    return good;
}

static bool write_facts(sqlite3 *db, const sam_run_facts *f) {
    sqlite3_stmt *s = sam_sql_prepare(
        db,
        "INSERT INTO run(run, engine, work, variant, source, inputs_hash, terms_hash, objective,"
        " draws, seed, total, first, count, complete)"
        " VALUES(1, ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0)");
    bool good = s && bind_facts(s, f) && sqlite3_step(s) == SQLITE_DONE;
    sqlite3_finalize(s);
    for (size_t i = 0; i < f->model_count && good; i++)
        good = add_named(db, "INSERT INTO model VALUES(?1, ?2, ?3)", i, f->model_id[i],
                         f->model_hash[i]);
    for (size_t i = 0; i < f->field_count && good; i++)
        good = add_named(db, "INSERT INTO field VALUES(?1, ?2)", i, f->fields[i], NULL);
    return good;
}

/* A difference between the file's run and the one wanted. */
static sam_status differ(sam_store *store, const char *what, const char *theirs, const char *ours,
                         sam_diags *diags) {
    sam_text message = SAM_TEXT_EMPTY;
    sam_text_format(&message, "the file holds the results of another run: its %s differs", what);
    sam_diags_add(diags, &(sam_diag){.severity = SAM_ERROR,
                                     .code = "RESULTS_OTHER_RUN",
                                     .file = store->path,
                                     .message = message.broken ? what : message.data,
                                     .value = theirs,
                                     .bound = ours,
                                     .hint = "name another file for this run, go on with the old "
                                             "one as it was begun, or add --force to write over it",
                                     .origin = SAM_DIAG_HERE});
    sam_text_free(&message);
    return SAM_INPUT;
}

static sam_status check_texts(sam_store *store, sqlite3_stmt *s, const sam_run_facts *f,
                              sam_diags *diags) {
    const struct {
        const char *what, *ours;
    } texts[] = {{"version of samspel", f->engine},
                 {"kind of work", f->work},
                 {"variant", f->variant},
                 {"kind of input", f->source},
                 {"list of inputs", f->inputs_hash},
                 {"table of dated terms", f->terms_hash},
                 {"objective", f->objective}};
    for (int i = 0; i < 7; i++) {
        const char *theirs = (const char *)sqlite3_column_text(s, i);
        if (!theirs || strcmp(theirs, texts[i].ours) != 0)
            return differ(store, texts[i].what, theirs, texts[i].ours, diags);
    }
    return SAM_OK;
}

static sam_status check_wholes(sam_store *store, sqlite3_stmt *s, const sam_run_facts *f,
                               sam_diags *diags) {
    const struct {
        const char *what;
        uint64_t ours;
    } wholes[] = {{"number of draws", f->draws},
                  {"seed", f->seed},
                  {"number of items", f->total},
                  {"shard", f->first},
                  {"shard", f->count}};
    for (int i = 0; i < 5; i++) {
        uint64_t theirs = (uint64_t)sqlite3_column_int64(s, 7 + i);
        char a[24], b[24];
        if (theirs == wholes[i].ours)
            continue;
        sqlite3_snprintf(sizeof a, a, "%llu", theirs);
        sqlite3_snprintf(sizeof b, b, "%llu", wholes[i].ours);
        return differ(store, wholes[i].what, a, b, diags);
    }
    return SAM_OK;
}

static sam_status check_models(sam_store *store, const sam_run_facts *f, sam_diags *diags) {
    sqlite3_stmt *s = sam_sql_prepare(store->db, "SELECT id, hash FROM model ORDER BY model");
    sam_status status = s ? SAM_OK : sam_sql_fault(store->db, store->path, diags);
    for (size_t i = 0; i <= f->model_count && status == SAM_OK; i++) {
        bool theirs = sqlite3_step(s) == SQLITE_ROW, ours = i < f->model_count;
        const char *id = theirs ? (const char *)sqlite3_column_text(s, 0) : NULL;
        const char *hash = theirs ? (const char *)sqlite3_column_text(s, 1) : NULL;
        if (theirs != ours || (ours && strcmp(id, f->model_id[i]) != 0))
            status = differ(store, "list of models", id, ours ? f->model_id[i] : NULL, diags);
        else if (ours && strcmp(hash, f->model_hash[i]) != 0)
            status = differ(store, "model file", id, f->model_id[i], diags);
    }
    sqlite3_finalize(s);
    return status;
}

static sam_status check_facts(sam_store *store, const sam_run_facts *f, sam_diags *diags) {
    sam_status status = sam_sql_check_kind(store->db, store->path, diags);
    if (status != SAM_OK)
        return status;
    sqlite3_stmt *s = sam_sql_prepare(
        store->db, "SELECT engine, work, variant, source, inputs_hash, terms_hash, objective,"
                   " draws, seed, total, first, count FROM run");
    if (!s || sqlite3_step(s) != SQLITE_ROW)
        status = sam_sql_fault(store->db, store->path, diags);
    if (status == SAM_OK)
        status = check_texts(store, s, f, diags);
    if (status == SAM_OK)
        status = check_wholes(store, s, f, diags);
    sqlite3_finalize(s);
    return status == SAM_OK ? check_models(store, f, diags) : status;
}

/* ---- making and opening ---- */

/* Durable: WAL, and every commit on the disk. Pages and log are large, for rows by the million. */
static bool settle(sqlite3 *db) {
    return sam_sql_run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                           " PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -4000;");
}

/* Killed between making the file and its first commit: the header is there, and no table. */
static bool has_no_run(sqlite3 *db) {
    return sam_sql_whole(db, "SELECT count(*) FROM sqlite_schema", -1) == 0;
}

/* Another run may have made it since it was looked at: then that one is gone on with, or refused,
 * as any. */
static bool create(sqlite3 *db, const sam_run_facts *facts, bool *made) {
    sam_text schema = SAM_TEXT_EMPTY;
    sam_sql_schema(&schema);
    bool good = !schema.broken && sam_sql_run(db, "PRAGMA page_size = 8192") && settle(db) &&
                sam_sql_run(db, "BEGIN IMMEDIATE");
    *made = good && has_no_run(db);
    if (*made)
        good = sam_sql_run(db, schema.data) && write_facts(db, facts);
    good = good && sam_sql_run(db, "COMMIT");
    sam_text_free(&schema);
    return good;
}

/* False: errno says why it is still there. */
static bool remove_old(const char *path) {
    if (unlink(path) != 0 && errno != ENOENT)
        return false;
    char other[4096];
    static const char *const ends[] = {"-wal", "-shm", "-journal"};
    for (size_t i = 0; i < 3; i++)
        if (sqlite3_snprintf(sizeof other, other, "%s%s", path, ends[i]))
            unlink(other);
    return true;
}

/* An empty file is what a run leaves that was killed before its first commit. */
static bool is_new(const char *path) {
    struct stat about;
    return stat(path, &about) != 0 || about.st_size == 0;
}

static sam_status open_file(sam_store *store, const sam_run_facts *facts, bool fresh,
                            sam_diags *diags) {
    sam_why room;
    if (fresh && !remove_old(store->path))
        return sam_sql_tell(diags, SAM_IO, store->path, "RESULTS_WRITE", sam_why_text(errno, &room),
                            "name a file in a folder that can be written");
    bool made = is_new(store->path);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(store->path, &store->db, flags, NULL) != SQLITE_OK)
        return sam_sql_fault(store->db, store->path, diags);
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
    if (made || has_no_run(store->db)) {
        if (!create(store->db, facts, &made))
            return sam_sql_fault(store->db, store->path, diags);
        if (made)
            return SAM_OK;
    }
    sam_status status = check_facts(store, facts, diags);
    if (status != SAM_OK)
        return status;
    store->complete = sam_sql_whole(store->db, "SELECT complete FROM run", 0) != 0;
    if (!store->complete && !settle(store->db))
        return sam_sql_fault(store->db, store->path, diags);
    return SAM_OK;
}

sam_status sam_store_open(sam_store **out, const char *path, const sam_run_facts *facts,
                          bool fresh, uint64_t *done, sam_diags *diags) {
    *out = NULL;
    *done = 0;
    sam_store *store = sam_alloc(sizeof *store);
    if (!store)
        return SAM_MEMORY;
    *store = (sam_store){.path = path, .facts = *facts};
    sam_status status = open_file(store, facts, fresh, diags);
    if (status == SAM_OK) {
        *done = (uint64_t)sam_sql_whole(store->db, "SELECT count(*) FROM item", 0);
        store->next = facts->first + *done;
        status = sam_store_prepare(store) ? SAM_OK : sam_sql_fault(store->db, path, diags);
    }
    if (status == SAM_OK)
        *out = store;
    else
        sam_store_close(store);
    return status;
}

void sam_store_close(sam_store *store) {
    if (!store)
        return;
    sam_store_unprepare(store);
    sqlite3_close(store->db);
    sam_free(store);
}

/* ---- transactions ---- */

sam_status sam_store_begin(sam_store *store, sam_diags *diags) {
    if (store->open)
        return SAM_OK;
    if (!sam_sql_run(store->db, "BEGIN IMMEDIATE"))
        return sam_sql_fault(store->db, store->path, diags);
    store->open = true;
    /* Another run may have written between two transactions of ours. */
    int64_t last =
        sam_sql_whole(store->db, "SELECT max(item) FROM item", (int64_t)store->facts.first - 1);
    if (last + 1 == (int64_t)store->next)
        return SAM_OK;
    return sam_sql_tell(diags, SAM_IO, store->path, "RESULTS_LOCKED",
                        "another run is writing the same results file",
                        "let one of them finish; nothing is lost or doubled");
}

sam_status sam_store_commit(sam_store *store, sam_diags *diags) {
    if (!store->open)
        return SAM_OK;
    if (!sam_sql_run(store->db, "COMMIT"))
        return sam_sql_fault(store->db, store->path, diags);
    store->open = false;
    return SAM_OK;
}

/* One plain file, that can be copied and read anywhere. Somebody may be reading it at this moment:
 * then it stays as it is, which is no fault, and the next command mends it. */
static bool make_plain(sam_store *store) {
    sam_store_unprepare(store);
    return sam_sql_run(store->db, "PRAGMA journal_mode = DELETE") ||
           (sqlite3_errcode(store->db) & 0xff) == SQLITE_BUSY ||
           (sqlite3_errcode(store->db) & 0xff) == SQLITE_LOCKED;
}

/* What is committed goes from the log into the file, which would be done later anyway: a fault will
 * be met, and told, then. Readers are not waited for. */
static void empty_log(const sam_store *store) {
    sqlite3_busy_timeout(store->db, 0);
    sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
}

sam_status sam_store_flush(sam_store *store, sam_diags *diags) {
    sam_status status = sam_store_commit(store, diags);
    if (status == SAM_OK)
        empty_log(store);
    return status;
}

static bool complete(const sam_store *store) {
    return (store->open || sam_sql_run(store->db, "BEGIN IMMEDIATE")) &&
           sam_sql_run(store->db, "UPDATE run SET complete = 1; COMMIT");
}

sam_status sam_store_finish(sam_store *store, sam_diags *diags) {
    bool good = store->complete || complete(store);
    if (good)
        store->open = false;
    if (!good || !make_plain(store))
        return sam_sql_fault(store->db, store->path, diags);
    store->complete = true;
    return SAM_OK;
}

uint64_t sam_store_failed(sam_store *store) {
    return (uint64_t)sam_sql_whole(store->db, "SELECT count(*) FROM item WHERE failed > 0", 0);
}

bool sam_store_is_complete(const sam_store *store) {
    return store->complete;
}

sam_status sam_store_check(sam_store *store, uint64_t item, const char *file, const char *hash,
                           sam_diags *diags) {
    sqlite3_stmt *s = store->check;
    sqlite3_reset(s);
    sqlite3_bind_int64(s, 1, (sqlite3_int64)item);
    if (sqlite3_step(s) != SQLITE_ROW)
        return sam_sql_fault(store->db, store->path, diags);
    const char *before = (const char *)sqlite3_column_text(s, 0);
    bool same = !before || !*before || strcmp(before, hash) == 0;
    sqlite3_reset(s);
    if (same)
        return SAM_OK;
    return sam_sql_tell(diags, SAM_INPUT, file, "INPUT_CHANGED",
                        *hash ? "the input has changed since its results were written"
                              : "the input is gone, and its results are written already",
                        "put it back as it was, name another results file, or add --force to "
                        "begin anew");
}
