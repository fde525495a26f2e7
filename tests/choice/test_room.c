/* The room of rent and plot price in a still world, worked out by hand: the owner's and the
 * municipality's present values are linear in both terms, so the room is a triangle. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "deal_text.h"
#include "samspel/choice.h"

/* The plot is worth a million and costs its seller 100 000 to make ready. */
static const char *const SET[] = {
    "/costs/plot/value", "1000000", "/costs/plot/development", "100000", "/goals/aid_max",
    "1000000000",        NULL};
#define PLOT "{\"id\": \"plot\", \"kind\": \"plot\", \"seller\": \"municipality\"}, "

static const char *const TERMS[] = {"letting.rent_share", "plot.price_share"};

static sam_status find(test_deal *d, sam_room **room, const char *const *set, bool above) {
    test_deal_open(d, TEST_BASE PLOT TEST_LETTING, set);
    const sam_choice_options options = {
        .decide = TERMS, .decide_count = 2, .cover = -1, .above_market = above};
    return sam_room_find(room, d->plan, d->plan, &options, d->diags);
}

/* Present values: of the building, of the plot at full price to owner and seller, of what the
 * seller pays, and of rent at the market. */
typedef struct hand {
    double building, plot_owner, plot_seller, ready, rent;
} hand;

static hand by_hand(void) {
    hand h = {.plot_owner = 1e6 * pow(1.08, -1 / 12.0),
              .plot_seller = 1e6 * pow(1.04, -1 / 12.0),
              .ready = 1e5 * pow(1.04, -1 / 12.0)};
    for (int m = 1; m <= 12; m++)
        h.building += 100000 * pow(1.08, -m / 12.0);
    for (int y = 1; y <= 10; y++)
        h.rent += 120000 * pow(1.08, -(y + 1.0));
    return h;
}

static const char *owner(const sam_room *room, uint32_t corner) {
    uint32_t limit = room->corners[corner].limit;
    return limit == UINT32_MAX ? "bound" : room->choice->limits[limit].name;
}

/* The corner nearest to a point by hand, at which it must be. */
static uint32_t expect_corner(const sam_room *room, double x, double y) {
    for (uint32_t i = 0; i < room->corner_count; i++)
        if (fabs(room->corners[i].x - x) < 1e-5 && fabs(room->corners[i].y - y) < 1e-5)
            return i;
    cr_assert(false, "no corner at %a, %a", x, y);
    return 0;
}

Test(room, triangle_by_hand) {
    test_deal d;
    sam_room *room;
    cr_assert_eq(find(&d, &room, SET, true), SAM_OK);
    hand h = by_hand();
    double least_x = (h.building + 0.1 * h.plot_owner) / h.rent;
    double most_y = (2 * h.rent - h.building) / h.plot_owner;
    cr_assert_eq(room->corner_count, 3, "%u", room->corner_count);
    uint32_t low = expect_corner(room, least_x, 0.1);
    uint32_t right = expect_corner(room, 2, 0.1);
    uint32_t top = expect_corner(room, 2, most_y);
    cr_expect_str_eq(owner(room, low), "goals.municipal_cost_max");
    cr_expect_str_eq(owner(room, right), "bound");
    cr_expect_eq(room->corners[right].term, 0);
    cr_expect_str_eq(owner(room, top), "developer.npv");
    for (uint32_t i = 0; i < 3; i++)
        cr_expect(room->corners[i].straight);
    sam_room_free(room);
    test_deal_close(&d);
}

static double gain_of(const sam_room *room, const sam_room_point *point, const char *limit) {
    for (uint32_t p = 0; p < room->party_count; p++)
        if (strcmp(room->choice->limits[room->parties[p]].name, limit) == 0)
            return point->gains[p];
    cr_assert(false, "no party with %s", limit);
    return 0;
}

/* At the highest rent the owner gains a - b y and the municipality e y - f. */
Test(room, fair_points_by_hand) {
    test_deal d;
    sam_room *room;
    cr_assert_eq(find(&d, &room, SET, true), SAM_OK);
    hand h = by_hand();
    double a = 2 * h.rent - h.building, b = h.plot_owner, e = h.plot_seller, f = h.ready;
    double nash = (a / b + f / e) / 2, equal = (a + f) / (b + e);
    cr_assert(room->nash.exists && room->equal.exists);
    cr_expect_float_eq(room->nash.x, 2, 1e-6);
    cr_expect_float_eq(room->nash.y, nash, 1e-5, "%a, not %a", room->nash.y, nash);
    cr_expect_float_eq(room->equal.y, equal, 1e-6, "%a, not %a", room->equal.y, equal);
    cr_expect_float_eq(gain_of(room, &room->equal, "developer.npv"),
                       gain_of(room, &room->equal, "goals.municipal_cost_max"), 5);
    cr_expect_float_eq(gain_of(room, &room->nash, "developer.npv"), a - b * room->nash.y, 1e-3);
    sam_room_free(room);
    test_deal_close(&d);
}

/* At market rent the owner cannot even pay for the building. */
Test(room, empty_with_what_would_open_it) {
    test_deal d;
    sam_room *room;
    cr_assert_eq(find(&d, &room, SET, false), SAM_INFEASIBLE);
    cr_expect_eq(room->corner_count, 0);
    hand h = by_hand();
    bool rent = false;
    for (uint32_t i = 0; i < room->choice->relaxation_count; i++) {
        const sam_relaxation *r = &room->choice->relaxations[i];
        const char *name = r->count == 1 ? room->choice->limits[r->limits[0]].name : "";
        if (strcmp(name, "letting.market_rent") != 0)
            continue;
        rent = true;
        double least = (h.building + 0.1 * h.plot_owner) / h.rent - 1;
        cr_expect_float_eq(r->amounts[0], 10000 * least, 0.01, "%a", r->amounts[0]);
    }
    cr_expect(rent);
    sam_room_free(room);
    test_deal_close(&d);
}

Test(room, asks_for_two_different_terms) {
    test_deal d;
    test_deal_open(&d, TEST_BASE PLOT TEST_LETTING, SET);
    const char *const same[] = {TERMS[0], TERMS[0]};
    const sam_choice_options one = {.decide = TERMS, .decide_count = 1, .cover = -1};
    const sam_choice_options twice = {.decide = same, .decide_count = 2, .cover = -1};
    sam_room *room;
    cr_expect_eq(sam_room_find(&room, d.plan, d.plan, &one, d.diags), SAM_USAGE);
    cr_expect_null(room);
    cr_expect_eq(sam_room_find(&room, d.plan, d.plan, &twice, d.diags), SAM_USAGE);
    cr_expect_eq(sam_diags_stored(d.diags), 2);
    test_deal_close(&d);
}

/* A corner has terms that hold everything, found by asking for those very terms; a step outwards
 * from it has none. */
Test(room, corners_hold_and_a_step_outside_does_not) {
    test_deal d;
    sam_room *room;
    cr_assert_eq(find(&d, &room, SET, true), SAM_OK);
    double centre[2] = {0, 0};
    for (uint32_t i = 0; i < room->corner_count; i++) {
        centre[0] += room->corners[i].x / room->corner_count;
        centre[1] += room->corners[i].y / room->corner_count;
    }
    const char *set[16] = {0};
    size_t count = 0;
    for (; SET[count]; count++)
        set[count] = SET[count];
    set[count++] = "/goals/municipal_cost_max";
    set[count++] = "0";
    test_deal asked;
    test_deal_open(&asked, TEST_BASE PLOT TEST_LETTING, set);
    for (uint32_t i = 0; i < room->corner_count; i++)
        for (int outside = 0; outside < 2; outside++) {
            double far = outside ? 1.001 : 1;
            char text[2][96];
            double at[2] = {centre[0] + far * (room->corners[i].x - centre[0]),
                            centre[1] + far * (room->corners[i].y - centre[1])};
            for (int j = 0; j < 2; j++)
                snprintf(text[j], sizeof text[j], "%s:%.17g:%.17g", TERMS[j], at[j], at[j]);
            const char *const decide[] = {text[0], text[1]};
            const sam_choice_options options = {
                .decide = decide, .decide_count = 2, .cover = -1, .above_market = true};
            sam_choice *choice = NULL;
            sam_status status =
                sam_choice_optimise(&choice, asked.plan, asked.plan, &options, asked.diags);
            cr_expect_eq(status == SAM_OK, !outside, "corner %u, %d: %d", i, outside, (int)status);
            sam_choice_free(choice);
        }
    test_deal_close(&asked);
    sam_room_free(room);
    test_deal_close(&d);
}

/* Whichever allocation fails, it is told and nothing leaks. */
Test(room, every_failed_allocation_is_told) {
    test_deal d;
    test_deal_open(&d, TEST_BASE PLOT TEST_LETTING, SET);
    const sam_choice_options options = {
        .decide = TERMS, .decide_count = 2, .cover = -1, .above_market = true, .starts = 1};
    sam_status status = SAM_MEMORY;
    for (long n = 1; status == SAM_MEMORY; n += 1 + n / 6) {
        sam_room *room = NULL;
        sam_alloc_fail_at(n, 1);
        status = sam_room_find(&room, d.plan, d.plan, &options, d.diags);
        sam_alloc_fail_at(0, 0);
        cr_expect(status == SAM_OK || status == SAM_MEMORY, "%d at %ld", (int)status, n);
        cr_expect_eq(room != NULL, status == SAM_OK);
        sam_room_free(room);
    }
    cr_expect_eq(status, SAM_OK);
    test_deal_close(&d);
}
