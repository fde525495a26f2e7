/* Risk: many draws of the uncertain factors, run through each model's own plan, and what they say
 * of every party and measure.
 *
 * What was decided when the deal was signed (loans, grants, planned equity) stays as signed; what
 * happens later is drawn. All models of a run see the same draws. A draw is a function of (seed,
 * draw, factor, month), so results do not depend on threads, blocks or processors. */
#ifndef SAMSPEL_RISK_H
#define SAMSPEL_RISK_H

#include <stdatomic.h>

#include "samspel/ledger.h"
#include "samspel/metrics.h"

typedef struct sam_risk sam_risk;

typedef struct sam_risk_spec {
    const sam_ledger *const *bases; /* one a model, all rows run, same scenario */
    size_t model_count;
    uint64_t draws; /* 1 .. 10 000 000 */
    uint64_t seed;
    bool random;      /* plain random numbers; false: scrambled Sobol with Brownian bridge */
    unsigned threads; /* 1 .. 256 */
    bool best_simd;   /* false: `simd` is forced */
    sam_simd simd;
    bool everyone; /* measures of all parties: the project itself and those outside too */
    bool unpaired; /* models are not compared with each other */
    /* Nullable: only these measures, by name, are computed and kept, and no fans. */
    const char *const *measures;
    size_t measure_count;
    /* Monthly rows, by name, of which every draw's values at year ends are kept; see
     * sam_risk_series. */
    const char *const *series;
    size_t series_count;
    /* Inputs known in every draw, whatever distribution they have: somebody decides them. */
    const uint32_t *known;
    size_t known_count;
    /* Nullable: called by the starting thread with draws done and in all. */
    void (*progress)(void *context, uint64_t done, uint64_t draws);
    void *progress_context;
    /* Nullable: no block is begun once it is not 0; what is done is kept. */
    const atomic_int *cancel;
} sam_risk_spec;

/* SAM_INPUT with a fault in diags: correlations that no random numbers can have; SAM_MEMORY. Free
 * with sam_risk_free; the ledgers may be freed before. */
SAM_MUST_USE sam_status sam_risk_run(sam_risk **out, const sam_risk_spec *spec, sam_diags *diags);
void sam_risk_free(sam_risk *risk);

enum { SAM_RISK_LEVELS = 7, SAM_RISK_BARS = 40 };
/* 0.05 0.10 0.25 0.50 0.75 0.90 0.95 */
extern const double sam_risk_levels[SAM_RISK_LEVELS];

/* One measure over the draws in which it exists. */
typedef struct sam_risk_measure {
    const char *name, *label;
    sam_unit unit;
    uint32_t party; /* SAM_NO_PARTY: the project's */
    bool high_is_bad;
    uint64_t known; /* draws in which it exists: all figures below are of these */
    /* A rate of return: found in each draw from flows, and no row. reasons: draws by
     * sam_irr_reason, which says why the others have none. */
    bool is_rate;
    uint64_t reasons[SAM_IRR_REASONS];
    double base; /* the base case; meaningless when base_exists is false */
    bool base_exists;
    double mean, error, deviation; /* error: standard error of the mean */
    double mean_low, mean_high;    /* 95 % interval of the mean */
    double quantiles[SAM_RISK_LEVELS];
    double var95, cvar95, cvar_error; /* of the bad end, in the measure's own sign */
    size_t bars;
    double bar_low, bar_width;
    uint64_t bar[SAM_RISK_BARS];
} sam_risk_measure;

/* How often something happened, with Wilson's 95 % interval, and when first. */
typedef struct sam_risk_chance {
    const char *name, *label;
    double share, low, high;
    /* Nullable: it has no date. Share of all draws in which it first happens in each calendar year;
     * year_count of them. */
    const double *years;
    uint32_t median_year; /* of the draws in which it happens; 0: none, or no date */
} sam_risk_chance;

/* What one lender ventures on long loans, and loses. */
typedef struct sam_risk_lender {
    uint32_t party;
    double lent;                    /* NOK, as signed */
    double share, low, high;        /* of the draws, in which he loses more than 1 NOK */
    double expected, error, cvar95; /* loss, NOK */
    double severity; /* mean loss where he loses, over what is lent; 0: he never does */
} sam_risk_lender;

/* Quantiles by year of a monthly row at the end of each calendar year. */
typedef struct sam_risk_fan {
    const char *row;
    const double *quantiles; /* year_count x SAM_RISK_LEVELS */
} sam_risk_fan;

/* Two models for one party on the same draws. */
typedef struct sam_risk_pair {
    const char *party;
    size_t first, second;         /* models */
    double difference, low, high; /* mean of first less second, NPV, with its 95 % interval */
    double first_better, first_low, first_high; /* share of draws, a tie counts half */
    int verdict;                                /* 1 first, 2 second, 0 they cannot be told apart */
} sam_risk_pair;

typedef struct sam_risk_model {
    const sam_plan *plan;
    const sam_risk_measure *measures;
    size_t measure_count;
    const sam_risk_chance *chances;
    size_t chance_count;
    const sam_risk_lender *lenders;
    size_t lender_count;
    const sam_risk_fan *fans;
    size_t fan_count;
    uint32_t first_year, year_count;
} sam_risk_model;

uint64_t sam_risk_draws(const sam_risk *risk); /* done */
bool sam_risk_partial(const sam_risk *risk);   /* fewer than asked for */
/* Standard errors of means are from 16 stretches of Sobol's sequence; false: as for independent
 * draws. */
bool sam_risk_even(const sam_risk *risk);
unsigned sam_risk_threads(const sam_risk *risk);
const sam_risk_model *sam_risk_model_at(const sam_risk *risk, size_t model);
const sam_risk_pair *sam_risk_pairs(const sam_risk *risk, size_t *count);
/* Is it the name of a rate of return: "<party>.irr", or "<project>.unfunded_irr" of the project
 * before funding? These are measures of a run that no row of the plan has. */
bool sam_risk_is_rate(const sam_plan *plan, const char *name);
/* Values of one measure by draw; NaN where it does not exist. */
const double *sam_risk_values(const sam_risk *risk, size_t model, size_t measure);
/* Values by draw of one of spec's series at the end of a year: 0 is the first calendar year, and
 * the last is the last month of the plan. sam_risk_years: how many. */
const double *sam_risk_series(const sam_risk *risk, size_t model, size_t series, size_t year);
size_t sam_risk_years(const sam_risk *risk, size_t model);

#endif
