/* From single assignment form to steps on slots: what nothing reads is dropped, a product that only
 * a sum reads is joined with it, and a slot is used again as soon as its value has been read for
 * the last time, so that the slots stay in the nearest cache. */
#include <string.h>

#include "ledger/trace.h"

enum { MOST_SLOTS = 65535 };

static unsigned operands(const sam_ssa *s, sam_symbol out[3]) {
    out[0] = s->a;
    out[1] = s->b;
    out[2] = s->c;
    if (s->op == SAM_SSA_LOAD)
        return 0;
    if (s->op == SAM_SSA_STORE)
        return 1;
    return s->op == SAM_SSA_MULADD ? 3 : sam_op_children((sam_op)s->op);
}

/* From the end: a store is wanted, and so is what a wanted operation reads. */
static void sweep(sam_ssa_code *code) {
    for (size_t i = code->count; i-- > 0;) {
        sam_ssa *s = &code->code[i];
        s->used = s->used || s->op == SAM_SSA_STORE;
        sam_symbol reads[3];
        unsigned count = s->used ? operands(s, reads) : 0;
        for (unsigned k = 0; k < count; k++) {
            if (!reads[k].id)
                continue;
            sam_ssa *read = &code->code[reads[k].id - 1];
            read->used = 1;
            if (read->uses < UINT16_MAX)
                read->uses++;
        }
    }
}

/* x * y read once, by a sum with a slot: one step. The product is still rounded by itself. */
static void join_product(sam_ssa_code *code, sam_ssa *sum) {
    for (int side = 0; side < 2; side++) {
        sam_symbol product = side ? sum->a : sum->b, other = side ? sum->b : sum->a;
        sam_ssa *mul = product.id ? &code->code[product.id - 1] : NULL;
        if (!mul || mul->op != SAM_OP_MUL || mul->uses != 1 || !other.id)
            continue;
        sam_symbol x = mul->a, y = mul->b;
        mul->used = 0;
        sum->op = SAM_SSA_MULADD;
        sum->a = x.id ? x : y;
        sum->b = x.id ? y : x;
        sum->c = other;
        return;
    }
}

static void join_products(sam_ssa_code *code) {
    for (size_t i = 0; i < code->count; i++)
        if (code->code[i].used && code->code[i].op == SAM_OP_ADD)
            join_product(code, &code->code[i]);
}

typedef struct slots {
    uint16_t *of;        /* ssa -> slot */
    uint32_t *last;      /* ssa -> last reader */
    uint16_t *free_list; /* slots to use again */
    size_t free_count, count;
} slots;

static void find_last_readers(const sam_ssa_code *code, slots *s) {
    for (size_t i = 0; i < code->count; i++) {
        sam_symbol reads[3];
        unsigned count = code->code[i].used ? operands(&code->code[i], reads) : 0;
        for (unsigned k = 0; k < count; k++)
            if (reads[k].id)
                s->last[reads[k].id - 1] = (uint32_t)i;
    }
}

static uint16_t take(slots *s) {
    if (s->free_count)
        return s->free_list[--s->free_count];
    return (uint16_t)s->count++;
}

static void release(slots *s, const sam_ssa_code *code, size_t index) {
    sam_symbol reads[3];
    unsigned count = operands(&code->code[index], reads);
    for (unsigned k = 0; k < count; k++) {
        if (!reads[k].id || s->last[reads[k].id - 1] != index)
            continue;
        bool twice = false;
        for (unsigned before = 0; before < k; before++)
            twice = twice || reads[before].id == reads[k].id;
        if (!twice)
            s->free_list[s->free_count++] = s->of[reads[k].id - 1];
    }
}

typedef struct emitter {
    sam_trace *trace;
    const slots *slots;
    size_t capacity;
} emitter;

static void emit(emitter *e, sam_step step) {
    if (e->trace->step_count < e->capacity)
        e->trace->steps[e->trace->step_count] = step;
    e->trace->step_count++;
}

static uint16_t slot(const emitter *e, sam_symbol s) {
    return s.id ? e->slots->of[s.id - 1] : 0;
}

static uint16_t base_step(sam_op op) {
    switch (op) {
#define SAM_STEP_CASE(name)                                                                        \
    case SAM_OP_##name:                                                                            \
        return SAM_STEP_##name##_VV;
        SAM_STEP_PURE(SAM_STEP_CASE)
#undef SAM_STEP_CASE
    case SAM_OP_POW:
        return SAM_STEP_POW;
    case SAM_OP_ANNUITY:
        return SAM_STEP_ANNUITY;
    case SAM_OP_NEG:
        return SAM_STEP_NEG;
    case SAM_OP_NOT:
        return SAM_STEP_NOT;
    default:
        return SAM_STEP_FLOOR;
    }
}

/* Powers take their operands from slots only: compilers do not vectorise them with a constant. */
static uint16_t in_slot(emitter *e, sam_symbol s, uint16_t spare) {
    if (s.id)
        return slot(e, s);
    emit(e, (sam_step){.op = SAM_STEP_SET, .out = spare, .value = s.value});
    return spare;
}

static void emit_binary(emitter *e, const sam_ssa *s, uint16_t out, uint16_t spare) {
    sam_step step = {.op = base_step((sam_op)s->op), .out = out};
    bool unary = sam_op_children((sam_op)s->op) == 1;
    bool power = s->op == SAM_OP_POW || s->op == SAM_OP_ANNUITY;
    step.a = power ? in_slot(e, s->a, spare) : slot(e, s->a);
    if (!unary)
        step.b = power ? in_slot(e, s->b, spare) : slot(e, s->b);
    if (!unary && !power && !s->b.id) {
        step.op += 1; /* VC */
        step.value = s->b.value;
    } else if (!unary && !power && !s->a.id) {
        step.op += 2; /* CV */
        step.value = s->a.value;
    }
    emit(e, step);
}

/* Where both branches are constants, the first is put into the target before the choice. */
static void emit_if(emitter *e, const sam_ssa *s, uint16_t out, uint16_t spare) {
    sam_step step = {.out = out, .a = slot(e, s->a)};
    if (s->b.id && s->c.id) {
        step.op = SAM_STEP_IF_VV;
        step.b = slot(e, s->b);
        step.more = slot(e, s->c);
    } else if (s->c.id) {
        step.op = SAM_STEP_IF_CV;
        step.b = slot(e, s->c);
        step.value = s->b.value;
    } else {
        step.op = SAM_STEP_IF_VC;
        step.b = slot(e, s->b);
        step.value = s->c.value;
        if (!s->b.id) {
            emit(e, (sam_step){.op = SAM_STEP_SET, .out = spare, .value = s->b.value});
            step.b = spare;
        }
    }
    emit(e, step);
}

static void emit_muladd(emitter *e, const sam_ssa *s, uint16_t out) {
    sam_step step = {.op = SAM_STEP_MULADD_VV, .out = out, .a = slot(e, s->a)};
    step.b = slot(e, s->b);
    step.more = slot(e, s->c);
    if (!s->b.id) {
        step.op = SAM_STEP_MULADD_VC;
        step.b = slot(e, s->c);
        step.value = s->b.value;
    }
    emit(e, step);
}

static void emit_one(emitter *e, const sam_ssa *s, uint16_t out, uint16_t spare) {
    if (s->op == SAM_SSA_LOAD)
        emit(e, (sam_step){.op = SAM_STEP_LOAD, .out = out, .more = s->memory});
    else if (s->op == SAM_SSA_STORE && s->a.id)
        emit(e, (sam_step){.op = SAM_STEP_STORE, .a = slot(e, s->a), .more = s->memory});
    else if (s->op == SAM_SSA_STORE) {
        emit(e, (sam_step){.op = SAM_STEP_SET, .out = spare, .value = s->a.value});
        emit(e, (sam_step){.op = SAM_STEP_STORE, .a = spare, .more = s->memory});
    } else if (s->op == SAM_SSA_MULADD)
        emit_muladd(e, s, out);
    else if (s->op == SAM_OP_IF)
        emit_if(e, s, out, spare);
    else
        emit_binary(e, s, out, spare);
}

static bool make_slots(slots *s, const sam_ssa_code *code, sam_arena *arena) {
    size_t count = code->count + 1;
    s->of = sam_arena_array(arena, count, sizeof *s->of);
    s->last = sam_arena_array(arena, count, sizeof *s->last);
    s->free_list = sam_arena_array(arena, MOST_SLOTS + 1, sizeof *s->free_list);
    s->count = 1; /* slot 0 is the spare one */
    return s->of && s->last && s->free_list;
}

static void encode(sam_trace *trace, const sam_ssa_code *code, slots *s, size_t capacity) {
    emitter e = {.trace = trace, .slots = s, .capacity = capacity};
    for (size_t i = 0; i < code->count && s->count < MOST_SLOTS; i++) {
        const sam_ssa *ssa = &code->code[i];
        if (!ssa->used)
            continue;
        /* Freed before the result is placed: a step may write where it reads. */
        release(s, code, i);
        uint16_t out = ssa->op == SAM_SSA_STORE ? 0 : take(s);
        s->of[i] = out;
        emit_one(&e, ssa, out, 0);
    }
    trace->slot_count = s->count;
}

bool sam_trace_encode(sam_trace *trace, sam_ssa_code *code) {
    sweep(code);
    join_products(code);
    sam_arena *arena = sam_arena_new();
    slots s = {0};
    size_t capacity = 2 * code->count + 1;
    trace->steps = sam_arena_array(trace->arena, capacity, sizeof *trace->steps);
    bool ready = arena && trace->steps && make_slots(&s, code, arena);
    if (ready) {
        find_last_readers(code, &s);
        encode(trace, code, &s, capacity);
    }
    sam_arena_free(arena);
    return ready && s.count < MOST_SLOTS;
}
