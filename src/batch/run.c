/* The run: opens everything, takes chunk after chunk, and writes one chunk while the next is
 * answered and the one after is loaded. */
#include "batch/batch.h"

#include <string.h>
#include <time.h>

#include "batch/engine.h"
#include "batch/sql.h"
#include "deal/hash.h"

/* Longest time that work stays uncommitted, and least time between two commits. */
enum { COMMIT_MILLISECONDS = 250 };

typedef struct run {
    sam_engine engine;
    const sam_batch_spec *spec;
    sam_run_facts facts;
    char model_hash[SAM_STORE_MODELS][65], terms_hash[65], inputs_hash[65];
    sam_diags *diags;
    struct timespec committed;
    sam_chunk coming;      /* to be answered next; loaded */
    sam_chunk writing;     /* answered, to be written */
    sam_status stopped;    /* strict: why */
    sam_status unread;     /* why no more items could be taken */
    size_t to_scout;       /* blocks of the first chunk that are learnt from */
    atomic_size_t to_load; /* first of its other blocks that nobody has taken */
} run;

static int64_t milliseconds_since(const struct timespec *then) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (now.tv_sec - then->tv_sec) * 1000 + (now.tv_nsec - then->tv_nsec) / 1000000;
}

/* ---- what the run is ---- */

static void set_shard(run *r) {
    uint64_t total =
        r->spec->design ? sam_design_count(r->spec->design) : sam_items_count(r->spec->items);
    uint64_t shards = r->spec->shards, i = r->spec->shard - 1;
    /* total * i / shards without overflow: totals are below 2^32 times less than shards. */
    uint64_t whole = total / shards, rest = total % shards;
    r->facts.total = total;
    r->facts.first = whole * i + rest * i / shards;
    r->facts.count = whole * (i + 1) + rest * (i + 1) / shards - r->facts.first;
}

static bool find_facts(run *r) {
    const sam_batch_spec *spec = r->spec;
    static const char *const works[] = {"evaluate", "risk", "optimise"};
    bool risk = spec->work == SAM_BATCH_RISK, optimise = spec->work == SAM_BATCH_OPTIMISE;
    r->facts = (sam_run_facts){.engine = spec->version,
                               .work = works[spec->work],
                               .draws = risk ? spec->draws : 0,
                               .seed = risk ? spec->seed : 0,
                               .objective = optimise ? spec->objective : "",
                               .variant = spec->variant ? spec->variant : "",
                               .source = spec->design ? "design" : "files",
                               .inputs_hash = r->inputs_hash,
                               .terms_hash = r->terms_hash,
                               .model_count = spec->model_count};
    for (size_t m = 0; m < spec->model_count; m++) {
        sam_sha256(r->model_hash[m], spec->models[m].bytes, spec->models[m].length);
        r->facts.model_id[m] = spec->models[m].name;
        r->facts.model_hash[m] = r->model_hash[m];
    }
    sam_sha256(r->terms_hash, spec->terms.bytes, spec->terms.length);
    set_shard(r);
    if (!spec->design)
        return sam_items_identity(spec->items, r->inputs_hash);
    r->facts.field_count = sam_design_field_count(spec->design);
    r->facts.fields = sam_design_fields(spec->design);
    /* The design and its base. */
    sam_text both = SAM_TEXT_EMPTY;
    sam_text_add(&both, sam_design_hash(spec->design));
    sam_text_add_bytes(&both, spec->base.bytes, spec->base.length);
    if (!both.broken)
        sam_sha256(r->inputs_hash, both.data, both.length);
    bool good = !both.broken;
    sam_text_free(&both);
    return good;
}

/* ---- writing ---- */

static sam_status item_status(const sam_entry *entry, size_t models) {
    for (size_t m = 0; m < models; m++)
        if (entry->result.answers[m].status != SAM_OK)
            return entry->result.answers[m].status;
    return SAM_OK;
}

/* Strict: the item is not written, so that the same command tries it again. */
static bool must_stop(run *r, const sam_entry *entry) {
    sam_status status = item_status(entry, r->spec->model_count);
    if (!r->spec->strict || status == SAM_OK)
        return false;
    r->stopped = status;
    for (size_t i = 0; entry->diags && i < sam_diags_stored(entry->diags); i++)
        sam_diags_add(r->diags, sam_diags_at(entry->diags, i));
    return true;
}

/* Faults are kept of items that failed. */
static void put_result(sam_entry *entry, size_t models) {
    entry->result.file = entry->item.file;
    entry->result.line = entry->item.line;
    entry->result.hash = entry->hash;
    if (item_status(entry, models) != SAM_OK)
        entry->result.diags = entry->diags;
}

/* Enough is left for the other threads meanwhile, and little to be brought into the file later. */
static bool is_near_end(const sam_engine *e, const sam_chunk *written) {
    uint64_t left = e->first + e->count - (written->first + written->count);
    return left > e->chunk_items && left <= 2 * e->chunk_items;
}

static bool is_due(const run *r) {
    return milliseconds_since(&r->committed) >= COMMIT_MILLISECONDS || r->stopped != SAM_OK;
}

static sam_status write_chunk(void *context) {
    run *r = context;
    sam_chunk *chunk = &r->writing;
    sam_status status = SAM_OK;
    for (size_t i = 0; i < chunk->count && status == SAM_OK; i++) {
        sam_entry *entry = &chunk->entries[i];
        put_result(entry, r->spec->model_count);
        if (must_stop(r, entry))
            break;
        status = sam_store_add(r->engine.store, chunk->first + i, &entry->result, r->diags);
        r->engine.state.done += status == SAM_OK;
        r->engine.state.failed += status == SAM_OK && entry->result.diags;
    }
    bool near_end = is_near_end(&r->engine, chunk);
    if (status == SAM_OK && near_end)
        status = sam_store_flush(r->engine.store, r->diags);
    else if (status == SAM_OK && is_due(r))
        status = sam_store_commit(r->engine.store, r->diags);
    else
        return status;
    clock_gettime(CLOCK_MONOTONIC, &r->committed);
    return status;
}

static void tell(const run *r) {
    if (r->spec->progress)
        r->spec->progress(r->spec->progress_context, &r->engine.state);
}

/* ---- going on ---- */

typedef struct checking {
    run *r;
    sam_item *items;
    char (*hash)[65];
} checking;

static sam_status hash_block(void *context, size_t block, unsigned index) {
    const checking *c = context;
    sam_entry entry = {.item = c->items[block]};
    sam_entry_load(&entry, &c->r->engine.threads[index]);
    memcpy(c->hash[block], entry.hash, sizeof entry.hash);
    sam_diags_free(entry.diags);
    return entry.status == SAM_MEMORY ? SAM_MEMORY : SAM_OK;
}

/* What was done must still be what it was. */
static sam_status check_items(run *r, uint64_t first, size_t count, sam_arena *arena) {
    checking c = {.r = r, .items = sam_arena_array(arena, count, sizeof *c.items)};
    c.hash = sam_arena_array(arena, count, sizeof *c.hash);
    if (!c.items || !c.hash)
        return SAM_MEMORY;
    sam_status status = sam_items_take(r->spec->items, first, count, c.items, arena, r->diags);
    if (status != SAM_OK)
        return status;
    sam_pool_job job = {.blocks = count, .run = hash_block, .context = &c};
    status = sam_team_run(r->engine.team, &job).status;
    for (size_t i = 0; i < count && status == SAM_OK; i++)
        status = sam_store_check(r->engine.store, first + i, c.items[i].file, c.hash[i], r->diags);
    return status;
}

static sam_status check_done(run *r) {
    sam_status status = SAM_OK;
    for (uint64_t done = 0; done < r->engine.state.before && status == SAM_OK;) {
        uint64_t left = r->engine.state.before - done;
        size_t count = left < SAM_CHUNK_ITEMS ? (size_t)left : SAM_CHUNK_ITEMS;
        sam_arena *arena = sam_arena_new();
        status = arena ? check_items(r, r->engine.first + done, count, arena) : SAM_MEMORY;
        sam_arena_free(arena);
        done += count;
    }
    return status;
}

/* ---- the loop ---- */

/* Items of the chunk that begins at `first`. The last is short, since nothing is answered while it
 * is written. */
static size_t chunk_size(const sam_engine *e, uint64_t first) {
    uint64_t left = e->first + e->count - first;
    if (left > e->chunk_items)
        return e->chunk_items;
    return (size_t)(left > 2ull * SAM_CHUNK_LAST ? left - SAM_CHUNK_LAST : left);
}

static sam_status take_items(run *r, sam_chunk *chunk) {
    sam_item *items = sam_arena_array(chunk->memory->arena, chunk->count, sizeof *items);
    if (!items)
        return SAM_MEMORY;
    sam_status status = sam_items_take(r->spec->items, chunk->first, chunk->count, items,
                                       chunk->memory->arena, r->diags);
    for (size_t i = 0; i < chunk->count && status == SAM_OK; i++)
        chunk->entries[i].item = items[i];
    return status;
}

/* Begins the chunk that comes next, if there is one; it is not loaded yet. */
static sam_status begin_coming(run *r, uint64_t first) {
    size_t count = chunk_size(&r->engine, first);
    if (count == 0)
        return SAM_OK;
    sam_status status = sam_chunk_begin(&r->coming, &r->engine, first, count) ? SAM_OK : SAM_MEMORY;
    if (status == SAM_OK && !r->spec->design)
        status = take_items(r, &r->coming);
    if (status != SAM_OK)
        sam_chunk_clear(&r->coming, &r->engine);
    return status;
}

/* What is done with an item besides evaluating it. */
static sam_status work_on(run *r, sam_chunk *chunk) {
    if (r->spec->work == SAM_BATCH_RISK)
        return sam_engine_draw(&r->engine, chunk);
    return r->spec->work == SAM_BATCH_OPTIMISE ? sam_engine_choose(&r->engine, chunk) : SAM_OK;
}

/* Answers the chunk that is loaded, writes the one before beside it, and loads the next. */
static sam_status step(run *r) {
    sam_engine *e = &r->engine;
    sam_chunk chunk = r->coming;
    r->coming = (sam_chunk){0};
    sam_status status = sam_engine_read(e, &chunk);
    if (status == SAM_OK)
        r->unread = begin_coming(r, chunk.first + chunk.count);
    if (status == SAM_OK)
        status = sam_engine_answer(e, &chunk, r->coming.count ? &r->coming : NULL,
                                   r->writing.count ? write_chunk : NULL, r);
    sam_chunk_clear(&r->writing, e);
    if (status == SAM_OK && r->stopped == SAM_OK)
        status = work_on(r, &chunk);
    if (status == SAM_OK && r->stopped == SAM_OK)
        r->writing = chunk;
    else
        sam_chunk_clear(&chunk, e);
    tell(r);
    return status;
}

static bool is_cancelled(const run *r) {
    return r->spec->cancel && atomic_load(r->spec->cancel);
}

static sam_status take_chunks(run *r) {
    sam_engine *e = &r->engine;
    sam_status status = r->coming.count ? sam_engine_load(e, &r->coming) : SAM_OK;
    while (status == SAM_OK && r->coming.count && r->stopped == SAM_OK && !is_cancelled(r)) {
        sam_shapes_trim(e->shapes, r->writing.count ? r->writing.first : r->coming.first);
        status = step(r);
    }
    return status;
}

/* What is answered is kept when no more can be read. */
static sam_status run_chunks(run *r) {
    sam_engine *e = &r->engine;
    clock_gettime(CLOCK_MONOTONIC, &r->committed);
    sam_status status = take_chunks(r);
    if (status == SAM_OK && r->stopped == SAM_OK && r->writing.count)
        status = write_chunk(r);
    sam_chunk_clear(&r->writing, e);
    sam_chunk_clear(&r->coming, e);
    if (status == SAM_OK && e->state.done < e->count)
        status = sam_store_commit(e->store, r->diags);
    tell(r);
    return status == SAM_OK ? r->unread : status;
}

static sam_status finish(run *r, sam_batch_outcome *out) {
    sam_engine *e = &r->engine;
    sam_status status = SAM_OK;
    if (e->state.done == e->count)
        status = sam_store_finish(e->store, r->diags);
    out->complete = status == SAM_OK && sam_store_is_complete(e->store);
    out->failed = sam_store_failed(e->store);
    out->state = e->state;
    if (status != SAM_OK || r->stopped != SAM_OK)
        return status != SAM_OK ? status : r->stopped;
    if (!out->complete)
        return SAM_STOPPED;
    return out->failed ? SAM_PARTLY : SAM_OK;
}

/* ---- beginning ---- */

static sam_status open_store(run *r) {
    sam_engine *e = &r->engine;
    return sam_store_open(&e->store, r->spec->path, &r->facts, r->spec->fresh, &e->state.before,
                          r->diags);
}

static sam_status load_rest(run *r, unsigned index) {
    sam_status status = SAM_OK;
    size_t blocks = sam_load_blocks(&r->coming), block;
    while (status == SAM_OK && (block = atomic_fetch_add(&r->to_load, 1)) < blocks)
        status = sam_load_block(&r->engine, &r->coming, block, index);
    return status;
}

/* Either loads what the other has no time for; alone, it is better to learn first. */
static sam_status open_block(void *context, size_t block, unsigned index) {
    run *r = context;
    sam_status status;
    if (block == 0) {
        status = open_store(r);
        bool useful = r->coming.count && r->engine.state.before == 0 && r->spec->threads > 1;
        return status == SAM_OK && useful ? load_rest(r, index) : status;
    }
    status = sam_engine_scout(&r->engine, &r->coming, r->to_scout, index);
    return status == SAM_OK ? load_rest(r, index) : status;
}

/* The disk is waited for while the first items are loaded. Those are the ones to be done unless the
 * file has some already: then it is another chunk that comes, after what is done is checked. */
static sam_status begin(run *r) {
    sam_engine *e = &r->engine;
    sam_status status = begin_coming(r, e->first);
    sam_pool_job job = {.blocks = r->coming.count ? 2 : 1, .run = open_block, .context = r};
    if (status == SAM_OK && r->coming.count)
        r->to_scout = sam_scout_begin(e, &r->coming);
    atomic_store(&r->to_load, r->to_scout);
    if (status == SAM_OK)
        status = sam_team_run(e->team, &job).status;
    r->coming.loaded = true;
    e->state.total = e->count;
    e->state.done = e->state.before;
    if (status != SAM_OK || e->state.before == 0)
        return status;
    sam_chunk_clear(&r->coming, e);
    if (!r->spec->design)
        status = check_done(r);
    return status == SAM_OK ? begin_coming(r, e->first + e->state.before) : status;
}

sam_status sam_batch_run(sam_batch_outcome *out, const sam_batch_spec *spec, sam_diags *diags) {
    *out = (sam_batch_outcome){0};
    sam_sql_start();
    run *r = sam_alloc(sizeof *r);
    if (!r)
        return SAM_MEMORY;
    *r = (run){.spec = spec, .diags = diags};
    sam_status status =
        find_facts(r) ? sam_engine_open(&r->engine, spec, r->facts.first, r->facts.count, diags)
                      : SAM_MEMORY;
    if (status == SAM_OK)
        status = begin(r);
    if (status == SAM_OK)
        status = run_chunks(r);
    if (status == SAM_OK)
        status = finish(r, out);
    out->state = r->engine.state;
    sam_chunk_clear(&r->coming, &r->engine);
    sam_engine_close(&r->engine);
    sam_free(r);
    return status;
}
