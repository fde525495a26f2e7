/* A trace from the inside: symbolic values while it is built, encoded steps when it runs. */
#ifndef SAMSPEL_LEDGER_TRACE_H
#define SAMSPEL_LEDGER_TRACE_H

#include "base/arena.h"
#include "samspel/ledger.h"

/* Steps are operations whose operands are rows of lanes (V) or one constant (C): the two-letter
 * endings say which. */
#define SAM_STEP_PURE(X)                                                                           \
    X(ADD)                                                                                         \
    X(SUB)                                                                                         \
    X(MUL)                                                                                         \
    X(DIV)                                                                                         \
    X(MIN)                                                                                         \
    X(MAX)                                                                                         \
    X(GT)                                                                                          \
    X(GE)                                                                                          \
    X(EQ)

typedef enum sam_step_op {
#define SAM_STEP_ENUM(name) SAM_STEP_##name##_VV, SAM_STEP_##name##_VC, SAM_STEP_##name##_CV,
    SAM_STEP_PURE(SAM_STEP_ENUM)
#undef SAM_STEP_ENUM
        SAM_STEP_POW,
    SAM_STEP_ANNUITY,
    SAM_STEP_NEG,
    SAM_STEP_NOT,
    SAM_STEP_FLOOR,
    SAM_STEP_IF,
    SAM_STEP_COPY,
    SAM_STEP_MULADD_VV, /* out = c + a * b; product rounded first */
    SAM_STEP_MULADD_VC, /* out = c + a * constant */
    SAM_STEP_MULSUB_VV, /* out = c - a * b */
    SAM_STEP_MULSUB_VC, /* out = c - a * constant */
    SAM_STEP_COUNT
} sam_step_op;

/* Rows of a workspace: what comes in and goes out first, then constants, then slots. */
typedef struct sam_step {
    uint32_t out, a, b, c;
    double value;
} sam_step;

/* Steps in a row with the same operation: the processor guesses one jump for all of them. */
typedef struct sam_step_run {
    uint32_t op, count;
} sam_step_run;

/* A row that is the same in every run. */
typedef struct sam_fixed_row {
    uint32_t row;
    double value;
} sam_fixed_row;

struct sam_trace {
    sam_step *steps;
    sam_step_run *runs;
    sam_fixed_row *fixed;
    size_t step_count, run_count, fixed_count;
    size_t row_count, slot_count;
    size_t months;
    size_t month_count; /* of a series that is stored */
    size_t input_count, path_count, scalar_count, series_count;
    sam_arena *arena;
};

/* Rows for the outside, in this order: inputs, paths by month, scalars, series by month. */
struct sam_trace_work {
    const sam_trace *trace;
    double *rows;
    void *block;
};

/* How many rows are for the outside. */
size_t sam_trace_outside(const sam_trace *trace);

/* A value while the trace is built: a constant, or the result of an operation. */
typedef struct sam_symbol {
    double value;
    uint32_t id; /* 0: constant */
} sam_symbol;

/* A symbol that is kept: the id of an operation, or CONSTANT and where its value is. */
enum { SAM_SSA_CONSTANT = 0x40000000 };

/* One operation in single assignment form; its id is its index + 1. Small, since there are very
 * many, and new memory takes longer than what is done with it. */
typedef struct sam_ssa {
    uint8_t op;       /* sam_op of a pure operation, or one of the two below */
    uint8_t used;     /* set by the sweep from what is wanted */
    uint16_t uses;    /* how many read it, at most 65535 */
    uint32_t a, b, c; /* symbols; 0: not read */
    uint32_t memory;  /* SSA_LOAD, SSA_STORE: row for the outside */
    uint32_t month;   /* when it was asked for; at first. Then: its span, see trace_order.c */
} sam_ssa;

enum { SAM_SSA_LOAD = SAM_OP_COUNT, SAM_SSA_STORE, SAM_SSA_MULADD, SAM_SSA_MULSUB };

typedef struct sam_ssa_code {
    sam_ssa *code;
    size_t count, capacity;
    double *constants;
    size_t constant_count, constant_capacity;
    uint32_t month; /* at hand: given to what is added */
    bool failed;
} sam_ssa_code;

/* 0: a constant, or nothing. */
static inline uint32_t sam_ssa_id(uint32_t symbol) {
    return symbol < SAM_SSA_CONSTANT ? symbol : 0;
}

/* The value of a constant; 0 of nothing. */
static inline double sam_ssa_value(const sam_ssa_code *code, uint32_t symbol) {
    return symbol < SAM_SSA_CONSTANT ? 0 : code->constants[symbol - SAM_SSA_CONSTANT];
}

/* Adds an operation, folded and simplified where the result is known. */
sam_symbol sam_ssa_add(sam_ssa_code *code, sam_op op, sam_symbol a, sam_symbol b, sam_symbol c);
sam_symbol sam_ssa_load(sam_ssa_code *code, uint32_t memory);
void sam_ssa_store(sam_ssa_code *code, uint32_t memory, sam_symbol value);

/* Symbolic run of the plan. False: memory. */
bool sam_trace_build(sam_trace *trace, const sam_trace_spec *spec, sam_ssa_code *code);
void sam_ssa_free(sam_ssa_code *code);
/* Symbols that an operation reads; how many. */
unsigned sam_ssa_operands(const sam_ssa *ssa, uint32_t out[3]);
/* The step that an operation becomes. */
uint32_t sam_ssa_step(const sam_ssa *ssa);
/* An order of all used operations in which each comes after what it reads, year by year, and beside
 * others of its kind. Nullable: memory. */
uint32_t *sam_ssa_order(sam_ssa_code *code, size_t *count, sam_arena *arena);
/* Drops what nothing reads, joins products with sums, gives slots, encodes. False: memory. */
bool sam_trace_encode(sam_trace *trace, sam_ssa_code *code);

#endif
