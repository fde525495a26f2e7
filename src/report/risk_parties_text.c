/* What the draws say of each party, as text tables: net present values, rates of return, and what
 * lenders lose. Draws without a rate of return are counted and said, with the reason. */
#include <string.h>

#include "base/number.h"
#include "report/quantity.h"
#include "report/risk_text.h"
#include "report/texts.h"

static void thousands(sam_table *table, double value) {
    sam_table_decimals(table, value / 1000, 0);
}

static const char *party_of(const sam_risk_model *model, const sam_risk_measure *m) {
    return sam_say_party(model->plan->deal, m->party);
}

/* ---- net present values ---- */

static bool shown(const sam_risk_model *m, const sam_risk_measure *measure) {
    const char *dot = strrchr(measure->name, '.');
    if (measure->party == SAM_NO_PARTY)
        return false;
    sam_role role = m->plan->deal->parties[measure->party].role;
    return dot && strcmp(dot, ".npv") == 0 && role != SAM_ROLE_PROJECT &&
           role != SAM_ROLE_OUTSIDE && measure->known &&
           (measure->deviation > 0 || measure->base > 0 || measure->base < 0);
}

static void value_row(sam_table *table, const sam_risk_view *view, size_t model,
                      const sam_risk_measure *m) {
    sam_table_text(table, view->models[model]);
    sam_table_text(table, party_of(sam_risk_model_at(view->risk, model), m));
    thousands(table, m->base);
    thousands(table, m->mean);
    sam_table_decimals(table, m->error / 1000, 1);
    thousands(table, m->quantiles[0]);
    thousands(table, m->quantiles[6]);
    thousands(table, m->cvar95);
}

static void values(sam_text *out, const sam_risk_view *view, size_t width) {
    const sam_column COLUMNS[] = {{.title = _("model")},
                                  {.title = _("party")},
                                  {.title = _("base"), .number = true},
                                  {.title = _("mean"), .number = true},
                                  {.title = _("± error"), .number = true},
                                  {.title = "P5", .number = true},
                                  {.title = "P95", .number = true},
                                  {.title = "CVaR95", .number = true}};
    sam_table *table = sam_table_new(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    size_t rows = 0;
    for (size_t i = 0; table && i < view->model_count; i++) {
        const sam_risk_model *model = sam_risk_model_at(view->risk, i);
        for (size_t k = 0; k < model->measure_count; k++)
            if (shown(model, &model->measures[k])) {
                value_row(table, view, i, &model->measures[k]);
                rows++;
            }
    }
    if (rows)
        sam_risk_heading(out, _("Net present value by party over the draws, 1000 kr"));
    if (rows || !table)
        sam_risk_table(table, out, width);
    else
        sam_table_free(table);
}

/* ---- rates of return ---- */

static void rate_row(sam_table *table, const sam_risk_view *view, size_t model,
                     const sam_risk_measure *m) {
    const char *dot = strrchr(m->name, '.');
    sam_text who = SAM_TEXT_EMPTY;
    bool unfunded = dot && strcmp(dot, ".unfunded_irr") == 0;
    sam_text_format(&who, unfunded ? _("%s, before funding") : "%s",
                    party_of(sam_risk_model_at(view->risk, model), m));
    sam_table_text(table, view->models[model]);
    sam_table_text(table, who.broken ? NULL : who.data);
    sam_text_free(&who);
    if (m->base_exists)
        sam_table_percent(table, m->base, 2);
    else
        sam_table_none(table);
    sam_table_percent(table, m->mean, 2);
    sam_table_percent(table, m->error, 3);
    sam_table_percent(table, m->quantiles[0], 2);
    sam_table_percent(table, m->quantiles[3], 2);
    sam_table_percent(table, m->quantiles[6], 2);
}

static sam_table *rate_table(void) {
    const sam_column COLUMNS[] = {{.title = _("model")},
                                  {.title = _("party")},
                                  {.title = _("base"), .number = true},
                                  {.title = _("mean"), .number = true},
                                  {.title = _("± error"), .number = true},
                                  {.title = "P5", .number = true},
                                  {.title = "P50", .number = true},
                                  {.title = "P95", .number = true}};
    return sam_table_new(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
}

static void percent(sam_text *out, uint64_t part, uint64_t whole) {
    char text[2 * SAM_NUMBER_SIZE];
    sam_number_print_norwegian(text, 100 * (double)part / (double)whole, 1);
    sam_text_format(out, "%s %%", text);
}

/* "several rates make the value zero: 3,0 %; ..." */
static void add_reasons(sam_text *out, const sam_risk_measure *m, uint64_t draws) {
    for (int r = SAM_IRR_SEVERAL; r < SAM_IRR_REASONS; r++) {
        if (!m->reasons[r])
            continue;
        sam_text_format(out, "%s%s: ", out->length ? "; " : "",
                        sam_tr(sam_irr_reason_text((sam_irr_reason)r)));
        percent(out, m->reasons[r], draws);
    }
}

static void tell_missing(sam_text *out, const sam_risk_view *view, size_t model,
                         const sam_risk_measure *m) {
    uint64_t draws = sam_risk_draws(view->risk);
    sam_text share = SAM_TEXT_EMPTY, reasons = SAM_TEXT_EMPTY;
    if (m->known == draws)
        return;
    percent(&share, draws - m->known, draws);
    add_reasons(&reasons, m, draws);
    /* Translators: a model, a party, a share in percent, reasons with their shares. */
    sam_text_format(out,
                    _("%s: %s has no rate of return in %s of the draws, and the figures are of the "
                      "others (%s)\n"),
                    view->models[model], party_of(sam_risk_model_at(view->risk, model), m),
                    share.data ? share.data : "", reasons.data ? reasons.data : "");
    out->broken = out->broken || share.broken || reasons.broken;
    sam_text_free(&share);
    sam_text_free(&reasons);
}

/* Those who never have one are named on a line of their own. */
static void tell_never(sam_text *out, const sam_risk_view *view, size_t model) {
    const sam_risk_model *m = sam_risk_model_at(view->risk, model);
    sam_text who = SAM_TEXT_EMPTY;
    for (size_t k = 0; k < m->measure_count; k++)
        if (m->measures[k].is_rate && !m->measures[k].known)
            sam_text_format(&who, "%s%s", who.length ? ", " : "", party_of(m, &m->measures[k]));
    if (who.length)
        sam_text_format(out, _("%s: no rate of return in any draw: %s\n"), view->models[model],
                        who.data);
    out->broken = out->broken || who.broken;
    sam_text_free(&who);
}

static void rates(sam_text *out, const sam_risk_view *view, size_t width) {
    sam_table *table = rate_table();
    sam_text missing = SAM_TEXT_EMPTY;
    size_t rows = 0;
    for (size_t i = 0; table && i < view->model_count; i++) {
        const sam_risk_model *model = sam_risk_model_at(view->risk, i);
        for (size_t k = 0; k < model->measure_count; k++) {
            const sam_risk_measure *m = &model->measures[k];
            if (!m->is_rate || !m->known)
                continue;
            rate_row(table, view, i, m);
            tell_missing(&missing, view, i, m);
            rows++;
        }
        tell_never(&missing, view, i);
    }
    if (rows)
        sam_risk_heading(out, _("Rate of return by party over the draws, a year"));
    if (rows || !table)
        sam_risk_table(table, out, width);
    else
        sam_table_free(table);
    if (missing.length)
        sam_text_add(out, missing.data);
    out->broken = out->broken || missing.broken;
    sam_text_free(&missing);
}

void sam_risk_text_parties(sam_text *out, const sam_risk_view *view, size_t width) {
    values(out, view, width);
    rates(out, view, width);
}

/* ---- lenders ---- */

static void lender_row(sam_table *table, const char *model, const sam_deal *deal,
                       const sam_risk_lender *lender) {
    double lent = lender->lent;
    sam_table_text(table, model);
    sam_table_text(table, sam_say_party(deal, lender->party));
    thousands(table, lent);
    sam_table_percent(table, lender->share, 1);
    thousands(table, lender->expected);
    sam_table_decimals(table, lender->error / 1000, 1);
    if (lent > 0) {
        sam_table_percent(table, lender->expected / lent, 2);
        sam_table_percent(table, lender->severity, 1);
    } else {
        sam_table_none(table);
        sam_table_none(table);
    }
    thousands(table, lender->cvar95);
}

void sam_risk_text_lenders(sam_text *out, const sam_risk_view *view, size_t width) {
    const sam_column COLUMNS[] = {{.title = _("model")},
                                  {.title = _("lender")},
                                  {.title = _("lent"), .number = true},
                                  {.title = _("loses in"), .number = true},
                                  {.title = _("expected loss"), .number = true},
                                  {.title = _("± error"), .number = true},
                                  {.title = _("of what is lent"), .number = true},
                                  {.title = _("where it loses"), .number = true},
                                  {.title = "CVaR95", .number = true}};
    sam_table *table = sam_table_new(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    size_t rows = 0;
    for (size_t i = 0; table && i < view->model_count; i++) {
        const sam_risk_model *model = sam_risk_model_at(view->risk, i);
        for (size_t k = 0; k < model->lender_count; k++, rows++)
            lender_row(table, view->models[i], model->plan->deal, &model->lenders[k]);
    }
    if (rows)
        sam_risk_heading(out, _("What lenders lose on long loans, 1000 kr"));
    if (rows || !table)
        sam_risk_table(table, out, width);
    else
        sam_table_free(table);
}
