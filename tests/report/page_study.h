/* Studies of shipped files and their pages, for the tests of pages. Included by Criterion tests. */
#ifndef TESTS_REPORT_PAGE_STUDY_H
#define TESTS_REPORT_PAGE_STUDY_H

#include "page.h"
#include "speak.h"

typedef struct page_study {
    sam_study study;
    sam_case cases[8];
    sam_diags *diags;
} page_study;

static void page_add(page_study *s, const char *model, const char *scenario, bool hostile) {
    sam_source sources[] = {page_source(model, hostile), page_source(scenario, hostile),
                            page_source("models/terms/norway.json", hostile)};
    sam_override municipality = {"/municipality/name", PAGE_HOSTILE};
    sam_deal *deal = NULL;
    sam_plan *plan = NULL;
    sam_result *result = NULL;
    sam_status status = sam_deal_read(&deal, sources[0], sources[1], sources[2], NULL,
                                      &municipality, hostile ? 1 : 0, s->diags);
    cr_assert_eq(status, SAM_OK, "%s",
                 sam_diags_stored(s->diags) ? sam_diags_at(s->diags, 0)->message : "");
    cr_assert_eq(sam_plan_compile(&plan, deal, s->diags), SAM_OK);
    sam_ledger *ledger = sam_ledger_new(plan, &(sam_run){.lanes = 1});
    sam_ledger_run(ledger);
    cr_assert_eq(sam_metrics_measure(&result, ledger, 0, false), SAM_OK);
    s->cases[s->study.case_count++] = (sam_case){deal, plan, ledger, result};
    for (size_t i = 0; i < 3; i++)
        free((void *)(size_t)sources[i].bytes);
}

static void page_open(page_study *s) {
    *s = (page_study){.study = {.version = "0"}, .diags = sam_diags_new()};
    s->study.cases = s->cases;
}

static void page_close(page_study *s) {
    for (size_t i = 0; i < s->study.case_count; i++) {
        sam_result_free((sam_result *)(size_t)s->cases[i].result);
        sam_ledger_free((sam_ledger *)(size_t)s->cases[i].ledger);
        sam_plan_free((sam_plan *)(size_t)s->cases[i].plan);
        sam_deal_free((sam_deal *)(size_t)s->cases[i].deal);
    }
    sam_diags_free(s->diags);
}

/* What a party's net present value rests on, and what clauses move, of one model. */
static void page_depends(const page_study *s, size_t i, sam_sensitivity **tornado,
                         sam_clause_effects **clauses, uint64_t draws) {
    const sam_case *c = &s->cases[i];
    uint32_t rows[2];
    size_t count = 0;
    static const char *const NAMES[] = {"municipality.npv", "developer.npv"};
    for (size_t k = 0; k < 2; k++) {
        rows[count] = sam_plan_find_row(c->plan, NAMES[k]);
        count += rows[count] != SAM_NO_ROW;
    }
    sam_sensitivity_spec spec = {
        .base = c->ledger, .rows = rows, .row_count = count, .threads = 1, .arms_only = true};
    cr_assert_eq(sam_sensitivity_run(tornado, &spec), SAM_OK);
    sam_risk_spec risk = {.draws = draws, .seed = 1, .threads = 1, .best_simd = true};
    cr_assert_eq(sam_clauses_run(clauses, c->ledger, &risk, s->diags), SAM_OK);
}

/* A front that nobody found, over the terms of a room. */
typedef struct page_front {
    sam_frontier_corner corners[3];
    sam_frontier front;
} page_front;

static void page_front_of(page_front *f, sam_choice *choice) {
    static const double TERMS[3][2] = {{0.5, 0}, {0.75, 0.5}, {1, 1}};
    *f = (page_front){.corners = {{.x = 4000, .y = 2.5e6, .slope = -1000, .straight = true},
                                  {.x = 4500, .y = 2e6, .slope = -123.4},
                                  {.x = 6500, .y = 1.5e6}}};
    for (int i = 0; i < 3; i++)
        f->corners[i].terms = TERMS[i];
    f->front = (sam_frontier){.choice = choice,
                              .x_unit = SAM_UNIT_NOK_MONTH,
                              .y_unit = SAM_UNIT_NOK,
                              .corners = f->corners,
                              .corner_count = 3,
                              .convex = true,
                              .whole = true};
}

/* A room that nobody found: a square of the first two terms, with an owner, a bound and a bend. */
typedef struct page_room {
    sam_choice choice;
    sam_choice_term terms[2];
    sam_choice_limit limits[2];
    sam_room room;
} page_room;

static void page_room_of(page_room *r, const sam_case *c) {
    static const char *const NAMES[] = {"letting.rent_share", "plot.price_share"};
    *r = (page_room){
        .choice = {.plan = c->plan,
                   .terms = r->terms,
                   .term_count = 2,
                   .limits = r->limits,
                   .limit_count = 2},
        .limits = {{.name = "developer.npv", .text = "developer", .party = 1, .unit = SAM_UNIT_NOK},
                   {.name = "letting.market_rent",
                    .text = "letting",
                    .party = SAM_NO_PARTY,
                    .unit = SAM_UNIT_NOK_MONTH}}};
    r->choice.terms = r->terms;
    for (int i = 0; i < 2; i++)
        r->terms[i] = (sam_choice_term){.name = NAMES[i],
                                        .unit = SAM_UNIT_SHARE,
                                        .high = 1,
                                        .input = sam_deal_find_input(c->deal, NAMES[i])};
    r->room = (sam_room){.choice = &r->choice,
                         .corners = {{0.25, 0.5, 0, 0, true},
                                     {0.75, 0.5, 1, 0, false},
                                     {0.75, 0.125, UINT32_MAX, 1, true}},
                         .corner_count = 3,
                         .nash = {.exists = true, .x = 0.625, .y = 0.375, .gains = {1234567}},
                         .party_count = 1};
}

/* The page, with what is uncertain when draws is above 0. */
static void page_write(page_study *s, sam_text *out, sam_language language, uint64_t draws,
                       const char *command) {
    const sam_ledger *bases[8];
    const char *models[8];
    for (size_t i = 0; i < s->study.case_count; i++) {
        bases[i] = s->cases[i].ledger;
        models[i] = s->cases[i].deal->model_id;
    }
    sam_risk *risk = NULL;
    sam_risk_spec spec = {.bases = bases,
                          .model_count = s->study.case_count,
                          .draws = draws,
                          .seed = 1,
                          .threads = 1,
                          .best_simd = true};
    if (draws)
        cr_assert_eq(sam_risk_run(&risk, &spec, s->diags), SAM_OK);
    sam_risk_view drawn = {risk, models, s->study.case_count, "x", "0", 1, false};
    sam_sensitivity *tornados[8] = {NULL};
    sam_clause_effects *clauses[8] = {NULL};
    sam_model_choice choices[8] = {{0}};
    page_room room;
    page_front front;
    for (size_t i = 0; draws && i < s->study.case_count; i++)
        page_depends(s, i, &tornados[i], &clauses[i], draws);
    if (sam_deal_find_input(s->cases[0].deal, "letting.rent_share") != SAM_NO_INPUT) {
        page_room_of(&room, &s->cases[0]);
        page_front_of(&front, &room.choice);
        choices[0].room = &room.room;
        choices[0].front = &front.front;
    }
    sam_page_view view = {.study = &s->study,
                          .risk = risk ? &drawn : NULL,
                          .sensitivities = draws ? (const sam_sensitivity *const *)tornados : NULL,
                          .clauses = draws ? (const sam_clause_effects *const *)clauses : NULL,
                          .choices = choices,
                          .command = command};
    sam_doc document;
    test_speak(language);
    if (sam_doc_init(&document, s->cases[0].deal->scenario_name.en, command))
        sam_page_write(&document, &view);
    sam_doc_html(out, &document);
    sam_doc_clear(&document);
    sam_risk_free(risk);
    for (size_t i = 0; i < s->study.case_count; i++) {
        sam_sensitivity_free(tornados[i]);
        sam_clauses_free(clauses[i]);
    }
}

#endif
