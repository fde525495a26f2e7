/* Flags: each is raised by a deal that gives cause, with its figure, and not by one that does not.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "deal_text.h"

static test_deal deal;
static sam_result *result;

static void open(const char *clauses, const char *const *set) {
    test_deal_open(&deal, clauses, set);
    test_deal_run(&deal);
    cr_assert_eq(sam_metrics_measure(&result, deal.ledger, 0, false), SAM_OK);
}

static void close(void) {
    sam_result_free(result);
    result = NULL;
    test_deal_close(&deal);
}

static const sam_flag *find(const char *code) {
    for (uint32_t i = 0; i < result->flag_count; i++)
        if (strcmp(result->flags[i].code, code) == 0)
            return &result->flags[i];
    return NULL;
}

static void raised(const char *code, double figure) {
    const sam_flag *flag = find(code);
    cr_assert(flag, "%s is not raised", code);
    cr_assert(flag->has_figure);
    cr_assert_float_eq(flag->figure, figure, 1e-9 * (1 + fabs(figure)), "%s is %.12g, not %.12g",
                       code, flag->figure, figure);
}

static void quiet(const char *code) {
    cr_assert_null(find(code), "%s is raised without cause", code);
}

#define LOAN                                                                                       \
    "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", \"rate\": \"fixed\", "      \
    "\"nominal_rate\": 0.05, \"terms_per_year\": 12, \"profile\": \"annuity\", \"years\": 10, "    \
    "\"amount_max\": 900000}"
#define GUARANTEE                                                                                  \
    "{\"id\": \"guarantee\", \"kind\": \"guarantee\", \"guarantor\": \"municipality\", "           \
    "\"loan\": \"loan\", \"share\": 1, \"years\": 10}"
#define OWNED_BY(party) "{\"id\": \"equity\", \"kind\": \"equity\", \"owner\": \"" party "\"}"
#define OF(party) TEST_BUILDING ", " TEST_LETTING ", " OWNED_BY(party) ", "

Test(flags, quiet_deal, .fini = close) {
    open(TEST_BASE TEST_LETTING, NULL);
    cr_assert_eq(result->flag_count, 0, "%s", result->flag_count ? result->flags[0].code : "");
}

Test(flags, guarantee, .fini = close) {
    const char *set[] = {"/municipality/inhabitants", "2900", "/municipality/revenue", "50e6",
                         NULL};
    open(OF("developer") LOAN ", " GUARANTEE, set);
    raised("W_GUARANTEE_BUSINESS", 900000);
    raised("W_GUARANTEE_APPROVAL", 900000);
    raised("W_GUARANTEE_SIZE", 900000 / 50e6);
    close();
    /* No profit, more inhabitants, more revenue. */
    set[1] = "3001";
    set[3] = "90e6";
    open(OF("partner") LOAN ", " GUARANTEE, set);
    quiet("W_GUARANTEE_BUSINESS");
    quiet("W_GUARANTEE_APPROVAL");
    quiet("W_GUARANTEE_SIZE");
}

Test(flags, commitments, .fini = close) {
    open(TEST_BASE TEST_LETTING ", {\"id\": \"rents\", \"kind\": \"rent_guarantee\", "
                                "\"guarantor\": \"municipality\", \"threshold\": 0, \"years\": 10}",
         (const char *[]){"/operation/vacancy", "0.1", NULL});
    raised("W_RENT_GUARANTEE", 120 * 1000);
    quiet("W_PURCHASE_GUARANTEE");
    close();
    open(TEST_BASE "{\"id\": \"sale\", \"kind\": \"sale\", \"sale_cost\": 0, \"unsold_share\": "
                   "0.5}, {\"id\": \"promise\", \"kind\": \"purchase_guarantee\", \"guarantor\": "
                   "\"municipality\", \"sale\": \"sale\", \"cost_share\": 0.9}",
         NULL);
    raised("W_PURCHASE_GUARANTEE", 0.9 * 1200000);
    quiet("W_RENT_GUARANTEE");
}

#define LEASE(party, rest)                                                                         \
    TEST_BASE "{\"id\": \"lease\", \"kind\": \"lease\", \"lessee\": \"" party "\", " rest "}"

Test(flags, financial_lease, .fini = close) {
    const char *set[] = {"/project/horizon_years", "40", NULL};
    open(LEASE("municipality", "\"years\": 30, \"rent_share\": 0.1"), set);
    raised("W_LEASE_FINANCIAL", 30);
    quiet("W_LEASE_VALUE");
    close();
    open(LEASE("municipality", "\"years\": 29.9, \"rent_share\": 0.1"), set);
    quiet("W_LEASE_FINANCIAL");
    close();
    open(LEASE("partner", "\"years\": 30"), set);
    quiet("W_LEASE_FINANCIAL");
    quiet("W_LEASE_VALUE");
    close();
    /* 10 000 a month for 12 years at 4 %: 1 146 685 of 1 200 000. */
    double month = pow(1.04, -1 / 12.0);
    open(LEASE("municipality", "\"years\": 12"), set);
    raised("W_LEASE_VALUE", 10000 * month * (1 - pow(month, 144)) / (1 - month) / 1200000);
    quiet("W_LEASE_FINANCIAL");
}

Test(flags, minimum_instalment, .fini = close) {
    const char *const set[] = {"/municipality/loan_debt",
                               "100e6",
                               "/municipality/book_value",
                               "200e6",
                               "/municipality/depreciation",
                               "8e6",
                               NULL};
    open(OF("municipality") LOAN, set);
    raised("W_MINIMUM_INSTALMENT", (8e6 + 30000) * 100.9e6 / 201.2e6 - 4e6);
    close();
    open(OF("developer") LOAN, set);
    quiet("W_MINIMUM_INSTALMENT");
    close();
    open(OF("municipality") LOAN, NULL); /* no accounts given */
    quiet("W_MINIMUM_INSTALMENT");
}

#define PLOT(party, share)                                                                         \
    "{\"id\": \"plot\", \"kind\": \"plot\", \"seller\": \"" party "\", \"price_share\": " share "}"

Test(flags, plot_and_aid, .fini = close) {
    const char *set[] = {"/costs/plot/value", "400000", "/goals/aid_max", "150000", NULL};
    double worth = 200000 * pow(1.01, -1 / 12.0);
    open(TEST_BASE TEST_LETTING ", " PLOT("municipality", "0.5"), set);
    raised("W_BELOW_MARKET", 200000);
    raised("W_STATE_AID", worth);
    raised("W_AID_CEILING", worth - 150000);
    close();
    set[3] = "250000";
    open(TEST_BASE TEST_LETTING ", " PLOT("municipality", "0.5"), set);
    quiet("W_AID_CEILING");
    close();
    open(TEST_BASE TEST_LETTING ", " PLOT("municipality", "1"), set);
    quiet("W_BELOW_MARKET");
    quiet("W_STATE_AID");
    close();
    open(TEST_BASE TEST_LETTING ", " PLOT("partner", "0.5"), set);
    quiet("W_BELOW_MARKET");
    quiet("W_STATE_AID");
}

#define GRANT                                                                                      \
    "{\"id\": \"grant\", \"kind\": \"grant\", \"payer\": \"husbanken\", \"amount\": 300000, "      \
    "\"counted_in_ltv\": 1}"

/* 900 000 out, 10 000 a month back: 5.9 % a year; with the rent of 2 000, far above 8 %. */
Test(flags, over_compensation, .fini = close) {
    open(TEST_BASE TEST_LETTING ", " GRANT, NULL);
    quiet("W_OVERCOMPENSATION");
    close();
    const char *const dear[] = {"/dwellings/0/rent", "2000", NULL};
    open(TEST_BASE TEST_LETTING ", " GRANT, dear);
    const sam_flag *flag = find("W_OVERCOMPENSATION");
    cr_assert(flag);
    sam_irr irr = {0};
    for (uint32_t p = 0; p < deal.deal->party_count; p++)
        if (strcmp(deal.deal->parties[p].id, "developer") == 0)
            irr = result->parties[p].irr;
    raised("W_OVERCOMPENSATION", irr.quoted - 0.08);
    close();
    open(TEST_BASE TEST_LETTING, dear); /* as well paid, and helped by nobody */
    quiet("W_OVERCOMPENSATION");
}

Test(flags, grant_that_is_no_equity, .fini = close) {
    open(TEST_BASE TEST_LETTING ", " GRANT,
         (const char *[]){"/project/value_to_cost", "0.7", NULL});
    raised("W_GRANT_NOT_EQUITY", 0.75);
    close();
    open(TEST_BASE TEST_LETTING ", " GRANT, NULL);
    quiet("W_GRANT_NOT_EQUITY");
}

/* 900 000 over 10 years at 5 %: 9 546 a month. */
Test(flags, cover_support_and_loss, .fini = close) {
    open(OF("developer") LOAN, NULL);
    quiet("W_COVER");
    quiet("W_SUPPORT");
    quiet("W_LENDER_LOSS");
    quiet("W_LTV");
    close();
    double instalment = 900000 * (0.05 / 12) / (1 - pow(1 + 0.05 / 12, -120));
    open(OF("developer") LOAN, (const char *[]){"/dwellings/0/rent", "900", NULL});
    raised("W_COVER", 9000 / instalment);
    raised("W_SUPPORT", 120 * (instalment - 9000));
    quiet("W_LENDER_LOSS");
    close();
    open(OF("developer") LOAN, (const char *[]){"/dwellings/0/rent", "900", "/models/test",
                                                "{\"equity\": {\"support_limit\": 0}}", NULL});
    cr_assert(find("W_LENDER_LOSS"));
    quiet("W_SUPPORT");
}

/* Values fall by a tenth a year and the loan of 900 000 waits. */
Test(flags, debt_above_value, .fini = close) {
    open(OF("developer") "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", "
                         "\"rate\": \"fixed\", \"nominal_rate\": 0, \"profile\": \"bullet\", "
                         "\"years\": 10, \"amount_max\": 900000}",
         (const char *[]){"/economy/value_growth", "-0.1", NULL});
    raised("W_LTV", 900000 / (1200000 * pow(0.9, 119 / 12.0)));
}

/* What the model requires and the scenario says is done. After the clauses another key is written:
 * the text that test deals end with closes it. */
#define REQUIRING(words) TEST_BASE TEST_LETTING "], \"requires\": [" words "], \"x_rest\": ["

static void raised_without_figure(const char *code) {
    const sam_flag *flag = find(code);
    cr_assert(flag, "%s is not raised", code);
    cr_expect_not(flag->has_figure);
    cr_expect_gt(strlen(flag->paragraph), 0);
    cr_expect_gt(strlen(flag->text), 0);
}

Test(flags, steps, .fini = close) {
    open(REQUIRING("\"public_announcement\", \"procurement\""), NULL);
    raised_without_figure("W_ANNOUNCEMENT");
    raised_without_figure("W_PROCUREMENT");
    close();
    open(REQUIRING("\"public_announcement\", \"procurement\""),
         (const char *[]){"/met", "[\"public_announcement\"]", NULL});
    quiet("W_ANNOUNCEMENT");
    raised_without_figure("W_PROCUREMENT");
    close();
    open(REQUIRING("\"public_announcement\", \"procurement\""),
         (const char *[]){"/met", "[\"procurement\", \"public_announcement\"]", NULL});
    quiet("W_ANNOUNCEMENT");
    quiet("W_PROCUREMENT");
    close();
    open(REQUIRING("\"valuation\""), NULL); /* required, but no flag is raised for it */
    quiet("W_ANNOUNCEMENT");
    quiet("W_PROCUREMENT");
}

/* Debt up to the value is no breach: neither 0.9 nor the whole of it, which rounding may exceed. */
Test(flags, debt_within_value, .fini = close) {
    static const char WAITING[] =
        OF("developer") "{\"id\": \"loan\", \"kind\": \"term_loan\", \"lender\": \"bank\", "
                        "\"rate\": \"fixed\", \"nominal_rate\": 0, \"profile\": \"bullet\", "
                        "\"years\": 10, \"ltv_max\": 0.9}";
    open(WAITING, NULL);
    cr_assert_float_eq(test_scalar(&deal, "peak_ltv"), 0.9, 1e-12);
    quiet("W_LTV");
    close();
    open(WAITING, (const char *[]){"/clauses/loan/ltv_max", "1", NULL});
    cr_assert_float_eq(test_scalar(&deal, "peak_ltv"), 1, 1e-12);
    quiet("W_LTV");
    close();
    open(WAITING,
         (const char *[]){"/clauses/loan/ltv_max", "1.001", "/project/value_to_cost", "0.8", NULL});
    raised("W_LTV", 1.001);
}

/* Every code that the engine knows has been seen raised and quiet by the tests above. */
Test(flags, every_code_is_tested) {
    static const char *const files[] = {"src/metrics/flags.c", "src/metrics/flags_deal.c"};
    static char tests[65536], source[65536];
    FILE *file = fopen(SAMSPEL_SOURCE_DIR "/tests/metrics/test_flags.c", "r");
    cr_assert(file);
    tests[fread(tests, 1, sizeof tests - 1, file)] = '\0';
    fclose(file);
    for (size_t i = 0; i < 2; i++) {
        char path[512], quiet_call[96];
        snprintf(path, sizeof path, "%s/%s", SAMSPEL_SOURCE_DIR, files[i]);
        cr_assert(file = fopen(path, "r"));
        source[fread(source, 1, sizeof source - 1, file)] = '\0';
        fclose(file);
        for (const char *at = source; (at = strstr(at, "\"W_")); at++) {
            int length = (int)strcspn(at + 1, "\"");
            snprintf(quiet_call, sizeof quiet_call, "quiet(\"%.*s\")", length, at + 1);
            cr_expect(strstr(tests, quiet_call), "%s is missing", quiet_call);
            char call[3][96];
            snprintf(call[0], 96, "raised(\"%.*s\"", length, at + 1);
            snprintf(call[1], 96, "raised_without_figure(\"%.*s\"", length, at + 1);
            snprintf(call[2], 96, "find(\"%.*s\"", length, at + 1);
            bool found = strstr(tests, call[0]) || strstr(tests, call[1]) || strstr(tests, call[2]);
            cr_expect(found, "no test sees %.*s raised", length, at + 1);
        }
    }
}
