/* What the files of the room share. Coordinates are in steps that matter. Private. */
#ifndef SAMSPEL_CHOICE_ROOM_H
#define SAMSPEL_CHOICE_ROOM_H

#include "choice/question.h"

enum { SAM_ROOM_LANES = 16 };

/* A corner, and what the last linear problem foretold that each limit has to spare there, in its
 * size. */
typedef struct sam_room_vertex {
    double at[2];
    double spare[SAM_CHOICE_LIMITS_MOST], size[SAM_CHOICE_LIMITS_MOST];
} sam_room_vertex;

typedef struct sam_room_search {
    sam_room *room;
    sam_question *q;
    sam_ledger *ledger;                      /* SAM_ROOM_LANES lanes */
    double inside[1][SAM_CHOICE_TERMS_MOST]; /* own units */
    sam_room_vertex corner[SAM_ROOM_CORNERS_MOST + 1];
    uint32_t count;
    double spare[SAM_ROOM_LANES][SAM_CHOICE_LIMITS_MOST]; /* of the last run */
} sam_room_search;

/* Runs SAM_ROOM_LANES points and reads what every limit has to spare there. */
void sam_room_run(sam_room_search *search, const double (*points)[2]);

/* What every limit had to spare at each fair point, by the ledger of the search. */
typedef struct sam_room_fair_spare {
    double nash[SAM_CHOICE_LIMITS_MOST], equal[SAM_CHOICE_LIMITS_MOST];
} sam_room_fair_spare;

/* Finds the fair points. */
void sam_room_fair(sam_room_search *search, sam_room_fair_spare *spare);

#endif
