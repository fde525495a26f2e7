/* Sentences, filling in, and numbers with units in three languages. The words are in
 * texts_words.c. */
#include "report/texts.h"

#include <string.h>

#include "base/number.h"
#include "report/texts_words.h"

static const char *const SAYINGS[][SAM_LANGUAGES] = {
#define SAM_SAY_ROW(name, nn, nb, en) {nn, nb, en},
    SAM_PAGE_TEXTS(SAM_SAY_ROW) SAM_CHAPTER_TEXTS(SAM_SAY_ROW) SAM_CARD_TEXTS(SAM_SAY_ROW)
#undef SAM_SAY_ROW
};

static const char *const NAMES[] = {
#define SAM_SAY_NAME(name, nn, nb, en) #name,
    SAM_PAGE_TEXTS(SAM_SAY_NAME) SAM_CHAPTER_TEXTS(SAM_SAY_NAME) SAM_CARD_TEXTS(SAM_SAY_NAME)
#undef SAM_SAY_NAME
};

static const char *const CODES[SAM_LANGUAGES] = {"nn", "nb", "en"};

sam_language sam_language_find(const char *word) {
    for (int i = 0; word && i < SAM_LANGUAGES; i++)
        if (strcmp(word, CODES[i]) == 0)
            return (sam_language)i;
    return SAM_NYNORSK;
}

const char *sam_language_code(sam_language language) {
    return CODES[language];
}

const char *sam_say(sam_language language, sam_saying what) {
    return SAYINGS[what][language];
}

const char *sam_say_name(sam_language language, const sam_name *name) {
    const char *const texts[] = {name->nn, name->nb, name->en};
    if (texts[language])
        return texts[language];
    for (int i = SAM_LANGUAGES - 1; i >= 0; i--)
        if (texts[i])
            return texts[i];
    return "";
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

bool sam_say_at(size_t index, const char **key, const char *const **languages) {
    if (index >= SAM_SAY_COUNT)
        return sam_words_at(index - SAM_SAY_COUNT, key, languages);
    *key = NAMES[index];
    *languages = SAYINGS[index];
    return true;
}

/* ---- numbers ---- */

#define SAME(text)                                                                                 \
    { text, text, text }

static const struct {
    int decimals;
    const char *after[SAM_LANGUAGES];
} SHOWN[] = {
    [SAM_UNIT_NOK] = {0, SAME(" kr")},
    [SAM_UNIT_NOK_M2] = {0, SAME(" kr/m²")},
    [SAM_UNIT_NOK_MONTH] = {0, {" kr/månad", " kr/måned", " kr/month"}},
    [SAM_UNIT_NOK_YEAR] = {0, {" kr/år", " kr/år", " kr/year"}},
    [SAM_UNIT_NOK_M2_YEAR] = {0, {" kr/m²/år", " kr/m²/år", " kr/m²/year"}},
    [SAM_UNIT_SHARE] = {1, SAME(" %")},
    [SAM_UNIT_RATE] = {2, SAME(" %")},
    [SAM_UNIT_RATIO] = {2, SAME("")},
    [SAM_UNIT_MONTHS] = {0, {" mnd.", " mnd.", " months"}},
    [SAM_UNIT_YEARS] = {0, {" år", " år", " years"}},
    [SAM_UNIT_M2] = {0, SAME(" m²")},
    [SAM_UNIT_COUNT] = {0, SAME("")},
    [SAM_UNIT_FLAG] = {0, SAME("")},
};

/* A unit never stands alone on the next line. */
static void add_unit(sam_text *out, const char *unit) {
    if (*unit == ' ') {
        sam_text_add(out, "\xC2\xA0");
        unit++;
    }
    sam_text_add(out, unit);
}

void sam_say_quantity(sam_text *out, sam_language language, double value, sam_unit unit) {
    char text[2 * SAM_NUMBER_SIZE];
    bool percent = unit == SAM_UNIT_SHARE || unit == SAM_UNIT_RATE;
    int decimals = SHOWN[unit].decimals;
    /* A count of terms or years may be broken; a whole one is shown whole. */
    bool broken = decimals == 0 && value < 1e6 && value > -1e6 && value != (double)(long)value;
    if (broken && unit >= SAM_UNIT_MONTHS)
        decimals = 2;
    sam_number_print_norwegian(text, percent ? 100 * value : value, decimals);
    sam_text_add(out, text);
    add_unit(out, SHOWN[unit].after[language]);
}

/* Millions from a million up, thousands from ten thousand up: nobody reads more digits in a
 * sentence. */
void sam_say_money(sam_text *out, sam_language language, double value) {
    char text[2 * SAM_NUMBER_SIZE];
    double size = value < 0 ? -value : value;
    double shown = size >= 999500 ? value / 1e6
                   : size >= 1e4  ? 1000 * sam_number_round(value / 1000, 0)
                                  : value;
    sam_number_print_norwegian(text, shown, size >= 999500 ? 1 : 0);
    sam_text_add(out, text);
    sam_text_add(out, size < 999500             ? "\xC2\xA0kr"
                      : language == SAM_ENGLISH ? "\xC2\xA0million\xC2\xA0kr"
                                                : "\xC2\xA0mill.\xC2\xA0kr");
}
