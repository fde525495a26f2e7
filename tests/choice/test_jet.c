/* The rules of calculus, operation by operation, against differences of the values. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/arena.h"
#include "base/real.h"
#include "choice/jet.h"
#include "shipped.h"

static const double SCALES[2] = {1, 1};

/* A decided number: decision `index`, slope 1. */
static sam_jet *decided(uint32_t index, double value) {
    sam_jet *jet = calloc(1, sam_jet_size(2));
    cr_assert_not_null(jet);
    sam_jet_constant(jet, 2, value);
    jet->slope[index] = 1;
    jet->swing = 1;
    jet->shape.moves = 1u << index;
    return jet;
}

static sam_jet *fixed(double value) {
    sam_jet *jet = calloc(1, sam_jet_size(2));
    cr_assert_not_null(jet);
    sam_jet_constant(jet, 2, value);
    return jet;
}

/* Applies op and frees the operands. */
static sam_jet *apply(sam_op op, sam_jet *a, sam_jet *b, sam_jet *c) {
    sam_jet *out = calloc(1, sam_jet_size(2));
    cr_assert_not_null(out);
    sam_rule rule = {.count = 2, .scales = SCALES};
    sam_jet_apply(&rule, out, op, a, b ? b : a, c ? c : a);
    free(a);
    free(b);
    free(c);
    return out;
}

static double value(sam_op op, double a, double b) {
    sam_jet *jet = apply(op, fixed(a), fixed(b), NULL);
    double result = jet->value;
    free(jet);
    return result;
}

static void expect_slopes(sam_op op, double a, double b) {
    sam_jet *jet = apply(op, decided(0, a), decided(1, b), NULL);
    double ha = 1e-5 * fmax(1e-2, fabs(a)), hb = 1e-5 * fmax(1e-2, fabs(b));
    double by_a = (value(op, a + ha, b) - value(op, a - ha, b)) / (2 * ha);
    double by_b = (value(op, a, b + hb) - value(op, a, b - hb)) / (2 * hb);
    double noise = 1e-9 * fmax(1, fabs(jet->value));
    cr_expect_float_eq(jet->slope[0], by_a, 1e-6 * fabs(by_a) + noise / ha * 1e-5,
                       "%s a: %a, expected %a", sam_op_symbol(op), jet->slope[0], by_a);
    cr_expect_float_eq(jet->slope[1], by_b, 1e-6 * fabs(by_b) + noise / hb * 1e-5,
                       "%s b: %a, expected %a", sam_op_symbol(op), jet->slope[1], by_b);
    free(jet);
}

Test(jet, slopes_are_differences) {
    const sam_op ops[] = {SAM_OP_ADD, SAM_OP_SUB, SAM_OP_MUL, SAM_OP_DIV,
                          SAM_OP_MIN, SAM_OP_MAX, SAM_OP_POW};
    uint64_t state = 5;
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        for (int n = 0; n < 200; n++)
            expect_slopes(ops[i], 0.1 + 3 * shipped_random(&state),
                          0.1 + 3 * shipped_random(&state));
}

Test(jet, slopes_of_annuities_are_differences) {
    uint64_t state = 7;
    for (int n = 0; n < 300; n++)
        expect_slopes(SAM_OP_ANNUITY, 0.0005 + 0.05 * shipped_random(&state),
                      2 + 100 * shipped_random(&state));
}

/* At i = 0 from the series of i/((1+i)^n - 1) = 1/n - i (n - 1)/(2 n) + ...; and no step between
 * the series and the closed form, 1e-4 / n apart. */
Test(jet, annuity_without_interest) {
    sam_jet *zero = apply(SAM_OP_ANNUITY, decided(0, 0), decided(1, 40), NULL);
    cr_expect_float_eq(zero->slope[0], -39.0 / 80, 1e-12);
    cr_expect_float_eq(zero->slope[1], -1.0 / 1600, 1e-12);
    free(zero);
    sam_jet *below = apply(SAM_OP_ANNUITY, decided(0, 0.99e-4 / 40), decided(1, 40), NULL);
    sam_jet *above = apply(SAM_OP_ANNUITY, decided(0, 1.01e-4 / 40), decided(1, 40), NULL);
    /* The slope itself changes by i'' * 5e-8, about 3e-7. */
    cr_expect_float_eq(below->slope[0], above->slope[0], 1e-6);
    cr_expect_float_eq(below->slope[1], above->slope[1], 1e-9);
    free(below);
    free(above);
}

/* Room by hand, at speed 1 each: 1 and 3 meet after both moved by 1. */
Test(jet, room_is_the_distance_to_the_other_branch) {
    sam_jet *least = apply(SAM_OP_MIN, decided(0, 1), decided(1, 3), NULL);
    cr_expect_eq(least->shape.room, 1);
    cr_expect_eq(least->shape.kinks, 3);
    cr_expect_eq(least->slope[0], 1);
    cr_expect_eq(least->slope[1], 0);
    free(least);
    sam_jet *flag = apply(SAM_OP_GT, decided(0, 1), fixed(3), NULL);
    cr_expect_eq(flag->shape.room, 2);
    cr_expect_eq(flag->shape.jumps, 1);
    cr_expect_eq(flag->shape.moves, 0);
    free(flag);
    sam_jet *whole = apply(SAM_OP_FLOOR, decided(0, 2.75), NULL, NULL);
    cr_expect_eq(whole->shape.room, 0.25);
    free(whole);
}

Test(jet, constants_stay_affine) {
    sam_jet *zero = apply(SAM_OP_MUL, fixed(0), decided(1, 3), NULL);
    cr_expect_eq(zero->shape.moves, 0);
    free(zero);
    sam_jet *twice = apply(SAM_OP_MUL, fixed(2), decided(1, 3), NULL);
    cr_expect_eq(twice->shape.moves, 2);
    cr_expect_eq(twice->shape.curves, 0);
    free(twice);
    sam_jet *taken = apply(SAM_OP_IF, fixed(1), decided(0, 5), decided(1, 7));
    cr_expect_eq(taken->shape.moves, 1);
    cr_expect_eq(taken->shape.jumps, 0);
    free(taken);
    sam_jet *square = apply(SAM_OP_MUL, decided(0, 2), decided(0, 2), NULL);
    cr_expect_eq(square->shape.curves, 1);
    cr_expect_eq(square->slope[0], 4);
    free(square);
}

/* A condition that is decided makes its result jump, and both branches count. */
Test(jet, a_decided_condition_jumps) {
    sam_jet *taken = apply(SAM_OP_IF, decided(0, 5), fixed(1), decided(1, 7));
    cr_expect_eq(taken->value, 1);
    cr_expect_eq(taken->shape.jumps, 1);
    cr_expect_eq(taken->shape.moves, 2);
    cr_expect_eq(taken->shape.room, 5);
    cr_expect_eq(taken->slope[1], 0);
    free(taken);
}

/* The flag 5 > 3 itself has no slope; its distance of 2 is the result's. */
Test(jet, a_decided_flag_keeps_its_distance) {
    sam_jet *flag = apply(SAM_OP_GT, decided(0, 5), fixed(3), NULL);
    sam_jet *taken = apply(SAM_OP_IF, flag, fixed(1), fixed(7));
    cr_expect_eq(taken->shape.room, 2);
    free(taken);
}

/* 0.3 - 0.1 - 0.2 is not 0 in doubles: rounding must not look like a kink nearby. */
Test(jet, rounding_is_no_kink) {
    sam_jet *part = apply(SAM_OP_SUB, decided(0, 0.3), fixed(0.1), NULL);
    sam_jet *same = decided(0, 0.2);
    sam_jet *rest = apply(SAM_OP_SUB, part, same, NULL);
    cr_assert_neq(rest->value, 0);
    rest->slope[0] = 1e-17; /* as left by slopes that cancel */
    sam_jet *positive = apply(SAM_OP_MAX, fixed(0), rest, NULL);
    cr_expect(isinf(positive->shape.room), "%a", positive->shape.room);
    free(positive);
}
