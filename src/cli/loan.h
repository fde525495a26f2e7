/* One loan as a deal of nothing but that loan, run by the engine: what samspel loan prints and what
 * samspel selftest holds against published instalments. */
#ifndef SAMSPEL_CLI_LOAN_H
#define SAMSPEL_CLI_LOAN_H

#include "base/arena.h"
#include "samspel/ledger.h"

typedef struct sam_loan {
    double principal;    /* NOK lent; for a sculpted loan the cost, the most that may be lent */
    long years, terms;   /* maturity; terms a year: 1, 2, 3, 4, 6 or 12 */
    const char *profile; /* a word of the clause's field `profile` */
    const char *rate;    /* a word of the clause's field `rate` */
    double nominal;      /* for rate "fixed": fraction a year */
    double effective;    /* for rate "effective" */
    const double *rates; /* Nullable: for rate "market": nominal rate of each term; the last one
                            holds from then on */
    size_t rate_count;   /* of rates */
    double grace_years;  /* before the first principal */
    double cover;        /* DSCR of profile "sculpted"; else 0 */
    const double
        *operating; /* Nullable: net of each year of operation, falling in its last month */
} sam_loan;

typedef struct sam_loan_term {
    double opening, interest, principal, closing; /* NOK; interest and principal as they fall due */
} sam_loan_term;

typedef struct sam_loan_schedule {
    const sam_loan_term *terms;
    size_t count;
    double lent;                /* NOK */
    double interest, principal; /* in all */
} sam_loan_schedule;

/* The schedule, in the arena. SAM_INPUT when a value is outside its field's bounds (told in diags),
 * or SAM_MEMORY. */
SAM_MUST_USE sam_status sam_loan_run(sam_loan_schedule *out, const sam_loan *loan, sam_arena *arena,
                                     sam_diags *diags);

/* Debt-service cover of each of loan->years calendar years, from what each year brings
 * (loan->operating) and the debt service that falls due in it, in the place of the loan's own. */
SAM_MUST_USE sam_status sam_loan_cover(double *out, const sam_loan *loan, const double *service,
                                       sam_diags *diags);

#endif
