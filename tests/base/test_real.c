/* The elementary functions against the long double libm (64-bit mantissa on x86-64), over random
 * and awkward arguments; the bounds are a little above what was measured and below what is
 * promised. Must not test bits: real_bits.c does. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/real.h"

enum { TRIES = 1200000 };

/* Marsaglia's xorshift, so that every run tries the same arguments. */
static double draw(uint64_t *state) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (double)(*state >> 11) * 0x1p-53;
}

static double error(double got, long double want) {
    if (isnan(got) || isnan(want)) {
        return isnan(got) && isnan(want) ? 0.0 : SAM_REAL_INFINITY;
    }
    if (got == (double)want) {
        return 0.0;
    }
    return (double)fabsl(((long double)got - want) / want);
}

static void widen(double *worst, double candidate) {
    *worst = candidate > *worst ? candidate : *worst;
}

/* A value of either sign with its size spread evenly over the powers of ten. */
static double spread(uint64_t *state, double low_power, double high_power) {
    double size = pow(10.0, low_power + (high_power - low_power) * draw(state));
    return draw(state) < 0.5 ? -size : size;
}

Test(real, exp_within_an_ulp) {
    uint64_t state = 1;
    double worst = 0.0;
    for (int i = 0; i < TRIES; i++) {
        double x = i % 2 ? (draw(&state) - 0.5) * 1416.0 : spread(&state, -20.0, 2.8);
        widen(&worst, error(sam_real_exp(x), expl((long double)x)));
    }
    cr_log_info("exp %g", worst);
    cr_assert_lt(worst, 2.2e-16, "worst relative error %g", worst);
}

Test(real, log_within_an_ulp) {
    uint64_t state = 2;
    double worst = 0.0;
    for (int i = 0; i < TRIES; i++) {
        double x = i % 2 ? fabs(spread(&state, -307.0, 308.0)) : 1.0 + spread(&state, -16.0, -0.01);
        widen(&worst, error(sam_real_log(x), logl((long double)x)));
    }
    cr_assert_lt(worst, 1.2e-16, "worst relative error %g", worst);
}

Test(real, log_of_subnormals) {
    for (double x = 0x1p-1022; x > 0.0; x *= 0.5) {
        cr_assert_lt(error(sam_real_log(x * 0.75), logl((long double)(x * 0.75))), 1.2e-16);
    }
}

Test(real, expm1_within_an_ulp) {
    uint64_t state = 3;
    double worst = 0.0;
    for (int i = 0; i < TRIES; i++) {
        double x = i % 2 ? (draw(&state) - 0.5) * 100.0 : spread(&state, -20.0, 2.8);
        widen(&worst, error(sam_real_expm1(x), expm1l((long double)x)));
    }
    cr_assert_lt(worst, 2.5e-16, "worst relative error %g", worst);
}

Test(real, log1p_within_an_ulp) {
    uint64_t state = 4;
    double worst = 0.0;
    for (int i = 0; i < TRIES; i++) {
        double x = i % 2 ? draw(&state) * 12.0 - 1.0 : spread(&state, -20.0, -0.001);
        widen(&worst, error(sam_real_log1p(x), log1pl((long double)x)));
    }
    cr_assert_lt(worst, 2.0e-16, "worst relative error %g", worst);
}

/* The house promise: 2e-15 for results within [1e-30, 1e30]; half of that is asked here. */
Test(real, pow_keeps_its_digits_at_large_exponents) {
    uint64_t state = 5;
    double worst = 0.0;
    for (int i = 0; i < TRIES; i++) {
        double base = i % 2 ? 0.3 + 2.7 * draw(&state) : 1.0 + spread(&state, -6.0, -1.0);
        double exponent = (draw(&state) * 2.0 - 1.0) * 1200.0;
        exponent = i % 3 ? exponent : floor(exponent);
        long double want = powl((long double)base, (long double)exponent);
        if (want > 1e-30L && want < 1e30L) {
            widen(&worst, error(sam_real_pow(base, exponent), want));
        }
    }
    cr_assert_lt(worst, 1.0e-15, "worst relative error %g", worst);
}

Test(real, growth_and_annuity_keep_their_digits) {
    uint64_t state = 6;
    double growth = 0.0, share = 0.0;
    for (int i = 0; i < TRIES; i++) {
        double rate = i % 2 ? draw(&state) * 1.5 - 0.5 : spread(&state, -17.0, -1.0);
        double n = 2.0 + floor(draw(&state) * (i % 3 ? 40.0 : 1199.0));
        long double want = expm1l((long double)n * log1pl((long double)rate));
        if (want < 1e30L && want != 0.0L) {
            widen(&growth, error(sam_real_growth(rate, n), want));
            widen(&share, error(sam_real_annuity(rate, n), (long double)rate / want));
        }
    }
    cr_assert_lt(growth, 1.0e-15, "worst relative error %g", growth);
    cr_assert_lt(share, 1.2e-15, "worst relative error %g", share);
}

/* Laws: repaying the share each time ends at zero in exactly n instalments. */
Test(real, annuity_repays_all) {
    const double rates[] = {0.0, 1e-300, 1e-17, 1e-9, 0.004, 0.05, 1.0, -1e-12, -0.01, -0.5};
    for (size_t r = 0; r < sizeof rates / sizeof *rates; r++) {
        double balance = 1e6, payment = 0.0;
        for (int left = 360; left >= 1; left--) {
            double part = balance * sam_real_annuity(rates[r], (double)left);
            double instalment = part + balance * rates[r];
            payment = left == 360 ? instalment : payment;
            cr_assert_lt(fabs(instalment - payment), 1e-9 * payment + 1e-6, "rate %g left %d",
                         rates[r], left);
            balance -= part;
        }
        cr_assert_eq(balance, 0.0, "rate %g", rates[r]);
    }
}

Test(real, annuity_edges) {
    cr_assert_eq(sam_real_annuity(0.0, 7.0), 1.0 / 7.0);
    cr_assert_eq(sam_real_annuity(0x1p-1074, 12.0), 1.0 / 12.0);
    cr_assert_eq(sam_real_annuity(0.05, 0.0), 1.0);
    cr_assert_eq(sam_real_annuity(0.05, -3.0), 1.0);
    cr_assert_eq(sam_real_annuity(0.05, 1.0), 1.0);
    cr_assert_eq(sam_real_annuity(10.0, 1200.0), 0.0);
    cr_assert(isnan(sam_real_annuity(SAM_REAL_NAN, 5.0)));
    cr_assert(isnan(sam_real_annuity(0.05, SAM_REAL_NAN)));
}

Test(real, exp_and_log_edges) {
    cr_assert_eq(sam_real_exp(0.0), 1.0);
    cr_assert_eq(sam_real_exp(710.0), SAM_REAL_INFINITY);
    cr_assert_eq(sam_real_exp(SAM_REAL_INFINITY), SAM_REAL_INFINITY);
    cr_assert_eq(sam_real_exp(-746.0), 0.0);
    cr_assert_eq(sam_real_exp(-SAM_REAL_INFINITY), 0.0);
    cr_assert_eq(sam_real_exp(-745.0), 0x1p-1074);
    cr_assert(isfinite(sam_real_exp(709.78)));
    cr_assert_eq(sam_real_expm1(-SAM_REAL_INFINITY), -1.0);
    cr_assert_eq(sam_real_expm1(SAM_REAL_INFINITY), SAM_REAL_INFINITY);
    cr_assert_eq(sam_real_log(1.0), 0.0);
    cr_assert_eq(sam_real_log(0.0), -SAM_REAL_INFINITY);
    cr_assert_eq(sam_real_log(-0.0), -SAM_REAL_INFINITY);
    cr_assert_eq(sam_real_log(SAM_REAL_INFINITY), SAM_REAL_INFINITY);
    cr_assert_eq(sam_real_log1p(-1.0), -SAM_REAL_INFINITY);
    cr_assert_eq(sam_real_log1p(SAM_REAL_INFINITY), SAM_REAL_INFINITY);
    cr_assert(isnan(sam_real_log(-1.0)) && isnan(sam_real_log(-SAM_REAL_INFINITY)));
    cr_assert(isnan(sam_real_log1p(-1.5)));
    cr_assert(isnan(sam_real_exp(SAM_REAL_NAN)) && isnan(sam_real_expm1(SAM_REAL_NAN)));
    cr_assert(isnan(sam_real_log(SAM_REAL_NAN)) && isnan(sam_real_log1p(SAM_REAL_NAN)));
}

Test(real, pow_edges) {
    cr_assert_eq(sam_real_pow(0.0, 2.0), 0.0);
    cr_assert_eq(sam_real_pow(0.0, 0.0), 1.0);
    cr_assert_eq(sam_real_pow(0.0, -2.0), SAM_REAL_INFINITY);
    cr_assert_eq(sam_real_pow(7.5, 0.0), 1.0);
    cr_assert_eq(sam_real_pow(7.5, 1.0), 7.5);
    cr_assert_eq(sam_real_pow(1.0, 1e300), 1.0);
    cr_assert_eq(sam_real_pow(2.0, 10.0), 1024.0);
    cr_assert_eq(sam_real_pow(2.0, -1074.0), 0x1p-1074);
    cr_assert_eq(sam_real_pow(2.0, SAM_REAL_INFINITY), SAM_REAL_INFINITY);
    cr_assert_eq(sam_real_pow(0.5, SAM_REAL_INFINITY), 0.0);
    cr_assert_eq(sam_real_pow(SAM_REAL_INFINITY, 0.5), SAM_REAL_INFINITY);
    cr_assert_eq(sam_real_pow(SAM_REAL_INFINITY, -0.5), 0.0);
    cr_assert(isnan(sam_real_pow(-2.0, 2.0)));
    cr_assert(isnan(sam_real_pow(-2.0, 0.0)));
    cr_assert(isnan(sam_real_pow(SAM_REAL_NAN, 0.0)));
    cr_assert(isnan(sam_real_pow(2.0, SAM_REAL_NAN)));
    cr_assert_eq(sam_real_growth(0.07, 0.0), 0.0);
    cr_assert_eq(sam_real_growth(-1.0, 5.0), -1.0);
    cr_assert(isnan(sam_real_growth(-1.5, 5.0)));
}

/* The error in z is the error in probability, as erfcl sees it, over the density. */
static double normal_error(double p, double got) {
    long double z = fabsl((long double)got);
    long double tail = erfcl(z / sqrtl(2.0L)) / 2.0L;
    long double want = p < 0.5 ? (long double)p : 1.0L - (long double)p;
    long double density = expl(-z * z / 2.0L) / sqrtl(2.0L * acosl(-1.0L));
    return (double)fabsl((tail - want) / density / z);
}

Test(real, normal_inverse_against_erfc) {
    uint64_t state = 7;
    double worst = 0.0;
    for (int i = 0; i < TRIES; i++) {
        double p = i % 2 ? draw(&state) : fabs(spread(&state, -300.0, -0.5));
        double z = sam_real_normal_inverse(p);
        if (fabs(z) > 1e-6) { /* nearer the middle the error is measured by the next test */
            widen(&worst, normal_error(p, z));
        }
    }
    cr_assert_lt(worst, 1.5e-15, "worst relative error %g", worst);
}

/* Wichura (1988) prints these three values; near the middle z = (p - 1/2) sqrt(2 pi). */
Test(real, normal_inverse_as_published) {
    cr_assert_float_eq(sam_real_normal_inverse(0.25), -0.6744897501960817, 1e-15);
    cr_assert_float_eq(sam_real_normal_inverse(0.001), -3.090232306167814, 4e-15);
    cr_assert_float_eq(sam_real_normal_inverse(1e-20), -9.262340089798408, 1e-14);
    cr_assert_float_eq(sam_real_normal_inverse(0.5 + 0x1p-30), 0x1p-30 * 2.5066282746310002,
                       1e-15 * 0x1p-30);
    cr_assert_eq(sam_real_normal_inverse(0.5), 0.0);
    cr_assert_eq(sam_real_normal_inverse(0.0), -SAM_REAL_INFINITY);
    cr_assert_eq(sam_real_normal_inverse(1.0), SAM_REAL_INFINITY);
    cr_assert(isnan(sam_real_normal_inverse(-0.1)) && isnan(sam_real_normal_inverse(1.1)));
    cr_assert(isnan(sam_real_normal_inverse(SAM_REAL_NAN)));
}
