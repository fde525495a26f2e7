/* Choice: which terms of a deal serve an aim best while everybody's limits hold, why, and what it
 * would take where nothing does.
 *
 * The search never derives a figure of the deal: slopes are read off the plan's rows, and what the
 * ledger says of the terms found is what counts. It finds a local optimum from several starts;
 * where it says that no terms satisfy every limit, none were found from any of them. */
#ifndef SAMSPEL_CHOICE_H
#define SAMSPEL_CHOICE_H

#include "samspel/plan.h"
#include "samspel/risk.h"

enum { SAM_CHOICE_TERMS_MOST = 32, SAM_CHOICE_LIMITS_MOST = 64 };

typedef struct sam_choice_options {
    /* Inputs to be decided, each "NAME" or "NAME:LOW:HIGH" in the input's own unit, such as
     * "plot.price_share:0:1", or a word for it: "rent", "plot_price", "loan", "grant",
     * "fixed_share", "guarantee_share", "guarantee_years". None: what the model marks, else as
     * "usual": rents, loan amounts and the price of the plot.
     * Whole numbers: a number of dwellings, years; "homes:CLAUSE[:LOW:HIGH]", how many homes become
     * what that clause says, another clause having the rest; and "use:CLAUSE", whether a grant, a
     * loan, a guarantee or a lease is used at all; where its amount or share is decided too, that
     * is 0 or between its bounds, and the only term of the two. */
    const char *const *decide;
    size_t decide_count;
    /* "municipal_cost", "rent", "capital_cost", "owner_npv", or the name of a scalar row with "+"
     * (as much as possible) or "-" (as little) before it; several with commas: each is settled
     * before the next. "cvar:PARTY", with draws: the mean of the party's net present cost in the
     * dearest 5 % of the draws. NULL: "municipal_cost". */
    const char *objective;
    double cover;      /* least DSCR in every full year; below 0: the scenario's goals.dscr_min */
    bool above_market; /* rents may be agreed above market rent */
    uint32_t starts;   /* points of the design that are tried besides the deal as it is; 0: 32 */
    uint32_t nodes;    /* most combinations and boxes of whole numbers that are solved; 0: 400 */
    /* Draws of the risk engine, which objectives and limits may be about; 0: none. */
    uint64_t draws, seed;
    unsigned threads;   /* the answer does not depend on them; 0: 1 */
    double cover_share; /* least share of the draws in which cover must hold: held by asking that
                           the mean of the other share, in its lowest years, is not below; 1: every
                           draw; 0: not asked */
    const char *const *cvar_most; /* "PARTY:NOK": the most its CVaR 95 may be, see objective */
    size_t cvar_most_count;
    bool english; /* texts of the answer in English whatever the language of faults: for programs */
    bool full;    /* the last problem is solved written out in full too, and kept so */
    const atomic_int *cancel; /* Nullable: the search ends once it is not 0; with draws only */
    void (*progress)(void *context, const char *what); /* Nullable */
    void *context;
} sam_choice_options;

/* Who says what is decided. */
typedef enum sam_decided_by {
    SAM_DECIDED_BY_OPTIONS,
    SAM_DECIDED_BY_MODEL,
    SAM_DECIDED_AS_USUAL
} sam_decided_by;

/* What is decided of a deal, as it is written; borrowed from the options or the deal. */
const char *const *sam_choice_decisions(const sam_deal *deal, const sam_choice_options *options,
                                        size_t *count, sam_decided_by *by);

/* A term that was decided. */
typedef struct sam_choice_term {
    const char *name; /* of the input */
    uint32_t input;
    sam_unit unit;
    double low, high; /* where it was looked for */
    double base;      /* in the deal as it is; of a loan or grant: what it came to */
    double value;     /* chosen */
    int at_bound;     /* -1 low, 1 high, 0 neither */
    double reduced;   /* what the objective gains when the bound in force gives way by 1 unit */
    bool whole;       /* a whole number; then neither of the last two */
    /* Of a loan that is not used: the input that its rate is agreed by, and below what it would be
     * used, the rest being as it is; found by solving again. */
    const sam_input *enters; /* Nullable */
    double enters_below;     /* NaN: at no rate that the field allows */
} sam_choice_term;

/* What somebody asks for. */
typedef struct sam_choice_limit {
    const char *name;       /* "developer.npv", "husbanken_loan.limit_ltv", "cover" */
    const char *text;       /* English: what is asked for */
    const char *row;        /* of the plan, whose figure is asked about */
    uint32_t party;         /* who asks; SAM_NO_PARTY: a programme, the law or the market */
    const sam_input *bound; /* Nullable: the figure that sets it, with its term and source */
    sam_unit unit;          /* of spare, and of what a price is for */
    double spare;   /* by the ledger: how much more than asked for there is; below 0: missed */
    uint32_t month; /* where it is least; 0: not a matter of months */
    bool binding;
    /* What the objective gains, in its unit, when one unit less is asked for: measured by solving
     * again. It holds while up to `price_to` less is asked for. */
    double price, price_to;
    bool priced; /* solving again at the end of the range gave what the price says */
} sam_choice_limit;

/* A way out where not every limit can hold: by how much each of some limits must give way. The
 * search for it is local: less may do. */
typedef struct sam_relaxation {
    uint32_t count;
    const uint32_t *limits;
    const double *amounts; /* in the limits' units; above 0 */
    /* Instead of limits: an input that must have another value. */
    const char *input; /* Nullable */
    sam_unit unit;
    double from, to;
    /* What parties and tenants give by it, NOK present value at their own rates: owners and the
     * municipality below their limits, tenants in rent above theirs. NaN: a limit that gives way is
     * nobody's money. */
    double cost;
} sam_relaxation;

/* What speaks for the answer. Differences are by the ledger run afresh. */
typedef struct sam_certificate {
    double rerun_difference; /* NOK: rows as read with slopes against the ledger, the largest */
    double step_difference;  /* NOK: a step that is not small, predicted against the ledger */
    double step;             /* its length, in steps that matter; 0: none could be judged */
    uint32_t step_rows;      /* rows and months compared by it */
    double primal_residual, dual_residual; /* of the last linear problem, in its own scale */
    double gap;                            /* of primal and dual objective, relative */
    double better; /* what the last linear problem still promises, in the objective's unit */
    bool at_kink;  /* the optimum rests on a kink: prices were measured, not read */
    uint32_t rounds, starts, starts_agreeing;
    /* With draws. Differences are between what was solved and a fresh run of the risk engine at the
     * answer, of sums of money: of the objective when it is about draws, and of limits. */
    uint64_t draws, seed;    /* where nothing satisfies everybody: those by which it was told */
    double draws_difference; /* NOK, the largest */
    double lower, upper;     /* of the last problem's objective by cuts, in its unit */
    uint32_t cut_rounds, cuts;
    double full;       /* the same by the problem in full; NaN: not asked for */
    double cover_held; /* share of the draws in which cover holds; NaN: not asked */
} sam_certificate;

/* How whole numbers were decided: each combination by itself, or boxes of them bounded by what the
 * same search finds where they may be broken. */
typedef struct sam_choice_whole {
    uint32_t count;         /* terms that are whole; 0: none */
    uint32_t tried, solved; /* combinations; with the boxes */
    bool every;             /* every combination was tried */
    bool stopped;           /* the limit of nodes was reached */
    bool bounded;           /* something is known of what was left: nothing there is better than */
    double bound, gap;      /* in the objective's unit; relative to the value */
} sam_choice_whole;

/* The last linear problem, in the terms' own units: the first objective is minimised while
 * sum of entries * columns >= least in every row, low <= columns <= high. The first columns are the
 * terms. With draws there follow the tails, of each limit that is about draws and of such an
 * objective, in the unit of what they are of; a limit's tail is what is missing of it. Their rows
 * come last: the cuts that were made, or in full one for each draw and year, with columns for the
 * edge of each tail and for what each draw lies beyond it. */
typedef struct sam_choice_linear {
    uint32_t columns, rows, entries;
    double constant;                 /* of the objective */
    const double *cost, *low, *high; /* columns */
    double factor; /* a power of ten that cost, constant and objective have been multiplied by */
    const char *const *column_name; /* NULL: a term */
    const double *least;            /* rows */
    const uint32_t *limit, *month;  /* rows: what they are of */
    const char *const *row_name;    /* NULL: by limit and month */
    const uint32_t *tails;          /* what each tail is of: a limit; UINT32_MAX: the objective */
    uint32_t tail_count;
    const uint32_t *entry_row, *entry_term;
    const double *entry_value;
    double objective; /* its optimum */
} sam_choice_linear;

typedef struct sam_choice {
    const sam_plan *plan;  /* borrowed */
    const char *objective; /* as asked for */
    const char *objective_text;
    sam_unit objective_unit;
    bool highest; /* the first objective was made as great as possible */
    double value; /* of the first objective, by the ledger */
    double base;  /* likewise in the deal as it is */
    sam_choice_term *terms;
    uint32_t term_count;
    sam_decided_by decided_by;
    sam_choice_limit *limits;
    uint32_t limit_count;
    bool feasible;
    uint32_t *conflict; /* limits: all cannot hold, and would without any one of them */
    uint32_t conflict_count;
    sam_relaxation *relaxations; /* the cheapest first, what has no cost in money last */
    uint32_t relaxation_count;
    sam_certificate certificate;
    sam_choice_whole whole;
    sam_choice_linear linear; /* rows 0: none */
    struct sam_arena *arena;
} sam_choice;

/* What must be laid over the scenario so that amounts can be decided, as overrides for
 * sam_deal_read. The first `plain` of them give each loan or grant that is to be decided a ceiling,
 * where it has none, so that its amount is an input, and each loan of which a part is to be fixed a
 * part of 0: the deal stays what it is. The others let that
 * amount be paid out whatever the limits, so that the search can hold them itself. *out is one
 * block; free it with sam_choice_ceilings_free. SAM_MEMORY is the only failure. */
SAM_MUST_USE sam_status sam_choice_ceilings(sam_override **out, size_t *plain, size_t *count,
                                            const sam_deal *deal,
                                            const sam_choice_options *options);
void sam_choice_ceilings_free(sam_override *overrides);

/* Decides. plan: of the deal with all of sam_choice_ceilings laid over it; plain: with the first of
 * them only, by which the answer is judged. SAM_OK; SAM_INFEASIBLE: *out tells the conflict;
 * SAM_SOLVER: *out holds an answer whose certificate fails; SAM_USAGE: a term or an objective is
 * unknown, *out is NULL; SAM_INPUT: draws that are impossible; SAM_LIMIT: stopped; SAM_MEMORY. Free
 * with sam_choice_free. */
SAM_MUST_USE sam_status sam_choice_optimise(sam_choice **out, const sam_plan *plan,
                                            const sam_plan *plain,
                                            const sam_choice_options *options, sam_diags *diags);
void sam_choice_free(sam_choice *choice);

/* ---- the front of two objectives ---- */

enum { SAM_FRONTIER_CORNERS_MOST = 256 };

/* A corner of the front, and the side from it to the next one, where x is larger. With whole
 * numbers a front may break: then there is no side, and the next corner has other whole numbers. */
typedef struct sam_frontier_corner {
    double x, y;         /* by the ledger run afresh, as the objectives are told; of draws, by the
                            risk engine */
    const double *terms; /* of the choice; whole ones as they are told */
    bool breaks; /* nothing that is on the front lies between this and the next; slope is 0 then */
    const bool *binding; /* limits of the choice, by index */
    double slope;        /* change of y for one unit more of x, along the side; 0 at the last */
    double bend;         /* how far the side's middle, solved again, lies from the line, in y */
    bool straight;       /* no farther than a millionth of the front's height; with draws, of which
                            each makes a corner, than a ten-thousandth */
    /* Of a fresh run from what the last linear problem foretold, the largest of the objectives, in
     * their units, and of limits in NOK: of the ledger, and of the draws. */
    double difference, draws_difference;
    bool certified; /* none above 1 kr or a billionth of its size, or a millionth of what is not
                       money; and every limit holds */
} sam_frontier_corner;

typedef struct sam_frontier {
    sam_choice *choice;          /* terms and limits; where nothing holds, the conflict */
    const char *x_name, *y_name; /* as asked for */
    const char *x_text, *y_text;
    sam_unit x_unit, y_unit;
    bool x_highest, y_highest; /* asked for as much as possible */
    sam_frontier_corner *corners;
    uint32_t corner_count;
    uint32_t solved;   /* problems */
    uint32_t untraced; /* combinations of whole numbers whose front the search lost */
    bool convex;       /* no side lies above its neighbours' lines */
    bool whole;        /* false: there were more corners than are kept */
} sam_frontier;

/* The terms none of which is better in one objective without being worse in the other. objective
 * of the options is "X,Y". y is made best for one value of x after the other: from the two ends,
 * where the lines through the ends of a side meet, until every side is a line or bends less than a
 * thousandth of the front. A front that is not convex is found where the search is not caught in a
 * lesser optimum. With whole numbers it is what nothing beats of the fronts of all combinations;
 * choice->whole tells how many there were, and whether the limit of nodes was reached. SAM_OK;
 * SAM_INFEASIBLE: *out tells why; SAM_SOLVER: *out holds a front, some corners of which are not
 * certified; SAM_USAGE, SAM_MEMORY: *out is NULL. Free with sam_frontier_free. */
SAM_MUST_USE sam_status sam_frontier_trace(sam_frontier **out, const sam_plan *plan,
                                           const sam_plan *plain, const sam_choice_options *options,
                                           sam_diags *diags);
void sam_frontier_free(sam_frontier *frontier);

/* ---- the room there is for negotiation ---- */

enum { SAM_ROOM_CORNERS_MOST = 64, SAM_ROOM_PARTIES_MOST = 8 };

/* A corner, and the side from it to the next one, counter-clockwise. */
typedef struct sam_room_corner {
    double x, y;       /* in the terms' own units */
    uint32_t limit;    /* that owns the side; UINT32_MAX: the bound of a term */
    uint32_t term;     /* 0: x, 1: y; where a bound owns it */
    bool straight;     /* by the ledger, the middle of the side holds everything too */
    double difference; /* NOK, the largest: what limits have to spare by the ledger run afresh, from
                          what was foretold */
} sam_room_corner;

/* A point that somebody could call fair, and what each party gains beyond its own limit, NOK. */
typedef struct sam_room_point {
    bool exists;
    double x, y;
    double gains[SAM_ROOM_PARTIES_MOST];
    double difference; /* as of a corner */
} sam_room_point;

/* The room of one combination of whole numbers. */
typedef struct sam_room_choice {
    const double *whole; /* by term of the choice; NaN: not a whole number */
    const sam_room_corner *corners;
    uint32_t corner_count; /* 0: it has none */
    sam_room_point nash, equal;
    bool certified;
} sam_room_choice;

typedef struct sam_room {
    sam_choice *choice; /* the two terms and the limits; where the room is empty, the conflict */
    sam_room_corner corners[SAM_ROOM_CORNERS_MOST];
    uint32_t corner_count;                   /* 0: empty */
    uint32_t parties[SAM_ROOM_PARTIES_MOST]; /* limits of those who gain or lose money */
    uint32_t party_count;
    sam_room_point nash;  /* the greatest product of gains */
    sam_room_point equal; /* the greatest least gain */
    /* The room of every combination of whole numbers that was tried; without any the only one. What
     * is above is of the best: where the product of gains is greatest, and else the widest. */
    sam_room_choice *choices;
    uint32_t choice_count, best;
    uint32_t untraced; /* combinations whose room the search lost */
    bool certified;    /* no difference is above 1 kr or a billionth of its size, and everything
                          holds at every point told */
} sam_room;

/* The polygon of two terms (the first two of options->decide; what follows must be whole numbers,
 * and every combination of them has a room of its own) in which everybody's limits hold; the
 * municipality's is its frame, or 0 where it has none: without a deal it pays nothing. Corners are
 * found by search in directions, and are points of the ledger. Where the room is not convex, sides
 * that are not straight are marked. SAM_OK; SAM_INFEASIBLE: it is empty, and *out tells why;
 * SAM_SOLVER: a corner was not found and *out is NULL, or *out holds a room that is not certified;
 * SAM_USAGE, SAM_MEMORY: *out is NULL. Free with sam_room_free. */
SAM_MUST_USE sam_status sam_room_find(sam_room **out, const sam_plan *plan, const sam_plan *plain,
                                      const sam_choice_options *options, sam_diags *diags);
void sam_room_free(sam_room *room);

#endif
