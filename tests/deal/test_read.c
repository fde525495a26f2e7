/* What a reading makes of right files: each number with its value, its origin and its place; terms
 * by date; variants; --set. Base files are tests/bad/good_*.json. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "deal/fields.h"
#include "reading.h"
#include "samspel/deal.h"

static void expect(const sam_deal *deal, const char *name, double value, sam_origin origin,
                   const char *file, const char *pointer, sam_confidence confidence) {
    const sam_input *found = input(deal, name);
    cr_expect_eq(found->value, value, "%s", name);
    cr_expect_eq(found->origin, origin, "%s", name);
    cr_expect_str_eq(found->file, file, "%s", name);
    cr_expect_str_eq(found->pointer, pointer, "%s", name);
    cr_expect_eq(found->confidence, confidence, "%s", name);
}

READ_TEST(read, numbers_know_where_they_are_from) {
    sam_deal *deal = read_plain();
    cr_expect_eq(sam_diags_stored(diags), 0);
    expect(deal, "operation.vacancy", 0.05, SAM_FROM_SCENARIO, "s.json", "/operation/vacancy",
           SAM_CONFIDENCE_MEDIUM);
    expect(deal, "equity.share", 1, SAM_FROM_MODEL, "m.json", "/clauses/0/share",
           SAM_CONFIDENCE_MEDIUM);
    expect(deal, "loan.years", 25, SAM_FROM_SCENARIO, "s.json", "/models/plain/loan/years",
           SAM_CONFIDENCE_MEDIUM);
    expect(deal, "loan.ltv_max", 0.8, SAM_FROM_TERM, "t.json", "loan.ltv_max", SAM_CONFIDENCE_LOW);
    expect(deal, "project.delay_months", 0, SAM_FROM_DEFAULT, "", "", SAM_CONFIDENCE_LOW);
    expect(deal, "municipality.discount_rate", 0.04, SAM_FROM_SCENARIO, "s.json",
           "/parties/municipality/discount_rate", SAM_CONFIDENCE_MEDIUM);
    expect(deal, "dwellings.0.rent", 7000, SAM_FROM_SCENARIO, "s.json", "/dwellings/0/rent",
           SAM_CONFIDENCE_MEDIUM);
    cr_expect_str_eq(input(deal, "loan.ltv_max")->source, "made up");
    sam_deal_free(deal);
}

READ_TEST(read, a_number_may_have_a_range_and_a_source) {
    change(scenario, "\"vacancy\": 0.05",
           "\"vacancy\": {\"value\": 0.05, \"high\": 0.2, \"source\": \"SSB\", \"confidence\": "
           "\"high\"}");
    sam_deal *deal = read_plain();
    expect(deal, "operation.vacancy", 0.05, SAM_FROM_SCENARIO, "s.json", "/operation/vacancy",
           SAM_CONFIDENCE_HIGH);
    const sam_input *vacancy = input(deal, "operation.vacancy");
    cr_expect_eq(vacancy->low, 0.05);
    cr_expect_eq(vacancy->high, 0.2);
    cr_expect_str_eq(vacancy->source, "SSB");
    const sam_input *value = input(deal, "project.value_to_cost");
    cr_expect_eq(value->low, 0.6);
    cr_expect_eq(value->high, 0.8);
    const sam_input *rent = input(deal, "dwellings.0.rent");
    cr_expect_eq(rent->low, rent->high);
    sam_deal_free(deal);
}

/* Every field of the table is an input when it is a number, with the table's default. */
READ_TEST(read, every_number_of_the_table_is_an_input) {
    sam_deal *deal = read_plain();
    for (uint32_t i = 0; i < sam_scenario_field_count; i++) {
        const sam_field *field = &sam_scenario_fields[i];
        uint32_t index = sam_deal_find_input(deal, field->path);
        bool always = field->kind == SAM_VALUE_NUMBER && field->need != SAM_OPTIONAL;
        cr_expect_eq(index != SAM_NO_INPUT, always, "%s", field->path);
        if (index == SAM_NO_INPUT)
            continue;
        cr_expect_eq(deal->inputs[index].field, field);
        if (deal->inputs[index].origin == SAM_FROM_DEFAULT)
            cr_expect_eq(deal->inputs[index].value, field->fallback, "%s", field->path);
    }
    for (uint32_t i = 0; i < deal->party_count; i++) {
        const sam_party *party = &deal->parties[i];
        char name[128];
        snprintf(name, sizeof name, "%s.discount_rate", party->id);
        cr_expect_eq(sam_deal_find_input(deal, name), party->discount_rate, "%s", name);
    }
    sam_deal_free(deal);
}

READ_TEST(read, names_of_inputs_are_unique) {
    sam_deal *deal = read_plain();
    for (uint32_t i = 0; i < deal->input_count; i++)
        cr_expect_eq(sam_deal_find_input(deal, deal->inputs[i].name), i);
    sam_deal_free(deal);
}

READ_TEST(read, clauses_hold_words_and_inputs) {
    sam_deal *deal = read_plain();
    cr_assert_eq(deal->clause_count, 4);
    const sam_clause *loan = &deal->clauses[1];
    cr_expect_str_eq(loan->kind, "term_loan");
    cr_expect_str_eq(loan->pointer, "/clauses/1");
    cr_expect_str_eq(loan->values[sam_clause_field(loan, "lender")], "bank");
    cr_expect_str_eq(loan->values[sam_clause_field(loan, "profile")], "annuity");
    /* The first word of the table is the default. */
    cr_expect_str_eq(loan->values[sam_clause_field(loan, "rate")], "fixed");
    cr_expect_null(loan->values[sam_clause_field(loan, "years")]);
    cr_expect_eq(loan->inputs[sam_clause_field(loan, "lender")], SAM_NO_INPUT);
    cr_expect_eq(loan->inputs[sam_clause_field(loan, "amount_max")], SAM_NO_INPUT);
    cr_expect_eq(loan->inputs[sam_clause_field(loan, "margin")],
                 sam_deal_find_input(deal, "loan.margin"));
    const sam_clause *cover = &deal->clauses[2];
    cr_expect_str_eq(cover->values[sam_clause_field(cover, "loan")], "loan");
    sam_deal_free(deal);
}

READ_TEST(read, parties_are_the_models_and_the_outside) {
    change(model, "{\"id\": \"bank\", \"role\": \"bank\"}",
           "{\"id\": \"bank\", \"role\": \"bank\"}, {\"id\": \"market\", \"role\": \"outside\"}");
    sam_deal *deal = read_plain();
    uint32_t outside = 0;
    sam_role role;
    for (const char *id; (id = sam_outside_party(outside, &role)) != NULL; outside++)
        cr_expect_eq(deal->parties[sam_deal_find_party(deal, id)].role, role, "%s", id);
    cr_expect_eq(deal->party_count, 4 + outside - 1, "market is named by the model");
    cr_expect_eq(sam_deal_find_party(deal, "market"), 2);
    cr_expect_eq(sam_deal_find_party(deal, "nobody"), UINT32_MAX);
    sam_deal_free(deal);
}

/* June 2012 to April 2013 is ten months; four months of building and thirty years are 364. */
READ_TEST(read, the_timeline_follows_from_the_months) {
    sam_deal *deal = read_plain();
    cr_expect_eq(deal->months, 364);
    cr_expect_eq(deal->start_year, 2013);
    cr_expect_eq(deal->start_month, 4);
    cr_expect_eq(deal->dwelling_kinds, 1);
    cr_expect_eq(deal->draw_count, 4);
    cr_expect_eq(deal->draw_shares[3], 0.25);
    expect(deal, "project.price_lag", 10, SAM_FROM_SCENARIO, "s.json", "/project/price_date",
           SAM_CONFIDENCE_MEDIUM);
    cr_expect_eq(input(deal, "project.start_calendar_month")->value, 4);
    cr_expect_eq(input(deal, "project.start_year")->value, 2013);
    sam_deal_free(deal);
    deal = read_set(NULL, "/project/delay_months", "24");
    cr_expect_eq(deal->months, 364);
    sam_deal_free(deal);
    deal = read_set(NULL, "/project/price_date", "null");
    cr_expect_eq(input(deal, "project.price_lag")->value, 0);
    sam_deal_free(deal);
}

/* The value in force is that of the first day of the first month. */
READ_TEST(read, terms_are_those_of_the_first_day) {
    static const struct {
        const char *start;
        double value;
        size_t warnings;
    } known[] = {{"\"2011-12\"", 0.8, 1},
                 {"\"2012-01\"", 0.8, 0},
                 {"\"2014-12\"", 0.8, 0},
                 {"\"2015-01\"", 0.85, 0},
                 {"\"2099-12\"", 0.85, 0}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        size_t before = sam_diags_count(diags, SAM_WARNING);
        sam_deal *deal = read_set(NULL, "/project/start", known[i].start);
        const sam_input *limit = input(deal, "loan.ltv_max");
        cr_expect_eq(limit->value, known[i].value, "%s", known[i].start);
        cr_expect_eq(sam_diags_count(diags, SAM_WARNING) - before, known[i].warnings, "%s",
                     known[i].start);
        sam_confidence high = known[i].value > 0.8 ? SAM_CONFIDENCE_HIGH : SAM_CONFIDENCE_LOW;
        cr_expect_eq(limit->confidence, high);
        sam_deal_free(deal);
    }
}

READ_TEST(read, a_term_that_begins_in_the_month_is_not_in_force_on_its_first_day) {
    change(terms, "2015-01-01", "2015-01-02");
    sam_deal *deal = read_set(NULL, "/project/start", "2015-01");
    cr_expect_eq(input(deal, "loan.ltv_max")->value, 0.8);
    sam_deal_free(deal);
}

READ_TEST(read, discount_rates_default_to_the_term_of_the_role) {
    change(terms, "\"terms\": [",
           "\"terms\": [{\"id\": \"discount_rate.bank\", \"unit\": \"rate/year\", \"series\": "
           "[{\"from\": \"2000-01-01\", \"value\": 0.06, \"confidence\": \"high\"}]},");
    sam_deal *deal = read_plain();
    expect(deal, "bank.discount_rate", 0.06, SAM_FROM_TERM, "t.json", "discount_rate.bank",
           SAM_CONFIDENCE_HIGH);
    expect(deal, "project.discount_rate", 0.04, SAM_FROM_DEFAULT, "", "", SAM_CONFIDENCE_LOW);
    sam_deal_free(deal);
}

READ_TEST(read, a_variant_is_named_by_its_own_place) {
    change(scenario, "{\"project\": {\"start\": \"2026-04\"}}",
           "{\"project\": {\"start\": \"2026-04\", \"value_to_cost\": {\"value\": 0.75}}, "
           "\"operation\": {\"vacancy\": null}, \"models\": {\"plain\": {\"loan\": {\"years\": "
           "20}}}}");
    sam_deal *deal = read_set("later", NULL, NULL);
    cr_expect_eq(deal->start_year, 2026);
    expect(deal, "project.start_year", 2026, SAM_FROM_SCENARIO, "s.json",
           "/variants/later/project/start", SAM_CONFIDENCE_MEDIUM);
    expect(deal, "project.value_to_cost", 0.75, SAM_FROM_SCENARIO, "s.json",
           "/variants/later/project/value_to_cost", SAM_CONFIDENCE_MEDIUM);
    cr_expect_eq(input(deal, "project.value_to_cost")->high, 0.8, "a merge keeps the rest");
    expect(deal, "operation.vacancy", 0.05, SAM_FROM_DEFAULT, "", "", SAM_CONFIDENCE_LOW);
    expect(deal, "loan.years", 20, SAM_FROM_SCENARIO, "s.json",
           "/variants/later/models/plain/loan/years", SAM_CONFIDENCE_MEDIUM);
    expect(deal, "dwellings.0.rent", 7000, SAM_FROM_SCENARIO, "s.json", "/dwellings/0/rent",
           SAM_CONFIDENCE_MEDIUM);
    sam_deal_free(deal);
}

READ_TEST(read, an_unknown_variant_is_told_with_the_nearest) {
    sam_deal *deal = NULL;
    cr_expect_eq(try_read(&deal, "latter", NULL, 0), SAM_INPUT);
    cr_expect_null(deal);
    cr_assert_eq(sam_diags_stored(diags), 1);
    cr_expect_str_eq(sam_diags_at(diags, 0)->code, "VARIANT_UNKNOWN");
    cr_expect_str_eq(sam_diags_at(diags, 0)->hint, "did you mean \"later\"?");
}

READ_TEST(read, settings_of_the_command_line_come_last) {
    static const struct {
        const char *pointer, *value, *name;
        double expected;
    } known[] = {
        {"/operation/vacancy", "0.1", "operation.vacancy", 0.1},
        {"/economy/inflation", "0.03", "economy.inflation", 0.03},
        {"/costs/fees/per_unit", "1e5", "costs.fees.per_unit", 1e5},
        {"/dwellings/0/rent", "8000", "dwellings.0.rent", 8000},
        {"/dwellings/flat/rent", "8000", "dwellings.0.rent", 8000},
        {"/parties/bank/discount_rate", "0.07", "bank.discount_rate", 0.07},
        {"/clauses/loan/years", "40", "loan.years", 40},
        {"/clauses/1/years", "40", "loan.years", 40},
        {"/clauses/loan/amount_max", "1e6", "loan.amount_max", 1e6},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        sam_deal *deal = read_set(NULL, known[i].pointer, known[i].value);
        expect(deal, known[i].name, known[i].expected, SAM_FROM_COMMAND, "--set", known[i].pointer,
               SAM_CONFIDENCE_HIGH);
        sam_deal_free(deal);
    }
}

READ_TEST(read, a_setting_may_be_an_object_a_word_or_nothing) {
    sam_deal *deal = read_set(NULL, "/operation/vacancy",
                              "{\"value\": 0.1, \"low\": 0, \"confidence\": \"low\"}");
    expect(deal, "operation.vacancy", 0.1, SAM_FROM_COMMAND, "--set", "/operation/vacancy",
           SAM_CONFIDENCE_LOW);
    cr_expect_eq(input(deal, "operation.vacancy")->low, 0);
    sam_deal_free(deal);
    deal = read_set(NULL, "/clauses/loan/profile", "serial");
    cr_expect_str_eq(deal->clauses[1].values[sam_clause_field(&deal->clauses[1], "profile")],
                     "serial");
    sam_deal_free(deal);
    change(model, "\"years\": 30", "\"years\": 30, \"amount_max\": 1e6"); /* one limit must stay */
    deal = read_set(NULL, "/clauses/loan/ltv_max", "null");
    cr_expect_eq(sam_deal_find_input(deal, "loan.ltv_max"), SAM_NO_INPUT);
    sam_deal_free(deal);
    deal = read_set("later", "/project/start", "2020-02");
    cr_expect_eq(deal->start_year, 2020, "later than a variant");
    sam_deal_free(deal);
}

READ_TEST(read, keys_of_ones_own_are_let_through) {
    change(scenario, "\"vacancy\": 0.05",
           "\"vacancy\": {\"value\": 0.05, \"note\": \"guess\", "
           "\"x_by\": [1]}, \"x_y\": {\"z\": 1}, \"note\": 5");
    change(model, "\"years\": 30", "\"years\": 30, \"note\": \"long\", \"x_\": null");
    sam_deal_free(read_plain());
    cr_expect_eq(sam_diags_stored(diags), 0);
}

READ_TEST(read, a_fault_is_told_in_full) {
    change(scenario, "\"vacancy\": 0.05", "\"vacancy\": 5");
    sam_deal *deal = NULL;
    cr_expect_eq(try_read(&deal, NULL, NULL, 0), SAM_INPUT);
    const sam_diag *diag = sam_diags_at(diags, 0);
    cr_expect_str_eq(diag->code, "VALUE_RANGE");
    cr_expect_str_eq(diag->file, "s.json");
    cr_expect_str_eq(diag->value, "5");
    cr_expect_str_eq(diag->bound, "0 .. 1");
    cr_expect_str_eq(diag->hint, "write a fraction: 0.05 for 5 %");
    cr_expect_not_null(strstr(diag->origin, "values.c:"));
}

READ_TEST(read, faults_of_all_files_are_told_at_once) {
    change(model, "\"lender\": \"bank\"", "\"lender\": \"bonk\"");
    change(scenario, "\"vacancy\": 0.05", "\"vacansy\": 0.05");
    change(terms, "\"unit\": \"share\"", "\"unit\": \"sahre\"");
    sam_deal *deal = NULL;
    cr_expect_eq(try_read(&deal, NULL, NULL, 0), SAM_INPUT);
    cr_assert_eq(sam_diags_count(diags, SAM_ERROR), 3);
    const char *files = "";
    for (size_t i = 0; i < 3; i++) {
        cr_expect_str_neq(sam_diags_at(diags, i)->file, files);
        files = sam_diags_at(diags, i)->file;
        cr_expect_not_null(strstr(sam_diags_at(diags, i)->hint, "did you mean"));
    }
}

READ_TEST(read, no_diagnostics_need_be_wanted) {
    sam_diags_free(diags);
    diags = NULL;
    sam_deal *deal = read_plain();
    sam_deal_free(deal);
    change(scenario, "\"vacancy\": 0.05", "\"vacansy\": 0.05");
    cr_expect_eq(try_read(&deal, NULL, NULL, 0), SAM_INPUT);
    cr_expect_null(deal);
}

READ_TEST(read, memory_may_run_out_anywhere) {
    sam_override set[] = {{"/operation/vacancy", "0.1"}, {"/clauses/loan/years", "10"}};
    for (int sticky = 0; sticky < 2; sticky++) {
        sam_status status = SAM_MEMORY;
        for (long n = 1; status == SAM_MEMORY; n++) {
            sam_deal *deal = NULL;
            sam_alloc_fail_at(n, sticky);
            status = try_read(&deal, "later", set, 2);
            sam_alloc_fail_at(0, 0);
            cr_expect_eq(status == SAM_OK, deal != NULL);
            sam_deal_free(deal);
        }
        cr_expect_eq(status, SAM_OK);
    }
}
