/* Terms over draws on deals that are worked out by hand: a still world of 10 homes built for 1.2
 * million in 12 months, let for 10 years, owner at 8 %, in which only the building cost is drawn:
 * lognormal around its budget, a tenth of it wide. */
#include <criterion/criterion.h>
#include <math.h>

#include "asked.h"
#include "base/arena.h"

static const char *const STILL[] = {"/uncertainty/rate/volatility",
                                    "0",
                                    "/uncertainty/margin/volatility",
                                    "0",
                                    "/uncertainty/inflation/volatility",
                                    "0",
                                    "/uncertainty/rent/volatility",
                                    "0",
                                    "/uncertainty/value/volatility",
                                    "0",
                                    "/uncertainty/market/leave",
                                    "0",
                                    "/uncertainty/overrun/mean",
                                    "0",
                                    "/uncertainty/overrun/spread",
                                    "0.1",
                                    NULL};

static sam_choice_options rent_over(uint64_t draws, const char *const *cvar_most) {
    static const char *const RENT[] = {"letting.rent_share"};
    return (sam_choice_options){.decide = RENT,
                                .decide_count = 1,
                                .objective = "rent",
                                .cover = -1,
                                .above_market = true,
                                .starts = 1,
                                .draws = draws,
                                .seed = 1,
                                .threads = 1,
                                .cvar_most = cvar_most,
                                .cvar_most_count = cvar_most ? 1 : 0};
}

/* Present value at 8 % of 100 000 in each of the 12 months of building, and of a krone of rent a
 * month for all homes, paid out at the end of each of the ten years. */
static double cost_now(void) {
    double sum = 0;
    for (int m = 1; m <= 12; m++)
        sum += 100000 * pow(1.08, -m / 12.0);
    return sum;
}

static double krone_now(void) {
    double sum = 0;
    for (int y = 1; y <= 10; y++)
        sum += 12 * pow(1.08, -(y + 1.0));
    return sum;
}

/* Mean of the highest 5 % of a lognormal of mean 1 and standard deviation 0.1. */
static double dear(void) {
    double sigma = sqrt(log(1 + 0.1 * 0.1)), z = 1.6448536269514722;
    return 0.5 * erfc((z - sigma) / sqrt(2)) / 0.05;
}

static const char *const NOTHING_LOST[] = {"developer:0"};

/* The owner loses nothing in the mean of its dearest twentieth: rent pays for such a building. */
Test(cvar, least_rent_by_hand) {
    const sam_choice_options options = rent_over(4096, NOTHING_LOST);
    asked a = ask_with(TEST_BASE TEST_LETTING, STILL, &options);
    cr_assert_eq(a.status, SAM_OK);
    double rent = dear() * cost_now() / krone_now() / 10;
    cr_expect_float_eq(a.choice->value, rent, 2e-3 * rent, "%.3f, by hand %.3f", a.choice->value,
                       rent);
    cr_expect(limit_of(&a, "developer.cvar")->binding);
    /* By a krone less of the tail the rent falls by what a krone of it is worth. */
    cr_expect_float_eq(limit_of(&a, "developer.cvar")->price, 1 / krone_now() / 10, 1e-7);
    const sam_certificate *c = &a.choice->certificate;
    cr_expect_eq(c->draws, 4096);
    cr_expect_lt(c->draws_difference, 1e-3);
    cr_expect_float_eq(c->lower, c->upper, 1e-7 * c->upper);
    done(&a);
}

/* An owner who may lose nothing asks more rent the more uncertain the cost is. */
Test(cvar, more_spread_is_dearer) {
    double last = 0;
    for (int n = 0; n < 3; n++) {
        static const char *const SPREADS[] = {"0.02", "0.05", "0.1"};
        const char *set[sizeof STILL / sizeof *STILL];
        memcpy(set, STILL, sizeof STILL);
        set[sizeof STILL / sizeof *STILL - 2] = SPREADS[n];
        const sam_choice_options options = rent_over(256, NOTHING_LOST);
        asked a = ask_with(TEST_BASE TEST_LETTING, set, &options);
        cr_assert_eq(a.status, SAM_OK);
        cr_expect_gt(a.choice->value, last);
        last = a.choice->value;
        done(&a);
    }
}

Test(cvar, full_is_the_same_and_kept) {
    sam_choice_options options = rent_over(60, NOTHING_LOST);
    options.objective = "cvar:developer";
    options.cvar_most = NULL;
    options.cvar_most_count = 0;
    options.full = true;
    asked a = ask_with(TEST_BASE TEST_LETTING, STILL, &options);
    cr_assert_eq(a.status, SAM_OK);
    const sam_certificate *c = &a.choice->certificate;
    cr_expect_float_eq(c->full, c->upper, 1e-6 * (1 + fabs(c->upper)));
    /* The term, the tail, its edge and a column a draw. */
    cr_expect_eq(a.choice->linear.columns, 1 + 1 + 1 + 60);
    done(&a);
}

Test(cvar, stops_when_asked) {
    static atomic_int cancel = 1;
    sam_choice_options options = rent_over(64, NOTHING_LOST);
    options.cancel = &cancel;
    asked a = ask_with(TEST_BASE TEST_LETTING, STILL, &options);
    cr_expect_eq(a.status, SAM_LIMIT);
    cr_expect_null(a.choice);
    done(&a);
}

/* Whichever allocation fails, it is told and nothing leaks. */
Test(cvar, every_failed_allocation_is_told) {
    sam_choice_options options = rent_over(32, NOTHING_LOST);
    options.full = true;
    options.cover_share = 0.9;
    asked a = asked_deals(TEST_BASE TEST_LETTING ", " LOAN, STILL, &options);
    sam_status status = SAM_MEMORY;
    for (long n = 1; status == SAM_MEMORY; n += 1 + n / 8) {
        sam_alloc_fail_at(n, 1);
        status = sam_choice_optimise(&a.choice, a.deal.plan, a.plain.plan, &options, a.deal.diags);
        sam_alloc_fail_at(0, 0);
        cr_expect(status == SAM_OK || status == SAM_MEMORY, "%d at %ld", (int)status, n);
        cr_expect_eq(a.choice != NULL, status == SAM_OK);
    }
    cr_expect_eq(status, SAM_OK);
    done(&a);
}
