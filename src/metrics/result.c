/* Reads a run ledger into a result: measures that the plan marks, returns of each party, flows by
 * calendar year. */
#include <math.h>
#include <string.h>

#include "metrics/result.h"

double sam_measuring_scalar(const sam_measuring *m, const char *name) {
    uint32_t row = sam_plan_find_row(m->result->plan, name);
    return row == SAM_NO_ROW ? 0 : sam_ledger_value(m->ledger, row, 0, m->lane);
}

bool sam_measuring_clause(const sam_measuring *m, uint32_t clause, const char *name,
                          double *value) {
    const sam_plan *plan = m->result->plan;
    char full[160];
    const char *id = plan->deal->clauses[clause].id;
    size_t id_length = strlen(id), length = strlen(name);
    if (id_length + length + 2 > sizeof full)
        return false;
    memcpy(full, id, id_length);
    full[id_length] = '.';
    memcpy(full + id_length + 1, name, length + 1);
    uint32_t row = sam_plan_find_row(plan, full);
    if (row == SAM_NO_ROW)
        return false;
    *value = sam_ledger_value(m->ledger, row, 0, m->lane);
    return true;
}

static bool take_measures(sam_measuring *m) {
    sam_result *result = m->result;
    const sam_plan *plan = result->plan;
    result->measures = sam_arena_array(result->arena, plan->row_count, sizeof *result->measures);
    if (!result->measures)
        return false;
    for (uint32_t r = 0; r < plan->row_count; r++) {
        const sam_row *row = &plan->rows[r];
        if (!row->measure)
            continue;
        bool exists =
            row->defined == SAM_NO_ROW || sam_ledger_value(m->ledger, row->defined, 0, m->lane) > 0;
        result->measures[result->measure_count++] =
            (sam_measure){.name = row->name,
                          .label = row->label,
                          .unit = row->unit,
                          .row = r,
                          .party = row->party,
                          .exists = exists,
                          .value = exists ? sam_ledger_value(m->ledger, r, 0, m->lane) : 0};
    }
    return true;
}

static uint32_t party_row(const sam_plan *plan, uint32_t party, const char *name) {
    for (uint32_t r = 0; r < plan->row_count; r++) {
        const sam_row *row = &plan->rows[r];
        const char *dot = row->party == party ? strrchr(row->name, '.') : NULL;
        if (dot && strcmp(dot + 1, name) == 0)
            return r;
    }
    return SAM_NO_ROW;
}

/* What rounding leaves of equal sums received and paid in one month is no flow, and no rate of
 * return may be read from it. */
static void drop_rounding(const sam_measuring *m, uint32_t party, double *net) {
    uint32_t in = party_row(m->result->plan, party, "in");
    uint32_t out = party_row(m->result->plan, party, "out");
    for (uint32_t i = 0; i < m->result->plan->months; i++) {
        double gross = fabs(sam_ledger_value(m->ledger, in, i + 1, m->lane)) +
                       fabs(sam_ledger_value(m->ledger, out, i + 1, m->lane));
        if (fabs(net[i]) < 1e-9 * gross)
            net[i] = 0;
    }
}

static void measure_party(sam_measuring *m, uint32_t party, double *net) {
    const sam_plan *plan = m->result->plan;
    sam_party_result *out = &m->result->parties[party];
    out->party = party;
    out->discount_rate = plan->deal->inputs[plan->deal->parties[party].discount_rate].value;
    out->npv = sam_ledger_value(m->ledger, party_row(plan, party, "npv"), 0, m->lane);
    sam_ledger_series(m->ledger, party_row(plan, party, "net"), m->lane, net);
    drop_rounding(m, party, net);
    sam_irr_monthly(&out->irr, net, plan->months);
    /* By what comes in and goes out: what a party receives and passes on in one month is no net
     * flow, but it takes part. */
    double received = sam_ledger_value(m->ledger, party_row(plan, party, "received"), 0, m->lane);
    double paid = sam_ledger_value(m->ledger, party_row(plan, party, "paid"), 0, m->lane);
    out->takes_part = received > 0 || received < 0 || paid > 0 || paid < 0;
    double *yearly = m->result->yearly + (size_t)party * m->result->year_count;
    for (uint32_t i = 0; i < plan->months; i++)
        yearly[((uint32_t)plan->deal->start_month - 1 + i) / 12] += net[i];
}

const sam_measure *sam_result_of(const sam_result *result, uint32_t party, const char *name) {
    for (uint32_t i = 0; i < result->measure_count; i++) {
        const sam_measure *m = &result->measures[i];
        const char *dot = m->party == party ? strrchr(m->name, '.') : NULL;
        if (dot && strcmp(dot + 1, name) == 0)
            return m;
    }
    return NULL;
}

/* Of the project as if nobody funded it. */
static bool measure_project(sam_measuring *m) {
    sam_result *result = m->result;
    const sam_deal *deal = result->plan->deal;
    double *net = sam_arena_array(result->arena, result->plan->months + 1u, sizeof *net);
    if (!net)
        return false;
    for (uint32_t p = 0; p < deal->party_count; p++) {
        if (deal->parties[p].role != SAM_ROLE_PROJECT)
            continue;
        uint32_t row = party_row(result->plan, p, "unfunded");
        for (uint32_t i = 1; i <= result->plan->months; i++)
            net[i] = sam_ledger_value(m->ledger, row, i, m->lane);
        sam_irr_monthly(&result->project_irr, net + 1, result->plan->months);
    }
    return true;
}

static bool measure_parties(sam_measuring *m) {
    sam_result *result = m->result;
    const sam_deal *deal = result->plan->deal;
    uint32_t months = result->plan->months;
    result->first_year = (uint32_t)deal->start_year;
    result->year_count = ((uint32_t)deal->start_month - 1 + months - 1) / 12 + 1;
    result->parties = sam_arena_array(result->arena, deal->party_count, sizeof *result->parties);
    result->yearly = sam_arena_array(result->arena, (size_t)deal->party_count * result->year_count,
                                     sizeof *result->yearly);
    double *net = sam_arena_array(result->arena, months, sizeof *net);
    if (!result->parties || !result->yearly || !net)
        return false;
    for (uint32_t p = 0; p < deal->party_count; p++)
        measure_party(m, p, net);
    return true;
}

static bool measure(sam_measuring *m, bool full) {
    return take_measures(m) && measure_parties(m) && measure_project(m) && sam_measure_stack(m) &&
           sam_measure_flags(m) && (!full || sam_measure_break_evens(m));
}

sam_status sam_metrics_measure(sam_result **out, const sam_ledger *ledger, size_t lane, bool full) {
    *out = NULL;
    sam_arena *arena = sam_arena_new();
    sam_result *result = arena ? sam_arena_alloc(arena, sizeof *result) : NULL;
    if (!result) {
        sam_arena_free(arena);
        return SAM_MEMORY;
    }
    *result = (sam_result){.plan = sam_ledger_plan(ledger), .arena = arena};
    sam_measuring m = {.result = result, .ledger = ledger, .lane = lane};
    if (!measure(&m, full)) {
        sam_arena_free(arena);
        return SAM_MEMORY;
    }
    *out = result;
    return SAM_OK;
}

void sam_result_free(sam_result *result) {
    if (result)
        sam_arena_free(result->arena);
}

const sam_measure *sam_result_find(const sam_result *result, const char *name) {
    for (uint32_t i = 0; i < result->measure_count; i++)
        if (strcmp(result->measures[i].name, name) == 0)
            return &result->measures[i];
    return NULL;
}
