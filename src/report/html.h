/* A document as one HTML page that needs nothing but itself: built as a tree by libxml2 and written
 * out, so that no text of a file can become markup. The page is well-formed XML and HTML at once.
 */
#ifndef SAMSPEL_REPORT_HTML_H
#define SAMSPEL_REPORT_HTML_H

#include "report/document.h"
#include "report/risk.h"
#include "report/study.h"
#include "risk/clauses.h"
#include "risk/sensitivity.h"
#include "samspel/choice.h"
#include "samspel/report.h"

/* out is broken when memory ran out. The same document gives the same bytes. */
void sam_doc_html(sam_text *out, const sam_doc *document);

/* The page's style, which is its own text. */
extern const char sam_html_style[];

/* What there is to tell of a model's choices. */
typedef struct sam_model_choice {
    const sam_frontier *front; /* Nullable: it has no such objectives, or failed */
    const sam_room *room; /* Nullable: likewise, or the front says already that nothing holds */
} sam_model_choice;

/* A report of a study. */
typedef struct sam_page_view {
    const sam_study *study;    /* with break-evens and turns */
    const sam_risk_view *risk; /* Nullable: nothing was drawn */
    /* Each Nullable: not asked for; else one a model. */
    const sam_sensitivity *const *sensitivities;
    const sam_clause_effects *const *clauses;
    const sam_model_choice *choices;
    const char *command; /* how to make it again */
} sam_page_view;

/* Fills an empty document. */
void sam_page_write(sam_doc *document, const sam_page_view *view);
/* Fills an empty document with the chapters whose figures no formula of a spreadsheet gives, for a
 * workbook: of risk if there is anything of it, and of choice. command is not read. */
#define SAM_PASTED_RISK "risk"
#define SAM_PASTED_CHOICE "choice"
void sam_page_pasted(sam_doc *document, const sam_page_view *view);
/* Hands the document to a workbook whose options say that it has such sheets; once. What goes wrong
 * is told at the workbook's end. */
SAM_MUST_USE sam_status sam_workbook_paste(sam_workbook *workbook, const sam_doc *document);

struct sam_tree;
/* The title of a model's card, and the card: from the model's file alone. */
const char *sam_card_title(const struct sam_tree *model);
void sam_card_write(sam_doc *document, const struct sam_tree *model);

#endif
