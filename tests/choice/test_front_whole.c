/* Fronts and rooms with whole numbers against brute force: every combination is set in a deal of
 * its own and traced there, and what is least of all of them is what must come out. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "asked.h"
#include "base/arena.h"

#define PLOT "{\"id\": \"plot\", \"kind\": \"plot\", \"seller\": \"municipality\"}, "
#define GIFT                                                                                       \
    "{\"id\": \"gift\", \"kind\": \"grant\", \"payer\": \"municipality\", \"amount\": 200000}, "
#define DEAL TEST_BASE PLOT GIFT TEST_LETTING

typedef struct world {
    char building[32], each[32], plot[32], ready[32], gift[32], homes[32];
    const char *set[16];
} world;

/* A still world whose homes are worth building in some numbers and not in others. */
static void make(world *w, unsigned seed) {
    uint64_t state = UINT64_C(88172645463325252) + UINT64_C(7919) * seed;
    double share[5];
    for (int n = 0; n < 40; n++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        share[n % 5] = (double)(state >> 11) * 0x1p-53;
    }
    snprintf(w->building, sizeof w->building, "%.0f", 300000 + 500000 * share[0]);
    snprintf(w->each, sizeof w->each, "%.0f", 20000 + 60000 * share[1]);
    snprintf(w->plot, sizeof w->plot, "%.0f", 300000 + 900000 * share[2]);
    snprintf(w->ready, sizeof w->ready, "%.0f", 150000 * share[3]);
    snprintf(w->gift, sizeof w->gift, "%.0f", 100000 + 300000 * share[4]);
    snprintf(w->homes, sizeof w->homes, "10");
    const char *const set[] = {"/costs/building/amount",
                               w->building,
                               "/costs/building/per_unit",
                               w->each,
                               "/costs/plot/value",
                               w->plot,
                               "/costs/plot/development",
                               w->ready,
                               "/goals/aid_max",
                               "1000000000",
                               "/clauses/gift/amount",
                               w->gift,
                               "/dwellings/0/count",
                               w->homes,
                               NULL};
    memcpy(w->set, set, sizeof set);
}

typedef struct traced {
    asked a;
    sam_frontier *front;
    sam_status status;
} traced;

static traced trace(const world *w, const char *const *terms, size_t count, uint32_t nodes) {
    const sam_choice_options options = {.decide = terms,
                                        .decide_count = count,
                                        .objective = "rent,municipal_cost",
                                        .cover = -1,
                                        .nodes = nodes,
                                        .above_market = true};
    traced t = {.a = asked_deals(DEAL, w->set, &options)};
    t.status =
        sam_frontier_trace(&t.front, t.a.deal.plan, t.a.plain.plan, &options, t.a.deal.diags);
    return t;
}

static void close(traced *t) {
    sam_frontier_free(t->front);
    done(&t->a);
}

/* The least cost at a rent of at most so much. */
static double value(const sam_frontier *f, double x) {
    double least = INFINITY;
    for (uint32_t i = 0; f && i < f->corner_count; i++) {
        const sam_frontier_corner *c = &f->corners[i];
        if (c->x > x)
            break;
        bool last = i + 1 == f->corner_count;
        double y = c->y;
        if (!last && !c->breaks)
            y = x >= c[1].x ? c[1].y : c->y + (c[1].y - c->y) * (x - c->x) / (c[1].x - c->x);
        least = fmin(least, y);
    }
    return least;
}

enum { FIRST = 9, LAST = 12, GRID = 60 };

/* The least of all combinations, each traced in a deal of its own. */
static double brute[GRID], rents[GRID];

static void brute_force(unsigned seed, double low, double high) {
    static const char *const TERMS[] = {"letting.rent_share", "plot.price_share"};
    for (int g = 0; g < GRID; g++) {
        rents[g] = low + (high - low) * (g - 2.0) / (GRID - 5.0);
        brute[g] = INFINITY;
    }
    for (int homes = FIRST; homes <= LAST; homes++)
        for (int used = 0; used < 2; used++) {
            world w = {.homes = ""};
            make(&w, seed);
            snprintf(w.homes, sizeof w.homes, "%d", homes);
            if (!used)
                snprintf(w.gift, sizeof w.gift, "0");
            traced t = trace(&w, TERMS, 2, 0);
            cr_assert(t.status == SAM_OK || t.status == SAM_INFEASIBLE, "%d", (int)t.status);
            for (int g = 0; g < GRID; g++)
                brute[g] = fmin(brute[g], value(t.front, rents[g]));
            close(&t);
        }
}

static void expect_corners(const traced *t) {
    const sam_frontier *f = t->front;
    for (uint32_t i = 0; i < f->corner_count; i++) {
        const sam_frontier_corner *c = &f->corners[i];
        cr_expect(c->certified);
        cr_expect_eq(c->terms[2], floor(c->terms[2]), "as many homes as are told");
        cr_expect(c->terms[3] == 0 || c->terms[3] == 1);
        if (i + 1 == f->corner_count)
            continue;
        cr_expect(c[1].x >= c->x && c[1].y <= c->y, "corner %u", i);
        bool same = c[1].terms[2] == c->terms[2] && c[1].terms[3] == c->terms[3];
        cr_expect(c->breaks || same, "a side is of one combination");
        cr_expect_not(c->breaks && c->straight);
    }
}

static uint32_t breaks_of(const sam_frontier *f) {
    uint32_t count = 0;
    for (uint32_t i = 0; i < f->corner_count; i++)
        count += f->corners[i].breaks;
    return count;
}

Test(front_whole, is_the_least_of_all_combinations) {
    static const char *const TERMS[] = {"letting.rent_share", "plot.price_share",
                                        "dwellings.0.count:9:12", "use:gift"};
    uint32_t breaks = 0;
    for (unsigned seed = 2; seed <= 3; seed++) {
        world w = {.homes = ""};
        make(&w, seed);
        traced t = trace(&w, TERMS, 4, 0);
        cr_assert_eq(t.status, SAM_OK, "seed %u: %d", seed, (int)t.status);
        cr_expect_eq(t.front->choice->whole.tried, 8);
        cr_expect(t.front->choice->whole.every && t.front->whole && !t.front->untraced);
        expect_corners(&t);
        breaks += breaks_of(t.front);
        double low = t.front->corners[0].x;
        double high = t.front->corners[t.front->corner_count - 1].x;
        brute_force(seed, low, high + 1);
        for (int g = 0; g < GRID; g++) {
            double got = value(t.front, rents[g]);
            cr_expect((isinf(got) && isinf(brute[g])) || fabs(got - brute[g]) < 1,
                      "seed %u: at %a it is %a, not %a", seed, rents[g], got, brute[g]);
        }
        close(&t);
    }
    cr_expect_gt(breaks, 0, "no front breaks: the test says little");
}

/* Boxes are left out where their ends are beaten, and the front is the same. */
Test(front_whole, boxes_leave_nothing_out) {
    static const char *const MANY[] = {"letting.rent_share", "plot.price_share",
                                       "dwellings.0.count:1:70"};
    world w = {.homes = ""};
    make(&w, 2);
    traced t = trace(&w, MANY, 3, 0);
    cr_assert_eq(t.status, SAM_OK, "%d %s", (int)t.status,
                 sam_diags_stored(t.a.deal.diags) ? sam_diags_at(t.a.deal.diags, 0)->code : "");
    cr_expect_not(t.front->choice->whole.every);
    cr_expect_lt(t.front->choice->whole.tried, 45, "%u", t.front->choice->whole.tried);
    static const char *const TERMS[] = {"letting.rent_share", "plot.price_share"};
    for (int homes = 5; homes <= 70; homes += 23) {
        snprintf(w.homes, sizeof w.homes, "%d", homes);
        traced one = trace(&w, TERMS, 2, 0);
        for (uint32_t i = 0; one.front && i < one.front->corner_count; i++) {
            const sam_frontier_corner *c = &one.front->corners[i];
            cr_expect_leq(value(t.front, c->x + 1e-6), c->y + 1, "%d homes", homes);
        }
        close(&one);
    }
    close(&t);
}

Test(front_whole, a_limit_is_told) {
    static const char *const TERMS[] = {"letting.rent_share", "plot.price_share",
                                        "dwellings.0.count:8:12"};
    world w = {.homes = ""};
    make(&w, 1);
    traced t = trace(&w, TERMS, 3, 2);
    cr_assert_eq(t.status, SAM_OK);
    cr_expect(t.front->choice->whole.stopped && !t.front->choice->whole.every);
    cr_expect_eq(t.front->choice->whole.tried, 2);
    close(&t);
}

/* ---- rooms ---- */

typedef struct found {
    asked a;
    sam_room *room;
    sam_status status;
} found;

static found find(const world *w, const char *const *terms, size_t count) {
    const sam_choice_options options = {
        .decide = terms, .decide_count = count, .cover = -1, .above_market = true};
    found f = {.a = asked_deals(DEAL, w->set, &options)};
    f.status = sam_room_find(&f.room, f.a.deal.plan, f.a.plain.plan, &options, f.a.deal.diags);
    return f;
}

static void leave(found *f) {
    sam_room_free(f->room);
    done(&f->a);
}

static void expect_alike(const sam_room_choice *got, const sam_room *room, const char *what) {
    cr_assert_eq(got->corner_count, room->corner_count, "%s: %u corners, not %u", what,
                 got->corner_count, room->corner_count);
    for (uint32_t i = 0; i < room->corner_count; i++) {
        bool there = false;
        for (uint32_t k = 0; k < got->corner_count; k++)
            there = there || (fabs(got->corners[k].x - room->corners[i].x) < 1e-5 &&
                              fabs(got->corners[k].y - room->corners[i].y) < 1e-5);
        cr_expect(there, "%s: no corner at %a, %a", what, room->corners[i].x, room->corners[i].y);
    }
    cr_expect_eq(got->nash.exists, room->nash.exists, "%s", what);
    if (room->nash.exists)
        cr_expect_float_eq(got->nash.gains[0] * got->nash.gains[1],
                           room->nash.gains[0] * room->nash.gains[1],
                           1e-6 * room->nash.gains[0] * room->nash.gains[1], "%s", what);
}

Test(front_whole, every_choice_has_the_room_it_has_alone) {
    static const char *const TERMS[] = {"letting.rent_share", "plot.price_share",
                                        "dwellings.0.count:10:12", "use:gift"};
    world w = {.homes = ""};
    make(&w, 3);
    found all = find(&w, TERMS, 4);
    cr_assert_eq(all.status, SAM_OK);
    cr_assert_eq(all.room->choice_count, 6);
    double best = 0, most = 0;
    for (uint32_t c = 0; c < all.room->choice_count; c++) {
        const sam_room_choice *choice = &all.room->choices[c];
        char what[64];
        snprintf(what, sizeof what, "%.0f homes, gift %.0f", choice->whole[2], choice->whole[3]);
        snprintf(w.homes, sizeof w.homes, "%.0f", choice->whole[2]);
        world one = w;
        make(&one, 3);
        snprintf(one.homes, sizeof one.homes, "%.0f", choice->whole[2]);
        if (choice->whole[3] == 0)
            snprintf(one.gift, sizeof one.gift, "0");
        found alone = find(&one, TERMS, 2);
        cr_assert(alone.status == SAM_OK || alone.status == SAM_INFEASIBLE);
        expect_alike(choice, alone.room, what);
        double product = choice->nash.exists ? choice->nash.gains[0] * choice->nash.gains[1] : 0;
        most = fmax(most, product);
        if (c == all.room->best)
            best = product;
        leave(&alone);
    }
    cr_expect_gt(most, 0, "no choice has two gains: the test says little");
    cr_expect_eq(best, most, "told first is where the product is greatest");
    leave(&all);
}

/* A term on the table may itself be a whole number: lines beside each other. */
Test(front_whole, a_whole_term_on_the_table) {
    static const char *const TERMS[] = {"dwellings.0.count:8:12", "plot.price_share"};
    world w = {.homes = ""};
    make(&w, 3);
    found f = find(&w, TERMS, 2);
    cr_assert(f.status == SAM_OK || f.status == SAM_INFEASIBLE);
    cr_expect_eq(f.room->choice->whole.tried, 5);
    for (uint32_t c = 0; c < f.room->choice_count; c++) {
        cr_expect_leq(f.room->choices[c].corner_count, 2);
        for (uint32_t i = 0; i < f.room->choices[c].corner_count; i++)
            cr_expect_eq(f.room->choices[c].corners[i].x, 8.0 + c);
    }
    leave(&f);
}

Test(front_whole, beside_its_terms_a_room_has_whole_numbers_only) {
    static const char *const TERMS[] = {"letting.rent_share", "plot.price_share", "gift.amount"};
    world w = {.homes = ""};
    make(&w, 1);
    found f = find(&w, TERMS, 3);
    cr_expect_eq(f.status, SAM_USAGE);
    cr_expect_null(f.room);
    cr_expect_str_eq(sam_diags_at(f.a.deal.diags, 0)->code, "ROOM_TERMS");
    leave(&f);
}

/* Whichever allocation fails, it is told and nothing leaks. */
Test(front_whole, every_failed_allocation_is_told) {
    static const char *const TERMS[] = {"letting.rent_share", "plot.price_share", "use:gift"};
    const sam_choice_options options = {.decide = TERMS,
                                        .decide_count = 3,
                                        .objective = "rent,municipal_cost",
                                        .cover = -1,
                                        .above_market = true,
                                        .starts = 1};
    world w = {.homes = ""};
    make(&w, 1);
    asked a = asked_deals(DEAL, w.set, &options);
    for (int room = 0; room < 2; room++) {
        sam_status status = SAM_MEMORY;
        for (long n = 1; status == SAM_MEMORY; n += 1 + n / 2) {
            sam_frontier *front = NULL;
            sam_room *place = NULL;
            sam_alloc_fail_at(n, 1);
            status = room ? sam_room_find(&place, a.deal.plan, a.plain.plan, &options, a.deal.diags)
                          : sam_frontier_trace(&front, a.deal.plan, a.plain.plan, &options,
                                               a.deal.diags);
            sam_alloc_fail_at(0, 0);
            cr_expect(status == SAM_OK || status == SAM_MEMORY, "%d at %ld", (int)status, n);
            cr_expect_eq(front || place, status == SAM_OK);
            sam_frontier_free(front);
            sam_room_free(place);
        }
        cr_expect_eq(status, SAM_OK);
    }
    done(&a);
}
