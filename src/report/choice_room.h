/* The room for negotiation as text and as JSON, which also holds the data for a picture. */
#ifndef SAMSPEL_REPORT_CHOICE_ROOM_H
#define SAMSPEL_REPORT_CHOICE_ROOM_H

#include "report/choice.h"

void sam_room_text(sam_text *out, const sam_room *room, size_t width);
void sam_room_json(sam_json *json, const sam_room *room);

#endif
