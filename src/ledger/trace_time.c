/* When each varying row can be computed: the passes of a trace. */
#include "ledger/trace_builder.h"

/* When a row that needs another can be computed at the earliest. Rows of one direction share a pass
 * as long as they need each other in the same month or the one computed before it. */
static uint32_t after(const sam_trace_builder *b, uint32_t row, uint32_t needed, sam_op op) {
    uint32_t there = b->time[needed];
    uint32_t class = b->class[row];
    bool lag = op == SAM_OP_ROW || (op == SAM_OP_PREV && class == FORWARD_TIME) ||
               (op == SAM_OP_NEXT && class == BACKWARD_TIME);
    if (op == SAM_OP_SCALAR && class == SCALAR_TIME)
        return there;
    if (lag && class == b->class[needed])
        return there;
    uint32_t time = there + 1;
    while (class == SCALAR_TIME ? time % 2 != 0 : time % 4 != class)
        time++;
    return time;
}

static bool push(sam_trace_builder *b, uint32_t row, uint32_t needed, sam_op op) {
    if (!b->rows[needed])
        return false;
    uint32_t time = after(b, row, needed, op);
    bool later = time > b->time[row];
    if (later)
        b->time[row] = time;
    return later;
}

static bool push_node(sam_trace_builder *b, uint32_t row, uint32_t index) {
    const sam_node *node = &b->plan->nodes[index];
    bool changed = false;
    if (!b->varying[index])
        return false;
    switch (node->op) {
    case SAM_OP_CONST:
    case SAM_OP_INPUT:
        return false;
    case SAM_OP_SCALAR:
    case SAM_OP_ROW:
    case SAM_OP_PREV:
    case SAM_OP_NEXT:
    case SAM_OP_SUM:
    case SAM_OP_FIRST:
        return push(b, row, node->a, node->op);
    case SAM_OP_DOT:
    case SAM_OP_LOWEST:
    case SAM_OP_HIGHEST:
        changed = push(b, row, node->a, node->op);
        return push(b, row, node->b, node->op) || changed;
    case SAM_OP_AT:
        changed = push(b, row, node->b, node->op);
        break;
    default:
        break;
    }
    const uint32_t child[SAM_CHILDREN_MOST] = {node->a, node->b, node->c};
    for (unsigned i = 0; i < SAM_CHILDREN_MOST && i < sam_op_children(node->op); i++)
        changed = push_node(b, row, child[i]) || changed;
    return changed;
}

/* Gives every varying row the time of its pass; the greatest is returned. */
uint32_t sam_trace_set_times(sam_trace_builder *b) {
    const sam_plan *plan = b->plan;
    for (uint32_t s = 0; s < plan->stage_count; s++)
        for (uint32_t i = 0; i < plan->stages[s].count; i++) {
            uint32_t row = plan->order[plan->stages[s].first + i];
            sam_direction direction = plan->stages[s].direction;
            b->class[row] = direction == SAM_STAGE_SCALAR    ? SCALAR_TIME
                            : direction == SAM_STAGE_FORWARD ? FORWARD_TIME
                                                             : BACKWARD_TIME;
            b->time[row] = b->class[row];
        }
    bool changed = true;
    while (changed) {
        changed = false;
        for (uint32_t i = 0; i < plan->order_count; i++)
            if (b->rows[plan->order[i]])
                changed = push_node(b, plan->order[i], plan->rows[plan->order[i]].root) || changed;
    }
    uint32_t last = 0;
    for (uint32_t r = 0; r < plan->row_count; r++)
        if (b->rows[r] && b->time[r] > last)
            last = b->time[r];
    return last;
}
