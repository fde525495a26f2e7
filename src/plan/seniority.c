/* Who stands ahead of whom: clauses by their `seniority`, then by their place in the model. */
#include "plan/builder.h"

static double seniority_of(const sam_deal *deal, uint32_t clause) {
    uint32_t field = sam_clause_field(&deal->clauses[clause], "seniority");
    if (field == UINT32_MAX || deal->clauses[clause].inputs[field] == SAM_NO_INPUT)
        return 0;
    return deal->inputs[deal->clauses[clause].inputs[field]].value;
}

const uint32_t *sam_builder_seniority(sam_builder *builder) {
    if (builder->seniority)
        return builder->seniority;
    const sam_deal *deal = builder->deal;
    uint32_t *order = sam_arena_array(builder->arena, deal->clause_count + 1u, sizeof *order);
    if (!order) {
        builder->status = SAM_MEMORY;
        return NULL;
    }
    for (uint32_t i = 0; i < deal->clause_count; i++) {
        uint32_t at = i;
        for (; at > 0 && seniority_of(deal, order[at - 1]) > seniority_of(deal, i); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    builder->seniority = order;
    return order;
}
