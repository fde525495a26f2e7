/* Correlated factors: from a matrix of correlations to normals that have them, and what to say when
 * the matrix is none. Matrices are square, row by row. */
#ifndef SAMSPEL_RISK_CORRELATION_H
#define SAMSPEL_RISK_CORRELATION_H

#include <stdbool.h>

#include "base/arena.h"

/* Largest matrix that is read. */
enum { SAM_CORRELATION_MOST = 64 };

typedef enum sam_correlation_fault {
    SAM_CORRELATION_FINE,
    SAM_CORRELATION_SIZE,       /* no factor, or more than the most */
    SAM_CORRELATION_NOT_FINITE, /* an entry is no number */
    SAM_CORRELATION_DIAGONAL,   /* an entry on the diagonal is not 1 */
    SAM_CORRELATION_RANGE,      /* an entry is outside [-1, 1] */
    SAM_CORRELATION_ASYMMETRIC,
    SAM_CORRELATION_INDEFINITE /* no random numbers can have these correlations */
} sam_correlation_fault;

/* What is wrong first, in the order of the enum; row and column say where, but for the last. */
sam_correlation_fault sam_correlation_check(const double *matrix, size_t n, size_t *row,
                                            size_t *column);

/* The lower triangle L with L L' = matrix, zeros above. False when the matrix is not positive
 * definite, or so nearly not that rounding decides (a pivot of at most 1e-10). */
bool sam_correlation_factor(double *lower, const double *matrix, size_t n);

/* Mixes independent normals: row i becomes sum over j of L[i][j] row j, in place; each row holds
 * count values. */
void sam_correlation_apply(double *const *rows, const double *lower, size_t n, size_t count);

/* The valid correlation matrix nearest to a symmetric one in the Frobenius norm, among those whose
 * smallest eigenvalue is at least 1e-4, so that it survives rounding to six decimals. False when
 * memory is out. Source: Higham, "Computing the nearest correlation matrix", IMA Journal of
 * Numerical Analysis 22 (2002), algorithm 3.3: alternating projections with Dykstra's correction.
 */
bool sam_correlation_nearest(double *out, const double *matrix, size_t n);

/* The matrix as JSON text, six decimals at most, to be offered in a message. In the arena.
 * Nullable: memory. */
char *sam_correlation_text(const double *matrix, size_t n, sam_arena *arena);

/* Eigenvalues, and eigenvectors as columns, of a symmetric matrix (overwritten), unsorted. Source:
 * cyclic Jacobi rotations, Golub and Van Loan, "Matrix Computations", section 8.5. */
void sam_symmetric_eigen(double *values, double *vectors, double *matrix, size_t n);

#endif
