/* A trace from the inside: symbolic values while it is built, encoded steps when it runs. */
#ifndef SAMSPEL_LEDGER_TRACE_H
#define SAMSPEL_LEDGER_TRACE_H

#include "base/arena.h"
#include "samspel/trace.h"

/* Steps are operations whose operands are slots (V) or one constant (C): the two-letter endings say
 * which. SET and the loads and stores move values. */
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
    SAM_STEP_IF_VV,     /* c slot in `more` */
    SAM_STEP_IF_VC,     /* else-value constant */
    SAM_STEP_IF_CV,     /* then-value constant, else-value in b */
    SAM_STEP_SET,       /* out = constant */
    SAM_STEP_LOAD,      /* out = memory row `more` */
    SAM_STEP_STORE,     /* memory row `more` = a */
    SAM_STEP_MULADD_VV, /* out = c + a * b, c in `more`; product rounded first */
    SAM_STEP_MULADD_VC, /* out = b + a * constant */
    SAM_STEP_COUNT
} sam_step_op;

typedef struct sam_step {
    uint16_t op, out, a, b;
    union {
        double value;
        uint64_t more;
    };
} sam_step;

struct sam_trace {
    sam_step *steps;
    size_t step_count;
    size_t slot_count;
    size_t months;
    size_t month_count; /* of a series that is stored */
    size_t input_count, path_count, scalar_count, series_count;
    sam_arena *arena;
};

/* Memory rows, in this order: inputs, paths by month, scalars, series by month. */
struct sam_trace_work {
    const sam_trace *trace;
    double *slots;
    double *memory;
    void *block;
};

/* A value while the trace is built: a constant, or the result of an operation. */
typedef struct sam_symbol {
    double value;
    uint32_t id; /* 0: constant */
} sam_symbol;

/* One operation in single assignment form; its id is its index + 1. */
typedef struct sam_ssa {
    uint8_t op;    /* sam_op of a pure operation, or one of the two below */
    uint8_t used;  /* set by the sweep from what is wanted */
    uint16_t uses; /* how many read it, at most 65535 */
    sam_symbol a, b, c;
    uint32_t memory; /* SSA_LOAD, SSA_STORE: memory row */
} sam_ssa;

enum { SAM_SSA_LOAD = SAM_OP_COUNT, SAM_SSA_STORE, SAM_SSA_MULADD };

typedef struct sam_ssa_code {
    sam_ssa *code;
    size_t count, capacity;
    bool failed;
} sam_ssa_code;

/* Adds an operation, folded and simplified where the result is known. */
sam_symbol sam_ssa_add(sam_ssa_code *code, sam_op op, sam_symbol a, sam_symbol b, sam_symbol c);
sam_symbol sam_ssa_load(sam_ssa_code *code, uint32_t memory);
void sam_ssa_store(sam_ssa_code *code, uint32_t memory, sam_symbol value);

/* Symbolic run of the plan. False: memory. */
bool sam_trace_build(sam_trace *trace, const sam_trace_spec *spec, sam_ssa_code *code);
/* Drops what nothing reads, joins products with sums, gives slots, encodes. False: memory. */
bool sam_trace_encode(sam_trace *trace, sam_ssa_code *code);

#endif
