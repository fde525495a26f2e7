/* The memory of chunks: a few arenas that are used again and again, since a page that is given back
 * to the system is asked for again, and threads wait for each other there. */
#include <assert.h>

#include "batch/engine.h"

static bool make_memory(sam_chunk_memory *memory, const sam_engine *engine) {
    unsigned threads = engine->spec->threads;
    memory->arena = sam_arena_new();
    memory->thread_arena = sam_arena_array(engine->arena, threads, sizeof *memory->thread_arena);
    if (!memory->arena || !memory->thread_arena)
        return false;
    for (unsigned t = 0; t < threads; t++)
        if (!(memory->thread_arena[t] = sam_arena_new()))
            return false;
    return true;
}

bool sam_chunks_open(sam_engine *engine) {
    for (size_t i = 0; i < SAM_CHUNKS_MOST; i++) {
        if (!make_memory(&engine->memory[i], engine))
            return false;
        engine->idle[engine->idle_count++] = &engine->memory[i];
    }
    return true;
}

void sam_chunks_close(sam_engine *engine) {
    for (size_t i = 0; i < SAM_CHUNKS_MOST; i++) {
        sam_chunk_memory *memory = &engine->memory[i];
        for (unsigned t = 0; memory->thread_arena && t < engine->spec->threads; t++)
            sam_arena_free(memory->thread_arena[t]);
        sam_arena_free(memory->arena);
    }
}

static bool make_entries(sam_chunk *chunk, const sam_engine *engine) {
    size_t models = engine->spec->model_count;
    sam_arena *arena = chunk->memory->arena;
    chunk->entries = sam_arena_array(arena, chunk->count, sizeof *chunk->entries);
    sam_answer *answers = sam_arena_array(arena, chunk->count * models, sizeof *answers);
    sam_deal **fresh = sam_arena_array(arena, chunk->count * models, sizeof *fresh);
    bool risk = engine->spec->work == SAM_BATCH_RISK;
    sam_drawn *drawn = risk ? sam_arena_array(arena, chunk->count * models, sizeof *drawn) : NULL;
    if (!chunk->entries || !answers || !fresh || (risk && !drawn))
        return false;
    for (size_t i = 0; i < chunk->count; i++) {
        chunk->entries[i].result.answers = answers + i * models;
        chunk->entries[i].fresh = fresh + i * models;
        chunk->entries[i].drawn = risk ? drawn + i * models : NULL;
    }
    return true;
}

bool sam_chunk_begin(sam_chunk *chunk, sam_engine *engine, uint64_t first, size_t count) {
    assert(engine->idle_count > 0);
    *chunk =
        (sam_chunk){.first = first, .count = count, .memory = engine->idle[--engine->idle_count]};
    return make_entries(chunk, engine);
}

static void clear_entry(sam_entry *entry, size_t models) {
    sam_diags_free(entry->diags);
    for (size_t m = 0; m < models; m++) {
        sam_deal_free(entry->fresh[m]);
        sam_risk_free(entry->result.answers[m].risk);
        if (entry->drawn) {
            sam_plan_free(entry->drawn[m].plan);
            sam_deal_free(entry->drawn[m].deal);
        }
    }
}

void sam_chunk_clear(sam_chunk *chunk, sam_engine *engine) {
    for (size_t i = 0; chunk->entries && i < chunk->count; i++)
        if (chunk->entries[i].result.answers)
            clear_entry(&chunk->entries[i], engine->spec->model_count);
    if (chunk->memory) {
        for (unsigned t = 0; t < engine->spec->threads; t++)
            sam_arena_reset(chunk->memory->thread_arena[t]);
        sam_arena_reset(chunk->memory->arena);
        engine->idle[engine->idle_count++] = chunk->memory;
    }
    *chunk = (sam_chunk){0};
}
