/* Shapes: deals that compile to the same plan share it. Two deals have one shape when their model,
 * timeline, parties, clauses, words, names of inputs and structural numbers are the same; they
 * differ in the other numbers only, and those are lanes. */
#ifndef SAMSPEL_BATCH_SHAPE_H
#define SAMSPEL_BATCH_SHAPE_H

#include "base/arena.h"
#include "base/text.h"
#include "samspel/ledger.h"
#include "samspel/metrics.h"

/* What a measure of the plan is to the results. */
typedef enum sam_measure_of { SAM_OF_PROJECT, SAM_OF_PARTY, SAM_OF_CLAUSE } sam_measure_of;

typedef struct sam_shape_measure {
    uint32_t row, defined; /* SAM_NO_ROW: it always exists */
    sam_measure_of of;
    uint32_t party;
    uint32_t column; /* of the project or of a party: see columns.h; SAM_NO_COLUMN: none */
    bool counts;     /* what a party receives or pays in all: whether it takes part */
} sam_shape_measure;

#define SAM_NO_COLUMN UINT32_MAX

/* Constant while lanes run. */
typedef struct sam_shape {
    size_t model;
    uint64_t hash;
    const char *key;
    size_t key_length;
    sam_deal *deal; /* the first of the shape; owned */
    sam_plan *plan; /* NULL: it cannot be compiled, and `status` and `diags` say why */
    sam_status status;
    sam_diags *diags;
    const sam_shape_measure *measures; /* in the plan's order */
    uint32_t measure_count;
    const uint32_t *scalars; /* every scalar row */
    uint32_t scalar_count;
    /* Two a party, what it receives and what it pays by month, and one of the project unfunded. */
    const uint32_t *series;
    uint32_t series_count;
    bool *varies;     /* input: differs between items seen so far */
    bool grown;       /* `varies` has more than the trace knows */
    sam_trace *trace; /* NULL: not worth it yet */
    uint32_t *inputs; /* that the trace takes */
    uint32_t trace_inputs;
    uint64_t version;  /* of the trace */
    uint64_t items;    /* that had it so far */
    uint64_t last_use; /* chunk */
    uint64_t serial;   /* in order of making */
    unsigned patterns; /* that refer to it */
    sam_arena *arena;
} sam_shape;

typedef struct sam_shapes sam_shapes;

/* Nullable: memory is out. */
sam_shapes *sam_shapes_new(void);
void sam_shapes_free(sam_shapes *shapes);

/* Writes what the shape of a deal is told by. out->broken when memory is out. */
void sam_shape_key(sam_text *out, size_t model, const sam_deal *deal);

/* Nullable: no deal had it yet. Any thread, while none is added. */
sam_shape *sam_shapes_find(const sam_shapes *shapes, const char *key, size_t length);

/* Adds the shape of a deal, which it then owns, and compiles it. Nullable: memory is out; then the
 * deal is freed. */
sam_shape *sam_shapes_add(sam_shapes *shapes, const char *key, size_t length, size_t model,
                          sam_deal *deal);

/* Whether these inputs differ from those of the shape's deal only where others' did that were seen.
 * Any thread, while none is seen. */
bool sam_shape_knows(const sam_shape *shape, const double *inputs);

/* Notes where an item's inputs differ. */
void sam_shape_see(sam_shape *shape, const double *inputs);

/* Whether the items seen so far make a trace worth it that is not made yet. */
bool sam_shape_wants_trace(const sam_shape *shape);

/* Makes that trace. False: memory is out. */
SAM_MUST_USE bool sam_shape_prepare(sam_shape *shape);

/* Drops the shapes that were not used for longest, when there are too many. */
void sam_shapes_trim(sam_shapes *shapes, uint64_t chunk);

#endif
