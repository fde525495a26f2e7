/* Stress sets as lanes of one workspace: inputs are set, and rows that a set bends are computed
 * once as they would have been, bent, and given. Must not know what a stress means. */
#include "risk/stress.h"

#include <string.h>

#include "deal/fields.h"

typedef struct stressing {
    const sam_ledger *base;
    const sam_plan *plan;
    const sam_stresses *stresses;
    uint32_t *rows; /* that some set bends */
    size_t row_count;
    sam_arena *arena;
} stressing;

static double changed(double now, sam_stress_verb verb, double value) {
    if (verb == SAM_STRESS_SET)
        return value;
    return verb == SAM_STRESS_ADD ? now + value : now * value;
}

static double within(double value, double least, double most) {
    if (value < least)
        return least;
    return value > most ? most : value;
}

/* ---- inputs ---- */

static double value_of(const sam_ledger *ledger, size_t lane, const sam_stress_change *c) {
    if (!c->value_input)
        return c->value;
    uint32_t input = sam_deal_find_input(sam_ledger_plan(ledger)->deal, c->value_input);
    return sam_ledger_input(ledger, input, lane);
}

static void change_input(sam_ledger *ledger, size_t lane, uint32_t input,
                         const sam_stress_change *c) {
    const sam_field *field = sam_ledger_plan(ledger)->deal->inputs[input].field;
    double now = sam_ledger_input(ledger, input, lane);
    double value = changed(now, c->verb, value_of(ledger, lane, c));
    sam_ledger_set(ledger, input, lane, within(value, field->least, field->most));
}

/* Input of a clause's field, or SAM_NO_INPUT. */
static uint32_t field_input(const sam_clause *clause, const sam_stress_change *c) {
    if (!c->kind || strcmp(clause->kind, c->kind) != 0)
        return SAM_NO_INPUT;
    return clause->inputs[sam_clause_field(clause, c->field)];
}

static void change_inputs(sam_ledger *ledger, size_t lane, const sam_stress_change *c) {
    const sam_deal *deal = sam_ledger_plan(ledger)->deal;
    uint32_t input = c->input ? sam_deal_find_input(deal, c->input) : SAM_NO_INPUT;
    if (input != SAM_NO_INPUT)
        change_input(ledger, lane, input, c);
    for (uint32_t i = 0; i < deal->clause_count; i++) {
        input = field_input(&deal->clauses[i], c);
        if (input != SAM_NO_INPUT)
            change_input(ledger, lane, input, c);
    }
}

static void set_inputs(sam_ledger *ledger, const sam_stresses *stresses) {
    for (size_t s = 0; s < stresses->set_count; s++)
        for (size_t i = 0; i < stresses->sets[s].change_count; i++)
            change_inputs(ledger, s + 1, &stresses->sets[s].changes[i]);
}

bool sam_stress_touches(const sam_deal *deal, const sam_stress_change *change) {
    if (change->row)
        return true;
    if (change->input)
        return sam_deal_find_input(deal, change->input) != SAM_NO_INPUT;
    for (uint32_t i = 0; i < deal->clause_count; i++)
        if (field_input(&deal->clauses[i], change) != SAM_NO_INPUT)
            return true;
    return false;
}

/* ---- rows ---- */

static bool find_rows(stressing *s) {
    s->rows = sam_arena_array(s->arena, s->plan->row_count + 1u, sizeof *s->rows);
    bool *bent = sam_arena_array(s->arena, s->plan->row_count + 1u, sizeof *bent);
    if (!s->rows || !bent)
        return false;
    for (size_t k = 0; k < s->stresses->set_count; k++)
        for (size_t i = 0; i < s->stresses->sets[k].change_count; i++) {
            const char *name = s->stresses->sets[k].changes[i].row;
            uint32_t row = name ? sam_plan_find_row(s->plan, name) : SAM_NO_ROW;
            if (row == SAM_NO_ROW || bent[row])
                continue;
            bent[row] = true;
            s->rows[s->row_count++] = row;
        }
    return true;
}

static bool in_span(const sam_ledger *straight, const sam_stress_change *c, uint32_t month,
                    size_t lane) {
    double count = month;
    if (c->in_operation)
        count = sam_ledger_value(
            straight, sam_plan_find_row(sam_ledger_plan(straight), "operating_month"), month, lane);
    return count >= c->from && (!c->to || count <= c->to);
}

static void bend_row(const stressing *s, sam_ledger *bent, const sam_ledger *straight, size_t lane,
                     const sam_stress_change *c) {
    uint32_t row = sam_plan_find_row(s->plan, c->row);
    bool share = s->plan->rows[row].unit == SAM_UNIT_SHARE;
    size_t stride;
    double *path = sam_ledger_path(bent, row, &stride);
    double value = value_of(bent, lane, c);
    for (uint32_t m = 1; m <= s->plan->months; m++) {
        double *now = path + (m - 1) * stride + lane;
        if (!in_span(straight, c, m, lane))
            continue;
        *now = changed(*now, c->verb, value);
        if (share)
            *now = within(*now, 0, 1);
    }
}

/* First as they would have been, then bent set by set. */
static void bend_rows(const stressing *s, sam_ledger *bent, const sam_ledger *straight) {
    size_t lanes = s->stresses->set_count + 1;
    for (size_t r = 0; r < s->row_count; r++) {
        size_t stride;
        double *path = sam_ledger_path(bent, s->rows[r], &stride);
        for (uint32_t m = 1; m <= s->plan->months; m++)
            for (size_t lane = 0; lane < lanes; lane++)
                path[(m - 1) * stride + lane] = sam_ledger_value(straight, s->rows[r], m, lane);
    }
    for (size_t k = 0; k < s->stresses->set_count; k++)
        for (size_t i = 0; i < s->stresses->sets[k].change_count; i++)
            if (s->stresses->sets[k].changes[i].row)
                bend_row(s, bent, straight, k + 1, &s->stresses->sets[k].changes[i]);
}

/* The rows as they would have been without being bent. Nullable: memory. */
static sam_ledger *run_straight(stressing *s) {
    uint32_t *wanted = sam_arena_array(s->arena, s->row_count + 1, sizeof *wanted);
    if (!wanted)
        return NULL;
    for (size_t i = 0; i < s->row_count; i++)
        wanted[i] = s->rows[i];
    wanted[s->row_count] = sam_plan_find_row(s->plan, "operating_month");
    sam_ledger *ledger =
        sam_ledger_new_after(s->base, &(sam_run){.lanes = s->stresses->set_count + 1,
                                                 .wanted = wanted,
                                                 .wanted_count = s->row_count + 1});
    if (!ledger)
        return NULL;
    set_inputs(ledger, s->stresses);
    sam_ledger_run(ledger);
    return ledger;
}

static sam_ledger *run(stressing *s) {
    sam_ledger *straight = find_rows(s) ? run_straight(s) : NULL;
    sam_ledger *bent =
        straight ? sam_ledger_new_after(s->base, &(sam_run){.lanes = s->stresses->set_count + 1,
                                                            .given = s->rows,
                                                            .given_count = s->row_count})
                 : NULL;
    if (bent) {
        set_inputs(bent, s->stresses);
        bend_rows(s, bent, straight);
        sam_ledger_run(bent);
    }
    sam_ledger_free(straight);
    return bent;
}

sam_status sam_stress_run(sam_ledger **out, const sam_ledger *base, const sam_stresses *stresses) {
    stressing s = {.base = base,
                   .plan = sam_ledger_plan(base),
                   .stresses = stresses,
                   .arena = sam_arena_new()};
    *out = s.arena ? run(&s) : NULL;
    sam_arena_free(s.arena);
    return *out ? SAM_OK : SAM_MEMORY;
}
