/* A plan under construction: rows are declared first, so that formulas may name rows that come
 * later; then every formula is parsed. Belongs to the plan room. */
#ifndef SAMSPEL_PLAN_BUILDER_H
#define SAMSPEL_PLAN_BUILDER_H

#include "base/arena.h"
#include "samspel/plan.h"

/* A name -> number table. */
typedef struct sam_names {
    const char **keys;
    uint32_t *values;
    uint32_t capacity, count; /* capacity is a power of two */
} sam_names;

/* Grows by itself. False when memory is out. The key is borrowed. */
bool sam_names_put(sam_names *names, sam_arena *arena, const char *key, uint32_t value);
/* UINT32_MAX when absent. */
uint32_t sam_names_get(const sam_names *names, const char *key);

typedef struct sam_builder {
    sam_arena *arena;
    const sam_deal *deal;
    sam_diags *diags;
    sam_row *rows;
    uint32_t row_count, row_capacity;
    sam_node *nodes;
    uint32_t node_count, node_capacity;
    uint32_t *node_table; /* hash table of nodes, so that equal nodes are one */
    uint32_t node_table_size;
    sam_names names;           /* rows by name */
    sam_names inputs;          /* inputs by name */
    const uint32_t *seniority; /* clauses in order; see sam_builder_seniority */
    sam_status status;
} sam_builder;

/* Adds a row under its unique name; the formula is parsed later. A second row of the same name is a
 * programmer fault. */
uint32_t sam_builder_row(sam_builder *builder, const sam_row *row);

/* The node with that operation, folded where all children are constant. */
uint32_t sam_builder_node(sam_builder *builder, sam_op op, uint32_t a, uint32_t b, uint32_t c);
uint32_t sam_builder_const(sam_builder *builder, double value);

/* The node that refers to a row or curve in the same month, or to a scalar. */
uint32_t sam_builder_row_node(sam_builder *builder, uint32_t row);

/* Parses a row's formula text into nodes and sets its root. A formula that names something unknown
 * is reported with the row's name. */
void sam_builder_parse(sam_builder *builder, uint32_t row);

/* Sets builder->status and reports what cannot be compiled. */
void sam_builder_fault(sam_builder *builder, const char *code, const char *pointer,
                       const char *message, const char *value, const char *hint);

/* Puts rows in an order in which they can be computed, as stages. Refuses cycles by name. */
void sam_builder_schedule(sam_builder *builder, sam_plan *plan);

/* Row of a clause ("<clause id>.<name>"), or SAM_NO_ROW. */
uint32_t sam_builder_clause_row(const sam_builder *builder, uint32_t clause, const char *name);

/* Clause indices ordered by their `seniority` field (absent: 0), then by place in the model. */
const uint32_t *sam_builder_seniority(sam_builder *builder);

#endif
