/* The loops over months and lanes, compiled once for each instruction set. Only + - * / and
 * comparisons on doubles, no contraction: every set gives the same bits. Must not: add in another
 * order than cashflow_sums.c, or let a lane see its neighbours. */
#include "metrics/irr_lanes_loops.h"

#include <math.h>
#include <string.h>

#include "base/real.h"

enum { L = SAM_IRR_LANES };

static const double STEP = 1.0 / 12.0;

/* A few lanes as one value: as many as a register of the instruction set holds. */
typedef double lanes2 __attribute__((vector_size(16)));
typedef double lanes4 __attribute__((vector_size(32)));
typedef double lanes8 __attribute__((vector_size(64)));
typedef long long bits2 __attribute__((vector_size(16)));
typedef long long bits4 __attribute__((vector_size(32)));
typedef long long bits8 __attribute__((vector_size(64)));

// Types and parts of names are given to these macros, and cannot be put in parentheses.
// NOLINTBEGIN(bugprone-macro-parentheses)

/* One month of the lanes from `tile` on, added to the sums S: p0 n0 p1 n1 p2 n2. */
#define ADD_MONTH(V, B, tile, S)                                                                   \
    do {                                                                                           \
        V amount, base, within;                                                                    \
        memcpy(&amount, row + (tile), sizeof amount);                                              \
        memcpy(&base, bases[k / BLOCK] + (tile), sizeof base);                                     \
        memcpy(&within, withins[k % BLOCK] + (tile), sizeof within);                               \
        const V value = amount * (base * within), minus = -value;                                  \
        const V up = (V)((B)value & (B)(value > 0.0));                                             \
        const V down = (V)((B)minus & (B)(value < 0.0));                                           \
        const V up1 = up * s, down1 = down * s;                                                    \
        S##0 += up, S##1 += down;                                                                  \
        S##2 += up1, S##3 += down1;                                                                \
        S##4 += up1 * s, S##5 += down1 * s;                                                        \
    } while (0)

#define KEEP(tile, S)                                                                              \
    do {                                                                                           \
        memcpy(out->of[0] + (tile), &S##0, sizeof S##0);                                           \
        memcpy(out->of[1] + (tile), &S##1, sizeof S##1);                                           \
        memcpy(out->of[2] + (tile), &S##2, sizeof S##2);                                           \
        memcpy(out->of[3] + (tile), &S##3, sizeof S##3);                                           \
        memcpy(out->of[4] + (tile), &S##4, sizeof S##4);                                           \
        memcpy(out->of[5] + (tile), &S##5, sizeof S##5);                                           \
    } while (0)

/* Two tiles at once, so that one adds while the other waits for its last sum. As cashflow_sums.c:
 * factors of a block are the block's own times those within a block. */
#define SUM_TILES(V, B, TILE)                                                                      \
    do {                                                                                           \
        V a0 = {0}, a1 = {0}, a2 = {0}, a3 = {0}, a4 = {0}, a5 = {0};                              \
        V b0 = {0}, b1 = {0}, b2 = {0}, b3 = {0}, b4 = {0}, b5 = {0};                              \
        for (size_t k = 0; k < count; k++) {                                                       \
            const double *row = scaled + k * L;                                                    \
            const double s = (double)k * STEP;                                                     \
            ADD_MONTH(V, B, tile, a);                                                              \
            ADD_MONTH(V, B, tile + TILE, b);                                                       \
        }                                                                                          \
        KEEP(tile, a);                                                                             \
        KEEP(tile + TILE, b);                                                                      \
    } while (0)

/* e^(-time y) of the lanes wanted. */
static inline __attribute__((always_inline)) void
exponentials(double *restrict out, double time, const double *restrict y, const bool *wanted) {
    for (size_t tile = 0; tile < L; tile += 16) {
        if (!wanted[tile / 16])
            continue;
        for (size_t i = 0; i < 16; i++)
            out[tile + i] = sam_real_exp(-time * y[tile + i]);
    }
}

/* As fill_within of cashflow_sums.c. */
static inline __attribute__((always_inline)) void
fill_within(double (*restrict within)[L], const double *restrict y, const bool *wanted) {
    double far[L] = {0};
    for (size_t k = 0; k < FINE; k++)
        exponentials(within[k], (double)k * STEP, y, wanted);
    for (size_t first = FINE; first < BLOCK; first += FINE) {
        exponentials(far, (double)first * STEP, y, wanted);
        for (size_t k = 0; k < FINE; k++)
            for (size_t i = 0; i < L; i++)
                within[first + k][i] = far[i] * within[k][i];
    }
}

/* wanted: whether any of the sixteen lanes from 16 * i on is. */
#define SUM(attribute, name, V, B, TILE)                                                           \
    attribute static void name(sam_lane_sums *out, const double *scaled, size_t count,             \
                               const double *y, const bool *wanted) {                              \
        double withins[BLOCK][L] = {0}, bases[BLOCKS][L];                                          \
        fill_within(withins, y, wanted);                                                           \
        for (size_t k = 0; k * BLOCK < count; k++)                                                 \
            exponentials(bases[k], (double)(k * BLOCK) * STEP, y, wanted);                         \
        for (size_t tile = 0; tile < L; tile += (size_t)2 * (TILE))                                \
            if (wanted[tile / 16])                                                                 \
                SUM_TILES(V, B, TILE);                                                             \
    }

static inline __attribute__((always_inline)) void
facts_of(sam_lane_facts *restrict f, const double *restrict flows, size_t months) {
    memset(f, 0, sizeof *f);
    for (size_t i = 0; i < L; i++)
        f->first[i] = -1.0;
    for (size_t m = 0; m < months; m++) {
        const double now = (double)m, *row = flows + m * L;
        for (size_t i = 0; i < L; i++) {
            double flow = row[i], size = flow < 0.0 ? -flow : flow;
            f->most[i] = flow > f->most[i] ? flow : f->most[i];
            f->least[i] = flow < f->least[i] ? flow : f->least[i];
            f->check[i] += flow - flow;
            f->first[i] = size > 0.0 && f->first[i] < 0.0 ? now : f->first[i];
            f->last[i] = size > 0.0 ? now : f->last[i];
        }
    }
}

/* As count_turns of cashflow_roots.c; there counting ends at 2, which stands for more. */
static inline __attribute__((always_inline)) void
turns_of(double *restrict turns, const double *restrict side, size_t count) {
    double total[L] = {0}, sign[L] = {0}, changes[L] = {0};
    for (size_t k = 0; k < count; k++)
        for (size_t i = 0; i < L; i++) {
            total[i] += side[k * L + i];
            changes[i] += total[i] * sign[i] < 0.0 ? 1.0 : 0.0;
            sign[i] = total[i] > 0.0 ? 1.0 : total[i] < 0.0 ? -1.0 : sign[i];
        }
    memcpy(turns, changes, sizeof changes);
}

static inline __attribute__((always_inline)) void
net_of(double *restrict net, const double *restrict in, const double *restrict out, size_t months) {
    for (size_t k = 0; k < months * L; k++) {
        double flow = in[k] - out[k];
        net[k] = fabs(flow) < 1e-9 * (fabs(in[k]) + fabs(out[k])) ? 0.0 : flow;
    }
}

static inline __attribute__((always_inline)) void scale_by(double *restrict out,
                                                           const double *restrict flows,
                                                           const double *restrict scale,
                                                           size_t months, bool back) {
    for (size_t k = 0; k < months; k++) {
        const double *row = flows + (back ? months - 1 - k : k) * L;
        for (size_t i = 0; i < L; i++)
            out[k * L + i] = row[i] * scale[i];
    }
}

#define LOOPS(attribute, kind, V, B, TILE)                                                         \
    SUM(attribute, sum_##kind, V, B, TILE)                                                         \
    attribute static void facts_##kind(sam_lane_facts *f, const double *flows, size_t months) {    \
        facts_of(f, flows, months);                                                                \
    }                                                                                              \
    attribute static void turns_##kind(double *turns, const double *side, size_t count) {          \
        turns_of(turns, side, count);                                                              \
    }                                                                                              \
    attribute static void net_##kind(double *net, const double *in, const double *out,             \
                                     size_t months) {                                              \
        net_of(net, in, out, months);                                                              \
    }                                                                                              \
    attribute static void scale_##kind(double *out, const double *flows, const double *scale,      \
                                       size_t months, bool back) {                                 \
        scale_by(out, flows, scale, months, back);                                                 \
    }                                                                                              \
    static const sam_lane_loops LOOPS_##kind = {sum_##kind, facts_##kind, turns_##kind,            \
                                                net_##kind, scale_##kind};

LOOPS(__attribute__((SAM_CODE_BASE)), base, lanes2, bits2, 2)
LOOPS(__attribute__((SAM_CODE_AVX2)), avx2, lanes4, bits4, 4)
LOOPS(__attribute__((SAM_CODE_AVX512)), avx512, lanes8, bits8, 8)
// NOLINTEND(bugprone-macro-parentheses)

const sam_lane_loops *sam_lane_loops_of(sam_simd simd) {
    static const sam_lane_loops *const KINDS[SAM_SIMD_COUNT] = {&LOOPS_base, &LOOPS_avx2,
                                                                &LOOPS_avx512};
    return KINDS[sam_simd_within(simd)];
}
