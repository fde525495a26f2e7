/* A funding mix over many draws, by cuts and as CLP's users do it: the full linear problem. Both
 * are given the same arrays in one process and take turns; making the arrays is not timed, filling
 * the solver's own is. See README.md for the problem and how to build it. Usage: bench_cuts [DRAWS
 * [REPEATS]] */
#include <coin/Clp_C_Interface.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "choice/cuts.h"

enum { TRANCHES = 12, YEARS = 30, COLUMNS = TRANCHES + 2 };
enum {
    SHORTFALL = TRANCHES,
    COST
}; /* columns after the tranches: of cover, and the tail of cost */

static const double NEED = 30, FLOOR = 1.1; /* millions; cover */

static uint64_t state;

static double uniform(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (double)(state >> 11) * 0x1p-53;
}

static double normal(void) {
    return sqrt(-2 * log(1 - uniform())) * cos(6.283185307179586 * uniform());
}

typedef struct market {
    double rate[YEARS], income[YEARS];
} market;

/* A short rate that returns to 3.5 %, and an income that wanders around 3.2 million. */
static void draw_market(market *m) {
    double rate = 0.035, level = 1;
    for (int y = 0; y < YEARS; y++) {
        rate += 0.15 * (0.035 - rate) + 0.006 * normal();
        level *= exp(0.012 * normal() - 0.000072);
        m->rate[y] = rate;
        m->income[y] = 3.2 * level * pow(1.02, y);
    }
}

/* Service of a million of a tranche, by year: annuity or serial, fixed or floating, 15 to 30 years,
 * dearer the less secure; the last is equity, which is never serviced. */
static void service(int tranche, const market *m, double out[YEARS]) {
    memset(out, 0, YEARS * sizeof *out);
    int terms = 15 + 3 * (tranche % 6);
    double margin = 0.004 + 0.003 * tranche, balance = 1;
    bool fixed = tranche % 2;
    for (int y = 0; y < terms && y < YEARS && tranche < TRANCHES - 1; y++) {
        double rate = fixed ? 0.042 + margin : fmax(0, m->rate[y]) + margin;
        double left = terms - y;
        double principal = tranche % 3 ? balance * rate / (pow(1 + rate, left) - 1) : 1.0 / terms;
        principal = rate > 1e-9 ? principal : balance / left;
        out[y] = balance * rate + principal;
        balance -= principal;
    }
}

typedef struct instance {
    uint32_t draws;
    double *value[2], *slope[2]; /* cover: YEARS rows a draw; cost: one */
    double cost[COLUMNS], low[COLUMNS], high[COLUMNS], row_low[1], row_high[1];
    uint32_t row[TRANCHES], column[TRANCHES];
    double entry[TRANCHES];
} instance;

static void fill_draw(instance *in, uint32_t s) {
    market m;
    draw_market(&m);
    double *cover = in->value[0], *cover_slope = in->slope[0];
    size_t n = in->draws, functions = (size_t)YEARS * n;
    in->value[1][s] = 0;
    for (int y = 0; y < YEARS; y++)
        cover[y * n + s] = -m.income[y];
    for (int j = 0; j < TRANCHES; j++) {
        double out[YEARS], sum = j == TRANCHES - 1 ? 1.9 : 0, factor = 1;
        service(j, &m, out);
        for (int y = 0; y < YEARS; y++) {
            factor /= 1.04;
            sum += out[y] * factor;
            cover_slope[(size_t)j * functions + y * n + s] = FLOOR * out[y];
        }
        in->slope[1][(size_t)j * n + s] = sum;
    }
}

static instance make(uint32_t draws) {
    instance in = {.draws = draws, .row_low = {NEED}, .row_high = {NEED}};
    for (int b = 0; b < 2; b++) {
        size_t functions = (size_t)draws * (b ? 1 : YEARS);
        in.value[b] = malloc(functions * sizeof(double));
        in.slope[b] = malloc(TRANCHES * functions * sizeof(double));
    }
    for (uint32_t s = 0; s < draws; s++)
        fill_draw(&in, s);
    for (uint32_t j = 0; j < TRANCHES; j++) {
        in.high[j] = j == TRANCHES - 1 ? NEED : 2 + 0.5 * (j % 4);
        in.column[j] = j;
        in.entry[j] = 1;
    }
    in.low[SHORTFALL] = in.low[COST] = -1e6;
    in.high[SHORTFALL] = 0; /* cover holds in every year of every draw */
    in.high[COST] = 1e6;
    in.cost[COST] = 1;
    return in;
}

/* By the processor's time, so that others on the machine matter less. */
static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double solve_clp(const sam_problem *p, double *objective) {
    int *start = malloc((p->columns + 1) * sizeof *start),
        *index = malloc(p->entries * sizeof *index);
    double *value = malloc(p->entries * sizeof *value);
    int *at = malloc(p->columns * sizeof *at);
    if (!start || !index || !value || !at)
        exit(1);
    double begun = seconds();
    memset(start, 0, (p->columns + 1) * sizeof *start);
    for (uint32_t k = 0; k < p->entries; k++)
        start[p->entry_column[k] + 1]++;
    for (uint32_t j = 0; j < p->columns; j++)
        start[j + 1] += start[j];
    memcpy(at, start, p->columns * sizeof *at);
    for (uint32_t k = 0; k < p->entries; k++) {
        int to = at[p->entry_column[k]]++;
        index[to] = (int)p->entry_row[k];
        value[to] = p->entry_value[k];
    }
    Clp_Simplex *model = Clp_newModel();
    Clp_setLogLevel(model, 0);
    Clp_loadProblem(model, (int)p->columns, (int)p->rows, start, index, value, p->low, p->high,
                    p->cost, p->row_low, p->row_high);
    Clp_initialSolve(model);
    double passed = seconds() - begun;
    *objective = Clp_status(model) == 0 ? Clp_objectiveValue(model) : NAN;
    Clp_deleteModel(model);
    free(start), free(index), free(value), free(at);
    return passed;
}

int main(int count, char **arguments) {
    uint32_t draws = count > 1 ? (uint32_t)strtoul(arguments[1], NULL, 10) : 10000;
    int repeats = count > 2 ? (int)strtol(arguments[2], NULL, 10) : 3;
    for (int n = 0; n < repeats; n++) {
        state = 0x9E3779B97F4A7C15u * ((uint64_t)n + 1);
        instance in = make(draws);
        const sam_problem p = {COLUMNS, 1,          TRANCHES,    in.cost, in.low,    in.high,
                               NULL,    in.row_low, in.row_high, in.row,  in.column, in.entry};
        const sam_tail_block blocks[2] = {{SHORTFALL, 1e-9, draws, YEARS, in.value[0], in.slope[0]},
                                          {COST, 0.05, draws, 1, in.value[1], in.slope[1]}};
        const sam_tails tails = {&p, TRANCHES, blocks, 2, NULL};
        sam_tails_answer cuts, full;
        double begun = seconds();
        if (sam_tails_solve(&cuts, &tails, &sam_solver_default_limits) != SAM_OK)
            return 1;
        double ours = seconds() - begun, theirs = 0, objective = 0;
        sam_solver_limits none = sam_solver_default_limits;
        none.iterations = 0; /* only its problem is wanted */
        if (sam_tails_full(&full, &tails, &none) != SAM_OK)
            return 1;
        theirs = solve_clp(&full.problem, &objective);
        printf("%u draws: cuts %.2f ms (status %d, %u rounds, %u cuts, gap %.1e), CLP %.0f ms on "
               "%u x %u, %.0f times; objectives %.9g and %.9g, apart by %.1e\n",
               draws, 1e3 * ours, (int)cuts.answer.status, cuts.rounds, cuts.cuts,
               (cuts.upper - cuts.lower) / fabs(cuts.upper), 1e3 * theirs, full.problem.rows,
               full.problem.columns, theirs / ours, cuts.upper, objective,
               fabs(cuts.upper - objective) / fabs(objective));
        fflush(stdout);
        sam_tails_clear(&cuts);
        sam_tails_clear(&full);
        for (int b = 0; b < 2; b++)
            free(in.value[b]), free(in.slope[b]);
    }
    return 0;
}
