/* A region: its municipalities, the projects that may be supported, and the limits, as its file
 * says (format samspel-region-1). Reads bytes; opens nothing. Constant after reading. */
#ifndef SAMSPEL_CHOICE_PORTFOLIO_REGION_H
#define SAMSPEL_CHOICE_PORTFOLIO_REGION_H

#include "base/text.h"
#include "samspel/deal.h"
#include "samspel/portfolio.h"

enum { SAM_REGION_PLACES_MOST = 512, SAM_REGION_PROJECTS_MOST = 1024 };

typedef enum sam_region_aim {
    SAM_AIM_DWELLINGS, /* homes */
    SAM_AIM_NEED, /* homes, each by the homes that its municipality needs per 1000 inhabitants */
    SAM_AIM_VALUE /* the municipality's present value with new inhabitants, less owners' gaps */
} sam_region_aim;

/* Values set in every scenario of the region, a municipality or a project: pointer and JSON text.
 */
typedef struct sam_region_settings {
    const sam_override *items;
    uint32_t count;
} sam_region_settings;

typedef struct sam_region_place {
    const char *id, *name;
    const char *number;     /* Nullable: official number */
    const char *member_of;  /* Nullable: of which programme, in words */
    const char *membership; /* Nullable: "sourced" or "assumed" */
    const char *pointer;
    uint32_t inhabitants, need; /* inputs, or SAM_NO_INPUT */
    double guarantee_frame;     /* NOK, infinite: no limit; so the next */
    double cost_most[SAM_BUDGETS];
    double activation[SAM_BUDGETS];
    sam_region_settings settings;
} sam_region_place;

typedef struct sam_region_project {
    const char *id;
    const char *name; /* Nullable */
    uint32_t place;
    const char *scenario; /* id or path, as --scenario takes it */
    const char *variant;  /* Nullable */
    const char *const *models;
    uint32_t model_count;
    const double *sizes; /* multiples of the scenario's homes */
    uint32_t size_count;
    double support; /* NOK that an owner is given from elsewhere */
    const char *pointer;
    sam_region_settings settings;
} sam_region_project;

typedef struct sam_region {
    const char *id, *file;
    sam_name name;
    sam_region_aim aim;
    double budget[SAM_BUDGETS]; /* infinite: none */
    uint32_t places_least, projects_most;
    double dscr_least; /* 0: no demand */
    sam_region_settings settings;
    const sam_region_place *places;
    uint32_t place_count;
    const sam_region_project *projects;
    uint32_t project_count;
    const sam_input *inputs; /* numbers with where they are from */
    sam_source source;       /* borrowed: the text that pointers point into */
    struct sam_arena *arena;
} sam_region;

/* aim: Nullable: instead of the file's own. All faults are reported; then *out is NULL and the
 * status SAM_INPUT (or SAM_MEMORY). The bytes must outlive the region. Free with sam_region_free.
 */
SAM_MUST_USE sam_status sam_region_read(sam_region **out, sam_source source,
                                        const sam_region_aim *aim, sam_diags *diags);
void sam_region_free(sam_region *region);

/* Adds the JSON Schema of the file. */
void sam_region_schema(sam_text *out);

/* "dwellings", "need", "value"; back: false for another word. */
const char *sam_region_aim_word(sam_region_aim aim);
bool sam_region_aim_find(const char *word, sam_region_aim *out);

/* Fills line and column of a pointer into the region's file. */
void sam_region_locate(const sam_region *region, const char *pointer, sam_diag *diag);

/* Tells a fault at a pointer of the region's file. */
void sam_region_fault(const sam_region *region, sam_diags *diags, const char *pointer,
                      const sam_diag *fault);

#endif
