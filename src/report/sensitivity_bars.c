/* The tornado drawn with characters. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "report/quantity.h"
#include "report/sensitivity.h"
#include "report/table.h"
#include "report/texts.h"

enum { NAME_MOST = 40, BAR_LEAST = 4 };

/* Money in thousands of kroner, as the headings say; the rest with its unit. */
static void measure_text(sam_text *out, double value, sam_unit unit) {
    char number[2 * SAM_NUMBER_SIZE];
    if (unit != SAM_UNIT_NOK) {
        sam_quantity(out, value, unit);
        return;
    }
    sam_number_print_norwegian(number, value / 1000, 0);
    sam_text_add(out, number);
}

/* As a person calls it; with its key where another input is called the same. */
static void add_called(sam_text *out, const sam_sensitivity *s, size_t span) {
    const sam_deal *deal = s->plan->deal;
    uint32_t input = s->spans[span].input;
    sam_text own = SAM_TEXT_EMPTY, other = SAM_TEXT_EMPTY;
    sam_say_input(&own, deal, input);
    bool alone = true;
    for (size_t i = 0; i < s->span_count && alone && !own.broken; i++) {
        if (i == span)
            continue;
        other.length = 0;
        sam_say_input(&other, deal, s->spans[i].input);
        alone = other.broken || strcmp(other.data, own.data) != 0;
    }
    if (!alone)
        sam_text_format(&own, " (%s)", deal->inputs[input].name);
    sam_text_add_visible(out, own.broken ? "" : own.data);
    out->broken = out->broken || own.broken || other.broken;
    sam_text_free(&own);
    sam_text_free(&other);
}

static void pad(sam_text *out, size_t count, char with) {
    for (size_t i = 0; i < count; i++)
        sam_text_add_char(out, with);
}

static void cell(sam_text *out, const sam_text *text, size_t width) {
    const char *data = text->data ? text->data : "";
    size_t columns = sam_text_columns(data, strlen(data));
    pad(out, columns < width ? width - columns : 0, ' ');
    sam_text_add(out, data);
    out->broken = out->broken || text->broken;
}

/* ---- the tornado ---- */

typedef struct layout {
    size_t name, value, half; /* columns of the name, of one end, of half a bar */
} layout;

/* One side of the bar: 'o' for the low end, '#' for the high end, the longer one first. */
static void half_bar(sam_text *out, double low, double high, double longest, size_t half,
                     bool left) {
    size_t marks[2] = {0, 0};
    const double ends[2] = {left ? -low : low, left ? -high : high};
    for (int i = 0; i < 2; i++)
        if (ends[i] > 0)
            marks[i] = (size_t)(ends[i] / longest * (double)half + 0.5);
    for (size_t i = 0; i < half; i++) {
        size_t away = left ? half - i : i + 1;
        char mark = away <= marks[1] ? '#' : away <= marks[0] ? 'o' : ' ';
        if (away <= marks[0] && away <= marks[1])
            mark = marks[0] < marks[1] ? 'o' : '#';
        sam_text_add_char(out, mark);
    }
}

static void end_cell(sam_text *out, double change, sam_unit unit, size_t width) {
    sam_text text = SAM_TEXT_EMPTY;
    if (change >= change)
        measure_text(&text, change, unit);
    else
        sam_text_add(&text, _("none"));
    cell(out, &text, width);
    sam_text_free(&text);
}

static double known(double change) {
    return change >= change ? change : 0;
}

/* What has no room ends in "…". */
static void name_cell(sam_text *out, const sam_sensitivity *s, size_t span, size_t width) {
    sam_text name = SAM_TEXT_EMPTY;
    add_called(&name, s, span);
    const char *data = name.data ? name.data : "";
    size_t columns = sam_text_columns(data, strlen(data));
    if (columns > width) {
        size_t fits = sam_text_fitting(data, width - 1);
        sam_text_add_bytes(out, data, fits);
        sam_text_add(out, "…");
        columns = sam_text_columns(data, fits) + 1;
    } else {
        sam_text_add(out, data);
    }
    pad(out, columns < width ? width - columns : 0, ' ');
    out->broken = out->broken || name.broken;
    sam_text_free(&name);
}

static size_t name_columns(const sam_sensitivity *s, size_t span) {
    sam_text name = SAM_TEXT_EMPTY;
    add_called(&name, s, span);
    size_t columns = name.data ? sam_text_columns(name.data, name.length) : 0;
    sam_text_free(&name);
    return columns;
}

static void tornado_line(sam_text *out, const sam_sensitivity *s, size_t span, size_t target,
                         double longest, const layout *l) {
    const sam_arm *arm = &s->arms[span * s->target_count + target];
    const sam_target *t = &s->targets[target];
    sam_unit unit = s->plan->rows[t->row].unit;
    name_cell(out, s, span, l->name);
    sam_text_add_char(out, ' ');
    end_cell(out, arm->low - t->base, unit, l->value);
    sam_text_add_char(out, ' ');
    end_cell(out, arm->high - t->base, unit, l->value);
    sam_text_add_char(out, ' ');
    size_t before = out->length;
    half_bar(out, known(arm->low - t->base), known(arm->high - t->base), longest, l->half, true);
    sam_text_add_char(out, '|');
    half_bar(out, known(arm->low - t->base), known(arm->high - t->base), longest, l->half, false);
    while (!out->broken && out->length > before && out->data[out->length - 1] == ' ')
        out->data[--out->length] = '\0';
    sam_text_add_char(out, '\n');
}

static layout lay_out(const sam_sensitivity *s, const size_t *order, size_t shown, size_t width) {
    layout l = {.name = 5, .value = 9};
    for (size_t i = 0; i < shown; i++) {
        size_t length = name_columns(s, order[i]);
        l.name = length > l.name ? length : l.name;
    }
    l.name = l.name > NAME_MOST ? NAME_MOST : l.name;
    size_t used = l.name + 2 * l.value + 4;
    l.half = width > used + (size_t)2 * BAR_LEAST ? (width - used) / 2 : BAR_LEAST;
    return l;
}

static double longest_arm(const sam_sensitivity *s, const size_t *order, size_t shown, size_t t) {
    double longest = 0;
    for (size_t i = 0; i < shown; i++) {
        const sam_arm *arm = &s->arms[order[i] * s->target_count + t];
        longest = fmax(longest, fabs(known(arm->low - s->targets[t].base)));
        longest = fmax(longest, fabs(known(arm->high - s->targets[t].base)));
    }
    return longest > 0 ? longest : 1;
}

void sam_sensitivity_row_name(sam_text *out, const sam_plan *plan, const sam_row *row) {
    if (row->party != SAM_NO_PARTY)
        sam_text_format(out, "%s: ", sam_say_party(plan->deal, row->party));
    sam_text_format(out, "%s (%s)", sam_tr(row->label), row->name);
}

static void tornado_title(sam_text *out, const sam_sensitivity *s, const sam_row *row,
                          double base) {
    sam_text name = SAM_TEXT_EMPTY, value = SAM_TEXT_EMPTY;
    sam_sensitivity_row_name(&name, s->plan, row);
    if (base >= base)
        measure_text(&value, base, row->unit);
    const char *what = name.data ? name.data : "", *now = value.data ? value.data : "";
    if (!value.length)
        sam_text_format(out, _("\n%s: does not exist; change by input\n"), what);
    else if (row->unit == SAM_UNIT_NOK)
        sam_text_format(out, _("\n%s: %s (1000 kr); change by input\n"), what, now);
    else
        sam_text_format(out, _("\n%s: %s; change by input\n"), what, now);
    out->broken = out->broken || name.broken || value.broken;
    sam_text_free(&name);
    sam_text_free(&value);
}

void sam_sensitivity_bars(sam_text *out, const sam_sensitivity_view *view, size_t model,
                          size_t target, size_t *order, size_t width) {
    const sam_sensitivity *s = view->models[model];
    const sam_row *row = &s->plan->rows[s->targets[target].row];
    size_t moving = sam_sensitivity_order(order, s, target);
    size_t shown = moving < view->most ? moving : view->most;
    tornado_title(out, s, row, s->targets[target].base);
    layout l = lay_out(s, order, shown, width);
    const char *input = _("input"), *low = _("low");
    size_t taken = sam_text_columns(input, strlen(input)) + sam_text_columns(low, strlen(low)),
           room = l.name + 1 + l.value;
    sam_text_add(out, input);
    pad(out, taken < room ? room - taken : 1, ' ');
    sam_text_add(out, low);
    pad(out, 1 + l.value - 4, ' ');
    sam_text_add(out, _("high  o low  # high\n"));
    double longest = longest_arm(s, order, shown, target);
    for (size_t i = 0; i < shown; i++)
        tornado_line(out, s, order[i], target, longest, &l);
    if (moving > shown)
        sam_text_format(out, _("and %zu more that move it less\n"), moving - shown);
}
