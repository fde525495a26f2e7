/* Where nothing satisfies everybody, in words: which limits conflict, and the ways out with what
 * they cost those who give. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "report/choice.h"
#include "report/language.h"
#include "report/quantity.h"
#include "report/texts.h"

static double homes(const sam_choice *choice) {
    double units = 0;
    for (uint32_t k = 0; k < choice->plan->deal->dwelling_kinds; k++) {
        char name[64] = "dwellings.";
        size_t at = 10 + sam_number_print(name + 10, k);
        memcpy(name + at, ".count", 7);
        units += choice->plan->deal->inputs[sam_deal_find_input(choice->plan->deal, name)].value;
    }
    return units;
}

/* How a limit gives way, in words. */
static void way(sam_text *out, const sam_choice *choice, const sam_choice_limit *limit,
                double value) {
    const char *dot = strrchr(limit->name, '.'), *end = dot ? dot + 1 : limit->name;
    const char *word = sam_say_word(SAM_WORDS_WAY, end);
    const sam_said said = sam_said_quantity(value, limit->unit);
    if (!word) {
        sam_text_format(out, _("%s less than this: %s"), said.text, limit->text);
        return;
    }
    sam_say_fill(out, word, (const char *const[]){said.text, NULL});
    double units = homes(choice);
    if (strcmp(end, "market_rent") == 0 && units > 0) {
        sam_text_add(out, " ");
        sam_text_format(out, _("(%s for each)"),
                        sam_said_quantity(value / units, limit->unit).text);
    }
}

/* All that must give way at once. */
static void ways(sam_text *out, const sam_choice *choice, const sam_relaxation *r) {
    for (uint32_t i = 0; i < r->count; i++) {
        sam_text one = SAM_TEXT_EMPTY, all = SAM_TEXT_EMPTY;
        way(&one, choice, &choice->limits[r->limits[i]], r->amounts[i]);
        const char *added = one.data ? one.data : "";
        if (i == 0)
            sam_text_add(&all, added);
        else
            sam_text_format(&all, i + 1 == r->count ? _("%s, and %s") : "%s, %s",
                            out->data ? out->data : "", added);
        all.broken = all.broken || one.broken || out->broken;
        sam_text_free(&one);
        sam_text_free(out);
        *out = all;
    }
}

static void relaxation(sam_text *out, const sam_choice *choice, const sam_relaxation *r,
                       size_t width) {
    sam_text line = SAM_TEXT_EMPTY, given = SAM_TEXT_EMPTY;
    ways(&given, choice, r);
    if (r->input)
        sam_text_format(&given, _("%s %s instead of %s"), r->input,
                        sam_said_quantity(r->to, r->unit).text,
                        sam_said_quantity(r->from, r->unit).text);
    const char *what = given.data ? given.data : "";
    if (r->cost > 0)
        sam_text_format(&line, _("%s; those who give it lose %s in present value"), what,
                        sam_said_quantity(r->cost, SAM_UNIT_NOK).text);
    else if (!isnan(r->cost))
        sam_text_format(&line, _("%s; nobody is below a limit of his own"), what);
    else
        sam_text_add(&line, what);
    line.broken = line.broken || given.broken;
    sam_text_free(&given);
    sam_choice_item(out, &line, width);
}

/* A conflict may rest on how far a term was looked for. */
static void ends_of_range(sam_text *out, const sam_choice *choice, size_t width) {
    sam_text list = SAM_TEXT_EMPTY, line = SAM_TEXT_EMPTY;
    for (uint32_t j = 0; j < choice->term_count; j++) {
        const sam_choice_term *t = &choice->terms[j];
        if (t->at_bound == 0 && !t->whole)
            continue;
        sam_text_add(&list, list.length ? ", " : "");
        sam_text_format(&list, t->whole ? "%s %s" : _("%s at the end of its range, %s"), t->name,
                        sam_said_quantity(t->value, t->unit).text);
    }
    if (list.length) {
        sam_text_format(&line, _("What comes nearest has %s."), list.data);
        sam_choice_paragraph(out, line.data ? line.data : "", 0, width);
    }
    out->broken = out->broken || list.broken || line.broken;
    sam_text_free(&list);
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
