/* Two runs side by side: which numbers changed, by how much, and where most. One pass over the rows
 * that both have. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "batch/columns.h"
#include "batch/query_private.h"
#include "report/language.h"

/* What became of one measure of one model and party. */
typedef struct change {
    uint64_t compared, changed;
    double sum, largest; /* of the other less this; size of the largest */
    int64_t item;        /* of the largest */
} change;

typedef struct group {
    const char *model, *party;
    change *changes; /* a measure each */
    struct group *next;
} group;

/* Measures that stand side by side in a statement. */
typedef struct measures {
    const char *name[SAM_COLUMNS_MOST];
    int count;
} measures;

typedef struct comparing {
    sqlite3 *db;
    const char *file;
    sam_arena *arena;
    sam_query_row row;
    void *context;
    sam_diags *diags;
} comparing;

/* ---- the statement: model, party, item, values of the one, values of the other ---- */

/* Ids hold item and model (store_rows.c), so a row's partner is looked up by its id. CROSS JOIN
 * keeps the order: the first table is walked. */
static void write_sql(sam_text *sql, const measures *list, bool party) {
    static const char MODEL[] = " CROSS JOIN main.model m ON m.model = a.model"
                                " CROSS JOIN other.model n ON n.id = m.id";
    static const char ID[] = "(a.item * (SELECT count(*) FROM other.model) + n.model)";
    sam_text_format(sql, "SELECT m.id, %s, a.item", party ? "p.id" : "''");
    for (int i = 0; i < list->count; i++)
        sam_text_format(sql, ", a.%s", list->name[i]);
    for (int i = 0; i < list->count; i++)
        sam_text_format(sql, ", b.%s", list->name[i]);
    if (party)
        sam_text_format(sql,
                        " FROM main.party_result a%s CROSS JOIN main.party p ON p.party = a.party"
                        " CROSS JOIN other.party q ON q.id = p.id CROSS JOIN other.party_result b"
                        " ON b.id BETWEEN %s * 128 AND %s * 128 + 127 AND +b.party = q.party",
                        MODEL, ID, ID);
    else
        sam_text_format(sql, " FROM main.result a%s CROSS JOIN other.result b ON b.id = %s", MODEL,
                        ID);
}

static void add_measure(measures *list, const char *name) {
    if (list->count < SAM_COLUMNS_MOST)
        list->name[list->count++] = name;
}

static measures list_measures(bool party) {
    measures list = {.count = 0};
    add_measure(&list, party ? "irr" : "code");
    if (!party)
        add_measure(&list, "project_irr");
    for (uint32_t i = 0; party ? sam_party_column(i) != NULL : sam_project_column(i) != NULL; i++)
        add_measure(&list, party ? sam_party_column(i)->name : sam_project_column(i)->name);
    return list;
}

/* ---- counting ---- */

/* Nullable: memory is out. */
static group *find_group(const comparing *c, group **first, sqlite3_stmt *s, int count) {
    const char *model = (const char *)sqlite3_column_text(s, 0);
    const char *party = (const char *)sqlite3_column_text(s, 1);
    group **at = first;
    for (; *at; at = &(*at)->next)
        if (strcmp((*at)->model, model) == 0 && strcmp((*at)->party, party) == 0)
            return *at;
    group *made = sam_arena_alloc(c->arena, sizeof *made);
    if (!made)
        return NULL;
    made->model = sam_arena_text(c->arena, model, strlen(model));
    made->party = sam_arena_text(c->arena, party, strlen(party));
    made->changes = sam_arena_array(c->arena, (size_t)count, sizeof *made->changes);
    if (!made->model || !made->party || !made->changes)
        return NULL;
    *at = made;
    return made;
}

static void count_change(change *out, sqlite3_stmt *s, int one, int other) {
    bool none = sqlite3_column_type(s, one) == SQLITE_NULL;
    bool none_there = sqlite3_column_type(s, other) == SQLITE_NULL;
    out->compared++;
    out->changed += none != none_there;
    if (none || none_there)
        return;
    double step = sqlite3_column_double(s, other) - sqlite3_column_double(s, one);
    out->sum += step;
    if (step < 0 || step > 0)
        out->changed++;
    if (fabs(step) > out->largest) {
        out->largest = fabs(step);
        out->item = sqlite3_column_int64(s, 2);
    }
}

static sam_status count_rows(const comparing *c, sqlite3_stmt *s, const measures *list,
                             group **first) {
    int code;
    while ((code = sqlite3_step(s)) == SQLITE_ROW) {
        group *g = find_group(c, first, s, list->count);
        if (!g)
            return SAM_MEMORY;
        for (int i = 0; i < list->count; i++)
            count_change(&g->changes[i], s, 3 + i, 3 + list->count + i);
    }
    return code == SQLITE_DONE ? SAM_OK : sam_sql_fault(c->db, c->file, c->diags);
}

/* ---- telling ---- */

static const char *const NAMES[] = {"model",   "party",       "measure",        "compared",
                                    "changed", "mean_change", "largest_change", "item_of_largest"};
enum { COLUMNS = sizeof NAMES / sizeof *NAMES };

static sam_cell whole(uint64_t value) {
    return (sam_cell){.kind = SAM_CELL_WHOLE, .whole = (int64_t)value, .number = (double)value};
}

static bool tell_change(const comparing *c, const group *g, const char *measure,
                        const change *found) {
    sam_cell cells[COLUMNS] = {
        {.kind = SAM_CELL_TEXT, .text = g->model},
        {.kind = SAM_CELL_TEXT, .text = g->party},
        {.kind = SAM_CELL_TEXT, .text = measure},
        whole(found->compared),
        whole(found->changed),
        {.kind = SAM_CELL_NUMBER, .number = found->sum / (double)found->compared},
        {.kind = SAM_CELL_NUMBER, .number = found->largest},
        {.kind = SAM_CELL_NONE}};
    if (found->largest > 0)
        cells[COLUMNS - 1] = whole((uint64_t)found->item);
    return c->row(c->context, NAMES, cells, COLUMNS);
}

static bool tell_groups(const comparing *c, const group *first, const measures *list) {
    for (const group *g = first; g; g = g->next)
        for (int i = 0; i < list->count; i++)
            if (g->changes[i].changed && !tell_change(c, g, list->name[i], &g->changes[i]))
                return false;
    return true;
}

static sam_status compare_table(const comparing *c, bool party) {
    measures list = list_measures(party);
    sam_text sql = SAM_TEXT_EMPTY;
    write_sql(&sql, &list, party);
    sqlite3_stmt *s = sql.broken ? NULL : sam_sql_prepare(c->db, sql.data);
    group *first = NULL;
    sam_status status =
        s ? count_rows(c, s, &list, &first) : sam_sql_fault(c->db, c->file, c->diags);
    sqlite3_finalize(s);
    sam_text_free(&sql);
    if (status == SAM_OK && !tell_groups(c, first, &list))
        status = SAM_MEMORY;
    return status;
}

/* Items should be the same ones, or the comparison says little. */
static sam_status check_items(const comparing *c) {
    int64_t alone = sam_sql_whole(
        c->db,
        "SELECT (SELECT count(*) FROM main.item WHERE item NOT IN (SELECT item FROM other.item))"
        " + (SELECT count(*) FROM other.item WHERE item NOT IN (SELECT item FROM main.item))",
        -1);
    int64_t changed =
        sam_sql_whole(c->db,
                      "SELECT count(*) FROM main.item a JOIN other.item b ON a.item = b.item"
                      " WHERE NOT (a.hash IS b.hash)",
                      -1);
    if (alone < 0 || changed < 0)
        return sam_sql_fault(c->db, c->file, c->diags);
    sam_text note = SAM_TEXT_EMPTY;
    sam_text_format(&note, _("%lld items are in one of the two only, and %lld are not the same"),
                    (long long)alone, (long long)changed);
    if (alone || changed)
        sam_diags_add(c->diags, &(sam_diag){.severity = SAM_WARNING,
                                            .code = "COMPARE_ITEMS",
                                            .file = c->file,
                                            .message = note.broken ? _("items differ") : note.data,
                                            .origin = SAM_DIAG_HERE});
    sam_text_free(&note);
    return SAM_OK;
}

static bool attach(sqlite3 *db, const char *other) {
    sqlite3_stmt *s = sam_sql_prepare(db, "ATTACH ?1 AS other");
    bool good = s && sqlite3_bind_text(s, 1, other, -1, SQLITE_STATIC) == SQLITE_OK &&
                sqlite3_step(s) == SQLITE_DONE;
    sqlite3_finalize(s);
    return good;
}

static sam_status tell_all(const comparing *c) {
    if (!c->row(c->context, NAMES, NULL, COLUMNS))
        return SAM_MEMORY;
    sam_status status = compare_table(c, false);
    return status == SAM_OK ? compare_table(c, true) : status;
}

static sam_status compare(comparing *c, const char *other) {
    if (!attach(c->db, other))
        return sam_sql_fault(c->db, other, c->diags);
    c->arena = sam_arena_new();
    sam_status status = c->arena ? check_items(c) : SAM_MEMORY;
    if (status == SAM_OK && c->row)
        status = tell_all(c);
    sam_arena_free(c->arena);
    return status;
}

sam_status sam_query_compare(const char *file, const char *other, sam_query_row row, void *context,
                             sam_diags *diags) {
    comparing c = {.file = file, .row = row, .context = context, .diags = diags};
    sqlite3 *second = NULL;
    sam_status status = sam_sql_open(&second, other, false, diags);
    if (status == SAM_OK)
        status = sam_sql_check_kind(second, other, diags);
    sqlite3_close(second);
    if (status == SAM_OK)
        status = sam_sql_open(&c.db, file, false, diags);
    if (status == SAM_OK)
        status = sam_sql_check_kind(c.db, file, diags);
    if (status == SAM_OK)
        status = compare(&c, other);
    sqlite3_close(c.db);
    return status;
}
