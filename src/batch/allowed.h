/* What a field of the field table may be, as the reader of deals would judge it. */
#ifndef SAMSPEL_BATCH_ALLOWED_H
#define SAMSPEL_BATCH_ALLOWED_H

#include <stdbool.h>

#include "samspel/deal.h"

/* Whether the number may stand in the field by itself. */
bool sam_field_allows(const sam_field *field, double value);

/* Whether nothing but the field's own bounds limits it: a change of it neither changes the plan nor
 * touches a rule that looks at several fields. */
bool sam_field_is_free(const sam_field *field);

#endif
