/* What the files of the mix share: the search at one point. Private to the choice room. */
#ifndef SAMSPEL_CHOICE_MIX_STEP_H
#define SAMSPEL_CHOICE_MIX_STEP_H

#include "base/arena.h"
#include "choice/cvar.h"
#include "choice/mix.h"
#include "samspel/ledger.h"

enum { SAM_MIX_LANES = 8 };

/* Where a search stands. Distances are in units of the decisions' scales. */
typedef struct sam_search {
    const sam_mix *mix;
    sam_affine *affine;
    sam_ledger *ledger;
    sam_cvar *cvar; /* NULL: the mix does not speak of draws */
    sam_arena *arena;
    double *point;
    double *step; /* of the last linear problem */
    double
        *demand_size; /* what one step changes in a demand, at the start: its unit in the merit */
    double aim_size;
    double radius;
    double *dual;      /* demand: of the last linear problem */
    double *predicted; /* demand: its least sum after the step, by the last linear problem */
    double predicted_aim, predicted_merit;
    /* Of the last problem with draws: its aim below and above, their difference in aim_size, and
     * what it took. */
    double lower, upper, gap;
    uint32_t cut_rounds, cuts;
    /* The linear problem, in memory for its largest size. */
    double *cost, *low, *high, *row_low, *row_high, *value;
    uint32_t *row, *column;
} sam_search;

/* What the ledger says of one lane. */
typedef struct sam_outcome {
    double aim, merit;
} sam_outcome;

SAM_MUST_USE bool sam_search_new(sam_search *search, const sam_mix *mix, sam_arena *arena);
void sam_search_clear(sam_search *search);

/* Reads the slopes at the point; sets the sizes the first time. Without draws it cannot fail. */
SAM_MUST_USE sam_status sam_search_read(sam_search *search, bool first);

/* Solves the linear problem within the radius: fills step, dual and what is predicted. */
SAM_MUST_USE sam_status sam_search_solve(sam_search *search);

/* Runs the ledger at point + fraction * step, the fraction 1, 1/2, 1/4 ... one a lane. With draws
 * only the whole step is judged: the merit of the others is infinite. */
SAM_MUST_USE sam_status sam_search_run(sam_search *search, sam_outcome outcome[SAM_MIX_LANES]);

/* A sum of parts at the point, and what one step of each decision changes in it. */
double sam_search_parts(const sam_search *search, const sam_part *parts, uint32_t count,
                        uint32_t month, double *change);
/* Likewise of the aim. */
double sam_search_read_aim(const sam_search *search, double *change);
/* Whether a demand speaks of that month, at the point. */
bool sam_search_holds_in(const sam_search *search, const sam_demand *demand, uint32_t month);
/* Months a demand may speak of: 1 for scalar rows. */
uint32_t sam_search_months(const sam_search *search, const sam_demand *demand);

/* The decision in a lane, never outside its limits by a rounding. */
double sam_search_moved(const sam_search *search, uint32_t decision, size_t lane);

/* By the ledger, in one lane: the least sum of a demand less what it must be, and its month. */
double sam_search_spare(const sam_search *search, uint32_t demand, size_t lane, uint32_t *month);
double sam_search_aim(const sam_search *search, size_t lane);

/* ---- the part about draws ---- */

/* What was read before, where it is shared and serves; else new. False: memory is out. */
bool sam_search_open_draws(sam_search *search);

/* The column that a drawn demand's tail is at most; demand_count: the aim's. */
uint32_t sam_search_tail_column(const sam_search *search, uint32_t demand);
/* Adds the columns of the tails to a problem that has all others. */
void sam_search_add_tails(sam_search *search, sam_problem *problem);
/* Adds the row of a drawn demand: what its tail says is missing may be missed. */
void sam_search_add_tail_row(sam_search *search, sam_problem *problem, uint32_t demand);
/* Runs the draws at the whole step. */
SAM_MUST_USE sam_status sam_search_try_draws(sam_search *search);
/* Solves what is filled together with the tails as they were read. */
SAM_MUST_USE sam_status sam_search_solve_drawn(sam_search *search, const sam_problem *problem,
                                               double aim_from, sam_tails_answer *out);

#endif
