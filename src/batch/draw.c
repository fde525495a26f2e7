/* Risk of every item: its own deal, its own ranges, the draws of the seed. One thread draws one
 * item; many items make the load. */
#include "batch/engine.h"

typedef struct job {
    sam_engine *engine;
    sam_chunk *chunk;
} job;

/* The base run that draws start from. Nullable: memory is out. */
static sam_ledger *base_of(const sam_plan *plan, const double *inputs) {
    sam_ledger *ledger = sam_ledger_new(plan, &(sam_run){.lanes = 1});
    if (!ledger)
        return NULL;
    for (uint32_t i = 0; i < plan->deal->input_count; i++)
        sam_ledger_set(ledger, i, 0, inputs[i]);
    sam_ledger_run(ledger);
    return ledger;
}

static sam_status draw(const sam_engine *engine, sam_entry *entry, size_t model) {
    const sam_batch_spec *spec = engine->spec;
    sam_answer *answer = &entry->result.answers[model];
    sam_drawn *drawn = &entry->drawn[model];
    const sam_plan *plan = answer->shape->plan;
    if (!entry->diags)
        entry->diags = sam_diags_new();
    if (!entry->diags)
        return SAM_MEMORY;
    if (drawn->deal) {
        sam_status status = sam_plan_compile(&drawn->plan, drawn->deal, entry->diags);
        if (status != SAM_OK)
            return status;
        plan = drawn->plan;
    }
    sam_ledger *base = base_of(plan, answer->inputs);
    if (!base)
        return SAM_MEMORY;
    const sam_ledger *bases[] = {base};
    sam_risk_spec risk = {.bases = bases,
                          .model_count = 1,
                          .draws = spec->draws,
                          .seed = spec->seed,
                          .threads = 1,
                          .best_simd = true};
    sam_status status = sam_risk_run(&answer->risk, &risk, entry->diags);
    sam_ledger_free(base);
    return status;
}

static sam_status draw_entry(void *context, size_t block, unsigned index) {
    const job *j = context;
    sam_entry *entry = &j->chunk->entries[block];
    (void)index;
    for (size_t m = 0; m < j->engine->spec->model_count; m++) {
        sam_answer *answer = &entry->result.answers[m];
        if (answer->status == SAM_OK)
            answer->status = draw(j->engine, entry, m);
        if (answer->status == SAM_MEMORY)
            return SAM_MEMORY;
    }
    return SAM_OK;
}

sam_status sam_engine_draw(sam_engine *engine, sam_chunk *chunk) {
    job j = {engine, chunk};
    sam_pool_job pool = {.blocks = chunk->count, .run = draw_entry, .context = &j};
    return sam_team_run(engine->team, &pool).status;
}
