/* samspel loan: the schedule of one loan. Reads its terms and shows what the engine makes of them
 * (loan.c). */
#include <string.h>

#include "base/number.h"
#include "cli/cli.h"
#include "cli/loan.h"
#include "report/json.h"
#include "report/table.h"

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

static sam_status read_rates(sam_cli *cli, const char *path, sam_loan *loan) {
    sam_source file;
    sam_status status = sam_cli_read(cli, path, &file);
    if (status != SAM_OK)
        return status;
    size_t most = (size_t)(loan->years * loan->terms);
    double *rates = sam_arena_array(cli->arena, most, sizeof *rates);
    if (!rates)
        return SAM_MEMORY;
    loan->rates = rates;
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
        if (!read_rate(start, length, &rates[loan->rate_count++]))
            return sam_cli_fail(cli, SAM_INPUT,
                                "%s:%u: a line must be \"rate\" or \"term,rate\", with the nominal "
                                "yearly rate as a fraction such as 0.045",
                                path, line);
    }
    if (!loan->rate_count)
        return sam_cli_fail(cli, SAM_INPUT, "%s holds no rate", path);
    return SAM_OK;
}

static sam_status read_rate_options(sam_cli *cli, sam_loan *loan) {
    const char *path = sam_cli_value(cli, "rates");
    bool nominal = sam_cli_has(cli, "nominal"), effective = sam_cli_has(cli, "effective");
    if (nominal + effective + (path != NULL) != 1)
        return sam_cli_usage(cli, "give one of --nominal, --effective and --rates");
    loan->rate = nominal ? "fixed" : effective ? "effective" : "market";
    sam_status status = sam_cli_rate(cli, "nominal", &loan->nominal);
    if (status == SAM_OK)
        status = sam_cli_rate(cli, "effective", &loan->effective);
    return status == SAM_OK && path ? read_rates(cli, path, loan) : status;
}

static sam_status read_loan(sam_cli *cli, sam_loan *loan) {
    *loan = (sam_loan){.years = 30, .terms = 12, .profile = "annuity"};
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

static void json_terms(sam_json *json, const sam_loan_schedule *s) {
    sam_json_key(json, "rows");
    sam_json_open_array(json);
    for (size_t i = 0; i < s->count; i++) {
        sam_json_open_object(json);
        sam_json_key_whole(json, "term", (long long)i + 1);
        sam_json_key_number(json, "opening", s->terms[i].opening);
        sam_json_key_number(json, "interest", s->terms[i].interest);
        sam_json_key_number(json, "principal", s->terms[i].principal);
        sam_json_key_number(json, "closing", s->terms[i].closing);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void tell_json(sam_cli *cli, const sam_loan_schedule *s) {
    sam_json json;
    sam_json_begin(&json, &cli->out);
    sam_json_open_object(&json);
    json_terms(&json, s);
    sam_json_key_number(&json, "total_interest", s->interest);
    sam_json_key_number(&json, "total_principal", s->principal);
    sam_json_close_object(&json);
    sam_json_end(&json);
}

static void add_rows(sam_table *table, const sam_loan_schedule *s) {
    for (size_t i = 0; i < s->count; i++) {
        const sam_loan_term *term = &s->terms[i];
        sam_table_number(table, (double)(i + 1));
        sam_table_number(table, term->opening);
        sam_table_number(table, term->interest);
        sam_table_number(table, term->principal);
        sam_table_number(table, term->interest + term->principal);
        sam_table_number(table, term->closing);
    }
}

static sam_status tell_table(sam_cli *cli, const sam_loan_schedule *s) {
    const sam_column columns[] = {
        {.title = _("term"), .key = "term", .number = true},
        {.title = _("opening"), .key = "opening", .number = true, .decimals = 2},
        {.title = _("interest"), .key = "interest", .number = true, .decimals = 2},
        {.title = _("principal"), .key = "principal", .number = true, .decimals = 2},
        {.title = _("to pay"), .key = "payment", .number = true, .decimals = 2},
        {.title = _("closing"), .key = "closing", .number = true, .decimals = 2}};
    sam_table *table = sam_table_new(columns, 6);
    if (!table)
        return SAM_MEMORY;
    add_rows(table, s);
    if (cli->format == SAM_FORMAT_CSV) {
        sam_table_print_csv(table, &cli->out);
    } else {
        sam_table_print(table, &cli->out, cli->width, cli->colour);
        char interest[2 * SAM_NUMBER_SIZE];
        sam_number_print_norwegian(interest, s->interest, 2);
        sam_text_format(&cli->out, _("\ninterest in all: %s kr\n"), interest);
    }
    sam_table_free(table);
    return SAM_OK;
}

static sam_status run(sam_cli *cli) {
    sam_loan loan;
    sam_loan_schedule schedule;
    sam_status status = read_loan(cli, &loan);
    if (status == SAM_OK)
        status = sam_loan_run(&schedule, &loan, cli->arena, cli->diags);
    if (status != SAM_OK)
        return status;
    if (cli->format != SAM_FORMAT_JSON)
        return tell_table(cli, &schedule);
    tell_json(cli, &schedule);
    return SAM_OK;
}

static const sam_option OPTIONS[] = {
    {"principal", 'p', "KR", N_("What is lent"), false},
    {"nominal", 'n', "RATE", N_("Nominal yearly rate: 0.045 or 4.5%"), false},
    {"effective", 'e', "RATE", N_("Effective yearly rate, turned into nominal for the terms"),
     false},
    {"rates", 'r', "FILE", N_("Nominal rate of each term: lines \"term,rate\" or \"rate\""), false},
    {"years", 'y', "N", N_("Years to the last instalment; 30 when not given"), false},
    {"terms", 't', "N", N_("Terms a year: 1, 2, 3, 4, 6 or 12; 12 when not given"), false},
    {"profile", 'P', "annuity|serial|interest_only|bullet",
     N_("Repayment; annuity when not given. interest_only and bullet pay interest each term and "
        "the "
        "principal with the last"),
     false},
    {"grace-years", 'g', "N", N_("Years with interest only before the first principal"), false},
    {0},
};

const sam_command sam_command_loan = {
    .name = "loan",
    .summary = N_("Print the schedule of a loan"),
    .arguments = "",
    .description =
        N_("Opening balance, interest, principal and closing balance of each term. An "
           "annuity is computed anew over the terms that are left when the rate changes. "
           "The figures are the engine's own: the loan is run as a deal of one clause."),
    .examples = "samspel loan --principal 10000000 --nominal 0.04685 --years 50 --terms 2\n"
                "samspel loan -p 2000000 -e 4.74% -y 30 -t 4 --profile serial --format csv",
    .options = OPTIONS,
    .least = 0,
    .most = 0,
    .run = run,
};
