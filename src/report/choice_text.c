/* A choice in plain words: what was chosen, what binds and what it costs, or what stands in the way
 * and what would open it. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "report/choice.h"
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
    sam_text_format(&line, "%s on %s: the %s %s", choice->plan->deal->model_id,
                    choice->plan->deal->scenario_id, choice->highest ? "highest" : "lowest",
                    choice->objective_text);
    sam_choice_paragraph(out, line.data ? line.data : "", 0, width);
    sam_text_free(&line);
}

static void quantity_cell(sam_table *table, double value, sam_unit unit) {
    sam_text text = SAM_TEXT_EMPTY;
    if (unit == SAM_UNIT_FLAG)
        sam_text_add(&text, value > 0 ? "yes" : "no");
    else
        sam_quantity(&text, value, unit);
    sam_table_text(table, text.data);
    sam_text_free(&text);
}

static void terms(sam_text *out, const sam_choice *choice, size_t width) {
    static const sam_column COLUMNS[] = {{.title = "term"},
                                         {.title = "as the deal is", .number = true},
                                         {.title = "chosen", .number = true},
                                         {.title = "at a bound"}};
    sam_table *table = sam_table_new(COLUMNS, 4);
    if (!table) {
        out->broken = true;
        return;
    }
    for (uint32_t j = 0; j < choice->term_count; j++) {
        const sam_choice_term *t = &choice->terms[j];
        sam_table_text(table, t->name);
        quantity_cell(table, t->base, t->unit);
        quantity_cell(table, t->value, t->unit);
        sam_table_text(table, t->at_bound == 0 ? "" : t->at_bound < 0 ? "lowest" : "highest");
    }
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

/* "0", or the power of ten that the value is below: nobody reads more of a rounding error. */
static void below(sam_text *out, double value) {
    double power = 1e-18;
    int exponent = -18;
    while (power < value) {
        power *= 10;
        exponent++;
    }
    if (value == 0)
        sam_text_add(out, "0");
    else
        sam_text_format(out, "below 1e%d", exponent);
}

/* How whole numbers were decided. */
static void whole(sam_text *out, const sam_choice *choice, size_t width) {
    const sam_choice_whole *w = &choice->whole;
    if (w->count == 0)
        return;
    sam_text line = SAM_TEXT_EMPTY;
    if (w->stopped)
        sam_text_format(&line, "Whole numbers: stopped at the limit after %u problems. ",
                        w->solved);
    else if (w->every)
        sam_text_format(&line, "Whole numbers: each of the %u combinations was solved.", w->tried);
    else
        sam_text_format(&line,
                        "Whole numbers: %u problems with broken numbers left no better "
                        "combination, as far as the search sees. ",
                        w->solved);
    if (!w->every && w->bounded) {
        sam_text_add(&line, "The bound is ");
        sam_quantity(&line, w->bound, choice->objective_unit);
        sam_text_add(&line, ", the gap ");
        sam_quantity(&line, w->gap, SAM_UNIT_RATE);
        sam_text_add(&line, ".");
    } else if (!w->every) {
        sam_text_add(&line, "Nothing is known of what was left.");
    }
    sam_choice_item(out, &line, width);
}

static void certificate(sam_text *out, const sam_choice *choice, size_t width) {
    const sam_certificate *c = &choice->certificate;
    sam_text line = SAM_TEXT_EMPTY;
    sam_text_add(out, "\nWhat speaks for the answer\n");
    whole(out, choice, width);
    sam_text_add(&line, "Run anew, the ledger differs from what was optimised by ");
    below(&line, c->rerun_difference);
    sam_text_add(&line, " kr here, and by ");
    below(&line, c->step_difference);
    sam_text_format(&line, " kr in %u figures after a real step away.", c->step_rows);
    sam_choice_item(out, &line, width);
    sam_text_add(&line, "Residuals of the last linear problem: primal ");
    below(&line, c->primal_residual);
    sam_text_add(&line, ", dual ");
    below(&line, c->dual_residual);
    sam_text_add(&line, ", gap ");
    below(&line, c->gap);
    sam_text_add(&line, c->at_kink ? "; the answer rests on a kink, so prices are measured and "
                                     "bounds have none."
                                   : "; it promises nothing more.");
    sam_choice_item(out, &line, width);
    sam_text_format(&line,
                    "%u of %u starts end with this value. The search is local: another optimum "
                    "farther away cannot be ruled out.",
                    c->starts_agreeing, c->starts);
    sam_choice_item(out, &line, width);
}

static bool ends(const char *text, const char *end) {
    size_t length = strlen(text), size = strlen(end);
    return length >= size && strcmp(text + length - size, end) == 0;
}

/* How a limit gives way, in words: the amount between them. */
static void way(sam_text *out, const sam_choice *choice, const sam_choice_limit *limit,
                double value) {
    static const struct {
        const char *end, *before, *after;
    } WAYS[] = {{".market_rent", "rent ", " above the market, all homes together"},
                {"goals.rent_max", "rent by dwelling ", " higher than can be afforded"},
                {"goals.equity_max", "", " more equity"},
                {"goals.guarantee_frame", "", " more in guarantees"},
                {"goals.municipal_cost_max", "", " more cost to the municipality"},
                {"goals.aid_max", "", " more aid to the owner"},
                {".npv", "", " less in net present value to the owner"},
                {".limit_ltv", "", " more loan than the value allows"},
                {".limit_cost_share", "", " more than the share of cost allows"},
                {"cover", "", " less cash in the worst year than cover asks for"}};
    for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++) {
        if (!ends(limit->name, WAYS[i].end))
            continue;
        sam_text_add(out, WAYS[i].before);
        sam_quantity(out, value, limit->unit);
        sam_text_add(out, WAYS[i].after);
        double units = 0;
        for (uint32_t k = 0; k < choice->plan->deal->dwelling_kinds; k++) {
            char name[64] = "dwellings.";
            size_t at = 10 + sam_number_print(name + 10, k);
            memcpy(name + at, ".count", 7);
            units +=
                choice->plan->deal->inputs[sam_deal_find_input(choice->plan->deal, name)].value;
        }
        if (i == 0 && units > 0) {
            sam_text_add(out, " (");
            sam_quantity(out, value / units, limit->unit);
            sam_text_add(out, " for each)");
        }
        return;
    }
    sam_quantity(out, value, limit->unit);
    sam_text_format(out, " less than this: %s", limit->text);
}

static void relaxation(sam_text *out, const sam_choice *choice, const sam_relaxation *r,
                       size_t width) {
    sam_text line = SAM_TEXT_EMPTY;
    for (uint32_t i = 0; i < r->count; i++) {
        sam_text_add(&line, i == 0 ? "" : i + 1 == r->count ? ", and " : ", ");
        way(&line, choice, &choice->limits[r->limits[i]], r->amounts[i]);
    }
    if (r->input) {
        sam_text_format(&line, "%s ", r->input);
        sam_quantity(&line, r->to, r->unit);
        sam_text_add(&line, " instead of ");
        sam_quantity(&line, r->from, r->unit);
    }
    sam_choice_item(out, &line, width);
}

/* A conflict may rest on how far a term was looked for. */
static void ends_of_range(sam_text *out, const sam_choice *choice, size_t width) {
    sam_text line = SAM_TEXT_EMPTY;
    for (uint32_t j = 0; j < choice->term_count; j++) {
        const sam_choice_term *t = &choice->terms[j];
        if (t->at_bound == 0)
            continue;
        sam_text_add(&line, line.length ? ", " : "What comes nearest has ");
        sam_text_format(&line, "%s at the end of its range, ", t->name);
        sam_quantity(&line, t->value, t->unit);
    }
    if (line.length) {
        sam_text_add(&line, ".");
        sam_choice_paragraph(out, line.data, 0, width);
    }
    sam_text_free(&line);
}

static void infeasible(sam_text *out, const sam_choice *choice, size_t width) {
    sam_text_add(out, "\n");
    sam_choice_paragraph(
        out,
        choice->conflict_count == 1
            ? "No terms were found that satisfy everybody. This limit does not hold anywhere in "
              "the ranges of the terms:"
            : "No terms were found that satisfy everybody. These limits cannot hold together; "
              "with any one of them left out, the others of them can:",
        0, width);
    for (uint32_t i = 0; i < choice->conflict_count; i++) {
        sam_text line = SAM_TEXT_EMPTY;
        sam_text_add(&line, choice->limits[choice->conflict[i]].text);
        sam_choice_item(out, &line, width);
    }
    ends_of_range(out, choice, width);
    sam_text_add(out, "\nWhat would open the way, each line by itself\n");
    for (uint32_t i = 0; i < choice->relaxation_count; i++)
        relaxation(out, choice, &choice->relaxations[i], width);
    if (choice->relaxation_count == 0)
        sam_text_add(out, "  nothing that was tried\n");
}

void sam_choice_text(sam_text *out, const sam_choice *choice, sam_status status, size_t width) {
    title(out, choice, width);
    if (!choice->feasible) {
        infeasible(out, choice, width);
        return;
    }
    sam_quantity(out, choice->value, choice->objective_unit);
    sam_text_add(out, " (as the deal is: ");
    sam_quantity(out, choice->base, choice->objective_unit);
    sam_text_add(out, ")\n\n");
    terms(out, choice, width);
    sam_choice_why(out, choice, width);
    certificate(out, choice, width);
    if (status == SAM_SOLVER)
        sam_text_add(out, "\nTHE CERTIFICATE FAILS: this is no answer to rely on.\n");
}
