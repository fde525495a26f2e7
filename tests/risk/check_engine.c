/* A risk run on several threads, as a plain program so that ThreadSanitizer can watch it: the same
 * values as on one thread, and a run that is stopped by another thread. Prints what is wrong; exit
 * 1 when anything is. */
#include <stdio.h>
#include <string.h>

#include "deal_text.h"
#include "samspel/risk.h"

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

int main(void) {
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
    test_deal_close(&let);
    test_deal_close(&lent);
    return faults ? 1 : 0;
}
