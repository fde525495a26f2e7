/* Patterns: a scenario that was read in full, and where in its text the numbers stand that may be
 * others without anything else being another. A text that differs from it in those alone needs no
 * reading: its numbers are put in the place of the pattern's. Whatever differs elsewhere, or may
 * not be, is left to the reader, which tells what is wrong. */
#ifndef SAMSPEL_BATCH_PATTERN_H
#define SAMSPEL_BATCH_PATTERN_H

#include "batch/shape.h"

enum { SAM_PATTERN_MODELS = 64 };

typedef struct sam_pattern sam_pattern;

/* What a match gives: inputs for each model, in the arena, and the scenario's id. */
typedef struct sam_match {
    const double *inputs[SAM_PATTERN_MODELS];
    const char *scenario;
} sam_match;

/* Learns from a scenario and its deals, one a model; keeps copies. warnings: how many the reader
 * gave with it, none of them in the scenario. SAM_OK with *out NULL: nothing can be learnt from it.
 * SAM_MEMORY. */
SAM_MUST_USE sam_status sam_pattern_learn(sam_pattern **out, sam_source scenario,
                                          sam_deal *const *deals, size_t models, uint32_t warnings);
void sam_pattern_free(sam_pattern *pattern);

/* The shape of its deals; it must outlive the pattern. */
void sam_pattern_set_shape(sam_pattern *pattern, size_t model, sam_shape *shape);
sam_shape *sam_pattern_shape(const sam_pattern *pattern, size_t model);
uint32_t sam_pattern_warnings(const sam_pattern *pattern);

typedef enum sam_matching { SAM_MATCHES, SAM_MATCHES_NOT, SAM_MATCH_NO_MEMORY } sam_matching;

/* Any thread. room: at least sam_pattern_room doubles. */
size_t sam_pattern_room(const sam_pattern *pattern);
sam_matching sam_pattern_match(const sam_pattern *pattern, const char *bytes, size_t length,
                               double *room, sam_arena *arena, sam_match *out);

#endif
