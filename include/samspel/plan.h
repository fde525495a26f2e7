/* The plan: what a deal compiles to, and the one description of the deal that every reader shares.
 *
 * A plan is named rows. A monthly row has one formula that holds in every month; a scalar row has
 * one value. Formulas are trees of a few operations over rows, inputs and constants. The ledger
 * runs them, explain prints them, the workbook writes them as cells, the optimiser differentiates
 * them. Nobody computes a figure of the deal by any other road.
 *
 * A plan is constant after compile and may be shared by threads. */
#ifndef SAMSPEL_PLAN_H
#define SAMSPEL_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "samspel/deal.h"
#include "samspel/diag.h"
#include "samspel/status.h"

/* Operations of a formula: name, number of child nodes, spreadsheet-like symbol.
 * Comparisons and logic give 1 or 0. */
#define SAM_OP_LIST(X)                                                                             \
    X(CONST, 0, "")    /* value */                                                                 \
    X(INPUT, 0, "")    /* a = input index */                                                       \
    X(SCALAR, 0, "")   /* a = scalar row */                                                        \
    X(ROW, 0, "")      /* a = monthly row, same month */                                           \
    X(PREV, 0, "prev") /* a = monthly row, month before; 0 before month 1 */                       \
    X(NEXT, 0, "next") /* a = monthly row, month after; 0 after the last month */                  \
    X(NEG, 1, "-")                                                                                 \
    X(NOT, 1, "not")                                                                               \
    X(FLOOR, 1, "floor")                                                                           \
    X(ADD, 2, "+")                                                                                 \
    X(SUB, 2, "-")                                                                                 \
    X(MUL, 2, "*")                                                                                 \
    X(DIV, 2, "/") /* x/0 is 0: a ratio without a base is reported as none by its measure */       \
    X(MIN, 2, "min")                                                                               \
    X(MAX, 2, "max")                                                                               \
    X(POW, 2, "^")                                                                                 \
    X(ANNUITY, 2, "annuity") /* i, n -> i/((1+i)^n - 1); 1/n at i = 0 */                           \
    X(GT, 2, ">")                                                                                  \
    X(GE, 2, ">=")                                                                                 \
    X(EQ, 2, "=")                                                                                  \
    X(IF, 3, "if")           /* condition > 0 ? b : c */                                           \
    X(SUM, 0, "sum")         /* a = monthly row: total over all months */                          \
    X(DOT, 0, "dot")         /* a, b = monthly rows: sum of products over all months */            \
    X(LOWEST, 0, "lowest")   /* a = row, b = flag row: least a where b > 0; 0 if nowhere */        \
    X(HIGHEST, 0, "highest") /* likewise, greatest */                                              \
    X(FIRST, 0, "first")     /* a = row: first month in which a > 0; 0 if none */                  \
    X(AT, 1, "at")           /* a = child node giving a month number, b = row: row in that month */

typedef enum sam_op {
#define SAM_OP_ENUM(name, children, symbol) SAM_OP_##name,
    SAM_OP_LIST(SAM_OP_ENUM)
#undef SAM_OP_ENUM
        SAM_OP_COUNT
} sam_op;

/* One node of a formula. Children come before their parent in plan->nodes; equal nodes are one. */
typedef struct sam_node {
    double value; /* CONST only */
    sam_op op;
    uint32_t a, b, c; /* child nodes, or the row or input index named at the operation */
} sam_node;

typedef enum sam_row_kind {
    SAM_ROW_CURVE,   /* monthly values given, not computed: timeline, price and rate paths */
    SAM_ROW_MONTHLY, /* one formula for all months */
    SAM_ROW_SCALAR,  /* one formula, one value */
} sam_row_kind;

/* Where in the project's life a flow belongs; the waterfall sums by these. */
typedef enum sam_flow_class {
    SAM_FLOW_NONE,      /* not a flow */
    SAM_FLOW_USE,       /* building the project */
    SAM_FLOW_SOURCE,    /* planned funding of it */
    SAM_FLOW_OPERATING, /* rent, running cost */
    SAM_FLOW_PREMIUM,   /* for guarantees of loans, paid before debt service as running cost is */
    SAM_FLOW_SERVICE,   /* interest and principal */
    SAM_FLOW_TAX,       /* income tax */
    SAM_FLOW_SUPPORT,   /* guarantee calls and owners covering a shortfall */
    SAM_FLOW_DISTRIBUTION, /* to owners */
    SAM_FLOW_EXIT,         /* value at the end, clawback */
    SAM_FLOW_OUTSIDE,      /* between parties, not touching the project's cash */
    SAM_FLOW_CLASS_COUNT
} sam_flow_class;

typedef struct sam_row {
    const char *name;     /* "husbanken_loan.interest"; unique in the plan */
    const char *label;    /* English; the text to translate */
    const char *formula;  /* as written in the clause table; "" for a curve */
    const char *equation; /* number in models/README.md, "4.3"; "" for a curve */
    sam_unit unit;
    sam_row_kind kind;
    uint32_t root;   /* node; monthly and scalar rows */
    uint32_t clause; /* index in the deal; deal->clause_count: the project itself */
    sam_flow_class flow;
    uint32_t payer, payee; /* party indices; flows only */
    const char *account;   /* flows only: "interest", "rent" */
    const double *curve;   /* curve rows: months values; month 1 first */
    bool signed_;     /* decided when the deal is signed: what happens later does not change it */
    const char *path; /* Nullable: curve rows that a risk factor may replace: its name */
    bool measure;     /* scalar rows shown as a result */
    uint32_t party;   /* measures: whose it is; SAM_NO_PARTY: the project's */
    uint32_t defined; /* measures: scalar row > 0 where the measure exists; or SAM_NO_ROW */
} sam_row;

#define SAM_NO_ROW UINT32_MAX
#define SAM_NO_PARTY UINT32_MAX

/* Rows evaluated together. Scalar: once, in order. Otherwise month by month, all rows of the stage
 * in each month, from the first month to the last or the other way round. */
typedef enum sam_direction {
    SAM_STAGE_SCALAR,
    SAM_STAGE_FORWARD,
    SAM_STAGE_BACKWARD
} sam_direction;

typedef struct sam_stage {
    sam_direction direction;
    uint32_t first, count; /* slice of plan->order */
} sam_stage;

typedef struct sam_plan {
    const sam_deal *deal; /* borrowed; must outlive the plan */
    uint32_t months;      /* M: the timeline is months 1..M */
    const sam_row *rows;
    uint32_t row_count;
    const sam_node *nodes;
    uint32_t node_count;
    const uint32_t *order; /* rows in the order they are computed; curves are not in it */
    uint32_t order_count;
    const sam_stage *stages;
    uint32_t stage_count;
    const struct sam_names *names; /* rows by name */
    struct sam_arena *arena;
} sam_plan;

/* Compiles a checked deal. On failure *out is NULL and the faults are in diags: SAM_COMPILE when
 * the clauses do not fit together (a cycle is refused with its row names). Free with sam_plan_free.
 */
SAM_MUST_USE sam_status sam_plan_compile(sam_plan **out, const sam_deal *deal, sam_diags *diags);
void sam_plan_free(sam_plan *plan);

/* Index of the row with that exact name, or SAM_NO_ROW. */
uint32_t sam_plan_find_row(const sam_plan *plan, const char *name);

/* Does any formula read this input? */
bool sam_plan_reads_input(const sam_plan *plan, uint32_t input);

/* Number of child nodes of an operation, and the word or sign it is written with. */
enum { SAM_CHILDREN_MOST = 3 };
unsigned sam_op_children(sam_op op);
const char *sam_op_symbol(sam_op op);

#endif
