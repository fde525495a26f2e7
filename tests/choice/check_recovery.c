/* GLPK never ends this process and never speaks: misuse, memory that fails at every point, numbers
 * that are none, problems scaled beyond reason, and limits of every kind all end in a clear status,
 * and the next problem is solved as if nothing had happened. In several threads at once.
 * Whatever is written to standard output or error meanwhile is a fault. */
#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "problem_build.h"

enum { THREADS = 4, ROUNDS = 250, WILD = 1500 };

static atomic_uint faults;
static char first_fault[200]; /* of the main thread; told at the end */

static void expect(bool holds, const char *what, long where) {
    if (holds)
        return;
    if (atomic_fetch_add(&faults, 1) == 0)
        snprintf(first_fault, sizeof first_fault, "%s (%ld)", what, where);
}

static double seconds(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- memory that fails at the n-th call, in our code and GLPK's alike ---- */

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__GLIBC__) && !defined(SANITIZED) && !defined(__SANITIZE_THREAD__)
#define FAILING_MEMORY 1

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

/* 0: off. This thread only; the others are not running then. */
static long until_failure;
static bool for_ever, failed;

static bool fails(void) {
    if (until_failure == 0 || (until_failure > 1 && --until_failure > 0))
        return false;
    if (!for_ever)
        until_failure = 0;
    failed = true;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size) {
    return fails() ? NULL : __libc_malloc(size);
}
void *calloc(size_t count, size_t size) {
    return fails() ? NULL : __libc_calloc(count, size);
}
void *realloc(void *memory, size_t size) {
    return fails() ? NULL : __libc_realloc(memory, size);
}
#endif

/* ---- problems with a known answer ---- */

/* Fifteen columns of which an odd sum is asked in even steps: only a tree finds out. */
static void even_sum(build *b, double sum) {
    begin(b);
    uint32_t r = row(b, sum, sum);
    for (int j = 0; j < 15; j++) {
        uint32_t c = column(b, 1 + j % 3, 0, 1);
        b->whole[c] = true;
        entry(b, r, c, 2);
    }
}

/* 3.7 by merit order: see debt_stack. */
static bool solves_debt(const sam_answer *a) {
    return a->status == SAM_SOLVER_OPTIMAL && fabs(a->objective - 3.7) < 1e-9;
}

/* Seven of fifteen: five at 1 and two at 2. */
static bool solves_even(const sam_answer *a) {
    return a->status == SAM_SOLVER_OPTIMAL && fabs(a->objective - 9) < 1e-9;
}

static void expect_well(long where) {
    build *b = calloc(1, sizeof *b);
    sam_answer a;
    debt_stack(b, 70);
    bool solved = sam_solve(&a, &b->p, &sam_solver_default_limits) == SAM_OK && solves_debt(&a);
    expect(solved, "a good problem after a bad one", where);
    sam_answer_clear(&a);
    even_sum(b, 14);
    solved = sam_solve(&a, &b->p, &sam_solver_default_limits) == SAM_OK && solves_even(&a);
    expect(solved, "a good whole problem after a bad one", where);
    sam_answer_clear(&a);
    free(b);
}

static void expect_refused(const build *b, const sam_solver_limits *limits, const char *reason,
                           long where) {
    sam_answer a;
    expect(sam_solve(&a, &b->p, limits) == SAM_OK, "no status", where);
    expect(a.status == SAM_SOLVER_REFUSED, "not refused", where);
    expect(*a.reason && (!reason || strcmp(a.reason, reason) == 0), a.reason, where);
    sam_answer_clear(&a);
}

/* ---- errors inside GLPK, in threads ---- */

static void *one_thread(void *unused) {
    build *b = calloc(1, sizeof *b);
    (void)unused;
    for (long n = 0; n < ROUNDS; n++) {
        debt_stack(b, 70);
        entry(b, 0, 0, 1); /* twice: what only GLPK notices */
        expect_refused(b, &sam_solver_default_limits, "GLPK stopped with an error", n);
        expect_well(n);
    }
    free(b);
    return NULL;
}

static unsigned errors_in_threads(void) {
    pthread_t threads[THREADS];
    for (int t = 0; t < THREADS; t++)
        if (pthread_create(&threads[t], NULL, one_thread, NULL) != 0)
            exit(2);
    for (int t = 0; t < THREADS; t++)
        pthread_join(threads[t], NULL);
    return THREADS * ROUNDS;
}

/* ---- numbers that are none, in every place ---- */

static unsigned no_numbers(void) {
    static build b;
    static const double bad[] = {SAM_REAL_NAN, SAM_REAL_INFINITY, -SAM_REAL_INFINITY};
    double *const arrays[] = {b.cost, b.value, b.low, b.high, b.row_low, b.row_high};
    const uint32_t counts[] = {3, 6, 3, 3, 2, 2};
    unsigned tried = 0;
    for (uint32_t a = 0; a < 6; a++)
        for (uint32_t i = 0; i < counts[a]; i++)
            for (int k = 0; k < 3; k++) {
                debt_stack(&b, 70);
                arrays[a][i] = bad[k];
                bool lower = a == 2 || a == 4, upper = a == 3 || a == 5;
                if ((lower && k == 2) || (upper && k == 1))
                    continue; /* a bound that is not there */
                expect_refused(&b, &sam_solver_default_limits, NULL, (long)(a * 100 + i * 10) + k);
                tried++;
            }
    return tried;
}

/* ---- limits ---- */

/* Suppliers and customers, and a switch that stands at a half until the search turns it: then every
 * flow must be found anew, within one node, which has no limit of its own. */
static sam_problem *slow_node(uint32_t size) {
    uint32_t columns = size * size + 1, rows = 2 * size, entries = 2 * size * size + size, n = 0;
    double *d = calloc(3u * columns + 2u * rows + entries, sizeof *d);
    uint32_t *at = calloc(2u * entries, sizeof *at);
    bool *whole = calloc(columns, sizeof *whole);
    sam_problem *p = malloc(sizeof *p);
    if (!d || !at || !whole || !p)
        exit(2);
    double *low = d + columns, *high = low + columns, *row_low = high + columns;
    double *row_high = row_low + rows, *value = row_high + rows;
    *p = (sam_problem){columns, rows,    entries,  d,  low,          high,
                       whole,   row_low, row_high, at, at + entries, value};
    for (uint32_t k = 0; k < size * size; k++) {
        d[k] = 1 + (k * 7919) % 1000;
        high[k] = SAM_REAL_INFINITY;
        for (int side = 0; side < 2; side++, n++) {
            at[n] = side ? size + k % size : k / size;
            at[entries + n] = k;
            value[n] = 1;
        }
    }
    d[columns - 1] = 1e5;
    high[columns - 1] = 1;
    whole[columns - 1] = true;
    for (uint32_t i = 0; i < size; i++, n++) {
        row_low[i] = -SAM_REAL_INFINITY;
        row_high[i] = 50 + (i * 37) % 100;
        row_low[size + i] = 80;
        row_high[size + i] = SAM_REAL_INFINITY;
        at[n] = size + i;
        at[entries + n] = columns - 1;
        value[n] = 160;
    }
    return p;
}

static void free_slow(sam_problem *p) {
    free((void *)p->cost);
    free((void *)p->entry_row);
    free((void *)p->whole);
    free(p);
}

static unsigned clocks(void) {
    static build b;
    sam_solver_limits limits = sam_solver_default_limits;
    sam_answer a;
    limits.safety_ms = 0;
    debt_stack(&b, 70);
    expect(sam_solve(&a, &b.p, &limits) == SAM_OK, "no status", 0);
    expect(a.status == SAM_SOLVER_REFUSED && a.stop == SAM_STOP_TIME, "no time at all", 0);
    sam_answer_clear(&a);
    /* In whatever stage the clock strikes: it says so, or the answer is right. */
    static const int ms[] = {5, 10, 20, 30, 50, 80, 120};
    sam_problem *p = slow_node(100);
    for (long n = 0; n < 7; n++) {
        limits.safety_ms = ms[n];
        expect(sam_solve(&a, p, &limits) == SAM_OK, "no status", ms[n]);
        bool found = a.status == SAM_SOLVER_OPTIMAL || a.status == SAM_SOLVER_STOPPED;
        bool right = a.status == SAM_SOLVER_OPTIMAL && fabs(a.objective - 1e5) < 1e-3;
        expect(right || (a.stop == SAM_STOP_TIME && *a.reason), a.reason, ms[n]);
        expect(!found || (a.bound <= 1e5 + 1e-3 && a.objective > 1e5 - 1e-3), "the bound", ms[n]);
        sam_answer_clear(&a);
        expect_well(ms[n]);
    }
    free_slow(p);
    return 8;
}

static unsigned senseless_limits(void) {
    static build b;
    debt_stack(&b, 70);
    for (long n = 0; n < 6; n++) {
        sam_solver_limits limits = sam_solver_default_limits;
        if (n == 0)
            limits.iterations = -1;
        if (n == 1)
            limits.nodes = -1;
        if (n == 2)
            limits.memory_mb = 0;
        if (n == 3)
            limits.safety_ms = -1;
        if (n == 4)
            limits.gap = SAM_REAL_NAN;
        if (n == 5)
            limits.gap = -0.1;
        expect_refused(&b, &limits, "a limit makes no sense", n);
    }
    return 6;
}

/* ---- scaled beyond reason ---- */

static uint64_t state = 20261124;

static double uniform(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (double)(state >> 11) * 0x1p-53;
}

static double wild(double powers) {
    double value = pow(10, powers * (2 * uniform() - 1));
    return uniform() < 0.5 ? -value : value;
}

/* Rows hold to what their own size lets be told. */
static bool holds(const build *b, const sam_answer *a) {
    double sum[MOST] = {0}, size[MOST] = {0};
    for (uint32_t k = 0; k < b->p.entries; k++) {
        double term = b->value[k] * a->x[b->column[k]];
        sum[b->row[k]] += term;
        size[b->row[k]] += fabs(term);
    }
    for (uint32_t r = 0; r < b->p.rows; r++) {
        double near = 2e-6 * (1 + size[r]);
        if (!(sum[r] >= b->row_low[r] - near && sum[r] <= b->row_high[r] + near))
            return false;
    }
    return true;
}

static unsigned scaled(unsigned verdicts[5]) {
    static build b;
    for (long n = 0; n < WILD; n++) {
        sam_answer a;
        double powers = n % 10 == 0 ? 300 : (double)(1 + n % 13);
        begin(&b);
        uint32_t columns = 2 + (uint32_t)(8 * uniform()), rows = 2 + (uint32_t)(8 * uniform());
        for (uint32_t j = 0; j < columns; j++) {
            uint32_t c = column(&b, wild(powers), 0, uniform() < 0.5 ? NONE : fabs(wild(powers)));
            b.whole[c] = n % 2 && uniform() < 0.5;
        }
        for (uint32_t i = 0; i < rows; i++) {
            double low = wild(powers);
            uint32_t r = row(&b, uniform() < 0.5 ? -NONE : low, low + fabs(wild(powers)));
            for (uint32_t j = 0; j < columns; j++)
                entry(&b, r, j, wild(powers));
        }
        double begun = seconds(CLOCK_THREAD_CPUTIME_ID);
        expect(sam_solve(&a, &b.p, &sam_solver_default_limits) == SAM_OK, "no status", n);
        verdicts[a.status]++;
        expect(a.status != SAM_SOLVER_OPTIMAL || holds(&b, &a), "an accepted answer misses", n);
        expect(a.status != SAM_SOLVER_REFUSED || *a.reason, "refused without a reason", n);
        expect(seconds(CLOCK_THREAD_CPUTIME_ID) - begun < 5, "over five seconds", n);
        sam_answer_clear(&a);
    }
    expect_well(WILD);
    return WILD;
}

/* ---- memory ---- */

static unsigned failing_memory(void) {
    unsigned tried = 0;
#ifdef FAILING_MEMORY
    static build b;
    for (int kind = 0; kind < 4; kind++) {
        for (long n = 1;; n++, tried++) {
            sam_answer a;
            if (kind < 2)
                debt_stack(&b, 70);
            else
                even_sum(&b, 14);
            failed = false;
            for_ever = kind % 2;
            until_failure = n;
            sam_status status = sam_solve(&a, &b.p, &sam_solver_default_limits);
            until_failure = 0;
            bool right = kind < 2 ? solves_debt(&a) : solves_even(&a);
            bool refused = a.status == SAM_SOLVER_REFUSED && *a.reason;
            expect(status == SAM_MEMORY || (status == SAM_OK && (right || refused)), "memory",
                   kind * 100000 + n);
            sam_answer_clear(&a);
            if (n % 16 == 0)
                expect_well(kind * 100000 + n);
            if (!failed)
                break;
        }
        expect_well(kind);
    }
    expect(tried > 100, "hardly any failure was tried", tried);
#endif
    return tried;
}

/* ---- silence ---- */

static long size_of(int file) {
    return (long)lseek(file, 0, SEEK_END);
}

int main(void) {
    FILE *words = tmpfile();
    if (!words)
        return 2;
    fflush(stdout);
    int out = dup(1), err = dup(2);
    unsigned verdicts[5] = {0};
    dup2(fileno(words), 1);
    dup2(fileno(words), 2);
    unsigned errors = errors_in_threads(), numbers = no_numbers(), memory = failing_memory();
    unsigned limits = senseless_limits() + clocks(), wilds = scaled(verdicts);
    fflush(NULL);
    dup2(out, 1);
    dup2(err, 2);
    long said = size_of(fileno(words));
    expect(said == 0, "GLPK spoke", said);
    printf("%u errors in %d threads, %u numbers that are none, %u failures of memory, %u limits\n",
           errors, THREADS, numbers, memory, limits);
    printf("%u scaled beyond reason: %u optimal, %u infeasible, %u unbounded, %u stopped, "
           "%u refused\n",
           wilds, verdicts[0], verdicts[1], verdicts[2], verdicts[3], verdicts[4]);
    if (atomic_load(&faults))
        printf("%u FAULTS, the first: %s\n", atomic_load(&faults), first_fault);
    fclose(words);
    return atomic_load(&faults) ? 1 : 0;
}
