/* How one function is compiled for each set of vector instructions, and which of the copies this
 * processor can run. The only place that knows the names of processors' features. */
#ifndef SAMSPEL_BASE_SIMD_H
#define SAMSPEL_BASE_SIMD_H

#include "samspel/simd.h"

/* The one asked for, or the best when the processor lacks it: it would stop the program. */
sam_simd sam_simd_within(sam_simd simd);

/* Attributes of the copies. Without the wide sets the copies are there, alike and not called. */
#define SAM_CODE_BASE unused
#if defined(__x86_64__) && defined(__GNUC__)
#define SAM_SIMD_WIDE 1
#define SAM_CODE_AVX2 target("avx2")
#if defined(__clang__)
#define SAM_CODE_AVX512 target("avx2,avx512f,avx512bw,avx512dq,avx512vl")
#else
#define SAM_CODE_AVX512 target("avx2,avx512f,avx512bw,avx512dq,avx512vl,prefer-vector-width=512")
#endif
#else
#define SAM_SIMD_WIDE 0
#define SAM_CODE_AVX2 unused
#define SAM_CODE_AVX512 unused
#endif

#endif
