/* From items to inputs: bytes are read, deals made of them, and shapes found. Deals of a shape that
 * is known leave only their numbers. */
#include <string.h>

#include "batch/engine.h"
#include "deal/hash.h"

typedef struct job {
    sam_engine *engine;
    sam_chunk *chunk;
} job;

/* Blocks that are learnt from before anything else is loaded. */
enum { SCOUTED = 2 };

static const char EMPTY[] = "";

void sam_entry_load(sam_entry *entry, sam_thread *thread) {
    entry->status = sam_item_read(&entry->item, &thread->buffer, &entry->diags);
    entry->hash[0] = '\0';
    if (entry->status == SAM_OK)
        sam_sha256_with(entry->hash, entry->item.length ? entry->item.bytes : EMPTY,
                        entry->item.length, thread->fast_hash);
}

static const double *inputs_of(const sam_deal *deal, sam_arena *arena) {
    double *inputs = sam_arena_array(arena, deal->input_count + 1u, sizeof *inputs);
    for (uint32_t i = 0; inputs && i < deal->input_count; i++)
        inputs[i] = deal->inputs[i].value;
    return inputs;
}

/* Keeps the numbers of a deal whose shape is known, and the whole deal otherwise, or when it is
 * asked for. */
static sam_status keep(sam_engine *engine, sam_entry *entry, size_t model, sam_deal *deal,
                       bool whole, sam_thread *thread, sam_arena *arena) {
    sam_answer *answer = &entry->result.answers[model];
    answer->inputs = inputs_of(deal, arena);
    if (!entry->result.scenario && deal->scenario_id)
        entry->result.scenario =
            sam_arena_text(arena, deal->scenario_id, strlen(deal->scenario_id));
    entry->fresh[model] = deal;
    if (!answer->inputs)
        return SAM_MEMORY;
    if (whole)
        return SAM_OK;
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
static sam_status read_entry(sam_engine *engine, sam_entry *entry, bool whole, sam_thread *thread,
                             sam_arena *arena) {
    const sam_batch_spec *spec = engine->spec;
    sam_source source = {entry->item.file, entry->item.bytes, entry->item.length};
    entry->waiting = false;
    if (!entry->diags)
        entry->diags = sam_diags_new();
    if (!entry->diags)
        return SAM_MEMORY;
    for (size_t m = 0; m < spec->model_count; m++) {
        sam_answer *answer = &entry->result.answers[m];
        sam_deal *deal = NULL;
        answer->status =
            sam_deal_reader_read(&deal, engine->readers[m], source, spec->variant, entry->diags);
        if (answer->status == SAM_OK)
            answer->status = keep(engine, entry, m, deal, whole, thread, arena);
        /* A second copy: the shape may take the first, and its ranges are those of one item. */
        if (answer->status == SAM_OK && entry->drawn)
            answer->status = sam_deal_reader_read(&entry->drawn[m].deal, engine->readers[m], source,
                                                  spec->variant, entry->diags);
        if (answer->status == SAM_MEMORY)
            return SAM_MEMORY;
    }
    entry->result.warnings = (uint32_t)sam_diags_count(entry->diags, SAM_WARNING);
    return SAM_OK;
}

/* ---- without reading ---- */

/* The inputs are looked at while they are near. */
static void give(sam_entry *entry, size_t model, const sam_shape *shape, const double *inputs) {
    entry->result.answers[model].inputs = inputs;
    entry->result.answers[model].shape = shape;
    entry->familiar = entry->familiar && sam_shape_knows(shape, inputs);
}

static bool make_room(sam_thread *thread, size_t size) {
    if (size <= thread->room_size)
        return true;
    double *wider = sam_realloc(thread->room, 2 * size * sizeof *wider);
    if (!wider)
        return false;
    thread->room = wider;
    thread->room_size = 2 * size;
    return true;
}

static sam_matching try_pattern(const sam_pattern *pattern, size_t models, sam_entry *entry,
                                sam_thread *thread, sam_arena *arena) {
    sam_match match;
    if (!make_room(thread, sam_pattern_room(pattern)))
        return SAM_MATCH_NO_MEMORY;
    sam_matching said = sam_pattern_match(pattern, entry->item.bytes, entry->item.length,
                                          thread->room, arena, &match);
    if (said != SAM_MATCHES)
        return said;
    entry->familiar = true;
    for (size_t m = 0; m < models; m++)
        give(entry, m, sam_pattern_shape(pattern, m), match.inputs[m]);
    entry->result.scenario = match.scenario;
    entry->result.warnings = sam_pattern_warnings(pattern);
    entry->waiting = false;
    return SAM_MATCHES;
}

static sam_status try_patterns(const sam_engine *engine, sam_entry *entry, sam_thread *thread,
                               sam_arena *arena) {
    sam_matching said = SAM_MATCHES_NOT;
    for (size_t i = 0; i < engine->pattern_count && said == SAM_MATCHES_NOT; i++)
        said = try_pattern(engine->patterns[i], engine->spec->model_count, entry, thread, arena);
    return said == SAM_MATCH_NO_MEMORY ? SAM_MEMORY : SAM_OK;
}

/* ---- designs ---- */

static sam_status set_design(const sam_engine *engine, sam_entry *entry, uint64_t number,
                             sam_arena *arena) {
    const sam_design *design = engine->spec->design;
    size_t fields = sam_design_field_count(design);
    double *values = sam_arena_array(arena, fields, sizeof *values);
    if (!values)
        return SAM_MEMORY;
    sam_design_values(design, number, values);
    entry->result.design = values;
    entry->result.scenario = engine->scenario;
    entry->familiar = true;
    for (size_t m = 0; m < engine->spec->model_count; m++) {
        const sam_shape *shape = engine->design_shape[m];
        double *inputs = sam_arena_array(arena, shape->deal->input_count + 1u, sizeof *inputs);
        if (!inputs)
            return SAM_MEMORY;
        for (uint32_t k = 0; k < shape->deal->input_count; k++)
            inputs[k] = shape->deal->inputs[k].value;
        for (size_t f = 0; f < fields; f++)
            if (engine->design_at[m][f] != SAM_NO_INPUT)
                inputs[engine->design_at[m][f]] = values[f];
        give(entry, m, shape, inputs);
    }
    return SAM_OK;
}

/* Patterns say nothing of ranges, which risk draws from, nor of variants; and deciding reads the
 * bytes again. */
static bool uses_patterns(const sam_engine *engine) {
    return engine->spec->work == SAM_BATCH_EVALUATE && !engine->spec->variant;
}

/* The bytes of an item that waits outlive the buffer. Patterns in the making are not tried. */
static sam_status load(sam_engine *engine, sam_entry *entry, sam_thread *thread, sam_arena *arena) {
    bool usable = uses_patterns(engine) && !atomic_load(&engine->learning);
    bool line = entry->item.bytes != NULL;
    sam_entry_load(entry, thread);
    for (size_t m = 0; m < engine->spec->model_count; m++)
        entry->result.answers[m].status = entry->status;
    if (entry->status != SAM_OK)
        return entry->status == SAM_MEMORY ? SAM_MEMORY : SAM_OK;
    entry->waiting = true;
    if (usable && try_patterns(engine, entry, thread, arena) != SAM_OK)
        return SAM_MEMORY;
    if (!entry->waiting || line)
        return SAM_OK;
    entry->item.bytes = sam_arena_text(arena, entry->item.bytes, entry->item.length);
    return entry->item.bytes ? SAM_OK : SAM_MEMORY;
}

size_t sam_load_blocks(const sam_chunk *chunk) {
    return (chunk->count + SAM_READ_BLOCK - 1) / SAM_READ_BLOCK;
}

sam_status sam_load_block(sam_engine *engine, sam_chunk *chunk, size_t block, unsigned thread) {
    size_t first = block * SAM_READ_BLOCK;
    size_t end = first + SAM_READ_BLOCK < chunk->count ? first + SAM_READ_BLOCK : chunk->count;
    sam_arena *arena = chunk->memory->thread_arena[thread];
    sam_status status = SAM_OK;
    for (size_t i = first; i < end && status == SAM_OK; i++)
        status = engine->spec->design
                     ? set_design(engine, &chunk->entries[i], chunk->first + i, arena)
                     : load(engine, &chunk->entries[i], &engine->threads[thread], arena);
    return status;
}

/* ---- what is left ---- */

/* Whether a warning stands in the scenario itself, where it may be worded after the numbers. */
static bool warns_of_itself(const sam_entry *entry) {
    for (size_t i = 0; i < sam_diags_stored(entry->diags); i++) {
        const char *file = sam_diags_at(entry->diags, i)->file;
        if (file && strcmp(file, entry->item.file) == 0)
            return true;
    }
    return false;
}

static void forget_pattern(sam_engine *engine) {
    sam_pattern *old = engine->patterns[--engine->pattern_count];
    for (size_t m = 0; m < engine->spec->model_count; m++)
        sam_pattern_shape(old, m)->patterns--;
    sam_pattern_free(old);
}

static void put_pattern(sam_engine *engine, sam_pattern *pattern) {
    if (engine->pattern_count == SAM_PATTERNS)
        forget_pattern(engine);
    memmove(engine->patterns + 1, engine->patterns,
            engine->pattern_count * sizeof *engine->patterns);
    engine->patterns[0] = pattern;
    engine->pattern_count++;
    for (size_t m = 0; m < engine->spec->model_count; m++)
        sam_pattern_shape(pattern, m)->patterns++;
}

/* The pattern's shapes are made of the deals, which are theirs from then on. */
static sam_status make_shapes(sam_engine *engine, sam_entry *entry, sam_pattern *pattern,
                              bool *good) {
    for (size_t m = 0; m < engine->spec->model_count; m++) {
        sam_answer *answer = &entry->result.answers[m];
        if (answer->status != SAM_OK)
            continue;
        if (!sam_engine_add_shape(engine, entry, m))
            return SAM_MEMORY;
        *good = *good && answer->shape->status == SAM_OK;
        if (pattern)
            sam_pattern_set_shape(pattern, m, (sam_shape *)answer->shape);
    }
    return SAM_OK;
}

/* Learns from an item that was just read, whole. */
static sam_status learn(sam_engine *engine, sam_entry *entry) {
    bool good = !warns_of_itself(entry);
    for (size_t m = 0; m < engine->spec->model_count; m++)
        good = good && entry->result.answers[m].status == SAM_OK;
    sam_pattern *pattern = NULL;
    sam_source source = {entry->item.file, entry->item.bytes, entry->item.length};
    sam_status status = good ? sam_pattern_learn(&pattern, source, entry->fresh,
                                                 engine->spec->model_count, entry->result.warnings)
                             : SAM_OK;
    if (status == SAM_OK)
        status = make_shapes(engine, entry, pattern, &good);
    if (status == SAM_OK && pattern && good)
        put_pattern(engine, pattern);
    else
        sam_pattern_free(pattern);
    return status;
}

/* Of the first `count` items, reads those that wait, one by one, and tries on those after them what
 * is learnt from each. One thread does it, so it ends soon when there is nothing more to learn. */
static sam_status read_and_learn(sam_engine *engine, sam_chunk *chunk, size_t count,
                                 unsigned index) {
    sam_thread *thread = &engine->threads[index];
    sam_arena *arena = chunk->memory->thread_arena[index];
    sam_status status = SAM_OK;
    unsigned learnt = 0, in_vain = 0;
    for (size_t i = 0; i < count && status == SAM_OK; i++) {
        sam_entry *entry = &chunk->entries[i];
        if (learnt == SAM_LEARN_MOST || in_vain == SAM_LEARN_PATIENCE)
            break;
        if (!entry->waiting)
            continue;
        in_vain++;
        if (engine->pattern_count)
            status = try_patterns(engine, entry, thread, arena);
        if (!entry->waiting || status != SAM_OK)
            continue;
        learnt++;
        in_vain = 0;
        status = read_entry(engine, entry, true, thread, arena);
        if (status == SAM_OK)
            status = learn(engine, entry);
    }
    return status;
}

/* ---- chunks ---- */

static sam_status load_block(void *context, size_t block, unsigned index) {
    const job *j = context;
    return sam_load_block(j->engine, j->chunk, block, index);
}

size_t sam_scout_begin(sam_engine *engine, const sam_chunk *chunk) {
    if (engine->spec->design || !uses_patterns(engine))
        return 0;
    atomic_store(&engine->learning, true);
    size_t blocks = sam_load_blocks(chunk);
    return blocks < SCOUTED ? blocks : SCOUTED;
}

sam_status sam_engine_scout(sam_engine *engine, sam_chunk *chunk, size_t blocks, unsigned thread) {
    sam_status status = SAM_OK;
    for (size_t block = 0; block < blocks && status == SAM_OK; block++)
        status = sam_load_block(engine, chunk, block, thread);
    size_t items = blocks * SAM_READ_BLOCK;
    if (status == SAM_OK)
        status = read_and_learn(engine, chunk, items < chunk->count ? items : chunk->count, thread);
    atomic_store(&engine->learning, false);
    return status;
}

sam_status sam_engine_load(sam_engine *engine, sam_chunk *chunk) {
    job j = {engine, chunk};
    sam_pool_job pool = {
        .blocks = chunk->loaded ? 0 : sam_load_blocks(chunk), .run = load_block, .context = &j};
    return pool.blocks ? sam_team_run(engine->team, &pool).status : SAM_OK;
}

static bool any_waits(const sam_chunk *chunk) {
    for (size_t i = 0; i < chunk->count; i++)
        if (chunk->entries[i].waiting)
            return true;
    return false;
}

static sam_status read_block(void *context, size_t block, unsigned index) {
    const job *j = context;
    size_t first = block * SAM_READ_BLOCK;
    size_t end =
        first + SAM_READ_BLOCK < j->chunk->count ? first + SAM_READ_BLOCK : j->chunk->count;
    sam_thread *thread = &j->engine->threads[index];
    sam_arena *arena = j->chunk->memory->thread_arena[index];
    sam_status status = SAM_OK;
    for (size_t i = first; i < end && status == SAM_OK; i++) {
        sam_entry *entry = &j->chunk->entries[i];
        if (entry->waiting && uses_patterns(j->engine))
            status = try_patterns(j->engine, entry, thread, arena);
        if (entry->waiting && status == SAM_OK)
            status = read_entry(j->engine, entry, false, thread, arena);
    }
    return status;
}

sam_status sam_engine_read(sam_engine *engine, sam_chunk *chunk) {
    if (engine->spec->design || !any_waits(chunk))
        return SAM_OK;
    sam_status status =
        uses_patterns(engine) ? read_and_learn(engine, chunk, chunk->count, 0) : SAM_OK;
    job j = {engine, chunk};
    sam_pool_job pool = {.blocks = sam_load_blocks(chunk), .run = read_block, .context = &j};
    if (status == SAM_OK && any_waits(chunk))
        status = sam_team_run(engine->team, &pool).status;
    return status;
}
