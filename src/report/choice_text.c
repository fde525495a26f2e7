/* A choice in plain words: what was chosen, what binds and what it costs, or what stands in the way
 * and what would open it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "report/choice.h"
#include "report/language.h"
#include "report/quantity.h"
#include "report/table.h"

/* Words wrapped at the width, later lines after an indent. */
void sam_choice_paragraph(sam_text *out, const char *text, size_t indent, size_t width) {
    size_t column = 0;
    for (bool first = true; *text; first = false) {
        size_t length = strcspn(text, " ");
        size_t columns = sam_text_columns(text, length);
        if (!first && column + 1 + columns > width) {
            sam_text_add_char(out, '\n');
            for (column = 0; column < indent; column++)
                sam_text_add_char(out, ' ');
        } else if (!first) {
            sam_text_add_char(out, ' ');
            column++;
        }
        sam_text_add_bytes(out, text, length);
        column += columns;
        text += length + (text[length] == ' ');
    }
    sam_text_add_char(out, '\n');
}

void sam_choice_item(sam_text *out, sam_text *line, size_t width) {
    sam_text_add(out, "  - ");
    sam_choice_paragraph(out, line->data ? line->data : "", 4, width > 8 ? width - 4 : width);
    out->broken = out->broken || line->broken;
    sam_text_free(line);
}

/* Nothing where there is no objective. */
static void title(sam_text *out, const sam_choice *choice, size_t width) {
    if (!choice->objective_text)
        return;
    sam_text line = SAM_TEXT_EMPTY;
    sam_text_format(
        &line, choice->highest ? _("%s on %s: the highest %s") : _("%s on %s: the lowest %s"),
        choice->plan->deal->model_id, choice->plan->deal->scenario_id, choice->objective_text);
    sam_choice_paragraph(out, line.data ? line.data : "", 0, width);
    sam_text_free(&line);
}

void sam_choice_cell(sam_table *table, double value, sam_unit unit) {
    sam_text text = SAM_TEXT_EMPTY;
    if (unit == SAM_UNIT_FLAG)
        sam_text_add(&text, value > 0 ? _("yes") : _("no"));
    else
        sam_quantity(&text, value, unit);
    sam_table_text(table, text.data);
    sam_text_free(&text);
}

static void terms(sam_text *out, const sam_choice *choice, size_t width) {
    const sam_column COLUMNS[] = {{.title = C_("of a deal", "term")},
                                  {.title = _("as the deal is"), .number = true},
                                  {.title = _("chosen"), .number = true},
                                  {.title = _("at a bound")}};
    sam_table *table = sam_table_new(COLUMNS, 4);
    if (!table) {
        out->broken = true;
        return;
    }
    for (uint32_t j = 0; j < choice->term_count; j++) {
        const sam_choice_term *t = &choice->terms[j];
        sam_table_text(table, t->name);
        sam_choice_cell(table, t->base, t->unit);
        sam_choice_cell(table, t->value, t->unit);
        sam_table_text(table, t->at_bound == 0 ? "" : t->at_bound < 0 ? _("lowest") : _("highest"));
    }
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

/* Who says what is decided. */
static void decided_by(sam_text *out, const sam_choice *choice, size_t width) {
    static const char *const TEXTS[] = {
        [SAM_DECIDED_BY_OPTIONS] = N_("The terms are those that the command line names."),
        [SAM_DECIDED_BY_MODEL] =
            N_("The terms are those that the model marks with \"decide\"; --decide names others."),
        [SAM_DECIDED_AS_USUAL] = N_("The terms are the usual ones: rents, loans and the price of "
                                    "the plot; --decide names others.")};
    sam_choice_paragraph(out, _(TEXTS[choice->decided_by]), 0, width);
}

const char *sam_choice_below(char out[SAM_BELOW_SIZE], double value) {
    double power = 1e-18;
    int exponent = -18;
    while (power < value) {
        power *= 10;
        exponent++;
    }
    snprintf(out, SAM_BELOW_SIZE, value == 0 ? "0" : _("below 1e%d"), exponent);
    return out;
}

static sam_said below(double value) {
    sam_said said = {{0}};
    sam_choice_below(said.text, value);
    return said;
}

/* How whole numbers were decided. */
static void whole(sam_text *out, const sam_choice *choice, size_t width) {
    const sam_choice_whole *w = &choice->whole;
    if (w->count == 0)
        return;
    sam_text line = SAM_TEXT_EMPTY;
    if (w->stopped)
        sam_text_format(&line, _("Whole numbers: stopped at the limit after %u problems."),
                        w->solved);
    else if (w->every)
        sam_text_format(&line, _("Whole numbers: each of the %u combinations was solved."),
                        w->tried);
    else
        sam_text_format(&line,
                        _("Whole numbers: %u problems with broken numbers left no better "
                          "combination, as far as the search sees."),
                        w->solved);
    sam_text_add(&line, w->every ? "" : " ");
    if (!w->every && w->bounded)
        sam_text_format(&line, _("The bound is %s, the gap %s."),
                        sam_said_quantity(w->bound, choice->objective_unit).text,
                        sam_said_quantity(w->gap, SAM_UNIT_RATE).text);
    else if (!w->every)
        sam_text_add(&line, _("Nothing is known of what was left."));
    sam_choice_item(out, &line, width);
}

static void draws(sam_text *out, const sam_choice *choice, size_t width) {
    const sam_certificate *c = &choice->certificate;
    sam_text line = SAM_TEXT_EMPTY;
    if (!c->draws)
        return;
    sam_text_format(&line,
                    _("Over %llu draws (seed %llu) the last problem was solved by %u cuts in %u "
                      "rounds; its bounds are apart by %s of the objective."),
                    (unsigned long long)c->draws, (unsigned long long)c->seed, c->cuts,
                    c->cut_rounds, below((c->upper - c->lower) / (1 + fabs(c->upper))).text);
    sam_text_add(&line, " ");
    sam_text_format(&line, _("The draws run afresh differ from it by %s kr."),
                    below(c->draws_difference).text);
    if (!isnan(c->full)) {
        sam_text_add(&line, " ");
        sam_text_format(&line, _("With every draw written out its optimum differs by %s of it."),
                        below(fabs(c->full - c->upper) / (1 + fabs(c->upper))).text);
    }
    if (!isnan(c->cover_held)) {
        sam_text_add(&line, " ");
        sam_text_format(&line, _("Cover holds in %s of the draws."),
                        sam_said_quantity(c->cover_held, SAM_UNIT_SHARE).text);
    }
    sam_choice_item(out, &line, width);
}

static void certificate(sam_text *out, const sam_choice *choice, size_t width) {
    const sam_certificate *c = &choice->certificate;
    sam_text line = SAM_TEXT_EMPTY;
    sam_text_add(out, _("\nWhat speaks for the answer\n"));
    whole(out, choice, width);
    sam_text_format(&line,
                    _("Run anew, the ledger differs from what was optimised by %s kr here, and by "
                      "%s kr in %u figures after a real step away."),
                    below(c->rerun_difference).text, below(c->step_difference).text, c->step_rows);
    sam_choice_item(out, &line, width);
    sam_text_format(
        &line,
        c->at_kink ? _("Residuals of the last linear problem: primal %s, dual %s, gap %s; the "
                       "answer rests on a kink, so prices are measured and bounds have none.")
                   : _("Residuals of the last linear problem: primal %s, dual %s, gap %s; it "
                       "promises nothing more."),
        below(c->primal_residual).text, below(c->dual_residual).text, below(c->gap).text);
    sam_choice_item(out, &line, width);
    draws(out, choice, width);
    sam_text_format(&line,
                    _("%u of %u starts end with this value. The search is local: another optimum "
                      "farther away cannot be ruled out."),
                    c->starts_agreeing, c->starts);
    sam_choice_item(out, &line, width);
}

void sam_choice_text(sam_text *out, const sam_choice *choice, sam_status status, size_t width) {
    title(out, choice, width);
    if (!choice->feasible) {
        decided_by(out, choice, width);
        sam_choice_conflict_text(out, choice, width);
        return;
    }
    sam_text_format(out, _("%s (as the deal is: %s)"),
                    sam_said_quantity(choice->value, choice->objective_unit).text,
                    sam_said_quantity(choice->base, choice->objective_unit).text);
    sam_text_add(out, "\n\n");
    terms(out, choice, width);
    decided_by(out, choice, width);
    sam_choice_why(out, choice, width);
    certificate(out, choice, width);
    if (status == SAM_SOLVER)
        sam_text_add(out, _("\nTHE CERTIFICATE FAILS: this is no answer to rely on.\n"));
}
