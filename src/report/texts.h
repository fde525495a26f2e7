/* What reports say: sentences by name, words by the key that the engine uses. Here they are in
 * English, and marked; they come out in the user's language. The texts are for the pages of the
 * report room only; knows nothing of studies. */
#ifndef SAMSPEL_REPORT_TEXTS_H
#define SAMSPEL_REPORT_TEXTS_H

#include "base/arena.h"
#include "base/text.h"
#include "report/language.h"
#include "report/texts_cards.h"
#include "report/texts_chapters.h"
#include "report/texts_figures.h"
#include "report/texts_pages.h"
#include "samspel/deal.h"

typedef enum sam_saying {
#define SAM_SAY_ENUM(name, text) SAM_SAY_##name,
    SAM_PAGE_TEXTS(SAM_SAY_ENUM) SAM_CHAPTER_TEXTS(SAM_SAY_ENUM) SAM_CARD_TEXTS(SAM_SAY_ENUM)
        SAM_FIGURE_TEXTS(SAM_SAY_ENUM)
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
    SAM_WORDS_LIMIT,   /* ends of the names of limits: "npv", "cover" */
    SAM_WORDS_WAY,     /* likewise: how such a limit gives way */
    SAM_WORDS_KINDS
} sam_word_kind;

const char *sam_say(sam_saying what);
/* Nullable: key, and the result: no such word. */
const char *sam_say_word(sam_word_kind kind, const char *key);
/* The text in the user's language, else one that there is, else "". */
const char *sam_say_name(const sam_name *name);
/* "Referral agreement (tilvising)": a name, with the id that is typed. Nullable: name. */
void sam_say_named(sam_text *out, const sam_name *name, const char *id);
/* A month of the timeline, from 1: "04.2013". */
void sam_say_month(sam_text *out, const sam_deal *deal, double month);
/* What a field and a kind of clause are called, in the user's language. */
const char *sam_say_field(const sam_field *field);
const char *sam_say_kind(const struct sam_clause_kind *kind);

/* ---- the things of a deal ---- */

/* A model's and a project's name, else its id. */
const char *sam_say_model(const sam_deal *deal);
const char *sam_say_scenario(const sam_deal *deal);
/* "the municipality": the word for its id, else its name in the model; without both, the word for
 * its role if no other has it, else its id. */
const char *sam_say_party(const sam_deal *deal, uint32_t party);
/* Of a measure's row: word, else the engine's label. name may be "municipality.npv". */
const char *sam_say_measure(const char *name, const char *label);
/* Of a flow; its key where there is no word. */
const char *sam_say_account(const char *account);
/* Adds "rent: share of market rent". */
void sam_say_input(sam_text *out, const sam_deal *deal, uint32_t input);
/* What a column of units shows: "kr/month"; shares are shown as per cent. */
const char *sam_say_unit(sam_unit unit);
/* With a capital letter, as a line of a table begins. Nullable: memory is out. */
char *sam_say_capital(sam_arena *arena, const char *text);

/* Adds a text in which {1}, {2} … are replaced by the arguments, of which NULL is the last. */
void sam_say_fill(sam_text *out, const char *text, const char *const *arguments);

/* Money in words: "3,9 mill. kr"; small sums in kroner. */
void sam_say_money(sam_text *out, double value);

/* For the test that every text is there: all of them in English, from 0. Nullable: past the last.
 */
const char *sam_say_at(size_t index);

#endif
