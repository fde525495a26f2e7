/* The memory of a chunk. */
#include "batch/engine.h"
#include "risk/pool.h"

static bool make_entries(sam_chunk *chunk, const sam_engine *engine) {
    size_t models = engine->spec->model_count;
    chunk->entries = sam_arena_array(chunk->arena, chunk->count, sizeof *chunk->entries);
    sam_answer *answers = sam_arena_array(chunk->arena, chunk->count * models, sizeof *answers);
    sam_deal **fresh = sam_arena_array(chunk->arena, chunk->count * models, sizeof *fresh);
    bool risk = engine->spec->work == SAM_BATCH_RISK;
    sam_drawn *drawn =
        risk ? sam_arena_array(chunk->arena, chunk->count * models, sizeof *drawn) : NULL;
    if (!chunk->entries || !answers || !fresh || (risk && !drawn))
        return false;
    for (size_t i = 0; i < chunk->count; i++) {
        chunk->entries[i].result.answers = answers + i * models;
        chunk->entries[i].fresh = fresh + i * models;
        chunk->entries[i].drawn = risk ? drawn + i * models : NULL;
    }
    return true;
}

bool sam_chunk_begin(sam_chunk *chunk, const sam_engine *engine, uint64_t first, size_t count) {
    *chunk = (sam_chunk){.first = first, .count = count, .arena = sam_arena_new()};
    if (!chunk->arena)
        return false;
    unsigned threads = engine->spec->threads;
    chunk->thread_arena = sam_arena_array(chunk->arena, threads, sizeof *chunk->thread_arena);
    if (!chunk->thread_arena || !make_entries(chunk, engine))
        return false;
    for (unsigned t = 0; t < threads; t++)
        if (!(chunk->thread_arena[t] = sam_arena_new()))
            return false;
    return true;
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

void sam_chunk_clear(sam_chunk *chunk, const sam_engine *engine) {
    for (size_t i = 0; chunk->entries && i < chunk->count; i++)
        if (chunk->entries[i].result.answers)
            clear_entry(&chunk->entries[i], engine->spec->model_count);
    for (unsigned t = 0; chunk->thread_arena && t < engine->spec->threads; t++)
        sam_arena_free(chunk->thread_arena[t]);
    sam_arena_free(chunk->arena);
    *chunk = (sam_chunk){0};
}
