/* Risk moved by clauses: one run of draws over the deal and its variants, each with one clause at
 * its neutral values. Must not know what a clause does: that is in its formulas. */
#include "risk/clauses.h"

#include <math.h>
#include <string.h>

#include "deal/fields.h"
#include "risk/statistics.h"

/* A lender's terms are not priced anew by this: what he would ask without a guarantee is for the
 * user to say, with a variant of the model. */
const sam_neutral sam_neutrals[] = {
    {"building_cost", "fixed_price_share", 0},
    {"plot", "price_share", 1},
    {"plot", "ground_rent", 0},
    {"equity", "support_limit", 1e15}, /* the owner supports without limit */
    {"grant", "amount", 0},
    {"grant", "cost_share", 0},
    {"grant", "per_m2", 0},
    {"letting", "rent_share", 1},
    {"lease", "years", 0}, /* the owner lets the homes himself from the first day */
    {"guarantee", "share", 0},
    {"rent_guarantee", "unit_share", 0},
    {"purchase_guarantee", "cost_share", 0},
    {"holding", "rent_share", 1},
    {"holding", "value_share", 1},
    {"rent_to_own", "take_up", 0}, /* homes are sold in the market when renting ends */
    {"rent_to_own", "rent_share", 1},
    {"option", "strike_share", 1e6}, /* never worth its price */
    {"reserve", "months", 0},
};
const size_t sam_neutral_count = sizeof sam_neutrals / sizeof *sam_neutrals;

bool sam_neutral_find(const sam_clause *clause, uint32_t field, double *value) {
    for (size_t i = 0; i < sam_neutral_count; i++) {
        const sam_neutral *n = &sam_neutrals[i];
        bool here = strcmp(n->kind, clause->kind) == 0 &&
                    strcmp(n->field, clause->spec->fields[field].path) == 0;
        if (!here || clause->inputs[field] == SAM_NO_INPUT)
            continue;
        *value = n->value;
        return true;
    }
    return false;
}

bool sam_clause_promises(const sam_deal *deal, uint32_t clause) {
    const sam_clause *c = &deal->clauses[clause];
    for (uint32_t f = 0; f < c->spec->field_count; f++) {
        double neutral;
        if (!sam_neutral_find(c, f, &neutral))
            continue;
        double now = deal->inputs[c->inputs[f]].value;
        if (now < neutral || now > neutral)
            return true;
    }
    return false;
}

/* The deal signed without the clause. Nullable: memory. */
static sam_ledger *without(const sam_plan *plan, uint32_t clause) {
    const sam_clause *c = &plan->deal->clauses[clause];
    sam_ledger *ledger = sam_ledger_new(plan, &(sam_run){.lanes = 1});
    if (!ledger)
        return NULL;
    for (uint32_t f = 0; f < c->spec->field_count; f++) {
        double neutral;
        if (sam_neutral_find(c, f, &neutral))
            sam_ledger_set(ledger, c->inputs[f], 0, neutral);
    }
    sam_ledger_run(ledger);
    return ledger;
}

/* ---- reading a run ---- */

/* Of one party: which measures of the run are its present value and its plain sum. */
typedef struct pair_of_measures {
    size_t npv, total;
} pair_of_measures;

static bool find_measures(const sam_risk_model *model, uint32_t party, pair_of_measures *out) {
    unsigned found = 0;
    for (size_t i = 0; i < model->measure_count; i++) {
        const sam_risk_measure *m = &model->measures[i];
        const char *dot = strrchr(m->name, '.');
        if (m->party != party || !dot)
            continue;
        if (strcmp(dot, ".npv") == 0)
            out->npv = i, found |= 1;
        if (strcmp(dot, ".total") == 0)
            out->total = i, found |= 2;
    }
    return found == 3;
}

static sam_cost cost_of(const sam_risk_measure *npv) {
    return (sam_cost){.mean = -npv->mean, .p90 = -npv->quantiles[1], .cvar95 = -npv->cvar95};
}

/* Mean of the cost with less the cost without, that is, of the values without less those with. */
static sam_estimate moved(const sam_risk *risk, size_t variant, size_t measure, double *scratch) {
    const double *with = sam_risk_values(risk, 0, measure);
    const double *bare = sam_risk_values(risk, variant, measure);
    size_t count = (size_t)sam_risk_draws(risk);
    for (size_t d = 0; d < count; d++)
        scratch[d] = bare[d] - with[d];
    return sam_risk_even(risk) ? sam_statistics_even_mean(scratch, count)
                               : sam_statistics_mean(scratch, count);
}

static bool read_party(sam_clause_party *out, const sam_risk *risk, size_t variant, uint32_t party,
                       double *scratch) {
    const sam_risk_model *with = sam_risk_model_at(risk, 0);
    const sam_risk_model *bare = sam_risk_model_at(risk, variant);
    pair_of_measures at = {0, 0};
    if (!find_measures(with, party, &at))
        return false;
    sam_estimate own = moved(risk, variant, at.npv, scratch);
    sam_estimate plain = moved(risk, variant, at.total, scratch);
    *out = (sam_clause_party){.party = party,
                              .with = cost_of(&with->measures[at.npv]),
                              .without = cost_of(&bare->measures[at.npv]),
                              .moved = own.value,
                              .moved_error = own.error,
                              .moved_undiscounted = plain.value,
                              .undiscounted_error = plain.error};
    return true;
}

static bool read_effect(sam_clause_effect *out, const sam_risk *risk, size_t variant,
                        sam_arena *arena, double *scratch) {
    const sam_deal *deal = sam_risk_model_at(risk, 0)->plan->deal;
    sam_clause_party *parties = sam_arena_array(arena, deal->party_count, sizeof *parties);
    if (!parties)
        return false;
    double size = 0;
    for (uint32_t p = 0; p < deal->party_count; p++) {
        sam_clause_party *one = &parties[out->party_count];
        if (!read_party(one, risk, variant, p, scratch))
            continue;
        out->party_count++;
        out->sum += one->moved_undiscounted;
        size += fabs(one->moved_undiscounted) + fabs(one->with.mean) + fabs(one->without.mean);
    }
    out->parties = parties;
    out->balanced = fabs(out->sum) <= 1e-9 * size;
    return true;
}

static bool read_all(sam_clause_effects *out, const sam_risk *risk, sam_clause_effect *effects) {
    double *scratch = sam_alloc((size_t)sam_risk_draws(risk) * sizeof *scratch);
    bool ready = scratch != NULL;
    for (size_t i = 0; ready && i < out->count; i++)
        ready = read_effect(&effects[i], risk, i + 1, out->arena, scratch);
    sam_free(scratch);
    return ready;
}

/* ---- the run ---- */

/* Only what is read of the parties is kept. False: memory. */
static bool choose_measures(sam_risk_spec *spec, const sam_plan *plan, sam_arena *arena) {
    const char **names = sam_arena_array(arena, 2u * plan->deal->party_count + 1u, sizeof *names);
    spec->measures = names;
    spec->measure_count = 0;
    for (uint32_t r = 0; names && r < plan->row_count; r++) {
        const char *dot =
            plan->rows[r].party == SAM_NO_PARTY ? NULL : strrchr(plan->rows[r].name, '.');
        if (dot && (strcmp(dot, ".npv") == 0 || strcmp(dot, ".total") == 0))
            names[spec->measure_count++] = plan->rows[r].name;
    }
    return names != NULL;
}

static sam_status run(sam_clause_effects *out, sam_clause_effect *effects,
                      const sam_ledger *const *bases, const sam_risk_spec *asked,
                      sam_diags *diags) {
    sam_risk_spec spec = *asked;
    spec.bases = bases;
    spec.model_count = out->count + 1;
    spec.everyone = true;
    if (!choose_measures(&spec, out->plan, out->arena))
        return SAM_MEMORY;
    sam_risk *risk = NULL;
    sam_status status = sam_risk_run(&risk, &spec, diags);
    if (status != SAM_OK)
        return status;
    out->draws = sam_risk_draws(risk);
    out->partial = sam_risk_partial(risk);
    bool ready = !out->draws || read_all(out, risk, effects);
    sam_risk_free(risk);
    return ready ? SAM_OK : SAM_MEMORY;
}

static sam_status run_all(sam_clause_effects *out, const sam_ledger *base,
                          const sam_risk_spec *spec, sam_diags *diags) {
    const sam_deal *deal = out->plan->deal;
    sam_clause_effect *effects = sam_arena_array(out->arena, deal->clause_count, sizeof *effects);
    sam_ledger **bases = sam_arena_array(out->arena, deal->clause_count + 1u, sizeof *bases);
    bool ready = effects && bases;
    for (uint32_t c = 0; ready && c < deal->clause_count; c++) {
        if (!sam_clause_promises(deal, c))
            continue;
        effects[out->count++].clause = c;
        ready = (bases[out->count] = without(out->plan, c)) != NULL;
    }
    out->effects = effects;
    const sam_ledger **all = sam_arena_array(out->arena, out->count + 1, sizeof *all);
    ready = ready && all;
    for (size_t i = 0; ready && i <= out->count; i++)
        all[i] = i ? bases[i] : base;
    sam_status status = ready ? SAM_OK : SAM_MEMORY;
    if (ready && out->count)
        status = run(out, effects, all, spec, diags);
    for (size_t i = 1; bases && i <= out->count; i++)
        sam_ledger_free(bases[i]);
    return status;
}

sam_status sam_clauses_run(sam_clause_effects **out, const sam_ledger *base,
                           const sam_risk_spec *spec, sam_diags *diags) {
    *out = NULL;
    sam_arena *arena = sam_arena_new();
    sam_clause_effects *made = arena ? sam_arena_alloc(arena, sizeof *made) : NULL;
    if (!made) {
        sam_arena_free(arena);
        return SAM_MEMORY;
    }
    *made =
        (sam_clause_effects){.plan = sam_ledger_plan(base), .draws = spec->draws, .arena = arena};
    sam_status status = run_all(made, base, spec, diags);
    if (status != SAM_OK) {
        sam_arena_free(arena);
        return status;
    }
    *out = made;
    return SAM_OK;
}

void sam_clauses_free(sam_clause_effects *effects) {
    if (effects)
        sam_arena_free(effects->arena);
}
