/* The formula parser's state, shared by its three files: grammar, functions, names. */
#ifndef SAMSPEL_PLAN_FORMULA_H
#define SAMSPEL_PLAN_FORMULA_H

#include "plan/builder.h"

enum { SAM_FORMULA_WORD = 128 };

typedef struct sam_formula {
    sam_builder *builder;
    uint32_t row;      /* whose formula it is */
    uint32_t clause;   /* context of short names; deal->clause_count: the project */
    uint32_t party;    /* context of received() and paid() */
    uint32_t dwelling; /* 1 + kind of dwelling inside dwellings(...); 0 outside */
    const char *at;
    int depth;
    bool failed;
} sam_formula;

uint32_t sam_formula_expression(sam_formula *f);
/* Called after the opening parenthesis; consumes the closing one. */
uint32_t sam_formula_function(sam_formula *f, const char *word);
uint32_t sam_formula_name(sam_formula *f, const char *word);
/* The row a name means in this context, or SAM_NO_ROW. */
uint32_t sam_formula_find_row(const sam_formula *f, const char *word);

bool sam_formula_accept(sam_formula *f, const char *token);
void sam_formula_expect(sam_formula *f, const char *token);
size_t sam_formula_word(sam_formula *f, char *out, size_t size);
void sam_formula_fail(sam_formula *f, const char *message, const char *value);

#endif
