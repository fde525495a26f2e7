/* Opens what a batch works with: readers of its models, threads' memory, and a design's shapes.
 * Answers nothing. */
#include "batch/engine.h"
#include "deal/hash.h"

static sam_status open_readers(sam_engine *e, sam_diags *diags) {
    const sam_batch_spec *spec = e->spec;
    sam_status worst = SAM_OK;
    for (size_t m = 0; m < spec->model_count; m++) {
        sam_status status =
            sam_deal_reader_new(&e->readers[m], spec->models[m], spec->terms, diags);
        worst = worst == SAM_OK ? status : worst;
    }
    return worst;
}

/* Every item will have another value of these; a trace is worth it from the first chunk on. */
static void expect_fields(sam_shape *shape, const uint32_t *at, size_t fields) {
    for (size_t f = 0; f < fields; f++) {
        if (at[f] == SAM_NO_INPUT)
            continue;
        shape->varies[at[f]] = true;
        shape->grown = true;
    }
}

/* The shape that all items have under the model. The deal is the shape's from then on. */
static sam_status add_design_shape(sam_engine *e, size_t m, sam_deal *deal, sam_diags *diags) {
    sam_text key = SAM_TEXT_EMPTY;
    sam_shape_key(&key, m, deal);
    sam_shape *shape = NULL;
    if (key.broken)
        sam_deal_free(deal);
    else
        shape = sam_shapes_add(e->shapes, key.data, key.length, m, deal);
    sam_text_free(&key);
    if (!shape)
        return SAM_MEMORY;
    for (size_t i = 0; i < sam_diags_stored(shape->diags); i++)
        sam_diags_add(diags, sam_diags_at(shape->diags, i));
    expect_fields(shape, e->design_at[m], sam_design_field_count(e->spec->design));
    e->scenario = shape->deal->scenario_id;
    e->design_shape[m] = shape;
    return shape->status;
}

/* known: the fields that a model so far has. */
static sam_status bind_design(sam_engine *e, size_t m, bool *known, sam_diags *diags) {
    const sam_design *design = e->spec->design;
    sam_deal *deal = NULL;
    sam_status status = sam_deal_reader_read(&deal, e->readers[m], e->spec->base,
                                             sam_design_variant(design), diags);
    if (status != SAM_OK)
        return status;
    size_t fields = sam_design_field_count(design);
    uint32_t *at = sam_arena_array(e->arena, fields, sizeof *at);
    status = at ? sam_design_bind(design, deal, at, diags) : SAM_MEMORY;
    for (size_t f = 0; f < fields && status == SAM_OK; f++)
        known[f] = known[f] || at[f] != SAM_NO_INPUT;
    e->design_at[m] = at;
    if (status == SAM_OK)
        return add_design_shape(e, m, deal, diags);
    sam_deal_free(deal);
    return status;
}

static sam_status open_design(sam_engine *e, sam_diags *diags) {
    bool known[SAM_DESIGN_FIELDS] = {false};
    sam_status status = SAM_OK;
    for (size_t m = 0; m < e->spec->model_count && status == SAM_OK; m++)
        status = bind_design(e, m, known, diags);
    const sam_shape *any = e->design_shape[0];
    if (status != SAM_OK || !any)
        return status;
    for (size_t f = 0; f < sam_design_field_count(e->spec->design); f++) {
        if (known[f])
            continue;
        sam_design_unknown(e->spec->design, f, any->deal, diags);
        status = SAM_INPUT;
    }
    return status;
}

sam_status sam_engine_open(sam_engine *e, const sam_batch_spec *spec, uint64_t first,
                           uint64_t count, sam_diags *diags) {
    *e = (sam_engine){.spec = spec,
                      .arena = sam_arena_new(),
                      .shapes = sam_shapes_new(),
                      .team = sam_team_new(spec->threads),
                      .first = first,
                      .count = count,
                      .chunk_items =
                          spec->work == SAM_BATCH_EVALUATE ? SAM_CHUNK_ITEMS : SAM_CHUNK_FEW};
    if (!e->arena || !e->shapes || !e->team)
        return SAM_MEMORY;
    e->threads = sam_arena_array(e->arena, spec->threads, sizeof *e->threads);
    if (!e->threads)
        return SAM_MEMORY;
    bool fast_hash = sam_sha256_has_fast();
    for (unsigned t = 0; t < spec->threads; t++)
        e->threads[t].fast_hash = fast_hash;
    if (!sam_chunks_open(e))
        return SAM_MEMORY;
    sam_status status = open_readers(e, diags);
    return status == SAM_OK && spec->design ? open_design(e, diags) : status;
}

void sam_engine_close(sam_engine *e) {
    if (!e->spec)
        return;
    sam_team_free(e->team);
    for (unsigned t = 0; e->threads && t < e->spec->threads; t++) {
        sam_free(e->threads[t].buffer.bytes);
        sam_text_free(&e->threads[t].key);
        sam_free(e->threads[t].room);
        sam_lane_work_clear(&e->threads[t].lanes);
    }
    sam_store_close(e->store);
    sam_chunks_close(e);
    for (size_t i = 0; i < e->pattern_count; i++)
        sam_pattern_free(e->patterns[i]);
    sam_shapes_free(e->shapes);
    for (size_t m = 0; m < e->spec->model_count; m++)
        sam_deal_reader_free(e->readers[m]);
    sam_arena_free(e->arena);
}
