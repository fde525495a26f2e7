/* Tails: their mean against the risk room's own and by hand, cuts against closed forms and against
 * the same problem written out in full. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "choice/cuts.h"
#include "risk/statistics.h"
#include "shipped.h"

#define FREE HUGE_VAL

enum { DRAWS = 1000 };

static uint64_t state = 88172645463325252u;

static double uniform(double low, double high) {
    return low + (high - low) * shipped_random(&state);
}

/* ---- the mean of the worst ---- */

Test(cuts, tail_is_that_of_the_risk_room) {
    static double loss[DRAWS], scratch[DRAWS], sorted[DRAWS], weight[DRAWS];
    for (int n = 0; n < 200; n++) {
        uint32_t count = 1 + (uint32_t)(uniform(0, 1) * (DRAWS - 1));
        bool coarse = n % 3 == 0; /* many draws alike */
        for (uint32_t s = 0; s < count; s++)
            loss[s] = coarse ? floor(uniform(0, 5)) : uniform(-1e6, 1e6);
        double share = fmax(uniform(0.001, 0.999), 1.5 / count);
        if (share >= 1)
            continue;
        memcpy(sorted, loss, count * sizeof *loss);
        sam_statistics_sort(sorted, scratch, count);
        double right = sam_statistics_tail(sorted, count, share, SAM_END_HIGH).cvar.value;
        double mean = sam_tail_mean(loss, count, share, scratch, weight), sum = 0, all = 0;
        cr_expect_float_eq(mean, right, 1e-9 * (1 + fabs(right)), "%u draws, share %g", count,
                           share);
        for (uint32_t s = 0; s < count; s++) {
            sum += weight[s] * loss[s];
            all += weight[s];
        }
        cr_expect_float_eq(sum, right, 1e-9 * (1 + fabs(right)));
        cr_expect_float_eq(all, 1, 1e-12);
    }
}

/* 1 to 10: the worst quarter is 10, 9 and half of 8; of a share below a draw it is 10. */
Test(cuts, tail_by_hand) {
    const double loss[10] = {3, 10, 1, 7, 9, 2, 8, 4, 6, 5};
    double scratch[10];
    cr_expect_float_eq(sam_tail_mean(loss, 10, 0.25, scratch, NULL), (10 + 9 + 4) / 2.5, 1e-12);
    cr_expect_float_eq(sam_tail_mean(loss, 10, 1, scratch, NULL), 5.5, 1e-12);
    cr_expect_float_eq(sam_tail_mean(loss, 10, 1e-12, scratch, NULL), 10, 1e-12);
}

/* ---- problems ---- */

enum { MOST = 6, ROWS = 4, BLOCKS = 3 };

/* x_1 + ... + x_n = need, 0 <= x <= 1; then a column for each tail. */
typedef struct mix {
    sam_problem p;
    double cost[MOST + BLOCKS], low[MOST + BLOCKS], high[MOST + BLOCKS];
    double row_low[1], row_high[1], entry[MOST];
    uint32_t row[MOST], column[MOST];
    double value[BLOCKS][ROWS * DRAWS], slope[BLOCKS][MOST * ROWS * DRAWS];
    sam_tail_block blocks[BLOCKS];
    sam_tails tails;
} mix;

static void set_up(mix *m, uint32_t sources, double need, uint32_t blocks) {
    memset(m, 0, sizeof *m);
    for (uint32_t j = 0; j < sources; j++) {
        m->high[j] = 1;
        m->column[j] = j;
        m->entry[j] = 1;
    }
    for (uint32_t b = 0; b < blocks; b++) {
        m->low[sources + b] = -FREE;
        m->high[sources + b] = FREE;
    }
    m->row_low[0] = m->row_high[0] = need;
    m->p = (sam_problem){.columns = sources + blocks,
                         .rows = 1,
                         .entries = sources,
                         .cost = m->cost,
                         .low = m->low,
                         .high = m->high,
                         .row_low = m->row_low,
                         .row_high = m->row_high,
                         .entry_row = m->row,
                         .entry_column = m->column,
                         .entry_value = m->entry};
    m->tails = (sam_tails){
        .problem = &m->p, .decisions = sources, .blocks = m->blocks, .block_count = blocks};
}

static void set_block(mix *m, uint32_t index, double share, uint32_t draws, uint32_t rows) {
    m->blocks[index] = (sam_tail_block){.column = m->tails.decisions + index,
                                        .share = share,
                                        .draws = draws,
                                        .rows = rows,
                                        .value = m->value[index],
                                        .slope = m->slope[index]};
}

static void expect_optimal(const sam_tails_answer *a) {
    cr_assert_eq(a->answer.status, SAM_SOLVER_OPTIMAL, "%s", a->answer.reason);
    cr_expect_leq(a->upper - a->lower, 1e-7 * (1 + fabs(a->upper)));
}

/* Two sources whose prices move against each other, u and 1 - u: half of each costs 1/2 in every
 * draw, and no other mix has so low a tail. A tail of the first alone is the mean of its worst. */
Test(cuts, two_sources_that_hedge_each_other) {
    static mix m;
    const uint32_t draws = 100;
    set_up(&m, 2, 1, 1);
    m.cost[2] = 1;
    set_block(&m, 0, 0.05, draws, 1);
    for (uint32_t s = 0; s < draws; s++) {
        m.slope[0][s] = (s + 0.5) / draws;
        m.slope[0][draws + s] = 1 - (s + 0.5) / draws;
    }
    sam_tails_answer a = {0};
    cr_assert_eq(sam_tails_solve(&a, &m.tails, &sam_solver_default_limits), SAM_OK);
    expect_optimal(&a);
    cr_expect_float_eq(a.upper, 0.5, 1e-8);
    cr_expect_float_eq(a.answer.x[0], 0.5, 1e-7);
    cr_expect_float_eq(a.tail[0], 0.5, 1e-8);
    sam_tails_clear(&a);
    /* Without the second: the mean of 0.995, 0.985 ... 0.955. */
    m.high[1] = 0;
    cr_assert_eq(sam_tails_solve(&a, &m.tails, &sam_solver_default_limits), SAM_OK);
    cr_expect_float_eq(a.upper, 0.975, 1e-9);
    sam_tails_clear(&a);
}

/* A dear source that is certain at 1, and a cheap one at 0.5 in nine draws of ten and 3 in the
 * tenth: its worst fifth is 1.75 in the mean. With the tail held to 1.3, of the cheap one there may
 * be x with (1 - x) + 1.75 x <= 1.3, which is 0.4; by its mean of 0.75 that costs 0.9. */
Test(cuts, a_tail_that_is_held) {
    static mix m;
    const uint32_t draws = 10;
    set_up(&m, 2, 1, 1);
    m.cost[0] = 1;
    m.cost[1] = 0.75;
    m.high[2] = 1.3;
    set_block(&m, 0, 0.2, draws, 1);
    for (uint32_t s = 0; s < draws; s++) {
        m.slope[0][s] = 1;
        m.slope[0][draws + s] = s == 4 ? 3 : 0.5;
    }
    for (int full = 0; full < 2; full++) {
        sam_tails_answer a = {0};
        cr_assert_eq(
            (full ? sam_tails_full : sam_tails_solve)(&a, &m.tails, &sam_solver_default_limits),
            SAM_OK);
        expect_optimal(&a);
        cr_expect_float_eq(a.answer.x[1], 0.4, 1e-8);
        cr_expect_float_eq(a.answer.objective, 0.9, 1e-8);
        cr_expect_float_eq(a.tail[0], 1.3, 1e-8);
        sam_tails_clear(&a);
    }
}

/* What holds in no draw of a tail that is held below its least is impossible, and said to be. */
Test(cuts, impossible) {
    static mix m;
    set_up(&m, 1, 1, 1);
    m.high[1] = 0.5;
    set_block(&m, 0, 1e-12, 2, 1);
    m.slope[0][0] = 0.4;
    m.slope[0][1] = 0.6;
    sam_tails_answer a = {0};
    cr_assert_eq(sam_tails_solve(&a, &m.tails, &sam_solver_default_limits), SAM_OK);
    cr_expect_eq(a.answer.status, SAM_SOLVER_INFEASIBLE);
    sam_tails_clear(&a);
}

/* Random mixes: a tail as the aim, one held, and one of several rows of which some never count. */
static void draw_mix(mix *m, uint32_t draws) {
    uint32_t sources = 2 + (uint32_t)uniform(0, MOST - 2 + 0.99);
    set_up(m, sources, uniform(0.5, 0.6 * sources), BLOCKS);
    const double shares[] = {0.05, 0.3, 1e-12, 0.017, 1};
    for (uint32_t b = 0; b < BLOCKS; b++) {
        uint32_t rows = b == 2 ? ROWS : 1;
        set_block(m, b, shares[(uint32_t)uniform(0, 4.99)], draws, rows);
        for (uint32_t f = 0; f < rows * draws; f++) {
            m->value[b][f] = b == 2 && uniform(0, 1) < 0.4 ? -FREE : uniform(-1, 1);
            for (uint32_t j = 0; j < sources; j++)
                m->slope[b][(size_t)j * rows * draws + f] = uniform(-0.2, 1) * (1 + j);
        }
    }
    m->cost[sources] = 1;
    m->high[sources + 1] = uniform(0.5, 6);
    m->cost[sources + 2] = uniform(0, 0.5);
}

Test(cuts, are_the_problem_in_full) {
    static mix m;
    int solved = 0;
    for (int n = 0; n < 150; n++) {
        uint32_t draws = 5 + (uint32_t)uniform(0, 60);
        draw_mix(&m, draws);
        sam_tails_answer cuts = {0}, full = {0};
        cr_assert_eq(sam_tails_solve(&cuts, &m.tails, &sam_solver_default_limits), SAM_OK);
        cr_assert_eq(sam_tails_full(&full, &m.tails, &sam_solver_default_limits), SAM_OK);
        cr_assert_eq(cuts.answer.status, full.answer.status, "problem %d: %s, %s", n,
                     cuts.answer.reason, full.answer.reason);
        if (cuts.answer.status == SAM_SOLVER_OPTIMAL) {
            solved++;
            expect_optimal(&cuts);
            cr_expect_float_eq(cuts.upper, full.upper, 1e-7 * (1 + fabs(full.upper)),
                               "problem %d: %.12g, in full %.12g", n, cuts.upper, full.upper);
        }
        sam_tails_clear(&cuts);
        sam_tails_clear(&full);
    }
    cr_expect_gt(solved, 75);
}

/* Holding a tail tighter never makes the aim better. */
Test(cuts, tighter_is_never_better) {
    static mix m;
    for (int n = 0; n < 20; n++) {
        draw_mix(&m, 40);
        double last = -FREE, high = m.high[m.tails.decisions + 1];
        for (int k = 0; k < 6; k++) {
            m.high[m.tails.decisions + 1] = high - 0.3 * k;
            sam_tails_answer a = {0};
            cr_assert_eq(sam_tails_solve(&a, &m.tails, &sam_solver_default_limits), SAM_OK);
            bool found = a.answer.status == SAM_SOLVER_OPTIMAL;
            cr_expect(!found || a.upper >= last - 1e-8 * (1 + fabs(last)));
            cr_expect(found || a.answer.status == SAM_SOLVER_INFEASIBLE);
            last = found ? a.upper : FREE;
            sam_tails_clear(&a);
        }
    }
}

/* ---- the door ---- */

Test(cuts, refuses_what_it_cannot_do) {
    static mix m;
    set_up(&m, 2, 1, 1);
    set_block(&m, 0, 0.5, 2, 1);
    m.slope[0][1] = NAN;
    m.cost[2] = 1;
    sam_tails_answer a = {0};
    cr_assert_eq(sam_tails_solve(&a, &m.tails, &sam_solver_default_limits), SAM_OK);
    cr_expect_eq(a.answer.status, SAM_SOLVER_REFUSED);
    sam_tails_clear(&a);
    m.slope[0][1] = 1;
    m.row_low[0] = 0; /* two bounds */
    cr_assert_eq(sam_tails_solve(&a, &m.tails, &sam_solver_default_limits), SAM_OK);
    cr_expect_eq(a.answer.status, SAM_SOLVER_REFUSED);
    sam_tails_clear(&a);
}
