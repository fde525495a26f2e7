/* The tornado and the break-evens: one input at a time, all arms as lanes of one workspace. */
#include "risk/sensitivity.h"

#include <math.h>
#include <string.h>

#include "base/real.h"
#include "deal/fields.h"
#include "risk/draws.h"

enum { INPUTS_AT_ONCE = 8, REACH = 10 };

/* ---- what is looked at ---- */

static double goal(const sam_deal *deal, const char *name, double otherwise) {
    uint32_t input = sam_deal_find_input(deal, name);
    return input == SAM_NO_INPUT ? otherwise : deal->inputs[input].value;
}

static void set_limit(sam_target *t, const sam_plan *plan) {
    const sam_row *row = &plan->rows[t->row];
    const char *dot = strrchr(row->name, '.');
    if (strcmp(row->name, "min_dscr") == 0) {
        t->limited = true;
        t->limit = goal(plan->deal, "goals.dscr_min", 1);
    }
    if (row->party == SAM_NO_PARTY || !dot || strcmp(dot, ".npv") != 0)
        return;
    bool municipal = plan->deal->parties[row->party].role == SAM_ROLE_MUNICIPALITY;
    t->limited = true;
    t->limit = municipal ? -goal(plan->deal, "goals.municipal_cost_max", 0) : 0;
}

/* A measure in one lane; NaN where it does not exist. */
static double value_in(const sam_ledger *ledger, uint32_t row, size_t lane) {
    uint32_t defined = sam_ledger_plan(ledger)->rows[row].defined;
    bool exists = defined == SAM_NO_ROW || sam_ledger_value(ledger, defined, 0, lane) > 0;
    return exists ? sam_ledger_value(ledger, row, 0, lane) : SAM_REAL_NAN;
}

static bool find_targets(sam_sensitivity *s, const sam_sensitivity_spec *spec) {
    s->target_count = spec->row_count;
    s->targets = sam_arena_array(s->arena, spec->row_count, sizeof *s->targets);
    for (size_t t = 0; s->targets && t < spec->row_count; t++) {
        s->targets[t] =
            (sam_target){.row = spec->rows[t], .base = value_in(spec->base, spec->rows[t], 0)};
        set_limit(&s->targets[t], s->plan);
    }
    return s->targets != NULL;
}

static bool find_spans(sam_sensitivity *s) {
    const sam_deal *deal = s->plan->deal;
    s->spans = sam_arena_array(s->arena, deal->input_count + 1u, sizeof *s->spans);
    for (uint32_t i = 0; s->spans && i < deal->input_count; i++)
        if (sam_plan_reads_input(s->plan, i) && sam_span_of(&s->spans[s->span_count], deal, i))
            s->span_count++;
    size_t cells = s->span_count * s->target_count + 1;
    s->arms = sam_arena_array(s->arena, cells, sizeof *s->arms);
    s->break_evens = sam_arena_array(s->arena, cells, sizeof *s->break_evens);
    return s->spans && s->arms && s->break_evens;
}

/* ---- the tornado ---- */

static sam_ledger *workspace(const sam_sensitivity *s, const sam_sensitivity_spec *spec) {
    uint32_t *wanted = sam_arena_array(s->arena, 2 * s->target_count + 1, sizeof *wanted);
    uint32_t *varying = sam_arena_array(s->arena, s->span_count + 1, sizeof *varying);
    if (!wanted || !varying)
        return NULL;
    size_t count = 0;
    for (size_t t = 0; t < s->target_count; t++) {
        uint32_t defined = s->plan->rows[s->targets[t].row].defined;
        wanted[count++] = s->targets[t].row;
        if (defined != SAM_NO_ROW)
            wanted[count++] = defined;
    }
    for (size_t i = 0; i < s->span_count; i++)
        varying[i] = s->spans[i].input;
    const sam_run run = {.lanes = (size_t)2 * INPUTS_AT_ONCE,
                         .wanted = wanted,
                         .wanted_count = count,
                         .varying = varying,
                         .varying_count = s->span_count};
    return spec->after ? sam_ledger_new_after(spec->base, &run) : sam_ledger_new(s->plan, &run);
}

static void put(sam_ledger *ledger, const sam_span *span, size_t lane, double low, double high) {
    sam_ledger_set(ledger, span->input, lane, low);
    sam_ledger_set(ledger, span->input, lane + 1, high);
}

static void run_some(sam_sensitivity *s, sam_ledger *ledger, size_t first, size_t count) {
    for (size_t i = 0; i < count; i++)
        put(ledger, &s->spans[first + i], 2 * i, s->spans[first + i].low, s->spans[first + i].high);
    sam_ledger_run(ledger);
    for (size_t i = 0; i < count; i++)
        for (size_t t = 0; t < s->target_count; t++)
            s->arms[(first + i) * s->target_count + t] =
                (sam_arm){value_in(ledger, s->targets[t].row, 2 * i),
                          value_in(ledger, s->targets[t].row, 2 * i + 1)};
    for (size_t i = 0; i < count; i++)
        put(ledger, &s->spans[first + i], 2 * i, s->spans[first + i].base,
            s->spans[first + i].base);
}

static bool run_tornado(sam_sensitivity *s, const sam_sensitivity_spec *spec) {
    sam_ledger *ledger = workspace(s, spec);
    for (size_t first = 0; ledger && first < s->span_count; first += INPUTS_AT_ONCE) {
        size_t left = s->span_count - first;
        run_some(s, ledger, first, left < INPUTS_AT_ONCE ? left : INPUTS_AT_ONCE);
    }
    sam_ledger_free(ledger);
    return ledger != NULL;
}

/* ---- break-evens ---- */

static bool moves(const sam_target *t, const sam_arm *arm) {
    return !(arm->low >= t->base && arm->low <= t->base && arm->high >= t->base &&
             arm->high <= t->base);
}

/* Sought ten times as far as the tornado goes, within the field's bounds. */
static sam_status seek(const sam_sensitivity *s, const sam_sensitivity_spec *spec, size_t i,
                       size_t t) {
    const sam_span *span = &s->spans[i];
    const sam_field *field = s->plan->deal->inputs[span->input].field;
    double low = span->base - REACH * fmax(span->base - span->low, (span->high - span->low) / 2);
    double high = span->base + REACH * fmax(span->high - span->base, (span->high - span->low) / 2);
    return sam_metrics_break_even(&s->break_evens[i * s->target_count + t], spec->base, spec->after,
                                  span->input, fmax(low, field->least), fmin(high, field->most),
                                  s->targets[t].row, s->targets[t].limit);
}

static sam_status seek_all(const sam_sensitivity *s, const sam_sensitivity_spec *spec) {
    sam_status status = SAM_OK;
    for (size_t i = 0; i < s->span_count && status == SAM_OK; i++)
        for (size_t t = 0; t < s->target_count && status == SAM_OK; t++) {
            const sam_target *target = &s->targets[t];
            bool exists = target->base >= target->base;
            if (target->limited && exists && moves(target, &s->arms[i * s->target_count + t]))
                status = seek(s, spec, i, t);
        }
    return status;
}

sam_status sam_sensitivity_run(sam_sensitivity **out, const sam_sensitivity_spec *spec) {
    *out = NULL;
    sam_arena *arena = sam_arena_new();
    sam_sensitivity *s = arena ? sam_arena_alloc(arena, sizeof *s) : NULL;
    if (!s) {
        sam_arena_free(arena);
        return SAM_MEMORY;
    }
    *s = (sam_sensitivity){
        .plan = sam_ledger_plan(spec->base), .after = spec->after, .arena = arena};
    bool ready = find_targets(s, spec) && find_spans(s) && run_tornado(s, spec);
    sam_status status = ready ? SAM_OK : SAM_MEMORY;
    if (status == SAM_OK && !spec->arms_only)
        status = seek_all(s, spec);
    if (status == SAM_OK && spec->draws)
        status = sam_sensitivity_draw(s, spec);
    if (status != SAM_OK) {
        sam_arena_free(arena);
        return status;
    }
    *out = s;
    return SAM_OK;
}

void sam_sensitivity_free(sam_sensitivity *sensitivity) {
    if (sensitivity)
        sam_arena_free(sensitivity->arena);
}
