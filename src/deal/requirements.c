/* What must be done before a deal can be signed: a model's list of words, and a scenario's list of
 * those that are done. Says what is missing; never what follows from it. */
#include <string.h>

#include "deal/reader.h"

enum { MOST_REQUIREMENTS = 32 };

const char sam_requirement_words[] =
    "public_announcement|procurement|registered_right|husbanken_commitment|valuation|legal_check|"
    "council_decision|state_approval_guarantee|state_approval_robek|shareholders_agreement|"
    "insurance_of_common_charges";

static uint32_t read_words(sam_reader *reader, const sam_tree *list, const char *const **out) {
    uint32_t count = 0;
    if (!list || !sam_reader_expect(reader, list, SAM_TREE_ARRAY) ||
        !sam_reader_limit(reader, list, MOST_REQUIREMENTS))
        return 0;
    const char **words = sam_reader_array(reader, MOST_REQUIREMENTS, sizeof *words);
    for (const sam_tree *word = list->child; words && word; word = word->next) {
        if (!sam_reader_expect(reader, word, SAM_TREE_STRING))
            continue;
        if (!sam_words_hold(sam_requirement_words, word->text))
            sam_reader_unknown_word(reader, word, sam_requirement_words);
        words[count++] = sam_reader_keep(reader, word->text);
    }
    *out = words;
    return count;
}

void sam_reader_requirements(sam_reader *reader) {
    const sam_tree *list = sam_tree_member(reader->model, "requires");
    reader->deal->requirement_count = read_words(reader, list, &reader->deal->requirements);
}

void sam_reader_met(sam_reader *reader) {
    const sam_tree *list = sam_tree_member(reader->scenario, "met");
    reader->deal->met_count = read_words(reader, list, &reader->deal->met);
}

static bool holds(const char *const *words, uint32_t count, const char *word) {
    for (uint32_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

bool sam_deal_is_missing(const sam_deal *deal, const char *requirement) {
    return holds(deal->requirements, deal->requirement_count, requirement) &&
           !holds(deal->met, deal->met_count, requirement);
}
