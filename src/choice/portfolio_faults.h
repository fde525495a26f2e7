/* Private to the choice room. */
#ifndef SAMSPEL_CHOICE_PORTFOLIO_FAULTS_H
#define SAMSPEL_CHOICE_PORTFOLIO_FAULTS_H

#include "choice/portfolio_region.h"

/* Adds the faults of one deal of the project to `to`: those of values set are told at their place
 * in the region's file, and what is told already is left out. */
void sam_region_pass_faults(const sam_region *region, const sam_region_project *project,
                            const sam_diags *from, sam_diags *to);

#endif
