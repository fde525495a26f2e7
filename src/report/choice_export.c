/* The linear problem in two forms that other solvers read. The objective is minimised and without
 * its constant, which is told in a comment and, in LP form, by a column fixed at 1. Columns are
 * called as the inputs, rows as the limits and months. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/real.h"
#include "report/choice.h"

static void number(sam_text *out, double value) {
    char text[SAM_NUMBER_SIZE];
    sam_number_print(text, value);
    sam_text_add(out, text);
}

enum { NAME = 64, PLAIN = 40 };

/* Nothing of a name is lost: ours are short. */
static void into(char *text, sam_text *name) {
    size_t at = 0;
    for (; name->data && name->data[at] && at + 1 < NAME; at++)
        text[at] = name->data[at];
    text[at] = '\0';
    sam_text_free(name);
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Every reader takes it for a name: letters, digits, points and lines, and no number in front. */
static bool is_plain(const char *name) {
    size_t length = strlen(name);
    bool exponent = (name[0] == 'e' || name[0] == 'E') && is_digit(name[1]);
    if (length > PLAIN || !is_letter(name[0]) || exponent || strcmp(name, "objective") == 0 ||
        strcmp(name, "constant") == 0)
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_letter(name[i]) && !is_digit(name[i]) && name[i] != '.' && name[i] != '_')
            return false;
    return true;
}

/* By its number where its own name would not be read. */
static void limit_name(sam_text *name, const sam_choice *choice, uint32_t limit) {
    const char *own = choice->limits[limit].name;
    bool plain = is_plain(own);
    for (uint32_t d = 0; d < limit; d++)
        plain = plain && strcmp(choice->limits[d].name, own) != 0;
    if (plain)
        sam_text_add(name, own);
    else
        sam_text_format(name, "l%u", limit + 1);
}

static const char *row_name(const sam_choice *choice, uint32_t row, char text[NAME]) {
    const sam_choice_linear *l = &choice->linear;
    sam_text name = SAM_TEXT_EMPTY;
    if (l->row_name[row])
        sam_text_add(&name, l->row_name[row]);
    else
        limit_name(&name, choice, l->limit[row]);
    if (!l->row_name[row] && l->month[row])
        sam_text_format(&name, "_m%u", l->month[row]);
    into(text, &name);
    return text;
}

/* Of a term: as its input. What is called otherwise among the terms, "homes:letting", is there the
 * share that it comes to. */
static const char *column_name(const sam_choice *choice, uint32_t j, char text[NAME]) {
    sam_text name = SAM_TEXT_EMPTY;
    const sam_input *inputs = choice->plan->deal->inputs;
    const char *own = choice->linear.column_name[j];
    if (!own)
        own = inputs[choice->terms[j].input].name;
    if (choice->linear.column_name[j] || is_plain(own))
        sam_text_add(&name, own);
    else
        sam_text_format(&name, "x%u", j + 1);
    into(text, &name);
    return text;
}

/* What the columns of tails are. */
static void legend_of_tails(sam_text *out, const sam_choice *choice, const char *mark) {
    const sam_choice_linear *l = &choice->linear;
    for (uint32_t b = 0; b < l->tail_count; b++) {
        sam_text name = SAM_TEXT_EMPTY;
        char text[NAME];
        if (l->tails[b] == UINT32_MAX)
            sam_text_format(out, "%s t%u is the objective beyond its constant", mark, b + 1);
        else
            limit_name(&name, choice, l->tails[b]);
        into(text, &name);
        if (l->tails[b] != UINT32_MAX)
            sam_text_format(out, "%s t%u is what is missing of %s", mark, b + 1, text);
        sam_text_format(out, ", in the mean of its worst draws, of %llu draws with seed %llu\n",
                        (unsigned long long)choice->certificate.draws,
                        (unsigned long long)choice->certificate.seed);
    }
}

/* A row is a limit, in a month where it is asked for by months. */
static void legend_of_rows(sam_text *out, const sam_choice *choice, const char *mark) {
    for (uint32_t d = 0; d < choice->limit_count; d++) {
        sam_text name = SAM_TEXT_EMPTY;
        char text[NAME];
        limit_name(&name, choice, d);
        into(text, &name);
        sam_text_format(out, "%s row %s: %s\n", mark, text, choice->limits[d].text);
    }
}

static void legend_of_columns(sam_text *out, const sam_choice *choice, const char *mark) {
    char text[NAME];
    bool whole = false;
    for (uint32_t j = 0; j < choice->term_count; j++) {
        const sam_choice_term *t = &choice->terms[j];
        sam_text_format(out, "%s column %s", mark, column_name(choice, j, text));
        if (strcmp(text, t->name) != 0)
            sam_text_format(out, " is %s", t->name);
        sam_text_format(out, "%s\n", t->whole ? ": at the whole number chosen" : "");
        whole = whole || t->whole;
    }
    if (whole)
        sam_text_format(out,
                        "%s whole numbers stand at what was chosen and bounds say so: a deal is "
                        "not linear in them,\n%s so that this problem gives the same optimum, and "
                        "does not choose among other numbers\n",
                        mark, mark);
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
    sam_text_add(out, ", optimum with it ");
    number(out, choice->linear.objective);
    sam_text_add(out, "\n");
    legend_of_columns(out, choice, mark);
    legend_of_rows(out, choice, mark);
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
        if (++count % 2 == 0)
            sam_text_add(out, "\n ");
    }
    if (count == 0)
        term(out, choice, 0, 0);
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
    if (l->rows == 0) {
        sam_text_add(out, " none:");
        term(out, choice, 0, 0);
        sam_text_add(out, " >= 0\n");
    }
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
