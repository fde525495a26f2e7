/* Texts through glibc's libintl. The only file that sets a locale, and of messages only: numbers,
 * dates and the order of letters are those of "C" everywhere. */
#define _DEFAULT_SOURCE
#include "report/language.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static const char DOMAIN_NAME[] = "samspel";
static const char *const CODES[SAM_LANGUAGES] = {"nn", "nb", "en"};

sam_language sam_language_find(const char *code) {
    int i = 0;
    while (i < SAM_LANGUAGES && (!code || strcmp(code, CODES[i]) != 0))
        i++;
    return (sam_language)i;
}

const char *sam_language_code(sam_language language) {
    return language < SAM_LANGUAGES ? CODES[language] : "en";
}

bool sam_language_use(const char *folder, sam_language language) {
    /* libintl translates nothing while the locale of messages is "C". C.UTF-8 is in every glibc
     * system; which language is spoken is said by LANGUAGE alone. */
    /* The language is chosen before any thread is started. */
    setlocale(LC_MESSAGES, "C.UTF-8"); /* NOLINT(concurrency-mt-unsafe) */
    if (folder)
        bindtextdomain(DOMAIN_NAME, folder);
    bind_textdomain_codeset(DOMAIN_NAME, "UTF-8");
    bind_textdomain_codeset("libc", "UTF-8");           /* the system's words for its errors */
    setenv("LANGUAGE", sam_language_code(language), 1); /* NOLINT(concurrency-mt-unsafe) */
    textdomain(DOMAIN_NAME);                            /* what was looked up before is forgotten */
    return sam_language_now() == language;
}

/* A catalogue names its own language, so that a missing one is noticed. */
sam_language sam_language_now(void) {
    sam_language named = sam_language_find(dgettext(DOMAIN_NAME, NC_("this language", "en")));
    return named < SAM_LANGUAGES ? named : SAM_ENGLISH;
}

const char *sam_tr(const char *english) {
    /* The translation of "" is the catalogue's head. */
    return *english ? sam_unmarked(dgettext(DOMAIN_NAME, english)) : english;
}

const char *sam_tr_data(const char *text) {
    return *text ? dgettext(DOMAIN_NAME, text) : text;
}

const char *sam_tr_count(const char *one, const char *many, unsigned long count) {
    return sam_unmarked(dngettext(DOMAIN_NAME, one, many, count));
}

static const char *translate(void *context, const char *english) {
    (void)context;
    return sam_tr(english);
}

static const char *translate_count(void *context, const char *one, const char *many,
                                   unsigned long count) {
    (void)context;
    return sam_tr_count(one, many, count);
}

const sam_translator *sam_language_translator(void) {
    static const sam_translator translator = {translate, translate_count, NULL};
    return &translator;
}
