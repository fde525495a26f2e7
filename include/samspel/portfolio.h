/* A portfolio: which projects a region supports, with which model and how large, under one budget.
 *
 * The numeric problem alone: what each candidate costs and gives is found elsewhere. The answer is
 * proved best, or comes with the bound that it may miss. Greedy choice is here to be compared with,
 * never to be followed. All amounts are NOK and none is negative. */
#ifndef SAMSPEL_PORTFOLIO_H
#define SAMSPEL_PORTFOLIO_H

#include <stdbool.h>
#include <stdint.h>

#include "samspel/status.h"

/* What a common budget may limit. */
typedef enum sam_budget {
    SAM_BUDGET_PRESENT_COST, /* the municipalities' net present cost */
    SAM_BUDGET_OUTLAY,       /* what they must put up before anything comes back */
    SAM_BUDGETS
} sam_budget;

/* One project with one model in one size. At most one candidate of a project is chosen. */
typedef struct sam_portfolio_item {
    uint32_t project;
    double worth; /* what the aim gains; may be negative */
    double cost[SAM_BUDGETS];
    double guarantee; /* the most guaranteed debt */
    bool excluded;    /* never chosen */
} sam_portfolio_item;

/* A municipality. Infinite: no limit. */
typedef struct sam_portfolio_place {
    double guarantee_frame;
    double cost_most[SAM_BUDGETS];  /* of its own candidates and its activation */
    double activation[SAM_BUDGETS]; /* paid once when anything of the place is chosen */
    double worth;                   /* gained once, likewise; usually 0 */
} sam_portfolio_place;

typedef struct sam_portfolio {
    const sam_portfolio_item *items;
    uint32_t item_count;
    const uint32_t *project_place; /* of each project */
    uint32_t project_count;
    const sam_portfolio_place *places;
    uint32_t place_count;
    double budget[SAM_BUDGETS]; /* infinite: none */
    uint32_t places_least;      /* places that must get something */
    uint32_t projects_most;     /* of one place; 0: no limit */
} sam_portfolio;

typedef enum sam_portfolio_verdict {
    SAM_PORTFOLIO_BEST,       /* proved: no choice is worth more */
    SAM_PORTFOLIO_STOPPED,    /* a limit was reached; the bound says what it may miss */
    SAM_PORTFOLIO_INFEASIBLE, /* no choice satisfies every limit */
    SAM_PORTFOLIO_WITHIN      /* proved: none is worth more by more than the gap asked for */
} sam_portfolio_verdict;

/* How long to search. */
typedef struct sam_portfolio_effort {
    int nodes;   /* limit of a search tree: the same answer on every machine */
    int seconds; /* limit of a search by the clock: what it stops says so */
    double gap;  /* share of the worth that may be missing; 0: the best is proved */
} sam_portfolio_effort;

/* 200 000 nodes, two minutes, no gap. */
extern const sam_portfolio_effort sam_portfolio_default_effort;

/* What a choice amounts to. */
typedef struct sam_portfolio_total {
    double worth, cost[SAM_BUDGETS]; /* with activations */
    uint32_t items, places;
} sam_portfolio_total;

typedef struct sam_portfolio_answer {
    sam_portfolio_verdict verdict;
    bool *chosen; /* items; NULL when infeasible */
    sam_portfolio_total total;
    double bound;  /* no choice is worth more than this */
    bool by_clock; /* stopped by the clock: another machine may give another choice */
    bool cheapest; /* proved: none that is worth as much uses less of the budgets */
    uint32_t open; /* candidates that bounds alone could not settle, left to the search */
} sam_portfolio_answer;

/* Chooses. start: Nullable: a choice that is known to hold, to begin with. Clear the answer in any
 * case. SAM_SOLVER: the solver's answer was refused and no choice is known. */
SAM_MUST_USE sam_status sam_portfolio_solve(sam_portfolio_answer *out,
                                            const sam_portfolio *portfolio, const bool *start,
                                            const sam_portfolio_effort *effort);
void sam_portfolio_answer_clear(sam_portfolio_answer *answer);

/* Where several choices are worth the same, the answer becomes the one that uses the least share of
 * the budgets together. Nothing is changed when worths are not whole numbers: then hardly two are
 * the same. */
SAM_MUST_USE sam_status sam_portfolio_cheapest(sam_portfolio_answer *answer,
                                               const sam_portfolio *portfolio,
                                               const sam_portfolio_effort *effort);

/* Best worth for its share of the budgets first, until nothing more fits; places that have nothing
 * yet come first while the spread is not reached. chosen has item_count places. False: it ends
 * without the spread. */
bool sam_portfolio_greedy(const sam_portfolio *portfolio, bool *chosen);

/* Whether a choice keeps every limit, to half an øre. total: what it amounts to; empty when a
 * candidate does not fit. */
bool sam_portfolio_holds(const sam_portfolio *portfolio, const bool *chosen,
                         sam_portfolio_total *total);

/* The limits of a portfolio, one after the other: budgets, spread, projects, then each place's. */
typedef enum sam_portfolio_limit_kind {
    SAM_LIMIT_BUDGET,
    SAM_LIMIT_SPREAD,    /* at least so many places; used: how many */
    SAM_LIMIT_PROJECTS,  /* most of one place; used: the largest number */
    SAM_LIMIT_GUARANTEE, /* of a place */
    SAM_LIMIT_PLACE_COST /* of a place */
} sam_portfolio_limit_kind;

typedef struct sam_portfolio_limit {
    sam_portfolio_limit_kind kind;
    sam_budget budget; /* BUDGET and PLACE_COST */
    uint32_t place;    /* of the last two */
    double used, limit;
    bool touches; /* some candidate does not fit beside what is chosen; else gain is 0 */
    double gain;  /* what the best choice is worth more without this limit; above 0: it binds */
    bool proved;  /* the gain; else it may be larger */
} sam_portfolio_limit;

/* Fills the limits that exist, for an answer that is not infeasible; most: room in out. */
SAM_MUST_USE sam_status sam_portfolio_limits(sam_portfolio_limit *out, uint32_t most,
                                             uint32_t *count, const sam_portfolio *portfolio,
                                             const sam_portfolio_answer *answer,
                                             const sam_portfolio_effort *effort);

/* What more of one budget would buy: budget and more are given, the rest is found. */
typedef struct sam_portfolio_next {
    sam_budget budget;
    double more; /* NOK */
    sam_portfolio_total total;
    double bound;
    bool proved;
} sam_portfolio_next;
SAM_MUST_USE sam_status sam_portfolio_more(sam_portfolio_next *next, const sam_portfolio *portfolio,
                                           const sam_portfolio_answer *answer,
                                           const sam_portfolio_effort *effort);

/* Why a portfolio is infeasible: the most places that can get something within all other limits,
 * and the least of each budget that reaches the spread when that budget alone is free. */
typedef struct sam_portfolio_reach {
    uint32_t places_most;
    bool reachable[SAM_BUDGETS]; /* proved, with the others as they are */
    double least[SAM_BUDGETS];
} sam_portfolio_reach;
SAM_MUST_USE sam_status sam_portfolio_reach_of(sam_portfolio_reach *out,
                                               const sam_portfolio *portfolio,
                                               const sam_portfolio_effort *effort);

#endif
