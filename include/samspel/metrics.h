/* What a run deal amounts to: each party's return, the capital stack, the flags and break-evens.
 *
 * Figures that have a formula are rows of the plan and are only read here. What needs a search (a
 * rate of return, a break-even) or a rule of law (a flag) is found here. A measure that does not
 * exist is "none" with a reason, never a NaN.
 *
 * The measures of a cash flow, which need no deal, come first. */
#ifndef SAMSPEL_METRICS_H
#define SAMSPEL_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "samspel/diag.h"
#include "samspel/ledger.h"
#include "samspel/status.h"

/* ==== cash flows ==== */

/* Measures of a cash flow: present values, every internal rate of return, payback, day counts, and
 * the reading of dated flows. Pure functions on arrays: only the CSV reader and the dated rates use
 * memory of their own.
 *
 * Amounts are NOK, positive in. Rates are fractions (0.05). "Periodic" flows are one period apart
 * and the first falls at time 0; "monthly" flows fall at the end of a month and are discounted by
 * an effective annual rate; "dated" flows may come in any order, and time 0 is the earliest date.
 */

/* ---- dates ---- */

/* A day in the Gregorian calendar, used also for the time before its adoption. */
typedef struct sam_date {
    int year, month, day;
} sam_date;

/* True for days that exist, in the years 1 to 9999. */
bool sam_date_valid(sam_date date);

/* Days since 1970-01-01, which is day 0. The date must be valid. */
int32_t sam_date_number(sam_date date);

/* Reads exactly length bytes of the ISO 8601 form YYYY-MM-DD. False: another form, or no such day.
 */
bool sam_date_read(sam_date *out, const char *text, size_t length);

typedef enum sam_day_count {
    SAM_ACTUAL_365,    /* days / 365, leap year or not; what spreadsheets' XIRR uses */
    SAM_ACTUAL_360,    /* days / 360 */
    SAM_THIRTY_360,    /* months of 30 days, US bond basis: see sam_date_years */
    SAM_ACTUAL_ACTUAL, /* ISDA: days in leap years / 366 + other days / 365 */
} sam_day_count;

/* Years from one date to another by a day count; negative when `to` is the earlier. Both valid.
 * Source: ISDA Definitions 2006, section 4.16 (b), (d), (e), (f); 30/360 with the February rule of
 * the US bond market: the last day of February counts as the 30th (the later date's only when the
 * earlier's does), and a 31st counts as a 30th (the later date's only after a 30th). */
double sam_date_years(sam_date from, sam_date to, sam_day_count basis);

/* ---- present values ---- */

/* Sum of flows[j] (1 + rate)^-j. NaN for rate <= -1. (Spreadsheets' NPV divides this by 1 + rate.)
 */
double sam_npv(const double *flows, size_t count, double rate);

/* Sum of flows[j] (1 + annual_rate)^(-m/12), where flows[0] falls at the end of month first_month
 * (a ledger's series begins with month 1; month 0 is today). NaN for annual_rate <= -1. */
double sam_npv_monthly(const double *flows, size_t count, uint32_t first_month, double annual_rate);

/* Sum of flows[j] (1 + annual_rate)^-years, years from the earliest date. */
double sam_npv_dated(const sam_date *dates, const double *flows, size_t count, double annual_rate,
                     sam_day_count basis);

/* The same value at the latest date: what the flows have grown to. */
double sam_nfv_dated(const sam_date *dates, const double *flows, size_t count, double annual_rate,
                     sam_day_count basis);

/* ---- internal rate of return ---- */

/* name, text */
#define SAM_IRR_LIST(X)                                                                            \
    X(SAM_IRR_ONE, SAM_N_("exactly one rate makes the present value zero"))                        \
    X(SAM_IRR_SEVERAL, SAM_N_("several rates make the present value zero"))                        \
    X(SAM_IRR_NONE_ONE_SIGN, SAM_N_("none: all flows have the same sign, or are zero"))            \
    X(SAM_IRR_NONE_NO_ROOT,                                                                        \
      SAM_N_("none: no rate between -99 % and 1000 % makes the present value zero"))               \
    X(SAM_IRR_NONE_UNDEFINED, SAM_N_("none: a flow is not a finite number"))

typedef enum sam_irr_reason {
#define SAM_IRR_ENUM(name, text) name,
    SAM_IRR_LIST(SAM_IRR_ENUM)
#undef SAM_IRR_ENUM
        SAM_IRR_REASONS
} sam_irr_reason;

enum { SAM_IRR_ROOTS = 32 };

/* Every rate r, -0.99 < r < 10, at which the present value is zero, ascending. A rate where the
 * present value touches zero without crossing counts once, and rates that rounding cannot tell
 * apart count as one.
 *
 * Which rate is quoted: the only one; of several, the one that is not negative, if exactly one is
 * not negative. Otherwise none: with two non-negative rates the net present value is positive on
 * some side of each, so that "rate above the requirement" says nothing, and choosing one by a
 * nearby market rate would make the measure depend on an opinion. A negative companion is harmless:
 * it never competes with a requirement, and usually comes from costs at the very end. */
typedef struct sam_irr {
    sam_irr_reason reason;
    size_t count;   /* roots kept */
    size_t omitted; /* roots found for which there was no place; 0 but for contrived flows */
    double roots[SAM_IRR_ROOTS];
    bool has_quoted;
    double quoted; /* 0 when there is none */
} sam_irr;

/* One short English sentence. Static storage. */
const char *sam_irr_reason_text(sam_irr_reason reason);

/* Rates per period. Allocates nothing. */
void sam_irr_periodic(sam_irr *out, const double *flows, size_t count);

/* Effective annual rates of flows one month apart. Allocates nothing. */
void sam_irr_monthly(sam_irr *out, const double *flows, size_t count);

/* Effective annual rates of dated flows in any order. SAM_MEMORY is the only failure. */
SAM_MUST_USE sam_status sam_irr_dated(sam_irr *out, const sam_date *dates, const double *flows,
                                      size_t count, sam_day_count basis);

/* ---- other measures ---- */

/* Modified internal rate of return per period: what is paid in is borrowed at finance_rate, what is
 * paid out is reinvested at reinvest_rate until the last period. False: fewer than two flows, or
 * all of one sign, or a rate <= -1. Source: Lin, The Modified Internal Rate of Return and
 * Investment Criterion, The Engineering Economist 21 (1976). */
bool sam_mirr(double *out, const double *flows, size_t count, double finance_rate,
              double reinvest_rate);

/* The first period from which the flows, discounted by rate (0: simple payback) and added up from
 * the start, stay at or above zero to the end; 0 when they never go below. A shortfall that is
 * within the rounding of the sum counts as zero. False: they end below zero, or rate <= -1. */
bool sam_payback(size_t *out, const double *flows, size_t count, double rate);

/* ---- reading ---- */

/* Flows read from a file; dates is NULL when the file has amounts only (one a period). */
typedef struct sam_cashflow {
    size_t count;
    sam_date *dates; /* Nullable */
    double *amounts; /* NULL before anything was read */
} sam_cashflow;

/* Reads "date,amount" or "amount" lines from length bytes of CSV (RFC 4180; LF or CRLF; an optional
 * UTF-8 byte order mark; empty lines skipped). The header line of these names may be missing. When
 * the first line has a semicolon, fields are separated by it, and a comma in an amount is the
 * decimal mark. Reports every fault, with line and column, under the name file. On failure *out is
 * empty. SAM_INPUT, SAM_LIMIT (over 100 000 flows) or SAM_MEMORY. */
SAM_MUST_USE sam_status sam_cashflow_read_csv(sam_cashflow *out, const char *bytes, size_t length,
                                              const char *file, sam_diags *diags);

/* Frees the arrays and leaves an empty cash flow. */
void sam_cashflow_clear(sam_cashflow *cashflow);

/* ==== a run deal ==== */

/* One figure, or the reason why there is none. */
typedef struct sam_measure {
    const char *name; /* row name; "municipality.npv", "min_dscr" */
    const char *label;
    sam_unit unit;
    uint32_t row;
    uint32_t party; /* SAM_NO_PARTY: the project's */
    bool exists;
    double value;
} sam_measure;

typedef struct sam_party_result {
    uint32_t party;
    double discount_rate; /* effective, a year */
    double npv;           /* NOK at the value date, inflows positive */
    sam_irr irr;
    bool takes_part; /* any flow at all */
} sam_party_result;

/* A source of long funding at completion. */
typedef struct sam_stack_item {
    uint32_t clause;
    uint32_t party;
    const char *kind;    /* "equity", "grant", "term_loan", "sale" */
    double amount;       /* NOK */
    double share;        /* of all funding */
    const char *binding; /* Nullable: name of the limit that binds, "husbanken_loan.limit_ltv" */
} sam_stack_item;

/* Something a council must know or decide; never a verdict. */
typedef struct sam_flag {
    const char *code;      /* "W_GUARANTEE_BUSINESS" */
    const char *paragraph; /* "kommunelova § 14-19" */
    const char *text;      /* English, one sentence */
    bool has_figure;
    double figure;
    sam_unit unit;
} sam_flag;

/* Where one assumption turns an answer round. */
typedef struct sam_break_even {
    const char *what;   /* "rent", "vacancy", "rate_shift", "overrun", "value_to_cost" */
    const char *target; /* row held at its limit: "developer.npv", "min_dscr" */
    sam_unit unit;
    double base;  /* value now; 1 for rent, which is scaled */
    bool exists;  /* false: no value in the range searched turns it */
    double value; /* the value at which the target is at its limit */
    double least, most;
} sam_break_even;

typedef struct sam_result {
    const sam_plan *plan; /* borrowed */
    sam_measure *measures;
    uint32_t measure_count;
    sam_party_result *parties; /* one a party of the deal, in its order */
    sam_irr project_irr;       /* of the project before funding: its row "unfunded" */
    sam_stack_item *stack;
    uint32_t stack_count;
    sam_flag *flags;
    uint32_t flag_count;
    sam_break_even *break_evens;
    uint32_t break_even_count;
    double *yearly; /* party_count x year_count net flows by calendar year */
    uint32_t first_year, year_count;
    struct sam_arena *arena;
} sam_result;

/* Measures one lane of a ledger that has been run. Free with sam_result_free. SAM_MEMORY is the
 * only failure. Break-evens run the plan again in a workspace of their own; without them (`full`
 * false) none are found. */
SAM_MUST_USE sam_status sam_metrics_measure(sam_result **out, const sam_ledger *ledger, size_t lane,
                                            bool full);
void sam_result_free(sam_result *result);

/* Nullable: the measure of that row name. */
const sam_measure *sam_result_find(const sam_result *result, const char *name);

/* The value of one input of the base's deal at which a scalar row is at a limit, sought between
 * least and most: as if it had been known when the deal was signed, or (after) with what was fixed
 * then kept. base: run with every row. SAM_MEMORY is the only failure. */
SAM_MUST_USE sam_status sam_metrics_break_even(sam_break_even *out, const sam_ledger *base,
                                               bool after, uint32_t input, double least,
                                               double most, uint32_t row, double limit);

/* The value of some assumption at which two plans of one project give a party the same net present
 * value: the assumption whose value is nearest the base relative to its range. False: none of those
 * searched turns the order, or a plan has no such party; *status is then SAM_OK or SAM_MEMORY. */
bool sam_metrics_turn(sam_break_even *out, const sam_plan *one, const sam_plan *other,
                      const char *party, sam_status *status);

/* Least yearly instalment on a municipality's long debt, NOK: depreciation x debt / book value of
 * what is depreciated, all NOK and not negative. NaN when the book value is not above zero. Source:
 * kommunelova § 14-18 first paragraph (the simplified formula). */
double sam_minimum_instalment(double depreciation, double debt, double book_value);

#endif
