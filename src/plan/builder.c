/* Rows, names and nodes of a plan under construction. Knows no clause and no formula text. */
#include <assert.h>
#include <string.h>

#include "base/mark.h"
#include "plan/builder.h"
#include "plan/op_apply.h"

static uint32_t hash_text(const char *text) {
    uint32_t hash = 2166136261u;
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        hash = (hash ^ *c) * 16777619u;
    return hash;
}

static uint32_t slot_of(const sam_names *names, const char *key) {
    uint32_t slot = hash_text(key) & (names->capacity - 1);
    while (names->keys[slot] && strcmp(names->keys[slot], key) != 0)
        slot = (slot + 1) & (names->capacity - 1);
    return slot;
}

static bool grow_names(sam_names *names, sam_arena *arena) {
    sam_names wider = {.capacity = names->capacity ? names->capacity * 2 : 256,
                       .count = names->count};
    wider.keys = sam_arena_array(arena, wider.capacity, sizeof *wider.keys);
    wider.values = sam_arena_array(arena, wider.capacity, sizeof *wider.values);
    if (!wider.keys || !wider.values)
        return false;
    for (uint32_t i = 0; i < names->capacity; i++) {
        if (!names->keys[i])
            continue;
        uint32_t slot = slot_of(&wider, names->keys[i]);
        wider.keys[slot] = names->keys[i];
        wider.values[slot] = names->values[i];
    }
    *names = wider;
    return true;
}

bool sam_names_put(sam_names *names, sam_arena *arena, const char *key, uint32_t value) {
    if (names->count * 2 >= names->capacity && !grow_names(names, arena))
        return false;
    uint32_t slot = slot_of(names, key);
    if (!names->keys[slot])
        names->count++;
    names->keys[slot] = key;
    names->values[slot] = value;
    return true;
}

uint32_t sam_names_get(const sam_names *names, const char *key) {
    if (!names->capacity)
        return UINT32_MAX;
    uint32_t slot = slot_of(names, key);
    return names->keys[slot] ? names->values[slot] : UINT32_MAX;
}

/* Doubles an arena array; the old copy stays in the arena until the plan is freed. */
static void *grow(sam_builder *builder, void *old, uint32_t count, uint32_t *capacity,
                  size_t size) {
    uint32_t wider = *capacity ? *capacity * 2 : 512;
    void *memory = sam_arena_array(builder->arena, wider, size);
    if (!memory) {
        builder->status = SAM_MEMORY;
        return NULL;
    }
    if (count)
        memcpy(memory, old, count * size);
    *capacity = wider;
    return memory;
}

uint32_t sam_builder_row(sam_builder *builder, const sam_row *row) {
    if (builder->status == SAM_MEMORY)
        return 0;
    if (builder->row_count == builder->row_capacity) {
        void *rows = grow(builder, builder->rows, builder->row_count, &builder->row_capacity,
                          sizeof *builder->rows);
        if (!rows)
            return 0;
        builder->rows = rows;
    }
    assert(sam_names_get(&builder->names, row->name) == UINT32_MAX);
    /* A formula that names the input would read the row. */
    assert(sam_names_get(&builder->inputs, row->name) == UINT32_MAX);
    uint32_t index = builder->row_count;
    builder->rows[builder->row_count++] = *row;
    if (!sam_names_put(&builder->names, builder->arena, row->name, index))
        builder->status = SAM_MEMORY;
    return index;
}

static uint32_t hash_node(const sam_node *node) {
    uint64_t bits;
    memcpy(&bits, &node->value, sizeof bits);
    uint64_t hash = bits * 0x9e3779b97f4a7c15u ^ (uint64_t)node->op;
    hash = (hash ^ node->a) * 0xff51afd7ed558ccdu;
    hash = (hash ^ node->b) * 0xc4ceb9fe1a85ec53u;
    hash = (hash ^ node->c) * 0x9e3779b97f4a7c15u;
    return (uint32_t)(hash >> 32);
}

static bool same_node(const sam_node *x, const sam_node *y) {
    return x->op == y->op && x->a == y->a && x->b == y->b && x->c == y->c &&
           memcmp(&x->value, &y->value, sizeof x->value) == 0;
}

static bool grow_node_table(sam_builder *builder) {
    uint32_t size = builder->node_table_size ? builder->node_table_size * 2 : 2048;
    uint32_t *table = sam_arena_array(builder->arena, size, sizeof *table);
    if (!table) {
        builder->status = SAM_MEMORY;
        return false;
    }
    for (uint32_t i = 0; i < builder->node_count; i++) {
        uint32_t slot = hash_node(&builder->nodes[i]) & (size - 1);
        while (table[slot])
            slot = (slot + 1) & (size - 1);
        table[slot] = i + 1;
    }
    builder->node_table = table;
    builder->node_table_size = size;
    return true;
}

static uint32_t intern(sam_builder *builder, const sam_node *node) {
    if (builder->status == SAM_MEMORY)
        return 0;
    if (builder->node_count * 2 >= builder->node_table_size && !grow_node_table(builder))
        return 0;
    uint32_t mask = builder->node_table_size - 1;
    uint32_t slot = hash_node(node) & mask;
    for (; builder->node_table[slot]; slot = (slot + 1) & mask)
        if (same_node(&builder->nodes[builder->node_table[slot] - 1], node))
            return builder->node_table[slot] - 1;
    if (builder->node_count == builder->node_capacity) {
        void *nodes = grow(builder, builder->nodes, builder->node_count, &builder->node_capacity,
                           sizeof *builder->nodes);
        if (!nodes)
            return 0;
        builder->nodes = nodes;
    }
    builder->nodes[builder->node_count] = *node;
    builder->node_table[slot] = ++builder->node_count;
    return builder->node_count - 1;
}

uint32_t sam_builder_const(sam_builder *builder, double value) {
    return intern(builder, &(sam_node){.op = SAM_OP_CONST, .value = value});
}

static double apply(sam_op op, double a, double b, double c) {
    (void)c;
    switch (op) {
#define SAM_APPLY(name, expression)                                                                \
    case SAM_OP_##name:                                                                            \
        return expression;
        SAM_OP_EXPRESSIONS(SAM_APPLY)
#undef SAM_APPLY
    default:
        assert(false);
        return 0;
    }
}

static bool is_const(const sam_builder *builder, uint32_t node, double value) {
    return builder->nodes[node].op == SAM_OP_CONST && builder->nodes[node].value == value;
}

/* x + 0, x - 0, x * 1: the shapes that sums over absent clauses leave behind. */
static uint32_t simplify(const sam_builder *builder, sam_op op, uint32_t a, uint32_t b) {
    if (op == SAM_OP_ADD && is_const(builder, a, 0))
        return b;
    if ((op == SAM_OP_ADD || op == SAM_OP_SUB) && is_const(builder, b, 0))
        return a;
    if (op == SAM_OP_MUL && (is_const(builder, a, 1) || is_const(builder, b, 0)))
        return b;
    if (op == SAM_OP_MUL && (is_const(builder, b, 1) || is_const(builder, a, 0)))
        return a;
    return UINT32_MAX;
}

uint32_t sam_builder_node(sam_builder *builder, sam_op op, uint32_t a, uint32_t b, uint32_t c) {
    if (builder->status == SAM_MEMORY)
        return 0;
    sam_node node = {.op = op, .a = a, .b = b, .c = c};
    unsigned children = sam_op_children(op);
    if (!sam_op_is_pure(op))
        return intern(builder, &node);
    uint32_t child[3] = {a, b, c};
    double value[3] = {0, 0, 0};
    bool constant = true;
    for (unsigned i = 0; i < children; i++) {
        constant = constant && builder->nodes[child[i]].op == SAM_OP_CONST;
        value[i] = builder->nodes[child[i]].value;
    }
    if (constant)
        return sam_builder_const(builder, apply(op, value[0], value[1], value[2]));
    uint32_t simpler = simplify(builder, op, a, b);
    return simpler == UINT32_MAX ? intern(builder, &node) : simpler;
}

uint32_t sam_builder_row_node(sam_builder *builder, uint32_t row) {
    sam_op op = builder->rows[row].kind == SAM_ROW_SCALAR ? SAM_OP_SCALAR : SAM_OP_ROW;
    return sam_builder_node(builder, op, row, 0, 0);
}

uint32_t sam_builder_clause_row(const sam_builder *builder, uint32_t clause, const char *name) {
    char full[160];
    const char *id = builder->deal->clauses[clause].id;
    size_t id_length = strlen(id), name_length = strlen(name);
    if (id_length + name_length + 2 > sizeof full)
        return SAM_NO_ROW;
    memcpy(full, id, id_length);
    full[id_length] = '.';
    memcpy(full + id_length + 1, name, name_length + 1);
    return sam_names_get(&builder->names, full);
}

void sam_builder_fault(sam_builder *builder, const char *code, const char *pointer,
                       const char *message, const char *value, const char *hint) {
    if (builder->status == SAM_OK)
        builder->status = SAM_COMPILE;
    sam_diags_add(builder->diags, &(sam_diag){.severity = SAM_ERROR,
                                              .code = code,
                                              .file = builder->deal->model_file,
                                              .pointer = pointer,
                                              .message = SAY(builder, message),
                                              .value = value,
                                              .hint = hint ? SAY(builder, hint) : NULL,
                                              .origin = SAM_DIAG_HERE});
}
