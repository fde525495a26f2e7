/* The words behind sam_say_word: the tables, and all of them in order for the test that none is
 * missing. Belongs to the files of texts. */
#ifndef SAMSPEL_REPORT_TEXTS_WORDS_H
#define SAMSPEL_REPORT_TEXTS_WORDS_H

#include "report/texts.h"

typedef struct sam_word_row {
    sam_word_kind kind;
    const char *key;
    const char *text; /* English, marked */
} sam_word_row;

/* Both end with a row without key. */
extern const sam_word_row sam_card_words[];
extern const sam_word_row sam_choice_words[];

/* Nullable: past the last. */
const sam_word_row *sam_words_at(size_t index);

#endif
