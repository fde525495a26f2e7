/* A plan lowered to straight-line code over lanes, bound to one workspace's memory. */
#ifndef SAMSPEL_LEDGER_PROGRAM_H
#define SAMSPEL_LEDGER_PROGRAM_H

#include "base/arena.h"
#include "samspel/ledger.h"

/* Lanes in memory: at base in month 0, `step` doubles further each month (0: the same every month).
 */
typedef struct sam_lanes {
    double *base;
    size_t step;
} sam_lanes;

typedef struct sam_instruction {
    sam_op op; /* CONST here means: copy a to out */
    sam_lanes out, a, b, c;
} sam_instruction;

/* Instructions in a row; `once` before the first month of the stage, `monthly` in every month. */
typedef struct sam_code {
    const sam_instruction *once;
    uint32_t once_count;
    const sam_instruction *monthly;
    uint32_t monthly_count;
} sam_code;

/* Code of one stage: `fixed` is what no varying input reaches, and runs in the first run only.
 * Fixed code never reads what varying code writes, so all of it may run first. */
typedef struct sam_block {
    sam_direction direction;
    sam_code fixed, varying;
} sam_block;

struct sam_ledger {
    const sam_plan *plan;
    size_t lanes;    /* a multiple of 8 */
    size_t row_size; /* doubles of one monthly row: (months + 2) * lanes */
    double *series;  /* rows; months 0 and M + 1 are always 0, and so is all of the first row */
    uint32_t *place; /* monthly row -> its place in series; 0: it is neither computed nor given */
    double *scalars; /* row_count * lanes */
    double *inputs;  /* input_count * lanes */
    bool *given;     /* row -> its values come from outside */
    bool *wanted;    /* row -> it is computed */
    bool *varies;    /* input -> it may be set */
    bool *frozen;    /* row -> it keeps its base value whatever varies; NULL: none */
    bool fixed_done; /* the fixed code has run on the present inputs */
    const sam_block *blocks;
    uint32_t block_count;
    sam_arena *arena;
};

/* Where a monthly row lies, from month 0 on. */
static inline double *sam_ledger_row(const sam_ledger *ledger, uint32_t row) {
    return ledger->series + ledger->place[row] * ledger->row_size;
}

/* Lowers the plan and binds it: what is wanted is closed and placed by then. False when memory is
 * out. */
bool sam_program_bind(sam_ledger *ledger);

/* Runs instructions, one after the other, on all lanes at one month. simd: one that the processor
 * has. */
void sam_lanes_run(const sam_instruction *instructions, uint32_t count, size_t month, size_t lanes,
                   sam_simd simd);

/* Runs one operation over all months (sum, dot, lowest, …). */
void sam_lanes_gather(const sam_instruction *instruction, size_t months, size_t lanes);

#endif
