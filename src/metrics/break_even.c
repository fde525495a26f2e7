/* Break-evens: the value of one assumption at which a target is just at its limit, found by running
 * the plan itself: eight values at a time, the sign change kept, until the bracket is narrow. Prices
 * are put before funding, so a changed rent or cost gives the loans it would have given. */
#include <math.h>
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

typedef struct target {
    const char *name;
    uint32_t row;
    double limit;
} target;

/* Narrows [low, high] to the sign change nearest its lower end. False: there is none. */
static bool narrow(sam_ledger *ledger, const subject *s, const target *t, double *low, double *high) {
    double at[POINTS], gap[POINTS];
    for (size_t i = 0; i < POINTS; i++) {
        at[i] = *low + (*high - *low) * (double)i / (POINTS - 1);
        put(ledger, s, i, at[i]);
    }
    sam_ledger_run(ledger);
    for (size_t i = 0; i < POINTS; i++)
        gap[i] = sam_ledger_value(ledger, t->row, 0, i) - t->limit;
    for (size_t i = 0; i + 1 < POINTS; i++) {
        if ((gap[i] < 0) == (gap[i + 1] < 0))
            continue;
        *low = at[i];
        *high = at[i + 1];
        return true;
    }
    return false;
}

static sam_break_even search(sam_ledger *ledger, const subject *s, const target *t) {
    sam_break_even found = {.what = s->what,
                            .target = t->name,
                            .unit = s->unit,
                            .base = base_value(sam_ledger_plan(ledger)->deal, s),
                            .least = s->least,
                            .most = s->most};
    double low = s->least, high = s->most;
    found.exists = narrow(ledger, s, t, &low, &high);
    for (int i = 1; found.exists && i < ROUNDS; i++)
        if (!narrow(ledger, s, t, &low, &high))
            break;
    found.value = found.exists ? (low + high) / 2 : 0;
    sam_ledger_reset(ledger);
    return found;
}

/* Net present value of the first owner, and cover. */
static uint32_t find_targets(const sam_plan *plan, target *targets) {
    uint32_t count = 0;
    for (uint32_t c = 0; c < plan->deal->clause_count && count == 0; c++) {
        const sam_clause *clause = &plan->deal->clauses[c];
        if (strcmp(clause->kind, "equity") != 0)
            continue;
        char name[96];
        const char *owner = clause->values[sam_clause_field(clause, "owner")];
        size_t length = strlen(owner);
        memcpy(name, owner, length);
        memcpy(name + length, ".npv", 5);
        uint32_t row = sam_plan_find_row(plan, name);
        targets[count++] = (target){plan->rows[row].name, row, 0};
    }
    uint32_t cover = sam_plan_find_row(plan, "min_dscr");
    targets[count++] = (target){"min_dscr", cover, 1};
    return count;
}

bool sam_measure_break_evens(sam_measuring *m) {
    sam_result *result = m->result;
    enum { SUBJECT_COUNT = sizeof SUBJECTS / sizeof *SUBJECTS };
    target targets[2];
    uint32_t target_count = find_targets(result->plan, targets);
    result->break_evens =
        sam_arena_array(result->arena, 2 * SUBJECT_COUNT, sizeof *result->break_evens);
    sam_ledger *ledger = sam_ledger_new(result->plan, POINTS, NULL, 0);
    if (!result->break_evens || !ledger) {
        sam_ledger_free(ledger);
        return false;
    }
    for (uint32_t t = 0; t < target_count; t++)
        for (uint32_t s = 0; s < SUBJECT_COUNT; s++)
            result->break_evens[result->break_even_count++] =
                search(ledger, &SUBJECTS[s], &targets[t]);
    sam_ledger_free(ledger);
    return true;
}
