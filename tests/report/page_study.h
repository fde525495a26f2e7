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

/* The page, with risk when draws is above 0. */
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
    sam_page_view view = {&s->study, risk ? &drawn : NULL, command};
    sam_doc document;
    test_speak(language);
    if (sam_doc_init(&document, s->cases[0].deal->scenario_name.en, command))
        sam_page_write(&document, &view);
    sam_doc_html(out, &document);
    sam_doc_clear(&document);
    sam_risk_free(risk);
}

#endif
