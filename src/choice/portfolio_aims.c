/* The same portfolio with another aim: the cheapest of the choices that are worth most; and, when
 * no choice holds, how many places can be reached and what reaching them takes. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/portfolio_parts.h"

/* The problem with another aim: what counts is the places, or the cost of one budget. */
typedef struct aim {
    sam_portfolio p;
    sam_portfolio_item *items;
    sam_portfolio_place *places;
} aim;

static bool copy(aim *a, const sam_portfolio *p, sam_arena *arena) {
    a->p = *p;
    a->items = sam_arena_array(arena, p->item_count + 1u, sizeof *a->items);
    a->places = sam_arena_array(arena, p->place_count + 1u, sizeof *a->places);
    a->p.items = a->items;
    a->p.places = a->places;
    return a->items && a->places;
}

/* budget SAM_BUDGETS: as many places as can be. */
static void point(aim *a, const sam_portfolio *p, int budget) {
    for (uint32_t i = 0; i < p->item_count; i++) {
        a->items[i] = p->items[i];
        a->items[i].worth = budget == SAM_BUDGETS ? 0 : -p->items[i].cost[budget];
    }
    for (uint32_t at = 0; at < p->place_count; at++) {
        a->places[at] = p->places[at];
        a->places[at].worth = budget == SAM_BUDGETS ? 1 : -p->places[at].activation[budget];
    }
    memcpy(a->p.budget, p->budget, sizeof a->p.budget);
    a->p.places_least = budget == SAM_BUDGETS ? 0 : p->places_least;
    if (budget != SAM_BUDGETS)
        a->p.budget[budget] = SAM_REAL_INFINITY;
}

sam_status sam_portfolio_reach_of(sam_portfolio_reach *out, const sam_portfolio *portfolio,
                                  const sam_portfolio_effort *effort) {
    *out = (sam_portfolio_reach){0};
    aim a;
    sam_arena *arena = sam_arena_new();
    sam_status status = arena && copy(&a, portfolio, arena) ? SAM_OK : SAM_MEMORY;
    for (int b = 0; b <= SAM_BUDGETS && status == SAM_OK; b++) {
        if (b < SAM_BUDGETS && !isfinite(portfolio->budget[b]))
            continue;
        sam_portfolio_answer found;
        point(&a, portfolio, b);
        status = sam_portfolio_solve(&found, &a.p, NULL, effort);
        bool best = status == SAM_OK && found.verdict == SAM_PORTFOLIO_BEST;
        if (b == SAM_BUDGETS && best)
            out->places_most = found.total.places;
        if (b < SAM_BUDGETS && best) {
            out->reachable[b] = true;
            out->least[b] = found.total.cost[b];
        }
        sam_portfolio_answer_clear(&found);
    }
    sam_arena_free(arena);
    return status;
}

/* ---- the cheapest of the best ---- */

static double share_of(const sam_portfolio *p, const double cost[SAM_BUDGETS]) {
    double share = 0;
    for (int b = 0; b < SAM_BUDGETS; b++)
        if (isfinite(p->budget[b]) && p->budget[b] > 0)
            share += cost[b] / p->budget[b];
    return share;
}

/* A choice uses at most the whole of every budget, so that half a step of worth outweighs all that
 * can be saved. */
static void point_cheap(aim *a, const sam_portfolio *p, double step) {
    double price = 0.5 * step / SAM_BUDGETS;
    for (uint32_t i = 0; i < p->item_count; i++) {
        a->items[i] = p->items[i];
        a->items[i].worth -= price * share_of(p, p->items[i].cost);
    }
    for (uint32_t at = 0; at < p->place_count; at++) {
        a->places[at] = p->places[at];
        a->places[at].worth -= price * share_of(p, p->places[at].activation);
    }
}

static void take_cheaper(sam_portfolio_answer *answer, const sam_portfolio *p,
                         sam_portfolio_answer *found) {
    sam_portfolio_total total;
    if (!found->chosen || !sam_portfolio_holds(p, found->chosen, &total))
        return;
    double missing = answer->total.worth - total.worth;
    if (missing > 1e-9 * (1 + fabs(answer->total.worth)))
        return;
    answer->cheapest = found->verdict == SAM_PORTFOLIO_BEST;
    if (!(share_of(p, total.cost) < share_of(p, answer->total.cost)))
        return;
    bool *chosen = answer->chosen;
    answer->chosen = found->chosen;
    answer->total = total;
    found->chosen = chosen;
}

sam_status sam_portfolio_cheapest(sam_portfolio_answer *answer, const sam_portfolio *portfolio,
                                  const sam_portfolio_effort *effort) {
    double step = sam_portfolio_step(portfolio);
    if (answer->verdict != SAM_PORTFOLIO_BEST || !(step > 0))
        return SAM_OK;
    aim a;
    sam_portfolio_answer found = {0};
    sam_arena *arena = sam_arena_new();
    sam_status status = arena && copy(&a, portfolio, arena) ? SAM_OK : SAM_MEMORY;
    if (status == SAM_OK) {
        point_cheap(&a, portfolio, step);
        status = sam_portfolio_solve(&found, &a.p, answer->chosen, effort);
    }
    if (status == SAM_OK)
        take_cheaper(answer, portfolio, &found);
    sam_portfolio_answer_clear(&found);
    sam_arena_free(arena);
    return status;
}
