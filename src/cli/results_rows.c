/* The rows of a results file as text, CSV, JSON or a workbook. Must not hold rows that somebody
 * could have read already: there may be millions. */
#include "cli/results.h"

#include <math.h>
#include <string.h>

#include "cli/progress.h"
#include "report/json.h"
#include "report/table.h"
#include "report/workbook_rows.h"

enum { PIECE = 256 * 1024 }; /* bytes that are written at once */

/* Rows on their way into the result. */
typedef struct sheet {
    sam_cli *cli;
    sam_table *table; /* text */
    sam_json json;
    sam_rows_book *book;
    bool begun;
    const atomic_int *stop; /* Nullable: a signal came */
    sam_status failed;      /* why no more rows are taken */
} sheet;

/* ---- text ---- */

static void begin_table(sheet *s, const char *const *names, const sam_cell *cells, size_t count) {
    sam_column columns[SAM_QUERY_COLUMNS];
    for (size_t i = 0; i < count; i++) {
        bool number = cells[i].kind != SAM_CELL_TEXT;
        columns[i] = (sam_column){.title = names[i], .number = number};
    }
    s->table = sam_table_new(columns, count);
    s->begun = true;
}

/* Money without decimals, small numbers with four. */
static int decimals_of(const sam_cell *cell) {
    double size = cell->number < 0 ? -cell->number : cell->number;
    if (cell->kind == SAM_CELL_WHOLE || size >= 1000)
        return 0;
    return size >= 10 ? 2 : 4;
}

/* Faults are stored in English. Those that are a text of the catalogues as they stand are read in
 * the user's language; others hold names or numbers, and stay. Only faults have these columns. */
static const char *speak(const char *name, const char *text) {
    static const char *const SPOKEN[] = {"message", "allowed", "remedy"};
    for (size_t i = 0; i < sizeof SPOKEN / sizeof *SPOKEN; i++)
        if (strcmp(name, SPOKEN[i]) == 0)
            return sam_tr_data(text);
    return text;
}

static void add_cell(sheet *s, const char *name, const sam_cell *cell) {
    if (cell->kind == SAM_CELL_TEXT)
        sam_table_text(s->table, speak(name, cell->text));
    else if (cell->kind == SAM_CELL_NONE)
        sam_table_none(s->table);
    else
        sam_table_decimals(s->table, cell->number, decimals_of(cell));
}

static bool table_row(void *context, const char *const *names, const sam_cell *cells,
                      size_t count) {
    sheet *s = context;
    if (!cells)
        return true; /* the first row tells which columns are numbers */
    if (!s->begun)
        begin_table(s, names, cells, count);
    for (size_t i = 0; s->table && i < count; i++)
        add_cell(s, names[i], &cells[i]);
    return s->table != NULL;
}

/* ---- CSV and JSON, as they come ---- */

/* Whether another row may be added. What was added before is sent first, so that something is left
 * to be delivered at the end. */
static bool has_room(sheet *s) {
    sam_cli *cli = s->cli;
    if (cli->out.length >= PIECE)
        s->failed = sam_cli_send(cli);
    if (s->failed == SAM_OK && s->stop && atomic_load(s->stop))
        s->failed = sam_cli_fail(cli, SAM_IO, "stopped: %s is not written", cli->out_path);
    return s->failed == SAM_OK && !cli->out.broken;
}

/* What is not finite is an empty field, as what does not exist. */
static void add_csv(sam_text *out, const sam_cell *cell) {
    if (cell->kind == SAM_CELL_TEXT)
        sam_csv_field(out, cell->text);
    else if (cell->kind != SAM_CELL_NONE && isfinite(cell->number))
        sam_text_add_number(out, cell->number);
}

static bool csv_row(void *context, const char *const *names, const sam_cell *cells, size_t count) {
    sheet *s = context;
    sam_text *out = &s->cli->out;
    if (!cells)
        return true; /* no row, no heading */
    if (!has_room(s))
        return false;
    for (size_t i = 0; i < count && !s->begun; i++) {
        sam_csv_field(out, names[i]);
        sam_text_add_char(out, i + 1 < count ? ',' : '\n');
    }
    s->begun = true;
    for (size_t i = 0; i < count; i++) {
        add_csv(out, &cells[i]);
        sam_text_add_char(out, i + 1 < count ? ',' : '\n');
    }
    return true;
}

static bool json_row(void *context, const char *const *names, const sam_cell *cells, size_t count) {
    sheet *s = context;
    if (!cells)
        return true;
    if (!has_room(s))
        return false;
    sam_json_open_object(&s->json);
    for (size_t i = 0; i < count; i++) {
        sam_json_key(&s->json, names[i]);
        if (cells[i].kind == SAM_CELL_TEXT)
            sam_json_string(&s->json, cells[i].text);
        else if (cells[i].kind == SAM_CELL_WHOLE)
            sam_json_whole(&s->json, cells[i].whole);
        else if (cells[i].kind == SAM_CELL_NUMBER)
            sam_json_number(&s->json, cells[i].number);
        else
            sam_json_null(&s->json);
    }
    sam_json_close_object(&s->json);
    return true;
}

/* ---- a workbook ---- */

static bool book_row(void *context, const char *const *names, const sam_cell *cells, size_t count) {
    sam_rows_book *book = ((sheet *)context)->book;
    if (!cells) {
        sam_rows_names(book, names, count);
        return true;
    }
    for (size_t i = 0; i < count; i++)
        if (cells[i].kind == SAM_CELL_TEXT)
            sam_rows_text(book, cells[i].text);
        else if (cells[i].kind == SAM_CELL_NONE)
            sam_rows_none(book);
        else
            sam_rows_number(book, cells[i].number);
    return sam_rows_end(book);
}

/* What fills a workbook. */
typedef struct filling {
    sam_cli *cli;
    sam_results_ask question;
    const void *what;
} filling;

static bool fill_book(void *context, sam_rows_book *book) {
    const filling *f = context;
    sheet s = {.cli = f->cli, .book = book};
    return f->question(f->what, book_row, &s, f->cli->diags) == SAM_OK;
}

/* The rows are asked for in another process, whose diagnostics nobody hears: the faults of the
 * question are told before. */
static sam_status show_workbook(sam_cli *cli, sam_results_ask question, const void *what,
                                const char *path) {
    sam_status status = sam_cli_check_target(cli, path);
    if (status == SAM_OK)
        status = question(what, NULL, NULL, cli->diags);
    filling f = {cli, question, what};
    return status == SAM_OK ? sam_rows_workbook(path, "samspel", fill_book, &f, cli->diags)
                            : status;
}

/* ---- all of them ---- */

/* Of an export to a file nothing is left when a signal ends it. To standard output the signal ends
 * the program, as it does any other. */
static sam_status stream(sam_cli *cli, sam_results_ask question, const void *what, bool json) {
    sheet s = {.cli = cli, .stop = sam_cli_to_file(cli) ? sam_watch_interrupt() : NULL};
    sam_json_begin(&s.json, &cli->out);
    if (json)
        sam_json_open_array(&s.json);
    sam_status status = question(what, json ? json_row : csv_row, &s, cli->diags);
    if (status != SAM_OK) {
        sam_cli_abandon(cli);
        return s.failed != SAM_OK ? s.failed : status;
    }
    if (json) {
        sam_json_close_array(&s.json);
        sam_json_end(&s.json);
    } else if (!s.begun) {
        sam_cli_note(cli, "no row");
    }
    return SAM_OK;
}

static sam_status show_table(sam_cli *cli, sam_results_ask question, const void *what) {
    sheet s = {.cli = cli};
    sam_status status = question(what, table_row, &s, cli->diags);
    if (status == SAM_OK && s.table)
        sam_table_print(s.table, &cli->out, cli->width, cli->colour);
    else if (status == SAM_OK)
        sam_cli_note(cli, "no row");
    sam_table_free(s.table);
    return status;
}

sam_status sam_results_show(sam_cli *cli, sam_results_ask question, const void *what) {
    const char *xlsx = sam_cli_value(cli, "xlsx");
    if (xlsx)
        return show_workbook(cli, question, what, xlsx);
    return cli->format == SAM_FORMAT_TEXT
               ? show_table(cli, question, what)
               : stream(cli, question, what, cli->format == SAM_FORMAT_JSON);
}
