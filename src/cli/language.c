/* Which language the program speaks, and where its catalogues are. Must not decide what is read:
 * files and options have one form in every language. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

#ifndef SAMSPEL_LOCALE_FROM_BIN
#define SAMSPEL_LOCALE_FROM_BIN "../share/locale"
#endif
/* In a tree that was built, build/<preset>/src/cli is where the program lies. */
#define CATALOGUES_FROM_BIN "../po"

/* "nn_NO.UTF-8" and "nn" are Nynorsk, "nb_NO" and "no" Bokmål. SAM_LANGUAGES: none of ours. */
static sam_language language_of(const char *locale, size_t length) {
    static const struct {
        const char code[3];
        sam_language language;
    } KNOWN[] = {
        {"nn", SAM_NYNORSK}, {"nb", SAM_BOKMAAL}, {"no", SAM_BOKMAAL}, {"en", SAM_ENGLISH}};
    size_t letters = strcspn(locale, "_.@");
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if ((letters < length ? letters : length) == 2 && memcmp(locale, KNOWN[i].code, 2) == 0)
            return KNOWN[i].language;
    return SAM_LANGUAGES;
}

/* The first of ours in a list such as "nn:nb:da". */
static sam_language first_of(const char *list) {
    sam_language found = SAM_LANGUAGES;
    while (list && *list && found == SAM_LANGUAGES) {
        size_t length = strcspn(list, ":");
        found = language_of(list, length);
        list += length + (list[length] == ':');
    }
    return found;
}

/* As GNU programs do: the locale that is in force is the first of three that is set, and LANGUAGE
 * goes before it unless that locale is "C". SAM_LANGUAGES: nothing of ours is named. */
static sam_language of_environment(void) {
    static const char *const NAMES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *locale = NULL;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES && !(locale && *locale); i++)
        locale = getenv(NAMES[i]);
    if (locale && (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0))
        return SAM_LANGUAGES;
    sam_language first = first_of(getenv("LANGUAGE"));
    if (first < SAM_LANGUAGES || !locale)
        return first;
    return language_of(locale, strlen(locale));
}

/* --lang among words that may be wrong. */
static sam_language of_words(int count, char **words) {
    sam_language found = SAM_LANGUAGES;
    for (int i = 1; i < count && strcmp(words[i], "--") != 0; i++) {
        if (strncmp(words[i], "--lang=", 7) == 0)
            found = sam_language_find(words[i] + 7);
        if (strcmp(words[i], "--lang") == 0 && i + 1 < count)
            found = sam_language_find(words[i + 1]);
    }
    return found;
}

/* The catalogues of this very program come first: those of another version lack its texts. */
static const char *find_catalogues(const sam_cli *cli) {
    const char *data = getenv("SAMSPEL_DATA");
    const char *places[] = {
        sam_cli_beside_program(cli, CATALOGUES_FROM_BIN),
        sam_cli_beside_program(cli, SAMSPEL_LOCALE_FROM_BIN),
#ifdef SAMSPEL_LOCALE_DIR
        SAMSPEL_LOCALE_DIR,
#endif
        "/usr/share/locale",
        data && *data ? sam_arena_format(cli->arena, "%s/../locale", data) : NULL,
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *one =
            places[i] ? sam_arena_format(cli->arena, "%s/nn/LC_MESSAGES/samspel.mo", places[i])
                      : NULL;
        if (one && access(one, R_OK) == 0)
            return places[i];
    }
    return NULL;
}

void sam_cli_speak(sam_cli *cli, int count, char **words) {
    sam_language language = of_words(count, words);
    if (language == SAM_LANGUAGES)
        language = of_environment();
    cli->language_named = language < SAM_LANGUAGES;
    cli->catalogues = find_catalogues(cli);
    (void)sam_language_use(cli->catalogues, cli->language_named ? language : SAM_ENGLISH);
}

void sam_cli_speak_of_reports(sam_cli *cli) {
    if (!cli->language_named)
        (void)sam_language_use(cli->catalogues, SAM_NYNORSK);
}

sam_diags *sam_cli_diags(void) {
    sam_diags *diags = sam_diags_new();
    sam_diags_speak(diags, sam_language_translator());
    return diags;
}
