/* The candidates of a region: every project with every model in every size, each a deal that the
 * engine read, compiled and ran. Nothing is estimated: `settings` are what samspel evaluate needs
 * to give the same figures. */
#ifndef SAMSPEL_CHOICE_PORTFOLIO_CANDIDATES_H
#define SAMSPEL_CHOICE_PORTFOLIO_CANDIDATES_H

#include "choice/portfolio_region.h"

typedef struct sam_candidate {
    uint32_t project;
    const char *model; /* as the region names it */
    double size;
    sam_region_settings settings; /* of region, municipality, project and size, in that order */
    double dwellings;
    double municipality_npv;    /* NOK; its own discount rate */
    double municipality_value;  /* npv with the value of new inhabitants */
    double municipality_outlay; /* the most it has paid out and not yet got back */
    double owner_npv;           /* NOK: of all developers and owners together */
    double gap;                 /* NOK at the start that lifts every owner to its hurdle */
    double present_cost;        /* NOK: gap - municipality_npv, not below 0 */
    double outlay;              /* NOK: gap + municipality_outlay */
    double guarantee;           /* NOK: the most guaranteed debt */
    bool has_dscr;
    double dscr;   /* lowest cover of a year */
    double worth;  /* what the region's aim counts */
    bool excluded; /* dscr is below the region's least */
} sam_candidate;

typedef struct sam_candidates {
    sam_candidate *items;
    uint32_t count;
    struct sam_arena *arena;
} sam_candidates;

/* Where models and scenarios come from. pointer: where the region's file names them, for faults.
 * The bytes must live as long as the call. */
typedef struct sam_candidate_files {
    sam_status (*open)(void *context, const char *pointer, const char *folder, const char *name,
                       sam_source *out);
    void *context;
    sam_source terms;
} sam_candidate_files;

/* Runs every candidate. Faults of projects are told at their place in the region's file, beside
 * those of the deals themselves. Free with sam_candidates_free. */
SAM_MUST_USE sam_status sam_candidates_run(sam_candidates **out, const sam_region *region,
                                           const sam_candidate_files *files, sam_diags *diags);
void sam_candidates_free(sam_candidates *candidates);

/* The numeric problem. The arrays are in the arena; the region and candidates must outlive it. */
SAM_MUST_USE sam_status sam_candidates_portfolio(sam_portfolio *out, const sam_region *region,
                                                 const sam_candidates *candidates);

#endif
