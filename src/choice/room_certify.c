/* What speaks for a room: its corners and fair points run afresh, against what the search foretold
 * of every limit there. */
#include <math.h>

#include "choice/fresh.h"
#include "choice/room.h"

/* at: of the two terms; whole numbers are as they are in hand. */
static sam_status confirm(sam_room_search *r, sam_fresh *fresh, const double *at,
                          const double *foretold, const double *size, double *difference) {
    double point[SAM_CHOICE_TERMS_MOST] = {at[0], at[1]};
    for (uint32_t j = 2; j < r->q->decision_count; j++)
        point[j] = r->q->decisions[j].low;
    sam_fresh_difference here = {.certified = true};
    sam_status status = sam_fresh_run(fresh, point);
    if (status == SAM_OK)
        sam_fresh_compare_demands(fresh, foretold, size, &here);
    r->room->certified = r->room->certified && here.certified;
    *difference = here.ledger;
    return status;
}

static sam_status confirm_fair(sam_room_search *r, sam_fresh *fresh, sam_room_point *point,
                               const sam_room_found *found) {
    if (!point->exists)
        return SAM_OK;
    return confirm(r, fresh, found->at, found->spare, r->q->size, &point->difference);
}

sam_status sam_room_confirm(sam_room_search *search) {
    sam_fresh *fresh;
    sam_status status = sam_fresh_open(&fresh, search->q);
    search->room->certified = true;
    for (uint32_t i = 0; i < search->count && status == SAM_OK; i++) {
        const sam_room_vertex *vertex = &search->corner[i];
        double at[2];
        for (int j = 0; j < 2; j++)
            at[j] = vertex->at[j] * search->q->decisions[j].scale;
        status = confirm(search, fresh, at, vertex->spare, vertex->size,
                         &search->room->corners[i].difference);
    }
    if (status == SAM_OK)
        status = confirm_fair(search, fresh, &search->room->nash, &search->nash);
    if (status == SAM_OK)
        status = confirm_fair(search, fresh, &search->room->equal, &search->equal);
    sam_fresh_free(fresh);
    return status;
}
