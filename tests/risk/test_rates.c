/* Rates of return by draw, against rates known in closed form, rates found here by halving, and the
 * chance that there is none. */
#include <math.h>

#include "engine_run.h"

/* A bank that is always paid earns its own rate, whatever the owner lives through: with monthly
 * terms (1 + j / 12)^12 - 1. */
Test(rates, a_lender_who_is_always_paid_has_its_own_rate) {
    static const char *const set[] = {
        STILL, "/uncertainty/overrun/mean", "0.2", "/uncertainty/overrun/spread", "0.3", NULL};
    test_deal d;
    test_deal_open(&d,
                   TEST_BASE TEST_LETTING
                   ", {\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", "
                   "\"rate\": \"fixed\", \"nominal_rate\": 0.06, \"years\": 8, "
                   "\"terms_per_year\": 12, \"cost_share_max\": 0.8}",
                   set);
    test_deal_run(&d);
    sam_risk *risk = run_deal(&d, 500, 3, false);
    size_t at;
    const sam_risk_measure *m = measure(risk, 0, "bank.irr", &at);
    double want = pow(1 + 0.06 / 12, 12) - 1;
    cr_expect(m->is_rate && m->base_exists);
    cr_expect_float_eq(m->base, want, 1e-10);
    cr_expect_eq(m->known, 500);
    cr_expect_eq(m->reasons[SAM_IRR_ONE], 500);
    for (size_t draw = 0; draw < 500; draw++)
        cr_assert_float_eq(sam_risk_values(risk, 0, at)[draw], want, 1e-10, "draw %zu", draw);
    sam_risk_free(risk);
    test_deal_close(&d);
}

/* Present value of the owner: the base case's flows, and the overrun's share of the cost. */
static double present_value(const test_deal *d, double overrun, double rate) {
    double sum = 0;
    for (uint32_t m = 1; m <= d->plan->months; m++)
        sum += (test_of(d, "developer", "net", m) - overrun * test_of(d, "building", "cost", m)) *
               pow(1 + rate, -(double)m / 12);
    return sum;
}

static double halve(const test_deal *d, double overrun) {
    double low = -0.9, high = 1;
    for (int i = 0; i < 60; i++) {
        double middle = (low + high) / 2;
        if (present_value(d, overrun, middle) > 0)
            low = middle;
        else
            high = middle;
    }
    return low;
}

Test(rates, an_owner_has_the_rate_that_halving_finds) {
    test_deal d;
    open_overrun(&d);
    sam_risk *risk = run_deal(&d, 70, 11, true);
    size_t rate, outlay;
    cr_expect_eq(measure(risk, 0, "developer.irr", &rate)->known, 70);
    measure(risk, 0, "developer.outlay", &outlay);
    for (size_t draw = 0; draw < 70; draw++) {
        double overrun = sam_risk_values(risk, 0, outlay)[draw] / BUDGET - 1;
        double found = sam_risk_values(risk, 0, rate)[draw];
        cr_assert_float_eq(found, halve(&d, overrun), 1e-9, "draw %zu: %.12g", draw, found);
    }
    sam_risk_free(risk);
    test_deal_close(&d);
}

/* Nothing is earned when the employer has left before the homes are let and never returns: no rate
 * in 1 - (1 - 0.3)^(13 / 12) of the draws, counted and not dropped. */
Test(rates, draws_without_a_rate_are_counted) {
    static const char *const set[] = {
        STILL, "/uncertainty/market/leave", "0.3", "/uncertainty/market/back",
        "0",   "/uncertainty/market/rent",  "0",   NULL};
    test_deal d;
    /* The last of two equal pointers counts. */
    test_deal_open(&d, TEST_BASE TEST_LETTING, set);
    test_deal_run(&d);
    double p = 1 - pow(0.7, 13.0 / 12);
    for (uint64_t draws = 600; draws <= 9600; draws *= 16) {
        sam_risk *risk = run_deal(&d, draws, 7, true);
        size_t at;
        const sam_risk_measure *m = measure(risk, 0, "developer.irr", &at);
        double n = (double)draws, missing = n - (double)m->known;
        cr_expect(fabs(missing / n - p) < 4 * sqrt(p * (1 - p) / n), "none in %g, not %g",
                  missing / n, p);
        cr_expect_eq(m->reasons[SAM_IRR_NONE_ONE_SIGN], draws - m->known);
        uint64_t without = 0;
        for (uint64_t draw = 0; draw < draws; draw++)
            without += isnan(sam_risk_values(risk, 0, at)[draw]) ? 1 : 0;
        cr_expect_eq(without, draws - m->known);
        sam_risk_free(risk);
    }
    test_deal_close(&d);
}

Test(rates, are_kept_when_asked_for_by_name) {
    static const char *const names[] = {"developer.irr", "project.unfunded_irr"};
    test_deal d;
    open_overrun(&d);
    const sam_ledger *base = d.ledger;
    cr_expect(sam_risk_is_rate(d.plan, names[0]) && sam_risk_is_rate(d.plan, names[1]));
    cr_expect(!sam_risk_is_rate(d.plan, "developer.unfunded_irr"));
    cr_expect(!sam_risk_is_rate(d.plan, "nobody.irr") && !sam_risk_is_rate(d.plan, "irr"));
    sam_risk *all = run_deal(&d, 100, 1, false);
    sam_risk *two = run(&(sam_risk_spec){.bases = &base,
                                         .model_count = 1,
                                         .draws = 100,
                                         .seed = 1,
                                         .threads = 1,
                                         .best_simd = true,
                                         .measures = names,
                                         .measure_count = 2});
    cr_expect_eq(sam_risk_model_at(two, 0)->measure_count, 2);
    for (int i = 0; i < 2; i++) {
        size_t here, there;
        measure(two, 0, names[i], &here);
        measure(all, 0, names[i], &there);
        cr_expect_arr_eq(sam_risk_values(two, 0, here), sam_risk_values(all, 0, there),
                         100 * sizeof(double));
    }
    sam_risk_free(all);
    sam_risk_free(two);
    test_deal_close(&d);
}
