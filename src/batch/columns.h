/* The columns of results: measures of the project and of a party that every plan may have, as the
 * plan's own tables name them. */
#ifndef SAMSPEL_BATCH_COLUMNS_H
#define SAMSPEL_BATCH_COLUMNS_H

#include "plan/clause.h"

enum { SAM_COLUMNS_MOST = 64 };

/* Measures of the project, in the order of the plan's table. Nullable: past the last. */
const sam_row_spec *sam_project_column(uint32_t index);
/* Measures of a party, likewise. */
const sam_row_spec *sam_party_column(uint32_t index);

/* Column of the measure with that name (of a party without the party's id), or UINT32_MAX. */
uint32_t sam_project_column_find(const char *name);
uint32_t sam_party_column_find(const char *name);

#endif
