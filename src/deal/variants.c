/* Variants of a scenario: merge patches under names. One is chosen; the others, and what they and
 * other settings cover, are read for their faults, so that a file that reads once reads always. */
#include <string.h>

#include "deal/reader.h"

static const sam_tree *merged(sam_reader *reader, const sam_tree *base, const sam_tree *patch) {
    const sam_tree *result = sam_tree_merge(reader->scratch, base, patch);
    reader->no_memory |= !result;
    return result;
}

/* What a patch may not touch: which file this is, and the variants themselves. */
static bool check_patch(sam_reader *reader, const sam_tree *patch) {
    static const char *const fixed[] = {"format", "$schema", "id", "variants"};
    if (!sam_reader_expect(reader, patch, SAM_TREE_OBJECT))
        return false;
    bool good = true;
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        const sam_tree *member = sam_tree_member(patch, fixed[i]);
        if (!member)
            continue;
        SAM_FAULT(reader, member, .code = "FIELD_UNKNOWN",
                  .message = SAY(reader, "a variant cannot change this key"),
                  .hint = SAY(reader, "remove it"), .on_key = true);
        good = false;
    }
    return good;
}

static void report_unknown(sam_reader *reader, const sam_tree *variants, const char *variant) {
    sam_nearest nearest = {.word = variant};
    const char *bound = "";
    const sam_tree *member = variants && variants->kind == SAM_TREE_OBJECT ? variants->child : NULL;
    for (; member && strlen(bound) < 500; member = member->next) {
        if (sam_key_is_free(member->key))
            continue;
        sam_nearest_offer(&nearest, member->key);
        bound = sam_reader_format(reader, "%s%s%s", bound, *bound ? ", " : "", member->key);
    }
    SAM_FAULT(reader, variants ? variants : reader->scenario, .code = "VARIANT_UNKNOWN",
              .message = SAY(reader, "the scenario has no such variant"), .value = variant,
              .bound = *bound ? bound : NULL, .hint = sam_reader_hint(reader, &nearest),
              .on_key = variants != NULL);
}

void sam_reader_variant(sam_reader *reader, const char *variant) {
    const sam_tree *variants = sam_tree_member(reader->scenario, "variants");
    if (variants && !sam_reader_expect(reader, variants, SAM_TREE_OBJECT))
        return;
    if (!variant)
        return;
    const sam_tree *patch = sam_key_is_free(variant) ? NULL : sam_tree_member(variants, variant);
    if (!patch) {
        report_unknown(reader, variants, variant);
        return;
    }
    if (!check_patch(reader, patch))
        return;
    const sam_tree *result = merged(reader, reader->scenario, patch);
    if (result)
        reader->scenario = result;
}

/* A reading beside the real one: what it makes is thrown away, what it finds is told. */
static sam_reader aside_of(const sam_reader *reader, sam_deal *deal) {
    sam_reader aside = *reader;
    aside.deal = deal;
    aside.arena = reader->scratch;
    aside.quiet = true;
    aside.inputs = NULL;
    aside.input_count = aside.input_capacity = 0;
    aside.parties = NULL;
    if (reader->party_count)
        aside.parties = sam_reader_array(&aside, reader->party_count, sizeof *aside.parties);
    if (aside.parties)
        memcpy(aside.parties, reader->parties, reader->party_count * sizeof *aside.parties);
    return aside;
}

static void end_aside(sam_reader *reader, const sam_reader *aside) {
    reader->faults = aside->faults;
    reader->no_memory = aside->no_memory;
}

static void read_scenario_aside(sam_reader *reader, const sam_tree *scenario, bool partial) {
    sam_deal deal = {0};
    sam_reader aside = aside_of(reader, &deal);
    aside.scenario = scenario;
    aside.partial = partial;
    aside.start_known = false;
    if (!aside.no_memory) {
        sam_reader_scenario_keys(&aside);
        sam_reader_scenario_start(&aside);
        sam_reader_scenario(&aside);
        sam_reader_dwellings(&aside);
    }
    if (aside.model && !aside.no_memory) {
        sam_reader_discount_rates(&aside);
        sam_reader_model_overrides(&aside);
    }
    end_aside(reader, &aside);
}

static void read_model_aside(sam_reader *reader, const sam_tree *model) {
    sam_deal deal = {0};
    sam_reader aside = aside_of(reader, &deal);
    aside.model = model;
    aside.partial = true;
    aside.clause_count = 0;
    if (!aside.no_memory) {
        sam_reader_clause_list(&aside);
        sam_reader_clauses(&aside);
    }
    end_aside(reader, &aside);
}

static void read_other_variants(sam_reader *reader, const char *variant, const sam_tree *base) {
    const sam_tree *variants = sam_tree_member(base, "variants");
    if (!variants || variants->kind != SAM_TREE_OBJECT ||
        !sam_reader_limit(reader, variants, SAM_MOST_VARIANTS))
        return;
    for (const sam_tree *patch = variants->child; patch; patch = patch->next) {
        if (reader->no_memory)
            return;
        bool chosen = variant && strcmp(patch->key, variant) == 0;
        if (chosen || sam_key_is_free(patch->key) || !check_patch(reader, patch))
            continue;
        const sam_tree *scenario = merged(reader, base, patch);
        if (scenario)
            read_scenario_aside(reader, scenario, false);
    }
}

void sam_reader_unused(sam_reader *reader, const char *variant, const sam_tree *base,
                       const sam_tree *model) {
    if (base && base != reader->scenario && !reader->no_memory)
        read_scenario_aside(reader, base, true);
    if (model && model != reader->model && !reader->no_memory)
        read_model_aside(reader, model);
    if (base && !reader->no_memory)
        read_other_variants(reader, variant, base);
}
