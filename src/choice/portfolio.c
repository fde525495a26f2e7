/* The exact choice. In this order: candidates that are beaten in everything are left out; the
 * relaxed problem gives a bound; greedy choices and the rounded relaxation give a good choice;
 * what could not better it, by the bound, is settled; the search does the rest. An answer is
 * checked to half an øre, and one that misses a budget by the solver's tolerance is cut off and the
 * search repeated. Never follows a greedy choice past its use as a beginning. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/portfolio_parts.h"

enum { CUTS_MOST = 64 };

typedef struct search {
    const sam_portfolio *p;
    sam_arena *arena;
    uint32_t *list; /* candidates left */
    uint32_t count;
    sam_pick best, trial, spare;
    bool known;  /* best holds every limit */
    double step; /* two choices of different worth differ by at least this; 0: not known */
    double bound;
    sam_portfolio_extra extra;
    uint32_t *cuts;
    int nodes;
} search;

bool sam_portfolio_holds(const sam_portfolio *p, const bool *chosen, sam_portfolio_total *total) {
    *total = (sam_portfolio_total){0};
    sam_arena *arena = sam_arena_new();
    sam_pick pick;
    bool holds = arena && sam_pick_new(&pick, p, arena);
    for (uint32_t i = 0; holds && i < p->item_count; i++) {
        if (!chosen[i])
            continue;
        holds = sam_pick_fits(&pick, i);
        if (pick.item_of[p->items[i].project] == SAM_NO_ITEM)
            sam_pick_add(&pick, i);
    }
    if (holds)
        *total = pick.total;
    holds = holds && pick.total.places >= p->places_least;
    sam_arena_free(arena);
    return holds;
}

bool sam_portfolio_greedy(const sam_portfolio *p, bool *chosen) {
    sam_arena *arena = sam_arena_new();
    sam_pick pick;
    bool spread = arena && sam_pick_new(&pick, p, arena);
    memset(chosen, 0, p->item_count * sizeof *chosen);
    if (spread) {
        sam_pick_greedy(&pick, NULL, p->item_count);
        spread = pick.total.places >= p->places_least;
        for (uint32_t j = 0; j < p->project_count; j++)
            if (pick.item_of[j] != SAM_NO_ITEM)
                chosen[pick.item_of[j]] = true;
    }
    sam_arena_free(arena);
    return spread;
}

/* Keeps the trial when it holds and is worth more. */
static void consider(search *s) {
    bool holds = s->trial.total.places >= s->p->places_least;
    if (holds && (!s->known || s->trial.total.worth > s->best.total.worth)) {
        sam_pick_copy(&s->best, &s->trial);
        s->known = true;
    }
}

static void improve(search *s) {
    sam_pick_improve(&s->trial, &s->spare, s->list, s->count);
    consider(s);
}

static void consider_given(search *s, const bool *start) {
    for (uint32_t i = 0; start && i < s->p->item_count; i++)
        if (start[i] && sam_pick_fits(&s->trial, i))
            sam_pick_add(&s->trial, i);
    consider(s);
}

/* What a choice must be worth to be better than the best so far. */
static double better_than_best(const search *s) {
    double worth = s->best.total.worth;
    return s->step > 0 ? worth + s->step - 1e-6 * s->step : worth + 1e-9 * (1 + fabs(worth));
}

/* The row that asks for better. Where worths differ by no known step, it asks for as much, less
 * what the solver cannot tell apart: asking for a hair more would be granted by its tolerance. */
static double ask_for(const search *s) {
    double worth = s->best.total.worth;
    if (!s->known)
        return -SAM_REAL_INFINITY;
    return s->step > 0 ? better_than_best(s) : worth - 1e-6 * (1 + fabs(worth));
}

static void take_bound(search *s, double bound) {
    if (s->step > 0)
        bound = s->step * floor(bound / s->step + 1e-6);
    s->bound = fmin(s->bound, bound);
}

/* The relaxed solution rounded down, then filled up. */
static void round_relaxed(search *s, const sam_answer *answer) {
    sam_pick_empty(&s->trial);
    for (uint32_t k = 0; k < s->count; k++)
        if (answer->x[k] > 0.999 && sam_pick_fits(&s->trial, s->list[k]))
            sam_pick_add(&s->trial, s->list[k]);
    improve(s);
}

/* Leaves out the candidates that no better choice contains. */
static void settle(search *s, const double *reduced, double bound) {
    uint32_t left = 0;
    double least = better_than_best(s);
    for (uint32_t k = 0; k < s->count; k++) {
        bool hopeless = reduced[k] > 0 && bound - reduced[k] < least;
        if (!hopeless)
            s->list[left++] = s->list[k];
    }
    s->count = left;
}

static const sam_solver_limits *limits_of(const search *s, sam_solver_limits *limits) {
    *limits = sam_solver_default_limits;
    limits->nodes = s->nodes;
    return limits;
}

/* The relaxed problem: a bound, a choice, and what is settled by both. */
static sam_status relax(search *s, bool *infeasible) {
    sam_portfolio_problem written;
    sam_answer answer;
    sam_solver_limits limits;
    if (!sam_portfolio_write(&written, s->p, s->list, s->count, &s->extra, s->arena))
        return SAM_MEMORY;
    written.problem.whole = NULL;
    double *reduced = sam_arena_array(s->arena, written.problem.columns, sizeof *reduced);
    if (!reduced)
        return SAM_MEMORY;
    sam_status status = sam_solve(&answer, &written.problem, limits_of(s, &limits));
    *infeasible = status == SAM_OK && answer.status == SAM_SOLVER_INFEASIBLE;
    if (status == SAM_OK && answer.status == SAM_SOLVER_OPTIMAL) {
        double bound = -sam_portfolio_bound(&written.problem, answer.dual, reduced) / written.unit;
        for (uint32_t j = 0; j < written.items; j++)
            reduced[j] /= written.unit;
        take_bound(s, bound);
        round_relaxed(s, &answer);
        if (s->known)
            settle(s, reduced, bound);
    }
    sam_answer_clear(&answer);
    return status;
}

/* Items of an answer that together break a limit on what they cost: never all of them again. */
static bool cut_off(search *s, const sam_answer *answer) {
    if (s->extra.cut_count == CUTS_MOST)
        return false;
    for (uint32_t k = 0; k < s->count; k++)
        if (answer->x[k] > 0.5)
            s->cuts[s->extra.cut_items++] = s->list[k];
    s->cuts[s->extra.cut_items++] = SAM_NO_ITEM;
    s->extra.cut_count++;
    return true;
}

/* Takes the answer over when it holds to half an øre. */
static bool take_answer(search *s, const sam_answer *answer) {
    sam_pick_empty(&s->trial);
    for (uint32_t k = 0; k < s->count; k++) {
        if (!(answer->x[k] > 0.5))
            continue;
        if (!sam_pick_fits(&s->trial, s->list[k]))
            return false;
        sam_pick_add(&s->trial, s->list[k]);
    }
    if (s->trial.total.places < s->p->places_least)
        return false;
    consider(s);
    return true;
}

typedef enum outcome { PROVED, NONE_BETTER, LIMITED, REFUSED, AGAIN } outcome;

static sam_status search_once(search *s, outcome *out) {
    sam_portfolio_problem written;
    sam_answer answer;
    sam_solver_limits limits;
    s->extra.worth_least = ask_for(s);
    if (!sam_portfolio_write(&written, s->p, s->list, s->count, &s->extra, s->arena))
        return SAM_MEMORY;
    sam_status status = sam_solve(&answer, &written.problem, limits_of(s, &limits));
    *out = REFUSED;
    if (status == SAM_OK && answer.status == SAM_SOLVER_INFEASIBLE)
        *out = NONE_BETTER;
    else if (status == SAM_OK && answer.status == SAM_SOLVER_OPTIMAL)
        *out = take_answer(s, &answer) ? PROVED : cut_off(s, &answer) ? AGAIN : REFUSED;
    else if (status == SAM_OK && strcmp(answer.reason, "the limit of nodes was reached") == 0)
        *out = LIMITED;
    sam_answer_clear(&answer);
    return status;
}

static sam_status finish(search *s, sam_portfolio_answer *out) {
    out->open = s->count;
    out->total = s->best.total;
    out->bound = s->bound;
    if (!s->known)
        return SAM_OK;
    out->chosen = sam_alloc(s->p->item_count * sizeof *out->chosen + 1);
    if (!out->chosen)
        return SAM_MEMORY;
    memset(out->chosen, 0, s->p->item_count * sizeof *out->chosen);
    for (uint32_t j = 0; j < s->p->project_count; j++)
        if (s->best.item_of[j] != SAM_NO_ITEM)
            out->chosen[s->best.item_of[j]] = true;
    /* Summed afresh: adding and taking away leaves rounding. */
    return sam_portfolio_holds(s->p, out->chosen, &out->total) ? SAM_OK : SAM_SOLVER;
}

static sam_status conclude(search *s, sam_portfolio_answer *out, outcome end) {
    if (end == PROVED || (end == NONE_BETTER && s->known))
        s->bound = s->best.total.worth;
    out->verdict = end == PROVED || end == NONE_BETTER ? SAM_PORTFOLIO_BEST : SAM_PORTFOLIO_STOPPED;
    if (end == NONE_BETTER && !s->known)
        out->verdict = SAM_PORTFOLIO_INFEASIBLE;
    if (out->verdict == SAM_PORTFOLIO_STOPPED && !s->known)
        return SAM_SOLVER;
    return finish(s, out);
}

static sam_status run(search *s, sam_portfolio_answer *out, const bool *start) {
    bool infeasible = false;
    outcome end = NONE_BETTER;
    s->count = sam_portfolio_undominated(s->p, s->list);
    s->step = sam_portfolio_step(s->p);
    consider_given(s, start);
    sam_pick_empty(&s->trial);
    sam_pick_greedy(&s->trial, s->list, s->count);
    improve(s);
    if (s->count == 0)
        return conclude(s, out, end);
    sam_status status = relax(s, &infeasible);
    if (status != SAM_OK || infeasible)
        return status == SAM_OK ? conclude(s, out, NONE_BETTER) : status;
    if (s->known && s->bound < better_than_best(s))
        return conclude(s, out, NONE_BETTER);
    do
        status = s->count ? search_once(s, &end) : SAM_OK;
    while (status == SAM_OK && end == AGAIN);
    return status == SAM_OK ? conclude(s, out, end) : status;
}

sam_status sam_portfolio_solve(sam_portfolio_answer *out, const sam_portfolio *portfolio,
                               const bool *start, int nodes) {
    *out = (sam_portfolio_answer){.verdict = SAM_PORTFOLIO_INFEASIBLE};
    search s = {.p = portfolio,
                .arena = sam_arena_new(),
                .bound = SAM_REAL_INFINITY,
                .extra = {.worth_least = -SAM_REAL_INFINITY},
                .nodes = nodes};
    bool room = s.arena && sam_pick_new(&s.best, portfolio, s.arena) &&
                sam_pick_new(&s.trial, portfolio, s.arena) &&
                sam_pick_new(&s.spare, portfolio, s.arena);
    if (room) {
        s.list = sam_arena_array(s.arena, portfolio->item_count + 1u, sizeof *s.list);
        size_t most = (size_t)CUTS_MOST * ((size_t)portfolio->project_count + 1);
        s.cuts = sam_arena_array(s.arena, most, sizeof *s.cuts);
    }
    s.extra.cuts = s.cuts;
    sam_status status = room && s.list && s.cuts ? run(&s, out, start) : SAM_MEMORY;
    sam_arena_free(s.arena);
    return status;
}

void sam_portfolio_answer_clear(sam_portfolio_answer *answer) {
    sam_free(answer->chosen);
    *answer = (sam_portfolio_answer){.verdict = SAM_PORTFOLIO_INFEASIBLE};
}
