/* The bounds of single fields. The rules are those of deal/values.c and deal/clauses.c; a test
 * holds the two together. */
#include "batch/allowed.h"

#include <math.h>
#include <string.h>

#include "deal/fields.h"

bool sam_field_allows(const sam_field *field, double value) {
    if (!(value >= field->least && value <= field->most))
        return false;
    bool divides = strcmp(field->path, "terms_per_year") == 0;
    if ((field->whole || divides) && floor(value) != value)
        return false;
    return !divides || 12 % (int)value == 0;
}

bool sam_field_is_free(const sam_field *field) {
    return field->kind == SAM_VALUE_NUMBER && !field->structural &&
           strcmp(field->path, "share") != 0 && strcmp(field->path, "unit_share") != 0;
}
