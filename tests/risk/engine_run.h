/* Risk runs for tests: started, read, and on a deal of which one thing is uncertain. */
#ifndef TESTS_RISK_ENGINE_RUN_H
#define TESTS_RISK_ENGINE_RUN_H

#include <criterion/criterion.h>
#include <string.h>

#include "deal_text.h"
#include "samspel/risk.h"

/* Nothing is uncertain until a test says so. */
#define STILL                                                                                      \
    "/uncertainty/rate/volatility", "0", "/uncertainty/margin/volatility", "0",                    \
        "/uncertainty/inflation/volatility", "0", "/uncertainty/rent/volatility", "0",             \
        "/uncertainty/value/volatility", "0", "/uncertainty/overrun/mean", "0",                    \
        "/uncertainty/overrun/spread", "0", "/uncertainty/market/leave", "0",                      \
        "/uncertainty/exit/spread", "0"

static inline sam_risk *run(const sam_risk_spec *spec) {
    sam_diags *diags = sam_diags_new();
    sam_risk *risk = NULL;
    cr_assert_eq(sam_risk_run(&risk, spec, diags), SAM_OK);
    sam_diags_free(diags);
    return risk;
}

static inline const sam_risk_measure *measure(const sam_risk *risk, size_t model, const char *name,
                                              size_t *index) {
    const sam_risk_model *m = sam_risk_model_at(risk, model);
    for (size_t i = 0; i < m->measure_count; i++)
        if (strcmp(m->measures[i].name, name) == 0) {
            if (index)
                *index = i;
            return &m->measures[i];
        }
    cr_assert(false, "no measure %s", name);
    return NULL;
}

static inline sam_risk *run_deal(test_deal *d, uint64_t draws, uint64_t seed, bool random) {
    const sam_ledger *base = d->ledger;
    return run(&(sam_risk_spec){.bases = &base,
                                .model_count = 1,
                                .draws = draws,
                                .seed = seed,
                                .random = random,
                                .threads = 2,
                                .best_simd = true});
}

/* An owner without loans pays for the building: 1.2 million times a lognormal factor with the mean
 * 1.6 and a spread of 0.1, so that it is below 1 (and money left) once in a million. */
static inline void open_overrun(test_deal *d) {
    static const char *const set[] = {
        STILL, "/uncertainty/overrun/mean", "0.6", "/uncertainty/overrun/spread", "0.1", NULL};
    test_deal_open(d, TEST_BASE TEST_LETTING, set);
    test_deal_run(d);
}
#define BUDGET 1200000.0
#define OVERRUN_MEAN 1.6
#define OVERRUN_SPREAD 0.1

#endif
