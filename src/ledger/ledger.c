/* The workspace of a run: memory for lanes, inputs in, values out. */
#include <assert.h>
#include <string.h>

#include "base/simd.h"
#include "ledger/needs.h"

static bool allocate(sam_ledger *ledger) {
    const sam_plan *plan = ledger->plan;
    sam_arena *arena = ledger->arena;
    size_t rows = plan->row_count + 1u, inputs = plan->deal->input_count + 1u;
    ledger->row_size = ((size_t)plan->months + 2) * ledger->lanes;
    ledger->place = sam_arena_array(arena, rows, sizeof *ledger->place);
    ledger->scalars = sam_arena_array(arena, rows * ledger->lanes, sizeof *ledger->scalars);
    ledger->inputs = sam_arena_array(arena, inputs * ledger->lanes, sizeof *ledger->inputs);
    ledger->given = sam_arena_array(arena, rows, sizeof *ledger->given);
    ledger->wanted = sam_arena_array(arena, rows, sizeof *ledger->wanted);
    ledger->varies = sam_arena_array(arena, inputs, sizeof *ledger->varies);
    return ledger->place && ledger->scalars && ledger->inputs && ledger->given && ledger->wanted &&
           ledger->varies;
}

static void mark(bool *flags, size_t size, const uint32_t *chosen, size_t count) {
    for (size_t i = 0; i < size && !chosen; i++)
        flags[i] = true;
    for (size_t i = 0; chosen && i < count; i++)
        flags[chosen[i]] = true;
}

/* Most of a workspace is months of rows: only those that are computed or come from outside have
 * them. */
static bool place_rows(sam_ledger *ledger) {
    const sam_plan *plan = ledger->plan;
    uint32_t count = 1;
    for (uint32_t r = 0; r < plan->row_count; r++) {
        bool kept = ledger->wanted[r] || ledger->given[r] || plan->rows[r].kind == SAM_ROW_CURVE;
        if (kept && plan->rows[r].kind != SAM_ROW_SCALAR)
            ledger->place[r] = count++;
    }
    ledger->series =
        sam_arena_array(ledger->arena, count * ledger->row_size, sizeof *ledger->series);
    return ledger->series != NULL;
}

static bool prepare(sam_ledger *ledger, const sam_run *run) {
    if (!allocate(ledger))
        return false;
    for (size_t i = 0; i < run->given_count; i++)
        ledger->given[run->given[i]] = true;
    mark(ledger->wanted, ledger->plan->row_count, run->wanted, run->wanted_count);
    mark(ledger->varies, ledger->plan->deal->input_count, run->varying, run->varying_count);
    return sam_needs_close(ledger) && place_rows(ledger) && sam_program_bind(ledger);
}

sam_ledger *sam_ledger_new(const sam_plan *plan, const sam_run *run) {
    sam_arena *arena = sam_arena_new();
    sam_ledger *ledger = arena ? sam_arena_alloc(arena, sizeof *ledger) : NULL;
    if (!ledger) {
        sam_arena_free(arena);
        return NULL;
    }
    size_t lanes = run->lanes ? (run->lanes + 7) / 8 * 8 : 8;
    *ledger = (sam_ledger){.plan = plan, .lanes = lanes, .arena = arena};
    if (!prepare(ledger, run)) {
        sam_arena_free(arena);
        return NULL;
    }
    sam_ledger_reset(ledger);
    return ledger;
}

void sam_ledger_free(sam_ledger *ledger) {
    if (ledger)
        sam_arena_free(ledger->arena);
}

const sam_plan *sam_ledger_plan(const sam_ledger *ledger) {
    return ledger->plan;
}

static void fill_curve(sam_ledger *ledger, uint32_t row) {
    double *out = sam_ledger_row(ledger, row) + ledger->lanes;
    for (uint32_t m = 0; m < ledger->plan->months; m++)
        for (size_t lane = 0; lane < ledger->lanes; lane++)
            *out++ = ledger->plan->rows[row].curve[m];
}

void sam_ledger_reset(sam_ledger *ledger) {
    const sam_plan *plan = ledger->plan;
    for (uint32_t i = 0; i < plan->deal->input_count; i++)
        for (size_t lane = 0; lane < ledger->lanes; lane++)
            ledger->inputs[i * ledger->lanes + lane] = plan->deal->inputs[i].value;
    for (uint32_t r = 0; r < plan->row_count; r++)
        if (plan->rows[r].kind == SAM_ROW_CURVE)
            fill_curve(ledger, r);
    ledger->fixed_done = false;
}

void sam_ledger_set(sam_ledger *ledger, uint32_t input, size_t lane, double value) {
    assert(input < ledger->plan->deal->input_count && lane < ledger->lanes);
    assert(ledger->varies[input]);
    ledger->inputs[input * ledger->lanes + lane] = value;
}

double sam_ledger_input(const sam_ledger *ledger, uint32_t input, size_t lane) {
    assert(input < ledger->plan->deal->input_count && lane < ledger->lanes);
    return ledger->inputs[input * ledger->lanes + lane];
}

double *sam_ledger_path(sam_ledger *ledger, uint32_t row, size_t *stride) {
    assert(ledger->plan->rows[row].kind != SAM_ROW_SCALAR && ledger->place[row]);
    *stride = ledger->lanes;
    return sam_ledger_row(ledger, row) + ledger->lanes;
}

static void run_code(const sam_ledger *ledger, const sam_code *code, sam_direction direction) {
    size_t months = ledger->plan->months, lanes = ledger->lanes;
    sam_simd simd = sam_simd_best();
    for (uint32_t i = 0; i < code->once_count; i++) {
        const sam_instruction *in = &code->once[i];
        if (in->op >= SAM_OP_SUM)
            sam_lanes_gather(in, months, lanes);
        else
            sam_lanes_run(in, 1, 0, lanes, simd);
    }
    if (direction == SAM_STAGE_FORWARD)
        for (size_t month = 1; month <= months; month++)
            sam_lanes_run(code->monthly, code->monthly_count, month, lanes, simd);
    if (direction == SAM_STAGE_BACKWARD)
        for (size_t month = months; month >= 1; month--)
            sam_lanes_run(code->monthly, code->monthly_count, month, lanes, simd);
}

void sam_ledger_run(sam_ledger *ledger) {
    for (uint32_t i = 0; i < ledger->block_count && !ledger->fixed_done; i++)
        run_code(ledger, &ledger->blocks[i].fixed, ledger->blocks[i].direction);
    ledger->fixed_done = true;
    for (uint32_t i = 0; i < ledger->block_count; i++)
        run_code(ledger, &ledger->blocks[i].varying, ledger->blocks[i].direction);
}

double sam_ledger_value(const sam_ledger *ledger, uint32_t row, uint32_t month, size_t lane) {
    assert(row < ledger->plan->row_count && lane < ledger->lanes && month <= ledger->plan->months);
    if (ledger->plan->rows[row].kind == SAM_ROW_SCALAR)
        return ledger->scalars[row * ledger->lanes + lane];
    return sam_ledger_row(ledger, row)[month * ledger->lanes + lane];
}

void sam_ledger_series(const sam_ledger *ledger, uint32_t row, size_t lane, double *out) {
    for (uint32_t month = 1; month <= ledger->plan->months; month++)
        out[month - 1] = sam_ledger_value(ledger, row, month, lane);
}
