/* Making and freeing a trace and its workspaces. */
#include "ledger/trace.h"

#include <stdint.h>

enum { W = SAM_TRACE_LANES };

sam_trace *sam_trace_new(const sam_trace_spec *spec) {
    sam_arena *arena = sam_arena_new();
    sam_trace *trace = arena ? sam_arena_alloc(arena, sizeof *trace) : NULL;
    if (!trace) {
        sam_arena_free(arena);
        return NULL;
    }
    *trace = (sam_trace){.months = sam_ledger_plan(spec->base)->months,
                         .month_count =
                             spec->months ? spec->month_count : sam_ledger_plan(spec->base)->months,
                         .input_count = spec->input_count,
                         .path_count = spec->path_count,
                         .scalar_count = spec->scalar_count,
                         .series_count = spec->series_count,
                         .arena = arena};
    sam_ssa_code code = {0};
    bool ready = sam_trace_build(trace, spec, &code) && sam_trace_encode(trace, &code);
    sam_ssa_free(&code);
    if (ready)
        return trace;
    sam_arena_free(arena);
    return NULL;
}

void sam_trace_free(sam_trace *trace) {
    if (trace)
        sam_arena_free(trace->arena);
}

size_t sam_trace_length(const sam_trace *trace) {
    return trace->step_count;
}

size_t sam_trace_slots(const sam_trace *trace) {
    return trace->slot_count;
}

size_t sam_trace_outside(const sam_trace *t) {
    return t->input_count + t->path_count * t->months + t->scalar_count +
           t->series_count * t->month_count;
}

sam_trace_work *sam_trace_work_new(const sam_trace *trace) {
    size_t doubles = (trace->row_count + 1) * W;
    sam_trace_work *work = sam_alloc(sizeof *work);
    char *block = work ? sam_alloc(doubles * sizeof(double) + 64) : NULL;
    if (!block) {
        sam_free(work);
        return NULL;
    }
    /* On a cache line, so that a vector never straddles two. */
    double *aligned = (double *)(void *)(block + (64 - (uintptr_t)block % 64));
    for (size_t i = 0; i < doubles; i++)
        aligned[i] = 0;
    for (size_t i = 0; i < trace->fixed_count; i++)
        for (size_t lane = 0; lane < W; lane++)
            aligned[trace->fixed[i].row * (size_t)W + lane] = trace->fixed[i].value;
    *work = (sam_trace_work){.trace = trace, .rows = aligned, .block = block};
    return work;
}

void sam_trace_work_free(sam_trace_work *work) {
    if (work)
        sam_free(work->block);
    sam_free(work);
}

double *sam_trace_input(sam_trace_work *work, size_t index) {
    return work->rows + index * W;
}

double *sam_trace_path(sam_trace_work *work, size_t index) {
    return work->rows + (work->trace->input_count + index * work->trace->months) * W;
}

const double *sam_trace_scalar(const sam_trace_work *work, size_t index) {
    const sam_trace *t = work->trace;
    return work->rows + (t->input_count + t->path_count * t->months + index) * W;
}

const double *sam_trace_series(const sam_trace_work *work, size_t index) {
    const sam_trace *t = work->trace;
    return work->rows +
           (t->input_count + t->path_count * t->months + t->scalar_count + index * t->month_count) *
               W;
}
