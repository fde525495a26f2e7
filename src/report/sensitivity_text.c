/* What the answer depends on as text: the order of inputs, break-evens and indices as tables. The
 * tornado between them is sensitivity_bars.c's. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "deal/fields.h"
#include "report/heading.h"
#include "report/quantity.h"
#include "report/sensitivity.h"
#include "report/table.h"
#include "report/texts.h"

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

static void quantity_cell(sam_table *table, double value, sam_unit unit) {
    sam_text text = SAM_TEXT_EMPTY;
    sam_quantity(&text, value, unit);
    sam_table_text(table, text.data);
    sam_text_free(&text);
}

/* "vacancy (operation.vacancy)": as it is called, and by what it is set. */
static void input_cell(sam_table *table, const sam_sensitivity *s, size_t span) {
    const sam_deal *deal = s->plan->deal;
    uint32_t input = s->spans[span].input;
    sam_text name = SAM_TEXT_EMPTY;
    sam_say_input(&name, deal, input);
    sam_text_format(&name, " (%s)", deal->inputs[input].name);
    sam_table_text(table, name.broken ? NULL : name.data);
    sam_text_free(&name);
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
    input_cell(table, s, span);
    quantity_cell(table, p->base, unit);
    quantity_cell(table, p->low, unit);
    quantity_cell(table, p->high, unit);
    sam_table_text(table, sam_tr(sam_span_word(p->kind)));
    for (size_t t = 0; t < s->target_count; t++)
        if (s->targets[t].limited)
            break_even_cell(table, &s->break_evens[span * s->target_count + t]);
}

/* What a column of break-evens is of, as it is called; "": memory is out. */
static const char *limited_title(const sam_sensitivity *s, size_t target) {
    sam_text name = SAM_TEXT_EMPTY;
    sam_sensitivity_row_name(&name, s->plan, &s->plan->rows[s->targets[target].row]);
    const char *kept = name.broken ? NULL : sam_arena_text(s->arena, name.data, name.length);
    sam_text_free(&name);
    return kept ? kept : "";
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
            columns[count++] = (sam_column){.title = limited_title(s, t), .number = true};
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
    input_cell(table, s, s->drawn[i]);
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
        sam_sensitivity_row_name(&name, s->plan, &s->plan->rows[s->targets[t].row]);
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
        sam_sensitivity_bars(out, view, model, t, order, width);
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
