/* See deal_text.h. */
#include "deal_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PARTY(id, role) "{\"id\": \"" id "\", \"role\": \"" role "\"}"

static const char MODEL[] =
    "{\"format\": \"samspel-model-1\", \"id\": \"test\", \"parties\": "
    "[" PARTY("municipality", "municipality") ", " PARTY(
        "developer",
        "deve"
        "lope"
        "r") ", " PARTY("partner",
                        "owner") ", " PARTY("husbanken",
                                            "husbanken") ", " PARTY("bank",
                                                                    "bank") ", " PARTY("pro"
                                                                                       "jec"
                                                                                       "t",
                                                                                       "pro"
                                                                                       "jec"
                                                                                       "t") "], "
                                                                                            "\"clau"
                                                                                            "ses\":"
                                                                                            " [";

static const char SCENARIO[] =
    "{\"format\": \"samspel-scenario-1\", \"id\": \"still\","
    "\"project\": {\"start\": \"2020-01\", \"build_months\": 12, \"horizon_years\": 10,"
    " \"value_to_cost\": 1},"
    "\"dwellings\": [{\"id\": \"flat\", \"count\": 10, \"area\": 100, \"rent\": 1000}],"
    "\"costs\": {\"draw_profile\": \"uniform\", \"growth\": 0, \"building\": {\"amount\": "
    "1200000}},"
    "\"operation\": {\"vacancy\": 0, \"management_per_m2\": 0, \"running_per_m2\": 0,"
    " \"maintenance_per_m2\": 0, \"replacement_per_m2\": 0},"
    "\"economy\": {\"inflation\": 0, \"value_growth\": 0, \"market_rate\": 0,"
    " \"husbanken_rate\": 0},"
    "\"parties\": {\"municipality\": {\"discount_rate\": 0.04}, \"developer\": {\"discount_rate\": "
    "0.08},"
    " \"partner\": {\"discount_rate\": 0.06}, \"husbanken\": {\"discount_rate\": 0.03},"
    " \"bank\": {\"discount_rate\": 0.05}, \"project\": {\"discount_rate\": 0.05},"
    " \"tenants\": {\"discount_rate\": 0.04}, \"buyers\": {\"discount_rate\": 0.04},"
    " \"state\": {\"discount_rate\": 0.04}, \"outside\": {\"discount_rate\": 0.04}}}";

static const char TERMS[] =
    "{\"format\": \"samspel-terms-1\", \"terms\": [{\"id\": \"none\", \"unit\": \"share\", "
    "\"series\":"
    " [{\"from\": \"2000-01-01\", \"value\": 0, \"source\": \"test\", \"confidence\": \"low\"}]}]}";

static void stop(const char *what, const char *detail) {
    fprintf(stderr, "test deal: %s: %s\n", what, detail ? detail : "");
    abort();
}

static void show(const sam_diags *diags) {
    for (size_t i = 0; i < sam_diags_stored(diags); i++) {
        const sam_diag *one = sam_diags_at(diags, i);
        fprintf(stderr, "%s %s:%s %s [%s] %s\n", one->code, one->file ? one->file : "",
                one->pointer ? one->pointer : "", one->message, one->value ? one->value : "",
                one->hint ? one->hint : "");
    }
}

enum { MOST_SET = 64 };

static size_t take_overrides(sam_override *out, const char *const *set) {
    size_t count = 0;
    for (; set && set[2 * count]; count++) {
        if (count == MOST_SET)
            stop("too many settings", set[2 * count]);
        out[count] = (sam_override){set[2 * count], set[2 * count + 1]};
    }
    return count;
}

sam_status test_deal_try(test_deal *d, const char *clauses, const char *const *set) {
    *d = (test_deal){.diags = sam_diags_new()};
    sam_override overrides[MOST_SET];
    size_t count = take_overrides(overrides, set);
    size_t size = sizeof MODEL + strlen(clauses) + 3;
    char *model = malloc(size);
    if (!model || !d->diags)
        stop("memory", NULL);
    snprintf(model, size, "%s%s]}", MODEL, clauses);
    sam_status status = sam_deal_read(&d->deal, (sam_source){"model", model, strlen(model)},
                                      (sam_source){"scenario", SCENARIO, strlen(SCENARIO)},
                                      (sam_source){"terms", TERMS, strlen(TERMS)}, NULL, overrides,
                                      count, d->diags);
    if (status == SAM_OK)
        status = sam_plan_compile(&d->plan, d->deal, d->diags);
    free(model);
    return status;
}

void test_deal_open(test_deal *d, const char *clauses, const char *const *set) {
    if (test_deal_try(d, clauses, set) == SAM_OK)
        return;
    show(d->diags);
    stop("not a deal", clauses);
}

void test_deal_lanes(test_deal *d, size_t lanes, const char *const *given) {
    uint32_t rows[16];
    size_t count = 0;
    for (; given && given[count] && count < 16; count++)
        rows[count] = test_row(d, given[count]);
    d->ledger =
        sam_ledger_new(d->plan, &(sam_run){.lanes = lanes, .given = rows, .given_count = count});
    if (!d->ledger)
        stop("memory", NULL);
}

void test_deal_give(test_deal *d, const char *row, const double *values) {
    size_t stride;
    double *path = sam_ledger_path(d->ledger, test_row(d, row), &stride);
    for (uint32_t m = 0; m < d->plan->months; m++)
        for (size_t lane = 0; lane < stride; lane++)
            path[m * stride + lane] = values[m];
}

void test_deal_run(test_deal *d) {
    if (!d->ledger)
        test_deal_lanes(d, 1, NULL);
    sam_ledger_run(d->ledger);
}

void test_deal_close(test_deal *d) {
    sam_ledger_free(d->ledger);
    sam_plan_free(d->plan);
    sam_deal_free(d->deal);
    sam_diags_free(d->diags);
    *d = (test_deal){0};
}

bool test_has_row(const test_deal *d, const char *name) {
    return sam_plan_find_row(d->plan, name) != SAM_NO_ROW;
}

uint32_t test_row(const test_deal *d, const char *name) {
    uint32_t row = sam_plan_find_row(d->plan, name);
    if (row == SAM_NO_ROW)
        stop("no such row", name);
    return row;
}

double test_scalar(const test_deal *d, const char *name) {
    return sam_ledger_value(d->ledger, test_row(d, name), 0, 0);
}

double test_value(const test_deal *d, const char *name, uint32_t month) {
    return sam_ledger_value(d->ledger, test_row(d, name), month, 0);
}

double test_sum(const test_deal *d, const char *name) {
    uint32_t row = test_row(d, name);
    double total = 0;
    for (uint32_t m = 1; m <= d->plan->months; m++)
        total += sam_ledger_value(d->ledger, row, m, 0);
    return total;
}

double test_of(const test_deal *d, const char *id, const char *name, uint32_t month) {
    char full[160];
    snprintf(full, sizeof full, "%s.%s", id, name);
    return test_value(d, full, month);
}
