/* What the two files of patterns share. */
#ifndef SAMSPEL_BATCH_PATTERN_PRIVATE_H
#define SAMSPEL_BATCH_PATTERN_PRIVATE_H

#include "batch/pattern.h"

typedef enum sam_token_kind {
    SAM_TOKEN_NUMBER,
    SAM_TOKEN_TEXT, /* a name, between its quotes */
    SAM_TOKEN_ID    /* the scenario's id, between its quotes */
} sam_token_kind;

typedef enum sam_token_role {
    SAM_ROLE_VALUE,
    SAM_ROLE_LOW,
    SAM_ROLE_HIGH,
    SAM_ROLES
} sam_token_role;

/* A piece of the text that may be another. */
typedef struct sam_token {
    size_t begin, end; /* bytes */
    sam_token_kind kind;
    sam_token_role role;
    uint32_t place; /* numbers */
    double number;
} sam_token;

typedef struct sam_slot {
    uint32_t model, input;
    struct sam_slot *next;
} sam_slot;

/* One value of the scenario, with its range, and the inputs that it is. */
typedef struct sam_pattern_place {
    const char *pointer;
    const sam_field *field;
    bool fixed;       /* may not be another */
    bool range_fixed; /* its low and high may not */
    double now[SAM_ROLES];
    bool has[SAM_ROLES]; /* written as a token of its own */
    sam_slot *slots;
} sam_pattern_place;

struct sam_pattern {
    sam_arena *arena;
    const char *bytes;
    size_t length;
    sam_token *tokens;
    size_t token_count;
    sam_pattern_place *places;
    uint32_t place_count;
    size_t models;
    uint32_t warnings;
    sam_shape *shape[SAM_PATTERN_MODELS];
    const double *inputs[SAM_PATTERN_MODELS];
    uint32_t input_count[SAM_PATTERN_MODELS];
};

#endif
