/* The workspace of a run: memory for lanes, inputs in, values out. */
#include <assert.h>
#include <string.h>

#include "ledger/program.h"

static bool allocate(sam_ledger *ledger) {
    const sam_plan *plan = ledger->plan;
    ledger->row_size = ((size_t)plan->months + 2) * ledger->lanes;
    ledger->series =
        sam_arena_array(ledger->arena, plan->row_count * ledger->row_size, sizeof *ledger->series);
    ledger->scalars =
        sam_arena_array(ledger->arena, plan->row_count * ledger->lanes, sizeof *ledger->scalars);
    ledger->inputs = sam_arena_array(ledger->arena, (plan->deal->input_count + 1) * ledger->lanes,
                                     sizeof *ledger->inputs);
    ledger->given = sam_arena_array(ledger->arena, plan->row_count + 1, sizeof *ledger->given);
    return ledger->series && ledger->scalars && ledger->inputs && ledger->given;
}

sam_ledger *sam_ledger_new(const sam_plan *plan, size_t lanes, const uint32_t *given,
                           size_t given_count) {
    sam_arena *arena = sam_arena_new();
    sam_ledger *ledger = arena ? sam_arena_alloc(arena, sizeof *ledger) : NULL;
    if (!ledger) {
        sam_arena_free(arena);
        return NULL;
    }
    *ledger = (sam_ledger){.plan = plan, .lanes = (lanes + 7) / 8 * 8, .arena = arena};
    bool ready = allocate(ledger);
    for (size_t i = 0; ready && i < given_count; i++)
        ledger->given[given[i]] = true;
    if (!ready || !sam_program_bind(ledger)) {
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
    double *out = ledger->series + row * ledger->row_size + ledger->lanes;
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
}

void sam_ledger_set(sam_ledger *ledger, uint32_t input, size_t lane, double value) {
    assert(input < ledger->plan->deal->input_count && lane < ledger->lanes);
    ledger->inputs[input * ledger->lanes + lane] = value;
}

double *sam_ledger_path(sam_ledger *ledger, uint32_t row, size_t *stride) {
    assert(ledger->plan->rows[row].kind != SAM_ROW_SCALAR);
    *stride = ledger->lanes;
    return ledger->series + row * ledger->row_size + ledger->lanes;
}

static void run_month(const sam_block *block, size_t month, size_t lanes) {
    for (uint32_t i = 0; i < block->monthly_count; i++)
        sam_lanes_run(&block->monthly[i], month, lanes);
}

static void run_block(const sam_ledger *ledger, const sam_block *block) {
    size_t months = ledger->plan->months;
    for (uint32_t i = 0; i < block->once_count; i++) {
        const sam_instruction *in = &block->once[i];
        if (in->op >= SAM_OP_SUM)
            sam_lanes_gather(in, months, ledger->lanes);
        else
            sam_lanes_run(in, 0, ledger->lanes);
    }
    if (block->direction == SAM_STAGE_FORWARD)
        for (size_t month = 1; month <= months; month++)
            run_month(block, month, ledger->lanes);
    if (block->direction == SAM_STAGE_BACKWARD)
        for (size_t month = months; month >= 1; month--)
            run_month(block, month, ledger->lanes);
}

void sam_ledger_run(sam_ledger *ledger) {
    for (uint32_t i = 0; i < ledger->block_count; i++)
        run_block(ledger, &ledger->blocks[i]);
}

double sam_ledger_value(const sam_ledger *ledger, uint32_t row, uint32_t month, size_t lane) {
    assert(row < ledger->plan->row_count && lane < ledger->lanes && month <= ledger->plan->months);
    if (ledger->plan->rows[row].kind == SAM_ROW_SCALAR)
        return ledger->scalars[row * ledger->lanes + lane];
    return ledger->series[row * ledger->row_size + month * ledger->lanes + lane];
}

void sam_ledger_series(const sam_ledger *ledger, uint32_t row, size_t lane, double *out) {
    for (uint32_t month = 1; month <= ledger->plan->months; month++)
        out[month - 1] = sam_ledger_value(ledger, row, month, lane);
}
