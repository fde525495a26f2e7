/* A study as text for a terminal or a minute: the models side by side. Money in 1000 kr. */
#include <string.h>

#include "deal/fields.h"
#include "report/heading.h"
#include "report/quantity.h"
#include "report/study.h"
#include "report/table.h"
#include "report/texts.h"

enum { COLUMNS_MOST = 65 };

static void heading(sam_text *out, const char *text) {
    sam_text_format(out, "\n%s\n", text);
}

/* A table whose first column is a label and whose others are the models. */
static sam_table *models_table(const sam_study *study, const char *first) {
    sam_column columns[COLUMNS_MOST] = {{.title = first}};
    size_t count = study->case_count < COLUMNS_MOST - 1 ? study->case_count : COLUMNS_MOST - 1;
    for (size_t i = 0; i < count; i++)
        columns[i + 1] = (sam_column){.title = study->cases[i].deal->model_id, .number = true};
    return sam_table_new(columns, count + 1);
}

static void finish(sam_table *table, sam_text *out, size_t width) {
    if (!table) {
        out->broken = true;
        return;
    }
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

/* Parties are matched by id over the models. */
static const sam_party_result *party_of(const sam_case *c, const char *id) {
    uint32_t party = sam_deal_find_party(c->deal, id);
    if (party == UINT32_MAX || !c->result->parties[party].takes_part)
        return NULL;
    return &c->result->parties[party];
}

static bool seen_before(const sam_study *study, size_t case_index, const char *id) {
    for (size_t i = 0; i < case_index; i++)
        if (party_of(&study->cases[i], id))
            return true;
    return false;
}

/* The parties a council asks about; those outside the deal are in the ledger. */
static bool shown(const sam_party *party) {
    return party->role != SAM_ROLE_PROJECT && party->role != SAM_ROLE_OUTSIDE;
}

typedef void (*party_cell)(sam_table *table, const sam_party_result *result);

static void npv_cell(sam_table *table, const sam_party_result *result) {
    sam_table_decimals(table, result->npv / 1000, 0);
}

static void irr_cell(sam_table *table, const sam_party_result *result) {
    if (result->irr.has_quoted)
        sam_table_percent(table, result->irr.quoted, 2);
    else
        sam_table_none(table);
}

static void party_rows(const sam_study *study, sam_table *table, party_cell cell) {
    for (size_t i = 0; table && i < study->case_count; i++) {
        const sam_case *c = &study->cases[i];
        for (uint32_t p = 0; p < c->deal->party_count; p++) {
            const char *id = c->deal->parties[p].id;
            if (!shown(&c->deal->parties[p]) || !party_of(c, id) || seen_before(study, i, id))
                continue;
            sam_table_text(table, sam_say_party(c->deal, p));
            for (size_t k = 0; k < study->case_count; k++) {
                const sam_party_result *result = party_of(&study->cases[k], id);
                if (result)
                    cell(table, result);
                else
                    sam_table_none(table);
            }
        }
    }
}

static double stack_share(const sam_case *c, const char *kind, const char *party, double *amount) {
    double share = 0;
    *amount = 0;
    for (uint32_t i = 0; i < c->result->stack_count; i++) {
        const sam_stack_item *item = &c->result->stack[i];
        if (strcmp(item->kind, kind) != 0 || strcmp(c->deal->parties[item->party].id, party) != 0)
            continue;
        share += item->share;
        *amount += item->amount;
    }
    return share;
}

static bool stack_seen(const sam_study *study, size_t case_index, uint32_t item_index) {
    const sam_case *c = &study->cases[case_index];
    const sam_stack_item *item = &c->result->stack[item_index];
    const char *party = c->deal->parties[item->party].id;
    double amount;
    for (size_t i = 0; i < case_index; i++)
        if (stack_share(&study->cases[i], item->kind, party, &amount) > 0)
            return true;
    for (uint32_t i = 0; i < item_index; i++)
        if (c->result->stack[i].party == item->party &&
            strcmp(c->result->stack[i].kind, item->kind) == 0)
            return true;
    return item->amount <= 0;
}

static void stack_rows(const sam_study *study, sam_table *table) {
    for (size_t i = 0; table && i < study->case_count; i++) {
        const sam_case *c = &study->cases[i];
        for (uint32_t s = 0; s < c->result->stack_count; s++) {
            if (stack_seen(study, i, s))
                continue;
            const sam_stack_item *item = &c->result->stack[s];
            const char *party = c->deal->parties[item->party].id;
            sam_text label = SAM_TEXT_EMPTY;
            sam_text_format(&label, "%s, %s", sam_stack_word(item->kind),
                            sam_say_party(c->deal, item->party));
            sam_table_text(table, label.data);
            sam_text_free(&label);
            for (size_t k = 0; k < study->case_count; k++) {
                double amount;
                double share = stack_share(&study->cases[k], item->kind, party, &amount);
                if (share > 0)
                    sam_table_percent(table, share, 1);
                else
                    sam_table_none(table);
            }
        }
    }
}

const char *sam_stack_word(const char *kind) {
    const sam_clause_kind *found = sam_clause_kind_find(kind);
    return found ? sam_say_kind(found) : kind;
}

static const sam_flag *flag_of(const sam_case *c, const char *code) {
    for (uint32_t i = 0; i < c->result->flag_count; i++)
        if (strcmp(c->result->flags[i].code, code) == 0)
            return &c->result->flags[i];
    return NULL;
}

static bool flag_seen(const sam_study *study, size_t case_index, const char *code) {
    for (size_t i = 0; i < case_index; i++)
        if (flag_of(&study->cases[i], code))
            return true;
    return false;
}

static void flag_row(const sam_study *study, sam_table *table, const sam_flag *flag) {
    sam_text label = SAM_TEXT_EMPTY;
    sam_text_format(&label, *flag->paragraph ? "%s (%s)" : "%s", sam_tr(flag->text),
                    sam_tr(flag->paragraph));
    sam_table_text(table, label.data);
    sam_text_free(&label);
    for (size_t k = 0; k < study->case_count; k++) {
        const sam_flag *own = flag_of(&study->cases[k], flag->code);
        sam_text figure = SAM_TEXT_EMPTY;
        if (own && own->has_figure)
            sam_quantity(&figure, own->figure, own->unit);
        if (own)
            sam_table_text(table, own->has_figure ? figure.data : _("yes"));
        else
            sam_table_none(table);
        sam_text_free(&figure);
    }
}

static void flags(sam_text *out, const sam_study *study, size_t width) {
    sam_table *table = models_table(study, _("what"));
    for (size_t i = 0; table && i < study->case_count; i++) {
        const sam_result *result = study->cases[i].result;
        for (uint32_t f = 0; f < result->flag_count; f++)
            if (!flag_seen(study, i, result->flags[f].code))
                flag_row(study, table, &result->flags[f]);
    }
    finish(table, out, width);
}

/* The break-even of one assumption for the first owner's return, or for cover. */
static const sam_break_even *break_even_of(const sam_case *c, const char *what, bool cover) {
    for (uint32_t i = 0; i < c->result->break_even_count; i++) {
        const sam_break_even *b = &c->result->break_evens[i];
        if (strcmp(b->what, what) == 0 && (strcmp(b->target, "min_dscr") == 0) == cover)
            return b;
    }
    return NULL;
}

static void break_even_cell(sam_table *table, const sam_break_even *b) {
    if (!b) {
        sam_table_none(table);
        return;
    }
    sam_text value = SAM_TEXT_EMPTY;
    if (b->exists)
        sam_quantity(&value, b->value, b->unit);
    sam_table_text(table, b->exists ? value.data : _("no value"));
    sam_text_free(&value);
}

static void break_evens(sam_text *out, const sam_study *study, bool cover, size_t width) {
    static const struct {
        const char *what, *label;
    } ROWS[] = {{"rent", N_("rent, times the scenario's")},
                {"vacancy", N_("vacancy")},
                {"rate_shift", N_("shift of floating rates")},
                {"overrun", N_("cost overrun")},
                {"value_to_cost", N_("value to cost")}};
    sam_table *table = models_table(study, _("assumption"));
    for (size_t r = 0; table && r < sizeof ROWS / sizeof *ROWS; r++) {
        sam_table_text(table, sam_tr(ROWS[r].label));
        for (size_t k = 0; k < study->case_count; k++)
            break_even_cell(table, break_even_of(&study->cases[k], ROWS[r].what, cover));
    }
    finish(table, out, width);
}

static const char *party_word(const sam_study *study, uint32_t model, const char *id) {
    uint32_t party = sam_deal_find_party(study->cases[model].deal, id);
    return party == UINT32_MAX ? id : sam_say_party(study->cases[model].deal, party);
}

static void turns(sam_text *out, const sam_study *study, size_t width) {
    sam_column columns[] = {{.title = _("party")},
                            {.title = _("ahead")},
                            {.title = _("behind")},
                            {.title = _("by, 1000 kr"), .number = true},
                            {.title = _("turned by")},
                            {.title = _("now"), .number = true},
                            {.title = _("turns at"), .number = true}};
    sam_table *table = sam_table_new(columns, 7);
    for (size_t i = 0; table && i < study->turn_count; i++) {
        const sam_turn *turn = &study->turns[i];
        sam_text now = SAM_TEXT_EMPTY, at = SAM_TEXT_EMPTY;
        if (turn->assumption) {
            sam_quantity(&now, turn->base, turn->unit);
            sam_quantity(&at, turn->value, turn->unit);
        }
        sam_table_text(table, party_word(study, turn->ahead, turn->party));
        sam_table_text(table, study->cases[turn->ahead].deal->model_id);
        sam_table_text(table, study->cases[turn->behind].deal->model_id);
        sam_table_decimals(table, turn->gap / 1000, 0);
        sam_table_text(table, turn->assumption ? sam_say_word(SAM_WORDS_ASSUMED, turn->assumption)
                                               : _("none of those searched"));
        sam_table_text(table, now.data);
        sam_table_text(table, at.data);
        sam_text_free(&now);
        sam_text_free(&at);
    }
    finish(table, out, width);
}

static bool weak_seen(const sam_study *study, size_t case_index, const char *name) {
    for (size_t i = 0; i < case_index; i++) {
        uint32_t input = sam_deal_find_input(study->cases[i].deal, name);
        if (input != SAM_NO_INPUT && sam_case_input_is_weak(&study->cases[i], input))
            return true;
    }
    return false;
}

/* What it is called, and what one types. */
static void input_name(sam_table *table, const sam_deal *deal, uint32_t index) {
    sam_text name = SAM_TEXT_EMPTY;
    sam_say_input(&name, deal, index);
    sam_text_format(&name, " (%s)", deal->inputs[index].name);
    sam_table_text(table, name.broken ? NULL : name.data);
    sam_text_free(&name);
}

static void weak_inputs(sam_text *out, const sam_study *study, size_t width) {
    static const char *const ORIGINS[] = {N_("model"), N_("scenario"), N_("dated term"),
                                          N_("default"), N_("command")};
    sam_column columns[] = {
        {.title = _("input")}, {.title = _("value"), .number = true}, {.title = _("from")}};
    sam_table *table = sam_table_new(columns, 3);
    for (size_t i = 0; table && i < study->case_count; i++) {
        const sam_case *c = &study->cases[i];
        for (uint32_t k = 0; k < c->deal->input_count; k++) {
            const sam_input *input = &c->deal->inputs[k];
            if (!sam_case_input_is_weak(c, k) || weak_seen(study, i, input->name))
                continue;
            input_name(table, c->deal, k);
            sam_text value = SAM_TEXT_EMPTY;
            sam_quantity(&value, input->value, input->field->unit);
            sam_table_text(table, value.data);
            sam_text_free(&value);
            sam_table_text(table, sam_tr(ORIGINS[input->origin]));
        }
    }
    finish(table, out, width);
}

void sam_study_title(sam_text *out, const sam_study *study) {
    const sam_deal *deal = study->cases[0].deal;
    sam_text start = SAM_TEXT_EMPTY;
    sam_say_month(&start, deal, 1);
    sam_heading_title(out, study->version, deal);
    sam_text_format(out, _("Building begins in %s; %u months in all.\n"),
                    start.data ? start.data : "", deal->months);
    out->broken = out->broken || start.broken;
    sam_text_free(&start);
}

static void names(sam_text *out, const sam_study *study, size_t width) {
    const sam_deal *deals[SAM_HEADING_MODELS];
    size_t count = study->case_count < SAM_HEADING_MODELS ? study->case_count : SAM_HEADING_MODELS;
    for (size_t i = 0; i < count; i++)
        deals[i] = study->cases[i].deal;
    sam_heading_models(out, deals, count, width);
}

void sam_study_text(sam_text *out, const sam_study *study, size_t width) {
    sam_study_title(out, study);
    names(out, study, width);
    heading(out, _("Net present value by party, 1000 kr (inflow positive, each at its own rate)"));
    sam_table *table = models_table(study, _("party"));
    party_rows(study, table, npv_cell);
    finish(table, out, width);
    heading(out, _("Internal rate of return by party, effective a year"));
    table = models_table(study, _("party"));
    party_rows(study, table, irr_cell);
    sam_study_project_row(study, table);
    finish(table, out, width);
    heading(out, _("Who funds it, share of cost at completion"));
    table = models_table(study, _("source"));
    stack_rows(study, table);
    finish(table, out, width);
    heading(out, _("The deal, money in 1000 kr"));
    table = models_table(study, _("measure"));
    sam_study_measure_rows(study, table);
    finish(table, out, width);
    heading(out, _("What the municipality is asked, money in 1000 kr"));
    table = models_table(study, _("measure"));
    sam_study_municipal_rows(study, table);
    finish(table, out, width);
    if (study->turn_count) {
        heading(out, _("What separates the models, and what would turn the order"));
        turns(out, study, width);
    }
    heading(out, _("Break-even: the owner's net present value is 0 at"));
    break_evens(out, study, false, width);
    heading(out, _("Break-even: cover (DSCR) in the worst year is 1 at"));
    break_evens(out, study, true, width);
    heading(out, _("To be looked at; none of these decides"));
    flags(out, study, width);
    heading(out, _("Weak inputs the answer rests on"));
    weak_inputs(out, study, width);
}
