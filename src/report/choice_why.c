/* Why an answer is the best, in words: what binds, what each limit costs and who set it, and what
 * it would take to use what is not used. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "deal/fields.h"
#include "report/choice.h"
#include "report/language.h"
#include "report/quantity.h"

/* Rates with enough decimals to tell a small difference. */
static sam_said amount(double value, sam_unit unit) {
    char text[2 * SAM_NUMBER_SIZE];
    bool fine = (unit == SAM_UNIT_RATE || unit == SAM_UNIT_SHARE) && fabs(value) < 0.005;
    if (!fine)
        return sam_said_quantity(value, unit);
    sam_said said;
    sam_number_print_norwegian(text, 100 * value, 4);
    snprintf(said.text, sizeof said.text, "%.48s %%", text);
    return said;
}

/* A change of the objective that one can see. */
static double telling_least(const sam_choice *choice) {
    if (choice->objective_unit == SAM_UNIT_NOK)
        return 100;
    return choice->objective_unit == SAM_UNIT_NOK_MONTH ? 1 : 1e-4;
}

/* So many units of the limit that the objective moves by something one can see. */
static double telling(const sam_choice *choice, const sam_choice_limit *limit) {
    double seen = telling_least(choice);
    double many = limit->unit == SAM_UNIT_NOK ? 1000 : 100;
    while (many < 1e6 && limit->price * many < seen)
        many *= 10;
    return many;
}

/* "85,0 % by husbanken.ltv_max.private": what sets a limit. */
void sam_choice_bound(sam_text *out, const sam_input *input) {
    if (!input)
        return;
    bool term = input->origin == SAM_FROM_TERM;
    const sam_said said = sam_said_quantity(input->value, input->field->unit);
    sam_text_add(out, " (");
    sam_text_format(out, _("%s by %s"), said.text, term ? input->pointer : input->name);
    if (*input->source)
        sam_text_format(out, ": %s", sam_tr_data(input->source));
    sam_text_add(out, ")");
}

static void price(sam_text *out, const sam_choice *choice, const sam_choice_limit *limit,
                  size_t width) {
    sam_text line = SAM_TEXT_EMPTY;
    double many = telling(choice, limit);
    sam_text_add(&line, limit->text);
    sam_choice_bound(&line, limit->bound);
    sam_text_add(&line, ". ");
    const sam_said each = sam_said_quantity(many, limit->unit),
                   change = amount(many * limit->price, choice->objective_unit),
                   to = sam_said_quantity(limit->price_to, limit->unit);
    if (!(limit->price * 1e6 >= telling_least(choice)))
        sam_text_add(&line, _("Easing it alone gains nothing."));
    else if (limit->priced)
        sam_text_format(
            &line,
            choice->highest
                ? _("For each %s less that is asked for, %s is %s higher, up to %s less.")
                : _("For each %s less that is asked for, %s is %s lower, up to %s less."),
            each.text, choice->objective_text, change.text, to.text);
    else
        sam_text_format(
            &line,
            choice->highest
                ? _("For each %s less that is asked for, %s is %s higher, checked up to %s less.")
                : _("For each %s less that is asked for, %s is %s lower, checked up to %s less."),
            each.text, choice->objective_text, change.text, to.text);
    sam_choice_item(out, &line, width);
}

static sam_said points(double rate) {
    sam_said said;
    char text[2 * SAM_NUMBER_SIZE];
    sam_number_print_norwegian(text, 100 * rate, 2);
    snprintf(said.text, sizeof said.text, "%.60s", text);
    return said;
}

/* The rate at which a loan that is not used would be. */
static void enters(sam_text *out, const sam_choice_term *t) {
    bool margin = strcmp(t->enters->field->path, "margin") == 0;
    const sam_said now = points(t->enters->value);
    if (isnan(t->enters_below))
        sam_text_format(out,
                        margin ? _("It enters at no margin that its field allows (now %s).")
                               : _("It enters at no rate that its field allows (now %s)."),
                        now.text);
    else
        sam_text_format(
            out,
            margin ? _("It enters when its margin falls below %s percentage points (now %s).")
                   : _("It enters when its rate falls below %s %% (now %s)."),
            points(t->enters_below).text, now.text);
}

/* A loan that is not used: what it would cost, and the rate at which it would be. */
static void unused(sam_text *out, const sam_choice *choice, const sam_choice_term *t,
                   size_t width) {
    sam_text line = SAM_TEXT_EMPTY;
    if (!t->enters)
        return;
    const char *dot = strrchr(t->name, '.');
    int length = (int)(dot ? (size_t)(dot - t->name) : strlen(t->name));
    if (t->reduced > 0)
        sam_text_format(&line,
                        choice->highest
                            ? _("%.*s is not used: with each 100 000 kr of it, %s is %s lower.")
                            : _("%.*s is not used: with each 100 000 kr of it, %s is %s higher."),
                        length, t->name, choice->objective_text,
                        amount(1e5 * t->reduced, choice->objective_unit).text);
    else
        sam_text_format(&line, _("%.*s is not used."), length, t->name);
    sam_text_add(&line, " ");
    enters(&line, t);
    sam_choice_item(out, &line, width);
}

static void at_bound(sam_text *out, const sam_choice *choice, const sam_choice_term *t,
                     size_t width) {
    if (t->at_bound == 0 || !(t->reduced > 0) || t->enters)
        return;
    sam_text line = SAM_TEXT_EMPTY;
    double step = t->unit != SAM_UNIT_NOK ? 0.01 : 1e5;
    const sam_said each = sam_said_quantity(step, t->unit),
                   change = amount(t->reduced * step, choice->objective_unit);
    if (t->at_bound < 0)
        sam_text_format(
            &line,
            choice->highest
                ? _("%s is at its lowest bound. For each %s beyond it, %s would be %s higher.")
                : _("%s is at its lowest bound. For each %s beyond it, %s would be %s lower."),
            t->name, each.text, choice->objective_text, change.text);
    else
        sam_text_format(
            &line,
            choice->highest
                ? _("%s is at its highest bound. For each %s beyond it, %s would be %s higher.")
                : _("%s is at its highest bound. For each %s beyond it, %s would be %s lower."),
            t->name, each.text, choice->objective_text, change.text);
    sam_choice_item(out, &line, width);
}

void sam_choice_why(sam_text *out, const sam_choice *choice, size_t width) {
    sam_text_add(out, _("\nWhat binds, and what it costs\n"));
    bool any = false;
    for (uint32_t d = 0; d < choice->limit_count; d++) {
        if (!choice->limits[d].binding)
            continue;
        any = true;
        price(out, choice, &choice->limits[d], width);
    }
    if (!any)
        sam_text_add(out, _("  nothing but the bounds of the terms\n"));
    for (uint32_t j = 0; j < choice->term_count; j++) {
        unused(out, choice, &choice->terms[j], width);
        at_bound(out, choice, &choice->terms[j], width);
    }
}
