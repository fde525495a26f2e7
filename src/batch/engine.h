/* A batch in progress: chunks of items that are loaded, read, answered and written one after the
 * other. */
#ifndef SAMSPEL_BATCH_ENGINE_H
#define SAMSPEL_BATCH_ENGINE_H

#include "batch/batch.h"
#include "batch/pattern.h"
#include "batch/store.h"
#include "risk/pool.h"

enum {
    SAM_CHUNK_ITEMS = 1024, /* evaluated together */
    SAM_CHUNK_FEW = 16,     /* drawn or decided together */
    SAM_CHUNK_LAST = 128,   /* written when nothing else is left to do: short */
    SAM_READ_BLOCK = 16,    /* items that one thread reads at a time */
    SAM_CHUNKS_MOST = 3,    /* at a time: loaded, answered, written */
    SAM_PATTERNS = 16,
    SAM_LEARN_MOST = 12,    /* patterns learnt in one chunk */
    SAM_LEARN_PATIENCE = 96 /* items in a row that teach nothing end the learning of a chunk */
};

/* What draws are made of: a deal with its own ranges; kept until the draws are written. Owned. */
typedef struct sam_drawn {
    sam_deal *deal; /* NULL: the shape's own, with the answer's inputs */
    sam_plan *plan;
} sam_drawn;

/* One item on its way. */
typedef struct sam_entry {
    sam_item item;
    char hash[65];
    sam_status status; /* of reading its bytes */
    sam_diags *diags;  /* Nullable; owned */
    sam_deal **fresh;  /* a model each: a deal of a shape not met yet; owned */
    sam_drawn *drawn;  /* a model each; NULL without risk */
    bool waiting;      /* to be read in full */
    bool familiar;     /* its shapes know its inputs */
    sam_item_result result;
} sam_entry;

/* Where chunks live, one after the other. */
typedef struct sam_chunk_memory {
    sam_arena *arena;         /* of the starting thread */
    sam_arena **thread_arena; /* a thread each */
} sam_chunk_memory;

/* Items first .. first + count - 1. */
typedef struct sam_chunk {
    uint64_t first;
    size_t count;
    sam_entry *entries;
    bool loaded; /* all of it */
    sam_chunk_memory *memory;
} sam_chunk;

/* One thread's memory. */
typedef struct sam_thread {
    sam_item_buffer buffer;
    sam_text key;
    sam_lane_work lanes;
    double *room; /* of a match */
    size_t room_size;
    bool fast_hash;
} sam_thread;

typedef struct sam_engine {
    const sam_batch_spec *spec;
    sam_deal_reader *readers[SAM_STORE_MODELS];
    sam_shapes *shapes;
    sam_pattern *patterns[SAM_PATTERNS]; /* the last that matched first */
    size_t pattern_count;
    atomic_bool learning; /* patterns are being made */
    sam_shape *design_shape[SAM_STORE_MODELS];
    uint32_t *design_at[SAM_STORE_MODELS]; /* field -> input */
    const char *scenario;                  /* Nullable: id of the design's base */
    sam_thread *threads;
    sam_team *team;
    sam_chunk_memory memory[SAM_CHUNKS_MOST];
    sam_chunk_memory *idle[SAM_CHUNKS_MOST]; /* of them, those without a chunk */
    size_t idle_count;
    sam_store *store;
    sam_arena *arena;
    uint64_t first, count; /* items of this shard */
    size_t chunk_items;
    sam_batch_state state;
} sam_engine;

/* Opens readers, threads' memory and a design's shapes; the store is the caller's to open, and is
 * closed here. SAM_INPUT with faults in diags. Closing is needed whatever opening said. */
SAM_MUST_USE sam_status sam_engine_open(sam_engine *engine, const sam_batch_spec *spec,
                                        uint64_t first, uint64_t count, sam_diags *diags);
void sam_engine_close(sam_engine *engine);

/* Makes the memory that chunks take turns in. False: memory is out. */
SAM_MUST_USE bool sam_chunks_open(sam_engine *engine);
void sam_chunks_close(sam_engine *engine);

/* Chunks, at most SAM_CHUNKS_MOST at a time. False: memory is out. */
SAM_MUST_USE bool sam_chunk_begin(sam_chunk *chunk, sam_engine *engine, uint64_t first,
                                  size_t count);
void sam_chunk_clear(sam_chunk *chunk, sam_engine *engine);

/* A chunk is loaded in blocks, each once, by any thread: items that match what was read before get
 * their inputs, and those of a design. */
size_t sam_load_blocks(const sam_chunk *chunk);
SAM_MUST_USE sam_status sam_load_block(sam_engine *engine, sam_chunk *chunk, size_t block,
                                       unsigned thread);
SAM_MUST_USE sam_status sam_engine_load(sam_engine *engine, sam_chunk *chunk);

/* Loads the first blocks of all items and learns from them, so that the others need not be kept
 * until something is known that they match. One thread; another may load the other blocks
 * meanwhile, once the scouting is said to begin: how many blocks it takes is told then. */
size_t sam_scout_begin(sam_engine *engine, const sam_chunk *chunk);
SAM_MUST_USE sam_status sam_engine_scout(sam_engine *engine, sam_chunk *chunk, size_t blocks,
                                         unsigned thread);

/* Gives the other items of a loaded chunk their inputs, or their faults. */
SAM_MUST_USE sam_status sam_engine_read(sam_engine *engine, sam_chunk *chunk);

/* The shape of a deal that entry->fresh holds, which becomes the shape's own. False: memory is out.
 */
SAM_MUST_USE bool sam_engine_add_shape(sam_engine *engine, sam_entry *entry, size_t model);

/* Answers every model of every item that has inputs. `next` (Nullable) is loaded meanwhile, and
 * `also` (Nullable) runs beside it, by one thread. */
typedef sam_status (*sam_beside)(void *context);
SAM_MUST_USE sam_status sam_engine_answer(sam_engine *engine, sam_chunk *chunk, sam_chunk *next,
                                          sam_beside also, void *context);

/* Draws every model of every item that has an answer. */
SAM_MUST_USE sam_status sam_engine_draw(sam_engine *engine, sam_chunk *chunk);

/* Decides the terms of every model of every item that has an answer. */
SAM_MUST_USE sam_status sam_engine_choose(sam_engine *engine, sam_chunk *chunk);

/* Reads the bytes of an item and names them by their SHA-256. Any thread. */
void sam_entry_load(sam_entry *entry, sam_thread *thread);

#endif
