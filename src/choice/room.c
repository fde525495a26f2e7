/* The room for negotiation of two terms: its corners, found by searching as far as one can go in
 * one direction after another, and who owns each side. */
#include <math.h>
#include <string.h>

#include "base/mark.h"
#include "base/real.h"
#include "choice/fresh.h"
#include "choice/room.h"

/* Nearer than this, in steps that matter, is the same corner. */
static const double SAME = 1e-5;

/* As far as everything holds in a direction (in steps), starting inside. */
static sam_status support(sam_room_search *r, double dx, double dy, sam_room_vertex *out) {
    sam_question *q = r->q;
    sam_mix mix = sam_question_mix(q, q->aim_count);
    q->decisions[0].cost = -dx / q->decisions[0].scale;
    q->decisions[1].cost = -dy / q->decisions[1].scale;
    sam_mix_result result;
    sam_status status =
        sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])r->inside, 1, &result);
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
        sam_status status = support(r, AXES[n][0], AXES[n][1], &corner);
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
        const double *from = r->corner[i].at, *to = r->corner[(i + 1) % r->count].at;
        double dx = to[1] - from[1], dy = from[0] - to[0], length = hypot(dx, dy);
        sam_room_vertex corner = {0};
        sam_question_tell(r->q, "looking for the corners of the room");
        status = support(r, dx / length, dy / length, &corner);
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
    sam_ledger_run(search->ledger);
    for (size_t lane = 0; lane < SAM_ROOM_LANES; lane++)
        for (uint32_t d = 0; d < search->q->demand_count; d++)
            search->spare[lane][d] = sam_demand_spare(&search->q->demands[d], search->q->plan,
                                                      search->ledger, lane, NULL);
}

/* The bound of a term that both ends lie on, or 2. */
static uint32_t bound_of(const sam_room_search *r, const double *from, const double *to) {
    for (uint32_t j = 0; j < 2; j++) {
        const sam_decision *d = &r->q->decisions[j];
        double low = d->low / d->scale, high = d->high / d->scale;
        if ((fabs(from[j] - low) <= SAME && fabs(to[j] - low) <= SAME) ||
            (fabs(from[j] - high) <= SAME && fabs(to[j] - high) <= SAME))
            return j;
    }
    return 2;
}

/* Where nothing but a bound stops, it owns the side; else the limit that is nearest in its middle.
 */
static void own_side(sam_room_search *r, uint32_t index) {
    const double *from = r->corner[index].at, *to = r->corner[(index + 1) % r->count].at;
    double points[SAM_ROOM_LANES][2];
    for (size_t lane = 0; lane < SAM_ROOM_LANES; lane++)
        for (int j = 0; j < 2; j++)
            points[lane][j] = (from[j] + to[j]) / 2;
    sam_room_run(r, (const double(*)[2])points);
    sam_room_corner *corner = &r->room->corners[index];
    double nearest = SAM_REAL_INFINITY, least = SAM_REAL_INFINITY;
    corner->limit = UINT32_MAX;
    for (uint32_t d = 0; d < r->q->demand_count; d++) {
        double spare = r->spare[0][d] / (r->q->size[d] > 0 ? r->q->size[d] : 1);
        least = fmin(least, spare);
        if (!(fabs(spare) < nearest))
            continue;
        nearest = fabs(spare);
        corner->limit = d;
    }
    uint32_t bound = bound_of(r, from, to);
    if (bound < 2 && nearest > SAME)
        corner->limit = UINT32_MAX;
    corner->term = bound < 2 ? bound : 0;
    corner->x = from[0] * r->q->decisions[0].scale;
    corner->y = from[1] * r->q->decisions[1].scale;
    corner->straight = least >= -1e-4;
}

static void list_parties(sam_room_search *r) {
    sam_room *room = r->room;
    for (uint32_t d = 0; d < r->q->demand_count && room->party_count < SAM_ROOM_PARTIES_MOST; d++) {
        const sam_choice_limit *limit = &r->q->choice->limits[d];
        bool money = strcmp(limit->name, "goals.guarantee_frame") != 0;
        if (limit->party != SAM_NO_PARTY && money)
            room->parties[room->party_count++] = d;
    }
}

static sam_status ask(sam_question *q) {
    if (q->options->decide_count != 2) {
        sam_question_fault(q, "ROOM_TERMS", "a room has two terms", NULL, N_("name --x and --y"));
        return SAM_USAGE;
    }
    q->asks_municipality = true;
    sam_status status = sam_question_terms(q);
    if (status == SAM_OK && q->decisions[0].input == q->decisions[1].input) {
        sam_question_fault(q, "ROOM_TERMS", "both terms are the same", q->options->decide[0], NULL);
        return SAM_USAGE;
    }
    if (status == SAM_OK && q->whole_count) {
        sam_question_fault(q, "ROOM_WHOLE", "a room has no whole numbers", q->options->decide[0],
                           "fix them with --set");
        return SAM_USAGE;
    }
    return status == SAM_OK ? sam_question_limits(q) : status;
}

/* Any point at which everything holds; from it all searches set out. */
static sam_status enter(sam_room_search *r) {
    sam_question *q = r->q;
    sam_mix mix = sam_question_mix(q, q->aim_count);
    sam_mix_result result;
    sam_status status =
        sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])q->start, 1, &result);
    for (uint32_t d = 0; d < mix.demand_count && status == SAM_OK; d++)
        q->size[d] = result.demands[d].size;
    bool holds = status == SAM_OK && sam_question_holds(&mix, &result);
    if (!holds && status != SAM_MEMORY) {
        sam_mix_result_clear(&result);
        status = sam_question_starts(q);
        if (status == SAM_OK)
            status = sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])q->start,
                                        q->start_count, &result);
        holds = status == SAM_OK && sam_question_holds(&mix, &result);
    }
    if (holds)
        memcpy(r->inside[0], result.point, 2 * sizeof *result.point);
    sam_mix_result_clear(&result);
    if (status == SAM_OK && !holds)
        status = sam_choice_conflict(q);
    return status == SAM_OK && !holds ? SAM_INFEASIBLE : status;
}

/* ---- what speaks for them ---- */

static sam_status confirm(sam_room_search *r, sam_fresh *fresh, const double *point,
                          const double *foretold, const double *size, double *difference) {
    sam_fresh_difference here = {.certified = true};
    sam_status status = sam_fresh_run(fresh, point);
    if (status == SAM_OK)
        sam_fresh_compare_demands(fresh, foretold, size, &here);
    r->room->certified = r->room->certified && here.certified;
    *difference = here.ledger;
    return status;
}

static sam_status confirm_point(sam_room_search *r, sam_fresh *fresh, sam_room_point *point,
                                const double *foretold) {
    const double at[2] = {point->x, point->y};
    return point->exists ? confirm(r, fresh, at, foretold, r->q->size, &point->difference) : SAM_OK;
}

/* Every point that is told is run once more in the deal as it is. */
static sam_status confirm_all(sam_room_search *r, const sam_room_fair_spare *fair) {
    sam_fresh *fresh;
    sam_status status = sam_fresh_open(&fresh, r->q);
    r->room->certified = true;
    for (uint32_t i = 0; i < r->count && status == SAM_OK; i++) {
        sam_room_corner *corner = &r->room->corners[i];
        const double at[2] = {corner->x, corner->y};
        const sam_room_vertex *vertex = &r->corner[i];
        status = confirm(r, fresh, at, vertex->spare, vertex->size, &corner->difference);
    }
    if (status == SAM_OK)
        status = confirm_point(r, fresh, &r->room->nash, fair->nash);
    if (status == SAM_OK)
        status = confirm_point(r, fresh, &r->room->equal, fair->equal);
    sam_fresh_free(fresh);
    return status == SAM_OK && !r->room->certified ? SAM_SOLVER : status;
}

static sam_status walk(sam_room_search *r) {
    sam_room_fair_spare fair = {{0}, {0}};
    sam_status status = enter(r);
    if (status != SAM_OK)
        return status;
    r->q->choice->feasible = true;
    r->ledger = sam_ledger_new(r->q->plan, &(sam_run){.lanes = SAM_ROOM_LANES});
    status = r->ledger ? find_corners(r) : SAM_MEMORY;
    if (status != SAM_OK)
        return status;
    for (uint32_t i = 0; i < r->count; i++)
        own_side(r, i);
    r->room->corner_count = r->count;
    list_parties(r);
    sam_room_fair(r, &fair);
    return confirm_all(r, &fair);
}

sam_status sam_room_find(sam_room **out, const sam_plan *plan, const sam_plan *plain,
                         const sam_choice_options *options, sam_diags *diags) {
    *out = NULL;
    sam_question *q;
    sam_status status = sam_question_open(&q, plan, plain, options, diags);
    if (!q)
        return status;
    sam_room_search *r = sam_arena_alloc(q->choice->arena, sizeof *r);
    sam_room *room = sam_arena_alloc(q->choice->arena, sizeof *room);
    if (!r || !room)
        status = SAM_MEMORY;
    if (status == SAM_OK) {
        room->choice = q->choice;
        r->room = room;
        r->q = q;
        status = ask(q);
    }
    if (status == SAM_OK)
        status = walk(r);
    if (r)
        sam_ledger_free(r->ledger);
    sam_question_close(q);
    bool told = status == SAM_SOLVER && room && room->corner_count > 0;
    if (status == SAM_OK || status == SAM_INFEASIBLE || told)
        *out = room;
    else
        sam_choice_free(q->choice);
    return status;
}

void sam_room_free(sam_room *room) {
    if (room)
        sam_choice_free(room->choice);
}
