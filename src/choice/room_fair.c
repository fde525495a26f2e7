/* The fair points of a room, by the ledger: grids of points around the best so far, finer each time
 * it does not move. Gains are nearly linear in the terms, so that both aims have one peak. */
#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/room.h"

enum { SIDE = 4, ROUNDS = 120 };

/* Where everything holds: the product of gains, or the least; else below every such value. */
static double worth(const sam_room_search *r, size_t lane, bool product) {
    double value = product ? 1 : SAM_REAL_INFINITY;
    for (uint32_t d = 0; d < r->q->demand_count; d++)
        if (r->spare[lane][d] < -1e-6 * (r->q->size[d] > 0 ? r->q->size[d] : 1))
            return -SAM_REAL_INFINITY;
    for (uint32_t p = 0; p < r->room->party_count; p++) {
        double gain = fmax(0, r->spare[lane][r->room->parties[p]]);
        value = product ? value * gain : fmin(value, gain);
    }
    return value;
}

static void centre_of(const sam_room_search *r, double *centre, double *reach) {
    centre[0] = centre[1] = 0;
    for (uint32_t i = 0; i < r->count; i++)
        for (int j = 0; j < 2; j++)
            centre[j] += r->corner[i].at[j] / r->count;
    for (int j = 0; j < 2; j++) {
        reach[j] = 0;
        for (uint32_t i = 0; i < r->count; i++)
            reach[j] = fmax(reach[j], fabs(r->corner[i].at[j] - centre[j]));
    }
}

/* A bound of a term is never passed. */
static void grid(const sam_room_search *r, double (*points)[2], const double *centre,
                 const double *reach) {
    for (size_t lane = 0; lane < SAM_ROOM_LANES; lane++) {
        size_t column = lane % SIDE, line = lane / SIDE;
        double at[2] = {(double)column / (SIDE - 1) * 2 - 1, (double)line / (SIDE - 1) * 2 - 1};
        for (int j = 0; j < 2; j++) {
            const sam_decision *d = &r->q->decisions[j];
            double value = centre[j] + at[j] * reach[j];
            points[lane][j] = fmin(fmax(value, d->low / d->scale), d->high / d->scale);
        }
    }
}

static void find(sam_room_search *r, bool product, sam_room_point *out, sam_room_found *found) {
    double best[2], reach[2], value = -SAM_REAL_INFINITY, points[SAM_ROOM_LANES][2];
    centre_of(r, best, reach);
    for (int n = 0; n < ROUNDS; n++) {
        bool moved = false;
        grid(r, points, best, reach);
        sam_room_run(r, (const double(*)[2])points);
        for (size_t lane = 0; lane < SAM_ROOM_LANES; lane++) {
            double here = worth(r, lane, product);
            if (!(here > value))
                continue;
            value = here;
            moved = true;
            memcpy(best, points[lane], sizeof best);
            memcpy(found->spare, r->spare[lane], sizeof found->spare);
        }
        for (int j = 0; j < 2; j++)
            reach[j] *= moved ? 0.9 : 0.6;
    }
    for (int j = 0; j < 2; j++)
        found->at[j] = best[j] * r->q->decisions[j].scale;
    *out = (sam_room_point){.exists = value > 0 && isfinite(value),
                            .x = sam_room_told(r, 0, found->at[0]),
                            .y = sam_room_told(r, 1, found->at[1])};
    for (uint32_t p = 0; p < r->room->party_count; p++)
        out->gains[p] = found->spare[r->room->parties[p]];
}

void sam_room_fair(sam_room_search *search) {
    search->room->nash = search->room->equal = (sam_room_point){.exists = false};
    if (search->room->party_count < 2)
        return;
    sam_question_tell(search->q, "looking for fair points");
    find(search, true, &search->room->nash, &search->nash);
    find(search, false, &search->room->equal, &search->equal);
}
