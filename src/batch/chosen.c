/* Keeps of a choice what a results file holds, so that the rest can be freed at once. Must not
 * compute anything. */
#include "batch/chosen.h"

#include <string.h>

#include "base/real.h"
#include "deal/fields.h"

static const char *keep(sam_arena *arena, const char *text) {
    return text ? sam_arena_text(arena, text, strlen(text)) : NULL;
}

static bool keep_terms(sam_chosen *out, const sam_choice *choice, sam_arena *arena) {
    out->terms = sam_arena_array(arena, choice->term_count + 1u, sizeof *out->terms);
    if (!out->terms)
        return false;
    for (uint32_t i = 0; i < choice->term_count; i++) {
        const sam_choice_term *t = &choice->terms[i];
        sam_chosen_term *o = &out->terms[out->term_count++];
        *o = (sam_chosen_term){.name = keep(arena, t->name),
                               .unit = sam_unit_text(t->unit),
                               .value = t->value,
                               .base = t->base,
                               .low = t->low,
                               .high = t->high,
                               .at_bound = t->at_bound};
        if (!o->name)
            return false;
    }
    return true;
}

static bool keep_limits(sam_chosen *out, const sam_choice *choice, sam_arena *arena) {
    out->limits = sam_arena_array(arena, choice->limit_count + 1u, sizeof *out->limits);
    if (!out->limits)
        return false;
    for (uint32_t i = 0; i < choice->limit_count; i++) {
        const sam_choice_limit *l = &choice->limits[i];
        sam_chosen_limit *o = &out->limits[out->limit_count++];
        *o = (sam_chosen_limit){.name = keep(arena, l->name),
                                .text = keep(arena, l->text),
                                .unit = sam_unit_text(l->unit),
                                .spare = l->spare,
                                .price = l->binding ? l->price : SAM_REAL_NAN,
                                .price_to = l->binding ? l->price_to : SAM_REAL_NAN,
                                .binding = l->binding};
        if (!o->name || !o->text)
            return false;
    }
    for (uint32_t i = 0; i < choice->conflict_count; i++)
        out->limits[choice->conflict[i]].conflict = true;
    return true;
}

sam_chosen *sam_chosen_keep(const sam_choice *choice, sam_status status, sam_arena *arena) {
    sam_chosen *out = sam_arena_alloc(arena, sizeof *out);
    if (!out)
        return NULL;
    *out = (sam_chosen){.status = status,
                        .value = choice->feasible ? choice->value : SAM_REAL_NAN,
                        .base = choice->base,
                        .unit = sam_unit_text(choice->objective_unit)};
    return keep_terms(out, choice, arena) && keep_limits(out, choice, arena) ? out : NULL;
}
