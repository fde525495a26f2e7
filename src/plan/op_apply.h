/* What each operation of a formula does to numbers, once: constants are folded with it while
 * compiling, and the ledger's lanes run the same expressions. */
#ifndef SAMSPEL_PLAN_OP_APPLY_H
#define SAMSPEL_PLAN_OP_APPLY_H

#include "base/real.h"
#include "samspel/plan.h"

/* One expression an operation. Only + - * / and comparisons, so that compilers vectorise them and
 * every processor gives the same bits. */
#define SAM_EXPR_NEG(a, b, c) (-(a))
#define SAM_EXPR_NOT(a, b, c) ((a) > 0 ? 0.0 : 1.0)
#define SAM_EXPR_FLOOR(a, b, c) __builtin_floor(a)
#define SAM_EXPR_ADD(a, b, c) ((a) + (b))
#define SAM_EXPR_SUB(a, b, c) ((a) - (b))
#define SAM_EXPR_MUL(a, b, c) ((a) * (b))
#define SAM_EXPR_DIV(a, b, c) ((b) == 0 ? 0.0 : (a) / (b))
#define SAM_EXPR_MIN(a, b, c) ((a) < (b) ? (a) : (b))
#define SAM_EXPR_MAX(a, b, c) ((a) > (b) ? (a) : (b))
#define SAM_EXPR_POW(a, b, c) sam_real_pow(a, b)
#define SAM_EXPR_ANNUITY(a, b, c) sam_real_annuity(a, b)
#define SAM_EXPR_GT(a, b, c) ((a) > (b) ? 1.0 : 0.0)
#define SAM_EXPR_GE(a, b, c) ((a) >= (b) ? 1.0 : 0.0)
#define SAM_EXPR_EQ(a, b, c) ((a) == (b) ? 1.0 : 0.0)
#define SAM_EXPR_IF(a, b, c) ((a) > 0 ? (b) : (c))

/* X(operation, its expression in a, b, c). */
#define SAM_OP_EXPRESSIONS(X)                                                                      \
    X(NEG, SAM_EXPR_NEG(a, b, c))                                                                  \
    X(NOT, SAM_EXPR_NOT(a, b, c))                                                                  \
    X(FLOOR, SAM_EXPR_FLOOR(a, b, c))                                                              \
    X(ADD, SAM_EXPR_ADD(a, b, c))                                                                  \
    X(SUB, SAM_EXPR_SUB(a, b, c))                                                                  \
    X(MUL, SAM_EXPR_MUL(a, b, c))                                                                  \
    X(DIV, SAM_EXPR_DIV(a, b, c))                                                                  \
    X(MIN, SAM_EXPR_MIN(a, b, c))                                                                  \
    X(MAX, SAM_EXPR_MAX(a, b, c))                                                                  \
    X(POW, SAM_EXPR_POW(a, b, c))                                                                  \
    X(ANNUITY, SAM_EXPR_ANNUITY(a, b, c))                                                          \
    X(GT, SAM_EXPR_GT(a, b, c))                                                                    \
    X(GE, SAM_EXPR_GE(a, b, c))                                                                    \
    X(EQ, SAM_EXPR_EQ(a, b, c))                                                                    \
    X(IF, SAM_EXPR_IF(a, b, c))

/* True for operations whose value follows from their children alone. */
static inline bool sam_op_is_pure(sam_op op) {
    return op >= SAM_OP_NEG && op <= SAM_OP_IF;
}

#endif
