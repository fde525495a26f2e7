/* Why an answer is the best, in words: what binds, what each limit costs and who set it, and what
 * it would take to use what is not used. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "deal/fields.h"
#include "report/choice.h"
#include "report/language.h"
#include "report/quantity.h"

/* Rates with enough decimals to tell a small difference. */
static void amount(sam_text *out, double value, sam_unit unit) {
    char text[2 * SAM_NUMBER_SIZE];
    bool fine = (unit == SAM_UNIT_RATE || unit == SAM_UNIT_SHARE) && fabs(value) < 0.005;
    if (!fine) {
        sam_quantity(out, value, unit);
        return;
    }
    sam_number_print_norwegian(text, 100 * value, 4);
    sam_text_format(out, "%s %%", text);
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
    sam_text_add(out, " (");
    sam_quantity(out, input->value, input->field->unit);
    sam_text_format(out, _(" by %s"), term ? input->pointer : input->name);
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
    if (limit->price * 1e6 >= telling_least(choice)) {
        sam_text_add(&line, _("For each "));
        sam_quantity(&line, many, limit->unit);
        sam_text_format(&line, _(" less that is asked for, %s is "), choice->objective_text);
        amount(&line, many * limit->price, choice->objective_unit);
        sam_text_add(&line, choice->highest ? _(" higher") : _(" lower"));
        sam_text_add(&line, limit->priced ? _(", up to ") : _(", checked up to "));
        sam_quantity(&line, limit->price_to, limit->unit);
        sam_text_add(&line, _(" less."));
    } else {
        sam_text_add(&line, _("Easing it alone gains nothing."));
    }
    sam_choice_item(out, &line, width);
}

static void points(sam_text *out, double rate) {
    char text[2 * SAM_NUMBER_SIZE];
    sam_number_print_norwegian(text, 100 * rate, 2);
    sam_text_add(out, text);
}

/* A loan that is not used: what it would cost, and the rate at which it would be. */
static void unused(sam_text *out, const sam_choice *choice, const sam_choice_term *t,
                   size_t width) {
    sam_text line = SAM_TEXT_EMPTY;
    if (!t->enters)
        return;
    const char *dot = strrchr(t->name, '.');
    sam_text_add_bytes(&line, t->name, dot ? (size_t)(dot - t->name) : strlen(t->name));
    sam_text_add(&line, _(" is not used"));
    if (t->reduced > 0) {
        sam_text_format(&line, _(": with each 100 000 kr of it, %s is "), choice->objective_text);
        amount(&line, 1e5 * t->reduced, choice->objective_unit);
        sam_text_add(&line, choice->highest ? _(" lower") : _(" higher"));
    }
    bool margin = strcmp(t->enters->field->path, "margin") == 0;
    sam_text_format(&line, _("; it enters %s"),
                    isnan(t->enters_below) ? _("at no ") : _("when its "));
    sam_text_add(&line, margin ? _("margin") : _("rate"));
    if (isnan(t->enters_below)) {
        sam_text_add(&line, _(" that its field allows"));
    } else {
        sam_text_add(&line, _(" falls below "));
        points(&line, t->enters_below);
        sam_text_add(&line, margin ? _(" percentage points") : " %");
    }
    sam_text_add(&line, _(" (now "));
    points(&line, t->enters->value);
    sam_text_add(&line, ").");
    sam_choice_item(out, &line, width);
}

static void at_bound(sam_text *out, const sam_choice *choice, const sam_choice_term *t,
                     size_t width) {
    if (t->at_bound == 0 || !(t->reduced > 0) || t->enters)
        return;
    sam_text line = SAM_TEXT_EMPTY;
    bool share = t->unit != SAM_UNIT_NOK;
    sam_text_format(&line, _("%s is at its %s bound. For each "), t->name,
                    t->at_bound < 0 ? _("lowest") : _("highest"));
    sam_quantity(&line, share ? 0.01 : 1e5, t->unit);
    sam_text_format(&line, _(" beyond it, %s would be "), choice->objective_text);
    amount(&line, t->reduced * (share ? 0.01 : 1e5), choice->objective_unit);
    sam_text_add(&line, choice->highest ? _(" higher.") : _(" lower."));
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
