/* What holds a portfolio back: each limit taken away in turn, and more of each budget. Every figure
 * is an exact solution of its own. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/portfolio_parts.h"

typedef struct limits {
    const sam_portfolio *p;
    const sam_portfolio_answer *answer;
    sam_pick pick; /* the answer */
    sam_portfolio_limit *out;
    uint32_t most, count;
} limits;

static void add(limits *l, sam_portfolio_limit_kind kind, uint32_t place, int budget, double used,
                double limit) {
    if (!isfinite(limit) || l->count == l->most)
        return;
    l->out[l->count++] = (sam_portfolio_limit){
        .kind = kind, .place = place, .budget = (sam_budget)budget, .used = used, .limit = limit};
}

static void list(limits *l) {
    const sam_portfolio *p = l->p;
    double largest = 0;
    for (int b = 0; b < SAM_BUDGETS; b++)
        add(l, SAM_LIMIT_BUDGET, 0, b, l->answer->total.cost[b], p->budget[b]);
    if (p->places_least)
        add(l, SAM_LIMIT_SPREAD, 0, 0, l->answer->total.places, p->places_least);
    for (uint32_t at = 0; at < p->place_count; at++)
        largest = fmax(largest, l->pick.count[at]);
    if (p->projects_most)
        add(l, SAM_LIMIT_PROJECTS, 0, 0, largest, p->projects_most);
    for (uint32_t at = 0; at < p->place_count; at++) {
        const sam_portfolio_place *place = &p->places[at];
        add(l, SAM_LIMIT_GUARANTEE, at, 0, l->pick.guarantee[at], place->guarantee_frame);
        for (int b = 0; b < SAM_BUDGETS; b++)
            add(l, SAM_LIMIT_PLACE_COST, at, b, l->pick.cost[at * SAM_BUDGETS + (uint32_t)b],
                place->cost_most[b]);
    }
}

/* What a candidate takes of a limit by itself; 0 where it is of another place. */
static double taken(const limits *l, const sam_portfolio_limit *limit, uint32_t item) {
    const sam_portfolio_item *i = &l->p->items[item];
    const sam_portfolio_place *place = &l->p->places[sam_pick_place(l->p, item)];
    if (i->excluded)
        return 0;
    if (limit->kind >= SAM_LIMIT_GUARANTEE && sam_pick_place(l->p, item) != limit->place)
        return 0;
    switch (limit->kind) {
    case SAM_LIMIT_GUARANTEE:
        return i->guarantee;
    case SAM_LIMIT_PROJECTS:
        return 1;
    case SAM_LIMIT_SPREAD:
        return 0;
    default:
        return i->cost[limit->budget] + place->activation[limit->budget];
    }
}

/* Whether the limit can make a difference: some candidate no longer fits beside what is chosen. */
static bool touches(const limits *l, const sam_portfolio_limit *limit) {
    double largest = 0;
    if (limit->kind == SAM_LIMIT_SPREAD)
        return limit->used <= limit->limit;
    for (uint32_t i = 0; i < l->p->item_count; i++)
        if (!l->answer->chosen[i])
            largest = fmax(largest, taken(l, limit, i));
    return largest > 0 && limit->used + largest > limit->limit + SAM_PORTFOLIO_SLACK;
}

static void take_away(sam_portfolio *p, sam_portfolio_place *places,
                      const sam_portfolio_limit *limit) {
    switch (limit->kind) {
    case SAM_LIMIT_BUDGET:
        p->budget[limit->budget] = SAM_REAL_INFINITY;
        break;
    case SAM_LIMIT_SPREAD:
        p->places_least = 0;
        break;
    case SAM_LIMIT_PROJECTS:
        p->projects_most = 0;
        break;
    case SAM_LIMIT_GUARANTEE:
        places[limit->place].guarantee_frame = SAM_REAL_INFINITY;
        break;
    case SAM_LIMIT_PLACE_COST:
        places[limit->place].cost_most[limit->budget] = SAM_REAL_INFINITY;
        break;
    }
}

/* places: room for a copy. */
static sam_status price(const limits *l, sam_portfolio_limit *limit, sam_portfolio_place *places,
                        const sam_portfolio_effort *effort) {
    sam_portfolio other = *l->p;
    memcpy(places, l->p->places, l->p->place_count * sizeof *places);
    other.places = places;
    take_away(&other, places, limit);
    sam_portfolio_answer without;
    sam_status status = sam_portfolio_solve(&without, &other, l->answer->chosen, effort);
    if (status == SAM_OK) {
        limit->gain = fmax(0, without.total.worth - l->answer->total.worth);
        limit->proved = without.verdict == SAM_PORTFOLIO_BEST;
    }
    sam_portfolio_answer_clear(&without);
    return status;
}

sam_status sam_portfolio_limits(sam_portfolio_limit *out, uint32_t most, uint32_t *count,
                                const sam_portfolio *portfolio, const sam_portfolio_answer *answer,
                                const sam_portfolio_effort *effort) {
    limits l = {.p = portfolio, .answer = answer, .out = out, .most = most};
    sam_arena *arena = sam_arena_new();
    *count = 0;
    sam_portfolio_place *places =
        arena ? sam_arena_array(arena, portfolio->place_count + 1u, sizeof *places) : NULL;
    sam_status status = places && sam_pick_new(&l.pick, portfolio, arena) ? SAM_OK : SAM_MEMORY;
    for (uint32_t i = 0; status == SAM_OK && i < portfolio->item_count; i++)
        if (answer->chosen[i])
            sam_pick_add(&l.pick, i);
    if (status == SAM_OK)
        list(&l);
    for (uint32_t i = 0; status == SAM_OK && i < l.count; i++) {
        out[i].touches = touches(&l, &out[i]);
        if (out[i].touches)
            status = price(&l, &out[i], places, effort);
    }
    *count = l.count;
    sam_arena_free(arena);
    return status;
}

sam_status sam_portfolio_more(sam_portfolio_next *next, const sam_portfolio *portfolio,
                              const sam_portfolio_answer *answer,
                              const sam_portfolio_effort *effort) {
    sam_portfolio other = *portfolio;
    other.budget[next->budget] += next->more;
    sam_portfolio_answer found;
    sam_status status = sam_portfolio_solve(&found, &other, answer->chosen, effort);
    next->total = found.total;
    next->bound = found.bound;
    next->proved = found.verdict == SAM_PORTFOLIO_BEST;
    sam_portfolio_answer_clear(&found);
    return status;
}
