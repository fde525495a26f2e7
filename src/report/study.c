/* What several reports ask of a case. */
#include "report/study.h"

double sam_case_flow_total(const sam_case *c, uint32_t row) {
    double total = 0;
    for (uint32_t month = 1; month <= c->plan->months; month++)
        total += sam_ledger_value(c->ledger, row, month, 0);
    return total;
}

uint32_t sam_case_year_end(const sam_case *c, uint32_t year) {
    uint32_t month = 12 * (year + 1) - (uint32_t)(c->deal->start_month - 1);
    return month < c->plan->months ? month : c->plan->months;
}

/* A default of nothing or all of it says only that a possibility is not used. */
bool sam_case_input_is_weak(const sam_case *c, uint32_t index) {
    const sam_input *input = &c->deal->inputs[index];
    bool neutral = input->origin == SAM_FROM_DEFAULT && (input->value <= 0 || input->value == 1);
    return input->confidence == SAM_CONFIDENCE_LOW && !neutral &&
           sam_plan_reads_input(c->plan, index);
}
