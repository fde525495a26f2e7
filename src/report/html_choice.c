/* The chapter of choice: for each model the front between rent and cost and the room for
 * negotiation, or why there is none and what would open it. */
#include <string.h>

#include "report/html_chart.h"

/* "npv" of "developer.npv"; the word's {1} is what stands before the dot. */
static const char *end_of(const char *name) {
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

static const char *subject_of(sam_page *page, const sam_choice *choice,
                              const sam_choice_limit *limit) {
    const sam_deal *deal = choice->plan->deal;
    size_t length = strcspn(limit->name, ".");
    if (limit->party != SAM_NO_PARTY)
        return sam_page_party(page, deal->parties[limit->party].id);
    for (uint32_t c = 0; c < deal->clause_count; c++)
        if (strlen(deal->clauses[c].id) == length &&
            memcmp(deal->clauses[c].id, limit->name, length) == 0)
            return sam_say_kind(deal->clauses[c].spec);
    return limit->name;
}

const char *sam_page_limit(sam_page *page, const sam_choice *choice,
                           const sam_choice_limit *limit) {
    const char *word = sam_say_word(SAM_WORDS_LIMIT, end_of(limit->name));
    return word ? sam_page_refill(page, word, subject_of(page, choice, limit)) : limit->text;
}

static const char *way(sam_page *page, const sam_choice *choice, const sam_choice_limit *limit,
                       double amount) {
    const char *shown = sam_page_quantity(page, amount, limit->unit);
    const char *word = sam_say_word(SAM_WORDS_WAY, end_of(limit->name));
    if (word)
        return sam_page_refill(page, word, shown);
    return sam_page_fill(page, SAM_SAY_WAY_OTHER, shown, sam_page_limit(page, choice, limit), NULL);
}

static const char *relaxation(sam_page *page, const sam_choice *choice, const sam_relaxation *r) {
    if (r->input) {
        uint32_t input = sam_deal_find_input(choice->plan->deal, r->input);
        const char *name = input == SAM_NO_INPUT
                               ? r->input
                               : sam_page_input(page, choice->plan->deal, input, false);
        return sam_page_fill(page, SAM_SAY_WAY_INPUT, name, sam_page_quantity(page, r->to, r->unit),
                             sam_page_quantity(page, r->from, r->unit), NULL);
    }
    sam_text text = SAM_TEXT_EMPTY;
    for (uint32_t i = 0; i < r->count; i++) {
        if (i && i + 1 == r->count)
            sam_text_format(&text, " %s ", sam_say(SAM_SAY_AND));
        else if (i)
            sam_text_add(&text, ", ");
        sam_text_add(&text, way(page, choice, &choice->limits[r->limits[i]], r->amounts[i]));
    }
    return sam_page_take(page, &text);
}

static void item(sam_page *page, const char *text) {
    sam_doc_add(page->document, SAM_BLOCK_ITEM, sam_page_capital(page, text));
}

static void conflict(sam_page *page, const sam_choice *choice) {
    sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH,
                sam_say(choice->conflict_count == 1 ? SAM_SAY_CONFLICT_ONE : SAM_SAY_CONFLICT));
    for (uint32_t i = 0; i < choice->conflict_count; i++)
        item(page, sam_page_limit(page, choice, &choice->limits[choice->conflict[i]]));
    sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH,
                sam_say(choice->relaxation_count ? SAM_SAY_OPENS : SAM_SAY_OPENS_NOTHING));
    for (uint32_t i = 0; i < choice->relaxation_count; i++)
        item(page, relaxation(page, choice, &choice->relaxations[i]));
}

static void on_the_table(sam_page *page, const sam_choice *choice) {
    const char *names[2];
    for (int i = 0; i < 2; i++) {
        const sam_choice_term *t = &choice->terms[i];
        names[i] = sam_page_text(
            page, "%s (%s)", sam_page_input(page, choice->plan->deal, t->input, false),
            sam_page_fill(page, SAM_SAY_RANGE_TO, sam_page_quantity(page, t->low, t->unit),
                          sam_page_quantity(page, t->high, t->unit), NULL));
    }
    sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH,
                sam_page_fill(page, SAM_SAY_ON_TABLE, names[0], names[1], NULL));
}

static void tell(sam_page *page, size_t model) {
    const sam_model_choice *of = &page->view->choices[model];
    if (!of->front && !of->room)
        sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH, sam_say(SAM_SAY_CHOICE_NO_TERMS));
    if (of->front && of->front->corner_count)
        sam_page_front(page, of->front, model);
    if (of->front && !of->front->corner_count)
        conflict(page, of->front->choice);
    if (!of->room)
        return;
    on_the_table(page, of->room->choice);
    if (of->room->corner_count)
        sam_page_room(page, of->room, model);
    else
        conflict(page, of->room->choice);
}

void sam_page_choice(sam_page *page) {
    sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH, sam_say(SAM_SAY_FRONT_MEANS));
    sam_doc_add(page->document, SAM_BLOCK_PARAGRAPH, sam_say(SAM_SAY_CHOICE_MEANS));
    for (size_t i = 0; i < page->study->case_count; i++) {
        sam_doc_open(page->document, sam_page_text(page, "choice-%zu", i + 1), page->models[i],
                     false);
        tell(page, i);
        sam_doc_close(page->document);
    }
}
