/* Turns a query into SQL and rows into cells. Must let nothing of the user's into SQL but names
 * that the view has; values are bound. */
#include "batch/query_private.h"

#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "batch/sql.h"
#include "deal/nearest.h"
#include "report/language.h"

static const char *const VIEWS[] = {"results", "parties", "flags",   "clauses", "failures",
                                    "designs", "risks",   "chances", "choices", "terms",
                                    "limits",  "ranks",   "models"};

const char *sam_query_view(size_t index) {
    return index < sizeof VIEWS / sizeof *VIEWS ? VIEWS[index] : NULL;
}

/* ---- names ---- */

typedef struct asking {
    sqlite3 *db;
    const char *file;
    const sam_query *query;
    sam_diags *diags;
    sqlite3_stmt *shape; /* of all columns, to look names up */
    sam_text sql;
    const char *value[SAM_QUERY_FILTERS];
} asking;

static bool has_column(const asking *a, const char *name, size_t length) {
    for (int i = 0; i < sqlite3_column_count(a->shape); i++) {
        const char *column = sqlite3_column_name(a->shape, i);
        if (strlen(column) == length && memcmp(column, name, length) == 0)
            return true;
    }
    return false;
}

static sam_status unknown_column(asking *a, const char *name, size_t length) {
    char word[128];
    length = length < sizeof word ? length : sizeof word - 1;
    memcpy(word, name, length);
    word[length] = '\0';
    sam_nearest nearest = {.word = word};
    for (int i = 0; i < sqlite3_column_count(a->shape); i++)
        sam_nearest_offer(&nearest, sqlite3_column_name(a->shape, i));
    sam_text hint = SAM_TEXT_EMPTY, bound = SAM_TEXT_EMPTY;
    if (nearest.best)
        sam_text_format(&hint, _("did you mean \"%s\"?"), nearest.best);
    for (int i = 0; i < sqlite3_column_count(a->shape); i++)
        sam_text_format(&bound, "%s%s", i ? ", " : "", sqlite3_column_name(a->shape, i));
    sam_diags_add(a->diags, &(sam_diag){.severity = SAM_ERROR,
                                        .code = "COLUMN_UNKNOWN",
                                        .file = a->file,
                                        .message = _("there is no such column"),
                                        .value = word,
                                        .bound = bound.data,
                                        .hint = hint.data,
                                        .origin = SAM_DIAG_HERE});
    sam_text_free(&hint);
    sam_text_free(&bound);
    return SAM_USAGE;
}

static sam_status add_column(asking *a, const char *name, size_t length) {
    if (!has_column(a, name, length))
        return unknown_column(a, name, length);
    sam_text_add(&a->sql, "\"");
    sam_text_add_bytes(&a->sql, name, length);
    sam_text_add(&a->sql, "\"");
    return SAM_OK;
}

/* ---- the statement ---- */

static sam_status no_condition(const asking *a, const char *filter) {
    sam_diags_add(a->diags, &(sam_diag){.severity = SAM_ERROR,
                                        .code = "FILTER_FORMAT",
                                        .message = _("this is no condition"),
                                        .value = filter,
                                        .bound = _("COLUMN=VALUE, also with != < <= > >="),
                                        .hint = _("write it like \"min_dscr<1.2\""),
                                        .origin = SAM_DIAG_HERE});
    return SAM_USAGE;
}

static size_t count_blanks(const char *text) {
    return strspn(text, " \t");
}

/* Both ways of writing "is" and "is not" are known; a sign that is none, as "=<", must not pass for
 * another with an odd value. */
static sam_status add_filter(asking *a, size_t index) {
    static const char *const signs[][2] = {{"<=", "<="}, {">=", ">="}, {"!=", "<>"}, {"<>", "<>"},
                                           {"==", "="},  {"<", "<"},   {">", ">"},   {"=", "="}};
    const char *filter = a->query->filters[index];
    size_t begin = count_blanks(filter), at = begin + strcspn(filter + begin, "<>=!"), i = 0;
    size_t most = sizeof signs / sizeof *signs;
    while (i < most && strncmp(filter + at, signs[i][0], strlen(signs[i][0])) != 0)
        i++;
    const char *value = i < most ? filter + at + strlen(signs[i][0]) : NULL;
    if (!value || (!signs[i][0][1] && *value && strchr("<>=", *value)))
        return no_condition(a, filter);
    size_t end = at;
    while (end > begin && (filter[end - 1] == ' ' || filter[end - 1] == '\t'))
        end--;
    sam_text_add(&a->sql, index ? " AND " : " WHERE ");
    sam_status status = add_column(a, filter + begin, end - begin);
    sam_text_format(&a->sql, " %s ?%zu", signs[i][1], index + 1);
    a->value[index] = value + count_blanks(value);
    return status;
}

static sam_status write_sql(asking *a) {
    const sam_query *q = a->query;
    sam_status status = SAM_OK;
    sam_text_add(&a->sql, "SELECT ");
    for (size_t i = 0; i < q->column_count && status == SAM_OK; i++) {
        sam_text_add(&a->sql, i ? ", " : "");
        status = add_column(a, q->columns[i], strlen(q->columns[i]));
    }
    sam_text_format(&a->sql, "%s FROM %s", q->column_count ? "" : "*", q->view);
    for (size_t i = 0; i < q->filter_count && status == SAM_OK; i++)
        status = add_filter(a, i);
    bool falling = q->sort && q->sort[0] == '-';
    if (q->sort && status == SAM_OK) {
        /* What does not exist comes last, whichever way. */
        sam_text_add(&a->sql, " ORDER BY ");
        status = add_column(a, q->sort + falling, strlen(q->sort + falling));
        sam_text_add(&a->sql, falling ? " DESC NULLS LAST" : " ASC NULLS LAST");
    }
    if (q->limit)
        sam_text_format(&a->sql, " LIMIT %llu", (unsigned long long)q->limit);
    return a->sql.broken ? SAM_MEMORY : status;
}

/* A number is compared as one, anything else as text. */
static void bind_values(asking *a, sqlite3_stmt *s) {
    for (size_t i = 0; i < a->query->filter_count; i++) {
        double number = 0;
        if (sam_number_parse_loose(a->value[i], strlen(a->value[i]), &number))
            sqlite3_bind_double(s, (int)i + 1, number);
        else
            sqlite3_bind_text(s, (int)i + 1, a->value[i], -1, SQLITE_STATIC);
    }
}

/* ---- rows ---- */

static sam_cell cell_at(sqlite3_stmt *s, int column) {
    sam_cell cell = {.kind = SAM_CELL_NONE};
    switch (sqlite3_column_type(s, column)) {
    case SQLITE_INTEGER:
        cell = (sam_cell){.kind = SAM_CELL_WHOLE,
                          .whole = sqlite3_column_int64(s, column),
                          .number = sqlite3_column_double(s, column)};
        break;
    case SQLITE_FLOAT:
        cell = (sam_cell){.kind = SAM_CELL_NUMBER, .number = sqlite3_column_double(s, column)};
        break;
    case SQLITE_TEXT:
        cell =
            (sam_cell){.kind = SAM_CELL_TEXT, .text = (const char *)sqlite3_column_text(s, column)};
        break;
    default:
        break;
    }
    return cell;
}

sam_status sam_query_visit(sqlite3 *db, const char *file, sqlite3_stmt *s, sam_query_row row,
                           void *context, sam_diags *diags) {
    const char *names[SAM_QUERY_COLUMNS];
    sam_cell cells[SAM_QUERY_COLUMNS];
    int count = sqlite3_column_count(s);
    count = count < SAM_QUERY_COLUMNS ? count : SAM_QUERY_COLUMNS;
    for (int i = 0; i < count; i++)
        names[i] = sqlite3_column_name(s, i);
    if (!row(context, names, NULL, (size_t)count))
        return SAM_MEMORY;
    int code;
    while ((code = sqlite3_step(s)) == SQLITE_ROW) {
        for (int i = 0; i < count; i++)
            cells[i] = cell_at(s, i);
        if (!row(context, names, cells, (size_t)count))
            return SAM_MEMORY;
    }
    return code == SQLITE_DONE ? SAM_OK : sam_sql_fault(db, file, diags);
}

static sam_status run(asking *a, sam_query_row row, void *context) {
    char all[128];
    sqlite3_snprintf(sizeof all, all, "SELECT * FROM %s", a->query->view);
    a->shape = sam_sql_prepare(a->db, all);
    if (!a->shape)
        return sam_sql_fault(a->db, a->file, a->diags);
    sam_status status = write_sql(a);
    if (status != SAM_OK)
        return status;
    sqlite3_stmt *s = sam_sql_prepare(a->db, a->sql.data);
    if (!s)
        return sam_sql_fault(a->db, a->file, a->diags);
    bind_values(a, s);
    if (row)
        status = sam_query_visit(a->db, a->file, s, row, context, a->diags);
    sqlite3_finalize(s);
    return status;
}

sam_status sam_query_run(const char *file, const sam_query *query, sam_query_row row, void *context,
                         sam_diags *diags) {
    asking a = {.file = file, .query = query, .diags = diags};
    sam_status status = sam_sql_open(&a.db, file, false, diags);
    if (status == SAM_OK)
        status = sam_sql_check_kind(a.db, file, diags);
    if (status == SAM_OK)
        status = run(&a, row, context);
    sqlite3_finalize(a.shape);
    sam_text_free(&a.sql);
    sqlite3_close(a.db);
    return status;
}
