/* The optimiser's reading of a plan: the same rows, nodes and order as the ledger runs, but each
 * value carries its derivative with respect to a few decisions, and what keeps it from being affine
 * in them. Derives nothing of the deal itself; a formula exists only in the plan.
 *
 * Values are the ledger's, bit for bit. Where a min, max or if stands between, the derivative is
 * that of the branch in force (on a tie: of the branch that the ledger takes), and `room` says how
 * far the decisions may move before another branch could be. */
#ifndef SAMSPEL_CHOICE_AFFINE_H
#define SAMSPEL_CHOICE_AFFINE_H

#include "samspel/plan.h"

enum { SAM_AFFINE_MOST = 32 }; /* decisions; each is a bit of a mask */

typedef struct sam_affine sam_affine;

/* How a value depends on the decisions. Bit j of a mask is decision j. A value is affine in every
 * decision of `moves` that is in none of the other masks. */
typedef struct sam_shape {
    uint32_t moves;  /* may change continuously with these */
    uint32_t kinks;  /* its slope may change: a min, max, lowest, highest */
    uint32_t jumps;  /* it may jump: a comparison, if, floor, first, at, division by 0 */
    uint32_t curves; /* products, quotients and powers of what moves */
    double room;     /* no kink or jump while every decision moves by less than room * its scale;
                        infinite without any. Exact unless something curves on the way. */
} sam_shape;

/* One place in a formula that is not affine at this point. */
typedef struct sam_bend {
    uint32_t row;         /* whose formula it stands in */
    uint32_t node;        /* the operation */
    uint32_t left, right; /* decisions that move its operands */
    bool curve;           /* product, quotient or power; else a kink or jump */
    bool jump;
    uint32_t first_month, months; /* where: 0 in a scalar row; in how many months */
    double room;                  /* its own distance, least over the months; 0 for a curve */
    uint32_t room_month;
} sam_bend;

/* A reading with count decisions (1..32), each an input and the step that counts as 1 in `room`
 * (above 0). Nullable. The plan must outlive it. Inputs have the deal's values. */
sam_affine *sam_affine_new(const sam_plan *plan, const uint32_t *inputs, const double *scales,
                           uint32_t count);
void sam_affine_free(sam_affine *affine);

/* Sets an input, decided or not. */
void sam_affine_set(sam_affine *affine, uint32_t input, double value);

/* Computes all rows with their slopes. Allocates nothing. */
void sam_affine_run(sam_affine *affine);

/* The value of a row in a month (ignored for a scalar row) and its slopes, one a decision, in units
 * of the row per unit of the input. */
double sam_affine_value(const sam_affine *affine, uint32_t row, uint32_t month);
const double *sam_affine_slopes(const sam_affine *affine, uint32_t row, uint32_t month);

/* Shape in one month, and over all months (masks joined, least room). */
sam_shape sam_affine_shape(const sam_affine *affine, uint32_t row, uint32_t month);
sam_shape sam_affine_row_shape(const sam_affine *affine, uint32_t row);

/* The places that are not affine, in the order of the rows' computation. NULL past the last. */
const sam_bend *sam_affine_bend(const sam_affine *affine, uint32_t index);

#endif
