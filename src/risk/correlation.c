/* Checks and factors a correlation matrix, and mixes normals with it.
 * Must not: mend a matrix silently; a wrong one is refused and the nearest offered. */
#include "risk/correlation.h"

#include <string.h>

#include "base/number.h"
#include "base/real.h"

static const double SMALLEST_PIVOT = 1e-10;

static bool finite(double x) {
    return x - x == 0;
}

static sam_correlation_fault check_entry(const double *matrix, size_t n, size_t i, size_t j) {
    double x = matrix[i * n + j];
    if (!finite(x))
        return SAM_CORRELATION_NOT_FINITE;
    if (i == j)
        return x == 1 ? SAM_CORRELATION_FINE : SAM_CORRELATION_DIAGONAL;
    if (x < -1 || x > 1)
        return SAM_CORRELATION_RANGE;
    return x == matrix[j * n + i] ? SAM_CORRELATION_FINE : SAM_CORRELATION_ASYMMETRIC;
}

sam_correlation_fault sam_correlation_check(const double *matrix, size_t n, size_t *row,
                                            size_t *column) {
    *row = *column = 0;
    if (n < 1 || n > SAM_CORRELATION_MOST)
        return SAM_CORRELATION_SIZE;
    sam_correlation_fault first = SAM_CORRELATION_FINE;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            sam_correlation_fault fault = check_entry(matrix, n, i, j);
            if (fault == SAM_CORRELATION_FINE || (first && first <= fault))
                continue;
            first = fault;
            *row = i, *column = j;
        }
    if (first)
        return first;
    double lower[SAM_CORRELATION_MOST * SAM_CORRELATION_MOST];
    return sam_correlation_factor(lower, matrix, n) ? SAM_CORRELATION_FINE
                                                    : SAM_CORRELATION_INDEFINITE;
}

static double dot(const double *a, const double *b, size_t count) {
    double sum = 0;
    for (size_t k = 0; k < count; k++)
        sum += a[k] * b[k];
    return sum;
}

bool sam_correlation_factor(double *lower, const double *matrix, size_t n) {
    memset(lower, 0, n * n * sizeof *lower);
    for (size_t i = 0; i < n; i++) {
        double *row = lower + i * n;
        for (size_t j = 0; j < i; j++)
            row[j] = (matrix[i * n + j] - dot(row, lower + j * n, j)) / lower[j * n + j];
        double pivot = matrix[i * n + i] - dot(row, row, i);
        if (!(pivot > SMALLEST_PIVOT))
            return false;
        row[i] = __builtin_sqrt(pivot);
    }
    return true;
}

void sam_correlation_apply(double *const *rows, const double *lower, size_t n, size_t count) {
    /* From the last, which no other needs. */
    for (size_t i = n; i-- > 0;) {
        double *restrict out = rows[i];
        double own = lower[i * n + i];
        for (size_t k = 0; k < count; k++)
            out[k] *= own;
        for (size_t j = 0; j < i; j++) {
            const double *in = rows[j];
            double share = lower[i * n + j];
            for (size_t k = 0; k < count && share != 0; k++)
                out[k] += share * in[k];
        }
    }
}

char *sam_correlation_text(const double *matrix, size_t n, sam_arena *arena) {
    char *text = sam_arena_alloc(arena, n * n * (SAM_NUMBER_SIZE + 4) + 3);
    if (!text)
        return NULL;
    char *at = text;
    *at++ = '[';
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            if (j == 0)
                *at++ = '[';
            at += sam_number_print(at, sam_number_round(matrix[i * n + j], 6));
            if (j + 1 == n)
                *at++ = ']';
            if (i + 1 == n && j + 1 == n)
                break;
            *at++ = ',';
            *at++ = ' ';
        }
    *at++ = ']';
    *at = 0;
    return text;
}
