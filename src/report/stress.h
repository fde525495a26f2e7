/* Stress sets by model and party, as text, JSON and CSV. */
#ifndef SAMSPEL_REPORT_STRESS_H
#define SAMSPEL_REPORT_STRESS_H

#include "report/json.h"
#include "risk/stress.h"

/* What was asked for, to be told with the result. */
typedef struct sam_stress_view {
    const sam_ledger *const *models; /* one a model, of sam_stress_run */
    const char *const *ids;
    size_t model_count;
    const sam_stresses *stresses;
    const char *scenario, *version;
} sam_stress_view;

void sam_stress_text(sam_text *out, const sam_stress_view *view, size_t width);
void sam_stress_json(sam_text *out, const sam_stress_view *view);
/* One line a model, set and measure. */
void sam_stress_csv(sam_text *out, const sam_stress_view *view);

/* What is shown of the deal as a whole, and the heading of each in text. */
enum { SAM_STRESS_MEASURES = 5 };
typedef struct sam_stress_measure {
    const char *name, *title;
} sam_stress_measure;
extern const sam_stress_measure sam_stress_measures[SAM_STRESS_MEASURES];

/* A measure of one lane; NaN where it does not exist or the deal has no such row. */
double sam_stress_value(const sam_ledger *ledger, const char *name, size_t lane);
/* A party's net present value in one lane. */
double sam_stress_npv(const sam_ledger *ledger, uint32_t party, size_t lane);
/* Does the party gain or lose by any set, and does it stand in the deal? */
bool sam_stress_concerns(const sam_ledger *ledger, uint32_t party);

#endif
