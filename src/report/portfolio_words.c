/* What the reports of a portfolio share: words, sums, and the command that runs a candidate again.
 */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "report/portfolio.h"

const char *sam_budget_word(sam_budget budget) {
    return budget == SAM_BUDGET_PRESENT_COST ? "present_cost" : "outlay";
}

const char *sam_portfolio_word(sam_portfolio_verdict verdict) {
    static const char *const words[] = {"best", "stopped", "infeasible", "within_gap"};
    return words[verdict];
}

const char *sam_portfolio_limit_word(sam_portfolio_limit_kind kind) {
    static const char *const words[] = {"budget", "municipalities_least", "projects_most",
                                        "guarantee_frame", "municipality_budget"};
    return words[kind];
}

double sam_portfolio_gap(const sam_portfolio_answer *answer) {
    double missed = answer->bound - answer->total.worth;
    return missed > 0 ? missed / fmax(1e-9, fabs(answer->bound)) : 0;
}

double sam_portfolio_dwellings(const sam_portfolio_view *view, const bool *chosen) {
    double sum = 0;
    for (uint32_t i = 0; chosen && i < view->candidates->count; i++)
        if (chosen[i])
            sum += view->candidates->items[i].dwellings;
    return sum;
}

/* Quoted where a shell would not take it as one plain word. */
static void add_word(sam_text *out, const char *word) {
    bool plain = *word != '\0';
    for (const char *c = word; *c; c++)
        plain = plain && (isalnum((unsigned char)*c) || strchr("/._:=~+-", *c));
    if (plain) {
        sam_text_add(out, word);
        return;
    }
    sam_text_add_char(out, '\'');
    for (const char *c = word; *c; c++) {
        if (*c == '\'')
            sam_text_add(out, "'\\''");
        else
            sam_text_add_char(out, *c);
    }
    sam_text_add_char(out, '\'');
}

void sam_candidate_command(sam_text *out, const sam_region *region, const sam_candidate *c,
                           const char *between) {
    const sam_region_project *project = &region->projects[c->project];
    sam_text_add(out, "samspel evaluate ");
    add_word(out, c->model);
    sam_text_add(out, " --scenario ");
    add_word(out, project->scenario);
    if (project->variant) {
        sam_text_add(out, " --variant ");
        add_word(out, project->variant);
    }
    for (uint32_t i = 0; i < c->settings.count; i++) {
        sam_text word = SAM_TEXT_EMPTY;
        sam_text_format(&word, "%s=%s", c->settings.items[i].pointer, c->settings.items[i].value);
        sam_text_add(out, between);
        sam_text_add(out, "--set ");
        add_word(out, word.data ? word.data : "");
        out->broken = out->broken || word.broken;
        sam_text_free(&word);
    }
}
