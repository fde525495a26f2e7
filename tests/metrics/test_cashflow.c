/* Present values, payback, modified rate and reading of cash flows. Published numbers: the test
 * suites of numpy-financial (commit f47e8af) and pyxirr (5f31a85), named at each. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "samspel/metrics.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

Test(npv, as_published) {
    /* pyxirr tests/test_periodic.rs: first flow at time 0, and a spreadsheet's at time 1. */
    const double project[] = {-40000, 5000, 8000, 12000, 30000};
    double npv = sam_npv(project, COUNT(project), 0.08);
    cr_assert_float_eq(npv, 3065.222668179, 1e-8);
    cr_assert_float_eq(npv / 1.08, 2838.169137203, 1e-8);
    /* numpy-financial TestNpv. */
    const double cash[] = {-15000, 1500, 2500, 3500, 4500, 6000};
    cr_assert_float_eq(sam_npv(cash, COUNT(cash), 0.05), 122.89, 0.01);
}

/* numpy-financial TestPV: 20 payments of 12 000 at 7 %, here as flows. */
Test(npv, of_an_annuity_as_published) {
    double flows[21] = {0.0};
    for (size_t j = 1; j < 21; j++)
        flows[j] = 12000;
    cr_assert_float_eq(sam_npv(flows, 21, 0.07), 127128.17094619393, 1e-9);
}

Test(npv, monthly_by_an_effective_annual_rate) {
    double flows[25] = {0.0};
    flows[0] = -100.0;
    flows[12] = 10.0;
    flows[24] = 110.0;
    const double yearly[] = {-100.0, 10.0, 110.0};
    cr_assert_float_eq(sam_npv_monthly(flows, 25, 0, 0.1), 0.0, 1e-12);
    cr_assert_float_eq(sam_npv_monthly(flows, 25, 0, 0.03), sam_npv(yearly, 3, 0.03), 1e-12);
    /* A ledger's series begins a month later; a year later is one annual factor. */
    cr_assert_float_eq(sam_npv_monthly(flows, 25, 12, 0.25), sam_npv(yearly, 3, 0.25) / 1.25,
                       1e-12);
    cr_assert_float_eq(sam_npv_monthly(flows, 1, 1, 0.06), -100.0 / 1.004867550565343, 1e-12);
}

Test(npv, at_rate_zero_is_the_sum_and_below_minus_one_is_nothing) {
    const double flows[] = {-3.0, 1.0, 1.5};
    cr_assert_eq(sam_npv(flows, 3, 0.0), -0.5);
    cr_assert_eq(sam_npv_monthly(flows, 3, 7, 0.0), -0.5);
    cr_assert_eq(sam_npv(flows, 0, 0.1), 0.0);
    cr_assert(isnan(sam_npv(flows, 3, -1.0)) && isnan(sam_npv(flows, 3, -2.0)));
    cr_assert(isnan(sam_npv_monthly(flows, 3, 0, -1.0)));
}

/* The factor against long double, at the length of the longest plan. */
Test(npv, keeps_its_digits_over_1200_periods) {
    static double flows[1200];
    const double rates[] = {1e-9, 0.0041, 0.05, -0.004};
    for (size_t r = 0; r < COUNT(rates); r++) {
        long double want = 0.0L, size = 0.0L;
        for (size_t j = 0; j < 1200; j++) {
            flows[j] = (double)(j * 7919 % 1013) - 500.0;
            long double factor = expl(-(long double)j * log1pl((long double)rates[r]));
            want += (long double)flows[j] * factor;
            size += fabsl((long double)flows[j]) * factor;
        }
        double got = sam_npv(flows, 1200, rates[r]);
        cr_assert_lt(fabsl((long double)got - want), 1e-15L * size, "rate %g", rates[r]);
    }
}

/* numpy-financial TestMirr (0.0666 and 0.3428 there, more digits recomputed). */
Test(mirr, as_published) {
    const double a[] = {-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000};
    const double b[] = {100, 200, -50, 300, -200};
    double rate = 0.0;
    cr_assert(sam_mirr(&rate, a, COUNT(a), 0.08, 0.055));
    cr_assert_float_eq(rate, 0.066597175, 1e-9);
    cr_assert(sam_mirr(&rate, b, COUNT(b), 0.05, 0.06));
    cr_assert_float_eq(rate, 0.3428233878, 1e-9);
}

Test(mirr, is_none_without_both_signs) {
    const double up[] = {1, 2, 3}, down[] = {-1, -2}, zero[] = {0, 0};
    double rate = 7.0;
    cr_assert_not(sam_mirr(&rate, up, 3, 0.1, 0.1));
    cr_assert_not(sam_mirr(&rate, down, 2, 0.1, 0.1));
    cr_assert_not(sam_mirr(&rate, zero, 2, 0.1, 0.1));
    cr_assert_not(sam_mirr(&rate, up, 1, 0.1, 0.1));
    const double both[] = {-1, 2};
    cr_assert_not(sam_mirr(&rate, both, 2, -1.0, 0.1));
    cr_assert_not(sam_mirr(&rate, both, 2, 0.1, (double)NAN));
    cr_assert_eq(rate, 7.0);
}

Test(payback, first_period_that_stays_repaid) {
    size_t period = 99;
    const double plain[] = {-100, 40, 40, 40};
    cr_assert(sam_payback(&period, plain, 4, 0.0));
    cr_assert_eq(period, 3);
    const double again[] = {-100, 120, -50, 10, 25, 5};
    cr_assert(sam_payback(&period, again, 6, 0.0));
    cr_assert_eq(period, 4, "repaid in period 1, short again until 4");
    const double never[] = {-100, 120, -50};
    cr_assert_not(sam_payback(&period, never, 3, 0.0));
    const double always[] = {0, 5, -5};
    cr_assert(sam_payback(&period, always, 3, 0.0));
    cr_assert_eq(period, 0);
    const double rounding[] = {-0.3, 0.1, 0.1, 0.1};
    cr_assert(sam_payback(&period, rounding, 4, 0.0), "0.1 three times is 0.3");
    cr_assert_eq(period, 3);
}

/* At exactly the internal rate the last flow repays; a little above, nothing does. */
Test(payback, discounted) {
    size_t period = 99;
    const double flows[] = {-100, 55, 60.5};
    cr_assert_not(sam_payback(&period, flows, 3, 0.2));
    cr_assert(sam_payback(&period, flows, 3, 0.1));
    cr_assert_eq(period, 2);
    cr_assert(sam_payback(&period, flows, 3, -0.5));
    cr_assert_eq(period, 1);
    cr_assert_not(sam_payback(&period, flows, 3, -1.0));
    cr_assert_not(sam_payback(&period, flows, 0, 0.1));
}

/* ---- reading ---- */

static sam_diags *diags;

static sam_status read_text(sam_cashflow *out, const char *text) {
    sam_diags_free(diags);
    diags = sam_diags_new();
    return sam_cashflow_read_csv(out, text, strlen(text), "flows.csv", diags);
}

static void check_two(const char *text) {
    sam_cashflow flows;
    cr_assert_eq(read_text(&flows, text), SAM_OK, "%s", text);
    cr_assert_eq(flows.count, 2, "%s", text);
    cr_assert_eq(flows.amounts[0], -1000.5, "%s", text);
    cr_assert_eq(flows.amounts[1], 2000.0, "%s", text);
    cr_assert_eq(flows.dates[1].year, 2025, "%s", text);
    cr_assert_eq(flows.dates[1].month, 12, "%s", text);
    cr_assert_eq(flows.dates[1].day, 31, "%s", text);
    cr_assert_eq(sam_diags_count(diags, SAM_ERROR), 0);
    sam_cashflow_clear(&flows);
    sam_diags_free(diags);
    diags = NULL;
}

Test(csv, dialects_read_alike) {
    check_two("date,amount\n2024-02-29,-1000.5\n2025-12-31,2000\n");
    check_two("2024-02-29,-1000.5\n2025-12-31,2000");
    check_two("\xef\xbb\xbf"
              "date,amount\r\n2024-02-29,-1000.5\r\n\r\n2025-12-31,2e3\r\n");
    check_two("\"date\",\"amount\"\n\"2024-02-29\",\"-1000.5\"\n 2025-12-31 , +2000 \n");
    check_two("date;amount\n2024-02-29;-1000,5\n2025-12-31;2000,0\n");
    check_two("2024-02-29;\"-1000,5\"\n\n2025-12-31;2000.0");
}

Test(csv, amounts_alone) {
    sam_cashflow flows;
    cr_assert_eq(read_text(&flows, "amount\n-1\n2.5\n"), SAM_OK);
    cr_assert_eq(flows.count, 2);
    cr_assert_null(flows.dates);
    cr_assert_eq(flows.amounts[1], 2.5);
    sam_cashflow_clear(&flows);
    cr_assert_eq(read_text(&flows, "-7"), SAM_OK);
    cr_assert_eq(flows.count, 1);
    sam_cashflow_clear(&flows);
    sam_diags_free(diags);
}

static void check_fault(const char *text, const char *code, unsigned line, unsigned column) {
    sam_cashflow flows;
    cr_assert_eq(read_text(&flows, text), SAM_INPUT, "%s", text);
    cr_assert_eq(flows.count, 0);
    cr_assert_null(flows.amounts);
    const sam_diag *diag = sam_diags_at(diags, 0);
    cr_assert_str_eq(diag->code, code, "%s", text);
    cr_assert_eq(diag->line, line, "%s: line %u", text, diag->line);
    cr_assert_eq(diag->column, column, "%s: column %u", text, diag->column);
    cr_assert_str_eq(diag->file, "flows.csv");
    sam_diags_free(diags);
    diags = NULL;
}

Test(csv, faults_have_their_place) {
    check_fault("", "CSV_EMPTY", 0, 0);
    check_fault("date,amount\n", "CSV_EMPTY", 0, 0);
    check_fault("day,sum\n2024-01-01,1\n", "CSV_HEADER", 1, 1);
    check_fault("amount\n1,5\n", "CSV_FIELDS", 2, 1);
    check_fault("2024-01-01,1\n2024-01-02,1,2\n", "CSV_FIELDS", 2, 1);
    check_fault("2024-01-01,1\n2023-02-29,1\n", "CSV_DATE", 2, 1);
    check_fault("2024-01-01,1\r\n\r\n2024-01-02, 1 000\r\n", "CSV_AMOUNT", 3, 13);
    check_fault("2024-01-01,1e999\n", "CSV_AMOUNT", 1, 12);
    check_fault("2024-01-01,\n", "CSV_AMOUNT", 1, 12);
    check_fault("2024-01-01;1,000.5\n", "CSV_AMOUNT", 1, 12);
    check_fault("2024-01-01,\"1\n2024-01-02,2\n", "CSV_QUOTE", 1, 12);
    check_fault("2024-01-01,\"1\"2\n", "CSV_QUOTE", 1, 15);
    check_fault("2024-01-01,1\"2\n", "CSV_QUOTE", 1, 12);
    check_fault("2024-01-01,0.00000000000000000000000000000000000000000000000000000000000001\n",
                "CSV_FIELD_LONG", 1, 12);
}

Test(csv, every_fault_is_reported) {
    sam_cashflow flows;
    cr_assert_eq(read_text(&flows, "date,amount\nx,y\n2024-01-01,1\n2024-01-32,1\n\"\n1,2,3\n"),
                 SAM_INPUT);
    cr_assert_eq(sam_diags_count(diags, SAM_ERROR), 5);
    sam_diags_free(diags);
}

Test(csv, too_many_flows) {
    enum { LINES = 100001 };
    char *text = malloc(2 * LINES + 1);
    for (size_t i = 0; i < LINES; i++)
        memcpy(text + 2 * i, "1\n", 3);
    sam_cashflow flows;
    cr_assert_eq(read_text(&flows, text), SAM_LIMIT);
    cr_assert_eq(sam_diags_at(diags, 0)->line, LINES);
    text[2 * (LINES - 1)] = '\0';
    cr_assert_eq(read_text(&flows, text), SAM_OK);
    cr_assert_eq(flows.count, LINES - 1);
    sam_cashflow_clear(&flows);
    sam_diags_free(diags);
    free(text);
}

/* Any bytes give a verdict: every prefix and every single changed byte of a file, as read by a
 * reader that must not look past the length (the copy ends where the memory does). */
Test(csv, any_bytes_give_a_verdict) {
    const char text[] = "\"date\";amount\r\n2024-02-29;\"-1000,5\"\r\n\n2025-12-31;+2e3 ";
    const unsigned char swaps[] = {0, '"', ';', ',', '\n', '\r', '9', 0xff};
    sam_diags *all = sam_diags_new();
    for (size_t length = 0; length < sizeof text; length++)
        for (size_t i = 0; i < length * COUNT(swaps) + 1; i++) {
            char *bytes = malloc(length + !length);
            memcpy(bytes, text, length);
            if (i > 0)
                bytes[(i - 1) / COUNT(swaps)] = (char)swaps[(i - 1) % COUNT(swaps)];
            sam_cashflow flows;
            sam_status status = sam_cashflow_read_csv(&flows, bytes, length, "-", all);
            cr_assert(status == SAM_OK ? flows.count > 0 : flows.count == 0);
            sam_cashflow_clear(&flows);
            free(bytes);
        }
    sam_diags_free(all);
}

Test(csv, failed_allocations_are_reported_and_leak_nothing) {
    static char text[200 * 13 + 1];
    for (size_t i = 0; i < 200; i++)
        memcpy(text + 13 * i, "2024-01-01,1\n", 14);
    sam_cashflow flows;
    for (long n = 1; n < 50; n++) {
        sam_alloc_fail_at(n, 0);
        sam_status status = sam_cashflow_read_csv(&flows, text, strlen(text), "-", NULL);
        sam_alloc_fail_at(0, 0);
        if (status == SAM_OK) {
            cr_assert_gt(n, 4, "dates and amounts grow several times");
            sam_cashflow_clear(&flows);
            return;
        }
        cr_assert_eq(status, SAM_MEMORY);
        cr_assert_null(flows.amounts);
    }
    cr_assert_fail("never succeeded");
}
