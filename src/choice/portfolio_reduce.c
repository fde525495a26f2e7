/* What can be said of a portfolio before any search: candidates that no best choice needs, and by
 * how much two choices differ at least. */
#include <math.h>

#include "choice/portfolio_parts.h"

/* Whether the item is within the limits of its place, and the budgets, all by itself. */
static bool possible(const sam_portfolio *p, uint32_t item) {
    const sam_portfolio_item *i = &p->items[item];
    const sam_portfolio_place *place = &p->places[sam_pick_place(p, item)];
    if (i->excluded || i->guarantee > place->guarantee_frame + SAM_PORTFOLIO_SLACK)
        return false;
    for (int b = 0; b < SAM_BUDGETS; b++) {
        double cost = i->cost[b] + place->activation[b];
        if (cost > p->budget[b] + SAM_PORTFOLIO_SLACK ||
            cost > place->cost_most[b] + SAM_PORTFOLIO_SLACK)
            return false;
    }
    return true;
}

/* Whether a can always stand in for b. Equals: the first of them. */
static bool dominates(const sam_portfolio *p, uint32_t a, uint32_t b) {
    const sam_portfolio_item *one = &p->items[a], *other = &p->items[b];
    if (one->worth < other->worth || one->guarantee > other->guarantee)
        return false;
    bool same = !(one->worth > other->worth) && !(one->guarantee < other->guarantee);
    for (int k = 0; k < SAM_BUDGETS; k++) {
        if (one->cost[k] > other->cost[k])
            return false;
        same = same && !(one->cost[k] < other->cost[k]);
    }
    return !same || a < b;
}

/* Two items of one project are never chosen together; nor are two of one place when it may have
 * one project only. */
static bool rivals(const sam_portfolio *p, uint32_t a, uint32_t b) {
    if (p->items[a].project == p->items[b].project)
        return true;
    return p->projects_most == 1 && sam_pick_place(p, a) == sam_pick_place(p, b);
}

uint32_t sam_portfolio_undominated(const sam_portfolio *p, uint32_t *list) {
    uint32_t candidates = 0, count = 0;
    for (uint32_t i = 0; i < p->item_count; i++)
        if (possible(p, i))
            list[candidates++] = i;
    /* Being dominated is passed on, so it does not matter that list shrinks from the front: what
     * dominated a dropped one dominates in its place. */
    for (uint32_t k = 0; k < candidates; k++) {
        bool beaten = false;
        for (uint32_t other = 0; other < candidates && !beaten; other++) {
            if (other >= count && other < k)
                continue;
            beaten =
                other != k && rivals(p, list[other], list[k]) && dominates(p, list[other], list[k]);
        }
        if (!beaten)
            list[count++] = list[k];
    }
    return count;
}

double sam_portfolio_step(const sam_portfolio *p) {
    double step = 0;
    for (uint32_t k = 0; k < p->item_count + p->place_count; k++) {
        bool item = k < p->item_count;
        double worth = fabs(item ? p->items[k].worth : p->places[k - p->item_count].worth);
        if (item && p->items[k].excluded)
            continue;
        if (worth > 1e9 || floor(worth) < worth)
            return 0;
        while (worth > 0) {
            double rest = fmod(step, worth);
            step = worth;
            worth = rest;
        }
    }
    return step;
}
