/* Risk moved by clauses as text, JSON and CSV: a block for each clause. */
#ifndef SAMSPEL_REPORT_CLAUSES_H
#define SAMSPEL_REPORT_CLAUSES_H

#include "report/json.h"
#include "risk/clauses.h"

/* What was asked for, to be told with the result. */
typedef struct sam_clauses_view {
    const sam_clause_effects *const *models; /* one a model */
    const char *const *ids;
    size_t model_count;
    const char *scenario, *version;
    uint64_t seed;
    bool random;
} sam_clauses_view;

void sam_clauses_text(sam_text *out, const sam_clauses_view *view, size_t width);
void sam_clauses_json(sam_text *out, const sam_clauses_view *view);
/* One line a model, clause and party. */
void sam_clauses_csv(sam_text *out, const sam_clauses_view *view);

/* Has the clause any cost or gain to the party, with it or without it? */
bool sam_clause_concerns(const sam_clause_party *party);

#endif
