/* The capital stack: who funds how much at completion, and which limit binds each source. Equity is
 * what stays then: without a construction loan owners pay for all of the building, and get most of
 * it back when long loans are paid out. */
#include <string.h>

#include "metrics/result.h"

/* The party that a clause's money comes from. */
static uint32_t funder(const sam_deal *deal, const sam_clause *clause) {
    static const char *const FIELDS[] = {"owner", "payer", "lender", "buyer"};
    for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++) {
        uint32_t field = sam_clause_field(clause, FIELDS[i]);
        if (field != UINT32_MAX && clause->values[field])
            return sam_deal_find_party(deal, clause->values[field]);
    }
    return sam_deal_find_party(deal, "buyers");
}

/* The limit row that equals the amount; the room left when none does. */
static const char *binding(const sam_measuring *m, uint32_t clause, double amount) {
    const sam_plan *plan = m->result->plan;
    const char *id = plan->deal->clauses[clause].id;
    size_t length = strlen(id);
    const char *least = NULL;
    double lowest = 0;
    for (uint32_t r = 0; r < plan->row_count; r++) {
        const char *name = plan->rows[r].name;
        if (strncmp(name, id, length) != 0 || strncmp(name + length, ".limit_", 7) != 0)
            continue;
        double limit = sam_ledger_value(m->ledger, r, 0, m->lane);
        if (least && limit >= lowest)
            continue;
        least = name;
        lowest = limit;
    }
    bool room = least && amount < lowest - 0.005;
    return room ? "funding_room" : least;
}

static double amount_of(const sam_measuring *m, uint32_t clause) {
    static const char *const ROWS[] = {"lent", "granted", "takeout"};
    double value = 0;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
        if (sam_measuring_clause(m, clause, ROWS[i], &value))
            return value;
    const sam_clause *c = &m->result->plan->deal->clauses[clause];
    uint32_t field = strcmp(c->kind, "equity") == 0 ? sam_clause_field(c, "share") : UINT32_MAX;
    if (field == UINT32_MAX || c->inputs[field] == SAM_NO_INPUT)
        return 0;
    return m->result->plan->deal->inputs[c->inputs[field]].value *
           sam_measuring_scalar(m, "equity_left");
}

static bool is_source(const char *kind) {
    return strcmp(kind, "equity") == 0 || strcmp(kind, "grant") == 0 ||
           strcmp(kind, "term_loan") == 0 || strcmp(kind, "sale") == 0;
}

bool sam_measure_stack(sam_measuring *m) {
    sam_result *result = m->result;
    const sam_deal *deal = result->plan->deal;
    result->stack = sam_arena_array(result->arena, deal->clause_count + 1u, sizeof *result->stack);
    if (!result->stack)
        return false;
    double total = 0;
    for (uint32_t c = 0; c < deal->clause_count; c++) {
        if (!is_source(deal->clauses[c].kind))
            continue;
        double amount = amount_of(m, c);
        total += amount;
        result->stack[result->stack_count++] =
            (sam_stack_item){.clause = c,
                             .party = funder(deal, &deal->clauses[c]),
                             .kind = deal->clauses[c].kind,
                             .amount = amount,
                             .binding = binding(m, c, amount)};
    }
    for (uint32_t i = 0; i < result->stack_count; i++)
        result->stack[i].share = total > 0 ? result->stack[i].amount / total : 0;
    return true;
}
