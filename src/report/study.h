/* A study: one project under one or more models, run and measured, as every report shows it. */
#ifndef SAMSPEL_REPORT_STUDY_H
#define SAMSPEL_REPORT_STUDY_H

#include "base/text.h"
#include "report/json.h"
#include "report/table.h"
#include "samspel/metrics.h"

/* One model of a study. Everything is borrowed by the reports. */
typedef struct sam_case {
    const sam_deal *deal;
    const sam_plan *plan;
    const sam_ledger *ledger; /* run; lane 0 is the base case */
    const sam_result *result;
} sam_case;

/* Where one assumption turns the order of two models for one party. */
typedef struct sam_turn {
    uint32_t ahead, behind; /* cases */
    const char *party;
    double gap;             /* npv ahead less npv behind, NOK */
    const char *assumption; /* Nullable: none of those searched turns the order */
    sam_unit unit;
    double base, value;
} sam_turn;

typedef struct sam_study {
    const char *version;
    const sam_case *cases;
    size_t case_count;
    const sam_turn *turns;
    size_t turn_count;
} sam_study;

/* Accounts of one flow direction summed over months; used by several reports. */
double sam_case_flow_total(const sam_case *c, uint32_t row);

/* Last month of the timeline in a calendar year, counted from the first. */
uint32_t sam_case_year_end(const sam_case *c, uint32_t year);

/* Is this an input of low confidence that the results rest on? */
bool sam_case_input_is_weak(const sam_case *c, uint32_t input);

/* English word for a source of funding. */
const char *sam_stack_word(const char *kind);

/* Lines of a table whose first column is a label and then one column a model. table: Nullable. */
void sam_study_project_row(const sam_study *study, sam_table *table);
void sam_study_municipal_rows(const sam_study *study, sam_table *table);
void sam_study_measure_rows(const sam_study *study, sam_table *table);

/* The first line of every text report. */
void sam_study_title(sam_text *out, const sam_study *study);

/* compare and evaluate as JSON. detail: yearly rows, loans, covers; ledger: every flow. */
void sam_study_json(sam_text *out, const sam_study *study, bool detail, bool ledger);
/* As text tables no wider than width. */
void sam_study_text(sam_text *out, const sam_study *study, size_t width);
/* One model in full. */
void sam_case_text(sam_text *out, const sam_study *study, size_t width, bool ledger);
/* One tidy table: model, party or "", measure, value, unit. */
void sam_study_csv(sam_text *out, const sam_study *study);
/* Every flow: model, month, payer, payee, account, amount. */
void sam_study_ledger_csv(sam_text *out, const sam_study *study);

#endif
