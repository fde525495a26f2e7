/* A risk run on several threads, as a plain program so that ThreadSanitizer can watch it: the same
 * values as on one thread, and a run that is stopped by another thread. Prints what is wrong; exit
 * 1 when anything is. */
#include <stdio.h>
#include <string.h>

#include "deal_text.h"
#include "risk/clauses.h"
#include "risk/sensitivity.h"

enum { DRAWS = 9000 };

static int faults;

static void expect(bool right, const char *what) {
    if (right)
        return;
    printf("wrong: %s\n", what);
    faults++;
}

static sam_risk *run(sam_risk_spec spec, sam_diags *diags) {
    sam_risk *risk = NULL;
    spec.draws = DRAWS;
    spec.seed = 2;
    spec.best_simd = true;
    expect(sam_risk_run(&risk, &spec, diags) == SAM_OK, "the run fails");
    return risk;
}

static void expect_same(const sam_risk *a, const sam_risk *b, size_t models) {
    for (size_t m = 0; m < models; m++)
        for (size_t i = 0; i < sam_risk_model_at(a, m)->measure_count; i++)
            expect(memcmp(sam_risk_values(a, m, i), sam_risk_values(b, m, i),
                          DRAWS * sizeof(double)) == 0,
                   sam_risk_model_at(a, m)->measures[i].name);
}

static void stop(void *context, uint64_t done, uint64_t draws) {
    (void)draws;
    if (done)
        atomic_store((atomic_int *)context, 1);
}

/* What each clause moves: the same on four threads. */
static void check_clauses(const test_deal *d) {
    sam_clause_effects *runs[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        const sam_risk_spec spec = {
            .draws = 3000, .seed = 4, .threads = i ? 4 : 1, .best_simd = true};
        expect(sam_clauses_run(&runs[i], d->ledger, &spec, d->diags) == SAM_OK, "clauses fail");
    }
    expect(runs[0] && runs[1] && runs[0]->count && runs[0]->count == runs[1]->count,
           "the clauses that move something");
    for (size_t c = 0; runs[0] && runs[1] && c < runs[0]->count; c++)
        expect(memcmp(runs[0]->effects[c].parties, runs[1]->effects[c].parties,
                      runs[0]->effects[c].party_count * sizeof(sam_clause_party)) == 0,
               "what a clause moves");
    sam_clauses_free(runs[0]);
    sam_clauses_free(runs[1]);
}

/* The draws of Sobol's indices: the same on four threads. */
static void check_indices(const test_deal *d) {
    sam_sensitivity *runs[2] = {NULL, NULL};
    uint32_t row = test_row(d, "developer.npv");
    for (int i = 0; i < 2; i++) {
        const sam_sensitivity_spec spec = {.base = d->ledger,
                                           .rows = &row,
                                           .row_count = 1,
                                           .draws = 1500,
                                           .seed = 4,
                                           .threads = i ? 4 : 1,
                                           .tolerance = 0.05};
        expect(sam_sensitivity_run(&runs[i], &spec) == SAM_OK, "sensitivity fails");
    }
    expect(runs[0] && runs[1] && runs[0]->drawn_count > 0, "inputs that are drawn");
    for (size_t i = 0; runs[0] && runs[1] && i < runs[0]->drawn_count; i++)
        expect(runs[0]->indices[i].first == runs[1]->indices[i].first &&
                   runs[0]->indices[i].total == runs[1]->indices[i].total,
               "an index");
    sam_sensitivity_free(runs[0]);
    sam_sensitivity_free(runs[1]);
}

int main(void) {
    static const char *const ranges[] = {"/project/horizon_years",
                                         "3",
                                         "/dwellings/0/rent",
                                         "{\"value\": 1000, \"low\": 900, \"high\": 1200}",
                                         "/operation/vacancy",
                                         "{\"value\": 0.1, \"low\": 0, \"high\": 0.2}",
                                         NULL};
    static const char *const short_life[] = {"/project/horizon_years", "3", NULL};
    test_deal let, lent;
    test_deal_open(&let, TEST_BASE TEST_LETTING, short_life);
    test_deal_open(&lent,
                   TEST_BASE TEST_LETTING ", {\"id\": \"loan\", \"kind\": \"term_loan\", "
                                          "\"lender\": \"bank\", \"rate\": \"market\", "
                                          "\"years\": 3, \"ltv_max\": 0.8}",
                   short_life);
    test_deal_run(&let);
    test_deal_run(&lent);
    const sam_ledger *bases[] = {let.ledger, lent.ledger};
    sam_risk_spec spec = {.bases = bases, .model_count = 2, .threads = 1};
    sam_risk *one = run(spec, let.diags);
    spec.threads = 4;
    sam_risk *four = run(spec, let.diags);
    if (one && four)
        expect_same(one, four, 2);
    atomic_int cancel = 0;
    spec.progress = stop;
    spec.progress_context = &cancel;
    spec.cancel = &cancel;
    sam_risk *stopped = run(spec, let.diags);
    expect(stopped && sam_risk_draws(stopped) <= DRAWS, "a stopped run has too many draws");
    sam_risk_free(one);
    sam_risk_free(four);
    sam_risk_free(stopped);
    test_deal guaranteed;
    test_deal_open(&guaranteed,
                   TEST_BASE TEST_LETTING
                   ", {\"id\": \"promise\", \"kind\": \"rent_guarantee\", \"guarantor\": "
                   "\"municipality\", \"threshold\": 0.05, \"years\": 3}",
                   ranges);
    test_deal_run(&guaranteed);
    check_clauses(&guaranteed);
    check_indices(&guaranteed);
    test_deal_close(&guaranteed);
    test_deal_close(&let);
    test_deal_close(&lent);
    return faults ? 1 : 0;
}
