/* Break-evens: the value of one assumption at which a target is just at its limit, found by running
 * the plan itself: eight values at a time, the sign change kept, until the bracket is narrow. The
 * assumption holds before funding, so a changed rent or cost gives the loans it would have given.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "metrics/result.h"

enum { POINTS = 8, ROUNDS = 14 };

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

static sam_break_even search(const gap *g, const subject *s, const char *target) {
    double base = base_value(sam_ledger_plan(g->ledger)->deal, s);
    sam_break_even found = {.what = s->what,
                            .target = target,
                            .unit = s->unit,
                            .base = base,
                            .least = s->least,
                            .most = s->most};
    double low = s->least, high = s->most;
    found.exists = narrow(g, s, base, &low, &high);
    for (int i = 1; found.exists && i < ROUNDS; i++)
        if (!narrow(g, s, base, &low, &high))
            break;
    found.value = found.exists ? (low + high) / 2 : 0;
    sam_ledger_reset(g->ledger);
    if (g->other)
        sam_ledger_reset(g->other);
    return found;
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

static void search_all(sam_result *result, const gap *g) {
    for (uint32_t s = 0; s < SUBJECT_COUNT; s++)
        result->break_evens[result->break_even_count++] =
            search(g, &SUBJECTS[s], result->plan->rows[g->row].name);
}

bool sam_measure_break_evens(sam_measuring *m) {
    sam_result *result = m->result;
    result->break_evens =
        sam_arena_array(result->arena, 2 * SUBJECT_COUNT, sizeof *result->break_evens);
    sam_ledger *ledger = sam_ledger_new(result->plan, POINTS, NULL, 0);
    if (!result->break_evens || !ledger) {
        sam_ledger_free(ledger);
        return false;
    }
    const char *owner = first_owner(result->plan->deal);
    gap g = {.ledger = ledger, .limit = 0};
    g.row = owner ? npv_row(result->plan, owner) : SAM_NO_ROW;
    if (g.row != SAM_NO_ROW)
        search_all(result, &g);
    g.row = sam_plan_find_row(result->plan, "min_dscr");
    g.limit = 1;
    if (sam_measuring_scalar(m, "cover_years") > 0)
        search_all(result, &g);
    sam_ledger_free(ledger);
    return true;
}

static double distance(const sam_break_even *b) {
    return fabs(b->value - b->base) / (b->most - b->least);
}

bool sam_metrics_turn(sam_break_even *out, const sam_plan *one, const sam_plan *other,
                      const char *party, sam_status *status) {
    *status = SAM_OK;
    gap g = {.row = npv_row(one, party), .other_row = npv_row(other, party)};
    if (g.row == SAM_NO_ROW || g.other_row == SAM_NO_ROW)
        return false;
    g.ledger = sam_ledger_new(one, POINTS, NULL, 0);
    g.other = sam_ledger_new(other, POINTS, NULL, 0);
    bool found = false;
    if (!g.ledger || !g.other)
        *status = SAM_MEMORY;
    for (uint32_t s = 0; s < SUBJECT_COUNT && *status == SAM_OK; s++) {
        sam_break_even b = search(&g, &SUBJECTS[s], one->rows[g.row].name);
        if (!b.exists || (found && distance(&b) >= distance(out)))
            continue;
        found = true;
        *out = b;
    }
    sam_ledger_free(g.ledger);
    sam_ledger_free(g.other);
    return found;
}
