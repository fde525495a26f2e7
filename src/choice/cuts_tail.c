/* A tail at one point: the draws' figures, and the mean of the worst of them. Sums run in the order
 * of the draws. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "base/real.h"
#include "choice/cuts.h"

bool sam_tail_is_worst(double share, uint32_t draws) {
    return share * draws <= 1 + 1e-9;
}

/* In pieces that stay near. */
enum { PIECE = 512 };

static void keep_greater(double *loss, uint32_t *from, const double *one, uint32_t row,
                         size_t count) {
    for (size_t s = 0; s < count; s++) {
        bool greater = one[s] > loss[s];
        loss[s] = greater ? one[s] : loss[s];
        if (from)
            from[s] = greater ? row : from[s];
    }
}

static void piece(const sam_tail_block *b, uint32_t decisions, const double *x, size_t first,
                  size_t count, double *loss, uint32_t *from) {
    double one[PIECE];
    for (uint32_t i = 0; i < b->rows; i++) {
        const double *value = b->value + i * (size_t)b->draws + first;
        memcpy(one, value, count * sizeof *one);
        for (uint32_t j = 0; j < decisions; j++) {
            const double *slope = b->slope + ((size_t)j * b->rows + i) * b->draws + first;
            for (size_t s = 0; s < count; s++)
                one[s] += slope[s] * x[j];
        }
        keep_greater(loss + first, from ? from + first : NULL, one, i, count);
    }
}

void sam_tail_losses(const sam_tail_block *block, uint32_t decisions, const double *x, double *loss,
                     uint32_t *from) {
    for (size_t s = 0; s < block->draws; s++)
        loss[s] = -SAM_REAL_INFINITY;
    for (size_t first = 0; first < block->draws; first += PIECE) {
        size_t left = block->draws - first;
        piece(block, decisions, x, first, left < PIECE ? left : PIECE, loss, from);
    }
    for (size_t s = 0; s < block->draws; s++)
        if (loss[s] == -SAM_REAL_INFINITY) {
            loss[s] = 0;
            if (from)
                from[s] = UINT32_MAX;
        }
}

/* The value that so many others are at least as great as; reorders. Source: Hoare, Communications
 * of the ACM 4 (1961), algorithm 65. */
static double select(double *values, size_t count, size_t rank) {
    ptrdiff_t low = 0, high = (ptrdiff_t)count - 1, k = (ptrdiff_t)rank;
    while (low < high) {
        double pivot = values[k];
        ptrdiff_t i = low, j = high;
        while (i <= j) {
            while (values[i] > pivot)
                i++;
            while (values[j] < pivot)
                j--;
            if (i > j)
                break;
            double held = values[i];
            values[i++] = values[j];
            values[j--] = held;
        }
        low = j < k ? i : low;
        high = k < i ? j : high;
    }
    return values[k];
}

typedef struct edge {
    size_t inside; /* draws counted whole */
    double part;   /* of the one at the edge */
    double value;
} edge;

static edge find_edge(const double *loss, uint32_t draws, double share, double *scratch) {
    if (sam_tail_is_worst(share, draws))
        share = 1.0 / draws;
    /* 0.07 * 100 must be 7 and not a hair more. */
    double size = share * draws, whole = floor(size + 1e-9);
    edge e = {.inside = (size_t)fmin(whole, draws)};
    e.part = fmax(0, size - (double)e.inside);
    e.part = e.part > 1e-9 && e.inside < draws ? e.part : 0;
    memcpy(scratch, loss, draws * sizeof *scratch);
    e.value = select(scratch, draws, e.part > 0 ? e.inside : e.inside - 1);
    return e;
}

double sam_tail_mean(const double *loss, uint32_t draws, double share, double *scratch,
                     double *weight) {
    edge e = find_edge(loss, draws, share, scratch);
    double sum = 0, all = (double)e.inside + e.part, left = all;
    for (uint32_t s = 0; s < draws; s++)
        left -= loss[s] > e.value;
    for (uint32_t s = 0; s < draws; s++) {
        double w = loss[s] > e.value ? 1 : 0;
        if (loss[s] == e.value && left > 0) {
            w = fmin(1, left);
            left -= w;
        }
        if (weight)
            weight[s] = w / all;
        sum += w > 0 ? w * loss[s] : 0;
    }
    return sum / all;
}

static bool block_is_numbers(const sam_tail_block *b, uint32_t decisions) {
    size_t functions = (size_t)b->draws * b->rows;
    bool right = b->share > 0 && b->share <= 1 && functions > 0;
    for (size_t f = 0; f < functions; f++)
        right = right && b->value[f] < SAM_REAL_INFINITY;
    for (size_t f = 0; f < functions * decisions; f++)
        right = right && isfinite(b->slope[f]);
    return right;
}

bool sam_tails_are_numbers(const sam_tails *tails) {
    for (uint32_t b = 0; b < tails->block_count; b++)
        if (!block_is_numbers(&tails->blocks[b], tails->decisions))
            return false;
    return true;
}
