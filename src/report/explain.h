/* Why a figure is what it is: a row's formula with its names, its equation number, what it reads
 * and where each input came from. */
#ifndef SAMSPEL_REPORT_EXPLAIN_H
#define SAMSPEL_REPORT_EXPLAIN_H

#include "report/study.h"

typedef struct sam_explain {
    const sam_case *c; /* NULL: no deal was given, only the field table is known */
    uint32_t month;    /* 1..M, for monthly rows */
    unsigned depth;    /* how far to follow what a row reads; at least 1 */
    size_t width;
} sam_explain;

/* Is there a row, input or field of that name? */
bool sam_explain_knows(const sam_explain *e, const char *name);
/* The nearest known name. Nullable: nothing is near. */
const char *sam_explain_nearest(const sam_explain *e, const char *name);

/* Nullable: the row of the field table with that full name, "term_loan.years". */
const sam_field *sam_explain_field(const char *name);

/* Of what is found on the rows: "developer.irr", a flag raised. Each is of a name known so. */
bool sam_explain_knows_found(const sam_explain *e, const char *name);
void sam_explain_found_text(sam_text *out, const sam_explain *e, const char *name);
void sam_explain_found_json(sam_json *json, const sam_explain *e, const char *name);
void sam_explain_found_cells(sam_table *table, const sam_explain *e, const char *name);

void sam_explain_text(sam_text *out, const sam_explain *e, const char *name);
void sam_explain_json(sam_json *json, const sam_explain *e, const char *name);
/* One line a name: name, kind, month, value, unit, equation, from, file, pointer, text. */
void sam_explain_csv(sam_text *out, const sam_explain *e, const char *const *names, size_t count);
/* Every row of the plan: name, equation, unit, label. */
void sam_explain_list(sam_text *out, const sam_explain *e, bool csv);

/* For its own files: the names of scenario fields as guesses, and a field for those who fill it in.
 */
struct sam_nearest;
void sam_explain_offer_fields(struct sam_nearest *nearest);
void sam_explain_field_text(sam_text *out, const sam_field *field);

#endif
