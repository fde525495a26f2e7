/* The front of two objectives in words and tables. */
#include "report/choice_frontier.h"

#include <math.h>
#include <string.h>

#include "report/language.h"
#include "report/quantity.h"
#include "report/table.h"

/* So much of x that people speak of. */
static double step_of(sam_unit unit) {
    switch (unit) {
    case SAM_UNIT_NOK:
        return 1e5;
    case SAM_UNIT_NOK_MONTH:
        return 100;
    default:
        return 0.01;
    }
}

static void corners(sam_text *out, const sam_frontier *f, size_t width) {
    double step = step_of(f->x_unit);
    sam_text change = SAM_TEXT_EMPTY;
    sam_text_format(&change, _("towards the next line, for each %s of the first"),
                    sam_said_quantity(f->x_highest ? -step : step, f->x_unit).text);
    const sam_column columns[] = {{.title = f->x_text, .number = true},
                                  {.title = f->y_text, .number = true},
                                  {.title = change.data ? change.data : "", .number = true}};
    sam_table *table = sam_table_new(columns, 3);
    out->broken = out->broken || !table || change.broken;
    for (uint32_t i = 0; table && i < f->corner_count; i++) {
        const sam_frontier_corner *c = &f->corners[i];
        sam_choice_cell(table, c->x, f->x_unit);
        sam_choice_cell(table, c->y, f->y_unit);
        sam_text slope = SAM_TEXT_EMPTY;
        if (c->breaks) {
            sam_text_add(&slope, _("breaks off"));
        } else if (i + 1 < f->corner_count) {
            double per = c->slope * (f->x_highest ? -step : step);
            sam_text_add(&slope, per > 0 ? "+" : "");
            sam_text_format(&slope, c->straight ? "%s" : _("%s (bends)"),
                            sam_said_quantity(per, f->y_unit).text);
        }
        sam_table_text(table, slope.data);
        sam_text_free(&slope);
    }
    if (table)
        sam_table_print(table, out, width, false);
    sam_table_free(table);
    sam_text_free(&change);
}

static void terms(sam_text *out, const sam_frontier *f, size_t width) {
    sam_column columns[SAM_CHOICE_TERMS_MOST + 1] = {{.title = f->x_text, .number = true}};
    uint32_t count = f->choice->term_count;
    for (uint32_t j = 0; j < count; j++)
        columns[j + 1] = (sam_column){.title = f->choice->terms[j].name, .number = true};
    sam_table *table = sam_table_new(columns, count + 1);
    if (!table) {
        out->broken = true;
        return;
    }
    sam_text_add(out, _("\nThe terms at each of them\n"));
    for (uint32_t i = 0; i < f->corner_count; i++) {
        sam_choice_cell(table, f->corners[i].x, f->x_unit);
        for (uint32_t j = 0; j < count; j++)
            sam_choice_cell(table, f->corners[i].terms[j], f->choice->terms[j].unit);
    }
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

static bool is_drawn(const sam_frontier *f) {
    return strncmp(f->x_name, "cvar:", 5) == 0 || strncmp(f->y_name, "cvar:", 5) == 0;
}

/* The largest differences at any corner. */
static void certificate(sam_text *out, const sam_frontier *f, size_t width) {
    const sam_certificate *c = &f->choice->certificate;
    double ledger = 0, draws = 0;
    char below[SAM_BELOW_SIZE];
    sam_text line = SAM_TEXT_EMPTY;
    for (uint32_t i = 0; i < f->corner_count; i++) {
        ledger = fmax(ledger, f->corners[i].difference);
        draws = fmax(draws, f->corners[i].draws_difference);
    }
    sam_text_format(&line,
                    _("Run anew at every corner, the ledger differs from what was foretold of the "
                      "objectives and of all limits by %s kr at most."),
                    sam_choice_below(below, ledger));
    if (is_drawn(f)) {
        sam_text_add_char(&line, ' ');
        sam_text_format(&line,
                        _("Over %llu draws (seed %llu), run anew too, the difference is %s kr at "
                          "most."),
                        (unsigned long long)c->draws, (unsigned long long)c->seed,
                        sam_choice_below(below, draws));
    }
    sam_choice_paragraph(out, line.data ? line.data : "", 0, width);
    out->broken = out->broken || line.broken;
    sam_text_free(&line);
}

/* How whole numbers were gone through. */
static void whole(sam_text *out, const sam_frontier *f, size_t width) {
    const sam_choice_whole *w = &f->choice->whole;
    sam_text line = SAM_TEXT_EMPTY;
    if (w->count == 0)
        return;
    if (w->stopped)
        sam_text_format(&line,
                        _("WHOLE NUMBERS: STOPPED AT THE LIMIT (--nodes) AFTER %u COMBINATIONS: "
                          "others may be better."),
                        w->solved);
    else if (w->every)
        sam_text_format(&line, _("Whole numbers: each of the %u combinations was tried."),
                        w->tried);
    else
        sam_text_format(&line,
                        _("Whole numbers: %u combinations were tried; with broken numbers the "
                          "others are beaten, as far as the search sees."),
                        w->tried);
    sam_choice_paragraph(out, line.data ? line.data : "", 0, width);
    out->broken = out->broken || line.broken;
    sam_text_free(&line);
    bool breaks = false;
    for (uint32_t i = 0; i < f->corner_count; i++)
        breaks = breaks || f->corners[i].breaks;
    if (breaks)
        sam_choice_paragraph(out,
                             _("Where the front breaks off, other whole numbers take over; nothing "
                               "between is on it."),
                             0, width);
    if (f->untraced)
        sam_text_format(out, _("%u COMBINATIONS WERE LOST BY THE SEARCH: they may be better.\n"),
                        f->untraced);
}

static void remarks(sam_text *out, const sam_frontier *f, sam_status status, size_t width) {
    bool straight = true;
    for (uint32_t i = 0; i + 1 < f->corner_count; i++)
        straight = straight && (f->corners[i].straight || f->corners[i].breaks);
    if (f->corner_count == 1)
        sam_text_add(out, _("\nBoth objectives are best at once: the front is a point.\n"));
    sam_text_format(out, _("\n%u problems were solved; every corner is the ledger's.\n"),
                    f->solved);
    if (is_drawn(f))
        sam_text_add(out, _("A CVaR is the risk engine's.\n"));
    certificate(out, f, width);
    whole(out, f, width);
    if (straight && f->corner_count > 1)
        sam_text_add(out, _("Every side was solved again in its middle and is a line.\n"));
    if (!straight)
        sam_text_add(out, _("A side that bends lies within a thousandth of the line.\n"));
    if (!f->convex)
        sam_text_add(out, _("The front is not convex; the search is local, so a part of it may lie "
                            "lower.\n"));
    if (!f->whole)
        sam_text_add(out, _("THERE ARE MORE CORNERS THAN ARE SHOWN.\n"));
    if (status == SAM_SOLVER)
        sam_text_add(out, _("THE CERTIFICATE FAILS: this is no front to rely on.\n"));
}

static void title(sam_text *out, const sam_frontier *f, size_t width) {
    const sam_deal *deal = f->choice->plan->deal;
    sam_text line = SAM_TEXT_EMPTY;
    if (f->x_highest)
        sam_text_format(&line,
                        f->y_highest ? _("%s on %s: the highest %s against the highest %s")
                                     : _("%s on %s: the highest %s against the lowest %s"),
                        deal->model_id, deal->scenario_id, f->x_text, f->y_text);
    else
        sam_text_format(&line,
                        f->y_highest ? _("%s on %s: the lowest %s against the highest %s")
                                     : _("%s on %s: the lowest %s against the lowest %s"),
                        deal->model_id, deal->scenario_id, f->x_text, f->y_text);
    sam_choice_paragraph(out, line.data ? line.data : "", 0, width);
    out->broken = out->broken || line.broken;
    sam_text_free(&line);
}

void sam_frontier_text(sam_text *out, const sam_frontier *frontier, sam_status status,
                       size_t width) {
    if (frontier->corner_count == 0) {
        sam_choice_text(out, frontier->choice, SAM_INFEASIBLE, width);
        return;
    }
    title(out, frontier, width);
    sam_text_add_char(out, '\n');
    corners(out, frontier, width);
    terms(out, frontier, width);
    sam_frontier_draw(out, frontier, width);
    remarks(out, frontier, status, width);
}
