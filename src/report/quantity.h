/* A number with its unit, for people: "1 234 kr", "4,25 %", "1,20". */
#ifndef SAMSPEL_REPORT_QUANTITY_H
#define SAMSPEL_REPORT_QUANTITY_H

#include "base/text.h"
#include "samspel/deal.h"

void sam_quantity(sam_text *out, double value, sam_unit unit);
/* The same within a sentence or a list, where no heading tells months from years: "15 år". The unit
 * never stands alone on the next line. */
void sam_say_quantity(sam_text *out, double value, sam_unit unit);

/* How many decimals it shows, of the percentage where it is one, and what stands behind the number
 * in sam_say_quantity: " kr"; static. */
int sam_quantity_decimals(double value, sam_unit unit);
const char *sam_quantity_after(double value, sam_unit unit);
bool sam_quantity_is_percent(sam_unit unit);

/* The same as sam_quantity, to be put into a sentence: sam_said_quantity(…).text, which lives until
 * the end of the expression. */
typedef struct sam_said {
    char text[64];
} sam_said;
sam_said sam_said_quantity(double value, sam_unit unit);

#endif
