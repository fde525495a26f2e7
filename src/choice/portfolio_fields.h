/* The fields of a region's file that are numbers or words: one row each, which reading and the
 * schema share. Private to the choice room. */
#ifndef SAMSPEL_CHOICE_PORTFOLIO_FIELDS_H
#define SAMSPEL_CHOICE_PORTFOLIO_FIELDS_H

#include "choice/portfolio_region.h"
#include "deal/fields.h"

typedef enum sam_region_field {
    SAM_REGION_OBJECTIVE,
    SAM_REGION_DSCR_LEAST,
    SAM_REGION_PLACES_LEAST, /* of "spread" */
    SAM_REGION_PROJECTS_PER_PLACE,
    SAM_REGION_MEMBERSHIP, /* of a municipality */
    SAM_REGION_INHABITANTS,
    SAM_REGION_NEED,
    SAM_REGION_GUARANTEE_FRAME,
    SAM_REGION_SUPPORT, /* of a project */
    SAM_REGION_SIZE,    /* of an element of "sizes" */
    SAM_REGION_FIELDS
} sam_region_field;

extern const sam_field sam_region_fields[SAM_REGION_FIELDS];

/* {"present_cost", "outlay"}: common budgets, a municipality's own, and what activating it costs.
 */
extern const sam_field sam_region_budgets[SAM_BUDGETS];
extern const sam_field sam_region_place_budgets[SAM_BUDGETS];
extern const sam_field sam_region_activations[SAM_BUDGETS];

enum { SAM_REGION_SIZES_MOST = 16, SAM_REGION_MODELS_MOST = 64 };

#endif
