/* The first half page: what the numbers say, in plain words. Every sentence is chosen and filled by
 * the numbers; none of them is an opinion. */
#include <string.h>

#include "report/html_page.h"

/* The least and the greatest of one figure over the models that have it. */
typedef struct spread {
    size_t count, least, most; /* least and most: models */
    double low, high;
} spread;

static void spread_add(spread *s, size_t model, double value) {
    if (s->count == 0 || value < s->low) {
        s->low = value;
        s->least = model;
    }
    if (s->count == 0 || value > s->high) {
        s->high = value;
        s->most = model;
    }
    s->count++;
}

static spread of_measure(const sam_page *page, const char *name) {
    spread s = {0};
    for (size_t i = 0; i < page->study->case_count; i++) {
        const sam_measure *m = sam_result_find(page->study->cases[i].result, name);
        if (m && m->exists)
            spread_add(&s, i, m->value);
    }
    return s;
}

static void say(sam_page *page, const char *text) {
    sam_doc_add(page->document, SAM_BLOCK_ITEM, text);
}

/* A model's name within a sentence. */
static const char *quoted(sam_page *page, size_t model) {
    return sam_page_fill(page, SAM_SAY_QUOTED, page->models[model], NULL);
}

/* "a, b og c" of the models that are chosen. */
static const char *list(sam_page *page, const bool *chosen) {
    sam_text text = SAM_TEXT_EMPTY;
    size_t left = 0;
    for (size_t i = 0; i < page->study->case_count; i++)
        left += chosen[i];
    for (size_t i = 0; i < page->study->case_count; i++) {
        if (!chosen[i])
            continue;
        sam_text_add(&text, quoted(page, i));
        left--;
        if (left == 1)
            sam_text_format(&text, " %s ", sam_say(SAM_SAY_AND));
        else if (left > 1)
            sam_text_add(&text, ", ");
    }
    return sam_page_take(page, &text);
}

static double input_value(const sam_deal *deal, const char *name) {
    uint32_t input = sam_deal_find_input(deal, name);
    return input == SAM_NO_INPUT ? 0 : deal->inputs[input].value;
}

static double homes(sam_page *page, const sam_deal *deal) {
    double count = 0;
    for (uint32_t k = 0; k < deal->dwelling_kinds; k++)
        count += input_value(deal, sam_page_text(page, "dwellings.%u.count", k));
    return count;
}

static void lead(sam_page *page) {
    const sam_deal *deal = page->study->cases[0].deal;
    spread cost = of_measure(page, "total_cost");
    const char *low = sam_page_money(page, cost.low), *high = sam_page_money(page, cost.high);
    const char *money =
        strcmp(low, high) == 0 ? low : sam_page_fill(page, SAM_SAY_BETWEEN, low, high, NULL);
    const char *name = sam_say_scenario(deal);
    const char *place = "";
    if (deal->municipality && !strstr(name, deal->municipality))
        place = sam_page_fill(page, SAM_SAY_IN_PLACE, sam_tr_data(deal->municipality), NULL);
    const char *start = sam_page_text(page, "%02d.%04d", deal->start_month, deal->start_year);
    bool one = page->study->case_count == 1;
    const char *what =
        one ? quoted(page, 0)
            : sam_page_fill(page, SAM_SAY_MANY_MODELS,
                            sam_page_number(page, (uint32_t)page->study->case_count), NULL);
    sam_doc_add(page->document, SAM_BLOCK_LEAD,
                sam_page_fill(page, one ? SAM_SAY_LEAD_ONE : SAM_SAY_LEAD, what, name, place,
                              sam_page_quantity(page, homes(page, deal), SAM_UNIT_COUNT), start,
                              money, NULL));
}

static void worth(sam_page *page, const char *party) {
    spread s = {0};
    bool below[SAM_PAGE_COLUMNS] = {false};
    size_t fall_short = 0;
    for (size_t i = 0; i < page->study->case_count && i < SAM_PAGE_COLUMNS; i++) {
        const sam_party_result *r = sam_page_result(page, i, party);
        if (!r)
            continue;
        spread_add(&s, i, r->npv);
        below[i] = r->npv < 0;
        fall_short += below[i];
    }
    if (!s.count)
        return;
    const char *who = sam_page_capital(page, sam_page_party(page, party));
    const char *high = sam_page_money(page, s.high);
    if (s.count > 1)
        say(page, sam_page_fill(page, SAM_SAY_NPV_BOTH, who, quoted(page, s.most), high,
                                quoted(page, s.least), sam_page_money(page, s.low), NULL));
    else
        say(page, sam_page_fill(page, SAM_SAY_NPV_ONE, who, quoted(page, s.most), high, NULL));
    if (fall_short)
        say(page, sam_page_fill(page, SAM_SAY_BELOW_NEED, who, list(page, below), NULL));
}

static void funding(sam_page *page) {
    spread gap = of_measure(page, "equity_gap");
    if (!gap.count || gap.high <= 0)
        return;
    const char *low = sam_page_quantity(page, gap.low, SAM_UNIT_SHARE);
    const char *high = sam_page_quantity(page, gap.high, SAM_UNIT_SHARE);
    if (gap.count == 1 || strcmp(low, high) == 0)
        say(page, sam_page_fill(page, SAM_SAY_GAP_ONE, high, NULL));
    else
        say(page, sam_page_fill(page, SAM_SAY_GAP_BOTH, low, quoted(page, gap.least), high,
                                quoted(page, gap.most), NULL));
}

static void cover(sam_page *page) {
    bool low[SAM_PAGE_COLUMNS] = {false}, fine[SAM_PAGE_COLUMNS] = {false};
    size_t lows = 0, fines = 0;
    for (size_t i = 0; i < page->study->case_count && i < SAM_PAGE_COLUMNS; i++) {
        const sam_measure *m = sam_result_find(page->study->cases[i].result, "min_dscr");
        if (!m || !m->exists)
            continue;
        low[i] = m->value < 1;
        fine[i] = !low[i];
        lows += low[i];
        fines += fine[i];
    }
    if (lows)
        say(page, sam_page_fill(page, SAM_SAY_COVER_SHORT, list(page, low), NULL));
    if (fines)
        say(page, sam_page_fill(page, SAM_SAY_COVER_FINE, list(page, fine), NULL));
}

static void guarantees(sam_page *page) {
    spread stock = of_measure(page, "guarantee_stock");
    if (stock.count && stock.high > 0)
        say(page, sam_page_fill(page, SAM_SAY_GUARANTEED, sam_page_money(page, stock.high),
                                quoted(page, stock.most), NULL));
}

/* The first pair for the municipality that something turns. */
static void turn(sam_page *page) {
    for (size_t i = 0; i < page->study->turn_count; i++) {
        const sam_turn *t = &page->study->turns[i];
        if (!t->assumption || strcmp(t->party, "municipality") != 0)
            continue;
        const char *what = sam_say_word(SAM_WORDS_ASSUMED, t->assumption);
        say(page,
            sam_page_fill(page, SAM_SAY_TURN, sam_page_party(page, t->party),
                          quoted(page, t->ahead), quoted(page, t->behind),
                          what ? what : t->assumption, sam_page_quantity(page, t->base, t->unit),
                          sam_page_quantity(page, t->value, t->unit), NULL));
        return;
    }
}

static void risk(sam_page *page) {
    const sam_risk_view *view = page->view->risk;
    if (!view || !sam_risk_draws(view->risk))
        return;
    spread tail = {0};
    for (size_t i = 0; i < view->model_count; i++) {
        const sam_risk_model *model = sam_risk_model_at(view->risk, i);
        for (size_t k = 0; k < model->measure_count; k++)
            if (strcmp(model->measures[k].name, "municipality.npv") == 0 &&
                model->measures[k].known)
                spread_add(&tail, i, model->measures[k].cvar95);
    }
    const char *draws = sam_page_quantity(page, (double)sam_risk_draws(view->risk), SAM_UNIT_COUNT);
    if (tail.count > 1)
        say(page, sam_page_fill(page, SAM_SAY_RISK_TAIL, draws, sam_page_money(page, tail.high),
                                quoted(page, tail.most), sam_page_money(page, tail.low),
                                quoted(page, tail.least), NULL));
    if (tail.count == 1)
        say(page,
            sam_page_fill(page, SAM_SAY_RISK_ONE, draws, sam_page_money(page, tail.high), NULL));
}

/* Inputs by name over all models. */
static void weak(sam_page *page) {
    uint32_t read = 0, low = 0;
    for (size_t i = 0; i < page->study->case_count; i++) {
        const sam_case *c = &page->study->cases[i];
        for (uint32_t k = 0; k < c->deal->input_count; k++) {
            bool seen = !sam_plan_reads_input(c->plan, k);
            for (size_t j = 0; j < i && !seen; j++)
                seen = sam_deal_find_input(page->study->cases[j].deal, c->deal->inputs[k].name) !=
                       SAM_NO_INPUT;
            read += !seen;
            low += !seen && sam_case_input_is_weak(c, k);
        }
    }
    if (low)
        say(page, sam_page_fill(page, SAM_SAY_WEAK, sam_page_number(page, low),
                                sam_page_number(page, read), NULL));
}

static void overview_cell(sam_page *page, const sam_case *c, const char *name) {
    const sam_measure *m = sam_result_find(c->result, name);
    if (!m || !m->exists)
        sam_doc_cell_none(page->document);
    else if (m->unit == SAM_UNIT_NOK)
        sam_doc_cell_number(page->document, m->value / 1000, 0);
    else
        sam_doc_cell_text(page->document, sam_page_quantity(page, m->value, m->unit), 0);
    if (m && m->exists && strcmp(name, "min_dscr") == 0 && m->value < 1)
        sam_doc_mark(page->document);
}

/* A line a model. */
static void overview(sam_page *page) {
    static const char *const NAMES[] = {"total_cost", "equity_gap", "min_dscr", "total_support",
                                        "guarantee_stock"};
    enum { NAME_COUNT = sizeof NAMES / sizeof *NAMES, PARTY_COUNT = 2 };
    static const char *const PARTIES[PARTY_COUNT] = {"municipality", "developer"};
    const char *columns[1 + PARTY_COUNT + NAME_COUNT + 1] = {sam_say(SAM_SAY_MODEL)};
    for (size_t i = 0; i < PARTY_COUNT; i++)
        columns[1 + i] =
            sam_page_fill(page, SAM_SAY_NPV_OF, sam_page_party(page, PARTIES[i]), NULL);
    for (size_t i = 0; i < NAME_COUNT; i++) {
        const sam_measure *m = sam_result_find(page->study->cases[0].result, NAMES[i]);
        columns[1 + PARTY_COUNT + i] = sam_say_measure(NAMES[i], m ? m->label : NAMES[i]);
    }
    columns[1 + PARTY_COUNT + NAME_COUNT] = sam_say(SAM_SAY_FLAG_COUNT);
    sam_doc_table(page->document, sam_say(SAM_SAY_OVERVIEW), columns,
                  sizeof columns / sizeof *columns, true);
    for (size_t i = 0; i < page->study->case_count; i++) {
        const sam_case *c = &page->study->cases[i];
        sam_doc_cell_text(page->document, page->models[i], 0);
        for (size_t k = 0; k < PARTY_COUNT; k++) {
            const sam_party_result *r = sam_page_result(page, i, PARTIES[k]);
            if (r)
                sam_doc_cell_number(page->document, r->npv / 1000, 0);
            else
                sam_doc_cell_none(page->document);
        }
        for (size_t k = 0; k < NAME_COUNT; k++)
            overview_cell(page, c, NAMES[k]);
        sam_doc_cell_number(page->document, c->result->flag_count, 0);
    }
}

void sam_page_short(sam_page *page) {
    lead(page);
    worth(page, "municipality");
    worth(page, "developer");
    funding(page);
    cover(page);
    guarantees(page);
    turn(page);
    risk(page);
    weak(page);
    say(page, sam_say(SAM_SAY_NO_WINNER));
    overview(page);
}
