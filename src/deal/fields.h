/* The field table: one row for every value a user may write. The reader, the defaults, the bounds,
 * the hint for a misspelt key, the JSON Schema, `samspel explain`, the reference page and the
 * ranges of the tornado are loops over it. Adding an input is one row here and its use in a
 * formula. */
#ifndef SAMSPEL_DEAL_FIELDS_H
#define SAMSPEL_DEAL_FIELDS_H

#include "base/mark.h"
#include "samspel/deal.h"

typedef enum sam_value_kind {
    SAM_VALUE_NUMBER,
    SAM_VALUE_WORD,   /* one of `words` */
    SAM_VALUE_PARTY,  /* id of a party of the model, or an outside party */
    SAM_VALUE_CLAUSE, /* id of a clause of the model, of the kind named in `words` */
    SAM_VALUE_MONTH,  /* "2013-04" */
    SAM_VALUE_TEXT,
    SAM_VALUE_SHARES, /* array of shares that sum to 1 */
} sam_value_kind;

typedef enum sam_need {
    SAM_REQUIRED,
    SAM_DEFAULTED, /* `fallback`, or the dated term `term` */
    SAM_OPTIONAL,  /* absent means "does not apply" */
} sam_need;

struct sam_field {
    const char *path; /* "costs.building.per_m2"; in a clause or dwelling the key alone */
    sam_value_kind kind;
    sam_unit unit;
    sam_need need;
    double fallback;
    const char *term; /* Nullable: id of the dated term that gives the default */
    double least, most;
    const char *words; /* "annuity|serial"; for a clause reference its kind */
    const char *label; /* marked for translation, as is help */
    const char *help;  /* one or two sentences */
    bool whole;        /* whole numbers only */
    bool structural;   /* changes the plan itself: can be neither uncertain nor decided */
    bool undated;      /* no dated term can stand here */
    double step;       /* above 0: may be decided, and this is a change of it that matters */
};

struct sam_clause_kind {
    const char *name;  /* "term_loan" */
    const char *label; /* marked for translation, as is help */
    const char *help;
    const sam_field *fields;
    uint32_t field_count;
};

extern const sam_field sam_scenario_fields[];
extern const uint32_t sam_scenario_field_count;
extern const sam_field sam_dwelling_fields[];
extern const uint32_t sam_dwelling_field_count;
extern const sam_field sam_party_fields[]; /* scenario /parties/<id>/… */
extern const uint32_t sam_party_field_count;
extern const sam_clause_kind *const sam_clause_kinds[];
extern const uint32_t sam_clause_kind_count;

/* "public_announcement|…": what a model may require and a scenario may say is done. */
extern const char sam_requirement_words[];

/* Nullable. */
const sam_clause_kind *sam_clause_kind_find(const char *name);

/* "NOK", "NOK/m2", "share", … */
const char *sam_unit_text(sam_unit unit);

/* Role words as in the model files: "municipality", … ; SAM_ROLE_COUNT when unknown. */
sam_role sam_role_find(const char *word);
const char *sam_role_text(sam_role role);

/* The parties every deal has without naming them: tenants, buyers, state, contractor, suppliers,
 * market. index from 0; NULL past the last. */
const char *sam_outside_party(uint32_t index, sam_role *role);

#endif
