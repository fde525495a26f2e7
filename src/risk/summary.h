/* From drawn values to what is shown. */
#ifndef SAMSPEL_RISK_SUMMARY_H
#define SAMSPEL_RISK_SUMMARY_H

#include "risk/engine.h"

struct sam_risk {
    sam_draws draws;
    sam_risk_case *cases;
    size_t case_count;
    uint64_t asked, done;
    unsigned threads;
    bool even; /* draws of an even sequence */
    sam_risk_model *models;
    sam_risk_pair *pairs;
    size_t pair_count;
    sam_arena *arena, **case_arenas; /* case_arenas: one a case */
};

/* spec: the run's. */
SAM_MUST_USE sam_status sam_risk_summarise(sam_risk *risk, const sam_risk_spec *spec);

/* Values of a model's row by draw. Nullable: it was not kept. */
const double *sam_risk_case_values(const sam_risk *risk, const sam_risk_case *c, const char *name);

/* Parts of it; false: memory. scratch: two times as many doubles as draws. */
bool sam_risk_find_chances(const sam_risk *risk, const sam_risk_case *c, sam_risk_model *model);
bool sam_risk_find_lenders(const sam_risk *risk, const sam_risk_case *c, sam_risk_model *model,
                           double *scratch[2]);
bool sam_risk_find_pairs(sam_risk *risk);

#endif
