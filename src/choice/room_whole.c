/* The room for negotiation: the question, and the room of each combination of whole numbers.
 * Together they are not convex, so that each is told by itself, and first the one in which the
 * product of what the parties gain can be greatest. */
#include <math.h>
#include <string.h>

#include "base/mark.h"
#include "base/real.h"
#include "choice/room.h"

typedef struct walk {
    sam_whole_walk walk;
    sam_room_search *search;
} walk;

static void list_parties(sam_room_search *r) {
    sam_room *room = r->room;
    for (uint32_t d = 0; d < r->q->demand_count && room->party_count < SAM_ROOM_PARTIES_MOST; d++) {
        const sam_choice_limit *limit = &r->q->choice->limits[d];
        bool money = strcmp(limit->name, "goals.guarantee_frame") != 0;
        if (limit->party != SAM_NO_PARTY && money)
            room->parties[room->party_count++] = d;
    }
}

static sam_status fault(sam_question *q, const char *message, const char *value, const char *hint) {
    sam_question_fault(q, "ROOM_TERMS", message, value, hint);
    return SAM_USAGE;
}

static sam_status ask(sam_question *q) {
    if (q->options->decide_count < 2)
        return fault(q, N_("a room has two terms"), NULL, N_("name --x and --y"));
    q->asks_municipality = true;
    sam_status status = sam_question_terms(q);
    if (status != SAM_OK)
        return status;
    if (q->decision_count != q->options->decide_count)
        return fault(q, N_("a room has two terms"), "usual", N_("name --x and --y"));
    for (uint32_t j = 2; j < q->decision_count; j++)
        if (sam_question_is_smooth(q, j))
            return fault(q, N_("beside its two terms a room has whole numbers only"),
                         q->options->decide[j],
                         N_("use:CLAUSE, homes:CLAUSE, or a number of dwellings or years"));
    return sam_question_limits(q);
}

/* Any point at which everything holds; from it all searches set out. */
static sam_status enter(sam_room_search *r, bool *holds) {
    sam_question *q = r->q;
    sam_mix mix = sam_question_mix(q, q->aim_count);
    sam_mix_result result;
    sam_status status =
        sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])q->start, 1, &result);
    for (uint32_t d = 0; d < mix.demand_count && status == SAM_OK; d++)
        q->size[d] = result.demands[d].size;
    *holds = status == SAM_OK && sam_question_holds(&mix, &result);
    if (!*holds && status != SAM_MEMORY) {
        sam_mix_result_clear(&result);
        status = q->start_count > 1 ? SAM_OK : sam_question_starts(q);
        if (status == SAM_OK)
            status = sam_question_solve(q, &mix, (const double(*)[SAM_CHOICE_TERMS_MOST])q->start,
                                        q->start_count, &result);
        *holds = status == SAM_OK && sam_question_holds(&mix, &result);
    }
    if (*holds)
        memcpy(r->inside[0], result.point, q->decision_count * sizeof *result.point);
    if (status == SAM_OK && !*holds)
        sam_whole_keep_nearest(q, &mix, &r->nearest, &result);
    else
        sam_mix_result_clear(&result);
    return status;
}

static sam_status make_room(sam_room_search *r) {
    sam_room *room = r->room;
    if (room->choice_count < r->choice_room)
        return SAM_OK;
    uint32_t most = r->choice_room ? 2 * r->choice_room : 8;
    sam_room_choice *choices = sam_arena_array(room->choice->arena, most, sizeof *choices);
    if (!choices)
        return SAM_MEMORY;
    if (room->choice_count)
        memcpy(choices, room->choices, room->choice_count * sizeof *choices);
    room->choices = choices;
    r->choice_room = most;
    return SAM_OK;
}

/* How far it reaches, each way in steps that matter. */
static double width_of(const sam_room_search *r) {
    double low[2] = {SAM_REAL_INFINITY, SAM_REAL_INFINITY}, high[2] = {-low[0], -low[0]};
    for (uint32_t i = 0; i < r->count; i++)
        for (int j = 0; j < 2; j++) {
            low[j] = fmin(low[j], r->corner[i].at[j]);
            high[j] = fmax(high[j], r->corner[i].at[j]);
        }
    return r->count ? high[0] - low[0] + high[1] - low[1] : 0;
}

/* The product of gains; 0 where some party has none. */
static double worth_of(const sam_room *room) {
    double worth = room->nash.exists ? 1 : 0;
    for (uint32_t p = 0; p < room->party_count && room->nash.exists; p++)
        worth *= fmax(0, room->nash.gains[p]);
    return worth;
}

static void compare(sam_room_search *r) {
    sam_room *room = r->room;
    double worth = worth_of(room), width = width_of(r);
    bool first = room->choices[room->best].corner_count == 0;
    if (room->corner_count == 0 ||
        (!first && (worth < r->worth || (worth == r->worth && width <= r->width))))
        return;
    r->worth = worth;
    r->width = width;
    room->best = room->choice_count;
}

/* What was found of the room in hand, as one of the choices. */
static sam_status keep(sam_room_search *r) {
    const sam_question *q = r->q;
    sam_room *room = r->room;
    sam_arena *arena = room->choice->arena;
    sam_status status = make_room(r);
    if (status != SAM_OK)
        return status;
    sam_room_corner *corners = sam_arena_array(arena, room->corner_count + 1u, sizeof *corners);
    double *whole = sam_arena_array(arena, q->decision_count, sizeof *whole);
    if (!corners || !whole)
        return SAM_MEMORY;
    memcpy(corners, room->corners, room->corner_count * sizeof *corners);
    for (uint32_t j = 0; j < q->decision_count; j++)
        whole[j] = q->whole[j].kind == SAM_WHOLE_NOT ? SAM_REAL_NAN : q->whole[j].now_low;
    if (room->choice_count == 0)
        room->choices[0] = (sam_room_choice){.corner_count = 0};
    compare(r);
    room->choices[room->choice_count++] = (sam_room_choice){.whole = whole,
                                                            .corners = corners,
                                                            .corner_count = room->corner_count,
                                                            .nash = room->nash,
                                                            .equal = room->equal,
                                                            .certified = room->certified};
    return SAM_OK;
}

static sam_status find(sam_room_search *r) {
    sam_status status = sam_room_corners(r);
    if (status != SAM_OK)
        return status;
    sam_room_fair(r);
    return sam_room_confirm(r);
}

static sam_status try_leaf(sam_whole_walk *base) {
    sam_room_search *r = ((walk *)base)->search;
    sam_room *room = r->room;
    bool holds = false;
    room->choice->whole.solved++;
    room->choice->whole.tried++;
    room->corner_count = r->count = 0;
    room->certified = true;
    room->nash = room->equal = (sam_room_point){.exists = false};
    if (room->choice->whole.count)
        sam_question_tell(r->q, "trying whole numbers");
    sam_status status = enter(r, &holds);
    if (status == SAM_OK && holds)
        status = find(r);
    if (status == SAM_SOLVER && r->q->whole_count) {
        room->untraced++;
        return SAM_OK;
    }
    return status == SAM_OK ? keep(r) : status;
}

/* The best is what the room is said to be. */
static sam_status tell(sam_room_search *r) {
    sam_room *room = r->room;
    const sam_room_choice *best = &room->choices[room->best];
    double numbers[SAM_CHOICE_TERMS_MOST] = {0};
    bool certified = true;
    for (uint32_t c = 0; c < room->choice_count; c++)
        certified = certified && room->choices[c].certified;
    memcpy(room->corners, best->corners, best->corner_count * sizeof *best->corners);
    room->corner_count = best->corner_count;
    room->nash = best->nash;
    room->equal = best->equal;
    room->certified = certified;
    room->choice->feasible = true;
    for (uint32_t j = 0; j < r->q->decision_count; j++)
        numbers[j] = isnan(best->whole[j]) ? 0 : best->whole[j];
    sam_question_take_whole(r->q, numbers);
    sam_question_tell_whole(r->q);
    return certified ? SAM_OK : SAM_SOLVER;
}

/* Why there is none, with the whole numbers that come nearest. */
static sam_status explain(sam_room_search *r) {
    if (r->nearest.result.arena)
        sam_question_take_whole(r->q, r->nearest.whole);
    sam_question_tell_whole(r->q);
    sam_status status = sam_choice_conflict(r->q);
    return status == SAM_OK ? SAM_INFEASIBLE : status;
}

static sam_status search(sam_room_search *r) {
    walk w = {.walk = {.leaf = try_leaf}, .search = r};
    r->ledger = sam_ledger_new(r->q->plan, &(sam_run){.lanes = SAM_ROOM_LANES});
    if (!r->ledger)
        return SAM_MEMORY;
    list_parties(r);
    sam_whole_walk_begin(&w.walk, r->q);
    w.walk.every = true;
    sam_status status = sam_whole_walk_on(&w.walk, 0);
    r->room->choice->whole.every = !r->room->choice->whole.stopped;
    if (status != SAM_OK)
        return status;
    if (r->room->choice_count > 0 && r->room->choices[r->room->best].corner_count > 0)
        return tell(r);
    return r->room->untraced ? SAM_SOLVER : explain(r);
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
        *r = (sam_room_search){.room = room, .q = q};
        *room = (sam_room){.choice = q->choice};
        status = ask(q);
    }
    if (status == SAM_OK)
        status = search(r);
    if (r) {
        sam_ledger_free(r->ledger);
        sam_mix_result_clear(&r->nearest.result);
    }
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
