/* Sensitivity on a deal small enough to be a formula: with no discounting the owner of ten homes
 * ends with 1200 R (1 - V) - 1 200 000, R the monthly rent of a home and V vacancy. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "deal/fields.h"
#include "deal_text.h"
#include "risk/sensitivity.h"

#define NORMAL_RENT "{\"value\": 1100, \"low\": 900, \"high\": 1300, \"distribution\": \"normal\"}"
#define LOAN                                                                                       \
    "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"years\": 9, \"rate\": "   \
    "\"fixed\", \"nominal_rate\": 0.05, \"cost_share_max\": 0.5}"
#define RENT "/dwellings/0/rent", "{\"value\": 1100, \"low\": 900, \"high\": 1300}"
#define VACANCY "/operation/vacancy", "{\"value\": 0.1, \"low\": 0, \"high\": 0.2}"

static sam_sensitivity *sensitivity(test_deal *d, const char *clauses, const char *const *set,
                                    sam_sensitivity_spec spec) {
    sam_sensitivity *s = NULL;
    test_deal_open(d, clauses, set);
    test_deal_run(d);
    uint32_t row = test_row(d, "developer.npv");
    spec.base = d->ledger;
    spec.rows = &row;
    spec.row_count = 1;
    spec.tolerance = spec.tolerance > 0 ? spec.tolerance : 0.05;
    cr_assert_eq(sam_sensitivity_run(&s, &spec), SAM_OK);
    return s;
}

/* SIZE_MAX: not moved. */
static size_t span_of(const sam_sensitivity *s, const char *input) {
    for (size_t i = 0; i < s->span_count; i++)
        if (strcmp(s->plan->deal->inputs[s->spans[i].input].name, input) == 0)
            return i;
    return SIZE_MAX;
}

static void close_all(test_deal *d, sam_sensitivity *s) {
    sam_sensitivity_free(s);
    test_deal_close(d);
}

#define TOY                                                                                        \
    (const char *[]) {                                                                             \
        RENT, VACANCY, "/parties/developer/discount_rate", "0", NULL                               \
    }

static double toy(double rent, double vacancy) {
    return 1200 * rent * (1 - vacancy) - 1200000;
}

Test(sensitivity, tornado_of_a_linear_deal) {
    test_deal d;
    sam_sensitivity *s = sensitivity(&d, TEST_BASE TEST_LETTING, TOY, (sam_sensitivity_spec){0});
    size_t rent = span_of(s, "dwellings.0.rent"), vacancy = span_of(s, "operation.vacancy");
    cr_assert(rent != SIZE_MAX && vacancy != SIZE_MAX);
    cr_expect_float_eq(s->targets[0].base, toy(1100, 0.1), 1e-6);
    cr_expect_float_eq(s->arms[rent].low, toy(900, 0.1), 1e-6);
    cr_expect_float_eq(s->arms[rent].high, toy(1300, 0.1), 1e-6);
    cr_expect_float_eq(s->arms[vacancy].low, toy(1100, 0), 1e-6);
    cr_expect_float_eq(s->arms[vacancy].high, toy(1100, 0.2), 1e-6);
    cr_expect_eq(s->spans[rent].kind, SAM_SPAN_FILE);
    close_all(&d, s);
}

Test(sensitivity, break_evens_of_a_linear_deal) {
    test_deal d;
    sam_sensitivity *s = sensitivity(&d, TEST_BASE TEST_LETTING, TOY, (sam_sensitivity_spec){0});
    const sam_break_even *rent = &s->break_evens[span_of(s, "dwellings.0.rent")];
    const sam_break_even *vacancy = &s->break_evens[span_of(s, "operation.vacancy")];
    cr_expect(rent->exists && vacancy->exists);
    cr_expect_float_eq(rent->value, 1000 / 0.9, 1e-4);
    cr_expect_float_eq(vacancy->value, 1 - 1000.0 / 1100, 1e-7);
    /* No area turns it: nothing is paid by area in this deal. */
    size_t area = span_of(s, "dwellings.0.area");
    cr_expect(area == SIZE_MAX || !s->break_evens[area].exists);
    close_all(&d, s);
}

/* R (1 - V) of independent uniforms: with a = 1 - V, variance of the product and of what each
 * explains. */
Test(sensitivity, indices_of_a_product) {
    test_deal d;
    sam_sensitivity *s = sensitivity(&d, TEST_BASE TEST_LETTING, TOY,
                                     (sam_sensitivity_spec){.draws = 8192, .seed = 3});
    double mean_r = 1100, var_r = 400.0 * 400 / 12, mean_a = 0.9, var_a = 0.2 * 0.2 / 12;
    double rent = var_r * mean_a * mean_a, let = var_a * mean_r * mean_r, both = var_r * var_a;
    double all = rent + let + both;
    cr_assert_eq(s->drawn_count, 2);
    cr_assert(s->known[0]);
    size_t r = s->drawn[0] == span_of(s, "dwellings.0.rent") ? 0 : 1, v = 1 - r;
    cr_expect_float_eq(s->indices[r].first, rent / all, 0.02, "%g", s->indices[r].first);
    cr_expect_float_eq(s->indices[v].first, let / all, 0.02, "%g", s->indices[v].first);
    cr_expect_float_eq(s->indices[r].total, (rent + both) / all, 0.02);
    cr_expect_float_eq(s->indices[v].total, (let + both) / all, 0.02);
    cr_expect_float_eq(s->summaries[0].mean, toy(1100, 0.1), 500);
    cr_expect_float_eq(s->summaries[0].variance / (1200.0 * 1200 * all), 1, 0.02);
    cr_expect(s->summaries[0].converged);
    close_all(&d, s);
}

Test(sensitivity, too_few_draws_are_said_not_to_converge) {
    test_deal d;
    sam_sensitivity *s = sensitivity(&d, TEST_BASE TEST_LETTING, TOY,
                                     (sam_sensitivity_spec){.draws = 32, .seed = 3});
    cr_expect(!s->summaries[0].converged);
    close_all(&d, s);
}

/* A normal input whose 5 % and 95 % quantiles are given has the variance (range / 3.29)^2. */
Test(sensitivity, an_input_is_drawn_by_its_distribution) {
    test_deal d;
    sam_sensitivity *s =
        sensitivity(&d, TEST_BASE TEST_LETTING,
                    (const char *[]){"/dwellings/0/rent", NORMAL_RENT,
                                     "/parties/developer/discount_rate", "0", NULL},
                    (sam_sensitivity_spec){.draws = 8192, .seed = 3});
    double deviation = 400 / (2 * 1.6448536269514722);
    cr_expect_float_eq(sqrt(s->summaries[0].variance) / (1200 * deviation), 1, 0.02);
    cr_expect_float_eq(s->indices[0].first, 1, 0.02);
    close_all(&d, s);
}

/* Dearer building, known before: half of it is lent. Known after signing: the price is agreed. */
Test(sensitivity, before_and_after_signing) {
    const char *set[] = {"/costs/building/amount",
                         "{\"value\": 1200000, \"low\": 1200000, \"high\": 1300000}", NULL};
    test_deal d;
    sam_sensitivity *before =
        sensitivity(&d, TEST_BASE TEST_LETTING ", " LOAN, set, (sam_sensitivity_spec){0});
    size_t cost = span_of(before, "costs.building.amount");
    cr_assert(cost != SIZE_MAX);
    cr_expect(before->arms[cost].high < before->targets[0].base - 10000);
    close_all(&d, before);
    const sam_sensitivity_spec signed_spec = {.after = true, .draws = 64};
    sam_sensitivity *after = sensitivity(&d, TEST_BASE TEST_LETTING ", " LOAN, set, signed_spec);
    cr_expect_eq(after->arms[span_of(after, "costs.building.amount")].high, after->targets[0].base);
    cr_expect_eq(after->summaries[0].variance, 0);
    close_all(&d, after);
}

/* An arm is what --set of that value gives. */
Test(sensitivity, an_arm_is_the_deal_with_that_value) {
    test_deal d, e;
    sam_sensitivity *s = sensitivity(&d, TEST_BASE TEST_LETTING ", " LOAN,
                                     (const char *[]){RENT, NULL}, (sam_sensitivity_spec){0});
    test_deal_open(&e, TEST_BASE TEST_LETTING ", " LOAN,
                   (const char *[]){"/dwellings/0/rent", "1300", NULL});
    test_deal_run(&e);
    cr_expect_eq(s->arms[span_of(s, "dwellings.0.rent")].high, test_scalar(&e, "developer.npv"));
    test_deal_close(&e);
    close_all(&d, s);
}

Test(sensitivity, threads_do_not_change_a_bit) {
    test_deal d;
    sam_sensitivity *one =
        sensitivity(&d, TEST_BASE TEST_LETTING, TOY,
                    (sam_sensitivity_spec){.draws = 1000, .seed = 9, .threads = 1});
    test_deal e;
    sam_sensitivity *more =
        sensitivity(&e, TEST_BASE TEST_LETTING, TOY,
                    (sam_sensitivity_spec){.draws = 1000, .seed = 9, .threads = 7});
    cr_expect_arr_eq(one->indices, more->indices, 2 * sizeof *one->indices);
    close_all(&d, one);
    close_all(&e, more);
}

Test(sensitivity, how_far_inputs_are_moved) {
    test_deal d;
    sam_sensitivity *s = sensitivity(&d, TEST_BASE TEST_LETTING ", " LOAN,
                                     (const char *[]){"/project/delay_months", "2", NULL},
                                     (sam_sensitivity_spec){0});
    const sam_span *rent = &s->spans[span_of(s, "dwellings.0.rent")];
    cr_expect_eq(rent->kind, SAM_SPAN_TENTH);
    cr_expect_float_eq(rent->low, 900, 1e-9);
    cr_expect_float_eq(rent->high, 1100, 1e-9);
    const sam_span *delay = &s->spans[span_of(s, "project.delay_months")];
    cr_expect_eq(delay->low, 1, "whole months");
    cr_expect_eq(delay->high, 3);
    const sam_span *share = &s->spans[span_of(s, "letting.rent_share")];
    cr_expect_eq(share->kind, SAM_SPAN_STEP);
    cr_expect_float_eq(share->high, 1.1, 1e-12);
    /* Shares that sum to 1, and numbers of things, are not moved alone. */
    cr_expect_eq(span_of(s, "letting.unit_share"), SIZE_MAX);
    cr_expect_eq(span_of(s, "equity.share"), SIZE_MAX);
    cr_expect_eq(span_of(s, "loan.terms_per_year"), SIZE_MAX);
    cr_expect_eq(span_of(s, "dwellings.0.count"), SIZE_MAX);
    close_all(&d, s);
}

/* The goals say what the municipality may lose. */
Test(sensitivity, limits_are_those_of_the_goals) {
    test_deal d;
    test_deal_open(
        &d, TEST_BASE TEST_LETTING ", " LOAN,
        (const char *[]){"/goals/municipal_cost_max", "50000", "/goals/dscr_min", "1.2", NULL});
    test_deal_run(&d);
    uint32_t rows[] = {test_row(&d, "municipality.npv"), test_row(&d, "developer.npv"),
                       test_row(&d, "min_dscr"), test_row(&d, "total_debt")};
    sam_sensitivity *s = NULL;
    cr_assert_eq(sam_sensitivity_run(
                     &s, &(sam_sensitivity_spec){.base = d.ledger, .rows = rows, .row_count = 4}),
                 SAM_OK);
    cr_expect(s->targets[0].limited && s->targets[1].limited && s->targets[2].limited);
    cr_expect(!s->targets[3].limited);
    cr_expect_eq(s->targets[0].limit, -50000);
    cr_expect_eq(s->targets[1].limit, 0);
    cr_expect_eq(s->targets[2].limit, 1.2);
    close_all(&d, s);
}
