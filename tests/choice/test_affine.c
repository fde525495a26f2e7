/* The optimiser's reading of a plan against the ledger's: same values to the bit, slopes by finite
 * differences, and the promise that within `room` nothing bends. */
#include <criterion/criterion.h>
#include <math.h>

#include "choice/affine.h"
#include "shipped.h"

#define MOST 8

typedef struct knob {
    const char *input;
    double low, high, scale;
} knob;

/* What a deal's parties bargain about; rows curve in few of them. */
static const knob BARGAIN[] = {{"letting.rent_share", 0.5, 2.0, 0.1},
                               {"husbanken_loan.amount_max", 1e6, 7e6, 5e5},
                               {"plot.price_share", 0.0, 1.0, 0.1}};

/* Rates, prices and shares: products, powers and annuities of them. */
static const knob CURVED[] = {
    {"economy.husbanken_rate", 0.01, 0.06, 0.01},  {"husbanken_loan.ltv_max", 0.3, 0.9, 0.05},
    {"costs.building.per_m2", 15000, 30000, 1000}, {"operation.vacancy", 0.0, 0.2, 0.05},
    {"economy.inflation", 0.0, 0.05, 0.01},        {"income_tax.rate", 0.1, 0.3, 0.05},
    {"construction_loan.margin", 0.0, 0.05, 0.01}, {"letting.rent_share", 0.5, 2.0, 0.1}};

typedef struct reading {
    shipped deal;
    sam_affine *affine;
    sam_ledger *ledger;
    const knob *knobs;
    uint32_t count, input[MOST];
    double point[MOST];
} reading;

static reading begin(const knob *knobs, uint32_t count) {
    reading r = {.deal = shipped_open(), .knobs = knobs, .count = count};
    double scale[MOST];
    for (uint32_t j = 0; j < count; j++) {
        r.input[j] = shipped_input(&r.deal, knobs[j].input);
        scale[j] = knobs[j].scale;
    }
    r.affine = sam_affine_new(r.deal.plan, r.input, scale, count);
    r.ledger = sam_ledger_new(r.deal.plan, &(sam_run){.lanes = 2 * MOST});
    cr_assert(r.affine && r.ledger);
    return r;
}

static void end(reading *r) {
    sam_affine_free(r->affine);
    sam_ledger_free(r->ledger);
    shipped_close(&r->deal);
}

static void set_lane(reading *r, size_t lane, const double *point) {
    for (uint32_t j = 0; j < r->count; j++)
        sam_ledger_set(r->ledger, r->input[j], lane, point[j]);
}

static void go_somewhere(reading *r, uint64_t *state) {
    for (uint32_t j = 0; j < r->count; j++) {
        const knob *k = &r->knobs[j];
        r->point[j] = k->low + shipped_random(state) * (k->high - k->low);
        sam_affine_set(r->affine, r->input[j], r->point[j]);
    }
    sam_affine_run(r->affine);
}

static uint32_t first_month(const reading *r, uint32_t row) {
    return r->deal.plan->rows[row].kind == SAM_ROW_SCALAR ? 0 : 1;
}

static uint32_t last_month(const reading *r, uint32_t row) {
    return r->deal.plan->rows[row].kind == SAM_ROW_SCALAR ? 0 : r->deal.plan->months;
}

/* Every month of every row. */
#define EACH_CELL(r, row, month)                                                                   \
    for (uint32_t row = 0; row < (r)->deal.plan->row_count; row++)                                 \
        for (uint32_t month = first_month(r, row); month <= last_month(r, row); month++)

/* What adding up the deal's tens of millions may lose: a ten-thousandth of an øre, or 12 digits. */
static double rounding(const reading *r, uint32_t row) {
    return r->deal.plan->rows[row].unit == SAM_UNIT_NOK ? 1e-6 : 1e-12;
}

static void expect_same_values(const knob *knobs, uint32_t count) {
    reading r = begin(knobs, count);
    uint64_t state = 17;
    for (int n = 0; n < 5; n++) {
        go_somewhere(&r, &state);
        set_lane(&r, 0, r.point);
        sam_ledger_run(r.ledger);
        EACH_CELL(&r, row, month) {
            double ours = sam_affine_value(r.affine, row, month);
            double theirs = sam_ledger_value(r.ledger, row, month, 0);
            cr_assert(ours == theirs, "%s in month %u", r.deal.plan->rows[row].name, month);
        }
    }
    end(&r);
}

Test(affine, values_are_the_ledgers_to_the_bit) {
    expect_same_values(BARGAIN, 3);
    expect_same_values(CURVED, 8);
}

/* Central differences: lanes 2j and 2j + 1 are the decision j up and down. */
static void run_differences(reading *r, double step) {
    for (uint32_t lane = 0; lane < 2 * r->count; lane++) {
        double point[MOST];
        for (uint32_t j = 0; j < r->count; j++)
            point[j] = r->point[j];
        point[lane / 2] += (lane % 2 ? -step : step) * r->knobs[lane / 2].scale;
        set_lane(r, lane, point);
    }
    sam_ledger_run(r->ledger);
}

/* Cells compared; cells with a kink nearer than the step are left out. */
static long compare_slopes(const reading *r, double step, long *left_out) {
    long compared = 0;
    EACH_CELL(r, row, month) {
        if (sam_affine_shape(r->affine, row, month).room <= step) {
            ++*left_out;
            continue;
        }
        compared++;
        for (uint32_t j = 0; j < r->count; j++) {
            double change = sam_affine_slopes(r->affine, row, month)[j] * step * r->knobs[j].scale;
            double found = (sam_ledger_value(r->ledger, row, month, 2 * j) -
                            sam_ledger_value(r->ledger, row, month, 2 * j + 1)) /
                           2;
            cr_assert_float_eq(found, change, 1e-6 * fabs(change) + rounding(r, row),
                               "%s in month %u by %s: %a, expected %a",
                               r->deal.plan->rows[row].name, month, r->knobs[j].input, change,
                               found);
        }
    }
    return compared;
}

static void expect_slopes(const knob *knobs, uint32_t count, double step, int points) {
    reading r = begin(knobs, count);
    uint64_t state = 23;
    long compared = 0, left_out = 0;
    for (int n = 0; n < points; n++) {
        go_somewhere(&r, &state);
        run_differences(&r, step);
        compared += compare_slopes(&r, step, &left_out);
    }
    cr_expect_gt(compared, 4 * left_out, "%ld compared, %ld left out", compared, left_out);
    end(&r);
}

Test(affine, slopes_are_finite_differences) {
    expect_slopes(BARGAIN, 3, 1e-3, 10);
}

Test(affine, slopes_of_rates_and_prices_are_finite_differences) {
    expect_slopes(CURVED, 8, 1e-4, 10);
}

/* Moves all decisions at once, by up to `distance` scales. */
static void move_together(reading *r, uint64_t *state, double distance, double *by) {
    double point[MOST];
    for (uint32_t j = 0; j < r->count; j++) {
        by[j] = (2 * shipped_random(state) - 1) * distance * r->knobs[j].scale;
        point[j] = r->point[j] + by[j];
    }
    set_lane(r, 0, point);
    sam_ledger_run(r->ledger);
}

/* Within room the linear prediction is exact. That it is wrong in thousands of cells beyond shows
 * that the test would notice a room that is too wide. */
Test(affine, nothing_bends_within_room) {
    reading r = begin(BARGAIN, 3);
    uint64_t state = 31;
    long within = 0, beyond = 0, wrong_beyond = 0;
    for (int n = 0; n < 40; n++) {
        double by[MOST], distance = pow(10, -2.0 + 0.05 * n);
        go_somewhere(&r, &state);
        move_together(&r, &state, distance, by);
        EACH_CELL(&r, row, month) {
            sam_shape shape = sam_affine_shape(r.affine, row, month);
            const double *slope = sam_affine_slopes(r.affine, row, month);
            double predicted = sam_affine_value(r.affine, row, month);
            for (uint32_t j = 0; j < r.count; j++)
                predicted += slope[j] * by[j];
            if (shape.curves)
                continue;
            double got = sam_ledger_value(r.ledger, row, month, 0);
            bool right = fabs(got - predicted) <= rounding(&r, row) + 1e-12 * fabs(got);
            if (distance < shape.room) {
                within++;
                cr_assert(right, "%s in month %u: %a, predicted %a", r.deal.plan->rows[row].name,
                          month, got, predicted);
            } else {
                beyond++;
                wrong_beyond += !right;
            }
        }
    }
    cr_expect_gt(within, 1000000);
    cr_expect_gt(wrong_beyond, 5000, "%ld of %ld", wrong_beyond, beyond);
    end(&r);
}

static sam_shape shape_of(const reading *r, const char *row) {
    return sam_affine_row_shape(r->affine, shipped_row(&r->deal, row));
}

/* Bits: 1 rent, 2 loan ceiling, 4 plot price. By reading the formulas. */
Test(affine, tells_affine_from_bent_rows) {
    reading r = begin(BARGAIN, 3);
    sam_affine_run(r.affine);
    sam_shape rent = shape_of(&r, "letting.rent"), plot = shape_of(&r, "plot.payment");
    cr_expect_eq(rent.moves, 1);
    cr_expect_eq(plot.moves, 4);
    cr_expect_eq(rent.kinks | rent.jumps | rent.curves, 0);
    cr_expect_eq(plot.kinks | plot.jumps | plot.curves, 0);
    cr_expect(isinf(rent.room) && isinf(plot.room));
    cr_expect_eq(shape_of(&r, "building.cost").moves, 0);
    cr_expect_eq(shape_of(&r, "husbanken_loan.lent").kinks, 6);
    cr_expect_eq(shape_of(&r, "husbanken_loan.lent").curves, 0);
    cr_expect_eq(shape_of(&r, "service_year").curves, 0);
    cr_expect_eq(shape_of(&r, "cfads_year").curves, 0);
    cr_expect_eq(shape_of(&r, "dscr").curves, 7);
    end(&r);
}

/* By hand: rent is in proportion to rent_share; the municipality is paid plot value times
 * price_share in month 1, and gets nothing else that the share moves. */
Test(affine, slopes_that_can_be_said_by_hand) {
    reading r = begin(BARGAIN, 3);
    sam_affine_run(r.affine);
    uint32_t row = shipped_row(&r.deal, "letting.rent");
    double share = r.deal.deal->inputs[r.input[0]].value;
    for (uint32_t m = 1; m <= r.deal.plan->months; m++)
        cr_assert_float_eq(sam_affine_slopes(r.affine, row, m)[0] * share,
                           sam_affine_value(r.affine, row, m), 1e-9);
    row = shipped_row(&r.deal, "municipality.npv");
    const sam_input *value = &r.deal.deal->inputs[shipped_input(&r.deal, "costs.plot.value")];
    uint32_t municipality = sam_deal_find_party(r.deal.deal, "municipality");
    double rate = r.deal.deal->inputs[r.deal.deal->parties[municipality].discount_rate].value;
    cr_expect_float_eq(sam_affine_slopes(r.affine, row, 0)[2],
                       value->value * pow(1 + rate, -1.0 / 12), 1e-6);
    cr_expect_eq(sam_affine_slopes(r.affine, row, 0)[0], 0);
    end(&r);
}

/* The places named are where the formula says: lent = max(0, min(limits, room)). */
Test(affine, names_the_places_that_bend) {
    reading r = begin(BARGAIN, 3);
    sam_affine_run(r.affine);
    uint32_t lent = shipped_row(&r.deal, "husbanken_loan.lent"),
             dscr = shipped_row(&r.deal, "dscr");
    int mins = 0, quotients = 0;
    const sam_bend *bend;
    for (uint32_t i = 0; (bend = sam_affine_bend(r.affine, i)) != NULL; i++) {
        sam_op op = r.deal.plan->nodes[bend->node].op;
        mins += bend->row == lent && op == SAM_OP_MIN && !bend->curve;
        quotients += bend->row == dscr && op == SAM_OP_DIV && bend->curve;
        cr_expect_neq(op, SAM_OP_ADD);
        cr_expect_neq(op, SAM_OP_SUB);
    }
    cr_expect_eq(mins, 3); /* four limits: ltv, cost share, amount, room */
    cr_expect_eq(quotients, 1);
    end(&r);
}
