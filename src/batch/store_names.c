/* Statements that write rows, and the numbers of the names that rows refer to. */
#include <string.h>

#include "batch/columns.h"
#include "batch/store_cells.h"

/* ---- statements ---- */

/* "INSERT INTO table VALUES(?1, ?2 …)" */
static bool prepare(sam_store *store, sam_store_row row, const char *table, uint32_t columns) {
    sam_text sql = SAM_TEXT_EMPTY;
    sam_text_format(&sql, "INSERT INTO %s VALUES(", table);
    for (uint32_t i = 0; i < columns; i++)
        sam_text_format(&sql, "%s?%u", i ? "," : "", i + 1);
    sam_text_add(&sql, ")");
    store->rows[row] = sql.broken ? NULL : sam_sql_prepare(store->db, sql.data);
    sam_text_free(&sql);
    return store->rows[row] != NULL;
}

static bool add_name(sam_store_names *names, const char *name) {
    if (names->count == names->capacity) {
        uint32_t wider = names->capacity ? 2 * names->capacity : 32;
        char **grown = sam_realloc(names->name, wider * sizeof *grown);
        if (!grown)
            return false;
        names->name = grown;
        names->capacity = wider;
    }
    char *kept = sam_alloc(strlen(name) + 1);
    if (!kept)
        return false;
    memcpy(kept, name, strlen(name) + 1);
    names->name[names->count++] = kept;
    return true;
}

static bool load_names(sam_store *store, sam_store_names *names, const char *sql) {
    sqlite3_stmt *s = sam_sql_prepare(store->db, sql);
    bool good = s != NULL;
    while (good && sqlite3_step(s) == SQLITE_ROW)
        good = add_name(names, (const char *)sqlite3_column_text(s, 0));
    sqlite3_finalize(s);
    return good;
}

static uint32_t count_columns(const sam_row_spec *(*column)(uint32_t)) {
    uint32_t count = 0;
    while (column(count))
        count++;
    return count;
}

bool sam_store_prepare(sam_store *store) {
    store->project_columns = count_columns(sam_project_column);
    store->party_columns = count_columns(sam_party_column);
    store->check = sam_sql_prepare(store->db, "SELECT hash FROM item WHERE item = ?1");
    return store->check && prepare(store, ROW_ITEM, "item", 7) &&
           prepare(store, ROW_DESIGN, "design_value", 4) &&
           prepare(store, ROW_RESULT, "result", 7 + store->project_columns) &&
           prepare(store, ROW_PARTY, "party_result", 6 + store->party_columns) &&
           prepare(store, ROW_CLAUSE, "clause_result", 5) &&
           prepare(store, ROW_FLAG, "flag_result", 5) &&
           prepare(store, ROW_RISK, "risk_result", 18) &&
           prepare(store, ROW_CHANCE, "chance_result", 7) &&
           prepare(store, ROW_CHOICE, "choice_result", 7) &&
           prepare(store, ROW_TERM, "term_result", 10) &&
           prepare(store, ROW_LIMIT, "limit_result", 11) &&
           prepare(store, ROW_DIAGNOSTIC, "diagnostic", 12) &&
           prepare(store, ROW_NEW_PARTY, "party", 2) &&
           prepare(store, ROW_NEW_MEASURE, "measure", 4) &&
           prepare(store, ROW_NEW_FLAG, "flag", 5) &&
           load_names(store, &store->parties, "SELECT id FROM party ORDER BY party") &&
           load_names(store, &store->measures, "SELECT name FROM measure ORDER BY measure") &&
           load_names(store, &store->flags, "SELECT code FROM flag ORDER BY flag");
}

static void clear_names(sam_store_names *names) {
    for (uint32_t i = 0; i < names->count; i++)
        sam_free(names->name[i]);
    sam_free(names->name);
    *names = (sam_store_names){0};
}

void sam_store_unprepare(sam_store *store) {
    for (int i = 0; i < ROW_KINDS; i++) {
        sqlite3_finalize(store->rows[i]);
        store->rows[i] = NULL;
    }
    sqlite3_finalize(store->check);
    store->check = NULL;
    clear_names(&store->parties);
    clear_names(&store->measures);
    clear_names(&store->flags);
    for (size_t i = 0; i < SAM_STORE_MODELS; i++) {
        sam_arena_free(store->held[i].arena);
        store->held[i] = (sam_store_held){0};
    }
}

/* ---- names ---- */

static uint32_t find_name(const sam_store_names *names, const char *name) {
    for (uint32_t i = 0; i < names->count; i++)
        if (strcmp(names->name[i], name) == 0)
            return i;
    return UINT32_MAX;
}

/* Number of the name; a new one is added with more texts to its row. UINT32_MAX: failed. */
uint32_t sam_store_number(sam_store *store, sam_store_names *names, sam_store_row row,
                          const char *name, const char *const more[3]) {
    uint32_t found = find_name(names, name);
    if (found != UINT32_MAX)
        return found;
    sqlite3_stmt *s = store->rows[row];
    sam_put_whole(s, 1, names->count);
    sam_put_text(s, 2, name);
    for (int i = 0; i < 3 && more[i]; i++)
        sam_put_text(s, 3 + i, more[i]);
    return sam_put_row(s) && add_name(names, name) ? names->count - 1 : UINT32_MAX;
}

uint32_t sam_store_measure(sam_store *store, const char *name, const char *label,
                           const char *unit) {
    return sam_store_number(store, &store->measures, ROW_NEW_MEASURE, name,
                            (const char *const[3]){label, unit, NULL});
}

/* Numbers of a shape's parties and clause measures; those not met yet are UINT32_MAX. */
sam_store_held *sam_store_hold(sam_store *store, const sam_shape *shape) {
    sam_store_held *held = &store->held[shape->model];
    if (held->shape == shape && held->serial == shape->serial)
        return held;
    sam_arena_free(held->arena);
    *held = (sam_store_held){.arena = sam_arena_new()};
    size_t parties = shape->deal->party_count + 1u, measures = shape->measure_count + 1u;
    if (held->arena) {
        held->party_of = sam_arena_array(held->arena, parties, sizeof *held->party_of);
        held->measure_of = sam_arena_array(held->arena, measures, sizeof *held->measure_of);
    }
    if (!held->arena || !held->party_of || !held->measure_of)
        return NULL;
    memset(held->party_of, 0xff, parties * sizeof *held->party_of);
    memset(held->measure_of, 0xff, measures * sizeof *held->measure_of);
    held->shape = shape;
    held->serial = shape->serial;
    return held;
}
