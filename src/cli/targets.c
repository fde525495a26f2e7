/* The results that are looked at when nobody says which. */
#include "cli/targets.h"

#include <string.h>

#include "base/text.h"
#include "deal/fields.h"

static uint32_t npv_row(const sam_plan *plan, const char *party) {
    sam_text name = SAM_TEXT_EMPTY;
    if (!party)
        return SAM_NO_ROW;
    sam_text_format(&name, "%s.npv", party);
    uint32_t row = name.broken ? SAM_NO_ROW : sam_plan_find_row(plan, name.data);
    sam_text_free(&name);
    return row;
}

/* Nullable: nobody of that role, or nobody owns. */
static const char *municipality(const sam_deal *deal) {
    for (uint32_t p = 0; p < deal->party_count; p++)
        if (deal->parties[p].role == SAM_ROLE_MUNICIPALITY)
            return deal->parties[p].id;
    return NULL;
}

static const char *owner(const sam_deal *deal) {
    for (uint32_t c = 0; c < deal->clause_count; c++)
        if (strcmp(deal->clauses[c].kind, "equity") == 0)
            return deal->clauses[c].values[sam_clause_field(&deal->clauses[c], "owner")];
    return NULL;
}

void sam_targets_add(uint32_t *rows, size_t *count, uint32_t row) {
    for (size_t i = 0; i < *count; i++)
        if (rows[i] == row)
            return;
    if (row != SAM_NO_ROW)
        rows[(*count)++] = row;
}

size_t sam_targets_of(const sam_plan *plan, uint32_t *rows) {
    size_t count = 0;
    sam_targets_add(rows, &count, npv_row(plan, municipality(plan->deal)));
    sam_targets_add(rows, &count, npv_row(plan, owner(plan->deal)));
    sam_targets_add(rows, &count, sam_plan_find_row(plan, "min_dscr"));
    return count;
}
