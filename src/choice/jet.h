/* A value with its slopes and shape, and the rules of calculus for every operation of a formula.
 * What an operation does to the value itself is said in plan/op_apply.h and nowhere else. Private
 * to the choice room; knows no rows. */
#ifndef SAMSPEL_CHOICE_JET_H
#define SAMSPEL_CHOICE_JET_H

#include "choice/affine.h"

typedef struct sam_jet {
    double value;
    /* The largest number that the value, and its change by one step of all decisions, came from by
     * adding and subtracting: what is small beside it may be rounding and nothing else. */
    double size, swing;
    sam_shape shape;
    double slope[]; /* one a decision */
} sam_jet;

/* What a rule needs to know besides its operands, and what it finds out. */
typedef struct sam_rule {
    uint32_t count; /* decisions */
    const double *scales;
    bool bent; /* set when the operation itself is not affine here; then the next three */
    bool curve, jump;
    double room;
} sam_rule;

/* Bytes of one jet. */
size_t sam_jet_size(uint32_t count);

/* Decisions that the value depends on in any way. */
uint32_t sam_jet_depends(const sam_jet *jet);

void sam_jet_constant(sam_jet *out, uint32_t count, double value);

/* Gives an input or a curve its value; slopes stay. */
void sam_jet_set(sam_jet *jet, double value);

/* out = op(a, b, c), for the pure operations. out is none of the operands. */
void sam_jet_apply(sam_rule *rule, sam_jet *out, sam_op op, const sam_jet *a, const sam_jet *b,
                   const sam_jet *c);

/* out += a, out += a * b. */
void sam_jet_add(sam_rule *rule, sam_jet *out, const sam_jet *a);
void sam_jet_add_product(sam_rule *rule, sam_jet *out, const sam_jet *a, const sam_jet *b);

/* How far the decisions may move before a - b changes sign. b NULL: 0. Infinite when they do not
 * move the difference, or when the difference and its slopes are rounding only. */
double sam_jet_room(const sam_rule *rule, const sam_jet *a, const sam_jet *b);

/* Marks the operation as bent in the decisions of mask and joins room. */
void sam_jet_kink(sam_rule *rule, sam_jet *out, uint32_t mask, double room);
void sam_jet_jump(sam_rule *rule, sam_jet *out, uint32_t mask, double room);

/* Joins what keeps `from` from being affine to out. */
void sam_jet_inherit(sam_jet *out, const sam_jet *from);

#endif
