/* The engine of risk runs: laws that every draw obeys, results that hang on nothing but the seed,
 * and what is refused or stopped. */
#include <math.h>
#include <stdio.h>

#include "deal_shipped.h"
#include "engine_run.h"
#include "risk/engine.h"

static void open_shipped(test_deal *d, const char *model) {
    char path[64];
    snprintf(path, sizeof path, "models/%s", model);
    test_deal_shipped(d, path, "scenarios/hitra", NULL, NULL);
    test_deal_run(d);
}

/* ---- every draw ---- */

static void expect_balance(const test_deal *d, const sam_trace_work *work, size_t parties,
                           uint64_t first) {
    for (uint32_t m = 0; m < d->plan->months; m++)
        for (size_t lane = 0; lane < SAM_TRACE_LANES; lane++) {
            double sum = 0, gross = 0;
            for (size_t p = 0; p < parties; p++) {
                double net = sam_trace_series(work, p)[(size_t)m * SAM_TRACE_LANES + lane];
                sum += net;
                gross += fabs(net);
            }
            cr_assert(fabs(sum) <= 1e-12 * gross + 1e-7, "%s: draw %d, month %u: %g kroner appear",
                      d->deal->model_id, (int)(first + lane), m + 1, sum);
        }
}

/* What the engine draws, put into a trace that gives every party's net flow in every month. */
static void check_parties(const char *model) {
    test_deal d;
    open_shipped(&d, model);
    sam_arena *arena = sam_arena_new();
    sam_risk_spec spec = {.draws = 64, .seed = 5, .best_simd = true};
    sam_draws draws;
    sam_risk_case c;
    sam_group group;
    cr_assert_eq(sam_draws_init(&draws, d.deal, &spec, arena, d.diags), SAM_OK);
    cr_assert_eq(sam_risk_case_init(&c, d.ledger, &draws, &spec, arena), SAM_OK);
    cr_assert(sam_group_init(&group, &draws, arena));
    uint32_t nets[32], inputs[64];
    for (uint32_t p = 0; p < d.deal->party_count; p++) {
        char name[80];
        snprintf(name, sizeof name, "%s.net", d.deal->parties[p].id);
        nets[p] = test_row(&d, name);
    }
    for (size_t i = 0; i < c.input_count; i++)
        inputs[i] = c.inputs[i].input;
    sam_trace *trace = sam_trace_new(&(sam_trace_spec){.base = d.ledger,
                                                       .inputs = inputs,
                                                       .input_count = c.input_count,
                                                       .paths = c.paths,
                                                       .path_count = c.path_count,
                                                       .series = nets,
                                                       .series_count = d.deal->party_count});
    sam_trace_work *work = sam_trace_work_new(trace);
    cr_assert(work);
    for (uint64_t first = 0; first < spec.draws; first += SAM_TRACE_LANES) {
        sam_draws_fill(&draws, &group, first);
        sam_risk_case_apply(&c, &draws, &group, work, first);
        sam_trace_run(trace, work);
        expect_balance(&d, work, d.deal->party_count, first);
    }
    sam_trace_work_free(work);
    sam_trace_free(trace);
    sam_risk_case_clear(&c);
    sam_arena_free(arena);
    test_deal_close(&d);
}

Test(engine, every_draw_sums_to_zero_over_the_parties) {
    for (size_t m = 0; m < SHIPPED_MODELS; m++)
        check_parties(shipped_models[m]);
}

/* ---- the same bytes ---- */

static void expect_same(const sam_risk *a, size_t model_a, const sam_risk *b, size_t model_b,
                        const char *what) {
    const sam_risk_model *x = sam_risk_model_at(a, model_a), *y = sam_risk_model_at(b, model_b);
    cr_assert_eq(x->measure_count, y->measure_count, "%s", what);
    size_t size = (size_t)sam_risk_draws(a) * sizeof(double);
    cr_assert_eq(sam_risk_draws(a), sam_risk_draws(b));
    for (size_t i = 0; i < x->measure_count; i++) {
        cr_expect_eq(memcmp(sam_risk_values(a, model_a, i), sam_risk_values(b, model_b, i), size),
                     0, "%s: %s differs", what, x->measures[i].name);
        cr_expect_eq(memcmp(&x->measures[i].mean, &y->measures[i].mean, sizeof(double)), 0);
        cr_expect_eq(memcmp(x->measures[i].quantiles, y->measures[i].quantiles,
                            sizeof x->measures[i].quantiles),
                     0, "%s: quantiles of %s differ", what, x->measures[i].name);
    }
    for (size_t f = 0; f < x->fan_count; f++)
        cr_expect_eq(memcmp(x->fans[f].quantiles, y->fans[f].quantiles,
                            x->year_count * sizeof x->measures[0].quantiles),
                     0, "%s: fan %s differs", what, x->fans[f].row);
}

/* 7 blocks and a bit, so that 7 threads have something each and the last block is not full. */
enum { MANY = 7 * RISK_BLOCK + 77 };

static void check_threads(const sam_ledger *base, bool random) {
    sam_risk_spec spec = {.bases = &base,
                          .model_count = 1,
                          .draws = MANY,
                          .seed = 11,
                          .random = random,
                          .threads = 1,
                          .best_simd = true};
    sam_risk *first = run(&spec);
    for (unsigned threads = 2; threads <= 7; threads += 5) {
        spec.threads = threads;
        sam_risk *other = run(&spec);
        expect_same(first, 0, other, 0, threads == 2 ? "2 threads" : "7 threads");
        sam_risk_free(other);
    }
    spec.threads = 2;
    spec.best_simd = false;
    for (spec.simd = SAM_SIMD_BASE; spec.simd <= sam_simd_best(); spec.simd++) {
        static const char *const kinds[] = {"base", "avx2", "avx512"};
        sam_risk *other = run(&spec);
        expect_same(first, 0, other, 0, kinds[spec.simd]);
        sam_risk_free(other);
    }
    if (sam_simd_best() < SAM_SIMD_AVX512)
        cr_log_warn("SKIPPED: this processor has no avx512%s",
                    sam_simd_best() < SAM_SIMD_AVX2 ? " and no avx2" : "");
    sam_risk_free(first);
}

Test(engine, gives_the_same_bytes_for_any_threads_and_instructions) {
    test_deal d;
    open_shipped(&d, "fellesselskap");
    check_threads(d.ledger, false);
    check_threads(d.ledger, true);
    test_deal_close(&d);
}

/* Models see the same draws, whoever else is in the run. */
Test(engine, does_not_hang_on_which_models_run_together) {
    static const char *const names[] = {"tilvising", "kjopegaranti", "ops"};
    test_deal d[3];
    const sam_ledger *bases[3];
    for (size_t i = 0; i < 3; i++) {
        open_shipped(&d[i], names[i]);
        bases[i] = d[i].ledger;
    }
    sam_risk_spec spec = {.bases = bases,
                          .model_count = 3,
                          .draws = 1500,
                          .seed = 3,
                          .threads = 2,
                          .best_simd = true};
    sam_risk *all = run(&spec);
    spec.model_count = 1;
    for (size_t i = 0; i < 3; i++) {
        spec.bases = &bases[i];
        sam_risk *alone = run(&spec);
        expect_same(all, i, alone, 0, names[i]);
        sam_risk_free(alone);
    }
    sam_risk_free(all);
    for (size_t i = 0; i < 3; i++)
        test_deal_close(&d[i]);
}

Test(engine, keeps_only_the_measures_asked_for) {
    static const char *const names[] = {"min_dscr", "developer.npv", "nobody.npv"};
    test_deal d;
    open_shipped(&d, "tilvising");
    const sam_ledger *base = d.ledger;
    sam_risk_spec spec = {
        .bases = &base, .model_count = 1, .draws = 500, .seed = 3, .threads = 1, .best_simd = true};
    sam_risk *all = run(&spec);
    spec.measures = names;
    spec.measure_count = 3;
    sam_risk *few = run(&spec);
    cr_assert_eq(sam_risk_model_at(few, 0)->measure_count, 2);
    cr_expect_eq(sam_risk_model_at(few, 0)->fan_count, 0);
    for (size_t i = 0; i < 2; i++) {
        size_t here, there;
        measure(few, 0, names[i], &here);
        measure(all, 0, names[i], &there);
        cr_expect_eq(memcmp(sam_risk_values(few, 0, here), sam_risk_values(all, 0, there),
                            500 * sizeof(double)),
                     0, "%s differs", names[i]);
    }
    sam_risk_free(few);
    sam_risk_free(all);
    test_deal_close(&d);
}

/* ---- what is refused, stopped, or out of memory ---- */

static void stop_soon(void *context, uint64_t done, uint64_t draws) {
    (void)draws;
    if (done > 0)
        atomic_store((atomic_int *)context, 1);
}

Test(engine, a_stopped_run_keeps_what_is_done_and_says_so) {
    test_deal d;
    open_overrun(&d);
    const sam_ledger *base = d.ledger;
    atomic_int cancel = 0;
    sam_risk_spec spec = {.bases = &base,
                          .model_count = 1,
                          .draws = 1000000,
                          .seed = 6,
                          .threads = 2,
                          .best_simd = true,
                          .progress = stop_soon,
                          .progress_context = &cancel,
                          .cancel = &cancel};
    sam_risk *stopped = run(&spec);
    uint64_t done = sam_risk_draws(stopped);
    cr_expect(sam_risk_partial(stopped));
    cr_assert(done > 0 && done < 1000000 && done % RISK_BLOCK == 0, "%d draws", (int)done);
    sam_risk *whole = run_deal(&d, done, 6, false);
    cr_expect(!sam_risk_partial(whole));
    expect_same(stopped, 0, whole, 0, "stopped");
    sam_risk_free(whole);
    sam_risk_free(stopped);
    atomic_store(&cancel, 1); /* before it began */
    stopped = run(&spec);
    cr_expect(sam_risk_partial(stopped));
    cr_expect_eq(sam_risk_draws(stopped), 0);
    sam_risk_free(stopped);
    test_deal_close(&d);
}

Test(engine, refuses_correlations_that_cannot_be) {
    static const char *const set[] = {"/uncertainty/correlation/rate_inflation",
                                      "0.9",
                                      "/uncertainty/correlation/inflation_value",
                                      "0.9",
                                      "/uncertainty/correlation/rate_value",
                                      "-0.9",
                                      NULL};
    test_deal d;
    test_deal_open(&d, TEST_BASE TEST_LETTING, set);
    test_deal_run(&d);
    const sam_ledger *base = d.ledger;
    sam_risk *risk = NULL;
    sam_diags *diags = sam_diags_new();
    sam_status status = sam_risk_run(
        &risk, &(sam_risk_spec){.bases = &base, .model_count = 1, .draws = 10, .threads = 1},
        diags);
    cr_expect_eq(status, SAM_INPUT);
    cr_expect_null(risk);
    cr_assert_eq(sam_diags_stored(diags), 1);
    const sam_diag *fault = sam_diags_at(diags, 0);
    cr_expect_str_eq(fault->code, "CORRELATION_IMPOSSIBLE");
    cr_expect_str_eq(fault->pointer, "/uncertainty/correlation");
    cr_expect(strstr(fault->hint, "\"correlation\": {\"rate_"), "%s", fault->hint);
    cr_expect(strstr(fault->value, "-0.9"), "%s", fault->value);
    sam_diags_free(diags);
    test_deal_close(&d);
}

Test(engine, says_when_memory_is_out) {
    test_deal d;
    open_overrun(&d);
    const sam_ledger *base = d.ledger;
    sam_risk_spec spec = {
        .bases = &base, .model_count = 1, .draws = 40, .seed = 1, .threads = 2, .best_simd = true};
    sam_status status = SAM_MEMORY;
    long n = 1;
    for (; status == SAM_MEMORY && n < 3000; n++) {
        sam_risk *risk = NULL;
        sam_diags *diags = sam_diags_new();
        sam_alloc_fail_at(n, 1);
        status = sam_risk_run(&risk, &spec, diags);
        sam_alloc_fail_at(0, 0);
        cr_expect((status == SAM_OK) == (risk != NULL));
        sam_risk_free(risk);
        sam_diags_free(diags);
    }
    cr_expect_eq(status, SAM_OK);
    cr_expect_gt(n, 20, "the switch did nothing");
    test_deal_close(&d);
}
