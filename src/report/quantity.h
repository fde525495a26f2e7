/* A number with its unit, for people: "1 234 kr", "4,25 %", "1,20". */
#ifndef SAMSPEL_REPORT_QUANTITY_H
#define SAMSPEL_REPORT_QUANTITY_H

#include "base/text.h"
#include "samspel/deal.h"

void sam_quantity(sam_text *out, double value, sam_unit unit);

#endif
