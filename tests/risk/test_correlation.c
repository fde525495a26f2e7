/* Correlation: the triangle multiplies back, wrong matrices are refused, the nearest valid one is
 * the published one, and mixed normals have the correlations asked for. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "base/random.h"
#include "risk/correlation.h"

enum { LANES = SAM_RANDOM_LANES };

static void check_product(const double *lower, const double *matrix, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            double sum = 0;
            for (size_t k = 0; k < n; k++)
                sum += lower[i * n + k] * lower[j * n + k];
            cr_assert_float_eq(sum, matrix[i * n + j], 1e-14);
            cr_assert(j <= i || lower[i * n + j] == 0);
        }
}

Test(correlation, triangle_multiplies_back) {
    const double matrix[16] = {1,    0.5, -0.3, 0.1, 0.5, 1, 0.2, 0,
                               -0.3, 0.2, 1,    0.7, 0.1, 0, 0.7, 1};
    double lower[16];
    cr_assert(sam_correlation_factor(lower, matrix, 4));
    check_product(lower, matrix, 4);
}

Test(correlation, names_the_first_fault_and_its_place) {
    double m[9] = {1, 0.9, 0.2, 0.9, 1, 0.9, 0.2, 0.9, 1};
    size_t row, column;
    cr_assert_eq(sam_correlation_check(m, 3, &row, &column), SAM_CORRELATION_INDEFINITE);
    cr_assert_eq(sam_correlation_check(m, 0, &row, &column), SAM_CORRELATION_SIZE);
    m[2] = m[6] = 0.7;
    cr_assert_eq(sam_correlation_check(m, 3, &row, &column), SAM_CORRELATION_FINE);
    m[5] = 0.8;
    cr_assert_eq(sam_correlation_check(m, 3, &row, &column), SAM_CORRELATION_ASYMMETRIC);
    cr_assert(row == 1 && column == 2);
    m[5] = 1.5;
    cr_assert_eq(sam_correlation_check(m, 3, &row, &column), SAM_CORRELATION_RANGE);
    m[8] = 0.99;
    cr_assert_eq(sam_correlation_check(m, 3, &row, &column), SAM_CORRELATION_DIAGONAL);
    cr_assert(row == 2 && column == 2);
    m[3] = SAM_REAL_NAN;
    cr_assert_eq(sam_correlation_check(m, 3, &row, &column), SAM_CORRELATION_NOT_FINITE);
    cr_assert(row == 1 && column == 0);
}

/* Perfect correlation is singular: refused, since one of the factors would be superfluous. */
Test(correlation, refuses_a_singular_matrix) {
    const double m[4] = {1, 1, 1, 1};
    size_t row, column;
    cr_assert_eq(sam_correlation_check(m, 2, &row, &column), SAM_CORRELATION_INDEFINITE);
}

/* Source: Higham (2002), section 1: the nearest to [1 1 0; 1 1 1; 0 1 1] is
 * [1 0.7607 0.1573; 0.7607 1 0.7607; 0.1573 0.7607 1]. Our floor of 1e-4 on the eigenvalues, 0
 * there, moves the entries by less than 2e-4. */
Test(correlation, nearest_is_highams) {
    const double m[9] = {1, 1, 0, 1, 1, 1, 0, 1, 1};
    const double want[9] = {1, 0.7607, 0.1573, 0.7607, 1, 0.7607, 0.1573, 0.7607, 1};
    double near[9], again[9], lower[9];
    cr_assert(sam_correlation_nearest(near, m, 3));
    for (int k = 0; k < 9; k++)
        cr_assert_float_eq(near[k], want[k], 2e-4, "entry %d: %g", k, near[k]);
    cr_assert(sam_correlation_factor(lower, near, 3));
    cr_assert(sam_correlation_nearest(again, near, 3));
    for (int k = 0; k < 9; k++)
        cr_assert_float_eq(again[k], near[k], 1e-9, "what is valid stays");
}

static double distance(const double *a, const double *b, size_t n) {
    double sum = 0;
    for (size_t k = 0; k < n * n; k++)
        sum += (a[k] - b[k]) * (a[k] - b[k]);
    return sqrt(sum);
}

/* A random symmetric matrix of ones and correlations is seldom valid. The one offered must be, also
 * as the text says it, and no valid matrix towards it from anywhere may be nearer: the projection
 * onto a convex set makes no acute angle with any other member. */
Test(correlation, nearest_is_valid_and_nearest_for_any_size) {
    for (size_t n = 2; n <= 12; n += 2) {
        double m[144], near[144], other[144], lower[144];
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j <= i; j++) {
                double u = sam_random_uniform((sam_random_key){n, 0}, i, (uint32_t)j);
                m[i * n + j] = m[j * n + i] = i == j ? 1 : 2 * u - 1;
            }
        cr_assert(sam_correlation_nearest(near, m, n));
        for (size_t k = 0; k < n * n; k++)
            other[k] = round(near[k] * 1e6) / 1e6;
        cr_assert(sam_correlation_factor(lower, other, n), "rounded, size %zu", n);
        for (int quarter = 0; quarter < 4; quarter++) {
            double share = quarter / 4.0;
            double acute = 0;
            for (size_t k = 0; k < n * n; k++) {
                /* towards independence: valid, being a mixture of two valid ones */
                other[k] = k % (n + 1) == 0 ? 1 : share * near[k];
                acute += (m[k] - near[k]) * (other[k] - near[k]);
            }
            cr_assert_lt(acute, 1e-6);
            cr_assert_leq(distance(m, near, n), distance(m, other, n) + 1e-9);
        }
    }
}

Test(correlation, eigenvalues_and_vectors_put_the_matrix_together) {
    enum { N = 9 };
    double m[N * N], work[N * N], values[N], vectors[N * N];
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j <= i; j++)
            m[i * N + j] = m[j * N + i] = sam_random_normal((sam_random_key){4, 4}, i, (uint32_t)j);
    memcpy(work, m, sizeof m);
    sam_symmetric_eigen(values, vectors, work, N);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++) {
            double sum = 0, unit = 0;
            for (size_t e = 0; e < N; e++) {
                sum += vectors[i * N + e] * values[e] * vectors[j * N + e];
                unit += vectors[i * N + e] * vectors[j * N + e];
            }
            cr_assert_float_eq(sum, m[i * N + j], 1e-13);
            cr_assert_float_eq(unit, i == j ? 1 : 0, 1e-13);
        }
}

/* Closed form: eigenvalues of the path's second difference are 2 - 2 cos(k pi / (n + 1)). */
Test(correlation, eigenvalues_of_a_known_matrix) {
    enum { N = 6 };
    double m[N * N] = {0}, values[N], vectors[N * N];
    for (size_t i = 0; i < N; i++) {
        m[i * N + i] = 2;
        if (i + 1 < N)
            m[i * N + i + 1] = m[(i + 1) * N + i] = -1;
    }
    sam_symmetric_eigen(values, vectors, m, N);
    for (int k = 1; k <= N; k++) {
        double nearest = 1;
        for (int e = 0; e < N; e++)
            nearest = fmin(nearest, fabs(values[e] - (2 - 2 * cos(k * acos(-1.0) / (N + 1)))));
        cr_assert_lt(nearest, 1e-14);
    }
}

/* Sample correlations of 64 000 mixed normals within 4 standard errors, (1 - r^2) / sqrt(n). */
Test(correlation, mixed_normals_have_the_correlations) {
    enum { N = 3, MONTHS = 2000, COUNT = MONTHS * LANES };
    const double matrix[9] = {1, 0.6, -0.4, 0.6, 1, 0.1, -0.4, 0.1, 1};
    static double z[N][COUNT];
    double lower[9], *rows[N] = {z[0], z[1], z[2]};
    for (uint32_t f = 0; f < N; f++)
        sam_random_fill_normals(z[f], (sam_random_key){11, f}, 0, MONTHS, SAM_SIMD_BASE);
    cr_assert(sam_correlation_factor(lower, matrix, N));
    sam_correlation_apply(rows, lower, N, COUNT);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++) {
            double sum = 0, r = matrix[i * N + j];
            for (size_t k = 0; k < COUNT; k++)
                sum += z[i][k] * z[j][k];
            /* of the mean product, whose variance is 1 + r^2 */
            cr_assert_lt(fabs(sum / COUNT - r), 4 * sqrt((1 + r * r) / COUNT));
        }
}

Test(correlation, text_can_be_pasted_back) {
    const double m[4] = {1, -0.12345678, -0.12345678, 1}, one = 1;
    sam_arena *arena = sam_arena_new();
    cr_assert_str_eq(sam_correlation_text(m, 2, arena), "[[1, -0.123457], [-0.123457, 1]]");
    cr_assert_str_eq(sam_correlation_text(&one, 1, arena), "[[1]]");
    sam_arena_free(arena);
}
