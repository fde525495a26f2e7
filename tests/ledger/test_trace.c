/* A trace is the plan and nothing else: whatever varies, every value of every lane is the ledger's
 * own, bit for bit (as numbers: the sign of a zero is not kept), with every instruction set. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "deal_random.h"
#include "deal_shipped.h"
#include "ledger/program.h"
#include "samspel/ledger.h"

enum { W = SAM_TRACE_LANES, MOST = 2000 };

static const char *const PATHS[] = {"market_rate", "husbanken_rate", "inflation",
                                    "real_rent",   "vacancy",        "value_now"};
enum { PATH_COUNT = sizeof PATHS / sizeof *PATHS };

/* A deal with what is to vary in it, and what the trace is asked for. */
typedef struct study {
    const char *what;
    test_deal *d;
    random_deal random; /* only its generator */
    sam_trace_spec spec;
    uint32_t inputs[MOST], paths[PATH_COUNT], scalars[MOST], series[MOST];
    sam_ledger *lanes; /* what the trace must equal */
} study;

static void want_all(study *s) {
    const sam_plan *plan = s->d->plan;
    for (uint32_t r = 0; r < plan->row_count; r++) {
        cr_assert(s->spec.scalar_count < MOST && s->spec.series_count < MOST);
        if (plan->rows[r].kind == SAM_ROW_SCALAR)
            s->scalars[s->spec.scalar_count++] = r;
        else
            s->series[s->spec.series_count++] = r;
    }
    s->spec.scalars = s->scalars;
    s->spec.series = s->series;
}

static void vary(study *s, const char *name) {
    uint32_t input = sam_deal_find_input(s->d->deal, name);
    for (size_t i = 0; i < s->spec.input_count; i++)
        if (s->inputs[i] == input)
            return;
    if (input != SAM_NO_INPUT && sam_plan_reads_input(s->d->plan, input))
        s->inputs[s->spec.input_count++] = input;
}

static void vary_paths(study *s) {
    for (size_t i = 0; i < PATH_COUNT; i++)
        s->paths[s->spec.path_count++] = test_row(s->d, PATHS[i]);
    s->spec.paths = s->paths;
}

/* What a risk run moves, and some numbers of any kind. */
static void vary_some(study *s, bool delay, int others) {
    const sam_deal *deal = s->d->deal;
    s->spec.inputs = s->inputs;
    vary(s, "costs.overrun");
    if (delay)
        vary(s, "project.delay_months");
    for (int i = 0; i < others; i++)
        vary(s, deal->inputs[random_whole(&s->random, 0, (int)deal->input_count - 1)].name);
}

static double random_value(study *s, uint32_t index) {
    const sam_input *input = &s->d->deal->inputs[index];
    if (strcmp(input->name, "project.delay_months") == 0)
        return random_whole(&s->random, 0, 15);
    if (strcmp(input->name, "costs.overrun") == 0)
        return random_between(&s->random, -0.2, 0.5);
    if (input->low < input->high)
        return random_between(&s->random, input->low, input->high);
    return input->value * random_between(&s->random, 0.8, 1.2);
}

static double random_path_value(study *s, size_t path, double expected) {
    switch (path) {
    case 0:
    case 1:
    case 2:
        return expected + random_between(&s->random, -0.06, 0.06);
    case 4:
        return random_chance(&s->random, 0.3) ? 0 : random_between(&s->random, 0, 1);
    default:
        return expected * random_between(&s->random, 0.3, 1.7);
    }
}

/* ---- the ledger that is to be equalled ---- */

/* A ledger whose signed rows are given when they are not signed anew. */
static void open_lanes(study *s) {
    const sam_plan *plan = s->d->plan;
    static uint32_t given[MOST];
    size_t count = 0;
    for (size_t i = 0; i < s->spec.path_count; i++)
        given[count++] = s->spec.paths[i];
    for (uint32_t r = 0; r < plan->row_count && !s->spec.resign; r++)
        if (plan->rows[r].signed_ && plan->rows[r].kind != SAM_ROW_CURVE)
            given[count++] = r;
    s->lanes = sam_ledger_new(plan, &(sam_run){.lanes = W, .given = given, .given_count = count});
    cr_assert(s->lanes);
    for (size_t i = s->spec.path_count; i < count; i++) {
        uint32_t row = given[i];
        size_t stride;
        if (plan->rows[row].kind == SAM_ROW_SCALAR) {
            for (size_t lane = 0; lane < W; lane++)
                s->lanes->scalars[row * s->lanes->lanes + lane] =
                    sam_ledger_value(s->d->ledger, row, 0, 0);
            continue;
        }
        double *out = sam_ledger_path(s->lanes, row, &stride);
        for (uint32_t m = 0; m < plan->months; m++)
            for (size_t lane = 0; lane < stride; lane++)
                out[m * stride + lane] = sam_ledger_value(s->d->ledger, row, m + 1, 0);
    }
}

/* The same random values to the ledger and to the trace. */
static void give_values(study *s, sam_trace_work *work) {
    for (size_t i = 0; i < s->spec.input_count; i++)
        for (size_t lane = 0; lane < W; lane++) {
            double value = random_value(s, s->inputs[i]);
            sam_ledger_set(s->lanes, s->inputs[i], lane, value);
            sam_trace_input(work, i)[lane] = value;
        }
    for (size_t p = 0; p < s->spec.path_count; p++) {
        size_t stride;
        double *out = sam_ledger_path(s->lanes, s->paths[p], &stride);
        for (uint32_t m = 0; m < s->d->plan->months; m++)
            for (size_t lane = 0; lane < W; lane++) {
                double expected = sam_ledger_value(s->d->ledger, s->paths[p], m + 1, 0);
                double value = random_path_value(s, p, expected);
                out[m * stride + lane] = value;
                sam_trace_path(work, p)[m * W + lane] = value;
            }
    }
}

static int faults;

static void expect_same(const study *s, uint32_t row, uint32_t month, size_t lane, double found) {
    double right = sam_ledger_value(s->lanes, row, month, lane);
    if (right == found)
        return;
    if (faults++ < 10)
        cr_log_error("%s: %s month %u lane %zu: ledger %.17g, trace %.17g", s->what,
                     s->d->plan->rows[row].name, month, lane, right, found);
}

static void compare(const study *s, const sam_trace_work *work) {
    for (size_t i = 0; i < s->spec.scalar_count; i++)
        for (size_t lane = 0; lane < W; lane++)
            expect_same(s, s->spec.scalars[i], 0, lane, sam_trace_scalar(work, i)[lane]);
    size_t months = s->spec.months ? s->spec.month_count : s->d->plan->months;
    for (size_t i = 0; i < s->spec.series_count; i++)
        for (size_t at = 0; at < months; at++) {
            uint32_t month = s->spec.months ? s->spec.months[at] : (uint32_t)at + 1;
            for (size_t lane = 0; lane < W; lane++)
                expect_same(s, s->spec.series[i], month, lane,
                            sam_trace_series(work, i)[at * W + lane]);
        }
}

/* Twice with every kind of instructions: nothing may be left from the run before. */
static void run_all_kinds(study *s) {
    sam_trace *trace = sam_trace_new(&s->spec);
    cr_assert(trace);
    open_lanes(s);
    for (sam_simd simd = SAM_SIMD_BASE; simd <= sam_simd_best(); simd++) {
        sam_trace_work *work = sam_trace_work_new(trace);
        cr_assert(work);
        for (int turn = 0; turn < 2; turn++) {
            give_values(s, work);
            sam_trace_run_with(trace, work, simd);
        }
        sam_ledger_run(s->lanes);
        compare(s, work);
        sam_trace_work_free(work);
    }
    sam_ledger_free(s->lanes);
    sam_trace_free(trace);
}

static void begin(study *s, test_deal *d, const char *what, uint64_t seed) {
    *s = (study){.what = what, .d = d, .random = {.state = seed}};
    test_deal_run(d);
    s->spec.base = d->ledger;
}

static void check_model(const char *model, const char *scenario, const char *variant,
                        uint64_t seed) {
    char file[64], place[64], what[128];
    snprintf(file, sizeof file, "models/%s", model);
    snprintf(place, sizeof place, "scenarios/%s", scenario);
    /* One of four ways: with a delay or none, signed anew or not. */
    uint64_t way = seed % 4;
    static study s;
    test_deal d;
    snprintf(what, sizeof what, "%s x %s, way %d", model, scenario, (int)way);
    test_deal_shipped(&d, file, place, variant, NULL);
    begin(&s, &d, what, seed);
    vary_some(&s, way & 1, way & 1 ? 3 : 0);
    vary_paths(&s);
    want_all(&s);
    s.spec.resign = way & 2;
    run_all_kinds(&s);
    test_deal_close(&d);
}

Test(trace, is_the_ledger_for_every_shipped_model) {
    static const char *const scenarios[][2] = {
        {"hitra", NULL}, {"dagens", NULL}, {"t7", "fifty_years"}};
    for (size_t m = 0; m < SHIPPED_MODELS; m++)
        for (size_t s = 0; s < sizeof scenarios / sizeof *scenarios; s++)
            check_model(shipped_models[m], scenarios[s][0], scenarios[s][1], 3 * m + s + 1);
    cr_expect_eq(faults, 0, "%d values differ", faults);
}

/* Deals that nobody ships: sculpted loans, options, sales, several owners and guarantees. */
Test(trace, is_the_ledger_for_random_deals) {
    for (uint64_t seed = 1; seed <= 32; seed++) {
        static study s;
        random_deal random;
        random_deal_make(&random, seed);
        test_deal d;
        char what[40];
        snprintf(what, sizeof what, "random deal %d", (int)seed);
        test_deal_open(&d, random.clauses, random.set);
        begin(&s, &d, what, seed);
        vary_some(&s, seed & 1, 4);
        if (seed & 2)
            vary_paths(&s);
        want_all(&s);
        s.spec.resign = seed & 4;
        run_all_kinds(&s);
        test_deal_close(&d);
    }
    cr_expect_eq(faults, 0, "%d values differ", faults);
}

/* ---- what is asked for ---- */

#define LOAN                                                                                       \
    ", {\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"rate\": \"market\","    \
    " \"years\": 8, \"ltv_max\": 0.8}"

static void open_small(study *s, test_deal *d) {
    test_deal_open(d, TEST_BASE TEST_LETTING LOAN, NULL);
    begin(s, d, "small", 7);
}

Test(trace, gives_only_the_months_asked_for) {
    static study s;
    static const uint32_t months[] = {1, 12, 13, 40, 132};
    test_deal d;
    open_small(&s, &d);
    vary_some(&s, true, 2);
    vary_paths(&s);
    want_all(&s);
    s.spec.months = months;
    s.spec.month_count = sizeof months / sizeof *months;
    run_all_kinds(&s);
    cr_expect_eq(faults, 0);
    test_deal_close(&d);
}

Test(trace, with_nothing_varying_is_the_base_case) {
    static study s;
    test_deal d;
    open_small(&s, &d);
    want_all(&s);
    run_all_kinds(&s);
    cr_expect_eq(faults, 0);
    test_deal_close(&d);
}

/* The same row asked for twice, a curve, and a path that is asked for itself. */
Test(trace, gives_a_row_as_often_as_it_is_asked_for) {
    static study s;
    test_deal d;
    open_small(&s, &d);
    vary_some(&s, false, 0);
    vary_paths(&s);
    static const char *const names[] = {"cash", "calendar_month", "vacancy", "cash", "vacancy"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        s.series[s.spec.series_count++] = test_row(&d, names[i]);
    for (int i = 0; i < 2; i++)
        s.scalars[s.spec.scalar_count++] = test_row(&d, "total_debt");
    s.spec.series = s.series;
    s.spec.scalars = s.scalars;
    run_all_kinds(&s);
    cr_expect_eq(faults, 0);
    test_deal_close(&d);
}

Test(trace, of_less_is_shorter) {
    static study s;
    test_deal d;
    open_small(&s, &d);
    vary_some(&s, false, 0);
    vary_paths(&s);
    want_all(&s);
    sam_trace *all = sam_trace_new(&s.spec);
    s.spec.series_count = 0;
    s.spec.scalar_count = 1;
    s.scalars[0] = test_row(&d, "developer.npv");
    sam_trace *one = sam_trace_new(&s.spec);
    cr_assert(all && one);
    cr_expect_lt(sam_trace_length(one), sam_trace_length(all));
    cr_expect_lt(sam_trace_slots(one), 200, "%zu slots", sam_trace_slots(one));
    sam_trace_free(all);
    sam_trace_free(one);
    test_deal_close(&d);
}

/* ---- memory ---- */

Test(trace, says_when_memory_is_out) {
    static study s;
    test_deal d;
    open_small(&s, &d);
    vary_some(&s, true, 2);
    vary_paths(&s);
    want_all(&s);
    sam_trace *trace = NULL;
    long n = 1;
    for (; !trace && n < 100000; n++) {
        sam_alloc_fail_at(n, 1);
        trace = sam_trace_new(&s.spec);
    }
    cr_expect_gt(n, 5, "the switch did nothing");
    sam_trace_work *work = NULL;
    for (n = 1; trace && !work && n < 100; n++) {
        sam_alloc_fail_at(n, 1);
        work = sam_trace_work_new(trace);
    }
    sam_alloc_fail_at(0, 0);
    cr_assert(work);
    cr_expect_gt(n, 2, "the switch did nothing");
    sam_trace_work_free(work);
    sam_trace_work_free(NULL);
    sam_trace_free(trace);
    sam_trace_free(NULL);
    test_deal_close(&d);
}
