/* The collection of faults: copies what is told, counts everything, keeps the first fifty.
 * Must not print, and must not fail: when memory is out a fault is still counted. */
#include "samspel/diag.h"

#include "base/arena.h"
#include "base/mark.h"

#include <stdbool.h>
#include <string.h>

enum { STORED_MOST = 50, SEVERITIES = 2 };

struct sam_diags {
    sam_arena *texts;
    sam_translator translator;
    size_t stored, counted[SEVERITIES];
    sam_diag diag[STORED_MOST];
};

sam_diags *sam_diags_new(void) {
    sam_diags *diags = sam_alloc(sizeof *diags);
    if (!diags)
        return NULL;
    *diags = (sam_diags){.texts = sam_arena_new()};
    if (diags->texts)
        return diags;
    sam_free(diags);
    return NULL;
}

void sam_diags_free(sam_diags *diags) {
    if (!diags)
        return;
    sam_arena_free(diags->texts);
    sam_free(diags);
}

void sam_diags_speak(sam_diags *diags, const sam_translator *translator) {
    if (diags)
        diags->translator = translator ? *translator : (sam_translator){0};
}

void sam_diags_speak_like(sam_diags *diags, const sam_diags *other) {
    sam_diags_speak(diags, other ? &other->translator : NULL);
}

const char *sam_diags_say(const sam_diags *diags, const char *english) {
    const sam_translator *t = diags ? &diags->translator : NULL;
    return t && t->text ? t->text(t->context, english) : sam_unmarked(english);
}

const char *sam_diags_say_count(const sam_diags *diags, const char *one, const char *many,
                                unsigned long count) {
    const sam_translator *t = diags ? &diags->translator : NULL;
    if (t && t->plural)
        return t->plural(t->context, one, many, count);
    return sam_unmarked(count == 1 ? one : many);
}

/* True when there is a free place. An error takes the place of the newest warning, so that fifty
 * warnings never hide the reason for stopping. */
static bool make_room(sam_diags *diags, sam_severity severity) {
    if (diags->stored < STORED_MOST)
        return true;
    if (severity != SAM_ERROR)
        return false;
    for (size_t i = diags->stored; i-- > 0;) {
        if (diags->diag[i].severity == SAM_ERROR)
            continue;
        memmove(&diags->diag[i], &diags->diag[i + 1],
                (diags->stored - i - 1) * sizeof diags->diag[0]);
        diags->stored--;
        return true;
    }
    return false;
}

/* Replaces a borrowed text by our copy. False: out of memory. */
static bool keep(sam_diags *diags, const char **text) {
    if (!*text)
        return true;
    *text = sam_arena_text(diags->texts, *text, strlen(*text));
    return *text != NULL;
}

void sam_diags_add(sam_diags *diags, const sam_diag *diag) {
    if (!diags)
        return;
    diags->counted[diag->severity]++;
    if (!make_room(diags, diag->severity))
        return;
    sam_diag copy = *diag;
    const char **texts[] = {&copy.code,  &copy.file,  &copy.pointer, &copy.message,
                            &copy.value, &copy.bound, &copy.hint,    &copy.origin};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (!keep(diags, texts[i]))
            return;
    diags->diag[diags->stored++] = copy;
}

size_t sam_diags_stored(const sam_diags *diags) {
    return diags ? diags->stored : 0;
}

size_t sam_diags_count(const sam_diags *diags, sam_severity severity) {
    return diags ? diags->counted[severity] : 0;
}

const sam_diag *sam_diags_at(const sam_diags *diags, size_t index) {
    return diags && index < diags->stored ? &diags->diag[index] : NULL;
}
