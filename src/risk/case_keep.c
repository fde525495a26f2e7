/* What is kept of a group of draws: measures, years of rows, and rates of return, which no row
 * has. Must not measure a rate in another way than a single run does (metrics/result.c). */
#include <math.h>
#include <string.h>

#include "risk/engine.h"

enum { W = SAM_RANDOM_LANES };
_Static_assert((int)SAM_RANDOM_LANES == (int)SAM_IRR_LANES, "a group of draws is a row of flows");

/* ---- which rates ---- */

static uint32_t party_row(const sam_plan *plan, uint32_t party, const char *name) {
    for (uint32_t r = 0; r < plan->row_count; r++) {
        const char *dot = plan->rows[r].party == party ? strrchr(plan->rows[r].name, '.') : NULL;
        if (dot && strcmp(dot + 1, name) == 0)
            return r;
    }
    return SAM_NO_ROW;
}

static bool is_shown(const sam_risk_case *c, sam_role role, bool funded, const char *name) {
    if (c->spec->measures)
        return sam_risk_case_is_named(c, name);
    return (role != SAM_ROLE_OUTSIDE && role != SAM_ROLE_PROJECT) || !funded || c->spec->everyone;
}

static bool add_rate(sam_risk_case *c, uint32_t party, bool funded, sam_arena *arena) {
    const sam_party *p = &c->plan->deal->parties[party];
    const char *name = sam_arena_format(arena, "%s.%s", p->id, funded ? "irr" : "unfunded_irr");
    if (!name)
        return false;
    uint32_t in = party_row(c->plan, party, funded ? "in" : "unfunded");
    uint32_t out = funded ? party_row(c->plan, party, "out") : SAM_NO_ROW;
    if (in == SAM_NO_ROW || !is_shown(c, p->role, funded, name))
        return true;
    sam_risk_rate *rate = &c->rates[c->rate_count++];
    *rate = (sam_risk_rate){name, party, c->series_count, SIZE_MAX};
    c->series[c->series_count++] = in;
    if (out == SAM_NO_ROW)
        return true;
    rate->out = c->series_count;
    c->series[c->series_count++] = out;
    return true;
}

bool sam_risk_case_find_rates(sam_risk_case *c, sam_arena *arena) {
    const sam_deal *deal = c->plan->deal;
    c->rates = sam_arena_array(arena, 2 * (size_t)deal->party_count + 1, sizeof *c->rates);
    bool ready = c->rates != NULL;
    for (uint32_t p = 0; ready && p < deal->party_count; p++)
        ready = add_rate(c, p, true, arena) && add_rate(c, p, false, arena);
    return ready;
}

bool sam_risk_is_rate(const sam_plan *plan, const char *name) {
    const char *dot = strrchr(name, '.');
    for (uint32_t p = 0; dot && p < plan->deal->party_count; p++) {
        const char *id = plan->deal->parties[p].id;
        size_t length = strlen(id);
        if (length != (size_t)(dot - name) || strncmp(id, name, length) != 0)
            continue;
        return strcmp(dot, ".irr") == 0 ||
               (strcmp(dot, ".unfunded_irr") == 0 && party_row(plan, p, "unfunded") != SAM_NO_ROW);
    }
    return false;
}

/* ---- finding them ---- */

bool sam_risk_rate_room_init(sam_risk_rate_room *room, size_t months, sam_simd simd,
                             sam_arena *arena) {
    room->lanes = sam_irr_lanes_new(simd);
    room->net = sam_arena_array(arena, months * W, sizeof *room->net);
    room->room = sam_arena_array(arena, 2 * months * W, sizeof *room->room);
    return room->lanes && room->net && room->room;
}

void sam_risk_rate_room_clear(sam_risk_rate_room *room) {
    sam_irr_lanes_free(room->lanes);
}

static void keep_rate(const sam_risk_case *c, size_t index, const sam_trace_work *work,
                      const sam_risk_rate_room *room, uint64_t first, size_t count,
                      uint64_t draws) {
    const sam_risk_rate *rate = &c->rates[index];
    const double *flows = sam_trace_series(work, rate->in);
    sam_irr_lane found[W];
    if (rate->out != SIZE_MAX) {
        sam_irr_lanes_net(room->lanes, room->net, flows, sam_trace_series(work, rate->out),
                          c->plan->months);
        flows = room->net;
    }
    sam_irr_monthly_lanes(room->lanes, found, flows, c->plan->months, count, room->room);
    double *out = c->values + (c->row_count + index) * draws + first;
    uint8_t *reasons = c->reasons + index * draws + first;
    for (size_t lane = 0; lane < count; lane++) {
        out[lane] = found[lane].has_quoted ? found[lane].quoted : SAM_REAL_NAN;
        reasons[lane] = (uint8_t)found[lane].reason;
    }
}

void sam_risk_case_base_rate(sam_irr *out, const sam_risk_case *c, size_t index, double *flows) {
    const sam_risk_rate *rate = &c->rates[index];
    uint32_t months = c->plan->months;
    for (uint32_t m = 0; m < months; m++) {
        double in = sam_ledger_value(c->base, c->series[rate->in], m + 1, 0), paid = 0;
        if (rate->out != SIZE_MAX)
            paid = sam_ledger_value(c->base, c->series[rate->out], m + 1, 0);
        bool rounding = rate->out != SIZE_MAX && fabs(in - paid) < 1e-9 * (fabs(in) + fabs(paid));
        flows[m] = rounding ? 0 : in - paid;
    }
    sam_irr_monthly(out, flows, months);
}

/* ---- keeping ---- */

static void keep_row(const sam_risk_case *c, size_t index, const sam_trace_work *work,
                     uint64_t first, size_t count, uint64_t draws) {
    const double *value = sam_trace_scalar(work, index);
    const double *exists =
        c->defined[index] == SIZE_MAX ? NULL : sam_trace_scalar(work, c->defined[index]);
    double *out = c->values + index * draws + first;
    for (size_t lane = 0; lane < count; lane++)
        out[lane] = !exists || exists[lane] > 0 ? value[lane] : SAM_REAL_NAN;
}

/* Values at year ends: where rates are found the trace gives every month. */
static void keep_years(const sam_risk_case *c, size_t series, const sam_trace_work *work,
                       double *out, uint64_t stride, size_t count) {
    const double *value = sam_trace_series(work, series);
    for (size_t y = 0; y < c->year_count; y++) {
        size_t at = c->rate_count ? c->months[y] - 1 : y;
        memcpy(out + y * stride, value + at * W, count * sizeof *out);
    }
}

void sam_risk_case_keep(const sam_risk_case *c, const sam_trace_work *work,
                        const sam_risk_rate_room *room, uint64_t first, size_t count,
                        uint64_t draws) {
    for (size_t i = 0; i < c->row_count; i++)
        keep_row(c, i, work, first, count, draws);
    for (size_t i = 0; i < c->rate_count; i++)
        keep_rate(c, i, work, room, first, count, draws);
    for (size_t s = 0; s < c->fan_count && first < c->fan_draws; s++)
        keep_years(c, s, work, c->fans + s * c->year_count * c->fan_draws + first, c->fan_draws,
                   count);
    for (size_t s = 0; s < c->kept_count; s++)
        keep_years(c, c->fan_count + s, work, c->kept + s * c->year_count * draws + first, draws,
                   count);
}
