/* The rules: derivative of each operation, and where it stops being affine. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "choice/jet.h"
#include "plan/op_apply.h"

size_t sam_jet_size(uint32_t count) {
    return sizeof(sam_jet) + count * sizeof(double);
}

uint32_t sam_jet_depends(const sam_jet *jet) {
    return jet->shape.moves | jet->shape.jumps;
}

void sam_jet_constant(sam_jet *out, uint32_t count, double value) {
    out->value = value;
    out->size = fabs(value);
    out->swing = 0;
    out->shape = (sam_shape){.room = SAM_REAL_INFINITY};
    memset(out->slope, 0, count * sizeof *out->slope);
}

void sam_jet_set(sam_jet *jet, double value) {
    jet->value = value;
    jet->size = fabs(value);
}

void sam_jet_inherit(sam_jet *out, const sam_jet *from) {
    out->shape.moves |= from->shape.moves;
    out->shape.kinks |= from->shape.kinks;
    out->shape.jumps |= from->shape.jumps;
    out->shape.curves |= from->shape.curves;
    out->shape.room = fmin(out->shape.room, from->shape.room);
}

/* Rounding of a few dozen additions, relative to their largest term. */
static const double NOISE = 1e-13;

static double speed_of(const sam_rule *rule, const sam_jet *a, const sam_jet *b) {
    double speed = 0;
    for (uint32_t j = 0; j < rule->count; j++)
        speed += fabs(a->slope[j] - (b ? b->slope[j] : 0.0)) * rule->scales[j];
    return speed;
}

double sam_jet_room(const sam_rule *rule, const sam_jet *a, const sam_jet *b) {
    double speed = speed_of(rule, a, b);
    double gap = fabs(a->value - (b ? b->value : 0.0));
    double size = fmax(a->size, b ? b->size : 0.0), swing = fmax(a->swing, b ? b->swing : 0.0);
    if (speed == 0 || (gap <= NOISE * size && speed <= NOISE * swing))
        return SAM_REAL_INFINITY;
    return gap / speed;
}

static void bend(sam_rule *rule, sam_jet *out, double room) {
    rule->room = rule->bent ? fmin(rule->room, room) : room;
    rule->bent = true;
    out->shape.room = fmin(out->shape.room, room);
}

void sam_jet_kink(sam_rule *rule, sam_jet *out, uint32_t mask, double room) {
    if (!mask)
        return;
    bend(rule, out, room);
    out->shape.kinks |= mask;
}

void sam_jet_jump(sam_rule *rule, sam_jet *out, uint32_t mask, double room) {
    if (!mask)
        return;
    bend(rule, out, room);
    rule->jump = true;
    out->shape.jumps |= mask;
}

static void curve(sam_rule *rule, sam_jet *out, uint32_t mask) {
    rule->room = 0;
    rule->bent = rule->curve = true;
    out->shape.curves |= mask;
}

/* slope = x * a.slope + y * b.slope */
static void combine(const sam_rule *rule, sam_jet *out, double x, const sam_jet *a, double y,
                    const sam_jet *b) {
    for (uint32_t j = 0; j < rule->count; j++)
        out->slope[j] = x * a->slope[j] + y * b->slope[j];
    out->size = fmax(out->size, fmax(fabs(x) * a->size, fabs(y) * b->size));
    out->swing = fmax(fabs(x) * a->swing, fabs(y) * b->swing);
}

static void linear(sam_rule *rule, sam_jet *out, double x, const sam_jet *a, double y,
                   const sam_jet *b) {
    combine(rule, out, x, a, y, b);
    sam_jet_inherit(out, a);
    sam_jet_inherit(out, b);
}

static bool is_nothing(const sam_jet *jet) {
    return jet->value == 0 && !sam_jet_depends(jet);
}

static void product(sam_rule *rule, sam_jet *out, const sam_jet *a, const sam_jet *b) {
    if (is_nothing(a) || is_nothing(b))
        return; /* a constant 0: affine whatever the other does */
    linear(rule, out, b->value, a, a->value, b);
    if (a->shape.moves && b->shape.moves)
        curve(rule, out, a->shape.moves | b->shape.moves);
}

static void quotient(sam_rule *rule, sam_jet *out, const sam_jet *a, const sam_jet *b) {
    if (is_nothing(a))
        return;
    double inverse = b->value == 0 ? 0.0 : 1.0 / b->value;
    linear(rule, out, inverse, a, -out->value * inverse, b);
    sam_jet_jump(rule, out, sam_jet_depends(b), sam_jet_room(rule, b, NULL));
    if (b->shape.moves)
        curve(rule, out, a->shape.moves | b->shape.moves);
}

/* min or max: the derivative is the chosen branch's, the shape is both branches'. */
static void choice(sam_rule *rule, sam_jet *out, const sam_jet *a, const sam_jet *b, bool takes_a) {
    linear(rule, out, takes_a ? 1.0 : 0.0, a, takes_a ? 0.0 : 1.0, b);
    sam_jet_kink(rule, out, a->shape.moves | b->shape.moves, sam_jet_room(rule, a, b));
}

static void condition(sam_rule *rule, sam_jet *out, const sam_jet *a, const sam_jet *b,
                      const sam_jet *c) {
    const sam_jet *taken = a->value > 0 ? b : c;
    const sam_jet *other = a->value > 0 ? c : b;
    uint32_t decided = sam_jet_depends(a);
    linear(rule, out, 1.0, taken, 0.0, a);
    out->shape = taken->shape;
    if (!decided)
        return; /* this branch for ever */
    out->shape.moves |= other->shape.moves;
    out->shape.room = fmin(out->shape.room, a->shape.room);
    sam_jet_jump(rule, out, decided, sam_jet_room(rule, a, NULL));
}

/* A comparison: constant but for its jumps. */
static void compare(sam_rule *rule, sam_jet *out, const sam_jet *a, const sam_jet *b) {
    uint32_t mask = sam_jet_depends(a) | (b ? sam_jet_depends(b) : 0);
    if (!mask)
        return;
    out->shape.room = fmin(a->shape.room, b ? b->shape.room : a->shape.room);
    sam_jet_jump(rule, out, mask, sam_jet_room(rule, a, b));
}

static void steps(sam_rule *rule, sam_jet *out, const sam_jet *a) {
    uint32_t mask = sam_jet_depends(a);
    double speed = speed_of(rule, a, NULL);
    double gap = fmin(a->value - out->value, out->value + 1.0 - a->value);
    if (!mask)
        return;
    out->shape.room = a->shape.room;
    sam_jet_jump(rule, out, mask, speed > 0 ? gap / speed : SAM_REAL_INFINITY);
}

static void power(sam_rule *rule, sam_jet *out, const sam_jet *a, const sam_jet *b) {
    double by_base = 0, by_exponent = 0;
    if (a->value > 0) {
        by_base = b->value * out->value / a->value;
        by_exponent = out->value * sam_real_log(a->value);
    }
    linear(rule, out, by_base, a, by_exponent, b);
    if (a->shape.moves | b->shape.moves)
        curve(rule, out, a->shape.moves | b->shape.moves);
}

/* f = i / ((1 + i)^n - 1). Near i = 0 by its series 1/n - i (n - 1) / (2 n) + ... */
static void annuity(sam_rule *rule, sam_jet *out, const sam_jet *a, const sam_jet *b) {
    double i = a->value, n = b->value, by_rate = 0, by_terms = 0;
    if (n > 1 && fabs(i * n) < 1e-4) {
        by_rate = -(n - 1) / (2 * n) + i * (n * n - 1) / (6 * n);
        by_terms = -1 / (n * n) - i / (2 * n * n);
    } else if (n > 1) {
        double growth = sam_real_growth(i, n), factor = growth + 1.0;
        by_rate = 1.0 / growth - i * n * factor / ((1.0 + i) * growth * growth);
        by_terms = -i * factor * sam_real_log1p(i) / (growth * growth);
    }
    linear(rule, out, by_rate, a, by_terms, b);
    if (a->shape.moves | b->shape.moves)
        curve(rule, out, a->shape.moves | b->shape.moves);
    if (b->shape.moves) {
        double speed = speed_of(rule, b, NULL);
        out->shape.kinks |= b->shape.moves;
        if (speed > 0)
            out->shape.room = fmin(out->shape.room, fabs(n - 1.0) / speed);
    }
}

static double value_of(sam_op op, double a, double b, double c) {
    switch (op) {
#define JET_CASE(name, expression)                                                                 \
    case SAM_OP_##name:                                                                            \
        return expression;
        SAM_OP_EXPRESSIONS(JET_CASE)
#undef JET_CASE
    default:
        assert(false);
        return 0;
    }
}

static void shape_of(sam_rule *rule, sam_jet *out, sam_op op, const sam_jet *a, const sam_jet *b,
                     const sam_jet *c) {
    switch (op) {
    case SAM_OP_NEG:
        linear(rule, out, -1.0, a, 0.0, a);
        return;
    case SAM_OP_ADD:
        linear(rule, out, 1.0, a, 1.0, b);
        return;
    case SAM_OP_SUB:
        linear(rule, out, 1.0, a, -1.0, b);
        return;
    case SAM_OP_MUL:
        product(rule, out, a, b);
        return;
    case SAM_OP_DIV:
        quotient(rule, out, a, b);
        return;
    case SAM_OP_MIN:
        choice(rule, out, a, b, a->value < b->value);
        return;
    case SAM_OP_MAX:
        choice(rule, out, a, b, a->value > b->value);
        return;
    case SAM_OP_POW:
        power(rule, out, a, b);
        return;
    case SAM_OP_ANNUITY:
        annuity(rule, out, a, b);
        return;
    case SAM_OP_NOT:
        compare(rule, out, a, NULL);
        return;
    case SAM_OP_FLOOR:
        steps(rule, out, a);
        return;
    case SAM_OP_IF:
        condition(rule, out, a, b, c);
        return;
    default: /* comparisons */
        compare(rule, out, a, b);
    }
}

void sam_jet_apply(sam_rule *rule, sam_jet *out, sam_op op, const sam_jet *a, const sam_jet *b,
                   const sam_jet *c) {
    sam_jet_constant(out, rule->count, value_of(op, a->value, b->value, c->value));
    uint32_t mask = sam_jet_depends(a) | sam_jet_depends(b) | sam_jet_depends(c);
    if (mask)
        shape_of(rule, out, op, a, b, c);
}

void sam_jet_add(sam_rule *rule, sam_jet *out, const sam_jet *a) {
    out->value = out->value + a->value;
    for (uint32_t j = 0; j < rule->count; j++)
        out->slope[j] += a->slope[j];
    out->size = fmax(out->size, a->size);
    out->swing = fmax(out->swing, a->swing);
    sam_jet_inherit(out, a);
}

void sam_jet_add_product(sam_rule *rule, sam_jet *out, const sam_jet *a, const sam_jet *b) {
    out->value = out->value + a->value * b->value;
    if (is_nothing(a) || is_nothing(b))
        return;
    for (uint32_t j = 0; j < rule->count; j++)
        out->slope[j] += b->value * a->slope[j] + a->value * b->slope[j];
    out->size = fmax(out->size, fabs(a->value) * b->size);
    out->swing = fmax(out->swing, fmax(fabs(b->value) * a->swing, fabs(a->value) * b->swing));
    sam_jet_inherit(out, a);
    sam_jet_inherit(out, b);
    if (a->shape.moves && b->shape.moves)
        curve(rule, out, a->shape.moves | b->shape.moves);
}
