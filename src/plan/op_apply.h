/* What each operation of a formula does to numbers, once: constants are folded with it while
 * compiling, and the ledger's lanes run the same expressions. */
#ifndef SAMSPEL_PLAN_OP_APPLY_H
#define SAMSPEL_PLAN_OP_APPLY_H

#include "base/real.h"
#include "samspel/plan.h"

/* X(operation, expression in a, b, c). Only + - * / and comparisons, so that compilers vectorise
 * them and every processor gives the same bits. */
#define SAM_OP_EXPRESSIONS(X)                                                                      \
    X(NEG, -(a))                                                                                   \
    X(NOT, (a) > 0 ? 0.0 : 1.0)                                                                    \
    X(FLOOR, __builtin_floor(a))                                                                   \
    X(ADD, (a) + (b))                                                                              \
    X(SUB, (a) - (b))                                                                              \
    X(MUL, (a) * (b))                                                                              \
    X(DIV, (b) == 0 ? 0.0 : (a) / (b))                                                             \
    X(MIN, (a) < (b) ? (a) : (b))                                                                  \
    X(MAX, (a) > (b) ? (a) : (b))                                                                  \
    X(POW, sam_real_pow(a, b))                                                                     \
    X(ANNUITY, sam_real_annuity(a, b))                                                             \
    X(GT, (a) > (b) ? 1.0 : 0.0)                                                                   \
    X(GE, (a) >= (b) ? 1.0 : 0.0)                                                                  \
    X(EQ, (a) == (b) ? 1.0 : 0.0)                                                                  \
    X(IF, (a) > 0 ? (b) : (c))

/* True for operations whose value follows from their children alone. */
static inline bool sam_op_is_pure(sam_op op) {
    return op >= SAM_OP_NEG && op <= SAM_OP_IF;
}

#endif
