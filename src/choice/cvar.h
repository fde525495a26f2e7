/* The part of a search that is about draws: figures and slopes of each draw at the point, as blocks
 * of a problem with tails, and the tails of a step that is tried. Slopes are differences of two
 * runs of the risk engine a thousandth of a step apart: exact where a draw is affine, and else the
 * search comes back with new ones. Private to the choice room. */
#ifndef SAMSPEL_CHOICE_CVAR_H
#define SAMSPEL_CHOICE_CVAR_H

#include "choice/cuts.h"
#include "choice/mix.h"

typedef struct sam_cvar sam_cvar;

/* Does the mix speak of draws? */
bool sam_mix_is_drawn(const sam_mix *mix);

/* Nullable: memory is out. The decisions, demands and parts of the mix must outlive it. */
sam_cvar *sam_cvar_new(const sam_mix *mix);
void sam_cvar_free(sam_cvar *cvar);
/* Makes it serve another mix, and keeps what was read, where the two differ only in what demands
 * ask for. False: it cannot. */
bool sam_cvar_rebind(sam_cvar *cvar, const sam_mix *mix);

/* Figures and slopes at a point; nothing is run for the point that was read last. Fails as
 * sam_scenario_run does. */
SAM_MUST_USE sam_status sam_cvar_read(sam_cvar *cvar, const double *point);
/* What was just read is kept until it is read again, whatever is read in between. */
void sam_cvar_stay(sam_cvar *cvar);
/* Tails at a point; what sam_cvar_read has read stays. */
SAM_MUST_USE sam_status sam_cvar_try(sam_cvar *cvar, const double *point);

/* Of the last try: a demand's mean over its worst draws less what it must be, infinite where it is
 * spoken of nowhere; and the aim's mean over its highest draws. */
double sam_cvar_spare(const sam_cvar *cvar, uint32_t demand);
double sam_cvar_aim(const sam_cvar *cvar);

/* What was read, as blocks in units: steps of the decisions from the point; a demand's shortfall in
 * its size, the aim's excess over aim_from in aim_size. Blocks are of the drawn demands in turn and
 * then of the aim; columns count on from first_column. at, Nullable: where the point that was read
 * is, in steps, when decisions are not to be counted from it. Owned by cvar, until the next call.
 */
const sam_tail_block *sam_cvar_blocks(sam_cvar *cvar, const double *demand_size, double aim_size,
                                      double aim_from, uint32_t first_column, const double *at,
                                      uint32_t *count);

#endif
