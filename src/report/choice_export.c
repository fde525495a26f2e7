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

static const char *row_month(const sam_choice *choice, uint32_t row, char *text) {
    text[0] = '\0';
    if (choice->linear.month[row]) {
        size_t length = sam_number_print(text + 2, choice->linear.month[row]);
        text[0] = '_';
        text[1] = 'm';
        text[2 + length] = '\0';
    }
    return text;
}

static void legend(sam_text *out, const sam_choice *choice, const char *mark) {
    sam_text_format(out, "%s %s: %s in %s, the linear problem at the answer\n", mark,
                    choice->plan->deal->model_id, choice->objective,
                    choice->plan->deal->scenario_id);
    sam_text_format(out, "%s minimise %s%s\n", mark, choice->highest ? "minus " : "",
                    choice->objective_text);
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
}

static void term(sam_text *out, double factor, uint32_t j) {
    sam_text_add(out, factor < 0 ? " - " : " + ");
    number(out, fabs(factor));
    sam_text_format(out, " x%u", j + 1);
}

static void lp_row(sam_text *out, const sam_choice *choice, uint32_t row) {
    const sam_choice_linear *l = &choice->linear;
    char month[SAM_NUMBER_SIZE + 2];
    sam_text_format(out, " l%u%s:", l->limit[row] + 1, row_month(choice, row, month));
    uint32_t count = 0;
    for (uint32_t k = 0; k < l->entries; k++)
        if (l->entry_row[k] == row) {
            term(out, l->entry_value[k], l->entry_term[k]);
            /* Lines stay short: some readers stop at 255 letters. */
            if (++count % 4 == 0)
                sam_text_add(out, "\n ");
        }
    if (count == 0)
        sam_text_add(out, " 0 x1");
    sam_text_add(out, " >= ");
    number(out, l->least[row]);
    sam_text_add(out, "\n");
}

static bool is_finite(double bound) {
    return bound > -SAM_REAL_INFINITY && bound < SAM_REAL_INFINITY;
}

void sam_choice_lp(sam_text *out, const sam_choice *choice) {
    const sam_choice_linear *l = &choice->linear;
    if (!choice->feasible || !l->cost)
        return;
    legend(out, choice, "\\");
    sam_text_add(out, "\nMinimize\n objective:");
    for (uint32_t j = 0; j < choice->term_count; j++)
        if (l->cost[j] != 0)
            term(out, l->cost[j], j);
    sam_text_add(out, l->constant < 0 ? " - " : " + ");
    number(out, fabs(l->constant));
    sam_text_add(out, " constant\n\nSubject To\n");
    for (uint32_t r = 0; r < l->rows; r++)
        lp_row(out, choice, r);
    if (l->rows == 0)
        sam_text_add(out, " none: 0 x1 >= 0\n");
    sam_text_add(out, "\nBounds\n constant = 1\n");
    for (uint32_t j = 0; j < choice->term_count; j++) {
        sam_text_add(out, " ");
        number(out, l->low[j]);
        sam_text_format(out, " <= x%u <= ", j + 1);
        number(out, l->high[j]);
        sam_text_add(out, "\n");
    }
    sam_text_add(out, "\nEnd\n");
}

static void mps_entry(sam_text *out, const char *column, const char *row, double value) {
    sam_text_format(out, "    %s %s ", column, row);
    number(out, value);
    sam_text_add(out, "\n");
}

static const char *mps_row(const sam_choice *choice, uint32_t row, char *text, size_t size) {
    char month[SAM_NUMBER_SIZE + 2];
    sam_text name = SAM_TEXT_EMPTY;
    sam_text_format(&name, "l%u%s", choice->linear.limit[row] + 1, row_month(choice, row, month));
    size_t at = 0;
    for (; name.data && name.data[at] && at + 1 < size; at++)
        text[at] = name.data[at];
    text[at] = '\0';
    sam_text_free(&name);
    return text;
}

static void mps_columns(sam_text *out, const sam_choice *choice) {
    const sam_choice_linear *l = &choice->linear;
    char row[SAM_NUMBER_SIZE + 16], column[16];
    for (uint32_t j = 0; j < choice->term_count; j++) {
        column[0] = 'x';
        column[1 + sam_number_print(column + 1, j + 1.0)] = '\0';
        mps_entry(out, column, "objective", l->cost[j]);
        for (uint32_t k = 0; k < l->entries; k++)
            if (l->entry_term[k] == j)
                mps_entry(out, column, mps_row(choice, l->entry_row[k], row, sizeof row),
                          l->entry_value[k]);
    }
}

void sam_choice_mps(sam_text *out, const sam_choice *choice) {
    const sam_choice_linear *l = &choice->linear;
    char row[SAM_NUMBER_SIZE + 16];
    if (!choice->feasible || !l->cost)
        return;
    legend(out, choice, "*");
    sam_text_add(out, "NAME samspel\nROWS\n N objective\n");
    for (uint32_t r = 0; r < l->rows; r++)
        sam_text_format(out, " G %s\n", mps_row(choice, r, row, sizeof row));
    sam_text_add(out, "COLUMNS\n");
    mps_columns(out, choice);
    sam_text_add(out, "    constant objective ");
    number(out, l->constant);
    sam_text_add(out, "\nRHS\n");
    for (uint32_t r = 0; r < l->rows; r++)
        mps_entry(out, "RHS", mps_row(choice, r, row, sizeof row), l->least[r]);
    sam_text_add(out, "BOUNDS\n FX BND constant 1\n");
    for (uint32_t j = 0; j < choice->term_count; j++) {
        sam_text_format(out, " LO BND x%u ", j + 1);
        number(out, l->low[j]);
        if (is_finite(l->high[j])) {
            sam_text_format(out, "\n UP BND x%u ", j + 1);
            number(out, l->high[j]);
        }
        sam_text_add(out, "\n");
    }
    sam_text_add(out, "ENDATA\n");
}
