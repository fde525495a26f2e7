/* What a clause needs of its own fields and of the other clauses, beyond the bounds of each field:
 * what would else only be found when the plan is compiled, where nobody knows the user's file. Must
 * not read fields. */
#include <string.h>

#include "deal/decide.h"
#include "deal/reader.h"

static bool has_number(const sam_clause *clause, const char *field) {
    uint32_t index = sam_clause_field(clause, field);
    return clause->inputs && index != UINT32_MAX && clause->inputs[index] != SAM_NO_INPUT;
}

static bool has_word(const sam_clause *clause, const char *field, const char *word) {
    uint32_t index = sam_clause_field(clause, field);
    const char *value = clause->values && index != UINT32_MAX ? clause->values[index] : NULL;
    return value && strcmp(value, word) == 0;
}

/* ---- one clause ---- */

/* Money that is the least of its limits has at least one. */
static void check_limits(sam_reader *reader, const sam_clause *clause, const sam_tree *tree,
                         const char *limits, const char *hint) {
    if (!has_word(clause, "sizing", "limits"))
        return;
    for (uint32_t i = 0; i < clause->spec->field_count; i++)
        if (clause->inputs[i] != SAM_NO_INPUT &&
            sam_words_hold(limits, clause->spec->fields[i].path))
            return;
    SAM_FAULT(reader, tree, .code = "LIMIT_MISSING",
              .message = SAY(reader, "nothing says how large this can be"), .absent = true,
              .bound = SAY(reader, "at least one limit"), .hint = hint);
}

static void check_decided(sam_reader *reader, const sam_clause *clause, const sam_tree *tree,
                          const char *amount) {
    if (has_word(clause, "sizing", "amount") && !has_number(clause, amount))
        sam_reader_missing(reader, tree, amount);
}

static void check_grant(sam_reader *reader, const sam_clause *clause, const sam_tree *tree) {
    check_limits(reader, clause, tree, "amount|cost_share|per_m2",
                 SAY(reader, "give amount, cost_share or per_m2"));
    check_decided(reader, clause, tree, "amount");
}

static bool model_has(const sam_reader *reader, const char *kind) {
    for (uint32_t i = 0; i < reader->clause_count; i++)
        if (strcmp(reader->clauses[i].kind, kind) == 0)
            return true;
    return false;
}

/* A part at a fixed rate: of a loan that else floats, at a rate that somebody has given. */
static void check_split(sam_reader *reader, const sam_clause *clause, const sam_tree *tree) {
    if (!has_number(clause, "fixed_share"))
        return;
    bool husbanken = has_word(clause, "rate", "husbanken");
    if (!husbanken && !has_word(clause, "rate", "market")) {
        SAM_FAULT(reader, sam_tree_member(tree, "fixed_share"), .code = "FIXED_ALREADY",
                  .message = SAY(reader, "all of this loan has a fixed rate: no part of it floats"),
                  .on_key = true,
                  .hint = SAY(reader, "remove fixed_share, or let rate be market or husbanken"));
        return;
    }
    const char *rate = husbanken ? "effective_rate" : "nominal_rate";
    if (!sam_tree_member(tree, rate))
        SAM_FAULT(reader, tree, .code = "FIXED_RATE_MISSING",
                  .message = SAY(reader, "nothing says what the fixed part of this loan costs"),
                  .absent = true, .bound = rate,
                  .hint = SAY(reader, "give effective_rate with rate husbanken, nominal_rate with "
                                      "rate market"));
}

static void check_loan(sam_reader *reader, const sam_clause *clause, const sam_tree *tree) {
    check_limits(
        reader, clause, tree, "ltv_max|cost_share_max|amount_max|dscr_target",
        SAY(reader, "give ltv_max, cost_share_max (1: the whole cost), amount_max or dscr_target"));
    check_decided(reader, clause, tree, "amount_max");
    check_split(reader, clause, tree);
    if (has_word(clause, "profile", "sculpted") && !has_number(clause, "dscr_target"))
        sam_reader_missing(reader, tree, "dscr_target");
    if (has_number(clause, "dscr_target") && model_has(reader, "common_charges"))
        SAM_FAULT(
            reader, sam_tree_member(tree, "dscr_target"), .code = "COVER_CIRCLE",
            .message = SAY(reader, "common charges follow the debt, so that cover says nothing of "
                                   "how large it can be"),
            .on_key = true,
            .hint = SAY(reader, "remove dscr_target and limit the loan by value, cost or amount"));
}

static void check_clause(sam_reader *reader, const sam_clause *clause, const sam_tree *tree) {
    if (strcmp(clause->kind, "grant") == 0)
        check_grant(reader, clause, tree);
    if (strcmp(clause->kind, "term_loan") == 0)
        check_loan(reader, clause, tree);
}

/* ---- all clauses ---- */

/* Sum of one number over the clauses of some kinds. Returns how many there are. */
static uint32_t sum_field(const sam_reader *reader, const char *kinds, const char *field,
                          double *sum) {
    uint32_t count = 0;
    *sum = 0;
    for (uint32_t i = 0; i < reader->clause_count; i++) {
        const sam_clause *clause = &reader->clauses[i];
        if (!clause->inputs || !sam_words_hold(kinds, clause->kind))
            continue;
        uint32_t index = sam_clause_field(clause, field);
        if (index != UINT32_MAX && clause->inputs[index] != SAM_NO_INPUT)
            *sum += reader->inputs[clause->inputs[index]].value;
        count++;
    }
    return count;
}

static void check_sum(sam_reader *reader, const sam_tree *list, const char *kinds,
                      const char *field, const char *code, const char *message) {
    double sum;
    sum_field(reader, kinds, field, &sum);
    if (sum >= 1 - 1e-9 && sum <= 1 + 1e-9)
        return;
    SAM_FAULT(reader, list, .code = code, .message = message,
              .value = sam_reader_shortest(reader, sum), .bound = "1");
}

static void check_shares(sam_reader *reader, const sam_tree *list) {
    double sum;
    if (sum_field(reader, "equity", "share", &sum) == 0)
        SAM_FAULT(reader, list, .code = "EQUITY_MISSING",
                  .message = SAY(reader, "the model has no owner"),
                  .value = SAY(reader, "0 equity clauses"), .bound = SAY(reader, "at least 1"),
                  .hint = SAY(reader, "add a clause of kind equity"));
    else
        check_sum(reader, list, "equity", "share", "EQUITY_SHARES",
                  SAY(reader, "the shares of the equity clauses do not sum to 1"));
    if (sum_field(reader, sam_home_kinds, "unit_share", &sum) == 0)
        SAM_FAULT(reader, list, .code = "UNIT_SHARES",
                  .message = SAY(reader, "the model does not say what becomes of the homes"),
                  .value = SAY(reader, "0 letting, lease, sale or common_charges clauses"),
                  .bound = SAY(reader, "at least 1"),
                  .hint = SAY(reader, "add a clause of kind letting"));
    else
        check_sum(reader, list, sam_home_kinds, "unit_share", "UNIT_SHARES",
                  SAY(reader,
                      "the unit shares of the letting, lease, sale and common_charges clauses "
                      "do not sum to 1"));
}

void sam_reader_clause_rules(sam_reader *reader) {
    for (uint32_t i = 0; i < reader->clause_count; i++)
        check_clause(reader, &reader->clauses[i], reader->clause_trees[i]);
    check_shares(reader, sam_tree_member(reader->model, "clauses"));
}
