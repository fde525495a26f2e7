/* The inner loops: one operation on all lanes. Branch-free, so that compilers turn them into vector
 * code and a lane never depends on its neighbours; compiled once for each instruction set, and only
 * + - * / and comparisons on doubles, so that every set gives the same bits. What an operation does
 * is said in plan/op_apply.h and nowhere else. */
#include <assert.h>
#include <string.h>

#include "base/simd.h"
#include "ledger/program.h"
#include "plan/op_apply.h"

#define OVER_LANES(expression)                                                                     \
    for (size_t lane = 0; lane < lanes; lane++) {                                                  \
        const double a = pa[lane], b = pb[lane], c = pc[lane];                                     \
        (void)a, (void)b, (void)c;                                                                 \
        out[lane] = expression;                                                                    \
    }

static inline __attribute__((always_inline)) void run_one(const sam_instruction *in, size_t month,
                                                          size_t lanes) {
    double *restrict out = in->out.base + month * in->out.step;
    const double *pa = in->a.base + month * in->a.step;
    const double *pb = in->b.base + month * in->b.step;
    const double *pc = in->c.base + month * in->c.step;
    switch (in->op) {
#define LANE_CASE(name, expression)                                                                \
    case SAM_OP_##name:                                                                            \
        OVER_LANES(expression)                                                                     \
        return;
        SAM_OP_EXPRESSIONS(LANE_CASE)
#undef LANE_CASE
    case SAM_OP_CONST:
        memcpy(out, pa, lanes * sizeof *out);
        return;
    default:
        assert(false);
    }
}

/* One workspace in most is eight lanes wide: that number is worth code of its own. */
static inline __attribute__((always_inline)) void
run_many(const sam_instruction *in, uint32_t count, size_t month, size_t lanes) {
    for (uint32_t i = 0; i < count && lanes == 8; i++)
        run_one(&in[i], month, 8);
    for (uint32_t i = 0; i < count && lanes != 8; i++)
        run_one(&in[i], month, lanes);
}

static void run_base(const sam_instruction *in, uint32_t count, size_t month, size_t lanes) {
    run_many(in, count, month, lanes);
}

__attribute__((SAM_CODE_AVX2)) static void run_avx2(const sam_instruction *in, uint32_t count,
                                                    size_t month, size_t lanes) {
    run_many(in, count, month, lanes);
}

__attribute__((SAM_CODE_AVX512)) static void run_avx512(const sam_instruction *in, uint32_t count,
                                                        size_t month, size_t lanes) {
    run_many(in, count, month, lanes);
}

void sam_lanes_run(const sam_instruction *in, uint32_t count, size_t month, size_t lanes,
                   sam_simd simd) {
    static void (*const RUNS[SAM_SIMD_COUNT])(const sam_instruction *, uint32_t, size_t,
                                              size_t) = {run_base, run_avx2, run_avx512};
    RUNS[simd](in, count, month, lanes);
}

/* at(row, month): the lanes may ask for different months; outside the timeline the value is 0. */
static void pick(const sam_instruction *in, size_t months, size_t lanes) {
    for (size_t lane = 0; lane < lanes; lane++) {
        double month = in->a.base[lane];
        bool inside = month >= 1 && month <= (double)months;
        size_t m = inside ? (size_t)month : 0;
        in->out.base[lane] = in->b.base[m * in->b.step + lane];
    }
}

static void gather_month(const sam_instruction *in, size_t month, size_t lanes,
                         double *restrict out, double *restrict seen) {
    const double *pa = in->a.base + month * in->a.step;
    const double *pb = in->b.base + month * in->b.step;
    for (size_t lane = 0; lane < lanes; lane++) {
        double a = pa[lane], b = pb[lane], old = out[lane];
        bool better = in->op == SAM_OP_LOWEST ? a < old : a > old;
        switch (in->op) {
        case SAM_OP_SUM:
            out[lane] = old + a;
            break;
        case SAM_OP_DOT:
            out[lane] = old + a * b;
            break;
        case SAM_OP_FIRST:
            out[lane] = old == 0 && a > 0 ? (double)month : old;
            break;
        default: /* lowest, highest */
            out[lane] = b > 0 && (seen[lane] == 0 || better) ? a : old;
            seen[lane] = b > 0 ? 1 : seen[lane];
        }
    }
}

void sam_lanes_gather(const sam_instruction *in, size_t months, size_t lanes) {
    if (in->op == SAM_OP_AT) {
        pick(in, months, lanes);
        return;
    }
    double *out = in->out.base;
    memset(out, 0, lanes * sizeof *out);
    memset(in->c.base, 0, lanes * sizeof *out);
    for (size_t month = 1; month <= months; month++)
        gather_month(in, month, lanes, out, in->c.base);
}
