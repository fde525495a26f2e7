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
    sam_risk_model *models;
    sam_risk_pair *pairs;
    size_t pair_count;
    sam_arena *arena;
};

SAM_MUST_USE sam_status sam_risk_summarise(sam_risk *risk);

#endif
