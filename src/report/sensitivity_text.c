/* The tornado drawn with characters, break-evens and indices as tables. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "deal/fields.h"
#include "report/heading.h"
#include "report/quantity.h"
#include "report/sensitivity.h"
#include "report/table.h"
#include "report/texts.h"

enum { NAME_MOST = 30, BAR_LEAST = 4 };

/* ---- order ---- */

static double swing(const sam_sensitivity *s, size_t span, size_t target) {
    const sam_arm *arm = &s->arms[span * s->target_count + target];
    double base = s->targets[target].base;
    double low = fabs(arm->low - base), high = fabs(arm->high - base);
    double apart = fabs(arm->high - arm->low);
    double most = low > high ? low : high;
    most = apart > most ? apart : most;
    return most >= 0 ? most : 0; /* NaN: an arm without the measure has no length */
}

size_t sam_sensitivity_order(size_t *order, const sam_sensitivity *s, size_t target) {
    size_t moving = 0;
    for (size_t i = 0; i < s->span_count; i++) {
        size_t at = i;
        double here = swing(s, i, target);
        for (; at > 0 && swing(s, order[at - 1], target) < here; at--)
            order[at] = order[at - 1];
        order[at] = i;
        moving += here > 0;
    }
    return moving;
}

/* ---- cells ---- */

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

static void quantity_cell(sam_table *table, double value, sam_unit unit) {
    sam_text text = SAM_TEXT_EMPTY;
    sam_quantity(&text, value, unit);
    sam_table_text(table, text.data);
    sam_text_free(&text);
}

static const char *input_name(const sam_sensitivity *s, size_t span) {
    return s->plan->deal->inputs[s->spans[span].input].name;
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

static void tornado_line(sam_text *out, const sam_sensitivity *s, size_t span, size_t target,
                         double longest, const layout *l) {
    const sam_arm *arm = &s->arms[span * s->target_count + target];
    const sam_target *t = &s->targets[target];
    sam_unit unit = s->plan->rows[t->row].unit;
    const char *name = input_name(s, span);
    size_t length = strlen(name), skipped = length > l->name ? length - l->name : 0;
    sam_text_add(out, name + skipped);
    pad(out, l->name - (length - skipped) + 1, ' ');
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
        size_t length = strlen(input_name(s, order[i]));
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

/* "The developer: net present value (developer.npv)". */
static void row_name(sam_text *out, const sam_plan *plan, const sam_row *row) {
    if (row->party != SAM_NO_PARTY)
        sam_text_format(out, "%s: ", sam_say_party(plan->deal, row->party));
    sam_text_format(out, "%s (%s)", sam_tr(row->label), row->name);
}

static void tornado_title(sam_text *out, const sam_sensitivity *s, const sam_row *row,
                          double base) {
    sam_text name = SAM_TEXT_EMPTY, value = SAM_TEXT_EMPTY;
    row_name(&name, s->plan, row);
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

static void tornado(sam_text *out, const sam_sensitivity_view *view, size_t model, size_t target,
                    size_t *order, size_t width) {
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

/* ---- ranges and break-evens ---- */

const char *sam_span_word(sam_span_kind kind) {
    static const char *const WORDS[] = {N_("given"), N_("tenth"), N_("step")};
    return WORDS[kind];
}

static void break_even_cell(sam_table *table, const sam_break_even *b) {
    if (b->what && b->exists)
        quantity_cell(table, b->value, b->unit);
    else
        sam_table_text(table, b->what ? _("none near") : "–");
}

/* Marks the inputs that some tornado shows. */
static void mark_shown(bool *shown, size_t *order, const sam_sensitivity *s, size_t most) {
    for (size_t t = 0; t < s->target_count; t++) {
        size_t moving = sam_sensitivity_order(order, s, t);
        for (size_t i = 0; i < moving && i < most; i++)
            shown[order[i]] = true;
    }
}

static void ranges_row(sam_table *table, const sam_sensitivity *s, size_t span) {
    const sam_span *p = &s->spans[span];
    sam_unit unit = s->plan->deal->inputs[p->input].field->unit;
    sam_text name = SAM_TEXT_EMPTY;
    sam_say_input(&name, s->plan->deal, p->input);
    sam_text_format(&name, " (%s)", input_name(s, span));
    sam_table_text(table, name.broken ? NULL : name.data);
    sam_text_free(&name);
    quantity_cell(table, p->base, unit);
    quantity_cell(table, p->low, unit);
    quantity_cell(table, p->high, unit);
    sam_table_text(table, sam_tr(sam_span_word(p->kind)));
    for (size_t t = 0; t < s->target_count; t++)
        if (s->targets[t].limited)
            break_even_cell(table, &s->break_evens[span * s->target_count + t]);
}

static void ranges(sam_text *out, const sam_sensitivity_view *view, size_t model, size_t *order,
                   size_t width) {
    const sam_sensitivity *s = view->models[model];
    sam_column columns[5 + 64] = {{.title = _("input")},
                                  {.title = _("value"), .number = true},
                                  {.title = _("low"), .number = true},
                                  {.title = _("high"), .number = true},
                                  {.title = _("range")}};
    size_t count = 5;
    for (size_t t = 0; t < s->target_count && count < sizeof columns / sizeof *columns; t++)
        if (s->targets[t].limited)
            columns[count++] =
                (sam_column){.title = s->plan->rows[s->targets[t].row].name, .number = true};
    sam_text_add(out,
                 _("\nHow far each input is moved, and the value that brings each figure to its "
                   "limit\n(sought ten times as far)\n"));
    sam_table *table = sam_table_new(columns, count);
    bool *shown = sam_arena_array(s->arena, s->span_count + 1, sizeof *shown);
    if (!table || !shown) {
        sam_table_free(table);
        out->broken = true;
        return;
    }
    mark_shown(shown, order, s, view->most);
    for (size_t i = 0; i < s->span_count; i++)
        if (shown[i])
            ranges_row(table, s, i);
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

/* ---- indices ---- */

static void index_row(sam_table *table, const sam_sensitivity *s, size_t target, size_t i) {
    const sam_index *index = &s->indices[target * s->drawn_count + i];
    sam_table_text(table, input_name(s, s->drawn[i]));
    sam_table_decimals(table, index->first, 3);
    sam_table_decimals(table, index->first_range.low, 3);
    sam_table_decimals(table, index->first_range.high, 3);
    sam_table_decimals(table, index->total, 3);
    sam_table_decimals(table, index->total_range.low, 3);
    sam_table_decimals(table, index->total_range.high, 3);
    sam_table_text(table, index->converged ? "" : _("not converged"));
}

static void index_table(sam_text *out, const sam_sensitivity *s, size_t target, size_t most,
                        size_t width) {
    const sam_column COLUMNS[] = {
        {.title = _("input")},
        {.title = _("first order"), .number = true},
        {.title = _("95 % from"), .number = true},
        {.title = _("to"), .number = true},
        {.title = _("total"), .number = true},
        {.title = _("95 % from"), .number = true},
        {.title = _("to"), .number = true},
        {.title = _("said")},
    };
    sam_table *table = sam_table_new(COLUMNS, 8);
    size_t *order = sam_arena_array(s->arena, s->drawn_count + 1, sizeof *order);
    for (size_t i = 0; order && i < s->drawn_count; i++) {
        const sam_index *all = s->indices + target * s->drawn_count;
        size_t at = i;
        for (; at > 0 && all[order[at - 1]].total < all[i].total; at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    for (size_t i = 0; table && order && i < s->drawn_count && i < most; i++)
        index_row(table, s, target, order[i]);
    out->broken = out->broken || !table || !order;
    if (table)
        sam_table_print(table, out, width, false);
    sam_table_free(table);
}

static void indices(sam_text *out, const sam_sensitivity_view *view, size_t model, size_t width) {
    const sam_sensitivity *s = view->models[model];
    for (size_t t = 0; t < s->target_count && s->draws; t++) {
        sam_text name = SAM_TEXT_EMPTY;
        row_name(&name, s->plan, &s->plan->rows[s->targets[t].row]);
        sam_text_format(out,
                        _("\nWhere the variance of %s comes from: Sobol's indices, %llu "
                          "draws, seed %llu\n"),
                        name.data ? name.data : "", (unsigned long long)s->draws,
                        (unsigned long long)view->seed);
        out->broken = out->broken || name.broken;
        sam_text_free(&name);
        if (s->partial)
            sam_text_add(out, _("PARTIAL: stopped before the end.\n"));
        if (!s->known[t]) {
            sam_text_add(out, _("It does not exist in every draw, so it has no indices.\n"));
            continue;
        }
        index_table(out, s, t, view->most, width);
        if (!s->summaries[t].converged)
            sam_text_add(out, _("NOT CONVERGED: some intervals are too wide to be relied on; give "
                                "--sobol more draws.\n"));
    }
}

static void print_model(sam_text *out, const sam_sensitivity_view *view, size_t model,
                        size_t width) {
    const sam_sensitivity *s = view->models[model];
    size_t *order = sam_arena_array(s->arena, s->span_count + 1, sizeof *order);
    out->broken = out->broken || !order;
    sam_heading_model(out, s->plan->deal);
    for (size_t t = 0; order && t < s->target_count; t++)
        tornado(out, view, model, t, order, width);
    if (order && s->target_count)
        ranges(out, view, model, order, width);
    if (s->known)
        indices(out, view, model, width);
}

void sam_sensitivity_text(sam_text *out, const sam_sensitivity_view *view, size_t width) {
    sam_heading_title(out, view->version, view->models[0]->plan->deal);
    sam_text_add(out, view->models[0]->after
                          ? _("What the answer depends on, with inputs changed after signing: what "
                              "was signed stays as signed.\n")
                          : _("What the answer depends on, with inputs known before signing: loans "
                              "and grants are sized by them.\n"));
    sam_text_add(
        out, _("Ranges: given by the file; tenth of the value and step where it gives none.\n"));
    for (size_t i = 0; i < view->model_count; i++)
        print_model(out, view, i, width);
}
