/* What the answer depends on, as text with bars, JSON and CSV. */
#ifndef SAMSPEL_REPORT_SENSITIVITY_H
#define SAMSPEL_REPORT_SENSITIVITY_H

#include "report/json.h"
#include "risk/sensitivity.h"

/* What was asked for, to be told with the result. */
typedef struct sam_sensitivity_view {
    const sam_sensitivity *const *models; /* one a model */
    const char *const *ids;
    size_t model_count;
    const char *scenario, *version;
    uint64_t seed;
    size_t most; /* inputs shown for each measure in text */
} sam_sensitivity_view;

void sam_sensitivity_text(sam_text *out, const sam_sensitivity_view *view, size_t width);
void sam_sensitivity_json(sam_text *out, const sam_sensitivity_view *view);
/* One line a model, input and measure. */
void sam_sensitivity_csv(sam_text *out, const sam_sensitivity_view *view);

/* "given", "tenth", "step". */
const char *sam_span_word(sam_span_kind kind);

/* Spans by falling distance between the arms of one target; those that exist and move it come
 * first, and their number is returned. order: span_count indices. */
size_t sam_sensitivity_order(size_t *order, const sam_sensitivity *s, size_t target);

/* One tornado: inputs as people call them, both ends, bars. order: room for span_count indices. */
void sam_sensitivity_bars(sam_text *out, const sam_sensitivity_view *view, size_t model,
                          size_t target, size_t *order, size_t width);
/* Adds "the developer: net present value (developer.npv)". */
void sam_sensitivity_row_name(sam_text *out, const sam_plan *plan, const sam_row *row);

#endif
