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

/* One deal's part of the run: where the deal is among its models, and a variant of it. */
typedef struct reading {
    const sam_risk *risk;
    size_t with, without;
    double *scratch; /* as many as draws */
} reading;

/* Mean of the cost with less the cost without, that is, of the values without less those with. */
static sam_estimate moved(const reading *r, size_t measure) {
    const sam_risk *risk = r->risk;
    double *scratch = r->scratch;
    const double *with = sam_risk_values(risk, r->with, measure);
    const double *bare = sam_risk_values(risk, r->without, measure);
    size_t count = (size_t)sam_risk_draws(risk);
    for (size_t d = 0; d < count; d++)
        scratch[d] = bare[d] - with[d];
    return sam_risk_even(risk) ? sam_statistics_even_mean(scratch, count)
                               : sam_statistics_mean(scratch, count);
}

static bool read_party(sam_clause_party *out, const reading *r, uint32_t party) {
    const sam_risk_model *with = sam_risk_model_at(r->risk, r->with);
    const sam_risk_model *bare = sam_risk_model_at(r->risk, r->without);
    pair_of_measures at = {0, 0};
    if (!find_measures(with, party, &at))
        return false;
    sam_estimate own = moved(r, at.npv);
    sam_estimate plain = moved(r, at.total);
    *out = (sam_clause_party){.party = party,
                              .with = cost_of(&with->measures[at.npv]),
                              .without = cost_of(&bare->measures[at.npv]),
                              .moved = own.value,
                              .moved_error = own.error,
                              .moved_undiscounted = plain.value,
                              .undiscounted_error = plain.error};
    return true;
}

static bool read_effect(sam_clause_effect *out, const reading *r, sam_arena *arena) {
    const sam_deal *deal = sam_risk_model_at(r->risk, r->with)->plan->deal;
    sam_clause_party *parties = sam_arena_array(arena, deal->party_count, sizeof *parties);
    if (!parties)
        return false;
    double size = 0;
    for (uint32_t p = 0; p < deal->party_count; p++) {
        sam_clause_party *one = &parties[out->party_count];
        if (!read_party(one, r, p))
            continue;
        out->party_count++;
        out->sum += one->moved_undiscounted;
        size += fabs(one->moved_undiscounted) + fabs(one->with.mean) + fabs(one->without.mean);
    }
    out->parties = parties;
    out->balanced = fabs(out->sum) <= 1e-9 * size;
    return true;
}

/* ---- the run ---- */

/* Deals and their variants, one after the other, as the models of one run: the draws are made once
 * for all of them. */
typedef struct batch {
    sam_clause_effects **out;
    sam_clause_effect **effects; /* of each deal */
    size_t deals;
    const sam_ledger **bases; /* each deal, then its variants */
    bool *own;                /* a variant: to be freed */
    size_t count;
    const char **names;
    size_t name_count;
    sam_arena *arena;
} batch;

static bool is_listed(const batch *b, const char *name) {
    for (size_t i = 0; i < b->name_count; i++)
        if (strcmp(b->names[i], name) == 0)
            return true;
    return false;
}

/* Only what is read of the parties is kept. */
static void list_measures(batch *b, const sam_plan *plan) {
    for (uint32_t r = 0; r < plan->row_count; r++) {
        const char *name = plan->rows[r].name;
        const char *dot = plan->rows[r].party == SAM_NO_PARTY ? NULL : strrchr(name, '.');
        bool read = dot && (strcmp(dot, ".npv") == 0 || strcmp(dot, ".total") == 0);
        if (read && !is_listed(b, name))
            b->names[b->name_count++] = name;
    }
}

/* One deal with a variant for each of its clauses that promises something. */
static bool add_deal(batch *b, size_t index, const sam_ledger *base) {
    sam_clause_effects *made = b->out[index];
    const sam_deal *deal = made->plan->deal;
    b->effects[index] =
        sam_arena_array(made->arena, deal->clause_count + 1u, sizeof *b->effects[index]);
    if (!b->effects[index])
        return false;
    b->bases[b->count++] = base;
    for (uint32_t c = 0; c < deal->clause_count; c++) {
        if (!sam_clause_promises(deal, c))
            continue;
        b->effects[index][made->count++].clause = c;
        if (!(b->bases[b->count] = without(made->plan, c)))
            return false;
        b->own[b->count++] = true;
    }
    made->effects = b->effects[index];
    b->count -= made->count == 0; /* nothing to hold it against */
    list_measures(b, made->plan);
    return true;
}

static bool read_all(const batch *b, const sam_risk *risk) {
    size_t draws = (size_t)sam_risk_draws(risk), at = 0;
    reading r = {.risk = risk, .scratch = sam_alloc((draws + 1) * sizeof(double))};
    bool ready = r.scratch != NULL;
    for (size_t d = 0; d < b->deals; d++) {
        sam_clause_effects *made = b->out[d];
        if (!made->count)
            continue;
        made->draws = draws;
        made->partial = sam_risk_partial(risk);
        r.with = at++;
        for (size_t i = 0; i < made->count; i++) {
            r.without = at++;
            ready = ready && (!draws || read_effect(&b->effects[d][i], &r, made->arena));
        }
    }
    sam_free(r.scratch);
    return ready;
}

static sam_status run(const batch *b, const sam_risk_spec *asked, sam_diags *diags) {
    sam_risk_spec spec = *asked;
    spec.bases = b->bases;
    spec.model_count = b->count;
    spec.everyone = spec.unpaired = true;
    spec.measures = b->names;
    spec.measure_count = b->name_count;
    sam_risk *risk = NULL;
    sam_status status = b->count ? sam_risk_run(&risk, &spec, diags) : SAM_OK;
    if (risk && !read_all(b, risk))
        status = SAM_MEMORY;
    sam_risk_free(risk);
    return status;
}

static bool make_room(batch *b, const sam_ledger *const *bases) {
    size_t models = 1, names = 1;
    for (size_t d = 0; d < b->deals; d++) {
        models += 1u + sam_ledger_plan(bases[d])->deal->clause_count;
        names += 2 * (size_t)sam_ledger_plan(bases[d])->deal->party_count;
    }
    b->effects = sam_arena_array(b->arena, b->deals, sizeof *b->effects);
    b->bases = sam_arena_array(b->arena, models, sizeof *b->bases);
    b->own = sam_arena_array(b->arena, models, sizeof *b->own);
    b->names = sam_arena_array(b->arena, names, sizeof *b->names);
    return b->effects && b->bases && b->own && b->names;
}

static sam_status run_all(batch *b, const sam_ledger *const *bases, const sam_risk_spec *spec,
                          sam_diags *diags) {
    bool ready = make_room(b, bases);
    for (size_t d = 0; ready && d < b->deals; d++)
        ready = add_deal(b, d, bases[d]);
    sam_status status = ready ? run(b, spec, diags) : SAM_MEMORY;
    for (size_t i = 0; b->own && i < b->count; i++)
        if (b->own[i])
            sam_ledger_free((sam_ledger *)b->bases[i]);
    return status;
}

static sam_clause_effects *make(const sam_ledger *base, const sam_risk_spec *spec) {
    sam_arena *arena = sam_arena_new();
    sam_clause_effects *made = arena ? sam_arena_alloc(arena, sizeof *made) : NULL;
    if (made)
        *made = (sam_clause_effects){
            .plan = sam_ledger_plan(base), .draws = spec->draws, .arena = arena};
    if (!made)
        sam_arena_free(arena);
    return made;
}

sam_status sam_clauses_run_all(sam_clause_effects **out, const sam_ledger *const *bases,
                               size_t count, const sam_risk_spec *spec, sam_diags *diags) {
    batch b = {.out = out, .deals = count, .arena = sam_arena_new()};
    bool ready = b.arena != NULL;
    for (size_t d = 0; d < count; d++) {
        out[d] = make(bases[d], spec);
        ready = ready && out[d];
    }
    sam_status status = ready ? run_all(&b, bases, spec, diags) : SAM_MEMORY;
    sam_arena_free(b.arena);
    for (size_t d = 0; status != SAM_OK && d < count; d++) {
        sam_clauses_free(out[d]);
        out[d] = NULL;
    }
    return status;
}

sam_status sam_clauses_run(sam_clause_effects **out, const sam_ledger *base,
                           const sam_risk_spec *spec, sam_diags *diags) {
    return sam_clauses_run_all(out, &base, 1, spec, diags);
}

void sam_clauses_free(sam_clause_effects *effects) {
    if (effects)
        sam_arena_free(effects->arena);
}
