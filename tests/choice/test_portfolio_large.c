/* Regions too large to try every combination: never below greed, the same as the whole problem put
 * to the solver with nothing left out beforehand, and true bounds where a limit ends the search. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>

#include "base/real.h"
#include "choice/portfolio_parts.h"

enum { REGIONS = 500, PLACES = 9, EACH = 2, PROJECTS = PLACES * EACH, MODELS = 4, SIZES = 3 };
enum { ITEMS = PROJECTS * MODELS * SIZES };

typedef struct region {
    sam_portfolio p;
    sam_portfolio_item items[ITEMS];
    uint32_t project_place[PROJECTS];
    sam_portfolio_place places[PLACES];
} region;

static uint64_t state;

static double uniform(double low, double high) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return low + (high - low) * (double)(state >> 11) * 0x1p-53;
}

/* Homes in whole numbers, or a value in kroner. */
static void draw_items(region *r, bool homes) {
    for (uint32_t j = 0; j < PROJECTS; j++) {
        double base = floor(uniform(2, 9)), dear = uniform(0.7, 1.5);
        r->project_place[j] = j / EACH;
        for (int m = 0; m < MODELS; m++) {
            double cost = dear * uniform(0.4e6, 2e6), outlay = cost * uniform(0.3, 3);
            double guarantee = uniform(0, 1) < 0.4 ? uniform(0.5e6, 2e6) : 0;
            for (int s = 1; s <= SIZES; s++) {
                double count = base * s, worth = homes ? count : count * uniform(-0.2e6, 1e6);
                r->items[r->p.item_count++] =
                    (sam_portfolio_item){.project = j,
                                         .worth = worth,
                                         .cost = {cost * count + 3e5, outlay * count},
                                         .guarantee = guarantee * count,
                                         .excluded = uniform(0, 1) < 0.05};
            }
        }
    }
}

static void draw(region *r, uint64_t seed) {
    state = seed * 0x9E3779B97F4A7C15u + 1;
    *r = (region){.p = {.items = r->items,
                        .project_place = r->project_place,
                        .project_count = PROJECTS,
                        .places = r->places,
                        .place_count = PLACES,
                        .budget = {uniform(15e6, 70e6), uniform(20e6, 90e6)},
                        .places_least = (uint32_t)uniform(0, PLACES + 1),
                        .projects_most = (uint32_t)uniform(0, 3)}};
    for (int at = 0; at < PLACES; at++) {
        r->places[at] = (sam_portfolio_place){
            .guarantee_frame = uniform(0, 1) < 0.5 ? SAM_REAL_INFINITY : uniform(3e6, 30e6)};
        for (int b = 0; b < SAM_BUDGETS; b++) {
            r->places[at].cost_most[b] =
                uniform(0, 1) < 0.7 ? SAM_REAL_INFINITY : uniform(4e6, 30e6);
            r->places[at].activation[b] = uniform(0, 1) < 0.5 ? 0 : uniform(0.1e6, 1e6);
        }
    }
    draw_items(r, seed % 3 != 0);
}

/* The whole problem, every candidate that is not excluded. Minus infinity: none. NaN: refused. */
static double straight(const sam_portfolio *p) {
    static uint32_t list[ITEMS];
    uint32_t count = 0;
    const sam_portfolio_extra none = {.worth_least = -SAM_REAL_INFINITY};
    for (uint32_t i = 0; i < p->item_count; i++)
        if (!p->items[i].excluded)
            list[count++] = i;
    sam_arena *arena = sam_arena_new();
    sam_portfolio_problem written;
    cr_assert(sam_portfolio_write(&written, p, list, count, &none, arena));
    sam_answer answer;
    cr_assert_eq(sam_solve(&answer, &written.problem, &sam_solver_default_limits), SAM_OK);
    double worth = answer.status == SAM_SOLVER_OPTIMAL      ? -answer.objective / written.unit
                   : answer.status == SAM_SOLVER_INFEASIBLE ? -SAM_REAL_INFINITY
                                                            : SAM_REAL_NAN;
    sam_answer_clear(&answer);
    sam_arena_free(arena);
    return worth;
}

/* By limits that end the search early. */
static unsigned check_limited(const region *r, double best, uint64_t seed) {
    const sam_portfolio_effort efforts[] = {{.nodes = 3, .seconds = 60},
                                            {.nodes = 30, .seconds = 60},
                                            {.nodes = 200000, .seconds = 60, .gap = 0.03}};
    unsigned early = 0;
    for (int e = 0; e < 3; e++) {
        sam_portfolio_answer a;
        sam_portfolio_total total;
        sam_status status = sam_portfolio_solve(&a, &r->p, NULL, &efforts[e]);
        double near = 1e-6 * (1 + fabs(best));
        if (status == SAM_OK) {
            cr_expect_neq(a.verdict, SAM_PORTFOLIO_INFEASIBLE, "seed %d", (int)seed);
            cr_expect(sam_portfolio_holds(&r->p, a.chosen, &total), "seed %d", (int)seed);
            cr_expect_leq(a.total.worth, best + near, "seed %d", (int)seed);
            cr_expect_geq(a.bound, best - near, "seed %d: bound %f, best %f", (int)seed, a.bound,
                          best);
            cr_expect(e < 2 || best - a.total.worth <= 0.03 * fabs(best) + near, "seed %d",
                      (int)seed);
            cr_expect(a.verdict != SAM_PORTFOLIO_BEST || fabs(a.total.worth - best) <= near);
            cr_expect_not(a.by_clock);
        }
        early += status != SAM_OK || a.verdict != SAM_PORTFOLIO_BEST;
        sam_portfolio_answer_clear(&a);
    }
    return early;
}

Test(portfolio_large, never_below_greed_and_the_same_as_the_whole_problem) {
    static region r;
    unsigned feasible = 0, above = 0, early = 0, compared = 0;
    for (uint64_t seed = 1; seed <= REGIONS; seed++) {
        draw(&r, seed);
        sam_portfolio_answer answer;
        cr_assert_eq(sam_portfolio_solve(&answer, &r.p, NULL, &sam_portfolio_default_effort),
                     SAM_OK);
        cr_assert_neq(answer.verdict, SAM_PORTFOLIO_STOPPED, "seed %d", (int)seed);
        bool any = answer.verdict == SAM_PORTFOLIO_BEST;
        double best = any ? answer.total.worth : -SAM_REAL_INFINITY;
        feasible += any;
        static bool chosen[ITEMS];
        sam_portfolio_total greedy;
        if (sam_portfolio_greedy(&r.p, chosen)) {
            cr_expect(sam_portfolio_holds(&r.p, chosen, &greedy), "seed %d", (int)seed);
            cr_expect_geq(best, greedy.worth - 1e-9 * fabs(best), "seed %d", (int)seed);
            above += best > greedy.worth + 1e-6 * fabs(best);
        }
        if (any && seed % 5 == 0)
            early += check_limited(&r, best, seed);
        if (seed % 2 == 0) {
            double whole = straight(&r.p);
            bool none = isinf(best) && isinf(whole);
            cr_expect(none || fabs(whole - best) <= 1e-6 * (1 + fabs(best)),
                      "seed %d: %f, whole %f", (int)seed, best, whole);
            compared++;
        }
        sam_portfolio_answer_clear(&answer);
    }
    cr_expect_gt(feasible, REGIONS / 2, "%u", feasible);
    cr_expect_gt(above, REGIONS / 3, "%u", above);
    cr_expect_gt(early, 30, "%u", early);
    cr_expect_eq(compared, REGIONS / 2);
}
