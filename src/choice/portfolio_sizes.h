/* What the size of a project changes, and the settings that say so to samspel evaluate. Private to
 * the choice room. */
#ifndef SAMSPEL_CHOICE_PORTFOLIO_SIZES_H
#define SAMSPEL_CHOICE_PORTFOLIO_SIZES_H

#include "base/arena.h"
#include "choice/portfolio_region.h"
#include "samspel/ledger.h"

/* What a size multiplies, in the project as it stands. */
typedef struct sam_size_base {
    uint32_t kinds;
    uint32_t *counts; /* inputs: homes of each kind */
    double *count;
    uint32_t plot_value, plot_development; /* inputs, or SAM_NO_INPUT */
    double value, development;
} sam_size_base;

/* Whether the size is the scenario as it stands. */
bool sam_size_is_one(double size);

/* False: memory is out. */
SAM_MUST_USE bool sam_size_base_read(sam_size_base *out, const sam_deal *deal, sam_arena *arena);

/* Whether each kind of dwelling is multiplied to a whole number of homes that a scenario may have,
 * and the plot to an amount that it may have. */
bool sam_size_fits(const sam_size_base *base, double size);

/* Sets what the size multiplies in a lane: inputs, that change no row of the plan. */
void sam_size_set(sam_ledger *ledger, const sam_size_base *base, double size, size_t lane);

/* The settings of region, municipality, project and size; a later one of the same value takes the
 * place of an earlier one. base NULL: as it stands. False: memory is out. */
SAM_MUST_USE bool sam_size_settings(sam_region_settings *out, const sam_region *region,
                                    const sam_region_project *project, const sam_size_base *base,
                                    double size, sam_arena *arena);

#endif
