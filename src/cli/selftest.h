/* The self test: published numbers, each held against what the engine in this program makes of the
 * same inputs. A group of vectors is one function that calls the engine and reports; it must not
 * compute by itself what it is testing. */
#ifndef SAMSPEL_CLI_SELFTEST_H
#define SAMSPEL_CLI_SELFTEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/mark.h"
#include "samspel/diag.h"
#include "samspel/status.h"

/* One published number. Where has_expected is false the source says that there is none. */
typedef struct sam_vector {
    const char *source, *what;
    bool has_expected, has_got;
    double expected, got;
    double difference; /* got - expected; 0 where both are none */
    double tolerance;  /* the greatest difference allowed, absolute */
    bool holds;
} sam_vector;

enum { SAM_SELFTEST_MOST = 400 };

typedef struct sam_selftest {
    sam_arena *arena;
    sam_diags *diags;
    sam_vector *vectors; /* SAM_SELFTEST_MOST of them */
    size_t count;
    bool same_tolerance; /* every vector is held to `tolerance` in the place of its own */
    double tolerance;
    bool spoken;        /* labels in the user's language, for text; else English, for programs */
    const char *source; /* of the vectors that follow, in English */
    sam_status status;  /* SAM_OK, or why the engine could not run */
} sam_selftest;

/* A marked text as the labels are to be. */
const char *sam_selftest_words(const sam_selftest *t, const char *english)
    __attribute__((format_arg(2)));
/* Reports one number; what is marked or made of marked texts, and kept, not copied. */
void sam_selftest_number(sam_selftest *t, const char *what, double expected, double got,
                         double tolerance);
/* The source says that there is no such number; exists and got are what the engine says. */
void sam_selftest_none(sam_selftest *t, const char *what, bool exists, double got);

/* ---- the groups ---- */

/* Payments, interest and principal; a table of payments by rate; totals. */
void sam_selftest_loans(sam_selftest *t);
/* Debt sized and repaid by cover; cover by year. */
void sam_selftest_cover(sam_selftest *t);
/* Present values, rates of return, modified rates of return of flows one period apart. */
void sam_selftest_periodic(sam_selftest *t);
/* The same of dated flows, by four day counts. */
void sam_selftest_dated(sam_selftest *t);
/* Norwegian rates, minimum instalments, discount factors. */
void sam_selftest_norway(sam_selftest *t);
/* Logarithms, powers, the normal distribution. */
void sam_selftest_mathematics(sam_selftest *t);

#endif
