/* Items are the drawn demands, in their order, and then the aim when it is drawn. Every figure is a
 * loss: the greater the worse. */
#include "choice/cvar.h"

#include <math.h>
#include <string.h>

#include "base/real.h"
#include "choice/scenario.h"

/* Of a step, between the two points of a difference. */
static const double NUDGE = 1e-3;

enum { ITEMS_MOST = 65 };

typedef struct item {
    uint32_t demand; /* UINT32_MAX: the aim */
    uint32_t rows;
    double worst;
    double *loss;                  /* rows x draws, at the point that was read */
    double *slope;                 /* decisions x rows x draws, a step */
    double *tried;                 /* rows x draws, at the point that was tried */
    double *scaled, *scaled_slope; /* what the block points to */
    double tail;                   /* of the point that was tried */
} item;

struct sam_cvar {
    const sam_mix *mix;
    sam_scenario_sum sums[ITEMS_MOST];
    item items[ITEMS_MOST];
    sam_tail_block blocks[ITEMS_MOST];
    uint32_t count;
    uint32_t draws;
    sam_scenario *scenario;
    double *points; /* that one run takes */
    double *tried_at, *nudge;
    bool has_tried;
    double *one, *two; /* rows x draws, at most; then scratch */
    sam_arena *arena;
};

bool sam_mix_is_drawn(const sam_mix *mix) {
    for (uint32_t d = 0; d < mix->demand_count; d++)
        if (mix->demands[d].worst > 0)
            return mix->draws != NULL;
    return mix->draws && mix->aim_worst > 0;
}

static void list_items(sam_cvar *c) {
    const sam_mix *mix = c->mix;
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
    size_t most = 1, decisions = c->mix->decision_count;
    for (uint32_t i = 0; i < c->count; i++) {
        item *it = &c->items[i];
        it->rows = sam_scenario_rows(c->scenario, i);
        size_t functions = (size_t)it->rows * c->draws;
        it->loss = numbers(c, functions);
        it->tried = numbers(c, functions);
        it->scaled = numbers(c, functions);
        it->slope = numbers(c, functions * decisions);
        it->scaled_slope = numbers(c, functions * decisions);
        if (!it->loss || !it->tried || !it->scaled || !it->slope || !it->scaled_slope)
            return false;
        most = functions > most ? functions : most;
    }
    c->points = numbers(c, (decisions + 1) * decisions);
    c->tried_at = numbers(c, decisions);
    c->nudge = numbers(c, decisions);
    c->one = numbers(c, most);
    c->two = numbers(c, most);
    return c->points && c->tried_at && c->nudge && c->one && c->two;
}

sam_cvar *sam_cvar_new(const sam_mix *mix) {
    sam_arena *arena = sam_arena_new();
    sam_cvar *c = arena ? sam_arena_alloc(arena, sizeof *c) : NULL;
    if (!c) {
        sam_arena_free(arena);
        return NULL;
    }
    *c = (sam_cvar){.mix = mix, .draws = (uint32_t)mix->draws->draws, .arena = arena};
    list_items(c);
    c->scenario = sam_scenario_new(mix, c->sums, c->count);
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

/* A demand's sum becomes what is missing of it. */
static void to_losses(const sam_cvar *c, uint32_t index, uint32_t point, double *loss) {
    const item *it = &c->items[index];
    if (it->demand == UINT32_MAX)
        return;
    double least = c->mix->demands[it->demand].least;
    for (uint32_t i = 0; i < it->rows; i++)
        for (uint32_t s = 0; s < c->draws; s++) {
            double *at = loss + (size_t)i * c->draws + s;
            bool holds = sam_scenario_holds_in(c->scenario, index, point, i, s);
            *at = holds ? least - *at : -SAM_REAL_INFINITY;
        }
}

static void read_losses(sam_cvar *c, uint32_t index, uint32_t point, double *loss) {
    sam_scenario_read(c->scenario, index, point, loss);
    to_losses(c, index, point, loss);
}

static bool is_last_tried(const sam_cvar *c, const double *point) {
    return c->has_tried && memcmp(point, c->tried_at, c->mix->decision_count * sizeof *point) == 0;
}

/* Away from the nearer bound. */
static double choose_nudge(const sam_decision *d, double at) {
    double far = NUDGE * d->scale;
    return d->high - at >= at - d->low ? fmin(far, d->high - at) : -fmin(far, at - d->low);
}

/* Slopes of all items in one decision, from the run's point of that index. */
static void read_slopes(sam_cvar *c, uint32_t decision, uint32_t point) {
    double steps = c->nudge[decision] / c->mix->decisions[decision].scale;
    for (uint32_t i = 0; i < c->count; i++) {
        const item *it = &c->items[i];
        size_t functions = (size_t)it->rows * c->draws;
        double *slope = it->slope + decision * functions;
        sam_scenario_read(c->scenario, i, point, c->one);
        double sense = it->demand == UINT32_MAX ? 1 : -1;
        double least = it->demand == UINT32_MAX ? 0 : c->mix->demands[it->demand].least;
        for (size_t f = 0; f < functions; f++) {
            double there = sense * (c->one[f] - least);
            bool spoken = it->loss[f] > -SAM_REAL_INFINITY;
            slope[f] = spoken && steps != 0 ? (there - it->loss[f]) / steps : 0;
        }
    }
}

static sam_status read_all_slopes(sam_cvar *c, const double *point) {
    uint32_t decisions = c->mix->decision_count, most = sam_scenario_most(c->scenario);
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

sam_status sam_cvar_read(sam_cvar *cvar, const double *point) {
    sam_cvar *c = cvar;
    sam_status status = SAM_OK;
    if (!is_last_tried(c, point))
        status = sam_cvar_try(c, point);
    if (status != SAM_OK)
        return status;
    for (uint32_t i = 0; i < c->count; i++)
        memcpy(c->items[i].loss, c->items[i].tried,
               (size_t)c->items[i].rows * c->draws * sizeof(double));
    for (uint32_t j = 0; j < c->mix->decision_count; j++)
        c->nudge[j] = choose_nudge(&c->mix->decisions[j], point[j]);
    return read_all_slopes(c, point);
}

sam_status sam_cvar_try(sam_cvar *cvar, const double *point) {
    sam_cvar *c = cvar;
    c->has_tried = false;
    sam_status status = sam_scenario_run(c->scenario, point, 1);
    if (status != SAM_OK)
        return status;
    for (uint32_t i = 0; i < c->count; i++) {
        item *it = &c->items[i];
        read_losses(c, i, 0, it->tried);
        const sam_tail_block block = {
            .share = it->worst, .draws = c->draws, .rows = it->rows, .value = it->tried};
        sam_tail_losses(&block, 0, NULL, c->one, NULL);
        it->tail = sam_tail_mean(c->one, c->draws, it->worst, c->two, NULL);
    }
    memcpy(c->tried_at, point, c->mix->decision_count * sizeof *point);
    c->has_tried = true;
    return SAM_OK;
}

double sam_cvar_spare(const sam_cvar *cvar, uint32_t demand) {
    for (uint32_t i = 0; i < cvar->count; i++)
        if (cvar->items[i].demand == demand)
            return -cvar->items[i].tail;
    return SAM_REAL_NAN;
}

double sam_cvar_aim(const sam_cvar *cvar) {
    return sam_cvar_spare(cvar, UINT32_MAX) * -1;
}

const sam_tail_block *sam_cvar_blocks(sam_cvar *cvar, const double *demand_size, double aim_size,
                                      double aim_from, uint32_t first_column, uint32_t *count) {
    sam_cvar *c = cvar;
    for (uint32_t i = 0; i < c->count; i++) {
        const item *it = &c->items[i];
        bool aim = it->demand == UINT32_MAX;
        double size = aim ? aim_size : demand_size[it->demand], from = aim ? aim_from : 0;
        size_t functions = (size_t)it->rows * c->draws;
        for (size_t f = 0; f < functions; f++)
            it->scaled[f] = (it->loss[f] - from) / size;
        for (size_t f = 0; f < functions * c->mix->decision_count; f++)
            it->scaled_slope[f] = it->slope[f] / size;
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
