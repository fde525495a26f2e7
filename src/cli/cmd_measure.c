/* samspel measure: the measures of a cash flow in a CSV file. Reads options and shows results; the
 * measures are put together in measures.c. */
#include <string.h>

#include "base/number.h"
#include "cli/cli.h"
#include "cli/measures.h"
#include "report/json.h"
#include "report/table.h"

static sam_status read_rates(sam_cli *cli, sam_rates *out) {
    static const char *const bases[] = {"act/365", "act/360", "30/360", "act/act"};
    static const sam_day_count counts[] = {SAM_ACTUAL_365, SAM_ACTUAL_360, SAM_THIRTY_360,
                                           SAM_ACTUAL_ACTUAL};
    if (!sam_cli_has(cli, "rate"))
        return sam_cli_usage(cli, "the discount rate is missing: --rate 0.05, or --rate 5%%");
    const char *basis = sam_cli_value(cli, "day-count");
    out->basis = SAM_ACTUAL_365;
    for (size_t i = 0; basis && i < sizeof bases / sizeof bases[0]; i++)
        if (strcmp(basis, bases[i]) == 0)
            out->basis = counts[i];
    sam_status status = sam_cli_rate(cli, "rate", &out->rate);
    out->finance = out->reinvest = out->rate;
    if (status == SAM_OK)
        status = sam_cli_rate(cli, "finance-rate", &out->finance);
    if (status == SAM_OK)
        status = sam_cli_rate(cli, "reinvest-rate", &out->reinvest);
    return status;
}

static size_t kept_roots(const sam_irr *irr) {
    return irr->count < SAM_IRR_ROOTS ? irr->count : SAM_IRR_ROOTS;
}

static void key_or_null(sam_json *json, const char *key, bool known, double value) {
    sam_json_key(json, key);
    if (known)
        sam_json_number(json, value);
    else
        sam_json_null(json);
}

static void tell_json(sam_cli *cli, const sam_measures *m) {
    sam_json json;
    sam_json_begin(&json, &cli->out);
    sam_json_open_object(&json);
    sam_json_key_number(&json, "npv", m->npv);
    sam_json_key(&json, "irr");
    sam_json_open_object(&json);
    sam_json_key(&json, "roots");
    sam_json_open_array(&json);
    for (size_t i = 0; i < kept_roots(&m->irr); i++)
        sam_json_number(&json, m->irr.roots[i]);
    sam_json_close_array(&json);
    key_or_null(&json, "quoted", m->irr.has_quoted, m->irr.quoted);
    sam_json_key_string(&json, "reason", sam_irr_reason_text(m->irr.reason));
    sam_json_close_object(&json);
    key_or_null(&json, "mirr", m->has_mirr, m->mirr);
    key_or_null(&json, "payback", m->has_payback, m->payback);
    sam_json_close_object(&json);
    sam_json_end(&json);
}

typedef enum shape { AMOUNT, PERCENT, TIME } shape;

static void add_row(sam_table *table, const char *name, bool known, double value, shape form,
                    int decimals) {
    sam_table_text(table, name);
    if (!known)
        sam_table_none(table);
    else if (form == PERCENT)
        sam_table_percent(table, value, 4);
    else
        sam_table_decimals(table, value, form == AMOUNT ? 2 : decimals);
}

static void add_rows(sam_table *table, const sam_measures *m, bool text, bool dated) {
    int decimals = dated ? 2 : 0;
    add_row(table, text ? _("Net present value") : "npv", true, m->npv, AMOUNT, 0);
    add_row(table, text ? _("Internal rate of return, quoted") : "irr.quoted", m->irr.has_quoted,
            m->irr.quoted, PERCENT, 0);
    for (size_t i = 0; i < kept_roots(&m->irr); i++)
        add_row(table, text ? _("    makes the present value zero") : "irr.root", true,
                m->irr.roots[i], PERCENT, 0);
    add_row(table, text ? _("Modified internal rate of return") : "mirr", m->has_mirr, m->mirr,
            PERCENT, 0);
    const char *payback = dated ? _("Payback, years") : _("Payback, periods");
    add_row(table, text ? payback : "payback", m->has_payback, m->payback, TIME, decimals);
    payback =
        dated ? _("Payback of discounted flows, years") : _("Payback of discounted flows, periods");
    add_row(table, text ? payback : "payback.discounted", m->has_discounted, m->discounted, TIME,
            decimals);
}

static const char *quoted_why(const sam_irr *irr) {
    if (irr->reason != SAM_IRR_SEVERAL)
        return "";
    if (irr->has_quoted)
        return _("; the one that is not negative is quoted");
    return _("; none is quoted, because no single one of them can be compared with a requirement");
}

static sam_status tell_table(sam_cli *cli, const sam_measures *m, bool dated) {
    const sam_column columns[] = {{_("Measure"), "measure", false, 0},
                                  {_("Value"), "value", true, 2}};
    bool text = cli->format == SAM_FORMAT_TEXT;
    sam_table *table = sam_table_new(columns, 2);
    if (!table)
        return SAM_MEMORY;
    add_rows(table, m, text, dated);
    if (!text)
        sam_table_print_csv(table, &cli->out);
    else
        sam_table_print(table, &cli->out, cli->width, cli->colour);
    sam_table_free(table);
    if (!text)
        return SAM_OK;
    sam_text reason = SAM_TEXT_EMPTY;
    sam_text_format(&reason, _("Internal rate of return: %s%s."),
                    sam_tr(sam_irr_reason_text(m->irr.reason)), quoted_why(&m->irr));
    sam_text_add_char(&cli->out, '\n');
    sam_wrap(&cli->out, reason.data ? reason.data : "", 0, cli->width, 0);
    cli->out.broken = cli->out.broken || reason.broken;
    sam_text_free(&reason);
    return SAM_OK;
}

static sam_status run(sam_cli *cli) {
    sam_rates rates = {0};
    sam_source source;
    sam_cashflow flows = {0};
    sam_measures measures;
    sam_status status = read_rates(cli, &rates);
    if (status == SAM_OK)
        status = sam_cli_read(cli, cli->arguments[0], &source);
    if (status == SAM_OK)
        status =
            sam_cashflow_read_csv(&flows, source.bytes, source.length, source.name, cli->diags);
    status = status == SAM_LIMIT ? SAM_INPUT : status; /* the file is what is wrong */
    if (status == SAM_OK && !flows.dates && sam_cli_has(cli, "day-count"))
        sam_cli_note(cli, "--day-count is not used, because the flows have no dates");
    if (status == SAM_OK)
        status = sam_cashflow_measure(&measures, &flows, &rates, cli->arena);
    bool dated = flows.dates != NULL;
    sam_cashflow_clear(&flows);
    if (status != SAM_OK)
        return status;
    if (measures.irr.count > SAM_IRR_ROOTS)
        sam_cli_note(cli, "only the first %d of %zu rates are shown", SAM_IRR_ROOTS,
                     measures.irr.count);
    if (cli->format != SAM_FORMAT_JSON)
        return tell_table(cli, &measures, dated);
    tell_json(cli, &measures);
    return SAM_OK;
}

static const sam_option options[] = {
    {"rate", 'r', "R", N_("Discount rate: 0.05 or 5%; a year for dated flows, else a period"),
     false},
    {"day-count", 'd', "act/365|act/360|30/360|act/act",
     N_("How years between dates are counted; act/365, as spreadsheets do, is the default"), false},
    {"finance-rate", '\0', "R",
     N_("For the modified rate: what is paid is borrowed at; default --rate"), false},
    {"reinvest-rate", '\0', "R",
     N_("For the modified rate: what is received is reinvested at; default --rate"), false},
    {0},
};

const sam_command sam_command_measure = {
    .name = "measure",
    .arguments = "FILE.csv --rate R",
    .summary = N_("Measure a cash flow: present value, rates of return, payback"),
    .description = N_(
        "The file has lines \"date,amount\" (2026-01-31,-1000) or \"amount\" alone, one a period, "
        "with or without that heading; the first amount without date falls at time 0, and dated "
        "ones may come in any order. Positive is money received. \"-\" is standard input.\n"
        "\n"
        "Shown are the net present value at the first date or period, every rate between -99 % and "
        "1000 % that makes it zero, which of them is quoted and why, the modified rate of return, "
        "and the first period (or years until the date) from which the flows added up stay above "
        "zero.\n"
        "\n"
        "JSON: {\"npv\", \"irr\": {\"roots\", \"quoted\", \"reason\"}, \"mirr\", \"payback\"}; "
        "what "
        "does not exist is null."),
    .examples = "  samspel measure flows.csv --rate 5%\n"
                "  samspel measure - --rate 0.05 --day-count 30/360 --format json < flows.csv",
    .options = options,
    .least = 1,
    .most = 1,
    .run = run,
};
