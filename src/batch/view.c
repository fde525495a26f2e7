/* Measures a lane by the same road as a single run: the rows that the plan marks, and the flags of
 * the metrics room. Must compute no figure of its own. */
#include "batch/view.h"

#include <string.h>

#include "base/real.h"

sam_lane_view *sam_lane_view_new(const sam_shape *shape, size_t lanes) {
    sam_arena *arena = sam_arena_new();
    sam_lane_view *view = arena ? sam_arena_alloc(arena, sizeof *view) : NULL;
    if (!view) {
        sam_arena_free(arena);
        return NULL;
    }
    const sam_plan *plan = shape->plan;
    uint32_t inputs = plan->deal->input_count;
    *view = (sam_lane_view){.shape = shape, .deal = *plan->deal, .plan = *plan, .arena = arena};
    view->inputs = sam_arena_array(arena, inputs + 1u, sizeof *view->inputs);
    view->measures = sam_arena_array(arena, shape->measure_count + 1u, sizeof *view->measures);
    view->ledger = (sam_ledger){.plan = plan, .lanes = lanes};
    view->ledger.scalars = sam_arena_array(arena, (plan->row_count + 1u) * lanes, sizeof(double));
    view->parties = sam_arena_array(arena, plan->deal->party_count + 1u, sizeof *view->parties);
    view->room = sam_arena_array(arena, 3 * (size_t)plan->months * SAM_IRR_LANES, sizeof(double));
    view->rates = sam_irr_lanes_new(sam_simd_best());
    if (!view->room || !view->rates || !view->inputs || !view->measures || !view->parties ||
        !view->ledger.scalars) {
        sam_lane_view_free(view);
        return NULL;
    }
    memcpy(view->inputs, plan->deal->inputs, inputs * sizeof *view->inputs);
    view->deal.inputs = view->inputs;
    view->plan.deal = &view->deal;
    for (uint32_t i = 0; i < shape->measure_count; i++) {
        const sam_row *row = &plan->rows[shape->measures[i].row];
        view->measures[i] = (sam_measure){.name = row->name,
                                          .label = row->label,
                                          .unit = row->unit,
                                          .row = shape->measures[i].row,
                                          .party = row->party};
    }
    return view;
}

void sam_lane_view_free(sam_lane_view *view) {
    if (!view)
        return;
    sam_irr_lanes_free(view->rates);
    sam_arena_free(view->arena);
}

static void take_measures(sam_lane_view *view, size_t lane, double *values) {
    const sam_shape *shape = view->shape;
    const double *scalars = view->ledger.scalars + lane;
    size_t lanes = view->ledger.lanes;
    for (uint32_t i = 0; i < shape->measure_count; i++) {
        const sam_shape_measure *of = &shape->measures[i];
        bool exists = of->defined == SAM_NO_ROW || scalars[of->defined * lanes] > 0;
        double value = exists ? scalars[of->row * lanes] : 0;
        view->measures[i].exists = exists;
        view->measures[i].value = value;
        values[i] = exists ? value : SAM_REAL_NAN;
    }
}

/* Received and paid are measures of every party; a party takes part when one of them is not 0. */
static void find_parts(const sam_lane_view *view, bool *takes_part) {
    const sam_shape *shape = view->shape;
    for (uint32_t i = 0; i < shape->measure_count; i++) {
        const sam_shape_measure *of = &shape->measures[i];
        double value = view->measures[i].value;
        if (of->of == SAM_OF_PARTY && (value > 0 || value < 0) && of->counts)
            takes_part[of->party] = true;
    }
}

/* What flags look at. */
static void put_parties(sam_lane_view *view, const sam_answer *answer) {
    for (uint32_t p = 0; p < view->deal.party_count; p++) {
        const sam_rate *rate = &answer->rates[p];
        view->parties[p] = (sam_party_result){
            .party = p,
            .discount_rate = view->inputs[view->deal.parties[p].discount_rate].value,
            .irr = {.reason = rate->reason, .has_quoted = rate->exists, .quoted = rate->irr},
            .takes_part = answer->takes_part[p]};
    }
}

static bool raise_flags(sam_lane_view *view, size_t lane, sam_answer *answer, sam_arena *arena) {
    view->result = (sam_result){.plan = &view->plan,
                                .measures = view->measures,
                                .measure_count = view->shape->measure_count,
                                .parties = view->parties,
                                .arena = arena};
    sam_measuring m = {.result = &view->result, .ledger = &view->ledger, .lane = lane};
    if (!sam_measure_flags(&m))
        return false;
    answer->flags = view->result.flags;
    answer->flag_count = view->result.flag_count;
    return true;
}

bool sam_lane_measure(sam_lane_view *view, size_t lane, sam_answer *answer, sam_arena *arena) {
    const sam_shape *shape = view->shape;
    double *values = sam_arena_array(arena, shape->measure_count + 1u, sizeof *values);
    bool *takes_part = sam_arena_array(arena, shape->deal->party_count + 1u, sizeof *takes_part);
    if (!values || !takes_part)
        return false;
    for (uint32_t i = 0; i < shape->deal->input_count; i++)
        view->inputs[i].value = answer->inputs[i];
    take_measures(view, lane, values);
    find_parts(view, takes_part);
    answer->values = values;
    answer->takes_part = takes_part;
    put_parties(view, answer);
    return raise_flags(view, lane, answer, arena);
}
