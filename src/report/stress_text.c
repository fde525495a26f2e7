/* Stress sets as tables: what each costs every party, and what it does to the deal. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "report/heading.h"
#include "report/stress.h"
#include "report/table.h"
#include "report/texts.h"

const sam_stress_measure sam_stress_measures[SAM_STRESS_MEASURES] = {
    {"min_dscr", N_("lowest DSCR")},
    {"first_below_one", N_("DSCR below 1 in month")},
    {"total_support", N_("owners' later support")},
    {"guarantee_calls", N_("guarantee calls")},
    {"arrears_left", N_("lenders' loss")},
};

double sam_stress_value(const sam_ledger *ledger, const char *name, size_t lane) {
    const sam_plan *plan = sam_ledger_plan(ledger);
    uint32_t row = sam_plan_find_row(plan, name);
    if (row == SAM_NO_ROW)
        return SAM_REAL_NAN;
    uint32_t defined = plan->rows[row].defined;
    bool exists = defined == SAM_NO_ROW || sam_ledger_value(ledger, defined, 0, lane) > 0;
    return exists ? sam_ledger_value(ledger, row, 0, lane) : SAM_REAL_NAN;
}

double sam_stress_npv(const sam_ledger *ledger, uint32_t party, size_t lane) {
    const sam_plan *plan = sam_ledger_plan(ledger);
    for (uint32_t r = 0; r < plan->row_count; r++) {
        const char *dot = strrchr(plan->rows[r].name, '.');
        if (plan->rows[r].party == party && dot && strcmp(dot, ".npv") == 0)
            return sam_ledger_value(ledger, r, 0, lane);
    }
    return SAM_REAL_NAN;
}

bool sam_stress_concerns(const sam_ledger *ledger, uint32_t party) {
    sam_role role = sam_ledger_plan(ledger)->deal->parties[party].role;
    return role != SAM_ROLE_PROJECT && role != SAM_ROLE_OUTSIDE &&
           fabs(sam_stress_npv(ledger, party, 0)) > 0;
}

static const char *set_name(const sam_stress_view *view, size_t set) {
    const sam_stress_set *s = &view->stresses->sets[set];
    const char *name = sam_say_name(&s->name);
    return *name ? name : s->id;
}

static void finish(sam_table *table, sam_text *out, size_t width) {
    if (!table) {
        out->broken = true;
        return;
    }
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

static void party_row(sam_table *table, const sam_ledger *ledger, const char *name, size_t lane) {
    const sam_deal *deal = sam_ledger_plan(ledger)->deal;
    sam_table_text(table, name);
    for (uint32_t p = 0; p < deal->party_count; p++) {
        if (!sam_stress_concerns(ledger, p))
            continue;
        double base = sam_stress_npv(ledger, p, 0);
        double shown = lane ? sam_stress_npv(ledger, p, lane) - base : base;
        sam_table_decimals(table, shown / 1000, 0);
    }
}

static void parties(sam_text *out, const sam_stress_view *view, size_t model, size_t width) {
    const sam_ledger *ledger = view->models[model];
    const sam_deal *deal = sam_ledger_plan(ledger)->deal;
    sam_column columns[1 + 64] = {{.title = _("1000 kr, change by stress")}};
    size_t count = 1;
    for (uint32_t p = 0; p < deal->party_count && count < sizeof columns / sizeof *columns; p++)
        if (sam_stress_concerns(ledger, p))
            columns[count++] = (sam_column){.title = sam_say_party(deal, p), .number = true};
    sam_table *table = sam_table_new(columns, count);
    if (table)
        party_row(table, ledger, _("net present value without"), 0);
    for (size_t s = 0; table && s < view->stresses->set_count; s++)
        party_row(table, ledger, set_name(view, s), s + 1);
    finish(table, out, width);
}

static void deal_row(sam_table *table, const sam_ledger *ledger, const char *name, size_t lane) {
    sam_table_text(table, name);
    for (size_t i = 0; i < SAM_STRESS_MEASURES; i++) {
        const char *measure = sam_stress_measures[i].name;
        double value = sam_stress_value(ledger, measure, lane);
        uint32_t row = sam_plan_find_row(sam_ledger_plan(ledger), measure);
        bool money = row != SAM_NO_ROW && sam_ledger_plan(ledger)->rows[row].unit == SAM_UNIT_NOK;
        sam_table_decimals(table, money ? value / 1000 : value, i == 0 ? 2 : 0);
    }
}

static void deal(sam_text *out, const sam_stress_view *view, size_t model, size_t width) {
    sam_column columns[1 + SAM_STRESS_MEASURES] = {{.title = _("the deal, money in 1000 kr")}};
    for (size_t i = 0; i < SAM_STRESS_MEASURES; i++)
        columns[i + 1] =
            (sam_column){.title = sam_tr(sam_stress_measures[i].title), .number = true};
    sam_table *table = sam_table_new(columns, 1 + SAM_STRESS_MEASURES);
    if (table)
        deal_row(table, view->models[model], _("without stress"), 0);
    for (size_t s = 0; table && s < view->stresses->set_count; s++)
        deal_row(table, view->models[model], set_name(view, s), s + 1);
    finish(table, out, width);
}

void sam_stress_text(sam_text *out, const sam_stress_view *view, size_t width) {
    sam_heading_title(out, view->version, sam_ledger_plan(view->models[0])->deal);
    sam_text_add(out, _("Stress after signing: loans, grants and planned equity stay.\n"));
    for (size_t i = 0; i < view->model_count; i++) {
        sam_heading_model(out, sam_ledger_plan(view->models[i])->deal);
        parties(out, view, i, width);
        sam_text_add_char(out, '\n');
        deal(out, view, i, width);
    }
}
