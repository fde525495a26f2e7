/* Lowering: each stage's formulas become instructions, every distinct node once. What does not
 * change from month to month is computed once, before the stage's months. */
#include <string.h>

#include "ledger/program.h"

typedef struct lowering {
    sam_ledger *ledger;
    const sam_plan *plan;
    sam_lanes *place; /* node -> where its value is; base NULL: not in this stage yet */
    bool *monthly;    /* node -> does it change from month to month? */
    uint32_t *cut;    /* nodes placed in this stage, to forget them afterwards */
    uint32_t cut_count;
    sam_instruction *once, *each;
    uint32_t once_count, each_count;
    double *scratch; /* next free lanes */
} lowering;

static bool reads_rows(const sam_node *node) {
    return node->op == SAM_OP_ROW || node->op == SAM_OP_PREV || node->op == SAM_OP_NEXT;
}

static void find_monthly(lowering *l) {
    for (uint32_t i = 0; i < l->plan->node_count; i++) {
        const sam_node *node = &l->plan->nodes[i];
        const uint32_t child[3] = {node->a, node->b, node->c};
        l->monthly[i] = reads_rows(node);
        for (unsigned c = 0; c < sam_op_children(node->op); c++)
            l->monthly[i] = l->monthly[i] || l->monthly[child[c]];
    }
}

static sam_lanes row_lanes(const lowering *l, uint32_t row) {
    sam_ledger *ledger = l->ledger;
    if (l->plan->rows[row].kind == SAM_ROW_SCALAR)
        return (sam_lanes){ledger->scalars + row * ledger->lanes, 0};
    return (sam_lanes){ledger->series + row * ledger->row_size, ledger->lanes};
}

static sam_lanes fresh(lowering *l) {
    sam_lanes lanes = {l->scratch, 0};
    l->scratch += l->ledger->lanes;
    return lanes;
}

/* Leaves are where their values already are; no instruction. */
static bool place_leaf(lowering *l, const sam_node *node, sam_lanes *place) {
    sam_ledger *ledger = l->ledger;
    switch (node->op) {
    case SAM_OP_CONST:
        *place = fresh(l);
        for (size_t lane = 0; lane < ledger->lanes; lane++)
            place->base[lane] = node->value;
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

static sam_instruction gather(lowering *l, const sam_node *node, sam_lanes out) {
    sam_instruction in = {.op = node->op, .out = out, .c = fresh(l)};
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

/* The place of a node's value, after emitting what computes it; into target when given. */
static sam_lanes lower(lowering *l, uint32_t index, const sam_lanes *target) {
    const sam_node *node = &l->plan->nodes[index];
    sam_lanes place = l->place[index];
    bool known = place.base != NULL || place_leaf(l, node, &place);
    if (!known) {
        bool across = node->op >= SAM_OP_SUM;
        sam_instruction in = across ? gather(l, node, (sam_lanes){0}) : pure(l, node);
        place = target && l->monthly[index] ? *target : fresh(l);
        in.out = place;
        if (l->monthly[index])
            l->each[l->each_count++] = in;
        else
            l->once[l->once_count++] = in;
    }
    if (!l->place[index].base) {
        l->place[index] = place;
        l->cut[l->cut_count++] = index;
    }
    return place;
}

/* A row's value must lie in the row: when its root was computed elsewhere, it is copied. */
static void lower_row(lowering *l, uint32_t row) {
    sam_lanes home = row_lanes(l, row);
    bool scalar = l->plan->rows[row].kind == SAM_ROW_SCALAR;
    sam_lanes root = lower(l, l->plan->rows[row].root, scalar ? NULL : &home);
    if (root.base == home.base && root.step == home.step)
        return;
    sam_instruction copy = {SAM_OP_CONST, home, root, root, root};
    if (scalar)
        l->once[l->once_count++] = copy;
    else
        l->each[l->each_count++] = copy;
}

static void lower_stage(lowering *l, const sam_stage *stage, sam_block *block) {
    block->direction = stage->direction;
    block->once = l->once + l->once_count;
    block->monthly = l->each + l->each_count;
    uint32_t once = l->once_count, each = l->each_count;
    for (uint32_t i = 0; i < stage->count; i++)
        if (!l->ledger->given[l->plan->order[stage->first + i]])
            lower_row(l, l->plan->order[stage->first + i]);
    block->once_count = l->once_count - once;
    block->monthly_count = l->each_count - each;
    for (uint32_t i = 0; i < l->cut_count; i++)
        l->place[l->cut[i]] = (sam_lanes){0};
    l->cut_count = 0;
}

bool sam_program_bind(sam_ledger *ledger) {
    const sam_plan *plan = ledger->plan;
    /* A node may be lowered once in every stage that uses it. */
    size_t most = ((size_t)plan->node_count + plan->row_count) * (plan->stage_count + 1u);
    if (most > 8u * (plan->node_count + plan->row_count))
        most = 8u * ((size_t)plan->node_count + plan->row_count);
    lowering l = {.ledger = ledger, .plan = plan};
    sam_arena *arena = ledger->arena;
    sam_block *blocks = sam_arena_array(arena, plan->stage_count + 1u, sizeof *blocks);
    l.place = sam_arena_array(arena, plan->node_count + 1u, sizeof *l.place);
    l.monthly = sam_arena_array(arena, plan->node_count + 1u, sizeof *l.monthly);
    l.cut = sam_arena_array(arena, plan->node_count + 1u, sizeof *l.cut);
    l.once = sam_arena_array(arena, most, sizeof *l.once);
    l.each = sam_arena_array(arena, most, sizeof *l.each);
    l.scratch = sam_arena_array(arena, 2 * most * ledger->lanes, sizeof *l.scratch);
    if (!blocks || !l.place || !l.monthly || !l.cut || !l.once || !l.each || !l.scratch)
        return false;
    find_monthly(&l);
    for (uint32_t s = 0; s < plan->stage_count; s++)
        lower_stage(&l, &plan->stages[s], &blocks[s]);
    ledger->blocks = blocks;
    ledger->block_count = plan->stage_count;
    return true;
}
