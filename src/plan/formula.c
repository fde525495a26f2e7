/* Formula text -> nodes. The grammar is a small spreadsheet language: numbers, names, + - * / ^,
 * comparisons, and/or/not, and the functions listed in functions.c. Names are resolved by names.c.
 * Faults name the row, since the text comes from a clause table or from a model file. */
#include <string.h>

#include "base/mark.h"
#include "base/number.h"
#include "plan/formula.h"

static void skip_blanks(sam_formula *f) {
    while (*f->at == ' ' || *f->at == '\n')
        f->at++;
}

void sam_formula_fail(sam_formula *f, const char *message, const char *value) {
    if (f->failed)
        return;
    f->failed = true;
    const sam_row *row = &f->builder->rows[f->row];
    const char *text = sam_arena_format(f->builder->arena, SAY(f->builder, "%s in row %s = %s"),
                                        SAY(f->builder, message), row->name, row->formula);
    sam_builder_fault(f->builder, "PLAN_FORMULA", NULL, text ? text : message, value, NULL);
}

bool sam_formula_accept(sam_formula *f, const char *token) {
    skip_blanks(f);
    size_t length = strlen(token);
    if (strncmp(f->at, token, length) != 0)
        return false;
    f->at += length;
    return true;
}

void sam_formula_expect(sam_formula *f, const char *token) {
    if (!sam_formula_accept(f, token))
        sam_formula_fail(f, "missing sign", token);
}

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

size_t sam_formula_word(sam_formula *f, char *out, size_t size) {
    skip_blanks(f);
    size_t n = 0;
    while (is_word(f->at[n]))
        n++;
    if (n == 0 || n >= size || !((f->at[0] >= 'a' && f->at[0] <= 'z')))
        return 0;
    memcpy(out, f->at, n);
    out[n] = '\0';
    f->at += n;
    return n;
}

static bool accept_keyword(sam_formula *f, const char *keyword) {
    const char *start = f->at;
    char word[SAM_FORMULA_WORD];
    if (sam_formula_word(f, word, sizeof word) && strcmp(word, keyword) == 0)
        return true;
    f->at = start;
    return false;
}

static uint32_t node(sam_formula *f, sam_op op, uint32_t a, uint32_t b) {
    return f->failed ? 0 : sam_builder_node(f->builder, op, a, b, 0);
}

/* Of a number, or the sign of its exponent: 1e-9. */
static bool is_numeral(const char *at, size_t n) {
    bool sign = (at[n] == '-' || at[n] == '+') && n > 0 && at[n - 1] == 'e';
    return (at[n] >= '0' && at[n] <= '9') || at[n] == '.' || at[n] == 'e' || sign;
}

static uint32_t parse_number(sam_formula *f) {
    size_t n = 0;
    while (is_numeral(f->at, n))
        n++;
    double value = 0;
    if (!sam_number_parse(f->at, n, &value))
        sam_formula_fail(f, "not a number", f->at);
    f->at += n;
    return sam_builder_const(f->builder, value);
}

static uint32_t parse_atom(sam_formula *f) {
    skip_blanks(f);
    if (f->failed)
        return 0;
    if (sam_formula_accept(f, "(")) {
        uint32_t inner = sam_formula_expression(f);
        sam_formula_expect(f, ")");
        return inner;
    }
    if (*f->at >= '0' && *f->at <= '9')
        return parse_number(f);
    char word[SAM_FORMULA_WORD];
    if (!sam_formula_word(f, word, sizeof word)) {
        sam_formula_fail(f, "something is missing", f->at);
        return 0;
    }
    if (sam_formula_accept(f, "("))
        return sam_formula_function(f, word);
    return sam_formula_name(f, word);
}

static uint32_t parse_unary(sam_formula *f) {
    if (sam_formula_accept(f, "-"))
        return node(f, SAM_OP_NEG, parse_unary(f), 0);
    if (accept_keyword(f, "not"))
        return node(f, SAM_OP_NOT, parse_unary(f), 0);
    uint32_t base = parse_atom(f);
    if (sam_formula_accept(f, "^"))
        return node(f, SAM_OP_POW, base, parse_unary(f));
    return base;
}

static uint32_t parse_product(sam_formula *f) {
    uint32_t left = parse_unary(f);
    while (!f->failed) {
        sam_op op = SAM_OP_CONST;
        if (sam_formula_accept(f, "*"))
            op = SAM_OP_MUL;
        else if (sam_formula_accept(f, "/"))
            op = SAM_OP_DIV;
        if (op == SAM_OP_CONST)
            break;
        left = node(f, op, left, parse_unary(f));
    }
    return left;
}

static uint32_t parse_sum(sam_formula *f) {
    uint32_t left = parse_product(f);
    while (!f->failed) {
        sam_op op = SAM_OP_CONST;
        if (sam_formula_accept(f, "+"))
            op = SAM_OP_ADD;
        else if (sam_formula_accept(f, "-"))
            op = SAM_OP_SUB;
        if (op == SAM_OP_CONST)
            break;
        left = node(f, op, left, parse_product(f));
    }
    return left;
}

static uint32_t parse_comparison(sam_formula *f) {
    uint32_t left = parse_sum(f);
    if (sam_formula_accept(f, "<="))
        return node(f, SAM_OP_GE, parse_sum(f), left);
    if (sam_formula_accept(f, ">="))
        return node(f, SAM_OP_GE, left, parse_sum(f));
    if (sam_formula_accept(f, "<"))
        return node(f, SAM_OP_GT, parse_sum(f), left);
    if (sam_formula_accept(f, ">"))
        return node(f, SAM_OP_GT, left, parse_sum(f));
    if (sam_formula_accept(f, "="))
        return node(f, SAM_OP_EQ, left, parse_sum(f));
    return left;
}

static uint32_t parse_and(sam_formula *f) {
    uint32_t left = parse_comparison(f);
    while (accept_keyword(f, "and"))
        left = node(f, SAM_OP_MIN, left, parse_comparison(f));
    return left;
}

uint32_t sam_formula_expression(sam_formula *f) {
    if (++f->depth > 64) {
        sam_formula_fail(f, "nested too deep", NULL);
        return 0;
    }
    uint32_t left = parse_and(f);
    while (accept_keyword(f, "or"))
        left = node(f, SAM_OP_MAX, left, parse_and(f));
    f->depth--;
    return left;
}

void sam_builder_parse(sam_builder *builder, uint32_t row) {
    if (builder->rows[row].kind == SAM_ROW_CURVE || builder->status == SAM_MEMORY)
        return;
    sam_formula f = {.builder = builder, .row = row, .at = builder->rows[row].formula};
    f.clause = builder->rows[row].clause;
    f.party = builder->rows[row].party;
    uint32_t root = sam_formula_expression(&f);
    skip_blanks(&f);
    if (!f.failed && *f.at)
        sam_formula_fail(&f, "text after the end", f.at);
    builder->rows[row].root = root;
}
