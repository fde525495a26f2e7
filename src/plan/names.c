/* What a short name means where it stands: a row or field of the same clause, of the clause or
 * party that a field refers to ("loan.unpaid"), of the project, or an input by its full name. */
#include <string.h>

#include "plan/formula.h"

static bool in_clause(const sam_formula *f) {
    return f->clause < f->builder->deal->clause_count;
}

/* "loan.unpaid" in a clause whose field `loan` says "husbanken_loan": "husbanken_loan.unpaid". */
static const char *follow_reference(const sam_formula *f, const char *word) {
    const char *dot = strchr(word, '.');
    if (!dot || !in_clause(f))
        return NULL;
    const sam_clause *clause = &f->builder->deal->clauses[f->clause];
    char field[SAM_FORMULA_WORD];
    size_t length = (size_t)(dot - word);
    memcpy(field, word, length);
    field[length] = '\0';
    uint32_t index = sam_clause_field(clause, field);
    if (index == UINT32_MAX || !clause->values[index])
        return NULL;
    return sam_arena_format(f->builder->arena, "%s%s", clause->values[index], dot);
}

uint32_t sam_formula_find_row(const sam_formula *f, const char *word) {
    if (in_clause(f)) {
        uint32_t row = sam_builder_clause_row(f->builder, f->clause, word);
        if (row != SAM_NO_ROW)
            return row;
    }
    if (f->party != SAM_NO_PARTY) {
        const char *id = f->builder->deal->parties[f->party].id;
        const char *full = sam_arena_format(f->builder->arena, "%s.%s", id, word);
        uint32_t row = full ? sam_names_get(&f->builder->names, full) : SAM_NO_ROW;
        if (row != SAM_NO_ROW)
            return row;
    }
    const char *other = follow_reference(f, word);
    if (other)
        return sam_names_get(&f->builder->names, other);
    return sam_names_get(&f->builder->names, word);
}

/* Inside dwellings(...), `area` is the area of the kind at hand and not the project's. */
static uint32_t dwelling_input(const sam_formula *f, const char *word) {
    if (!f->dwelling)
        return UINT32_MAX;
    const char *name =
        sam_arena_format(f->builder->arena, "dwellings.%u.%s", f->dwelling - 1, word);
    return name ? sam_names_get(&f->builder->inputs, name) : UINT32_MAX;
}

static uint32_t find_input(const sam_formula *f, const char *word) {
    const sam_deal *deal = f->builder->deal;
    if (f->party != SAM_NO_PARTY && strcmp(word, "discount_rate") == 0)
        return deal->parties[f->party].discount_rate;
    if (in_clause(f)) {
        uint32_t field = sam_clause_field(&deal->clauses[f->clause], word);
        if (field != UINT32_MAX && deal->clauses[f->clause].inputs[field] != SAM_NO_INPUT)
            return deal->clauses[f->clause].inputs[field];
    }
    const char *other = follow_reference(f, word);
    return sam_names_get(&f->builder->inputs, other ? other : word);
}

uint32_t sam_formula_name(sam_formula *f, const char *word) {
    if (strcmp(word, "timeline") == 0)
        return sam_builder_const(f->builder, f->builder->deal->months);
    uint32_t own = dwelling_input(f, word);
    if (own != UINT32_MAX)
        return sam_builder_node(f->builder, SAM_OP_INPUT, own, 0, 0);
    uint32_t row = sam_formula_find_row(f, word);
    if (row != SAM_NO_ROW)
        return sam_builder_row_node(f->builder, row);
    uint32_t input = find_input(f, word);
    if (input != UINT32_MAX)
        return sam_builder_node(f->builder, SAM_OP_INPUT, input, 0, 0);
    sam_formula_fail(f, "unknown name", word);
    return 0;
}
