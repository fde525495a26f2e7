/* Words, names and lookups that the chapters share. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "deal/fields.h"
#include "report/html_page.h"
#include "report/quantity.h"

const char *sam_page_take(sam_page *page, sam_text *text) {
    const char *copy = text->broken ? NULL
                                    : sam_arena_text(page->document->arena,
                                                     text->data ? text->data : "", text->length);
    sam_text_free(text);
    if (!copy)
        page->document->broken = true;
    return copy ? copy : "";
}

const char *sam_page_text(sam_page *page, const char *format, ...) {
    va_list list, again;
    va_start(list, format);
    va_copy(again, list);
    int length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    char *text = length < 0 ? NULL : sam_arena_alloc(page->document->arena, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    else
        page->document->broken = true;
    va_end(again);
    return text ? text : "";
}

const char *sam_page_fill_list(sam_page *page, sam_saying what, const char *const *arguments) {
    sam_text text = SAM_TEXT_EMPTY;
    sam_say_fill(&text, sam_say(what), arguments);
    return sam_page_take(page, &text);
}

const char *sam_page_refill(sam_page *page, const char *words, const char *argument) {
    const char *arguments[] = {argument, NULL};
    sam_text text = SAM_TEXT_EMPTY;
    sam_say_fill(&text, words, arguments);
    return sam_page_take(page, &text);
}

const char *sam_page_party(sam_page *page, const char *id) {
    uint32_t index = UINT32_MAX;
    size_t model = sam_page_first(page, id, &index);
    const char *word = sam_say_word(SAM_WORDS_PARTY, id);
    if (index != UINT32_MAX)
        return sam_say_party(page->study->cases[model].deal, index);
    return word ? word : id;
}

const char *sam_page_capital(sam_page *page, const char *text) {
    const char *copy = sam_say_capital(page->document->arena, text);
    if (!copy)
        page->document->broken = true;
    return copy ? copy : "";
}

const char *sam_page_money(sam_page *page, double value) {
    sam_text text = SAM_TEXT_EMPTY;
    sam_say_money(&text, value);
    return sam_page_take(page, &text);
}

const char *sam_page_quantity(sam_page *page, double value, sam_unit unit) {
    sam_text text = SAM_TEXT_EMPTY;
    sam_say_quantity(&text, value, unit);
    return sam_page_take(page, &text);
}

void sam_page_cell_quantity(sam_page *page, double value, sam_unit unit) {
    bool percent = sam_quantity_is_percent(unit);
    sam_doc_cell_text(page->document, sam_page_quantity(page, value, unit), 0);
    sam_doc_value(page->document, value, sam_quantity_decimals(value, unit), percent,
                  percent ? "" : sam_quantity_after(value, unit));
}

const char *sam_page_number(sam_page *page, uint32_t number) {
    return sam_page_text(page, "%u", number);
}

uint32_t sam_page_row_note(sam_page *page, const sam_plan *plan, uint32_t index) {
    if (index == SAM_NO_ROW || !*plan->rows[index].equation)
        return 0;
    const sam_row *row = &plan->rows[index];
    const char *dot = strrchr(row->name, '.');
    return sam_doc_note(page->document,
                        sam_page_fill(page, SAM_SAY_NOTE_ROW, row->equation,
                                      dot ? dot + 1 : row->name, row->formula, NULL));
}

uint32_t sam_page_note_of(sam_page *page, const char *row) {
    for (size_t i = 0; i < page->study->case_count; i++) {
        const sam_plan *plan = page->study->cases[i].plan;
        uint32_t index = sam_plan_find_row(plan, row);
        if (index != SAM_NO_ROW)
            return sam_page_row_note(page, plan, index);
    }
    return 0;
}

const char *sam_page_input(sam_page *page, const sam_deal *deal, uint32_t index, bool named) {
    sam_text text = SAM_TEXT_EMPTY;
    sam_say_input(&text, deal, index);
    const char *own = sam_page_take(page, &text);
    return named ? sam_page_text(page, "%s (%s)", own, deal->inputs[index].name) : own;
}

const sam_party_result *sam_page_result(const sam_page *page, size_t model, const char *party) {
    const sam_case *c = &page->study->cases[model];
    uint32_t index = sam_deal_find_party(c->deal, party);
    if (index == UINT32_MAX || !c->result->parties[index].takes_part)
        return NULL;
    return &c->result->parties[index];
}

size_t sam_page_first(const sam_page *page, const char *id, uint32_t *party) {
    for (size_t i = 0; i < page->study->case_count; i++) {
        *party = sam_deal_find_party(page->study->cases[i].deal, id);
        if (*party != UINT32_MAX)
            return i;
    }
    return 0;
}

void sam_page_years(const sam_page *page, uint32_t *first, uint32_t *count) {
    uint32_t from = UINT32_MAX, to = 0;
    for (size_t i = 0; i < page->study->case_count; i++) {
        const sam_result *result = page->study->cases[i].result;
        uint32_t end = result->first_year + result->year_count;
        from = result->first_year < from ? result->first_year : from;
        to = end > to ? end : to;
    }
    *first = from;
    *count = to > from ? to - from : 0;
}

bool sam_page_year(const sam_page *page, size_t model, uint32_t year, uint32_t *index) {
    const sam_result *result = page->study->cases[model].result;
    if (year < result->first_year || year >= result->first_year + result->year_count)
        return false;
    *index = year - result->first_year;
    return true;
}

void sam_page_models_table(sam_page *page, const char *title, const char *first) {
    const char *columns[SAM_PAGE_COLUMNS] = {first};
    size_t count = page->study->case_count;
    count = count < SAM_PAGE_COLUMNS - 1 ? count : SAM_PAGE_COLUMNS - 1;
    for (size_t i = 0; i < count; i++)
        columns[i + 1] = page->models[i];
    sam_doc_table(page->document, title, columns, count + 1, true);
}
