/* Risk moved by clauses as tables, one a clause, for the table where a contract is talked over. */
#include <math.h>
#include <string.h>

#include "deal/fields.h"
#include "report/clauses.h"
#include "report/heading.h"
#include "report/quantity.h"
#include "report/risk.h"
#include "report/table.h"
#include "report/texts.h"

bool sam_clause_concerns(const sam_clause_party *party) {
    return fabs(party->with.mean) + fabs(party->without.mean) + fabs(party->moved_undiscounted) >=
           1;
}

static void thousands(sam_table *table, double value) {
    sam_table_decimals(table, value / 1000, 0);
}

static void add_party(sam_table *table, const sam_deal *deal, const sam_clause_party *p) {
    sam_table_text(table, sam_say_party(deal, p->party));
    thousands(table, p->with.mean);
    thousands(table, p->without.mean);
    thousands(table, p->with.p90);
    thousands(table, p->without.p90);
    thousands(table, p->with.cvar95);
    thousands(table, p->without.cvar95);
    thousands(table, p->moved);
    sam_table_decimals(table, p->moved_error / 1000, 1);
    thousands(table, p->with.p90 - p->without.p90);
    thousands(table, p->with.cvar95 - p->without.cvar95);
    thousands(table, p->moved_undiscounted);
}

/* Present values at different rates do not add up; kroner do. */
static void add_sum(sam_table *table, const sam_clause_effect *effect) {
    sam_table_text(table, _("all together"));
    for (int i = 0; i < 10; i++)
        sam_table_none(table);
    thousands(table, effect->balanced ? 0 : effect->sum);
}

static void print_effect(sam_text *out, const sam_deal *deal, const sam_clause_effect *effect,
                         size_t width) {
    const sam_column COLUMNS[] = {{.title = _("party")},
                                  {.title = _("mean with"), .number = true},
                                  {.title = _("mean without"), .number = true},
                                  {.title = _("P90 with"), .number = true},
                                  {.title = _("P90 without"), .number = true},
                                  {.title = _("CVaR95 with"), .number = true},
                                  {.title = _("CVaR95 without"), .number = true},
                                  {.title = _("moved to the party"), .number = true},
                                  {.title = _("± error"), .number = true},
                                  {.title = _("moved in P90"), .number = true},
                                  {.title = _("moved in CVaR95"), .number = true},
                                  {.title = _("moved, undis- counted"), .number = true}};
    sam_table *table = sam_table_new(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    if (!table) {
        out->broken = true;
        return;
    }
    for (size_t p = 0; p < effect->party_count; p++)
        if (sam_clause_concerns(&effect->parties[p]))
            add_party(table, deal, &effect->parties[p]);
    add_sum(table, effect);
    sam_table_print(table, out, width, false);
    sam_table_free(table);
    if (!effect->balanced)
        sam_text_add(out, _("What is moved does NOT sum to zero: the engine is wrong.\n"));
}

/* "share of the homes 0 (now 80,0 %)", after a comma where something stands before. */
static void add_neutral(sam_text *list, const sam_input *input, double neutral) {
    sam_text without = SAM_TEXT_EMPTY, now = SAM_TEXT_EMPTY;
    sam_quantity(&without, neutral, input->field->unit);
    sam_quantity(&now, input->value, input->field->unit);
    sam_text_add(list, list->length ? ", " : "");
    /* Translators: an input, its value without the clause, its value. */
    sam_text_format(list, _("%s %s (now %s)"), sam_say_field(input->field),
                    without.data ? without.data : "", now.data ? now.data : "");
    list->broken = list->broken || without.broken || now.broken;
    sam_text_free(&without);
    sam_text_free(&now);
}

static void print_neutral(sam_text *out, const sam_deal *deal, const sam_clause *clause) {
    sam_text list = SAM_TEXT_EMPTY;
    for (uint32_t f = 0; f < clause->spec->field_count; f++) {
        double neutral;
        if (sam_neutral_find(clause, f, &neutral))
            add_neutral(&list, &deal->inputs[clause->inputs[f]], neutral);
    }
    sam_text_format(out, _("Without it: %s\n"), list.data ? list.data : "");
    out->broken = out->broken || list.broken;
    sam_text_free(&list);
}

static void print_model(sam_text *out, const sam_clauses_view *view, size_t index, size_t width) {
    const sam_clause_effects *model = view->models[index];
    const sam_deal *deal = model->plan->deal;
    sam_heading_model(out, deal);
    if (!model->count)
        sam_text_add(out, _("There is no clause that can be taken away by its own fields.\n"));
    for (size_t i = 0; i < model->count && model->draws; i++) {
        const sam_clause *clause = &deal->clauses[model->effects[i].clause];
        sam_text_format(out, _("\n%s (%s): net present cost, 1000 kr\n"),
                        sam_say_kind(clause->spec), clause->id);
        print_neutral(out, deal, clause);
        print_effect(out, deal, &model->effects[i], width);
    }
}

void sam_clauses_text(sam_text *out, const sam_clauses_view *view, size_t width) {
    const sam_clause_effects *first = view->models[0];
    sam_heading_title(out, view->version, first->plan->deal);
    sam_text_add(out, _("Risk moved by each clause.\n"));
    sam_draws_line(out, first->draws, view->seed, view->random, first->partial);
    for (size_t i = 0; i < view->model_count; i++)
        print_model(out, view, i, width);
}
