/* Where nothing satisfies everybody, in words: which limits conflict, and the ways out with what
 * they cost those who give. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "report/choice.h"
#include "report/language.h"
#include "report/quantity.h"

static bool ends(const char *text, const char *end) {
    size_t length = strlen(text), size = strlen(end);
    return length >= size && strcmp(text + length - size, end) == 0;
}

/* How a limit gives way, in words: the amount between them. */
static void way(sam_text *out, const sam_choice *choice, const sam_choice_limit *limit,
                double value) {
    static const struct {
        const char *end, *before, *after;
    } WAYS[] = {
        {".market_rent", N_("rent "), N_(" above the market, all homes together")},
        {"goals.rent_max", N_("rent by dwelling "), N_(" higher than can be afforded")},
        {"goals.equity_max", "", N_(" more equity")},
        {"goals.guarantee_frame", "", N_(" more in guarantees")},
        {"goals.municipal_cost_max", "", N_(" more cost to the municipality")},
        {"goals.aid_max", "", N_(" more aid to the owner")},
        {".npv", "", N_(" less in net present value to the owner")},
        {".limit_ltv", "", N_(" more loan than the value allows")},
        {".limit_cost_share", "", N_(" more than the share of cost allows")},
        {".cvar", "", N_(" more cost in the mean of the party's dearest draws")},
        {"cover_in_draws", "", N_(" less cash in the worst years of draws than cover asks for")},
        {"cover", "", N_(" less cash in the worst year than cover asks for")}};
    for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++) {
        if (!ends(limit->name, WAYS[i].end))
            continue;
        sam_text_add(out, sam_tr(WAYS[i].before));
        sam_quantity(out, value, limit->unit);
        sam_text_add(out, sam_tr(WAYS[i].after));
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
            sam_text_add(out, _(" for each)"));
        }
        return;
    }
    sam_quantity(out, value, limit->unit);
    sam_text_format(out, _(" less than this: %s"), limit->text);
}

static void relaxation(sam_text *out, const sam_choice *choice, const sam_relaxation *r,
                       size_t width) {
    sam_text line = SAM_TEXT_EMPTY;
    for (uint32_t i = 0; i < r->count; i++) {
        sam_text_add(&line, i == 0 ? "" : i + 1 == r->count ? _(", and ") : ", ");
        way(&line, choice, &choice->limits[r->limits[i]], r->amounts[i]);
    }
    if (r->input) {
        sam_text_format(&line, "%s ", r->input);
        sam_quantity(&line, r->to, r->unit);
        sam_text_add(&line, _(" instead of "));
        sam_quantity(&line, r->from, r->unit);
    }
    if (r->cost > 0) {
        sam_text_add(&line, _("; those who give it lose "));
        sam_quantity(&line, r->cost, SAM_UNIT_NOK);
        sam_text_add(&line, _(" in present value"));
    } else if (!isnan(r->cost)) {
        sam_text_add(&line, _("; nobody is below a limit of his own"));
    }
    sam_choice_item(out, &line, width);
}

/* A conflict may rest on how far a term was looked for. */
static void ends_of_range(sam_text *out, const sam_choice *choice, size_t width) {
    sam_text line = SAM_TEXT_EMPTY;
    for (uint32_t j = 0; j < choice->term_count; j++) {
        const sam_choice_term *t = &choice->terms[j];
        if (t->at_bound == 0 && !t->whole)
            continue;
        sam_text_add(&line, line.length ? ", " : _("What comes nearest has "));
        sam_text_format(&line, t->whole ? "%s " : _("%s at the end of its range, "), t->name);
        sam_quantity(&line, t->value, t->unit);
    }
    if (line.length) {
        sam_text_add(&line, ".");
        sam_choice_paragraph(out, line.data, 0, width);
    }
    sam_text_free(&line);
}

void sam_choice_conflict_text(sam_text *out, const sam_choice *choice, size_t width) {
    sam_text_add(out, "\n");
    sam_choice_paragraph(
        out,
        choice->conflict_count == 1
            ? _("No terms were found that satisfy everybody. This limit does not hold anywhere in "
                "the ranges of the terms:")
            : _("No terms were found that satisfy everybody. These limits cannot hold together; "
                "with any one of them left out, the others of them can:"),
        0, width);
    for (uint32_t i = 0; i < choice->conflict_count; i++) {
        sam_text line = SAM_TEXT_EMPTY;
        sam_text_add(&line, choice->limits[choice->conflict[i]].text);
        sam_choice_bound(&line, choice->limits[choice->conflict[i]].bound);
        sam_choice_item(out, &line, width);
    }
    ends_of_range(out, choice, width);
    sam_text_add(out, _("\nWhat would open the way, each line by itself, the cheapest first\n"));
    for (uint32_t i = 0; i < choice->relaxation_count; i++)
        relaxation(out, choice, &choice->relaxations[i], width);
    if (choice->relaxation_count == 0)
        sam_text_add(out, _("  nothing that was tried\n"));
    sam_text line = SAM_TEXT_EMPTY;
    sam_text_add(&line, _("The search is local: it sets out from several points, and what none of "
                          "them led to may still exist, at less than is told here."));
    sam_choice_paragraph(out, line.data ? line.data : "", 0, width);
    sam_text_free(&line);
}
