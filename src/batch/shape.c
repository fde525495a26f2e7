/* Finds, compiles and keeps shapes. Must not look at the numbers that lanes differ in, but to see
 * whether they differ. */
#include "batch/shape.h"

#include <stdlib.h>
#include <string.h>

#include "batch/columns.h"
#include "deal/fields.h"

enum {
    SHAPES_MOST = 96, /* kept; each takes some megabytes once it has a trace */
    TRACE_FROM = 24,  /* items from which a trace pays: it costs as much as so many single runs */
    FIRST_CAPACITY = 16
};

struct sam_shapes {
    sam_shape **at;
    size_t count, capacity;
    uint64_t serial;
};

sam_shapes *sam_shapes_new(void) {
    sam_shapes *shapes = sam_alloc(sizeof *shapes);
    if (shapes)
        *shapes = (sam_shapes){0};
    return shapes;
}

static void free_shape(sam_shape *shape) {
    sam_trace_free(shape->trace);
    sam_plan_free(shape->plan);
    sam_deal_free(shape->deal);
    sam_diags_free(shape->diags);
    sam_arena_free(shape->arena);
}

void sam_shapes_free(sam_shapes *shapes) {
    if (!shapes)
        return;
    for (size_t i = 0; i < shapes->count; i++)
        free_shape(shapes->at[i]);
    sam_free(shapes->at);
    sam_free(shapes);
}

static void key_clause(sam_text *out, const sam_clause *clause) {
    sam_text_format(out, "clause %s %s\n", clause->id, clause->kind);
    for (uint32_t i = 0; i < clause->spec->field_count; i++)
        if (clause->values[i])
            sam_text_format(out, " %u %s\n", i, clause->values[i]);
}

void sam_shape_key(sam_text *out, size_t model, const sam_deal *deal) {
    sam_text_format(out, "%zu %d %d %u %u %s\n", model, deal->start_year, deal->start_month,
                    deal->months, deal->dwelling_kinds, deal->draw_profile);
    for (uint32_t i = 0; i < deal->draw_count; i++) {
        sam_text_add_number(out, deal->draw_shares[i]);
        sam_text_add_char(out, '\n');
    }
    for (uint32_t i = 0; i < deal->requirement_count; i++)
        sam_text_format(out, "requires %s\n", deal->requirements[i]);
    for (uint32_t i = 0; i < deal->met_count; i++)
        sam_text_format(out, "met %s\n", deal->met[i]);
    for (uint32_t i = 0; i < deal->party_count; i++)
        sam_text_format(out, "%s %d\n", deal->parties[i].id, (int)deal->parties[i].role);
    for (uint32_t i = 0; i < deal->clause_count; i++)
        key_clause(out, &deal->clauses[i]);
    for (uint32_t i = 0; i < deal->input_count; i++) {
        const sam_input *input = &deal->inputs[i];
        sam_text_add(out, input->name);
        sam_text_add_char(out, ' ');
        if (input->field->structural)
            sam_text_add_number(out, input->value);
        sam_text_add_char(out, '\n');
    }
}

/* FNV-1a, 64 bits: only to compare less. */
static uint64_t hash_of(const char *bytes, size_t length) {
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
    return hash;
}

sam_shape *sam_shapes_find(const sam_shapes *shapes, const char *key, size_t length) {
    uint64_t hash = hash_of(key, length);
    for (size_t i = 0; i < shapes->count; i++) {
        sam_shape *shape = shapes->at[i];
        if (shape->hash == hash && shape->key_length == length &&
            memcmp(shape->key, key, length) == 0)
            return shape;
    }
    return NULL;
}

static uint32_t party_row(const sam_plan *plan, uint32_t party, const char *name) {
    size_t length = strlen(plan->deal->parties[party].id);
    for (uint32_t r = 0; r < plan->row_count; r++)
        if (plan->rows[r].party == party && strcmp(plan->rows[r].name + length + 1, name) == 0)
            return r;
    return SAM_NO_ROW;
}

static sam_shape_measure describe(const sam_plan *plan, uint32_t r) {
    const sam_row *row = &plan->rows[r];
    sam_shape_measure m = {r, row->defined, SAM_OF_CLAUSE, row->party, SAM_NO_COLUMN, false};
    if (row->party != SAM_NO_PARTY) {
        const char *name = row->name + strlen(plan->deal->parties[row->party].id) + 1;
        m.of = SAM_OF_PARTY;
        m.counts = strcmp(name, "received") == 0 || strcmp(name, "paid") == 0;
        m.column = sam_party_column_find(name);
    } else if (row->clause == plan->deal->clause_count) {
        m.of = SAM_OF_PROJECT;
        m.column = sam_project_column_find(row->name);
    }
    return m;
}

static bool list_rows(sam_shape *shape) {
    const sam_plan *plan = shape->plan;
    sam_arena *arena = shape->arena;
    uint32_t parties = plan->deal->party_count;
    uint32_t *scalars = sam_arena_array(arena, plan->row_count + 1u, sizeof *scalars);
    uint32_t *series = sam_arena_array(arena, 2 * (size_t)parties + 2, sizeof *series);
    sam_shape_measure *measures = sam_arena_array(arena, plan->row_count + 1u, sizeof *measures);
    if (!scalars || !series || !measures)
        return false;
    for (uint32_t r = 0; r < plan->row_count; r++) {
        if (plan->rows[r].kind == SAM_ROW_SCALAR)
            scalars[shape->scalar_count++] = r;
        if (plan->rows[r].measure)
            measures[shape->measure_count++] = describe(plan, r);
    }
    for (uint32_t p = 0; p < parties; p++) {
        series[2 * (size_t)p] = party_row(plan, p, "in");
        series[2 * (size_t)p + 1] = party_row(plan, p, "out");
        if (plan->deal->parties[p].role == SAM_ROLE_PROJECT)
            series[2 * (size_t)parties] = party_row(plan, p, "unfunded");
    }
    shape->series_count = 2 * parties + 1;
    shape->scalars = scalars;
    shape->series = series;
    shape->measures = measures;
    return true;
}

static bool compile(sam_shape *shape) {
    size_t inputs = shape->deal->input_count + 1u;
    shape->varies = sam_arena_array(shape->arena, inputs, sizeof *shape->varies);
    shape->inputs = sam_arena_array(shape->arena, inputs, sizeof *shape->inputs);
    shape->diags = sam_diags_new();
    if (!shape->varies || !shape->inputs || !shape->diags)
        return false;
    shape->status = sam_plan_compile(&shape->plan, shape->deal, shape->diags);
    return shape->status == SAM_OK ? list_rows(shape) : shape->status != SAM_MEMORY;
}

static bool make_room(sam_shapes *shapes) {
    if (shapes->count < shapes->capacity)
        return true;
    size_t wider = shapes->capacity ? 2 * shapes->capacity : FIRST_CAPACITY;
    sam_shape **grown = sam_realloc(shapes->at, wider * sizeof *grown);
    if (!grown)
        return false;
    shapes->at = grown;
    shapes->capacity = wider;
    return true;
}

sam_shape *sam_shapes_add(sam_shapes *shapes, const char *key, size_t length, size_t model,
                          sam_deal *deal) {
    sam_arena *arena = sam_arena_new();
    sam_shape *shape = arena ? sam_arena_alloc(arena, sizeof *shape) : NULL;
    if (!shape || !make_room(shapes)) {
        sam_arena_free(arena);
        sam_deal_free(deal);
        return NULL;
    }
    *shape = (sam_shape){.model = model,
                         .hash = hash_of(key, length),
                         .key = sam_arena_text(arena, key, length),
                         .key_length = length,
                         .deal = deal,
                         .serial = shapes->serial++,
                         .arena = arena};
    if (!shape->key || !compile(shape)) {
        free_shape(shape);
        return NULL;
    }
    shapes->at[shapes->count++] = shape;
    return shape;
}

/* Whether the input differs, and no other item's did. */
static bool is_first(const sam_shape *shape, const double *inputs, uint32_t i) {
    double base = shape->deal->inputs[i].value;
    return (inputs[i] < base || inputs[i] > base) && !shape->varies[i];
}

bool sam_shape_knows(const sam_shape *shape, const double *inputs) {
    for (uint32_t i = 0; i < shape->deal->input_count; i++)
        if (is_first(shape, inputs, i))
            return false;
    return true;
}

void sam_shape_see(sam_shape *shape, const double *inputs) {
    for (uint32_t i = 0; i < shape->deal->input_count; i++) {
        if (!is_first(shape, inputs, i))
            continue;
        shape->varies[i] = true;
        shape->grown = true;
    }
}

static sam_trace *make_trace(sam_shape *shape) {
    sam_ledger *base = sam_ledger_new(shape->plan, &(sam_run){.lanes = 1});
    if (!base)
        return NULL;
    sam_ledger_run(base);
    shape->trace_inputs = 0;
    for (uint32_t i = 0; i < shape->deal->input_count; i++)
        if (shape->varies[i] && sam_plan_reads_input(shape->plan, i))
            shape->inputs[shape->trace_inputs++] = i;
    sam_trace *trace = sam_trace_new(&(sam_trace_spec){.base = base,
                                                       .inputs = shape->inputs,
                                                       .input_count = shape->trace_inputs,
                                                       .scalars = shape->scalars,
                                                       .scalar_count = shape->scalar_count,
                                                       .series = shape->series,
                                                       .series_count = shape->series_count,
                                                       .resign = true});
    sam_ledger_free(base);
    return trace;
}

bool sam_shape_wants_trace(const sam_shape *shape) {
    return shape->plan && shape->items >= TRACE_FROM && (!shape->trace || shape->grown);
}

bool sam_shape_prepare(sam_shape *shape) {
    sam_trace *trace = make_trace(shape);
    if (!trace)
        return false;
    sam_trace_free(shape->trace);
    shape->trace = trace;
    shape->version++;
    shape->grown = false;
    return true;
}

static int older_last(const void *a, const void *b) {
    const sam_shape *one = *(sam_shape *const *)a, *other = *(sam_shape *const *)b;
    if (one->last_use != other->last_use)
        return one->last_use > other->last_use ? -1 : 1;
    return one->serial > other->serial ? -1 : one->serial < other->serial;
}

void sam_shapes_trim(sam_shapes *shapes, uint64_t chunk) {
    if (shapes->count <= SHAPES_MOST)
        return;
    qsort(shapes->at, shapes->count, sizeof *shapes->at, older_last);
    size_t kept = SHAPES_MOST;
    for (size_t i = SHAPES_MOST; i < shapes->count; i++) {
        sam_shape *shape = shapes->at[i];
        if (shape->patterns || shape->last_use >= chunk)
            shapes->at[kept++] = shape;
        else
            free_shape(shape);
    }
    shapes->count = kept;
}
