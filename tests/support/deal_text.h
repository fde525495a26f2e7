/* Deals for tests, built from pieces of JSON text: a still world (no inflation, no growth, no cost
 * of running, all rates 0) in which a test changes what it is about. Depends on no shipped file,
 * and not on Criterion: what cannot be read or compiled stops the program with its first fault. */
#ifndef SAMSPEL_TEST_DEAL_TEXT_H
#define SAMSPEL_TEST_DEAL_TEXT_H

#include "samspel/metrics.h"

typedef struct test_deal {
    sam_diags *diags;
    sam_deal *deal;
    sam_plan *plan;
    sam_ledger *ledger;
} test_deal;

/* Clauses that most deals need. The still world: 10 homes of 100 m² at 1000 NOK a month, built for
 * 1 200 000 NOK in the 12 months of 2020, in operation from January 2021 for 10 years. */
#define TEST_BUILDING "{\"id\": \"building\", \"kind\": \"building_cost\"}"
#define TEST_OWNER "{\"id\": \"equity\", \"kind\": \"equity\", \"owner\": \"developer\"}"
#define TEST_LETTING "{\"id\": \"letting\", \"kind\": \"letting\"}"
#define TEST_BASE TEST_BUILDING ", " TEST_OWNER ", "

/* Parties of every test deal: municipality, developer, partner, husbanken, bank, project. */

/* Reads and compiles. clauses: the list's elements as JSON text. set: pointer, JSON value, pointer,
 * value …, NULL; as with --set. set may be NULL. */
void test_deal_open(test_deal *d, const char *clauses, const char *const *set);
/* SAM_OK, or the status of what failed; nothing is left open then. */
sam_status test_deal_try(test_deal *d, const char *clauses, const char *const *set);

/* A ledger of so many lanes, without running it; given: rows by name, NULL ends; Nullable. */
void test_deal_lanes(test_deal *d, size_t lanes, const char *const *given);
/* Writes a given row in every lane: values[0] in month 1. */
void test_deal_give(test_deal *d, const char *row, const double *values);
/* Runs one lane: opens a ledger when there is none. */
void test_deal_run(test_deal *d);
void test_deal_close(test_deal *d);

uint32_t test_row(const test_deal *d, const char *name);
bool test_has_row(const test_deal *d, const char *name);
/* Lane 0. */
double test_scalar(const test_deal *d, const char *name);
double test_value(const test_deal *d, const char *name, uint32_t month);
double test_sum(const test_deal *d, const char *name);
/* A row of a clause or party: <id>.<name>. */
double test_of(const test_deal *d, const char *id, const char *name, uint32_t month);

#endif
