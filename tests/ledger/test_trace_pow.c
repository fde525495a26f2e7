/* The short way to a power of what is near 1 gives the very bits of the long way. */
#include <criterion/criterion.h>

#include "deal_random.h"
#include "ledger/trace_pow.h"

static int faults;

static void expect_same(double base, double exponent) {
    double near = sam_trace_pow_near(base, exponent), right = sam_real_pow(base, exponent);
    if (sam_real_bits(near) == sam_real_bits(right))
        return;
    if (faults++ < 10)
        cr_log_error("%.17g ^ %.17g: %.17g, not %.17g", base, exponent, near, right);
}

Test(trace_pow, gives_the_bits_of_the_long_way) {
    static const double exponents[] = {1.0 / 12, 1.0 / 4, 1.0 / 3, 1.0 / 2, 1, 1e-3, 1e-300};
    random_deal random = {.state = 9};
    for (int i = 0; i < 300000; i++) {
        double base = random_between(&random, SAM_TRACE_POW_LEAST, SAM_TRACE_POW_MOST);
        for (size_t e = 0; e < sizeof exponents / sizeof *exponents; e++)
            expect_same(base, exponents[e]);
        expect_same(base, 1 - random_unit(&random));
        expect_same(1 + (base - 1) * 0x1p-40, 1.0 / 12); /* some ulps around 1 */
    }
    expect_same(1, 1.0 / 12);
    expect_same(SAM_TRACE_POW_LEAST, 1);
    expect_same(SAM_TRACE_POW_MOST, 1);
    cr_expect_eq(faults, 0, "%d differ", faults);
}
