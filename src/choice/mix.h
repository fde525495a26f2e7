/* Choosing a few inputs of a deal so that a sum of rows becomes least while others stay above their
 * limits. The linear problem is read off the plan (affine.h), solved (solver.h), and its answer is
 * put back into the inputs and run through the ledger; what the ledger says counts. Knows no clause
 * and no row by name. */
#ifndef SAMSPEL_CHOICE_MIX_H
#define SAMSPEL_CHOICE_MIX_H

#include "choice/affine.h"
#include "choice/solver.h"
#include "samspel/ledger.h"
#include "samspel/risk.h"

/* An input to be chosen within its limits. scale: a step that matters, above 0. */
typedef struct sam_decision {
    uint32_t input;
    double low, high, scale;
    double cost; /* what one unit of the input adds to the aim */
} sam_decision;

typedef struct sam_part {
    uint32_t row;
    double factor;
} sam_part;

/* The sum of factor * row must be at least `least`: of scalar rows, or of monthly rows in every
 * month in which the row `when` is above 0. With a worst share: the mean of so large a share of the
 * draws as have the lowest sums must be at least that; of monthly rows each draw's sum is its
 * lowest at a year's end, and 0 over `least` where it is not spoken of. Scalar rows must be
 * measures. */
typedef struct sam_demand {
    const char *name;
    const sam_part *parts;
    uint32_t part_count;
    uint32_t when; /* SAM_NO_ROW: scalar rows */
    double least;
    double worst;    /* share of the draws; 0: not a matter of draws; SAM_EVERY_DRAW */
    double lenience; /* above 0: missing it costs only this share of what missing others costs */
    bool dropped;    /* not asked for, only reported */
} sam_demand;

/* By a ledger, in a lane: the sum less `least`, where it is smallest; infinite where it is spoken
 * of in no month. Not of draws. month, Nullable: where; 0 for scalar rows. */
double sam_demand_spare(const sam_demand *demand, const sam_plan *plan, const sam_ledger *ledger,
                        size_t lane, uint32_t *month);

/* An input that has another value than the deal's. */
typedef struct sam_fixed {
    uint32_t input;
    double value;
} sam_fixed;

/* So small a share that it is the worst draw alone: what holds there holds in every draw. */
#define SAM_EVERY_DRAW 1e-12

/* The draws that demands and aims with a worst share are about: those of the risk engine, the same
 * at every point and for every problem with the same numbers. */
typedef struct sam_mix_draws {
    uint64_t draws, seed;
    unsigned threads;         /* the answer does not depend on them */
    const atomic_int *cancel; /* Nullable: the search ends with SAM_LIMIT once it is not 0 */
    sam_diags *diags;         /* correlations that cannot be drawn are told there */
} sam_mix_draws;

/* aim: scalar rows, minimised together with the decisions' own cost. */
typedef struct sam_mix {
    const sam_plan *plan;
    const sam_decision *decisions;
    uint32_t decision_count;
    const sam_part *aim;
    uint32_t aim_count;
    double aim_worst; /* share: the mean of the highest aims over the draws; 0: as planned */
    const sam_mix_draws *draws; /* Nullable: nothing has a worst share */
    const sam_demand *demands;
    uint32_t demand_count;
    const double *start; /* Nullable: the deal's own values */
    const sam_fixed *fixed;
    uint32_t fixed_count;
    uint32_t rounds; /* most rounds; 0: 200 */
    /* With draws. shared, Nullable: what was last read of the draws, kept from one problem to the
     * next that differs only in `least`; the caller's to free with sam_cvar_free. near: the start
     * answers a neighbouring problem, and a step that gives what it promised ends the search. */
    struct sam_cvar **shared;
    bool near;
    double enough; /* with draws: gains below this share end the search; 0: the usual */
} sam_mix;

typedef enum sam_mix_verdict {
    SAM_MIX_FOUND,  /* all demands hold, and no small step lowers the aim */
    SAM_MIX_MISSED, /* no small step comes closer to holding all demands */
    SAM_MIX_STUCK   /* rounds ran out, or the certificate fails */
} sam_mix_verdict;

typedef struct sam_mix_demand_result {
    double spare;    /* re-run: sum less `least`, where it is smallest; below 0: missed */
    uint32_t month;  /* where; 0 for scalar rows */
    double foretold; /* spare by the last linear problem */
    double dual;     /* what the aim gains when `least` falls by 1; 0 when not binding */
    double size;     /* what one step of a decision changes in it, where the search began */
} sam_mix_demand_result;

typedef struct sam_mix_result {
    sam_mix_verdict verdict;
    double *point; /* the decisions */
    double aim;
    sam_mix_demand_result *demands;
    uint32_t rounds;
    /* The certificate: what the last linear problem predicted for the aim and the demands against
     * what the ledger gave. Holds when every sum of money is within a krone, or 1e-9 of its size,
     * and every other number within 1e-9. */
    bool certified;
    double difference;          /* the largest among sums of money, NOK */
    double relative_difference; /* the largest among all */
    double lower, upper;        /* of the last linear problem's aim: equal but for its cuts' gap */
    uint32_t cut_rounds, cuts;  /* in it */
    struct sam_arena *arena;
} sam_mix_result;

/* Starts at mix->start, or the deal's own values, brought within the limits. Clear the result in
 * any case. SAM_SOLVER: the solver's answer was refused; SAM_LIMIT: stopped. */
SAM_MUST_USE sam_status sam_mix_solve(sam_mix_result *out, const sam_mix *mix);
void sam_mix_result_clear(sam_mix_result *result);

/* Share of a demand's size by which it may be missed: what the solver's tolerance leaves. */
#define SAM_MIX_HOLDS 1e-6
/* Whether a demand holds, but for what the solver's tolerance leaves; a dropped one always does. */
bool sam_mix_demand_holds(const sam_mix *mix, const sam_mix_result *result, uint32_t demand);

#endif
