/* Reading results files: lists, comparisons of two runs, and the merging of shards. */
#ifndef SAMSPEL_BATCH_QUERY_H
#define SAMSPEL_BATCH_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "samspel/diag.h"
#include "samspel/status.h"

enum { SAM_QUERY_COLUMNS = 128, SAM_QUERY_FILTERS = 32 };

/* What is asked of one view. Names are checked against the view's columns before they reach SQL. */
typedef struct sam_query {
    const char *view; /* "results", "parties", … */
    const char *columns[SAM_QUERY_COLUMNS];
    size_t column_count; /* 0: all */
    /* Conditions that all must hold: "min_dscr<1.2", "model=tilvising"; =, !=, <, <=, >, >=. */
    const char *filters[SAM_QUERY_FILTERS];
    size_t filter_count;
    const char *sort; /* Nullable: a column; a leading "-" turns the order round */
    uint64_t limit;   /* 0: none */
} sam_query;

typedef enum sam_cell_kind {
    SAM_CELL_NONE,
    SAM_CELL_NUMBER,
    SAM_CELL_WHOLE,
    SAM_CELL_TEXT
} sam_cell_kind;

typedef struct sam_cell {
    sam_cell_kind kind;
    double number; /* of a whole number too */
    int64_t whole;
    const char *text;
} sam_cell;

/* Called once with the names (cells NULL), then once a row. False ends it with SAM_MEMORY;
 * who has another reason knows it. */
typedef bool (*sam_query_row)(void *context, const char *const *names, const sam_cell *cells,
                              size_t count);

/* The views, in the order of the documentation. NULL past the last. */
const char *sam_query_view(size_t index);

/* row is Nullable: then nothing is asked, and only the faults of the question are told. SAM_INPUT:
 * no results file, or an unknown column, with the nearest; SAM_USAGE: a condition that is none;
 * SAM_IO; SAM_MEMORY. */
SAM_MUST_USE sam_status sam_query_run(const char *file, const sam_query *query, sam_query_row row,
                                      void *context, sam_diags *diags);

/* Where two runs of the same items differ: for each model, party and measure how many values
 * differ, the mean and the largest change from `file` to `other`, and its item; row as above. What
 * only one of them has is left out, with a warning for items. */
SAM_MUST_USE sam_status sam_query_compare(const char *file, const char *other, sam_query_row row,
                                          void *context, sam_diags *diags);

/* Joins the shards of one run into a new file at path, which is there whole or not at all. They
 * must be of one run, complete, and leave no gap and no overlap. part: they follow each other, but
 * need not be all; the file is a larger shard, to be joined with others. */
SAM_MUST_USE sam_status sam_results_merge(const char *path, const char *const *shards, size_t count,
                                          bool part, bool replace, sam_diags *diags);

#endif
