/* A region's choice as reports show it. */
#ifndef SAMSPEL_REPORT_PORTFOLIO_H
#define SAMSPEL_REPORT_PORTFOLIO_H

#include "base/text.h"
#include "choice/portfolio_candidates.h"

/* Everything is borrowed. */
typedef struct sam_portfolio_view {
    const char *version;
    const sam_region *region;
    const sam_candidates *candidates;
    const sam_portfolio *portfolio;
    const sam_portfolio_answer *answer;
    const bool *greedy; /* candidates */
    bool greedy_spread; /* the greedy choice reaches the spread */
    sam_portfolio_total greedy_total;
    const sam_portfolio_limit *limits;
    uint32_t limit_count;
    const sam_portfolio_next *next;
    uint32_t next_count;
    const sam_portfolio_reach *reach; /* Nullable: only when infeasible */
} sam_portfolio_view;

/* commands: how to run each chosen candidate again. */
void sam_portfolio_text(sam_text *out, const sam_portfolio_view *view, size_t width, bool commands);
void sam_portfolio_json(sam_text *out, const sam_portfolio_view *view);
/* One line a candidate. */
void sam_portfolio_csv(sam_text *out, const sam_portfolio_view *view);

/* The integer problem of all candidates, with readable names, as other solvers read it. */
void sam_portfolio_lp(sam_text *out, const sam_portfolio_view *view);
void sam_portfolio_mps(sam_text *out, const sam_portfolio_view *view);

/* The command that gives a candidate's figures again. */
void sam_candidate_command(sam_text *out, const sam_region *region, const sam_candidate *c,
                           const char *between);

/* "present_cost" or "outlay"; "best", "stopped" or "infeasible". */
const char *sam_budget_word(sam_budget budget);
const char *sam_portfolio_word(sam_portfolio_verdict verdict);
const char *sam_portfolio_limit_word(sam_portfolio_limit_kind kind);
double sam_portfolio_gap(const sam_portfolio_answer *answer); /* share of the bound */
double sam_portfolio_dwellings(const sam_portfolio_view *view, const bool *chosen);

#endif
