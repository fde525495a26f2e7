/* What the draws of the risk engine say of sums of a deal's rows, at decisions that somebody tries.
 * Every figure is the engine's own: the deal is signed anew with the decisions, and run through the
 * same draws each time. Derives nothing. Private to the choice room. */
#ifndef SAMSPEL_CHOICE_SCENARIO_H
#define SAMSPEL_CHOICE_SCENARIO_H

#include "choice/mix.h"
#include "samspel/risk.h"

/* A sum of scalar rows, or of monthly rows at each year's end where the row `when` is above 0. */
typedef struct sam_scenario_sum {
    const sam_part *parts;
    uint32_t part_count;
    uint32_t when; /* SAM_NO_ROW: scalar rows */
} sam_scenario_sum;

typedef struct sam_scenario sam_scenario;

/* Of mix: plan, decisions, fixed inputs and draws. Nullable: memory is out. mix and sums must
 * outlive it; mix may change to another that differs in none of these. */
sam_scenario *sam_scenario_new(const sam_mix *mix, const sam_scenario_sum *sums, uint32_t count);
void sam_scenario_free(sam_scenario *scenario);

/* Points that one run can take. */
uint32_t sam_scenario_most(const sam_scenario *scenario);
/* Rows that a sum has in each draw: 1, or the years. */
uint32_t sam_scenario_rows(const sam_scenario *scenario, uint32_t sum);

/* Runs the draws at count points, each of as many numbers as there are decisions. SAM_LIMIT:
 * stopped by whoever asked; SAM_INPUT after a diagnostic; SAM_MEMORY. */
SAM_MUST_USE sam_status sam_scenario_run(sam_scenario *scenario, const double *points,
                                         uint32_t count);
/* Of the last run: the sum in every draw, out[row * draws + draw]; where it is not spoken of, it is
 * read all the same. */
void sam_scenario_read(const sam_scenario *scenario, uint32_t sum, uint32_t point, double *out);
/* Of the last run: above 0 in the draws in which the sum is spoken of in that row. NULL: in all. */
const double *sam_scenario_flags(const sam_scenario *scenario, uint32_t sum, uint32_t point,
                                 uint32_t row);

#endif
