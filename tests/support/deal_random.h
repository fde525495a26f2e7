/* Deals drawn at random from every kind of clause, the same for the same seed, within what the
 * reader allows. For laws that every deal must obey. */
#ifndef SAMSPEL_TEST_DEAL_RANDOM_H
#define SAMSPEL_TEST_DEAL_RANDOM_H

#include <stdint.h>

#include "deal_text.h"

enum { RANDOM_TEXT = 8000, RANDOM_SET = 40 };

typedef struct random_deal {
    uint64_t state;
    char clauses[RANDOM_TEXT];
    char value[RANDOM_SET][40];
    const char *set[2 * RANDOM_SET + 1];
    int set_count;
    int loans; /* "loan0", "loan1" … */
    bool bridge, sculpted, sale, charges, premium, owner_is_two;
} random_deal;

/* In [0, 1). */
double random_unit(random_deal *r);
double random_between(random_deal *r, double low, double high);
int random_whole(random_deal *r, int low, int high); /* both may come */
bool random_chance(random_deal *r, double chance);

void random_deal_make(random_deal *r, uint64_t seed);
/* A deal with equity as its only funds, and rents well above cost. */
void random_deal_make_plain(random_deal *r, uint64_t seed);

#endif
