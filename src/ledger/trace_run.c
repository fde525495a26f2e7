/* The loop over steps, compiled once for each instruction set. Only + - * / and comparisons on
 * doubles, no contraction: every set gives the same bits. */
#include "ledger/trace.h"

#include "base/simd.h"
#include "ledger/trace_pow.h"
#include "plan/op_apply.h"

enum { W = SAM_TRACE_LANES };

/* A step may write the slot it reads: lane by lane that is safe, and `ivdep` says so. */
#if defined(__GNUC__) && !defined(__clang__)
#define SAM_LANES_INDEPENDENT _Pragma("GCC ivdep")
#else
#define SAM_LANES_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#endif
#define FOR_LANES SAM_LANES_INDEPENDENT for (int i = 0; i < W; i++)

#define STEPS(name, expression)                                                                    \
    case SAM_STEP_##name:                                                                          \
        for (; step < end; step++) {                                                               \
            double *out = rows + (size_t)step->out * W;                                            \
            const double *a = rows + (size_t)step->a * W, *b = rows + (size_t)step->b * W;         \
            const double *c = rows + (size_t)step->c * W;                                          \
            const double k = step->value;                                                          \
            (void)a, (void)b, (void)c, (void)k;                                                    \
            FOR_LANES out[i] = expression;                                                         \
        }                                                                                          \
        break;

/* May all lanes take the short way? */
static inline __attribute__((always_inline)) int are_near(const double *base,
                                                          const double *exponent) {
    int near = 1;
    for (int i = 0; i < W; i++)
        near &= (base[i] >= SAM_TRACE_POW_LEAST) & (base[i] <= SAM_TRACE_POW_MOST) &
                (exponent[i] > 0) & (exponent[i] <= 1);
    return near;
}

static inline __attribute__((always_inline)) void raise(double *out, const double *a,
                                                        const double *b) {
    if (are_near(a, b)) {
        FOR_LANES out[i] = sam_trace_pow_near(a[i], b[i]);
        return;
    }
    FOR_LANES out[i] = SAM_EXPR_POW(a[i], b[i], 0);
}

#define BINARY(name)                                                                               \
    STEPS(name##_VV, SAM_EXPR_##name(a[i], b[i], 0))                                               \
    STEPS(name##_VC, SAM_EXPR_##name(a[i], k, 0))                                                  \
    STEPS(name##_CV, SAM_EXPR_##name(k, b[i], 0))

static inline __attribute__((always_inline)) void run_steps(const sam_trace *trace, double *rows) {
    const sam_step *step = trace->steps;
    for (size_t r = 0; r < trace->run_count; r++) {
        const sam_step *end = step + trace->runs[r].count;
        switch (trace->runs[r].op) {
            SAM_STEP_PURE(BINARY)
        case SAM_STEP_POW:
            for (; step < end; step++)
                raise(rows + (size_t)step->out * W, rows + (size_t)step->a * W,
                      rows + (size_t)step->b * W);
            break;
            STEPS(ANNUITY, SAM_EXPR_ANNUITY(a[i], b[i], 0))
            STEPS(NEG, SAM_EXPR_NEG(a[i], 0, 0))
            STEPS(NOT, SAM_EXPR_NOT(a[i], 0, 0))
            STEPS(FLOOR, SAM_EXPR_FLOOR(a[i], 0, 0))
            STEPS(IF, SAM_EXPR_IF(a[i], b[i], c[i]))
            STEPS(COPY, a[i])
            STEPS(MULADD_VV, c[i] + a[i] * b[i])
            STEPS(MULADD_VC, c[i] + a[i] * k)
            STEPS(MULSUB_VV, c[i] - a[i] * b[i])
            STEPS(MULSUB_VC, c[i] - a[i] * k)
        default:
            break;
        }
    }
}

static void run_base(const sam_trace *trace, double *rows) {
    run_steps(trace, rows);
}

__attribute__((SAM_CODE_AVX2)) static void run_avx2(const sam_trace *trace, double *rows) {
    run_steps(trace, rows);
}

__attribute__((SAM_CODE_AVX512)) static void run_avx512(const sam_trace *trace, double *rows) {
    run_steps(trace, rows);
}

void sam_trace_run_with(const sam_trace *trace, sam_trace_work *work, sam_simd simd) {
    static void (*const RUNS[SAM_SIMD_COUNT])(const sam_trace *, double *) = {run_base, run_avx2,
                                                                              run_avx512};
    RUNS[sam_simd_within(simd)](trace, work->rows);
}

void sam_trace_run(const sam_trace *trace, sam_trace_work *work) {
    sam_trace_run_with(trace, work, sam_simd_best());
}
