/* Asks the processor which vector instructions it has. Must not keep the answer: there are no
 * globals that change, and the question costs nothing. */
#include "base/simd.h"

sam_simd sam_simd_best(void) {
#if SAM_SIMD_WIDE
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
        return SAM_SIMD_AVX512;
    if (__builtin_cpu_supports("avx2"))
        return SAM_SIMD_AVX2;
#endif
    return SAM_SIMD_BASE;
}

sam_simd sam_simd_within(sam_simd simd) {
    sam_simd best = sam_simd_best();
    return simd < best ? simd : best;
}
