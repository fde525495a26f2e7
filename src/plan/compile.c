/* Deal -> plan: brings the rows of the project, of each clause and of each party, parses all
 * formulas, and orders the rows. Computes nothing of the deal itself. */
#include <assert.h>
#include <string.h>

#include "base/mark.h"
#include "deal/fields.h"
#include "plan/builder.h"
#include "plan/clause.h"

static const sam_row_table *const CLAUSE_TABLES[] = {
    &sam_building_cost_table,
    &sam_plot_table,
    &sam_equity_table,
    &sam_grant_table,
    &sam_construction_loan_table,
    &sam_term_loan_table,
    &sam_letting_table,
    &sam_lease_table,
    &sam_guarantee_table,
    &sam_rent_guarantee_table,
    &sam_running_cost_table,
    &sam_tax_table,
    &sam_transfer_table,
    &sam_sale_table,
    &sam_purchase_guarantee_table,
    &sam_holding_table,
    &sam_rent_to_own_table,
    &sam_option_table,
    &sam_common_charges_table,
    &sam_reserve_table,
};

static bool has_kind(const sam_deal *deal, const char *kind) {
    for (uint32_t i = 0; i < deal->clause_count; i++)
        if (strcmp(deal->clauses[i].kind, kind) == 0)
            return true;
    return false;
}

static const char *word_of(const sam_deal *deal, const sam_clause *clause, const char *key,
                           bool *given) {
    *given = false;
    if (strcmp(key, "draw_profile") == 0) {
        *given = true;
        return deal->draw_profile;
    }
    uint32_t field = clause ? sam_clause_field(clause, key) : UINT32_MAX;
    if (field == UINT32_MAX)
        return NULL;
    *given = clause->values[field] || clause->inputs[field] != SAM_NO_INPUT;
    return clause->values[field];
}

/* "field=role": the party that the clause's field names has the role. */
static bool has_role(const sam_deal *deal, const sam_clause *clause, const char *condition) {
    char key[64];
    size_t length = strcspn(condition, "=");
    if (length >= sizeof key || condition[length] != '=')
        return false;
    memcpy(key, condition, length);
    key[length] = '\0';
    bool given = false;
    const char *word = word_of(deal, clause, key, &given);
    uint32_t party = word ? sam_deal_find_party(deal, word) : UINT32_MAX;
    return party != UINT32_MAX &&
           deal->parties[party].role == sam_role_find(condition + length + 1);
}

/* One condition of only_if; see sam_row_spec. */
static bool holds_one(const sam_deal *deal, const sam_clause *clause, const char *condition) {
    if (*condition == '!')
        return !holds_one(deal, clause, condition + 1);
    if (strncmp(condition, "kind:", 5) == 0)
        return has_kind(deal, condition + 5);
    if (strncmp(condition, "is:", 3) == 0)
        return has_role(deal, clause, condition + 3);
    char key[64];
    size_t length = strcspn(condition, "=");
    if (length >= sizeof key)
        return false;
    memcpy(key, condition, length);
    key[length] = '\0';
    bool given = false;
    const char *word = word_of(deal, clause, key, &given);
    if (condition[length] != '=')
        return given;
    return word && strcmp(word, condition + length + 1) == 0;
}

/* All conditions of only_if. */
static bool holds(const sam_deal *deal, const sam_clause *clause, const char *conditions) {
    char one[64];
    for (const char *at = conditions;; at++) {
        size_t length = strcspn(at, "&");
        assert(length < sizeof one);
        memcpy(one, at, length);
        one[length] = '\0';
        if (!holds_one(deal, clause, one))
            return false;
        at += length;
        if (!*at)
            return true;
    }
}

/* The party a flow names: through a field of the clause ("lender", "loan.lender"), by its id, or by
 * its role. */
static uint32_t find_party(const sam_deal *deal, const sam_clause *clause, const char *word) {
    if (clause && strncmp(word, "loan.", 5) == 0) {
        uint32_t loan = sam_clause_field(clause, "loan");
        for (uint32_t i = 0; loan != UINT32_MAX && i < deal->clause_count; i++)
            if (strcmp(deal->clauses[i].id, clause->values[loan]) == 0)
                return find_party(deal, &deal->clauses[i], word + 5);
    }
    uint32_t field = clause ? sam_clause_field(clause, word) : UINT32_MAX;
    if (field != UINT32_MAX && clause->values[field])
        return sam_deal_find_party(deal, clause->values[field]);
    /* What an absent party field means. */
    if (strcmp(word, "buyer") == 0)
        return sam_deal_find_party(deal, "buyers");
    if (strcmp(word, "taker") == 0)
        return sam_deal_find_party(deal, "market");
    if (strcmp(word, "supplier") == 0)
        return sam_deal_find_party(deal, "suppliers");
    uint32_t party = sam_deal_find_party(deal, word);
    if (party != UINT32_MAX)
        return party;
    for (uint32_t i = 0; i < deal->party_count; i++)
        if (deal->parties[i].role == SAM_ROLE_PROJECT && strcmp(word, "project") == 0)
            return i;
    for (uint32_t i = 0; i < deal->party_count; i++)
        if (deal->parties[i].role == SAM_ROLE_MUNICIPALITY && strcmp(word, "municipality") == 0)
            return i;
    return UINT32_MAX;
}

static const double *calendar(sam_builder *builder, const char *which) {
    const sam_deal *deal = builder->deal;
    if (strcmp(which, "draw_shares") == 0) {
        double *shares = sam_arena_array(builder->arena, deal->months, sizeof *shares);
        for (uint32_t i = 0; shares && i < deal->draw_count && i < deal->months; i++)
            shares[i] = deal->draw_shares[i];
        return shares;
    }
    double *values = sam_arena_array(builder->arena, deal->months, sizeof *values);
    for (uint32_t i = 0; values && i < deal->months; i++) {
        int months = deal->start_month - 1 + (int)i;
        values[i] = (double)(i + 1);
        if (strcmp(which, "calendar_month") == 0)
            values[i] = months % 12 + 1;
        if (strcmp(which, "calendar_year") == 0)
            values[i] = deal->start_year + (months - months % 12) / 12.0;
    }
    return values;
}

static void add_flow(sam_builder *builder, sam_row *row, const sam_row_spec *spec) {
    const sam_deal *deal = builder->deal;
    const sam_clause *clause =
        row->clause < deal->clause_count ? &deal->clauses[row->clause] : NULL;
    row->payer = find_party(deal, clause, spec->payer);
    row->payee = find_party(deal, clause, spec->payee);
    if (row->payer == UINT32_MAX || row->payee == UINT32_MAX) {
        sam_builder_fault(builder, "PLAN_PARTY", clause ? clause->pointer : NULL,
                          "the deal has no party for this flow", row->name,
                          N_("name the party in the model's parties"));
        row->flow = SAM_FLOW_NONE;
        return;
    }
    /* A party paying itself moves no money: the municipality that sells a plot to itself. */
    if (row->payer == row->payee)
        row->flow = SAM_FLOW_NONE;
}

static void add_row(sam_builder *builder, const sam_row_spec *spec, const char *prefix,
                    uint32_t clause, uint32_t party) {
    sam_row row = {.label = spec->label,
                   .formula = spec->formula,
                   .equation = spec->equation,
                   .unit = spec->unit,
                   .kind = spec->kind,
                   .clause = clause,
                   .flow = spec->flow,
                   .payer = SAM_NO_PARTY,
                   .payee = SAM_NO_PARTY,
                   .account = spec->account,
                   .signed_ = spec->signed_,
                   .path = spec->path,
                   .measure = spec->measure,
                   .party = party,
                   .defined = SAM_NO_ROW};
    row.name = prefix ? sam_arena_format(builder->arena, "%s.%s", prefix, spec->name) : spec->name;
    if (*spec->formula == '\0') {
        row.kind = SAM_ROW_CURVE;
        row.curve = calendar(builder, spec->path);
    }
    if (!row.name || (row.kind == SAM_ROW_CURVE && !row.curve)) {
        builder->status = SAM_MEMORY;
        return;
    }
    if (row.flow != SAM_FLOW_NONE)
        add_flow(builder, &row, spec);
    sam_builder_row(builder, &row);
}

/* Does a clause of that kind name the party in that field? */
static bool plays(const sam_deal *deal, uint32_t party, const char *kind, const char *field) {
    for (uint32_t i = 0; i < deal->clause_count; i++) {
        const sam_clause *clause = &deal->clauses[i];
        if (strcmp(clause->kind, kind) != 0)
            continue;
        if (sam_deal_find_party(deal, clause->values[sam_clause_field(clause, field)]) == party)
            return true;
    }
    return false;
}

static bool wanted(const sam_deal *deal, const sam_clause *clause, uint32_t party,
                   const sam_row_spec *spec) {
    if (spec->only_if && party != SAM_NO_PARTY && strcmp(spec->only_if, "owns") == 0)
        return plays(deal, party, "equity", "owner");
    if (spec->only_if && party != SAM_NO_PARTY && strcmp(spec->only_if, "lends") == 0)
        return plays(deal, party, "term_loan", "lender");
    if (spec->only_if && party != SAM_NO_PARTY && strncmp(spec->only_if, "role:", 5) == 0)
        return deal->parties[party].role == sam_role_find(spec->only_if + 5);
    return !spec->only_if || holds(deal, clause, spec->only_if);
}

static void add_table(sam_builder *builder, const sam_row_table *table, uint32_t clause,
                      uint32_t party) {
    const sam_deal *deal = builder->deal;
    const sam_clause *owner = clause < deal->clause_count ? &deal->clauses[clause] : NULL;
    const char *prefix = owner ? owner->id : NULL;
    if (party != SAM_NO_PARTY)
        prefix = deal->parties[party].id;
    for (uint32_t i = 0; i < table->count && builder->status != SAM_MEMORY; i++)
        if (wanted(deal, owner, party, &table->rows[i]))
            add_row(builder, &table->rows[i], prefix, clause, party);
}

static const sam_row_table *table_of(const char *kind) {
    for (size_t i = 0; i < sizeof CLAUSE_TABLES / sizeof *CLAUSE_TABLES; i++)
        if (strcmp(CLAUSE_TABLES[i]->kind, kind) == 0)
            return CLAUSE_TABLES[i];
    return NULL;
}

static void add_clause(sam_builder *builder, uint32_t clause) {
    const sam_row_table *table = table_of(builder->deal->clauses[clause].kind);
    if (table)
        add_table(builder, table, clause, SAM_NO_PARTY);
}

static void declare(sam_builder *builder) {
    const sam_deal *deal = builder->deal;
    uint32_t project = deal->clause_count;
    add_table(builder, &sam_time_table, project, SAM_NO_PARTY);
    add_table(builder, &sam_price_table, project, SAM_NO_PARTY);
    add_table(builder, &sam_funding_table, project, SAM_NO_PARTY);
    for (uint32_t i = 0; i < deal->clause_count; i++)
        add_clause(builder, i);
    add_table(builder, &sam_waterfall_table, project, SAM_NO_PARTY);
    add_table(builder, &sam_measure_table, project, SAM_NO_PARTY);
    add_table(builder, &sam_cover_table, project, SAM_NO_PARTY);
    add_table(builder, &sam_worth_table, project, SAM_NO_PARTY);
    add_table(builder, &sam_goal_table, project, SAM_NO_PARTY);
    for (uint32_t i = 0; i < deal->party_count; i++)
        add_table(builder, &sam_party_table, project, i);
}

/* The row that says whether a measure exists stands beside it, under the same prefix. */
static const char *defined_by(sam_builder *builder, const sam_row *row) {
    static const sam_row_table *const TABLES[] = {&sam_measure_table, &sam_cover_table,
                                                  &sam_worth_table, &sam_party_table};
    const char *dot = row->party == SAM_NO_PARTY ? NULL : strrchr(row->name, '.');
    const char *name = dot ? dot + 1 : row->name;
    for (size_t t = 0; row->measure && t < sizeof TABLES / sizeof *TABLES; t++)
        for (uint32_t i = 0; i < TABLES[t]->count; i++) {
            const sam_row_spec *spec = &TABLES[t]->rows[i];
            if (!spec->defined || strcmp(spec->name, name) != 0)
                continue;
            return dot ? sam_arena_format(builder->arena, "%.*s.%s", (int)(dot - row->name),
                                          row->name, spec->defined)
                       : spec->defined;
        }
    return NULL;
}

static void parse_all(sam_builder *builder) {
    for (uint32_t i = 0; i < builder->row_count && builder->status != SAM_MEMORY; i++) {
        sam_builder_parse(builder, i);
        const char *by = defined_by(builder, &builder->rows[i]);
        if (by)
            builder->rows[i].defined = sam_names_get(&builder->names, by);
    }
}

static bool name_inputs(sam_builder *builder) {
    for (uint32_t i = 0; i < builder->deal->input_count; i++)
        if (!sam_names_put(&builder->inputs, builder->arena, builder->deal->inputs[i].name, i))
            return false;
    return true;
}

static sam_status build(sam_builder *builder, sam_plan *plan) {
    if (!name_inputs(builder))
        return SAM_MEMORY;
    declare(builder);
    if (builder->status == SAM_OK)
        parse_all(builder);
    if (builder->status == SAM_OK)
        sam_builder_schedule(builder, plan);
    plan->rows = builder->rows;
    plan->row_count = builder->row_count;
    plan->nodes = builder->nodes;
    plan->node_count = builder->node_count;
    plan->names = &builder->names;
    return builder->status;
}

sam_status sam_plan_compile(sam_plan **out, const sam_deal *deal, sam_diags *diags) {
    *out = NULL;
    sam_arena *arena = sam_arena_new();
    sam_plan *plan = arena ? sam_arena_alloc(arena, sizeof *plan) : NULL;
    sam_builder *builder = plan ? sam_arena_alloc(arena, sizeof *builder) : NULL;
    if (!builder) {
        sam_arena_free(arena);
        return SAM_MEMORY;
    }
    *builder = (sam_builder){.arena = arena, .deal = deal, .diags = diags};
    *plan = (sam_plan){.deal = deal, .months = deal->months, .arena = arena};
    sam_status status = build(builder, plan);
    if (status != SAM_OK) {
        sam_arena_free(arena);
        return status;
    }
    *out = plan;
    return SAM_OK;
}

void sam_plan_free(sam_plan *plan) {
    if (plan)
        sam_arena_free(plan->arena);
}

uint32_t sam_plan_find_row(const sam_plan *plan, const char *name) {
    return sam_names_get(plan->names, name);
}

bool sam_plan_reads_input(const sam_plan *plan, uint32_t input) {
    for (uint32_t i = 0; i < plan->node_count; i++)
        if (plan->nodes[i].op == SAM_OP_INPUT && plan->nodes[i].a == input)
            return true;
    return false;
}
