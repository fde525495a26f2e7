/* The sets of vector instructions that the engine's loops are compiled for. Never a matter of
 * results, which have the same bits with each; only of speed. */
#ifndef SAMSPEL_SIMD_H
#define SAMSPEL_SIMD_H

/* By width. BASE is what every processor of the kind has. */
typedef enum sam_simd { SAM_SIMD_BASE, SAM_SIMD_AVX2, SAM_SIMD_AVX512, SAM_SIMD_COUNT } sam_simd;

/* The widest that this processor has and this build knows. */
sam_simd sam_simd_best(void);

#endif
