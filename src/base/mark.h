/* Marks texts that people read, so that xgettext collects them: docs/languages.md says how. Nothing
 * is translated here. Belongs to every room, also to those without a locale. */
#ifndef SAMSPEL_BASE_MARK_H
#define SAMSPEL_BASE_MARK_H

#include <string.h>

/* A text in a table, put into the user's language where it is shown. */
#define N_(text) text
/* Likewise one English text that is several in other languages: context tells them apart. */
#define NC_(context, text) context "\004" text
/* A text of a fault, in the language of whoever holds the list of faults (samspel/diag.h). */
#define SAY(holder, text) sam_diags_say((holder)->diags, text)
#define SAM_CONTEXT_END '\004'

/* A marked text in English, without its context. */
static inline const char *sam_unmarked(const char *text) {
    const char *end = strchr(text, SAM_CONTEXT_END);
    return end ? end + 1 : text;
}

#endif
