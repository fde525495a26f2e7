/* Fronts in a still world, worked out by hand; and of the shipped deals, where the laws of a front
 * hold: nothing gets better in both, and its ends are what the optimiser says by itself. */
#include <criterion/criterion.h>
#include <math.h>

#include "asked.h"
#include "base/arena.h"

/* The plot is worth a million and costs its seller 100 000 to make ready. The municipality may also
 * give a grant of up to 200 000 at completion. */
static const char *const SET[] = {
    "/costs/plot/value", "1000000", "/costs/plot/development", "100000", "/goals/aid_max",
    "1000000000",        NULL};
#define PLOT "{\"id\": \"plot\", \"kind\": \"plot\", \"seller\": \"municipality\"}, "
#define GIFT                                                                                       \
    "{\"id\": \"gift\", \"kind\": \"grant\", \"payer\": \"municipality\", \"amount\": 200000}, "

static const char *const TERMS[] = {"letting.rent_share", "plot.price_share", "gift.amount"};

typedef struct traced {
    asked a;
    sam_frontier *front;
    sam_status status;
} traced;

static traced trace(const char *objectives, bool above) {
    const sam_choice_options options = {.decide = TERMS,
                                        .decide_count = 3,
                                        .objective = objectives,
                                        .cover = -1,
                                        .above_market = above};
    traced t = {.a = asked_deals(TEST_BASE PLOT GIFT TEST_LETTING, SET, &options)};
    t.status =
        sam_frontier_trace(&t.front, t.a.deal.plan, t.a.plain.plan, &options, t.a.deal.diags);
    return t;
}

static void close(traced *t) {
    sam_frontier_free(t->front);
    done(&t->a);
}

/* Present values of the building, of a krone of rent for each home at the market's level, of the
 * plot to owner and seller, of the grant to owner and giver. */
typedef struct hand {
    double building, rent, plot_owner, plot_seller, gift_owner, gift_giver, ready;
} hand;

static hand by_hand(void) {
    hand h = {.plot_owner = 1e6 * pow(1.08, -1 / 12.0),
              .plot_seller = 1e6 * pow(1.04, -1 / 12.0),
              .ready = 1e5 * pow(1.04, -1 / 12.0),
              .gift_owner = 1 / 1.08,
              .gift_giver = 1 / 1.04};
    for (int m = 1; m <= 12; m++)
        h.building += 100000 * pow(1.08, -m / 12.0);
    for (int y = 1; y <= 10; y++)
        h.rent += 120 * pow(1.08, -(y + 1.0));
    return h;
}

static void expect_corner(const traced *t, uint32_t i, double x, double y) {
    const sam_frontier_corner *c = &t->front->corners[i];
    cr_expect_float_eq(c->x, x, 1e-4, "corner %u at %a, not %a", i, c->x, x);
    cr_expect_float_eq(c->y, y, 0.5, "corner %u at %a, not %a", i, c->y, y);
    cr_expect_lt(c->difference, 1e-6);
}

/* Help by a cheaper plot costs the municipality less than help by a grant, which is paid earlier in
 * its eyes than in the owner's: first the plot becomes free, then the grant is given. */
Test(frontier, corners_by_hand) {
    traced t = trace("RENT,MUNICIPAL_COST", true);
    cr_assert_eq(t.status, SAM_OK);
    hand h = by_hand();
    double dear = (h.building + h.plot_owner) / h.rent;
    double free_plot = h.building / h.rent;
    double all = (h.building - 200000 * h.gift_owner) / h.rent;
    if (dear > 2000)
        dear = 2000; /* rent is at most twice the market's */
    double price = (dear * h.rent - h.building) / h.plot_owner;
    cr_assert_eq(t.front->corner_count, 3, "%u corners", t.front->corner_count);
    expect_corner(&t, 0, all, h.ready + 200000 * h.gift_giver);
    expect_corner(&t, 1, free_plot, h.ready);
    expect_corner(&t, 2, dear, h.ready - price * h.plot_seller);
    cr_expect_float_eq(t.front->corners[0].slope, -h.rent / h.gift_owner * h.gift_giver, 1e-4);
    cr_expect_float_eq(t.front->corners[1].slope, -h.rent / h.plot_owner * h.plot_seller, 1e-4);
    cr_expect(t.front->convex && t.front->whole);
    for (uint32_t i = 0; i < 2; i++)
        cr_expect(t.front->corners[i].straight);
    cr_expect_lt(t.front->solved, 30, "%u problems for three corners", t.front->solved);
    close(&t);
}

/* What should be high is told as it is: the same front from the other side. */
Test(frontier, the_highest_is_told_as_such) {
    traced t = trace("owner_npv,municipal_cost", true);
    cr_assert_eq(t.status, SAM_OK);
    cr_expect(t.front->x_highest && !t.front->y_highest);
    cr_assert_geq(t.front->corner_count, 2);
    for (uint32_t i = 0; i + 1 < t.front->corner_count; i++) {
        const sam_frontier_corner *c = &t.front->corners[i];
        cr_expect_lt(c[1].x, c->x, "the owner's present value falls along the front");
        cr_expect_lt(c[1].y, c->y);
        cr_expect_gt(c->slope, 0);
        cr_expect_float_eq(c->slope, (c[1].y - c->y) / (c[1].x - c->x), 1e-9);
    }
    close(&t);
}

Test(frontier, nothing_satisfies_everybody) {
    traced t = trace("rent,municipal_cost", false);
    /* Market rent pays too little even with a free plot and the grant. */
    cr_assert_eq(t.status, SAM_INFEASIBLE);
    cr_expect_eq(t.front->corner_count, 0);
    cr_expect_eq(t.front->choice->conflict_count, 2);
    cr_expect_gt(t.front->choice->relaxation_count, 1);
    close(&t);
}

Test(frontier, asks_for_two_objectives) {
    static const char *const BAD[] = {"rent", "rent,municipal_cost,capital_cost", "rent,joy"};
    static const char *const CODES[] = {"FRONT_OBJECTIVES", "FRONT_OBJECTIVES",
                                        "OBJECTIVE_UNKNOWN"};
    for (int i = 0; i < 3; i++) {
        traced t = trace(BAD[i], true);
        cr_expect_eq(t.status, SAM_USAGE);
        cr_expect_null(t.front);
        cr_expect_str_eq(sam_diags_at(t.a.deal.diags, 0)->code, CODES[i]);
        close(&t);
    }
}

/* The same objective twice: its optimum is all there is. */
Test(frontier, a_front_may_be_a_point) {
    traced t = trace("rent,rent", true);
    cr_assert_eq(t.status, SAM_OK);
    cr_expect_eq(t.front->corner_count, 1);
    close(&t);
}

/* The ends are the answers to two questions, one objective first and the other after it. */
static void expect_end(const char *objectives, double value, double tolerance) {
    const sam_choice_options options = {.decide = TERMS,
                                        .decide_count = 3,
                                        .objective = objectives,
                                        .cover = -1,
                                        .above_market = true};
    asked a = ask_with(TEST_BASE PLOT GIFT TEST_LETTING, SET, &options);
    cr_assert_eq(a.status, SAM_OK);
    cr_expect_float_eq(a.choice->value, value, tolerance, "%s: %a, not %a", objectives,
                       a.choice->value, value);
    done(&a);
}

Test(frontier, ends_are_what_the_optimiser_says) {
    traced t = trace("rent,municipal_cost", true);
    cr_assert_eq(t.status, SAM_OK);
    const sam_frontier_corner *last = &t.front->corners[t.front->corner_count - 1];
    expect_end("rent,municipal_cost", t.front->corners[0].x, 1e-6);
    expect_end("municipal_cost,rent", last->y, 1e-3);
    close(&t);
}

/* Between the corners too: the best cost where rent is held is on the front, and a weighted sum of
 * both is least at a corner. */
Test(frontier, no_weighted_sum_is_less_than_at_a_corner) {
    traced t = trace("rent,municipal_cost", true);
    static const char *const SUMS[] = {"1*municipal_cost+500*rent", "1*municipal_cost+900*rent",
                                       "1*municipal_cost+2000*rent"};
    static const double WEIGHTS[] = {500, 900, 2000};
    for (int n = 0; n < 3; n++) {
        double least = 1e300;
        for (uint32_t i = 0; i < t.front->corner_count; i++)
            least = fmin(least, t.front->corners[i].y + WEIGHTS[n] * t.front->corners[i].x);
        expect_end(SUMS[n], least, 1e-2);
    }
    close(&t);
}

/* Whichever allocation fails, it is told and nothing leaks. */
Test(frontier, every_failed_allocation_is_told) {
    const sam_choice_options options = {.decide = TERMS,
                                        .decide_count = 3,
                                        .objective = "rent,municipal_cost",
                                        .cover = -1,
                                        .above_market = true,
                                        .starts = 1};
    asked a = asked_deals(TEST_BASE PLOT GIFT TEST_LETTING, SET, &options);
    sam_status status = SAM_MEMORY;
    for (long n = 1; status == SAM_MEMORY; n += 1 + n / 8) {
        sam_frontier *front = NULL;
        sam_alloc_fail_at(n, 1);
        status = sam_frontier_trace(&front, a.deal.plan, a.plain.plan, &options, a.deal.diags);
        sam_alloc_fail_at(0, 0);
        cr_expect(status == SAM_OK || status == SAM_MEMORY, "%d", (int)status);
        cr_expect_eq(front != NULL, status == SAM_OK);
        sam_frontier_free(front);
    }
    cr_expect_eq(status, SAM_OK);
    done(&a);
}
