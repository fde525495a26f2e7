/* From single assignment form to steps on rows of lanes: what nothing reads is dropped, a product
 * that only a sum reads is joined with it, what comes from or goes to the outside is read and
 * written where it lies, constants have rows that are filled once, and a slot is used again as soon
 * as its value has been read for the last time, so that the slots stay in the nearest cache. */
#include <string.h>

#include "ledger/trace.h"

/* From the end: a store is wanted, and so is what a wanted operation reads. */
static void sweep(sam_ssa_code *code) {
    for (size_t i = code->count; i-- > 0;) {
        sam_ssa *s = &code->code[i];
        s->used = s->used || s->op == SAM_SSA_STORE;
        uint32_t reads[3];
        unsigned count = s->used ? sam_ssa_operands(s, reads) : 0;
        for (unsigned k = 0; k < count; k++) {
            if (!sam_ssa_id(reads[k]))
                continue;
            sam_ssa *read = &code->code[sam_ssa_id(reads[k]) - 1];
            read->used = 1;
            if (read->uses < UINT16_MAX)
                read->uses++;
        }
    }
}

/* x * y read once, by a sum with a row or by what it is taken from: one step. The product is still
 * rounded by itself. */
static bool join_product(sam_ssa_code *code, sam_ssa *sum, uint32_t product, uint32_t other) {
    sam_ssa *mul = sam_ssa_id(product) ? &code->code[product - 1] : NULL;
    if (!mul || mul->op != SAM_OP_MUL || mul->uses != 1 || !sam_ssa_id(other))
        return false;
    uint32_t x = mul->a, y = mul->b;
    mul->used = 0;
    sum->op = sum->op == SAM_OP_SUB ? SAM_SSA_MULSUB : SAM_SSA_MULADD;
    sum->a = sam_ssa_id(x) ? x : y;
    sum->b = sam_ssa_id(x) ? y : x;
    sum->c = other;
    return true;
}

static void join_products(sam_ssa_code *code) {
    for (size_t i = 0; i < code->count; i++) {
        sam_ssa *s = &code->code[i];
        bool sum = s->used && (s->op == SAM_OP_ADD || s->op == SAM_OP_SUB);
        if (sum && !join_product(code, s, s->b, s->a) && s->op == SAM_OP_ADD)
            join_product(code, s, s->a, s->b);
    }
}

/* ---- where values lie ---- */

typedef struct places {
    sam_trace *trace;
    const sam_ssa_code *code;
    uint32_t *row;  /* operation -> 1 + row for the outside where it lies; or 1 + slot, see slots */
    bool *outside;  /* operation -> it lies in a row for the outside */
    uint32_t *last; /* operation -> its last reader, by place in the order */
    uint32_t *spare; /* slots to use again */
    size_t spare_count;
    size_t constants; /* rows of constants come after those for the outside */
    uint32_t *found;  /* by hash: 1 + index of a constant in trace->fixed */
    size_t found_mask;
} places;

/* A value that is asked for is made where it is asked for; asked for again, it is copied. */
static void find_outside(places *p) {
    for (size_t i = 0; i < p->code->count; i++) {
        const sam_ssa *s = &p->code->code[i];
        size_t home = s->op == SAM_SSA_LOAD ? i : sam_ssa_id(s->a) - 1;
        if (s->op != SAM_SSA_LOAD &&
            (s->op != SAM_SSA_STORE || !sam_ssa_id(s->a) || p->outside[home]))
            continue;
        p->outside[home] = true;
        p->row[home] = s->memory;
    }
}

static void add_fixed(places *p, size_t row, double value) {
    p->trace->fixed[p->trace->fixed_count++] = (sam_fixed_row){(uint32_t)row, value};
}

/* Where the constant is in the table, or would be. 0 and -0 are one. */
static uint32_t *constant_place(const places *p, double value) {
    double plain = value + 0.0;
    uint64_t bits;
    memcpy(&bits, &plain, sizeof bits);
    size_t at = (size_t)((bits * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & p->found_mask;
    for (;; at = (at + 1) & p->found_mask) {
        uint32_t found = p->found[at];
        const double *there = found ? &p->trace->fixed[found - 1].value : NULL;
        if (!there || (*there <= value && *there >= value))
            return &p->found[at];
    }
}

static uint32_t constant_row(places *p, double value) {
    uint32_t *place = constant_place(p, value);
    if (*place)
        return p->trace->fixed[*place - 1].row;
    add_fixed(p, sam_trace_outside(p->trace) + p->constants, value);
    *place = (uint32_t)p->trace->fixed_count;
    return (uint32_t)(sam_trace_outside(p->trace) + p->constants++);
}

static bool needs_row(const sam_ssa *s) {
    return s->op == SAM_OP_IF || s->op == SAM_OP_POW || s->op == SAM_OP_ANNUITY;
}

/* Stores of constants are done for good, and constants that a step cannot hold get rows. */
static void fix_constants(places *p, const uint32_t *order, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const sam_ssa *s = &p->code->code[order[i]];
        if (s->op == SAM_SSA_STORE && !sam_ssa_id(s->a))
            add_fixed(p, s->memory, sam_ssa_value(p->code, s->a));
    }
    for (size_t i = 0; i < count; i++) {
        const sam_ssa *s = &p->code->code[order[i]];
        uint32_t reads[3];
        unsigned operands = needs_row(s) ? sam_ssa_operands(s, reads) : 0;
        for (unsigned k = 0; k < operands; k++)
            if (!sam_ssa_id(reads[k]))
                constant_row(p, sam_ssa_value(p->code, reads[k]));
    }
}

static uint32_t row_of(places *p, const sam_ssa *s, uint32_t symbol) {
    if (sam_ssa_id(symbol))
        return p->row[symbol - 1];
    return symbol && needs_row(s) ? constant_row(p, sam_ssa_value(p->code, symbol)) : 0;
}

static void find_last_readers(places *p, const uint32_t *order, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint32_t reads[3];
        unsigned operands = sam_ssa_operands(&p->code->code[order[i]], reads);
        for (unsigned k = 0; k < operands; k++)
            if (sam_ssa_id(reads[k]))
                p->last[sam_ssa_id(reads[k]) - 1] = (uint32_t)i;
    }
}

static void release(places *p, const sam_ssa *s, size_t at) {
    uint32_t reads[3];
    unsigned count = sam_ssa_operands(s, reads);
    for (unsigned k = 0; k < count; k++) {
        size_t read = sam_ssa_id(reads[k]) - 1;
        bool twice = (k > 0 && sam_ssa_id(reads[0]) == sam_ssa_id(reads[k])) ||
                     (k > 1 && sam_ssa_id(reads[1]) == sam_ssa_id(reads[k]));
        if (sam_ssa_id(reads[k]) && !twice && !p->outside[read] && p->last[read] == at)
            p->spare[p->spare_count++] = p->row[read];
    }
}

static void take(places *p, size_t index) {
    sam_trace *t = p->trace;
    if (p->outside[index])
        return;
    if (p->spare_count)
        p->row[index] = p->spare[--p->spare_count];
    else
        p->row[index] = (uint32_t)(sam_trace_outside(t) + p->constants + t->slot_count++);
}

/* ---- steps ---- */

static void emit(sam_trace *t, uint32_t op, sam_step step) {
    t->steps[t->step_count++] = step;
    if (!t->run_count || t->runs[t->run_count - 1].op != op)
        t->runs[t->run_count++].op = op;
    t->runs[t->run_count - 1].count++;
}

static void encode_one(places *p, size_t index, size_t at) {
    const sam_ssa *s = &p->code->code[index];
    if (s->op == SAM_SSA_LOAD)
        return;
    if (s->op == SAM_SSA_STORE) {
        uint32_t from = sam_ssa_id(s->a) ? p->row[sam_ssa_id(s->a) - 1] : s->memory;
        if (from != s->memory)
            emit(p->trace, SAM_STEP_COPY, (sam_step){.out = s->memory, .a = from});
        release(p, s, at);
        return;
    }
    sam_step step = {.a = row_of(p, s, s->a), .b = row_of(p, s, s->b), .c = row_of(p, s, s->c)};
    step.value = sam_ssa_value(p->code, sam_ssa_id(s->b) ? s->a : s->b);
    /* Freed before the result is placed: a step may write where it reads. */
    release(p, s, at);
    take(p, index);
    step.out = p->row[index];
    emit(p->trace, sam_ssa_step(s), step);
}

static bool make_places(places *p, const uint32_t *order, size_t count, sam_arena *arena) {
    size_t size = p->code->count + 1, fixed = 0;
    for (size_t i = 0; i < count; i++) {
        const sam_ssa *s = &p->code->code[order[i]];
        fixed += needs_row(s) ? 3 : s->op == SAM_SSA_STORE;
    }
    sam_trace *t = p->trace;
    p->row = sam_arena_array(arena, size, sizeof *p->row);
    p->outside = sam_arena_array(arena, size, sizeof *p->outside);
    p->last = sam_arena_array(arena, size, sizeof *p->last);
    p->spare = sam_arena_array(arena, size, sizeof *p->spare);
    t->steps = sam_arena_array(t->arena, count + 1, sizeof *t->steps);
    t->runs = sam_arena_array(t->arena, count + 1, sizeof *t->runs);
    t->fixed = sam_arena_array(t->arena, fixed + 1, sizeof *t->fixed);
    for (p->found_mask = 1; p->found_mask <= 2 * fixed; p->found_mask *= 2)
        continue;
    p->found = sam_arena_array(arena, p->found_mask--, sizeof *p->found);
    return p->row && p->outside && p->last && p->spare && p->found && t->steps && t->runs &&
           t->fixed;
}

bool sam_trace_encode(sam_trace *trace, sam_ssa_code *code) {
    sweep(code);
    join_products(code);
    sam_arena *arena = sam_arena_new();
    places p = {.trace = trace, .code = code};
    size_t count = 0;
    const uint32_t *order = arena ? sam_ssa_order(code, &count, arena) : NULL;
    bool ready = order && make_places(&p, order, count, arena);
    if (ready) {
        find_outside(&p);
        fix_constants(&p, order, count);
        find_last_readers(&p, order, count);
        for (size_t i = 0; i < count; i++)
            encode_one(&p, order[i], i);
        trace->row_count = sam_trace_outside(trace) + p.constants + trace->slot_count;
    }
    sam_arena_free(arena);
    return ready;
}
