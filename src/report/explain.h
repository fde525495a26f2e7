/* Why a figure is what it is: a row's formula with its names, its equation number, what it reads
 * and where each input came from. */
#ifndef SAMSPEL_REPORT_EXPLAIN_H
#define SAMSPEL_REPORT_EXPLAIN_H

#include "report/study.h"

typedef struct sam_explain {
    const sam_case *c; /* NULL: no deal was given, only the field table is known */
    uint32_t month;    /* 1..M, for monthly rows */
    unsigned depth;    /* how far to follow what a row reads; at least 1 */
    size_t width;
} sam_explain;

/* Is there a row, input or field of that name? */
bool sam_explain_knows(const sam_explain *e, const char *name);
/* The nearest known name. Nullable: nothing is near. */
const char *sam_explain_nearest(const sam_explain *e, const char *name);

void sam_explain_text(sam_text *out, const sam_explain *e, const char *name);
void sam_explain_json(sam_json *json, const sam_explain *e, const char *name);
/* Every row of the plan: name, equation, unit, label. */
void sam_explain_list(sam_text *out, const sam_explain *e, bool csv);

#endif
