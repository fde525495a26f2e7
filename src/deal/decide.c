/* How decisions are written. Must not decide anything, nor say what is wrong with a deal. */
#include "deal/decide.h"

#include <string.h>

#include "base/number.h"
#include "base/real.h"
#include "deal/reader.h"

const char sam_home_kinds[] = "letting|lease|sale|common_charges";

static const struct use {
    const char *kind, *field;
} USES[] = {{"grant", "amount"},
            {"term_loan", "amount_max"},
            {"guarantee", "share"},
            {"rent_guarantee", "years"},
            {"lease", "years"}};

static const struct word {
    const char *word, *kind, *field;
} WORDS[] = {
    {"rent", "letting", "rent_share"},
    {"rent", "lease", "rent_share"},
    {"plot_price", "plot", "price_share"},
    {"loan", "term_loan", "amount_max"},
    {"grant", "grant", "amount"},
    {"fixed_share", "term_loan", "fixed_share"},
    {"guarantee_share", "guarantee", "share"},
    {"guarantee_years", "guarantee", "years"},
};
enum { WORD_COUNT = sizeof WORDS / sizeof *WORDS };

static bool is(const char *word, const char *text, size_t length) {
    return strlen(word) == length && memcmp(word, text, length) == 0;
}

bool sam_word_is(const char *text) {
    for (size_t w = 0; w < WORD_COUNT; w++)
        if (is(WORDS[w].word, text, strlen(text)))
            return true;
    return false;
}

uint32_t sam_word_input(const sam_deal *deal, const char *word, size_t length,
                        bool (*reads)(const void *context, uint32_t input), const void *context) {
    for (size_t w = 0; w < WORD_COUNT; w++)
        for (uint32_t c = 0; c < deal->clause_count && is(WORDS[w].word, word, length); c++) {
            const sam_clause *clause = &deal->clauses[c];
            if (strcmp(clause->kind, WORDS[w].kind) != 0)
                continue;
            uint32_t input = clause->inputs[sam_clause_field(clause, WORDS[w].field)];
            if (input != SAM_NO_INPUT && (!reads || reads(context, input)))
                return input;
        }
    return SAM_NO_INPUT;
}

bool sam_clause_floats(const sam_clause *clause) {
    uint32_t field = sam_clause_field(clause, "rate");
    const char *rate = field == UINT32_MAX ? NULL : clause->values[field];
    return strcmp(clause->kind, "term_loan") == 0 && rate &&
           (strcmp(rate, "market") == 0 || strcmp(rate, "husbanken") == 0);
}

/* Could that clause give what the word means? */
static bool could(const sam_clause *clause, const struct word *word) {
    return strcmp(clause->kind, word->kind) == 0 &&
           (strcmp(word->field, "fixed_share") != 0 || sam_clause_floats(clause));
}

/* The clause that would be given what a word means; NULL: none, or it is no such word. */
static const sam_clause *first_that_could(const sam_deal *deal, const char *text, size_t length) {
    for (size_t w = 0; w < WORD_COUNT; w++)
        for (uint32_t c = 0; c < deal->clause_count && is(WORDS[w].word, text, length); c++)
            if (could(&deal->clauses[c], &WORDS[w]))
                return &deal->clauses[c];
    return NULL;
}

static bool has_field(const struct word *word, const char *kind, const char *field) {
    return strcmp(word->kind, kind) == 0 && strcmp(word->field, field) == 0;
}

bool sam_word_means(const sam_deal *deal, const char *text, const sam_clause *clause,
                    const char *field) {
    size_t length = strcspn(text, ":"), id = strlen(clause->id);
    if (length > id && memcmp(text, clause->id, id) == 0 && text[id] == '.')
        return is(field, text + id + 1, length - id - 1);
    for (size_t w = 0; w < WORD_COUNT; w++) {
        if (!is(WORDS[w].word, text, length) || !has_field(&WORDS[w], clause->kind, field))
            continue;
        uint32_t given = sam_word_input(deal, text, length, NULL, NULL);
        if (given != SAM_NO_INPUT)
            return clause->inputs[sam_clause_field(clause, field)] == given;
        return first_that_could(deal, text, length) == clause;
    }
    return false;
}

bool sam_word_has_clause(const sam_deal *deal, const char *word) {
    return first_that_could(deal, word, strlen(word)) != NULL;
}

const char *sam_word_at(size_t index) {
    return index < WORD_COUNT ? WORDS[index].word : NULL;
}

const char *sam_use_field(const char *kind) {
    for (size_t i = 0; i < sizeof USES / sizeof *USES; i++)
        if (strcmp(USES[i].kind, kind) == 0)
            return USES[i].field;
    return NULL;
}

bool sam_kind_has_homes(const char *kind) {
    return sam_words_hold(sam_home_kinds, kind);
}

bool sam_field_is_decided(const sam_field *field) {
    return field->kind == SAM_VALUE_NUMBER && !field->structural &&
           (field->step > 0 || field->unit == SAM_UNIT_YEARS);
}

bool sam_decide_bounds(const char *after, double *low, double *high) {
    *low = *high = SAM_REAL_NAN;
    if (!*after)
        return true;
    size_t size = strcspn(after + 1, ":");
    if (!after[1 + size])
        return false;
    const char *second = after + 2 + size;
    return sam_number_parse(after + 1, size, low) && sam_number_parse(second, strlen(second), high);
}
