/* The linear problem in two forms that other solvers read. The objective is minimised and without
 * its constant, which is told in a comment and, in LP form, by a column fixed at 1. */
#include <math.h>

#include "base/number.h"
#include "base/real.h"
#include "report/choice.h"

static void number(sam_text *out, double value) {
    char text[SAM_NUMBER_SIZE];
    sam_number_print(text, value);
    sam_text_add(out, text);
}

/* What the columns of tails are. */
static void legend_of_tails(sam_text *out, const sam_choice *choice, const char *mark) {
    const sam_choice_linear *l = &choice->linear;
    for (uint32_t b = 0; b < l->tail_count; b++) {
        if (l->tails[b] == UINT32_MAX)
            sam_text_format(out, "%s t%u is the objective beyond its constant", mark, b + 1);
        else
            sam_text_format(out, "%s t%u is what is missing of l%u", mark, b + 1, l->tails[b] + 1);
        sam_text_format(out, ", in the mean of its worst draws, of %llu draws with seed %llu\n",
                        (unsigned long long)choice->certificate.draws,
                        (unsigned long long)choice->certificate.seed);
    }
}

enum { NAME = 64 };

/* Nothing of a name is lost: ours are short. */
static void into(char *text, sam_text *name) {
    size_t at = 0;
    for (; name->data && name->data[at] && at + 1 < NAME; at++)
        text[at] = name->data[at];
    text[at] = '\0';
    sam_text_free(name);
}

static const char *row_name(const sam_choice *choice, uint32_t row, char text[NAME]) {
    const sam_choice_linear *l = &choice->linear;
    sam_text name = SAM_TEXT_EMPTY;
    if (l->row_name[row])
        sam_text_add(&name, l->row_name[row]);
    else
        sam_text_format(&name, "l%u", l->limit[row] + 1);
    if (!l->row_name[row] && l->month[row])
        sam_text_format(&name, "_m%u", l->month[row]);
    into(text, &name);
    return text;
}

static const char *column_name(const sam_choice *choice, uint32_t j, char text[NAME]) {
    sam_text name = SAM_TEXT_EMPTY;
    if (choice->linear.column_name[j])
        sam_text_add(&name, choice->linear.column_name[j]);
    else
        sam_text_format(&name, "x%u", j + 1);
    into(text, &name);
    return text;
}

static void legend(sam_text *out, const sam_choice *choice, const char *mark) {
    sam_text_format(out, "%s %s: %s in %s, the linear problem at the answer\n", mark,
                    choice->plan->deal->model_id, choice->objective,
                    choice->plan->deal->scenario_id);
    sam_text_format(out, "%s minimise %s%s\n", mark, choice->highest ? "minus " : "",
                    choice->objective_text);
    if (choice->linear.factor > 1) {
        sam_text_format(out, "%s all of the objective times ", mark);
        number(out, choice->linear.factor);
        sam_text_add(out, ", for the tolerances of solvers\n");
    }
    sam_text_format(out, "%s constant ", mark);
    number(out, choice->linear.constant);
    sam_text_format(out, ", optimum with it ");
    number(out, choice->linear.objective);
    sam_text_add(out, "\n");
    for (uint32_t j = 0; j < choice->term_count; j++)
        sam_text_format(out, "%s x%u is %s\n", mark, j + 1, choice->terms[j].name);
    for (uint32_t d = 0; d < choice->limit_count; d++)
        sam_text_format(out, "%s l%u is %s: %s\n", mark, d + 1, choice->limits[d].name,
                        choice->limits[d].text);
    legend_of_tails(out, choice, mark);
}

static void term(sam_text *out, const sam_choice *choice, double factor, uint32_t j) {
    sam_text_add(out, factor < 0 ? " - " : " + ");
    number(out, fabs(factor));
    char name[NAME];
    sam_text_format(out, " %s", column_name(choice, j, name));
}

/* A row's entries lie together. */
static uint32_t lp_row(sam_text *out, const sam_choice *choice, uint32_t row, uint32_t from) {
    const sam_choice_linear *l = &choice->linear;
    char name[NAME];
    sam_text_format(out, " %s:", row_name(choice, row, name));
    uint32_t count = 0, k = from;
    for (; k < l->entries && l->entry_row[k] == row; k++) {
        term(out, choice, l->entry_value[k], l->entry_term[k]);
        /* Lines stay short: some readers stop at 255 letters. */
        if (++count % 4 == 0)
            sam_text_add(out, "\n ");
    }
    if (count == 0)
        sam_text_add(out, " 0 x1");
    sam_text_add(out, " >= ");
    number(out, l->least[row]);
    sam_text_add(out, "\n");
    return k;
}

static bool is_finite(double bound) {
    return bound > -SAM_REAL_INFINITY && bound < SAM_REAL_INFINITY;
}

static void lp_bound(sam_text *out, const sam_choice *choice, uint32_t j) {
    const sam_choice_linear *l = &choice->linear;
    char name[NAME];
    column_name(choice, j, name);
    sam_text_add(out, " ");
    if (!is_finite(l->low[j])) {
        sam_text_format(out, "%s free\n", name);
        return;
    }
    number(out, l->low[j]);
    sam_text_format(out, " <= %s", name);
    if (is_finite(l->high[j])) {
        sam_text_add(out, " <= ");
        number(out, l->high[j]);
    }
    sam_text_add(out, "\n");
}

void sam_choice_lp(sam_text *out, const sam_choice *choice) {
    const sam_choice_linear *l = &choice->linear;
    if (!choice->feasible || !l->cost)
        return;
    legend(out, choice, "\\");
    sam_text_add(out, "\nMinimize\n objective:");
    for (uint32_t j = 0; j < l->columns; j++)
        if (l->cost[j] != 0)
            term(out, choice, l->cost[j], j);
    sam_text_add(out, l->constant < 0 ? " - " : " + ");
    number(out, fabs(l->constant));
    sam_text_add(out, " constant\n\nSubject To\n");
    for (uint32_t r = 0, k = 0; r < l->rows; r++)
        k = lp_row(out, choice, r, k);
    if (l->rows == 0)
        sam_text_add(out, " none: 0 x1 >= 0\n");
    sam_text_add(out, "\nBounds\n constant = 1\n");
    for (uint32_t j = 0; j < l->columns; j++)
        lp_bound(out, choice, j);
    sam_text_add(out, "\nEnd\n");
}

static void mps_entry(sam_text *out, const char *column, const char *row, double value) {
    sam_text_format(out, "    %s %s ", column, row);
    number(out, value);
    sam_text_add(out, "\n");
}

static void mps_columns(sam_text *out, const sam_choice *choice) {
    const sam_choice_linear *l = &choice->linear;
    char row[NAME], name[NAME];
    for (uint32_t j = 0; j < l->columns; j++) {
        column_name(choice, j, name);
        mps_entry(out, name, "objective", l->cost[j]);
        for (uint32_t k = 0; k < l->entries; k++)
            if (l->entry_term[k] == j)
                mps_entry(out, name, row_name(choice, l->entry_row[k], row), l->entry_value[k]);
    }
}

static void mps_bound(sam_text *out, const sam_choice *choice, uint32_t j) {
    const sam_choice_linear *l = &choice->linear;
    char name[NAME];
    column_name(choice, j, name);
    if (!is_finite(l->low[j])) {
        sam_text_format(out, " FR BND %s\n", name);
        return;
    }
    sam_text_format(out, " LO BND %s ", name);
    number(out, l->low[j]);
    if (is_finite(l->high[j])) {
        sam_text_format(out, "\n UP BND %s ", name);
        number(out, l->high[j]);
    }
    sam_text_add(out, "\n");
}

void sam_choice_mps(sam_text *out, const sam_choice *choice) {
    const sam_choice_linear *l = &choice->linear;
    char row[NAME];
    if (!choice->feasible || !l->cost)
        return;
    legend(out, choice, "*");
    sam_text_add(out, "NAME samspel\nROWS\n N objective\n");
    for (uint32_t r = 0; r < l->rows; r++)
        sam_text_format(out, " G %s\n", row_name(choice, r, row));
    sam_text_add(out, "COLUMNS\n");
    mps_columns(out, choice);
    sam_text_add(out, "    constant objective ");
    number(out, l->constant);
    sam_text_add(out, "\nRHS\n");
    for (uint32_t r = 0; r < l->rows; r++)
        mps_entry(out, "RHS", row_name(choice, r, row), l->least[r]);
    sam_text_add(out, "BOUNDS\n FX BND constant 1\n");
    for (uint32_t j = 0; j < l->columns; j++)
        mps_bound(out, choice, j);
    sam_text_add(out, "ENDATA\n");
}
