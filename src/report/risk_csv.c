/* A risk run as CSV: measures, chances, lenders and pairs as lines of one form, told apart by what
 * they are. Empty where a line has no such figure. */
#include "base/real.h"
#include "deal/fields.h"
#include "report/risk.h"
#include "report/table.h"

static const sam_column COLUMNS[] = {{.title = "kind"},
                                     {.title = "model"},
                                     {.title = "against"},
                                     {.title = "name"},
                                     {.title = "unit"},
                                     {.title = "draws", .number = true},
                                     {.title = "mean", .number = true},
                                     {.title = "standard_error", .number = true},
                                     {.title = "low", .number = true},
                                     {.title = "high", .number = true},
                                     {.title = "p5", .number = true},
                                     {.title = "p50", .number = true},
                                     {.title = "p95", .number = true},
                                     {.title = "var95", .number = true},
                                     {.title = "cvar95", .number = true},
                                     {.title = "verdict"}};
enum { FIGURES = 9 };

/* What a line begins with. */
typedef struct line {
    const char *kind, *model, *against, *name, *unit;
    uint64_t draws;
} line;

static void begin(sam_table *table, line l) {
    sam_table_text(table, l.kind);
    sam_table_text(table, l.model);
    sam_table_text(table, l.against);
    sam_table_text(table, l.name);
    sam_table_text(table, l.unit);
    sam_table_number(table, (double)l.draws);
}

/* The first `count` figures from mean on; the others are empty. */
static void figures(sam_table *table, const double *values, int count, const char *verdict) {
    for (int i = 0; i < FIGURES; i++) {
        if (i < count)
            sam_table_number(table, values[i]);
        else
            sam_table_none(table);
    }
    sam_table_text(table, verdict);
}

static void add_measures(sam_table *table, const sam_risk_model *model, const char *id) {
    for (size_t k = 0; k < model->measure_count; k++) {
        const sam_risk_measure *m = &model->measures[k];
        const double values[FIGURES] = {m->mean,         m->error,        m->mean_low,
                                        m->mean_high,    m->quantiles[0], m->quantiles[3],
                                        m->quantiles[6], m->var95,        m->cvar95};
        begin(table, (line){"measure", id, NULL, m->name, sam_unit_text(m->unit), m->known});
        figures(table, values, m->known ? FIGURES : 0, NULL);
    }
}

static void add_chances(sam_table *table, const sam_risk_model *model, const char *id,
                        uint64_t draws) {
    for (size_t k = 0; k < model->chance_count; k++) {
        const sam_risk_chance *c = &model->chances[k];
        double values[FIGURES] = {c->share, SAM_REAL_NAN, c->low, c->high};
        begin(table, (line){"chance", id, NULL, c->name, "share", draws});
        figures(table, values, 4, NULL);
        for (uint32_t y = 0; c->years && y < model->year_count; y++) {
            sam_text name = SAM_TEXT_EMPTY;
            if (!(c->years[y] > 0))
                continue;
            sam_text_format(&name, "%s.%lu", c->name, (unsigned long)model->first_year + y);
            begin(table,
                  (line){"first_year", id, NULL, name.broken ? NULL : name.data, "share", draws});
            figures(table, &c->years[y], 1, NULL);
            sam_text_free(&name);
        }
    }
}

static void add_lenders(sam_table *table, const sam_risk_model *model, const char *id,
                        uint64_t draws) {
    for (size_t k = 0; k < model->lender_count; k++) {
        const sam_risk_lender *l = &model->lenders[k];
        const char *party = model->plan->deal->parties[l->party].id;
        double loss[FIGURES] = {l->expected,  l->error,     SAM_REAL_NAN,
                                SAM_REAL_NAN, SAM_REAL_NAN, SAM_REAL_NAN,
                                SAM_REAL_NAN, SAM_REAL_NAN, l->cvar95};
        const double chance[] = {l->share, SAM_REAL_NAN, l->low, l->high};
        begin(table, (line){"lender_lent", id, NULL, party, "NOK", draws});
        figures(table, &l->lent, 1, NULL);
        begin(table, (line){"lender_loses", id, NULL, party, "share", draws});
        figures(table, chance, 4, NULL);
        begin(table, (line){"lender_loss", id, NULL, party, "NOK", draws});
        figures(table, loss, FIGURES, NULL);
        begin(table, (line){"lender_severity", id, NULL, party, "share", draws});
        figures(table, &l->severity, 1, NULL);
    }
}

static void add_pairs(sam_table *table, const sam_risk_view *view) {
    static const char *const VERDICTS[] = {"cannot be told apart", "first", "second"};
    size_t count;
    const sam_risk_pair *pairs = sam_risk_pairs(view->risk, &count);
    uint64_t draws = sam_risk_draws(view->risk);
    for (size_t i = 0; i < count; i++) {
        const sam_risk_pair *p = &pairs[i];
        const char *first = view->models[p->first], *second = view->models[p->second];
        const double difference[] = {p->difference, SAM_REAL_NAN, p->low, p->high};
        const double better[] = {p->first_better, SAM_REAL_NAN, p->first_low, p->first_high};
        begin(table, (line){"difference", first, second, p->party, "NOK", draws});
        figures(table, difference, 4, VERDICTS[p->verdict]);
        begin(table, (line){"first_better", first, second, p->party, "share", draws});
        figures(table, better, 4, NULL);
    }
}

void sam_risk_csv(sam_text *out, const sam_risk_view *view) {
    uint64_t draws = sam_risk_draws(view->risk);
    sam_table *table = sam_table_new(COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
    if (table && sam_risk_partial(view->risk)) {
        begin(table, (line){"partial", NULL, NULL, "stopped before the end", NULL, draws});
        figures(table, NULL, 0, NULL);
    }
    for (size_t i = 0; table && draws && i < view->model_count; i++) {
        const sam_risk_model *model = sam_risk_model_at(view->risk, i);
        add_measures(table, model, view->models[i]);
        add_chances(table, model, view->models[i], draws);
        add_lenders(table, model, view->models[i], draws);
    }
    if (!table) {
        out->broken = true;
        return;
    }
    if (draws)
        add_pairs(table, view);
    sam_table_print_csv(table, out);
    sam_table_free(table);
}
