/* A risk run as text, JSON and CSV. */
#ifndef SAMSPEL_REPORT_RISK_H
#define SAMSPEL_REPORT_RISK_H

#include "report/json.h"
#include "samspel/risk.h"

/* What was asked for, to be told with the result. */
typedef struct sam_risk_view {
    const sam_risk *risk;
    const char *const *models; /* ids */
    size_t model_count;
    const char *scenario, *version;
    uint64_t seed;
    bool random;
} sam_risk_view;

/* How many draws of what, and a line that says so when they were stopped before the end. */
void sam_draws_line(sam_text *out, unsigned long long draws, unsigned long long seed, bool random,
                    bool partial);
void sam_risk_text(sam_text *out, const sam_risk_view *view, size_t width);
void sam_risk_json(sam_text *out, const sam_risk_view *view);
/* Lines of measures, chances and their years, lenders and pairs; see docs/output.md. */
void sam_risk_csv(sam_text *out, const sam_risk_view *view);
/* A header and one line a draw: "model:measure" columns; empty where a measure does not exist. */
void sam_risk_export(sam_text *out, const sam_risk_view *view);

#endif
