/* From inputs to answers: items of one shape are gathered and run side by side. */
#include <stdlib.h>

#include "batch/engine.h"

/* A run of answers of one shape. */
typedef struct unit {
    sam_shape *shape;
    size_t first, count; /* of the list */
} unit;

typedef struct job {
    sam_engine *engine;
    sam_chunk *chunk;
    sam_chunk *next;    /* Nullable: loaded beside */
    size_t load_blocks; /* of it, that are left to be loaded */
    sam_answer **list;
    unit *units;
    size_t unit_count;
    sam_shape **shapes; /* of the units, those that want a trace, each once */
    size_t shape_count;
    sam_beside also; /* the first block, when there is one */
    void *context;
} job;

/* ---- shapes ---- */

static void tell_compile(sam_entry *entry, const sam_shape *shape) {
    if (!entry->diags)
        entry->diags = sam_diags_new();
    for (size_t i = 0; entry->diags && i < sam_diags_stored(shape->diags); i++)
        sam_diags_add(entry->diags, sam_diags_at(shape->diags, i));
}

/* Gives a deal of a shape not met yet to the shapes; another item may have brought it meanwhile. */
bool sam_engine_add_shape(sam_engine *engine, sam_entry *entry, size_t model) {
    sam_text *key = &engine->threads[0].key;
    sam_deal *deal = entry->fresh[model];
    sam_answer *answer = &entry->result.answers[model];
    key->length = 0;
    sam_shape_key(key, model, deal);
    if (key->broken)
        return false;
    entry->fresh[model] = NULL;
    answer->shape = sam_shapes_find(engine->shapes, key->data, key->length);
    if (answer->shape)
        sam_deal_free(deal);
    else
        answer->shape = sam_shapes_add(engine->shapes, key->data, key->length, model, deal);
    return answer->shape != NULL;
}

static bool settle(sam_engine *engine, sam_chunk *chunk, sam_entry *entry, size_t model) {
    sam_answer *answer = &entry->result.answers[model];
    if (answer->status != SAM_OK)
        return true;
    if (entry->fresh[model] && !sam_engine_add_shape(engine, entry, model))
        return false;
    sam_shape *shape = (sam_shape *)answer->shape;
    shape->last_use = chunk->first;
    answer->status = shape->status;
    shape->items++;
    if (shape->status != SAM_OK)
        tell_compile(entry, shape);
    else if (!entry->familiar)
        sam_shape_see(shape, answer->inputs);
    return true;
}

/* ---- gathering ---- */

typedef struct placed {
    sam_answer *answer;
    size_t order;
} placed;

static int by_shape(const void *a, const void *b) {
    const placed *one = a, *other = b;
    uint64_t first = one->answer->shape->serial, second = other->answer->shape->serial;
    if (first != second)
        return first < second ? -1 : 1;
    return one->order < other->order ? -1 : one->order > other->order;
}

static size_t list_answers(const job *j, placed *out) {
    size_t count = 0, models = j->engine->spec->model_count;
    for (size_t i = 0; i < j->chunk->count; i++)
        for (size_t m = 0; m < models; m++) {
            sam_answer *answer = &j->chunk->entries[i].result.answers[m];
            if (answer->status != SAM_OK)
                continue;
            out[count] = (placed){answer, count};
            count++;
        }
    qsort(out, count, sizeof *out, by_shape);
    return count;
}

static bool gather(job *j) {
    size_t most = j->chunk->count * j->engine->spec->model_count;
    placed *placed_list = sam_arena_array(j->chunk->memory->arena, most, sizeof *placed_list);
    j->list = sam_arena_array(j->chunk->memory->arena, most, sizeof *j->list);
    j->units = sam_arena_array(j->chunk->memory->arena, most, sizeof *j->units);
    j->shapes = sam_arena_array(j->chunk->memory->arena, most, sizeof *j->shapes);
    if (!placed_list || !j->list || !j->units || !j->shapes)
        return false;
    size_t count = list_answers(j, placed_list);
    for (size_t i = 0; i < count; i++) {
        j->list[i] = placed_list[i].answer;
        sam_shape *shape = (sam_shape *)j->list[i]->shape;
        unit *last = j->unit_count ? &j->units[j->unit_count - 1] : NULL;
        if (last && last->shape == shape && last->count < SAM_BATCH_LANES) {
            last->count++;
            continue;
        }
        bool begins = !last || last->shape != shape;
        if (begins && sam_shape_wants_trace(shape))
            j->shapes[j->shape_count++] = shape;
        j->units[j->unit_count++] = (unit){shape, i, 1};
    }
    return true;
}

/* Traces are long, and loading is cut fine: it fills what is left of the time. */
static sam_status prepare_block(void *context, size_t block, unsigned index) {
    const job *j = context;
    if (block < j->shape_count)
        return sam_shape_prepare(j->shapes[block]) ? SAM_OK : SAM_MEMORY;
    return sam_load_block(j->engine, j->next, block - j->shape_count, index);
}

static sam_status prepare(job *j) {
    if (!j->shape_count)
        return SAM_OK;
    sam_pool_job pool = {
        .blocks = j->shape_count + j->load_blocks, .run = prepare_block, .context = j};
    j->load_blocks = 0;
    return sam_team_run(j->engine->team, &pool).status;
}

/* What is written, the units, and last what is cut finest: then no thread waits long for another.
 */
static sam_status answer_block(void *context, size_t block, unsigned index) {
    const job *j = context;
    if (j->also && block == 0)
        return j->also(j->context);
    block -= j->also != NULL;
    if (block >= j->unit_count)
        return sam_load_block(j->engine, j->next, block - j->unit_count, index);
    const unit *u = &j->units[block];
    bool good = sam_lanes_answer(&j->engine->threads[index].lanes, u->shape, j->list + u->first,
                                 u->count, j->chunk->memory->thread_arena[index]);
    return good ? SAM_OK : SAM_MEMORY;
}

sam_status sam_engine_answer(sam_engine *engine, sam_chunk *chunk, sam_chunk *next, sam_beside also,
                             void *context) {
    size_t models = engine->spec->model_count;
    for (size_t i = 0; i < chunk->count; i++)
        for (size_t m = 0; m < models; m++)
            if (!settle(engine, chunk, &chunk->entries[i], m))
                return SAM_MEMORY;
    job j = {.engine = engine, .chunk = chunk, .next = next, .also = also, .context = context};
    j.load_blocks = next ? sam_load_blocks(next) : 0;
    if (!gather(&j) || prepare(&j) != SAM_OK)
        return SAM_MEMORY;
    sam_pool_job pool = {.blocks = (also != NULL) + j.unit_count + j.load_blocks,
                         .run = answer_block,
                         .context = &j};
    return pool.blocks ? sam_team_run(engine->team, &pool).status : SAM_OK;
}
