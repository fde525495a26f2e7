/* The loop over steps, compiled once for each instruction set. Only + - * / and comparisons on
 * doubles, no contraction: every set gives the same bits. */
#include <string.h>

#include "ledger/trace.h"
#include "plan/op_apply.h"

enum { W = SAM_TRACE_LANES };

/* A step may write the slot it reads: lane by lane that is safe, and `ivdep` says so. */
#if defined(__GNUC__) && !defined(__clang__)
#define SAM_LANES_INDEPENDENT _Pragma("GCC ivdep")
#else
#define SAM_LANES_INDEPENDENT _Pragma("clang loop vectorize(assume_safety)")
#endif
#define FOR_LANES SAM_LANES_INDEPENDENT for (int i = 0; i < W; i++)

#define BINARY(name)                                                                               \
    case SAM_STEP_##name##_VV:                                                                     \
        FOR_LANES out[i] = SAM_EXPR_##name(a[i], b[i], 0);                                         \
        break;                                                                                     \
    case SAM_STEP_##name##_VC:                                                                     \
        FOR_LANES out[i] = SAM_EXPR_##name(a[i], k, 0);                                            \
        break;                                                                                     \
    case SAM_STEP_##name##_CV:                                                                     \
        FOR_LANES out[i] = SAM_EXPR_##name(k, b[i], 0);                                            \
        break;

static inline __attribute__((always_inline)) void run_steps(const sam_step *step, size_t count,
                                                            double *slots, double *memory) {
    for (const sam_step *end = step + count; step < end; step++) {
        double *out = slots + (size_t)step->out * W;
        const double *a = slots + (size_t)step->a * W;
        const double *b = slots + (size_t)step->b * W;
        const double k = step->value;
        switch (step->op) {
            SAM_STEP_PURE(BINARY)
        case SAM_STEP_POW:
            FOR_LANES out[i] = SAM_EXPR_POW(a[i], b[i], 0);
            break;
        case SAM_STEP_ANNUITY:
            FOR_LANES out[i] = SAM_EXPR_ANNUITY(a[i], b[i], 0);
            break;
        case SAM_STEP_NEG:
            FOR_LANES out[i] = SAM_EXPR_NEG(a[i], 0, 0);
            break;
        case SAM_STEP_NOT:
            FOR_LANES out[i] = SAM_EXPR_NOT(a[i], 0, 0);
            break;
        case SAM_STEP_FLOOR:
            FOR_LANES out[i] = SAM_EXPR_FLOOR(a[i], 0, 0);
            break;
        case SAM_STEP_IF_VV: {
            const double *c = slots + step->more * W;
            FOR_LANES out[i] = SAM_EXPR_IF(a[i], b[i], c[i]);
            break;
        }
        case SAM_STEP_IF_VC:
            FOR_LANES out[i] = SAM_EXPR_IF(a[i], b[i], k);
            break;
        case SAM_STEP_IF_CV:
            FOR_LANES out[i] = SAM_EXPR_IF(a[i], k, b[i]);
            break;
        case SAM_STEP_SET:
            FOR_LANES out[i] = k;
            break;
        case SAM_STEP_LOAD:
            memcpy(out, memory + step->more * W, W * sizeof *out);
            break;
        case SAM_STEP_STORE:
            memcpy(memory + step->more * W, a, W * sizeof *out);
            break;
        case SAM_STEP_MULADD_VV: {
            const double *c = slots + step->more * W;
            FOR_LANES out[i] = c[i] + a[i] * b[i];
            break;
        }
        case SAM_STEP_MULADD_VC:
            FOR_LANES out[i] = b[i] + a[i] * k;
            break;
        default:
            break;
        }
    }
}

static void run_base(const sam_step *step, size_t count, double *slots, double *memory) {
    run_steps(step, count, slots, memory);
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) static void run_avx2(const sam_step *step, size_t count,
                                                     double *slots, double *memory) {
    run_steps(step, count, slots, memory);
}

#if defined(__clang__)
#define SAM_AVX512 "avx512f,avx512dq,avx512vl,avx512bw"
#else
#define SAM_AVX512 "avx512f,avx512dq,avx512vl,avx512bw,prefer-vector-width=512"
#endif
__attribute__((target(SAM_AVX512))) static void run_avx512(const sam_step *step, size_t count,
                                                           double *slots, double *memory) {
    run_steps(step, count, slots, memory);
}

sam_simd sam_simd_best(void) {
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw"))
        return SAM_SIMD_AVX512;
    return __builtin_cpu_supports("avx2") ? SAM_SIMD_AVX2 : SAM_SIMD_BASE;
}

void sam_trace_run_with(const sam_trace *trace, sam_trace_work *work, sam_simd simd) {
    if (simd == SAM_SIMD_AVX512)
        run_avx512(trace->steps, trace->step_count, work->slots, work->memory);
    else if (simd == SAM_SIMD_AVX2)
        run_avx2(trace->steps, trace->step_count, work->slots, work->memory);
    else
        run_base(trace->steps, trace->step_count, work->slots, work->memory);
}
#else
sam_simd sam_simd_best(void) {
    return SAM_SIMD_BASE;
}

void sam_trace_run_with(const sam_trace *trace, sam_trace_work *work, sam_simd simd) {
    (void)simd;
    run_base(trace->steps, trace->step_count, work->slots, work->memory);
}
#endif

void sam_trace_run(const sam_trace *trace, sam_trace_work *work) {
    sam_trace_run_with(trace, work, sam_simd_best());
}
