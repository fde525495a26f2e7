/* The regional choice against CBC: the same integer problem, written once, solved by both in turn
 * in one process; reading and writing files is not timed. Instances: 17 places, 10 models, 3 sizes,
 * two budgets, activations, a spread, and two projects a place, drawn from a seed.
 * Usage: bench_portfolio [INSTANCES [REPEATS [value]]]. See README.md for how to build it. */
#include <coin/Cbc_C_Interface.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "choice/portfolio_parts.h"

enum { PLACES = 17, MODELS = 10, SIZES = 3, EACH = 2, PROJECTS = PLACES * EACH };
enum { ITEMS = PROJECTS * MODELS * SIZES };

static uint64_t state;

static double uniform(double low, double high) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return low + (high - low) * (double)(state >> 11) * 0x1p-53;
}

/* Worths in kroner, no two alike, instead of homes. */
static bool kroner;

static double worth_of(double homes) {
    return kroner ? homes * uniform(0.3e6, 1.2e6) : homes;
}

static sam_portfolio_item items[ITEMS];
static uint32_t project_place[PROJECTS];
static sam_portfolio_place places[PLACES];

static sam_portfolio draw(uint64_t seed) {
    state = seed * 0x9E3779B97F4A7C15u + 1;
    for (int at = 0; at < PLACES; at++) {
        places[at] = (sam_portfolio_place){.guarantee_frame = uniform(5e6, 40e6)};
        for (int b = 0; b < SAM_BUDGETS; b++) {
            places[at].cost_most[b] = INFINITY;
            places[at].activation[b] = uniform(0.2e6, 1e6);
        }
    }
    uint32_t n = 0;
    for (uint32_t j = 0; j < PROJECTS; j++) {
        project_place[j] = j / EACH;
        double base = floor(uniform(3, 9)), dear = uniform(0.7, 1.4);
        for (int m = 0; m < MODELS; m++) {
            double cost = dear * uniform(0.4e6, 2e6), outlay = cost * uniform(0.3, 4);
            double guarantee = uniform(0, 1) < 0.4 ? uniform(0.5e6, 2.5e6) : 0;
            for (int s = 1; s <= SIZES; s++)
                items[n++] = (sam_portfolio_item){.project = j,
                                                  .worth = worth_of(base * s),
                                                  .cost = {cost * base * s * pow(s, -0.1) + 3e5,
                                                           outlay * base * s * uniform(0.95, 1)},
                                                  .guarantee = guarantee * base * s};
        }
    }
    return (sam_portfolio){.items = items,
                           .item_count = n,
                           .project_place = project_place,
                           .project_count = PROJECTS,
                           .places = places,
                           .place_count = PLACES,
                           .budget = {90e6, 120e6},
                           .places_least = 8};
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Columns of the matrix, as CBC wants them. */
static Cbc_Model *load(const sam_problem *p) {
    int *start = calloc(p->columns + 1u, sizeof *start);
    int *index = calloc(p->entries + 1u, sizeof *index);
    double *value = calloc(p->entries + 1u, sizeof *value);
    int n = 0;
    for (uint32_t j = 0; j < p->columns; j++) {
        start[j] = n;
        for (uint32_t k = 0; k < p->entries; k++) {
            if (p->entry_column[k] != j)
                continue;
            index[n] = (int)p->entry_row[k];
            value[n++] = p->entry_value[k];
        }
    }
    start[p->columns] = n;
    Cbc_Model *model = Cbc_newModel();
    Cbc_loadProblem(model, (int)p->columns, (int)p->rows, start, index, value, p->low, p->high,
                    p->cost, p->row_low, p->row_high);
    for (uint32_t j = 0; j < p->columns; j++)
        if (p->whole[j])
            Cbc_setInteger(model, (int)j);
    Cbc_setParameter(model, "logLevel", "0");
    Cbc_setParameter(model, "ratioGap", "0");
    Cbc_setParameter(model, "allowableGap", "0");
    free(start);
    free(index);
    free(value);
    return model;
}

static double with_cbc(const sam_portfolio *p, double *seconds) {
    static uint32_t list[ITEMS];
    for (uint32_t i = 0; i < p->item_count; i++)
        list[i] = i;
    sam_arena *arena = sam_arena_new();
    sam_portfolio_problem written;
    const sam_portfolio_extra none = {.worth_least = -INFINITY};
    if (!sam_portfolio_write(&written, p, list, p->item_count, &none, arena))
        exit(1);
    Cbc_Model *model = load(&written.problem);
    double begun = now();
    Cbc_solve(model);
    *seconds = now() - begun;
    double worth = Cbc_isProvenOptimal(model) ? -Cbc_getObjValue(model) / written.unit : NAN;
    Cbc_deleteModel(model);
    sam_arena_free(arena);
    return worth;
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int count, char **words) {
    int instances = count > 1 ? atoi(words[1]) : 8, repeats = count > 2 ? atoi(words[2]) : 5;
    double ratios[1000];
    int worse = 0, cbc_worse = 0;
    kroner = count > 3 && strcmp(words[3], "value") == 0;
    for (int n = 0; n < instances && n < 1000; n++) {
        sam_portfolio p = draw((uint64_t)n + 1);
        double own = INFINITY, other = INFINITY, worth = 0;
        sam_portfolio_answer answer;
        for (int r = 0; r < repeats; r++) {
            double begun = now(), seconds;
            if (sam_portfolio_solve(&answer, &p, NULL, &sam_portfolio_default_effort) != SAM_OK)
                printf("no answer\n");
            own = fmin(own, now() - begun);
            worth = with_cbc(&p, &seconds);
            other = fmin(other, seconds);
            if (r + 1 < repeats)
                sam_portfolio_answer_clear(&answer);
        }
        static bool greedy[ITEMS];
        sam_portfolio_total total = {0};
        bool spread = sam_portfolio_greedy(&p, greedy);
        sam_portfolio_holds(&p, greedy, &total);
        ratios[n] = own / other;
        worse += answer.total.worth < worth - 1e-6 * fabs(worth);
        cbc_worse += worth < answer.total.worth - 1e-6 * fabs(worth);
        printf("%2d: worth %.0f of %.0f (verdict %d, %u open), CBC %.0f, greedy %.0f%s; %.1f ms, "
               "CBC %.1f ms, ratio %.3f\n",
               n + 1, answer.total.worth, answer.bound, (int)answer.verdict, answer.open, worth,
               total.worth, spread ? "" : " (no spread)", 1e3 * own, 1e3 * other, ratios[n]);
        sam_portfolio_answer_clear(&answer);
    }
    qsort(ratios, (size_t)instances, sizeof *ratios, by_size);
    printf("ratio, median %.3f, largest %.3f; less than CBC in %d, more in %d\n",
           ratios[instances / 2], ratios[instances - 1], worse, cbc_worse);
    return worse > 0;
}
