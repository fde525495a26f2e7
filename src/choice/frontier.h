/* What the files of the front share. Values are as they are minimised. Private. */
#ifndef SAMSPEL_CHOICE_FRONTIER_H
#define SAMSPEL_CHOICE_FRONTIER_H

#include "choice/question.h"

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
} sam_front_side;

typedef struct sam_front {
    sam_question *q;
    sam_frontier *out;
    uint32_t x_limit, y_limit; /* demands that hold one objective while the other is served */
    double wide, high;         /* of the whole front */
    double same;               /* share of the height that is no difference */
    sam_front_side *side;      /* SAM_FRONTIER_CORNERS_MOST and one more */
    uint32_t count;
} sam_front;

/* The best y where x is at most so much, setting out from two points. SAM_SOLVER: none is found. */
SAM_MUST_USE sam_status sam_front_solve(sam_front *front, double x, const sam_front_point *one,
                                        const sam_front_point *two, sam_front_point *out);

/* All corners between the ends, which are known. Fills side. */
SAM_MUST_USE sam_status sam_front_corners(sam_front *front, const sam_front_point *left,
                                          const sam_front_point *right);

#endif
