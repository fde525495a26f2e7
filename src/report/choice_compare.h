/* Several models put to the same question, side by side, and answers as rows of CSV. */
#ifndef SAMSPEL_REPORT_CHOICE_COMPARE_H
#define SAMSPEL_REPORT_CHOICE_COMPARE_H

#include "report/choice.h"
#include "report/table.h"

/* What is kept of an answer when the others are worked out. */
typedef struct sam_choice_line {
    const char *model; /* borrowed */
    bool feasible, highest, certified;
    double value, cheapest; /* of the ways out, NOK; NaN: none has a cost */
    sam_unit unit;
} sam_choice_line;

sam_choice_line sam_choice_line_of(const char *model, const sam_choice *choice, sam_status status);

/* Order, the best first; what has no answer behind, the cheapest way out first. order: count. */
void sam_choice_order(const sam_choice_line *lines, size_t count, size_t *order);
void sam_choice_compare_text(sam_text *out, const sam_choice_line *lines, const size_t *order,
                             size_t count, size_t width);
/* Members "order" and "best" of the object that is open. */
void sam_choice_compare_json(sam_json *json, const sam_choice_line *lines, const size_t *order,
                             size_t count);

/* Nullable: memory is out. */
sam_table *sam_choice_csv_new(void);
void sam_choice_csv_add(sam_table *table, const sam_choice *choice, sam_status status);

#endif
