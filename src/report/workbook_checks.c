/* The sheet of checks: laws that the figures must obey whatever the inputs, as live formulas. Each
 * check is a signed sum of rows; the formula and its result come from the same list of terms. */
#include <math.h>

#include "report/workbook.h"

typedef struct term {
    uint32_t row;
    int sign;
    bool month_before;
} term;

typedef struct checks {
    sam_book *book;
    const sam_book_model *model;
    lxw_worksheet *sheet;
    uint32_t line, first;
    term *terms;
    uint32_t count, capacity;
    bool failed;
} checks;

static void add_term(checks *c, uint32_t row, int sign, bool month_before) {
    if (row == SAM_NO_ROW || c->count == c->capacity)
        return;
    c->terms[c->count++] = (term){row, sign, month_before};
}

static uint32_t last_month(const checks *c) {
    return c->model->of.plan->months;
}

/* ---- formulas: each writes into the book's formula and gives the result ---- */

static void put_sign(checks *c, uint32_t i) {
    if (i > 0 || c->terms[i].sign < 0)
        sam_text_add_char(&c->book->formula, c->terms[i].sign < 0 ? '-' : '+');
}

static void put_shifted(checks *c, const term *t) {
    sam_text *out = &c->book->formula;
    if (!t->month_before) {
        sam_book_range(out, c->model, t->row, true);
        return;
    }
    sam_book_month(out, c->model, t->row, 0);
    sam_text_add_char(out, ':');
    sam_book_month(out, c->model, t->row, last_month(c) - 1);
}

/* Greatest |sum of terms| of any month. SUMPRODUCT makes the inside an array in every program. */
static double greatest(checks *c) {
    double most = 0;
    for (uint32_t m = 1; m <= last_month(c); m++) {
        double sum = 0;
        for (uint32_t i = 0; i < c->count; i++) {
            const term *t = &c->terms[i];
            sum += t->sign * sam_book_value(c->model, t->row, t->month_before ? m - 1 : m);
        }
        most = fabs(sum) > most ? fabs(sum) : most;
    }
    sam_text_add(&c->book->formula, "=SUMPRODUCT(MAX(ABS(");
    for (uint32_t i = 0; i < c->count; i++) {
        put_sign(c, i);
        put_shifted(c, &c->terms[i]);
    }
    sam_text_add(&c->book->formula, ")))");
    return most;
}

/* "SUMIF(months,<relation>done,row)" */
static void put_sum_if(checks *c, const char *relation, uint32_t done, uint32_t row) {
    sam_text *out = &c->book->formula;
    sam_text_add(out, "SUMIF(");
    sam_book_range(out, c->model, sam_plan_find_row(c->model->of.plan, "m"), true);
    sam_text_add(out, relation);
    sam_book_scalar(out, c->model, done, true);
    sam_text_add_char(out, ',');
    sam_book_range(out, c->model, row, true);
    sam_text_add_char(out, ')');
}

/* Sum of terms over the months until completion, less the cash there is then. */
static double until_done(checks *c, uint32_t done, uint32_t cash) {
    double total = 0, end = sam_book_value(c->model, done, 0);
    sam_text_add_char(&c->book->formula, '=');
    for (uint32_t i = 0; i < c->count; i++) {
        put_sign(c, i);
        put_sum_if(c, ",\"<=\"&", done, c->terms[i].row);
        for (uint32_t m = 1; m <= last_month(c) && m <= end; m++)
            total += c->terms[i].sign * sam_book_value(c->model, c->terms[i].row, m);
    }
    sam_text_add_char(&c->book->formula, '-');
    put_sum_if(c, ",", done, cash);
    for (uint32_t m = 1; m <= last_month(c); m++)
        total -= m == end ? sam_book_value(c->model, cash, m) : 0;
    return total;
}

/* What flowed in and out over all months against the last balance. */
static double closes(checks *c, uint32_t balance) {
    double total = 0;
    sam_text *out = &c->book->formula;
    sam_text_add_char(out, '=');
    for (uint32_t i = 0; i < c->count; i++) {
        put_sign(c, i);
        sam_text_add(out, "SUM(");
        sam_book_range(out, c->model, c->terms[i].row, true);
        sam_text_add_char(out, ')');
        for (uint32_t m = 1; m <= last_month(c); m++)
            total += c->terms[i].sign * sam_book_value(c->model, c->terms[i].row, m);
    }
    sam_text_add_char(out, '-');
    sam_book_month(out, c->model, balance, last_month(c));
    return total - sam_book_value(c->model, balance, last_month(c));
}

static double below_zero(checks *c, uint32_t row) {
    double least = 0;
    for (uint32_t m = 1; m <= last_month(c); m++)
        least = fmin(least, sam_book_value(c->model, row, m));
    sam_text_add(&c->book->formula, "=MIN(0,");
    sam_book_range(&c->book->formula, c->model, row, true);
    sam_text_add_char(&c->book->formula, ')');
    return least;
}

static double at_the_end(checks *c, uint32_t row) {
    sam_text_add_char(&c->book->formula, '=');
    sam_book_month(&c->book->formula, c->model, row, last_month(c));
    return sam_book_value(c->model, row, last_month(c));
}

/* ---- one line of the sheet ---- */

/* The formula is in the book; a difference of half an øre is none. */
static void write_check(checks *c, sam_word what, const char *of, double difference) {
    static const double allowed = 0.005;
    sam_book *book = c->book;
    const char *text = sam_book_word(what);
    if (of)
        text = sam_arena_format(book->arena, "%s: %s", text, of);
    const char *ok = sam_book_word(SAM_WORD_OK), *fail = sam_book_word(SAM_WORD_FAIL);
    sam_book_formula(book, c->sheet, c->line, 2, difference, book->number[SAM_UNIT_RATIO]);
    sam_book_text(book, c->sheet, c->line, 0, c->model->title, book->text);
    sam_book_text(book, c->sheet, c->line, 1, text, book->text);
    sam_book_number(book, c->sheet, c->line, 3, allowed, book->number[SAM_UNIT_RATIO]);
    sam_text_format(&book->formula, "=IF(ABS(C%u)<=D%u,\"%s\",\"%s\")", c->line + 1, c->line + 1,
                    ok, fail);
    bool holds = fabs(difference) <= allowed;
    sam_book_formula_text(book, c->sheet, c->line, 4, holds ? ok : fail, book->unit);
    c->failed = c->failed || !holds;
    c->line++;
    c->count = 0;
}

static uint32_t party_row(checks *c, uint32_t party, const char *name) {
    const sam_plan *plan = c->model->of.plan;
    const char *full =
        sam_arena_format(c->book->arena, "%s.%s", plan->deal->parties[party].id, name);
    return full ? sam_plan_find_row(plan, full) : SAM_NO_ROW;
}

static void check_zero_sum(checks *c) {
    for (uint32_t p = 0; p < c->model->of.plan->deal->party_count; p++)
        add_term(c, party_row(c, p, "net"), 1, false);
    if (c->count)
        write_check(c, SAM_WORD_ZERO_SUM, NULL, greatest(c));
}

static uint32_t project_of(const sam_deal *deal) {
    for (uint32_t i = 0; i < deal->party_count; i++)
        if (deal->parties[i].role == SAM_ROLE_PROJECT)
            return i;
    return SAM_NO_PARTY;
}

static void check_cash(checks *c, uint32_t cash, uint32_t project) {
    if (cash == SAM_NO_ROW || project == SAM_NO_PARTY)
        return;
    add_term(c, cash, 1, false);
    add_term(c, cash, -1, true);
    add_term(c, party_row(c, project, "net"), -1, false);
    write_check(c, SAM_WORD_CASH_IS_FLOWS, NULL, greatest(c));
    write_check(c, SAM_WORD_CASH_NOT_NEGATIVE, NULL, below_zero(c, cash));
}

/* Until completion every krone that comes in is used, handed to the owners (a sale can pay more
 * than it cost) or still there; nothing else moves. */
static void check_sources(checks *c, uint32_t cash, uint32_t project) {
    const sam_plan *plan = c->model->of.plan;
    uint32_t done = sam_plan_find_row(plan, "done");
    if (cash == SAM_NO_ROW || done == SAM_NO_ROW || project == SAM_NO_PARTY)
        return;
    for (uint32_t i = 0; i < plan->row_count; i++) {
        const sam_row *row = &plan->rows[i];
        bool counted = row->flow == SAM_FLOW_USE || row->flow == SAM_FLOW_SOURCE ||
                       row->flow == SAM_FLOW_SUPPORT || row->flow == SAM_FLOW_DISTRIBUTION;
        if (counted && (row->payer == project || row->payee == project))
            add_term(c, i, row->payee == project ? 1 : -1, false);
    }
    write_check(c, SAM_WORD_SOURCES_USES, NULL, until_done(c, done, cash));
}

/* ---- corkscrews: a row that is its own month before, plus rows, minus rows ---- */

/* Adds the terms of a chain of + and -; false when anything else is in it. */
static bool flatten(checks *c, uint32_t node, int sign) {
    const sam_node *n = &c->model->of.plan->nodes[node];
    switch (n->op) {
    case SAM_OP_ADD:
        return flatten(c, n->a, sign) && flatten(c, n->b, sign);
    case SAM_OP_SUB:
        return flatten(c, n->a, sign) && flatten(c, n->b, -sign);
    case SAM_OP_ROW:
        add_term(c, n->a, sign, false);
        return true;
    case SAM_OP_PREV:
        add_term(c, n->a, sign, true);
        return true;
    default:
        return false;
    }
}

static bool is_corkscrew(checks *c, uint32_t row) {
    const sam_row *r = &c->model->of.plan->rows[row];
    if (r->kind != SAM_ROW_MONTHLY || !flatten(c, r->root, 1))
        return false;
    uint32_t own = 0, kept = 0;
    for (uint32_t i = 0; i < c->count; i++) {
        const term t = c->terms[i];
        if (t.month_before && (t.row != row || t.sign < 0))
            return false;
        own += t.month_before;
        if (!t.month_before)
            c->terms[kept++] = t;
    }
    c->count = kept;
    return own == 1 && kept > 0;
}

/* "long debt (husbanken_loan.balance)" */
static const char *name_of(const checks *c, uint32_t row) {
    const sam_row *r = &c->model->of.plan->rows[row];
    return sam_arena_format(c->book->arena, "%s (%s)", sam_tr(r->label), r->name);
}

static void check_corkscrews(checks *c) {
    const sam_plan *plan = c->model->of.plan;
    for (uint32_t i = 0; i < plan->row_count; i++) {
        c->count = 0;
        if (is_corkscrew(c, i))
            write_check(c, SAM_WORD_CLOSES, name_of(c, i), closes(c, i));
    }
    c->count = 0;
}

static void check_model(checks *c) {
    const sam_plan *plan = c->model->of.plan;
    uint32_t project = project_of(plan->deal), debt = sam_plan_find_row(plan, "debt");
    uint32_t cash = sam_plan_find_row(plan, "cash");
    check_zero_sum(c);
    check_cash(c, cash, project);
    check_sources(c, cash, project);
    if (debt != SAM_NO_ROW)
        write_check(c, SAM_WORD_DEBT_ENDS, NULL, at_the_end(c, debt));
    check_corkscrews(c);
}

static void write_head(sam_book *book, lxw_worksheet *sheet) {
    static const sam_book_head heads[] = {{.word = SAM_WORD_MODEL, .width = 34},
                                          {.word = SAM_WORD_CHECK, .width = 78},
                                          {SAM_WORD_DIFFERENCE, 14, true},
                                          {SAM_WORD_ALLOWED, 12, true},
                                          {.word = SAM_WORD_RESULT, .width = 12}};
    sam_book_text(book, sheet, 0, 0, sam_book_word(SAM_WORD_CHECKS), book->title);
    sam_book_heads(book, sheet, 3, heads, sizeof heads / sizeof *heads);
    worksheet_freeze_panes(sheet, 4, 0);
    sam_book_check(book, worksheet_repeat_rows(sheet, 3, 3), NULL);
}

/* The one answer for all checks, and red for those that fail. */
static void write_verdict(checks *c) {
    sam_book *book = c->book;
    const char *ok = sam_book_word(SAM_WORD_OK), *fail = sam_book_word(SAM_WORD_FAIL);
    sam_book_text(book, c->sheet, 1, 1, sam_book_word(SAM_WORD_ALL_CHECKS), book->heading);
    sam_text_format(&book->formula, "=IF(COUNTIF(E%u:E%u,\"%s\")=ROWS(E%u:E%u),\"%s\",\"%s\")",
                    c->first + 1, c->line, ok, c->first + 1, c->line, ok, fail);
    sam_book_formula_text(book, c->sheet, 1, 4, c->failed ? fail : ok, book->heading);
    lxw_conditional_format red = {.type = LXW_CONDITIONAL_TYPE_TEXT,
                                  .criteria = LXW_CONDITIONAL_CRITERIA_TEXT_CONTAINING,
                                  .value_string = sam_arena_format(book->arena, "%s", fail),
                                  .format = book->failed_check};
    sam_book_check(c->book, worksheet_conditional_format_range(c->sheet, 1, 4, c->line, 4, &red),
                   NULL);
}

void sam_book_checks(sam_book *book, lxw_worksheet *sheet) {
    checks c = {.book = book, .sheet = sheet, .line = 4, .first = 4};
    write_head(book, sheet);
    for (size_t i = 0; i < book->count && book->status == SAM_OK; i++) {
        c.model = &book->models[i];
        c.capacity = c.model->of.plan->row_count + c.model->of.plan->deal->party_count;
        c.terms = sam_arena_array(book->arena, c.capacity, sizeof *c.terms);
        if (!c.terms) {
            sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
            return;
        }
        check_model(&c);
    }
    write_verdict(&c);
    book->check_failed = c.failed;
    if (book->rest_follows)
        sam_book_check_pasted(book, sheet, c.line + 1);
}
