/* Items are the drawn demands, in their order, and then the aim when it is drawn. Every figure is a
 * loss, the greater the worse: the aim's own, or a demand's sum with its sign changed, to which
 * `least` is added when it is used. */
#include "choice/cvar.h"

#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/scenario.h"

/* Of a step, between the two points of a difference. */
static const double NUDGE = 1e-3;

enum { ITEMS_MOST = 65, FIXED_MOST = 24 };

typedef struct item {
    uint32_t demand; /* UINT32_MAX: the aim */
    uint32_t rows;
    double worst;
    double *loss;                     /* rows x draws, at the point that was read */
    double *slope;                    /* decisions x rows x draws, a step */
    double *other_loss, *other_slope; /* of the point put aside */
    double *tried;                    /* rows x draws, at the point that was tried */
    double *scaled, *scaled_slope;    /* what the block points to */
    double tail;                      /* of the point that was tried */
    bool spoken;                      /* there, in some row of some draw */
} item;

struct sam_cvar {
    sam_mix mix;
    sam_fixed fixed[FIXED_MOST]; /* the caller's may change in place */
    sam_scenario_sum sums[ITEMS_MOST];
    item items[ITEMS_MOST];
    sam_tail_block blocks[ITEMS_MOST];
    uint32_t count;
    uint32_t draws;
    sam_scenario *scenario;
    double *points; /* that one run takes */
    double *tried_at, *read_at, *other_at, *nudge;
    bool has_tried, has_read;
    bool home, has_other; /* what was read is where neighbours begin; so is what was put aside */
    double *one, *two;    /* rows x draws, at most; then scratch */
    sam_arena *arena;
};

bool sam_mix_is_drawn(const sam_mix *mix) {
    for (uint32_t d = 0; d < mix->demand_count; d++)
        if (mix->demands[d].worst > 0)
            return mix->draws != NULL;
    return mix->draws && mix->aim_worst > 0;
}

static void list_items(sam_cvar *c) {
    const sam_mix *mix = &c->mix;
    for (uint32_t d = 0; d < mix->demand_count && c->count + 1 < ITEMS_MOST; d++) {
        const sam_demand *demand = &mix->demands[d];
        if (!(demand->worst > 0))
            continue;
        c->sums[c->count] = (sam_scenario_sum){demand->parts, demand->part_count, demand->when};
        c->items[c->count++] = (item){.demand = d, .worst = demand->worst};
    }
    if (!(mix->aim_worst > 0))
        return;
    c->sums[c->count] = (sam_scenario_sum){mix->aim, mix->aim_count, SAM_NO_ROW};
    c->items[c->count++] = (item){.demand = UINT32_MAX, .worst = mix->aim_worst};
}

static double *numbers(sam_cvar *c, size_t count) {
    return sam_arena_array(c->arena, count + 1, sizeof(double));
}

static bool allocate(sam_cvar *c) {
    size_t most = 1, decisions = c->mix.decision_count;
    for (uint32_t i = 0; i < c->count; i++) {
        item *it = &c->items[i];
        it->rows = sam_scenario_rows(c->scenario, i);
        size_t functions = (size_t)it->rows * c->draws;
        it->loss = numbers(c, functions);
        it->tried = numbers(c, functions);
        it->scaled = numbers(c, functions);
        it->slope = numbers(c, functions * decisions);
        it->other_loss = numbers(c, functions);
        it->other_slope = numbers(c, functions * decisions);
        it->scaled_slope = numbers(c, functions * decisions);
        if (!it->other_loss || !it->other_slope)
            return false;
        if (!it->loss || !it->tried || !it->scaled || !it->slope || !it->scaled_slope)
            return false;
        most = functions > most ? functions : most;
    }
    c->points = numbers(c, (decisions + 1) * decisions);
    c->tried_at = numbers(c, decisions);
    c->read_at = numbers(c, decisions);
    c->other_at = numbers(c, decisions);
    c->nudge = numbers(c, decisions);
    c->one = numbers(c, most);
    c->two = numbers(c, most);
    return c->points && c->tried_at && c->read_at && c->other_at && c->nudge && c->one && c->two;
}

/* More than these are left where they are, and never taken for the same. */
static void take_fixed(sam_cvar *c) {
    if (c->mix.fixed_count == 0 || c->mix.fixed_count > FIXED_MOST)
        return;
    memcpy(c->fixed, c->mix.fixed, c->mix.fixed_count * sizeof *c->fixed);
    c->mix.fixed = c->fixed;
}

sam_cvar *sam_cvar_new(const sam_mix *mix) {
    sam_arena *arena = sam_arena_new();
    sam_cvar *c = arena ? sam_arena_alloc(arena, sizeof *c) : NULL;
    if (!c) {
        sam_arena_free(arena);
        return NULL;
    }
    *c = (sam_cvar){.mix = *mix, .draws = (uint32_t)mix->draws->draws, .arena = arena};
    take_fixed(c);
    list_items(c);
    c->scenario = sam_scenario_new(&c->mix, c->sums, c->count);
    if (c->scenario && allocate(c))
        return c;
    sam_cvar_free(c);
    return NULL;
}

void sam_cvar_free(sam_cvar *cvar) {
    if (!cvar)
        return;
    sam_scenario_free(cvar->scenario);
    sam_arena_free(cvar->arena);
}

/* In place: a demand's sum becomes its loss, where it is spoken of. */
static void to_losses(const sam_cvar *c, uint32_t index, uint32_t point, double *loss) {
    const item *it = &c->items[index];
    if (it->demand == UINT32_MAX)
        return;
    for (uint32_t i = 0; i < it->rows; i++) {
        const double *flags = sam_scenario_flags(c->scenario, index, point, i);
        double *row = loss + (size_t)i * c->draws;
        for (uint32_t s = 0; s < c->draws; s++) {
            bool holds = !flags || flags[s] > 0;
            row[s] = holds ? -row[s] : -SAM_REAL_INFINITY;
        }
    }
}

static double least_of(const sam_cvar *c, const item *it) {
    return it->demand == UINT32_MAX ? 0 : c->mix.demands[it->demand].least;
}

static bool is_at(const sam_cvar *c, const double *there, const double *point) {
    return memcmp(point, there, c->mix.decision_count * sizeof *point) == 0;
}

/* Away from the nearer bound. */
static double choose_nudge(const sam_decision *d, double at) {
    double far = NUDGE * d->scale;
    return d->high - at >= at - d->low ? fmin(far, d->high - at) : -fmin(far, at - d->low);
}

/* Slopes of all items in one decision, from the run's point of that index. */
static void read_slopes(sam_cvar *c, uint32_t decision, uint32_t point) {
    double steps = c->nudge[decision] / c->mix.decisions[decision].scale;
    for (uint32_t i = 0; i < c->count; i++) {
        const item *it = &c->items[i];
        size_t functions = (size_t)it->rows * c->draws;
        double *slope = it->slope + decision * functions;
        sam_scenario_read(c->scenario, i, point, c->one);
        double sense = it->demand == UINT32_MAX ? 1 : -1;
        for (size_t f = 0; f < functions; f++) {
            bool spoken = it->loss[f] > -SAM_REAL_INFINITY;
            slope[f] = spoken && steps != 0 ? (sense * c->one[f] - it->loss[f]) / steps : 0;
        }
    }
}

static sam_status read_all_slopes(sam_cvar *c, const double *point) {
    uint32_t decisions = c->mix.decision_count, most = sam_scenario_most(c->scenario);
    for (uint32_t first = 0; first < decisions; first += most) {
        uint32_t count = decisions - first < most ? decisions - first : most;
        for (uint32_t k = 0; k < count; k++) {
            double *there = c->points + (size_t)k * decisions;
            memcpy(there, point, decisions * sizeof *there);
            there[first + k] += c->nudge[first + k];
        }
        sam_status status = sam_scenario_run(c->scenario, c->points, count);
        if (status != SAM_OK)
            return status;
        for (uint32_t k = 0; k < count; k++)
            read_slopes(c, first + k, k);
    }
    return SAM_OK;
}

/* Of losses that lie there: the tail, once what is asked is added. A draw in which nothing is asked
 * lies at the limit. */
static void find_tail(sam_cvar *c, item *it, const double *loss) {
    for (uint32_t s = 0; s < c->draws; s++)
        c->one[s] = -SAM_REAL_INFINITY;
    for (uint32_t i = 0; i < it->rows; i++)
        for (uint32_t s = 0; s < c->draws; s++)
            c->one[s] = fmax(c->one[s], loss[(size_t)i * c->draws + s]);
    it->spoken = false;
    for (uint32_t s = 0; s < c->draws; s++) {
        bool spoken = c->one[s] > -SAM_REAL_INFINITY;
        c->one[s] = spoken ? c->one[s] + least_of(c, it) : 0;
        it->spoken = it->spoken || spoken;
    }
    it->tail = sam_tail_mean(c->one, c->draws, it->worst, c->two, NULL);
}

static void swap(double **one, double **other) {
    double *held = *one;
    *one = *other;
    *other = held;
}

/* What was read changes places with what was put aside. */
static void put_aside(sam_cvar *c) {
    for (uint32_t i = 0; i < c->count; i++) {
        swap(&c->items[i].loss, &c->items[i].other_loss);
        swap(&c->items[i].slope, &c->items[i].other_slope);
    }
    swap(&c->read_at, &c->other_at);
    bool held = c->home;
    c->home = c->has_other;
    c->has_other = held;
}

/* Neighbouring problems begin at one point, which stays while others are read. */
static void find_place(sam_cvar *c, const double *point) {
    bool there = c->has_read && is_at(c, c->read_at, point);
    bool aside = c->has_other && is_at(c, c->other_at, point);
    if (there || !(aside || c->home))
        return;
    put_aside(c);
    c->has_read = aside;
}

void sam_cvar_stay(sam_cvar *cvar) {
    cvar->home = true;
    cvar->has_other = false;
}

static size_t bytes(const sam_cvar *c, const item *it) {
    return (size_t)it->rows * c->draws * sizeof(double);
}

sam_status sam_cvar_read(sam_cvar *cvar, const double *point) {
    sam_cvar *c = cvar;
    find_place(c, point);
    bool again = c->has_read && is_at(c, c->read_at, point);
    sam_status status = sam_cvar_try(c, point);
    if (status != SAM_OK || again)
        return status;
    c->has_read = false;
    for (uint32_t i = 0; i < c->count; i++)
        memcpy(c->items[i].loss, c->items[i].tried, bytes(c, &c->items[i]));
    for (uint32_t j = 0; j < c->mix.decision_count; j++)
        c->nudge[j] = choose_nudge(&c->mix.decisions[j], point[j]);
    status = read_all_slopes(c, point);
    c->has_read = status == SAM_OK;
    memcpy(c->read_at, point, c->mix.decision_count * sizeof *point);
    return status;
}

/* What was run here before is not run again. */
static sam_status run_once(sam_cvar *c, const double *point) {
    if (c->has_tried && is_at(c, c->tried_at, point))
        return SAM_OK;
    bool read = c->has_read && is_at(c, c->read_at, point);
    sam_status status = read ? SAM_OK : sam_scenario_run(c->scenario, point, 1);
    for (uint32_t i = 0; i < c->count && status == SAM_OK; i++) {
        item *it = &c->items[i];
        if (read) {
            memcpy(it->tried, it->loss, bytes(c, it));
            continue;
        }
        sam_scenario_read(c->scenario, i, 0, it->tried);
        to_losses(c, i, 0, it->tried);
    }
    c->has_tried = status == SAM_OK;
    memcpy(c->tried_at, point, c->mix.decision_count * sizeof *point);
    return status;
}

sam_status sam_cvar_try(sam_cvar *cvar, const double *point) {
    sam_status status = run_once(cvar, point);
    for (uint32_t i = 0; i < cvar->count && status == SAM_OK; i++)
        find_tail(cvar, &cvar->items[i], cvar->items[i].tried);
    return status;
}

/* Bounds may differ: slopes do not depend on them. */
static bool same_decisions(const sam_cvar *c, const sam_mix *other) {
    const sam_mix *one = &c->mix;
    if (one->decision_count != other->decision_count || one->fixed_count != other->fixed_count ||
        one->fixed_count > FIXED_MOST)
        return false;
    for (uint32_t j = 0; j < one->decision_count; j++)
        if (one->decisions[j].input != other->decisions[j].input ||
            one->decisions[j].scale != other->decisions[j].scale)
            return false;
    for (uint32_t f = 0; f < one->fixed_count; f++)
        if (c->fixed[f].input != other->fixed[f].input ||
            c->fixed[f].value != other->fixed[f].value)
            return false;
    return one->plan == other->plan && one->draws->draws == other->draws->draws &&
           one->draws->seed == other->draws->seed;
}

static bool same_sum(const sam_scenario_sum *a, const sam_scenario_sum *b) {
    if (a->part_count != b->part_count || a->when != b->when)
        return false;
    for (uint32_t p = 0; p < a->part_count; p++)
        if (a->parts[p].row != b->parts[p].row || a->parts[p].factor != b->parts[p].factor)
            return false;
    return true;
}

bool sam_cvar_rebind(sam_cvar *cvar, const sam_mix *mix) {
    sam_cvar *c = cvar, other = {.mix = *mix};
    if (!same_decisions(c, mix))
        return false;
    list_items(&other);
    for (uint32_t i = 0; i < other.count && other.count == c->count; i++)
        if (!same_sum(&c->sums[i], &other.sums[i]) || c->items[i].demand != other.items[i].demand ||
            c->items[i].worst != other.items[i].worst)
            return false;
    if (other.count != c->count)
        return false;
    c->mix = *mix;
    take_fixed(c);
    return true;
}

double sam_cvar_spare(const sam_cvar *cvar, uint32_t demand) {
    for (uint32_t i = 0; i < cvar->count; i++)
        if (cvar->items[i].demand == demand)
            return cvar->items[i].spoken ? -cvar->items[i].tail : SAM_REAL_INFINITY;
    return SAM_REAL_NAN;
}

double sam_cvar_aim(const sam_cvar *cvar) {
    return sam_cvar_spare(cvar, UINT32_MAX) * -1;
}

static void scale(const sam_cvar *c, const item *it, double size, double from, const double *at) {
    size_t functions = (size_t)it->rows * c->draws;
    for (size_t f = 0; f < functions; f++)
        it->scaled[f] = (it->loss[f] - from) / size;
    for (uint32_t j = 0; j < c->mix.decision_count; j++) {
        const double *slope = it->slope + j * functions;
        double *scaled = it->scaled_slope + j * functions;
        for (size_t f = 0; f < functions; f++)
            scaled[f] = slope[f] / size;
        for (size_t f = 0; at && f < functions; f++)
            it->scaled[f] -= scaled[f] * at[j];
    }
}

const sam_tail_block *sam_cvar_blocks(sam_cvar *cvar, const double *demand_size, double aim_size,
                                      double aim_from, uint32_t first_column, const double *at,
                                      uint32_t *count) {
    sam_cvar *c = cvar;
    for (uint32_t i = 0; i < c->count; i++) {
        const item *it = &c->items[i];
        bool aim = it->demand == UINT32_MAX;
        scale(c, it, aim ? aim_size : demand_size[it->demand], aim ? aim_from : -least_of(c, it),
              at);
        c->blocks[i] = (sam_tail_block){.column = first_column + i,
                                        .share = it->worst,
                                        .draws = c->draws,
                                        .rows = it->rows,
                                        .value = it->scaled,
                                        .slope = it->scaled_slope};
    }
    *count = c->count;
    return c->blocks;
}
