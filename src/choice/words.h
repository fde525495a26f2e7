/* What a term is called at a table, and which field of which clause is meant by it. */
#ifndef SAMSPEL_CHOICE_WORDS_H
#define SAMSPEL_CHOICE_WORDS_H

#include "samspel/deal.h"

/* The input that a word means: of the first clause of its kind that gives it and of which `reads`
 * (Nullable) says that it counts. SAM_NO_INPUT: it is no such word, or nobody gives it. */
uint32_t sam_word_input(const sam_deal *deal, const char *word, size_t length,
                        bool (*reads)(const void *context, uint32_t input), const void *context);

/* Whether a decision ("CLAUSE.FIELD" or a word, with or without bounds) is about that field of that
 * clause; of a word that nobody gives yet, the first clause that could is meant. */
bool sam_word_means(const sam_deal *deal, const char *text, const sam_clause *clause,
                    const char *field);

bool sam_word_is(const char *text);

/* Whether some of a loan's rate floats, so that a part of it could be fixed. */
bool sam_clause_floats(const sam_clause *clause);

#endif
