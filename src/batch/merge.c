/* Shards into one file: the rows that the undisturbed run would have written, and nothing that a
 * shard did not say. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "batch/query_private.h"
#include "batch/store.h"
#include "batch/why.h"
#include "report/language.h"

typedef struct shard {
    const char *path;
    int64_t first, count, total;
} shard;

typedef struct merging {
    sqlite3 *db; /* the new file */
    const char *path;
    char *part; /* what it is called until it is whole */
    sam_diags *diags;
    shard *shards;
    size_t count;
    bool some;            /* the shards need not be all of the run */
    int64_t first, items; /* of all of them */
} merging;

static sam_status tell(merging *m, const char *file, const char *message, const char *hint) {
    return sam_sql_tell(m->diags, SAM_INPUT, file, "MERGE_SHARDS", message, hint);
}

/* ---- checks ---- */

static sam_status look(merging *m, shard *s) {
    sqlite3 *db = NULL;
    sam_status status = sam_sql_open(&db, s->path, false, m->diags);
    if (status == SAM_OK)
        status = sam_sql_check_kind(db, s->path, m->diags);
    if (status == SAM_OK && sam_sql_whole(db, "SELECT complete FROM run", 0) != 1)
        status = tell(m, s->path, _("the shard is not complete"), _("run its command again"));
    s->first = status == SAM_OK ? sam_sql_whole(db, "SELECT first FROM run", -1) : 0;
    s->count = status == SAM_OK ? sam_sql_whole(db, "SELECT count FROM run", -1) : 0;
    s->total = status == SAM_OK ? sam_sql_whole(db, "SELECT total FROM run", -1) : 0;
    sqlite3_close(db);
    return status;
}

/* Empty shards come before others that begin at the same item. */
static int by_first(const void *a, const void *b) {
    const shard *one = a, *other = b;
    if (one->first != other->first)
        return one->first < other->first ? -1 : 1;
    return one->count < other->count ? -1 : one->count > other->count;
}

static sam_status check_cover(merging *m) {
    qsort(m->shards, m->count, sizeof *m->shards, by_first);
    int64_t total = m->shards[0].total;
    m->first = m->some ? m->shards[0].first : 0;
    int64_t at = m->first;
    for (size_t i = 0; i < m->count; i++) {
        const shard *s = &m->shards[i];
        if (s->total != total)
            return tell(m, s->path, _("the shard is of another run: its number of items differs"),
                        NULL);
        if (s->first > at)
            return tell(m, s->path, _("items before this shard are missing"),
                        _("name every shard of the run"));
        if (s->first < at)
            return tell(m, s->path, _("this shard overlaps with another"),
                        _("name every shard once"));
        at += s->count;
    }
    m->items = at - m->first;
    if (m->some || at == total)
        return SAM_OK;
    return tell(m, m->shards[m->count - 1].path, _("items after this shard are missing"),
                _("name every shard of the run"));
}

/* ---- copying ---- */

static const char FACTS[] = "engine, work, draws, seed, objective, variant, source, inputs_hash,"
                            " terms_hash, total";

static bool run_text(merging *m, const sam_text *sql) {
    return !sql->broken && sam_sql_run(m->db, sql->data);
}

static bool attach(merging *m, const char *path) {
    sqlite3_stmt *s = sam_sql_prepare(m->db, "ATTACH ?1 AS shard");
    bool good = s && sqlite3_bind_text(s, 1, path, -1, SQLITE_STATIC) == SQLITE_OK &&
                sqlite3_step(s) == SQLITE_DONE;
    sqlite3_finalize(s);
    return good;
}

/* The first shard says what the run is; the others must say the same. */
static sam_status check_facts(merging *m, const shard *s) {
    char sql[512];
    sqlite3_snprintf(sizeof sql, sql,
                     "SELECT count(*) FROM (SELECT %s FROM main.run EXCEPT SELECT %s FROM"
                     " shard.run)",
                     FACTS, FACTS);
    int64_t run = sam_sql_whole(m->db, sql, -1);
    int64_t models = sam_sql_whole(
        m->db,
        "SELECT (SELECT count(*) FROM main.model) <> (SELECT count(*) FROM shard.model)"
        " OR EXISTS (SELECT * FROM main.model EXCEPT SELECT * FROM shard.model)"
        " OR EXISTS (SELECT * FROM main.field EXCEPT SELECT * FROM shard.field)",
        -1);
    if (run < 0 || models < 0)
        return sam_sql_fault(m->db, s->path, m->diags);
    if (run == 0 && models == 0)
        return SAM_OK;
    return tell(m, s->path,
                run ? _("the shard is of another run: version, inputs, terms or options differ")
                    : _("the shard is of another run: its models differ"),
                _("samspel results merge joins the shards of one command"));
}

static bool take_facts(merging *m) {
    char sql[1024];
    sqlite3_snprintf(sizeof sql, sql,
                     "INSERT INTO main.run(run, %s, first, count, complete)"
                     " SELECT 1, %s, %lld, %lld, 0 FROM shard.run;"
                     "INSERT INTO main.model SELECT * FROM shard.model;"
                     "INSERT INTO main.field SELECT * FROM shard.field;",
                     FACTS, FACTS, m->first, m->items);
    return sam_sql_run(m->db, sql);
}

/* Names get their numbers in the order in which the undisturbed run would have met them. */
static bool add_names(merging *m, const char *table, const char *name) {
    sam_text sql = SAM_TEXT_EMPTY;
    sam_text_format(&sql,
                    "CREATE TEMP TABLE fresh AS SELECT * FROM shard.%s WHERE %s NOT IN"
                    " (SELECT %s FROM main.%s) ORDER BY %s;"
                    "UPDATE temp.fresh SET %s = (SELECT count(*) FROM main.%s) + rowid - 1;"
                    "INSERT INTO main.%s SELECT * FROM temp.fresh;"
                    "DROP TABLE temp.fresh;"
                    "CREATE TEMP TABLE number_of_%s AS SELECT s.%s AS old, m.%s AS new"
                    " FROM shard.%s s JOIN main.%s m ON m.%s = s.%s;"
                    "CREATE UNIQUE INDEX temp.of_%s ON number_of_%s(old, new);",
                    table, name, name, table, table, table, table, table, table, table, table,
                    table, table, name, name, table, table);
    bool good = run_text(m, &sql);
    sam_text_free(&sql);
    return good;
}

/* All rows of a table, with the column that refers to names (Nullable) renumbered. */
static bool copy_rows(merging *m, const char *table, const char *names) {
    sam_text sql = SAM_TEXT_EMPTY;
    sqlite3_stmt *s = sam_sql_prepare(m->db, "SELECT name FROM pragma_table_info(?1)");
    bool good = s && sqlite3_bind_text(s, 1, table, -1, SQLITE_STATIC) == SQLITE_OK;
    sam_text_format(&sql, "INSERT INTO main.%s SELECT ", table);
    for (int i = 0; good && sqlite3_step(s) == SQLITE_ROW; i++) {
        const char *column = (const char *)sqlite3_column_text(s, 0);
        bool renumbered = names && strcmp(column, names) == 0;
        sam_text_add(&sql, i ? ", " : "");
        if (renumbered)
            sam_text_format(&sql, "(SELECT new FROM temp.number_of_%s WHERE old = r.%s)", names,
                            names);
        else
            sam_text_format(&sql, "r.%s", column);
    }
    sqlite3_finalize(s);
    sam_text_format(&sql, " FROM shard.%s r ORDER BY r.rowid", table);
    good = good && run_text(m, &sql);
    sam_text_free(&sql);
    return good;
}

static bool copy(merging *m) {
    bool good = add_names(m, "party", "id") && add_names(m, "measure", "name") &&
                add_names(m, "flag", "code");
    good = good && copy_rows(m, "item", NULL) && copy_rows(m, "design_value", NULL) &&
           copy_rows(m, "result", NULL) && copy_rows(m, "party_result", "party") &&
           copy_rows(m, "clause_result", "measure") && copy_rows(m, "flag_result", "flag") &&
           copy_rows(m, "risk_result", "measure") && copy_rows(m, "chance_result", "measure") &&
           copy_rows(m, "choice_result", NULL) && copy_rows(m, "term_result", NULL) &&
           copy_rows(m, "limit_result", NULL) && copy_rows(m, "diagnostic", NULL);
    return good && sam_sql_run(m->db, "DROP TABLE temp.number_of_party;"
                                      "DROP TABLE temp.number_of_measure;"
                                      "DROP TABLE temp.number_of_flag;");
}

static sam_status take(merging *m, const shard *s, bool first) {
    if (!attach(m, s->path))
        return sam_sql_fault(m->db, s->path, m->diags);
    sam_status status = SAM_OK;
    if (first && !take_facts(m))
        status = sam_sql_fault(m->db, s->path, m->diags);
    if (status == SAM_OK)
        status = check_facts(m, s);
    if (status == SAM_OK &&
        !(sam_sql_run(m->db, "BEGIN") && copy(m) && sam_sql_run(m->db, "COMMIT")))
        status = sam_sql_fault(m->db, m->path, m->diags);
    if (status == SAM_OK && !sam_sql_run(m->db, "DETACH shard"))
        status = sam_sql_fault(m->db, s->path, m->diags);
    return status;
}

/* ---- the file ---- */

/* Until it is whole it has another name, so nothing need be safe before. */
static sam_status create(merging *m) {
    unlink(m->part);
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(m->part, &m->db, flags, NULL) != SQLITE_OK)
        return sam_sql_fault(m->db, m->path, m->diags);
    sam_text schema = SAM_TEXT_EMPTY;
    sam_sql_schema(&schema);
    bool good = sam_sql_run(m->db, "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF;"
                                   " PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;"
                                   " PRAGMA temp_store = MEMORY") &&
                run_text(m, &schema);
    sam_text_free(&schema);
    return good ? SAM_OK : sam_sql_fault(m->db, m->path, m->diags);
}

static bool sync_file(const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool good = file >= 0 && fsync(file) == 0;
    if (file >= 0)
        close(file);
    return good;
}

static sam_status finish(merging *m, bool replace) {
    if (!sam_sql_run(m->db, "UPDATE run SET complete = 1; PRAGMA journal_mode = DELETE"))
        return sam_sql_fault(m->db, m->path, m->diags);
    sqlite3_close(m->db);
    m->db = NULL;
    if (sync_file(m->part) &&
        (replace ? rename(m->part, m->path) == 0 : link(m->part, m->path) == 0))
        return SAM_OK;
    int why = errno;
    sam_why room;
    return sam_sql_tell(m->diags, SAM_IO, m->path, "RESULTS_WRITE", sam_why_text(why, &room),
                        why == EEXIST ? _("name another file, or add --force") : NULL);
}

static sam_status merge(merging *m, bool replace) {
    sam_status status = SAM_OK;
    for (size_t i = 0; i < m->count && status == SAM_OK; i++)
        status = look(m, &m->shards[i]);
    if (status == SAM_OK)
        status = check_cover(m);
    if (status == SAM_OK)
        status = create(m);
    for (size_t i = 0; i < m->count && status == SAM_OK; i++)
        status = take(m, &m->shards[i], i == 0);
    if (status == SAM_OK)
        status = finish(m, replace);
    sqlite3_close(m->db);
    unlink(m->part);
    return status;
}

sam_status sam_results_merge(const char *path, const char *const *shards, size_t count, bool part,
                             bool replace, sam_diags *diags) {
    merging m = {.path = path, .diags = diags, .count = count, .some = part};
    if (!replace && access(path, F_OK) == 0)
        return sam_sql_tell(diags, SAM_IO, path, "RESULTS_EXIST", _("the file exists"),
                            _("name another file, or add --force"));
    sam_arena *arena = sam_arena_new();
    if (arena) {
        m.shards = sam_arena_array(arena, count, sizeof *m.shards);
        m.part = sam_arena_format(arena, "%s.%ld.part", path, (long)getpid());
    }
    sam_status status = m.shards && m.part ? SAM_OK : SAM_MEMORY;
    for (size_t i = 0; i < count && status == SAM_OK; i++)
        m.shards[i].path = shards[i];
    if (status == SAM_OK)
        status = merge(&m, replace);
    sam_arena_free(arena);
    return status;
}
