/* The parts of a risk run's text. Private to its two files. */
#ifndef SAMSPEL_REPORT_RISK_TEXT_H
#define SAMSPEL_REPORT_RISK_TEXT_H

#include "report/risk.h"
#include "report/table.h"

void sam_risk_heading(sam_text *out, const char *text);
/* Prints and frees it. Nullable: memory, and out is broken. */
void sam_risk_table(sam_table *table, sam_text *out, size_t width);

/* Net present values and rates of return of the parties. */
void sam_risk_text_parties(sam_text *out, const sam_risk_view *view, size_t width);
/* What each lender ventures and loses. */
void sam_risk_text_lenders(sam_text *out, const sam_risk_view *view, size_t width);

#endif
