/* A choice as text, as JSON, and its linear problem as a file for other solvers. Everything shown
 * is read from the choice. Text is in English, 80 columns where the width allows. */
#ifndef SAMSPEL_REPORT_CHOICE_H
#define SAMSPEL_REPORT_CHOICE_H

#include "report/json.h"
#include "report/table.h"
#include "samspel/choice.h"

void sam_choice_text(sam_text *out, const sam_choice *choice, sam_status status, size_t width);

/* Words wrapped at the width, later lines after an indent. */
void sam_choice_paragraph(sam_text *out, const char *text, size_t indent, size_t width);

enum { SAM_BELOW_SIZE = 32 };
/* "0", or the power of ten that a difference is below: nobody reads more of a rounding error.
 * Returns out. */
const char *sam_choice_below(char out[SAM_BELOW_SIZE], double value);

/* A quantity in its unit; a flag as yes or no. */
void sam_choice_cell(sam_table *table, double value, sam_unit unit);

/* A line of a list, after a dash; frees it. */
void sam_choice_item(sam_text *out, sam_text *line, size_t width);
/* " (85,0 % by husbanken.ltv_max.private: …)": what sets a limit. Nullable: nothing. */
void sam_choice_bound(sam_text *out, const sam_input *input);
/* The conflict and the ways out. */
void sam_choice_conflict_text(sam_text *out, const sam_choice *choice, size_t width);
/* What binds and what it costs. */
void sam_choice_why(sam_text *out, const sam_choice *choice, size_t width);

/* "optimal", "stopped", "infeasible" or "not_certified". */
const char *sam_choice_status_word(const sam_choice *choice, sam_status status);

/* "whole": how combinations of whole numbers were gone through, with those that the search lost. */
void sam_choice_tried_json(sam_json *json, const sam_choice *choice, uint32_t untraced);

/* One object of models[]. */
void sam_choice_json(sam_json *json, const sam_choice *choice, sam_status status);

/* The last linear problem in CPLEX LP or MPS form. Columns are called as the inputs, rows as the
 * limits and months; what they mean stands in comments. Whole numbers stand at their chosen values.
 * Nothing when there is no problem. */
void sam_choice_lp(sam_text *out, const sam_choice *choice);
void sam_choice_mps(sam_text *out, const sam_choice *choice);

#endif
