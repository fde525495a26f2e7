/* Reports: a study as files that people open. Everything shown is read from plans and ledgers;
 * a report computes no figure of the deal of its own. */
#ifndef SAMSPEL_REPORT_H
#define SAMSPEL_REPORT_H

#include "samspel/ledger.h"

/* One model of a study: its plan, and the lane of a run ledger of that plan to show. The ledger
 * must compute every row itself: a row given from outside has a formula that was not used. */
typedef struct sam_report_model {
    const sam_plan *plan;
    const sam_ledger *ledger;
    size_t lane;
    const double *inputs; /* Nullable: the lane's inputs, in the deal's order; NULL: the deal's */
} sam_report_model;

typedef struct sam_workbook_options {
    /* Added to the result stored with every formula. 0, but for a proof that a spreadsheet finds
     * the right results by itself. */
    double cached_offset;
    /* Sheets of values that no formula gives follow before the end (sam_workbook_paste). */
    bool risk, choice;
} sam_workbook_options;

/* Writes the models of one scenario as an XLSX workbook: a summary, charts, each party's net flow
 * by year, a sheet of inputs, a sheet a model (rows by months, every row of the plan as one formula
 * copied across the months), and checks. A spreadsheet program recomputes it when an input is
 * changed; inputs that decide the plan's shape (its months and rows) are not coloured as inputs,
 * and a rule at their cells refuses another value. Money in NOK, rates and shares as fractions. The
 * file appears at path whole or not at all. The same arguments give the same bytes. options is
 * Nullable. SAM_INPUT: a value is not finite; SAM_LIMIT: more than a workbook holds; SAM_IO;
 * SAM_MEMORY. The fault is in diags. */
SAM_MUST_USE sam_status sam_report_workbook(const char *path, const sam_report_model *models,
                                            size_t count, const sam_workbook_options *options,
                                            sam_diags *diags);

/* The same in two steps: a process of its own writes the file while the caller does something else.
 * What it writes is as the plans and ledgers were at the beginning; path must stay until the end.
 * out is NULL unless the status is SAM_OK; then it must be ended, which frees it. A workbook that
 * waits for sheets that never came is not written. */
typedef struct sam_workbook sam_workbook;
SAM_MUST_USE sam_status sam_workbook_begin(sam_workbook **out, const char *path,
                                           const sam_report_model *models, size_t count,
                                           const sam_workbook_options *options, sam_diags *diags);
SAM_MUST_USE sam_status sam_workbook_end(sam_workbook *workbook, sam_diags *diags);

#endif
