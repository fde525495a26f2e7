/* What the figures of risk and choice show is what the engine says: changes in the tornado against
 * the ledger run anew, the sum of what a clause moves, and the corners of a room in the unit of the
 * axis, in the data of the figure and in the table beside it. */
#include "page_study.h"

#include <math.h>

#include "base/arena.h"
#include "base/number.h"
#include "deal/fields.h"
#include "report/charts/charts.h"
#include "report/sensitivity.h"

/* A build without the bundle of charts gives the tables only. */
static void needs_figures(void) {
    if (sam_charts_length == 0)
        cr_skip("built without figures");
}

static bool has(const sam_text *page, const char *text) {
    return strstr(page->data, text) != NULL;
}

/* A model's only page of its risk. */
static void write(page_study *s, sam_text *page, const char *model, sam_language language) {
    page_open(s);
    page_add(s, model, "scenarios/hitra.json", false);
    page_write(s, page, language, 64, "samspel report");
    cr_assert(!page->broken);
}

/* "<td class=\"n\">−1 234</td>" of NOK in thousands. */
static const char *cell(char *out, size_t size, double nok) {
    char number[2 * SAM_NUMBER_SIZE];
    sam_number_print_norwegian(number, nok / 1000, 0);
    snprintf(out, size, "<td class=\"n\">%s</td>", number);
    return out;
}

Test(figures, tornado_tells_what_the_ledger_says_with_the_input_changed) {
    needs_figures();
    page_study s;
    sam_text page = SAM_TEXT_EMPTY;
    write(&s, &page, "models/tilvising.json", SAM_ENGLISH);
    const sam_case *c = &s.cases[0];
    uint32_t npv = sam_plan_find_row(c->plan, "developer.npv");
    uint32_t overrun = sam_deal_find_input(c->deal, "costs.overrun");
    cr_assert_neq(overrun, SAM_NO_INPUT);
    const sam_input *input = &c->deal->inputs[overrun];
    cr_assert_gt(input->high, input->low);
    sam_ledger *ledger = sam_ledger_new(c->plan, &(sam_run){.lanes = 2});
    sam_ledger_set(ledger, overrun, 0, input->low);
    sam_ledger_set(ledger, overrun, 1, input->high);
    sam_ledger_run(ledger);
    double base = sam_ledger_value(c->ledger, npv, 0, 0);
    char row[600], low[100], high[100];
    snprintf(row, sizeof row, "%s%s",
             cell(low, sizeof low, sam_ledger_value(ledger, npv, 0, 0) - base),
             cell(high, sizeof high, sam_ledger_value(ledger, npv, 0, 1) - base));
    cr_assert(has(&page, row), "no %s", row);
    cr_assert(has(&page, "what the net present value of the developer rests on, million kr"));
    cr_assert(has(&page, "what the net present value of the municipality rests on, million kr"));
    sam_ledger_free(ledger);
    sam_text_free(&page);
    page_close(&s);
}

Test(figures, what_a_clause_moves_adds_up_to_nothing) {
    page_study s;
    sam_text page = SAM_TEXT_EMPTY;
    write(&s, &page, "models/leigegaranti.json", SAM_ENGLISH);
    cr_assert(has(&page, "the cost that rent guarantee moves, 1000 kr"));
    const char *row = strstr(page.data, ">All parties</th>");
    cr_assert_not_null(row);
    const char *end = strstr(row, "</tr>");
    const char *zero = strstr(row, "<td class=\"n\">0</td>");
    cr_assert(zero && zero < end, "the sum over the parties is not nil");
    sam_text_free(&page);
    page_close(&s);
}

Test(figures, a_model_without_such_clauses_says_so) {
    page_study s;
    sam_text page = SAM_TEXT_EMPTY;
    write(&s, &page, "models/tilvising.json", SAM_NYNORSK);
    cr_assert(has(&page, "ikkje noko vilkår som kan takast bort for seg"));
    sam_text_free(&page);
    page_close(&s);
}

Test(figures, a_room_is_drawn_in_the_unit_of_its_axes) {
    needs_figures();
    page_study s;
    sam_text page = SAM_TEXT_EMPTY;
    write(&s, &page, "models/tilvising.json", SAM_BOKMAAL);
    cr_assert(has(&page, "25,\n"), "a corner is not in the data");
    cr_assert(has(&page, "12.5"), "a corner is not in the data");
    cr_assert(has(&page, "<td class=\"n\">25,0\xC2\xA0%</td>"), "a corner is not in the table");
    cr_assert(has(&page, "<td class=\"n\">12,5\xC2\xA0%</td>"), "a corner is not in the table");
    cr_assert(has(&page, "<td class=\"n\">62,5\xC2\xA0%</td>"), "the fair point is not told");
    cr_assert(has(&page, "<td class=\"n\">1\xC2\xA0"
                         "235</td>"),
              "a gain is not told");
    cr_assert(has(&page, "utbyggeren: får avkastningen som kreves"), "a side has no owner");
    cr_assert(has(&page, "utleie: leien er høyst markedsleie (bøyd innover)"));
    cr_assert(has(&page, "ende av spennet for tomt"), "a bound is not told");
    sam_text_free(&page);
    page_close(&s);
}

Test(figures, a_front_tells_its_corners_steps_and_terms) {
    needs_figures();
    page_study s;
    sam_text page = SAM_TEXT_EMPTY;
    write(&s, &page, "models/tilvising.json", SAM_ENGLISH);
    cr_assert(has(&page, "what lower rent costs the municipality"));
    cr_assert(has(&page, ">4\xC2\xA0"
                         "500</th><td class=\"n\">2\xC2\xA0"
                         "000</td>"
                         "<td class=\"n\">\xE2\x88\x92"
                         "12,3 (bends)</td>"
                         "<td class=\"n\">75,0\xC2\xA0%</td><td class=\"n\">50,0\xC2\xA0%</td>"),
              "a corner is not told");
    cr_assert(has(&page, "From 2,5\xC2\xA0million\xC2\xA0kr at 4\xC2\xA0"
                         "000"),
              "the figure is not told in words");
    sam_text_free(&page);
    page_close(&s);
}

/* Each limit that the search may name has its own words. */
Test(figures, limits_and_ways_have_words) {
    static const char *const LIMITS[] = {"cover",
                                         "npv",
                                         "limit_ltv",
                                         "limit_cost_share",
                                         "limit_dscr",
                                         "limit_per_m2",
                                         "room",
                                         "market_rent",
                                         "rent_max",
                                         "equity_max",
                                         "guarantee_frame",
                                         "municipal_cost_max",
                                         "aid_max"};
    for (size_t i = 0; i < sizeof LIMITS / sizeof *LIMITS; i++)
        cr_expect_not_null(sam_say_word(SAM_WORDS_LIMIT, LIMITS[i]), "%s", LIMITS[i]);
}

Test(figures, an_empty_room_tells_the_conflict_and_what_would_open_it) {
    page_study s;
    page_open(&s);
    page_add(&s, "models/tilvising.json", "scenarios/hitra.json", false);
    page_room r;
    page_room_of(&r, &s.cases[0]);
    uint32_t conflict[] = {0, 1}, both[] = {0, 1};
    double amounts[] = {250000, 1600};
    sam_relaxation ways[] = {
        {.count = 2, .limits = both, .amounts = amounts},
        {.input = "developer.discount_rate", .unit = SAM_UNIT_RATE, .from = 0.1, .to = 0.0741}};
    r.room.corner_count = 0;
    r.choice.conflict = conflict;
    r.choice.conflict_count = 2;
    r.choice.relaxations = ways;
    r.choice.relaxation_count = 2;
    sam_model_choice choices[] = {{.room = &r.room}};
    sam_page_view view = {.study = &s.study, .choices = choices, .command = "samspel report"};
    sam_text page = SAM_TEXT_EMPTY;
    sam_doc document;
    test_speak(SAM_NYNORSK);
    cr_assert(sam_doc_init(&document, "x", "y"));
    sam_page_write(&document, &view);
    sam_doc_html(&page, &document);
    cr_assert(has(&page, "Desse krava kan ikkje haldast saman"));
    cr_assert(has(&page, "<li>Utbyggjaren: får avkastninga som blir kravd</li>"));
    cr_assert(has(&page, "250\xC2\xA0"
                         "000\xC2\xA0kr lågare krav frå eigaren (noverdi) og "
                         "1\xC2\xA0"
                         "600\xC2\xA0kr/månad over marknadsleige"));
    cr_assert(has(&page, "7,41\xC2\xA0% og ikkje 10,00\xC2\xA0%"));
    sam_text_free(&page);
    sam_doc_clear(&document);
    page_close(&s);
}
