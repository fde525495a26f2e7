/* Reads the columns off the plan's tables, so that a new measure becomes a column by itself. */
#include "batch/columns.h"

#include <string.h>

/* A table may have a row twice, under different conditions. */
static bool is_first(const sam_row_table *table, uint32_t row) {
    for (uint32_t i = 0; i < row; i++)
        if (table->rows[i].measure && strcmp(table->rows[i].name, table->rows[row].name) == 0)
            return false;
    return true;
}

static const sam_row_spec *nth(const sam_row_table *const *tables, size_t count, uint32_t index) {
    for (size_t t = 0; t < count; t++)
        for (uint32_t i = 0; i < tables[t]->count; i++)
            if (tables[t]->rows[i].measure && is_first(tables[t], i) && index-- == 0)
                return &tables[t]->rows[i];
    return NULL;
}

const sam_row_spec *sam_project_column(uint32_t index) {
    static const sam_row_table *const tables[] = {
        &sam_time_table,    &sam_price_table, &sam_funding_table, &sam_waterfall_table,
        &sam_measure_table, &sam_cover_table, &sam_worth_table,   &sam_goal_table};
    return nth(tables, sizeof tables / sizeof *tables, index);
}

const sam_row_spec *sam_party_column(uint32_t index) {
    static const sam_row_table *const tables[] = {&sam_party_table};
    return nth(tables, 1, index);
}

static uint32_t find(const sam_row_spec *(*column)(uint32_t), const char *name) {
    const sam_row_spec *at;
    for (uint32_t i = 0; (at = column(i)); i++)
        if (strcmp(at->name, name) == 0)
            return i;
    return UINT32_MAX;
}

uint32_t sam_project_column_find(const char *name) {
    return find(sam_project_column, name);
}

uint32_t sam_party_column_find(const char *name) {
    return find(sam_party_column, name);
}
