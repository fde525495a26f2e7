/* A risk run as text tables: what each party can expect and lose, how often things go wrong, and
 * which models can be told apart. */
#include <string.h>

#include "report/quantity.h"
#include "report/risk.h"
#include "report/table.h"

static void heading(sam_text *out, const char *text) {
    sam_text_format(out, "\n%s\n", text);
}

static void finish(sam_table *table, sam_text *out, size_t width) {
    if (!table) {
        out->broken = true;
        return;
    }
    sam_table_print(table, out, width, false);
    sam_table_free(table);
}

static bool shown(const sam_risk_model *m, const sam_risk_measure *measure) {
    const char *dot = strrchr(measure->name, '.');
    if (measure->party == SAM_NO_PARTY)
        return false;
    sam_role role = m->plan->deal->parties[measure->party].role;
    return dot && strcmp(dot, ".npv") == 0 && role != SAM_ROLE_PROJECT &&
           role != SAM_ROLE_OUTSIDE && measure->known &&
           (measure->deviation > 0 || measure->base > 0 || measure->base < 0);
}

static void thousands(sam_table *table, double value) {
    sam_table_decimals(table, value / 1000, 0);
}

static void parties(sam_text *out, const sam_risk_view *view, size_t width) {
    sam_column columns[] = {{.title = "model"},
                            {.title = "party"},
                            {.title = "base", .number = true},
                            {.title = "mean", .number = true},
                            {.title = "± error", .number = true},
                            {.title = "P5", .number = true},
                            {.title = "P95", .number = true},
                            {.title = "CVaR95", .number = true}};
    sam_table *table = sam_table_new(columns, 8);
    for (size_t i = 0; table && i < view->model_count; i++) {
        const sam_risk_model *model = sam_risk_model_at(view->risk, i);
        for (size_t k = 0; k < model->measure_count; k++) {
            const sam_risk_measure *m = &model->measures[k];
            if (!shown(model, m))
                continue;
            sam_table_text(table, view->models[i]);
            sam_table_text(table, model->plan->deal->parties[m->party].id);
            thousands(table, m->base);
            thousands(table, m->mean);
            sam_table_decimals(table, m->error / 1000, 1);
            thousands(table, m->quantiles[0]);
            thousands(table, m->quantiles[6]);
            thousands(table, m->cvar95);
        }
    }
    finish(table, out, width);
}

/* Models as columns. */
static sam_table *models_table(const sam_risk_view *view, const char *first) {
    sam_column columns[65] = {{.title = first}};
    size_t count = view->model_count < 64 ? view->model_count : 64;
    for (size_t i = 0; i < count; i++)
        columns[i + 1] = (sam_column){.title = view->models[i], .number = true};
    return sam_table_new(columns, count + 1);
}

static void chances(sam_text *out, const sam_risk_view *view, size_t width) {
    const sam_risk_model *first = sam_risk_model_at(view->risk, 0);
    sam_table *table = models_table(view, "what happens");
    for (size_t c = 0; table && c < first->chance_count; c++) {
        sam_table_text(table, first->chances[c].label);
        for (size_t i = 0; i < view->model_count; i++)
            sam_table_percent(table, sam_risk_model_at(view->risk, i)->chances[c].share, 1);
    }
    finish(table, out, width);
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

static void deal(sam_text *out, const sam_risk_view *view, size_t width) {
    static const line LINES[] = {
        {"min_dscr", "lowest DSCR, mean", 0},
        {"min_dscr", "lowest DSCR, P5", 1},
        {"total_support", "owners' later support, mean", 0},
        {"total_support", "owners' later support, P95", 2},
        {"total_support", "owners' later support, CVaR95", 3},
        {"guarantee_calls", "guarantee calls, mean", 0},
        {"guarantee_calls", "guarantee calls, CVaR95", 3},
        {"arrears_left", "lenders' loss, mean", 0},
        {"arrears_left", "lenders' loss, CVaR95", 3},
    };
    sam_table *table = models_table(view, "money in 1000 kr");
    for (size_t l = 0; table && l < sizeof LINES / sizeof *LINES; l++) {
        sam_table_text(table, LINES[l].label);
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
    finish(table, out, width);
}

static void pairs(sam_text *out, const sam_risk_view *view, size_t width) {
    sam_column columns[] = {{.title = "party"},
                            {.title = "model"},
                            {.title = "against"},
                            {.title = "mean difference", .number = true},
                            {.title = "95 % from", .number = true},
                            {.title = "to", .number = true},
                            {.title = "better in", .number = true},
                            {.title = "said"}};
    static const char *const VERDICTS[] = {"cannot be told apart", "first", "second"};
    size_t count;
    const sam_risk_pair *all = sam_risk_pairs(view->risk, &count);
    sam_table *table = sam_table_new(columns, 8);
    for (size_t i = 0; table && i < count; i++) {
        sam_table_text(table, all[i].party);
        sam_table_text(table, view->models[all[i].first]);
        sam_table_text(table, view->models[all[i].second]);
        thousands(table, all[i].difference);
        thousands(table, all[i].low);
        thousands(table, all[i].high);
        sam_table_percent(table, all[i].first_better, 1);
        sam_table_text(table, all[i].verdict
                                  ? view->models[all[i].verdict == 1 ? all[i].first : all[i].second]
                                  : VERDICTS[0]);
    }
    finish(table, out, width);
}

void sam_risk_text(sam_text *out, const sam_risk_view *view, size_t width) {
    sam_text_format(out, "samspel %s: %s, %llu draws, seed %llu, %s%s\n", view->version,
                    view->scenario, (unsigned long long)sam_risk_draws(view->risk),
                    (unsigned long long)view->seed,
                    view->random ? "random numbers" : "scrambled Sobol",
                    sam_risk_partial(view->risk) ? "  PARTIAL: stopped before the end" : "");
    if (!sam_risk_draws(view->risk))
        return;
    heading(out, "Net present value by party over the draws, 1000 kr");
    parties(out, view, width);
    heading(out, "How often");
    chances(out, view, width);
    heading(out, "The deal over the draws");
    deal(out, view, width);
    size_t count;
    sam_risk_pairs(view->risk, &count);
    if (count) {
        heading(out, "Which is better on the same draws, net present value, 1000 kr");
        pairs(out, view, width);
    }
}
