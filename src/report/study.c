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
