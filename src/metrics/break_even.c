/* Break-evens: the value of one assumption at which a target is just at its limit, found by running
 * the plan itself: eight values at a time, the sign change kept, until the bracket is narrow. The
 * assumption holds before funding, so a changed rent or cost gives the loans it would have given.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "deal/fields.h"
#include "metrics/result.h"

enum { POINTS = 8, ROUNDS = 10 };

typedef struct subject {
    const char *what;
    const char *prefix; /* of input names */
    const char *suffix;
    bool scale; /* the value multiplies the inputs, instead of replacing them */
    sam_unit unit;
    double least, most;
} subject;

static const subject SUBJECTS[] = {
    {"rent", "dwellings.", ".rent", true, SAM_UNIT_RATIO, 0.2, 5},
    {"vacancy", "operation.", "vacancy", false, SAM_UNIT_SHARE, 0, 1},
    {"rate_shift", "economy.", "rate_shift", false, SAM_UNIT_RATE, -0.05, 0.15},
    {"overrun", "costs.", "overrun", false, SAM_UNIT_SHARE, -0.5, 2},
    {"value_to_cost", "project.", "value_to_cost", false, SAM_UNIT_SHARE, 0.1, 2},
};
enum { SUBJECT_COUNT = sizeof SUBJECTS / sizeof *SUBJECTS };

static bool concerns(const subject *s, const char *name) {
    size_t length = strlen(name), suffix = strlen(s->suffix);
    if (strncmp(name, s->prefix, strlen(s->prefix)) != 0 || length < suffix)
        return false;
    if (!s->scale)
        return strcmp(name + strlen(s->prefix), s->suffix) == 0;
    return strcmp(name + length - suffix, s->suffix) == 0;
}

static void put(sam_ledger *ledger, const subject *s, size_t lane, double value) {
    const sam_deal *deal = sam_ledger_plan(ledger)->deal;
    for (uint32_t i = 0; i < deal->input_count; i++)
        if (concerns(s, deal->inputs[i].name))
            sam_ledger_set(ledger, i, lane, s->scale ? deal->inputs[i].value * value : value);
}

/* A workspace that computes one row and lets one subject vary. signed_: Nullable: the run whose
 * contract is kept. */
static sam_ledger *workspace(const sam_plan *plan, const sam_ledger *signed_, const subject *s,
                             uint32_t row) {
    uint32_t varying[64], count = 0;
    for (uint32_t i = 0; i < plan->deal->input_count && count < 64; i++)
        if (concerns(s, plan->deal->inputs[i].name))
            varying[count++] = i;
    sam_run run = {.lanes = POINTS,
                   .wanted = &row,
                   .wanted_count = 1,
                   .varying = varying,
                   .varying_count = count};
    return signed_ ? sam_ledger_new_after(signed_, &run) : sam_ledger_new(plan, &run);
}

static double base_value(const sam_deal *deal, const subject *s) {
    for (uint32_t i = 0; !s->scale && i < deal->input_count; i++)
        if (concerns(s, deal->inputs[i].name))
            return deal->inputs[i].value;
    return 1;
}

/* What is to become zero: a row less a limit, or a row less a row of another plan. */
typedef struct gap {
    sam_ledger *ledger, *other; /* other: Nullable */
    uint32_t row, other_row;
    double limit;
} gap;

/* The row whose limit, or whose equal in another plan, is sought. */
typedef struct aim {
    const sam_plan *plan, *other; /* other: Nullable */
    const sam_ledger *signed_;    /* Nullable: what was fixed is kept as in this run */
    uint32_t row, other_row;
    double limit;
} aim;

static double gap_at(const gap *g, size_t lane) {
    double value = sam_ledger_value(g->ledger, g->row, 0, lane) - g->limit;
    return g->other ? value - sam_ledger_value(g->other, g->other_row, 0, lane) : value;
}

static void run(const gap *g, const subject *s, const double *at) {
    for (size_t i = 0; i < POINTS; i++) {
        put(g->ledger, s, i, at[i]);
        if (g->other)
            put(g->other, s, i, at[i]);
    }
    sam_ledger_run(g->ledger);
    if (g->other)
        sam_ledger_run(g->other);
}

/* Narrows [low, high] to the sign change nearest `base`. False: there is none. */
static bool narrow(const gap *g, const subject *s, double base, double *low, double *high) {
    double at[POINTS];
    for (size_t i = 0; i < POINTS; i++)
        at[i] = *low + (*high - *low) * (double)i / (POINTS - 1);
    run(g, s, at);
    bool found = false;
    double nearest = 0;
    for (size_t i = 0; i + 1 < POINTS; i++) {
        double away = fabs((at[i] + at[i + 1]) / 2 - base);
        if ((gap_at(g, i) < 0) == (gap_at(g, i + 1) < 0) || (found && away >= nearest))
            continue;
        found = true;
        nearest = away;
        *low = at[i];
        *high = at[i + 1];
    }
    return found;
}

/* False: memory is out. */
static bool search(sam_break_even *out, const aim *a, const subject *s) {
    gap g = {.row = a->row, .other_row = a->other_row, .limit = a->limit};
    double base = base_value(a->plan->deal, s);
    *out = (sam_break_even){.what = s->what,
                            .target = a->plan->rows[a->row].name,
                            .unit = s->unit,
                            .base = base,
                            .least = s->least,
                            .most = s->most};
    g.ledger = workspace(a->plan, a->signed_, s, a->row);
    g.other = a->other ? workspace(a->other, NULL, s, a->other_row) : NULL;
    bool ready = g.ledger && (g.other || !a->other);
    double low = s->least, high = s->most;
    out->exists = ready && narrow(&g, s, base, &low, &high);
    for (int i = 1; out->exists && i < ROUNDS; i++)
        if (!narrow(&g, s, base, &low, &high))
            break;
    out->value = out->exists ? (low + high) / 2 : 0;
    sam_ledger_free(g.ledger);
    sam_ledger_free(g.other);
    return ready;
}

static uint32_t npv_row(const sam_plan *plan, const char *party) {
    char name[96];
    snprintf(name, sizeof name, "%s.npv", party);
    return sam_plan_find_row(plan, name);
}

static const char *first_owner(const sam_deal *deal) {
    for (uint32_t c = 0; c < deal->clause_count; c++)
        if (strcmp(deal->clauses[c].kind, "equity") == 0)
            return deal->clauses[c].values[sam_clause_field(&deal->clauses[c], "owner")];
    return NULL;
}

static bool search_all(sam_result *result, const aim *a) {
    for (uint32_t s = 0; s < SUBJECT_COUNT; s++)
        if (!search(&result->break_evens[result->break_even_count++], a, &SUBJECTS[s]))
            return false;
    return true;
}

bool sam_measure_break_evens(sam_measuring *m) {
    sam_result *result = m->result;
    result->break_evens =
        sam_arena_array(result->arena, (size_t)2 * SUBJECT_COUNT, sizeof *result->break_evens);
    if (!result->break_evens)
        return false;
    const char *owner = first_owner(result->plan->deal);
    aim a = {.plan = result->plan, .row = owner ? npv_row(result->plan, owner) : SAM_NO_ROW};
    if (a.row != SAM_NO_ROW && !search_all(result, &a))
        return false;
    if (sam_measuring_scalar(m, "cover_years") <= 0)
        return true;
    a.row = sam_plan_find_row(result->plan, "min_dscr");
    a.limit = 1;
    return search_all(result, &a);
}

sam_status sam_metrics_break_even(sam_break_even *out, const sam_ledger *base, bool after,
                                  uint32_t input, double least, double most, uint32_t row,
                                  double limit) {
    const sam_plan *plan = sam_ledger_plan(base);
    const sam_input *in = &plan->deal->inputs[input];
    const subject s = {.what = in->name,
                       .prefix = "",
                       .suffix = in->name,
                       .unit = in->field->unit,
                       .least = least,
                       .most = most};
    const aim a = {
        .plan = plan, .signed_ = after ? base : NULL, .row = row, .other_row = row, .limit = limit};
    return search(out, &a, &s) ? SAM_OK : SAM_MEMORY;
}

static double distance(const sam_break_even *b) {
    return fabs(b->value - b->base) / (b->most - b->least);
}

bool sam_metrics_turn(sam_break_even *out, const sam_plan *one, const sam_plan *other,
                      const char *party, sam_status *status) {
    *status = SAM_OK;
    aim a = {.plan = one, .other = other};
    a.row = npv_row(one, party);
    a.other_row = npv_row(other, party);
    bool found = false;
    if (a.row == SAM_NO_ROW || a.other_row == SAM_NO_ROW)
        return false;
    for (uint32_t s = 0; s < SUBJECT_COUNT; s++) {
        sam_break_even b = {0};
        if (!search(&b, &a, &SUBJECTS[s])) {
            *status = SAM_MEMORY;
            return false;
        }
        if (!b.exists || (found && distance(&b) >= distance(out)))
            continue;
        found = true;
        *out = b;
    }
    return found;
}
