/* samspel results: what is in a results file; merging shards. */
#include <stdlib.h>
#include <string.h>

#include "cli/results.h"

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
    return status == SAM_OK ? sam_results_show(cli, ask_list, &l) : status;
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
    return sam_results_show(cli, ask_compare, &p);
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
