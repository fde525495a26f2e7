/* The room for negotiation as text and as JSON, which also holds the data for a picture. */
#ifndef SAMSPEL_REPORT_CHOICE_ROOM_H
#define SAMSPEL_REPORT_CHOICE_ROOM_H

#include "report/choice.h"

void sam_room_text(sam_text *out, const sam_room *room, size_t width);
/* A row for each corner, with what owns the side to the next, and for each party at fair points. */
void sam_room_csv(sam_text *out, const sam_room *room);
void sam_room_json(sam_json *json, const sam_room *room, const char *version);

/* Id of the party of that place in the room. */
const char *sam_room_party(const sam_room *room, uint32_t p);

#endif
