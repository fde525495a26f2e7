/* What a way out costs those who give it, by the ledger: owners and the municipality what they miss
 * of their own limits, tenants the present value of the rent above theirs. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/question.h"

static double value(const sam_question *q, const sam_ledger *ledger, const char *name) {
    uint32_t row = sam_plan_find_row(q->plan, name);
    return row == SAM_NO_ROW ? 0 : sam_ledger_value(ledger, row, 1, 0);
}

/* Present value to tenants of a krone a month for all homes together, at the price date. */
static double krone_now(const sam_question *q, const sam_ledger *ledger) {
    double rent = value(q, ledger, "mean_rent") * value(q, ledger, "units");
    double paid = -value(q, ledger, "tenants.npv");
    return rent > 0 && paid > 0 ? paid / rent : SAM_REAL_NAN;
}

/* What a missed limit costs, NaN when it is nobody's money. A frame of guarantees is a party's, but
 * no payment. */
static double price(const sam_question *q, const sam_ledger *ledger, uint32_t d, double missed) {
    const sam_choice_limit *limit = &q->choice->limits[d];
    bool net = strcmp(limit->name, "goals.guarantee_frame") != 0;
    if (limit->party != SAM_NO_PARTY && limit->unit == SAM_UNIT_NOK && net)
        return missed;
    if (strcmp(limit->name, "goals.rent_max") == 0)
        return missed * value(q, ledger, "units") * krone_now(q, ledger);
    return limit->unit == SAM_UNIT_NOK_MONTH ? missed * krone_now(q, ledger) : SAM_REAL_NAN;
}

static bool is_rate_of_party(const sam_question *q, uint32_t input) {
    for (uint32_t p = 0; p < q->plan->deal->party_count; p++)
        if (q->plan->deal->parties[p].discount_rate == input)
            return true;
    return false;
}

sam_status sam_conflict_cost(const sam_question *question, const double *point,
                             const sam_fixed *fixed, double *cost) {
    const sam_question *q = question;
    sam_ledger *ledger = sam_ledger_new(q->plan, &(sam_run){.lanes = 1});
    if (!ledger)
        return SAM_MEMORY;
    for (uint32_t j = 0; j < q->decision_count; j++)
        sam_ledger_set(ledger, q->decisions[j].input, 0, point[j]);
    sam_question_fix(q, ledger, 0);
    /* A lower return is told at the rate that the owner asks. */
    if (fixed && !is_rate_of_party(q, fixed->input))
        sam_ledger_set(ledger, fixed->input, 0, fixed->value);
    sam_ledger_run(ledger);
    *cost = 0;
    for (uint32_t d = 0; d < q->demand_count; d++) {
        if (q->demands[d].worst > 0)
            continue;
        double left = sam_demand_spare(&q->demands[d], q->plan, ledger, 0, NULL);
        double size = q->size[d] > 0 ? q->size[d] : 1;
        if (left < -1e-5 * size)
            *cost += price(q, ledger, d, -left);
    }
    sam_ledger_free(ledger);
    return SAM_OK;
}
