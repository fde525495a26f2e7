/* For tests that look at texts: speaks a language with the catalogues of the build. */
#ifndef SAMSPEL_TESTS_SPEAK_H
#define SAMSPEL_TESTS_SPEAK_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "report/language.h"

static inline void test_speak(sam_language language) {
    const char *build = getenv("SAMSPEL_BUILD");
    char folder[4096];
    snprintf(folder, sizeof folder, "%s/src/po", build ? build : ".");
    cr_assert(sam_language_use(folder, language), "no catalogue in %s: run by ctest", folder);
}

#endif
