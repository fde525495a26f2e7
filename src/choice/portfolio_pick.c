/* Choosing by hand: the greedy choice that people make, and exchanges that improve a choice. What
 * is found here begins the exact search; it proves nothing. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/portfolio_parts.h"

uint32_t sam_pick_place(const sam_portfolio *portfolio, uint32_t item) {
    return portfolio->project_place[portfolio->items[item].project];
}

bool sam_pick_new(sam_pick *pick, const sam_portfolio *p, sam_arena *arena) {
    size_t doubles = (size_t)p->place_count * (1 + SAM_BUDGETS);
    size_t wholes = (size_t)p->place_count + p->project_count;
    *pick = (sam_pick){.portfolio = p,
                       .block_size = doubles * sizeof(double) + wholes * sizeof(uint32_t)};
    pick->block = sam_arena_alloc(arena, pick->block_size + 1);
    if (!pick->block)
        return false;
    pick->guarantee = pick->block;
    pick->cost = pick->guarantee + p->place_count;
    pick->count = (uint32_t *)(void *)(pick->cost + SAM_BUDGETS * (size_t)p->place_count);
    pick->item_of = pick->count + p->place_count;
    sam_pick_empty(pick);
    return true;
}

void sam_pick_empty(sam_pick *pick) {
    memset(pick->block, 0, pick->block_size);
    for (uint32_t j = 0; j < pick->portfolio->project_count; j++)
        pick->item_of[j] = SAM_NO_ITEM;
    pick->total = (sam_portfolio_total){0};
}

void sam_pick_copy(sam_pick *to, const sam_pick *from) {
    memcpy(to->block, from->block, from->block_size);
    to->total = from->total;
}

/* What the item adds to a budget. */
static double added(const sam_pick *pick, uint32_t item, int budget) {
    const sam_portfolio *p = pick->portfolio;
    uint32_t place = sam_pick_place(p, item);
    double first = pick->count[place] ? 0 : p->places[place].activation[budget];
    return p->items[item].cost[budget] + first;
}

bool sam_pick_fits(const sam_pick *pick, uint32_t item) {
    const sam_portfolio *p = pick->portfolio;
    const sam_portfolio_item *i = &p->items[item];
    uint32_t at = sam_pick_place(p, item);
    const sam_portfolio_place *place = &p->places[at];
    if (i->excluded || pick->item_of[i->project] != SAM_NO_ITEM)
        return false;
    if (p->projects_most && pick->count[at] >= p->projects_most)
        return false;
    if (pick->guarantee[at] + i->guarantee > place->guarantee_frame + SAM_PORTFOLIO_SLACK)
        return false;
    for (int b = 0; b < SAM_BUDGETS; b++) {
        double more = added(pick, item, b);
        if (pick->total.cost[b] + more > p->budget[b] + SAM_PORTFOLIO_SLACK ||
            pick->cost[at * SAM_BUDGETS + (uint32_t)b] + more >
                place->cost_most[b] + SAM_PORTFOLIO_SLACK)
            return false;
    }
    return true;
}

double sam_pick_gain(const sam_pick *pick, uint32_t item) {
    const sam_portfolio *p = pick->portfolio;
    uint32_t place = sam_pick_place(p, item);
    return p->items[item].worth + (pick->count[place] ? 0 : p->places[place].worth);
}

double sam_pick_share(const sam_pick *pick, uint32_t item) {
    double share = 0;
    for (int b = 0; b < SAM_BUDGETS; b++) {
        double budget = pick->portfolio->budget[b];
        if (isfinite(budget) && budget > 0)
            share += added(pick, item, b) / budget;
    }
    return share;
}

void sam_pick_add(sam_pick *pick, uint32_t item) {
    const sam_portfolio *p = pick->portfolio;
    uint32_t place = sam_pick_place(p, item);
    pick->total.worth += sam_pick_gain(pick, item);
    for (uint32_t b = 0; b < SAM_BUDGETS; b++) {
        double more = added(pick, item, (int)b);
        pick->total.cost[b] += more;
        pick->cost[place * SAM_BUDGETS + b] += more;
    }
    pick->guarantee[place] += p->items[item].guarantee;
    pick->total.places += pick->count[place]++ == 0;
    pick->total.items++;
    pick->item_of[p->items[item].project] = item;
}

void sam_pick_remove(sam_pick *pick, uint32_t project) {
    const sam_portfolio *p = pick->portfolio;
    uint32_t item = pick->item_of[project];
    if (item == SAM_NO_ITEM)
        return;
    uint32_t place = p->project_place[project];
    pick->item_of[project] = SAM_NO_ITEM;
    pick->total.items--;
    pick->total.places -= --pick->count[place] == 0;
    pick->guarantee[place] -= p->items[item].guarantee;
    pick->total.worth -= sam_pick_gain(pick, item);
    for (uint32_t b = 0; b < SAM_BUDGETS; b++) {
        double less = added(pick, item, (int)b);
        pick->total.cost[b] -= less;
        pick->cost[place * SAM_BUDGETS + b] -= less;
    }
}

/* Whether worth for share beats the best so far. */
static bool better(double gain, double share, double best_gain, double best_share) {
    double left = gain * best_share, right = best_gain * share;
    if (left > right || right > left)
        return left > right;
    return gain > best_gain;
}

void sam_pick_greedy(sam_pick *pick, const uint32_t *list, uint32_t count) {
    const sam_portfolio *p = pick->portfolio;
    for (;;) {
        bool spreading = pick->total.places < p->places_least;
        uint32_t best = SAM_NO_ITEM;
        double best_gain = 0, best_share = 0;
        for (uint32_t k = 0; k < count; k++) {
            uint32_t item = list ? list[k] : k;
            if (spreading && pick->count[sam_pick_place(p, item)])
                continue;
            double gain = sam_pick_gain(pick, item), share = sam_pick_share(pick, item);
            if ((gain <= 0 && !spreading) || !sam_pick_fits(pick, item))
                continue;
            if (best != SAM_NO_ITEM && !better(gain, share, best_gain, best_share))
                continue;
            best = item;
            best_gain = gain;
            best_share = share;
        }
        if (best == SAM_NO_ITEM)
            return;
        sam_pick_add(pick, best);
    }
}

/* The project of the place that is worth least, to make room for another. */
static uint32_t least_project(const sam_pick *pick, uint32_t place) {
    const sam_portfolio *p = pick->portfolio;
    uint32_t least = SAM_NO_ITEM;
    for (uint32_t j = 0; j < p->project_count; j++) {
        if (p->project_place[j] != place || pick->item_of[j] == SAM_NO_ITEM)
            continue;
        if (least == SAM_NO_ITEM ||
            p->items[pick->item_of[j]].worth < p->items[pick->item_of[least]].worth)
            least = j;
    }
    return least;
}

static void fill(sam_pick *pick, const uint32_t *list, uint32_t count) {
    for (uint32_t k = 0; k < count; k++)
        if (sam_pick_gain(pick, list[k]) > 0 && sam_pick_fits(pick, list[k]))
            sam_pick_add(pick, list[k]);
}

/* Whether the choice with the item in it, filled up, is worth more; then it is kept. */
static bool exchange(sam_pick *pick, sam_pick *spare, uint32_t item, const uint32_t *list,
                     uint32_t count) {
    const sam_portfolio *p = pick->portfolio;
    uint32_t project = p->items[item].project, place = p->project_place[project];
    sam_pick_copy(spare, pick);
    sam_pick_remove(spare, project);
    if (p->projects_most && spare->count[place] >= p->projects_most)
        sam_pick_remove(spare, least_project(spare, place));
    if (!sam_pick_fits(spare, item))
        return false;
    sam_pick_add(spare, item);
    fill(spare, list, count);
    double least = pick->total.worth + 1e-9 * (1 + fabs(pick->total.worth));
    bool spread = spare->total.places >= p->places_least;
    if (!spread || !(spare->total.worth > least))
        return false;
    sam_pick_copy(pick, spare);
    return true;
}

void sam_pick_improve(sam_pick *pick, sam_pick *spare, const uint32_t *list, uint32_t count) {
    fill(pick, list, count);
    bool helped = true;
    for (int round = 0; round < 50 && helped; round++) {
        helped = false;
        for (uint32_t k = 0; k < count; k++)
            if (pick->item_of[pick->portfolio->items[list[k]].project] != list[k])
                helped = exchange(pick, spare, list[k], list, count) || helped;
    }
}
