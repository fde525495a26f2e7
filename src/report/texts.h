/* What reports say, in Nynorsk, Bokmål and English: sentences by name, words by the key that the
 * engine uses. Every text stands in all three languages. The texts are for the pages of the report
 * room only; knows nothing of studies. */
#ifndef SAMSPEL_REPORT_TEXTS_H
#define SAMSPEL_REPORT_TEXTS_H

#include "base/text.h"
#include "report/texts_cards.h"
#include "report/texts_chapters.h"
#include "report/texts_pages.h"
#include "samspel/deal.h"

typedef enum sam_language { SAM_NYNORSK, SAM_BOKMAAL, SAM_ENGLISH, SAM_LANGUAGES } sam_language;

typedef enum sam_saying {
#define SAM_SAY_ENUM(name, nn, nb, en) SAM_SAY_##name,
    SAM_PAGE_TEXTS(SAM_SAY_ENUM) SAM_CHAPTER_TEXTS(SAM_SAY_ENUM) SAM_CARD_TEXTS(SAM_SAY_ENUM)
#undef SAM_SAY_ENUM
        SAM_SAY_COUNT
} sam_saying;

/* What a word names; the same key can be a word of several kinds. */
typedef enum sam_word_kind {
    SAM_WORDS_MEASURE, /* "min_dscr", "npv" */
    SAM_WORDS_FLAG,    /* "W_COVER" */
    SAM_WORDS_CHANCE,  /* "dscr_below_1" */
    SAM_WORDS_ACCOUNT, /* "ground_rent" */
    SAM_WORDS_PARTY,   /* roles, and ids of the parties outside */
    SAM_WORDS_ASSUMED, /* of break-evens: "rate_shift" */
    SAM_WORDS_ROW,     /* of fans: "debt" */
    SAM_WORDS_NEED,    /* of a model's "requires" */
    SAM_WORDS_GIVES,   /* kinds of clause: what who stands in it gives */
    SAM_WORDS_CARRIES, /* and carries */
    SAM_WORDS_VALUE,   /* values of a clause's words: "annuity" */
    SAM_WORDS_KINDS
} sam_word_kind;

/* "nn", "nb" or "en"; anything else is Nynorsk. */
sam_language sam_language_find(const char *word);
const char *sam_language_code(sam_language language);

const char *sam_say(sam_language language, sam_saying what);
/* Nullable: key, and the result: no such word. */
const char *sam_say_word(sam_language language, sam_word_kind kind, const char *key);
/* The text for the language, else one that there is, else "". */
const char *sam_say_name(sam_language language, const sam_name *name);
/* Adds a text in which {1}, {2} … are replaced by the arguments, of which NULL is the last. */
void sam_say_fill(sam_text *out, const char *text, const char *const *arguments);

/* A number with its unit: "1 234 kr", "4,25 %", "15 år". */
void sam_say_quantity(sam_text *out, sam_language language, double value, sam_unit unit);
/* Money in words: "3,9 mill. kr"; small sums in kroner. */
void sam_say_money(sam_text *out, sam_language language, double value);

/* For the test that every text is there: all of them, from 0. False past the last. */
bool sam_say_at(size_t index, const char **key, const char *const **languages);

#endif
