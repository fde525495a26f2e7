/* The functions of the formula language: a few of numbers, a few over time, and those that sum or
 * chain over the clauses of the deal, so that no clause needs to know its neighbours. */
#include <string.h>

#include "plan/formula.h"

typedef uint32_t (*function)(sam_formula *f);

static uint32_t node(sam_formula *f, sam_op op, uint32_t a, uint32_t b, uint32_t c) {
    return f->failed ? 0 : sam_builder_node(f->builder, op, a, b, c);
}

static uint32_t fold_arguments(sam_formula *f, sam_op op) {
    uint32_t left = sam_formula_expression(f);
    while (sam_formula_accept(f, ","))
        left = node(f, op, left, sam_formula_expression(f), 0);
    return left;
}

static uint32_t call_min(sam_formula *f) {
    return fold_arguments(f, SAM_OP_MIN);
}

static uint32_t call_max(sam_formula *f) {
    return fold_arguments(f, SAM_OP_MAX);
}

static uint32_t call_if(sam_formula *f) {
    uint32_t a = sam_formula_expression(f);
    sam_formula_expect(f, ",");
    uint32_t b = sam_formula_expression(f);
    sam_formula_expect(f, ",");
    uint32_t c = sam_formula_expression(f);
    return node(f, SAM_OP_IF, a, b, c);
}

static uint32_t call_floor(sam_formula *f) {
    return node(f, SAM_OP_FLOOR, sam_formula_expression(f), 0, 0);
}

static uint32_t call_annuity(sam_formula *f) {
    uint32_t rate = sam_formula_expression(f);
    sam_formula_expect(f, ",");
    return node(f, SAM_OP_ANNUITY, rate, sam_formula_expression(f), 0);
}

/* An argument that must name a monthly row. */
static uint32_t monthly_argument(sam_formula *f) {
    char word[SAM_FORMULA_WORD];
    if (!sam_formula_word(f, word, sizeof word)) {
        sam_formula_fail(f, "a row name is missing", f->at);
        return 0;
    }
    uint32_t row = sam_formula_find_row(f, word);
    if (row == SAM_NO_ROW || f->builder->rows[row].kind == SAM_ROW_SCALAR) {
        sam_formula_fail(f, "no monthly row of that name", word);
        return 0;
    }
    return row;
}

static uint32_t over_row(sam_formula *f, sam_op op) {
    uint32_t row = monthly_argument(f);
    return node(f, op, row, 0, 0);
}

static uint32_t over_rows(sam_formula *f, sam_op op) {
    uint32_t a = monthly_argument(f);
    sam_formula_expect(f, ",");
    uint32_t b = monthly_argument(f);
    return node(f, op, a, b, 0);
}

static uint32_t call_prev(sam_formula *f) {
    return over_row(f, SAM_OP_PREV);
}

static uint32_t call_next(sam_formula *f) {
    return over_row(f, SAM_OP_NEXT);
}

static uint32_t call_sum(sam_formula *f) {
    return over_row(f, SAM_OP_SUM);
}

static uint32_t call_first(sam_formula *f) {
    return over_row(f, SAM_OP_FIRST);
}

static uint32_t call_dot(sam_formula *f) {
    return over_rows(f, SAM_OP_DOT);
}

static uint32_t call_lowest(sam_formula *f) {
    return over_rows(f, SAM_OP_LOWEST);
}

static uint32_t call_highest(sam_formula *f) {
    return over_rows(f, SAM_OP_HIGHEST);
}

static uint32_t call_at(sam_formula *f) {
    uint32_t row = monthly_argument(f);
    sam_formula_expect(f, ",");
    return node(f, SAM_OP_AT, sam_formula_expression(f), row, 0);
}

static bool name_argument(sam_formula *f, char *word) {
    if (sam_formula_word(f, word, SAM_FORMULA_WORD))
        return true;
    sam_formula_fail(f, "a name is missing", f->at);
    return false;
}

static uint32_t add_row(sam_formula *f, uint32_t total, uint32_t row) {
    if (row == SAM_NO_ROW || f->failed)
        return total;
    return node(f, SAM_OP_ADD, total, sam_builder_row_node(f->builder, row), 0);
}

/* Joins row x of every clause that has one by an operation; 0 where none has. */
static uint32_t over_clauses(sam_formula *f, sam_op op) {
    char word[SAM_FORMULA_WORD];
    if (!name_argument(f, word))
        return 0;
    uint32_t joined = sam_builder_const(f->builder, 0);
    for (uint32_t i = 0; i < f->builder->deal->clause_count; i++) {
        uint32_t row = sam_builder_clause_row(f->builder, i, word);
        if (row != SAM_NO_ROW && !f->failed)
            joined = node(f, op, joined, sam_builder_row_node(f->builder, row), 0);
    }
    return joined;
}

/* all(x): the sum of row x over every clause that has one. */
static uint32_t call_all(sam_formula *f) {
    return over_clauses(f, SAM_OP_ADD);
}

/* greatest(x): the greatest row x of every clause that has one, and never below 0. */
static uint32_t call_greatest(sam_formula *f) {
    return over_clauses(f, SAM_OP_MAX);
}

static bool refers_to(const sam_clause *clause, const char *id) {
    static const char *const REFERENCES[] = {"loan", "sale"};
    for (size_t i = 0; i < sizeof REFERENCES / sizeof *REFERENCES; i++) {
        uint32_t field = sam_clause_field(clause, REFERENCES[i]);
        if (field != UINT32_MAX && clause->values[field] && strcmp(clause->values[field], id) == 0)
            return true;
    }
    return false;
}

/* referring(x): the sum of row x over the clauses whose `loan` or `sale` is this one. */
static uint32_t call_referring(sam_formula *f) {
    char word[SAM_FORMULA_WORD];
    if (!name_argument(f, word))
        return 0;
    const sam_deal *deal = f->builder->deal;
    uint32_t total = sam_builder_const(f->builder, 0);
    for (uint32_t i = 0; i < deal->clause_count; i++)
        if (refers_to(&deal->clauses[i], deal->clauses[f->clause].id))
            total = add_row(f, total, sam_builder_clause_row(f->builder, i, word));
    return total;
}

/* lending(x): the sum of row x over the clauses whose lender is the party at hand. */
static uint32_t call_lending(sam_formula *f) {
    char word[SAM_FORMULA_WORD];
    if (!name_argument(f, word))
        return 0;
    const sam_deal *deal = f->builder->deal;
    uint32_t total = sam_builder_const(f->builder, 0);
    for (uint32_t i = 0; i < deal->clause_count; i++) {
        uint32_t field = sam_clause_field(&deal->clauses[i], "lender");
        const char *lender = field == UINT32_MAX ? NULL : deal->clauses[i].values[field];
        if (lender && sam_deal_find_party(deal, lender) == f->party)
            total = add_row(f, total, sam_builder_clause_row(f->builder, i, word));
    }
    return total;
}

/* The row x of the clause just ahead of this one in seniority; of the last clause, seen from the
 * project. */
static uint32_t ahead(sam_formula *f, const char *word) {
    const uint32_t *order = sam_builder_seniority(f->builder);
    uint32_t found = SAM_NO_ROW;
    for (uint32_t i = 0; order && i < f->builder->deal->clause_count; i++) {
        if (order[i] == f->clause)
            break;
        uint32_t row = sam_builder_clause_row(f->builder, order[i], word);
        found = row == SAM_NO_ROW ? found : row;
    }
    return found;
}

/* chain(x, base): what the clause ahead leaves in its row x; base for the first in line. */
static uint32_t call_chain(sam_formula *f) {
    char word[SAM_FORMULA_WORD];
    if (!name_argument(f, word))
        return 0;
    sam_formula_expect(f, ",");
    uint32_t base = sam_formula_expression(f);
    uint32_t row = ahead(f, word);
    return row == SAM_NO_ROW ? base : sam_builder_row_node(f->builder, row);
}

/* least(x): the least of this clause's rows whose names begin with x_. */
static uint32_t call_least(sam_formula *f) {
    char word[SAM_FORMULA_WORD];
    if (!name_argument(f, word))
        return 0;
    const char *id = f->builder->deal->clauses[f->clause].id;
    const char *prefix = sam_arena_format(f->builder->arena, "%s.%s_", id, word);
    uint32_t least = UINT32_MAX;
    for (uint32_t i = 0; prefix && i < f->builder->row_count; i++) {
        if (strncmp(f->builder->rows[i].name, prefix, strlen(prefix)) != 0)
            continue;
        uint32_t row = sam_builder_row_node(f->builder, i);
        least = least == UINT32_MAX ? row : node(f, SAM_OP_MIN, least, row, 0);
    }
    if (least == UINT32_MAX)
        sam_formula_fail(f, "no limit is given", word);
    return least;
}

static const char *const CLASS_WORDS[SAM_FLOW_CLASS_COUNT] = {
    [SAM_FLOW_NONE] = "none",       [SAM_FLOW_USE] = "use",
    [SAM_FLOW_SOURCE] = "source",   [SAM_FLOW_OPERATING] = "operating",
    [SAM_FLOW_SERVICE] = "service", [SAM_FLOW_TAX] = "tax",
    [SAM_FLOW_SUPPORT] = "support", [SAM_FLOW_DISTRIBUTION] = "distribution",
    [SAM_FLOW_EXIT] = "exit",       [SAM_FLOW_OUTSIDE] = "outside",
    [SAM_FLOW_PREMIUM] = "premium",
};

static uint32_t project_party(const sam_deal *deal) {
    for (uint32_t i = 0; i < deal->party_count; i++)
        if (deal->parties[i].role == SAM_ROLE_PROJECT)
            return i;
    return SAM_NO_PARTY;
}

/* Flows of one class into (or out of) the project. */
static uint32_t class_flows(sam_formula *f, bool in) {
    char word[SAM_FORMULA_WORD];
    if (!name_argument(f, word))
        return 0;
    uint32_t project = project_party(f->builder->deal);
    uint32_t total = sam_builder_const(f->builder, 0);
    for (uint32_t i = 0; i < f->builder->row_count; i++) {
        const sam_row *row = &f->builder->rows[i];
        if (row->flow == SAM_FLOW_NONE || strcmp(CLASS_WORDS[row->flow], word) != 0)
            continue;
        if ((in ? row->payee : row->payer) == project)
            total = add_row(f, total, i);
    }
    return total;
}

static uint32_t call_flows_in(sam_formula *f) {
    return class_flows(f, true);
}

static uint32_t call_flows_out(sam_formula *f) {
    return class_flows(f, false);
}

static uint32_t party_flows(sam_formula *f, bool in) {
    uint32_t total = sam_builder_const(f->builder, 0);
    for (uint32_t i = 0; i < f->builder->row_count; i++) {
        const sam_row *row = &f->builder->rows[i];
        if (row->flow != SAM_FLOW_NONE && (in ? row->payee : row->payer) == f->party)
            total = add_row(f, total, i);
    }
    return total;
}

static uint32_t call_received(sam_formula *f) {
    return party_flows(f, true);
}

static uint32_t call_paid(sam_formula *f) {
    return party_flows(f, false);
}

/* unfunded(): what the project receives less what it pays, without loans, grants, owners' money and
 * what those cost. */
static uint32_t call_unfunded(sam_formula *f) {
    static const char *const FUNDING[] = {"equity", "grant", "construction_loan", "term_loan",
                                          "guarantee"};
    const sam_deal *deal = f->builder->deal;
    uint32_t total = sam_builder_const(f->builder, 0);
    for (uint32_t i = 0; i < f->builder->row_count; i++) {
        const sam_row *row = &f->builder->rows[i];
        if (row->flow == SAM_FLOW_NONE || row->clause >= deal->clause_count)
            continue;
        bool funding = false;
        for (size_t k = 0; k < sizeof FUNDING / sizeof *FUNDING; k++)
            funding |= strcmp(deal->clauses[row->clause].kind, FUNDING[k]) == 0;
        if (!funding && row->payee == f->party)
            total = add_row(f, total, i);
        if (!funding && row->payer == f->party)
            total = node(f, SAM_OP_SUB, total, sam_builder_row_node(f->builder, i), 0);
    }
    return total;
}

/* dwellings(e): the sum of e over the kinds of dwelling, with count, area, rent … of each. */
static uint32_t call_dwellings(sam_formula *f) {
    const char *start = f->at;
    uint32_t total = sam_builder_const(f->builder, 0);
    for (uint32_t k = 0; k < f->builder->deal->dwelling_kinds; k++) {
        f->at = start;
        f->dwelling = k + 1;
        uint32_t one = sam_formula_expression(f);
        total = node(f, SAM_OP_ADD, total, one, 0);
    }
    f->dwelling = 0;
    return total;
}

static const struct {
    const char *word;
    function call;
} FUNCTIONS[] = {
    {"min", call_min},
    {"max", call_max},
    {"if", call_if},
    {"floor", call_floor},
    {"annuity", call_annuity},
    {"prev", call_prev},
    {"next", call_next},
    {"sum", call_sum},
    {"dot", call_dot},
    {"lowest", call_lowest},
    {"highest", call_highest},
    {"first", call_first},
    {"at", call_at},
    {"all", call_all},
    {"greatest", call_greatest},
    {"referring", call_referring},
    {"lending", call_lending},
    {"chain", call_chain},
    {"least", call_least},
    {"flows_in", call_flows_in},
    {"flows_out", call_flows_out},
    {"received", call_received},
    {"paid", call_paid},
    {"unfunded", call_unfunded},
    {"dwellings", call_dwellings},
};

uint32_t sam_formula_function(sam_formula *f, const char *word) {
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++) {
        if (strcmp(FUNCTIONS[i].word, word) != 0)
            continue;
        uint32_t result = FUNCTIONS[i].call(f);
        sam_formula_expect(f, ")");
        return result;
    }
    sam_formula_fail(f, "unknown function", word);
    return 0;
}
