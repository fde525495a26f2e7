/* Sobol indices on the functions whose indices are known in closed form. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "risk/indices.h"
#include "risk/sobol.h"

enum { MOST_INPUTS = 8, COUNT = 1 << 14 };
static double a[COUNT], b[COUNT], mixed[MOST_INPUTS][COUNT];
static sam_sobol sobol;

typedef struct function {
    size_t inputs;
    double (*value)(const double *x, const double *parameters);
    double parameters[MOST_INPUTS];
} function;

/* sin x1 + A sin^2 x2 + B x3^4 sin x1 on (-pi, pi)^3 */
static double ishigami(const double *u, const double *p) {
    const double pi = acos(-1.0);
    double x = pi * (2 * u[0] - 1), y = pi * (2 * u[1] - 1), z = pi * (2 * u[2] - 1);
    return sin(x) + p[0] * sin(y) * sin(y) + p[1] * z * z * z * z * sin(x);
}

static double sobol_g6(const double *u, const double *p) {
    double product = 1;
    for (int i = 0; i < 6; i++)
        product *= (fabs(4 * u[i] - 2) + p[i]) / (1 + p[i]);
    return product;
}

static double sobol_g8(const double *u, const double *p) {
    double product = sobol_g6(u, p);
    for (int i = 6; i < 8; i++)
        product *= (fabs(4 * u[i] - 2) + p[i]) / (1 + p[i]);
    return product;
}

static sam_index indices[MOST_INPUTS];

/* Sample A from the first coordinates of a scrambled sequence, B from the next. */
static sam_index_summary run(const function *f, size_t count, double tolerance) {
    const double *columns[MOST_INPUTS];
    sam_sobol_init(&sobol, 3, true);
    for (uint32_t k = 0; k < count; k++) {
        double x[MOST_INPUTS], y[MOST_INPUTS];
        for (uint32_t i = 0; i < f->inputs; i++) {
            x[i] = sam_random_open(sam_sobol_word(&sobol, k, i));
            y[i] = sam_random_open(sam_sobol_word(&sobol, k, (uint32_t)f->inputs + i));
        }
        a[k] = f->value(x, f->parameters);
        b[k] = f->value(y, f->parameters);
        for (size_t i = 0; i < f->inputs; i++) {
            double own = x[i];
            x[i] = y[i];
            mixed[i][k] = f->value(x, f->parameters);
            x[i] = own;
            columns[i] = mixed[i];
        }
    }
    sam_index_summary summary;
    sam_index_sample sample = {f->inputs, count, a, b, columns};
    cr_assert_eq(sam_indices_estimate(indices, &summary, &sample, tolerance, 1), SAM_OK);
    return summary;
}

static const function ishigami_function = {3, ishigami, {7, 0.1}};

/* Source: closed form of Ishigami and Homma; as in SALib's test functions. */
Test(indices, ishigami) {
    const double first[] = {0.31390519114781146, 0.4424111447900409, 0};
    const double total[] = {0.5575888552099592, 0.4424111447900409, 0.2436836640621477};
    sam_index_summary s = run(&ishigami_function, COUNT, 0.05);
    cr_assert_float_eq(s.mean, 3.5, 0.01);
    cr_assert_float_eq(s.variance, 13.844587940719254, 0.05);
    cr_assert(s.converged);
    for (int i = 0; i < 3; i++) {
        cr_assert_float_eq(indices[i].first, first[i], 0.01, "first %d: %g", i, indices[i].first);
        cr_assert_float_eq(indices[i].total, total[i], 0.01, "total %d: %g", i, indices[i].total);
        cr_assert(indices[i].first_range.low <= first[i] &&
                  first[i] <= indices[i].first_range.high);
        cr_assert(indices[i].total_range.low <= total[i] &&
                  total[i] <= indices[i].total_range.high);
    }
}

/* Source: SALib tests/test_test_functions.py. */
Test(indices, sobol_g_of_six) {
    const function g = {6, sobol_g6, {78, 12, 0.5, 2, 97, 33}};
    const double first[] = {0.000276, 0.010195, 0.765743, 0.191436, 0.000179, 0.00149};
    const double total[] = {0.0003294577, 0.01214324,   0.7959698,
                            0.2203131,    0.0002140966, 0.001778255};
    sam_index_summary s = run(&g, COUNT, 0.05);
    cr_assert_float_eq(s.mean, 1, 0.002);
    cr_assert_float_eq(s.variance, 0.19347, 0.002);
    for (int i = 0; i < 6; i++) {
        cr_assert_float_eq(indices[i].first, first[i], 0.01, "first %d: %g", i, indices[i].first);
        cr_assert_float_eq(indices[i].total, total[i], 0.005, "total %d: %g", i, indices[i].total);
    }
}

/* Source: SALib Sobol_G.py and test_test_functions.py. The function varies more: wider bounds. */
Test(indices, sobol_g_of_eight) {
    const function g = {8, sobol_g8, {0, 1, 4.5, 9, 99, 99, 99, 99}};
    const double first[] = {0.716192, 0.179048, 0.023676, 0.007162, 7.2e-05};
    const double zero[MOST_INPUTS] = {0};
    cr_assert_float_eq(sobol_g8(zero, g.parameters), 4.0583, 1e-4); /* published cut, not rounded */
    sam_index_summary s = run(&g, COUNT, 0.05);
    cr_assert_float_eq(s.variance, 0.4654244319022063, 0.005);
    for (int i = 0; i < 5; i++)
        cr_assert_float_eq(indices[i].first, first[i], 0.01, "first %d: %g", i, indices[i].first);
}

Test(indices, too_few_draws_are_not_converged) {
    sam_index_summary s = run(&ishigami_function, 64, 0.05);
    cr_assert(!s.converged && !indices[0].converged);
}

static double constant(const double *u, const double *p) {
    (void)u;
    return p[0];
}

/* Law: nothing varies, so nothing explains it, and that is certain. */
Test(indices, of_a_constant_are_zero) {
    const function f = {2, constant, {1e9}};
    sam_index_summary s = run(&f, 256, 0.05);
    cr_assert(s.converged && s.variance == 0 && s.mean == 1e9);
    for (int i = 0; i < 2; i++)
        cr_assert(indices[i].first == 0 && indices[i].total == 0);
}

static double shifted(const double *u, const double *p) {
    return ishigami(u, p) + 1e9;
}

/* Law: a constant added changes no share, however large. */
Test(indices, do_not_depend_on_the_level) {
    const function f = {3, shifted, {7, 0.1}};
    double first[3];
    run(&ishigami_function, 1024, 0.05);
    for (int i = 0; i < 3; i++)
        first[i] = indices[i].first;
    run(&f, 1024, 0.05);
    for (int i = 0; i < 3; i++)
        cr_assert_float_eq(indices[i].first, first[i], 1e-6);
}

Test(indices, say_when_memory_is_out) {
    const double *columns[2] = {mixed[0], mixed[1]};
    sam_index_sample sample = {2, 16, a, b, columns};
    sam_index_summary summary;
    for (long n = 1; n <= 2; n++) {
        sam_alloc_fail_at(n, 1);
        cr_assert_eq(sam_indices_estimate(indices, &summary, &sample, 0.05, 1), SAM_MEMORY);
    }
    sam_alloc_fail_at(0, 0);
}
