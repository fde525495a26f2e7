/* samspel loan: the schedule of one loan. It writes a deal of nothing but that loan and runs it, so
 * that what is shown is what the engine does. */
#include <string.h>

#include "base/number.h"
#include "cli/cli.h"
#include "report/json.h"
#include "report/table.h"
#include "samspel/ledger.h"

typedef struct terms_of_loan {
    double principal, nominal, effective, grace_years;
    long years, terms;
    const char *profile;
    const char *kind; /* value of the clause's field `rate` */
    double *rates;    /* Nullable: nominal rate of each term */
    size_t rate_count;
} terms_of_loan;

static sam_status read_amount(sam_cli *cli, const char *name, double *out) {
    const char *text = sam_cli_value(cli, name);
    if (!text)
        return SAM_OK;
    if (!sam_number_parse_loose(text, strlen(text), out) || *out < 0)
        return sam_cli_usage(cli, "--%s needs a number that is not negative, not \"%s\"", name,
                             text);
    return SAM_OK;
}

/* One line of the rates file: "rate" or "term,rate"; the rates stand in the order of the terms. */
static bool read_rate(const char *line, size_t length, double *out) {
    const char *comma = memchr(line, ',', length);
    const char *number = comma ? comma + 1 : line;
    return sam_number_parse_loose(number, length - (size_t)(number - line), out) && *out > -1 &&
           *out < 1;
}

static sam_status read_rates(sam_cli *cli, const char *path, terms_of_loan *loan) {
    sam_source file;
    sam_status status = sam_cli_read(cli, path, &file);
    if (status != SAM_OK)
        return status;
    size_t most = (size_t)(loan->years * loan->terms);
    loan->rates = sam_arena_array(cli->arena, most, sizeof *loan->rates);
    if (!loan->rates)
        return SAM_MEMORY;
    unsigned line = 0;
    for (size_t at = 0; at < file.length && loan->rate_count < most;) {
        const char *start = file.bytes + at;
        const char *end = memchr(start, '\n', file.length - at);
        size_t length = end ? (size_t)(end - start) : file.length - at;
        at += length + 1;
        line++;
        while (length && (start[length - 1] == '\r' || start[length - 1] == ' '))
            length--;
        bool skip = length == 0 || (line == 1 && start[0] >= 'a' && start[0] <= 'z');
        if (skip)
            continue;
        if (!read_rate(start, length, &loan->rates[loan->rate_count++]))
            return sam_cli_fail(cli, SAM_INPUT,
                                "%s:%u: a line must be \"rate\" or \"term,rate\", with the nominal "
                                "yearly rate as a fraction such as 0.045",
                                path, line);
    }
    if (!loan->rate_count)
        return sam_cli_fail(cli, SAM_INPUT, "%s holds no rate", path);
    return SAM_OK;
}

static sam_status read_rate_options(sam_cli *cli, terms_of_loan *loan) {
    const char *path = sam_cli_value(cli, "rates");
    bool nominal = sam_cli_has(cli, "nominal"), effective = sam_cli_has(cli, "effective");
    if (nominal + effective + (path != NULL) != 1)
        return sam_cli_usage(cli, "give one of --nominal, --effective and --rates");
    loan->kind = nominal ? "fixed" : effective ? "effective" : "market";
    sam_status status = sam_cli_rate(cli, "nominal", &loan->nominal);
    if (status == SAM_OK)
        status = sam_cli_rate(cli, "effective", &loan->effective);
    return status == SAM_OK && path ? read_rates(cli, path, loan) : status;
}

static sam_status read_loan(sam_cli *cli, terms_of_loan *loan) {
    *loan = (terms_of_loan){.years = 30, .terms = 12, .profile = "annuity"};
    if (!sam_cli_has(cli, "principal"))
        return sam_cli_usage(cli, "how much? Give --principal");
    sam_status status = read_amount(cli, "principal", &loan->principal);
    if (status == SAM_OK)
        status = read_amount(cli, "grace-years", &loan->grace_years);
    if (status == SAM_OK)
        status = sam_cli_whole(cli, "years", 1, 60, &loan->years);
    if (status == SAM_OK)
        status = sam_cli_whole(cli, "terms", 1, 12, &loan->terms);
    if (status == SAM_OK && 12 % loan->terms != 0)
        return sam_cli_usage(cli, "--terms must be 1, 2, 3, 4, 6 or 12 a year");
    if (sam_cli_value(cli, "profile"))
        loan->profile = sam_cli_value(cli, "profile");
    return status == SAM_OK ? read_rate_options(cli, loan) : status;
}

static void number(sam_text *text, const char *before, double value, const char *after) {
    sam_text_add(text, before);
    sam_text_add_number(text, value);
    sam_text_add(text, after);
}

static void write_model(sam_text *text, const terms_of_loan *loan) {
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
                    loan->profile, loan->kind, loan->years, loan->terms);
    number(text, ",\"amount_max\":", loan->principal, "");
    number(text, ",\"nominal_rate\":", loan->nominal, "");
    number(text, ",\"effective_rate\":", loan->effective, "");
    number(text, ",\"grace_years\":", loan->grace_years, "}]}");
}

static void write_scenario(sam_text *text, const terms_of_loan *loan) {
    sam_text_add(text, "{\"format\":\"samspel-scenario-1\",\"id\":\"loan\",\"project\":{\"start\":"
                       "\"2000-12\",\"build_months\":1,");
    sam_text_format(text, "\"horizon_years\":%ld},", loan->years);
    sam_text_add(text, "\"dwellings\":[{\"id\":\"home\",\"count\":1,\"area\":10,\"rent\":0}],"
                       "\"costs\":{\"draw_profile\":\"uniform\",\"growth\":0,");
    number(text, "\"building\":{\"amount\":", loan->principal, "}}}");
}

static sam_status read_deal(sam_cli *cli, const terms_of_loan *loan, sam_deal **deal) {
    static const char TERMS[] = "{\"format\":\"samspel-terms-1\",\"terms\":[]}";
    sam_text model = SAM_TEXT_EMPTY, scenario = SAM_TEXT_EMPTY;
    write_model(&model, loan);
    write_scenario(&scenario, loan);
    sam_status status = SAM_MEMORY;
    if (!model.broken && !scenario.broken)
        status = sam_deal_read(deal, (sam_source){"the loan", model.data, model.length},
                               (sam_source){"the loan", scenario.data, scenario.length},
                               (sam_source){"no terms", TERMS, sizeof TERMS - 1}, NULL, NULL, 0,
                               cli->diags);
    sam_text_free(&model);
    sam_text_free(&scenario);
    return status;
}

/* Each term's rate holds for its months; the last one given holds from then on. */
static void put_rates(sam_ledger *ledger, uint32_t row, const terms_of_loan *loan) {
    size_t stride;
    double *path = sam_ledger_path(ledger, row, &stride);
    uint32_t months = sam_ledger_plan(ledger)->months;
    for (uint32_t m = 1; m < months; m++) {
        size_t term = (m - 1) / (size_t)(12 / loan->terms);
        path[m * stride] = loan->rates[term < loan->rate_count ? term : loan->rate_count - 1];
    }
}

typedef struct schedule {
    const sam_ledger *ledger;
    uint32_t due, interest, principal, closing;
} schedule;

typedef void (*term_visit)(void *context, long term, const double value[4]);

static void visit_terms(const schedule *s, term_visit call, void *context) {
    uint32_t months = sam_ledger_plan(s->ledger)->months;
    long term = 0;
    for (uint32_t m = 2; m <= months; m++) {
        if (!(sam_ledger_value(s->ledger, s->due, m, 0) > 0))
            continue;
        double value[4] = {sam_ledger_value(s->ledger, s->closing, m - 1, 0),
                           sam_ledger_value(s->ledger, s->interest, m, 0),
                           sam_ledger_value(s->ledger, s->principal, m, 0),
                           sam_ledger_value(s->ledger, s->closing, m, 0)};
        call(context, ++term, value);
    }
}

static void json_term(void *context, long term, const double value[4]) {
    static const char *const KEYS[] = {"opening", "interest", "principal", "closing"};
    sam_json *json = context;
    sam_json_open_object(json);
    sam_json_key_whole(json, "term", term);
    for (int i = 0; i < 4; i++)
        sam_json_key_number(json, KEYS[i], value[i]);
    sam_json_close_object(json);
}

static void sum_term(void *context, long term, const double value[4]) {
    double *sums = context;
    (void)term;
    sums[0] += value[1];
    sums[1] += value[2];
}

static void table_term(void *context, long term, const double value[4]) {
    sam_table *table = context;
    sam_table_number(table, (double)term);
    sam_table_number(table, value[0]);
    sam_table_number(table, value[1]);
    sam_table_number(table, value[2]);
    sam_table_number(table, value[1] + value[2]);
    sam_table_number(table, value[3]);
}

static void tell_json(sam_cli *cli, const schedule *s, const double sums[2]) {
    sam_json json;
    sam_json_begin(&json, &cli->out);
    sam_json_open_object(&json);
    sam_json_key(&json, "rows");
    sam_json_open_array(&json);
    visit_terms(s, json_term, &json);
    sam_json_close_array(&json);
    sam_json_key_number(&json, "total_interest", sums[0]);
    sam_json_key_number(&json, "total_principal", sums[1]);
    sam_json_close_object(&json);
    sam_json_end(&json);
}

static sam_status tell(sam_cli *cli, const schedule *s) {
    double sums[2] = {0, 0};
    visit_terms(s, sum_term, sums);
    if (cli->format == SAM_FORMAT_JSON) {
        tell_json(cli, s, sums);
        return SAM_OK;
    }
    sam_column columns[] = {{.title = "term", .number = true},
                            {.title = "opening", .number = true, .decimals = 2},
                            {.title = "interest", .number = true, .decimals = 2},
                            {.title = "principal", .number = true, .decimals = 2},
                            {.title = "to pay", .key = "payment", .number = true, .decimals = 2},
                            {.title = "closing", .number = true, .decimals = 2}};
    sam_table *table = sam_table_new(columns, 6);
    if (!table)
        return SAM_MEMORY;
    visit_terms(s, table_term, table);
    if (cli->format == SAM_FORMAT_CSV) {
        sam_table_print_csv(table, &cli->out);
    } else {
        sam_table_print(table, &cli->out, cli->width, cli->colour);
        char interest[2 * SAM_NUMBER_SIZE];
        sam_number_print_norwegian(interest, sums[0], 2);
        sam_text_format(&cli->out, "\ninterest in all: %s kr\n", interest);
    }
    sam_table_free(table);
    return SAM_OK;
}

static sam_status run_loan(sam_cli *cli, const terms_of_loan *loan, const sam_plan *plan) {
    uint32_t rate = sam_plan_find_row(plan, "market_rate");
    sam_ledger *ledger =
        sam_ledger_new(plan, &(sam_run){.given = &rate, .given_count = loan->rates ? 1 : 0});
    if (!ledger)
        return SAM_MEMORY;
    if (loan->rates)
        put_rates(ledger, rate, loan);
    sam_ledger_run(ledger);
    schedule s = {
        ledger, sam_plan_find_row(plan, "loan.due"), sam_plan_find_row(plan, "loan.interest_due"),
        sam_plan_find_row(plan, "loan.principal_due"), sam_plan_find_row(plan, "loan.closing")};
    sam_status status = tell(cli, &s);
    sam_ledger_free(ledger);
    return status;
}

static sam_status run(sam_cli *cli) {
    terms_of_loan loan;
    sam_deal *deal = NULL;
    sam_plan *plan = NULL;
    sam_status status = read_loan(cli, &loan);
    if (status == SAM_OK)
        status = read_deal(cli, &loan, &deal);
    if (status == SAM_OK)
        status = sam_plan_compile(&plan, deal, cli->diags);
    if (status == SAM_OK)
        status = run_loan(cli, &loan, plan);
    sam_plan_free(plan);
    sam_deal_free(deal);
    return status;
}

static const sam_option OPTIONS[] = {
    {"principal", 'p', "KR", "What is lent", false},
    {"nominal", 'n', "RATE", "Nominal yearly rate: 0.045 or 4.5%", false},
    {"effective", 'e', "RATE", "Effective yearly rate, turned into nominal for the terms", false},
    {"rates", 'r', "FILE", "Nominal rate of each term: lines \"term,rate\" or \"rate\"", false},
    {"years", 'y', "N", "Years to the last instalment; 30 when not given", false},
    {"terms", 't', "N", "Terms a year: 1, 2, 3, 4, 6 or 12; 12 when not given", false},
    {"profile", 'P', "annuity|serial|interest_only|bullet",
     "Repayment; annuity when not given. interest_only and bullet pay interest each term and the "
     "principal with the last",
     false},
    {"grace-years", 'g', "N", "Years with interest only before the first principal", false},
    {0},
};

const sam_command sam_command_loan = {
    .name = "loan",
    .summary = "Print the schedule of a loan",
    .arguments = "",
    .description = "Opening balance, interest, principal and closing balance of each term. An "
                   "annuity is computed anew over the terms that are left when the rate changes. "
                   "The figures are the engine's own: the loan is run as a deal of one clause.",
    .examples = "samspel loan --principal 10000000 --nominal 0.04685 --years 50 --terms 2\n"
                "samspel loan -p 2000000 -e 4.74% -y 30 -t 4 --profile serial --format csv",
    .options = OPTIONS,
    .least = 0,
    .most = 0,
    .run = run,
};
