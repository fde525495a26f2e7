/* What the two files that read a region share. Private to them. */
#ifndef SAMSPEL_CHOICE_PORTFOLIO_READER_H
#define SAMSPEL_CHOICE_PORTFOLIO_READER_H

#include "choice/portfolio_region.h"
#include "deal/reader.h"

/* A number of the table, or `absent`. index: Nullable: the input. */
double sam_region_number(sam_reader *r, const sam_tree *object, const sam_field *field,
                         const char *at, double absent, uint32_t *index);

/* The values under "set". */
sam_region_settings sam_region_settings_of(sam_reader *r, const sam_tree *object);

/* A member that is an array of at most `most` elements, not empty when `filled`. Nullable. */
const sam_tree *sam_region_list(sam_reader *r, const sam_tree *object, const char *key,
                                uint32_t most, bool filled);

/* A text that is kept. Nullable. */
const char *sam_region_text(sam_reader *r, const sam_tree *object, const char *key);
const char *sam_region_pointer(sam_reader *r, const sam_tree *tree);
void sam_region_facts(sam_reader *r, const sam_tree *top);

void sam_region_places(sam_reader *r, const sam_tree *top, sam_region *region);
void sam_region_projects(sam_reader *r, const sam_tree *top, sam_region *region);

#endif
