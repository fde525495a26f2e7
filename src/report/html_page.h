/* What the chapters of a report share. Belongs to the report room. */
#ifndef SAMSPEL_REPORT_HTML_PAGE_H
#define SAMSPEL_REPORT_HTML_PAGE_H

#include "report/html.h"

enum { SAM_PAGE_COLUMNS = 66, SAM_PAGE_PARTIES = 32 };

typedef struct sam_page {
    sam_doc *document;
    const sam_page_view *view;
    const sam_study *study;
    const char **models;  /* their names */
    const char **parties; /* ids of the parties that a council asks about, in the order they come */
    size_t party_count;
    bool pasted; /* for a workbook: all measures, and nothing that only a figure is of use for */
} sam_page;

/* ---- words; all live as long as the document ---- */

/* As printf; never a double. "" when memory is out, and the document is broken then; so the others.
 */
const char *sam_page_text(sam_page *page, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Keeps a text, and frees it. */
const char *sam_page_take(sam_page *page, sam_text *text);
/* The arguments are texts; NULL ends them. */
#define sam_page_fill(page, what, ...)                                                             \
    sam_page_fill_list((page), (what), (const char *const[]){__VA_ARGS__})
const char *sam_page_fill_list(sam_page *page, sam_saying what, const char *const *arguments);
/* {1} in words that are not a saying. */
const char *sam_page_refill(sam_page *page, const char *words, const char *argument);
/* By id: "kommunen". */
const char *sam_page_party(sam_page *page, const char *id);
/* With a capital letter. */
const char *sam_page_capital(sam_page *page, const char *text);
const char *sam_page_money(sam_page *page, double value);
const char *sam_page_quantity(sam_page *page, double value, sam_unit unit);
/* The next cell of a table. */
void sam_page_cell_quantity(sam_page *page, double value, sam_unit unit);
/* "2013", from a year of the timeline. */
const char *sam_page_number(sam_page *page, uint32_t number);
/* The number of the note that leads a row of the plan to its equation; 0: it has none. */
uint32_t sam_page_row_note(sam_page *page, const sam_plan *plan, uint32_t row);

/* Likewise by the row's name, of the first model that has it. */
uint32_t sam_page_note_of(sam_page *page, const char *row);
/* "leige: del av marknadsleige", with the input's own name behind if named. */
const char *sam_page_input(sam_page *page, const sam_deal *deal, uint32_t input, bool named);

/* ---- the study ---- */

/* Nullable: the party has no part in that model. */
const sam_party_result *sam_page_result(const sam_page *page, size_t model, const char *party);
/* The first model with the party; its index in the deal goes to *party. */
size_t sam_page_first(const sam_page *page, const char *id, uint32_t *party);
/* First and last year, and a year's index in a model's own years; false: outside. */
void sam_page_years(const sam_page *page, uint32_t *first, uint32_t *count);
bool sam_page_year(const sam_page *page, size_t model, uint32_t year, uint32_t *index);

/* A table with the models as columns. */
void sam_page_models_table(sam_page *page, const char *title, const char *first);

/* ---- the chapters ---- */

void sam_page_short(sam_page *page);
void sam_page_models(sam_page *page);
void sam_page_stack(sam_page *page);
void sam_page_parties(sam_page *page);
void sam_page_flows(sam_page *page);
void sam_page_risk(sam_page *page);
void sam_page_measures(sam_page *page, size_t model);
void sam_page_fans(sam_page *page, size_t model);
void sam_page_tornados(sam_page *page, size_t model);
void sam_page_carriers(sam_page *page, size_t model);
void sam_page_choice(sam_page *page);
void sam_page_room(sam_page *page, const sam_room *room, size_t model);
void sam_page_front(sam_page *page, const sam_frontier *front, size_t model);
/* What a limit asks for, in words. */
const char *sam_page_limit(sam_page *page, const sam_choice *choice, const sam_choice_limit *limit);
void sam_page_flags(sam_page *page);
void sam_page_inputs(sam_page *page);
void sam_page_again(sam_page *page);

#endif
