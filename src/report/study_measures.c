/* The lines of measures in the text tables of a study: the project's, the municipality's, and the
 * return of the project before funding. A measure that no model has gets no line. */
#include <string.h>

#include "report/study.h"
#include "report/texts.h"

/* The project before anyone funded it, under the parties. */
void sam_study_project_row(const sam_study *study, sam_table *table) {
    if (!table)
        return;
    sam_table_text(table, _("project, unfunded"));
    for (size_t k = 0; k < study->case_count; k++) {
        const sam_irr *irr = &study->cases[k].result->project_irr;
        if (irr->has_quoted)
            sam_table_percent(table, irr->quoted, 2);
        else
            sam_table_none(table);
    }
}

static void month_cell(sam_table *table, const sam_deal *deal, double month) {
    sam_text date = SAM_TEXT_EMPTY;
    sam_say_month(&date, deal, month);
    sam_table_text(table, date.data);
    sam_text_free(&date);
}

static void measure_cell(sam_table *table, const sam_case *c, const sam_measure *m) {
    if (!m || !m->exists)
        sam_table_none(table);
    else if (m->unit == SAM_UNIT_SHARE || m->unit == SAM_UNIT_RATE)
        sam_table_percent(table, m->value, 1);
    else if (m->unit == SAM_UNIT_NOK)
        sam_table_decimals(table, m->value / 1000, 0);
    else if (m->unit == SAM_UNIT_MONTHS)
        month_cell(table, c->deal, m->value);
    else
        sam_table_decimals(table, m->value, m->unit == SAM_UNIT_RATIO ? 2 : 0);
}

/* Whether any model has the measure: a line of dashes tells nothing. */
static bool known(const sam_study *study, const char *name) {
    for (size_t i = 0; i < study->case_count; i++) {
        const sam_measure *m = sam_result_find(study->cases[i].result, name);
        if (m && m->exists)
            return true;
    }
    return false;
}

/* What the municipality is asked beside its present value, under the name of its party. */
void sam_study_municipal_rows(const sam_study *study, sam_table *table) {
    const sam_result *first = study->cases[0].result;
    for (uint32_t i = 0; table && i < first->measure_count; i++) {
        const sam_measure *m = &first->measures[i];
        bool own = m->party != SAM_NO_PARTY &&
                   first->plan->deal->parties[m->party].role == SAM_ROLE_MUNICIPALITY;
        if (!own || strcmp(strrchr(m->name, '.'), ".npv") == 0 || !known(study, m->name))
            continue;
        sam_table_text(table, sam_tr(m->label));
        for (size_t k = 0; k < study->case_count; k++)
            measure_cell(table, &study->cases[k], sam_result_find(study->cases[k].result, m->name));
    }
}

void sam_study_measure_rows(const sam_study *study, sam_table *table) {
    const sam_result *first = study->cases[0].result;
    for (uint32_t i = 0; table && i < first->measure_count; i++) {
        const char *name = first->measures[i].name;
        if (first->measures[i].party != SAM_NO_PARTY || strchr(name, '.') || !known(study, name))
            continue;
        sam_table_text(table, sam_tr(first->measures[i].label));
        for (size_t k = 0; k < study->case_count; k++)
            measure_cell(table, &study->cases[k],
                         sam_result_find(study->cases[k].result, first->measures[i].name));
    }
}
