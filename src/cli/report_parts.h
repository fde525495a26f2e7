/* What a report tells beyond the study itself, and takes its time: draws, tornados, what clauses
 * move, the front of rent and cost, and the room for negotiation. */
#ifndef SAMSPEL_CLI_REPORT_PARTS_H
#define SAMSPEL_CLI_REPORT_PARTS_H

#include "cli/choice_deal.h"
#include "report/html.h"

typedef struct sam_report_wish {
    uint64_t draws, seed; /* draws 0: none */
    unsigned threads;
    bool sensitivity, clauses, choice;
    const char *x, *y; /* Nullable: the terms on the table; else a rent and a price */
} sam_report_wish;

typedef struct sam_report_parts {
    size_t count; /* of models */
    sam_risk *risk;
    sam_sensitivity **sensitivities; /* Nullable, each one a model */
    sam_clause_effects **clauses;
    sam_choice_deal *fronts, *rooms; /* the deals that they are of */
    sam_model_choice *choices;
} sam_report_parts;

/* Everything wished for, of all models. Prints faults. Clear in any case. */
SAM_MUST_USE sam_status sam_report_parts_make(sam_report_parts *parts, sam_cli *cli,
                                              const sam_study *study, const sam_report_wish *wish);
void sam_report_parts_clear(sam_report_parts *parts);

#endif
