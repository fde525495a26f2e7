/* The solver against what it cannot share a mistake with: whole-number problems against trying
 * every point, linear problems against GLPK's simplex method in exact fractions (glp_exact). No
 * wrong answer may be accepted; a refusal is counted and told. Usage: choice_check_differential
 * [all | WHOLE LINEAR [SEED]]; without words a quick share. Each problem is made from the seed and
 * its number alone, so that one can be looked at by itself: choice_check_differential one NUMBER
 * whole|linear [SEED]. */
#include <glpk.h>
#include <stdio.h>
#include <stdlib.h>

#include "problem_build.h"

enum { QUICK_WHOLE = 5000, QUICK_LINEAR = 3000, ALL_WHOLE = 200000, ALL_LINEAR = 60000 };

static uint64_t state;

static void seed(uint64_t seed, uint64_t number) {
    state = (seed * 1000003 + number + 1) * 0x9E3779B97F4A7C15u;
    state ^= state >> 31;
    state = state * 0xBF58476D1CE4E5B9u + 1;
}

static int pick(int low, int high) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return low + (int)((state >> 20) % (uint64_t)(high - low + 1));
}

/* ---- problems in whole numbers ---- */

/* A row of one of the four kinds. */
static uint32_t any_row(build *b, int least, int most, int width) {
    int low = pick(least, most), kind = pick(0, 3);
    double high = kind == 3 ? low : low + pick(0, width);
    return row(b, kind == 1 ? -NONE : low, kind == 0 ? NONE : high);
}

static void fill_rows(build *b, int rows, double unit) {
    for (int i = 0; i < rows; i++) {
        uint32_t r = any_row(b, -30, 30, 30);
        for (uint32_t j = 0; j < b->p.columns; j++)
            if (pick(0, 3))
                entry(b, r, j, unit * pick(-10, 10));
    }
}

static void whole_columns(build *b, int count, double unit) {
    for (int j = 0; j < count; j++) {
        double low = pick(-6, 4);
        uint32_t c = column(b, pick(-10, 10), low, low + pick(0, 7));
        /* Bounds between whole numbers, which GLPK itself refuses. */
        b->low[c] -= unit < 1 ? 0.25 * pick(0, 3) : 0;
        b->high[c] = fmax(b->low[c], b->high[c] - (unit < 1 ? 0.25 * pick(0, 3) : 0));
        b->whole[c] = true;
    }
}

/* Projects of which some exclude each other, within budgets: as a region has them. */
static void projects(build *b, double unit) {
    int count = pick(4, 12), budgets = pick(1, 3);
    for (int j = 0; j < count; j++) {
        uint32_t c = column(b, -unit * pick(0, 40), 0, 1);
        b->whole[c] = true;
    }
    for (int i = 0; i < budgets; i++) {
        uint32_t r = row(b, -NONE, unit * pick(20, 60 * count / 3));
        for (uint32_t j = 0; j < b->p.columns; j++)
            entry(b, r, j, unit * pick(1, 60));
    }
    for (uint32_t j = 0; j + 2 < b->p.columns; j += 3) {
        uint32_t r = pick(0, 2) ? row(b, -NONE, 1) : row(b, 1, 2);
        for (uint32_t k = j; k < j + 3; k++)
            entry(b, r, k, 1);
    }
}

static void whole_problem(build *b, uint64_t number) {
    begin(b);
    switch (number % 8) {
    case 4:
        projects(b, 1);
        break;
    case 5: /* the last column is no whole one */
        whole_columns(b, pick(1, 3), 1);
        column(b, pick(-10, 10), pick(-5, 0), pick(1, 8));
        fill_rows(b, pick(1, 5), 1);
        break;
    case 6:
        whole_columns(b, pick(1, 4), 0.25);
        fill_rows(b, pick(1, 7), 0.25);
        break;
    case 7: /* in kroner */
        projects(b, 1e5);
        break;
    default:
        whole_columns(b, pick(1, 4), 1);
        fill_rows(b, pick(1, 7), 1);
    }
}

/* ---- every point ---- */

static double activity(const build *b, uint32_t r, const double *x, uint32_t columns) {
    double sum = 0;
    for (uint32_t k = 0; k < b->p.entries; k++)
        if (b->row[k] == r && b->column[k] < columns)
            sum += b->value[k] * x[b->column[k]];
    return sum;
}

static double coefficient(const build *b, uint32_t r, uint32_t c) {
    double sum = 0;
    for (uint32_t k = 0; k < b->p.entries; k++)
        if (b->row[k] == r && b->column[k] == c)
            sum += b->value[k];
    return sum;
}

/* Rows that the whole columns alone decide; what the free one may be between. */
static bool narrow(const build *b, const double *x, uint32_t wholes, double *low, double *high) {
    bool free_one = wholes < b->p.columns;
    *low = free_one ? b->low[wholes] : 0;
    *high = free_one ? b->high[wholes] : 0;
    for (uint32_t r = 0; r < b->p.rows; r++) {
        double sum = activity(b, r, x, wholes), a = free_one ? coefficient(b, r, wholes) : 0;
        double from = b->row_low[r] - sum, to = b->row_high[r] - sum;
        if (a < 0 || a > 0) {
            *low = fmax(*low, a > 0 ? from / a : to / a);
            *high = fmin(*high, a > 0 ? to / a : from / a);
        }
        if (!(a < 0 || a > 0) && (from > 0 || to < 0))
            return false;
    }
    return *low <= *high + 1e-9;
}

static double best_at(const build *b, const double *x, uint32_t wholes) {
    double low, high, objective = 0;
    if (!narrow(b, x, wholes, &low, &high))
        return NONE;
    for (uint32_t j = 0; j < wholes; j++)
        objective += b->cost[j] * x[j];
    if (wholes < b->p.columns)
        objective += b->cost[wholes] * (b->cost[wholes] > 0 ? low : high);
    return objective;
}

/* Every point of the box; at most the last column is not whole. Infinity when none fits. */
static double best_of_all(const build *b) {
    double x[MOST] = {0}, best = NONE;
    uint32_t wholes = b->p.columns;
    if (!b->whole[wholes - 1])
        wholes--;
    for (uint32_t j = 0; j < wholes; j++) {
        x[j] = ceil(b->low[j]);
        if (x[j] > b->high[j])
            return NONE;
    }
    for (;;) {
        best = fmin(best, best_at(b, x, wholes));
        uint32_t j = 0;
        while (j < wholes && ++x[j] > b->high[j]) {
            x[j] = ceil(b->low[j]);
            j++;
        }
        if (j == wholes)
            return best;
    }
}

/* ---- verdicts ---- */

typedef struct counts {
    unsigned optimal, infeasible, unbounded, stopped, within, refused, wrong;
} counts;

static bool fits(const build *b, const double *x) {
    for (uint32_t j = 0; j < b->p.columns; j++) {
        if (x[j] < b->low[j] - 1e-6 || x[j] > b->high[j] + 1e-6)
            return false;
        if (b->whole[j] && (floor(x[j]) < x[j]))
            return false;
    }
    for (uint32_t r = 0; r < b->p.rows; r++) {
        double sum = activity(b, r, x, b->p.columns), near = 1e-6 * (1 + fabs(sum));
        if (sum < b->row_low[r] - near || sum > b->row_high[r] + near)
            return false;
    }
    return true;
}

/* Whether the answer is right, or says itself by how much it may not be. */
static bool right(const build *b, const sam_answer *a, double best, double gap) {
    double near = 1e-7 * (1 + fabs(best));
    if (a->status == SAM_SOLVER_INFEASIBLE)
        return isinf(best);
    if (a->status == SAM_SOLVER_REFUSED)
        return true;
    if (isinf(best) || !fits(b, a->x) || a->bound > best + near || a->objective < best - near)
        return false;
    double claim = a->objective - a->bound;
    if (fabs(a->gap * fabs(a->objective) - claim) > near && fabs(a->objective) > 1e-6)
        return false;
    if (a->status == SAM_SOLVER_STOPPED)
        return a->stop == SAM_STOP_NODES;
    return a->status == SAM_SOLVER_OPTIMAL &&
           a->objective - best <= gap * fabs(a->objective) + near;
}

static void count(counts *c, const sam_answer *a) {
    c->optimal += a->status == SAM_SOLVER_OPTIMAL && a->stop == SAM_STOP_NONE;
    c->within += a->status == SAM_SOLVER_OPTIMAL && a->stop == SAM_STOP_GAP;
    c->stopped += a->status == SAM_SOLVER_STOPPED;
    c->infeasible += a->status == SAM_SOLVER_INFEASIBLE;
    c->unbounded += a->status == SAM_SOLVER_UNBOUNDED;
    /* Stopped before anything was found is what was asked for. */
    c->refused += a->status == SAM_SOLVER_REFUSED && a->stop == SAM_STOP_NONE;
}

static void tell(const char *what, uint64_t number, const sam_answer *a, double best) {
    printf("%s problem %u: status %d (%s), objective %.17g, bound %.17g, not %.17g\n", what,
           (unsigned)number, (int)a->status, a->reason, a->objective, a->bound, best);
}

static void try_whole(counts *c, const build *b, uint64_t number, double best,
                      const sam_solver_limits *limits) {
    sam_answer a;
    if (sam_solve(&a, &b->p, limits) != SAM_OK)
        exit(2);
    count(c, &a);
    if (!right(b, &a, best, limits->gap)) {
        c->wrong++;
        tell("whole", number, &a, best);
    }
    sam_answer_clear(&a);
}

/* full: to the end. Every fourth also with few nodes, and with a gap. */
static void check_whole(counts *full, counts *cut, uint64_t from, uint64_t number) {
    static build b;
    sam_solver_limits limits = sam_solver_default_limits;
    seed(from, number);
    whole_problem(&b, number);
    double best = best_of_all(&b);
    try_whole(full, &b, number, best, &limits);
    if (pick(0, 3))
        return;
    limits.nodes = pick(1, 9);
    try_whole(cut, &b, number, best, &limits);
    limits.nodes = sam_solver_default_limits.nodes;
    limits.gap = 0.05 * pick(1, 8);
    try_whole(cut, &b, number, best, &limits);
}

/* ---- linear problems ---- */

static void any_column(build *b, double unit) {
    int low = pick(-6, 4), kind = pick(0, 5);
    double high = kind == 5 ? low : low + pick(0, 9);
    column(b, pick(-10, 10) / unit, kind == 1 || kind == 3 ? -NONE : low * unit,
           kind == 0 || kind == 3 ? NONE : high * unit);
}

/* Moves the bounds of rows so that a point between those of the columns keeps them all. */
static void meet_a_point(build *b, const double *units) {
    double x[MOST];
    for (uint32_t j = 0; j < b->p.columns; j++) {
        double least = isinf(b->low[j]) ? fmin(-9 * units[j], b->high[j]) : b->low[j];
        double most = isinf(b->high[j]) ? fmax(9 * units[j], least) : b->high[j];
        x[j] = least + (most - least) * 0.25 * pick(0, 4);
    }
    for (uint32_t r = 0; r < b->p.rows; r++) {
        double sum = activity(b, r, x, b->p.columns);
        double least = b->row_low[r], most = b->row_high[r], width = most - least;
        if (sum >= least && sum <= most)
            continue;
        b->row_low[r] = isinf(least) ? least : isinf(most) ? sum : sum - 0.5 * width;
        b->row_high[r] = isinf(most) ? most : isinf(least) ? sum : sum + 0.5 * width;
    }
}

/* Every third with columns and rows of very different size, up to a million times: in powers of
 * two, so that nothing is rounded here. */
static void linear_problem(build *b, uint64_t number) {
    double units[8];
    begin(b);
    int columns = pick(1, 6), rows = pick(1, 8), wild = number % 3 == 0 ? 10 : 0;
    for (int j = 0; j < columns; j++) {
        units[j] = ldexp(1, pick(-wild, wild));
        any_column(b, units[j]);
    }
    for (int i = 0; i < rows; i++) {
        double scale = ldexp(1, pick(-wild, wild));
        uint32_t r = any_row(b, -30, 30, 30);
        b->row_low[r] *= scale;
        b->row_high[r] *= scale;
        for (uint32_t j = 0; j < b->p.columns; j++)
            if (pick(0, 3))
                entry(b, r, j, scale * pick(-10, 10) / units[j]);
    }
    if (number % 4)
        meet_a_point(b, units);
}

static int type(double low, double high) {
    if (!(low < high))
        return GLP_FX;
    if (isinf(low) && isinf(high))
        return GLP_FR;
    return isinf(high) ? GLP_LO : isinf(low) ? GLP_UP : GLP_DB;
}

/* By GLPK in exact fractions, rows with two bounds as they are. */
static int exactly(const build *b, double *objective) {
    glp_term_out(GLP_OFF);
    glp_prob *lp = glp_create_prob();
    int rows[MOST * 4 + 1], columns[MOST * 4 + 1];
    double values[MOST * 4 + 1];
    glp_add_cols(lp, (int)b->p.columns);
    glp_add_rows(lp, (int)b->p.rows);
    for (uint32_t j = 0; j < b->p.columns; j++) {
        glp_set_col_bnds(lp, (int)j + 1, type(b->low[j], b->high[j]), b->low[j], b->high[j]);
        glp_set_obj_coef(lp, (int)j + 1, b->cost[j]);
    }
    for (uint32_t r = 0; r < b->p.rows; r++)
        glp_set_row_bnds(lp, (int)r + 1, type(b->row_low[r], b->row_high[r]), b->row_low[r],
                         b->row_high[r]);
    for (uint32_t k = 0; k < b->p.entries; k++) {
        rows[k + 1] = (int)b->row[k] + 1;
        columns[k + 1] = (int)b->column[k] + 1;
        values[k + 1] = b->value[k];
    }
    glp_load_matrix(lp, (int)b->p.entries, rows, columns, values);
    glp_smcp control;
    glp_init_smcp(&control);
    control.msg_lev = GLP_MSG_OFF;
    int code = glp_exact(lp, &control), status = glp_get_status(lp);
    *objective = glp_get_obj_val(lp);
    glp_delete_prob(lp);
    glp_free_env();
    return code == 0 ? status : -1;
}

static bool agrees(const sam_answer *a, int status, double objective) {
    switch (a->status) {
    case SAM_SOLVER_OPTIMAL:
        return status == GLP_OPT && fabs(a->objective - objective) <= 1e-6 * (1 + fabs(objective));
    case SAM_SOLVER_INFEASIBLE:
        return status == GLP_NOFEAS;
    case SAM_SOLVER_UNBOUNDED:
        return status == GLP_UNBND;
    default:
        return a->status == SAM_SOLVER_REFUSED;
    }
}

static void check_linear(counts *c, uint64_t from, uint64_t number) {
    static build b;
    sam_answer a;
    double objective;
    seed(from + 7, number);
    linear_problem(&b, number);
    if (sam_solve(&a, &b.p, &sam_solver_default_limits) != SAM_OK)
        exit(2);
    int status = exactly(&b, &objective);
    count(c, &a);
    if (a.status == SAM_SOLVER_REFUSED)
        tell("refused: linear", number, &a, objective);
    if (!agrees(&a, status, objective)) {
        c->wrong++;
        printf("exact status %d; ", status);
        tell("linear", number, &a, objective);
    }
    sam_answer_clear(&a);
}

static void report(const char *what, const counts *c) {
    printf("%s: %u optimal, %u infeasible, %u unbounded, %u stopped, %u within a gap, %u refused, "
           "%u WRONG\n",
           what, c->optimal, c->infeasible, c->unbounded, c->stopped, c->within, c->refused,
           c->wrong);
}

static int run_all(uint64_t wholes, uint64_t linears, uint64_t from) {
    counts full = {0}, cut = {0}, linear = {0};
    for (uint64_t n = 0; n < wholes; n++)
        check_whole(&full, &cut, from, n);
    for (uint64_t n = 0; n < linears; n++)
        check_linear(&linear, from, n);
    printf("%u whole-number problems, %u linear, seed %u\n", (unsigned)wholes, (unsigned)linears,
           (unsigned)from);
    report("whole, to the end", &full);
    report("whole, stopped early", &cut);
    report("linear", &linear);
    /* Refusals are no answers: a handful at most, else the solver is of no use. */
    bool few = full.refused <= wholes / 1000 && linear.refused <= linears / 1000;
    bool many = wholes < 1000 || (full.infeasible > wholes / 10 && full.optimal > wholes / 10 &&
                                  cut.stopped > 10 && cut.within > 10);
    return full.wrong + cut.wrong + linear.wrong == 0 && few && many ? 0 : 1;
}

static uint64_t number_of(int count, char **words, int at, uint64_t otherwise) {
    return count > at ? strtoull(words[at], NULL, 10) : otherwise;
}

int main(int count, char **words) {
    if (count > 1 && strcmp(words[1], "all") == 0)
        return run_all(ALL_WHOLE, ALL_LINEAR, number_of(count, words, 2, 20261124));
    if (count > 3 && strcmp(words[1], "one") == 0) {
        counts full = {0}, cut = {0};
        uint64_t number = number_of(count, words, 2, 0),
                 from = number_of(count, words, 4, 20261124);
        if (strcmp(words[3], "whole") == 0)
            check_whole(&full, &cut, from, number);
        else
            check_linear(&full, from, number);
        report("to the end", &full);
        report("stopped early", &cut);
        return full.wrong + cut.wrong > 0;
    }
    return run_all(number_of(count, words, 1, QUICK_WHOLE),
                   number_of(count, words, 2, QUICK_LINEAR), number_of(count, words, 3, 20261124));
}
