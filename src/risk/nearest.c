/* The nearest correlation matrix, and the eigenvalues it needs. */
#include <string.h>

#include "risk/correlation.h"

static const double SMALLEST_EIGENVALUE = 1e-4;
static const double CLOSE = 1e-11; /* largest change of an entry in the last round */
enum { MOST_ROUNDS = 5000, MOST_SWEEPS = 60 };

static double absolute(double x) {
    return x < 0 ? -x : x;
}

/* The rotation by which entry (p, q) becomes 0; source: Golub and Van Loan, algorithm 8.5.1. */
static void angle(double *cosine, double *sine, const double *a, size_t n, size_t p, size_t q) {
    double theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
    double root = __builtin_sqrt(1 + theta * theta);
    double t = theta >= 0 ? 1 / (theta + root) : -1 / (root - theta);
    *cosine = 1 / __builtin_sqrt(1 + t * t);
    *sine = t * *cosine;
}

/* Turns two vectors of n entries, `step` apart each. */
static void turn(double *x, double *y, size_t n, size_t step, double cosine, double sine) {
    for (size_t k = 0; k < n; k++) {
        double old = x[k * step];
        x[k * step] = cosine * old - sine * y[k * step];
        y[k * step] = sine * old + cosine * y[k * step];
    }
}

static bool rotate(double *vectors, double *a, size_t n, size_t p, size_t q) {
    double size = absolute(a[p * n + p]) + absolute(a[q * n + q]);
    if (absolute(a[p * n + q]) <= 1e-17 * size || a[p * n + q] == 0)
        return false;
    double cosine, sine;
    angle(&cosine, &sine, a, n, p, q);
    turn(a + p, a + q, n, n, cosine, sine);
    turn(a + p * n, a + q * n, n, 1, cosine, sine);
    turn(vectors + p, vectors + q, n, n, cosine, sine);
    a[p * n + q] = a[q * n + p] = 0;
    return true;
}

void sam_symmetric_eigen(double *values, double *vectors, double *matrix, size_t n) {
    memset(vectors, 0, n * n * sizeof *vectors);
    for (size_t i = 0; i < n; i++)
        vectors[i * n + i] = 1;
    bool moved = true;
    for (int sweep = 0; moved && sweep < MOST_SWEEPS; sweep++) {
        moved = false;
        for (size_t p = 0; p < n; p++)
            for (size_t q = p + 1; q < n; q++)
                moved |= rotate(vectors, matrix, n, p, q);
    }
    for (size_t i = 0; i < n; i++)
        values[i] = matrix[i * n + i];
}

/* Lifts the eigenvalues that are too small: the nearest matrix that has none. */
static void lift(double *x, double *work, double *vectors, double *values, size_t n) {
    memcpy(work, x, n * n * sizeof *x);
    sam_symmetric_eigen(values, vectors, work, n);
    for (size_t e = 0; e < n; e++) {
        double missing = SMALLEST_EIGENVALUE - values[e];
        for (size_t i = 0; i < n && missing > 0; i++)
            for (size_t j = 0; j < n; j++)
                x[i * n + j] += missing * vectors[i * n + e] * vectors[j * n + e];
    }
}

/* One round: away with the last correction, lift, note the new correction, ones on the diagonal.
 * Returns the largest change of an entry. */
static double improve(double *y, double *correction, double *x, double *work, size_t n) {
    double *vectors = work + n * n, *values = vectors + n * n;
    for (size_t k = 0; k < n * n; k++)
        x[k] = y[k] - correction[k];
    memcpy(correction, x, n * n * sizeof *x);
    lift(x, work, vectors, values, n);
    double most = 0;
    for (size_t k = 0; k < n * n; k++) {
        correction[k] = x[k] - correction[k];
        double next = k % (n + 1) == 0 ? 1 : x[k];
        double change = absolute(next - y[k]);
        most = change > most ? change : most;
        y[k] = next;
    }
    return most;
}

/* The same above and below the diagonal, to the last bit. */
static void tidy(double *out, const double *y, size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            out[i * n + j] = i == j ? 1 : (y[i * n + j] + y[j * n + i]) / 2;
}

bool sam_correlation_nearest(double *out, const double *matrix, size_t n) {
    size_t square = n * n;
    double *memory = sam_alloc((5 * square + n) * sizeof *memory);
    if (!memory)
        return false;
    double *y = memory, *correction = y + square, *x = correction + square, *work = x + square;
    memset(correction, 0, square * sizeof *correction);
    for (size_t k = 0; k < square; k++)
        y[k] = k % (n + 1) == 0 ? 1 : matrix[k];
    double change = 1;
    for (int round = 0; round < MOST_ROUNDS && change > CLOSE; round++)
        change = improve(y, correction, x, work, n);
    tidy(out, y, n);
    sam_free(memory);
    return true;
}
