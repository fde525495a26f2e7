/* The shipped models and scenarios as test deals; freed with test_deal_close. Stops the program
 * with its first fault when a file cannot be read or compiled. */
#ifndef SAMSPEL_TEST_DEAL_SHIPPED_H
#define SAMSPEL_TEST_DEAL_SHIPPED_H

#include "deal_text.h"

enum { SHIPPED_MODELS = 16 };
extern const char *const shipped_models[SHIPPED_MODELS];

/* Paths are from the top of the tree, without ".json": "models/tilvising", "scenarios/hitra".
 * variant: nullable. set: as in deal_text.h. */
void test_deal_shipped(test_deal *d, const char *model, const char *scenario, const char *variant,
                       const char *const *set);

#endif
