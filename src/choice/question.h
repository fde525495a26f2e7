/* The question a deal is asked: which terms are decided, who asks for what, and what is aimed at,
 * read off the deal and its plan into the form in which the search takes it. Private to the choice
 * room. */
#ifndef SAMSPEL_CHOICE_QUESTION_H
#define SAMSPEL_CHOICE_QUESTION_H

#include "base/arena.h"
#include "choice/cvar.h"
#include "choice/mix.h"
#include "samspel/choice.h"
#include "samspel/ledger.h"

enum { SAM_AIMS_MOST = 8, SAM_PARTS_MOST = 4, SAM_STARTS_MOST = 5 };

/* One aim of a list: the sum of factor * row is made as small as possible. */
typedef struct sam_aim {
    const char *name; /* as it was asked for */
    const char *text;
    sam_part parts[SAM_PARTS_MOST];
    uint32_t part_count;
    sam_unit unit;
    bool highest; /* told with the other sign */
    double worst; /* share of the draws; 0: as planned */
} sam_aim;

typedef enum sam_whole_kind {
    SAM_WHOLE_NOT,
    SAM_WHOLE_NUMBER, /* of dwellings: everything else is smooth in it */
    SAM_WHOLE_YEARS,
    SAM_WHOLE_HOMES, /* of the dwellings, so many */
    SAM_WHOLE_USE,   /* 0 or 1 */
    SAM_WHOLE_PART   /* 0 or 1, and with 1 as much as between two bounds */
} sam_whole_kind;

/* A decision that takes whole numbers only. */
typedef struct sam_whole {
    sam_whole_kind kind;
    double low, high;
    double now_low, now_high; /* the box in hand; a leaf: the same */
    double on;                /* use: the input's value where it is used; a part: the most */
    double least;             /* a part: where it is used */
    double share;             /* homes: of the dwellings, as the deal is */
    uint32_t rest;            /* homes: input that has the other homes */
} sam_whole;

enum { SAM_FIXED_MOST = 16 };

typedef struct sam_question {
    const sam_plan *plan;
    const sam_plan *plain; /* the deal as it is: amounts within their limits */
    const sam_choice_options *options;
    sam_diags *diags;
    sam_choice *choice; /* terms and limits are named there */
    sam_ledger *ledger; /* one lane of the plain plan */
    sam_ledger *bare; /* Nullable: likewise with no loan and no grant; what may be lent is judged by
                         it */
    uint32_t shut;    /* amounts that stay 0, because nothing is allowed */
    sam_mix_draws draws, rough_draws; /* of options, and the first few of them */
    bool rough;                       /* these will do */
    sam_cvar *read;                   /* what was last read of them */
    bool asks_municipality;           /* it asks not to pay where it has no frame */
    sam_decision decisions[SAM_CHOICE_TERMS_MOST];
    uint32_t decision_count;
    sam_whole whole[SAM_CHOICE_TERMS_MOST]; /* by decision */
    uint32_t whole_count;
    sam_fixed fixed[SAM_FIXED_MOST]; /* what follows from the whole numbers in hand */
    uint32_t fixed_count;
    sam_demand demands[SAM_CHOICE_LIMITS_MOST];
    sam_part parts[SAM_CHOICE_LIMITS_MOST][SAM_PARTS_MOST];
    uint32_t demand_count;
    sam_aim aims[SAM_AIMS_MOST];
    uint32_t aim_count;
    /* Where the search begins: the deal as it is, then the best of the design. */
    double start[SAM_STARTS_MOST][SAM_CHOICE_TERMS_MOST];
    uint32_t start_count;
    /* A point at which all held but what was left out then, tried first; see conflict.c. */
    double witness[SAM_CHOICE_LIMITS_MOST][SAM_CHOICE_TERMS_MOST];
    double size[SAM_CHOICE_LIMITS_MOST]; /* of the demands, from the first search; 0 before it */
    /* Of the last linear problem: how far a demand may be eased before its price changes; infinite:
     * for ever, 0: not known. */
    double ease[SAM_CHOICE_LIMITS_MOST];
} sam_question;

/* The deal as it is run once, with room for terms and limits in a new choice. Clear in any case;
 * the choice is the caller's. SAM_MEMORY. */
SAM_MUST_USE sam_status sam_question_open(sam_question **out, const sam_plan *plan,
                                          const sam_plan *plain, const sam_choice_options *options,
                                          sam_diags *diags);
void sam_question_close(sam_question *question);

/* Fills the terms, the limits and the aims. SAM_USAGE after a diagnostic, SAM_MEMORY. */
SAM_MUST_USE sam_status sam_question_terms(sam_question *question);
SAM_MUST_USE sam_status sam_question_limits(sam_question *question);
SAM_MUST_USE sam_status sam_question_aims(sam_question *question);

/* Takes "use:CLAUSE", "homes:CLAUSE:LOW:HIGH", and inputs that are whole numbers, as terms.
 * *taken: it was one of them. */
SAM_MUST_USE sam_status sam_question_whole(sam_question *question, const char *text, bool *taken);
/* Gives the decisions the box in hand, and fixes what follows. False: there are not so many homes.
 */
bool sam_question_set_box(sam_question *question);
/* Tells the whole terms of the box in hand. */
void sam_question_tell_whole(sam_question *question);
/* What is done with the combinations of whole numbers, or with boxes of them; the box in hand is
 * set. The first status that is not SAM_OK ends the walk. */
typedef struct sam_whole_walk {
    sam_question *question;
    uint32_t most; /* combinations and boxes that are solved: those who solve one count it */
    bool every;    /* nothing is broken: there are no boxes */
    double left;   /* the least bound of what was left out when the limit was reached */
    sam_status (*leaf)(struct sam_whole_walk *walk);
    sam_status (*box)(struct sam_whole_walk *walk);
} sam_whole_walk;

void sam_whole_walk_begin(sam_whole_walk *walk, sam_question *question);
/* The box in hand. bound: nothing in it is better. */
SAM_MUST_USE sam_status sam_whole_walk_on(sam_whole_walk *walk, double bound);
/* The box in hand in two, of such a number up to `at` and above it, the nearer one first. */
SAM_MUST_USE sam_status sam_whole_walk_split(sam_whole_walk *walk, uint32_t decision, double at,
                                             double bound);
/* Where nothing holds: what misses least yet, and the numbers by decision that it is of. */
typedef struct sam_whole_nearest {
    sam_mix_result result;
    double whole[SAM_CHOICE_TERMS_MOST];
} sam_whole_nearest;

/* Takes over a result that does not hold with the combination in hand. */
void sam_whole_keep_nearest(const sam_question *question, const sam_mix *mix,
                            sam_whole_nearest *nearest, sam_mix_result *result);

/* Is a decision an amount, which some whole number may have left out? */
bool sam_question_is_smooth(const sam_question *question, uint32_t decision);
/* Sets the decisions that are whole in a lane, and what follows. */
void sam_question_set_whole(const sam_question *question, sam_ledger *ledger, size_t lane);
/* Takes a combination in hand: the numbers by decision. */
void sam_question_take_whole(sam_question *question, const double *numbers);

/* Decides the whole numbers, and leaves the best in hand. As sam_question_search. */
SAM_MUST_USE sam_status sam_question_branch(sam_question *question, sam_mix_result *best);
/* Sets what is fixed in a lane. */
void sam_question_fix(const sam_question *question, sam_ledger *ledger, size_t lane);
/* "NAME:LOW:HIGH" after NAME; NaN where there is none. SAM_USAGE after a diagnostic. */
SAM_MUST_USE sam_status sam_question_bounds(sam_question *question, const char *text,
                                            const char *after, double *low, double *high);
/* A decision and its term. SAM_USAGE after a diagnostic. */
SAM_MUST_USE sam_status sam_question_add(sam_question *question, const sam_decision *decision,
                                         const sam_choice_term *term, double start);

/* Adds to the starts the points of a design that miss least, then serve the aim best. */
SAM_MUST_USE sam_status sam_question_starts(sam_question *question);

/* Adds a demand and its limit; parts end with a row SAM_NO_ROW. Does nothing when a row is absent.
 */
void sam_question_ask(sam_question *question, const sam_choice_limit *limit, const sam_part *parts,
                      uint32_t when, double least);

/* Draws of a rough search: the first ones of all. */
enum { SAM_DRAWS_ROUGH = 512 };

/* Adds what is asked of the draws. SAM_USAGE after a diagnostic. */
SAM_MUST_USE sam_status sam_question_ask_draws(sam_question *question);
/* The aim of a word "cvar:PARTY"; row SAM_NO_ROW: it is none. */
sam_aim sam_question_drawn_aim(const sam_question *question, const char *word);

/* Whether the limits of a loan or grant, but for the room there is, allow anything in the deal as
 * it is, or in the bare deal. Where they do not, its amount stays 0 and they are not asked about.
 */
bool sam_question_allows(const sam_question *question, const sam_clause *clause);

/* Judges from now on by the bare deal: what is ahead of a loan may give way to it. SAM_MEMORY. */
SAM_MUST_USE sam_status sam_question_bare(sam_question *question);

/* The value of an aim as it is told, in a lane of a ledger that has been run. */
double sam_question_aim_value(const sam_aim *aim, const sam_ledger *ledger, size_t lane);

/* The problem as the search takes it, with the aim of that index; none for aim_count. */
sam_mix sam_question_mix(sam_question *question, uint32_t aim);

/* The best of what the search finds from the given points. */
SAM_MUST_USE sam_status sam_question_solve(sam_question *question, const sam_mix *mix,
                                           const double (*starts)[SAM_CHOICE_TERMS_MOST],
                                           uint32_t count, sam_mix_result *best);
/* From the deal as it is, then from the design. Sets the sizes of the demands, and how many starts
 * agree. SAM_SOLVER: nothing was found from any. */
SAM_MUST_USE sam_status sam_question_search(sam_question *question, uint32_t aim,
                                            sam_mix_result *best);
/* Misses less, or as little and serves the aim better. */
bool sam_question_is_better(const sam_question *question, const sam_mix *mix,
                            const sam_mix_result *one, const sam_mix_result *other);
/* All demands hold that are asked for; lenient ones are not looked at. */
bool sam_question_holds(const sam_mix *mix, const sam_mix_result *result);

/* Row or value of the deal as it is. */
uint32_t sam_question_row(const sam_question *question, const char *clause, const char *name);
double sam_question_value(const sam_question *question, uint32_t row);
/* NaN when the input is absent. */
double sam_question_input(const sam_question *question, const char *name);
/* Party of a clause's field, or UINT32_MAX. */
uint32_t sam_question_party(const sam_question *question, const sam_clause *clause,
                            const char *field);
/* The clause and field an input belongs to; NULL: none. */
const sam_clause *sam_question_clause(const sam_question *question, uint32_t input,
                                      uint32_t *field);
void sam_question_fault(sam_question *question, const char *code, const char *message,
                        const char *value, const char *hint);
void sam_question_tell(const sam_question *question, const char *what);
/* A text of the answer: in the user's language, unless the answer is for programs. */
const char *sam_question_label(const sam_question *question, const char *english)
    __attribute__((format_arg(2)));

/* What parties and tenants give at a point with an input fixed (Nullable) where limits are missed;
 * NaN where a limit that is missed is nobody's money. See sam_relaxation. SAM_MEMORY. */
SAM_MUST_USE sam_status sam_conflict_cost(const sam_question *question, const double *point,
                                          const sam_fixed *fixed, double *cost);

/* What follows an answer or the lack of one. */
SAM_MUST_USE sam_status sam_choice_certify(sam_question *question, const sam_mix *mix,
                                           const sam_mix_result *result);
SAM_MUST_USE sam_status sam_choice_linearise(sam_question *question, const sam_mix *mix,
                                             const sam_mix_result *result);
/* In what units a linear problem was solved: steps of the terms, sizes of the demands and the aim.
 */
typedef struct sam_linear_units {
    double constant, aim_size;      /* of the objective; constant in its own unit */
    const double *demand_size;      /* demands */
    const uint32_t *demand, *month; /* rows that are not of tails */
} sam_linear_units;
/* Keeps the problem that was solved, cuts and all, in the terms' own units. */
SAM_MUST_USE sam_status sam_choice_keep_linear(sam_question *question, const sam_mix *mix,
                                               const sam_tails *tails, const sam_tails_answer *out,
                                               const sam_linear_units *units);
/* With draws: a fresh run of the risk engine at the answers, against what was solved. first is of
 * the first objective, last of the last; fills the value and the base of a drawn objective. */
SAM_MUST_USE sam_status sam_choice_certify_draws(sam_question *question,
                                                 const sam_mix_result *first,
                                                 const sam_mix_result *last);
SAM_MUST_USE sam_status sam_choice_price(sam_question *question, const sam_mix *mix,
                                         const sam_mix_result *result);
SAM_MUST_USE sam_status sam_choice_margins(sam_question *question, const sam_mix *mix,
                                           const sam_mix_result *result);
SAM_MUST_USE sam_status sam_choice_conflict(sam_question *question);

#endif
