/* What the files of the front share. Values are as they are minimised. Private. */
#ifndef SAMSPEL_CHOICE_FRONTIER_H
#define SAMSPEL_CHOICE_FRONTIER_H

#include "choice/question.h"

/* Sides that are kept of the front of one combination of whole numbers. */
enum { SAM_FRONT_SIDES_MOST = 64 };

/* A point of the front. slope: change of y for one unit more of x near it; NaN: not known. What the
 * last linear problem foretold of both, and of what each limit has to spare, in its size. */
typedef struct sam_front_point {
    double x, y, slope;
    double term[SAM_CHOICE_TERMS_MOST];
    bool binding[SAM_CHOICE_LIMITS_MOST];
    double foretold[2], spare[SAM_CHOICE_LIMITS_MOST], size[SAM_CHOICE_LIMITS_MOST];
} sam_front_point;

/* A point that is kept, and what is known of the side to the next. */
typedef struct sam_front_side {
    sam_front_point from;
    double bend;
    bool straight;
} sam_front_side;

/* The front of one combination of whole numbers, its last side a mere point. */
typedef struct sam_front_part {
    double whole[SAM_CHOICE_TERMS_MOST]; /* by decision */
    const sam_front_side *side;
    uint32_t count;
} sam_front_part;

/* What nothing beats of a part's side: from x[0], y[0] to x[1], y[1], where y is less; or a point.
 */
typedef struct sam_front_piece {
    double x[2], y[2];
    uint32_t part, side;
} sam_front_piece;

/* Pieces in the order of x. */
typedef struct sam_front_pieces {
    sam_front_piece piece[SAM_FRONTIER_CORNERS_MOST];
    uint32_t count;
    bool whole; /* false: there were more */
} sam_front_pieces;

/* A corner of the whole front. breaks: nothing of the front is between it and the next. */
typedef struct sam_front_corner {
    sam_front_point point;
    uint32_t part;
    double bend;
    bool straight, breaks;
} sam_front_corner;

typedef struct sam_front {
    sam_question *q;
    sam_frontier *out;
    uint32_t x_limit, y_limit; /* demands that hold one objective while the other is served */
    double same;               /* share of the height that is no difference */
    /* The combination in hand. */
    double wide, high;
    sam_front_side *side; /* SAM_FRONT_SIDES_MOST and one more */
    uint32_t count;
    uint32_t solved; /* problems for it */
    /* All of them. */
    sam_front_part *part;
    uint32_t part_count, part_room;
    sam_front_pieces *pieces, *spare; /* what nothing beats yet; and room to work */
    sam_front_corner *corner;         /* SAM_FRONTIER_CORNERS_MOST and one more */
    uint32_t corner_count;
    sam_whole_nearest nearest;
} sam_front;

/* The best y where x is at most so much, setting out from two points. SAM_SOLVER: none is found. */
SAM_MUST_USE sam_status sam_front_solve(sam_front *front, double x, const sam_front_point *one,
                                        const sam_front_point *two, sam_front_point *out);

/* The best of x and of y with the whole numbers in hand. Where not everything holds, what came
 * nearest is kept. */
SAM_MUST_USE sam_status sam_front_ends(sam_front *front, sam_front_point *left,
                                       sam_front_point *right, bool *holds);

/* All corners between the ends, which are known. Fills side. */
SAM_MUST_USE sam_status sam_front_corners(sam_front *front, const sam_front_point *left,
                                          const sam_front_point *right);

/* Goes through the whole numbers and fills corner; none: nothing holds anywhere. */
SAM_MUST_USE sam_status sam_front_whole(sam_front *front);

/* Is a point no better than what is there in both objectives? */
bool sam_front_is_beaten(const sam_front *front, double x, double y);
/* Keeps what nothing beats, with a part of that index as the newcomer: what is beaten by it goes,
 * and what of it is beaten does not come in. */
void sam_front_merge(sam_front *front, uint32_t part);

#endif
