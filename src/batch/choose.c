/* The best terms of every item, as samspel optimise finds them: the item is read again with the
 * amounts open that are to be decided. One thread decides one item; many items make the load. */
#include <string.h>

#include "batch/chosen.h"
#include "batch/engine.h"

typedef struct job {
    sam_engine *engine;
    sam_chunk *chunk;
} job;

/* One item under one model. */
typedef struct choosing {
    const sam_engine *engine;
    const sam_entry *entry;
    size_t model;
    sam_diags *diags;
    sam_arena *arena;
    sam_override *settings; /* a design's values, and room for more */
    size_t fields;
    sam_choice_options options;
} choosing;

/* A value of the design as a setting: its name is the path of a field of the scenario, or of a
 * clause. */
static bool set_field(const choosing *c, size_t field, sam_override *out) {
    const sam_deal *deal = c->engine->design_shape[c->model]->deal;
    const char *name = sam_design_fields(c->engine->spec->design)[field];
    bool clause = false;
    for (uint32_t i = 0; i < deal->clause_count; i++) {
        size_t length = strlen(deal->clauses[i].id);
        clause = clause || (strncmp(name, deal->clauses[i].id, length) == 0 && name[length] == '.');
    }
    char *pointer = sam_arena_format(c->arena, clause ? "/clauses/%s" : "/%s", name);
    for (char *at = pointer; at && *at; at++)
        if (*at == '.')
            *at = '/';
    sam_text value = SAM_TEXT_EMPTY;
    sam_text_add_number(&value, c->entry->result.design[field]);
    *out = (sam_override){pointer,
                          value.broken ? NULL : sam_arena_text(c->arena, value.data, value.length)};
    sam_text_free(&value);
    return pointer && out->value;
}

static bool set_fields(choosing *c) {
    const sam_design *design = c->engine->spec->design;
    size_t all = design ? sam_design_field_count(design) : 0;
    c->settings =
        sam_arena_array(c->arena, all + (size_t)2 * SAM_CHOICE_TERMS_MOST, sizeof *c->settings);
    for (size_t f = 0; c->settings && f < all; f++)
        if (c->engine->design_at[c->model][f] != SAM_NO_INPUT &&
            !set_field(c, f, &c->settings[c->fields++]))
            return false;
    return c->settings != NULL;
}

/* The item's deal with more settings laid over it. */
static sam_status read_deal(const choosing *c, const sam_override *more, size_t count,
                            sam_deal **deal) {
    const sam_batch_spec *spec = c->engine->spec;
    const sam_item *item = &c->entry->item;
    sam_source source =
        spec->design ? spec->base : (sam_source){item->file, item->bytes, item->length};
    const char *variant = spec->design ? sam_design_variant(spec->design) : spec->variant;
    for (size_t i = 0; i < count; i++)
        c->settings[c->fields + i] = more[i];
    return sam_deal_read(deal, spec->models[c->model], source, spec->terms, variant, c->settings,
                         c->fields + count, c->diags);
}

static sam_status compile(const choosing *c, const sam_override *more, size_t count,
                          sam_deal **deal, sam_plan **plan) {
    sam_status status = read_deal(c, more, count, deal);
    return status == SAM_OK ? sam_plan_compile(plan, *deal, c->diags) : status;
}

/* Says what was decided, or why nothing could be: *out is NULL then. */
static sam_status decide(const choosing *c, const sam_plan *open, const sam_plan *plain,
                         const sam_chosen **out) {
    sam_choice *choice = NULL;
    sam_status status = sam_choice_optimise(&choice, open, plain, &c->options, c->diags);
    if (choice)
        *out = sam_chosen_keep(choice, status, c->arena);
    sam_choice_free(choice);
    if (status != SAM_OK && status != SAM_INFEASIBLE && status != SAM_SOLVER)
        return status;
    return *out ? SAM_OK : SAM_MEMORY;
}

static sam_status choose(choosing *c, const sam_chosen **out) {
    sam_deal *first = NULL, *plain_deal = NULL, *open_deal = NULL;
    sam_plan *plain = NULL, *open = NULL;
    sam_override *ceilings = NULL;
    size_t few = 0, all = 0;
    sam_status status = set_fields(c) ? read_deal(c, NULL, 0, &first) : SAM_MEMORY;
    if (status == SAM_OK)
        status = sam_choice_ceilings(&ceilings, &few, &all, first, &c->options);
    if (status == SAM_OK)
        status = compile(c, ceilings, few, &plain_deal, &plain);
    if (status == SAM_OK)
        status = compile(c, ceilings, all, &open_deal, &open);
    if (status == SAM_OK)
        status = decide(c, open, plain, out);
    sam_plan_free(open);
    sam_plan_free(plain);
    sam_choice_ceilings_free(ceilings);
    sam_deal_free(open_deal);
    sam_deal_free(plain_deal);
    sam_deal_free(first);
    return status;
}

/* What was told when the item was read is not told again by reading it again: only a new fault's
 * words are kept. */
static sam_status choose_one(const sam_engine *engine, sam_entry *entry, size_t model,
                             sam_arena *arena) {
    sam_answer *answer = &entry->result.answers[model];
    choosing c = {.engine = engine,
                  .entry = entry,
                  .model = model,
                  .arena = arena,
                  .diags = sam_diags_new(),
                  .options = {.cover = -1, .objective = engine->spec->objective, .threads = 1}};
    if (!c.diags)
        return SAM_MEMORY;
    const sam_chosen *chosen = NULL;
    answer->status = choose(&c, &chosen);
    answer->chosen = chosen;
    if (answer->status != SAM_OK && !entry->diags)
        entry->diags = sam_diags_new();
    for (size_t i = 0; answer->status != SAM_OK && entry->diags && i < sam_diags_stored(c.diags);
         i++)
        if (sam_diags_at(c.diags, i)->severity == SAM_ERROR)
            sam_diags_add(entry->diags, sam_diags_at(c.diags, i));
    sam_diags_free(c.diags);
    return answer->status == SAM_MEMORY ? SAM_MEMORY : SAM_OK;
}

static sam_status choose_entry(void *context, size_t block, unsigned index) {
    const job *j = context;
    sam_entry *entry = &j->chunk->entries[block];
    sam_status status = SAM_OK;
    for (size_t m = 0; m < j->engine->spec->model_count && status == SAM_OK; m++)
        if (entry->result.answers[m].status == SAM_OK)
            status = choose_one(j->engine, entry, m, j->chunk->memory->thread_arena[index]);
    return status;
}

sam_status sam_engine_choose(sam_engine *engine, sam_chunk *chunk) {
    job j = {engine, chunk};
    sam_pool_job pool = {.blocks = chunk->count, .run = choose_entry, .context = &j};
    return sam_team_run(engine->team, &pool).status;
}
