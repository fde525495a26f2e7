/* Writes a deal whose only funding is one loan, completed in a December so that operation begins
 * with a calendar year, and runs it. Must not compute an instalment itself. */
#include "cli/loan.h"

#include "base/text.h"

typedef struct loan_run {
    sam_deal *deal;
    sam_plan *plan;
    sam_ledger *ledger;
} loan_run;

static void number(sam_text *text, const char *before, double value, const char *after) {
    sam_text_add(text, before);
    sam_text_add_number(text, value);
    sam_text_add(text, after);
}

static void write_model(sam_text *text, const sam_loan *loan) {
    sam_text_add(
        text, "{\"format\":\"samspel-model-1\",\"id\":\"loan\","
              "\"parties\":[{\"id\":\"project\",\"role\":\"project\"},"
              "{\"id\":\"lender\",\"role\":\"bank\"},{\"id\":\"borrower\",\"role\":\"developer\"}"
              "],\"clauses\":[{\"id\":\"building\",\"kind\":\"building_cost\"},"
              "{\"id\":\"equity\",\"kind\":\"equity\",\"owner\":\"borrower\"},"
              "{\"id\":\"letting\",\"kind\":\"letting\"},"
              "{\"id\":\"loan\",\"kind\":\"term_loan\",\"lender\":\"lender\"");
    sam_text_format(text,
                    ",\"profile\":\"%s\",\"rate\":\"%s\",\"years\":%ld,\"terms_per_year\":%ld",
                    loan->profile, loan->rate, loan->years, loan->terms);
    number(text, ",\"amount_max\":", loan->principal, "");
    number(text, ",\"nominal_rate\":", loan->nominal, "");
    number(text, ",\"effective_rate\":", loan->effective, "");
    if (loan->cover > 0)
        number(text, ",\"dscr_target\":", loan->cover, "");
    number(text, ",\"grace_years\":", loan->grace_years, "}]}");
}

static void write_scenario(sam_text *text, const sam_loan *loan) {
    sam_text_add(text, "{\"format\":\"samspel-scenario-1\",\"id\":\"loan\",\"project\":{\"start\":"
                       "\"2000-12\",\"build_months\":1,");
    sam_text_format(text, "\"horizon_years\":%ld},", loan->years);
    sam_text_add(text, "\"dwellings\":[{\"id\":\"home\",\"count\":1,\"area\":10,\"rent\":0}],"
                       "\"costs\":{\"draw_profile\":\"uniform\",\"growth\":0,");
    number(text, "\"building\":{\"amount\":", loan->principal, "}}}");
}

static sam_status read_deal(sam_deal **deal, const sam_loan *loan, sam_diags *diags) {
    static const char TERMS[] = "{\"format\":\"samspel-terms-1\",\"terms\":[]}";
    sam_text model = SAM_TEXT_EMPTY, scenario = SAM_TEXT_EMPTY;
    write_model(&model, loan);
    write_scenario(&scenario, loan);
    sam_status status = SAM_MEMORY;
    if (!model.broken && !scenario.broken)
        status =
            sam_deal_read(deal, (sam_source){"the loan", model.data, model.length},
                          (sam_source){"the loan", scenario.data, scenario.length},
                          (sam_source){"no terms", TERMS, sizeof TERMS - 1}, NULL, NULL, 0, diags);
    sam_text_free(&model);
    sam_text_free(&scenario);
    return status;
}

static void clear(loan_run *run) {
    sam_ledger_free(run->ledger);
    sam_plan_free(run->plan);
    sam_deal_free(run->deal);
}

static sam_status prepare(loan_run *run, const sam_loan *loan, const char *const *given,
                          size_t count, sam_diags *diags) {
    uint32_t rows[2];
    sam_status status = read_deal(&run->deal, loan, diags);
    if (status == SAM_OK)
        status = sam_plan_compile(&run->plan, run->deal, diags);
    if (status != SAM_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        rows[i] = sam_plan_find_row(run->plan, given[i]);
    run->ledger = sam_ledger_new(run->plan, &(sam_run){.given = rows, .given_count = count});
    return run->ledger ? SAM_OK : SAM_MEMORY;
}

/* Each term's rate holds for its months; the last one given holds from then on. */
static void put_rates(const loan_run *run, const sam_loan *loan) {
    size_t stride;
    double *path =
        sam_ledger_path(run->ledger, sam_plan_find_row(run->plan, "market_rate"), &stride);
    for (uint32_t m = 1; m < run->plan->months; m++) {
        size_t term = (m - 1) / (size_t)(12 / loan->terms);
        path[m * stride] = loan->rates[term < loan->rate_count ? term : loan->rate_count - 1];
    }
}

/* Month 1 is the December before the first year. */
static void put_years(const loan_run *run, const char *row, const double *years, long count) {
    size_t stride;
    double *path = sam_ledger_path(run->ledger, sam_plan_find_row(run->plan, row), &stride);
    for (long year = 1; year <= count; year++)
        path[12 * (size_t)year * stride] = years[year - 1];
}

static void read_terms(sam_loan_schedule *out, sam_loan_term *terms, const loan_run *run) {
    uint32_t due = sam_plan_find_row(run->plan, "loan.due");
    uint32_t interest = sam_plan_find_row(run->plan, "loan.interest_due");
    uint32_t principal = sam_plan_find_row(run->plan, "loan.principal_due");
    uint32_t closing = sam_plan_find_row(run->plan, "loan.closing");
    const sam_ledger *ledger = run->ledger;
    for (uint32_t m = 2; m <= run->plan->months; m++) {
        if (!(sam_ledger_value(ledger, due, m, 0) > 0))
            continue;
        const sam_loan_term term = {
            sam_ledger_value(ledger, closing, m - 1, 0), sam_ledger_value(ledger, interest, m, 0),
            sam_ledger_value(ledger, principal, m, 0), sam_ledger_value(ledger, closing, m, 0)};
        terms[out->count++] = term;
        out->interest += term.interest;
        out->principal += term.principal;
    }
    out->terms = terms;
    out->lent = sam_ledger_value(ledger, sam_plan_find_row(run->plan, "loan.lent"), 1, 0);
}

sam_status sam_loan_run(sam_loan_schedule *out, const sam_loan *loan, sam_arena *arena,
                        sam_diags *diags) {
    const char *given[2];
    size_t count = 0;
    if (loan->rates)
        given[count++] = "market_rate";
    if (loan->operating)
        given[count++] = "net_operating";
    *out = (sam_loan_schedule){0};
    loan_run run = {0};
    sam_status status = prepare(&run, loan, given, count, diags);
    sam_loan_term *terms =
        status == SAM_OK ? sam_arena_array(arena, run.plan->months, sizeof *terms) : NULL;
    if (status == SAM_OK && !terms)
        status = SAM_MEMORY;
    if (status == SAM_OK && loan->rates)
        put_rates(&run, loan);
    if (status == SAM_OK && loan->operating)
        put_years(&run, "net_operating", loan->operating, loan->years);
    if (status == SAM_OK) {
        sam_ledger_run(run.ledger);
        read_terms(out, terms, &run);
    }
    clear(&run);
    return status;
}

sam_status sam_loan_cover(double *out, const sam_loan *loan, const double *service,
                          sam_diags *diags) {
    static const char *const GIVEN[] = {"net_operating", "service_due"};
    /* The last month of the horizon settles the loan and is no year of cover. */
    sam_loan longer = *loan;
    longer.years++;
    loan_run run = {0};
    sam_status status = prepare(&run, &longer, GIVEN, 2, diags);
    if (status == SAM_OK) {
        put_years(&run, GIVEN[0], loan->operating, loan->years);
        put_years(&run, GIVEN[1], service, loan->years);
        sam_ledger_run(run.ledger);
        uint32_t cover = sam_plan_find_row(run.plan, "dscr");
        for (long year = 1; year <= loan->years; year++)
            out[year - 1] = sam_ledger_value(run.ledger, cover, 1 + 12 * (uint32_t)year, 0);
    }
    clear(&run);
    return status;
}
