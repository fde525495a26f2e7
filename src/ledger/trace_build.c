/* The symbolic run: stage by stage and month by month, as the ledger runs, but on symbols. What
 * does not vary is read from the base ledger. Totals over months are kept as they go, so that no
 * value has to live longer than it must. */
#include <string.h>

#include "ledger/needs.h"
#include "ledger/trace_builder.h"

static sam_symbol known(double value) {
    return (sam_symbol){.value = value};
}

static sam_symbol read_path(sam_trace_builder *b, uint32_t row, uint32_t month) {
    size_t at = (b->path_of[row] - 1) * (size_t)b->plan->months + month - 1;
    if (!b->paths[at].id)
        b->paths[at] = sam_ssa_load(b->code, (uint32_t)(b->spec->input_count + at));
    return b->paths[at];
}

/* A monthly row in a month; outside the timeline it is 0. */
static sam_symbol read_row(sam_trace_builder *b, uint32_t row, uint32_t month) {
    if (month < 1 || month > b->plan->months)
        return known(0);
    if (b->path_of[row])
        return read_path(b, row, month);
    if (b->rows[row])
        return b->rows[row][month];
    return known(sam_ledger_value(b->spec->base, row, month, 0));
}

static sam_symbol read_scalar(const sam_trace_builder *b, uint32_t row) {
    return b->rows[row] ? b->rows[row][0] : known(sam_ledger_value(b->spec->base, row, 0, 0));
}

static sam_symbol read_input(sam_trace_builder *b, uint32_t input) {
    if (!b->marks->varies[input])
        return known(sam_ledger_input(b->spec->base, input, 0));
    for (size_t i = 0; i < b->spec->input_count && !b->inputs[input].id; i++)
        if (b->spec->inputs[i] == input)
            b->inputs[input] = sam_ssa_load(b->code, (uint32_t)i);
    return b->inputs[input];
}

static sam_symbol op2(sam_trace_builder *b, sam_op op, sam_symbol x, sam_symbol y) {
    return sam_ssa_add(b->code, op, x, y, known(0));
}

static sam_symbol choose(sam_trace_builder *b, sam_symbol condition, sam_symbol yes,
                         sam_symbol no) {
    return sam_ssa_add(b->code, SAM_OP_IF, condition, yes, no);
}

/* The ledger's rule for one month of a total; see gather_month in lanes.c. */
static void add_month(sam_trace_builder *b, sam_trace_total *t, uint32_t month) {
    const sam_node *node = &b->plan->nodes[t->node];
    sam_symbol a = read_row(b, node->a, month);
    sam_symbol flag;
    switch (node->op) {
    case SAM_OP_SUM:
        t->sum = op2(b, SAM_OP_ADD, t->sum, a);
        return;
    case SAM_OP_DOT:
        t->sum = op2(b, SAM_OP_ADD, t->sum, op2(b, SAM_OP_MUL, a, read_row(b, node->b, month)));
        return;
    case SAM_OP_FIRST:
        t->sum = choose(b, t->sum, t->sum, choose(b, a, known(month), known(0)));
        return;
    default:
        flag = read_row(b, node->b, month);
    }
    sam_op op = node->op == SAM_OP_LOWEST ? SAM_OP_MIN : SAM_OP_MAX;
    sam_symbol better = choose(b, t->seen, op2(b, op, a, t->sum), a);
    t->sum = choose(b, flag, better, t->sum);
    t->seen = choose(b, flag, known(1), t->seen);
}

static sam_symbol pick(sam_trace_builder *b, sam_symbol month, uint32_t row) {
    if (!month.id)
        return month.value >= 1 ? read_row(b, row, (uint32_t)month.value) : known(0);
    sam_symbol found = known(0);
    for (uint32_t m = 1; m <= b->plan->months; m++) {
        sam_symbol here = op2(b, SAM_OP_GE, month, known(m));
        found = choose(b, here, read_row(b, row, m), found);
    }
    sam_symbol after = op2(b, SAM_OP_GE, month, known(b->plan->months + 1.0));
    return choose(b, after, known(0), found);
}

static sam_symbol symbol_of(sam_trace_builder *b, uint32_t index, uint32_t month);

static sam_symbol total_of(sam_trace_builder *b, uint32_t index) {
    for (size_t i = 0; i < b->total_count; i++)
        if (b->totals[i].node == index)
            return b->totals[i].sum;
    /* Nothing in it varies: the same rule on constants. */
    sam_trace_total t = {.node = index};
    for (uint32_t m = 1; m <= b->plan->months; m++)
        add_month(b, &t, m);
    return t.sum;
}

static sam_symbol fresh_symbol(sam_trace_builder *b, uint32_t index, uint32_t month) {
    const sam_node *node = &b->plan->nodes[index];
    switch (node->op) {
    case SAM_OP_CONST:
        return known(node->value);
    case SAM_OP_INPUT:
        return read_input(b, node->a);
    case SAM_OP_SCALAR:
        return read_scalar(b, node->a);
    case SAM_OP_ROW:
        return read_row(b, node->a, month);
    case SAM_OP_PREV:
        return read_row(b, node->a, month - 1);
    case SAM_OP_NEXT:
        return read_row(b, node->a, month + 1);
    case SAM_OP_AT:
        return pick(b, symbol_of(b, node->a, month), node->b);
    case SAM_OP_SUM:
    case SAM_OP_DOT:
    case SAM_OP_LOWEST:
    case SAM_OP_HIGHEST:
    case SAM_OP_FIRST:
        return total_of(b, index);
    default:
        break;
    }
    unsigned children = sam_op_children(node->op);
    sam_symbol x = symbol_of(b, node->a, month);
    /* A known condition leaves one branch; the other is not even built. */
    if (node->op == SAM_OP_IF && !x.id)
        return symbol_of(b, x.value > 0 ? node->b : node->c, month);
    if (node->op == SAM_OP_MUL && !x.id && x.value == 0)
        return known(0);
    sam_symbol y = children > 1 ? symbol_of(b, node->b, month) : known(0);
    sam_symbol z = children > 2 ? symbol_of(b, node->c, month) : known(0);
    return sam_ssa_add(b->code, node->op, x, y, z);
}

static sam_symbol symbol_of(sam_trace_builder *b, uint32_t index, uint32_t month) {
    if (b->memo_at[index] == month + 1)
        return b->memo[index];
    sam_symbol symbol = fresh_symbol(b, index, month);
    b->memo[index] = symbol;
    b->memo_at[index] = month + 1;
    return symbol;
}

/* ---- outputs ---- */

static void store_scalars(sam_trace_builder *b) {
    const sam_trace_spec *spec = b->spec;
    size_t first = spec->input_count + spec->path_count * b->plan->months;
    for (size_t i = 0; i < spec->scalar_count; i++)
        sam_ssa_store(b->code, (uint32_t)(first + i), read_scalar(b, spec->scalars[i]));
}

/* Which of the wanted months it is; month_count when it is none. */
static size_t wanted_month(const sam_trace_builder *b, uint32_t month) {
    if (!b->spec->months)
        return month - 1;
    size_t i = 0;
    while (i < b->spec->month_count && b->spec->months[i] != month)
        i++;
    return i;
}

static void store_series(sam_trace_builder *b, uint32_t row, uint32_t month) {
    if (!b->is_series[row])
        return;
    const sam_trace_spec *spec = b->spec;
    size_t at = wanted_month(b, month), count = b->trace->month_count;
    size_t first = spec->input_count + spec->path_count * b->plan->months + spec->scalar_count;
    for (size_t i = 0; i < spec->series_count && at < count; i++)
        if (spec->series[i] == row)
            sam_ssa_store(b->code, (uint32_t)(first + i * count + at), read_row(b, row, month));
}

static void store_unvarying(sam_trace_builder *b) {
    for (size_t i = 0; i < b->spec->series_count; i++)
        for (uint32_t m = 1; m <= b->plan->months && !b->rows[b->spec->series[i]]; m++)
            store_series(b, b->spec->series[i], m);
}

/* ---- passes ---- */

static void run_totals(sam_trace_builder *b, uint32_t time, uint32_t month) {
    for (size_t i = 0; i < b->total_count; i++)
        if (b->totals[i].time == time)
            add_month(b, &b->totals[i], month);
}

/* The rows of the pass, in their order. */
static void list_pass(sam_trace_builder *b, uint32_t time) {
    b->pass_count = 0;
    for (uint32_t i = 0; i < b->plan->order_count; i++) {
        uint32_t row = b->plan->order[i];
        if (b->rows[row] && b->time[row] == time)
            b->pass[b->pass_count++] = row;
    }
}

static void run_month(sam_trace_builder *b, uint32_t month) {
    for (size_t i = 0; i < b->pass_count && !b->code->failed; i++) {
        uint32_t row = b->pass[i];
        b->rows[row][month] = symbol_of(b, b->plan->rows[row].root, month);
        store_series(b, row, month);
    }
}

static void run_pass(sam_trace_builder *b, uint32_t time) {
    uint32_t months = b->plan->months;
    memset(b->memo_at, 0, b->plan->node_count * sizeof *b->memo_at);
    b->code->month = time ? months + 1 : 0;
    list_pass(b, time);
    if (time % 2 == 0)
        run_month(b, 0);
    if (time % 4 == FORWARD_TIME)
        for (uint32_t m = 1; m <= months && !b->code->failed; m++) {
            b->code->month = m;
            run_month(b, m);
            run_totals(b, time, m);
        }
    if (time % 4 == BACKWARD_TIME) {
        for (uint32_t m = months; m >= 1 && !b->code->failed; m--) {
            b->code->month = m;
            run_month(b, m);
        }
        for (uint32_t m = 1; m <= months && !b->code->failed; m++) {
            b->code->month = m;
            run_totals(b, time, m);
        }
    }
}

/* ---- preparation ---- */

static bool is_total(sam_op op) {
    return op >= SAM_OP_SUM && op <= SAM_OP_FIRST;
}

static void find_totals(sam_trace_builder *b) {
    for (uint32_t i = 0; i < b->plan->node_count; i++) {
        const sam_node *node = &b->plan->nodes[i];
        if (!is_total(node->op) || !b->varying[i])
            continue;
        bool two = node->op != SAM_OP_SUM && node->op != SAM_OP_FIRST;
        uint32_t time = b->rows[node->a] ? b->time[node->a] : FORWARD_TIME;
        if (two && b->rows[node->b] && b->time[node->b] > time)
            time = b->time[node->b];
        bool wanted = (b->rows[node->a] || b->path_of[node->a]) ||
                      (two && (b->rows[node->b] || b->path_of[node->b]));
        if (wanted)
            b->totals[b->total_count++] = (sam_trace_total){.node = i, .time = time};
    }
}

static bool mark_rows(sam_trace_builder *b) {
    const sam_plan *plan = b->plan;
    const sam_trace_spec *spec = b->spec;
    for (size_t i = 0; i < spec->path_count; i++) {
        b->marks->given[spec->paths[i]] = true;
        b->path_of[spec->paths[i]] = (uint32_t)i + 1;
    }
    for (size_t i = 0; i < spec->input_count; i++)
        b->marks->varies[spec->inputs[i]] = true;
    for (size_t i = 0; i < spec->scalar_count; i++)
        b->marks->wanted[spec->scalars[i]] = true;
    for (size_t i = 0; i < spec->series_count; i++) {
        b->marks->wanted[spec->series[i]] = true;
        b->is_series[spec->series[i]] = true;
    }
    for (uint32_t r = 0; r < plan->row_count && !spec->resign; r++)
        b->marks->frozen[r] = plan->rows[r].signed_;
    b->varying = sam_needs_close(b->marks) ? sam_needs_varying(b->marks) : NULL;
    return b->varying != NULL;
}

static bool make_rows(sam_trace_builder *b, sam_arena *arena) {
    const sam_plan *plan = b->plan;
    for (uint32_t r = 0; r < plan->row_count; r++) {
        const sam_row *row = &plan->rows[r];
        bool computed = row->kind != SAM_ROW_CURVE && b->marks->wanted[r] && !b->path_of[r] &&
                        !b->marks->frozen[r] && b->varying[row->root];
        if (!computed)
            continue;
        size_t size = row->kind == SAM_ROW_SCALAR ? 1 : plan->months + 2u;
        b->rows[r] = sam_arena_array(arena, size, sizeof **b->rows);
        if (!b->rows[r])
            return false;
    }
    return true;
}

static bool prepare(sam_trace_builder *b, sam_arena *arena) {
    const sam_plan *plan = b->plan;
    size_t rows = plan->row_count + 1u, nodes = plan->node_count + 1u;
    size_t inputs = plan->deal->input_count + 1u;
    b->marks = sam_arena_alloc(arena, sizeof *b->marks);
    if (!b->marks)
        return false;
    *b->marks = (sam_ledger){.plan = plan, .arena = arena};
    b->marks->given = sam_arena_array(arena, rows, sizeof(bool));
    b->marks->wanted = sam_arena_array(arena, rows, sizeof(bool));
    b->marks->frozen = sam_arena_array(arena, rows, sizeof(bool));
    b->marks->varies = sam_arena_array(arena, inputs, sizeof(bool));
    b->rows = sam_arena_array(arena, rows, sizeof *b->rows);
    b->time = sam_arena_array(arena, rows, sizeof *b->time);
    b->class = sam_arena_array(arena, rows, sizeof *b->class);
    b->path_of = sam_arena_array(arena, rows, sizeof *b->path_of);
    b->pass = sam_arena_array(arena, rows, sizeof *b->pass);
    b->is_series = sam_arena_array(arena, rows, sizeof *b->is_series);
    b->memo = sam_arena_array(arena, nodes, sizeof *b->memo);
    b->memo_at = sam_arena_array(arena, nodes, sizeof *b->memo_at);
    b->totals = sam_arena_array(arena, nodes, sizeof *b->totals);
    b->inputs = sam_arena_array(arena, inputs, sizeof *b->inputs);
    b->paths = sam_arena_array(arena, b->spec->path_count * plan->months + 1, sizeof *b->paths);
    return b->marks->given && b->marks->wanted && b->marks->frozen && b->marks->varies && b->rows &&
           b->time && b->class && b->path_of && b->pass && b->is_series && b->memo && b->memo_at &&
           b->totals && b->inputs && b->paths && mark_rows(b) && make_rows(b, arena);
}

bool sam_trace_build(sam_trace *trace, const sam_trace_spec *spec, sam_ssa_code *code) {
    sam_arena *arena = sam_arena_new(); /* only while building */
    sam_trace_builder b = {
        .plan = sam_ledger_plan(spec->base), .spec = spec, .trace = trace, .code = code};
    bool ready = arena && prepare(&b, arena);
    if (ready) {
        uint32_t last = sam_trace_set_times(&b);
        find_totals(&b);
        store_unvarying(&b);
        for (uint32_t time = 0; time <= last; time++)
            run_pass(&b, time);
        /* Totals over paths alone may be wanted though no row runs at their time. */
        if (last < FORWARD_TIME)
            run_pass(&b, FORWARD_TIME);
        code->month = b.plan->months + 1;
        store_scalars(&b);
    }
    sam_arena_free(arena);
    return ready && !code->failed;
}
