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

/* A fair point in the decisions' own units, and what every limit had to spare there. */
typedef struct sam_room_found {
    double at[2];
    double spare[SAM_CHOICE_LIMITS_MOST];
} sam_room_found;

/* The room with the whole numbers in hand. What is told of it is written to `room`. */
typedef struct sam_room_search {
    sam_room *room;
    sam_question *q;
    sam_ledger *ledger;                      /* SAM_ROOM_LANES lanes */
    double inside[1][SAM_CHOICE_TERMS_MOST]; /* own units */
    sam_room_vertex corner[SAM_ROOM_CORNERS_MOST + 1];
    uint32_t count;
    double spare[SAM_ROOM_LANES][SAM_CHOICE_LIMITS_MOST]; /* of the last run */
    sam_room_found nash, equal;
    /* All of them. */
    uint32_t choice_room;
    double worth; /* of the best yet: its product of gains, then how wide it is */
    double width;
    sam_whole_nearest nearest;
} sam_room_search;

/* Runs SAM_ROOM_LANES points and reads what every limit has to spare there. */
void sam_room_run(sam_room_search *search, const double (*points)[2]);

/* Finds the corners, from a point inside that is known, and who owns each side. SAM_SOLVER: a
 * corner was not found. */
SAM_MUST_USE sam_status sam_room_corners(sam_room_search *search);

/* Finds the fair points. */
void sam_room_fair(sam_room_search *search);

/* Runs everything that is told once more in the deal as it is. */
SAM_MUST_USE sam_status sam_room_confirm(sam_room_search *search);

/* A coordinate as it is told: a whole number as such. */
double sam_room_told(const sam_room_search *search, uint32_t term, double value);

#endif
