/* The order in which rows can be computed. Rows that need each other over time (a balance and its
 * interest) form a knot that runs month by month; a knot that would need both the month before and
 * the month after, or its own value, is a circle and is refused by name. */
#include <string.h>

#include "base/mark.h"
#include "base/text.h"
#include "plan/builder.h"

typedef enum edge_kind { EDGE_NOW, EDGE_PREV, EDGE_NEXT, EDGE_WHOLE } edge_kind;

typedef struct edge {
    uint32_t to;
    edge_kind kind;
} edge;

typedef struct graph {
    sam_builder *builder;
    edge *edges;
    uint32_t *first; /* row_count + 1 */
    uint32_t edge_count, edge_capacity;
    uint32_t *knot;    /* row -> knot; knots are numbered in topological order, needs first */
    uint32_t *members; /* rows, knot by knot */
    uint32_t *from;    /* knot_count + 1: slices of members */
    uint32_t knot_count;
    uint32_t *stage; /* row -> stage, UINT32_MAX while not placed */
} graph;

static void add_edge(graph *g, uint32_t to, edge_kind kind) {
    if (g->edge_count == g->edge_capacity) {
        uint32_t wider = g->edge_capacity ? g->edge_capacity * 2 : 4096;
        edge *edges = sam_arena_array(g->builder->arena, wider, sizeof *edges);
        if (!edges) {
            g->builder->status = SAM_MEMORY;
            return;
        }
        if (g->edge_count)
            memcpy(edges, g->edges, g->edge_count * sizeof *edges);
        g->edges = edges;
        g->edge_capacity = wider;
    }
    g->edges[g->edge_count++] = (edge){to, kind};
}

static void collect(graph *g, uint32_t node) {
    const sam_node *n = &g->builder->nodes[node];
    switch (n->op) {
    case SAM_OP_SCALAR:
    case SAM_OP_ROW:
        add_edge(g, n->a, EDGE_NOW);
        return;
    case SAM_OP_PREV:
        add_edge(g, n->a, EDGE_PREV);
        return;
    case SAM_OP_NEXT:
        add_edge(g, n->a, EDGE_NEXT);
        return;
    case SAM_OP_DOT:
    case SAM_OP_LOWEST:
    case SAM_OP_HIGHEST:
        add_edge(g, n->b, EDGE_WHOLE);
        add_edge(g, n->a, EDGE_WHOLE);
        return;
    case SAM_OP_SUM:
    case SAM_OP_FIRST:
        add_edge(g, n->a, EDGE_WHOLE);
        return;
    case SAM_OP_AT:
        add_edge(g, n->b, EDGE_WHOLE);
        break;
    default:
        break;
    }
    uint32_t child[SAM_CHILDREN_MOST] = {n->a, n->b, n->c};
    for (unsigned i = 0; i < SAM_CHILDREN_MOST && i < sam_op_children(n->op); i++)
        collect(g, child[i]);
}

static void build(graph *g) {
    sam_builder *b = g->builder;
    for (uint32_t r = 0; r < b->row_count && b->status == SAM_OK; r++) {
        g->first[r] = g->edge_count;
        if (b->rows[r].kind != SAM_ROW_CURVE)
            collect(g, b->rows[r].root);
    }
    g->first[b->row_count] = g->edge_count;
}

/* Tarjan's strongly connected components, with an explicit stack: a knot is finished after all it
 * needs, so the numbering is already an order of computation. */
typedef struct tarjan {
    uint32_t *index, *low, *stack, *call, *next;
    bool *on_stack;
    uint32_t counter, depth, calls;
} tarjan;

static void enter(tarjan *t, const graph *g, uint32_t row) {
    t->index[row] = t->low[row] = ++t->counter;
    t->stack[t->depth++] = row;
    t->on_stack[row] = true;
    t->next[row] = g->first[row];
    t->call[t->calls++] = row;
}

static void close_knot(tarjan *t, graph *g, uint32_t row) {
    uint32_t end = g->from[g->knot_count];
    for (uint32_t member = UINT32_MAX; member != row;) {
        member = t->stack[--t->depth];
        t->on_stack[member] = false;
        g->knot[member] = g->knot_count;
        g->members[end++] = member;
    }
    g->from[++g->knot_count] = end;
}

static void visit(tarjan *t, graph *g, uint32_t start) {
    enter(t, g, start);
    while (t->calls) {
        uint32_t row = t->call[t->calls - 1];
        if (t->next[row] < g->first[row + 1]) {
            uint32_t to = g->edges[t->next[row]++].to;
            if (!t->index[to])
                enter(t, g, to);
            else if (t->on_stack[to] && t->index[to] < t->low[row])
                t->low[row] = t->index[to];
            continue;
        }
        t->calls--;
        if (t->low[row] == t->index[row])
            close_knot(t, g, row);
        if (t->calls) {
            uint32_t caller = t->call[t->calls - 1];
            if (t->low[row] < t->low[caller])
                t->low[caller] = t->low[row];
        }
    }
}

static bool find_knots(graph *g) {
    uint32_t n = g->builder->row_count;
    tarjan t = {0};
    uint32_t **arrays[] = {&t.index, &t.low, &t.stack, &t.call, &t.next};
    for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++)
        if (!(*arrays[i] = sam_arena_array(g->builder->arena, n + 1, sizeof(uint32_t))))
            return false;
    t.on_stack = sam_arena_array(g->builder->arena, n + 1, sizeof(bool));
    if (!t.on_stack)
        return false;
    for (uint32_t r = 0; r < n; r++)
        if (!t.index[r])
            visit(&t, g, r);
    return true;
}

static const char *knot_names(const graph *g, uint32_t knot) {
    sam_text text = SAM_TEXT_EMPTY;
    for (uint32_t i = g->from[knot]; i < g->from[knot + 1] && text.length < 400; i++)
        sam_text_format(&text, "%s%s", text.length ? ", " : "",
                        g->builder->rows[g->members[i]].name);
    const char *names = text.data ? sam_arena_text(g->builder->arena, text.data, text.length) : "";
    sam_text_free(&text);
    return names ? names : "";
}

static void refuse(const graph *g, uint32_t knot) {
    sam_builder_fault(g->builder, "PLAN_CYCLE", NULL, "these rows need each other in a circle",
                      knot_names(g, knot),
                      N_("let one of them depend on the month before, or state it algebraically"));
}

/* Orders a knot's rows so that same-month needs come first. False: they need each other at once. */
static bool order_knot(graph *g, uint32_t knot) {
    uint32_t begin = g->from[knot], end = g->from[knot + 1], placed = begin;
    while (placed < end) {
        uint32_t before = placed;
        for (uint32_t i = placed; i < end; i++) {
            uint32_t row = g->members[i];
            bool ready = true;
            for (uint32_t e = g->first[row]; e < g->first[row + 1] && ready; e++) {
                if (g->edges[e].kind != EDGE_NOW || g->knot[g->edges[e].to] != knot)
                    continue;
                ready = false;
                for (uint32_t p = begin; p < placed && !ready; p++)
                    ready = g->members[p] == g->edges[e].to;
            }
            if (!ready)
                continue;
            memmove(&g->members[placed + 1], &g->members[placed], (i - placed) * sizeof(uint32_t));
            g->members[placed++] = row;
        }
        if (placed == before)
            return false;
    }
    return true;
}

static bool check_knot(graph *g, uint32_t knot) {
    bool back = false, ahead = false, whole = false;
    for (uint32_t i = g->from[knot]; i < g->from[knot + 1]; i++) {
        uint32_t row = g->members[i];
        for (uint32_t e = g->first[row]; e < g->first[row + 1]; e++) {
            if (g->knot[g->edges[e].to] != knot)
                continue;
            back = back || g->edges[e].kind == EDGE_PREV;
            ahead = ahead || g->edges[e].kind == EDGE_NEXT;
            whole = whole || g->edges[e].kind == EDGE_WHOLE;
        }
    }
    return !whole && !(back && ahead) && order_knot(g, knot);
}

/* May this knot join the stage being filled? */
static bool fits(const graph *g, uint32_t knot, sam_direction direction, uint32_t stage) {
    for (uint32_t i = g->from[knot]; i < g->from[knot + 1]; i++) {
        uint32_t row = g->members[i];
        bool scalar = g->builder->rows[row].kind == SAM_ROW_SCALAR;
        if (scalar != (direction == SAM_STAGE_SCALAR))
            return false;
        for (uint32_t e = g->first[row]; e < g->first[row + 1]; e++) {
            const edge *to = &g->edges[e];
            bool here = g->stage[to->to] == stage || g->knot[to->to] == knot;
            if (g->builder->rows[to->to].kind == SAM_ROW_CURVE ||
                (!here && g->stage[to->to] < stage))
                continue;
            bool runs_with = to->kind == EDGE_NOW ||
                             (to->kind == EDGE_PREV && direction == SAM_STAGE_FORWARD) ||
                             (to->kind == EDGE_NEXT && direction == SAM_STAGE_BACKWARD);
            if (!here || !runs_with)
                return false;
        }
    }
    return true;
}

static uint32_t fill(graph *g, sam_direction direction, uint32_t stage, uint32_t *order) {
    uint32_t count = 0;
    for (uint32_t k = 0; k < g->knot_count; k++) {
        uint32_t row = g->members[g->from[k]];
        if (g->builder->rows[row].kind == SAM_ROW_CURVE || g->stage[row] <= stage ||
            !fits(g, k, direction, stage))
            continue;
        for (uint32_t i = g->from[k]; i < g->from[k + 1]; i++) {
            g->stage[g->members[i]] = stage;
            order[count++] = g->members[i];
        }
    }
    return count;
}

static void undo(graph *g, const uint32_t *order, uint32_t count) {
    for (uint32_t i = 0; i < count; i++)
        g->stage[order[i]] = UINT32_MAX;
}

/* Fills stage after stage: scalars when there are any, else the direction that takes more rows. */
static void stages(graph *g, uint32_t *order, sam_stage *out, sam_plan *plan) {
    uint32_t done = 0, count = 0;
    for (;;) {
        sam_direction direction = SAM_STAGE_SCALAR;
        uint32_t taken = fill(g, direction, count, order + done);
        if (!taken) {
            uint32_t backward = fill(g, SAM_STAGE_BACKWARD, count, order + done);
            undo(g, order + done, backward);
            direction = SAM_STAGE_FORWARD;
            taken = fill(g, direction, count, order + done);
            if (backward > taken) {
                undo(g, order + done, taken);
                direction = SAM_STAGE_BACKWARD;
                taken = fill(g, direction, count, order + done);
            }
        }
        if (!taken)
            break;
        out[count++] = (sam_stage){direction, done, taken};
        done += taken;
    }
    plan->order = order;
    plan->order_count = done;
    plan->stages = out;
    plan->stage_count = count;
}

static bool allocate(graph *g) {
    uint32_t n = g->builder->row_count;
    sam_arena *arena = g->builder->arena;
    g->first = sam_arena_array(arena, n + 1, sizeof *g->first);
    g->knot = sam_arena_array(arena, n + 1, sizeof *g->knot);
    g->members = sam_arena_array(arena, n + 1, sizeof *g->members);
    g->from = sam_arena_array(arena, n + 2, sizeof *g->from);
    g->stage = sam_arena_array(arena, n + 1, sizeof *g->stage);
    if (!g->first || !g->knot || !g->members || !g->from || !g->stage)
        return false;
    memset(g->stage, 0xff, (n + 1) * sizeof *g->stage);
    return true;
}

void sam_builder_schedule(sam_builder *builder, sam_plan *plan) {
    graph g = {.builder = builder};
    uint32_t n = builder->row_count;
    uint32_t *order = sam_arena_array(builder->arena, n + 1, sizeof *order);
    sam_stage *out = sam_arena_array(builder->arena, n + 1, sizeof *out);
    if (!order || !out || !allocate(&g)) {
        builder->status = SAM_MEMORY;
        return;
    }
    build(&g);
    if (builder->status == SAM_OK && !find_knots(&g))
        builder->status = SAM_MEMORY;
    for (uint32_t k = 0; k < g.knot_count && builder->status != SAM_MEMORY; k++)
        if (!check_knot(&g, k))
            refuse(&g, k);
    if (builder->status == SAM_OK)
        stages(&g, order, out, plan);
}
