/* Walks the plan as the ledger does, stage by stage and month by month, with jets for numbers. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/real.h"
#include "choice/jet.h"
#include "plan/express.h"
#include "plan/op_apply.h"

struct sam_affine {
    const sam_plan *plan;
    uint32_t count;
    const double *scales;
    size_t size;         /* bytes of a jet */
    char *rows;          /* jets of all rows; a monthly row has months 0 to M + 1 */
    const size_t *first; /* row -> its first jet */
    char *nodes;         /* a jet a node, of the last evaluation */
    uint64_t *stamp;     /* node -> evaluation it is of */
    uint64_t now;
    char *inputs;
    sam_bend *bends;       /* a slot for each operation that could bend, row by row */
    const uint32_t *slots; /* row -> its first slot; row_count + 1 */
    uint32_t row, month;   /* being computed */
    bool *reached;         /* row -> a decision reaches it; the others are computed once */
    bool *decided;         /* input -> it is one */
    bool stale;            /* what no decision reaches must be computed again */
    sam_arena *arena;
};

static sam_jet *jet_at(const sam_affine *f, char *base, size_t index) {
    return (sam_jet *)(void *)(base + index * f->size);
}

static sam_jet *row_jet(const sam_affine *f, uint32_t row, size_t month) {
    bool scalar = f->plan->rows[row].kind == SAM_ROW_SCALAR;
    return jet_at(f, f->rows, f->first[row] + (scalar ? 0 : month));
}

/* Notes what the operation just applied to `node` turned out to be. */
static void note(sam_affine *f, uint32_t node, const sam_rule *rule, uint32_t left,
                 uint32_t right) {
    if (!rule->bent)
        return;
    uint32_t slot = f->slots[f->row];
    while (slot < f->slots[f->row + 1] && f->bends[slot].node != node)
        slot++;
    assert(slot < f->slots[f->row + 1]);
    sam_bend *bend = &f->bends[slot];
    if (bend->months++ == 0) {
        bend->first_month = f->month;
        bend->room = SAM_REAL_INFINITY;
    }
    bend->left |= left;
    bend->right |= right;
    bend->curve = bend->curve || rule->curve;
    bend->jump = bend->jump || rule->jump;
    if (rule->room < bend->room) {
        bend->room = rule->room;
        bend->room_month = f->month;
    }
}

static sam_rule new_rule(const sam_affine *f) {
    return (sam_rule){.count = f->count, .scales = f->scales};
}

/* Least or greatest value of a row among the months in which the flag row is above 0. */
static void extreme(const sam_affine *f, sam_rule *rule, const sam_node *node, sam_jet *out) {
    size_t best = 0, months = f->plan->months;
    for (size_t m = 1; m <= months; m++) {
        double value = row_jet(f, node->a, m)->value;
        if (!(row_jet(f, node->b, m)->value > 0))
            continue;
        double old = row_jet(f, node->a, best)->value;
        bool better = node->op == SAM_OP_LOWEST ? value < old : value > old;
        best = best == 0 || better ? m : best;
    }
    sam_jet_constant(out, f->count, 0);
    if (best)
        memcpy(out, row_jet(f, node->a, best), f->size);
    for (size_t m = 1; m <= months; m++) {
        const sam_jet *a = row_jet(f, node->a, m), *flag = row_jet(f, node->b, m);
        sam_jet_jump(rule, out, sam_jet_depends(flag),
                     fmin(flag->shape.room, sam_jet_room(rule, flag, NULL)));
        if (!(flag->value > 0) || m == best)
            continue;
        sam_jet_inherit(out, a);
        sam_jet_kink(rule, out, a->shape.moves | out->shape.moves, sam_jet_room(rule, a, out));
    }
}

static void first(const sam_affine *f, sam_rule *rule, const sam_node *node, sam_jet *out) {
    sam_jet_constant(out, f->count, 0);
    for (size_t m = 1; m <= f->plan->months && out->value == 0; m++) {
        const sam_jet *a = row_jet(f, node->a, m);
        out->value = a->value > 0 ? (double)m : 0.0;
        sam_jet_jump(rule, out, sam_jet_depends(a),
                     fmin(a->shape.room, sam_jet_room(rule, a, NULL)));
    }
}

static void at(const sam_affine *f, sam_rule *rule, const sam_node *node, const sam_jet *month,
               sam_jet *out) {
    bool inside = month->value >= 1 && month->value <= (double)f->plan->months;
    memcpy(out, row_jet(f, node->b, inside ? (size_t)month->value : 0), f->size);
    /* A decided month is a jump at every whole number. */
    sam_jet_jump(rule, out, sam_jet_depends(month), 0.0);
}

static const sam_jet *evaluate(sam_affine *f, uint32_t index);

static void gather(sam_affine *f, sam_rule *rule, const sam_node *node, sam_jet *out) {
    switch (node->op) {
    case SAM_OP_SUM:
    case SAM_OP_DOT:
        sam_jet_constant(out, f->count, 0);
        for (size_t m = 1; m <= f->plan->months; m++) {
            const sam_jet *a = row_jet(f, node->a, m);
            if (node->op == SAM_OP_SUM)
                sam_jet_add(rule, out, a);
            else
                sam_jet_add_product(rule, out, a, row_jet(f, node->b, m));
        }
        return;
    case SAM_OP_FIRST:
        first(f, rule, node, out);
        return;
    case SAM_OP_AT:
        at(f, rule, node, evaluate(f, node->a), out);
        return;
    default:
        extreme(f, rule, node, out);
    }
}

static const sam_jet *leaf(const sam_affine *f, const sam_node *node) {
    switch (node->op) {
    case SAM_OP_INPUT:
        return jet_at(f, f->inputs, node->a);
    case SAM_OP_SCALAR:
    case SAM_OP_ROW:
        return row_jet(f, node->a, f->month);
    case SAM_OP_PREV:
        return row_jet(f, node->a, f->month - 1);
    case SAM_OP_NEXT:
        return row_jet(f, node->a, f->month + 1);
    default:
        return NULL;
    }
}

static const sam_jet *evaluate(sam_affine *f, uint32_t index) {
    const sam_node *node = &f->plan->nodes[index];
    sam_jet *out = jet_at(f, f->nodes, index);
    const sam_jet *there = leaf(f, node);
    if (there || node->op == SAM_OP_CONST || f->stamp[index] == f->now)
        return there ? there : out;
    f->stamp[index] = f->now;
    sam_rule rule = new_rule(f);
    if (!sam_op_is_pure(node->op)) {
        gather(f, &rule, node, out);
        note(f, index, &rule, sam_jet_depends(out), 0);
        return out;
    }
    unsigned children = sam_op_children(node->op);
    const sam_jet *a = evaluate(f, node->a);
    const sam_jet *b = children > 1 ? evaluate(f, node->b) : a;
    const sam_jet *c = children > 2 ? evaluate(f, node->c) : a;
    sam_jet_apply(&rule, out, node->op, a, b, c);
    note(f, index, &rule, sam_jet_depends(a),
         (children > 1 ? sam_jet_depends(b) : 0) | (children > 2 ? sam_jet_depends(c) : 0));
    return out;
}

static void run_row(sam_affine *f, uint32_t row, uint32_t month) {
    f->now++;
    f->row = row;
    f->month = month;
    memcpy(row_jet(f, row, month), evaluate(f, f->plan->rows[row].root), f->size);
}

static void run_stage(sam_affine *f, const sam_stage *stage) {
    const uint32_t *rows = f->plan->order + stage->first;
    uint32_t months = stage->direction == SAM_STAGE_SCALAR ? 1 : f->plan->months;
    for (uint32_t step = 1; step <= months; step++) {
        uint32_t month = stage->direction == SAM_STAGE_BACKWARD ? months + 1 - step : step;
        for (uint32_t i = 0; i < stage->count; i++)
            if (f->stale || f->reached[rows[i]])
                run_row(f, rows[i], stage->direction == SAM_STAGE_SCALAR ? 0 : month);
    }
}

void sam_affine_run(sam_affine *affine) {
    for (uint32_t s = 0; s < affine->slots[affine->plan->row_count]; s++)
        affine->bends[s] = (sam_bend){.row = affine->bends[s].row, .node = affine->bends[s].node};
    for (uint32_t s = 0; s < affine->plan->stage_count; s++)
        run_stage(affine, &affine->plan->stages[s]);
    affine->stale = false;
}

void sam_affine_set(sam_affine *affine, uint32_t input, double value) {
    sam_jet_set(jet_at(affine, affine->inputs, input), value);
    affine->stale = affine->stale || !affine->decided[input];
}

double sam_affine_value(const sam_affine *affine, uint32_t row, uint32_t month) {
    return row_jet(affine, row, month)->value;
}

const double *sam_affine_slopes(const sam_affine *affine, uint32_t row, uint32_t month) {
    return row_jet(affine, row, month)->slope;
}

sam_shape sam_affine_shape(const sam_affine *affine, uint32_t row, uint32_t month) {
    return row_jet(affine, row, month)->shape;
}

sam_shape sam_affine_row_shape(const sam_affine *affine, uint32_t row) {
    if (affine->plan->rows[row].kind == SAM_ROW_SCALAR)
        return row_jet(affine, row, 0)->shape;
    sam_shape all = {.room = SAM_REAL_INFINITY};
    for (uint32_t m = 1; m <= affine->plan->months; m++) {
        const sam_shape *one = &row_jet(affine, row, m)->shape;
        all.moves |= one->moves;
        all.kinks |= one->kinks;
        all.jumps |= one->jumps;
        all.curves |= one->curves;
        all.room = fmin(all.room, one->room);
    }
    return all;
}

/* Slots are few and readers are for people, so a walk each time will do. */
const sam_bend *sam_affine_bend(const sam_affine *affine, uint32_t index) {
    for (uint32_t i = 0; i < affine->plan->order_count; i++) {
        uint32_t row = affine->plan->order[i];
        for (uint32_t s = affine->slots[row]; s < affine->slots[row + 1]; s++)
            if (affine->bends[s].months && index-- == 0)
                return &affine->bends[s];
    }
    return NULL;
}

/* Lists the operations of a formula, each once; with out NULL it only counts. */
static uint32_t list_operations(sam_affine *f, uint32_t node, uint32_t row, sam_bend *out,
                                uint32_t count) {
    const sam_node *n = &f->plan->nodes[node];
    if (n->op < SAM_OP_NEG || f->stamp[node] == f->now)
        return count;
    f->stamp[node] = f->now;
    if (out)
        out[count] = (sam_bend){.row = row, .node = node};
    count++;
    unsigned children = sam_op_children(n->op);
    if (children > 0)
        count = list_operations(f, n->a, row, out, count);
    if (children > 1)
        count = list_operations(f, n->b, row, out, count);
    return children > 2 ? list_operations(f, n->c, row, out, count) : count;
}

static uint32_t list_slots(sam_affine *f, uint32_t *slots, sam_bend *out) {
    uint32_t total = 0;
    for (uint32_t r = 0; r < f->plan->row_count; r++) {
        slots[r] = total;
        f->now++;
        if (f->plan->rows[r].kind != SAM_ROW_CURVE)
            total = list_operations(f, f->plan->rows[r].root, r, out, total);
    }
    slots[f->plan->row_count] = total;
    return total;
}

typedef struct reader {
    const sam_affine *f;
    bool found;
} reader;

static void note_use(void *context, sam_op op, uint32_t index) {
    reader *r = context;
    r->found = r->found || (op == SAM_OP_INPUT ? r->f->decided : r->f->reached)[index];
}

/* Rows read rows of earlier and later months too, so the marks spread until nothing changes. */
static void mark_reached(sam_affine *f) {
    for (bool again = true; again;) {
        again = false;
        for (uint32_t i = 0; i < f->plan->order_count; i++) {
            uint32_t row = f->plan->order[i];
            reader r = {.f = f};
            if (!f->reached[row])
                sam_plan_row_uses(f->plan, row, note_use, &r);
            f->reached[row] = f->reached[row] || r.found;
            again = again || r.found;
        }
    }
}

static size_t place_rows(const sam_plan *plan, size_t *first_jet) {
    size_t total = 0;
    for (uint32_t r = 0; r < plan->row_count; r++) {
        first_jet[r] = total;
        total += plan->rows[r].kind == SAM_ROW_SCALAR ? 1 : (size_t)plan->months + 2;
    }
    return total;
}

static void fill(sam_affine *f, const uint32_t *inputs, size_t jets) {
    const sam_plan *plan = f->plan;
    for (size_t i = 0; i < jets; i++)
        sam_jet_constant(jet_at(f, f->rows, i), f->count, 0);
    for (uint32_t i = 0; i < plan->node_count; i++)
        sam_jet_constant(jet_at(f, f->nodes, i), f->count, plan->nodes[i].value);
    for (uint32_t i = 0; i < plan->deal->input_count; i++)
        sam_jet_constant(jet_at(f, f->inputs, i), f->count, plan->deal->inputs[i].value);
    for (uint32_t j = 0; j < f->count; j++) {
        sam_jet *jet = jet_at(f, f->inputs, inputs[j]);
        jet->slope[j] = 1;
        jet->swing = f->scales[j];
        jet->shape.moves = UINT32_C(1) << j;
        f->decided[inputs[j]] = true;
    }
    mark_reached(f);
    f->stale = true;
    for (uint32_t r = 0; r < plan->row_count; r++)
        for (uint32_t m = 1; plan->rows[r].kind == SAM_ROW_CURVE && m <= plan->months; m++)
            sam_jet_set(row_jet(f, r, m), plan->rows[r].curve[m - 1]);
}

static bool allocate(sam_affine *f, const uint32_t *inputs, const double *scales) {
    const sam_plan *plan = f->plan;
    size_t *first_jet = sam_arena_array(f->arena, plan->row_count + 1u, sizeof *first_jet);
    uint32_t *slots = sam_arena_array(f->arena, plan->row_count + 1u, sizeof *slots);
    double *steps = sam_arena_array(f->arena, f->count, sizeof *steps);
    f->stamp = sam_arena_array(f->arena, plan->node_count + 1u, sizeof *f->stamp);
    if (!first_jet || !slots || !steps || !f->stamp)
        return false;
    memcpy(steps, scales, f->count * sizeof *steps);
    f->scales = steps;
    size_t jets = place_rows(plan, first_jet);
    f->first = first_jet;
    f->rows = sam_arena_array(f->arena, jets + 1, f->size);
    f->nodes = sam_arena_array(f->arena, plan->node_count + 1u, f->size);
    f->inputs = sam_arena_array(f->arena, plan->deal->input_count + 1u, f->size);
    f->bends = sam_arena_array(f->arena, list_slots(f, slots, NULL) + 1u, sizeof *f->bends);
    f->reached = sam_arena_array(f->arena, plan->row_count + 1u, sizeof *f->reached);
    f->decided = sam_arena_array(f->arena, plan->deal->input_count + 1u, sizeof *f->decided);
    if (!f->rows || !f->nodes || !f->inputs || !f->bends || !f->reached || !f->decided)
        return false;
    list_slots(f, slots, f->bends);
    f->slots = slots;
    fill(f, inputs, jets);
    return true;
}

sam_affine *sam_affine_new(const sam_plan *plan, const uint32_t *inputs, const double *scales,
                           uint32_t count) {
    assert(count >= 1 && count <= SAM_AFFINE_MOST);
    sam_arena *arena = sam_arena_new();
    sam_affine *affine = arena ? sam_arena_alloc(arena, sizeof *affine) : NULL;
    if (!affine) {
        sam_arena_free(arena);
        return NULL;
    }
    *affine =
        (sam_affine){.plan = plan, .count = count, .size = sam_jet_size(count), .arena = arena};
    if (allocate(affine, inputs, scales))
        return affine;
    sam_arena_free(arena);
    return NULL;
}

void sam_affine_free(sam_affine *affine) {
    if (affine)
        sam_arena_free(affine->arena);
}
