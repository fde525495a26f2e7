/* Sentences, filling in, and numbers with units in three languages. The words are in
 * texts_words.c. */
#include "report/texts.h"

#include <string.h>

#include "base/number.h"
#include "deal/fields.h"
#include "report/texts_words.h"

/* Long texts are written in several literals: no comma is missing. */
/* NOLINTBEGIN(bugprone-suspicious-missing-comma) */
static const char *const SAYINGS[] = {
#define SAM_SAY_ROW(name, text) text,
    SAM_PAGE_TEXTS(SAM_SAY_ROW) SAM_CHAPTER_TEXTS(SAM_SAY_ROW) SAM_CARD_TEXTS(SAM_SAY_ROW)
        SAM_FIGURE_TEXTS(SAM_SAY_ROW)
#undef SAM_SAY_ROW
};
/* NOLINTEND(bugprone-suspicious-missing-comma) */

const char *sam_say(sam_saying what) {
    return sam_tr(SAYINGS[what]);
}

const char *sam_say_name(const sam_name *name) {
    const char *const texts[] = {name->nn, name->nb, name->en};
    const char *text = texts[sam_language_now()];
    if (text)
        return text;
    for (int i = SAM_LANGUAGES - 1; i >= 0; i--)
        if (texts[i])
            return texts[i];
    return "";
}

const char *sam_say_field(const sam_field *field) {
    return sam_tr(field->label);
}

const char *sam_say_kind(const sam_clause_kind *kind) {
    return sam_tr(kind->label);
}

void sam_say_fill(sam_text *out, const char *text, const char *const *arguments) {
    size_t count = 0;
    while (arguments[count])
        count++;
    for (; *text; text++) {
        size_t number = text[0] == '{' ? (size_t)(text[1] - '0') : 0;
        if (number < 1 || number > count || text[2] != '}') {
            sam_text_add_char(out, *text);
            continue;
        }
        sam_text_add(out, arguments[number - 1]);
        text += 2;
    }
}

const char *sam_say_at(size_t index) {
    if (index < SAM_SAY_COUNT)
        return SAYINGS[index];
    const sam_word_row *row = sam_words_at(index - SAM_SAY_COUNT);
    return row ? row->text : NULL;
}

/* ---- numbers ---- */

/* Millions from a million up, thousands from ten thousand up: nobody reads more digits in a
 * sentence. */
void sam_say_money(sam_text *out, double value) {
    char text[2 * SAM_NUMBER_SIZE];
    double size = value < 0 ? -value : value;
    double shown = size >= 999500 ? value / 1e6
                   : size >= 1e4  ? 1000 * sam_number_round(value / 1000, 0)
                                  : value;
    sam_number_print_norwegian(text, shown, size >= 999500 ? 1 : 0);
    sam_text_add(out, text);
    sam_text_add(out, size < 999500 ? "\xC2\xA0kr" : _("\xC2\xA0million\xC2\xA0kr"));
}
