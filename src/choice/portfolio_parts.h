/* What the files of the portfolio share: a choice in the making, and the integer problem. Private
 * to the choice room. */
#ifndef SAMSPEL_CHOICE_PORTFOLIO_PARTS_H
#define SAMSPEL_CHOICE_PORTFOLIO_PARTS_H

#include "base/arena.h"
#include "choice/solver.h"
#include "samspel/portfolio.h"

#define SAM_NO_ITEM UINT32_MAX

/* Half an øre: sums of kroner may miss a limit by rounding, never by more. */
#define SAM_PORTFOLIO_SLACK 0.005

/* A choice in the making, with what it uses of every limit. */
typedef struct sam_pick {
    const sam_portfolio *portfolio;
    uint32_t *item_of; /* project: the item chosen, or SAM_NO_ITEM */
    uint32_t *count;   /* place: projects chosen */
    double *guarantee; /* place */
    double *cost;      /* place x SAM_BUDGETS, with its activation */
    sam_portfolio_total total;
    void *block; /* all of the above, to be copied at once */
    size_t block_size;
} sam_pick;

SAM_MUST_USE bool sam_pick_new(sam_pick *pick, const sam_portfolio *portfolio, sam_arena *arena);
void sam_pick_copy(sam_pick *to, const sam_pick *from);
void sam_pick_empty(sam_pick *pick);
bool sam_pick_fits(const sam_pick *pick, uint32_t item);
void sam_pick_add(sam_pick *pick, uint32_t item);
void sam_pick_remove(sam_pick *pick, uint32_t project);
uint32_t sam_pick_place(const sam_portfolio *portfolio, uint32_t item);
/* What the choice would be worth more with the item, and its share of the budgets. */
double sam_pick_gain(const sam_pick *pick, uint32_t item);
double sam_pick_share(const sam_pick *pick, uint32_t item);

/* Takes the best ratio first among the items in list (all: NULL and item_count), as long as any
 * fits and gains; while the spread is not reached, only from places that have nothing. */
void sam_pick_greedy(sam_pick *pick, const uint32_t *list, uint32_t count);

/* Exchanges single items and fills up again until no exchange helps. spare: another pick. */
void sam_pick_improve(sam_pick *pick, sam_pick *spare, const uint32_t *list, uint32_t count);

/* Items that may be in a best choice: not excluded, within the limits of their place by themselves,
 * and not beaten in everything by another that excludes them. Returns how many are in list. */
uint32_t sam_portfolio_undominated(const sam_portfolio *portfolio, uint32_t *list);

/* Two choices of different worth differ by at least this: the largest number that divides every
 * worth, when they are whole; else 0, not known. */
double sam_portfolio_step(const sam_portfolio *portfolio);

/* The integer problem of the items in list: one column each, in that order, then one a place that
 * needs one. Minimises less worth, in units of its own; money in
 * millions. */
typedef enum sam_portfolio_row_kind {
    SAM_CHOICE_ROW_ONE,       /* one candidate of a project */
    SAM_CHOICE_ROW_PROJECTS,  /* projects of a place */
    SAM_CHOICE_ROW_PRESENT,   /* a place that counts has a project */
    SAM_CHOICE_ROW_GUARANTEE, /* of a place */
    SAM_CHOICE_ROW_COST,      /* of a place, by a budget */
    SAM_CHOICE_ROW_BUDGET,
    SAM_CHOICE_ROW_SPREAD,
    SAM_CHOICE_ROW_WORTH,
    SAM_CHOICE_ROW_CUT
} sam_portfolio_row_kind;

typedef struct sam_portfolio_row {
    sam_portfolio_row_kind kind;
    uint32_t of; /* project or place; else meaningless */
    int budget;
} sam_portfolio_row;

typedef struct sam_portfolio_problem {
    sam_problem problem;
    uint32_t items;         /* columns of items */
    uint32_t *place_column; /* place: its column, or SAM_NO_ITEM */
    double unit;            /* of the objective: what a worth of 1 is written as */
    double *cost, *low, *high, *row_low, *row_high, *value;
    uint32_t *row, *column;
    sam_portfolio_row *rows; /* what each row is */
    bool *whole;
    uint32_t row_room, entry_room;
} sam_portfolio_problem;

/* cuts: sets of items that cost too much together, each ended by SAM_NO_ITEM; worth_least: rows
 * are added for both. */
typedef struct sam_portfolio_extra {
    double worth_least; /* minus infinity: none */
    const uint32_t *cuts;
    uint32_t cut_items, cut_count; /* in cuts, with the ends */
} sam_portfolio_extra;

SAM_MUST_USE bool sam_portfolio_write(sam_portfolio_problem *out, const sam_portfolio *portfolio,
                                      const uint32_t *list, uint32_t count,
                                      const sam_portfolio_extra *extra, sam_arena *arena);

#endif
