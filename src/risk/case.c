/* One model in a run: which of its inputs and rows the factors move, and what is wanted of it. */
#include <string.h>

#include "risk/engine.h"

static const char *const PATH_ROWS[ROW_PATHS] = {"market_rate", "husbanken_rate", "inflation",
                                                 "real_rent",   "vacancy",        "value_now"};

/* Of each party. */
static const char *const PARTY_ROWS[] = {"npv",           "total",    "outlay",
                                         "heaviest_year", "mirr",     "payback",
                                         "unfunded_npv",  "lent_out", "credit_loss"};

/* Rows shown as fans where the deal has them. */
static const char *const FAN_ROWS[] = {"dscr", "debt", "guaranteed", "cash"};

static uint32_t hash_name(const char *name) {
    uint32_t hash = 2166136261u;
    for (const unsigned char *c = (const unsigned char *)name; *c; c++)
        hash = (hash ^ *c) * 16777619u;
    return hash | 0x80000000u; /* apart from the named factors */
}

static void add_input(sam_risk_case *c, uint32_t input, sam_follow follow) {
    const char *name = c->plan->deal->inputs[input].name;
    c->inputs[c->input_count++] =
        (sam_risk_input){.input = input, .follow = follow, .factor = hash_name(name)};
}

static void add_named(sam_risk_case *c, const char *name, sam_follow follow) {
    uint32_t input = sam_deal_find_input(c->plan->deal, name);
    if (input != SAM_NO_INPUT && sam_plan_reads_input(c->plan, input))
        add_input(c, input, follow);
}

static void add_field(sam_risk_case *c, const sam_clause *clause, const char *field,
                      sam_follow follow) {
    uint32_t index = sam_clause_field(clause, field);
    if (index != UINT32_MAX && clause->inputs[index] != SAM_NO_INPUT)
        add_input(c, clause->inputs[index], follow);
}

static bool has_factor(const sam_risk_case *c, uint32_t input) {
    for (size_t i = 0; i < c->input_count; i++)
        if (c->inputs[i].input == input)
            return true;
    return false;
}

/* What the base was given another value of than the deal's is known in this case. */
static bool is_set(const sam_risk_case *c, uint32_t input) {
    for (size_t i = 0; i < c->spec->known_count; i++)
        if (c->spec->known[i] == input)
            return true;
    double given = sam_ledger_input(c->base, input, 0), own = c->plan->deal->inputs[input].value;
    return given < own || given > own;
}

/* What cannot vary is left out: above all a delay, which would keep every date of the plan open. */
static void find_inputs(sam_risk_case *c, const sam_draws *draws) {
    const sam_deal *deal = c->plan->deal;
    for (uint32_t i = 0; i < deal->input_count; i++)
        if (deal->inputs[i].distribution != SAM_CERTAIN && !is_set(c, i) &&
            sam_plan_reads_input(c->plan, i))
            add_input(c, i, FOLLOW_OWN);
    uint32_t overrun = sam_deal_find_input(deal, "costs.overrun");
    uint32_t delay = sam_deal_find_input(deal, "project.delay_months");
    if (!has_factor(c, overrun))
        add_named(c, "costs.overrun", FOLLOW_OVERRUN);
    if (!has_factor(c, delay) && sam_draws_input(deal, "uncertainty.delay.mean") > 0)
        add_named(c, "project.delay_months", FOLLOW_DELAY);
    for (uint32_t i = 0; i < deal->clause_count; i++) {
        const sam_clause *clause = &deal->clauses[i];
        if (strcmp(clause->kind, "sale") == 0) {
            if (draws->price.deviation > 0)
                add_field(c, clause, "price_share", FOLLOW_PRICE);
            if (sam_draws_input(deal, "uncertainty.time_to_sell.mean") > 0)
                add_field(c, clause, "months_to_sell", FOLLOW_TIME);
        }
        if (strcmp(clause->kind, "transfer") == 0 && draws->exit.deviation > 0)
            add_field(c, clause, "value_share", FOLLOW_EXIT);
    }
}

/* Can a path differ from the base case? */
static bool path_moves(const sam_draws *d, int path) {
    bool market = sam_draws_market_moves(d);
    switch (path) {
    case ROW_MARKET_RATE:
        return d->moves[PATH_RATE] || d->moves[PATH_MARGIN];
    case ROW_HUSBANKEN_RATE:
        return d->moves[PATH_RATE];
    case ROW_INFLATION:
        return d->moves[PATH_INFLATION];
    case ROW_REAL_RENT:
        return d->moves[PATH_RENT] || market;
    case ROW_VALUE:
        return d->moves[PATH_VALUE] || market;
    default:
        return true;
    }
}

static bool find_paths(sam_risk_case *c, const sam_draws *draws, sam_arena *arena) {
    for (int p = 0; p < ROW_PATHS; p++) {
        c->expected[p] = sam_arena_array(arena, c->plan->months, sizeof(double));
        if (!c->expected[p])
            return false;
        uint32_t row = sam_plan_find_row(c->plan, PATH_ROWS[p]);
        sam_ledger_series(c->base, row, 0, c->expected[p]);
        if (!path_moves(draws, p))
            continue;
        c->path_at[c->path_count] = p;
        c->paths[c->path_count++] = row;
    }
    return true;
}

bool sam_risk_case_is_named(const sam_risk_case *c, const char *name) {
    for (size_t i = 0; i < c->spec->measure_count; i++)
        if (strcmp(c->spec->measures[i], name) == 0)
            return true;
    return false;
}

/* Of a party: what it ends with and what it ventures. Those outside the deal are left out unless
 * everyone is asked for. */
static bool is_wanted(const sam_risk_case *c, const sam_row *row) {
    if (c->spec->measures)
        return sam_risk_case_is_named(c, row->name);
    if (row->party == SAM_NO_PARTY)
        return true;
    sam_role role = c->plan->deal->parties[row->party].role;
    const char *dot = strrchr(row->name, '.');
    bool shown = false;
    for (size_t i = 0; dot && i < sizeof PARTY_ROWS / sizeof *PARTY_ROWS; i++)
        shown = shown || strcmp(dot + 1, PARTY_ROWS[i]) == 0;
    return shown && (c->spec->everyone || (role != SAM_ROLE_OUTSIDE && role != SAM_ROLE_PROJECT));
}

/* Fans are of a run with all measures. */
static void find_fans(sam_risk_case *c) {
    const sam_plan *plan = c->plan;
    if (c->spec->measures)
        return;
    for (size_t i = 0; i < sizeof FAN_ROWS / sizeof *FAN_ROWS; i++)
        c->series[c->series_count++] = sam_plan_find_row(plan, FAN_ROWS[i]);
    for (uint32_t r = 0; r < plan->row_count; r++) {
        const char *dot =
            plan->rows[r].party == SAM_NO_PARTY ? NULL : strrchr(plan->rows[r].name, '.');
        bool owner = dot && strcmp(dot, ".so_far") == 0 &&
                     plan->deal->parties[plan->rows[r].party].role <= SAM_ROLE_DEVELOPER;
        if (owner)
            c->series[c->series_count++] = r;
    }
}

/* Fans, what the caller keeps, and the flows of rates of return. */
static bool find_series(sam_risk_case *c, sam_arena *arena) {
    find_fans(c);
    c->fan_count = c->series_count;
    for (size_t i = 0; i < c->spec->series_count; i++)
        c->series[c->series_count++] = sam_plan_find_row(c->plan, c->spec->series[i]);
    c->kept_count = c->spec->series_count;
    return sam_risk_case_find_rates(c, arena);
}

static bool find_outputs(sam_risk_case *c, sam_arena *arena) {
    const sam_plan *plan = c->plan;
    c->scalars = sam_arena_array(arena, 2 * (size_t)plan->row_count, sizeof *c->scalars);
    c->defined = sam_arena_array(arena, plan->row_count, sizeof *c->defined);
    size_t most = 2 * (size_t)plan->row_count + c->spec->series_count;
    c->series = sam_arena_array(arena, most, sizeof *c->series);
    c->months = sam_arena_array(arena, plan->months, sizeof *c->months);
    if (!c->scalars || !c->defined || !c->series || !c->months)
        return false;
    for (uint32_t r = 0; r < plan->row_count; r++)
        if (plan->rows[r].measure && is_wanted(c, &plan->rows[r]))
            c->scalars[c->row_count++] = r;
    c->scalar_count = c->row_count;
    for (size_t i = 0; i < c->row_count; i++) {
        uint32_t condition = plan->rows[c->scalars[i]].defined;
        c->defined[i] = condition == SAM_NO_ROW ? SIZE_MAX : c->scalar_count;
        if (condition != SAM_NO_ROW)
            c->scalars[c->scalar_count++] = condition;
    }
    for (uint32_t m = 1; m <= plan->months; m++)
        if ((plan->deal->start_month - 1 + (int)m) % 12 == 0 || m == plan->months)
            c->months[c->year_count++] = m;
    if (!find_series(c, arena))
        return false;
    c->measure_count = c->row_count + c->rate_count;
    return true;
}

static sam_status make_trace(sam_risk_case *c, sam_arena *arena) {
    uint32_t *inputs = sam_arena_array(arena, c->input_count + 1, sizeof *inputs);
    if (!inputs)
        return SAM_MEMORY;
    for (size_t i = 0; i < c->input_count; i++)
        inputs[i] = c->inputs[i].input;
    c->trace = sam_trace_new(&(sam_trace_spec){.base = c->base,
                                               .inputs = inputs,
                                               .input_count = c->input_count,
                                               .paths = c->paths,
                                               .path_count = c->path_count,
                                               .scalars = c->scalars,
                                               .scalar_count = c->scalar_count,
                                               .series = c->series,
                                               .series_count = c->series_count,
                                               .months = c->rate_count ? NULL : c->months,
                                               .month_count = c->year_count});
    return c->trace ? SAM_OK : SAM_MEMORY;
}

sam_status sam_risk_case_init(sam_risk_case *c, const sam_ledger *base, const sam_draws *draws,
                              const sam_risk_spec *spec, sam_arena *arena) {
    *c = (sam_risk_case){.plan = sam_ledger_plan(base), .base = base, .spec = spec, .arena = arena};
    uint64_t count = spec->draws;
    size_t most = c->plan->deal->input_count + 8u;
    c->inputs = sam_arena_array(arena, most, sizeof *c->inputs);
    if (!c->inputs)
        return SAM_MEMORY;
    find_inputs(c, draws);
    if (!find_paths(c, draws, arena) || !find_outputs(c, arena) || make_trace(c, arena) != SAM_OK)
        return SAM_MEMORY;
    c->values = sam_alloc(c->measure_count * count * sizeof *c->values + 1);
    c->fan_draws = count < RISK_FAN_DRAWS ? count : RISK_FAN_DRAWS;
    c->fans = sam_alloc(c->fan_count * c->year_count * c->fan_draws * sizeof *c->fans + 1);
    c->kept = sam_alloc(c->kept_count * c->year_count * count * sizeof *c->kept + 1);
    c->reasons = sam_alloc(c->rate_count * count + 1);
    return c->values && c->fans && c->kept && c->reasons ? SAM_OK : SAM_MEMORY;
}

void sam_risk_case_clear(sam_risk_case *c) {
    sam_trace_free(c->trace);
    sam_free(c->values);
    sam_free(c->fans);
    sam_free(c->kept);
    sam_free(c->reasons);
}
