/* The deal: one partnership model put to one project, read, merged, checked and resolved.
 *
 * Every number the engine will use is an input with a name, a unit, a place in a file (or a dated
 * term, or a default) and a confidence. Money is NOK, rates and shares are fractions, time is
 * months. The reader takes bytes, never file names to open. Constant after reading. */
#ifndef SAMSPEL_DEAL_H
#define SAMSPEL_DEAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "samspel/diag.h"
#include "samspel/status.h"

typedef enum sam_unit {
    SAM_UNIT_NOK,
    SAM_UNIT_NOK_M2,      /* per square metre */
    SAM_UNIT_NOK_MONTH,   /* per month */
    SAM_UNIT_NOK_YEAR,    /* per year */
    SAM_UNIT_NOK_M2_YEAR, /* per square metre and year */
    SAM_UNIT_SHARE,       /* fraction of 1 */
    SAM_UNIT_RATE,        /* fraction a year */
    SAM_UNIT_RATIO,
    SAM_UNIT_MONTHS,
    SAM_UNIT_YEARS,
    SAM_UNIT_M2,
    SAM_UNIT_COUNT, /* a number of things */
    SAM_UNIT_FLAG   /* 0 or 1 */
} sam_unit;

typedef enum sam_confidence {
    SAM_CONFIDENCE_HIGH,
    SAM_CONFIDENCE_MEDIUM,
    SAM_CONFIDENCE_LOW
} sam_confidence;

typedef enum sam_origin {
    SAM_FROM_MODEL,
    SAM_FROM_SCENARIO,
    SAM_FROM_TERM,    /* a dated programme term */
    SAM_FROM_DEFAULT, /* the field table */
    SAM_FROM_COMMAND  /* --set */
} sam_origin;

/* How an input is drawn when it is uncertain. low and high are the 5 % and 95 % quantiles of the
 * normal and the lognormal, and the ends of the others. */
typedef enum sam_distribution {
    SAM_CERTAIN,
    SAM_UNIFORM,
    SAM_TRIANGULAR, /* peak at the value */
    SAM_NORMAL,
    SAM_LOGNORMAL
} sam_distribution;

typedef struct sam_field sam_field; /* one row of the field table; see fields.h */

/* One number of the deal. */
typedef struct sam_input {
    const char *name; /* as formulas write it: "costs.building.per_m2", "husbanken_loan.years" */
    const sam_field *field;
    double value;
    double low, high; /* range for sensitivity; low == high: no range given */
    sam_distribution distribution;
    sam_origin origin;
    const char *file;    /* file or term table; "" for a default */
    const char *pointer; /* JSON Pointer in that file, or the term's id */
    const char *source;  /* where the figure is from, as given by the file; "" unknown */
    sam_confidence confidence;
} sam_input;

typedef enum sam_role {
    SAM_ROLE_MUNICIPALITY,
    SAM_ROLE_DEVELOPER,
    SAM_ROLE_HUSBANKEN,
    SAM_ROLE_BANK,
    SAM_ROLE_PROJECT, /* the entity that owns the building */
    SAM_ROLE_OWNER,   /* foundation, employer or other owner */
    SAM_ROLE_TENANTS,
    SAM_ROLE_BUYERS,
    SAM_ROLE_STATE,
    SAM_ROLE_OUTSIDE, /* contractor, suppliers, property market */
    SAM_ROLE_COUNT
} sam_role;

/* A name in Nynorsk, Bokmål and English. Nullable, each. */
typedef struct sam_name {
    const char *nn, *nb, *en;
} sam_name;

typedef struct sam_party {
    const char *id;
    sam_role role;
    sam_name name; /* as the model has it */
    const char *pointer;
    uint32_t discount_rate; /* input */
} sam_party;

typedef struct sam_clause_kind sam_clause_kind; /* fields of one kind; see fields.h */

/* A clause in the deal. Its numbers are inputs named "<id>.<field>". */
typedef struct sam_clause {
    const char *id;
    const char *kind; /* "term_loan" */
    const sam_clause_kind *spec;
    const char *pointer;
    const char *const *values; /* per field of the kind: the word or reference as text; NULL when
                                  the field is a number or absent */
    const uint32_t *inputs;    /* per field: input index, or SAM_NO_INPUT when absent or a word */
} sam_clause;

#define SAM_NO_INPUT UINT32_MAX

typedef struct sam_deal {
    const char *model_id, *scenario_id;
    sam_name model_name, scenario_name;
    const char *variant;      /* Nullable: the scenario as it stands */
    const char *municipality; /* Nullable: its name */
    const char *model_file, *scenario_file;
    int start_year, start_month; /* month 1 of the timeline */
    uint32_t months;             /* M */
    const sam_party *parties;
    uint32_t party_count;
    const sam_clause *clauses;
    uint32_t clause_count;
    const sam_input *inputs;
    uint32_t input_count;
    const char *const *requirements; /* what the model says must be done first: "procurement" */
    uint32_t requirement_count;
    const char *const *met; /* of them, what the scenario says is done */
    uint32_t met_count;
    const char *const *decide; /* what the model marks as its decisions, as --decide takes it */
    uint32_t decide_count;
    uint32_t dwelling_kinds; /* inputs "dwellings.<k>.count", ".area", ".rent", k = 0.. */
    const char *draw_profile;
    const double *draw_shares; /* Nullable: explicit shares, draw_count of them */
    uint32_t draw_count;
    char hash[65]; /* SHA-256 of the canonical inputs, hexadecimal */
    struct sam_arena *arena;
} sam_deal;

/* Bytes of one file, as the caller read them. */
typedef struct sam_source {
    const char *name; /* shown in diagnostics */
    const char *bytes;
    size_t length;
} sam_source;

/* --set /pointer=value. The value is JSON text. */
typedef struct sam_override {
    const char *pointer;
    const char *value;
} sam_override;

/* Reads a model, a scenario and the dated terms into a deal. All faults of all files are reported;
 * then *out is NULL and the status SAM_INPUT (or SAM_MEMORY). Free with sam_deal_free. */
SAM_MUST_USE sam_status sam_deal_read(sam_deal **out, sam_source model, sam_source scenario,
                                      sam_source terms, const char *variant,
                                      const sam_override *overrides, size_t override_count,
                                      sam_diags *diags);
void sam_deal_free(sam_deal *deal);

/* A model and the dated terms read once, for many scenarios. May be shared by threads. */
typedef struct sam_deal_reader sam_deal_reader;

/* Keeps the two files; their bytes must live as long as the reader. SAM_INPUT with faults in diags
 * when one of them is no JSON or the terms are wrong; a model's own faults come with each deal.
 * Free with sam_deal_reader_free. */
SAM_MUST_USE sam_status sam_deal_reader_new(sam_deal_reader **out, sam_source model,
                                            sam_source terms, sam_diags *diags);
void sam_deal_reader_free(sam_deal_reader *reader);

/* As sam_deal_read, without settings. The reader must outlive the deal. */
SAM_MUST_USE sam_status sam_deal_reader_read(sam_deal **out, const sam_deal_reader *reader,
                                             sam_source scenario, const char *variant,
                                             sam_diags *diags);

/* Whether the model requires something that the scenario does not say is done. */
bool sam_deal_is_missing(const sam_deal *deal, const char *requirement);

/* Index of the input with that name, or SAM_NO_INPUT. */
uint32_t sam_deal_find_input(const sam_deal *deal, const char *name);

/* Index of the party with that id, or UINT32_MAX. */
uint32_t sam_deal_find_party(const sam_deal *deal, const char *id);

/* Index in the kind's field table of a field, or UINT32_MAX. */
uint32_t sam_clause_field(const sam_clause *clause, const char *field);

/* The JSON Schema (draft 2020-12) of a kind of file: "model", "scenario" or "terms". Free with
 * free(). Nullable: another word, or memory is out. */
char *sam_deal_schema(const char *which);

#endif
