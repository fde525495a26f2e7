/* Rates of return and present values of dated flows. Published: sixty cash flows of pyxirr with all
 * their roots (tests/cases/xirr), the XIRR help pages of Microsoft and MathWorks, and pyxirr's
 * tests/test_scheduled.rs (commit 5f31a85). */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "samspel/metrics.h"

#define FOLDER "tests/cases/xirr/"

/* A whole file, NUL-terminated; the caller frees it. */
static char *slurp(const char *name, size_t *length) {
    char path[256];
    snprintf(path, sizeof path, FOLDER "%s", name);
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s: run in the top folder", path);
    char *bytes = malloc(1 << 20);
    *length = fread(bytes, 1, (1 << 20) - 1, file);
    bytes[*length] = '\0';
    fclose(file);
    return bytes;
}

static sam_cashflow load(const char *name) {
    size_t length;
    char *bytes = slurp(name, &length);
    sam_diags *diags = sam_diags_new();
    sam_cashflow flows;
    cr_assert_eq(sam_cashflow_read_csv(&flows, bytes, length, name, diags), SAM_OK, "%s", name);
    cr_assert_not_null(flows.dates);
    sam_diags_free(diags);
    free(bytes);
    return flows;
}

/* Compares a file's roots with the rest of its line: every root in (-0.99, 10), no other. */
static void check_file(const char *name, char *rest) {
    sam_cashflow flows = load(name);
    sam_irr irr;
    cr_assert_eq(sam_irr_dated(&irr, flows.dates, flows.amounts, flows.count, SAM_ACTUAL_365),
                 SAM_OK);
    size_t expected = 0;
    for (char *item = strtok(rest, ",\n"); item; item = strtok(NULL, ",\n")) {
        double root = 0.0;
        cr_assert(sam_number_parse(item, strlen(item), &root), "%s: %s", name, item);
        if (!(root > -0.99 && root < 10.0))
            continue;
        cr_assert_lt(expected, irr.count, "%s: %s is missing", name, item);
        cr_assert_float_eq(irr.roots[expected], root, 1e-11, "%s: %s", name, item);
        expected++;
    }
    cr_assert_eq(irr.count, expected, "%s: %zu roots, not %zu", name, irr.count, expected);
    sam_cashflow_clear(&flows);
}

Test(xirr, all_published_files_have_exactly_their_roots) {
    size_t length;
    char *table = slurp("roots.csv", &length);
    size_t files = 0;
    char *line = strchr(table, '\n') + 1;
    while (*line) {
        char *next = strchr(line, '\n') + 1, *comma = strchr(line, ',');
        char copy[256], name[64];
        snprintf(name, sizeof name, "%.*s", (int)(comma - line), line);
        char *roots = strchr(comma + 1, ',');
        roots = roots && roots < next ? roots : next - 1;
        snprintf(copy, sizeof copy, "%.*s", (int)(next - roots), roots);
        check_file(name, copy);
        files++;
        line = next;
    }
    cr_assert_eq(files, 60);
    free(table);
}

typedef struct dated {
    size_t count;
    const char *days[8];
    double flows[8];
} dated;

static void dates_of(sam_date *out, const dated *d) {
    for (size_t j = 0; j < d->count; j++)
        cr_assert(sam_date_read(&out[j], d->days[j], 10));
}

static double quoted(const dated *d, sam_day_count basis) {
    sam_date dates[8];
    dates_of(dates, d);
    sam_irr irr;
    cr_assert_eq(sam_irr_dated(&irr, dates, d->flows, d->count, basis), SAM_OK);
    cr_assert(irr.has_quoted);
    return irr.quoted;
}

/* support.microsoft.com, XIRR function: 0.373362535. */
Test(xirr, as_microsoft_prints_it) {
    const dated d = {5,
                     {"2008-01-01", "2008-03-01", "2008-10-30", "2009-02-15", "2009-04-01"},
                     {-10000, 2750, 4250, 3250, 2750}};
    cr_assert_float_eq(quoted(&d, SAM_ACTUAL_365), 0.3733625335, 1e-9);
}

/* mathworks.com/help/finance/xirr.html by way of pyxirr's test_xirr_day_count. */
Test(xirr, four_day_counts_as_published) {
    const dated d = {5,
                     {"2007-01-12", "2008-02-14", "2008-03-03", "2008-06-14", "2008-12-01"},
                     {-10000, 2500, 2000, 3000, 4000}};
    cr_assert_float_eq(quoted(&d, SAM_THIRTY_360), 0.100675477282743, 1e-12);
    cr_assert_float_eq(quoted(&d, SAM_ACTUAL_360), 0.0991988898057063, 1e-12);
    cr_assert_float_eq(quoted(&d, SAM_ACTUAL_365), 0.10064378342638, 1e-12);
    cr_assert_float_eq(quoted(&d, SAM_ACTUAL_ACTUAL), 0.100739648987346, 1e-12);
}

/* pyxirr tests/test_scheduled.rs: xnpv, its root, and xnfv. */
Test(xirr, present_and_future_value_as_published) {
    const dated d = {
        4, {"2015-06-11", "2015-07-21", "2015-10-17", "2018-06-10"}, {-1000, -9000, -3000, 20000}};
    sam_date dates[8];
    dates_of(dates, &d);
    cr_assert_float_eq(sam_npv_dated(dates, d.flows, 4, 0.1, SAM_ACTUAL_365), 2218.42566365675,
                       1e-8);
    cr_assert_float_eq(quoted(&d, SAM_ACTUAL_365), 0.16353715844, 1e-9);
    const dated f = {7,
                     {"2011-11-30", "2012-03-15", "2012-07-18", "2012-11-30", "2013-01-23",
                      "2013-04-30", "2014-02-06"},
                     {-100000, -50000, -2500, 12500, 37500, 75000, 90000}};
    dates_of(dates, &f);
    cr_assert_float_eq(sam_nfv_dated(dates, f.flows, 7, 0.025, SAM_ACTUAL_365), 57238.1249299303,
                       1e-8);
}

/* The order of the flows is not the order of the days: time 0 is the earliest. */
Test(xirr, order_does_not_matter) {
    sam_cashflow flows = load("unordered.csv");
    double npv = sam_npv_dated(flows.dates, flows.amounts, flows.count, 0.1, SAM_ACTUAL_365);
    for (size_t i = 0; i < flows.count / 2; i++) {
        size_t j = flows.count - 1 - i;
        sam_date date = flows.dates[i];
        double amount = flows.amounts[i];
        flows.dates[i] = flows.dates[j];
        flows.amounts[i] = flows.amounts[j];
        flows.dates[j] = date;
        flows.amounts[j] = amount;
    }
    cr_assert_float_eq(npv, 2218.42566365675, 1e-8, "the published flows, shuffled");
    cr_assert_float_eq(sam_npv_dated(flows.dates, flows.amounts, flows.count, 0.1, SAM_ACTUAL_365),
                       npv, 1e-9);
    sam_irr irr;
    cr_assert_eq(sam_irr_dated(&irr, flows.dates, flows.amounts, flows.count, SAM_ACTUAL_365),
                 SAM_OK);
    cr_assert_float_eq(irr.quoted, 0.16353715844, 1e-9);
    sam_cashflow_clear(&flows);
}

/* Flows on one day are one flow: what is paid in and out at once gives no rate. */
Test(xirr, flows_of_one_day_are_netted) {
    const sam_date day = {2024, 2, 29}, later = {2025, 3, 1};
    const sam_date dates[] = {later, day, day, later};
    sam_irr irr;
    cr_assert_eq(sam_irr_dated(&irr, dates, (const double[]){1, -5, 4, 0.5}, 4, SAM_ACTUAL_365),
                 SAM_OK);
    cr_assert_eq(irr.count, 1);
    cr_assert_float_eq(irr.quoted, pow(1.5, 365.0 / 366.0) - 1.0, 1e-13);
    cr_assert_eq(sam_irr_dated(&irr, dates + 1, (const double[]){-5, 4}, 2, SAM_ACTUAL_365),
                 SAM_OK);
    cr_assert_eq(irr.reason, SAM_IRR_NONE_ONE_SIGN);
    cr_assert_eq(sam_irr_dated(&irr, NULL, NULL, 0, SAM_ACTUAL_365), SAM_OK);
    cr_assert_eq(irr.reason, SAM_IRR_NONE_ONE_SIGN);
    cr_assert_eq(sam_npv_dated(NULL, NULL, 0, 0.1, SAM_ACTUAL_365), 0.0);
    cr_assert_eq(sam_nfv_dated(NULL, NULL, 0, 0.1, SAM_ACTUAL_365), 0.0);
}

/* Dates a month apart on 30/360 are the monthly case. */
Test(xirr, agrees_with_monthly_flows) {
    sam_date dates[60];
    double flows[60];
    for (int j = 0; j < 60; j++) {
        dates[j] = (sam_date){2020 + j / 12, 1 + j % 12, 15};
        flows[j] = j < 5 ? -1000.0 : 100.0 + j;
    }
    sam_irr monthly, by_date;
    sam_irr_monthly(&monthly, flows, 60);
    cr_assert_eq(sam_irr_dated(&by_date, dates, flows, 60, SAM_THIRTY_360), SAM_OK);
    cr_assert_eq(monthly.count, 1);
    cr_assert_float_eq(by_date.quoted, monthly.quoted, 1e-13);
}

Test(xirr, failed_allocations_are_reported) {
    const sam_date dates[] = {{2020, 1, 1}, {2021, 1, 1}};
    const double flows[] = {-1, 2};
    sam_irr irr;
    for (long n = 1; n <= 2; n++) {
        sam_alloc_fail_at(n, 0);
        cr_assert_eq(sam_irr_dated(&irr, dates, flows, 2, SAM_ACTUAL_365), SAM_MEMORY);
        cr_assert_not(irr.has_quoted);
    }
    sam_alloc_fail_at(0, 0);
    cr_assert_eq(sam_irr_dated(&irr, dates, flows, 2, SAM_ACTUAL_365), SAM_OK);
}
