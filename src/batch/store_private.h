/* What the files that write results share. */
#ifndef SAMSPEL_BATCH_STORE_PRIVATE_H
#define SAMSPEL_BATCH_STORE_PRIVATE_H

#include "batch/sql.h"
#include "batch/store.h"

/* Statements that write one row each. */
typedef enum sam_store_row {
    ROW_ITEM,
    ROW_DESIGN,
    ROW_RESULT,
    ROW_PARTY,
    ROW_CLAUSE,
    ROW_FLAG,
    ROW_RISK,
    ROW_CHANCE,
    ROW_CHOICE,
    ROW_TERM,
    ROW_LIMIT,
    ROW_DIAGNOSTIC,
    ROW_NEW_PARTY,
    ROW_NEW_MEASURE,
    ROW_NEW_FLAG,
    ROW_KINDS
} sam_store_row;

/* Names that rows refer to by number, in the order in which they came up. */
typedef struct sam_store_names {
    char **name;
    uint32_t count, capacity;
} sam_store_names;

/* Numbers of the names of one shape, so that they are looked up once. */
typedef struct sam_store_held {
    const sam_shape *shape;
    uint64_t serial;
    uint32_t *party_of, *measure_of; /* UINT32_MAX: not met yet */
    sam_arena *arena;
} sam_store_held;

struct sam_store {
    sqlite3 *db;
    const char *path;
    sam_run_facts facts;
    uint64_t next; /* item to be added next */
    bool open;     /* a transaction */
    bool complete;
    sqlite3_stmt *rows[ROW_KINDS];
    sqlite3_stmt *check;
    uint32_t project_columns, party_columns;
    sam_store_names parties, measures, flags;
    sam_store_held held[SAM_STORE_MODELS]; /* of the shape that each model had last */
};

/* What a row is of. */
typedef struct sam_store_place {
    uint64_t item, id; /* id of the result */
    size_t model;
} sam_store_place;

SAM_MUST_USE bool sam_store_add_choice(sam_store *store, sam_store_place at,
                                       const struct sam_chosen *chosen);

SAM_MUST_USE bool sam_store_prepare(sam_store *store);
void sam_store_unprepare(sam_store *store);
/* Nullable: memory is out. */
sam_store_held *sam_store_hold(sam_store *store, const sam_shape *shape);
/* Number of a name; a new one is added to its table with more texts. UINT32_MAX: it failed. */
uint32_t sam_store_number(sam_store *store, sam_store_names *names, sam_store_row row,
                          const char *name, const char *const more[3]);
uint32_t sam_store_measure(sam_store *store, const char *name, const char *label, const char *unit);
SAM_MUST_USE sam_status sam_store_begin(sam_store *store, sam_diags *diags);

#endif
