/* Linear problems with tails of many draws. A tail is the mean of the worst share of the draws'
 * figures (CVaR), each the greatest of a few functions that are affine in the decisions; a column
 * of the problem must be at least as great. Solved by cuts: one aggregated row for each tail and
 * round, only where the tail is above its column, from a warm start. The same problem written out
 * in full is for checking and for other solvers. Knows nothing of deals. */
#ifndef SAMSPEL_CHOICE_CUTS_H
#define SAMSPEL_CHOICE_CUTS_H

#include "base/arena.h"
#include "choice/solver.h"

/* Source of the mean with its edge counted in part: Rockafellar and Uryasev, Journal of Banking &
 * Finance 26 (2002). */
typedef struct sam_tail_block {
    uint32_t column; /* of the problem: what the tail is at most */
    double share;    /* 0 < share <= 1; less than one draw of them: the single worst */
    uint32_t draws, rows;
    const double *value; /* [row * draws + draw], at decisions 0; -infinity: never counts, and a
                            draw none of whose rows counts has the figure 0 */
    const double *slope; /* [(decision * rows + row) * draws + draw] */
} sam_tail_block;

/* No whole columns, and no rows with two bounds. */
typedef struct sam_tails {
    const sam_problem *problem;
    uint32_t decisions; /* its first columns, which the tails are affine in */
    const sam_tail_block *blocks;
    uint32_t block_count;
    const double *start; /* Nullable: decisions at which the first cuts are made; else 0 */
} sam_tails;

typedef struct sam_tails_answer {
    sam_answer answer;     /* of the problem below */
    sam_problem problem;   /* with its cuts; or in full */
    const uint32_t *block; /* rows after the problem's own -> block */
    double *tail;          /* block -> its tail at the answer, found by selecting its worst draws */
    double lower, upper; /* of the objective: the problem's, and with the columns at their tails */
    uint32_t rounds, cuts;
    sam_arena *arena;
} sam_tails_answer;

/* SAM_OK: out->answer.status says what was found; SAM_MEMORY. Clear in any case. */
SAM_MUST_USE sam_status sam_tails_solve(sam_tails_answer *out, const sam_tails *tails,
                                        const sam_solver_limits *limits);
/* The deterministic equivalent: columns after the problem's own are, for each block in turn, the
 * edge of its tail and what each draw lies beyond it; none where it is the single worst. */
SAM_MUST_USE sam_status sam_tails_full(sam_tails_answer *out, const sam_tails *tails,
                                       const sam_solver_limits *limits);
void sam_tails_clear(sam_tails_answer *answer);

/* The mean of the worst share of losses, greater being worse. cut, Nullable: each draw's weight in
 * it. scratch: draws doubles. */
double sam_tail_mean(const double *loss, uint32_t draws, double share, double *scratch,
                     double *weight);

/* Whether so small a share of the draws is the single worst of them. */
bool sam_tail_is_worst(double share, uint32_t draws);

/* Are all figures and slopes numbers? Comparing would not notice one that is none. */
bool sam_tails_are_numbers(const sam_tails *tails);

/* The draws' figures at the decisions; from, Nullable: the row that each is of, or UINT32_MAX. */
void sam_tail_losses(const sam_tail_block *block, uint32_t decisions, const double *x, double *loss,
                     uint32_t *from);

#endif
