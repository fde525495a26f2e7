/* The exact choice. In this order: candidates that are beaten in everything are left out; the
 * relaxed problem gives a bound; greedy choices and the rounded relaxation give a good choice;
 * what could not better it, by the bound, is settled; the search does the rest. An answer is
 * checked to half an øre, and one that misses a budget by the solver's tolerance is cut off and the
 * search repeated. Never follows a greedy choice past its use as a beginning. */
#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/portfolio_parts.h"

enum { CUTS_MOST = 64 };

const sam_portfolio_effort sam_portfolio_default_effort = {.nodes = 200000, .seconds = 120};

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
    sam_solver_limits limits;
    sam_solver_stop stop; /* of the last search */
} search;

/* Adds the choice up in a pick of its size, from nothing: adding and taking away leaves rounding.
 */
static bool holds_in(sam_pick *pick, const sam_portfolio *p, const bool *chosen,
                     sam_portfolio_total *total) {
    bool holds = true;
    sam_pick_empty(pick);
    for (uint32_t i = 0; holds && i < p->item_count; i++) {
        if (!chosen[i])
            continue;
        holds = sam_pick_fits(pick, i);
        if (pick->item_of[p->items[i].project] == SAM_NO_ITEM)
            sam_pick_add(pick, i);
    }
    if (holds)
        *total = pick->total;
    return holds && pick->total.places >= p->places_least;
}

bool sam_portfolio_holds(const sam_portfolio *p, const bool *chosen, sam_portfolio_total *total) {
    *total = (sam_portfolio_total){0};
    sam_arena *arena = sam_arena_new();
    sam_pick pick;
    bool holds = arena && sam_pick_new(&pick, p, arena) && holds_in(&pick, p, chosen, total);
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

/* The relaxed problem: a bound, a choice, and what is settled by both. */
static sam_status relax(search *s, bool *infeasible) {
    sam_portfolio_problem written;
    sam_answer answer;
    if (!sam_portfolio_write(&written, s->p, s->list, s->count, &s->extra, s->arena))
        return SAM_MEMORY;
    written.problem.whole = NULL;
    double *reduced = sam_arena_array(s->arena, written.problem.columns, sizeof *reduced);
    if (!reduced)
        return SAM_MEMORY;
    sam_status status = sam_solve(&answer, &written.problem, &s->limits);
    *infeasible = status == SAM_OK && answer.status == SAM_SOLVER_INFEASIBLE;
    if (status == SAM_OK && answer.status == SAM_SOLVER_OPTIMAL) {
        double bound = -sam_problem_bound(&written.problem, answer.dual, reduced) / written.unit;
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

/* What the search found is worth as much as it says, or breaks a limit by the solver's tolerance
 * and is cut off. */
static outcome judge(search *s, const sam_answer *answer, double unit) {
    bool ended = answer->status == SAM_SOLVER_OPTIMAL || answer->status == SAM_SOLVER_STOPPED;
    s->stop = answer->stop;
    if (answer->status == SAM_SOLVER_INFEASIBLE)
        return NONE_BETTER;
    if (!ended)
        return answer->stop == SAM_STOP_NONE ? REFUSED : LIMITED;
    bool taken = take_answer(s, answer);
    if (answer->stop == SAM_STOP_NONE)
        return taken ? PROVED : cut_off(s, answer) ? AGAIN : REFUSED;
    /* The search was for choices better than the one known before. */
    double bound = -answer->bound / unit;
    take_bound(s, s->known ? fmax(bound, s->best.total.worth) : bound);
    return LIMITED;
}

static sam_status search_once(search *s, outcome *out) {
    sam_portfolio_problem written;
    sam_answer answer;
    s->extra.worth_least = ask_for(s);
    if (!sam_portfolio_write(&written, s->p, s->list, s->count, &s->extra, s->arena))
        return SAM_MEMORY;
    sam_status status = sam_solve(&answer, &written.problem, &s->limits);
    *out = status == SAM_OK ? judge(s, &answer, written.unit) : REFUSED;
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
    return holds_in(&s->spare, s->p, out->chosen, &out->total) ? SAM_OK : SAM_SOLVER;
}

static bool none_better(const search *s) {
    return s->known && s->bound < better_than_best(s);
}

static bool close_enough(const search *s) {
    double worth = s->best.total.worth;
    return s->known && isfinite(s->bound) && s->bound - worth <= s->limits.gap * fabs(s->bound);
}

static sam_portfolio_verdict verdict_of(const search *s, outcome end) {
    if (end == NONE_BETTER && !s->known)
        return SAM_PORTFOLIO_INFEASIBLE;
    if (end == PROVED || end == NONE_BETTER || none_better(s))
        return SAM_PORTFOLIO_BEST;
    return close_enough(s) ? SAM_PORTFOLIO_WITHIN : SAM_PORTFOLIO_STOPPED;
}

static sam_status conclude(search *s, sam_portfolio_answer *out, outcome end) {
    out->verdict = verdict_of(s, end);
    if (out->verdict == SAM_PORTFOLIO_BEST)
        s->bound = s->best.total.worth;
    if (out->verdict == SAM_PORTFOLIO_STOPPED && !s->known)
        return SAM_SOLVER;
    out->by_clock = out->verdict == SAM_PORTFOLIO_STOPPED && s->stop == SAM_STOP_TIME;
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
    if (none_better(s) || (s->limits.gap > 0 && close_enough(s)))
        return conclude(s, out, LIMITED);
    do
        status = s->count ? search_once(s, &end) : SAM_OK;
    while (status == SAM_OK && end == AGAIN);
    return status == SAM_OK ? conclude(s, out, end) : status;
}

sam_status sam_portfolio_solve(sam_portfolio_answer *out, const sam_portfolio *portfolio,
                               const bool *start, const sam_portfolio_effort *effort) {
    *out = (sam_portfolio_answer){.verdict = SAM_PORTFOLIO_INFEASIBLE};
    search s = {.p = portfolio,
                .arena = sam_arena_new(),
                .bound = SAM_REAL_INFINITY,
                .extra = {.worth_least = -SAM_REAL_INFINITY},
                .limits = sam_solver_default_limits};
    s.limits.nodes = effort->nodes;
    s.limits.gap = effort->gap;
    s.limits.safety_ms = effort->seconds < INT_MAX / 1000 ? 1000 * effort->seconds : INT_MAX;
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
