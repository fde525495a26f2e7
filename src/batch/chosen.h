/* What was decided for one model on one item, in the few words that a results file keeps. */
#ifndef SAMSPEL_BATCH_CHOSEN_H
#define SAMSPEL_BATCH_CHOSEN_H

#include "base/arena.h"
#include "samspel/choice.h"

typedef struct sam_chosen_term {
    const char *name, *unit;
    double value, base, low, high; /* as in sam_choice_term */
    int at_bound;
} sam_chosen_term;

typedef struct sam_chosen_limit {
    const char *name, *text, *unit;
    double spare, price, price_to; /* the last two of a limit that binds, else NaN */
    bool binding, conflict;        /* conflict: it cannot hold together with others so marked */
} sam_chosen_limit;

typedef struct sam_chosen {
    sam_status status; /* SAM_OK, SAM_INFEASIBLE, or SAM_SOLVER: the certificate fails */
    double value, base;
    const char *unit; /* of the objective */
    sam_chosen_term *terms;
    sam_chosen_limit *limits;
    uint32_t term_count, limit_count;
} sam_chosen;

/* Copies what is kept into the arena. NULL: memory is out. */
sam_chosen *sam_chosen_keep(const sam_choice *choice, sam_status status, sam_arena *arena);

#endif
