/* The kinds of clause, and looking up a kind and a field of it. The fields themselves are in the
 * files named after those of the plan room: fields_building.c, _loan, _operation, _sale. */
#include "deal/fields_clauses.h"

#include <string.h>

const sam_clause_kind *const sam_clause_kinds[] = {
#define SAM_CLAUSE_ENTRY(word) &sam_kind_##word,
    SAM_CLAUSE_LIST(SAM_CLAUSE_ENTRY)
#undef SAM_CLAUSE_ENTRY
};
const uint32_t sam_clause_kind_count =
    (uint32_t)(sizeof sam_clause_kinds / sizeof *sam_clause_kinds);

const sam_clause_kind *sam_clause_kind_find(const char *name) {
    for (uint32_t i = 0; i < sam_clause_kind_count; i++)
        if (strcmp(sam_clause_kinds[i]->name, name) == 0)
            return sam_clause_kinds[i];
    return NULL;
}

uint32_t sam_clause_field(const sam_clause *clause, const char *field) {
    for (uint32_t i = 0; i < clause->spec->field_count; i++)
        if (strcmp(clause->spec->fields[i].path, field) == 0)
            return i;
    return UINT32_MAX;
}
