/* The regional choice against every combination there is: 500 random regions small enough to try
 * them all, and what must hold of any answer. The trying knows nothing of the room under test. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/real.h"
#include "samspel/portfolio.h"

enum { PLACES = 4, PROJECTS = 6, ITEMS = 24 };

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

static uint32_t below(uint32_t most) {
    return (uint32_t)uniform(0, most);
}

/* Round amounts in some regions, so that sums meet limits exactly and worths are often equal. */
static double amount(bool round, double most) {
    double value = uniform(0, most);
    return round ? 1e6 * floor(value / 1e6) : value;
}

static sam_portfolio_place draw_place(bool round) {
    sam_portfolio_place place = {.guarantee_frame = SAM_REAL_INFINITY,
                                 .cost_most = {SAM_REAL_INFINITY, SAM_REAL_INFINITY}};
    if (below(2))
        place.guarantee_frame = amount(round, 12e6);
    if (below(4) == 0)
        place.cost_most[0] = amount(round, 15e6);
    if (below(4) == 0)
        place.cost_most[1] = amount(round, 15e6);
    if (below(2))
        place.activation[0] = amount(round, 3e6);
    if (below(3) == 0)
        place.activation[1] = amount(round, 3e6);
    return place;
}

static void draw(region *r, uint64_t seed) {
    state = seed * 0x9E3779B97F4A7C15u + 1;
    memset(r, 0, sizeof *r);
    bool round = below(2), whole = below(3) > 0;
    r->p = (sam_portfolio){.items = r->items,
                           .project_place = r->project_place,
                           .project_count = 1 + below(PROJECTS),
                           .places = r->places,
                           .place_count = 1 + below(PLACES),
                           .budget = {amount(round, 30e6), amount(round, 40e6)}};
    if (below(4) == 0)
        r->p.budget[1] = SAM_REAL_INFINITY;
    r->p.places_least = below(2) ? below(r->p.place_count + 1) : 0;
    r->p.projects_most = below(3);
    for (uint32_t at = 0; at < r->p.place_count; at++)
        r->places[at] = draw_place(round);
    for (uint32_t j = 0; j < r->p.project_count; j++) {
        r->project_place[j] = below(r->p.place_count);
        uint32_t count = 1 + below(4);
        for (uint32_t k = 0; k < count; k++)
            r->items[r->p.item_count++] =
                (sam_portfolio_item){.project = j,
                                     .worth = whole ? floor(uniform(0, 12)) : uniform(-2, 10),
                                     .cost = {amount(round, 10e6), amount(round, 12e6)},
                                     .guarantee = below(2) ? amount(round, 8e6) : 0,
                                     .excluded = below(10) == 0};
    }
}

/* ---- every combination ---- */

typedef struct tried {
    bool any;
    double worth, share; /* of the best; the least share of the budgets among the best */
    double least_cost[SAM_BUDGETS];
    uint32_t places;
} tried;

static double share_of(const sam_portfolio *p, const double *cost) {
    double share = 0;
    for (int b = 0; b < SAM_BUDGETS; b++)
        if (p->budget[b] > 0 && p->budget[b] < SAM_REAL_INFINITY)
            share += cost[b] / p->budget[b];
    return share;
}

static const double SLACK = 0.005; /* half an øre */

/* Whether the items at pick[project] (ITEMS: none) keep every limit; what they amount to. */
static bool keeps(const sam_portfolio *p, const uint32_t *pick, double *worth, double *cost,
                  uint32_t *places) {
    *worth = cost[0] = cost[1] = 0;
    *places = 0;
    for (uint32_t at = 0; at < p->place_count; at++) {
        double guarantee = 0, own[SAM_BUDGETS] = {0};
        uint32_t count = 0;
        for (uint32_t j = 0; j < p->project_count; j++) {
            if (p->project_place[j] != at || pick[j] == ITEMS)
                continue;
            const sam_portfolio_item *item = &p->items[pick[j]];
            count++;
            guarantee += item->guarantee;
            own[0] += item->cost[0];
            own[1] += item->cost[1];
            *worth += item->worth;
        }
        for (int b = 0; b < SAM_BUDGETS && count; b++) {
            own[b] += p->places[at].activation[b];
            cost[b] += own[b];
            if (own[b] > p->places[at].cost_most[b] + SLACK)
                return false;
        }
        *places += count > 0;
        if (guarantee > p->places[at].guarantee_frame + SLACK ||
            (p->projects_most && count > p->projects_most))
            return false;
    }
    return *places >= p->places_least && cost[0] <= p->budget[0] + SLACK &&
           cost[1] <= p->budget[1] + SLACK;
}

static void note(tried *t, const sam_portfolio *p, const uint32_t *pick) {
    double worth, cost[SAM_BUDGETS];
    uint32_t places;
    if (!keeps(p, pick, &worth, cost, &places))
        return;
    double share = share_of(p, cost);
    bool same = t->any && fabs(worth - t->worth) < 1e-9;
    if (!t->any || (worth > t->worth && !same) || (same && share < t->share)) {
        t->share = share;
        t->worth = same ? t->worth : worth;
    }
    for (int b = 0; b < SAM_BUDGETS; b++)
        t->least_cost[b] = t->any ? fmin(t->least_cost[b], cost[b]) : cost[b];
    t->places = places > t->places ? places : t->places;
    t->any = true;
}

static void try_from(tried *t, const sam_portfolio *p, uint32_t *pick, uint32_t project) {
    if (project == p->project_count) {
        note(t, p, pick);
        return;
    }
    pick[project] = ITEMS;
    try_from(t, p, pick, project + 1);
    for (uint32_t i = 0; i < p->item_count; i++) {
        if (p->items[i].project != project || p->items[i].excluded)
            continue;
        pick[project] = i;
        try_from(t, p, pick, project + 1);
    }
}

/* At most 5^6 combinations. */
static tried try_all(const sam_portfolio *p) {
    tried t = {0};
    uint32_t pick[PROJECTS];
    try_from(&t, p, pick, 0);
    return t;
}

static sam_portfolio_answer solve(const sam_portfolio *p) {
    sam_portfolio_answer answer;
    cr_assert_eq(sam_portfolio_solve(&answer, p, NULL, &sam_portfolio_default_effort), SAM_OK);
    return answer;
}

/* The choice itself, added up here. */
static void expect_holds(const sam_portfolio *p, const sam_portfolio_answer *answer) {
    uint32_t pick[PROJECTS], places;
    double worth, cost[SAM_BUDGETS];
    for (uint32_t j = 0; j < p->project_count; j++)
        pick[j] = ITEMS;
    for (uint32_t i = 0; i < p->item_count; i++) {
        if (!answer->chosen[i])
            continue;
        cr_expect_not(p->items[i].excluded);
        cr_expect_eq(pick[p->items[i].project], ITEMS, "two candidates of a project");
        pick[p->items[i].project] = i;
    }
    cr_expect(keeps(p, pick, &worth, cost, &places));
    cr_expect_float_eq(worth, answer->total.worth, 1e-9);
    cr_expect_float_eq(cost[0], answer->total.cost[0], 1e-3);
    cr_expect_float_eq(cost[1], answer->total.cost[1], 1e-3);
    cr_expect_eq(places, answer->total.places);
    sam_portfolio_total total;
    cr_expect(sam_portfolio_holds(p, answer->chosen, &total));
}

static double greedy_worth(const sam_portfolio *p) {
    bool chosen[ITEMS];
    sam_portfolio_total total;
    if (!sam_portfolio_greedy(p, chosen))
        return -SAM_REAL_INFINITY;
    cr_expect(sam_portfolio_holds(p, chosen, &total), "greed breaks a limit");
    return total.worth;
}

enum { REGIONS = 500 };

Test(portfolio, random_regions_against_every_combination) {
    unsigned feasible = 0, above_greedy = 0, no_greedy = 0;
    for (uint64_t seed = 1; seed <= REGIONS; seed++) {
        region r;
        draw(&r, seed);
        tried t = try_all(&r.p);
        sam_portfolio_answer answer = solve(&r.p);
        if (!t.any) {
            cr_expect_eq(answer.verdict, SAM_PORTFOLIO_INFEASIBLE, "seed %d", (int)seed);
            cr_expect_null(answer.chosen);
            continue;
        }
        feasible++;
        cr_assert_eq(answer.verdict, SAM_PORTFOLIO_BEST, "seed %d", (int)seed);
        cr_expect_float_eq(answer.total.worth, t.worth, 1e-9, "seed %d: %.9f, best %.9f", (int)seed,
                           answer.total.worth, t.worth);
        cr_expect_geq(answer.bound, t.worth - 1e-9);
        expect_holds(&r.p, &answer);
        double greedy = greedy_worth(&r.p);
        cr_expect_leq(greedy, answer.total.worth + 1e-9);
        above_greedy += greedy > -SAM_REAL_INFINITY && greedy < answer.total.worth - 1e-6;
        no_greedy += greedy == -SAM_REAL_INFINITY;
        sam_portfolio_answer_clear(&answer);
    }
    /* The regions are of every kind, else the test proves little. */
    cr_expect_gt(feasible, 350, "%u", feasible);
    cr_expect_lt(feasible, REGIONS - 20, "%u", feasible);
    cr_expect_gt(above_greedy, 40, "%u", above_greedy);
    cr_expect_gt(no_greedy, 0);
}

/* Whole worths, and not all of them nothing: then the cheapest is always found. */
static bool whole_worths(const sam_portfolio *p) {
    bool any = false;
    for (uint32_t i = 0; i < p->item_count; i++) {
        double worth = p->items[i].excluded ? 0 : p->items[i].worth;
        if (floor(worth) < worth)
            return false;
        any = any || worth > 0;
    }
    return any;
}

Test(portfolio, the_cheapest_of_the_best) {
    unsigned proved = 0, cheaper = 0;
    for (uint64_t seed = 1; seed <= 4 * REGIONS; seed++) {
        region r;
        draw(&r, seed);
        tried t = try_all(&r.p);
        sam_portfolio_answer answer = solve(&r.p);
        if (t.any) {
            double before = share_of(&r.p, answer.total.cost);
            cr_assert_eq(sam_portfolio_cheapest(&answer, &r.p, &sam_portfolio_default_effort),
                         SAM_OK);
            double after = share_of(&r.p, answer.total.cost);
            expect_holds(&r.p, &answer);
            cr_expect_float_eq(answer.total.worth, t.worth, 1e-9);
            cr_expect_leq(after, before);
            cheaper += after < before - 1e-9;
            proved += answer.cheapest;
            cr_expect_eq(answer.cheapest, whole_worths(&r.p), "seed %d", (int)seed);
            if (answer.cheapest)
                cr_expect_float_eq(after, t.share, 1e-6, "seed %d: %.9f, least %.9f", (int)seed,
                                   after, t.share);
        }
        sam_portfolio_answer_clear(&answer);
    }
    cr_expect_gt(proved, 800, "%u", proved);
    cr_expect_gt(cheaper, 10, "%u", cheaper);
}

/* ---- laws ---- */

static double best_of(const sam_portfolio *p) {
    sam_portfolio_answer answer = solve(p);
    cr_expect_neq(answer.verdict, SAM_PORTFOLIO_STOPPED);
    double worth =
        answer.verdict == SAM_PORTFOLIO_INFEASIBLE ? -SAM_REAL_INFINITY : answer.total.worth;
    sam_portfolio_answer_clear(&answer);
    return worth;
}

Test(portfolio, relaxing_never_worsens) {
    for (uint64_t seed = 1; seed <= REGIONS; seed++) {
        region r;
        draw(&r, seed);
        double before = best_of(&r.p) - 1e-9;
        sam_portfolio wider = r.p;
        wider.budget[seed % 2] += 3e6;
        cr_expect_geq(best_of(&wider), before, "seed %d, budget", (int)seed);
        wider.budget[0] = wider.budget[1] = SAM_REAL_INFINITY;
        cr_expect_geq(best_of(&wider), before, "seed %d, no budget", (int)seed);
        wider = r.p;
        wider.places_least = 0;
        cr_expect_geq(best_of(&wider), before, "seed %d, spread", (int)seed);
        wider = r.p;
        wider.projects_most = 0;
        cr_expect_geq(best_of(&wider), before, "seed %d, projects", (int)seed);
        r.places[0].guarantee_frame += 4e6;
        cr_expect_geq(best_of(&r.p), before, "seed %d, guarantee", (int)seed);
    }
}

/* What sam_portfolio_limits says of a limit is what every combination says without it. */
static double without(const region *r, const sam_portfolio_limit *limit) {
    region other = *r;
    other.p.places = other.places;
    other.p.items = other.items;
    other.p.project_place = other.project_place;
    if (limit->kind == SAM_LIMIT_BUDGET)
        other.p.budget[limit->budget] = SAM_REAL_INFINITY;
    if (limit->kind == SAM_LIMIT_SPREAD)
        other.p.places_least = 0;
    if (limit->kind == SAM_LIMIT_PROJECTS)
        other.p.projects_most = 0;
    if (limit->kind == SAM_LIMIT_GUARANTEE)
        other.places[limit->place].guarantee_frame = SAM_REAL_INFINITY;
    if (limit->kind == SAM_LIMIT_PLACE_COST)
        other.places[limit->place].cost_most[limit->budget] = SAM_REAL_INFINITY;
    return try_all(&other.p).worth;
}

Test(portfolio, limits_that_bind) {
    enum { MOST = 4 + 3 * PLACES };
    unsigned binding = 0, easy = 0;
    for (uint64_t seed = 1; seed <= 150; seed++) {
        region r;
        draw(&r, seed);
        sam_portfolio_limit limits[MOST];
        uint32_t count = 0;
        sam_portfolio_answer answer = solve(&r.p);
        if (answer.chosen) {
            cr_assert_eq(sam_portfolio_limits(limits, MOST, &count, &r.p, &answer,
                                              &sam_portfolio_default_effort),
                         SAM_OK);
            for (uint32_t i = 0; i < count; i++) {
                double gain = without(&r, &limits[i]) - answer.total.worth;
                cr_expect_float_eq(limits[i].gain, gain, 1e-9, "seed %d, limit %u of kind %d",
                                   (int)seed, i, (int)limits[i].kind);
                binding += gain > 1e-9;
                easy += !limits[i].touches;
            }
        }
        sam_portfolio_answer_clear(&answer);
    }
    cr_expect_gt(binding, 50, "%u", binding);
    cr_expect_gt(easy, 50, "%u", easy);
}

Test(portfolio, more_money) {
    for (uint64_t seed = 1; seed <= 100; seed++) {
        region r;
        draw(&r, seed);
        sam_portfolio_answer answer = solve(&r.p);
        sam_portfolio_next next = {.budget = SAM_BUDGET_PRESENT_COST, .more = 5e6};
        if (answer.chosen) {
            cr_assert_eq(sam_portfolio_more(&next, &r.p, &answer, &sam_portfolio_default_effort),
                         SAM_OK);
            r.p.budget[SAM_BUDGET_PRESENT_COST] += 5e6;
            cr_expect_float_eq(next.total.worth, try_all(&r.p).worth, 1e-9, "seed %d", (int)seed);
            cr_expect(next.proved);
        }
        sam_portfolio_answer_clear(&answer);
    }
}

/* How far the budgets reach where no choice holds. */
Test(portfolio, why_there_is_no_answer) {
    unsigned reachable = 0, seen = 0;
    for (uint64_t seed = 1; seed <= REGIONS; seed++) {
        region r;
        draw(&r, seed);
        if (try_all(&r.p).any)
            continue;
        seen++;
        sam_portfolio_reach reach;
        cr_assert_eq(sam_portfolio_reach_of(&reach, &r.p, &sam_portfolio_default_effort), SAM_OK);
        sam_portfolio other = r.p;
        other.places_least = 0;
        cr_expect_eq(reach.places_most, try_all(&other).places, "seed %d", (int)seed);
        for (int b = 0; b < SAM_BUDGETS; b++) {
            if (r.p.budget[b] == SAM_REAL_INFINITY)
                continue;
            other = r.p;
            other.budget[b] = SAM_REAL_INFINITY;
            tried t = try_all(&other);
            cr_expect_eq(reach.reachable[b], t.any, "seed %d", (int)seed);
            if (t.any)
                cr_expect_float_eq(reach.least[b], t.least_cost[b], 0.01, "seed %d", (int)seed);
            reachable += t.any;
        }
    }
    cr_expect_gt(seen, 20);
    cr_expect_gt(reachable, 10, "%u", reachable);
}

/* ---- cases ---- */

/* The constructed case "greedy_gap": three projects for 60, 50 and 50 with 10, 8 and 8 homes, and
 * 100 to spend. By homes a krone the first is taken and nothing else fits: 10. The best is 16. */
Test(portfolio, greed_takes_ten_where_sixteen_are_to_be_had) {
    const sam_portfolio_item items[] = {{.project = 0, .worth = 10, .cost = {60, 0}},
                                        {.project = 1, .worth = 8, .cost = {50, 0}},
                                        {.project = 2, .worth = 8, .cost = {50, 0}}};
    const uint32_t place[] = {0, 0, 0};
    const sam_portfolio_place places[] = {{.guarantee_frame = SAM_REAL_INFINITY,
                                           .cost_most = {SAM_REAL_INFINITY, SAM_REAL_INFINITY}}};
    const sam_portfolio p = {.items = items,
                             .item_count = 3,
                             .project_place = place,
                             .project_count = 3,
                             .places = places,
                             .place_count = 1,
                             .budget = {100, SAM_REAL_INFINITY}};
    cr_expect_float_eq(greedy_worth(&p), 10, 0);
    sam_portfolio_answer answer = solve(&p);
    cr_expect_eq(answer.verdict, SAM_PORTFOLIO_BEST);
    cr_expect_float_eq(answer.total.worth, 16, 0);
    cr_expect_float_eq(answer.total.cost[0], 100, 0);
    cr_expect_not(answer.chosen[0]);
    sam_portfolio_answer_clear(&answer);
}

/* Two kroner too much in a hundred million is within what the solver calls feasible. */
Test(portfolio, a_budget_is_kept_to_half_an_ore) {
    const sam_portfolio_item items[] = {{.project = 0, .worth = 10, .cost = {50e6 + 2, 0}},
                                        {.project = 1, .worth = 8, .cost = {50e6, 0}},
                                        {.project = 2, .worth = 7, .cost = {49e6, 0}}};
    const uint32_t place[] = {0, 0, 0};
    const sam_portfolio_place places[] = {{.guarantee_frame = SAM_REAL_INFINITY,
                                           .cost_most = {SAM_REAL_INFINITY, SAM_REAL_INFINITY}}};
    sam_portfolio p = {.items = items,
                       .item_count = 3,
                       .project_place = place,
                       .project_count = 3,
                       .places = places,
                       .place_count = 1,
                       .budget = {100e6, SAM_REAL_INFINITY}};
    cr_expect_float_eq(best_of(&p), 17, 0);
    p.budget[0] += 2;
    cr_expect_float_eq(best_of(&p), 18, 0);
}

Test(portfolio, nothing_to_choose) {
    const sam_portfolio_place places[] = {{.guarantee_frame = SAM_REAL_INFINITY,
                                           .cost_most = {SAM_REAL_INFINITY, SAM_REAL_INFINITY}}};
    sam_portfolio p = {.places = places, .place_count = 1, .budget = {1e6, 1e6}};
    sam_portfolio_answer answer = solve(&p);
    cr_expect_eq(answer.verdict, SAM_PORTFOLIO_BEST);
    cr_expect_eq(answer.total.items, 0);
    sam_portfolio_answer_clear(&answer);
    p.places_least = 1;
    cr_expect_eq(best_of(&p), -SAM_REAL_INFINITY);
    p.places_least = 0;
    p.place_count = 0;
    cr_expect_float_eq(best_of(&p), 0, 0);
}

/* A search that is stopped tells the truth: what it has holds, and the bound is above the best. */
Test(portfolio, stopped_by_nodes) {
    const sam_portfolio_effort one_node = {.nodes = 1, .seconds = 60};
    unsigned stopped = 0;
    for (uint64_t seed = 1; seed <= REGIONS; seed++) {
        region r;
        draw(&r, seed);
        tried t = try_all(&r.p);
        sam_portfolio_answer one, two;
        sam_status status = sam_portfolio_solve(&one, &r.p, NULL, &one_node);
        cr_assert_eq(sam_portfolio_solve(&two, &r.p, NULL, &one_node), status);
        cr_assert(status == SAM_OK || status == SAM_SOLVER);
        stopped += status == SAM_SOLVER || one.verdict == SAM_PORTFOLIO_STOPPED;
        if (status == SAM_OK && one.chosen) {
            expect_holds(&r.p, &one);
            cr_expect_geq(one.bound, t.worth - 1e-9);
            cr_expect(one.verdict == SAM_PORTFOLIO_STOPPED || one.total.worth > t.worth - 1e-9);
            cr_expect_eq(memcmp(one.chosen, two.chosen, r.p.item_count), 0);
        }
        sam_portfolio_answer_clear(&one);
        sam_portfolio_answer_clear(&two);
    }
    cr_expect_gt(stopped, 0);
}

Test(portfolio, memory_may_fail_anywhere) {
    region r;
    draw(&r, 7);
    sam_status status = SAM_MEMORY;
    long n = 0;
    while (status != SAM_OK && n < 1000) {
        sam_portfolio_answer answer;
        sam_alloc_fail_at(++n, 0);
        status = sam_portfolio_solve(&answer, &r.p, NULL, &sam_portfolio_default_effort);
        sam_alloc_fail_at(0, 0);
        cr_expect(status == SAM_OK || status == SAM_MEMORY);
        cr_expect(status == SAM_OK || !answer.chosen);
        sam_portfolio_answer_clear(&answer);
    }
    cr_expect_gt(n, 3);
    cr_expect_eq(status, SAM_OK);
}
