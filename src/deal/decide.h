/* What can be decided of a deal, as it is written: "NAME[:LOW:HIGH]" with an input or a word of the
 * table, "use:CLAUSE", "homes:CLAUSE[:LOW:HIGH]" and "usual". */
#ifndef SAMSPEL_DEAL_DECIDE_H
#define SAMSPEL_DEAL_DECIDE_H

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
/* The word of that index; NULL past the last. */
const char *sam_word_at(size_t index);
/* Whether some clause of the deal has what the word means, or could have it. */
bool sam_word_has_clause(const sam_deal *deal, const char *word);

/* The field whose value, or 0, is what using such a clause or not comes to; NULL: it cannot be left
 * out. */
const char *sam_use_field(const char *kind);

/* Kinds among which homes are shared out, for sam_words_hold: all their shares are 1 together. */
extern const char sam_home_kinds[];
bool sam_kind_has_homes(const char *kind);

/* Whether the field table lets the field be decided, as what is smooth or as a whole number. */
bool sam_field_is_decided(const sam_field *field);

/* Reads ":LOW:HIGH", or "" for none: then both are NaN. False: they are not two numbers. */
bool sam_decide_bounds(const char *after, double *low, double *high);

/* Whether some of a loan's rate floats, so that a part of it could be fixed. */
bool sam_clause_floats(const sam_clause *clause);

#endif
