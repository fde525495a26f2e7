/* Two walks over the plan: backwards from what is wanted, forwards from what varies. */
#include "ledger/needs.h"

typedef struct walk {
    sam_ledger *ledger;
    uint32_t *stack; /* rows whose formulas are still to be looked at */
    uint32_t depth;
    bool *seen; /* node */
} walk;

static void want_row(walk *w, uint32_t row) {
    if (w->ledger->wanted[row])
        return;
    w->ledger->wanted[row] = true;
    w->stack[w->depth++] = row;
}

static void want_node(walk *w, uint32_t index) {
    if (w->seen[index])
        return;
    w->seen[index] = true;
    const sam_node *node = &w->ledger->plan->nodes[index];
    switch (node->op) {
    case SAM_OP_SCALAR:
    case SAM_OP_ROW:
    case SAM_OP_PREV:
    case SAM_OP_NEXT:
    case SAM_OP_SUM:
    case SAM_OP_FIRST:
        want_row(w, node->a);
        return;
    case SAM_OP_DOT:
    case SAM_OP_LOWEST:
    case SAM_OP_HIGHEST:
        want_row(w, node->a);
        want_row(w, node->b);
        return;
    case SAM_OP_AT:
        want_row(w, node->b);
        break;
    default:
        break;
    }
    const uint32_t child[SAM_CHILDREN_MOST] = {node->a, node->b, node->c};
    for (unsigned i = 0; i < SAM_CHILDREN_MOST && i < sam_op_children(node->op); i++)
        want_node(w, child[i]);
}

bool sam_needs_close(sam_ledger *ledger) {
    const sam_plan *plan = ledger->plan;
    walk w = {.ledger = ledger};
    w.stack = sam_arena_array(ledger->arena, plan->row_count + 1u, sizeof *w.stack);
    w.seen = sam_arena_array(ledger->arena, plan->node_count + 1u, sizeof *w.seen);
    if (!w.stack || !w.seen)
        return false;
    for (uint32_t r = 0; r < plan->row_count; r++)
        if (ledger->wanted[r])
            w.stack[w.depth++] = r;
    while (w.depth) {
        uint32_t row = w.stack[--w.depth];
        if (plan->rows[row].kind != SAM_ROW_CURVE && !ledger->given[row])
            want_node(&w, plan->rows[row].root);
    }
    return true;
}

static bool row_varies(const sam_ledger *ledger, const bool *nodes, uint32_t row) {
    if (ledger->given[row])
        return true;
    if (ledger->frozen && ledger->frozen[row])
        return false;
    return ledger->plan->rows[row].kind != SAM_ROW_CURVE && nodes[ledger->plan->rows[row].root];
}

static bool node_varies(const sam_ledger *ledger, const bool *nodes, const sam_node *node) {
    switch (node->op) {
    case SAM_OP_CONST:
        return false;
    case SAM_OP_INPUT:
        return ledger->varies[node->a];
    case SAM_OP_SCALAR:
    case SAM_OP_ROW:
    case SAM_OP_PREV:
    case SAM_OP_NEXT:
    case SAM_OP_SUM:
    case SAM_OP_FIRST:
        return row_varies(ledger, nodes, node->a);
    case SAM_OP_DOT:
    case SAM_OP_LOWEST:
    case SAM_OP_HIGHEST:
        return row_varies(ledger, nodes, node->a) || row_varies(ledger, nodes, node->b);
    case SAM_OP_AT:
        return nodes[node->a] || row_varies(ledger, nodes, node->b);
    default:
        break;
    }
    const uint32_t child[SAM_CHILDREN_MOST] = {node->a, node->b, node->c};
    for (unsigned i = 0; i < SAM_CHILDREN_MOST && i < sam_op_children(node->op); i++)
        if (nodes[child[i]])
            return true;
    return false;
}

/* Rows may need each other over time, so the marks spread until nothing changes. */
const bool *sam_needs_varying(sam_ledger *ledger) {
    const sam_plan *plan = ledger->plan;
    bool *nodes = sam_arena_array(ledger->arena, plan->node_count + 1u, sizeof *nodes);
    bool changed = nodes != NULL;
    while (changed) {
        changed = false;
        for (uint32_t i = 0; i < plan->node_count; i++) {
            if (nodes[i] || !node_varies(ledger, nodes, &plan->nodes[i]))
                continue;
            nodes[i] = true;
            changed = true;
        }
    }
    return nodes;
}
