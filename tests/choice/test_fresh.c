/* What certifies an answer: terms run afresh say what a hand says, and what was foretold otherwise
 * is told from what was not. */
#include <criterion/criterion.h>
#include <math.h>

#include "asked.h"
#include "choice/fresh.h"

static const char *const TERMS[] = {"letting.rent_share"};

typedef struct opened {
    asked a;
    sam_choice_options options;
    sam_question *q;
    sam_fresh *fresh;
} opened;

/* The owner must earn 8 %; the rent of ten homes is what is asked about. */
static void open(opened *o, const char *objective) {
    o->options = (sam_choice_options){
        .decide = TERMS, .decide_count = 1, .objective = objective, .cover = -1, .above_market = 1};
    o->a = asked_deals(TEST_BASE TEST_LETTING, NULL, &o->options);
    cr_assert_eq(
        sam_question_open(&o->q, o->a.deal.plan, o->a.plain.plan, &o->options, o->a.deal.diags),
        SAM_OK);
    cr_assert_eq(sam_question_terms(o->q), SAM_OK);
    cr_assert_eq(sam_question_limits(o->q), SAM_OK);
    cr_assert_eq(sam_question_aims(o->q), SAM_OK);
    cr_assert_eq(sam_fresh_open(&o->fresh, o->q), SAM_OK);
}

static void close(opened *o) {
    sam_fresh_free(o->fresh);
    sam_question_close(o->q);
    sam_choice_free(o->q->choice);
    done(&o->a);
}

static uint32_t owner(const sam_question *q) {
    for (uint32_t d = 0; d < q->demand_count; d++)
        if (strcmp(q->choice->limits[d].name, "developer.npv") == 0)
            return d;
    cr_assert(false, "no owner");
    return 0;
}

/* 100 000 in each of twelve months, and so much rent a home in ten years, at 8 %. */
static double by_hand(double rent) {
    double sum = 0;
    for (int m = 1; m <= 12; m++)
        sum -= 100000 * pow(1.08, -m / 12.0);
    for (int y = 1; y <= 10; y++)
        sum += 120 * rent * pow(1.08, -(y + 1.0));
    return sum;
}

Test(fresh, says_what_a_hand_says) {
    opened o;
    open(&o, "rent,owner_npv");
    static const double SHARES[] = {1.9, 1.2, 2};
    for (int n = 0; n < 3; n++) {
        cr_assert_eq(sam_fresh_run(o.fresh, &SHARES[n]), SAM_OK);
        double npv = by_hand(1000 * SHARES[n]);
        cr_expect_float_eq(sam_fresh_spare(o.fresh, owner(o.q)), npv, 1e-6);
        cr_expect_float_eq(sam_fresh_aim(o.fresh, 0), 1000 * SHARES[n], 1e-9);
        cr_expect_float_eq(sam_fresh_aim(o.fresh, 1), -npv, 1e-6, "minimised, so less is better");
    }
    close(&o);
}

/* Foretold wrongly by so much of the owner's present value, and of the rent. */
static sam_fresh_difference differs(opened *o, double share, double npv, double rent) {
    double spare[SAM_CHOICE_LIMITS_MOST] = {0}, size[SAM_CHOICE_LIMITS_MOST];
    sam_fresh_difference out = {.certified = true};
    cr_assert_eq(sam_fresh_run(o->fresh, &share), SAM_OK);
    for (uint32_t d = 0; d < o->q->demand_count; d++) {
        size[d] = 1;
        spare[d] = sam_fresh_spare(o->fresh, d);
    }
    spare[owner(o->q)] += npv;
    sam_fresh_compare_demands(o->fresh, spare, size, &out);
    sam_fresh_compare_aim(o->fresh, 0, 1000 * share + rent, &out);
    return out;
}

Test(fresh, a_krone_is_the_limit) {
    opened o;
    open(&o, "rent");
    cr_expect(differs(&o, 2, 0, 0).certified);
    cr_expect_float_eq(differs(&o, 2, 0.5, 0).ledger, 0.5, 1e-6);
    cr_expect(differs(&o, 2, 0.5, 0).certified);
    cr_expect(differs(&o, 2, -0.9, 0).certified);
    cr_expect_not(differs(&o, 2, 1.1, 0).certified);
    cr_expect_not(differs(&o, 2, -1.1, 0).certified);
    cr_expect_not(differs(&o, 2, 0, 1e-5).certified, "rent a month is no sum of money");
    cr_expect(differs(&o, 2, 0, 1e-7).certified);
    cr_expect_not(differs(&o, 2, NAN, 0).certified);
    close(&o);
}

Test(fresh, what_does_not_hold_is_not_certified) {
    opened o;
    open(&o, "rent");
    cr_assert_lt(by_hand(1200), 0);
    cr_expect_not(differs(&o, 1.2, 0, 0).certified);
    o.q->demands[owner(o.q)].dropped = true;
    cr_expect(differs(&o, 1.2, 0, 0).certified, "nobody asks for it");
    close(&o);
}
