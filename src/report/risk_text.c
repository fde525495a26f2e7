/* A risk run as text tables: what each party can expect and lose, how often things go wrong, and
 * which models can be told apart. */
#include <string.h>

#include "base/number.h"
#include "report/heading.h"
#include "report/quantity.h"
#include "report/risk_text.h"
#include "report/table.h"
#include "report/texts.h"

/* Of more models only the municipality's and the developers' comparisons are shown, and chances
 * without their intervals. */
enum { FEW = 4 };

void sam_risk_heading(sam_text *out, const char *text) {
    sam_text_format(out, "\n%s\n", text);
}

void sam_risk_table(sam_table *table, sam_text *out, size_t width) {
    if (!table) {
        out->broken = true;
        return;
    }
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

static void thousands(sam_table *table, double value) {
    sam_table_decimals(table, value / 1000, 0);
}

/* Models as columns. */
static sam_table *models_table(const sam_risk_view *view, const char *first) {
    sam_column columns[65] = {{.title = first}};
    size_t count = view->model_count < 64 ? view->model_count : 64;
    for (size_t i = 0; i < count; i++)
        columns[i + 1] = (sam_column){.title = view->models[i], .number = true};
    return sam_table_new(columns, count + 1);
}

static void cell(sam_table *table, sam_text *text) {
    sam_table_text(table, text->broken ? NULL : text->data);
    sam_text_free(text);
}

/* "12,3 % (11,7–12,9)"; the interval where models are few. */
static void chance_cell(sam_table *table, const sam_risk_chance *chance, bool interval) {
    char share[2 * SAM_NUMBER_SIZE], low[2 * SAM_NUMBER_SIZE], high[2 * SAM_NUMBER_SIZE];
    sam_text text = SAM_TEXT_EMPTY;
    sam_number_print_norwegian(share, 100 * chance->share, 1);
    sam_number_print_norwegian(low, 100 * chance->low, 1);
    sam_number_print_norwegian(high, 100 * chance->high, 1);
    sam_text_format(&text, "%s %%", share);
    if (interval)
        sam_text_format(&text, " (%s–%s)", low, high);
    cell(table, &text);
}

static void year_cell(sam_table *table, uint32_t year) {
    sam_text text = SAM_TEXT_EMPTY;
    if (!year) {
        sam_table_none(table);
        return;
    }
    sam_text_format(&text, "%lu", (unsigned long)year);
    cell(table, &text);
}

static void chances(sam_text *out, const sam_risk_view *view, size_t width) {
    const sam_risk_model *first = sam_risk_model_at(view->risk, 0);
    sam_table *table = models_table(view, _("what happens"));
    for (size_t c = 0; table && c < first->chance_count; c++) {
        sam_table_text(table, sam_tr(first->chances[c].label));
        for (size_t i = 0; i < view->model_count; i++)
            chance_cell(table, &sam_risk_model_at(view->risk, i)->chances[c],
                        view->model_count <= FEW);
        if (!first->chances[c].years)
            continue;
        sam_table_text(table, _("… then first in, middle year"));
        for (size_t i = 0; i < view->model_count; i++)
            year_cell(table, sam_risk_model_at(view->risk, i)->chances[c].median_year);
    }
    sam_risk_table(table, out, width);
}

static const sam_risk_measure *find(const sam_risk_model *model, const char *name) {
    for (size_t i = 0; i < model->measure_count; i++)
        if (strcmp(model->measures[i].name, name) == 0)
            return &model->measures[i];
    return NULL;
}

typedef struct line {
    const char *name, *label;
    int which; /* 0 mean, 1 P5, 2 P95, 3 CVaR95 */
} line;

static double figure(const sam_risk_measure *m, int which) {
    const double figures[] = {m->mean, m->quantiles[0], m->quantiles[6], m->cvar95};
    return figures[which];
}

static bool is_kept(const sam_risk_view *view, const char *name) {
    for (size_t i = 0; i < view->model_count; i++)
        if (find(sam_risk_model_at(view->risk, i), name))
            return true;
    return false;
}

static void deal(sam_text *out, const sam_risk_view *view, size_t width) {
    static const line LINES[] = {
        {"min_dscr", N_("lowest DSCR, mean"), 0},
        {"min_dscr", N_("lowest DSCR, P5"), 1},
        {"total_support", N_("owners' later support, mean"), 0},
        {"total_support", N_("owners' later support, P95"), 2},
        {"total_support", N_("owners' later support, CVaR95"), 3},
        {"guarantee_calls", N_("guarantee calls, mean"), 0},
        {"guarantee_calls", N_("guarantee calls, CVaR95"), 3},
        {"arrears_left", N_("lenders' loss, mean"), 0},
        {"arrears_left", N_("lenders' loss, CVaR95"), 3},
    };
    sam_table *table = models_table(view, _("money in 1000 kr"));
    for (size_t l = 0; table && l < sizeof LINES / sizeof *LINES; l++) {
        if (!is_kept(view, LINES[l].name))
            continue;
        sam_table_text(table, sam_tr(LINES[l].label));
        for (size_t i = 0; i < view->model_count; i++) {
            const sam_risk_measure *m = find(sam_risk_model_at(view->risk, i), LINES[l].name);
            if (!m || !m->known)
                sam_table_none(table);
            else if (m->unit == SAM_UNIT_NOK)
                thousands(table, figure(m, LINES[l].which));
            else
                sam_table_decimals(table, figure(m, LINES[l].which), 2);
        }
    }
    sam_risk_table(table, out, width);
}

/* A party of either model. */
static sam_role role_of(const sam_risk_view *view, const sam_risk_pair *pair) {
    const sam_deal *deal = sam_risk_model_at(view->risk, pair->first)->plan->deal;
    return deal->parties[sam_deal_find_party(deal, pair->party)].role;
}

static const char *pair_party(const sam_risk_view *view, const sam_risk_pair *pair) {
    const sam_deal *deal = sam_risk_model_at(view->risk, pair->first)->plan->deal;
    return sam_say_party(deal, sam_deal_find_party(deal, pair->party));
}

static bool pair_shown(const sam_risk_view *view, const sam_risk_pair *pair) {
    return view->model_count <= FEW || role_of(view, pair) <= SAM_ROLE_DEVELOPER;
}

static void pairs(sam_text *out, const sam_risk_view *view, size_t width) {
    sam_column columns[] = {{.title = _("party")},
                            {.title = _("model")},
                            {.title = _("against")},
                            {.title = _("differs by"), .number = true},
                            {.title = _("95 % from"), .number = true},
                            {.title = _("to"), .number = true},
                            {.title = _("better in"), .number = true},
                            {.title = _("said")}};
    size_t count;
    const sam_risk_pair *all = sam_risk_pairs(view->risk, &count);
    sam_table *table = sam_table_new(columns, 8);
    for (size_t i = 0; table && i < count; i++) {
        if (!pair_shown(view, &all[i]))
            continue;
        sam_table_text(table, pair_party(view, &all[i]));
        sam_table_text(table, view->models[all[i].first]);
        sam_table_text(table, view->models[all[i].second]);
        thousands(table, all[i].difference);
        thousands(table, all[i].low);
        thousands(table, all[i].high);
        sam_table_percent(table, all[i].first_better, 1);
        sam_table_text(table, all[i].verdict
                                  ? view->models[all[i].verdict == 1 ? all[i].first : all[i].second]
                                  : _("cannot be told apart"));
    }
    sam_risk_table(table, out, width);
}

/* What the printed errors are, so that nobody takes them for more. */
static void errors(sam_text *out, const sam_risk_view *view) {
    if (sam_risk_even(view->risk))
        sam_text_add(
            out, _("\nErrors of means, and intervals of mean differences, are from 16 stretches of "
                   "the sequence: they are rather too wide than too narrow.\nIntervals of shares "
                   "and errors of CVaR are as for independent draws, which is too wide here.\n"));
    else
        sam_text_add(out, _("\nErrors and intervals are those of independent draws.\n"));
}

static void title(sam_text *out, const sam_risk_view *view, size_t width) {
    const sam_deal *deals[SAM_HEADING_MODELS];
    size_t count = view->model_count < SAM_HEADING_MODELS ? view->model_count : SAM_HEADING_MODELS;
    for (size_t i = 0; i < count; i++)
        deals[i] = sam_risk_model_at(view->risk, i)->plan->deal;
    unsigned long long draws = sam_risk_draws(view->risk), seed = view->seed;
    sam_heading_title(out, view->version, sam_risk_model_at(view->risk, 0)->plan->deal);
    sam_draws_line(out, draws, seed, view->random, sam_risk_partial(view->risk));
    sam_heading_models(out, deals, count, width);
}

void sam_draws_line(sam_text *out, unsigned long long draws, unsigned long long seed, bool random,
                    bool partial) {
    sam_text_format(out,
                    random ? P_("%llu draw of random numbers, seed %llu.\n",
                                "%llu draws of random numbers, seed %llu.\n", draws)
                           : P_("%llu draw of a scrambled Sobol sequence, seed %llu.\n",
                                "%llu draws of a scrambled Sobol sequence, seed %llu.\n", draws),
                    draws, seed);
    if (partial)
        sam_text_add(out, _("PARTIAL: stopped before the end.\n"));
}

void sam_risk_text(sam_text *out, const sam_risk_view *view, size_t width) {
    title(out, view, width);
    if (!sam_risk_draws(view->risk))
        return;
    sam_risk_text_parties(out, view, width);
    if (sam_risk_model_at(view->risk, 0)->chance_count) {
        /* xgettext:no-c-format */
        sam_risk_heading(out, _("How often, with 95 % intervals"));
        chances(out, view, width);
    }
    sam_risk_heading(out, _("The deal over the draws"));
    deal(out, view, width);
    sam_risk_text_lenders(out, view, width);
    size_t count;
    sam_risk_pairs(view->risk, &count);
    if (count) {
        sam_risk_heading(out, _("Which is better on the same draws, net present value, 1000 kr"));
        pairs(out, view, width);
        if (view->model_count > FEW)
            sam_text_add(out, _("Other parties: --format json or csv.\n"));
    }
    errors(out, view);
}
