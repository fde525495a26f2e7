/* Rates of many flows side by side are, bit for bit, those of one at a time: flows like those of
 * deals, flows of every kind of trouble, all mixed in one block, with every instruction set. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "metrics/irr_lanes.h"

enum { MONTHS = 372, L = SAM_IRR_LANES };

static uint64_t state;

static double unit(void) {
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(state >> 11) * 0x1p-53;
}

static void invest(double *flow, size_t months) {
    size_t build = 6 + (size_t)(unit() * 20);
    for (size_t m = 0; m < months; m++)
        flow[m * L] = m < build ? -1e6 * unit() : 1e5 * unit();
    flow[(months - 1) * L] += 2e7 * unit();
}

/* Many signs: several rates, or none. */
static void swing(double *flow, size_t months) {
    for (size_t m = 0; m < months; m++)
        flow[m * L] = unit() < 0.9 ? 0 : 1e6 * (unit() - 0.5);
}

/* What comes in goes out at the year's end: a total of nothing but rounding. */
static void pass_on(double *flow, size_t months) {
    double kept = 0;
    for (size_t m = 0; m < months; m++) {
        bool out = m % 12 == 11 || m + 1 == months;
        double in = m < 12 ? 0 : 1e4 * unit();
        flow[m * L] = out ? -kept : in;
        kept = out ? 0 : kept + in;
    }
}

static void fill(double *flow, size_t months, int kind) {
    for (size_t m = 0; m < months; m++)
        flow[m * L] = 0;
    if (kind == 0)
        return;
    if (kind == 1)
        swing(flow, months);
    else if (kind == 2) /* one sign */
        for (size_t m = 0; m < months; m++)
            flow[m * L] = unit();
    else if (kind == 8)
        pass_on(flow, months);
    else
        invest(flow, months);
    if (kind == 3) /* begins and ends elsewhere */
        flow[0] = flow[(months - 1) * L] = 0;
    if (kind == 4) /* a loan: the same seen from the other side */
        for (size_t m = 0; m < months; m++)
            flow[m * L] = -flow[m * L];
    if (kind == 5)
        flow[7 * L] = (double)NAN;
    if (kind == 6) /* what comes back is what was paid: a rate of nothing */
        for (size_t m = 0; m < months; m++)
            flow[m * L] = m == 3 ? -100 : m == 40 ? 100 : 0;
    if (kind == 7) /* very large and very small */
        for (size_t m = 0; m < months; m++)
            flow[m * L] *= 1e300;
}

static void compare(const double *flows, size_t months, size_t lanes, int instructions) {
    static double room[2 * MONTHS * L], one[MONTHS];
    sam_irr_lane out[L];
    sam_irr_lanes *work = sam_irr_lanes_new(instructions);
    sam_irr_monthly_lanes(work, out, flows, months, lanes, room);
    sam_irr_lanes_free(work);
    for (size_t i = 0; i < lanes; i++) {
        for (size_t m = 0; m < months; m++)
            one[m] = flows[m * L + i];
        sam_irr irr;
        sam_irr_monthly(&irr, one, months);
        cr_assert_eq(out[i].reason, irr.reason, "lane %zu: %d, not %d", i, (int)out[i].reason,
                     (int)irr.reason);
        cr_assert_eq(out[i].has_quoted, irr.has_quoted);
        if (irr.has_quoted)
            cr_assert_eq(memcmp(&out[i].quoted, &irr.quoted, sizeof(double)), 0);
    }
}

static void rounds(int count, int kinds, int instructions) {
    static double flows[MONTHS * L];
    for (int round = 0; round < count; round++) {
        size_t months = 13 + (size_t)(unit() * (MONTHS - 13));
        size_t lanes = 1 + (size_t)(unit() * L);
        for (size_t i = 0; i < L; i++)
            fill(flows + i, months, kinds ? (int)(unit() * kinds) : 9);
        compare(flows, months, lanes, instructions);
    }
}

Test(irr_lanes, flows_of_deals) {
    state = 1;
    for (sam_simd set = SAM_SIMD_BASE; set <= sam_simd_best(); set++)
        rounds(60, 0, set);
}

Test(irr_lanes, every_kind_in_one_block) {
    state = 2;
    for (sam_simd set = SAM_SIMD_BASE; set <= sam_simd_best(); set++)
        rounds(60, 10, set);
}
