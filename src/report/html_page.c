/* A report of a study: the order of its chapters, and the ones made of words alone. */
#include <string.h>

#include "deal/fields.h"
#include "report/html_page.h"

/* Parties by id, in the order in which the models bring them; the project and those outside are in
 * the flows only. */
static void find_parties(sam_page *page) {
    for (size_t i = 0; i < page->study->case_count; i++) {
        const sam_deal *deal = page->study->cases[i].deal;
        for (uint32_t p = 0; p < deal->party_count; p++) {
            const sam_party *party = &deal->parties[p];
            bool shown = party->role != SAM_ROLE_PROJECT && party->role != SAM_ROLE_OUTSIDE &&
                         sam_page_result(page, i, party->id);
            for (size_t k = 0; shown && k < page->party_count; k++)
                shown = strcmp(page->parties[k], party->id) != 0;
            if (shown && page->party_count < SAM_PAGE_PARTIES)
                page->parties[page->party_count++] = party->id;
        }
    }
}

static bool open_page(sam_page *page, sam_doc *document, const sam_page_view *view) {
    *page = (sam_page){.document = document, .view = view, .study = view->study};
    page->models =
        sam_arena_array(document->arena, view->study->case_count + 1, sizeof *page->models);
    page->parties = sam_arena_array(document->arena, SAM_PAGE_PARTIES, sizeof *page->parties);
    if (!page->models || !page->parties) {
        document->broken = true;
        return false;
    }
    for (size_t i = 0; i < view->study->case_count; i++)
        page->models[i] = sam_say_model(view->study->cases[i].deal);
    find_parties(page);
    return true;
}

static void chapter(sam_page *page, const char *id, sam_saying title, void (*write)(sam_page *)) {
    sam_doc_open(page->document, id, sam_say(title), true);
    write(page);
    sam_doc_close(page->document);
}

static const sam_flag *flag_of(const sam_case *c, const char *code) {
    for (uint32_t i = 0; i < c->result->flag_count; i++)
        if (strcmp(c->result->flags[i].code, code) == 0)
            return &c->result->flags[i];
    return NULL;
}

static void flag_row(sam_page *page, const sam_flag *flag) {
    const char *word = sam_say_word(SAM_WORDS_FLAG, flag->code);
    sam_doc_cell_text(page->document, word ? word : flag->text, 0);
    const char *paragraph = sam_tr_data(flag->paragraph);
    sam_doc_cell_text(page->document, *paragraph ? paragraph : NULL, 0);
    /* Acts go by their names in Nynorsk where they have no other. */
    if (paragraph == flag->paragraph)
        sam_doc_foreign(page->document, "nn");
    for (size_t k = 0; k < page->study->case_count; k++) {
        const sam_flag *own = flag_of(&page->study->cases[k], flag->code);
        if (!own)
            sam_doc_cell_none(page->document);
        else if (own->has_figure)
            sam_doc_cell_text(page->document,
                              own->unit == SAM_UNIT_NOK
                                  ? sam_page_money(page, own->figure)
                                  : sam_page_quantity(page, own->figure, own->unit),
                              0);
        else
            sam_doc_cell_text(page->document, sam_say(SAM_SAY_YES), 0);
    }
}

void sam_page_flags(sam_page *page) {
    const sam_study *study = page->study;
    const char *columns[SAM_PAGE_COLUMNS] = {sam_say(SAM_SAY_WHAT), sam_say(SAM_SAY_PARAGRAPH)};
    size_t count = study->case_count < 64 ? study->case_count : 64, rows = 0;
    for (size_t i = 0; i < count; i++)
        columns[i + 2] = page->models[i];
    for (size_t i = 0; i < study->case_count; i++)
        rows += study->cases[i].result->flag_count;
    sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH,
                sam_say(rows ? SAM_SAY_FLAGS_MEAN : SAM_SAY_NO_FLAGS));
    if (!rows)
        return;
    sam_doc_table(page->document, sam_say(SAM_SAY_FLAGS), columns, count + 2, true);
    sam_doc_column_is_text(page->document, 1);
    for (size_t i = 0; i < count; i++)
        for (uint32_t f = 0; f < study->cases[i].result->flag_count; f++) {
            const sam_flag *flag = &study->cases[i].result->flags[f];
            bool seen = false;
            for (size_t k = 0; k < i; k++)
                seen = seen || flag_of(&study->cases[k], flag->code);
            if (!seen)
                flag_row(page, flag);
        }
}

/* Looking for terms is left out unasked where it would take long. */
static void choice_left_out(sam_page *page) {
    sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH, sam_say(SAM_SAY_CHOICE_LEFT_OUT));
}

static void method(sam_page *page) {
    static const sam_saying says[] = {SAM_SAY_METHOD_1, SAM_SAY_METHOD_2, SAM_SAY_METHOD_3};
    for (size_t i = 0; i < sizeof says / sizeof *says; i++)
        sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH, sam_say(says[i]));
}

static void fact(sam_page *page, sam_saying term, const char *text) {
    sam_doc_fact(page->document, sam_say(term), text);
}

void sam_page_again(sam_page *page) {
    const sam_deal *deal = page->study->cases[0].deal;
    const sam_risk_view *risk = page->view->risk;
    sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH, sam_say(SAM_SAY_AGAIN_MEANS));
    fact(page, SAM_SAY_VERSION, page->study->version);
    fact(page, SAM_SAY_COMMAND, page->view->command);
    fact(page, SAM_SAY_SCENARIO, deal->scenario_id);
    if (deal->variant)
        fact(page, SAM_SAY_VARIANT, deal->variant);
    for (size_t i = 0; i < page->study->case_count; i++)
        sam_doc_fact(page->document,
                     sam_page_fill(page, SAM_SAY_HASH, page->study->cases[i].deal->model_id, NULL),
                     page->study->cases[i].deal->hash);
    if (!risk)
        return;
    fact(page, SAM_SAY_DRAWS,
         sam_page_quantity(page, (double)sam_risk_draws(risk->risk), SAM_UNIT_COUNT));
    fact(page, SAM_SAY_SEED, sam_page_quantity(page, (double)risk->seed, SAM_UNIT_COUNT));
}

static bool tells_of_risk(const sam_page_view *view) {
    return (view->risk && sam_risk_draws(view->risk->risk)) || view->sensitivities || view->clauses;
}

/* What a workbook says of values that it has no formula for. */
static void pasted_chapter(sam_page *page, const char *id, sam_saying title, bool drawn,
                           void (*write)(sam_page *)) {
    const sam_risk_view *risk = page->view->risk;
    const char *text = sam_page_fill(page, SAM_SAY_PASTED, page->study->version, NULL);
    if (drawn)
        text = sam_page_fill(
            page, SAM_SAY_PASTED_DRAWS, page->study->version,
            sam_page_quantity(page, (double)sam_risk_draws(risk->risk), SAM_UNIT_COUNT),
            sam_page_quantity(page, (double)risk->seed, SAM_UNIT_COUNT), NULL);
    sam_doc_open(page->document, id, sam_say(title), true);
    sam_doc_add(page->document, SAM_BLOCK_LEAD, text);
    write(page);
    sam_doc_close(page->document);
}

void sam_page_pasted(sam_doc *document, const sam_page_view *view) {
    sam_page page;
    if (document->broken || !open_page(&page, document, view))
        return;
    page.pasted = true;
    bool drawn = view->risk && sam_risk_draws(view->risk->risk);
    if (tells_of_risk(view))
        pasted_chapter(&page, SAM_PASTED_RISK, SAM_SAY_RISK, drawn, sam_page_risk);
    if (view->choices)
        pasted_chapter(&page, SAM_PASTED_CHOICE, SAM_SAY_CHOICE, false, sam_page_choice);
}

void sam_page_write(sam_doc *document, const sam_page_view *view) {
    sam_page page;
    if (document->broken || !open_page(&page, document, view))
        return;
    chapter(&page, "short", SAM_SAY_IN_SHORT, sam_page_short);
    chapter(&page, "models", SAM_SAY_MODELS, sam_page_models);
    chapter(&page, "parties", SAM_SAY_PARTIES, sam_page_parties);
    chapter(&page, "flows", SAM_SAY_FLOWS, sam_page_flows);
    if (tells_of_risk(view))
        chapter(&page, "risk", SAM_SAY_RISK, sam_page_risk);
    chapter(&page, "choice", SAM_SAY_CHOICE, view->choices ? sam_page_choice : choice_left_out);
    chapter(&page, "flags", SAM_SAY_FLAGS, sam_page_flags);
    chapter(&page, "inputs", SAM_SAY_INPUTS, sam_page_inputs);
    chapter(&page, "method", SAM_SAY_METHOD, method);
    chapter(&page, "again", SAM_SAY_AGAIN, sam_page_again);
}
