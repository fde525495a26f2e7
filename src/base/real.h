/* Our own exp, log, power and inverse normal, from + - * / and bit moves only, so that every
 * x86-64, every compiler and WebAssembly give the same bits (a libm does not, not even one libm on
 * two processors). No branches and no calls, so that a loop over lanes becomes vector code.
 * Must not: call libm, use fused multiply-add, keep tables. Needs round-to-nearest, doubles that
 * are computed as doubles, and -ffp-contract=off. A NaN's sign and payload are not promised.
 *
 * Method: log by the series of 2 artanh(f / (2 + f)) with the leading term in two doubles (hi +
 * lo); exp by its Taylor series after x = k ln 2 + r, |r| <= ln 2 / 2; powers multiply the
 * two-double logarithm by the exponent, so that a large exponent does not magnify a rounding. Exact
 * products by the splitting of Dekker, "A floating-point technique for extending the available
 * precision" (Numerische Mathematik 18, 1971). The sign of a zero result is not kept. */
#ifndef SAMSPEL_BASE_REAL_H
#define SAMSPEL_BASE_REAL_H

#include <float.h>
#include <stdint.h>
#include <string.h>

#if defined(__FAST_MATH__) || FLT_EVAL_METHOD != 0 || DBL_MANT_DIG != 53
#error "real.h needs doubles with IEEE 754 rounding: no -ffast-math, no x87"
#endif
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#endif

/* Always inline: a loop with a call in it stays scalar. Vector code also needs -O3,
 * -fno-trapping-math and -fno-math-errno, none of which changes a value. */
#define SAM_REAL_INLINE static inline __attribute__((always_inline))

#define SAM_REAL_INFINITY ((double)__builtin_inff())
#define SAM_REAL_NAN ((double)__builtin_nanf(""))

/* A value as the unevaluated sum hi + lo, |lo| <= half an ulp of hi. */
typedef struct sam_real_pair {
    double hi, lo;
} sam_real_pair;

SAM_REAL_INLINE uint64_t sam_real_bits(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

SAM_REAL_INLINE double sam_real_from_bits(uint64_t bits) {
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* x within [low, high]; a NaN stays a NaN. */
SAM_REAL_INLINE double sam_real_clamp(double x, double low, double high) {
    x = x < low ? low : x;
    return x > high ? high : x;
}

/* What a * b lost to rounding, given product = a * b. |a|, |b| < 2^970. */
SAM_REAL_INLINE double sam_real_product_error(double a, double b, double product) {
    const double splitter = 0x1p27 + 1.0;
    double a_big = a * splitter, b_big = b * splitter;
    double a_hi = a_big - (a_big - a), b_hi = b_big - (b_big - b);
    double a_lo = a - a_hi, b_lo = b - b_hi;
    return ((a_hi * b_hi - product) + a_hi * b_lo + a_lo * b_hi) + a_lo * b_lo;
}

/* ln 2 in two parts; k * SAM_REAL_LN2_HI is exact for |k| < 2^11. */
#define SAM_REAL_LN2_HI 0x1.62e42fefa38p-1
#define SAM_REAL_LN2_LO 0x1.ef35793c7673p-45

/* artanh(s) / s - 1 over s^2, as 1/3 + z/5 + z^2/7 ..., z = s^2 <= 0.0295: the first term left out
 * is below 1e-18 of the whole. Even and odd terms apart, to shorten the chain. */
SAM_REAL_INLINE double sam_real_artanh_tail(double z) {
    double y = z * z;
    double even = 1.0 / 3 + y * (1.0 / 7 + y * (1.0 / 11 + y * (1.0 / 15 + y * (1.0 / 19))));
    double odd = 1.0 / 5 + y * (1.0 / 9 + y * (1.0 / 13 + y * (1.0 / 17 + y * (1.0 / 21))));
    return even + z * odd;
}

/* ln x to about 2^-64 of its size. ln 0 = -inf; negative or NaN gives NaN. */
SAM_REAL_INLINE sam_real_pair sam_real_log_pair(double x) {
    const uint64_t root_half = UINT64_C(0x3fe6a09e667f3bcd); /* sqrt(1/2) */
    const uint64_t one = UINT64_C(0x3ff0000000000000);
    const uint64_t fraction = UINT64_C(0x000fffffffffffff);
    /* x = 2^k m, m in [sqrt(1/2), sqrt(2)); subnormals are first made normal. */
    double scaled = x < DBL_MIN ? x * 0x1p54 : x;
    double bias = x < DBL_MIN ? 1023.0 + 54.0 : 1023.0;
    uint64_t moved = sam_real_bits(scaled) + (one - root_half);
    double m = sam_real_from_bits((moved & fraction) + root_half);
    double k = (sam_real_from_bits((moved >> 52) | UINT64_C(0x4330000000000000)) - 0x1p52) - bias;

    /* s = f / (2 + f) with its own rounding error s_lo. */
    double f = m - 1.0;
    double d = 2.0 + f, d_lo = f - (d - 2.0);
    double inverse = 1.0 / d;
    double s = f * inverse;
    double product = s * d;
    double s_lo = ((f - product) - sam_real_product_error(s, d, product) - s * d_lo) * inverse;
    double z = s * s;
    double tail = s * (z * sam_real_artanh_tail(z));

    double whole = k * SAM_REAL_LN2_HI;
    double hi = whole + 2.0 * s;
    double lo = (2.0 * s - (hi - whole)) + (2.0 * (tail + s_lo) + k * SAM_REAL_LN2_LO);
    double sum = hi + lo;
    lo = lo - (sum - hi);

    double special = x == 0.0 ? -SAM_REAL_INFINITY : x; /* +inf and NaN stay as they are */
    special = x < 0.0 ? SAM_REAL_NAN : special;
    int ordinary = (x > 0.0) & (x < SAM_REAL_INFINITY);
    return (sam_real_pair){ordinary ? sum : special, ordinary ? lo : 0.0};
}

/* ln(1 + x), as the pair above. -inf at -1; NaN below. */
SAM_REAL_INLINE sam_real_pair sam_real_log1p_pair(double x) {
    double u = 1.0 + x;
    double back = u - 1.0;
    double lost = (1.0 - (u - back)) + (x - back); /* what 1 + x lost to rounding */
    sam_real_pair log = sam_real_log_pair(u);
    double lo = log.lo + lost / u;
    double hi = log.hi + lo;
    lo = lo - (hi - log.hi);
    int ordinary = (u > 0.0) & (u < SAM_REAL_INFINITY);
    return (sam_real_pair){ordinary ? hi : log.hi, ordinary ? lo : 0.0};
}

/* What exp and expm1 share: e^(hi + lo) = (1 + fraction) * up * up2, where up * up2 = 2^k. */
typedef struct sam_real_exp_parts {
    double fraction; /* e^r - 1 */
    double up, up2;  /* powers of two; two of them, so that 2^1024 and 2^-1074 are in reach */
    double down2;    /* 1 / up2 */
} sam_real_exp_parts;

/* e^r - 1 - r over r^2, |r| <= 0.3466: the first term left out is below 1e-18 of the whole. */
SAM_REAL_INLINE double sam_real_exp_tail(double r) {
    double y = r * r;
    double even = 1.0 / 3628800 + y * (1.0 / 479001600 + y * (1.0 / 87178291200));
    double odd = 1.0 / 362880 + y * (1.0 / 39916800 + y * (1.0 / 6227020800));
    even = 1.0 / 2 + y * (1.0 / 24 + y * (1.0 / 720 + y * (1.0 / 40320 + y * even)));
    odd = 1.0 / 6 + y * (1.0 / 120 + y * (1.0 / 5040 + y * odd));
    return even + r * odd;
}

SAM_REAL_INLINE sam_real_exp_parts sam_real_exp_split(double hi, double lo) {
    const double shift = 0x1.8p52; /* adding it rounds to an integer, which the low bits hold */
    double x = sam_real_clamp(hi, -746.0, 710.0); /* beyond: 0 and infinity anyway */
    lo = x == hi ? lo : 0.0;
    double shifted = x * 0x1.71547652b82fep+0 + shift; /* 1 / ln 2 */
    double k = shifted - shift;
    /* k + 2048 is positive, so its half is a logical shift. */
    uint64_t count = sam_real_bits(shifted) - sam_real_bits(shift) + 2048;
    uint64_t half = count >> 1, rest = count - half;

    double big = x - k * SAM_REAL_LN2_HI; /* exact */
    double small = lo - k * SAM_REAL_LN2_LO;
    double r = big + small;
    double r_lo = small - (r - big);
    sam_real_exp_parts parts;
    parts.fraction = r + (r * r * sam_real_exp_tail(r) + r_lo);
    parts.up = sam_real_from_bits((half - 1) << 52); /* 2^(half - 1024) */
    parts.up2 = sam_real_from_bits((rest - 1) << 52);
    parts.down2 = sam_real_from_bits((2047 - rest) << 52);
    return parts;
}

SAM_REAL_INLINE double sam_real_exp_pair(double hi, double lo) {
    sam_real_exp_parts e = sam_real_exp_split(hi, lo);
    return (e.fraction * e.up + e.up) * e.up2;
}

SAM_REAL_INLINE double sam_real_expm1_pair(double hi, double lo) {
    sam_real_exp_parts e = sam_real_exp_split(hi, lo);
    return (e.fraction * e.up + (e.up - e.down2)) * e.up2;
}

/* The pair times factor, |factor| brought within 2^70, where every power is already 0, 1 or
 * infinite. */
SAM_REAL_INLINE sam_real_pair sam_real_scale(sam_real_pair pair, double factor) {
    double n = sam_real_clamp(factor, -0x1p70, 0x1p70);
    double hi = pair.hi * n;
    double lo = sam_real_product_error(pair.hi, n, hi) + pair.lo * n;
    return (sam_real_pair){hi, lo};
}

/* e^x. Above 709.78 infinite, below -745.13 zero; NaN for NaN. */
SAM_REAL_INLINE double sam_real_exp(double x) {
    return sam_real_exp_pair(x, 0.0);
}

/* e^x - 1, as exact near 0 as elsewhere. */
SAM_REAL_INLINE double sam_real_expm1(double x) {
    return sam_real_expm1_pair(x, 0.0);
}

/* Natural logarithm. -inf at 0, NaN below and for NaN, +inf for +inf. */
SAM_REAL_INLINE double sam_real_log(double x) {
    return sam_real_log_pair(x).hi;
}

/* ln(1 + x), as exact near 0 as elsewhere. -inf at -1, NaN below. */
SAM_REAL_INLINE double sam_real_log1p(double x) {
    return sam_real_log1p_pair(x).hi;
}

/* base^exponent for base >= 0. 0^0 = 1, 0^positive = 0, 0^negative = +inf. A negative base gives
 * NaN whatever the exponent, and NaN in either gives NaN (C's pow differs in both). */
SAM_REAL_INLINE double sam_real_pow(double base, double exponent) {
    sam_real_pair power = sam_real_scale(sam_real_log_pair(base), exponent);
    double value = sam_real_exp_pair(power.hi, power.lo);
    value = exponent == 0.0 ? 1.0 : value;
    return base >= 0.0 ? value : SAM_REAL_NAN;
}

/* (1 + i)^n - 1: what n periods at i a period add to one krone. NaN for i < -1. */
SAM_REAL_INLINE double sam_real_growth(double i, double n) {
    sam_real_pair power = sam_real_scale(sam_real_log1p_pair(i), n);
    double value = sam_real_expm1_pair(power.hi, power.lo);
    return n == 0.0 ? 0.0 : value;
}

/* The share of an annuity's balance repaid by its next instalment: i / ((1 + i)^n - 1) with n
 * instalments left, the next included, at i a period. i finite and > -1 (0 and below allowed). n
 * below 1 counts as 1, and the last instalment (n = 1) repays exactly everything. From the balance
 * L = A (1 - (1 + i)^-n) / i of an annuity A, of which A - i L is repayment. */
SAM_REAL_INLINE double sam_real_annuity(double i, double n) {
    double left = n < 1.0 ? 1.0 : n;
    double nearly = i * left;
    /* 1 / n is right to i (n - 1) / 2, and i / growth would be 0 / 0 or subnormal. */
    int flat = (nearly < 0x1p-60) & (nearly > -0x1p-60);
    double growth = sam_real_growth(i, left);
    double value = (flat ? 1.0 : i) / (flat ? left : growth);
    return left == 1.0 ? 1.0 : value;
}

/* Coefficients of sam_real_normal_inverse, highest power first, one set for each of three ranges.
 */
#define SAM_REAL_NORMAL_TOP(X)                                                                     \
    X(2.5090809287301226727e3, 7.74545014278341407640e-4, 2.01033439929228813265e-7)               \
    X(3.3430575583588128105e4, 2.27238449892691845833e-2, 2.71155556874348757815e-5)               \
    X(6.7265770927008700853e4, 2.41780725177450611770e-1, 1.24266094738807843860e-3)               \
    X(4.5921953931549871457e4, 1.27045825245236838258e0, 2.65321895265761230930e-2)                \
    X(1.3731693765509461125e4, 3.64784832476320460504e0, 2.96560571828504891230e-1)                \
    X(1.9715909503065514427e3, 5.76949722146069140550e0, 1.78482653991729133580e0)                 \
    X(1.3314166789178437745e2, 4.63033784615654529590e0, 5.46378491116411436990e0)                 \
    X(3.3871328727963666080e0, 1.42343711074968357734e0, 6.65790464350110377720e0)
#define SAM_REAL_NORMAL_BOTTOM(X)                                                                  \
    X(5.2264952788528545610e3, 1.05075007164441684324e-9, 2.04426310338993978564e-15)              \
    X(2.8729085735721942674e4, 5.47593808499534494600e-4, 1.42151175831644588870e-7)               \
    X(3.9307895800092710610e4, 1.51986665636164571966e-2, 1.84631831751005468180e-5)               \
    X(2.1213794301586595867e4, 1.48103976427480074590e-1, 7.86869131145613259100e-4)               \
    X(5.3941960214247511077e3, 6.89767334985100004550e-1, 1.48753612908506148525e-2)               \
    X(6.8718700749205790830e2, 1.67638483018380384940e0, 1.36929880922735805310e-1)                \
    X(4.2313330701600911252e1, 2.05319162663775882187e0, 5.99832206555887937690e-1)                \
    X(1.0, 1.0, 1.0)

/* The z that a standard normal stays below with probability p: -inf at 0, +inf at 1, NaN outside
 * and for NaN. Relative error about 1e-15. Source of method and coefficients: Wichura, Algorithm
 * AS 241 (PPND16), Applied Statistics 37 (1988). All ranges share one chain of which the
 * coefficients are selected, so that lanes do not diverge. */
SAM_REAL_INLINE double sam_real_normal_inverse(double p) {
    double q = p - 0.5;
    double side = q < 0.0 ? p : 1.0 - p; /* probability of the nearer tail */
    double distance = q < 0.0 ? -q : q;
    int centre = distance <= 0.425;
    double depth = -sam_real_log(side > 0.0 ? side : 1.0);
    depth = __builtin_sqrt(depth);
    int outer = depth > 5.0;
    double r = centre ? 0.180625 - q * q : depth - (outer ? 5.0 : 1.6);
    double top = 0.0, bottom = 0.0;
#define SAM_REAL_STEP(a, b, c) top = top * r + (centre ? (a) : (outer ? (c) : (b)));
    SAM_REAL_NORMAL_TOP(SAM_REAL_STEP)
#undef SAM_REAL_STEP
#define SAM_REAL_STEP(a, b, c) bottom = bottom * r + (centre ? (a) : (outer ? (c) : (b)));
    SAM_REAL_NORMAL_BOTTOM(SAM_REAL_STEP)
#undef SAM_REAL_STEP
    double ratio = top / bottom;
    double z = centre ? q * ratio : (q < 0.0 ? -ratio : ratio);
    z = side == 0.0 ? (q < 0.0 ? -SAM_REAL_INFINITY : SAM_REAL_INFINITY) : z;
    int ordinary = (p >= 0.0) & (p <= 1.0);
    return ordinary ? z : SAM_REAL_NAN;
}

#endif
