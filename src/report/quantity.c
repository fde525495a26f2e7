/* Shares and rates are shown as percent; money in whole kroner. */
#include "report/quantity.h"

#include <string.h>

#include "base/number.h"
#include "report/language.h"

static const struct {
    int decimals;
    const char *after;
} SHOWN[] = {
    [SAM_UNIT_NOK] = {0, " kr"},
    [SAM_UNIT_NOK_M2] = {0, " kr/m²"},
    [SAM_UNIT_NOK_MONTH] = {0, N_(" kr/month")},
    [SAM_UNIT_NOK_YEAR] = {0, N_(" kr/year")},
    [SAM_UNIT_NOK_M2_YEAR] = {0, N_(" kr/m²/year")},
    [SAM_UNIT_SHARE] = {1, " %"},
    [SAM_UNIT_RATE] = {2, " %"},
    [SAM_UNIT_RATIO] = {2, ""},
    [SAM_UNIT_MONTHS] = {0, ""},
    [SAM_UNIT_YEARS] = {0, ""},
    [SAM_UNIT_M2] = {0, " m²"},
    [SAM_UNIT_COUNT] = {0, ""},
    [SAM_UNIT_FLAG] = {0, ""},
};

bool sam_quantity_is_percent(sam_unit unit) {
    return unit == SAM_UNIT_SHARE || unit == SAM_UNIT_RATE;
}

int sam_quantity_decimals(double value, sam_unit unit) {
    int decimals = SHOWN[unit].decimals;
    /* A count of terms or years may be broken; a whole one is shown whole. */
    bool broken = decimals == 0 && value < 1e6 && value > -1e6 && value != (double)(long)value;
    return broken && unit >= SAM_UNIT_MONTHS ? 2 : decimals;
}

static void add_number(sam_text *out, double value, sam_unit unit) {
    char text[2 * SAM_NUMBER_SIZE];
    sam_number_print_norwegian(text, sam_quantity_is_percent(unit) ? 100 * value : value,
                               sam_quantity_decimals(value, unit));
    sam_text_add(out, text);
}

void sam_quantity(sam_text *out, double value, sam_unit unit) {
    add_number(out, value, unit);
    sam_text_add(out, sam_tr(SHOWN[unit].after));
}

const char *sam_quantity_after(double value, sam_unit unit) {
    unsigned long count = value >= 0 && value <= 1 ? (unsigned long)value : 2;
    if (unit == SAM_UNIT_MONTHS)
        return P_(" month", " months", count);
    if (unit == SAM_UNIT_YEARS)
        return P_(" year", " years", count);
    return sam_tr(SHOWN[unit].after);
}

void sam_say_quantity(sam_text *out, double value, sam_unit unit) {
    add_number(out, value, unit);
    const char *word = sam_quantity_after(value, unit);
    if (*word == ' ')
        sam_text_add(out, "\xC2\xA0");
    sam_text_add(out, *word == ' ' ? word + 1 : word);
}

sam_said sam_said_quantity(double value, sam_unit unit) {
    sam_said said = {{0}};
    sam_text text = SAM_TEXT_EMPTY;
    sam_quantity(&text, value, unit);
    if (!text.broken && text.length < sizeof said.text)
        memcpy(said.text, text.data, text.length);
    sam_text_free(&text);
    return said;
}
