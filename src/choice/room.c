/* The room for negotiation of two terms: its corners, found by searching as far as one can go in
 * one direction after another, and who owns each side. */
#include <math.h>
#include <string.h>

#include "base/mark.h"
#include "base/real.h"
#include "choice/room.h"

/* Nearer than this, in steps that matter, is the same corner. */
static const double SAME = 1e-5;

/* Steps out of the room, to see what stops there; and the share of a step that a limit must fall
 * below itself on it to be said to stop. */
static const double WAY_OUT = 1e-2, FELT = 1e-3;

/* As far as everything holds in a direction (in steps), starting inside, and from two corners,
 * which may be the same: at a kink a search may stop that another passes. */
static sam_status support(sam_room_search *r, double dx, double dy, const sam_room_vertex *one,
                          const sam_room_vertex *other, sam_room_vertex *out) {
    sam_question *q = r->q;
    sam_mix mix = sam_question_mix(q, q->aim_count);
    q->decisions[0].cost = -dx / q->decisions[0].scale;
    q->decisions[1].cost = -dy / q->decisions[1].scale;
    const sam_room_vertex *corners[] = {one, other};
    double start[3][SAM_CHOICE_TERMS_MOST];
    uint32_t count = 1;
    memcpy(start[0], r->inside[0], sizeof start[0]);
    for (int c = 0; c < 2 && corners[c]; c++) {
        memcpy(start[count], r->inside[0], sizeof start[0]);
        for (int j = 0; j < 2; j++)
            start[count][j] = corners[c]->at[j] * q->decisions[j].scale;
        count++;
    }
    sam_mix_result result;
    sam_status status =
        sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])start, count, &result);
    if (status == SAM_OK && !sam_question_holds(&mix, &result))
        status = SAM_SOLVER;
    q->decisions[0].cost = q->decisions[1].cost = 0;
    for (int j = 0; j < 2 && status == SAM_OK; j++)
        out->at[j] = result.point[j] / q->decisions[j].scale;
    for (uint32_t d = 0; d < q->demand_count && status == SAM_OK; d++) {
        out->spare[d] = result.demands[d].foretold;
        out->size[d] = result.demands[d].size;
    }
    sam_mix_result_clear(&result);
    return status;
}

static bool is_same(const double *a, const double *b) {
    return fabs(a[0] - b[0]) <= SAME && fabs(a[1] - b[1]) <= SAME;
}

/* Puts a corner behind another, unless it is a neighbour already or there are too many. */
static bool insert(sam_room_search *r, uint32_t at, const sam_room_vertex *corner) {
    uint32_t next = r->count ? (at < r->count ? at : 0) : 0;
    if (r->count == SAM_ROOM_CORNERS_MOST ||
        (r->count > 0 && (is_same(corner->at, r->corner[at ? at - 1 : r->count - 1].at) ||
                          is_same(corner->at, r->corner[next].at))))
        return false;
    memmove(r->corner + at + 1, r->corner + at, (r->count - at) * sizeof r->corner[0]);
    r->corner[at] = *corner;
    r->count++;
    return true;
}

/* The four ends of the axes, counter-clockwise. */
static sam_status find_ends(sam_room_search *r) {
    static const double AXES[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    for (int n = 0; n < 4; n++) {
        sam_room_vertex corner = {0};
        sam_status status = support(r, AXES[n][0], AXES[n][1], NULL, NULL, &corner);
        if (status != SAM_OK)
            return status;
        insert(r, r->count, &corner);
    }
    return SAM_OK;
}

/* A side is one when nothing lies beyond it; else what lies farthest is a corner. */
static sam_status find_corners(sam_room_search *r) {
    sam_status status = find_ends(r);
    for (uint32_t i = 0; i < r->count && r->count > 1 && status == SAM_OK;) {
        const sam_room_vertex *one = &r->corner[i], *other = &r->corner[(i + 1) % r->count];
        const double *from = one->at, *to = other->at;
        double dx = to[1] - from[1], dy = from[0] - to[0], length = hypot(dx, dy);
        sam_room_vertex corner = {0};
        sam_question_tell(r->q, "looking for the corners of the room");
        status = support(r, dx / length, dy / length, one, other, &corner);
        if (status != SAM_OK)
            return status;
        double beyond = (dx * (corner.at[0] - from[0]) + dy * (corner.at[1] - from[1])) / length;
        if (beyond <= SAME || !insert(r, i + 1, &corner))
            i++;
    }
    return status;
}

/* ---- sides ---- */

void sam_room_run(sam_room_search *search, const double (*points)[2]) {
    for (size_t lane = 0; lane < SAM_ROOM_LANES; lane++)
        for (int j = 0; j < 2; j++)
            sam_ledger_set(search->ledger, search->q->decisions[j].input, lane,
                           points[lane][j] * search->q->decisions[j].scale);
    for (size_t lane = 0; lane < SAM_ROOM_LANES; lane++)
        sam_question_set_whole(search->q, search->ledger, lane);
    sam_ledger_run(search->ledger);
    for (size_t lane = 0; lane < SAM_ROOM_LANES; lane++)
        for (uint32_t d = 0; d < search->q->demand_count; d++)
            search->spare[lane][d] = sam_demand_spare(&search->q->demands[d], search->q->plan,
                                                      search->ledger, lane, NULL);
}

/* The bound of a term that both ends lie on, or 2. What has no room between its bounds owns
 * nothing.
 */
static uint32_t bound_of(const sam_room_search *r, const double *from, const double *to) {
    for (uint32_t j = 0; j < 2; j++) {
        const sam_decision *d = &r->q->decisions[j];
        double low = d->low / d->scale, high = d->high / d->scale;
        if (high - low > SAME && ((fabs(from[j] - low) <= SAME && fabs(to[j] - low) <= SAME) ||
                                  (fabs(from[j] - high) <= SAME && fabs(to[j] - high) <= SAME)))
            return j;
    }
    return 2;
}

double sam_room_told(const sam_room_search *search, uint32_t term, double value) {
    const sam_whole *whole = &search->q->whole[term];
    return whole->kind == SAM_WHOLE_NOT ? value : whole->now_low;
}

/* A place on a side, and the way out of the room from it, a step long. */
typedef struct place {
    double at[2], out[2];
} place;

/* Of a polygon the middle of the side. A room that is a line or a point has no sides: told is what
 * stops it at the corner, on the way from the other end; of a point, any way there is. */
static uint32_t places_of(const sam_room_search *r, uint32_t index, place *out) {
    static const double AXES[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    const double *from = r->corner[index].at, *to = r->corner[(index + 1) % r->count].at;
    double dx = to[0] - from[0], dy = to[1] - from[1], length = hypot(dx, dy);
    uint32_t count = 0;
    if (r->count > 2)
        out[count++] =
            (place){{(from[0] + to[0]) / 2, (from[1] + to[1]) / 2}, {dy / length, -dx / length}};
    if (r->count == 2)
        out[count++] = (place){{from[0], from[1]}, {-dx / length, -dy / length}};
    for (int n = 0; n < 4 && r->count == 1; n++)
        out[count++] = (place){{from[0], from[1]}, {AXES[n][0], AXES[n][1]}};
    return count;
}

/* How far it is to where a limit stops on the way out; infinite: it does not. */
static double distance(const sam_room_search *r, uint32_t limit, size_t here, size_t there) {
    double size = r->q->size[limit] > 0 ? r->q->size[limit] : 1;
    double now = r->spare[here][limit] / size, then = r->spare[there][limit] / size;
    bool stops = then < now && then < -FELT * WAY_OUT;
    return stops ? WAY_OUT * now / (now - then) : SAM_REAL_INFINITY;
}

/* The limit that stops first on the way out, unless a bound does before it. */
static void own_side(sam_room_search *r, uint32_t index) {
    place places[4] = {{{0}, {0}}};
    uint32_t count = places_of(r, index, places);
    double points[SAM_ROOM_LANES][2];
    for (size_t lane = 0; lane < SAM_ROOM_LANES; lane++) {
        const place *p = &places[lane / 2 < count ? lane / 2 : 0];
        for (int j = 0; j < 2; j++)
            points[lane][j] = p->at[j] + (lane % 2 ? WAY_OUT * p->out[j] : 0);
    }
    sam_room_run(r, (const double(*)[2])points);
    const double *from = r->corner[index].at;
    const double *to = r->count > 2 ? r->corner[(index + 1) % r->count].at : from;
    sam_room_corner *corner = &r->room->corners[index];
    *corner = (sam_room_corner){.limit = UINT32_MAX, .straight = true};
    double first = SAM_REAL_INFINITY;
    for (uint32_t d = 0; d < r->q->demand_count; d++) {
        double size = r->q->size[d] > 0 ? r->q->size[d] : 1;
        corner->straight = corner->straight && r->spare[0][d] / size >= -1e-4;
        for (uint32_t n = 0; n < count; n++) {
            double far = distance(r, d, 2 * (size_t)n, 2 * (size_t)n + 1);
            if (!(far < first))
                continue;
            first = far;
            corner->limit = d;
        }
    }
    uint32_t bound = bound_of(r, from, to);
    if (bound < 2 && first > SAME)
        corner->limit = UINT32_MAX;
    corner->term = bound < 2 ? bound : 0;
    corner->x = sam_room_told(r, 0, from[0] * r->q->decisions[0].scale);
    corner->y = sam_room_told(r, 1, from[1] * r->q->decisions[1].scale);
}

sam_status sam_room_corners(sam_room_search *search) {
    search->count = 0;
    sam_status status = find_corners(search);
    if (status != SAM_OK)
        return status;
    for (uint32_t i = 0; i < search->count; i++)
        own_side(search, i);
    search->room->corner_count = search->count;
    return SAM_OK;
}
