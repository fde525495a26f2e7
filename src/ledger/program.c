/* Lowering: each stage's formulas become instructions, every distinct node once. What does not
 * change from month to month is computed once, before the stage's months; what does not vary is
 * computed in the first run only. */
#include <string.h>

#include "ledger/needs.h"

/* Grows while instructions are added; what a stage has of it is known by place, not by address. */
typedef struct sink {
    sam_instruction *in;
    uint32_t count, capacity;
} sink;

typedef struct part {
    uint32_t first, count;
} part;

enum { FIXED, VARYING, KINDS };

/* Of one stage. */
typedef struct parts {
    part once[KINDS], each[KINDS];
} parts;

typedef struct lowering {
    sam_ledger *ledger;
    const sam_plan *plan;
    const bool *varying; /* node -> see needs.h */
    bool *monthly;       /* node -> does it change from month to month? */
    bool *kept;       /* node -> fixed and monthly, but read by varying code: kept for all months */
    sam_lanes *place; /* node -> where its value is; base NULL: not in this stage yet */
    uint32_t *placed; /* nodes placed in this stage, to forget them afterwards */
    uint32_t placed_count;
    sink once[KINDS], each[KINDS];
    bool failed;
} lowering;

static bool reads_months(const sam_node *node) {
    return node->op == SAM_OP_ROW || node->op == SAM_OP_PREV || node->op == SAM_OP_NEXT;
}

static void classify(lowering *l) {
    for (uint32_t i = 0; i < l->plan->node_count; i++) {
        const sam_node *node = &l->plan->nodes[i];
        const uint32_t child[3] = {node->a, node->b, node->c};
        l->monthly[i] = reads_months(node);
        for (unsigned c = 0; c < sam_op_children(node->op); c++) {
            l->monthly[i] = l->monthly[i] || l->monthly[child[c]];
            if (l->varying[i] && !l->varying[child[c]])
                l->kept[child[c]] = true;
        }
    }
}

static sam_lanes row_lanes(const lowering *l, uint32_t row) {
    sam_ledger *ledger = l->ledger;
    if (l->plan->rows[row].kind == SAM_ROW_SCALAR)
        return (sam_lanes){ledger->scalars + row * ledger->lanes, 0};
    return (sam_lanes){sam_ledger_row(ledger, row), ledger->lanes};
}

/* Memory for an intermediate value: of one month, or of all. */
static sam_lanes fresh(lowering *l, bool all_months) {
    size_t size = all_months ? l->ledger->row_size : l->ledger->lanes;
    double *base = sam_arena_array(l->ledger->arena, size, sizeof *base);
    l->failed = l->failed || !base;
    return (sam_lanes){base, all_months ? l->ledger->lanes : 0};
}

static sam_lanes constant(lowering *l, double value) {
    sam_lanes place = fresh(l, false);
    for (size_t lane = 0; place.base && lane < l->ledger->lanes; lane++)
        place.base[lane] = value;
    return place;
}

/* Leaves are where their values already are; no instruction. */
static bool place_leaf(lowering *l, const sam_node *node, sam_lanes *place) {
    sam_ledger *ledger = l->ledger;
    switch (node->op) {
    case SAM_OP_CONST:
        *place = constant(l, node->value);
        return true;
    case SAM_OP_INPUT:
        *place = (sam_lanes){ledger->inputs + node->a * ledger->lanes, 0};
        return true;
    case SAM_OP_SCALAR:
    case SAM_OP_ROW:
        *place = row_lanes(l, node->a);
        return true;
    case SAM_OP_PREV:
        *place = row_lanes(l, node->a);
        place->base -= ledger->lanes;
        return true;
    case SAM_OP_NEXT:
        *place = row_lanes(l, node->a);
        place->base += ledger->lanes;
        return true;
    default:
        return false;
    }
}

static sam_lanes lower(lowering *l, uint32_t index, const sam_lanes *target);

static sam_instruction gather(lowering *l, const sam_node *node) {
    sam_instruction in = {.op = node->op, .c = fresh(l, false)};
    if (node->op == SAM_OP_AT) {
        in.a = lower(l, node->a, NULL);
        in.b = row_lanes(l, node->b);
        return in;
    }
    in.a = row_lanes(l, node->a);
    bool two = node->op == SAM_OP_DOT || node->op == SAM_OP_LOWEST || node->op == SAM_OP_HIGHEST;
    in.b = two ? row_lanes(l, node->b) : in.a;
    return in;
}

static sam_instruction pure(lowering *l, const sam_node *node) {
    sam_instruction in = {.op = node->op};
    unsigned children = sam_op_children(node->op);
    in.a = lower(l, node->a, NULL);
    in.b = children > 1 ? lower(l, node->b, NULL) : in.a;
    in.c = children > 2 ? lower(l, node->c, NULL) : in.a;
    return in;
}

static void emit(lowering *l, const sam_instruction *in, bool monthly, bool varying) {
    sink *s = monthly ? &l->each[varying ? VARYING : FIXED] : &l->once[varying ? VARYING : FIXED];
    if (s->count == s->capacity) {
        uint32_t wider = s->capacity ? 2 * s->capacity : 256;
        sam_instruction *more = sam_realloc(s->in, wider * sizeof *more);
        l->failed = l->failed || !more;
        if (!more)
            return;
        s->in = more;
        s->capacity = wider;
    }
    s->in[s->count++] = *in;
}

/* The place of a node's value, after emitting what computes it; into target when given. */
static sam_lanes lower(lowering *l, uint32_t index, const sam_lanes *target) {
    const sam_node *node = &l->plan->nodes[index];
    sam_lanes place = l->place[index];
    if (place.base)
        return place;
    if (!place_leaf(l, node, &place)) {
        bool monthly = l->monthly[index];
        sam_instruction in = node->op >= SAM_OP_SUM ? gather(l, node) : pure(l, node);
        place = target && monthly ? *target : fresh(l, monthly && l->kept[index]);
        in.out = place;
        emit(l, &in, monthly, l->varying[index]);
    }
    l->place[index] = place;
    l->placed[l->placed_count++] = index;
    return place;
}

/* A row's value must lie in the row: when its root was computed elsewhere, it is copied. */
static void lower_row(lowering *l, uint32_t row) {
    uint32_t index = l->plan->rows[row].root;
    sam_lanes home = row_lanes(l, row);
    bool scalar = l->plan->rows[row].kind == SAM_ROW_SCALAR;
    sam_lanes root = lower(l, index, scalar ? NULL : &home);
    if (root.base == home.base && root.step == home.step)
        return;
    sam_instruction copy = {SAM_OP_CONST, home, root, root, root};
    emit(l, &copy, !scalar, l->varying[index]);
}

static void begin(const lowering *l, parts *p) {
    for (int kind = 0; kind < KINDS; kind++) {
        p->once[kind].first = l->once[kind].count;
        p->each[kind].first = l->each[kind].count;
    }
}

static void end(const lowering *l, parts *p) {
    for (int kind = 0; kind < KINDS; kind++) {
        p->once[kind].count = l->once[kind].count - p->once[kind].first;
        p->each[kind].count = l->each[kind].count - p->each[kind].first;
    }
}

static void lower_stage(lowering *l, const sam_stage *stage, parts *p) {
    begin(l, p);
    for (uint32_t i = 0; i < stage->count && !l->failed; i++) {
        uint32_t row = l->plan->order[stage->first + i];
        if (l->ledger->wanted[row] && !l->ledger->given[row])
            lower_row(l, row);
    }
    end(l, p);
    for (uint32_t i = 0; i < l->placed_count; i++)
        l->place[l->placed[i]] = (sam_lanes){0};
    l->placed_count = 0;
}

/* What a sink holds, to stay. Nullable: memory. */
static const sam_instruction *keep(const lowering *l, const sink *s) {
    sam_instruction *kept = sam_arena_array(l->ledger->arena, s->count + 1u, sizeof *kept);
    if (kept && s->count)
        memcpy(kept, s->in, s->count * sizeof *kept);
    return kept;
}

static sam_code code_of(const sam_instruction *once, part o, const sam_instruction *each, part e) {
    return (sam_code){once + o.first, o.count, each + e.first, e.count};
}

static bool keep_all(lowering *l, const parts *p, sam_block *blocks) {
    const sam_instruction *once[KINDS], *each[KINDS];
    bool ready = true;
    for (int kind = 0; kind < KINDS; kind++) {
        once[kind] = keep(l, &l->once[kind]);
        each[kind] = keep(l, &l->each[kind]);
        ready = ready && once[kind] && each[kind];
    }
    for (uint32_t s = 0; ready && s < l->plan->stage_count; s++)
        blocks[s] = (sam_block){
            l->plan->stages[s].direction,
            code_of(once[FIXED], p[s].once[FIXED], each[FIXED], p[s].each[FIXED]),
            code_of(once[VARYING], p[s].once[VARYING], each[VARYING], p[s].each[VARYING])};
    return ready;
}

static bool allocate(lowering *l) {
    sam_arena *arena = l->ledger->arena;
    size_t nodes = l->plan->node_count + 1u;
    l->varying = sam_needs_varying(l->ledger);
    l->place = sam_arena_array(arena, nodes, sizeof *l->place);
    l->monthly = sam_arena_array(arena, nodes, sizeof *l->monthly);
    l->kept = sam_arena_array(arena, nodes, sizeof *l->kept);
    l->placed = sam_arena_array(arena, nodes, sizeof *l->placed);
    return l->varying && l->place && l->monthly && l->kept && l->placed;
}

bool sam_program_bind(sam_ledger *ledger) {
    const sam_plan *plan = ledger->plan;
    lowering l = {.ledger = ledger, .plan = plan};
    sam_block *blocks = sam_arena_array(ledger->arena, plan->stage_count + 1u, sizeof *blocks);
    parts *p = sam_arena_array(ledger->arena, plan->stage_count + 1u, sizeof *p);
    bool ready = blocks && p && allocate(&l);
    if (ready)
        classify(&l);
    for (uint32_t s = 0; ready && s < plan->stage_count && !l.failed; s++)
        lower_stage(&l, &plan->stages[s], &p[s]);
    ready = ready && !l.failed && keep_all(&l, p, blocks);
    for (int kind = 0; kind < KINDS; kind++) {
        sam_free(l.once[kind].in);
        sam_free(l.each[kind].in);
    }
    ledger->blocks = blocks;
    ledger->block_count = plan->stage_count;
    return ready;
}
