/* What cannot be compiled is told by name, and memory that fails anywhere between a deal and its
 * measures leaves nothing behind. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "deal_random.h"
#include "plan/builder.h"

static test_deal deal;

static sam_builder begin(void) {
    test_deal_open(&deal, TEST_BASE TEST_LETTING, NULL);
    return (sam_builder){
        .arena = sam_arena_new(), .deal = deal.deal, .diags = sam_diags_new(), .status = SAM_OK};
}

static void end(sam_builder *builder) {
    sam_diags_free(builder->diags);
    sam_arena_free(builder->arena);
    test_deal_close(&deal);
}

static uint32_t add(sam_builder *builder, const char *name, const char *formula) {
    return sam_builder_row(builder, &(sam_row){.name = name,
                                               .label = name,
                                               .formula = formula,
                                               .equation = "0.0",
                                               .kind = SAM_ROW_MONTHLY,
                                               .clause = builder->deal->clause_count,
                                               .party = SAM_NO_PARTY,
                                               .payer = SAM_NO_PARTY,
                                               .payee = SAM_NO_PARTY,
                                               .account = "",
                                               .defined = SAM_NO_ROW});
}

/* ---- formulas ---- */

static void refuses(const char *formula, const char *message) {
    sam_builder builder = begin();
    uint32_t row = add(&builder, "wrong", formula);
    add(&builder, "right", "1");
    sam_builder_parse(&builder, row);
    cr_expect_eq(builder.status, SAM_COMPILE, "%s", formula);
    cr_assert_eq(sam_diags_stored(builder.diags), 1, "%s", formula);
    const sam_diag *diag = sam_diags_at(builder.diags, 0);
    cr_expect_str_eq(diag->code, "PLAN_FORMULA");
    cr_expect(strstr(diag->message, message), "%s: %s", formula, diag->message);
    cr_expect(strstr(diag->message, "row wrong"), "%s: %s", formula, diag->message);
    end(&builder);
}

Test(compile, wrong_formulas_name_their_row) {
    refuses("", "something is missing");
    refuses("1 +", "something is missing");
    refuses("1 + * 2", "something is missing");
    refuses("(1 + 2", "missing sign");
    refuses("1 + 2)", "text after the end");
    refuses("1 ? 2", "text after the end");
    refuses("1.2.3", "not a number");
    refuses("1e", "not a number");
    refuses("nobody", "nobody");
    refuses("right + nobody", "nobody");
    refuses("cosine(1)", "unknown function");
    refuses("min(1; 2)", "missing sign");
    refuses("if(1, 2)", "missing sign");
    refuses("prev(1)", "a row name is missing");
    refuses("sum(nobody)", "no monthly row of that name");
    refuses("at(right 1)", "missing sign");
    refuses("all(1)", "a name is missing");
    refuses("least(limit)", "no limit is given");
    char deep[256] = "";
    for (int i = 0; i < 70; i++)
        strcat(deep, "(");
    refuses(deep, "nested too deep");
}

/* ---- circles ---- */

static sam_status schedule(const char *const *rows, char *told, size_t size) {
    sam_builder builder = begin();
    sam_plan plan = {.deal = builder.deal, .months = builder.deal->months, .arena = builder.arena};
    uint32_t count = 0;
    for (const char *const *row = rows; *row; row += 2, count++)
        add(&builder, row[0], row[1]);
    for (uint32_t i = 0; i < count; i++)
        sam_builder_parse(&builder, i);
    cr_assert_eq(builder.status, SAM_OK);
    sam_builder_schedule(&builder, &plan);
    *told = '\0';
    if (sam_diags_stored(builder.diags)) {
        const sam_diag *diag = sam_diags_at(builder.diags, 0);
        cr_expect_str_eq(diag->code, "PLAN_CYCLE");
        cr_expect(diag->hint && *diag->hint);
        snprintf(told, size, "%s", diag->value);
    }
    sam_status status = builder.status;
    end(&builder);
    return status;
}

#define ROWS(...)                                                                                  \
    (const char *const[]) {                                                                        \
        __VA_ARGS__, NULL                                                                          \
    }

Test(compile, circles_are_refused_with_their_rows) {
    char told[256];
    cr_expect_eq(schedule(ROWS("a", "b + 1", "b", "a * 2", "c", "a"), told, sizeof told),
                 SAM_COMPILE);
    cr_expect(strstr(told, "a") && strstr(told, "b"), "%s", told);
    cr_expect_null(strchr(told, 'c'), "%s", told);
    cr_expect_eq(schedule(ROWS("a", "a"), told, sizeof told), SAM_COMPILE);
    cr_expect_str_eq(told, "a");
    /* The month before and the month after; the whole row and a month of it. */
    cr_expect_eq(schedule(ROWS("a", "prev(b)", "b", "next(a)"), told, sizeof told), SAM_COMPILE);
    cr_expect_eq(schedule(ROWS("a", "1 + sum(b)", "b", "prev(a)"), told, sizeof told), SAM_COMPILE);
}

Test(compile, knots_over_time_are_no_circles) {
    char told[256];
    cr_expect_eq(schedule(ROWS("a", "prev(b) + 1", "b", "a * 2"), told, sizeof told), SAM_OK);
    cr_expect_eq(schedule(ROWS("a", "next(b) + 1", "b", "a * 2"), told, sizeof told), SAM_OK);
    cr_expect_eq(schedule(ROWS("a", "prev(a)", "b", "next(b) + sum(a)"), told, sizeof told),
                 SAM_OK);
}

/* ---- parties ---- */

static char *load(const char *name) {
    char path[512];
    snprintf(path, sizeof path, SAMSPEL_SOURCE_DIR "/tests/bad/good_%s.json", name);
    FILE *file = fopen(path, "r");
    cr_assert(file);
    char *text = calloc(1, 16384);
    cr_assert_gt(fread(text, 1, 16383, file), 0u);
    fclose(file);
    return text;
}

/* Property tax goes to the municipality: a deal without one has nobody to pay it to. */
Test(compile, a_flow_without_a_party) {
    static const char MODEL[] =
        "{\"format\": \"samspel-model-1\", \"id\": \"nobody\", \"parties\": [{\"id\": \"firm\", "
        "\"role\": \"developer\"}, {\"id\": \"house\", \"role\": \"project\"}], \"clauses\": "
        "[{\"id\": \"equity\", \"kind\": \"equity\", \"owner\": \"firm\"}, {\"id\": \"letting\", "
        "\"kind\": \"letting\"}, {\"id\": \"cost\", \"kind\": \"running_cost\"}]}";
    char *scenario = load("scenario"), *terms = load("terms");
    char *at = strstr(scenario, "\"models\"");
    if (at)
        memcpy(at, "\"x_mods\"", 8); /* of another model */
    sam_diags *diags = sam_diags_new();
    sam_deal *read = NULL;
    sam_plan *plan = NULL;
    sam_status status =
        sam_deal_read(&read, (sam_source){"model", MODEL, strlen(MODEL)},
                      (sam_source){"scenario", scenario, strlen(scenario)},
                      (sam_source){"terms", terms, strlen(terms)}, NULL, NULL, 0, diags);
    cr_assert_eq(status, SAM_OK, "%s",
                 sam_diags_stored(diags) ? sam_diags_at(diags, 0)->message : "");
    cr_expect_eq(sam_plan_compile(&plan, read, diags), SAM_COMPILE);
    cr_expect_null(plan);
    size_t last = sam_diags_stored(diags);
    cr_assert_gt(last, 0u);
    const sam_diag *diag = sam_diags_at(diags, last - 1);
    cr_expect_str_eq(diag->code, "PLAN_PARTY");
    cr_expect_str_eq(diag->value, "cost.property_tax");
    cr_expect_str_eq(diag->pointer, "/clauses/2");
    sam_deal_free(read);
    sam_diags_free(diags);
    free(scenario);
    free(terms);
}

/* ---- memory ---- */

static sam_status through(const sam_deal *of) {
    sam_plan *plan = NULL;
    sam_result *result = NULL;
    sam_status status = sam_plan_compile(&plan, of, deal.diags);
    sam_ledger *ledger = status == SAM_OK ? sam_ledger_new(plan, &(sam_run){.lanes = 1}) : NULL;
    if (status == SAM_OK && !ledger)
        status = SAM_MEMORY;
    if (status == SAM_OK) {
        sam_ledger_run(ledger);
        status = sam_metrics_measure(&result, ledger, 0, true);
    }
    sam_result_free(result);
    sam_ledger_free(ledger);
    sam_plan_free(plan);
    return status;
}

Test(compile, failing_memory, .timeout = 120) {
    static random_deal random;
    for (int sticky = 0; sticky <= 1; sticky++) {
        random_deal_make(&random, 3 + (uint64_t)sticky);
        test_deal_open(&deal, random.clauses, random.set);
        sam_status status = SAM_MEMORY;
        long n = 0;
        while (status == SAM_MEMORY) {
            cr_assert_lt(++n, 3000);
            sam_alloc_fail_at(n, sticky);
            status = through(deal.deal);
            sam_alloc_fail_at(0, 0);
        }
        cr_expect_eq(status, SAM_OK);
        cr_expect_gt(n, 10, "only %ld places", n);
        test_deal_close(&deal);
    }
}
