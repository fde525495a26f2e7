/* The summary: what each party has of each model, the project's measures side by side, and each
 * model's parties. Every figure is a formula that reads the models' sheets. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "report/workbook.h"
#include "samspel/metrics.h"

typedef struct summary {
    sam_book *book;
    lxw_worksheet *sheet;
    uint32_t line;
} summary;

enum { WIDTH = 17 };

/* The part of a party row's name behind the party: "npv". */
static const char *measure_of(const sam_plan *plan, const sam_row *row) {
    return row->name + strlen(plan->deal->parties[row->party].id) + 1;
}

static bool is_party_measure(const sam_row *row, uint32_t party) {
    return row->measure && row->kind == SAM_ROW_SCALAR && row->party == party;
}

/* Measures that every party has are columns beside the parties; those of one role are lines of
 * their own. */
static bool is_common(const sam_book *book, const sam_plan *plan, const sam_row *row) {
    const char *measure = measure_of(plan, row);
    for (uint32_t p = 0; p < plan->deal->party_count; p++) {
        const char *name =
            sam_arena_format(book->arena, "%s.%s", plan->deal->parties[p].id, measure);
        if (!name || sam_plan_find_row(plan, name) == SAM_NO_ROW)
            return false;
    }
    return true;
}

static void put_cell(summary *s, const sam_book_model *model, uint32_t row) {
    sam_text_add_char(&s->book->formula, '=');
    sam_book_scalar(&s->book->formula, model, row, true);
}

static void put_irr(summary *s, const sam_book_model *model, uint32_t net, double guess) {
    sam_text_add(&s->book->formula, "(1+IRR(");
    sam_book_range(&s->book->formula, model, net, true);
    sam_text_add_char(&s->book->formula, ',');
    sam_text_add_number(&s->book->formula, guess);
    sam_text_add(&s->book->formula, "))^12-1");
}

/* IRR where the engine quotes one, started from it: monthly flows, the rate a year. */
static void write_irr(summary *s, const sam_book_model *model, uint32_t party, uint32_t net,
                      unsigned column) {
    sam_book *book = s->book;
    uint32_t months = model->of.plan->months;
    double *flows = sam_arena_array(book->arena, months, sizeof *flows);
    if (!flows) {
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
        return;
    }
    sam_ledger_series(model->of.ledger, net, model->of.lane, flows);
    sam_irr irr;
    sam_irr_monthly(&irr, flows, months);
    /* All that the project receives it pays: its rate says nothing. */
    bool project = model->of.plan->deal->parties[party].role == SAM_ROLE_PROJECT;
    if (!irr.has_quoted || project) {
        sam_book_text(book, s->sheet, s->line, column, sam_book_word(SAM_WORD_NONE),
                      book->number[SAM_UNIT_RATE]);
        return;
    }
    /* Spreadsheets search from a guess and may not arrive: the engine's rate, then a low one. */
    double monthly = sam_real_pow(1 + irr.quoted, 1.0 / 12) - 1;
    sam_text_add(&book->formula, "=IFERROR(");
    put_irr(s, model, net, floor(monthly * 1e5 + 0.5) / 1e5);
    sam_text_add(&book->formula, ",IFERROR(");
    put_irr(s, model, net, 0.003);
    sam_text_format(&book->formula, ",\"%s\"))", sam_book_word(SAM_WORD_NONE));
    sam_book_formula(book, s->sheet, s->line, column, irr.quoted, book->number[SAM_UNIT_RATE]);
}

static void write_party(summary *s, const sam_book_model *model, uint32_t party) {
    sam_book *book = s->book;
    const sam_plan *plan = model->of.plan;
    unsigned column = 1;
    sam_book_text(book, s->sheet, s->line, 0, sam_book_party(book, plan->deal, party), book->text);
    for (uint32_t i = 0; i < plan->row_count; i++) {
        if (!is_party_measure(&plan->rows[i], party) || !is_common(book, plan, &plan->rows[i]))
            continue;
        put_cell(s, model, i);
        sam_book_formula(book, s->sheet, s->line, column++, sam_book_value(model, i, 0),
                         book->number[plan->rows[i].unit]);
    }
    uint32_t net = sam_book_party_row(book, plan, party, "net");
    if (net != SAM_NO_ROW)
        write_irr(s, model, party, net, column);
    s->line++;
}

static void write_parties(summary *s, const sam_book_model *model) {
    sam_book *book = s->book;
    const sam_plan *plan = model->of.plan;
    unsigned column = 1;
    sam_book_text(book, s->sheet, s->line++, 0, sam_book_model_heading(book, model), book->heading);
    sam_book_text(book, s->sheet, s->line, 0, sam_book_word(SAM_WORD_PARTY), book->header);
    for (uint32_t i = 0; i < plan->row_count; i++)
        if (is_party_measure(&plan->rows[i], 0) && is_common(book, plan, &plan->rows[i]))
            sam_book_text(book, s->sheet, s->line, column++,
                          sam_say_measure(plan->rows[i].name, plan->rows[i].label),
                          book->header_number);
    sam_book_text(book, s->sheet, s->line, column, sam_book_word(SAM_WORD_IRR),
                  book->header_number);
    sam_book_check(book, worksheet_set_row(s->sheet, s->line++, 2 * LXW_DEF_ROW_HEIGHT, NULL),
                   NULL);
    for (uint32_t p = 0; p < plan->deal->party_count; p++)
        write_party(s, model, p);
    s->line++;
}

/* ---- what each party has of each model ---- */

static void write_models_line(summary *s, sam_word what) {
    sam_book *book = s->book;
    double height = 0;
    sam_book_text(book, s->sheet, s->line, 0, sam_book_word(what), book->header);
    for (size_t i = 0; i < book->count; i++) {
        const char *title = book->models[i].title;
        sam_book_text(book, s->sheet, s->line, (unsigned)i + 1, title, book->header_number);
        height = fmax(height, sam_book_height(title, WIDTH - 3));
    }
    sam_book_check(book, worksheet_set_row(s->sheet, s->line++, height, NULL), NULL);
}

static bool party_is_in_earlier_model(const sam_book *book, size_t model, const char *id) {
    for (size_t i = 0; i < model; i++)
        if (sam_deal_find_party(book->models[i].of.plan->deal, id) != UINT32_MAX)
            return true;
    return false;
}

static void write_value(summary *s, const sam_deal *deal, uint32_t party) {
    sam_book *book = s->book;
    sam_book_text(book, s->sheet, s->line, 0, sam_book_party(book, deal, party), book->text);
    for (size_t i = 0; i < book->count; i++) {
        const sam_book_model *model = &book->models[i];
        const sam_plan *plan = model->of.plan;
        uint32_t own = sam_deal_find_party(plan->deal, deal->parties[party].id);
        uint32_t row = own == UINT32_MAX ? SAM_NO_ROW : sam_book_party_row(book, plan, own, "npv");
        if (row == SAM_NO_ROW)
            continue;
        put_cell(s, model, row);
        sam_book_formula(book, s->sheet, s->line, (unsigned)i + 1, sam_book_value(model, row, 0),
                         book->number[SAM_UNIT_NOK]);
    }
    s->line++;
}

static void write_values(summary *s) {
    sam_book *book = s->book;
    write_models_line(s, SAM_WORD_NPV);
    book->values_first = s->line;
    for (size_t i = 0; i < book->count; i++) {
        const sam_deal *deal = book->models[i].of.plan->deal;
        for (uint32_t p = 0; p < deal->party_count; p++)
            if (sam_book_is_shown(&deal->parties[p]) &&
                !party_is_in_earlier_model(book, i, deal->parties[p].id))
                write_value(s, deal, p);
    }
    book->values_last = s->line - 1;
    s->line++;
}

/* ---- the project's measures, one line a measure, one column a model ---- */

static bool has_line(const sam_book *book, const sam_plan *plan, const sam_row *row) {
    return row->measure && row->kind == SAM_ROW_SCALAR &&
           (row->party == SAM_NO_PARTY || !is_common(book, plan, row));
}

static bool is_in_earlier_model(const sam_book *book, size_t model, const char *name) {
    for (size_t i = 0; i < model; i++) {
        uint32_t row = sam_plan_find_row(book->models[i].of.plan, name);
        if (row != SAM_NO_ROW &&
            has_line(book, book->models[i].of.plan, &book->models[i].of.plan->rows[row]))
            return true;
    }
    return false;
}

/* Days since the first of January 1900 as spreadsheets count them, of the first of a month. */
static double serial(int year, int month) {
    static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    int past = year - 1; /* whole years */
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    int days = 365 * past + past / 4 - past / 100 + past / 400 + before[month - 1];
    /* 1 January 1900 is day 1, and they count a 29 February 1900 that never was. */
    return days + (leap && month > 2) - 693595 + 2;
}

/* A measure, or a month of the timeline as one of the calendar; gives the result. */
static double put_measure(summary *s, const sam_book_model *model, uint32_t row) {
    const sam_plan *plan = model->of.plan;
    double value = sam_book_value(model, row, 0);
    sam_text *out = &s->book->formula;
    if (plan->rows[row].unit != SAM_UNIT_MONTHS) {
        sam_book_scalar(out, model, row, true);
        return value;
    }
    int year = plan->deal->start_year, start = plan->deal->start_month;
    /* Month 1 is the first of building; 0, which is no month, is the one before. */
    int months = 12 * year + start - 2 + (int)value;
    sam_text_format(out, "DATE(%d,%d+", year, start - 1);
    sam_book_scalar(out, model, row, true);
    sam_text_add(out, ",1)");
    return serial(months / 12, months % 12 + 1);
}

static void write_measure_of(summary *s, const sam_book_model *model, uint32_t row,
                             unsigned column) {
    sam_book *book = s->book;
    const sam_row *r = &model->of.plan->rows[row];
    lxw_format *format = r->unit == SAM_UNIT_MONTHS  ? book->month
                         : r->unit == SAM_UNIT_RATIO ? book->ratio
                                                     : book->number[r->unit];
    bool always = r->defined == SAM_NO_ROW;
    const char *none = sam_book_word(SAM_WORD_NONE);
    sam_text_add_char(&book->formula, '=');
    if (!always) {
        sam_text_add(&book->formula, "IF(");
        sam_book_scalar(&book->formula, model, r->defined, true);
        sam_text_add(&book->formula, ">0,");
    }
    double value = put_measure(s, model, row);
    if (!always)
        sam_text_format(&book->formula, ",\"%s\")", none);
    if (always || sam_book_value(model, r->defined, 0) > 0)
        sam_book_formula(book, s->sheet, s->line, column, value, format);
    else
        sam_book_formula_text(book, s->sheet, s->line, column, none, format);
}

static void write_measure(summary *s, const sam_plan *plan, const sam_row *of) {
    sam_book *book = s->book;
    const char *name = of->name, *label = sam_say_measure(of->name, of->label);
    if (of->party != SAM_NO_PARTY)
        label = sam_arena_format(book->arena, "%s: %s", sam_book_party(book, plan->deal, of->party),
                                 label);
    if (!label) {
        sam_book_fail(book, SAM_MEMORY, N_("out of memory"), NULL);
        return;
    }
    sam_book_text(book, s->sheet, s->line, 0, sam_book_capital(book, label), book->wrapped);
    for (size_t i = 0; i < book->count; i++) {
        uint32_t row = sam_plan_find_row(book->models[i].of.plan, name);
        if (row != SAM_NO_ROW &&
            has_line(book, book->models[i].of.plan, &book->models[i].of.plan->rows[row]))
            write_measure_of(s, &book->models[i], row, (unsigned)i + 1);
    }
    s->line++;
}

static void write_measures(summary *s) {
    sam_book *book = s->book;
    write_models_line(s, SAM_WORD_MEASURES);
    for (size_t i = 0; i < book->count; i++) {
        const sam_plan *plan = book->models[i].of.plan;
        for (uint32_t r = 0; r < plan->row_count; r++)
            if (has_line(book, plan, &plan->rows[r]) &&
                !is_in_earlier_model(book, i, plan->rows[r].name))
                write_measure(s, plan, &plan->rows[r]);
    }
    s->line++;
}

static void write_head(summary *s) {
    sam_book *book = s->book;
    if (book->count)
        sam_book_text(book, s->sheet, 0, 0, sam_say_scenario(book->models[0].of.plan->deal),
                      book->title);
    sam_book_text(book, s->sheet, 1, 0, sam_book_word(SAM_WORD_ABOUT), book->soft);
    sam_book_text(book, s->sheet, 2, 0, sam_book_word(SAM_WORD_ALL_CHECKS), book->heading);
    sam_text_format(&book->formula, "='%s'!E2", sam_book_word(SAM_WORD_CHECKS));
    sam_book_formula_text(book, s->sheet, 2, 1,
                          sam_book_word(book->check_failed ? SAM_WORD_FAIL : SAM_WORD_OK),
                          book->heading);
    s->line = 4;
    if (!book->rest_follows)
        return;
    sam_book_text(book, s->sheet, 3, 0, sam_book_word(SAM_WORD_PASTED_STILL), book->heading);
    sam_book_is_current(book, s->sheet, 3, 1, 0);
    sam_book_text(book, s->sheet, 4, 0, sam_book_word(SAM_WORD_PASTED_LEGEND), book->pasted_text);
    sam_book_check(book, worksheet_set_row(s->sheet, 4, 2 * LXW_DEF_ROW_HEIGHT, NULL), NULL);
    s->line = 6;
}

void sam_book_summary(sam_book *book, lxw_worksheet *sheet) {
    summary s = {.book = book, .sheet = sheet};
    unsigned columns = book->count > 6 ? (unsigned)book->count : 6;
    sam_book_width(book, sheet, 0, 0, 56);
    sam_book_width(book, sheet, 1, columns, WIDTH);
    worksheet_set_portrait(sheet);
    worksheet_freeze_panes(sheet, 0, 1);
    write_head(&s);
    write_values(&s);
    write_measures(&s);
    for (size_t i = 0; i < book->count && book->status == SAM_OK; i++)
        write_parties(&s, &book->models[i]);
}
