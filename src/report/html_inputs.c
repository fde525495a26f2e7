/* Every number that the results rest on: value, range, confidence, where it was taken from, source.
 * Weak ones first. */
#include <string.h>

#include "deal/fields.h"
#include "report/html_page.h"

/* The same number under the same name in an earlier model is shown there. */
static bool is_shown(const sam_page *page, size_t model, const sam_input *input) {
    for (size_t i = 0; i < model; i++) {
        const sam_case *c = &page->study->cases[i];
        uint32_t k = sam_deal_find_input(c->deal, input->name);
        if (k != SAM_NO_INPUT && sam_plan_reads_input(c->plan, k) &&
            !(c->deal->inputs[k].value < input->value) &&
            !(c->deal->inputs[k].value > input->value))
            return true;
    }
    return false;
}

static void row(sam_page *page, size_t model, const sam_input *input) {
    static const sam_saying CONFIDENCE[] = {SAM_SAY_HIGH, SAM_SAY_MEDIUM, SAM_SAY_LOW};
    static const sam_saying FROM[] = {SAM_SAY_FROM_MODEL, SAM_SAY_FROM_SCENARIO, SAM_SAY_FROM_TERM,
                                      SAM_SAY_FROM_DEFAULT, SAM_SAY_FROM_COMMAND};
    sam_unit unit = input->field->unit;
    const sam_deal *deal = page->study->cases[model].deal;
    uint32_t index = (uint32_t)(input - deal->inputs);
    sam_doc_cell_text(page->document,
                      sam_page_capital(page, sam_page_input(page, deal, index, true)), 0);
    sam_doc_cell_text(page->document, sam_page_quantity(page, input->value, unit), 0);
    if (input->high > input->low)
        sam_doc_cell_text(page->document,
                          sam_page_fill(page, SAM_SAY_RANGE_TO,
                                        sam_page_quantity(page, input->low, unit),
                                        sam_page_quantity(page, input->high, unit), NULL),
                          0);
    else
        sam_doc_cell_none(page->document);
    sam_doc_cell_text(page->document, sam_say(CONFIDENCE[input->confidence]), 0);
    if (input->confidence == SAM_CONFIDENCE_LOW)
        sam_doc_mark(page->document);
    bool own = input->origin == SAM_FROM_MODEL && page->study->case_count > 1;
    sam_doc_cell_text(page->document, own ? page->models[model] : sam_say(FROM[input->origin]), 0);
    const char *source = sam_tr_data(input->source);
    sam_doc_cell_text(page->document, *source ? source : NULL, 0);
    /* What is not translated is in whatever language the file has it. */
    if (source == input->source)
        sam_doc_foreign(page->document, "");
}

static void table(sam_page *page, bool weak, const char *title) {
    const char *columns[] = {sam_say(SAM_SAY_INPUT),      sam_say(SAM_SAY_VALUE),
                             sam_say(SAM_SAY_RANGE),      sam_say(SAM_SAY_CONFIDENCE),
                             sam_say(SAM_SAY_TAKEN_FROM), sam_say(SAM_SAY_SOURCE)};
    sam_doc_table(page->document, title, columns, 6, true);
    for (size_t column = 2; column < 6; column++)
        sam_doc_column_is_text(page->document, column);
    for (size_t i = 0; i < page->study->case_count; i++) {
        const sam_case *c = &page->study->cases[i];
        for (uint32_t k = 0; k < c->deal->input_count; k++)
            if (sam_plan_reads_input(c->plan, k) && sam_case_input_is_weak(c, k) == weak &&
                !is_shown(page, i, &c->deal->inputs[k]))
                row(page, i, &c->deal->inputs[k]);
    }
}

void sam_page_inputs(sam_page *page) {
    sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH, sam_say(SAM_SAY_INPUTS_MEAN));
    table(page, true, sam_say(SAM_SAY_WEAK_INPUTS));
    table(page, false, sam_say(SAM_SAY_OTHER_INPUTS));
    sam_doc_fold(page->document);
}
