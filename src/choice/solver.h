/* The only door to GLPK: a linear or integer problem as plain arrays in, an answer that we have
 * checked ourselves out. What fails a check is refused, never passed on. Knows nothing of deals.
 *
 * GLPK keeps its memory in an environment of the calling thread; every call here ends with that
 * environment freed. A host that uses GLPK itself must not call this room from the same thread
 * while it holds problems of its own. */
#ifndef SAMSPEL_CHOICE_SOLVER_H
#define SAMSPEL_CHOICE_SOLVER_H

#include <stdbool.h>
#include <stdint.h>

#include "samspel/status.h"

typedef enum sam_solver_status {
    SAM_SOLVER_OPTIMAL,
    SAM_SOLVER_INFEASIBLE,
    SAM_SOLVER_UNBOUNDED,
    SAM_SOLVER_STOPPED, /* whole columns: a limit came first; x holds, bound says what it may miss
                         */
    SAM_SOLVER_REFUSED  /* no answer that can be trusted; see reason */
} sam_solver_status;

/* What ended the work before its own end. */
typedef enum sam_solver_stop {
    SAM_STOP_NONE,
    SAM_STOP_ITERATIONS,
    SAM_STOP_NODES,
    SAM_STOP_GAP, /* the gap asked for was reached: the status is OPTIMAL and gap says how far */
    SAM_STOP_TIME /* not reproducible */
} sam_solver_stop;

/* Minimise cost . x, with row_low <= A x <= row_high and low <= x <= high. Bounds may be infinite;
 * everything else must be finite. Columns and rows count from 0. Nothing is changed or kept. */
typedef struct sam_problem {
    uint32_t columns, rows, entries;
    const double *cost;
    const double *low, *high;
    const bool *whole; /* Nullable: columns that must be whole numbers */
    const double *row_low, *row_high;
    const uint32_t *entry_row, *entry_column; /* each pair at most once */
    const double *entry_value;
} sam_problem;

/* Limits that give the same answer on every machine, and a clock only as a safety net. None may be
 * below 0. */
typedef struct sam_solver_limits {
    int iterations; /* of the simplex method, a try */
    int nodes;      /* of the search tree */
    int memory_mb;
    int safety_ms; /* what it stops says so: SAM_STOP_TIME */
    double gap;    /* of a search for whole numbers: good enough; 0: proved to the end */
    bool dual;     /* begins with the dual simplex method, which many rows and few columns suit */
    double tolerance; /* of bounds and duals, in the solver's scale; 0: its own */
} sam_solver_limits;

extern const sam_solver_limits sam_solver_default_limits;

typedef struct sam_answer {
    sam_solver_status status;
    sam_solver_stop stop;
    const char *reason; /* static; "" unless refused or stopped */
    double objective;
    double *x;         /* columns; whole columns hold exact whole numbers */
    double *activity;  /* rows: A x, computed by us */
    double *dual;      /* rows: what the objective gains when the bound in force rises by 1. With
                          whole columns: at the whole numbers chosen */
    double *reduced;   /* columns, likewise for the bounds of columns; computed by us */
    double *dual_from; /* rows: least and greatest value of the row at which its dual holds; both */
    double *dual_to;   /* are the activity where the dual is 0 because no bound is in force */
    double gap;        /* relative difference of primal and dual objective; with whole columns: of
                          objective and bound, 0 when proved */
    double bound;  /* no solution costs less: the objective itself when proved; else the better of
                      what prices of the rows prove and what the search says */
    bool searched; /* whole columns: rests on GLPK's search; else proved by numbers of ours */
} sam_answer;

/* Solves. SAM_OK: answer->status says what was found, also "refused". SAM_MEMORY: memory ran out
 * and the answer is empty. Clear the answer in both cases. */
SAM_MUST_USE sam_status sam_solve(sam_answer *answer, const sam_problem *problem,
                                  const sam_solver_limits *limits);
void sam_answer_clear(sam_answer *answer);

/* Rows made when they are needed. make is called at every optimum, appends rows to the problem,
 * whose arrays are the caller's and have room for so many rows and entries in all, and says whether
 * it did; rows may have one bound only. It must not call this room, nor hold anything that would be
 * lost if it did not return to its caller. */
typedef struct sam_growth {
    bool (*make)(void *context, sam_problem *problem, const double *x);
    void *context;
    uint32_t rows_most;
} sam_growth;

/* Solves as sam_solve does, adds rows until none are made, each time from the basis before by the
 * dual simplex method. The answer is that of the grown problem, and is checked on all its rows. */
SAM_MUST_USE sam_status sam_solve_growing(sam_answer *answer, sam_problem *problem,
                                          const sam_growth *growth,
                                          const sam_solver_limits *limits);

/* What every solution costs at least, by these prices of the rows alone: right whatever they are,
 * minus infinity when they say nothing. Fills reduced with the prices of the columns. */
double sam_problem_bound(const sam_problem *problem, const double *dual, double *reduced);

#endif
