/* samspel results: what is in a results file; merging shards. */
#include <stdlib.h>
#include <string.h>

#include "batch/query.h"
#include "cli/cli.h"
#include "report/json.h"
#include "report/table.h"
#include "report/workbook_rows.h"

/* Rows on their way into the result. */
typedef struct sheet {
    sam_cli *cli;
    sam_table *table; /* text and CSV */
    sam_json json;
    sam_rows_book *book;
    bool begun, numbers[SAM_QUERY_COLUMNS];
} sheet;

static void begin_table(sheet *s, const char *const *names, const sam_cell *cells, size_t count) {
    sam_column columns[SAM_QUERY_COLUMNS];
    for (size_t i = 0; i < count; i++) {
        s->numbers[i] = !cells || cells[i].kind != SAM_CELL_TEXT;
        columns[i] = (sam_column){.title = names[i], .number = s->numbers[i]};
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

static void add_cell(sheet *s, const sam_cell *cell) {
    if (cell->kind == SAM_CELL_TEXT)
        sam_table_text(s->table, cell->text);
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
        add_cell(s, &cells[i]);
    return s->table != NULL;
}

static bool json_row(void *context, const char *const *names, const sam_cell *cells, size_t count) {
    sheet *s = context;
    if (!cells)
        return true;
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
    return !s->cli->out.broken;
}

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

typedef sam_status (*ask)(const void *what, sam_query_row row, void *context, sam_diags *diags);

/* What fills a workbook. */
typedef struct filling {
    sam_cli *cli;
    ask question;
    const void *what;
} filling;

static bool fill_book(void *context, sam_rows_book *book) {
    const filling *f = context;
    sheet s = {.cli = f->cli, .book = book};
    return f->question(f->what, book_row, &s, f->cli->diags) == SAM_OK;
}

/* The rows are asked for in another process, whose diagnostics nobody hears: the faults of the
 * question are told before. */
static sam_status show_workbook(sam_cli *cli, ask question, const void *what, const char *path) {
    sam_status status = sam_cli_check_target(cli, path);
    if (status == SAM_OK)
        status = question(what, NULL, NULL, cli->diags);
    filling f = {cli, question, what};
    return status == SAM_OK ? sam_rows_workbook(path, "samspel", fill_book, &f, cli->diags)
                            : status;
}

static sam_status show(sam_cli *cli, ask question, const void *what) {
    const char *xlsx = sam_cli_value(cli, "xlsx");
    if (xlsx)
        return show_workbook(cli, question, what, xlsx);
    sheet s = {.cli = cli};
    sam_status status = SAM_OK;
    if (cli->format == SAM_FORMAT_JSON) {
        sam_json_begin(&s.json, &cli->out);
        sam_json_open_array(&s.json);
        status = question(what, json_row, &s, cli->diags);
        if (status != SAM_OK)
            return status;
        sam_json_close_array(&s.json);
        sam_json_end(&s.json);
        return SAM_OK;
    }
    status = question(what, table_row, &s, cli->diags);
    if (status == SAM_OK && s.table && cli->format == SAM_FORMAT_CSV)
        sam_table_print_csv(s.table, &cli->out);
    else if (status == SAM_OK && s.table)
        sam_table_print(s.table, &cli->out, cli->width, cli->colour);
    else if (status == SAM_OK)
        sam_cli_note(cli, "no row");
    sam_table_free(s.table);
    return status;
}

/* ---- one file ---- */

typedef struct list {
    const char *file;
    sam_query query;
} list;

static sam_status ask_list(const void *what, sam_query_row row, void *context, sam_diags *diags) {
    const list *l = what;
    return sam_query_run(l->file, &l->query, row, context, diags);
}

static sam_status add_columns(sam_cli *cli, sam_query *query) {
    const char *names = sam_cli_value(cli, "columns");
    while (names && *names) {
        size_t size = strcspn(names, ",");
        const char *name = sam_arena_text(cli->arena, names, size);
        if (!name)
            return SAM_MEMORY;
        if (query->column_count == SAM_QUERY_COLUMNS)
            return sam_cli_usage(cli, "at most %d columns", SAM_QUERY_COLUMNS);
        query->columns[query->column_count++] = name;
        names += size + (names[size] == ',');
    }
    return SAM_OK;
}

static sam_status add_filters(sam_cli *cli, sam_query *query) {
    static const char *const named[] = {"model", "party"};
    for (size_t i = 0; i < 2; i++) {
        const char *value = sam_cli_value(cli, named[i]);
        if (!value)
            continue;
        const char *filter = sam_arena_format(cli->arena, "%s=%s", named[i], value);
        if (!filter)
            return SAM_MEMORY;
        query->filters[query->filter_count++] = filter;
    }
    const char *filter;
    for (size_t i = 0; (filter = sam_cli_value_at(cli, "where", i)); i++) {
        if (query->filter_count == SAM_QUERY_FILTERS)
            return sam_cli_usage(cli, "at most %d conditions", SAM_QUERY_FILTERS);
        query->filters[query->filter_count++] = filter;
    }
    return SAM_OK;
}

/* What fits a page of text, for who asks for no columns. */
static void choose_columns(const sam_cli *cli, sam_query *query) {
    static const char *const shown[] = {"item",       "scenario",         "model",
                                        "code",       "min_dscr",         "total_cost",
                                        "equity_gap", "municipality_npv", "developer_npv"};
    if (query->column_count || cli->format != SAM_FORMAT_TEXT || sam_cli_has(cli, "xlsx") ||
        strcmp(query->view, "results") != 0)
        return;
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
        query->columns[query->column_count++] = shown[i];
}

static sam_status run_list(sam_cli *cli) {
    list l = {.file = cli->arguments[0]};
    l.query.view = sam_cli_value(cli, "view");
    if (sam_cli_has(cli, "failed"))
        l.query.view = "failures";
    else if (!l.query.view)
        l.query.view = sam_cli_has(cli, "party") ? "parties" : "results";
    bool known = false;
    for (size_t i = 0; sam_query_view(i); i++)
        known = known || strcmp(sam_query_view(i), l.query.view) == 0;
    if (!known)
        return sam_cli_usage(cli, "there is no view \"%s\"", l.query.view);
    l.query.sort = sam_cli_value(cli, "sort");
    long limit = cli->format == SAM_FORMAT_TEXT && !sam_cli_has(cli, "xlsx") ? 100 : 0;
    sam_status status = sam_cli_whole(cli, "limit", 0, 2147483647, &limit);
    l.query.limit = (uint64_t)limit;
    if (status == SAM_OK)
        status = add_columns(cli, &l.query);
    if (status == SAM_OK)
        status = add_filters(cli, &l.query);
    choose_columns(cli, &l.query);
    return status == SAM_OK ? show(cli, ask_list, &l) : status;
}

/* ---- two files, and shards ---- */

typedef struct pair {
    const char *file, *other;
} pair;

static sam_status ask_compare(const void *what, sam_query_row row, void *context,
                              sam_diags *diags) {
    const pair *p = what;
    return sam_query_compare(p->file, p->other, row, context, diags);
}

static sam_status run(sam_cli *cli) {
    if (strcmp(cli->arguments[0], "merge") == 0) {
        if (cli->argument_count < 3)
            return sam_cli_usage(cli, "samspel results merge needs OUT and the shards");
        return sam_results_merge(cli->arguments[1], cli->arguments + 2, cli->argument_count - 2,
                                 sam_cli_has(cli, "part"), cli->force, cli->diags);
    }
    if (cli->argument_count > 1)
        return sam_cli_usage(cli, "one results file at a time, or merge OUT SHARD...");
    const char *other = sam_cli_value(cli, "compare");
    if (!other)
        return run_list(cli);
    pair p = {cli->arguments[0], other};
    return show(cli, ask_compare, &p);
}

static const sam_option OPTIONS[] = {
    {"view", 'v', "NAME",
     N_("What is listed: results (when not given), parties, flags, clauses, failures, designs, "
        "risks, chances, choices, terms, limits, ranks or models"),
     false},
    {"columns", 'c', "NAME,NAME...", N_("Only these columns, in this order"), false},
    {"model", 'm', "ID", N_("Only this model; the same as --where model=ID"), false},
    {"party", 'p', "ID", N_("Only this party, of the view parties"), false},
    {"where", 'w', "CONDITION",
     N_("Only rows for which this holds: \"min_dscr<1.2\"; can be given several times"), true},
    {"sort", 's', "COLUMN", N_("Sort by this column; -COLUMN: the greatest first"), false},
    {"limit", 'l', "N", N_("At most so many rows; in text 100 when not given; 0: all"), false},
    {"failed", '\0', NULL, N_("What was wrong with the items that failed"), false},
    {"xlsx", '\0', "FILE",
     N_("Write the rows as a workbook; numbers as they are stored, all rows unless --limit"),
     false},
    {"part", '\0', NULL,
     N_("With merge: the shards follow each other but need not be all; OUT is a larger shard"),
     false},
    {"compare", '\0', "OTHER",
     N_("Where another run of the same items differs: how many values, how much, and where most"),
     false},
    {0},
};

const sam_command sam_command_results = {
    .name = "results",
    .arguments = "FILE | merge OUT SHARD...",
    .summary = N_("List, filter, sort and compare what a batch wrote; join its shards"),
    .description = N_(
        "FILE is the results file of samspel batch, also while that is running. The views are "
        "described in docs/results.md; any SQLite tool can ask more.\n\n"
        "merge OUT SHARD... joins the results of samspel batch --shard into one file, the same as "
        "one undisturbed run would have written. It refuses shards of different runs, and a gap or "
        "an overlap between them."),
    .examples =
        "samspel results r.sqlite --model tilvising --where \"min_dscr<1\" --sort min_dscr\n"
        "samspel results r.sqlite --party municipality --sort -npv --limit 10\n"
        "samspel results r.sqlite --view flags --format csv --out flags.csv\n"
        "samspel results r.sqlite --view parties --xlsx parties.xlsx\n"
        "samspel results new.sqlite --compare old.sqlite\n"
        "samspel results merge all.sqlite part*.sqlite",
    .options = OPTIONS,
    .least = 1,
    .most = 100000,
    .run = run,
};
