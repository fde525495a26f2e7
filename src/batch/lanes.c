/* Lanes through a trace when the shape has one, and through a ledger when it is seldom. Both give
 * the bits of a single run. */
#include "batch/lanes.h"

#include <string.h>

#include "batch/view.h"

enum { W = SAM_BATCH_LANES, FEW = 8 };

/* ---- measuring ---- */

/* One a party, and the project's own after them. */
static bool give_room(const sam_shape *shape, sam_answer *const *answers, size_t count,
                      sam_rate **rates, sam_arena *arena) {
    for (size_t i = 0; i < count; i++) {
        rates[i] = sam_arena_array(arena, shape->deal->party_count + 1u, sizeof **rates);
        if (!rates[i])
            return false;
        answers[i]->rates = rates[i];
    }
    return true;
}

static bool measure(sam_lane_view *view, const sam_lane_flows *flows, sam_answer *const *answers,
                    size_t count, sam_arena *arena) {
    const sam_shape *shape = view->shape;
    sam_rate *rates[W];
    if (!give_room(shape, answers, count, rates, arena))
        return false;
    for (uint32_t p = 0; p <= shape->deal->party_count; p++)
        sam_lane_rates(view, flows, p, p == shape->deal->party_count, count, rates);
    for (size_t i = 0; i < count; i++) {
        answers[i]->shape = shape;
        if (!sam_lane_measure(view, i, answers[i], arena))
            return false;
    }
    return true;
}

/* ---- through a ledger ---- */

static void set_ledger(sam_ledger *ledger, const sam_shape *shape, sam_answer *const *answers,
                       size_t count) {
    for (uint32_t i = 0; i < shape->deal->input_count; i++)
        for (size_t lane = 0; lane < count; lane++)
            sam_ledger_set(ledger, i, lane, answers[lane]->inputs[i]);
}

static bool run_few(sam_lane_view *view, sam_ledger *ledger, sam_answer *const *answers,
                    size_t count, sam_arena *arena) {
    const sam_shape *shape = view->shape;
    const double **series = sam_arena_array(arena, shape->series_count, sizeof *series);
    if (!series)
        return false;
    set_ledger(ledger, shape, answers, count);
    sam_ledger_run(ledger);
    sam_lane_flows flows = {series, 0};
    for (uint32_t i = 0; i < shape->series_count; i++)
        series[i] = sam_ledger_path(ledger, shape->series[i], &flows.stride);
    view->ledger.scalars = ledger->scalars;
    return measure(view, &flows, answers, count, arena);
}

static bool through_ledger(const sam_shape *shape, sam_answer *const *answers, size_t count,
                           sam_arena *arena) {
    sam_lane_view *view = sam_lane_view_new(shape, FEW);
    sam_ledger *ledger = sam_ledger_new(shape->plan, &(sam_run){.lanes = FEW});
    bool good = view && ledger;
    for (size_t first = 0; first < count && good; first += FEW) {
        size_t some = count - first < FEW ? count - first : FEW;
        good = run_few(view, ledger, answers + first, some, arena);
    }
    sam_ledger_free(ledger);
    sam_lane_view_free(view);
    return good;
}

/* ---- through a trace ---- */

void sam_lane_work_clear(sam_lane_work *work) {
    sam_trace_work_free(work->work);
    sam_lane_view_free(work->view);
    *work = (sam_lane_work){0};
}

static bool hold(sam_lane_work *work, const sam_shape *shape) {
    bool same = work->work && work->shape == shape && work->serial == shape->serial &&
                work->version == shape->version;
    if (same)
        return true;
    sam_lane_work_clear(work);
    *work = (sam_lane_work){.shape = shape,
                            .serial = shape->serial,
                            .version = shape->version,
                            .work = sam_trace_work_new(shape->trace),
                            .view = sam_lane_view_new(shape, W)};
    return work->work && work->view;
}

/* Lanes that no answer needs run along with the first one's inputs. */
static void set_trace(sam_lane_work *work, sam_answer *const *answers, size_t count) {
    const sam_shape *shape = work->shape;
    for (uint32_t i = 0; i < shape->trace_inputs; i++) {
        double *lanes = sam_trace_input(work->work, i);
        for (size_t lane = 0; lane < W; lane++)
            lanes[lane] = answers[lane < count ? lane : 0]->inputs[shape->inputs[i]];
    }
}

static bool through_trace(sam_lane_work *work, sam_answer *const *answers, size_t count,
                          sam_arena *arena) {
    const sam_shape *shape = work->shape;
    const double **series = sam_arena_array(arena, shape->series_count, sizeof *series);
    if (!series)
        return false;
    set_trace(work, answers, count);
    sam_trace_run(shape->trace, work->work);
    for (uint32_t i = 0; i < shape->scalar_count; i++)
        memcpy(work->view->ledger.scalars + (size_t)shape->scalars[i] * W,
               sam_trace_scalar(work->work, i), W * sizeof(double));
    for (uint32_t i = 0; i < shape->series_count; i++)
        series[i] = sam_trace_series(work->work, i);
    return measure(work->view, &(sam_lane_flows){series, W}, answers, count, arena);
}

bool sam_lanes_answer(sam_lane_work *work, const sam_shape *shape, sam_answer *const *answers,
                      size_t count, sam_arena *arena) {
    if (!shape->trace)
        return through_ledger(shape, answers, count, arena);
    return hold(work, shape) && through_trace(work, answers, count, arena);
}
