/* From items to inputs: bytes are read, deals made of them, and shapes found. Deals of a shape that
 * is known leave only their numbers. */
#include <string.h>

#include "batch/engine.h"
#include "deal/hash.h"
#include "risk/pool.h"

typedef struct job {
    sam_engine *engine;
    sam_chunk *chunk;
    sam_beside also;
    void *also_context;
} job;

static const char EMPTY[] = "";

void sam_entry_load(sam_entry *entry, sam_thread *thread) {
    if (!entry->diags)
        entry->diags = sam_diags_new();
    entry->status =
        entry->diags ? sam_item_read(&entry->item, &thread->buffer, entry->diags) : SAM_MEMORY;
    entry->hash[0] = '\0';
    if (entry->status == SAM_OK)
        sam_sha256(entry->hash, entry->item.length ? entry->item.bytes : EMPTY, entry->item.length);
}

static const double *inputs_of(const sam_deal *deal, sam_arena *arena) {
    double *inputs = sam_arena_array(arena, deal->input_count + 1u, sizeof *inputs);
    for (uint32_t i = 0; inputs && i < deal->input_count; i++)
        inputs[i] = deal->inputs[i].value;
    return inputs;
}

/* Keeps the numbers of a deal whose shape is known, and the whole deal otherwise. */
static sam_status keep(sam_engine *engine, sam_entry *entry, size_t model, sam_deal *deal,
                       sam_thread *thread, sam_arena *arena) {
    sam_answer *answer = &entry->result.answers[model];
    answer->inputs = inputs_of(deal, arena);
    if (!entry->result.scenario && deal->scenario_id)
        entry->result.scenario =
            sam_arena_text(arena, deal->scenario_id, strlen(deal->scenario_id));
    entry->fresh[model] = deal;
    if (!answer->inputs)
        return SAM_MEMORY;
    thread->key.length = 0;
    sam_shape_key(&thread->key, model, deal);
    if (thread->key.broken)
        return SAM_MEMORY;
    answer->shape = sam_shapes_find(engine->shapes, thread->key.data, thread->key.length);
    if (answer->shape) {
        sam_deal_free(deal);
        entry->fresh[model] = NULL;
    }
    return SAM_OK;
}

/* Reads the item in full for every model. Faults of the item are its own; SAM_MEMORY is ours. */
static sam_status read_entry(sam_engine *engine, sam_entry *entry, sam_thread *thread,
                             sam_arena *arena) {
    const sam_batch_spec *spec = engine->spec;
    sam_source source = {entry->item.file, entry->item.bytes, entry->item.length};
    for (size_t m = 0; m < spec->model_count; m++) {
        sam_answer *answer = &entry->result.answers[m];
        answer->status = entry->status;
        if (entry->status != SAM_OK)
            continue;
        sam_deal *deal = NULL;
        answer->status =
            sam_deal_reader_read(&deal, engine->readers[m], source, spec->variant, entry->diags);
        if (answer->status == SAM_OK)
            answer->status = keep(engine, entry, m, deal, thread, arena);
        /* A second copy: the shape may take the first, and its ranges are those of one item. */
        if (answer->status == SAM_OK && entry->drawn)
            answer->status = sam_deal_reader_read(&entry->drawn[m].deal, engine->readers[m], source,
                                                  spec->variant, entry->diags);
        if (answer->status == SAM_MEMORY)
            return SAM_MEMORY;
    }
    entry->result.warnings = (uint32_t)sam_diags_count(entry->diags, SAM_WARNING);
    return entry->status == SAM_MEMORY ? SAM_MEMORY : SAM_OK;
}

static sam_status read_block(void *context, size_t block, unsigned index) {
    const job *j = context;
    if (j->also && block == 0)
        return j->also(j->also_context);
    size_t first = (block - (j->also != NULL)) * SAM_READ_BLOCK;
    size_t end =
        first + SAM_READ_BLOCK < j->chunk->count ? first + SAM_READ_BLOCK : j->chunk->count;
    sam_thread *thread = &j->engine->threads[index];
    sam_status status = SAM_OK;
    for (size_t i = first; i < end && status == SAM_OK; i++) {
        sam_entry *entry = &j->chunk->entries[i];
        sam_entry_load(entry, thread);
        status = read_entry(j->engine, entry, thread, j->chunk->thread_arena[index]);
        entry->item.bytes = NULL; /* the buffer goes to the next item */
    }
    return status;
}

/* ---- designs ---- */

static sam_status set_design(sam_engine *engine, sam_chunk *chunk) {
    const sam_design *design = engine->spec->design;
    size_t fields = sam_design_field_count(design);
    for (size_t i = 0; i < chunk->count; i++) {
        sam_entry *entry = &chunk->entries[i];
        double *values = sam_arena_array(chunk->arena, fields, sizeof *values);
        if (!values)
            return SAM_MEMORY;
        sam_design_values(design, chunk->first + i, values);
        entry->result.design = values;
        entry->result.scenario = engine->scenario;
        for (size_t m = 0; m < engine->spec->model_count; m++) {
            const sam_shape *shape = engine->design_shape[m];
            double *inputs =
                sam_arena_array(chunk->arena, shape->deal->input_count + 1u, sizeof *inputs);
            if (!inputs)
                return SAM_MEMORY;
            for (uint32_t k = 0; k < shape->deal->input_count; k++)
                inputs[k] = shape->deal->inputs[k].value;
            for (size_t f = 0; f < fields; f++)
                if (engine->design_at[m][f] != SAM_NO_INPUT)
                    inputs[engine->design_at[m][f]] = values[f];
            entry->result.answers[m].inputs = inputs;
            entry->result.answers[m].shape = shape;
        }
    }
    return SAM_OK;
}

/* ---- the chunk ---- */

sam_status sam_engine_read(sam_engine *engine, sam_chunk *chunk, sam_beside also, void *context) {
    job j = {engine, chunk, also, context};
    size_t blocks = (chunk->count + SAM_READ_BLOCK - 1) / SAM_READ_BLOCK;
    if (engine->spec->design)
        blocks = 0;
    sam_pool_job pool = {.blocks = blocks + (also != NULL), .run = read_block, .context = &j};
    sam_status status = SAM_OK;
    if (pool.blocks)
        status = sam_pool_run(&pool, engine->spec->threads).status;
    if (status == SAM_OK && engine->spec->design)
        status = set_design(engine, chunk);
    return status;
}
