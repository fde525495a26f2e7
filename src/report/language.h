/* The one place that knows GNU gettext: which language the program speaks, and its texts in it.
 * English is the text itself, so that a program without catalogues speaks English throughout; the
 * others are in src/po. docs/languages.md says how texts are marked.
 *
 * The language is the process's: it is chosen once, before there are threads, by the command line;
 * the locale is touched for messages alone. Must not read the environment, and nothing that is read
 * from a file may depend on it. */
#ifndef SAMSPEL_REPORT_LANGUAGE_H
#define SAMSPEL_REPORT_LANGUAGE_H

#include <stdbool.h>

#include "base/mark.h"
#include "samspel/diag.h"

typedef enum sam_language { SAM_NYNORSK, SAM_BOKMAAL, SAM_ENGLISH, SAM_LANGUAGES } sam_language;

/* "nn", "nb" or "en"; anything else, and NULL, is SAM_LANGUAGES. */
sam_language sam_language_find(const char *code);
const char *sam_language_code(sam_language language);

/* From now on the process speaks this language. folder: where the catalogues are,
 * FOLDER/nn/LC_MESSAGES/samspel.mo; NULL: as before. False: there is no catalogue of that language
 * there, and English is spoken. Not while other threads run. */
bool sam_language_use(const char *folder, sam_language language);
/* What the process speaks: English where a catalogue is missing, so that words, numbers and names
 * never disagree. */
sam_language sam_language_now(void);

/* A text in the user's language: the argument itself where there is no translation. With NC_'s
 * texts the context is taken off. */
const char *sam_tr(const char *english) __attribute__((format_arg(1)));
/* A text from a data file that has no other languages, such as a source: those of the shipped files
 * are in the catalogues, others are shown as they stand. */
const char *sam_tr_data(const char *text);
/* The form that goes with a count. */
const char *sam_tr_count(const char *one, const char *many, unsigned long count)
    __attribute__((format_arg(1), format_arg(2)));

/* A text that is written where it is shown. */
#define _(text) sam_tr(text)
#define C_(context, text) sam_tr(NC_(context, text))
#define P_(one, many, count) sam_tr_count(one, many, count)

/* What sam_diags_speak is given for the user's language. */
const sam_translator *sam_language_translator(void);

#endif
