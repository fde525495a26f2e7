/* Operations in single assignment form: constants are folded with the very expressions the lanes
 * run (plan/op_apply.h), and what a known 0 or 1 decides is decided. */
#include <assert.h>
#include <string.h>

#include "ledger/trace.h"
#include "plan/op_apply.h"

static sam_symbol constant(double value) {
    return (sam_symbol){.value = value};
}

static bool is(sam_symbol s, double value) {
    return s.id == 0 && s.value == value;
}

static bool same(sam_symbol x, sam_symbol y) {
    return x.id == y.id && (x.id != 0 || x.value == y.value);
}

static double fold(sam_op op, double a, double b, double c) {
    (void)c;
    switch (op) {
#define SAM_FOLD(name, expression)                                                                 \
    case SAM_OP_##name:                                                                            \
        return expression;
        SAM_OP_EXPRESSIONS(SAM_FOLD)
#undef SAM_FOLD
    default:
        assert(false);
        return 0;
    }
}

/* Results that need no operation. Zero times anything is zero: values are finite. */
static bool simplify(sam_op op, sam_symbol a, sam_symbol b, sam_symbol c, sam_symbol *out) {
    switch (op) {
    case SAM_OP_ADD:
        *out = is(a, 0) ? b : a;
        return is(a, 0) || is(b, 0);
    case SAM_OP_SUB:
        *out = a;
        return is(b, 0);
    case SAM_OP_MUL:
        *out = is(a, 0) || is(b, 0) ? constant(0) : (is(a, 1) ? b : a);
        return is(a, 0) || is(b, 0) || is(a, 1) || is(b, 1);
    case SAM_OP_DIV:
        *out = is(b, 0) || is(a, 0) ? constant(0) : a;
        return is(b, 0) || is(a, 0) || is(b, 1);
    case SAM_OP_MIN:
    case SAM_OP_MAX:
        *out = a;
        return same(a, b);
    case SAM_OP_IF:
        *out = a.id ? b : (a.value > 0 ? b : c);
        return !a.id || same(b, c);
    default:
        return false;
    }
}

/* Room for one more of `size` bytes. */
static bool make_room(void **items, size_t count, size_t *capacity, size_t size) {
    enum { FIRST = 16384 };
    if (count < *capacity)
        return true;
    size_t wider = *capacity ? 2 * *capacity : FIRST;
    void *more = sam_realloc(*items, wider * size);
    if (!more)
        return false;
    *items = more;
    *capacity = wider;
    return true;
}

static uint32_t keep(sam_ssa_code *code, sam_symbol symbol) {
    if (symbol.id)
        return symbol.id;
    void *constants = code->constants;
    bool room = make_room(&constants, code->constant_count, &code->constant_capacity,
                          sizeof *code->constants);
    code->constants = constants;
    code->failed = code->failed || !room;
    if (!room)
        return 0;
    code->constants[code->constant_count] = symbol.value;
    return SAM_SSA_CONSTANT + (uint32_t)code->constant_count++;
}

static sam_symbol append(sam_ssa_code *code, sam_ssa ssa) {
    void *operations = code->code;
    bool room = make_room(&operations, code->count, &code->capacity, sizeof *code->code);
    code->code = operations;
    code->failed = code->failed || !room;
    if (!room)
        return constant(0);
    ssa.month = code->month;
    code->code[code->count++] = ssa;
    return (sam_symbol){.id = (uint32_t)code->count};
}

sam_symbol sam_ssa_add(sam_ssa_code *code, sam_op op, sam_symbol a, sam_symbol b, sam_symbol c) {
    unsigned children = sam_op_children(op);
    bool known = !a.id && (children < 2 || !b.id) && (children < 3 || !c.id);
    if (known)
        return constant(fold(op, a.value, b.value, c.value));
    sam_symbol simple;
    if (simplify(op, a, b, c, &simple))
        return simple;
    return append(code, (sam_ssa){.op = (uint8_t)op,
                                  .a = keep(code, a),
                                  .b = children > 1 ? keep(code, b) : 0,
                                  .c = children > 2 ? keep(code, c) : 0});
}

sam_symbol sam_ssa_load(sam_ssa_code *code, uint32_t memory) {
    return append(code, (sam_ssa){.op = SAM_SSA_LOAD, .memory = memory});
}

void sam_ssa_store(sam_ssa_code *code, uint32_t memory, sam_symbol value) {
    append(code, (sam_ssa){.op = SAM_SSA_STORE, .a = keep(code, value), .memory = memory});
}

void sam_ssa_free(sam_ssa_code *code) {
    sam_free(code->constants);
    sam_free(code->code);
}

unsigned sam_ssa_operands(const sam_ssa *s, uint32_t out[3]) {
    out[0] = s->a;
    out[1] = s->b;
    out[2] = s->c;
    if (s->op == SAM_SSA_LOAD)
        return 0;
    if (s->op == SAM_SSA_STORE)
        return 1;
    return s->op > SAM_SSA_STORE ? 3 : sam_op_children((sam_op)s->op);
}

uint32_t sam_ssa_step(const sam_ssa *s) {
    uint32_t second = sam_ssa_id(s->b) ? 0 : 1; /* a constant */
    uint32_t form = second ? 1 : (sam_ssa_id(s->a) ? 0 : 2);
    switch (s->op) {
#define SAM_STEP_CASE(name)                                                                        \
    case SAM_OP_##name:                                                                            \
        return SAM_STEP_##name##_VV + form;
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
    case SAM_OP_FLOOR:
        return SAM_STEP_FLOOR;
    case SAM_OP_IF:
        return SAM_STEP_IF;
    case SAM_SSA_MULADD:
        return SAM_STEP_MULADD_VV + second;
    case SAM_SSA_MULSUB:
        return SAM_STEP_MULSUB_VV + second;
    default: /* a store; a load needs no step */
        return SAM_STEP_COPY;
    }
}
