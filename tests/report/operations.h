/* A plan of one row for each operation and its edges, for the proof that a spreadsheet computes
 * what the engine computes: empty months, no base, no match, outside the timeline, precedence,
 * truth values in sums. Included by one test. */
#ifndef TESTS_REPORT_OPERATIONS_H
#define TESTS_REPORT_OPERATIONS_H

#include "plan/builder.h"

static const struct {
    const char *name;
    sam_row_kind kind;
    sam_unit unit;
    const char *formula;
} OPERATIONS[] = {
    {"m", SAM_ROW_CURVE, SAM_UNIT_MONTHS, ""},
    {"wave", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "(m - 100) * (m - 250) / 1024"},
    {"flag", SAM_ROW_MONTHLY, SAM_UNIT_FLAG, "m > 12 and m <= 24"},
    {"never", SAM_ROW_MONTHLY, SAM_UNIT_FLAG, "m < 0"},
    {"balance", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "prev(balance) + 1 - prev(balance) / 50"},
    {"behind", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "next(behind) * 0.99 + m"},
    /* MIN and MAX skip empty cells */
    {"least_before", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "min(prev(balance), 5)"},
    {"most_before", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "max(prev(wave), -5)"},
    {"least_after", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "min(next(balance), 7)"},
    {"most_after", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "max(next(less), -5)"},
    {"less", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "-m"},
    /* no base, and precedence */
    {"no_base", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "wave / (m - 10)"},
    {"no_base_below", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "1 / (wave / (m - 10) + 1)"},
    {"shared", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "wave / (m / 3) * 2 / (7 * m)"},
    {"minus", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "m - (wave - 3) - -wave - (2 - m)"},
    {"power_right", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "1.01 ^ (m / 100) ^ 2"},
    {"power_left", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "(1.01 ^ (m / 100)) ^ 2"},
    {"power_minus", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "-m ^ 2 + (m + 1) ^ -2"},
    {"power_of_sum", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "(1 + m / 1000) ^ (-m / 12)"},
    {"twelfth", SAM_ROW_MONTHLY, SAM_UNIT_RATIO, "m ^ (1 / 12) * (1 / 3)"},
    {"small", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "m * 0.000000123 + m * 123456789012"},
    {"whole", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "floor(-m / 5) + floor(wave / 7)"},
    /* annuities */
    {"annuity_no_rate", SAM_ROW_MONTHLY, SAM_UNIT_SHARE, "annuity(0, m - 5)"},
    {"annuity_to_the_end", SAM_ROW_MONTHLY, SAM_UNIT_SHARE, "annuity(0.01, 120 - m)"},
    {"annuity_below", SAM_ROW_MONTHLY, SAM_UNIT_SHARE, "annuity(-0.002, m)"},
    {"annuity_part", SAM_ROW_MONTHLY, SAM_UNIT_SHARE, "annuity(economy.market_rate / 12, m / 3)"},
    /* truth values */
    {"denied", SAM_ROW_MONTHLY, SAM_UNIT_FLAG, "not flag"},
    {"denied_number", SAM_ROW_MONTHLY, SAM_UNIT_FLAG, "not wave"},
    {"denied_twice", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "not (m = 3) * 2"},
    {"chosen", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "if(flag, m, -m)"},
    {"chosen_number", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "if(wave, 1, 2)"},
    {"logic", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "if(m = 3 or flag and not never, 1, 2)"},
    {"logic_value", SAM_ROW_MONTHLY, SAM_UNIT_FLAG, "m = 3 or flag and not never"},
    {"count", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "(m > 3) + (m > 5) - (m >= 9)"},
    {"product", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "(m = 3) * 7 - (m >= 4) / 2 + wave * (m < 9)"},
    {"truth_least", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "min(m > 3, wave) + max(wave, m > 300)"},
    {"truth_equal", SAM_ROW_MONTHLY, SAM_UNIT_FLAG, "(m > 3) = (m > 10)"},
    {"truth_minus", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "-(m > 3)"},
    {"truth_base", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "wave / (m > 3)"},
    {"truth_power", SAM_ROW_MONTHLY, SAM_UNIT_NOK, "2 ^ (m > 3)"},
    /* over all months */
    {"total", SAM_ROW_SCALAR, SAM_UNIT_NOK, "sum(wave)"},
    {"products", SAM_ROW_SCALAR, SAM_UNIT_NOK, "dot(wave, flag)"},
    {"least", SAM_ROW_SCALAR, SAM_UNIT_NOK, "lowest(wave, flag)"},
    {"least_none", SAM_ROW_SCALAR, SAM_UNIT_NOK, "lowest(wave, never)"},
    {"most", SAM_ROW_SCALAR, SAM_UNIT_NOK, "highest(less, flag)"},
    {"most_none", SAM_ROW_SCALAR, SAM_UNIT_NOK, "highest(less, never)"},
    {"begins", SAM_ROW_SCALAR, SAM_UNIT_MONTHS, "first(flag)"},
    {"begins_never", SAM_ROW_SCALAR, SAM_UNIT_MONTHS, "first(never)"},
    {"at_first", SAM_ROW_SCALAR, SAM_UNIT_NOK, "at(wave, 1)"},
    {"at_last", SAM_ROW_SCALAR, SAM_UNIT_NOK, "at(wave, timeline)"},
    {"at_none", SAM_ROW_SCALAR, SAM_UNIT_NOK,
     "at(wave, 0) + at(wave, timeline + 1) + at(wave, -3)"},
    {"at_part", SAM_ROW_SCALAR, SAM_UNIT_NOK, "at(wave, 12.7)"},
    {"at_found", SAM_ROW_SCALAR, SAM_UNIT_NOK, "at(wave, first(flag)) + begins * 2"},
    {"from_input", SAM_ROW_SCALAR, SAM_UNIT_NOK,
     "costs.building.per_m2 * 3 - project.build_months"},
};

enum { OPERATIONS_COUNT = sizeof OPERATIONS / sizeof *OPERATIONS };

static bool operations_parse(sam_builder *b) {
    for (uint32_t i = 0; i < b->deal->input_count; i++)
        if (!sam_names_put(&b->inputs, b->arena, b->deal->inputs[i].name, i))
            return false;
    for (uint32_t i = 0; i < b->row_count; i++)
        sam_builder_parse(b, i);
    return b->status == SAM_OK;
}

/* NULL when it cannot be built. Freed with the arena; the deal is borrowed. */
static sam_plan *operations_plan(sam_arena *arena, const sam_deal *deal) {
    sam_builder *b = sam_arena_alloc(arena, sizeof *b);
    sam_plan *plan = sam_arena_alloc(arena, sizeof *plan);
    double *months = sam_arena_array(arena, deal->months, sizeof *months);
    if (!b || !plan || !months)
        return NULL;
    for (uint32_t i = 0; i < deal->months; i++)
        months[i] = i + 1;
    *b = (sam_builder){.arena = arena, .deal = deal, .diags = sam_diags_new()};
    for (uint32_t i = 0; i < OPERATIONS_COUNT; i++) {
        sam_row row = {.name = OPERATIONS[i].name,
                       .label = "",
                       .formula = OPERATIONS[i].formula,
                       .equation = "",
                       .unit = OPERATIONS[i].unit,
                       .kind = OPERATIONS[i].kind,
                       .clause = deal->clause_count,
                       .party = SAM_NO_PARTY,
                       .defined = SAM_NO_ROW,
                       .curve = i == 0 ? months : NULL};
        sam_builder_row(b, &row);
    }
    *plan = (sam_plan){.deal = deal, .months = deal->months, .arena = arena};
    if (operations_parse(b))
        sam_builder_schedule(b, plan);
    plan->rows = b->rows;
    plan->row_count = b->row_count;
    plan->nodes = b->nodes;
    plan->node_count = b->node_count;
    plan->names = &b->names;
    if (b->status != SAM_OK && sam_diags_stored(b->diags))
        printf("%s\n", sam_diags_at(b->diags, 0)->message);
    sam_diags_free(b->diags);
    return b->status == SAM_OK ? plan : NULL;
}

#endif
