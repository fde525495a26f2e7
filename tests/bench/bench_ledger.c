/* Microseconds for one evaluation of a deal: the ledger on one lane (computed eight wide inside),
 * every row, and only the rows of one measure. By hand, started by ./run. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "samspel/ledger.h"

enum { TRIES = 200 };

static double now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec * 1e6 + (double)at.tv_nsec / 1e3;
}

static sam_source read_file(const char *path) {
    enum { MOST = 1 << 20 };
    FILE *stream = fopen(path, "rb");
    char *bytes = stream ? malloc(MOST) : NULL;
    if (!bytes) {
        fprintf(stderr, "cannot read %s\n", path);
        exit(1);
    }
    size_t length = fread(bytes, 1, MOST, stream);
    fclose(stream);
    return (sam_source){path, bytes, length};
}

/* The least of many runs after an input has been set. */
static double microseconds(const sam_plan *plan, const sam_run *run) {
    sam_ledger *ledger = sam_ledger_new(plan, run);
    uint32_t overrun = sam_deal_find_input(plan->deal, "costs.overrun");
    double least = 1e300;
    for (int i = 0; ledger && i < TRIES; i++) {
        sam_ledger_set(ledger, overrun, 0, 0.001 * i);
        double begun = now();
        sam_ledger_run(ledger);
        double passed = now() - begun;
        least = passed < least ? passed : least;
    }
    sam_ledger_free(ledger);
    return least;
}

int main(int count, char **files) {
    if (count != 4)
        return 2;
    sam_diags *diags = sam_diags_new();
    sam_deal *deal = NULL;
    sam_plan *plan = NULL;
    if (!diags ||
        sam_deal_read(&deal, read_file(files[1]), read_file(files[2]), read_file(files[3]), NULL,
                      NULL, 0, diags) != SAM_OK ||
        sam_plan_compile(&plan, deal, diags) != SAM_OK)
        return 1;
    uint32_t npv = sam_plan_find_row(plan, "developer.npv");
    printf("every_row %.1f\n", microseconds(plan, &(sam_run){.lanes = 1}));
    printf("one_measure %.1f\n",
           microseconds(plan, &(sam_run){.lanes = 1, .wanted = &npv, .wanted_count = 1}));
    sam_plan_free(plan);
    sam_deal_free(deal);
    sam_diags_free(diags);
    return 0;
}
