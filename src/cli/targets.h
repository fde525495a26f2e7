/* The results that are looked at when nobody says which. */
#ifndef SAMSPEL_CLI_TARGETS_H
#define SAMSPEL_CLI_TARGETS_H

#include "samspel/plan.h"

enum { SAM_TARGETS_MOST = 16 };

/* Adds a row once. */
void sam_targets_add(uint32_t *rows, size_t *count, uint32_t row);
/* What the municipality and the first owner end with, and the lowest cover. Returns how many. rows:
 * room for SAM_TARGETS_MOST. */
size_t sam_targets_of(const sam_plan *plan, uint32_t *rows);

#endif
