/* Reads a deal: the order of the steps, and nothing else. Every step reports what it finds and the
 * next one goes on, so that the user sees all faults of all files at once. */
#include <string.h>

#include "deal/reader.h"
#include "deal/scan.h"

/* The tree of a file; NULL after a fault, which has been told. */
static const sam_tree *read_document(sam_reader *reader, sam_document *document, sam_source source,
                                     sam_origin origin) {
    *document = (sam_document){.name = sam_reader_keep(reader, source.name),
                               .bytes = source.length ? source.bytes : "",
                               .length = source.length,
                               .base = "",
                               .origin = origin,
                               .placed = true};
    sam_status status =
        sam_scan_json(document->bytes, document->length, document->name, false, reader->diags);
    const sam_tree *tree = NULL;
    if (status == SAM_OK)
        reader->no_memory |= !sam_tree_read(&tree, document, reader->scratch);
    reader->no_memory |= status == SAM_MEMORY;
    reader->faults += status == SAM_INPUT || status == SAM_LIMIT;
    if (!tree || !sam_reader_expect(reader, tree, SAM_TREE_OBJECT))
        return NULL;
    return tree;
}

static void read_model(sam_reader *reader) {
    static const sam_keys keys = {.key = {"format", "$schema", "id", "name", "summary", "law",
                                          "used_in", "requires", "parties", "clauses", "decide"},
                                  .count = 11};
    sam_reader_check_keys(reader, reader->model, &keys);
    sam_reader_head(reader, reader->model, "samspel-model-1");
    sam_reader_names(reader, sam_tree_member(reader->model, "summary"));
    const char *id = sam_reader_id(reader, reader->model);
    reader->deal->model_id = id ? sam_reader_keep(reader, id) : NULL;
    reader->deal->model_name = sam_reader_keep_name(reader, reader->model);
    sam_reader_requirements(reader);
    sam_reader_parties(reader);
    sam_reader_clause_list(reader);
}

static void read_scenario(sam_reader *reader) {
    sam_reader_scenario_keys(reader);
    const char *id = sam_reader_id(reader, reader->scenario);
    reader->deal->scenario_id = id ? sam_reader_keep(reader, id) : NULL;
    reader->deal->scenario_name = sam_reader_keep_name(reader, reader->scenario);
    reader->deal->municipality =
        sam_reader_keep_text(reader, sam_tree_member(reader->scenario, "municipality"), "name");
    sam_reader_met(reader);
    sam_reader_scenario_start(reader);
    sam_reader_scenario(reader);
    sam_reader_dwellings(reader);
}

static void finish(sam_reader *reader) {
    sam_deal *deal = reader->deal;
    deal->model_file = reader->model_document.name;
    deal->scenario_file = reader->scenario_document.name;
    deal->parties = reader->parties;
    deal->party_count = reader->party_count;
    deal->clauses = reader->clauses;
    deal->clause_count = reader->clause_count;
    deal->inputs = reader->inputs;
    deal->input_count = reader->input_count;
    sam_reader_hash(reader);
}

static void read_all(sam_reader *reader, const char *variant, const sam_override *overrides,
                     size_t override_count) {
    const sam_tree *base = reader->scenario, *model = reader->model;
    if (reader->scenario) {
        sam_reader_variant(reader, variant);
        reader->deal->variant = variant ? sam_reader_keep(reader, variant) : NULL;
        sam_reader_overrides(reader, overrides, override_count, false);
    }
    if (reader->model && reader->scenario)
        sam_reader_model_overrides(reader);
    if (reader->model) {
        sam_reader_overrides(reader, overrides, override_count, true);
        read_model(reader);
    }
    if (reader->scenario)
        read_scenario(reader);
    if (reader->scenario && reader->model)
        sam_reader_discount_rates(reader);
    if (reader->model)
        sam_reader_clauses(reader);
    if (reader->model && reader->clauses_known)
        sam_reader_decide(reader);
    sam_reader_unused(reader, variant, base, model);
    if (!reader->faults && !reader->no_memory)
        finish(reader);
}

/* False: memory is out, and nothing is left to free. */
static bool begin(sam_reader *reader, sam_diags *diags) {
    *reader = (sam_reader){.scratch = sam_arena_new(), .arena = sam_arena_new(), .diags = diags};
    if (reader->scratch && reader->arena)
        reader->deal = sam_arena_alloc(reader->arena, sizeof *reader->deal);
    if (reader->deal) {
        reader->deal->arena = reader->arena;
        return true;
    }
    sam_arena_free(reader->scratch);
    sam_arena_free(reader->arena);
    return false;
}

static sam_status end(sam_reader *reader, sam_deal **out) {
    sam_arena_free(reader->scratch);
    if (!reader->no_memory && !reader->faults) {
        *out = reader->deal;
        return SAM_OK;
    }
    sam_arena_free(reader->arena);
    return reader->no_memory ? SAM_MEMORY : SAM_INPUT;
}

sam_status sam_deal_read(sam_deal **out, sam_source model, sam_source scenario, sam_source terms,
                         const char *variant, const sam_override *overrides, size_t override_count,
                         sam_diags *diags) {
    *out = NULL;
    sam_reader reader;
    if (!begin(&reader, diags))
        return SAM_MEMORY;
    reader.model = read_document(&reader, &reader.model_document, model, SAM_FROM_MODEL);
    reader.scenario =
        read_document(&reader, &reader.scenario_document, scenario, SAM_FROM_SCENARIO);
    reader.terms = read_document(&reader, &reader.terms_document, terms, SAM_FROM_TERM);
    if (!reader.no_memory)
        sam_reader_terms(&reader);
    if (!reader.no_memory)
        read_all(&reader, variant, overrides, override_count);
    return end(&reader, out);
}

/* A reader between two readings: its trees and terms, and no scenario. */
struct sam_deal_reader {
    sam_reader kept;
};

sam_status sam_deal_reader_new(sam_deal_reader **out, sam_source model, sam_source terms,
                               sam_diags *diags) {
    *out = NULL;
    sam_arena *arena = sam_arena_new();
    sam_deal_reader *made = arena ? sam_arena_alloc(arena, sizeof *made) : NULL;
    if (!made) {
        sam_arena_free(arena);
        return SAM_MEMORY;
    }
    sam_reader *kept = &made->kept;
    *kept = (sam_reader){.scratch = arena, .arena = arena, .diags = diags};
    kept->model = read_document(kept, &kept->model_document, model, SAM_FROM_MODEL);
    kept->terms = read_document(kept, &kept->terms_document, terms, SAM_FROM_TERM);
    if (!kept->no_memory)
        sam_reader_terms(kept);
    sam_status status = kept->faults ? SAM_INPUT : SAM_OK;
    status = kept->no_memory ? SAM_MEMORY : status;
    if (status == SAM_OK)
        *out = made;
    else
        sam_arena_free(arena);
    return status;
}

void sam_deal_reader_free(sam_deal_reader *reader) {
    if (reader)
        sam_arena_free(reader->kept.arena);
}

/* The terms are copied, because a reading notes which of them it has warned of. */
static void take_kept(sam_reader *reader, const sam_reader *kept) {
    reader->model_document = kept->model_document;
    reader->terms_document = kept->terms_document;
    reader->model = kept->model;
    reader->terms = kept->terms;
    reader->terms_known = kept->terms_known;
    reader->term = sam_arena_array(reader->scratch, kept->term_count + 1u, sizeof *reader->term);
    reader->no_memory |= !reader->term;
    if (reader->term && kept->term_count)
        memcpy(reader->term, kept->term, kept->term_count * sizeof *reader->term);
    reader->term_count = kept->term_count;
}

sam_status sam_deal_reader_read(sam_deal **out, const sam_deal_reader *reader, sam_source scenario,
                                const char *variant, sam_diags *diags) {
    *out = NULL;
    sam_reader r;
    if (!begin(&r, diags))
        return SAM_MEMORY;
    take_kept(&r, &reader->kept);
    r.scenario = read_document(&r, &r.scenario_document, scenario, SAM_FROM_SCENARIO);
    if (!r.no_memory)
        read_all(&r, variant, NULL, 0);
    return end(&r, out);
}

void sam_deal_free(sam_deal *deal) {
    if (deal)
        sam_arena_free(deal->arena);
}

uint32_t sam_deal_find_input(const sam_deal *deal, const char *name) {
    for (uint32_t i = 0; i < deal->input_count; i++)
        if (strcmp(deal->inputs[i].name, name) == 0)
            return i;
    return SAM_NO_INPUT;
}

uint32_t sam_deal_find_party(const sam_deal *deal, const char *id) {
    for (uint32_t i = 0; i < deal->party_count; i++)
        if (strcmp(deal->parties[i].id, id) == 0)
            return i;
    return UINT32_MAX;
}
