/* Workspaces for what happens after the deal is signed. */
#include "ledger/program.h"

/* Row r has been decided by the base run. Curves are given to every workspace already. */
static bool is_kept(const sam_plan *plan, uint32_t r) {
    return plan->rows[r].signed_ && plan->rows[r].kind != SAM_ROW_CURVE;
}

static void keep_row(sam_ledger *ledger, const sam_ledger *base, uint32_t r) {
    if (ledger->plan->rows[r].kind == SAM_ROW_SCALAR) {
        for (size_t lane = 0; lane < ledger->lanes; lane++)
            ledger->scalars[r * ledger->lanes + lane] = sam_ledger_value(base, r, 0, 0);
        return;
    }
    size_t stride;
    double *path = sam_ledger_path(ledger, r, &stride);
    for (uint32_t m = 1; m <= ledger->plan->months; m++, path += stride)
        for (size_t lane = 0; lane < ledger->lanes; lane++)
            path[lane] = sam_ledger_value(base, r, m, 0);
}

static void keep_inputs(sam_ledger *ledger, const sam_ledger *base) {
    for (uint32_t i = 0; i < ledger->plan->deal->input_count; i++)
        for (size_t lane = 0; lane < ledger->lanes; lane++)
            ledger->inputs[i * ledger->lanes + lane] = sam_ledger_input(base, i, 0);
}

sam_ledger *sam_ledger_new_after(const sam_ledger *base, const sam_run *run) {
    const sam_plan *plan = base->plan;
    uint32_t *given = sam_alloc((plan->row_count + run->given_count) * sizeof *given);
    if (!given)
        return NULL;
    sam_run wider = *run;
    wider.given = given;
    wider.given_count = 0;
    for (size_t i = 0; i < run->given_count; i++)
        given[wider.given_count++] = run->given[i];
    for (uint32_t r = 0; r < plan->row_count; r++)
        if (is_kept(plan, r))
            given[wider.given_count++] = r;
    sam_ledger *ledger = sam_ledger_new(plan, &wider);
    sam_free(given);
    if (!ledger)
        return NULL;
    keep_inputs(ledger, base);
    for (uint32_t r = 0; r < plan->row_count; r++)
        if (is_kept(plan, r))
            keep_row(ledger, base, r);
    return ledger;
}
