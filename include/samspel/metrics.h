/* What a run deal amounts to: each party's return, the capital stack, the flags and break-evens.
 *
 * Figures that have a formula are rows of the plan and are only read here. What needs a search (a
 * rate of return, a break-even) or a rule of law (a flag) is found here. A measure that does not
 * exist is "none" with a reason, never a NaN. */
#ifndef SAMSPEL_METRICS_H
#define SAMSPEL_METRICS_H

#include "samspel/cashflow.h"
#include "samspel/ledger.h"

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
