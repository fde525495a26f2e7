/* Stress sets: the same as setting the value, bent rows by hand, laws of every lane, and a reader
 * that lets nothing pass it does not understand. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "deal_text.h"
#include "risk/stress.h"

#define LOAN                                                                                       \
    "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"years\": 9, \"rate\": "   \
    "\"market\", \"margin\": 0.02, \"cost_share_max\": 0.6}"
#define DEAL TEST_BASE TEST_LETTING ", " LOAN
#define HEAD "{\"format\": \"samspel-stress-1\", \"id\": \"test\", \"sets\": ["

static sam_stresses *read_sets(const char *sets) {
    char text[4096];
    sam_stresses *stresses = NULL;
    sam_diags *diags = sam_diags_new();
    snprintf(text, sizeof text, HEAD "%s]}", sets);
    sam_status status =
        sam_stresses_read(&stresses, (sam_source){"stress", text, strlen(text)}, diags);
    cr_assert_eq(status, SAM_OK, "%s",
                 sam_diags_stored(diags) ? sam_diags_at(diags, 0)->message : "");
    sam_diags_free(diags);
    return stresses;
}

static sam_ledger *stressed(test_deal *d, const char *clauses, const char *const *set,
                            const char *sets) {
    sam_ledger *ledger = NULL;
    test_deal_open(d, clauses, set);
    test_deal_run(d);
    sam_stresses *stresses = read_sets(sets);
    cr_assert_eq(sam_stress_run(&ledger, d->ledger, stresses), SAM_OK);
    sam_stresses_free(stresses);
    return ledger;
}

static double scalar(const sam_ledger *ledger, const char *row, size_t lane) {
    return sam_ledger_value(ledger, sam_plan_find_row(sam_ledger_plan(ledger), row), 0, lane);
}

static double value(const sam_ledger *ledger, const char *row, uint32_t month, size_t lane) {
    return sam_ledger_value(ledger, sam_plan_find_row(sam_ledger_plan(ledger), row), month, lane);
}

static void close_all(test_deal *d, sam_ledger *ledger) {
    sam_ledger_free(ledger);
    test_deal_close(d);
}

static void same_lane(const sam_ledger *a, size_t lane_a, const sam_ledger *b, size_t lane_b) {
    const sam_plan *plan = sam_ledger_plan(a);
    for (uint32_t r = 0; r < plan->row_count; r++)
        for (uint32_t m = 1; m <= plan->months; m++)
            cr_assert_eq(sam_ledger_value(a, r, m, lane_a), sam_ledger_value(b, r, m, lane_b),
                         "%s in month %u", plan->rows[r].name, m);
}

/* Funding is planned without overrun, so setting it is the same as stressing it. */
Test(stress, cost_up_is_overrun_set) {
    test_deal d, set;
    sam_ledger *ledger =
        stressed(&d, DEAL, NULL,
                 "{\"id\": \"cost\", \"changes\": [{\"input\": \"costs.overrun\", \"add\": 0.2}]}");
    test_deal_open(&set, DEAL, (const char *[]){"/costs/overrun", "0.2", NULL});
    test_deal_run(&set);
    same_lane(ledger, 1, set.ledger, 0);
    same_lane(ledger, 0, d.ledger, 0);
    cr_expect_neq(scalar(ledger, "developer.npv", 1), scalar(ledger, "developer.npv", 0));
    test_deal_close(&set);
    close_all(&d, ledger);
}

/* A dearer budget is no stress after signing: the budget is what was signed. */
Test(stress, what_was_signed_stays) {
    test_deal d;
    sam_ledger *ledger =
        stressed(&d, DEAL, NULL,
                 "{\"id\": \"a\", \"changes\": [{\"input\": \"costs.building.amount\", "
                 "\"times\": 1.5}, {\"input\": \"project.value_to_cost\", \"set\": 0.5}]}");
    static const char *const KEPT[] = {"developer.npv", "bank.npv",     "contractor.npv",
                                       "total_debt",    "project_cost", "total_equity"};
    for (size_t i = 0; i < sizeof KEPT / sizeof *KEPT; i++)
        cr_expect_eq(scalar(ledger, KEPT[i], 1), scalar(ledger, KEPT[i], 0), "%s", KEPT[i]);
    close_all(&d, ledger);
}

/* 24 months of half the rent: 24 * 10 000 / 2 less. */
Test(stress, a_row_is_bent_in_its_months) {
    test_deal d;
    sam_ledger *ledger =
        stressed(&d, DEAL, NULL,
                 "{\"id\": \"empty\", \"changes\": [{\"row\": \"vacancy\", \"set\": 0.5, "
                 "\"from\": 1, \"to\": 24, \"of\": \"operation\"}]}");
    cr_expect_eq(value(ledger, "vacancy", 12, 1), 0);
    cr_expect_eq(value(ledger, "vacancy", 13, 1), 0.5);
    cr_expect_eq(value(ledger, "vacancy", 36, 1), 0.5);
    cr_expect_eq(value(ledger, "vacancy", 37, 1), 0);
    cr_expect_float_eq(scalar(ledger, "tenants.paid", 0) - scalar(ledger, "tenants.paid", 1),
                       120000, 1e-6);
    same_lane(ledger, 0, d.ledger, 0);
    close_all(&d, ledger);
}

/* An input and the row it makes: the row is bent after the input has had its say. */
Test(stress, rows_are_bent_after_inputs_are_set) {
    test_deal d;
    sam_ledger *ledger =
        stressed(&d, DEAL, NULL,
                 "{\"id\": \"a\", \"changes\": [{\"row\": \"market_rate\", \"add\": 0.01, "
                 "\"from\": 20}, {\"input\": \"economy.rate_shift\", \"add\": 0.02}]},"
                 "{\"id\": \"b\", \"changes\": [{\"input\": \"economy.rate_shift\", \"add\": "
                 "0.03}]}");
    cr_expect_float_eq(value(ledger, "market_rate", 19, 1), 0.02, 1e-15);
    cr_expect_float_eq(value(ledger, "market_rate", 20, 1), 0.03, 1e-15);
    cr_expect_float_eq(value(ledger, "market_rate", 19, 2), 0.03, 1e-15);
    close_all(&d, ledger);
}

Test(stress, sets_put_together_are_done_in_order) {
    test_deal d;
    sam_ledger *ledger =
        stressed(&d, DEAL, (const char *[]){"/operation/vacancy", "0.2", NULL},
                 "{\"id\": \"twice\", \"changes\": [{\"row\": \"vacancy\", \"times\": 2}]},"
                 "{\"id\": \"more\", \"changes\": [{\"row\": \"vacancy\", \"add\": 0.7, \"of\": "
                 "\"operation\"}]},"
                 "{\"id\": \"all\", \"together\": [\"twice\", \"more\"]},"
                 "{\"id\": \"round\", \"together\": [\"more\", \"twice\"]}");
    cr_expect_float_eq(value(ledger, "vacancy", 20, 1), 0.4, 1e-15);
    cr_expect_float_eq(value(ledger, "vacancy", 20, 2), 0.9, 1e-15);
    cr_expect_eq(value(ledger, "vacancy", 20, 3), 1, "a share stays within 1");
    cr_expect_eq(value(ledger, "vacancy", 20, 4), 1);
    close_all(&d, ledger);
}

Test(stress, a_value_may_come_from_the_scenario) {
    test_deal d;
    sam_ledger *ledger = stressed(
        &d, DEAL,
        (const char *[]){"/operation/vacancy", "0.1", "/uncertainty/market/vacancy", "4", NULL},
        "{\"id\": \"a\", \"changes\": [{\"row\": \"vacancy\", \"times\": {\"input\": "
        "\"uncertainty.market.vacancy\"}}]}");
    cr_expect_float_eq(value(ledger, "vacancy", 20, 1), 0.4, 1e-15);
    close_all(&d, ledger);
}

Test(stress, a_field_of_every_clause_of_a_kind) {
    test_deal d;
    sam_ledger *ledger = stressed(
        &d, DEAL, NULL,
        "{\"id\": \"a\", \"changes\": [{\"clauses\": \"letting\", \"field\": \"rent_share\", "
        "\"times\": 0.5}, {\"clauses\": \"sale\", \"field\": \"price_share\", \"times\": 0.5}]}");
    cr_expect_float_eq(scalar(ledger, "tenants.paid", 1), 0.5 * scalar(ledger, "tenants.paid", 0),
                       1e-6);
    sam_stress_change sale = {.kind = "sale", .field = "price_share"};
    sam_stress_change let = {.kind = "letting", .field = "rent_share"};
    cr_expect(!sam_stress_touches(d.deal, &sale));
    cr_expect(sam_stress_touches(d.deal, &let));
    close_all(&d, ledger);
}

Test(stress, every_month_sums_to_zero_in_every_lane) {
    test_deal d;
    sam_ledger *ledger =
        stressed(&d, DEAL, (const char *[]){"/operation/vacancy", "0.1", NULL},
                 "{\"id\": \"a\", \"changes\": [{\"input\": \"costs.overrun\", \"add\": 0.4}]},"
                 "{\"id\": \"b\", \"changes\": [{\"row\": \"vacancy\", \"set\": 0.9, \"of\": "
                 "\"operation\"}, {\"row\": \"market_rate\", \"add\": 0.1}]}");
    for (size_t lane = 0; lane < 3; lane++)
        for (uint32_t m = 1; m <= d.plan->months; m++) {
            double sum = 0;
            for (uint32_t p = 0; p < d.deal->party_count; p++) {
                char name[96];
                snprintf(name, sizeof name, "%s.net", d.deal->parties[p].id);
                sum += value(ledger, name, m, lane);
            }
            cr_assert_float_eq(sum, 0, 1e-6, "lane %zu month %u: %g", lane, m, sum);
        }
    close_all(&d, ledger);
}

/* ---- reading ---- */

typedef struct wrong {
    const char *sets, *code, *pointer;
} wrong;

#define CHANGE(text) "{\"id\": \"a\", \"changes\": [" text "]}"

Test(stress, faults_are_told_where_they_are) {
    static const wrong WRONG[] = {
        {CHANGE("{\"input\": \"economy.rate_shif\", \"add\": 0.1}"), "INPUT_UNKNOWN",
         "/sets/0/changes/0/input"},
        {CHANGE("{\"input\": \"project.build_months\", \"add\": 1}"), "INPUT_UNKNOWN",
         "/sets/0/changes/0/input"},
        {CHANGE("{\"input\": \"costs.overrun\", \"add\": 20}"), "VALUE_RANGE",
         "/sets/0/changes/0/add"},
        {CHANGE("{\"input\": \"costs.overrun\", \"set\": 20}"), "VALUE_RANGE",
         "/sets/0/changes/0/set"},
        {CHANGE("{\"input\": \"costs.overrun\", \"times\": -1}"), "VALUE_RANGE",
         "/sets/0/changes/0/times"},
        {CHANGE("{\"input\": \"costs.overrun\"}"), "STRESS_VERB", "/sets/0/changes/0"},
        {CHANGE("{\"input\": \"costs.overrun\", \"add\": 0.1, \"set\": 0.1}"), "STRESS_VERB",
         "/sets/0/changes/0"},
        {CHANGE("{\"input\": \"costs.overrun\", \"add\": \"0.1\"}"), "TYPE",
         "/sets/0/changes/0/add"},
        {CHANGE("{\"input\": \"costs.overrun\", \"add\": 0.1, \"from\": 3}"), "FIELD_UNKNOWN",
         "/sets/0/changes/0/from"},
        {CHANGE("{\"add\": 0.1}"), "STRESS_TARGET", "/sets/0/changes/0"},
        {CHANGE("{\"row\": \"vacancy\", \"input\": \"costs.overrun\", \"add\": 0.1}"),
         "STRESS_TARGET", "/sets/0/changes/0"},
        {CHANGE("{\"row\": \"price_level\", \"add\": 0.1}"), "ROW_UNKNOWN",
         "/sets/0/changes/0/row"},
        {CHANGE("{\"row\": \"vacancy\", \"set\": 50}"), "VALUE_RANGE", "/sets/0/changes/0/set"},
        {CHANGE("{\"row\": \"vacancy\", \"set\": 0.5, \"from\": 3, \"to\": 2}"), "RANGE_ORDER",
         "/sets/0/changes/0/to"},
        {CHANGE("{\"row\": \"vacancy\", \"set\": 0.5, \"from\": 1.5}"), "VALUE_RANGE",
         "/sets/0/changes/0/from"},
        {CHANGE("{\"row\": \"vacancy\", \"set\": 0.5, \"of\": \"years\"}"), "WORD_UNKNOWN",
         "/sets/0/changes/0/of"},
        {CHANGE("{\"row\": \"vacancy\", \"sett\": 0.5}"), "FIELD_UNKNOWN",
         "/sets/0/changes/0/sett"},
        {CHANGE("{\"clauses\": \"sales\", \"field\": \"price_share\", \"times\": 1}"),
         "KIND_UNKNOWN", "/sets/0/changes/0/clauses"},
        {CHANGE("{\"clauses\": \"sale\", \"times\": 1}"), "FIELD_MISSING", "/sets/0/changes/0"},
        {CHANGE("{\"clauses\": \"term_loan\", \"field\": \"profile\", \"times\": 1}"),
         "INPUT_UNKNOWN", "/sets/0/changes/0/field"},
        {"{\"id\": \"a\"}", "STRESS_TARGET", "/sets/0"},
        {"{\"id\": \"a\", \"together\": [\"a\"]}", "REFERENCE_UNKNOWN", "/sets/0/together/0"},
        {CHANGE("") ", " CHANGE(""), "ID_DUPLICATE", "/sets/1/id"},
        {"{\"id\": \"A\", \"changes\": []}", "ID_FORMAT", "/sets/0/id"},
        {"{\"changes\": []}", "FIELD_MISSING", "/sets/0"},
        {"3", "TYPE", "/sets/0"},
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        char text[4096];
        sam_stresses *stresses = NULL;
        sam_diags *diags = sam_diags_new();
        snprintf(text, sizeof text, HEAD "%s]}", WRONG[i].sets);
        sam_status status =
            sam_stresses_read(&stresses, (sam_source){"stress", text, strlen(text)}, diags);
        cr_expect_eq(status, SAM_INPUT, "%s", WRONG[i].sets);
        cr_expect_null(stresses);
        bool told = false;
        for (size_t k = 0; k < sam_diags_stored(diags); k++) {
            const sam_diag *diag = sam_diags_at(diags, k);
            told = told || (strcmp(diag->code, WRONG[i].code) == 0 &&
                            strcmp(diag->pointer, WRONG[i].pointer) == 0 && diag->line == 1);
        }
        cr_expect(told, "%s at %s: %s", WRONG[i].code, WRONG[i].pointer, WRONG[i].sets);
        sam_diags_free(diags);
    }
}

Test(stress, a_file_of_another_form_is_refused) {
    static const char TEXT[] = "{\"format\": \"samspel-stress-2\", \"id\": \"a\", \"sets\": []}";
    sam_stresses *stresses = NULL;
    sam_diags *diags = sam_diags_new();
    cr_expect_eq(sam_stresses_read(&stresses, (sam_source){"s", TEXT, sizeof TEXT - 1}, diags),
                 SAM_INPUT);
    cr_expect_str_eq(sam_diags_at(diags, 0)->code, "FORMAT_UNKNOWN");
    sam_diags_free(diags);
}
