/* Formulas as text, in any dialect. One walk and one rule of precedence serve all dialects: the
 * formula language itself (explain), the spreadsheet's (workbook). A dialect says how an operation
 * is written; it must not change what is computed. A node that several rows share is written again
 * in each. */
#ifndef SAMSPEL_PLAN_EXPRESS_H
#define SAMSPEL_PLAN_EXPRESS_H

#include "base/text.h"
#include "samspel/plan.h"

/* How one operation is written. In the text
 *   $a $b $c  are the child nodes as numbers,
 *   $A $B     child nodes where a truth value does as well as 1 or 0,
 *   $x $y     child nodes a and b as conditions,
 *   $i        the node itself as a number,
 *   $r $s     the row or input with the index a, b,
 *   $m        the row of month numbers.
 * A child is put in parentheses when what it gives binds weaker than what its place needs. */
typedef struct sam_form {
    const char *text;       /* NULL: no such form in this dialect */
    unsigned char gives;    /* how strongly the text binds */
    unsigned char needs[3]; /* of child a, b, c */
} sam_form;

/* Forms beyond the operations themselves, used where a node allows it. */
enum sam_form_extra {
    SAM_FORM_AND = SAM_OP_COUNT, /* MIN of flags */
    SAM_FORM_OR,                 /* MAX of flags */
    SAM_FORM_BELOW,              /* GT, the row that changes written first: b < a */
    SAM_FORM_AT_MOST,            /* GE likewise */
    SAM_FORM_DIV_SAFE,           /* DIV by a constant that is not 0 */
    SAM_FORM_TRUE,               /* any node as a condition, in $i */
    SAM_FORM_COUNT
};

typedef struct sam_dialect {
    const sam_form *forms;      /* SAM_FORM_COUNT of them; every operation has one */
    const sam_form *conditions; /* Nullable: forms that give a truth value instead of a number */
    const char *one_over;       /* before n, for constants that are 1/n */
    unsigned char negative;     /* how strongly a negative number binds */
    unsigned char quotient;     /* how strongly 1/n binds */
    unsigned char atom;         /* how strongly a plain number binds */
    /* Writes a row or an input. op says what for: INPUT, SCALAR, ROW, PREV, NEXT; any other: the
     * months of a row as one operand. */
    void (*leaf)(void *context, sam_text *out, sam_op op, uint32_t index);
} sam_dialect;

/* Adds the node's formula to out. out->broken when memory is out. */
void sam_express(sam_text *out, const sam_plan *plan, uint32_t node, const sam_dialect *dialect,
                 void *context);

/* Adds a row's formula as the formula language writes it, every name in full, so that it reads back
 * to the same node in the project's context. Nothing for a curve. */
void sam_express_row(sam_text *out, const sam_plan *plan, uint32_t row);

/* Calls back once for each row and input that a row's formula reads, in order of reading. op is the
 * operation that reads it; index is an input for SAM_OP_INPUT and a row otherwise. */
typedef void (*sam_row_use)(void *context, sam_op op, uint32_t index);
void sam_plan_row_uses(const sam_plan *plan, uint32_t row, sam_row_use use, void *context);

#endif
