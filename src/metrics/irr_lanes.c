/* What takes the time of a rate of return is summing over the months at each rate tried: that is
 * done for all lanes at once. The searches are those of a single flow (cashflow_side.c), each
 * asking for its own next look. Must not: add in another order than cashflow_sums.c, or let a lane
 * see its neighbours. */
#include "metrics/irr_lanes.h"

#include <string.h>

#include "base/arena.h"
#include "metrics/cashflow_irr.h"
#include "metrics/irr_lanes_loops.h"

enum { L = SAM_IRR_LANES };

struct sam_irr_lanes {
    const sam_lane_loops *loops;
    /* Flows brought near 1, each lane from its first that is not zero, and back from its last. */
    const double *side[2];
    size_t most;                   /* flows of the longest lane */
    sam_cashflow_series series[L]; /* counts only */
    size_t first[L];
    double scale[L];
    bool mine[L];       /* the lane is looked at here */
    bool handed[L];     /* the lane is looked at alone */
    bool same;          /* all lanes looked at have the same first and last month */
    size_t begin;       /* that first month */
    double turns[2][L]; /* forward, back */
    sam_cashflow_side side_of[L];
    bool active[L]; /* a look is asked for */
    sam_cashflow_roots roots[L];
    sam_cashflow_hunt hunts[L];
};

/* Sums of all lanes at their own y: p0 n0 p1 n1 p2 n2. */
typedef struct sums {
    double of[SUMS][L];
} sums;

static void look(sam_lane_sums *out, const sam_irr_lanes *a, bool back, const double *y,
                 const bool *lanes_of) {
    bool wanted[L / 16] = {false};
    for (size_t i = 0; i < L; i++)
        wanted[i / 16] |= lanes_of[i];
    memset(out, 0, sizeof *out);
    a->loops->sum(out, a->side[back], a->most, y, wanted);
}

static sam_cashflow_point point_of(const sam_lane_sums *from, double y, size_t lane) {
    sam_cashflow_point at = {.y = y};
    for (size_t d = 0; d < SAM_CASHFLOW_ORDERS; d++) {
        at.p[d] = from->of[2 * d][lane];
        at.n[d] = from->of[2 * d + 1][lane];
    }
    return at;
}

/* ---- what kind of flow each lane is ---- */

/* Lanes of both signs are looked for; the others have their answer. */
static bool choose(sam_irr_lanes *a, sam_irr_lane *out, const sam_lane_facts *f, size_t count) {
    a->most = 0;
    a->same = true;
    for (size_t i = 0; i < count; i++) {
        bool finite = f->check[i] == 0.0;
        out[i] = (sam_irr_lane){.reason = finite ? SAM_IRR_NONE_ONE_SIGN : SAM_IRR_NONE_UNDEFINED};
        a->mine[i] = finite && f->most[i] > 0.0 && f->least[i] < 0.0;
        a->scale[i] = 0.0;
        if (!a->mine[i])
            continue;
        a->scale[i] = sam_cashflow_scale_of(f->most[i] > -f->least[i] ? f->most[i] : -f->least[i]);
        a->first[i] = (size_t)f->first[i];
        a->series[i].count = (size_t)f->last[i] - a->first[i] + 1;
        a->same =
            a->same && (a->most == 0 || (a->series[i].count == a->most && a->first[i] == a->begin));
        a->begin = a->first[i];
        a->most = a->series[i].count > a->most ? a->series[i].count : a->most;
    }
    return a->most > 0;
}

/* Each lane from its own first month, and back from its own last. Zeros after a lane's end add
 * nothing to its sums. */
static void scale_apart(sam_irr_lanes *a, const double *flows, double *ahead, double *behind) {
    for (size_t k = 0; k < a->most; k++)
        for (size_t i = 0; i < L; i++) {
            size_t count = a->mine[i] ? a->series[i].count : 0;
            size_t from = a->first[i] + k, last = a->first[i] + count - 1;
            ahead[k * L + i] = k < count ? flows[from * L + i] * a->scale[i] : 0.0;
            behind[k * L + i] = k < count ? flows[(last - k) * L + i] * a->scale[i] : 0.0;
        }
}

static void scale_flows(sam_irr_lanes *a, const double *flows, double *ahead, double *behind) {
    a->side[0] = ahead;
    a->side[1] = behind;
    if (!a->same) {
        scale_apart(a, flows, ahead, behind);
        return;
    }
    a->loops->scale(ahead, flows + a->begin * L, a->scale, a->most, false);
    a->loops->scale(behind, flows + a->begin * L, a->scale, a->most, true);
}

/* ---- the search ---- */

/* Which lanes have something to look for on a side. start: the sums at zero seen from the front. */
static size_t choose_side(sam_irr_lanes *a, bool back, const sam_lane_sums *start) {
    size_t count = 0;
    for (size_t i = 0; i < L; i++) {
        const sam_cashflow_point zero = point_of(start, 0.0, i);
        a->side_of[i] = a->mine[i]
                            ? sam_cashflow_side_of((int)a->turns[back][i], &a->series[i], &zero)
                            : SAM_SIDE_NONE;
        a->active[i] = a->side_of[i] != SAM_SIDE_NONE;
        count += a->active[i];
    }
    return count;
}

/* First places to look at. Seen from the back, the sums at zero are the same but for rounding, and
 * only their derivatives are taken. */
static void begin_side(sam_irr_lanes *a, bool back, const sam_lane_sums *start, double *y) {
    double limit = back ? -sam_cashflow_limit_below : sam_cashflow_limit_above;
    sam_lane_sums own = *start;
    if (back)
        look(&own, a, true, y, a->active);
    for (size_t i = 0; i < L; i++) {
        if (!a->active[i])
            continue;
        sam_cashflow_point zero = point_of(&own, 0.0, i);
        zero.p[0] = start->of[0][i];
        zero.n[0] = start->of[1][i];
        y[i] = sam_cashflow_hunt_begin(&a->hunts[i], &a->series[i], back, &zero, limit,
                                       a->side_of[i] == SAM_SIDE_ONE, &a->roots[i]);
    }
}

/* As find_side of cashflow_roots.c, for all lanes. */
static void find_side(sam_irr_lanes *a, bool back, const sam_lane_sums *start) {
    double y[L] = {0};
    size_t left = choose_side(a, back, start);
    if (left)
        begin_side(a, back, start, y);
    while (left) {
        sam_lane_sums found;
        look(&found, a, back, y, a->active);
        for (size_t i = 0; i < L; i++) {
            if (!a->active[i])
                continue;
            sam_cashflow_point at = point_of(&found, y[i], i);
            a->active[i] = sam_cashflow_hunt_next(&a->hunts[i], &at, &y[i]);
            left -= !a->active[i];
        }
    }
}

/* As sam_cashflow_find_roots. */
static void find_roots(sam_irr_lanes *a) {
    const double zero[L] = {0};
    sam_lane_sums up;
    look(&up, a, false, zero, a->mine);
    for (size_t i = 0; i < L; i++)
        a->roots[i] = (sam_cashflow_roots){.alone = true};
    find_side(a, true, &up);
    for (size_t i = 0; i < L; i++) {
        if (!a->mine[i])
            continue;
        sam_cashflow_reverse(&a->roots[i]);
        sam_cashflow_point at = point_of(&up, 0.0, i);
        if (at.p[0] == at.n[0] || sam_cashflow_touches(&a->series[i], &at))
            sam_cashflow_roots_add(&a->roots[i], &a->series[i], 0.0);
    }
    find_side(a, false, &up);
}

static sam_irr_lane shorten(const sam_irr *irr) {
    return (sam_irr_lane){irr->reason, irr->has_quoted, irr->quoted};
}

/* One flow after the other: what is too long, and roots that may be one. */
static void look_alone(const sam_irr_lanes *a, sam_irr_lane *out, const double *flows,
                       size_t months, size_t count, double *room) {
    for (size_t i = 0; i < count; i++) {
        if (!a->handed[i])
            continue;
        for (size_t m = 0; m < months; m++)
            room[m] = flows[m * L + i];
        sam_irr irr;
        sam_irr_monthly(&irr, room, months);
        out[i] = shorten(&irr);
    }
}

void sam_irr_lanes_net(const sam_irr_lanes *lanes, double *net, const double *in, const double *out,
                       size_t months) {
    lanes->loops->net(net, in, out, months);
}

sam_irr_lanes *sam_irr_lanes_new(sam_simd simd) {
    sam_irr_lanes *lanes = sam_alloc(sizeof *lanes);
    if (lanes)
        lanes->loops = sam_lane_loops_of(simd);
    return lanes;
}

void sam_irr_lanes_free(sam_irr_lanes *lanes) {
    sam_free(lanes);
}

void sam_irr_monthly_lanes(sam_irr_lanes *a, sam_irr_lane *out, const double *flows, size_t months,
                           size_t count, double *room) {
    sam_lane_facts f;
    memset(a->mine, 0, sizeof a->mine);
    memset(a->series, 0, sizeof a->series);
    a->loops->facts(&f, flows, months);
    if (!choose(a, out, &f, count))
        return;
    memcpy(a->handed, a->mine, sizeof a->handed);
    if (a->most <= MONTHS_MOST) {
        scale_flows(a, flows, room, room + months * L);
        a->loops->turns(a->turns[0], a->side[0], a->most);
        a->loops->turns(a->turns[1], a->side[1], a->most);
        find_roots(a);
    }
    for (size_t i = 0; i < count && a->most <= MONTHS_MOST; i++) {
        if (!a->mine[i] || a->roots[i].near)
            continue;
        sam_irr irr;
        sam_cashflow_answer(&irr, &a->roots[i]);
        out[i] = shorten(&irr);
        a->handed[i] = false;
    }
    look_alone(a, out, flows, months, count, room);
}
