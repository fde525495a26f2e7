/* The front of two objectives as text with a small drawing, as JSON and as CSV. Everything shown is
 * read from the front. */
#ifndef SAMSPEL_REPORT_CHOICE_FRONTIER_H
#define SAMSPEL_REPORT_CHOICE_FRONTIER_H

#include "report/choice.h"

void sam_frontier_text(sam_text *out, const sam_frontier *frontier, sam_status status,
                       size_t width);
void sam_frontier_json(sam_json *json, const sam_frontier *frontier, sam_status status,
                       const char *version);
/* A row for each term of each corner; nothing but the headings where there is no front. */
void sam_frontier_csv(sam_text *out, const sam_frontier *frontier);

/* The front drawn with letters: corners are o. Nothing when it is a point or the width too small.
 */
void sam_frontier_draw(sam_text *out, const sam_frontier *frontier, size_t width);

#endif
