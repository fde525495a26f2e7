/* Terms run afresh, apart from any search: through the ledger of the deal as it is, with amounts
 * within their limits, and over the draws of the risk engine. What answers are certified with.
 * Reads nothing of a search but what it foretold. Private to the choice room. */
#ifndef SAMSPEL_CHOICE_FRESH_H
#define SAMSPEL_CHOICE_FRESH_H

#include "choice/question.h"

typedef struct sam_fresh sam_fresh;

/* What is fixed by whole numbers is as it is now. SAM_MEMORY. */
SAM_MUST_USE sam_status sam_fresh_open(sam_fresh **out, sam_question *question);
void sam_fresh_free(sam_fresh *fresh);

/* At the decisions. Fails as the risk engine does where something is asked of draws. */
SAM_MUST_USE sam_status sam_fresh_run(sam_fresh *fresh, const double *point);

/* Of the last run. A demand's sum less what it must be; of draws, where it is not spoken of, 0. */
double sam_fresh_spare(sam_fresh *fresh, uint32_t demand);
/* An aim as it is minimised. */
double sam_fresh_aim(sam_fresh *fresh, uint32_t aim);
/* Share of the draws in which such a demand of years holds to a krone. */
double sam_fresh_held(sam_fresh *fresh, uint32_t demand);

/* How a point run afresh differs from what was foretold of it. */
typedef struct sam_fresh_difference {
    double ledger;  /* of sums of money, NOK, and of aims in their own unit; the largest */
    double draws;   /* likewise of what is about draws */
    bool certified; /* none is above 1 kr, or above a billionth of its size; what is not money
                       within a millionth of its unit; and all that is asked for holds */
} sam_fresh_difference;

/* Compares the last run with the spare that was foretold of each demand, in its size. */
void sam_fresh_compare_demands(sam_fresh *fresh, const double *foretold, const double *size,
                               sam_fresh_difference *difference);
/* And with an aim, as it is minimised. */
void sam_fresh_compare_aim(sam_fresh *fresh, uint32_t aim, double foretold,
                           sam_fresh_difference *difference);

#endif
