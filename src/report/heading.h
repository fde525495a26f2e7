/* What text reports begin with: the program and the project, and which models are compared. Must
 * not know what a report shows. */
#ifndef SAMSPEL_REPORT_HEADING_H
#define SAMSPEL_REPORT_HEADING_H

#include "base/text.h"
#include "samspel/deal.h"

enum { SAM_HEADING_MODELS = 64 };

/* "samspel 0.1.0: Hitra: four homes at Fillan (hitra)" and a line's end. */
void sam_heading_title(sam_text *out, const char *version, const sam_deal *deal);
/* A table of the models' ids, by which tables name them, and of their names. At most
 * SAM_HEADING_MODELS are shown. */
void sam_heading_models(sam_text *out, const sam_deal *const *deals, size_t count, size_t width);
/* A blank line, and "Referral agreement (tilvising)" on a line of its own. */
void sam_heading_model(sam_text *out, const sam_deal *deal);

#endif
